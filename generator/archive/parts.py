"""The parts of the search index: incidents of following years together, until they are enough for a part.

The years are gathered from the oldest on, so that what is complete stays as it is when new incidents come.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH = 1000  # incidents, from which on a part takes no further year


@dataclass(frozen=True)
class IndexPart:
    """A part of the index, by the years that it holds, in order."""

    years: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the part's folder: `2024`, or `2018-2024`."""
        return "-".join(dict.fromkeys((self.years[0], self.years[-1])))


def index_parts(identifiers: Iterable[str]) -> tuple[IndexPart, ...]:
    """Return the parts that these incidents make, the newest first; an identifier begins with its year."""
    counts = Counter(identifier[:4] for identifier in identifiers)
    parts: list[list[str]] = []
    filled = ENOUGH
    for year in sorted(counts):
        if filled >= ENOUGH:
            parts.append([])
            filled = 0
        parts[-1].append(year)
        filled += counts[year]
    return tuple(IndexPart(tuple(years)) for years in reversed(parts))
