"""A slice of the site for one of several machines: some pages, with their pictures and their search index.

Every machine reads all records, which takes seconds, and so knows what belongs to its slice without asking another.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.archive.parts import IndexPart, index_parts
from generator.pages.sheets import Sheet


@dataclass(frozen=True)
class Slice:
    """The slice of `number`, counted from 1, of `count`; `published` are the identifiers of the whole archive.

    Incidents go with their part of the search index, other pages and feeds by a checksum of their names.
    """

    number: int
    count: int
    published: tuple[str, ...] = ()

    @classmethod
    def parse(cls, written: str) -> "Slice":
        """Read `2/4`. Raises ValueError with a message for people."""
        found = re.fullmatch(r"([0-9]{1,3})/([0-9]{1,3})", written)
        number, count = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= count:
            raise ValueError(f"`{written}` is no part; write the first of four parts as 1/4")
        return cls(number, count)

    @property
    def is_first(self) -> bool:
        """Say whether this is the slice that holds what there is once."""
        return self.number == 1

    def among(self, published: Iterable[str]) -> "Slice":
        """Return the slice of an archive of these incidents."""
        return Slice(self.number, self.count, tuple(published))

    def holds(self, sheet: Sheet) -> bool:
        """Say whether a page is of this slice."""
        is_of_incident = bool(sheet.key) and not sheet.facet
        return self.holds_incident(sheet.key) if is_of_incident else self.holds_name(sheet.address)

    def holds_incident(self, identifier: str) -> bool:
        """Say whether an incident is of this slice; one that is not searched goes by its name."""
        part = self._parts.get(identifier)
        return part % self.count == self.number - 1 if part is not None else self.holds_name(identifier)

    def holds_part(self, part: IndexPart) -> bool:
        """Say whether a part of the search index is of this slice."""
        return self.holds_incident(part.incidents[0])

    def holds_name(self, name: str) -> bool:
        """Say whether anything of this name is of this slice."""
        return zlib.crc32(name.encode()) % self.count == self.number - 1

    @cached_property
    def _parts(self) -> dict[str, int]:
        parts = index_parts(self.published)
        return {identifier: place for place, part in enumerate(parts) for identifier in part.incidents}
