"""The build: read and check, write the pages, index them, check them, put them in place; only what has changed."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.media.publishing import Published
from generator.pages.settings import Settings
from generator.pages.sheets import digest_of
from generator.pages.writing import Written
from generator.site.commands import SiteError
from generator.site.crew import crew
from generator.site.links import BrokenLink, broken_links, broken_links_over
from generator.site.memory import forget, remember
from generator.site.output import Output, write
from generator.site.overlay import finish, put_over
from generator.site.plain import run_mkdocs
from generator.site.press.sameness import differing
from generator.site.proof import Unmarked, unmarked_media
from generator.site.search_index import Part, index_parts_of, parts_of
from generator.site.swap import put_in_place, staging_folder
from generator.site.work import Work

SITE = "site"
ENOUGH = 32  # records to read, from which on further processes are worth their start

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made: the incidents shown, and numbers of files."""

    incidents: int
    pages: Written
    pictures: Published


def generate(root: Path, settings: Settings, workers: int = 0) -> Built:
    """Write the Markdown pages and the pictures.

    Raises ProblemsFoundError where a record is not sound, and then nothing is written; SiteError where no picture
    can be signed, or docs/media/ holds what was not made here.
    """
    work = Work.anew(root, settings)
    with crew(work.share, _size(work, workers)) as members:
        work.read(members)
        output = write(work, members, target=None)
    return Built(len(work.archive.published), output.pages, output.pictures)


def build(
    root: Path, settings: Settings, progress: Progress, workers: int = 0, *, anew: bool = False, plain: bool = False
) -> Built:
    """Build the whole site into `root`/site, or what has changed of it.

    `anew` believes nothing that an earlier build left behind, `plain` leaves all pages to MkDocs. Whatever goes
    wrong, the last good site stays as it was. Raises ProblemsFoundError for records and SiteError for all else;
    tells `progress` each step.
    """
    with _only_one_build(root):
        finish(root / SITE)
        work = Work.anew(root, settings) if anew or plain else Work.going_on(root, settings)
        if not work.is_needed:
            progress("Nothing has changed")
            published = sum(gist.is_published for gist in work.before.gists.values())
            return Built(published, Written(0, len(work.before.sheets), 0), Published(0, 0, 0))
        with crew(work.share, _size(work, workers)) as members, staging_folder(root / SITE) as staging:
            progress("Reading and checking the records")
            work.read(members)
            progress("Writing the pages and the pictures")
            output = write(work, members, None if plain else staging)
            is_plain = plain or not _is_as_plain(work, output, staging, progress)
            if is_plain:
                progress("Building all pages by MkDocs")
                _build_plainly(work, staging)
            parts = _index(work, staging, progress, is_whole=is_plain or work.is_whole)
            progress("Checking links, and that every picture is labelled")
            _put_in_place(work, output, staging, parts, is_plain=is_plain)
    return Built(len(work.archive.published), output.pages, output.pictures)


def _is_as_plain(work: Work, output: Output, staging: Path, progress: Progress) -> bool:
    """Say whether a sample of the pages is what MkDocs makes of them; it is asked where it could be otherwise."""
    if output.frame is None:
        progress("The theme has changed in a way that the fast path does not know")
        return False
    if output.frame.digest == work.before.frame:
        return True
    sample = {(sheet.kind, sheet.language): sheet.page.markdown_file for sheet in output.stale}
    fitting = sorted(set(sample.values()) - set(output.unfit))
    different = differing(work.root, staging, fitting, work.settings.site_url, work.timestamp)
    if different:
        progress(f"The theme or its configuration does what the fast path does not know ({different[0]} differs)")
    return not different


def _build_plainly(work: Work, staging: Path) -> None:
    shutil.rmtree(staging)
    run_mkdocs(work.root, staging, work.settings.site_url, work.timestamp)


def _index(work: Work, staging: Path, progress: Progress, *, is_whole: bool) -> Mapping[str, str]:
    """Index the parts that have changed, and return the digest of each part."""
    published = [gist.id for gist in reversed(work.archive.published)]
    parts = {part.folder: part for part in parts_of(published)}
    digests = {folder: _part_digest(work, part, published) for folder, part in parts.items()}
    before = {} if is_whole else work.before.parts
    stale = [part for folder, part in parts.items() if before.get(folder) != digests[folder]]
    if stale:
        progress(f"Indexing for search ({len(stale)} of {len(parts)} parts)")
        index_parts_of(staging, (staging, work.root / SITE), published, stale)
    return digests


def _part_digest(work: Work, part: Part, published: list[str]) -> str:
    pages = [
        part.page(identifier).removesuffix("html") + "md" for identifier in published if part.holds(identifier)
    ]
    return digest_of(part.is_newest, [work.plan[page][1] for page in pages])


def _put_in_place(work: Work, output: Output, staging: Path, parts: Mapping[str, str], *, is_plain: bool) -> None:
    """Check what was made, put it in place, and remember it."""
    site = work.root / SITE
    if is_plain or work.is_whole:
        _refuse(broken_links(staging, work.settings.site_url), unmarked_media(staging, work.root))
        forget(work.root)
        put_in_place(staging, site)
    else:
        removed = [*work.removed, *output.pictures.gone, *_removed_parts(site, staging, parts, work.before.parts)]
        _refuse(broken_links_over(site, staging, work.settings.site_url), unmarked_media(staging, work.root))
        forget(work.root)
        put_over(staging, site, removed)
    if not is_plain:
        remember(work.root, work.after(output.frame.digest if output.frame else "", parts))


def _refuse(broken: Sequence[BrokenLink], unmarked: Sequence[Unmarked]) -> None:
    if broken:
        raise SiteError("the site has broken links:\n" + "\n".join(str(link) for link in broken))
    if unmarked:
        raise SiteError("the site shows media without a label:\n" + "\n".join(str(each) for each in unmarked))


def _removed_parts(site: Path, staging: Path, parts: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    """Yield the files of the search index that new ones do not replace: of parts made anew, and of those gone."""
    for folder in before:
        is_renewed = (staging / folder).is_dir()
        if is_renewed or folder not in parts:
            for path in (site / folder).rglob("*"):
                name = path.relative_to(site).as_posix()
                if path.is_file() and not (staging / name).exists():
                    yield name


def _size(work: Work, workers: int) -> int:
    """Return how many members the crew has: as many as there are cores, but one alone for a few records."""
    return (workers or os.cpu_count() or 1) if len(work.to_read) >= ENOUGH else 1


@contextmanager
def _only_one_build(root: Path) -> Iterator[None]:
    """Hold the lock of this folder's builds; a second build waits for the first."""
    lock = root / ".cache" / "build.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
