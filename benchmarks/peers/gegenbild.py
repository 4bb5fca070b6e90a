"""This archive's own builder, as a peer of the others: pages alone, but from the records.

What differs from the others is what it has to do: it reads and checks the records, and writes the Markdown files
that the others begin with. Its output is byte for byte that of plain MkDocs. It starts cold: each command finds
neither a cache nor a generated file. Pictures, the search index and the proof of links and labels are left out,
for the others make none.
"""

import shutil
from pathlib import Path

from benchmarks.peers.measure import Command
from benchmarks.peers.peer import PROJECT, SITE_URL
from generator.archive.pictures import FOLDER as PICTURES
from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS
from generator.site.commands import module

DIFFERS = "from the records, which it reads and checks; writes the Markdown files too"
INPUT = ("incidents", "theme", "mkdocs.yml", "interface-images.yaml")
GENERATED = (*OWNED_FOLDERS, *OWNED_FILES, PICTURES.rstrip("/"))


def missing() -> str:
    """It is always here."""
    return ""


def prepare(tree: Path, work: Path) -> None:
    """Let the working folder lead to the tree, and copy its docs/, where the generated files will be."""
    work.mkdir(parents=True, exist_ok=True)
    for name in INPUT:
        (work / name).symlink_to((tree / name).resolve())
    left_out = {tree / "docs" / name for name in GENERATED}

    def generated(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(folder) / name in left_out}

    shutil.copytree(tree / "docs", work / "docs", ignore=generated)


# As people run it: what was compiled once is kept.
ENVIRONMENT = {
    "PYTHONPATH": str(PROJECT),
    "PYTHONDONTWRITEBYTECODE": "",
    "GEGENBILD_SITE_URL": SITE_URL,
    "NO_MKDOCS_2_WARNING": "1",
}


def command(work: Path, output: Path) -> Command:
    """Return the command that builds the pages in `output`, and remove what the last one left."""
    return _command(work, str(output))


def markdown_command(work: Path, _output: Path) -> Command:
    """Return the command that makes the Markdown files alone, and remove what the last one left."""
    return _command(work)


def _command(work: Path, *output: str) -> Command:
    for place in (work / ".cache", *(work / "docs" / name for name in GENERATED)):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    return Command((*module("benchmarks.pages"), str(work), *output), work, ENVIRONMENT)
