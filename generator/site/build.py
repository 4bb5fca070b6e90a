"""The build: generate, build the site beside the last good one, index it, check it, put it in place."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.archive.archive import Archive
from generator.checks.running import checked_archive
from generator.data.feeds import feed_files
from generator.media.labels.keys import SigningError
from generator.media.publishing import ForeignFileError, Published, publish
from generator.pages.generate import page_files
from generator.pages.settings import Settings
from generator.pages.writing import Written, write_files
from generator.site.commands import SiteError, module, output_of
from generator.site.links import broken_links
from generator.site.proof import unmarked_media
from generator.site.search_index import index_site
from generator.site.swap import put_in_place, staging_folder

SITE = "site"
DOCS = "docs"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made."""

    incidents: int
    pages: Written
    pictures: Published


def generate(root: Path, settings: Settings) -> Built:
    """Write the Markdown pages and the pictures.

    Raises ProblemsFoundError where a record is not sound, and then nothing is written; SiteError where no picture
    can be signed, or docs/media/ holds what was not made here.
    """
    return _generate(checked_archive(root), root, settings)


def build(root: Path, settings: Settings, progress: Progress) -> Built:
    """Build the whole site into `root`/site.

    Whatever goes wrong, the last good site stays as it was. Raises ProblemsFoundError for records and SiteError
    for all else; tells `progress` each step.
    """
    with _only_one_build(root):
        progress("Reading and checking the records")
        archive = checked_archive(root)
        progress("Writing the pages and the pictures")
        built = _generate(archive, root, settings)
        with staging_folder(root / SITE) as staging:
            progress("Building the site")
            _build_pages(root, staging, settings, newest_date(archive))
            progress("Indexing it for search")
            index_site(staging)
            progress("Checking its links, and that every picture is labelled")
            _verify(staging, root, settings)
            put_in_place(staging, root / SITE)
    return built


def newest_date(archive: Archive) -> int:
    """Return the newest incident's date in seconds since 1970: what a build takes for the time of day.

    A build without a clock gives the same bytes for the same commit.
    """
    return int(archive.published[0].record.date.earliest.timestamp()) if archive.published else 0


def _generate(archive: Archive, root: Path, settings: Settings) -> Built:
    try:
        pictures = publish(archive, root, settings.site_url)
    except (SigningError, ForeignFileError) as error:
        raise SiteError(str(error)) from None
    files = {**dict(page_files(archive, root, settings)), **dict(feed_files(archive, settings.site_url))}
    return Built(len(archive.published), write_files(root / DOCS, files), pictures)


def _build_pages(root: Path, staging: Path, settings: Settings, timestamp: int) -> None:
    environment = {
        "GEGENBILD_SITE_URL": settings.site_url,
        "SOURCE_DATE_EPOCH": str(timestamp),
        "NO_MKDOCS_2_WARNING": "1",
    }
    output_of([*module("mkdocs"), "build", "--strict", "--site-dir", str(staging)], root, environment)


def _verify(staging: Path, root: Path, settings: Settings) -> None:
    broken = broken_links(staging, settings.site_url)
    if broken:
        raise SiteError("the site has broken links:\n" + "\n".join(str(link) for link in broken))
    unmarked = unmarked_media(staging, root)
    if unmarked:
        raise SiteError("the site shows media without a label:\n" + "\n".join(str(each) for each in unmarked))


@contextmanager
def _only_one_build(root: Path) -> Iterator[None]:
    """Hold the lock of this folder's builds; a second build waits for the first."""
    lock = root / ".cache" / "build.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
