"""Folders for a moment, in memory where it has room; what a killed build left in them, the next one clears away."""

import os
import shutil
import tempfile
from pathlib import Path

from generator.archive.incident import content_digest

# Linux has a file system in memory there. Others may write to it too, but not into what is made: `tempfile` gives
# each folder a name by chance, and leaves it to its owner alone.
MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = 24 * 1024**2  # bytes for each process: twice what the lean pages of one part take
DIGITS = 12  # of a digest, which tell one archive's folders from another's


def brief_folder(root: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a folder for a moment in the work on an archive: on a disk, thousands of files take a fifth of all."""
    needed = ENOUGH * (os.cpu_count() or 1)
    has_memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > needed
    return tempfile.TemporaryDirectory(prefix=_prefix(root), dir=MEMORY if has_memory else None)


def clear_brief_folders(root: Path) -> None:
    """Delete such folders of an archive, of which no process is at work any more."""
    for place in (MEMORY, Path(tempfile.gettempdir())):
        for left_over in place.glob(f"{_prefix(root)}*"):
            shutil.rmtree(left_over, ignore_errors=True)


def _prefix(root: Path) -> str:
    return f"gegenbild-{content_digest(os.fsencode(root.resolve()))[:DIGITS]}-"
