"""What was probably meant is said, where anything known is like it."""

import pytest

from generator.records.closest import closest

FIELDS = ("description", "title", "tools", "topics")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("descripton", "description"),
        ("titel", "title"),
        ("Title", "title"),
        ("language", None),
        ("", None),
        ("tool", "tools"),
    ],
)
def test_the_word_that_is_most_like_is_meant(written: str, meant: str | None) -> None:
    assert closest(written, FIELDS) == meant


def test_of_several_that_are_as_like_it_is_the_same_in_each_order() -> None:
    assert closest("minister-x", ["minister-b", "minister-a"]) == "minister-a"
    assert closest("minister-x", ["minister-a", "minister-b"]) == "minister-a"


def test_where_nothing_is_known_nothing_is_meant() -> None:
    assert closest("title", []) is None


def test_a_word_of_any_length_is_compared_with_ten_thousand_at_once() -> None:
    known = [f"2024-05-06-speech-{number}" for number in range(10_000)]
    assert closest("2024-05-06-speach-77", known) == "2024-05-06-speech-77"
    assert closest("a" * 1_000_000, known) is None
