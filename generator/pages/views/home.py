"""The home page: what this is, the newest incidents, the figures."""

from typing import NamedTuple

from generator.archive.addresses import INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.pages.page import CONTRIBUTE, FIGURES, SCORECARD, SEARCH, Page
from generator.pages.views.groups import FACET_WORDS
from generator.pages.views.lists import figures
from generator.pages.views.parts import Figure, Link, Row, row

NEWEST = 4


class HomeView(NamedTuple):
    """What the home page shows."""

    figures: tuple[Figure, ...]
    reported: str
    newest: tuple[Row, ...]
    browse: tuple[Link, ...]
    search_url: str
    incidents_url: str
    contribute_url: str
    scorecard_url: str
    figures_url: str


def home_view(archive: Archive, page: Page) -> HomeView:
    """Compute the home page."""
    browse = [(page.words.say(names.plural), facet_address(facet)) for facet, names in FACET_WORDS.items()]
    card = archive.card()
    return HomeView(
        figures=figures(page.words, card),
        reported=page.words.number(card.reported),
        newest=tuple(row(archive, page, incident) for incident in archive.published[:NEWEST]),
        browse=tuple(Link(name, page.to(address)) for name, address in browse),
        search_url=page.to(SEARCH),
        incidents_url=page.to(INCIDENTS),
        contribute_url=page.to(CONTRIBUTE),
        scorecard_url=page.to(SCORECARD),
        figures_url=page.to(FIGURES),
    )
