"""Zensical, the successor that Material's makers have named: the same tree and theme from the same mkdocs.yml.

What differs from our output: the head, an empty anchor of its own in each page, and a search index, which it writes
in any case. A test (tests/site/test_zensical.py) holds that the pages have the same words, links and anchors.
Zensical keeps a cache, which is deleted before each build here. What it costs to make the tree is not in its time.
"""

import shutil
from pathlib import Path

from benchmarks.peers.measure import Command
from benchmarks.peers.peer import SITE_URL
from generator.site.commands import SiteError, script

DIFFERS = "from Markdown files made before; writes a search index of its own beside the pages"
INPUT = ("docs", "theme")


def missing() -> str:
    """Say so where it is not installed; it is among the tests' dependencies."""
    try:
        script("zensical")
    except SiteError as error:
        return str(error)
    return ""


def prepare(tree: Path, work: Path) -> None:
    """Copy the tree: Zensical takes no folder that lies elsewhere."""
    for name in INPUT:
        shutil.copytree(tree / name, work / name)
    shutil.copy(tree / "mkdocs.yml", work)


def command(work: Path, _output: Path) -> Command:
    """Return the command that builds the site in `work`/site, from where it is moved: it writes nowhere else."""
    shutil.rmtree(work / ".cache", ignore_errors=True)
    shutil.rmtree(work / "site", ignore_errors=True)
    return Command((script("zensical"), "build"), work, {"GEGENBILD_SITE_URL": SITE_URL})
