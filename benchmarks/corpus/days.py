"""When the corpus's incidents happened, and what came before and after each."""

import random
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

FIRST_YEAR, LAST_YEAR = 2014, 2025
GROWTH = 5  # times as many incidents in the last year as in the first
LAST_DAY = date(2026, 6, 30)  # of anything that a record tells of
USUAL_WAIT = 20  # days until something is answered, reported or marked; some wait much longer


def days(size: int, chance: random.Random) -> list[date]:
    """Return so many days in order, more of them in recent years: of 10,000 at most 1,500 lie in one year."""
    steps = LAST_YEAR - FIRST_YEAR
    limits = list(accumulate(1 + (GROWTH - 1) * step / steps for step in range(steps + 1)))
    years = (FIRST_YEAR + bisect(limits, chance.random() * limits[-1]) for _ in range(size))
    return sorted(date(min(year, LAST_YEAR), 1, 1) + timedelta(chance.randrange(365)) for year in years)


def after(day: date, chance: random.Random) -> date:
    """Return a day on or after `day`, most often soon after."""
    return min(day + timedelta(int(chance.expovariate(1 / USUAL_WAIT))), LAST_DAY)


def before(day: date, chance: random.Random) -> date:
    """Return a day on or before `day`."""
    return day - timedelta(int(chance.expovariate(1 / USUAL_WAIT)))


def written(day: date, *, exact: bool = True) -> str:
    """Return the day as a record writes it, or its month alone."""
    return day.isoformat() if exact else day.isoformat()[:7]
