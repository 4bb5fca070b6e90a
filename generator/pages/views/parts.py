"""The pieces that several page kinds show: links, stamps, rows of a list."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.archive.addresses import facet_address, incident_address
from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.pages.page import Page
from generator.records.registry import Entry
from generator.records.vocabulary import LabelStatus, Term, Verdict


class Link(NamedTuple):
    """Words and where they lead; `url` is empty where they lead nowhere, `language` where it is the page's."""

    text: str
    url: str = ""
    language: str = ""


class Stamp(NamedTuple):
    """A verdict or a label status, as a small mark: its kind and key choose the colour and the pattern."""

    kind: str
    key: str
    text: str
    url: str
    description: str


class Row(NamedTuple):
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


class Figure(NamedTuple):
    """A count and what it counts; `note` says over how many it was counted, where that is less than all."""

    value: str
    text: str
    note: str = ""


def stamp(page: Page, facet: str, term: Term) -> Stamp:
    """Return the mark for a verdict or a label status, which links to its list."""
    return _stamp(page.here, facet, term)


@lru_cache(maxsize=1 << 10)
def _stamp(here: Page, facet: str, term: Term) -> Stamp:
    kind = "verdict" if facet == "verdicts" else "label"
    address = here.to(facet_address(facet, term.value))
    return Stamp(kind, term.value, here.words.term(term), address, here.words.say(term.description))


def verdict_stamp(page: Page, verdict: Verdict) -> Stamp:
    """Return the mark for a verdict."""
    return stamp(page, "verdicts", verdict)


def label_stamp(page: Page, status: LabelStatus) -> Stamp:
    """Return the mark for a label status."""
    return stamp(page, "labels", status)


def entry_link(page: Page, registry: Registry, facet: str, key: str) -> Link:
    """Return a link to the page of a registry entry."""
    return _entry_link(page.here, registry, facet, key)


@lru_cache(maxsize=1 << 14)
def _entry_link(here: Page, registry: Registry, facet: str, key: str) -> Link:
    entries: Mapping[str, Entry] = getattr(registry, facet)
    entry = entries.get(key)
    return Link(entry.name if entry else key, here.to(facet_address(facet, key)), name_language(here, entry))


def name_language(page: Page, entry: Entry | None) -> str:
    """Return the language of an entry's name where it is words, and not those of the page's language."""
    language = (entry.name_language if entry else None) or ""
    return page.words.foreign(language) if language else ""


def marked_name(page: Page, entry: Entry) -> Markup:
    """Return an entry's name to be put among other words: marked with its language, where that is not theirs."""
    return page.words.in_each(in_language, name_language(page, entry), entry.name)


def in_language(language: str, text: str) -> Markup:
    """Return a text marked with its language, if that is named."""
    return Markup(f'<span lang="{escape(language)}">{escape(text)}</span>') if language else escape(text)


def account_on_platform(page: Page, account: Entry | None, platform: Entry | None) -> Markup:
    """Say who posted, and where, as far as both are known."""
    words = page.words
    if not platform:
        return marked_name(page, account) if account else escape(words.say("Account not known"))
    where = marked_name(page, platform)
    if not account:
        return words.markup("%(platform)s, account not known", platform=where)
    return words.markup("%(account)s on %(platform)s", account=marked_name(page, account), platform=where)


def account_link(archive: Archive, page: Page, key: str | None) -> Link | None:
    """Return a link to an account's page; None where the account is not known."""
    return entry_link(page, archive.registry, "accounts", key) if key else None


def platform_link(archive: Archive, page: Page, key: str | None) -> Link | None:
    """Return a link to a platform's page; None where the platform is not known."""
    return entry_link(page, archive.registry, "platforms", key) if key else None


def row(archive: Archive, page: Page, incident: Gist) -> Row:
    """Return what a list shows of an incident."""
    return _row(archive.registry, page.here, incident)


@lru_cache(maxsize=1 << 15)
def _row(registry: Registry, page: Page, incident: Gist) -> Row:
    return Row(
        id=incident.id,
        url=page.to(incident_address(incident.id)),
        title=incident.title,
        summary=incident.summary,
        language=incident.language,
        date=page.words.date(incident.date),
        datetime=str(incident.date),
        platform=entry_link(page, registry, "platforms", incident.platform) if incident.platform else None,
        account=entry_link(page, registry, "accounts", incident.account) if incident.account else None,
        verdict=verdict_stamp(page, incident.verdict),
        label=label_stamp(page, incident.label),
    )
