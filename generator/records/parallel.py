"""The same work over many items, spread over processes where there are enough items to be worth it.

Processes are forked, so that they see what the parent has read; only their results travel back. They end with the
process that began them, however it ends: what waits for work would wait for ever, and keep what it holds.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import ForkContext
from typing import Any, TypeVar

from generator.records.garbage import loading

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTHWHILE = 400  # items; below, starting processes costs more than it saves
CHUNK = 64  # items handed to a process at a time, at most
STOPPED = "a process was stopped; is there enough memory?"

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # what the forked processes find


class StoppedError(Exception):
    """A process has ended before its work was done, as where the system needed its memory."""

    def __init__(self, message: str = STOPPED) -> None:
        """Say so, for people."""
        super().__init__(message)


def copying() -> ForkContext | None:
    """Return the way to begin processes as copies of this one, or None where the system has none."""
    return multiprocessing.get_context("fork") if "fork" in multiprocessing.get_all_start_methods() else None


def in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int = 0, worthwhile: int = WORTHWHILE
) -> list[Result]:
    """Return `function` of each item, in order. `workers` is the number of processes; 0 means one for each core.

    Below `worthwhile` items the work is done here, without further processes. Raises StoppedError.
    """
    global _work
    processes = workers or os.cpu_count() or 1
    context = copying()
    if len(items) < worthwhile or processes < 2 or context is None:
        return [function(item) for item in items]
    _work = (function, items)
    try:
        chunk = min(CHUNK, 1 + len(items) // (8 * processes))
        with loading():
            with all_begun():
                pool = ProcessPoolExecutor(processes, context, begin_process)
                results = pool.map(_call, range(len(items)), chunksize=chunk)
            with pool:
                return list(results)
    except BrokenExecutor:
        raise StoppedError from None
    finally:
        _work = None


@contextmanager
def all_begun() -> Iterator[None]:
    """Begin several processes, or none: where not all can be, end the others, to which nobody would say a word.

    Who began them waits for them when it ends, and would wait for ever. Raises StoppedError.
    """
    others = {*multiprocessing.active_children()}
    try:
        yield
    except OSError as error:  # there are as many processes, or open files, as there may be
        for process in {*multiprocessing.active_children()} - others:
            process.kill()
            process.join()
        raise StoppedError(f"no further process can be started: {error.strerror}") from None


def begin_process() -> None:
    """Prepare a process that has just begun: it ends with its parent, and searches for no garbage till then.

    Ctrl-C, of which all processes at a terminal are told, ends it without a word: its parent has one to say.
    """
    gc.disable()
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _call(place: int) -> Any:
    if _work is None:
        raise RuntimeError("a process was started without its work")
    function, items = _work
    return function(items[place])
