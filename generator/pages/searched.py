"""In which of the search indexes an incident is: that of the language of the interface which its text is in.

Its pages in the other languages say the same but for some words of the interface, so one index serves them all.
"""

from collections.abc import Collection

from generator.archive.gist import Gist
from generator.pages.language import ENGLISH, LANGUAGES, Language


def searched_languages(gists: Collection[Gist]) -> dict[str, str]:
    """Return for incidents by identifier the code of the language in whose index they are."""
    codes = {language: index_language(language).code for language in {gist.language for gist in gists}}
    return {gist.id: codes[gist.language] for gist in gists}


def index_language(code: str) -> Language:
    """Return the language in whose index a text is; English takes what the interface does not speak."""
    return next((language for language in LANGUAGES if language.code == code.split("-")[0]), ENGLISH)
