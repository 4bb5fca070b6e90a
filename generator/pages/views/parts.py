"""The pieces that several page kinds show: links, stamps, rows of a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive.addresses import facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.archive.labelling import labelling
from generator.pages.page import Page
from generator.pages.prose import plain_prose
from generator.records.registry import Entry
from generator.records.vocabulary import LabelStatus, Term, Verdict


@dataclass(frozen=True)
class Link:
    """Words and where they lead; `url` is empty where they lead nowhere, `language` where it is the page's."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Stamp:
    """A verdict or a label status, as a small mark: its kind and key choose the colour and the pattern."""

    kind: str
    key: str
    text: str
    url: str
    description: str


@dataclass(frozen=True)
class Row:
    """An incident in a list."""

    id: str
    url: str
    title: str
    summary: str
    language: str
    date: str
    datetime: str
    platform: Link | None
    account: Link | None
    verdict: Stamp
    label: Stamp


@dataclass(frozen=True)
class Figure:
    """A count and what it counts; `note` says over how many it was counted, where that is less than all."""

    value: str
    text: str
    note: str = ""


def stamp(page: Page, facet: str, term: Term) -> Stamp:
    """Return the mark for a verdict or a label status, which links to its list."""
    kind = "verdict" if facet == "verdicts" else "label"
    words = page.words
    address = page.to(facet_address(facet, term.value))
    return Stamp(kind, term.value, words.term(term), address, words.say(term.description))


def verdict_stamp(page: Page, verdict: Verdict) -> Stamp:
    """Return the mark for a verdict."""
    return stamp(page, "verdicts", verdict)


def label_stamp(page: Page, status: LabelStatus) -> Stamp:
    """Return the mark for a label status."""
    return stamp(page, "labels", status)


def entry_link(page: Page, facet: str, key: str, entries: Mapping[str, Entry]) -> Link:
    """Return a link to the page of a registry entry."""
    entry = entries.get(key)
    return Link(entry.name if entry else key, page.to(facet_address(facet, key)))


def account_link(archive: Archive, page: Page, key: str | None) -> Link | None:
    """Return a link to an account's page; None where the account is not known."""
    return entry_link(page, "accounts", key, archive.registry.accounts) if key else None


def platform_link(archive: Archive, page: Page, key: str | None) -> Link | None:
    """Return a link to a platform's page; None where the platform is not known."""
    return entry_link(page, "platforms", key, archive.registry.platforms) if key else None


def row(archive: Archive, page: Page, incident: Incident) -> Row:
    """Return what a list shows of an incident."""
    record = incident.record
    return Row(
        id=incident.id,
        url=page.to(incident_address(incident.id)),
        title=record.title,
        summary=plain_prose(record.summary),
        language=record.language,
        date=page.words.date(record.date),
        datetime=str(record.date),
        platform=platform_link(archive, page, record.post.platform),
        account=account_link(archive, page, record.post.account),
        verdict=verdict_stamp(page, record.fact_check.verdict),
        label=label_stamp(page, labelling(record).current),
    )
