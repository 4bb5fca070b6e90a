"""Changed files put into a finished folder, so that whatever happens it ends whole.

They are gathered beside it first. Once all are there and checked, the gathering folder gets the name of one that is
ready; then its files move into place one by one. Should that be interrupted, the next build ends it: until then
some pages are new and others old, but each is whole, and none is lost.
"""

import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from generator.records.replacing import remove_file
from generator.site.unforged import read_unforged, write_unforged

READY = ".ready-site"  # named unlike the folders that are swept away
REMOVED = ".removed.json"


def put_over(gathered: Path, target: Path, removed: Collection[str] = ()) -> None:
    """Move all files of the folder `gathered` into `target`, and take away those `removed` (relative paths)."""
    write_unforged(gathered / REMOVED, json.dumps(sorted(removed)).encode())
    gathered.rename(target.with_name(READY))
    finish(target)


def finish(target: Path) -> bool:
    """Put in place what is ready, if anything is; say whether there was. What no build made ready is deleted."""
    ready = target.with_name(READY)
    try:
        removed = json.loads(read_unforged(ready / REMOVED))
    except (OSError, ValueError, RecursionError):
        shutil.rmtree(ready, ignore_errors=True)
        return False
    for name in removed:
        remove_file(target, name)
    for folder, _, names in os.walk(ready):
        place = target / Path(folder).relative_to(ready)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != REMOVED:
                (Path(folder) / name).replace(place / name)
    shutil.rmtree(ready)
    return True
