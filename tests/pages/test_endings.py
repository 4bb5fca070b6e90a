"""German compounds are found by what they end in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.endings import SHORTEST_ENDING, endings


@pytest.mark.parametrize(
    ("compound", "asked"),
    [
        ("Wahlkampflüge", "lüge"),
        ("Wahlkampflüge", "kampflüge"),
        ("Bundestagswahl", "wahl"),
        ("Wahlsieg", "sieg"),
        ("Präsidentschaftswahlkampf", "wahlkampf"),
        ("Falschbehauptung", "behauptung"),
        ("Gesundheitsminister", "minister"),
    ],
)
def test_a_compound_offers_its_ends(compound: str, asked: str) -> None:
    assert any(ending.startswith(asked) for ending in endings(f"Eine {compound}, sagt man."))


def test_short_words_are_no_compounds() -> None:
    assert endings("Die Wahl ist am Tag") == ()


def test_each_ending_is_said_once_in_lower_case_and_in_order() -> None:
    assert endings("WAHLSIEG, Wahlkampf, Wahlsieg") == ("sieg", "kampf")


def test_what_is_left_before_an_ending_is_a_word() -> None:
    assert "mokratie" not in endings("Demokratie")  # though it may be hyphenated there


@given(st.text(max_size=200))
def test_each_ending_ends_a_word_of_the_text(text: str) -> None:
    for ending in endings(text):
        assert ending in text.lower()
        assert len(ending) >= SHORTEST_ENDING
