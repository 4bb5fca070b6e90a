"""An exchange drawn as a chain: what provoked, the post, what it drew, and the incidents before and after."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator.archive.addresses import facet_address, incident_address
from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.pages.page import Page
from generator.pages.views.parts import account_on_platform
from generator.records.dates import When
from generator.records.model import EventItem, ExchangeItem, Post, PostingItem
from generator.records.prose import plain_prose

STEP_LENGTH = 90  # characters
NEAREST = 8  # incidents before and behind this one, at most


class Step(NamedTuple):
    """A step of the exchange: what it is, what it says, where the site tells of it; `kind` is its shape."""

    kind: str
    name: str
    text: str
    date: str
    datetime: str
    url: str
    language: str
    is_here: bool = False


def chain(archive: Archive, page: Page, incident: Incident) -> tuple[Step, ...]:
    """Return the exchange in order: earlier incidents, what provoked, the post, what it drew, later incidents.

    Of a long exchange the nearest incidents stand here, and a step leads to all of them.
    """
    record, say = incident.record, page.words.say
    exchange = archive.exchange_of(archive.incidents[incident.id])
    here = [each.id for each in exchange].index(incident.id)
    first, end = max(here - NEAREST, 0), here + 1 + NEAREST
    post = _posting(archive, page, "post", say("Post"), record.post, record.posted_at)
    return (
        *_further(page, exchange, first),
        *(_incident(page, each) for each in exchange[first:here]),
        *_items(archive, page, incident, "trigger", record.trigger),
        post._replace(is_here=True),
        *_items(archive, page, incident, "response", record.response),
        *(_incident(page, each) for each in exchange[here + 1 : end]),
        *_further(page, exchange, max(len(exchange) - end, 0)),
    )


def _items(
    archive: Archive, page: Page, incident: Incident, kind: str, items: tuple[ExchangeItem, ...]
) -> Iterator[Step]:
    """Yield the steps of the record's own postings and events; incidents stand in the exchange already."""
    name = page.words.say("Trigger") if kind == "trigger" else page.words.say("Response")
    for item in items:
        if isinstance(item, PostingItem):
            yield _posting(archive, page, kind, name, item, item.posted_at)
        elif isinstance(item, EventItem):
            date = page.words.date_or_nothing(item.date)
            text = shortened(plain_prose(item.summary))
            yield Step(kind, name, text, date, str(item.date or ""), f"#{kind}", incident.record.language)


def _posting(archive: Archive, page: Page, kind: str, name: str, post: Post | PostingItem, at: When | None) -> Step:
    text = _poster(archive.registry, page.here, post.account or "", post.platform or "")
    return Step(kind, name, text, page.words.date_or_nothing(at), str(at or ""), f"#{kind}", "")


@lru_cache(maxsize=1 << 13)  # many have posted more than once
def _poster(registry: Registry, here: Page, account: str, platform: str) -> Markup:
    return account_on_platform(here, registry.accounts.get(account), registry.platforms.get(platform))


def _incident(page: Page, other: Gist) -> Step:
    words = page.words
    date, url = words.date(other.date), page.to(incident_address(other.id))
    return Step("incident", words.say("Incident"), other.told_title, date, str(other.date), url, other.language)


def _further(page: Page, exchange: Sequence[Gist], count: int) -> Iterator[Step]:
    """Yield the step for so many incidents of the exchange that do not stand here, if there are any."""
    if count:
        words, url = page.words, page.to(facet_address("exchanges", exchange[0].id))
        text = words.say_count("%(count)s further incident", "%(count)s further incidents", count)
        yield Step("incident", words.say("Exchange"), text, "", "", url, "")


def shortened(text: str, length: int = STEP_LENGTH) -> str:
    """Return a text cut at a word's end, with an ellipsis, where it is longer than `length` characters."""
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0].rstrip(',;:.')} …"
