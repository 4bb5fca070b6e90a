"""Citations: what a program for references reads back is what the record says."""

import json

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.pages.citing import Cited, bibtex, csl_json, ris
from generator.records.dates import When

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60).map(
    lambda text: f"A {' '.join(text.split())} b"
)


def cited(title: str = "Harris in a uniform", date: str = "2024-09-02") -> Cited:
    return Cited(f"{date}-x", title, "https://archive.example.org/incidents/x_y/", When.parse(date), "en")


@pytest.mark.parametrize(
    ("date", "parts", "month", "day"),
    [
        ("2024-09-02", [2024, 9, 2], "9", "2024/09/02/"),
        ("2024-09", [2024, 9], "9", "2024/09//"),
        ("2024", [2024], None, "2024///"),
    ],
)
def test_a_date_is_as_precise_as_the_record(date: str, parts: list[int], month: str | None, day: str) -> None:
    entry = parse_string(bibtex(cited(date=date)), "bibtex").entries[f"gegenbild-{date}-x"]
    assert (entry.fields["year"], entry.fields.get("month")) == ("2024", month)
    assert json.loads(csl_json(cited(date=date)))[0]["issued"] == {"date-parts": [parts]}
    assert rispy.loads(ris(cited(date=date)))[0]["date"] == day


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


def test_an_address_is_read_back_from_bibtex() -> None:
    entry = parse_string(bibtex(cited()), "bibtex").entries["gegenbild-2024-09-02-x"]
    assert entry.fields["url"].replace("\\", "") == "https://archive.example.org/incidents/x_y/"
