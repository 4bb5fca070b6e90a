"""The numbers behind the charts: incidents over time, by verdict, by label status, by time to the first label."""

from collections import Counter
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.records.vocabulary import LabelStatus, Verdict

Counts = tuple[tuple[str, int], ...]  # key and number of incidents, in the order of the chart


class Wait(StrEnum):
    """How long a first label took, at the longest that the dates allow; or why there is no such time."""

    AT_POSTING = "at-posting"
    DAY = "within-a-day"
    WEEK = "within-a-week"
    MONTH = "within-a-month"
    LATER = "later"
    UNKNOWN = "labelled-time-unknown"
    NEVER = "none"
    NO_REPORT = "not-reported"


LIMITS = {
    Wait.AT_POSTING: timedelta(0),
    Wait.DAY: timedelta(days=1),
    Wait.WEEK: timedelta(days=7),
    Wait.MONTH: timedelta(days=31),
}


class Figures(NamedTuple):
    """All the numbers: what each chart counts, and of how many incidents a status is known without a report."""

    over_time: Counts
    by_verdict: Counts
    by_label: Counts
    by_wait: Counts
    gone_without_report: int


@lru_cache(maxsize=1)
def figures_of(archive: Archive) -> Figures:
    """Count all; of one archive they are asked for several times."""
    counted = over_time(archive), by_verdict(archive), by_label(archive), by_wait(archive)
    return Figures(*counted, gone_without_report(archive))


def over_time(archive: Archive) -> Counts:
    """Count incidents by year, without a gap between the first and the last."""
    years = Counter(incident.date.year for incident in archive.published)
    return tuple((str(year), years[year]) for year in range(min(years), max(years) + 1)) if years else ()


def by_verdict(archive: Archive) -> Counts:
    """Count incidents by verdict, the most frequent first."""
    return _most_first(Counter(str(incident.verdict) for incident in archive.published), Verdict)


def by_label(archive: Archive) -> Counts:
    """Count incidents by current label status, the most frequent first."""
    return _most_first(Counter(str(incident.label) for incident in archive.published), LabelStatus)


def by_wait(archive: Archive) -> Counts:
    """Count incidents by the time to their first label, from none to ever longer."""
    waits = Counter(wait(incident) for incident in archive.published)
    return tuple((str(each), waits[each]) for each in Wait)


def wait(incident: Gist) -> Wait:
    """Return how long the first label of an incident took."""
    labels = incident.labels
    if not labels.reported:
        return Wait.NO_REPORT
    if not labels.labelled:
        return Wait.NEVER
    if labels.delay is None:
        return Wait.UNKNOWN
    longest = labels.delay.longest
    return next((each for each, limit in LIMITS.items() if longest <= limit), Wait.LATER)


def gone_without_report(archive: Archive) -> int:
    """Return how many incidents have a label status, "removed" say, though no source tells of a label."""
    return sum(
        not incident.labels.reported and incident.label is not LabelStatus.NOT_REPORTED
        for incident in archive.published
    )


def _most_first(counts: Counter[str], vocabulary: type[StrEnum]) -> Counts:
    order = [term.value for term in vocabulary]
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], order.index(pair[0]))))
