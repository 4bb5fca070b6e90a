"""What a long command is doing, told while it does it: a line a step, and on a terminal for how long by now."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from generator.cli.main import leads_to_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

TURN = "|/-\\"


class Progress:
    """Says each step as it begins, and how long the one before took."""

    def __init__(self, is_terminal: bool) -> None:
        """Write to standard error; on a terminal the running step shows its time."""
        self.is_terminal = is_terminal
        self.seconds: dict[str, float] = {}
        self.step = ""
        self.began = self.started = time.monotonic()
        self.over = threading.Event()

    @property
    def total(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self.started

    def __call__(self, step: str) -> None:
        """Say that a step begins."""
        self._end_step()
        self.step, self.began = step, time.monotonic()
        if not self.is_terminal:
            click.echo(f"{step} …", err=True)

    def end(self) -> None:
        """Say that the last step has ended."""
        self._end_step()
        self.over.set()

    def turn(self) -> None:
        """Show that the running step is still running, until all is over."""
        for sign in itertools.cycle(TURN):
            if self.over.wait(0.1):
                return
            if self.step:
                click.echo(f"\r{sign} {self.step} … {time.monotonic() - self.began:.1f} s", err=True, nl=False)

    def _end_step(self) -> None:
        if self.step:
            seconds = time.monotonic() - self.began
            self.seconds[self.step] = round(seconds, 2)
            if self.is_terminal:
                click.echo(f"\r  {self.step}: {seconds:.1f} s\033[K", err=True)
            self.step = ""


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what tells of the steps."""
    told = Progress(leads_to_terminal(sys.stderr))
    if told.is_terminal:
        threading.Thread(target=told.turn, daemon=True).start()
    try:
        yield told
    finally:
        told.end()
