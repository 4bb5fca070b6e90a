"""Eleventy, by npm, with a layout in JavaScript (its quickest kind) that shows what our theme shows.

What differs from our output: no sitemap and no page for unknown addresses, for Eleventy makes none by itself; no
`generator` line; Material's scripts, which no page loads, are not copied; white space differs; in one hand-written
page a list is spaced otherwise. The words, links and anchors are the same. Headings take their anchors by the
plug-in markdown-it-attrs, and the layout takes the table of contents from the Markdown. Eleventy builds from files
alone: it reads no records, and what it costs to make the files is not in its time.
"""

import json
import shutil
import subprocess
from pathlib import Path

from benchmarks.peers import chrome
from benchmarks.peers.measure import Command
from benchmarks.peers.pages import copy_others, pages
from benchmarks.peers.peer import CACHE, SITE_URL

DIFFERS = "from Markdown files made before; no page for unknown addresses, no sitemap, none of Material's scripts"
TEMPLATES = Path(__file__).parent / "templates"
PLACE = CACHE / "eleventy"
PROGRAM = "node_modules/@11ty/eleventy/cmd.cjs"
PACKAGES = ("@11ty/eleventy", "markdown-it", "markdown-it-attrs")
SITE = {
    "title": "Gegenbild",
    "url": SITE_URL,
    "description": "A public archive of AI-made and manipulated political media, and of how it was labelled.",
}


def missing() -> str:
    """Install Eleventy where it is not; say why where that cannot be done."""
    if (PLACE / PROGRAM).exists():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "Eleventy needs npm, which is not here"
    PLACE.mkdir(parents=True, exist_ok=True)
    install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(PLACE), *PACKAGES]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    return f"Eleventy could not be installed: {done.stderr.strip()[-300:]}" if done.returncode else ""


def prepare(tree: Path, work: Path) -> None:
    """Write Eleventy's content, layout, data and static files of a generated tree."""
    docs = tree / "docs"
    for page in pages(docs):
        _write(work / "content" / page.file, page.front_matter + page.body)
    copy_others(docs, work / "static")
    data = {
        "chrome": chrome.words(),
        "icon": {"magnify": chrome.icon("material/magnify")},
        "site": SITE,
        "styles": chrome.copy_styles(work / "static"),
    }
    for name, value in data.items():
        _write(work / f"data/{name}.json", json.dumps(value))
    _write(work / "includes/page.11ty.cjs", (TEMPLATES / "eleventy.page.cjs").read_text())
    _write(work / "eleventy.config.cjs", (TEMPLATES / "eleventy.config.cjs").read_text())
    (work / "node_modules").symlink_to(PLACE / "node_modules", target_is_directory=True)


def command(work: Path, output: Path) -> Command:
    """Return the command that builds the site in `output`."""
    return Command(("node", PROGRAM, "--quiet", f"--output={output}"), work)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
