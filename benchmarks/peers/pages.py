"""The generated pages in CommonMark, for peers that read no Python-Markdown: anchors and links mended.

A page is front matter, headings with anchors, and HTML blocks; only the few hand-written ones hold more Markdown.
"""

import os
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify

HEADING = re.compile(r"^(?P<heading>#{1,6} .*?)(?: \{: #(?P<anchor>[\w-]+) \})?$")
LINK = re.compile(r"\]\((?P<path>[\w./-]+?)(?P<page>\.md)?(?P<anchor>#[\w-]*)?\)")


@dataclass(frozen=True)
class Page:
    """A page: its file below docs/, its front matter with the lines around it, and its Markdown."""

    file: str
    front_matter: str
    body: str

    @property
    def folder(self) -> str:
        """Return the folder that the page is served from, without a slash at its end; the home page's is empty."""
        return folder_of(self.file.removesuffix(".md"))


def folder_of(name: str) -> str:
    """Return the folder that a file of this name, without its ending, is served from."""
    return "" if name == "index" else name.removesuffix("/index")


def pages(docs: Path) -> Iterator[Page]:
    """Yield every page of a generated tree."""
    for path in sorted(docs.rglob("*.md")):
        text, file = path.read_text(encoding="utf-8"), path.relative_to(docs).as_posix()
        _, front_matter, body = text.split("---\n", 2) if text.startswith("---\n") else ("", "", text)
        yield Page(file, f"---\n{front_matter}---\n", _mended(body, file))


def copy_others(docs: Path, target: Path) -> None:
    """Put all that is no page at its place under `target`: as a hard link where that is possible."""
    for path in sorted(docs.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            place = target / path.relative_to(docs)
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(path, place)


def _link(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:  # on another disk
        shutil.copy(path, place)


def _mended(body: str, file: str) -> str:
    """Return the Markdown with anchors and links as other builders read them."""
    lines, fenced = [], False
    for line in body.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        lines.append(line if fenced or not line.startswith("#") else HEADING.sub(_heading, line))
    return LINK.sub(lambda found: f"]({_address(file, found)}{found['anchor'] or ''})", "\n".join(lines))


def _heading(found: re.Match[str]) -> str:
    anchor = found["anchor"] or slugify(found["heading"].lstrip("# "), "-")
    return f"{found['heading']} {{#{anchor}}}"


def _address(file: str, link: re.Match[str]) -> str:
    """Return a page's or a file's address as a page links to it: what is written is its place beside the other."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), link["path"]))
    here = f"/{folder_of(file.removesuffix('.md'))}"
    return (
        posixpath.relpath(f"/{folder_of(target)}", here) + "/"
        if link["page"]
        else posixpath.relpath(f"/{target}", here)
    )
