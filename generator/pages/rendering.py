"""A view and its template to the text of a Markdown page."""

import json
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape

from generator.pages.language import Language
from generator.pages.page import Page
from generator.pages.settings import Settings
from generator.pages.wording import words_of


def render(template: str, page: Page, settings: Settings, **shown: object) -> str:
    """Return the Markdown of `page`: the template `<template>.md.jinja` filled with what is `shown`."""
    found = environment(page.language).get_template(f"{template}.md.jinja")
    return found.render(page=page, settings=settings, **shown)


@cache
def environment(language: Language) -> Environment:
    """Return the templates' environment: every value is escaped, an unknown name is an error, `_` translates."""
    words = words_of(language)
    made = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(words.say, words.plural, newstyle=True)  # type: ignore[attr-defined]
    made.filters["front_matter"] = front_matter
    return made


def front_matter(value: object) -> str:
    """Return a value for the page's front matter.

    The site's builder puts a title and a description into the page's head as they are, so they are escaped as HTML
    here, and then written as a JSON string, which is YAML whatever it holds.
    """
    return json.dumps(str(escape(" ".join(str(value).split()))), ensure_ascii=False)
