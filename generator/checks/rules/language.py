"""Words and their languages: the script fits, a reader gets a translation."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.document import Location
from generator.records.model import PostingItem, PostText, Record
from generator.records.problem import Severity

# The script that a language is written in, by the first word of Unicode's character names. Languages that are not
# named here are written in Latin letters or in several scripts; several are allowed where a language has several.
SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "ky", "tg", "mn"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("sr", "kk", "uz"), frozenset({"CYRILLIC", "LATIN"})),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), frozenset({"ARABIC"})),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset({"DEVANAGARI"})),
    **dict.fromkeys(("bn", "as"), frozenset({"BENGALI"})),
    "el": frozenset({"GREEK"}),
    "he": frozenset({"HEBREW"}),
    "hy": frozenset({"ARMENIAN"}),
    "ka": frozenset({"GEORGIAN"}),
    "ta": frozenset({"TAMIL"}),
    "te": frozenset({"TELUGU"}),
    "th": frozenset({"THAI"}),
    "ko": frozenset({"HANGUL", "CJK"}),
    "ja": frozenset({"HIRAGANA", "KATAKANA", "CJK"}),
    "zh": frozenset({"CJK"}),
}
IN_LATIN = (
    "cs",
    "da",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hu",
    "id",
    "it",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sv",
    "tr",
    "vi",
)
ENOUGH = 0.6  # share of letters in the expected script; names and quotations may be in another


@record_rule("language-fits-script")
def language_fits_script(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Words said to be in a language are written in its script.

    Passes:

        post:
          platform: x
          text: {language: ru, original: Бесплатное пиво}
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          text: {language: en, original: Бесплатное пиво}
          media: [{kind: audio, description: A voice.}]
          sources: [news]
    """
    for location, language, words in _texts(incident.record):
        expected = SCRIPTS.get(
            language.split("-")[0], frozenset({"LATIN"}) if language.split("-")[0] in IN_LATIN else None
        )
        if expected and "-Latn" not in language and not _mostly(words, expected):
            names = " or ".join(sorted(name.title() for name in expected))
            yield Finding(
                location, f"`{language}` is written in {names} script, and these words are not; correct one"
            )


@record_rule("text-has-language")
def text_has_language(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """The exact words of a post have a language; a `text` has words, or a translation of them at least.

    Passes:

        post:
          platform: x
          text: {language: en, original: Free beer}
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          text: {original: Free beer}
          media: [{kind: audio, description: A voice.}]
          sources: [news]
    """
    for location, text in _post_texts(incident.record):
        if text.original and not text.language:
            yield Finding((*location, "original"), "say in which language these words are: add `language`")
        if not text.original and not text.translations:
            yield Finding(location, "there are no words here; add `original` or a translation, or delete `text`")


@record_rule("quotation-translated", Severity.WARNING)
def quotation_translated(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Words in another language than the record's own come with a translation into it.

    Passes:

        post:
          platform: x
          text: {language: nb, original: Gratis øl, translations: [{language: en, text: Free beer}]}
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          text: {language: nb, original: Gratis øl}
          media: [{kind: audio, description: A voice.}]
          sources: [news]
    """
    own = incident.record.language.split("-")[0]
    for location, text in _post_texts(incident.record):
        languages = {text.language, *(translation.language for translation in text.translations)}
        if text.original and own not in {language.split("-")[0] for language in languages if language}:
            yield Finding((*location, "original"), f"add a translation into the record's own language, `{own}`")


def _post_texts(record: Record) -> Iterator[tuple[Location, PostText]]:
    if record.post.text:
        yield ("post", "text"), record.post.text
    for field, items in (("trigger", record.trigger), ("response", record.response)):
        for place, item in enumerate(items):
            if isinstance(item, PostingItem) and item.text:
                yield (field, place, "text"), item.text


def _texts(record: Record) -> Iterator[tuple[Location, str, str]]:
    for location, text in _post_texts(record):
        if text.original and text.language:
            yield (*location, "original"), text.language, text.original
        for place, translation in enumerate(text.translations):
            yield (*location, "translations", place, "text"), translation.language, translation.text


def _mostly(words: str, scripts: frozenset[str]) -> bool:
    if words.isascii():
        return "LATIN" in scripts or not any(letter.isalpha() for letter in words)
    letters = [(letter, count) for letter, count in Counter(words).items() if letter.isalpha()]
    fitting = sum(count for letter, count in letters if _script(letter) in scripts)
    return fitting >= ENOUGH * sum(count for _, count in letters)


@lru_cache(maxsize=1 << 10)
def _script(letter: str) -> str:
    """Return the first word of a letter's name in Unicode, which is that of its script: `LATIN`, `CYRILLIC`."""
    return unicodedata.name(letter, "?").split()[0]
