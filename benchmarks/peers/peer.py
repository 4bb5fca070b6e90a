"""What every peer is: a name, a way to make its input ready, and the command that builds a site from it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.measure import Command, Measured, measured
from generator.site.brief import MEMORY

PROJECT = Path(__file__).parent.parent.parent
CACHE = PROJECT / ".cache/peers"  # where peers are installed that are no dependency of ours
FAST = MEMORY if MEMORY.is_dir() else None  # a disk's speed is not the question
SITE_URL = "https://archive.example.org/"


class PeerError(Exception):
    """A peer cannot be used here; the message says why, for people."""


@dataclass(frozen=True)
class Peer:
    """A site builder; `missing` says why it cannot be used here, or nothing, and installs it where it can."""

    name: str
    differs: str  # from our output, in short
    missing: Callable[[], str]
    prepare: Callable[[Path, Path], None] = field(repr=False)
    command: Callable[[Path, Path], Command] = field(repr=False)

    def build(self, work: Path, output: Path) -> Measured:
        """Build a site in `output`, a folder that is not there yet, from what was prepared in `work`, once."""
        found = measured(self.command(work, output))
        own = work / "site"  # where one writes that cannot be told a place
        if not output.exists() and own.is_dir():
            shutil.move(own, output)
        return found


@dataclass(frozen=True)
class InTwoSteps:
    """A way to a site in two steps: a command makes the files that a builder begins with, and that one builds."""

    name: str
    differs: str
    builder: Peer
    first: Peer

    def missing(self) -> str:
        """Say why it cannot be used here, or nothing."""
        return self.builder.missing()

    def prepare(self, tree: Path, work: Path) -> None:
        """Make the input of both steps ready."""
        for step in (self.first, self.builder):
            (work / step.name).mkdir(parents=True)
            step.prepare(tree, work / step.name)

    def build(self, work: Path, output: Path) -> Measured:
        """Take both steps, and return their seconds together, and the larger of their megabytes."""
        made = measured(self.first.command(work / self.first.name, output))
        built = self.builder.build(work / self.builder.name, output)
        return Measured(made.seconds + built.seconds, max(made.megabytes, built.megabytes))
