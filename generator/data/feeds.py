"""A list of incidents as an Atom feed (feedgen), with no clock in it: the same incidents give the same bytes."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from generator.archive.addresses import FEED, INCIDENTS, facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.records.fields import CITATION

CITED = re.compile(rf"\s*{CITATION.pattern}")  # a citation with the space before it
NEWEST = 50  # entries


def feed_files(archive: Archive, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of each list that has an incident: its path on the site, and its content."""
    if archive.published:
        yield INCIDENTS + FEED, feed("Gegenbild: incidents", INCIDENTS, archive.published, site_url)
    registries = vars(archive.registry)
    for facet, index in archive.by.items():
        for key, incidents in index.items():
            entry = registries.get(facet, {}).get(key)
            address = facet_address(facet, key)
            title = f"Gegenbild: {facet}: {entry.name if entry else key}"
            yield address + FEED, feed(title, address, incidents, site_url)


def feed(title: str, address: str, incidents: Sequence[Incident], site_url: str) -> bytes:
    """Return the feed of the list at `address`, which has at least one incident."""
    made = FeedGenerator()
    made.id(f"{site_url or '/'}{address}")
    made.title(title)
    made.link(href=f"{site_url or '/'}{address}", rel="alternate")
    made.link(href=f"{site_url or '/'}{address}{FEED}", rel="self")
    made.author(name="Gegenbild")
    made.generator("Gegenbild")
    newest = sorted(incidents, key=lambda incident: incident.order, reverse=True)[:NEWEST]
    made.updated(max(changed(incident) for incident in newest))
    for incident in newest:
        made.add_entry(_entry(incident, site_url), order="append")
    return bytes(made.atom_str(pretty=True))


def changed(incident: Incident) -> datetime:
    """Return the time of the last change that the record tells of: its date, or that of its last correction."""
    dates = [incident.record.date, *(each.date for each in incident.record.corrections)]
    return max(date.earliest for date in dates)


def _entry(incident: Incident, site_url: str) -> FeedEntry:
    record = incident.record
    address = f"{site_url or '/'}{incident_address(incident.id)}"
    made = FeedEntry()
    made.id(address)
    made.title(record.title)
    made.link(href=address)
    made.summary(" ".join(CITED.sub("", record.summary).split()))
    made.published(record.date.earliest)
    made.updated(changed(incident))
    made.category(term=record.fact_check.verdict.value, label=record.fact_check.verdict.label)
    made.category(term=incident.label.value, label=incident.label.label)
    return made
