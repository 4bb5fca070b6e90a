"""Dates as precise as the source is, and no more: a year, a month, a day, or an instant with its zone.

The written forms are those of ISO 8601 that W3C's note on dates and times profiles
(https://www.w3.org/TR/NOTE-datetime).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache, total_ordering

FORM = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,  # the digits of other scripts are none of these forms
)
EXAMPLES = "`2024-09-02`, `2024-09`, `2024` or, with its zone, `2024-09-02T14:05Z`"


@total_ordering
@dataclass(frozen=True)
class When:
    """A point in time as far as it is known; `written` is how the record writes it.

    It stands for the whole span from `earliest` to `latest`, both in UTC; order is by `earliest`.
    """

    written: str

    @classmethod
    @lru_cache(maxsize=1 << 14)
    def parse(cls, written: str) -> "When":
        """Read one of the four written forms.

        Raises ValueError with a message for people where the form or the date itself is wrong.
        """
        found = FORM.fullmatch(written)
        if not found:
            raise ValueError(f"`{written}` is no date; write {EXAMPLES}")
        if found["hour"] and not found["zone"]:
            raise ValueError(f"`{written}` has a time without a zone; add `Z` or an offset such as `+02:00`")
        when = _as_written(written)
        try:
            _ = when.span
        except (ValueError, OverflowError):
            raise ValueError(f"`{written}` is in no calendar; write {EXAMPLES}") from None
        return when

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """Return the first and the last instant that this may mean, in UTC."""
        parts = self.written.split("T")[0].split("-")
        if self.is_instant:
            instant = datetime.fromisoformat(self.written).astimezone(UTC)
            return instant, instant
        year, month, day = (*map(int, parts), 1, 1)[:3]
        first = datetime(year, month, day, tzinfo=UTC)
        match len(parts):
            case 1:
                following = first.replace(year=year + 1)
            case 2:
                following = (first + timedelta(days=32)).replace(day=1)
            case _:
                following = first + timedelta(days=1)
        return first, following - timedelta(microseconds=1)

    @property
    def is_instant(self) -> bool:
        """Say whether the time of day is known."""
        return "T" in self.written

    @cached_property
    def earliest(self) -> datetime:
        """Return the first instant that this may mean."""
        return self.span[0]

    @cached_property
    def first_day(self) -> str:
        """Return the first day that this may mean, as it is written: of an instant, the day in its own zone."""
        return f"{self.written.split('T')[0]}-01-01"[: len("2024-09-02")]

    @property
    def latest(self) -> datetime:
        """Return the last instant that this may mean."""
        return self.span[1]

    @cached_property
    def year(self) -> int:
        """Return the year as written."""
        return int(self.written[:4])

    @property
    def day(self) -> date | None:
        """Return the calendar day as written, or None where only month or year is known."""
        return date.fromisoformat(self.written[:10]) if len(self.written) >= 10 else None

    def certainly_before(self, other: "When") -> bool:
        """Say whether this ends before `other` begins.

        A day is read in the poster's own zone, which may lie 14 hours from UTC; days are compared as written.
        """
        if self.is_instant and other.is_instant:
            return self.latest < other.earliest
        length = min(len(self.written), len(other.written), 10)
        return self.written[:length] < other.written[:length]

    def __lt__(self, other: "When") -> bool:
        """Order by the first instant, the vaguer date first."""
        return (self.earliest, self.written) < (other.earliest, other.written)

    def __reduce__(self) -> tuple[Callable[[str], "When"], tuple[str]]:
        """Travel between processes by the written form alone."""
        return _as_written, (self.written,)

    def __str__(self) -> str:
        """Return the written form."""
        return self.written


@lru_cache(maxsize=1 << 14)  # so that most equal ones are the same one, however they came
def _as_written(written: str) -> When:
    """Return a date that has been checked, or is about to be."""
    return When(written)
