"""Reading a record: what is wrong with it, exactly where, and how to mend it."""

import pytest

from generator.records.problem import ProblemsFoundError
from generator.records.reading import parse_record
from tests.archives import COMPLETE, PROJECT, RECORD


def problems(text: str) -> list[str]:
    """Return what is said of a record's text, without the path and the rule."""
    try:
        parse_record(text, "r.yaml")
    except ProblemsFoundError as error:
        return [str(problem).removeprefix("r.yaml:").replace(" schema:", "") for problem in error.problems]
    return []


@pytest.mark.parametrize("text", [RECORD, COMPLETE])
def test_sound_records_have_no_problems(text: str) -> None:
    assert problems(text) == []


def test_norway_is_norway() -> None:
    assert parse_record(RECORD, "r.yaml").content.regions == ("NO",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "titel:", "1:1: there is no field `titel` here; did you mean `title`?"),
        ("      description: A", "      descripton: A", "12:7: there is no field `descripton` here; did you mean"),
        (
            "verdict: fabricated",
            "verdict: fabricatd",
            "16:3: `fabricatd` is not in the vocabulary; did you mean `fabric",
        ),
        ("date: 2024-05-06", "date: 2024-02-30", "3:1: `2024-02-30` is in no calendar; write `2024-09-02`"),
        ("date: 2024-05-06", "date: 2024-05-06T12:30", "3:1: `2024-05-06T12:30` has a time without a zone"),
        (
            "regions: [NO]",
            "regions: [UK]",
            "5:11: `UK` is no country code of ISO 3166-1; the United Kingdom is `GB`",
        ),
        ("regions: [NO]", "regions: NO", "5:1: `regions` is a list; start each item on a line of its own"),
        ("regions: [NO]", "regions: []", "5:1: `regions` needs at least one item"),
        (
            "  sources: [news]",
            "  reach:\n    - {metric: views, value: 1,200, as_of: 2024-05-06, source: news}\n  sources: [news]",
            "14:32: there is no field `200`; if it is part of a text, put the whole text in double quotes",
        ),
        ("language: en\nregions", "language: tlhx\nregions", "4:1: `tlhx` is not a language code of BCP 47"),
        ("  platform: x", "  platform: Ｘ", "9:3: `Ｘ` is not a key: lower-case letters a to z"),
        ("  platform: x", "  platform:", "9:3: this field is empty; fill it in or delete its line"),
        ("    - kind: audio", "    - kind: [audio]", "11:7: one word is expected here: image, video"),
        ("  claim: The", "  klaim: The", "14:1: the field `claim` is missing: The claim as reviewed"),
        (
            "https://news",
            "javascript://news",
            "26:5: `javascript://news.example.org/beer` does not start with https",
        ),
        (
            "https://news",
            "https:/news",
            "26:5: `https:/news.example.org/beer` does not start with https:// or http://",
        ),
        (
            "- status: none\n      source: news",
            "- none",
            "20:7: this item is a group of fields; write each as `field:",
        ),
        (
            "regions: [NO]",
            "regions:\n  -NO",
            "5:1: `regions` is a list; start each item on a line of its own with a",
        ),
        ("https://news", "https://me:pw@news", "26:5: this address carries a user name or a password"),
        ("https://news.example.org/beer", "https://127.0.0.1/", "26:5: `127.0.0.1` is no public host"),
        ("https://news.example.org/beer", "http://router.local/", "26:5: `router.local` is no public host"),
        ("https://news.example.org/beer", "https://news.example.org/a b", "26:5: this is no web address"),
        (
            "  sources: [news]\n",
            "  sources: [news]\n  text: {language: en, original: Free beer, they say}\n",
            "14:45: there is no field `they say`; if it is part of a text, put the whole text in double quotes",
        ),
        ("fact_check:\n", "fact_check: []\nother:\n", "14:1: `fact_check` is a group of fields"),
        ("  sources: [news]\n", "  sources: [news]\n  url: {a: b}\n", "14:3: a text is expected here"),
    ],
)
def test_a_fault_is_named_with_its_place_and_its_mend(old: str, new: str, said: str) -> None:
    assert old in RECORD
    found = problems(RECORD.replace(old, new))
    assert any(problem.startswith(said) for problem in found), found


def test_faults_inside_the_exchange_are_found_in_the_right_kind_of_item() -> None:
    text = RECORD.replace(
        "post:\n",
        "trigger:\n  - kind: event\n    summary: A.\n    platform: x\n    sources: [news]\n"
        "  - kind: incidnt\n    incident: 2024-x\n  - summary: B.\npost:\n",
        1,
    )
    found = problems(text)
    assert found[0].startswith("11:5: there is no field `platform` here; known here: date, kind, sources, summary")
    assert found[1].startswith("13:5: `incidnt` is not in the vocabulary; did you mean `incident`?")
    assert found[2].startswith("15:5: this item needs a `kind`: `posting`, `event` or `incident`")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: a record is a group of fields such as `title: …`; this file is empty"),
        ("- a\n- b\n", "1:1: a record is a group of fields such as `title: …`; this file is a list"),
        ("just words\n", "1:1: a record is a group of fields such as `title: …`; this file is plain text"),
    ],
)
def test_what_is_no_record_at_all_is_said_so(text: str, said: str) -> None:
    assert problems(text) == [said]


def test_every_problem_of_a_file_is_told_at_once() -> None:
    awful = (PROJECT / "tests/data/awful.yaml").read_text()
    expected = (PROJECT / "tests/golden/awful.txt").read_text()
    assert "\n".join(problems(awful)) + "\n" == expected
