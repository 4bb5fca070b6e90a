"""The timeline: every year with its months, and how many incidents each has."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.archive.addresses import facet_address
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.views.groups import FACET_WORDS, home_crumb
from generator.pages.views.parts import Link


@dataclass(frozen=True)
class MonthCell:
    """A month of the timeline: its name, its short name, its incidents, and how high its bar stands (0 to 1)."""

    name: str
    short: str
    count: int
    height: float
    url: str


@dataclass(frozen=True)
class YearRow:
    """A year of the timeline with its twelve months, and the incidents of which no month is known."""

    year: str
    count: int
    months: tuple[MonthCell, ...]
    vague: Link | None


class TimelineView(NamedTuple):
    """The page of all months."""

    title: str
    description: str
    crumbs: tuple[Link, ...]
    introduction: str
    years: tuple[YearRow, ...]


def timeline_view(archive: Archive, page: Page) -> TimelineView:
    """Compute the page of all months, the newest year first."""
    words, names = page.words, FACET_WORDS["months"]
    counts = {key: len(group) for key, group in archive.by["months"].items()}
    largest = max(counts.values(), default=1)
    years = sorted({key[:4] for key in counts}, reverse=True)
    return TimelineView(
        title=words.say(names.plural),
        description=words.say(names.introduction),
        crumbs=(home_crumb(page),),
        introduction=words.say(names.introduction),
        years=tuple(_year(page, year, counts, largest) for year in years),
    )


def _year(page: Page, year: str, counts: dict[str, int], largest: int) -> YearRow:
    keys = [f"{year}-{month:02}" for month in range(1, 13)]
    vague = counts.get(year, 0)
    return YearRow(
        year=year,
        count=vague + sum(counts.get(key, 0) for key in keys),
        months=tuple(
            MonthCell(
                name=page.words.month(key),
                short=page.words.short_month(key),
                count=counts.get(key, 0),
                height=counts.get(key, 0) / largest,
                url=page.to(facet_address("months", key)) if key in counts else "",
            )
            for key in keys
        ),
        vague=(
            Link(
                page.words.say_count("%(count)s with no month known", "%(count)s with no month known", vague),
                page.to(facet_address("months", year)),
            )
            if vague
            else None
        ),
    )
