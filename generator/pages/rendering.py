"""A view and its template to the text of a Markdown page."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape

from generator.pages.addresses import Page
from generator.pages.settings import Settings


def render(template: str, page: Page, settings: Settings, **shown: object) -> str:
    """Return the Markdown of `page`: the template `<template>.md.jinja` filled with what is `shown`."""
    return environment().get_template(f"{template}.md.jinja").render(page=page, settings=settings, **shown)


@cache
def environment() -> Environment:
    """Return the templates' environment: every value is escaped, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters["front_matter"] = front_matter
    return made


def front_matter(value: Any) -> str:
    """Return a value for the page's front matter.

    The site's builder puts a title and a description into the page's head as they are, so they are escaped as HTML
    here, and then written as a JSON string, which is YAML whatever it holds.
    """
    return json.dumps(str(escape(" ".join(str(value).split()))), ensure_ascii=False)
