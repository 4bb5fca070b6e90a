"""The numbered sources of a page, and whatever refers to them: citations and cited prose."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from generator.pages.prose import links_to, render_prose
from generator.pages.wording import Words
from generator.records.model import Source


class SourceView(NamedTuple):
    """A source in the list of references."""

    anchor: str
    publisher: str
    title: str
    url: str
    archived: str
    published: str
    accessed: str
    language: str
    language_name: str


class References:
    """The sources of one page, numbered in the order in which the record lists them."""

    def __init__(self, sources: Iterable[Source], words: Words, prefix: str = "") -> None:
        """Number the sources from 1; `words` are the page's, `prefix` sets apart several lists on one page."""
        self.words = words
        self.prefix = prefix
        self.sources = {source.id: source for source in sources}
        self.numbers = {identifier: number for number, identifier in enumerate(self.sources, start=1)}

    def prose(self, text: str | None) -> Markup:
        """Return a prose field as HTML with its citations numbered; nothing where there is no text."""
        return render_prose(text, self.numbers, self.prefix) if text else Markup("")

    def cites(self, *sources: str | None) -> Markup:
        """Return a citation of those of the sources that the page lists, each once; nothing where it lists none."""
        known = dict.fromkeys([source for source in sources if source and source in self.numbers])
        return links_to(known, self.numbers, self.prefix) if known else Markup("")

    def listed(self) -> tuple[SourceView, ...]:
        """Return the list of references."""
        return tuple(_view(source, self.words, self.prefix) for source in self.sources.values())


def _view(source: Source, words: Words, prefix: str) -> SourceView:
    return SourceView(
        anchor=f"source-{prefix}{source.id}",
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        archived=source.archived or "",
        published=words.date_or_nothing(source.published),
        accessed=words.date_or_nothing(source.accessed),
        language=source.language,
        language_name=words.language_name(source.language),
    )
