"""The link check of the built site: every internal page, anchor, picture, style and script must be there.

lychee does the checking. The site is mounted under the path at which it will be published, so that a link that
works only at the root of a host is found too.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from generator.site.commands import SiteError, output_of, script


@dataclass(frozen=True, order=True)
class BrokenLink:
    """A link of the built site that leads nowhere; `page` is relative to the site, line and column count from 1."""

    page: str
    line: int
    column: int
    link: str
    reason: str

    def __str__(self) -> str:
        """Return `page:line:column: link: what is wrong`."""
        return f"{self.page}:{self.line}:{self.column}: link: `{self.link}` leads nowhere: {self.reason}"


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
        report = _run_lychee(mount, root=mount if at_root else Path(folder).resolve())
        return sorted(
            _broken(fault, page, mount) for page, faults in report["error_map"].items() for fault in faults
        )


def _run_lychee(mount: Path, root: Path) -> _Report:
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
    command = [script("lychee"), *options, "--root-dir", str(root), str(mount / "**" / "*.html")]
    printed = output_of(command, root, accepted=(0, 2))
    report: _Report = json.loads(printed)
    if not report["total"]:
        raise SiteError("the link check found no links at all, which cannot be right")
    return report


def _broken(fault: _Fault, page: str, mount: Path) -> BrokenLink:
    address = unquote(urlsplit(fault["url"]).path)
    fragment = urlsplit(fault["url"]).fragment
    shown = address.removeprefix(f"{mount}/").removeprefix(str(mount.parent))
    link = f"{shown}#{fragment}" if fragment else shown
    span = fault["span"]
    reason = fault["status"]["text"]
    return BrokenLink(page.removeprefix(f"{mount}/"), span["line"], span["column"], link, reason)
