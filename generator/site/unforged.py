"""Files that a build on this machine wrote: each bears a time that tells of its content.

What a build keeps for itself lies where git ignores it. A pull request can bring such a file along all the same,
and anyone can compute the digests in it; but what git brings is as old as the checkout.
"""

import hashlib
import os
from pathlib import Path

from generator.records.replacing import replace_file


class ForgedError(ValueError):
    """A file was not written by a build on this machine, or not left as it was."""


def write_unforged(path: Path, content: bytes) -> None:
    """Write a file that `read_unforged` believes. Raises OSError."""
    replace_file(path, content)
    os.utime(path, (time_of(content),) * 2)


def read_unforged(path: Path) -> bytes:
    """Return what `write_unforged` wrote. Raises OSError where nothing is there, ForgedError for anything else."""
    content = path.read_bytes()
    if int(path.stat().st_mtime) != time_of(content):
        raise ForgedError
    return content


def time_of(content: bytes) -> int:
    """Return a time before the year 2005, in seconds, that tells of this content."""
    return int.from_bytes(hashlib.sha256(content).digest()[:4]) >> 2
