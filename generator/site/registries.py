"""The registries as the last build read them: to read them anew takes as long as to make an edited page.

They are believed only where they are whole and of the very files that there are now, which the mark of all that the
pages rest on says.
"""

from contextlib import suppress
from functools import partial
from pathlib import Path

from generator.archive.archive import Registry
from generator.archive.loading import Reader
from generator.checks.running import record_problems
from generator.records.replacing import replace_file
from generator.site.drawers import Drawers, file_of, packed

FILE = ".cache/registries.memory"
COMMON, REGISTRIES = "common", "registries"
KINDS = frozenset(
    {
        ("generator.archive.archive", "Registry"),
        ("generator.records.registry", "Account"),
        ("generator.records.registry", "Platform"),
        ("generator.records.registry", "Tool"),
        ("generator.records.registry", "Person"),
        ("generator.records.registry", "StatedRule"),
        ("generator.records.model", "Source"),
        ("generator.records.dates", "_as_written"),
        ("generator.records.vocabulary", None),  # any of its terms
    }
)


def reader_of(root: Path, common: str) -> Reader:
    """Return what reads and judges the records; it reads the registries, where none are remembered of this mark."""
    judge = partial(record_problems, root)
    known = _recalled(root, common)
    return Reader.knowing(known, root, judge) if known else Reader.of(root, judge)


def remember(root: Path, common: str, registry: Registry) -> None:
    """Keep registries that are sound, where others are kept, or none."""
    with suppress(OSError, ValueError):
        drawers = Drawers.read(root / FILE, KINDS)
        if drawers.value(COMMON) == common and drawers.packed(REGISTRIES):
            return
    replace_file(root / FILE, file_of({COMMON: packed(common), REGISTRIES: packed(registry)}))


def _recalled(root: Path, common: str) -> Registry | None:
    """Return the registries where those that are remembered are of what has this mark."""
    with suppress(OSError, ValueError):
        drawers = Drawers.read(root / FILE, KINDS)
        found = drawers.value(REGISTRIES) if drawers.value(COMMON) == common else None
        return found if isinstance(found, Registry) else None
    return None
