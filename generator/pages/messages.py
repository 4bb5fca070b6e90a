"""The messages of the interface, gathered: from code, templates, theme, vocabularies, model and rules.

`python -m generator.pages.messages` puts new ones into the catalogues, takes out those that nothing says any more,
and writes the words of the theme, which the site's builder fills in and which cannot ask a catalogue.
"""

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from generator.checks.rule import Scope
from generator.checks.rules import RULES
from generator.pages.language import ENGLISH, LANGUAGES, Language, catalogue_file, read_catalogue, translations
from generator.pages.views.codebook import RECORD_PARTS, REGISTRY_PARTS, first_line, vocabularies, vocabulary_title
from generator.records import fields
from generator.records.fields import Kind
from generator.records.problem import Severity
from generator.records.replacing import replace_file

PAGES = Path(__file__).parent
PROJECT = PAGES.parent.parent
THEME = PROJECT / "theme"
THEME_WORDS = THEME / "partials" / "words.html"
# How messages are called, and which arguments they are (Babel counts from 1).
CODE = {"say": None, "markup": None, "message": None, "say_count": (1, 2), "plural": (1, 2)}
TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
IN_THEME = {"t": None}

Message = str | tuple[str, ...]


def messages() -> list[Message]:
    """Return every message once, in a fixed order; a counted one is a pair of singular and plural."""
    found: dict[Message, None] = {}
    for each in (*_in_files(PAGES, "python", CODE), *_in_files(PAGES, "jinja2", TEMPLATES), *theme_messages()):
        found[each] = None
    for words in (*_in_vocabularies(), *_in_model(), *_in_rules()):
        found[words] = None
    return [each for each in found if each and each != ("", "")]


def theme_messages() -> list[str]:
    """Return the messages of the theme."""
    return [each for each in _in_files(THEME, "jinja2", IN_THEME) if isinstance(each, str)]


def updated_catalogue(language: Language) -> Catalog:
    """Return a language's catalogue with exactly the messages that are said; a new one is not yet translated."""
    kept = (
        {entry.id: entry.string for entry in read_catalogue(language)} if catalogue_file(language).exists() else {}
    )
    catalogue = Catalog(locale=language.locale, project="Gegenbild", creation_date=None, fuzzy=False)
    for each in messages():
        catalogue.add(each, kept.get(each))
    return catalogue


def write_catalogue(language: Language) -> None:
    """Bring a language's file up to date."""
    written = io.BytesIO()
    write_po(written, updated_catalogue(language), width=110, omit_header=True, no_location=True)
    replace_file(catalogue_file(language), written.getvalue())


def theme_words() -> str:
    """Return the theme's partial that says its messages in the language of the page."""
    other = [language for language in LANGUAGES if language is not ENGLISH]
    tables = {
        language.code: {words: translations(language).get(words, "") for words in theme_messages()}
        for language in other
    }
    tests = "".join(
        f'{{%- if page and page.url and page.url[:3] == "{language.prefix}" %}}'
        f"{{{{ tables.{language.code}[words] }}}}{{% else %}}"
        for language in other
    )
    return (
        "{#- The theme's words in the language of the page; made by `python -m generator.pages.messages`. -#}\n"
        f"{{%- set tables = {json.dumps(tables, ensure_ascii=False, indent=1)} -%}}\n"
        f"{{% macro t(words) %}}{tests}{{{{ words }}}}{'{% endif %}' * len(other)}{{% endmacro %}}\n"
    )


def _in_files(folder: Path, method: str, keywords: Mapping[str, tuple[int, ...] | None]) -> Iterator[Message]:
    pattern = {"python": "**.py", "jinja2": "**.jinja"}[method] if folder == PAGES else "**.html"
    options = {pattern: {"trimmed": "true"}}
    for _file, _line, said, _comments, _context in extract_from_dir(
        folder, method_map=[(pattern, method)], options_map=options, keywords=keywords
    ):
        yield said


def _in_vocabularies() -> Iterator[str]:
    for vocabulary in vocabularies():
        yield from (vocabulary_title(vocabulary), first_line(vocabulary))
        for term in vocabulary:
            yield from (term.label, term.description)


def _in_model() -> Iterator[str]:
    for part, _title in (*RECORD_PARTS, *REGISTRY_PARTS):
        yield first_line(part)
        for field in part.fields_as_written().values():
            yield field.description or ""
    for annotated in vars(fields).values():
        yield from (mark.words for mark in getattr(annotated, "__metadata__", ()) if isinstance(mark, Kind))


def _in_rules() -> Iterator[str]:
    yield from (severity.value for severity in Severity)
    yield from (scope.value for scope in Scope)
    for _, rule in sorted(RULES.items()):
        yield rule.purpose


if __name__ == "__main__":
    for each in LANGUAGES:
        if each is not ENGLISH:
            write_catalogue(each)
            translations.cache_clear()
    THEME_WORDS.write_text(theme_words(), encoding="utf-8")
