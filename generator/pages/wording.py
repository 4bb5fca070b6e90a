"""Dates, figures, languages and durations in words, by the rules of the Unicode CLDR (through Babel)."""

from datetime import UTC, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from generator.archive.labelling import Delay
from generator.records.dates import When
from generator.records.model import Reach

LOCALE = Locale("en", "GB")


@lru_cache(maxsize=1 << 12)
def date_in_words(when: When) -> str:
    """Return a date as precise as it is known: `2 September 2024`, `September 2024`, `2024`."""
    if when.is_instant:
        return format_datetime(when.earliest, "d MMMM y, HH:mm 'UTC'", tzinfo=UTC, locale=LOCALE)
    pattern = {4: "y", 7: "MMMM y"}.get(len(when.written), "d MMMM y")
    return format_date(when.earliest.date(), pattern, locale=LOCALE)


def date_or_nothing(when: When | None) -> str:
    """Return a date in words, or nothing where there is none."""
    return date_in_words(when) if when else ""


def number(value: int) -> str:
    """Return a whole number with its groups of digits separated."""
    return format_decimal(value, locale=LOCALE)


def figure(reach: Reach) -> str:
    """Return a figure of reach: `nearly 60,000,000 views`."""
    words = (reach.qualifier.label, number(reach.value), reach.metric.label)
    return " ".join(word for word in words if word)


def language_name(code: str) -> str:
    """Return the name of a language: `Slovak` for `sk`."""
    return Locale.parse(code, sep="-").get_display_name(LOCALE) or code


def region_name(code: str) -> str:
    """Return the name of a country: `Slovakia` for `SK`."""
    return str(LOCALE.territories.get(code, code))


def delay_in_words(delay: Delay) -> str:
    """Return how long a label took, no more exactly than is known."""
    if delay.longest == timedelta(0):
        return "at posting"
    if delay.longest <= timedelta(days=1):
        hours = -(-delay.longest // timedelta(hours=1))
        return "within a day" if delay.shortest != delay.longest else f"after {_counted(hours, 'hour')}"
    shortest, longest = delay.shortest // timedelta(days=1), -(-delay.longest // timedelta(days=1))
    if longest <= 2 and not shortest:
        return "on the same day or the day after" if longest == 2 and delay.shortest else "within two days"
    if longest - shortest <= 2:
        return f"after about {_counted((shortest + longest) // 2, 'day')}"
    return f"after {number(shortest)} to {_counted(longest, 'day')}"


def _counted(count: int, noun: str) -> str:
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"
