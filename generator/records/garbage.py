"""Loading what stays to the end without searching it for garbage, which takes as long again."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

OFTEN_ENOUGH = 500_000  # things more than before, from which on a program that builds looks for garbage


def rarely() -> None:
    """Have garbage searched for hardly ever: nearly all that a build makes stays to its end.

    There, where Python searches all of it once more, it is given back with the process.
    """
    gc.set_threshold(OFTEN_ENOUGH)
    atexit.register(gc.freeze)


@contextmanager
def loading() -> Iterator[None]:
    """Search for no garbage meanwhile, and not in what was loaded later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
