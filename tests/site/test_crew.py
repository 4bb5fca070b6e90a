"""A crew: each member keeps its own, an error comes back as what it is, and the end takes no time."""

import os
import time

import pytest

from generator.site.commands import SiteError
from generator.site.crew import crew


def note(state: list[int], number: int) -> list[int]:
    state.append(number)
    return state


def fail(_state: list[int], text: str) -> None:
    raise SiteError(text)


def vanish(_state: list[int], _given: None) -> None:
    os._exit(1)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_members_keep_what_they_were_given(size: int) -> None:
    with crew(list[int], size) as members:
        assert members.each(note, list(range(size))) == [[number] for number in range(size)]
        assert members.each(note, [9] * size) == [[number, 9] for number in range(size)]


@pytest.mark.parametrize("size", [1, 3])
def test_an_error_of_a_member_comes_back(size: int) -> None:
    with crew(list[int], size) as members:
        with pytest.raises(SiteError, match="no room"):
            members.each(fail, ["no room"] * size)
        assert members.each(note, [1] * size) == [[1]] * size


def test_a_member_that_is_gone_is_said_so() -> None:
    with crew(list[int], 2) as members, pytest.raises(SiteError, match="enough memory"):
        members.each(vanish, [None, None])


def test_the_end_takes_no_time() -> None:
    with crew(list[int], 4) as members:
        members.each(note, [1] * 4)
        started = time.monotonic()
    assert time.monotonic() - started < 4


def much(_state: list[int], length: int) -> bytes:
    return bytes(length)


def fail_while_members_work() -> None:
    with crew(list[int], 2) as members:
        members.begin(much, [1 << 20] * 2)
        raise SiteError("meanwhile")


def test_an_error_while_members_work_is_told_at_once_and_alone(capfd: pytest.CaptureFixture[str]) -> None:
    """Their answers are larger than a pipe holds: one that finds no reader any more would wait, or complain."""
    started = time.monotonic()
    with pytest.raises(SiteError, match="meanwhile"):
        fail_while_members_work()
    assert time.monotonic() - started < 4
    assert capfd.readouterr().err == ""
