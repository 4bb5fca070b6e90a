"""What a build remembers for the next one: the gists, what is similar, and what each page was made of.

It is believed only where it is whole, of this program, and where docs/ and site/ are as it left them; whatever else
is found in its place is as good as nothing. What is read back can only be the plain values that are listed here.
"""

import gc
import hashlib
import io
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.archive.gist import Gist
from generator.archive.similar import Neighbours
from generator.records.replacing import replace_file

FILE = ".cache/build.memory"
FORM = b"gegenbild build memory 1\n"
KNOWN = {
    ("generator.site.memory", "Memory"),
    ("generator.archive.gist", "Gist"),
    ("generator.archive.labelling", "LabelFacts"),
    ("generator.archive.labelling", "Delay"),
    ("generator.archive.similar", "Near"),
    ("generator.records.dates", "_read_again"),
    ("generator.records.model", "HeldPicture"),
    ("generator.records.model", "ProvenanceMark"),
    ("generator.records.vocabulary", None),  # any of its terms
    ("datetime", "timedelta"),
}


@dataclass
class Memory:
    """What is known of the last build.

    `common` and `docs` are the marks of what all pages rest on and of the hand-written files; `records` those of
    the records by path, `gists` the gists by path. `sheets` has the digest of each generated page by its Markdown
    file, `feeds` that of each feed, `parts` that of each part of the search index. `frame` is the frame's digest.
    """

    common: str = ""
    docs: str = ""
    outputs: str = ""
    frame: str = ""
    records: dict[str, str] = field(default_factory=dict)
    gists: dict[str, Gist] = field(default_factory=dict)
    neighbours: Neighbours = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


class _Reading(pickle.Unpickler):
    """Reads plain values of ours, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in KNOWN or ((module, None) in KNOWN and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is none of the values that a build remembers")


kept: dict[Path, tuple[tuple[int, int, int], Memory]] = {}  # what this program itself remembered, by file


def recall(root: Path) -> Memory:
    """Return what the last build remembered, or an empty memory.

    A program that builds again and again reads back only what another one has written.
    """
    file = root / FILE
    known = kept.get(file)
    return known[1] if known and file.is_file() and known[0] == _mark(file) else _read(file)


def _mark(file: Path) -> tuple[int, int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def _read(file: Path) -> Memory:
    gc.disable()  # all that is read is kept: searching it for garbage would take as long again
    try:
        content = file.read_bytes()
        digest, told = content[len(FORM) : len(FORM) + 32], content[len(FORM) + 32 :]
        if not content.startswith(FORM) or hashlib.blake2b(told, digest_size=32).digest() != digest:
            return Memory()
        memory = _Reading(io.BytesIO(told)).load()
    except Exception:  # whatever is wrong with it, it is of no use
        return Memory()
    finally:
        gc.freeze()
        gc.enable()
    return memory if isinstance(memory, Memory) else Memory()


def remember(root: Path, memory: Memory) -> None:
    """Keep what a build knows."""
    told = pickle.dumps(memory, pickle.HIGHEST_PROTOCOL)
    file = root / FILE
    replace_file(file, FORM + hashlib.blake2b(told, digest_size=32).digest() + told)
    kept[file] = (_mark(file), memory)


def forget(root: Path) -> None:
    """Forget the last build: what is on the disk is about to be something else."""
    (root / FILE).unlink(missing_ok=True)
