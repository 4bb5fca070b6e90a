"""Run a command in a process of its own: how long it took, and the memory of its largest process.

The command is started by a small Python that has loaded next to nothing (this file, run as a script), for the
kernel counts what a process inherits at its start: measured from a large process, nothing would ever be smaller
than that. The memory is the resident set of the largest process among the command and its descendants that were
waited for, as the kernel keeps it (`ru_maxrss`); the processes are not added up, for they share memory.
"""

import json
import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":  # the small Python: nothing below is loaded
    started = time.perf_counter()
    pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - started
    result = {
        "seconds": seconds,
        "kilobytes": usage.ru_maxrss,
        "status": os.waitstatus_to_exitcode(status),
        "started": started,
    }
    Path(sys.argv[1]).write_text(json.dumps(result))
    sys.exit()

import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

RUNS = 3


class CommandError(Exception):
    """A measured command failed; the message holds what it printed."""


@dataclass(frozen=True)
class Command:
    """A command, the folder that it runs in, and what it finds in its environment beside ours."""

    arguments: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """Seconds on the clock, and megabytes of the largest process.

    `started` is when, by the clock of `time.perf_counter`, which all processes of a machine share.
    """

    seconds: float
    megabytes: float
    started: float = field(default=0, compare=False)


def measured(command: Command) -> Measured:
    """Run a command once. Raises CommandError with its last words where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        done = subprocess.run(
            [sys.executable, "-I", "-S", __file__, str(told), *command.arguments],
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        result = json.loads(told.read_text()) if told.exists() else {"status": done.returncode}
    if result["status"] != 0:
        raise CommandError(f"`{' '.join(command.arguments[:3])}` failed:\n{done.stdout[-4000:]}")
    return Measured(result["seconds"], result["kilobytes"] / 1024, result["started"])


def median_of(
    run: Callable[[], Measured], before: Callable[[], object] = lambda: None, runs: int = RUNS
) -> Measured:
    """Return the medians of some runs, each by itself; `before` goes before each and is not counted."""
    found: list[Measured] = []
    for _ in range(runs):
        before()
        found.append(run())
    return medians(found)


def medians(runs: Sequence[Measured]) -> Measured:
    """Return the median of the seconds, and that of the megabytes."""
    return Measured(
        statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs)
    )
