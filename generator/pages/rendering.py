"""A view and its template to the text of a Markdown page."""

import json
import re
from collections.abc import Callable, Iterable, MutableMapping
from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.pages.compiling import compiled_plainly
from generator.pages.language import EVERY, Language
from generator.pages.page import Page
from generator.pages.settings import Settings
from generator.pages.speaking import words_of
from generator.pages.together import RULE
from generator.pages.wording import Words

_JSON = json.JSONEncoder(ensure_ascii=False)
REMEMBERED = ("link", "stamp", "row")  # macros that are asked for the same thing on page after page
CODE = re.compile(r"`([^`]+)`")
HEADING = re.compile("^## .*\n", re.MULTILINE)
PLAIN_MESSAGE = re.compile(r"""\{\{ _\("([^"\\]*)"\) \}\}""")


def render(template: str, page: Page, settings: Settings, **shown: object) -> str:
    """Return the Markdown of `page`: the template `<template>.md.jinja` filled with what is `shown`."""
    found = environment(page.language).get_template(f"{template}.md.jinja")
    return found.render(page=page, settings=settings, **shown)


class _Templates(Environment):
    """Templates in one language: a message without variables is translated once, when a template is read."""

    language: Language

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Put the words of the language into a template's text, and its headings between the marks of such."""
        words = words_of(self.language)
        text = PLAIN_MESSAGE.sub(lambda found: words.say(found[1]) % {}, super().preprocess(source, name, filename))
        return HEADING.sub(rf"{RULE}\g<0>{RULE}", text) if self.language is EVERY else text

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates may name, as a dictionary: Jinja's own kind is read many times as slowly."""
        return {**self.globals, **(d or {})}


@cache
def environment(language: Language) -> Environment:
    """Return the templates' environment: every value is escaped, an unknown name is an error, `_` translates."""
    words = words_of(language)
    made = _Templates(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    made.language = language
    compiled_plainly(made, language.code)
    made.globals.update(_=words.markup, ngettext=partial(_counted, words), lang=partial(words.in_each, _lang))
    made.filters["front_matter"] = front_matter
    made.filters["with_code"] = with_code
    remembered = {name: _remembered(made, name) for name in REMEMBERED}
    made.globals.update(remembered, links=partial(_listed, remembered["link"]))
    return made


def with_code(text: str) -> Markup:
    """Return a text of our own words, escaped, in which what stands between backticks is code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))


@cache
def _lang(code: str) -> Markup:
    """Return the attribute that names the language of an element; none where `code` is empty."""
    return Markup(f' lang="{escape(code)}"') if code else Markup()


def _counted(words: Words, one: str, many: str, count: int) -> Markup:
    """Return a message that counts, `%(num)s` in it being the count."""
    return Markup(words.plural(one, many, count)) % {"num": count}


def _listed(link: Callable[[object], Markup], links: Iterable[object]) -> Markup:
    """Return links in a row."""
    return Markup(", ".join(map(link, links)))


def _remembered(made: Environment, name: str) -> Callable[[object], Markup]:
    """Return a macro of `remembered.jinja`, of one argument, that answers the same question once."""

    @cache
    def macro() -> Any:
        return getattr(made.get_template("remembered.jinja").module, name)

    @lru_cache(maxsize=1 << 15)
    def answer(shown: object) -> Markup:
        said: Markup = macro()(shown)
        return said

    return answer


def front_matter(value: object) -> str:
    """Return a value for the page's front matter.

    The site's builder puts a title and a description into the page's head as they are, so they are escaped as HTML
    here, and then written as a JSON string, which is YAML whatever it holds.
    """
    return _JSON.encode(str(escape(" ".join(str(value).split()))))
