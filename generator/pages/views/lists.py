"""Pages that list incidents or groups of them: all, one group of a facet, the groups of a facet."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from generator.archive.addresses import FEED, INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.periods import Period, Time, periods_of
from generator.archive.scorecard import Scorecard
from generator.pages.page import Page
from generator.pages.views.groups import (
    FACET_WORDS,
    group_description,
    group_introduction,
    group_language,
    group_link,
    group_name,
    home_crumb,
    ordered_groups,
)
from generator.pages.views.paging import Paging, in_words, page_count, paging, paging_in_time, part_of
from generator.pages.views.parts import Figure, Link, Row, row
from generator.pages.wording import Words


class Group(NamedTuple):
    """Incidents under one heading."""

    heading: str
    rows: tuple[Row, ...]


class ListView(NamedTuple):
    """A page of incidents: of the newest, or of the `period` that it names.

    What is said of the whole list stands on the page of the newest alone, so that the others stay as they are when
    the list grows. `feed` is where the list can be subscribed to, empty where there is nothing in it.
    `page_title` is what the page is called among others.
    """

    title: str
    page_title: str
    period: str
    title_language: str
    description: str
    crumbs: tuple[Link, ...]
    introduction: str
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    paging: Paging
    feed: str


@dataclass(frozen=True)
class Entry:
    """A group of a facet: its name, its size, what it means."""

    link: Link
    count: int
    description: str


class FacetView(NamedTuple):
    """The page of all groups of a facet."""

    title: str
    description: str
    crumbs: tuple[Link, ...]
    introduction: str
    entries: tuple[Entry, ...]
    paging: Paging


def all_incidents_view(archive: Archive, page: Page, number: int) -> ListView:
    """Compute a page of all incidents, newest first."""
    words = page.words
    title = words.say("All incidents")
    period, shown = shown_of(archive, words, "", "", number)
    count = words.number(len(archive.published))
    told = words.say("All %(count)s incidents of the archive, newest first.", count=count)
    return ListView(
        title=title,
        page_title=title,
        period=period,
        title_language="",
        description=f"{title}, {period}." if period else told,
        crumbs=(home_crumb(page), *list_crumbs(page, title, INCIDENTS, period)),
        introduction="" if period else words.say("Every published incident, newest first."),
        figures=() if period else figures(words, archive.card()),
        groups=by_year(archive, page, shown),
        paging=paging_in_time(page, INCIDENTS, pages_of(archive, "", ""), number),
        feed=page.to(INCIDENTS + FEED) if archive.published else "",
    )


def group_view(archive: Archive, page: Page, facet: str, key: str, number: int) -> ListView:
    """Compute a page of one group of a facet that has no registry entry: a verdict, a month, a topic."""
    words, names = page.words, FACET_WORDS[facet]
    incidents = archive.by[facet].get(key, ())
    name = group_name(archive, words, facet, key)
    address = facet_address(facet, key)
    period, shown = shown_of(archive, words, facet, key, number)
    return ListView(
        title=name,
        page_title=f"{words.say(names.singular)}: {name}" if facet == "exchanges" else name,
        period=period,
        title_language=group_language(archive, page, facet, key),
        description=group_description(words, facet, name, len(incidents), period),
        crumbs=(
            home_crumb(page),
            Link(words.say(names.plural), page.to(facet_address(facet))),
            *list_crumbs(page, name, address, period),
        ),
        introduction="" if period else group_introduction(words, facet, key),
        figures=() if period else figures(words, archive.card(facet, key)),
        groups=(
            (Group(words.say("What followed what"), tuple(row(archive, page, each) for each in shown)),)
            if facet == "exchanges"
            else by_year(archive, page, shown)
        ),
        paging=paging_in_time(page, address, pages_of(archive, facet, key), number),
        feed=page.to(address + FEED) if incidents else "",
    )


@lru_cache(maxsize=1 << 8)
def pages_of(archive: Archive, facet: str, key: str) -> tuple[Period, ...]:
    """Return the pages of a list: of all incidents, or of a group of a facet that has no registry entry.

    An exchange, which is in no order of time alone, is not cut.
    """
    incidents = archive.group(facet, key)
    if facet != "exchanges":
        return periods_of(incidents)
    first, last = (Time(str(each.date)[:10]) for each in (incidents[0], incidents[-1]))
    return (Period(first, last, incidents),)


def shown_of(archive: Archive, words: Words, facet: str, key: str, number: int) -> tuple[str, tuple[Gist, ...]]:
    """Return the time that a page of a list names, nothing on that of the newest, and the incidents on it."""
    pages = pages_of(archive, facet, key)
    return in_words(words, pages[number - 1]) if number > 1 else "", pages[number - 1].incidents if pages else ()


def list_crumbs(page: Page, name: str, address: str, period: str) -> tuple[Link, ...]:
    """Return the step from a page of some period to that of the newest incidents."""
    return (Link(name, page.to(address)),) if period else ()


def facet_view(archive: Archive, page: Page, facet: str, number: int) -> FacetView:
    """Compute a page of the groups of a facet, the largest first."""
    words, names = page.words, FACET_WORDS[facet]
    keys = ordered_groups(archive, words, facet)
    return FacetView(
        title=words.say(names.plural),
        description=words.say(names.introduction),
        crumbs=(home_crumb(page),),
        introduction=words.say(names.introduction),
        entries=tuple(
            Entry(
                link=group_link(archive, page, facet, key),
                count=len(archive.own(facet, key)),
                description=group_introduction(words, facet, key),
            )
            for key in part_of(keys, number)
        ),
        paging=paging(page, facet_address(facet), number, page_count(keys)),
    )


def by_year(archive: Archive, page: Page, incidents: Iterable[Gist]) -> tuple[Group, ...]:
    """Group incidents, which come newest first, by year."""
    years = groupby(incidents, key=lambda incident: incident.date.year)
    return tuple(
        Group(str(year), tuple(row(archive, page, incident) for incident in group)) for year, group in years
    )


def figures(words: Words, card: Scorecard) -> tuple[Figure, ...]:
    """Say how many incidents there are, and what became of their labels; what nobody reports on stands apart."""
    incidents = Figure(words.number(card.incidents), words.plural("incident", "incidents", card.incidents))
    if not card.reported:
        return (incidents, Figure("–", words.say("no source reports on a label")))
    over = words.say_count(  # which German says of one in another way
        "of %(count)s on whose label a source reports",
        "of %(count)s on whose label a source reports",
        card.reported,
    )
    return (
        incidents,
        Figure(words.number(card.labelled), words.say("labelled at some time"), over),
        Figure(words.number(card.at_posting), words.say("labelled when posted"), over),
    )
