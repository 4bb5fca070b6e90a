"""Similar incidents on an incident's page, each with the reason for which it is shown."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.similar import Kind, Reason, reasons
from generator.pages.page import Page
from generator.pages.views.parts import Row, row
from generator.records.registry import Entry

OFFERED = 4


@dataclass(frozen=True)
class SimilarView:
    """A similar incident, and why it is one."""

    row: Row
    because: str


def similar_views(archive: Archive, page: Page, incident: Gist, listed: Collection[str]) -> tuple[SimilarView, ...]:
    """Return what is most similar to an incident, but for what the page lists already or what has no reason."""
    found = [
        (archive.incidents[near.id], near.of_texts) for near in archive.near(incident) if near.id not in listed
    ]
    told = [(other, why) for other, of_texts in found if (why := reasons(incident, other, of_texts))]
    return tuple(
        SimilarView(row(archive, page, other), "; ".join(_said(archive, page, reason) for reason in why))
        for other, why in told[:OFFERED]
    )


def _said(archive: Archive, page: Page, reason: Reason) -> str:
    words, registry = page.words, archive.registry
    said: Mapping[Kind, Callable[[], str]] = {
        Kind.CLAIM: lambda: words.say("both about the same claim: %(words)s", words=", ".join(reason.shared)),
        Kind.REVIEW: lambda: words.say("both judged by the same fact check: %(sites)s", sites=sites()),
        Kind.PERSON: lambda: words.say("both show %(names)s", names=names(registry.people)),
        Kind.TOOL: lambda: words.say("both made with %(names)s", names=names(registry.tools)),
        Kind.ACCOUNT: lambda: words.say("both posted by %(names)s", names=names(registry.accounts)),
        Kind.TEXT: lambda: words.say("both speak of: %(words)s", words=", ".join(reason.shared)),
    }

    def names(entries: Mapping[str, Entry]) -> str:
        return words.listed(tuple(entries[key].name for key in reason.shared if key in entries))

    def sites() -> str:
        hosts = (str(urlsplit(address).hostname).removeprefix("www.") for address in reason.shared)
        return words.listed(tuple(dict.fromkeys(hosts)))

    return said[reason.kind]()
