"""The slices of a site, built on several machines, put together to the same site that one machine builds."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.site.commands import SiteError
from generator.site.work import Work

NOTE = ".slice.json"  # beside the slice's files, not among those of the site


class Part(NamedTuple):
    """What a slice is a part of: its number and count, and a digest of the records and settings it was made of."""

    number: int
    of: int
    digest: str


def slice_folder(root: Path, work: Work) -> Path:
    """Return where a slice is put."""
    return root / f"site-part-{work.slice.number}-of-{work.slice.count}"


def note_slice(folder: Path, work: Work) -> None:
    """Write down in the folder of a slice what it is a part of."""
    part = Part(work.slice.number, work.slice.count, work.content)
    (folder / NOTE).write_text(json.dumps(part._asdict()))


def join_slices(folders: Sequence[Path], target: Path) -> None:
    """Copy all slices into the empty folder `target`. Raises SiteError where they are not those of one site."""
    parts = {folder: _part_of(folder) for folder in folders}
    if len({(part.of, part.digest) for part in parts.values()}) != 1:
        raise SiteError("these parts are of different sites: build all of them from the same commit and settings")
    count = next(iter(parts.values())).of
    missing = set(range(1, count + 1)) - {part.number for part in parts.values()}
    if missing or len(parts) != count:
        listed = ", ".join(f"{number}/{count}" for number in sorted(missing)) or "none, but one is there twice"
        raise SiteError(f"parts are missing: {listed}; build each with: gegenbild build --part")
    for folder in folders:
        shutil.copytree(folder, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(NOTE))


def _part_of(folder: Path) -> Part:
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return Part(int(told["number"]), int(told["of"]), str(told["digest"]))
    except (OSError, ValueError, TypeError, KeyError):
        raise SiteError(f"{folder} is no part of a site; make one with: gegenbild build --part 1/4") from None
