"""The search page: what it shows before anything is asked, and what its script has to know and to say."""

from typing import NamedTuple

from generator.archive.addresses import INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.views.filters import FILE, edition, filter_words, part_names
from generator.pages.views.groups import FACET_WORDS
from generator.pages.views.parts import Link, Row, row

NEWEST = 5  # incidents that stand there before anything is asked
SORTS = ("relevance", "date", "reach")
# What the script says; it asks for each by its English words.
SCRIPT = (
    message("Searching …"),
    message("Searching further …"),
    message("Nothing found."),
    message("Take a filter away, or all of them."),
    message("Try fewer words, another spelling, the name of a person or platform, or browse."),
    message("%(count)s incident"),
    message("%(count)s incidents"),
    message("for “%(words)s”"),
    message("Show more"),
    message("%(count)s more"),
    message("none"),
    message("The archive was renewed in the meantime, or the connection was lost."),
    message("Load this page anew"),
)


class SearchView(NamedTuple):
    """What the search page shows without its script, and what the script needs."""

    newest: tuple[Row, ...]
    browse: tuple[Link, ...]
    config: dict[str, object]


def search_view(archive: Archive, page: Page) -> SearchView:
    """Compute the search page."""
    say = page.words.say
    groups = [Link(say(names.plural), page.to(facet_address(facet))) for facet, names in FACET_WORDS.items()]
    return SearchView(
        newest=tuple(row(archive, page, incident) for incident in archive.published[:NEWEST]),
        browse=(Link(say("All incidents"), page.to(INCIDENTS)), *groups),
        config={
            "language": page.language.code,
            "locale": str(page.language.locale).replace("_", "-"),
            "prefix": page.language.prefix,
            "parts": part_names(archive),
            "filters": filter_words(archive, page.words),
            "filterFile": FILE,
            "edition": edition(archive),
            "sorts": SORTS,
            "words": {words: say(words) for words in SCRIPT},
        },
    )
