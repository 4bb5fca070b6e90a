"""Putting a file in place whole: whoever reads it finds the old content or the new, never half."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and then put it there; folders that are missing are made. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")  # two programs at once do not share it
    beside.write_bytes(content)
    beside.replace(path)
