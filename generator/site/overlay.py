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

READY = ".ready-site"  # named unlike the folders that are swept away
REMOVED = ".removed.json"


def put_over(gathered: Path, target: Path, removed: Collection[str] = ()) -> None:
    """Move all files of the folder `gathered` into `target`, and take away those `removed` (relative paths)."""
    (gathered / REMOVED).write_text(json.dumps(sorted(removed)))
    gathered.rename(target.with_name(READY))
    finish(target)


def finish(target: Path) -> bool:
    """Put in place what is ready, if anything is; say whether there was."""
    ready = target.with_name(READY)
    listed = ready / REMOVED
    if not listed.is_file():
        shutil.rmtree(ready, ignore_errors=True)
        return False
    for name in json.loads(listed.read_bytes()):
        remove_file(target, name)
    for folder, _, names in os.walk(ready):
        place = target / Path(folder).relative_to(ready)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != REMOVED:
                (Path(folder) / name).replace(place / name)
    shutil.rmtree(ready)
    return True
