"""Prose fields as pages show them: their small Markdown subset as HTML, and numbered citations."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from generator.records.fields import CITATION
from generator.records.prose import in_elements, with_citations


def render_prose(prose: str, numbers: Mapping[str, int], prefix: str = "") -> Markup:
    """Return `prose` as HTML; `numbers` gives the number of each source, whose anchor begins with `prefix`."""
    return Markup(with_citations(in_elements(prose), lambda found: _links(found, numbers, prefix)))


def _links(found: re.Match[str], numbers: Mapping[str, int], prefix: str) -> str:
    return _linked(CITATION.findall(found[0]), numbers, prefix) + (" " if found[0][-1].isspace() else "")


def links_to(sources: Iterable[str], numbers: Mapping[str, int], prefix: str = "") -> Markup:
    """Return links to some sources by their numbers."""
    return Markup(_linked(sources, numbers, prefix))


def _linked(sources: Iterable[str], numbers: Mapping[str, int], prefix: str) -> str:
    links = [
        f'<a href="#source-{prefix}{source}">{numbers[source]}</a>'
        if source in numbers
        else str(escape(f"@{source}"))
        for source in sources
    ]
    # In brackets, for in a copied text the number would be part of one that stands before it: “in 20244”.
    return f'<sup class="gb-cite" data-pagefind-ignore>[{", ".join(links)}]</sup>'
