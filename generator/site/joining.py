"""The slices of a site, built on several machines, put together to the same site that one machine builds."""

import json
import os
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from generator.archive.incident import content_digest
from generator.pages.sheets import digest_of
from generator.site.commands import SiteError
from generator.site.inputs import LIBRARIES, PROGRAM
from generator.site.press.frame import Frame
from generator.site.work import Work

NOTE = ".slice.json"  # beside the slice's files, not among those of the site
LEFT_OUT = {NOTE, "__pycache__"}


class Part(NamedTuple):
    """What a slice is: its number and count, its site's address, digests of what it was made of and holds."""

    number: int
    of: int
    site_url: str
    digest: str
    files: str


def slice_folder(root: Path, work: Work) -> Path:
    """Return where a slice is put."""
    return root / f"site-part-{work.slice.number}-of-{work.slice.count}"


def note_slice(folder: Path, work: Work, frame: Frame | None) -> None:
    """Write down in the folder of a slice what it is a part of, so that each machine says the same of the same."""
    program = _files_digest(PROGRAM), [version(name) for name in LIBRARIES]
    signer = os.environ.get("GEGENBILD_SIGNING_CERT", "")  # without it, each machine has a key for development
    digest = digest_of(work.content, frame and frame.digest, program, signer)
    part = Part(work.slice.number, work.slice.count, work.settings.site_url, digest, _files_digest(folder))
    (folder / NOTE).write_text(json.dumps(part._asdict()))


def join_slices(folders: Sequence[Path], target: Path, site_url: str) -> None:
    """Copy all slices into the empty folder `target`.

    Raises SiteError where they are not those of one site at this address, each as it was built.
    """
    parts = {folder: _part_of(folder) for folder in folders}
    if len({(part.of, part.digest) for part in parts.values()}) != 1:
        raise SiteError("these parts are of different sites: build all of them from the same commit and settings")
    first = next(iter(parts.values()))
    if first.site_url != site_url:
        told = f"these parts are of the site at `{first.site_url}`, and GEGENBILD_SITE_URL says `{site_url}`"
        raise SiteError(f"{told}; join them under the address that they were built for")
    count = first.of
    if missing := set(range(1, count + 1)) - {part.number for part in parts.values()}:
        listed = ", ".join(f"{number}/{count}" for number in sorted(missing))
        raise SiteError(f"parts are missing: {listed}; build each with: gegenbild build --part")
    if len(parts) > count:
        twice = ", ".join(str(folder) for folder in parts)
        raise SiteError(f"a part of {count} is there twice, among {twice}; name each once")
    for folder, part in parts.items():
        if _files_digest(folder) != part.files:
            raise SiteError(
                f"{folder} is not as it was built: files were changed, added or lost; copy it once more"
            )
        shutil.copytree(folder, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))


def _part_of(folder: Path) -> Part:
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        url, digest, files = (str(told[name]) for name in ("site_url", "digest", "files"))
        return Part(int(told["number"]), int(told["of"]), url, digest, files)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        raise SiteError(f"{folder} is no part of a site; make one with: gegenbild build --part 1/4") from None


def _files_digest(folder: Path) -> str:
    """Return a digest of all files in a folder and those in it, by name and content; a link is taken as a link."""
    files = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    paths = {path.relative_to(folder).as_posix(): path for path in files}
    wanted = sorted(name for name in paths if LEFT_OUT.isdisjoint(name.split("/")))
    return digest_of([(name, _digest_at(paths[name])) for name in wanted])


def _digest_at(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return content_digest(path.read_bytes())
