"""Processes that each keep a share of the archive in memory, and are asked for one step of the work after another.

A record is read once, in one process, and its page is made there: what travels is small. Where one process is
enough, the work is done here.
"""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Protocol, TypeVar

from generator.records.parallel import StoppedError, all_begun, begin_process, copying
from generator.site.commands import SiteError

State = TypeVar("State")
Mine = TypeVar("Mine", covariant=True)
Given = TypeVar("Given")
Result = TypeVar("Result")
_Step = tuple[Callable[[Any, Any], Any], Any]


class Sent(Generic[Result]):
    """What goes from one process to others, and is packed once for all of them."""

    def __init__(self, what: Result) -> None:
        """Take what is to be sent."""
        self._packed = b""
        self._what = what

    @property
    def what(self) -> Result:
        """Return what was sent."""
        if not hasattr(self, "_what"):
            # The pipe that it came through is this program's own: no file is read here.
            self._what = pickle.loads(self._packed)  # noqa: S301
        return self._what

    def __getstate__(self) -> bytes:
        """Return it packed."""
        self._packed = self._packed or pickle.dumps(self._what, pickle.HIGHEST_PROTOCOL)
        return self._packed

    def __setstate__(self, packed: bytes) -> None:
        """Keep it packed until it is asked for."""
        self._packed = packed


class Crew(Protocol[Mine]):
    """Members who each have a state of their own."""

    size: int

    def each(self, step: Callable[[Mine, Given], Result], given: Sequence[Given]) -> list[Result]:
        """Have every member take a step at the same time, with what is given to it; return the results in order."""
        return self.begin(step, given)()

    def begin(self, step: Callable[[Mine, Given], Result], given: Sequence[Given]) -> Callable[[], list[Result]]:
        """Have every member begin a step, and return what waits for the results."""
        ...


class _Alone(Crew[State]):
    """The only member, who works in this process."""

    size = 1

    def __init__(self, state: State) -> None:
        self.state = state

    def begin(self, step: Callable[[State, Given], Result], given: Sequence[Given]) -> Callable[[], list[Result]]:
        (only,) = given
        return lambda: [step(self.state, only)]  # once it is waited for: what it needs may be made meanwhile


class _Processes(Crew[State]):
    """Members who are processes of their own."""

    def __init__(self, state: Callable[[], State], size: int, context: ForkContext) -> None:
        self.size = size
        self.is_busy = False
        self.members: list[tuple[BaseProcess, Connection]] = []
        with all_begun():
            for _ in range(size):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(state, theirs), daemon=True)
                process.start()
                theirs.close()
                self.members.append((process, ours))

    def begin(self, step: Callable[[State, Given], Result], given: Sequence[Given]) -> Callable[[], list[Result]]:
        packed = {id(what): pickle.dumps((step, what), pickle.HIGHEST_PROTOCOL) for what in given}  # the same once
        for (_, pipe), what in zip(self.members, given, strict=True):
            pipe.send_bytes(packed[id(what)])
        self.is_busy = True
        return self._results

    def settle(self) -> None:
        """Wait for a step that nobody waits for any more: its answer would find no reader."""
        if self.is_busy:
            with suppress(Exception):  # what went wrong first is what counts
                self._results()

    def _results(self) -> list[Any]:
        self.is_busy = False
        results: list[Any] = []
        failures: list[BaseException] = []
        for _, pipe in self.members:
            try:
                failed, result = pipe.recv()
            except EOFError:
                failed, result = True, StoppedError()
            (failures if failed else results).append(result)
        if failures:
            raise failures[0]
        return results

    def kill(self) -> None:
        for process, _ in self.members:
            process.kill()

    def end(self) -> None:
        for _, pipe in self.members:
            with suppress(OSError):  # one that has been stopped needs no word
                pipe.send_bytes(b"")  # closing alone would not do: members forked later hold the pipe's end too
            pipe.close()
        for process, _ in self.members:
            process.join(5)
            process.kill()


@contextmanager
def crew(state: Callable[[], State], size: int) -> Iterator[Crew[State]]:
    """Give a crew of `size` members, each with a state that `state` makes."""
    # Where numpy begins threads, they take longer to begin, and to wait for, than what they would multiply.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = copying()
    if size < 2 or context is None:
        yield _Alone(state())
        return
    members = _Processes(state, size, context)
    try:
        yield members
    except Exception:
        members.settle()
        raise
    except BaseException:  # Ctrl-C, say: nobody waits for what they are at
        members.kill()
        raise
    finally:
        members.end()


def _work(state: Callable[[], State], pipe: Connection) -> None:
    """Take the steps that are asked for, until nobody asks any more."""
    begin_process()
    own = state()
    while True:
        try:
            step, given = pipe.recv()
        except EOFError:
            os._exit(0)  # all that is kept here is given back at once, not piece by piece
        try:
            answer = (False, step(own, given))
        except Exception as error:
            answer = (True, error)
        pipe.send_bytes(_packed(answer))


def _packed(answer: tuple[bool, object]) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # an error that cannot travel is told in words
        return pickle.dumps((True, SiteError(f"{answer[1]!r} ({error})")))
