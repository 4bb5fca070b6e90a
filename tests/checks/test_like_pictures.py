"""The rule on pictures that are like those of other incidents: which ones are told, where, and which are fine."""

from pathlib import Path

import pytest

from generator.checks.running import check
from tests.archives import make_archive
from tests.checks.test_rules import SOUND

PICTURE = """\
      digital_source_type: trainedAlgorithmicMedia
      rights: Quotation [@news].
      picture:
        file: beer.png
        sha256: {0}
        width: 1
        height: 1
        phash: {1}
"""


def with_picture(phash: str, extra: str = "") -> str:
    """Return the sound record with a held picture, whose file is missing, and with further fields."""
    media = "promises free beer.\n" + PICTURE.format("0" * 64, phash)
    return SOUND.replace("promises free beer.\n", media).replace("date: 2024-05-06\n", f"date: 2024-05-06\n{extra}")


def near_duplicates(root: Path, *records: str) -> list[tuple[str, int, int, str]]:
    """Return file, line, column and message of each finding about like pictures in incidents a, b and so on."""
    named = {f"2024-05-06-{letter}": text for letter, text in zip("abc", records, strict=False)}
    return [
        (Path(problem.path).parent.name[-1], problem.line, problem.column, problem.message)
        for problem in check(make_archive(root, named))
        if problem.rule == "near-duplicate-picture"
    ]


def test_a_like_picture_is_told_once_in_each_later_incident(tmp_path: Path) -> None:
    found = near_duplicates(tmp_path, *(with_picture(phash) for phash in ("0" * 16, "0" * 15 + "1", "0" * 16)))
    assert [each[:3] for each in found] == [("b", 15, 7), ("c", 15, 7)]
    assert "`2024-05-06-a`; link them in `related`" in found[0][3]
    assert "`2024-05-06-a`, `2024-05-06-b`; link them in `related`" in found[1][3]


def test_a_mirrored_picture_is_like_and_a_different_one_is_not(tmp_path: Path) -> None:
    texts = [with_picture(phash) for phash in ("0" * 16, "5" * 16, "3" * 16)]
    assert [each[0] for each in near_duplicates(tmp_path, *texts)] == ["b"]


@pytest.mark.parametrize(
    "link",
    [
        "related: [{}]\n",
        "trigger: [{{kind: incident, incident: {}}}]\n",
        "response: [{{kind: incident, incident: {}}}]\n",
    ],
)
@pytest.mark.parametrize("of_later", [True, False])
def test_like_pictures_in_incidents_that_name_one_another_are_fine(
    tmp_path: Path, link: str, of_later: bool
) -> None:
    links = ["", link.format("2024-05-06-a")] if of_later else [link.format("2024-05-06-b"), ""]
    assert near_duplicates(tmp_path, *(with_picture("0" * 16, each) for each in links)) == []


def test_two_like_pictures_in_one_incident_are_fine(tmp_path: Path) -> None:
    response = "response:\n  - kind: posting\n    summary: Again [@news].\n    sources: [news]\n    media:\n"
    media = f"    - kind: image\n      description: Beer.\n{PICTURE.format('0' * 64, '0' * 16)}"
    assert near_duplicates(tmp_path, with_picture("0" * 16, response + media)) == []


def test_an_exception_says_that_the_pictures_are_different_ones(tmp_path: Path) -> None:
    exception = "exceptions: [{rule: near-duplicate-picture, reason: Two flags that only look alike.}]\n"
    texts = [with_picture("0" * 16), with_picture("0" * 16, exception)]
    assert near_duplicates(tmp_path, *texts) == []
