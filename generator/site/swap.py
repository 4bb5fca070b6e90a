"""Putting a finished folder in the place of another in one step, so that there is a whole site at every moment."""

import ctypes
import ctypes.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.commands import SiteError

SITE = "site"  # the folder of the finished site, in the archive's
STAGING_PREFIX = ".site-"
_AT_FDCWD = -100  # Linux: paths are relative to the working folder
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def sweep(target: Path) -> None:
    """Delete the folders that interrupted builds left beside `target`, and among what they remember."""
    for folder in (target.parent, target.parent / ".cache"):
        for left_over in folder.glob(f"{STAGING_PREFIX}*"):
            shutil.rmtree(left_over, ignore_errors=True)


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; whatever is still in it at the end is deleted.

    Raises SiteError where the target is a link: what it leads to would stay as it is, and nobody would notice. Nor
    can a folder take the place of a file system, such as a container's volume.
    """
    if target.is_symlink():
        raise SiteError(f"{target.name} is a link, and a build puts a folder in its place; remove the link")
    if target.is_mount():
        raise SiteError(f"{target.name} is a mounted file system, which no folder can replace; mount the one above")
    folder = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(finished: Path, target: Path) -> None:
    """Make `finished` the folder at `target`; what was there before takes the place of `finished`."""
    finished.chmod(0o755)
    if not target.exists():
        finished.rename(target)
    elif not _exchange(finished, target):
        _exchange_in_two_steps(finished, target)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically where the system can; say whether it did."""
    library = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    old, new = os.fsencode(one), os.fsencode(other)
    status = -1
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        status = library.renameat2(_AT_FDCWD, old, _AT_FDCWD, new, _RENAME_EXCHANGE)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        status = library.renamex_np(old, new, _RENAME_SWAP)
    return status == 0


def _exchange_in_two_steps(finished: Path, target: Path) -> None:
    """Swap by renaming, for systems that cannot do it at once; a failure puts the old folder back."""
    aside = finished.with_name(f"{finished.name}-old")
    target.rename(aside)
    try:
        finished.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(finished)
