"""The plain path: the site's pages by MkDocs alone. What it makes is the definition of what the fast path makes."""

import re
from functools import partial
from pathlib import Path

from generator.records.text import place_in
from generator.site.commands import SiteError, module, output_of

PROGRESS = re.compile(r"^INFO .*\n?", re.MULTILINE)
OF_A_LINK = re.compile(
    r"^WARNING +-  Doc file '(?P<page>[^'\n]+)' (?P<told>contains [^'\n]*'(?P<link>[^'\n]+)')", re.MULTILINE
)


def run_mkdocs(root: Path, target: Path, site_url: str, timestamp: int, *, is_strict: bool = True) -> None:
    """Build the pages under `root`/docs into `target`; `timestamp` is what the build takes for the time of day.

    Raises SiteError with what MkDocs printed where it fails or, if the build `is_strict`, warns.
    """
    environment = {
        "GEGENBILD_SITE_URL": site_url,
        "SOURCE_DATE_EPOCH": str(timestamp),
        "NO_MKDOCS_2_WARNING": "1",
    }
    try:
        strict = "--strict" if is_strict else "--no-strict"
        output_of([*module("mkdocs"), "build", strict, "--site-dir", str(target)], root, environment)
    except SiteError as error:
        told = PROGRESS.sub("", str(error)).rstrip()
        raise SiteError(OF_A_LINK.sub(partial(_with_place, root), told)) from None


def _with_place(root: Path, warned: re.Match[str]) -> str:
    """Return a warning of a link with the link's place in the page, which MkDocs does not tell."""
    page = f"docs/{warned['page']}"
    text = (root / page).read_text(encoding="utf-8", errors="replace")
    found = re.search(rf"(?<=[(<]){re.escape(warned['link'])}", text)
    start = found.start() if found else text.find(warned["link"])
    if start < 0:  # it is written in another way there
        return f"{page}: {warned['told']}"
    line, column = place_in(text, start)
    return f"{page}:{line}:{column}: {warned['told']}"
