"""Short work on very many names, of which a process that is forked for it does one half.

To start processes that wait for work takes longer than what this is for; here one is started, says what it found,
and is gone.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress

WORTHWHILE = 2000  # names; below, a process costs more than it saves


def in_halves(function: Callable[[str], str], names: Sequence[str]) -> list[str]:
    """Return `function` of each name, in order."""
    if len(names) < WORTHWHILE or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return [function(name) for name in names]
    middle = len(names) // 2
    try:
        reading, writing = os.pipe()
    except OSError:  # too many files are open
        return [function(name) for name in names]
    try:
        child = os.fork()
    except OSError:  # no more processes may run
        os.close(reading)
        os.close(writing)
        return [function(name) for name in names]
    if not child:
        _tell(writing, function, names[middle:])
    os.close(writing)
    try:
        first = [function(name) for name in names[:middle]]
        with open(reading, "rb", closefd=False) as pipe:
            told = pipe.read()
    finally:
        os.close(reading)
        os.waitpid(child, 0)
    with suppress(ValueError):  # where it failed, the other half is done here
        return [*first, *map(str, json.loads(told))]
    return [*first, *(function(name) for name in names[middle:])]


def _tell(writing: int, function: Callable[[str], str], names: Sequence[str]) -> None:
    """Write into the pipe what was found, and end this process, whatever happens in it."""
    try:
        with open(writing, "wb") as pipe:
            pipe.write(json.dumps([function(name) for name in names]).encode())
    finally:
        os._exit(0)
