"""A list of incidents as an Atom feed (feedgen), with no clock in it: the same incidents give the same bytes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from generator.archive.addresses import FEED, INCIDENTS, facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.records.fields import CITATION

CITED = re.compile(rf"\s*{CITATION.pattern}")  # a citation with the space before it
NEWEST = 50  # entries


class Feed(NamedTuple):
    """The feed of a list: of one group of a facet, or without a facet, of all incidents."""

    facet: str = ""
    key: str = ""

    @property
    def path(self) -> str:
        """Return the feed's place on the site."""
        return (facet_address(self.facet, self.key) if self.facet else INCIDENTS) + FEED


def feeds(archive: Archive) -> Iterator[tuple[Feed, tuple[str, ...]]]:
    """Yield the feed of each list that has an incident, with the digests of the incidents that it tells of."""
    groups = [("", "", archive.published)] if archive.published else []
    groups += [(facet, key, group) for facet, index in archive.by.items() for key, group in index.items()]
    for facet, key, group in groups:
        yield Feed(facet, key), tuple(incident.digest for incident in newest_of(group))


def feed_content(archive: Archive, feed: Feed, site_url: str) -> bytes:
    """Return a feed as an Atom file."""
    address = feed.path.removesuffix(FEED)
    if not feed.facet:
        return atom("Gegenbild: incidents", address, archive.published, site_url)
    entry = vars(archive.registry).get(feed.facet, {}).get(feed.key)
    title = f"Gegenbild: {feed.facet}: {entry.name if entry else feed.key}"
    return atom(title, address, archive.group(feed.facet, feed.key), site_url)


def newest_of(incidents: Sequence[Gist]) -> Sequence[Gist]:
    """Return those of a list that its feed tells of."""
    return sorted(incidents, key=lambda incident: incident.order, reverse=True)[:NEWEST]


def atom(title: str, address: str, incidents: Sequence[Gist], site_url: str) -> bytes:
    """Return the feed of the list at `address`, which has at least one incident."""
    made = FeedGenerator()
    made.id(f"{site_url or '/'}{address}")
    made.title(title)
    made.link(href=f"{site_url or '/'}{address}", rel="alternate")
    made.link(href=f"{site_url or '/'}{address}{FEED}", rel="self")
    made.author(name="Gegenbild")
    made.generator("Gegenbild")
    newest = newest_of(incidents)
    made.updated(max(incident.changed.earliest for incident in newest))
    for incident in newest:
        made.add_entry(_entry(incident, site_url), order="append")
    return bytes(made.atom_str(pretty=True))


def _entry(incident: Gist, site_url: str) -> FeedEntry:
    address = f"{site_url or '/'}{incident_address(incident.id)}"
    made = FeedEntry()
    made.id(address)
    made.title(incident.title)
    made.link(href=address)
    made.summary(" ".join(CITED.sub("", incident.summary).split()))
    made.published(incident.date.earliest)
    made.updated(incident.changed.earliest)
    made.category(term=incident.verdict.value, label=incident.verdict.label)
    made.category(term=incident.label.value, label=incident.label.label)
    return made
