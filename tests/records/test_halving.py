"""Half of some work is done by a forked process, and the result is that of doing it all here."""

import os

import pytest

from generator.records import halving
from generator.records.halving import in_halves


@pytest.fixture(autouse=True)
def few_are_worthwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halving, "WORTHWHILE", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def lowest_free_pipe() -> tuple[int, int]:
    """Return the numbers that the next pipe gets: other ones where one was left open."""
    pipe = os.pipe()
    for each in pipe:
        os.close(each)
    return pipe


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5001])
def test_names_keep_their_order(count: int) -> None:
    names = [f"n{number}" for number in range(count)]
    assert in_halves(str.upper, names) == [name.upper() for name in names]


def test_one_half_is_done_by_another_process() -> None:
    done = in_halves(lambda _: str(os.getpid()), ["a", "b", "c", "d"])
    assert done[:2] == [str(os.getpid())] * 2
    assert done[2] == done[3] != done[0]


def test_a_failure_in_either_half_is_raised_here() -> None:
    def refuse(name: str) -> str:
        if name in refused:
            raise OSError(name)
        return name

    for refused in ("a", "d"):
        with pytest.raises(OSError, match=refused):
            in_halves(refuse, ["a", "b", "c", "d"])


def test_where_the_other_process_fails_its_half_is_done_here() -> None:
    here = os.getpid()

    def only_here(name: str) -> str:
        if os.getpid() != here:
            raise OSError(name)
        return name

    assert in_halves(only_here, ["a", "b", "c"]) == ["a", "b", "c"]


@pytest.mark.parametrize("wanting", ["fork", "pipe"])
def test_where_no_process_or_no_pipe_is_to_be_had_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch, wanting: str
) -> None:
    def refuse() -> None:
        raise BlockingIOError(wanting)

    before = lowest_free_pipe()
    with monkeypatch.context() as patch:
        patch.setattr(os, wanting, refuse)
        assert in_halves(str.upper, ["a", "b", "c"]) == ["A", "B", "C"]
    assert lowest_free_pipe() == before


def test_no_process_and_no_pipe_is_left() -> None:
    before = lowest_free_pipe()
    child = in_halves(lambda _: str(os.getpid()), ["a", "b", "c"])[-1]
    assert lowest_free_pipe() == before
    with pytest.raises(ProcessLookupError):
        os.kill(int(child), 0)
