"""Loading what stays to the end without searching it for garbage, which takes as long again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Search for no garbage meanwhile, and not in what was loaded later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
