"""Marks that change when files change: of what a build rests on, and of what it wrote.

Nothing here reads a record: whether anything has changed is asked first, and should take no time.
"""

import hashlib
import os
import platform
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS
from generator.pages.settings import Settings

INCIDENTS = "incidents"
OUTPUTS = ("site", "docs")
PROGRAM = Path(__file__).parent.parent
LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pybtex", "pyromark")
# What stands under docs/ and was not written by hand.
GENERATED = frozenset((*OWNED_FOLDERS, *OWNED_FILES, "media"))
ELSE = ("mkdocs.yml", "interface-images.yaml", "theme", f"{INCIDENTS}/registry")


class Marks(NamedTuple):
    """Marks of what a build rests on, taken before it reads anything: what changes meanwhile is not in them.

    `common` is of what all pages rest on, `docs` of the hand-written pages, `records` of each record by its path.
    """

    common: str
    docs: str
    records: Mapping[str, str]

    @classmethod
    def now(cls, root: Path, settings: Settings) -> "Marks":
        """Look at what there is."""
        return cls(common_mark(root, settings), docs_mark(root), record_marks(root))

    @property
    def digest(self) -> str:
        """Return one mark for all."""
        return digest_of_marks(self._asdict())


def record_marks(root: Path) -> dict[str, str]:
    """Return for each record, by the path of its file, a mark of all files in its folder."""
    marks = {}
    with os.scandir(root / INCIDENTS) as years:
        for year in sorted(years, key=lambda entry: entry.name):
            if year.name[0].isdigit() and year.is_dir():
                with os.scandir(year.path) as folders:
                    for folder in sorted(folders, key=lambda entry: entry.name):
                        mark = _folder_mark(folder.path)
                        if "\0incident.yaml\0" in mark:
                            marks[f"{INCIDENTS}/{year.name}/{folder.name}/incident.yaml"] = mark
    return marks


def common_mark(root: Path, settings: Settings) -> str:
    """Return a mark of what every page rests on: this program, its libraries, the theme, registries, settings."""
    digest = hashlib.blake2b(repr((settings, platform.python_version())).encode(), digest_size=16)
    digest.update(repr([version(name) for name in LIBRARIES]).encode())
    for path in (PROGRAM, *(root / name for name in ELSE)):
        for line in file_marks(path):
            digest.update(line.encode())
    return digest.hexdigest()


def docs_mark(root: Path) -> str:
    """Return a mark of the hand-written files under docs/."""
    return digest_of_marks(dict.fromkeys(file_marks(root / "docs", GENERATED)))


def digest_of_marks(marks: Mapping[str, object]) -> str:
    """Return one mark for many."""
    return hashlib.blake2b(repr(marks).encode(), digest_size=16).hexdigest()


def file_marks(path: Path, left_out: Collection[str] = (), name: str = "") -> Iterator[str]:
    """Yield a mark of each file at or below `path`: its name, size, time of change and number on the disk."""
    if path.is_file():
        yield _mark(name or path.name, path.stat())
        return
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            place = f"{name}/{entry.name}" if name else entry.name
            if entry.name == "__pycache__" or place in left_out:
                continue
            if entry.is_dir():
                yield from file_marks(Path(entry.path), left_out, place)
            else:
                yield _mark(place, entry.stat())


def _folder_mark(path: str) -> str:
    try:
        with os.scandir(path) as entries:
            files = [_mark(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except NotADirectoryError:
        return ""
    return "".join(sorted(files))


def _mark(name: str, status: os.stat_result) -> str:
    return f"\0{name}\0{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def outputs_mark(root: Path) -> str:
    """Return a mark of the folders that a build writes: what was added to them or taken away since shows in it."""
    lines = []
    for name in OUTPUTS:
        for folder in _folders(root / name, depth=2):
            status = os.stat(folder)  # noqa: PTH116  (there are many)
            lines.append(f"{folder.removeprefix(str(root))} {status.st_ino} {status.st_mtime_ns}")
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def _folders(path: Path | str, depth: int) -> list[str]:
    """Return a folder and those in it, `depth` levels down, but for those whose names begin with a digit."""
    if not os.path.isdir(path):  # noqa: PTH112
        return []
    found = [str(path)]
    if depth:
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.is_dir(follow_symlinks=False) and not entry.name[0].isdigit():
                    found += _folders(entry.path, depth - 1)
    return found
