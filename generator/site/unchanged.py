"""Whether anything has changed since the last build: asked first, and without reading a record or the memory.

What the last build left behind says so in a few lines; that they are right is known by the marks in them.
"""

import json
from pathlib import Path
from typing import NamedTuple

from generator.records.replacing import replace_file
from generator.site.inputs import Marks, outputs_mark

FILE = ".cache/build.marks"


class Counts(NamedTuple):
    """How much stands on the site: incidents, and generated Markdown pages."""

    incidents: int
    pages: int


def unchanged(root: Path, marks: Marks) -> Counts | None:
    """Return what the last build made where it rests on what has these marks, else None."""
    try:
        told = json.loads((root / FILE).read_text(encoding="utf-8"))
        counts = Counts(int(told["incidents"]), int(told["pages"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None
    is_same = told.get("inputs") == marks.digest and told.get("outputs") == outputs_mark(root)
    return counts if is_same else None


def forget(root: Path) -> None:
    """Forget the marks: what the site holds is about to be something else."""
    (root / FILE).unlink(missing_ok=True)


def note(root: Path, marks: Marks, counts: Counts) -> None:
    """Note that the site is what a build made of what has these marks."""
    told = {"inputs": marks.digest, "outputs": outputs_mark(root), **counts._asdict()}
    replace_file(root / FILE, json.dumps(told).encode())
