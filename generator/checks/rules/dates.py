"""Time runs one way: what provoked, what was posted, what it drew, and nothing in the future."""

from collections.abc import Iterator
from datetime import UTC, datetime

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.dates import When
from generator.records.document import Location
from generator.records.model import EventItem, ExchangeItem, PostingItem, Record


@record_rule("dates-in-order")
def dates_in_order(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A trigger is not after the post; a response, a review, a label and a figure of reach are not before it.

    Only what is certain counts: `2024-05` is not before `2024-05-06`.

    Passes:

        response:
          - {kind: event, summary: "She denied it [@news].", date: 2024-05-07, sources: [news]}

    Fails:

        response:
          - {kind: event, summary: "She denied it [@news].", date: 2024-05-05, sources: [news]}
    """
    record = incident.record
    posted = record.posted_at
    for location, when in _later_dates(record):
        if when.certainly_before(posted):
            yield Finding(location, f"{when} is before the post of {posted}; correct one of the two dates")
    for location, when in _dates_of(record.trigger, "trigger"):
        if posted.certainly_before(when):
            yield Finding(
                location, f"{when} is after the post of {posted}, so it did not provoke it; is it a response?"
            )


@record_rule("no-future-dates")
def no_future_dates(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """What has not happened yet is no record.

    Passes:

        date: 2024-05-06

    Fails:

        date: 2999-05-06
        id: 2999-05-06-speech
    """
    now = datetime.now(UTC)
    record = incident.record
    dates: list[tuple[Location, When | None]] = [
        (("date",), record.date),
        (("post", "posted_at"), record.post.posted_at),
    ]
    dates += [*_dates_of(record.trigger, "trigger"), *_later_dates(record)]
    dates += [(("sources", place, "accessed"), source.accessed) for place, source in enumerate(record.sources)]
    for location, when in dates:
        if when is not None and when.earliest > now and (when.day is None or when.day > now.date()):
            yield Finding(location, f"{when} is in the future; correct the date")


def _later_dates(record: Record) -> Iterator[tuple[Location, When]]:
    """Yield each date that belongs after the post."""
    yield from _dates_of(record.response, "response")
    sources = {source.id: source for source in record.sources}
    for place, review in enumerate(record.fact_check.reviews):
        source = sources.get(review.source)
        if source and source.published:
            yield ("fact_check", "reviews", place), source.published
    for place, entry in enumerate(record.label_status.history):
        if entry.at:
            yield ("label_status", "history", place, "at"), entry.at
    for place, reach in enumerate(record.post.reach):
        yield ("post", "reach", place, "as_of"), reach.as_of


def _dates_of(items: tuple[ExchangeItem, ...], field: str) -> Iterator[tuple[Location, When]]:
    for place, item in enumerate(items):
        if isinstance(item, PostingItem) and item.posted_at:
            yield (field, place, "posted_at"), item.posted_at
        if isinstance(item, EventItem) and item.date:
            yield (field, place, "date"), item.date
