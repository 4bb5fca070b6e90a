"""The parts of the search index: incidents of following years together, until they are enough for a part.

Of each part there is one index for each language that texts of its incidents are in.

The years are gathered from the oldest on, so that what is complete stays as it is when new incidents come. Where a
year has very many, its months are gathered instead, so that no part grows with the archive.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.archive.gathering import gathered

ENOUGH = 1000  # incidents, from which on a part takes no further year or month
MANY = 1500  # incidents of one year, from which on its months are gathered


@dataclass(frozen=True)
class IndexPart:
    """A part of the index: the years or months that it is of, and its incidents' identifiers, both in order."""

    periods: tuple[str, ...]
    incidents: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the part's folder: `2024`, `2018-2024`, or `2024-03-2024-05` for months."""
        return "-".join(dict.fromkeys((self.periods[0], self.periods[-1])))


def index_parts(identifiers: Iterable[str]) -> tuple[IndexPart, ...]:
    """Return the parts that these incidents make, the newest first; an identifier begins with its date."""
    return _parts(tuple(identifiers), ENOUGH, MANY)


@lru_cache(maxsize=2)  # for a build asks several times
def _parts(identifiers: tuple[str, ...], enough: int, many: int) -> tuple[IndexPart, ...]:
    ordered = sorted(identifiers, key=lambda each: (_date(each), each))
    sizes = Counter(identifier[:4] for identifier in ordered)
    large = {year for year, size in sizes.items() if size >= many}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for identifier in ordered:
        groups[_period(identifier, large)].append(identifier)
    parts = gathered(sorted(groups.items()), enough)
    return tuple(IndexPart(tuple(periods), tuple(incidents)) for periods, incidents in reversed(parts))


def parts_by_language(languages: Mapping[str, str]) -> dict[str, list[IndexPart]]:
    """Return the parts of incidents, given with the code of their language, for each language, the newest first."""
    found: dict[str, list[IndexPart]] = {code: [] for code in sorted({*languages.values()})}
    for part in index_parts(languages):
        for code, parts in found.items():
            if alike := tuple(each for each in part.incidents if languages[each] == code):
                parts.append(replace(part, incidents=alike))
    return found


def _date(identifier: str) -> str:
    """Return an incident's date as far as it is known, behind which comes a letter; `2023` is before `2023-12`."""
    if identifier[5:6] > "9":
        return identifier[:4]
    return identifier[:7] if identifier[8:9] > "9" else identifier[:10]


def _period(identifier: str, large: Collection[str]) -> str:
    """Return an incident's year, or its month where that is one of the `large` years and the month is known."""
    has_month = identifier[5:7].isdigit()
    return identifier[:7] if has_month and identifier[:4] in large else identifier[:4]
