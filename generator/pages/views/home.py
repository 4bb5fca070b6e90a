"""The home page: what this is, the newest incidents, the figures."""

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.pages.addresses import CONTRIBUTE, HOME, INCIDENTS, SEARCH, Page, facet_address
from generator.pages.views.lists import FACET_WORDS, figures
from generator.pages.views.parts import Figure, Link, Row, row

NEWEST = 6


@dataclass(frozen=True)
class HomeView:
    """What the home page shows."""

    description: str
    figures: tuple[Figure, ...]
    newest: tuple[Row, ...]
    browse: tuple[Link, ...]
    search_url: str
    incidents_url: str
    contribute_url: str


DESCRIPTION = (
    "A public archive of AI-made and manipulated political pictures, videos and audio: what was posted, what "
    "provoked it, what it drew, what is true, and whether anyone marked it."
)


def home_view(archive: Archive) -> HomeView:
    """Compute the home page."""
    page = Page(HOME)
    return HomeView(
        description=DESCRIPTION,
        figures=figures(archive.published),
        newest=tuple(row(archive, page, incident) for incident in archive.published[:NEWEST]),
        browse=tuple(Link(words.plural, page.to(facet_address(facet))) for facet, words in FACET_WORDS.items()),
        search_url=page.to(SEARCH),
        incidents_url=page.to(INCIDENTS),
        contribute_url=page.to(CONTRIBUTE),
    )
