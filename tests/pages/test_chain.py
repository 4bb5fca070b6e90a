"""A step of a chain says so much as fits, and no word of it is cut."""

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.views.chain import STEP_LENGTH, shortened

TEXTS = st.lists(st.sampled_from(["a", "word", "longer,", "sentence.", "straße"]), max_size=40).map(" ".join)


@given(TEXTS)
def test_a_text_that_is_too_long_ends_behind_a_word_and_says_so(text: str) -> None:
    shown = shortened(text)
    if len(text) <= STEP_LENGTH:
        assert shown == text
    else:
        words, count = text.split(" "), shown.count(" ")
        assert shown == f"{' '.join(words[:count]).rstrip(',.')} …"
        assert len(" ".join(words[:count])) < STEP_LENGTH <= len(" ".join(words[: count + 1]))
