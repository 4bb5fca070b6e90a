"""Pages that list incidents or groups of them: all, one group of a facet, the groups of a facet, the months."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.archive.addresses import FEED, INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.periods import Period, Time, periods_of
from generator.archive.scorecard import Scorecard
from generator.pages.language import message
from generator.pages.page import HOME, Page
from generator.pages.views.paging import (
    Paging,
    in_words,
    page_count,
    paging,
    paging_in_time,
    part_of,
)
from generator.pages.views.parts import Figure, Link, Row, name_language, row
from generator.pages.wording import Words
from generator.records.vocabulary import LabelStatus, Term, Topic, Verdict


@dataclass(frozen=True)
class FacetWords:
    """How a facet is called on the pages: its groups in the plural, one group, and what the page of all says."""

    plural: str
    singular: str
    introduction: str


FACET_WORDS = {
    "months": FacetWords(
        message("Timeline"),
        message("Month"),
        message("When the incidents were posted, month by month."),
    ),
    "platforms": FacetWords(
        message("Platforms"),
        message("Platform"),
        message("Where the incidents were posted, and what each platform says it does."),
    ),
    "tools": FacetWords(
        message("Tools"),
        message("Tool"),
        message("The programs with which the media were made, as far as sources say."),
    ),
    "accounts": FacetWords(
        message("Accounts"),
        message("Account"),
        message("The accounts that posted, and those that answered or provoked."),
    ),
    "people": FacetWords(
        message("People shown"),
        message("Person shown"),
        message("Persons seen or heard in the media. To be shown is not to have posted."),
    ),
    "verdicts": FacetWords(message("Verdicts"), message("Verdict"), message("What the fact checks found.")),
    "labels": FacetWords(
        message("Label status"),
        message("Label status"),
        message("How the media are marked today, or last were."),
    ),
    "regions": FacetWords(
        message("Countries"),
        message("Country"),
        message("The countries whose public the posts were aimed at."),
    ),
    "topics": FacetWords(message("Topics"), message("Topic"), message("What the incidents are about.")),
    "exchanges": FacetWords(
        message("Exchanges"),
        message("Exchange"),
        message("Incidents that answer one another: what provoked stands before what answered."),
    ),
}
TERMS: dict[str, type[Term]] = {"verdicts": Verdict, "labels": LabelStatus, "topics": Topic}


@dataclass(frozen=True)
class Group:
    """Incidents under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ListView:
    """A page of incidents: of the newest, or of the `period` that it names.

    What is said of the whole list stands on the page of the newest alone, so that the others stay as they are when
    the list grows. `feed` is where the list can be subscribed to, empty where there is nothing in it.
    """

    title: str
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


@dataclass(frozen=True)
class FacetView:
    """The page of all groups of a facet."""

    title: str
    description: str
    crumbs: tuple[Link, ...]
    introduction: str
    entries: tuple[Entry, ...]
    paging: Paging


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


@dataclass(frozen=True)
class TimelineView:
    """The page of all months."""

    title: str
    description: str
    crumbs: tuple[Link, ...]
    introduction: str
    years: tuple[YearRow, ...]


def all_incidents_view(archive: Archive, page: Page, number: int) -> ListView:
    """Compute a page of all incidents, newest first."""
    words = page.words
    title = words.say("All incidents")
    period, shown = shown_of(archive, words, "", "", number)
    count = words.number(len(archive.published))
    told = words.say("All %(count)s incidents of the archive, newest first.", count=count)
    return ListView(
        title=title,
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
        period=period,
        title_language=_name_language(archive, page, facet, key),
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


def group_keys(archive: Archive, facet: str) -> tuple[str, ...]:
    """Return the groups of a facet that have a page.

    Registry entries and the terms of verdicts and labels always have one, so that no link to them can break;
    other groups have one where an incident is in them.
    """
    registry = getattr(archive.registry, facet, None)
    if registry is not None:
        return tuple(sorted(registry))
    if facet in ("verdicts", "labels"):
        return tuple(term for term in TERMS[facet] if term is not Verdict.OPEN)
    return tuple(archive.by[facet])


def ordered_groups(archive: Archive, words: Words, facet: str) -> list[str]:
    """Return the groups of a facet, the largest first; exchanges, the newest first."""
    keys = list(group_keys(archive, facet))
    if facet == "exchanges":
        return keys
    sizes = {key: len(archive.own(facet, key)) for key in keys}
    return sorted(keys, key=lambda key: (-sizes[key], group_name(archive, words, facet, key).casefold()))


def group_link(archive: Archive, page: Page, facet: str, key: str) -> Link:
    """Return a link to a group's page."""
    name = group_name(archive, page.words, facet, key)
    return Link(name, page.to(facet_address(facet, key)), _name_language(archive, page, facet, key))


def group_name(archive: Archive, words: Words, facet: str, key: str) -> str:
    """Return the name of a group for readers."""
    if facet in TERMS:
        return words.term(TERMS[facet].of(key))
    if facet == "regions":
        return words.region_name(key)
    if facet == "months":
        return words.month(key)
    if facet == "exchanges":
        return archive.incidents[key].title
    return str(getattr(archive.registry, facet)[key].name)


def group_introduction(words: Words, facet: str, key: str) -> str:
    """Return what a group means, where its facet is a vocabulary."""
    return words.say(TERMS[facet].of(key).description) if facet in TERMS else ""


def group_description(words: Words, facet: str, name: str, count: int, period: str) -> str:
    """Return a group's page in one sentence, for search engines and previews."""
    if period:
        return f"{words.say(FACET_WORDS[facet].singular)} {name}, {period}."
    return words.say_count(
        "%(kind)s %(name)s: %(count)s incident in the archive.",
        "%(kind)s %(name)s: %(count)s incidents in the archive.",
        count,
        kind=words.say(FACET_WORDS[facet].singular),
        name=name,
    )


def by_year(archive: Archive, page: Page, incidents: Iterable[Gist]) -> tuple[Group, ...]:
    """Group incidents, which come newest first, by year."""
    years = groupby(incidents, key=lambda incident: incident.date.year)
    return tuple(
        Group(str(year), tuple(row(archive, page, incident) for incident in group)) for year, group in years
    )


def home_crumb(page: Page) -> Link:
    """Return the first step of the way to a page."""
    return Link(page.words.say("Home"), page.to(HOME))


def figures(words: Words, card: Scorecard) -> tuple[Figure, ...]:
    """Say how many incidents there are, and what became of their labels; what nobody reports on stands apart."""
    incidents = Figure(words.number(card.incidents), words.plural("incident", "incidents", card.incidents))
    if not card.reported:
        return (incidents, Figure("–", words.say("no source reports on a label")))
    over = words.say("of %(count)s on whose label a source reports", count=words.number(card.reported))
    return (
        incidents,
        Figure(words.number(card.labelled), words.say("labelled at some time"), over),
        Figure(words.number(card.at_posting), words.say("labelled when posted"), over),
    )


def _name_language(archive: Archive, page: Page, facet: str, key: str) -> str:
    """Return the language of a group's name where it is not the page's: of a record's title, or of an entry."""
    if facet == "exchanges":
        return archive.incidents[key].language
    entries = getattr(archive.registry, facet, None)
    return name_language(page, entries[key]) if entries else ""
