"""The link check of the built site: every internal page, anchor, picture, style and script must be there.

lychee checks any site. The site is mounted under the path at which it will be published, so that a link that works
only at the root of a host is found too. Pages that our own templates made are read here, in half the time that it
takes, and those that changed alone; tests hold what both find against one another.
"""

import glob
import html
import json
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from generator.records import many_files
from generator.records.problem import showable
from generator.records.text import place_in
from generator.site.commands import SiteError, output_of, script
from generator.site.markup import elements_of, html_parser

# Attributes that lead somewhere, and how our pages write them; a `srcset` names several files.
ATTRIBUTES = frozenset({"href", "src", "action", "formaction", "poster", "cite", "srcset"})
LINKING = re.compile(r'\s(?:href|src|action|poster|(?P<many>srcset))="(?P<value>[^"]*)"')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
MISSING = "File not found. Check if file exists and path is correct"
BREAKS = str.maketrans("", "", "\t\n\r")  # which a browser leaves out of a link
AT_ONCE = 1000  # pages: lychee reports each link to another host, which are many in thousands of pages


@dataclass(frozen=True, order=True)
class BrokenLink:
    """A link of the built site that leads nowhere; `page` is relative to the site, line and column count from 1."""

    page: str
    line: int
    column: int
    link: str
    reason: str

    def __str__(self) -> str:
        """Return `page:line:column: link: what is wrong`, on one line: an address may hold anything, as `%1B`."""
        said = f"{self.page}:{self.line}:{self.column}: link: `{self.link}` leads nowhere: {self.reason}"
        return showable(said)


class _Span(TypedDict):
    line: int
    column: int


class _Status(TypedDict):
    text: str


class _Fault(TypedDict):
    url: str
    status: _Status
    span: _Span


class _Report(TypedDict):
    total: int
    error_map: dict[str, list[_Fault]]


def broken_links(site: Path, site_url: str = "") -> list[BrokenLink]:
    """Return the links within `site` that lead nowhere when it is published at `site_url` (only its path counts).

    Raises SiteError where there is no site, or where the check itself cannot run.
    """
    if not (site / "index.html").is_file():
        raise SiteError(f"there is no built site in {site.name}/; build it first: gegenbild build")
    with tempfile.TemporaryDirectory() as folder:
        mount = Path(folder).resolve() / urlsplit(site_url).path.strip("/")
        mount = mount if mount != Path(folder).resolve() else mount / "site"
        mount.parent.mkdir(parents=True, exist_ok=True)
        mount.symlink_to(site.resolve(), target_is_directory=True)
        at_root = mount.name == "site" and not urlsplit(site_url).path.strip("/")
        pages = pages_of(mount)
        for page in pages:
            if not (mount / page).is_file():  # as a link to nowhere
                raise _unreadable(site, repr(page))
        found = _run_lychee(mount, pages, root=mount if at_root else Path(folder).resolve())
        for _, fault in found:
            if "span" not in fault:  # it is about a page, and no link of one
                raise _unreadable(site, fault["status"]["text"].rpartition(": ")[2].replace(f"{mount}/", ""))
        # An address that begins with // leads to another host, too.
        return sorted(_broken(fault, page, mount) for page, fault in found if not urlsplit(fault["url"]).netloc)


def _unreadable(site: Path, told: str) -> SiteError:
    return SiteError(f"the link check could not read a page of {site.name}/, build anew: {told}")


def broken_links_over(
    site: Path, gathered: Path, site_url: str = "", gone: Collection[str] = (), others: Iterable[str] = ()
) -> list[BrokenLink]:
    """Return the links of the pages in `gathered` that will lead nowhere once these stand over those in `site`.

    Files of the site that will be `gone` then lead nowhere; `others` are pages of the site that are looked at too.
    These are written by hand, in any of HTML's ways.
    """
    places = _Places((gathered, site), urlsplit(site_url).path, {f"{site}/{name}" for name in gone})
    pages = {page: gathered / page for page in pages_of(gathered)}
    staying = {page: site / page for page in others if page.endswith(".html") and page not in gone}
    return _broken_links_of(staying | pages, places, in_full=staying)


def broken_links_among(
    pages: Iterable[str], site: Path, site_url: str = "", in_full: Collection[str] = ()
) -> list[BrokenLink]:
    """Return the links of some pages of a site that lead nowhere.

    Those `in_full` may be written in any of HTML's ways, the others as our templates write.
    """
    places = _Places((site,), urlsplit(site_url).path, ())
    return _broken_links_of({page: site / page for page in pages}, places, in_full)


def pages_of(site: Path) -> list[str]:
    """Return the pages of a site, relative to it."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if not path.is_dir())


def _broken_links_of(pages: Mapping[str, Path], places: "_Places", in_full: Collection[str]) -> list[BrokenLink]:
    found = []
    for page, path in sorted(pages.items()):
        text = path.read_text(encoding="utf-8", errors="replace")
        faults: list[tuple[str, str, str]] = []
        for read in (_parsed,) if page in in_full else (_written, _parsed):  # the first is the quicker one
            if not (faults := [*places.faults(page, read(text))]):
                break
        for value, link, reason in faults:
            found += [BrokenLink(page, *position, link, reason) for position in _positions(text, value)]
    return sorted(found)


def _written(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the attributes of a page that lead somewhere, and whether each names several files.

    What is shown as text, or left out by a comment, may be among them.
    """
    for many, value in dict.fromkeys(LINKING.findall(text)):  # many a page says most of its links several times
        yield bool(many), html.unescape(value) if "&" in value else value


