"""What a build rests on: the records' files, and everything else, as marks that change when something changes."""

import hashlib
import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from generator.archive.loading import INCIDENTS, REGISTRY
from generator.pages.settings import Settings

PROGRAM = Path(__file__).parent.parent
LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pybtex", "pyromark")
ELSE = ("mkdocs.yml", "interface-images.yaml", "theme", REGISTRY)


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


def docs_mark(root: Path, owned: Mapping[str, object]) -> str:
    """Return a mark of the hand-written files under docs/; `owned` are the names there that are not."""
    digest = hashlib.blake2b(digest_size=16)
    for line in file_marks(root / "docs", owned):
        digest.update(line.encode())
    return digest.hexdigest()


def file_marks(path: Path, left_out: Mapping[str, object] = {}, name: str = "") -> Iterator[str]:
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
