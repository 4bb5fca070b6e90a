"""A report of measurements, written three times: as a table (Markdown), as curves (SVG), and as data (JSON).

Each says when and on which machine it was measured: absolute times move from machine to machine, ratios less.
"""

import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from benchmarks.curves import curves
from generator.records.replacing import replace_file

PROCESSORS = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Measurement:
    """What one builder took for so many incidents; `note` says what a reader must know of it."""

    name: str
    size: int
    seconds: float
    megabytes: float
    note: str = ""


@dataclass(frozen=True)
class Machine:
    """Where something was measured."""

    processor: str
    cores: int
    python: str

    @classmethod
    def this(cls) -> Self:
        """Return the machine that this runs on, with the cores that this process may use."""
        return cls(_processor(), len(os.sched_getaffinity(0)), platform.python_version())

    def __str__(self) -> str:
        return f"{self.processor}, {self.cores} {'core' if self.cores == 1 else 'cores'}, Python {self.python}"


@dataclass(frozen=True)
class Report:
    """Measurements that were taken side by side in one run; `own` is the builder that they are about."""

    title: str
    own: str
    measurements: tuple[Measurement, ...]
    machine: Machine
    date: str

    @classmethod
    def of(cls, title: str, own: str, measurements: Sequence[Measurement]) -> Self:
        """Return a report of today and of this machine."""
        return cls(title, own, tuple(measurements), Machine.this(), datetime.now(UTC).date().isoformat())

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a report that was written as JSON."""
        data = json.loads(file.read_text(encoding="utf-8"))
        taken = tuple(Measurement(**each) for each in data.pop("measurements"))
        return cls(measurements=taken, machine=Machine(**data.pop("machine")), **data)

    @property
    def sizes(self) -> list[int]:
        """Return the numbers of incidents that were measured."""
        return sorted({each.size for each in self.measurements})

    @property
    def names(self) -> list[str]:
        """Return the builders in the order in which they were first measured."""
        return list(dict.fromkeys(each.name for each in self.measurements))

    @property
    def has_curves(self) -> bool:
        """Say whether there is something to draw: a single size makes no line."""
        return len(self.sizes) > 1

    def write(self, folder: Path, name: str) -> None:
        """Write `name`.md, `name`.json, and `name`.svg where there is more than one size."""
        folder.mkdir(parents=True, exist_ok=True)
        texts = {"md": self.markdown(name), "json": self.json()} | (
            {"svg": self.svg(name)} if self.has_curves else {}
        )
        for ending, text in texts.items():
            replace_file(folder / f"{name}.{ending}", text.encode())

    def json(self) -> str:
        """Return the report as data."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    def svg(self, name: str) -> str:
        """Return the curves."""
        points = {
            each: [(found.size, found.seconds) for found in self.measurements if found.name == each]
            for each in self.names
        }
        return curves({each: sorted(line) for each, line in points.items()}, self.own, name, self.title) + "\n"

    def markdown(self, name: str) -> str:
        """Return a page: the table, seconds and megabytes side by side, then the notes, the curves, the machine."""
        heading = (
            f"# {self.title}\n\n"
            f"Measured on {self.date}: {self.machine}.\n"
            "Seconds are on the clock, megabytes those of the largest process;\n"
            "× is the time in multiples of that in the bold line.\n"
        )
        notes = "".join(f"- {note}\n" for note in self._notes())
        picture = f"![Seconds against the number of incidents]({name}.svg)\n" if self.has_curves else ""
        return "\n".join(part for part in (heading, self.table(), notes, picture) if part)

    def table(self) -> str:
        """Return the table: a row for each builder, a column for each size."""
        head = "".join(f" {size:,} |" for size in self.sizes)
        lines = [f"| incidents |{head}", f"| --- |{' --- |' * len(self.sizes)}", *map(self._row, self.names)]
        return "".join(f"{line}\n" for line in lines)

    def _row(self, name: str) -> str:
        cells = (self._cell(name, size) for size in self.sizes)
        shown = f"**{name}**" if name == self.own else name
        return f"| {shown} | {' | '.join(cells)} |"

    def _cell(self, name: str, size: int) -> str:
        found, own = self._find(name, size), self._find(self.own, size)
        if found is None:
            return "–"
        ratio = f" ({figure(found.seconds / own.seconds)}×)" if own and name != self.own else ""
        return f"{figure(found.seconds)} s{ratio}, {found.megabytes:,.0f} MB"

    def _find(self, name: str, size: int) -> Measurement | None:
        return next((each for each in self.measurements if (each.name, each.size) == (name, size)), None)

    def _notes(self) -> list[str]:
        return list(dict.fromkeys(f"{each.name}: {each.note}" for each in self.measurements if each.note))


def figure(value: float) -> str:
    """Return a number with as many digits as a measurement bears: 0.004, 0.09, 2.3, 76, 3,300."""
    if value >= 1000:
        return f"{round(value, -2):,.0f}"
    if 0 < value < 0.01:
        return f"{value:.1g}"
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def _processor() -> str:
    """Return the processor's model as Linux gives it, else what Python knows."""
    text = PROCESSORS.read_text() if PROCESSORS.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()
