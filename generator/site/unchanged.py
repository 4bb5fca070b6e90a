"""Whether anything has changed since the last build: asked first, and without reading a record or the memory.

What the last build left behind says so in a few lines; that they are right is known by the marks in them.
"""

import json
from pathlib import Path
from typing import NamedTuple

from generator.pages.settings import Settings
from generator.records.replacing import replace_file
from generator.site.inputs import common_mark, digest_of_marks, docs_mark, outputs_mark, record_marks

FILE = ".cache/build.marks"


class Counts(NamedTuple):
    """How much stands on the site: incidents, and generated Markdown pages."""

    incidents: int
    pages: int


class Inputs(NamedTuple):
    """The marks of what a build rests on, taken before it reads: what changes meanwhile is not in them."""

    common: str
    docs: str
    records: str

    @classmethod
    def now(cls, root: Path, settings: Settings) -> "Inputs":
        """Look at what there is."""
        return cls(common_mark(root, settings), docs_mark(root), digest_of_marks(record_marks(root)))


def unchanged(root: Path, settings: Settings) -> Counts | None:
    """Return what the last build made where nothing has changed since, else None."""
    try:
        told = json.loads((root / FILE).read_text(encoding="utf-8"))
        counts = Counts(int(told["incidents"]), int(told["pages"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    is_same = told.get("outputs") == outputs_mark(root) and told.get("inputs") == list(Inputs.now(root, settings))
    return counts if is_same else None


def note(root: Path, inputs: Inputs, counts: Counts) -> None:
    """Note that the site is what a build made of these inputs."""
    told = {"inputs": inputs, "outputs": outputs_mark(root), **counts._asdict()}
    replace_file(root / FILE, json.dumps(told).encode())
