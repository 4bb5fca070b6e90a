"""Similar incidents on an incident's page, each with the reason for which it is shown."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.archive.sharing import Kind, Reason, reasons
from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.views.parts import Row, marked_name, row
from generator.records.registry import Entry

OFFERED = 4
SAID = {
    Kind.CLAIM: message("both about the same claim: %(shared)s"),
    Kind.REVIEW: message("both judged by the same fact check: %(shared)s"),
    Kind.PERSON: message("seen or heard in both: %(shared)s"),
    Kind.TOOL: message("both made with %(shared)s"),
    Kind.ACCOUNT: message("both posted by %(shared)s"),
    Kind.TEXT: message("both speak of: %(shared)s"),
}
REGISTRIES = {Kind.PERSON: "people", Kind.TOOL: "tools", Kind.ACCOUNT: "accounts"}


class SimilarView(NamedTuple):
    """A similar incident, and why it is one."""

    row: Row
    because: Markup


def similar_views(archive: Archive, page: Page, incident: Gist, listed: Collection[str]) -> tuple[SimilarView, ...]:
    """Return what is most similar to an incident, but for what the page lists already or what has no reason."""
    found = [(archive.incidents[near.id], near) for near in archive.near(incident) if near.id not in listed]
    told = ((other, why) for other, near in found if (why := reasons(incident, other, near.added, near.of_texts)))
    registry, here = archive.registry, page.here
    return tuple(
        SimilarView(row(archive, page, other), Markup("; ".join([_said(registry, here, reason) for reason in why])))
        for other, why in islice(told, OFFERED)
    )


@lru_cache(maxsize=1 << 14)  # the same persons and tools are shared by many
def _said(registry: Registry, page: Page, reason: Reason) -> Markup:
    return page.words.markup(SAID[reason.kind], shared=_shared(registry, page, reason))


def _shared(registry: Registry, page: Page, reason: Reason) -> Markup:
    if reason.kind in REGISTRIES:
        entries: Mapping[str, Entry] = getattr(registry, REGISTRIES[reason.kind])
        names = (marked_name(page, entries[key]) for key in reason.shared if key in entries)
        return Markup(page.words.listed(tuple(names)))
    if reason.kind is Kind.REVIEW:
        sites = (str(urlsplit(address).hostname).removeprefix("www.") for address in reason.shared)
        return escape(page.words.listed(tuple(dict.fromkeys(sites))))
    return escape(", ".join(reason.shared))
