"""In which language's index an incident is."""

import pytest

from generator.pages.searched import index_language


@pytest.mark.parametrize(
    ("text", "index"), [("en", "en"), ("de", "de"), ("de-CH", "de"), ("en-GB", "en"), ("nb", "en"), ("den", "en")]
)
def test_a_text_is_searched_in_the_index_of_its_language_and_in_english_where_there_is_none(
    text: str, index: str
) -> None:
    assert index_language(text).code == index
