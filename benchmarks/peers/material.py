"""MkDocs with Material for MkDocs, the plain way: the same tree, the same theme, one page after the other.

It is what defines our output: `mkdocs build` of the generated tree. Nothing differs, but what it costs to make the
tree is not in its time.
"""

from pathlib import Path

from benchmarks.peers.measure import Command
from benchmarks.peers.peer import SITE_URL
from generator.site.commands import module

DIFFERS = "from Markdown files made before; the same output"
INPUT = ("docs", "theme", "mkdocs.yml")
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "GEGENBILD_SITE_URL": SITE_URL}


def missing() -> str:
    """It is among our own dependencies."""
    return ""


def prepare(tree: Path, work: Path) -> None:
    """Let the working folder lead to the tree."""
    work.mkdir(parents=True, exist_ok=True)
    for name in INPUT:
        (work / name).symlink_to((tree / name).resolve())


def command(work: Path, output: Path) -> Command:
    """Return the command that builds the site in `output`."""
    return Command((*module("mkdocs"), "build", "--quiet", "--site-dir", str(output)), work, ENVIRONMENT)
