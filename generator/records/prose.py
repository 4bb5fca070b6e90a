"""A prose field's small Markdown subset: read as HTML of a few elements, or as one line of plain text.

Emphasis, quotes, lists and links to http(s) come through; whatever else a text holds is shown as the text that it
is, or loses its markup: `<` is escaped before the Markdown is read, and nh3 keeps only the elements listed here.
"""

import html
import re
from collections.abc import Callable

import nh3
from pyromark import Markdown

from generator.records.fields import CITATION

ELEMENTS = {"p", "em", "strong", "a", "blockquote", "ul", "ol", "li", "br"}
# Begins with what a citation begins with, which is quicker to look for than a group is.
_CITATIONS_IN_A_ROW = re.compile(rf"{CITATION.pattern}\s*(?:{CITATION.pattern}\s*)*")
_MARKDOWN = Markdown()
# The backslash of `\<` and `\&`, which stand for these signs themselves, as their entities do without one.
_NEEDLESS = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=[<&])")
# One line of words in which Markdown finds nothing to mark up; citations stand in brackets and are no links.
_LETTER = r"[^*_`\[\]<>&!\\~|{}$^]"
_PLAIN = re.compile(rf"(?:[^\W\d]|[\"'(„“”‚‘’«»…])(?:{_LETTER}++|{CITATION.pattern})++(?<!\s)")


def with_citations(text: str, shown: Callable[[re.Match[str]], str]) -> str:
    """Return a text with citations as they are shown, which the words before them are joined to."""
    pieces: list[str] = []
    end = 0
    for found in _CITATIONS_IN_A_ROW.finditer(text):
        pieces += (text[end : found.start()].rstrip(), shown(found))
        end = found.end()
    return "".join((*pieces, text[end:]))


def plain_prose(prose: str) -> str:
    """Return `prose` as one line of plain text without citations, for lists, descriptions and feeds."""
    prose = with_citations(prose, lambda _: "")
    if is_plain(prose):
        return prose
    words = nh3.clean(marked_up(prose), tags=set())
    return re.sub(r"\s+", " ", html.unescape(words)).strip()


def in_elements(prose: str) -> str:
    """Return a text as HTML, its citations still as they are written."""
    return f"<p>{prose}</p>" if is_plain(prose) else marked_up(prose)


def marked_up(prose: str) -> str:
    """Return a text as HTML by its Markdown, its citations still as they are written."""
    bare = _NEEDLESS.sub(r"\1", prose) if "\\" in prose else prose
    escaped = bare.replace("&", "&amp;").replace("<", "&lt;").replace("]:", "]\\:")  # defines no link, unseen
    return nh3.clean(
        _MARKDOWN.html(escaped),
        tags=ELEMENTS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        attribute_filter=_only_web_addresses,
        link_rel="noopener nofollow",
    ).strip()


def is_plain(prose: str) -> bool:
    """Say whether a text is one line of words, as most are: it becomes a paragraph without further ado."""
    return prose.isprintable() and "  " not in prose and _PLAIN.fullmatch(prose) is not None


def _only_web_addresses(_element: str, attribute: str, value: str) -> str | None:
    """Drop relative addresses, which nh3 lets pass: prose links to sources outside, never into the site."""
    return value if attribute != "href" or re.match(r"https?://", value) else None
