"""Prose fields to HTML: a small Markdown subset and numbered citations, and nothing else.

Emphasis, quotes, lists, links to http(s) and `[@source-id]` come through; whatever else a text holds is shown as
the text that it is, or loses its markup: `<` is escaped before the Markdown is read, and nh3 keeps only the
elements listed here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import nh3
from markupsafe import Markup, escape
from pyromark import Markdown

from generator.records.fields import CITATION

ELEMENTS = {"p", "em", "strong", "a", "blockquote", "ul", "ol", "li", "br"}
# Begins with what a citation begins with, which is quicker to look for than a group is.
_CITATIONS_IN_A_ROW = re.compile(rf"{CITATION.pattern}\s*(?:{CITATION.pattern}\s*)*")
_MARKDOWN = Markdown()
# One line of words in which Markdown finds nothing to mark up; citations stand in brackets and are no links.
_LETTER = r"[^*_`\[\]<>&!\\~|{}$^]"
_PLAIN = re.compile(rf"(?:[^\W\d]|[\"'(„“”‚‘’«»…])(?:{_LETTER}++|{CITATION.pattern})++(?<!\s)")


def citations(prose: str) -> list[str]:
    """Return the source ids that a prose text cites, in order, repeated ones too."""
    return CITATION.findall(prose)


def render_prose(prose: str, numbers: Mapping[str, int], prefix: str = "") -> Markup:
    """Return `prose` as HTML; `numbers` gives the number of each source, whose anchor begins with `prefix`."""
    return Markup(_with_citations(_subset(prose), lambda found: _links(found, numbers, prefix)))


def _with_citations(text: str, shown: Callable[[re.Match[str]], str]) -> str:
    """Return a text with citations as they are shown, which the words before them are joined to."""
    pieces: list[str] = []
    end = 0
    for found in _CITATIONS_IN_A_ROW.finditer(text):
        pieces += (text[end : found.start()].rstrip(), shown(found))
        end = found.end()
    return "".join((*pieces, text[end:]))


@lru_cache(maxsize=1 << 14)
def plain_prose(prose: str) -> str:
    """Return `prose` as one line of plain text without citations, for descriptions and feeds."""
    prose = _with_citations(prose, lambda _: "")
    if is_plain(prose):
        return " ".join(prose.split())
    words = nh3.clean(_subset(prose), tags=set())
    return re.sub(r"\s+", " ", Markup(words).unescape()).strip()


def _subset(prose: str) -> str:
    return f"<p>{prose}</p>" if is_plain(prose) else marked_up(prose)


def marked_up(prose: str) -> str:
    """Return a text as HTML by its Markdown, without its citations."""
    escaped = prose.replace("&", "&amp;").replace("<", "&lt;")
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


def _links(found: re.Match[str], numbers: Mapping[str, int], prefix: str) -> str:
    return _linked(CITATION.findall(found[0]), numbers, prefix) + (" " if found[0][-1].isspace() else "")


def links_to(sources: Iterable[str], numbers: Mapping[str, int], prefix: str = "") -> Markup:
    """Return links to some sources by their numbers."""
    return Markup(_linked(sources, numbers, prefix))


def _linked(sources: Iterable[str], numbers: Mapping[str, int], prefix: str) -> str:
    links = [
        f'<a href="#source-{prefix}{source}">{numbers[source]}</a>'
        if source in numbers
        else str(escape(f"[@{source}]"))
        for source in sources
    ]
    return f'<sup class="gb-cite" data-pagefind-ignore>{", ".join(links)}</sup>'
