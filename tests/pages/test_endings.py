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
        ("Präsidentschaftswahlkampf", "wahlkampf"),
        ("Falschbehauptung", "behauptung"),
        ("Gesundheitsminister", "minister"),
    ],
)
def test_a_compound_offers_its_ends(compound: str, asked: str) -> None:
    assert any(ending.startswith(asked) for ending in endings(f"Eine {compound}, sagt man."))


def test_short_words_are_no_compounds() -> None:
    assert endings("Die Wahl ist am Tag") == ()


@given(st.text(max_size=200))
def test_each_ending_ends_a_word_of_the_text(text: str) -> None:
    for ending in endings(text):
        assert ending in text.lower()
        assert len(ending) >= SHORTEST_ENDING
