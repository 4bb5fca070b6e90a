"""The languages of the interface, and the messages of each from its catalogue (gettext, read by Babel).

The English words in the code are the messages; `locale/<language>.po` translates them. `python -m
generator.pages.messages` gathers them, and a test holds every catalogue complete.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "locale"


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the interface.

    `prefix` is the folder of the site that speaks it; `locale` gives it numbers and names; `day` is its pattern of
    dates (Unicode CLDR).
    """

    code: str
    name: str
    prefix: str
    locale: Locale
    day: str


ENGLISH = Language("en", "English", "", Locale("en", "GB"), "d MMMM y")
GERMAN = Language("de", "Deutsch", "de/", Locale("de"), "d. MMMM y")
LANGUAGES = (ENGLISH, GERMAN)
_BY_CODE = {language.code: language for language in LANGUAGES}
EVERY = Language("every", "", "", ENGLISH.locale, "")  # of what is said in all at once (see together.py)


def by_code(code: str) -> Language:
    """Return the language of a code."""
    return _BY_CODE[code]


def message(words: str) -> str:
    """Return `words` as they are, and mark them as a message that is translated where it is shown."""
    return words


def catalogue_file(language: Language) -> Path:
    """Return the file of a language's translations."""
    return FOLDER / f"{language.code}.po"


def read_catalogue(language: Language) -> Catalog:
    """Return a language's translations as they are kept."""
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language.locale)


@cache
def translations(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Return the translation of each message; of a counted one, its plural forms. English needs none."""
    if language.code == ENGLISH.code:
        return {}
    translated: dict[str, str | tuple[str, ...]] = {}
    for entry in read_catalogue(language):
        words = entry.string
        if isinstance(entry.id, str):
            translated[entry.id] = words if isinstance(words, str) else ""
        else:
            translated[entry.id[0]] = tuple(words or ())
    translated.pop("", None)  # the catalogue's head
    return translated
