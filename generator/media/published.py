"""What a run made of the pictures, told to those who did not make them."""

from dataclasses import dataclass, field

Mark = tuple[str, int, int]  # digest of what went in; size in bytes and time of change of what came out
Memory = dict[str, Mark]


class ForeignFileError(Exception):
    """Something lies under docs/media/ that was not made here; the message names it, for people."""


@dataclass(frozen=True)
class Published:
    """What one run did: numbers of files."""

    made: int
    unchanged: int
    removed: int
    gone: frozenset[str] = field(default=frozenset(), compare=False)  # addresses that were published before


@dataclass(frozen=True)
class Renewed:
    """What was made for some incidents, and what was up to date already: the mark of each file."""

    made: Memory
    kept: Memory
