"""Prose fields to HTML: a small Markdown subset and numbered citations, and nothing else.

Emphasis, quotes, lists, links to http(s) and `[@source-id]` come through; whatever else a text holds is shown as
the text that it is, or loses its markup: `<` is escaped before the Markdown is read, and nh3 keeps only the
elements listed here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import nh3
from markupsafe import Markup, escape
from pyromark import Markdown

from generator.records.fields import CITATION

ELEMENTS = {"p", "em", "strong", "a", "blockquote", "ul", "ol", "li", "br"}
_CITATIONS_IN_A_ROW = re.compile(rf"\s*((?:{CITATION.pattern}\s*)+)")
_MARKDOWN = Markdown()


def citations(prose: str) -> list[str]:
    """Return the source ids that a prose text cites, in order, repeated ones too."""
    return CITATION.findall(prose)


def render_prose(prose: str, numbers: Mapping[str, int], prefix: str = "") -> Markup:
    """Return `prose` as HTML; `numbers` gives the number of each source, whose anchor begins with `prefix`."""
    return Markup(_CITATIONS_IN_A_ROW.sub(lambda found: _links(found, numbers, prefix), _subset(prose)))


def plain_prose(prose: str) -> str:
    """Return `prose` as one line of plain text without citations, for descriptions and feeds."""
    words = nh3.clean(_subset(_CITATIONS_IN_A_ROW.sub("", prose)), tags=set())
    return re.sub(r"\s+", " ", Markup(words).unescape()).strip()


@lru_cache(maxsize=1 << 14)
def _subset(prose: str) -> str:
    escaped = prose.replace("&", "&amp;").replace("<", "&lt;")
    return nh3.clean(
        _MARKDOWN.html(escaped),
        tags=ELEMENTS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        attribute_filter=_only_web_addresses,
        link_rel="noopener nofollow",
    ).strip()


def _only_web_addresses(_element: str, attribute: str, value: str) -> str | None:
    """Drop relative addresses, which nh3 lets pass: prose links to sources outside, never into the site."""
    return value if attribute != "href" or re.match(r"https?://", value) else None


def _links(found: re.Match[str], numbers: Mapping[str, int], prefix: str) -> str:
    links = [
        f'<a href="#source-{prefix}{source}">{numbers[source]}</a>'
        if source in numbers
        else str(escape(f"[@{source}]"))
        for source in CITATION.findall(found[1])
    ]
    tail = " " if found[0][-1].isspace() else ""
    return f'<sup class="gb-cite" data-pagefind-ignore>{", ".join(links)}</sup>{tail}'
