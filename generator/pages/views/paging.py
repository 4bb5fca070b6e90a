"""Long lists in pages: which part stands on which, where each page stands, and the links between them.

Incidents are cut by time (generator/archive/periods.py), other things by their number.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from generator.archive.periods import Period
from generator.pages.page import Page
from generator.pages.wording import Words

A_PAGE = 200  # things that are not incidents

Thing = TypeVar("Thing")


class Step(NamedTuple):
    """A link to another page of a list, and what that is to this one, where HTML has a word for it."""

    url: str
    words: str
    relation: str = ""


class Paging(NamedTuple):
    """Where a page stands in its list, in words, and rows of links to others; nothing if it has one page."""

    place: str = ""
    rows: tuple[tuple[Step, ...], ...] = ()


def numbered(address: str, number: int) -> str:
    """Return the address of a list's page of this number; the first has the list's own."""
    return address if number == 1 else f"{address}page-{number}/"


def page_count(things: Sequence[object]) -> int:
    """Return how many pages a list of things has; an empty one has one."""
    return max(1, -(-len(things) // A_PAGE))


def part_of(things: Sequence[Thing], number: int) -> Sequence[Thing]:
    """Return what stands on the page of this number."""
    return things[(number - 1) * A_PAGE : number * A_PAGE]


def paging(page: Page, address: str, number: int, count: int) -> Paging:
    """Return the links of page `number` of `count` to the others."""
    if count == 1:
        return Paging()
    say = page.words.say
    others = (
        (1, say("First"), ""),
        (number - 1, say("Previous"), "prev"),
        (number + 1, say("Next"), "next"),
        (count, say("Last"), ""),
    )
    steps = tuple(
        Step(page.to(numbered(address, other)), words, relation)
        for other, words, relation in others
        if 1 <= other <= count and other != number
    )
    return Paging(say("Page %(number)s of %(count)s", number=number, count=count), (steps,))


def dated(address: str, periods: Sequence[Period], number: int) -> str:
    """Return the address of a list's page of this number, from the newest; the newest has the list's own."""
    return address if number == 1 else f"{address}from-{periods[number - 1].first.name}/"


def paging_in_time(page: Page, address: str, periods: Sequence[Period], number: int) -> Paging:
    """Return the links of a list's page: from that of the newest to all others, from these to their neighbours."""
    say = page.words.say

    def step(other: int, words: str, relation: str = "") -> Step:
        return Step(page.to(dated(address, periods, other)), words, relation)

    def named(other: int) -> str:
        return in_words(page.words, periods[other - 1])

    if number == 1:
        by_year = groupby(range(2, len(periods) + 1), key=lambda other: periods[other - 1].first.written[:4])
        rows = (
            tuple(step(other, named(other), "next" if other == 2 else "") for other in others)
            for _, others in by_year
        )
        return Paging(say("Earlier:"), tuple(rows)) if len(periods) > 1 else Paging()
    steps = [step(1, say("Newest"), "prev" if number == 2 else "")]
    if number > 2:
        steps.append(step(number - 1, say("Newer: %(period)s", period=named(number - 1)), "prev"))
    if number < len(periods):
        steps.append(step(number + 1, say("Older: %(period)s", period=named(number + 1)), "next"))
    return Paging("", (tuple(steps),))


def in_words(words: Words, period: Period) -> str:
    """Return the time that a page of a list is of: `2019`, `March – May 2024`, `3 September 2018 (2)`."""
    told = words.span(period.first.when, period.last.when)
    return told if period.first.piece == 1 else f"{told} ({period.first.piece})"
