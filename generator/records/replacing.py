"""Putting a file in place whole, so that whoever reads it finds the old content or the new, and taking one away."""

import os
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

BESIDE = r"\..+\.\d+\.new"  # what such a file is called until it is put in place


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and then put it there; folders that are missing are made.

    Raises OSError, and then leaves what was there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")  # two programs at once do not share it
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def remove_file(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty without it; where none is in its place, nothing is lost."""
    path = folder / name
    if path.is_symlink() or not path.is_dir():
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
    with suppress(OSError):  # one that is not empty stays, and so do those around it
        for around in takewhile(folder.__ne__, path.parents):
            around.rmdir()
