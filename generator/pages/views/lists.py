"""Pages that list incidents or groups of them: all by year, one group of a facet, the groups of a facet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.archive.labelling import labelling
from generator.pages import wording
from generator.pages.addresses import INCIDENTS, Page, facet_address
from generator.pages.views.parts import Figure, Link, Row, row
from generator.records.vocabulary import LabelStatus, Term, Topic, Verdict


@dataclass(frozen=True)
class FacetWords:
    """How a facet is called on the pages: its groups in the plural, one group, and what the page of all says."""

    plural: str
    singular: str
    introduction: str


FACET_WORDS = {
    "platforms": FacetWords(
        "Platforms", "Platform", "Where the incidents were posted, and what each platform says it does."
    ),
    "tools": FacetWords("Tools", "Tool", "The programs with which the media were made, as far as sources say."),
    "accounts": FacetWords("Accounts", "Account", "The accounts that posted, and those that answered or provoked."),
    "people": FacetWords(
        "People shown",
        "Person shown",
        "Persons seen or heard in the media. To be shown is not to have posted.",
    ),
    "verdicts": FacetWords("Verdicts", "Verdict", "What the fact checks found."),
    "labels": FacetWords("Label status", "Label status", "How the media are marked today, or last were."),
    "regions": FacetWords("Countries", "Country", "The countries whose public the posts were aimed at."),
    "topics": FacetWords("Topics", "Topic", "What the incidents are about."),
}
TERMS: dict[str, type[Term]] = {"verdicts": Verdict, "labels": LabelStatus, "topics": Topic}


@dataclass(frozen=True)
class Group:
    """Incidents under one heading; `anchor` is the heading's identifier."""

    heading: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ListView:
    """A page of incidents."""

    title: str
    description: str
    kind: str
    introduction: str
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    up: Link | None


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
    introduction: str
    entries: tuple[Entry, ...]


def all_incidents_view(archive: Archive) -> ListView:
    """Compute the page of all incidents, newest first, by year."""
    page = Page(INCIDENTS)
    return ListView(
        title="All incidents",
        description=f"All {len(archive.published)} incidents of the archive by year.",
        kind="",
        introduction="Every published incident, newest first.",
        figures=figures(archive.published),
        groups=by_year(archive, page, archive.published),
        up=None,
    )


def group_view(archive: Archive, facet: str, key: str) -> ListView:
    """Compute the page of one group of a facet that has no registry entry: a verdict, a country, a topic."""
    page = Page(facet_address(facet, key))
    words = FACET_WORDS[facet]
    incidents = archive.by[facet].get(key, ())
    name = group_name(archive, facet, key)
    return ListView(
        title=name,
        description=f"{words.singular} {name}: {counted(len(incidents))} in the archive.",
        kind=words.singular,
        introduction=TERMS[facet].of(key).description if facet in TERMS else "",
        figures=figures(incidents),
        groups=by_year(archive, page, incidents),
        up=Link(words.plural, page.to(facet_address(facet))),
    )


def facet_view(archive: Archive, facet: str) -> FacetView:
    """Compute the page of all groups of a facet, the largest first."""
    page = Page(facet_address(facet))
    words = FACET_WORDS[facet]
    counts = {key: len(archive.by[facet].get(key, ())) for key in group_keys(archive, facet)}
    entries = [
        Entry(
            link=Link(group_name(archive, facet, key), page.to(facet_address(facet, key))),
            count=count,
            description=TERMS[facet].of(key).description if facet in TERMS else "",
        )
        for key, count in counts.items()
    ]
    return FacetView(
        title=words.plural,
        description=words.introduction,
        introduction=words.introduction,
        entries=tuple(sorted(entries, key=lambda entry: (-entry.count, entry.link.text.casefold()))),
    )


def group_keys(archive: Archive, facet: str) -> tuple[str, ...]:
    """Return the groups of a facet that have a page.

    Registry entries and the terms of verdicts and labels always have one, so that no link to them can break;
    countries and topics have one where an incident is in them.
    """
    registry = getattr(archive.registry, facet, None)
    if registry is not None:
        return tuple(sorted(registry))
    if facet in ("verdicts", "labels"):
        return tuple(term for term in TERMS[facet] if term is not Verdict.OPEN)
    return tuple(archive.by[facet])


def group_name(archive: Archive, facet: str, key: str) -> str:
    """Return the name of a group for readers."""
    if facet in TERMS:
        return TERMS[facet].of(key).label
    if facet == "regions":
        return wording.region_name(key)
    return str(getattr(archive.registry, facet)[key].name)


def by_year(archive: Archive, page: Page, incidents: Iterable[Incident]) -> tuple[Group, ...]:
    """Group incidents, which come newest first, by year."""
    years = groupby(incidents, key=lambda incident: incident.record.date.year)
    return tuple(
        Group(str(year), f"year-{year}", tuple(row(archive, page, incident) for incident in group))
        for year, group in years
    )


def figures(incidents: tuple[Incident, ...]) -> tuple[Figure, ...]:
    """Count incidents and what became of their labels; what no source reports on is not counted as unlabelled."""
    reported = [
        incident
        for incident in incidents
        if any(entry.status.tells_of_labels for entry in incident.record.label_status.history)
    ]
    labelled = sum(labelling(incident.record).first is not None for incident in reported)
    at_posting = sum(labelling(incident.record).at_posting for incident in reported)
    over = f"of {len(reported)} on whose label a source reports"
    return (
        Figure(wording.number(len(incidents)), "incident" if len(incidents) == 1 else "incidents"),
        Figure(wording.number(labelled), "labelled at some time", over),
        Figure(wording.number(at_posting), "labelled when posted", over),
    )


def counted(count: int) -> str:
    """Return `1 incident` or `2 incidents`."""
    return f"{wording.number(count)} incident" + ("" if count == 1 else "s")
