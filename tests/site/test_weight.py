"""A page is light: with style, fonts and scripts, compressed as a server does, at most 100 KB without pictures."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from tests.browser.page_kinds import LANGUAGE_FOLDERS, PAGE_KINDS

LIMIT = 100_000  # bytes
PACKED = {".woff2"}  # compressed already
LOADED = re.compile(
    r'<link[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href="([^":]+)"'
    r'|<script[^>]*src="([^":]+)"|url\("([^")]+)"\)|^import .* from "(.+)";$',
    re.MULTILINE,
)


def transferred(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content))


def loaded_by(page: Path) -> set[Path]:
    """Return the files that a page loads, with those of its style sheets and modules; each font counts."""
    found, waiting = {page}, [page]
    while waiting:
        file = waiting.pop()
        if file.suffix not in (".html", ".css", ".js"):
            continue
        named = ("".join(names) for names in LOADED.findall(file.read_text()))
        for each in ((file.parent / name.split("?")[0]).resolve() for name in named):
            if each.is_file() and each not in found:
                found.add(each)
                waiting.append(each)
    return found


@pytest.mark.parametrize("address", [f"{a}{b}" for a, b in product(LANGUAGE_FOLDERS.values(), PAGE_KINDS.values())])
def test_every_page_kind_is_light(site: Path, address: str) -> None:
    files = loaded_by(site / address / "index.html")
    assert {".css", ".woff2", ".html"} <= {file.suffix for file in files}
    assert sum(transferred(file) for file in files) <= LIMIT, {file.name: transferred(file) for file in files}
