"""Groups of following times gathered from the oldest on, so that what is complete stays when newer ones come."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

Time = TypeVar("Time")
Thing = TypeVar("Thing")


def gathered(groups: Iterable[tuple[Time, Sequence[Thing]]], enough: int) -> list[tuple[list[Time], list[Thing]]]:
    """Return groups with their times, joined until they hold `enough`: lists of times, and of things."""
    found: list[tuple[list[Time], list[Thing]]] = []
    for time, group in groups:
        if not found or len(found[-1][1]) >= enough:
            found.append(([], []))
        times, things = found[-1]
        times.append(time)
        things.extend(group)
    return found
