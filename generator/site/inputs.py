"""Marks that change when files change: of what a build rests on, and of what it wrote.

Nothing here reads a record: whether anything has changed is asked first, and should take no time.
"""

import hashlib
import os
import platform
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS, PREFIXES
from generator.pages.settings import Settings
from generator.records import many_files
from generator.records.editors import is_an_editors
from generator.records.halving import in_halves
from generator.records.problem import Problem, ProblemsFoundError

SECOND = 10**9  # in nanoseconds
INCIDENTS = "incidents"
OUTPUTS = (
    *(f"{name}/{prefix}" for name in ("site", "docs") for prefix in PREFIXES),
    "site/assets",
)
INDEX = "site/pagefind"  # with a folder for each language
SIGNED_WITH = ("GEGENBILD_SIGNING_KEY", "GEGENBILD_SIGNING_CERT")  # the environment's, see media/labels/keys.py
PROGRAM = Path(__file__).parent.parent
LIBRARIES = (
    "babel",
    "jinja2",
    "lxml",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "numpy",
    "pagefind-bin",
    "pybtex",
    "pydantic",
    "pydantic-core",
    "pygments",
    "pymdown-extensions",
    "pyphen",
    "pyromark",
    "pyyaml",
    "rapidfuzz",
    "rispy",
    "vl-convert-python",
)
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
    folders = [*_record_folders(root / INCIDENTS)]
    marks = zip(folders, in_halves(_folder_mark, [f"{root}/{folder}" for folder in folders]), strict=True)
    return {f"{folder}/incident.yaml": mark for folder, mark in marks if "\0incident.yaml\0" in mark}


def _record_folders(incidents: Path) -> Iterator[str]:
    """Yield what stands in the folders of the years, in order; nearly all are folders of records."""
    for year in sorted(incidents.glob("[0-9]*/")):
        with os.scandir(year) as entries:
            yield from sorted(f"{INCIDENTS}/{year.name}/{entry.name}" for entry in entries)


def common_mark(root: Path, settings: Settings) -> str:
    """Return a mark of what all rests on: this program, its libraries, the theme, registries, settings, the key."""
    digest = hashlib.blake2b(repr((settings, platform.python_version())).encode(), digest_size=16)
    digest.update(repr(installed(LIBRARIES)).encode())
    digest.update(repr([os.environ.get(name) for name in SIGNED_WITH]).encode())
    for path in (PROGRAM, *(root / name for name in ELSE)):
        for line in file_marks(path):
            digest.update(line.encode())
    return digest.hexdigest()


def program_mark() -> str:
    """Return a mark of this program's files."""
    return digest_of_marks(dict.fromkeys(file_marks(PROGRAM)))


def docs_mark(root: Path) -> str:
    """Return a mark of the hand-written files under docs/."""
    return digest_of_marks(dict.fromkeys(file_marks(root / "docs", GENERATED)))


def digest_of_marks(marks: Mapping[str, object]) -> str:
    """Return one mark for many."""
    return hashlib.blake2b(repr(marks).encode(), digest_size=16).hexdigest()


def file_marks(path: Path, left_out: Collection[str] = (), name: str = "") -> Iterator[str]:
    """Yield a mark of each file at or below `path`: its name, size, times and number on the disk.

    Raises ProblemsFoundError where a name is no text: no page could link to it, nor MkDocs write it.
    """
    if path.is_file():
        yield _mark(name or path.name, path.stat())
        return
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            place = f"{name}/{entry.name}" if name else entry.name
            if entry.name == "__pycache__" or place in left_out:
                continue
            if not _is_text(entry.name):
                shown = os.fsencode(entry.path).decode(errors="backslashreplace")
                raise ProblemsFoundError([Problem(shown, 1, 1, "file", "the name is not UTF-8; rename the file")])
            if entry.is_dir():
                yield from file_marks(Path(entry.path), left_out, place)
            elif (status := _status(entry)) is not None:
                yield _mark(place, status)


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _status(entry: "os.DirEntry[str]") -> os.stat_result | None:
    """Return what the file system knows of a file; None where there is none, as where an editor's lock leads."""
    try:
        return entry.stat()
    except FileNotFoundError:
        return None


def _folder_mark(path: str) -> str:
    try:
        with os.scandir(path) as entries:
            files = [
                _mark(entry.name, entry.stat(follow_symlinks=False))
                for entry in entries
                if not is_an_editors(entry.name)  # which come and go, also while they are looked at
            ]
    except NotADirectoryError:
        return ""
    return "".join(sorted(files))


def _mark(name: str, status: os.stat_result) -> str:
    """Return a mark of a file, and never the same one while the file may change again and show no other time.

    That is so where a file system counts in seconds, or in two at a time. The time of its content can be put back,
    as those do who move another file into its place and out again; that of its status cannot.
    """
    if not status.st_mtime_ns % SECOND and 0 <= (now := time.time_ns()) - status.st_mtime_ns < 2 * SECOND:
        return f"\0{name}\0{now}"
    return f"\0{name}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def installed(libraries: Collection[str]) -> list[str]:
    """Return the name and version of some libraries, as the folders are named that tell of them.

    The standard library's way of asking takes longer than all else that is asked where nothing has changed.
    """
    folders = (folder.name for place in sys.path for folder in Path(place).glob("*.dist-info"))
    return sorted(name for name in folders if _library(name) in libraries)


def _library(folder: str) -> str:
    return folder.partition("-")[0].lower().replace("_", "-")


def outputs_mark(root: Path) -> str:
    """Return a mark of the folders that a build writes: what was added to them or taken away since shows in it.

    The folder of each single list or incident is not looked at, nor are those in a part of the index: there are
    tens of thousands.
    """
    lines = []
    for place in (*(f"{root}/{name}" for name in OUTPUTS), *_folders(root / INDEX)):
        for folder in _folders(Path(place)):
            status = many_files.status_of(folder)
            lines.append(f"{folder.removeprefix(str(root))} {status.st_ino} {status.st_mtime_ns}")
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def _folders(path: Path) -> list[str]:
    """Return a folder, if it is there, and those in it."""
    try:
        with os.scandir(path) as entries:
            return [str(path), *sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))]
    except (FileNotFoundError, NotADirectoryError):
        return []
