"""Long lists cut by time, so that what comes, goes or changes its list touches few of the list's pages.

From the oldest on years are gathered until they are enough for a page; months where a year has many, days where a
month has, and pieces of a day that has too many still. A page is named after the time with which it begins: what is
complete keeps its name and its incidents when newer ones come.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.archive.gathering import gathered
from generator.archive.gist import Gist
from generator.records.dates import When

ENOUGH = 30  # incidents, from which on a page takes no further year, month or day
MANY = 50  # incidents, from which on a list is cut, a year into months, a month into days, a day into pieces
YEAR, MONTH, DAY = 4, 7, 10  # letters of a date as it is written
FEW = 15  # incidents, up to which those of the newest page stand with the next ones


class Time(NamedTuple):
    """A year, a month or a day as it is written, and which piece of it, from 1."""

    written: str
    piece: int = 1

    @property
    def when(self) -> When:
        """Return it as a date."""
        return When.parse(self.written)

    @property
    def name(self) -> str:
        """Return its name in addresses: `2024-09`, or `2024-09-02-2` for a second piece."""
        return self.written if self.piece == 1 else f"{self.written}-{self.piece}"


@dataclass(frozen=True, eq=False)
class Period:
    """A page of a list: the times with which it begins and ends, and its incidents, the newest first."""

    first: Time
    last: Time
    incidents: tuple[Gist, ...]


def periods_of(incidents: Sequence[Gist]) -> tuple[Period, ...]:
    """Return the pages of a list, which comes newest first, in the same order; none where it is empty.

    Of an incident of which only a year or a month is known, its first day counts.
    """
    if not incidents:
        return ()
    if len(incidents) < MANY:
        first, last = (Time(each.date.first_day[:YEAR]) for each in (incidents[-1], incidents[0]))
        return (Period(first, last, tuple(incidents)),)
    pages = gathered(_cut(incidents[::-1]), ENOUGH)
    if len(pages) > 1 and len(pages[-1][1]) <= FEW:
        times, newest = pages.pop()
        pages[-1][0].extend(times)
        pages[-1][1].extend(newest)
    return tuple(Period(times[0], times[-1], tuple(group[::-1])) for times, group in reversed(pages))


def _cut(oldest_first: Sequence[Gist]) -> Iterator[tuple[Time, Sequence[Gist]]]:
    """Yield incidents by year, or by month or day where there are many, and in pieces where a day has many."""
    for year, of_year in _by(YEAR, oldest_first):
        if len(of_year) < MANY:
            yield Time(year), of_year
            continue
        for month, of_month in _by(MONTH, of_year):
            if len(of_month) < MANY:
                yield Time(month), of_month
                continue
            for day, of_day in _by(DAY, of_month):
                for piece, start in enumerate(range(0, len(of_day), MANY), start=1):
                    yield Time(day, piece), of_day[start : start + MANY]


def _by(length: int, oldest_first: Sequence[Gist]) -> Iterator[tuple[str, Sequence[Gist]]]:
    """Yield incidents by their first days, of which only the first letters count; in order, they rise."""
    start = 0
    while start < len(oldest_first):
        written = _beginning(oldest_first[start], length)
        end = bisect_right(oldest_first, written, start + 1, key=lambda incident: _beginning(incident, length))
        yield written, oldest_first[start:end]
        start = end


def _beginning(incident: Gist, length: int) -> str:
    return incident.date.first_day[:length]
