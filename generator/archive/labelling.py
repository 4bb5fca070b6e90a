"""What follows from a label history: the first label, how long it took, what was seen before it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from generator.records.model import LabelEntry, Reach, Record
from generator.records.vocabulary import LabelActor, LabelStatus, Metric

SEEN = (Metric.VIEWS, Metric.PLAYS)  # figures of these kinds may be added up


class Delay(NamedTuple):
    """The time from posting to first label, as narrow as the dates allow: `shortest` <= truth <= `longest`."""

    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Labelling:
    """The derived figures of one record.

    `delay` is None where there was no label or its time is not known. `unlabelled` are the figures of reach that
    held, for certain, before any label, or while there was none by a source's word.
    """

    current: LabelStatus
    first: LabelEntry | None
    at_posting: bool
    delay: Delay | None
    unlabelled: tuple[Reach, ...]

    @property
    def seen_before(self) -> Reach | None:
        """Return the largest of the figures that no label preceded."""
        return max(self.unlabelled, key=lambda reach: reach.value, default=None)


class LabelFacts(NamedTuple):
    """What lists and figures count of one incident's label history.

    `reported` says whether a source reports on labels at all; `by` is who set the first label, as far as a source
    says. `views_before` are the views or plays that are known to have come before any label.
    """

    current: LabelStatus
    reported: bool
    labelled: bool
    at_posting: bool
    by: LabelActor | None
    delay: Delay | None
    views_before: int | None


def label_facts(record: Record) -> LabelFacts:
    """Return what is counted of a record's labels."""
    derived = labelling(record)
    first = derived.first
    return LabelFacts(
        current=derived.current,
        reported=any(entry.status.tells_of_labels for entry in record.label_status.history),
        labelled=first is not None,
        at_posting=derived.at_posting,
        by=first.by if first else None,
        delay=derived.delay,
        views_before=max((reach.value for reach in derived.unlabelled if reach.metric in SEEN), default=None),
    )


def labelling(record: Record) -> Labelling:
    """Derive the figures from the record's label history, its time of posting and its reach."""
    history = record.label_status.history
    first = next((entry for entry in history if entry.status.is_label), None)
    at_posting = first is not None and first is history[0]
    return Labelling(
        current=history[-1].status,
        first=first,
        at_posting=at_posting,
        delay=Delay(timedelta(0), timedelta(0)) if at_posting else _delay(record, first),
        unlabelled=_unlabelled(record, first),
    )


def _delay(record: Record, first: LabelEntry | None) -> Delay | None:
    if first is None or first.at is None:
        return None
    posted = record.posted_at
    shortest = max(first.at.earliest - posted.latest, timedelta(0))
    longest = max(first.at.latest - posted.earliest, timedelta(0))
    return Delay(shortest, longest)


def _unlabelled(record: Record, first: LabelEntry | None) -> tuple[Reach, ...]:
    """Return the figures that no label preceded; where nobody reported on labels, nothing can be said."""
    stated_none = any(entry.status is LabelStatus.NONE for entry in record.label_status.history)
    label_time = first.at if first else None
    if label_time is None and (first or not stated_none):
        return ()
    return tuple(
        reach
        for reach in record.post.reach
        if reach.metric.counts_the_post and (label_time is None or reach.as_of.certainly_before(label_time))
    )
