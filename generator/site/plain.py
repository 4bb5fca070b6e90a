"""The plain path: the site's pages by MkDocs alone. What it makes is the definition of what the fast path makes."""

from pathlib import Path

from generator.site.commands import module, output_of


def run_mkdocs(root: Path, target: Path, site_url: str, timestamp: int) -> None:
    """Build the pages under `root`/docs into `target`; `timestamp` is what the build takes for the time of day.

    Raises SiteError with what MkDocs printed where it fails or warns.
    """
    environment = {
        "GEGENBILD_SITE_URL": site_url,
        "SOURCE_DATE_EPOCH": str(timestamp),
        "NO_MKDOCS_2_WARNING": "1",
    }
    output_of([*module("mkdocs"), "build", "--strict", "--site-dir", str(target)], root, environment)
