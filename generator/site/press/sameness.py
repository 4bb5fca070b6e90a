"""Whether pressed pages are what MkDocs makes: a sample of them is built by it, and compared byte for byte."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.pages.page import page_file
from generator.site.plain import run_mkdocs
from generator.site.press.configuration import in_navigation
from generator.site.swap import STAGING_PREFIX


def built_plainly(root: Path, pages: Iterable[str], site_url: str, timestamp: int) -> dict[str, bytes]:
    """Return the pages of some Markdown files, by their place on the site, as MkDocs builds them.

    One that it is told to leave out is missing. Raises SiteError where MkDocs fails.
    """
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=STAGING_PREFIX) as name:
        folder = Path(name)
        shutil.copy(root / "mkdocs.yml", folder)
        (folder / "theme").symlink_to(root / "theme", target_is_directory=True)
        (folder / "docs").mkdir()
        of_all = (page for page in in_navigation(root) if (root / "docs" / page).is_file())  # they tell on each
        pages = [*pages]
        for page in {*pages, *of_all}:
            (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / "docs" / page, folder / "docs" / page)
        # Not strict, for the pages are not there that those of the navigation link to.
        run_mkdocs(folder, folder / "site", site_url, timestamp, is_strict=False)
        built = ((place, folder / "site" / place) for place in map(page_file, pages))
        return {place: path.read_bytes() for place, path in built if path.is_file()}


def differing(root: Path, target: Path, sample: Iterable[str], site_url: str, timestamp: int) -> list[str]:
    """Return which of the pages of some Markdown files are not in `target` as MkDocs builds them."""
    pages = [*sample]
    built = built_plainly(root, pages, site_url, timestamp)
    return [place for place in map(page_file, pages) if (target / place).read_bytes() != built.get(place)]
