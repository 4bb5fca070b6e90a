"""A crew: each member keeps its own, an error comes back as what it is, and the end takes no time."""

import errno
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import active_children

import pytest

from generator.records.parallel import StoppedError, copying, in_processes
from generator.site.commands import SiteError
from generator.site.crew import crew
from generator.site.indexing import Indexers


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
    with crew(list[int], 2) as members, pytest.raises(StoppedError, match="enough memory"):
        members.each(vanish, [None, None])


def test_an_indexer_that_is_gone_is_said_so() -> None:
    with pytest.raises(StoppedError, match="enough memory"), Indexers() as indexers:
        indexers.submit(partial(os._exit, 1)).result()


def lose_one_while_others_have_much_to_take_in() -> None:
    with Indexers() as indexers:
        steps = [indexers.submit(partial(rest, [*range(1 << 18)], 60.0)) for _ in range(3)]
        time.sleep(0.5)  # until they are at work
        active_children()[0].kill()
        steps[-1].result()


def test_an_indexer_that_is_gone_is_said_so_though_much_waits_for_it() -> None:
    with pytest.raises(StoppedError, match="enough memory"):
        lose_one_while_others_have_much_to_take_in()


def rest(_state: list[int], seconds: float) -> None:
    time.sleep(seconds)


def crew_at_rest() -> None:
    with crew(list[int], 3) as members:
        members.each(note, [1] * 3)
        time.sleep(60)


def crew_at_work() -> None:
    with crew(list[int], 3) as members:
        members.each(rest, [60.0] * 3)


def indexers_at_work() -> None:
    with Indexers() as indexers:
        indexers.submit(partial(time.sleep, 60)).result()


def indexers_with_much_to_take_in() -> None:
    """What waits for one of them is more than a pipe holds."""
    with Indexers() as indexers:
        steps = [indexers.submit(partial(rest, [*range(1 << 18)], 60.0)) for _ in range(3)]
        steps[-1].result()


def items_at_work() -> None:
    in_processes(time.sleep, [60] * 4, workers=2, worthwhile=2)


@pytest.mark.parametrize("begin", [crew_at_rest, indexers_at_work, items_at_work])
def test_where_not_all_processes_can_be_begun_the_others_end(
    begin: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would wait for work, and the build for them, for ever."""
    before = {*active_children()}
    forks = iter([os.fork])

    def fork() -> int:
        for allowed in forks:
            return allowed()
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(StoppedError, match="no further process can be started: Resource"):
        begin()
    assert {*active_children()} == before


@pytest.mark.parametrize("begin", [crew_at_rest, crew_at_work, indexers_at_work, items_at_work])
def test_all_processes_end_with_the_one_that_began_them(begin: Callable[[], None]) -> None:
    """A build that was killed leaves nobody behind: they would hold its lock, and the next one wait for ever."""
    context = copying()
    assert context
    held_by_all, holding = os.pipe()
    build = context.Process(target=begin)
    build.start()
    os.close(holding)
    time.sleep(1)  # until it has begun others
    assert build.pid
    os.kill(build.pid, signal.SIGKILL)
    build.join()
    is_closed, _, _ = select.select([held_by_all], [], [], 5)  # as soon as nobody holds the other end
    os.close(held_by_all)
    assert is_closed


def interrupted(begin: Callable[[], None]) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        begin()


@pytest.mark.parametrize("tell", [os.kill, os.killpg], ids=["the build alone", "all, as at a terminal"])
@pytest.mark.parametrize("begin", [crew_at_rest, crew_at_work, indexers_at_work, indexers_with_much_to_take_in])
def test_ctrl_c_ends_all_processes_at_once_and_without_a_word(
    begin: Callable[[], None], tell: Callable[[int, int], None], capfd: pytest.CaptureFixture[str]
) -> None:
    context = copying()
    assert context
    build = context.Process(target=interrupted, args=(begin,))
    build.start()
    time.sleep(1)  # until it has begun others
    assert build.pid
    tell(build.pid, signal.SIGINT)
    build.join(4)
    assert build.exitcode == 0
    assert capfd.readouterr().err == ""


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