def _parsed(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the same, read as a browser reads the page."""
    for element in elements_of(text, html_parser()):
        for name, value in element.attrib.items():
            if name in ATTRIBUTES or (name, element.tag) == ("data", "object"):
                yield name == "srcset", str(value)


def _internal_links(value: str, *, is_many: bool) -> Iterator[str]:
    """Yield what an attribute links to, shows or loads, but for what is on another host."""
    links = [each.split()[0] for each in value.split(",") if each.strip()] if is_many else [value]
    return (link for each in links if not ELSEWHERE.match(link := each.translate(BREAKS).strip()))


def _positions(text: str, value: str) -> list[tuple[int, int]]:
    """Return line and column of each attribute of this value, or of the first place at which it is found."""
    found = [each.start("value") for each in LINKING.finditer(text) if html.unescape(each["value"]) == value]
    return [place_in(text, start) for start in found or [max(text.find(value), 0)]]


class _Places:
    """The files of a site, of several folders one over the other, as links lead to them."""

    def __init__(self, folders: Sequence[Path], base: str, gone: Collection[str]) -> None:
        self.folders = folders
        self.gone = gone
        self.base = base or "/"
        self.files: dict[str, str] = {}
        self.anchors: dict[tuple[str, str], bool] = {}

    def faults(self, page: str, attributes: Iterable[tuple[bool, str]]) -> Iterator[tuple[str, str, str]]:
        """Yield the values of a page's attributes that lead nowhere, where each leads, and why that is nowhere."""
        for is_many, value in dict.fromkeys(attributes):
            for link in _internal_links(value, is_many=is_many):
                place, reason = self._fault(page, link)
                if reason:
                    yield value, place, reason

    def _fault(self, page: str, link: str) -> tuple[str, str]:
        """Return where on the site a page's link leads, and why that is nowhere, if it is."""
        path, _, fragment = link.partition("#")
        anchor = fragment.partition(":~:")[0]  # and words to be shown
        path = unquote(path.partition("?")[0])
        if path.startswith("/") and not path.startswith(self.base):
            return path, MISSING
        folder = "" if path.startswith("/") else page.rpartition("/")[0]
        place = normpath(f"{folder}/{path.removeprefix(self.base)}".lstrip("/")) if path else page
        file = self._file(place)
        if not file:
            return place, MISSING
        if anchor and file.endswith(".html") and not self._has(file, unquote(anchor)):
            return f"{place}#{anchor}", "Cannot find fragment"
        return place, ""

    def _file(self, place: str) -> str:
        """Return the file at a place of the site, or nothing where there is none."""
        if place not in self.files:
            last = place.rpartition("/")[2]
            ends = ("", "/index.html") if "." in last else ("/index.html", "")  # the likelier one first
            paths = (f"{folder}/{place}{end}" for folder in self.folders for end in ends)
            inside = not place.startswith("..")
            self.files[place] = next(filter(self._is_there, paths), "") if inside else ""
        return self.files[place]

    def _is_there(self, path: str) -> bool:
        return path not in self.gone and many_files.is_file(path)

    def _has(self, page: str, anchor: str) -> bool:
        if (page, anchor) not in self.anchors:
            self.anchors[page, anchor] = _names(Path(page).read_text("utf-8", errors="replace"), anchor)
        return self.anchors[page, anchor]


def _names(text: str, anchor: str) -> bool:
    """Say whether a page has an anchor, as lychee does: the name of any element is one.

    One that stands in a tag is found without reading them all; elsewhere it may be text, or left out by a comment.
    """
    if anchor.lower() == "top":
        return True
    start = text.find(f' id="{anchor}"') if '"' not in anchor and "<!--" not in text else -1
    if start >= 0 and text.rfind("<", 0, start) > text.rfind(">", 0, start):
        return True
    return any(anchor in (element.get("id"), element.get("name")) for element in elements_of(text, html_parser()))


def _run_lychee(mount: Path, names: Sequence[str], root: Path) -> list[tuple[str, _Fault]]:
    """Return what is wrong, with the path of the page that has it."""
    options = [
        "--offline",
        "--include-fragments",
        "--include-verbatim",  # without it, the addresses of scripts are passed over
        "--no-progress",
        "--format",
        "json",
        "--index-files",
        "index.html",
    ]
    pages = [glob.escape(f"{mount}/{name}") for name in names]
    total = 0
    found: list[tuple[str, _Fault]] = []
    for start in range(0, len(pages), AT_ONCE):
        command = [script("lychee"), *options, "--root-dir", str(root), *pages[start : start + AT_ONCE]]
        report: _Report = json.loads(output_of(command, root, accepted=(0, 2)))
        total += report["total"]
        found += [(page, fault) for page, faults in report["error_map"].items() for fault in faults]
    if not total:
        raise SiteError("the link check found no links at all, which cannot be right")
    return found


def _broken(fault: _Fault, page: str, mount: Path) -> BrokenLink:
    address = unquote(urlsplit(fault["url"]).path)
    fragment = urlsplit(fault["url"]).fragment
    shown = address.removeprefix(f"{mount}/").removeprefix(str(mount.parent))
    link = f"{shown}#{fragment}" if fragment else shown
    span = fault["span"]
    reason = fault["status"]["text"]
    return BrokenLink(page.removeprefix(f"{mount}/"), span["line"], span["column"], link, reason)
