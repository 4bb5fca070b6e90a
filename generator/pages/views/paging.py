"""Long lists in pages: which part stands on which, and the links between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.pages.page import Page

A_PAGE = 50  # incidents

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Paging:
    """The place of a page among those of its list, from 1; a link is empty where there is no such page."""

    number: int
    count: int
    first: str
    previous: str
    next: str
    last: str


def numbered(address: str, number: int) -> str:
    """Return the address of a list's page of this number; the first has the list's own."""
    return address if number == 1 else f"{address}page-{number}/"


def page_count(things: Sequence[object], a_page: int = A_PAGE) -> int:
    """Return how many pages a list has; an empty one has one."""
    return max(1, -(-len(things) // a_page))


def part_of(things: Sequence[Thing], number: int, a_page: int = A_PAGE) -> Sequence[Thing]:
    """Return what stands on the page of this number."""
    return things[(number - 1) * a_page : number * a_page]


def paging(page: Page, address: str, number: int, count: int) -> Paging:
    """Return the links of page `number` of `count` to the others."""

    def link(other: int) -> str:
        return page.to(numbered(address, other)) if 1 <= other <= count and other != number else ""

    return Paging(number, count, link(1), link(number - 1), link(number + 1), link(count))
