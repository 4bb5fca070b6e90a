"""Citations: what a program for references reads back is what the record says."""

import json
import re
from dataclasses import replace

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.richtext import Protected, Text

from generator.pages import citing
from generator.pages.citing import Cited, bibtex, csl_json, ris
from generator.records.dates import When
from generator.records.vocabulary import Verdict

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60).map(
    lambda text: f"A {' '.join(text.split())} b"
)


def cited(title: str = "Harris in a uniform", changed: str = "2026-11-23") -> Cited:
    address, posted = "https://archive.example.org/incidents/x_y/", When.parse("2024-09-02")
    return Cited(
        "2024-09-02-x", title, address, posted, When.parse(changed) if changed else None, "en", Verdict.FABRICATED
    )


def in_bibtex(given: Cited) -> Entry:
    return parse_string(bibtex(given), "bibtex").entries["gegenbild-2024-09-02-x"]


@pytest.mark.parametrize(
    ("changed", "parts", "month", "day"),
    [
        ("2026-11-23", [2026, 11, 23], "11", "2026/11/23/"),
        ("2026-11", [2026, 11], "11", "2026/11//"),
        ("2026", [2026], None, "2026///"),
    ],
)
def test_its_date_is_that_of_the_records_last_change(
    changed: str, parts: list[int], month: str | None, day: str
) -> None:
    entry = in_bibtex(cited(changed=changed))
    assert (entry.fields["year"], entry.fields.get("month")) == ("2026", month)
    assert json.loads(csl_json(cited(changed=changed)))[0]["issued"] == {"date-parts": [parts]}
    assert rispy.loads(ris(cited(changed=changed)))[0]["date"] == day


def test_the_day_of_the_incident_and_what_was_found_stand_in_the_note_and_the_archive_is_the_author() -> None:
    entry = in_bibtex(cited())
    (reference,), (item,) = rispy.loads(ris(cited())), json.loads(csl_json(cited()))
    assert [str(each) for each in entry.persons["author"]] == reference["authors"] == ["Gegenbild"]
    assert item["author"] == [{"literal": "Gegenbild"}]
    note = "Incident 2024-09-02-x, posted 2024-09-02, verdict: Fabricated"
    assert [entry.fields["note"], *reference["notes"], item["note"]] == [note] * 3


def test_every_form_says_the_language_the_address_and_the_identifier() -> None:
    given = replace(cited(), language="de-CH")
    entry = in_bibtex(given)
    (reference,), (item,) = rispy.loads(ris(given)), json.loads(csl_json(given))
    assert [entry.fields["language"], reference["language"], item["language"]] == ["de-CH"] * 3
    assert [entry.fields["url"], *reference["urls"], item["URL"]] == [given.address] * 3
    assert (reference["id"], item["id"]) == ("2024-09-02-x", "gegenbild-2024-09-02-x")


def test_a_record_without_days_has_no_date_and_no_form_makes_up_a_day_of_access() -> None:
    undated = cited(changed="")
    assert "year" not in in_bibtex(undated).fields
    assert "date" not in rispy.loads(ris(undated))[0]
    assert "issued" not in json.loads(csl_json(undated))[0]
    for form in (bibtex, ris, csl_json):
        assert not {"urldate", "accessed", "Y2  - "} & set(form(cited()).split())


@given(TITLES)
def test_any_title_is_read_back_from_ris_and_csl(title: str) -> None:
    assert rispy.loads(ris(cited(title)))[0]["title"] == title
    (item,) = json.loads(csl_json(cited(title)))
    assert (item["title"], item["URL"]) == (title, "https://archive.example.org/incidents/x_y/")


@given(TITLES)
def test_any_title_makes_one_entry_of_bibtex(title: str) -> None:
    entries = parse_string(bibtex(cited(title)), "bibtex").entries
    assert list(entries) == ["gegenbild-2024-09-02-x"]
    assert entries["gegenbild-2024-09-02-x"].fields["howpublished"] == "Gegenbild"


def test_names_in_a_title_keep_their_capitals_in_every_style_of_bibtex() -> None:
    assert Text.from_latex(in_bibtex(cited("Harris in einer Uniform")).fields["title"]).lower() == Text(
        Protected("Harris in einer Uniform")
    )


def test_an_address_is_read_back_from_bibtex() -> None:
    address = "https://archive.example.org/~name/50%25/incidents/x_y/#post"
    assert in_bibtex(replace(cited(), address=address)).fields["url"] == address


def test_bibtex_hands_nothing_to_latex_that_is_more_than_a_sign() -> None:
    entry = in_bibtex(cited("$5 for #1 & 50% of a_b, ^ or ~"))
    written = r"\$5 for \#1 \& 50\% of a\_b, \textasciicircum{} or \textasciitilde{}"
    assert entry.fields["title"] == f"{{{written}}}"
    assert in_bibtex(cited(r"\input{x}")).fields["title"] == "{/input(x)}"


@given(TITLES | st.just("Plain words"), st.sampled_from(["2026-11-23", "2026-11", "2026", ""]))
def test_what_is_put_into_a_form_reads_as_its_library_writes_it(title: str, changed: str) -> None:
    plain = replace(cited(title, changed), address="https://archive.example.org/incidents/x-y/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citing, "AS_IT_IS", re.compile("(?!)"))  # so that the libraries write all
        written = bibtex(plain), ris(plain)
    assert (bibtex(plain), ris(plain)) == written
