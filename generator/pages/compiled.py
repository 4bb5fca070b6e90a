"""Where what was made of the program's own files is kept: where Python keeps its own modules, and trusted as these.

A program that may not write there makes it anew each time.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).with_name("__pycache__")


def folder() -> Path | None:
    """Return the folder, or None where nothing is to be kept."""
    if sys.dont_write_bytecode:
        return None
    try:
        FOLDER.mkdir(exist_ok=True)
    except OSError:
        return None
    return FOLDER
