"""The build: read and check, write the pages, index them, check them, put them in place; only what has changed."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.archive.pictures import FOLDER as PICTURES
from generator.media.published import Published
from generator.pages.page import page_file
from generator.pages.settings import Settings
from generator.pages.writing import Written
from generator.records import many_files
from generator.records.problem import EditedMeanwhileError
from generator.site.brief import clear_brief_folders
from generator.site.commands import SiteError
from generator.site.crew import crew
from generator.site.first import Shown, show_at_a_glance, show_when_read
from generator.site.indexing import Indexed, Indexers, Indexing
from generator.site.inputs import Marks
from generator.site.joining import join_slices, note_slice, slice_folder
from generator.site.links import BrokenLink, broken_links, broken_links_among, broken_links_over, pages_of
from generator.site.making import refuse_edited
from generator.site.memory import forget, remember
from generator.site.output import Output, edited_pictures, write
from generator.site.overlay import finish, put_over
from generator.site.plain import run_mkdocs
from generator.site.press.configuration import named_beside
from generator.site.press.sameness import differing
from generator.site.proof import Unmarked, unmarked_media
from generator.site.proven import Proven
from generator.site.proven import forget as forget_proven
from generator.site.registries import remember as remember_registries
from generator.site.slices import Slice
from generator.site.swap import SITE, put_in_place, staging_folder, sweep
from generator.site.unchanged import Counts, note, unchanged
from generator.site.unfinished import begun, end
from generator.site.work import Work

FIRST = "The edited pages are in place"  # what is told when these can be seen and the rest is still to be made
UNKNOWN = "The theme or its configuration does what the fast path does not know"
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
    with _only_one_build(root):
        work = Work.anew(root, settings)
        with crew(work.share, _size(work, workers)) as members:
            work.read(members)
            output = write(work, members, target=None)
    return Built(len(work.archive.published), output.pages, output.pictures)


def build(
    root: Path,
    settings: Settings,
    progress: Progress,
    workers: int = 0,
    *,
    anew: bool = False,
    plain: bool = False,
    marks: Marks | None = None,
) -> Built:
    """Build the whole site into `root`/site, or what has changed of it.

    `anew` believes nothing that an earlier build left behind, `plain` leaves all pages to MkDocs; `marks` are those
    of what there is, where somebody has taken them already. Whatever goes wrong, the last good site stays as it
    was. Raises ProblemsFoundError for records and SiteError for all else; tells `progress` each step.
    """
    site = root / SITE
    with _only_one_build(root):
        marks = marks or Marks.now(root, settings)
        if not (anew or plain) and (counts := unchanged(root, marks)):
            progress("Nothing has changed")
            return Built(counts.incidents, Written(0, counts.pages, 0), Published(0, 0, 0))
        if anew:
            forget_proven(root)
        is_new = anew or plain
        unfinished = begun(root)
        shown = None if is_new else show_at_a_glance(root, settings, marks, unfinished)
        with staging_folder(site) as staging, Indexers() as indexers:
            indexing = Indexing(root, staging, indexers, progress)
            drawn, written = None, shown.written if shown else []
            if shown:
                progress(FIRST)
                draw = partial(edited_pictures, root, settings.site_url, staging, shown.edited, shown.published)
                drawn = indexers.submit(partial(_drawn, root, staging, draw))  # first: it is waited for first
                indexing.begin_edited({incident.id for incident in shown.edited}, shown.published)
            reader = shown.reader if shown else None
            if is_new:
                work = Work.anew(root, settings, marks)
            else:
                work = Work.going_on(root, settings, marks, unfinished, reader)
            if work.is_whole:  # for the memory is damaged where no glance fell
                shown, drawn = None, None
                indexing.abandon()
            with crew(work.share, _size(work, workers)) as members:
                progress("Reading and checking the records")
                work.read(members)
                _refuse_edited(work, shown)
                is_shown = shown is not None
                if not is_shown and (now := show_when_read(work, members)) is not None:
                    is_shown, written = True, now
                    progress(FIRST)
                are_there = is_shown and work.keeps_ties  # else pages of others may tell other things than before
                if are_there:
                    indexing.begin(work, are_shown=True)
                progress("Writing the pages and the pictures")
                target = None if plain else staging
                output = write(work, members, target, drawn.result if drawn else None, written)
                is_plain = plain or not _is_as_plain(work, output, staging, progress)
                if is_plain:
                    indexing.abandon()
                    progress("Building all pages by MkDocs")
                    _build_plainly(work, staging)
                if is_plain or not are_there:
                    indexing.begin(work, is_whole=is_plain or work.is_whole)
                _ = work.plan  # what each page shows is digested while others index
                index = indexing.end()
                progress("Checking links, and that every picture is labelled")
                gone = [*work.removed, *output.gone, *output.pictures.gone, *index.gone]
                _examine(work, output, staging, gone, indexers, is_plain=is_plain)
                _put_in_place(work, output, staging, gone, index, is_plain=is_plain)
    return Built(len(work.archive.published), output.pages, output.pictures)


def build_as_saved(root: Path, settings: Settings, progress: Progress) -> Built:
    """Build what has changed; once more where a file is saved or goes meanwhile: somebody waits for that."""
    try:
        return build(root, settings, progress)
    except (EditedMeanwhileError, FileNotFoundError):
        return build(root, settings, progress)


def build_slice(
    root: Path, settings: Settings, wanted: Slice, progress: Progress, workers: int = 0, *, anew: bool = False
) -> Path:
    """Build one slice of the site into a folder of its own, and return that; `join` checks the links.

    Of an earlier build it takes alone which pictures were found labelled, and with `anew` not even that.
    """
    with _only_one_build(root):
        if anew:
            forget_proven(root)
        work = Work.anew(root, settings, wanted=wanted)
        with (
            crew(work.share, _size(work, workers)) as members,
            staging_folder(root / SITE) as staging,
            Indexers() as indexers,
        ):
            indexing = Indexing(root, staging, indexers, progress)
            progress("Reading and checking the records")
            work.read(members)
            progress(f"Writing the pages and the pictures of part {wanted.number} of {wanted.count}")
            output = write(work, members, staging)
            if not _is_as_plain(work, output, staging, progress):
                raise SiteError("only pages that the fast path knows can be built in parts; build the whole")
            indexing.begin(work, is_whole=True)
            indexing.end()
            _refuse([], _unmarked(root, staging))
            note_slice(staging, work, output.frame)
            folder = slice_folder(root, work)
            put_in_place(staging, folder)
    return folder


def join(root: Path, settings: Settings, folders: Sequence[Path], progress: Progress) -> None:
    """Put the slices in `folders` together into `root`/site, and check the whole. Raises SiteError."""
    with _only_one_build(root), staging_folder(root / SITE) as staging:
        progress("Putting the parts together")
        join_slices(folders, staging, settings.site_url)
        progress("Checking links, and that every picture is labelled")
        _refuse(broken_links(staging, settings.site_url), _unmarked(root, staging))
        forget(root)
        put_in_place(staging, root / SITE)


def _refuse_edited(work: Work, shown: Shown | None) -> None:
    """Refuse a record that is another one than when its page was shown: that one is drawn and indexed."""
    for incident in shown.edited if shown else ():
        refuse_edited(work.gists[incident.path], incident.digest)


def _is_as_plain(work: Work, output: Output, staging: Path, progress: Progress) -> bool:
    """Say whether a sample of the pages is what MkDocs makes of them; it is asked where it could be otherwise."""
    if output.frame is None:
        named = named_beside(work.root)
        progress(f"mkdocs.yml names what the fast path does not know: {named}" if named else UNKNOWN)
        return False
    if output.frame.digest == work.before.base.frame:
        return True
    sample = {(sheet.kind, sheet.language): sheet.page.markdown_file for sheet in output.stale}
    fitting = sorted(set(sample.values()) - set(output.unfit))
    different = differing(work.root, staging, fitting, work.settings.site_url, work.timestamp)
    if different:
        progress(f"{UNKNOWN} ({different[0]} differs)")
    return not different


def _build_plainly(work: Work, staging: Path) -> None:
    shutil.rmtree(staging)
    run_mkdocs(work.root, staging, work.settings.site_url, work.timestamp)
    left_out = next((file for file in work.files if not (staging / page_file(file)).is_file()), "")
    if left_out:
        raise SiteError(f"mkdocs.yml leaves out docs/{left_out}, which is made; do not name it in `exclude_docs`")


def _put_in_place(
    work: Work, output: Output, staging: Path, gone: Sequence[str], index: Indexed, *, is_plain: bool
) -> None:
    """Put what was made and checked in place, take away what is gone, and remember it."""
    site = work.root / SITE
    forget(work.root)
    if is_plain or work.is_whole:
        put_in_place(staging, site)
    else:
        put_over(staging, site, gone)
    if not is_plain and output.frame:
        note(work.root, work.marks, Counts(len(work.archive.published), len(work.plan)))
        remember_registries(work.root, work.marks.common, work.reader.registry)
        remember(work.root, work.after(output.frame, index.digests), work.before)
        end(work.root)


def _examine(
    work: Work, output: Output, staging: Path, gone: Sequence[str], indexers: Indexers, *, is_plain: bool
) -> None:
    """Refuse what was made where it has a link that leads nowhere, or shows media without a label."""
    unmarked = indexers.submit(partial(_unmarked, work.root, staging))
    _refuse(_broken(work, output, staging, gone, indexers, is_plain=is_plain), unmarked.result())


def _broken(
    work: Work, output: Output, staging: Path, gone: Sequence[str], indexers: Indexers, *, is_plain: bool
) -> list[BrokenLink]:
    """Return the broken links of the site that is in place when what was made is, and what is `gone` is not.

    What is written by hand may link to anything, any picture and any part of a page, and so is looked at each time.
    Of a whole site each process looks at a share, and reads one page of each kind in full: a theme may be written
    in any way.
    """
    url = work.settings.site_url
    if is_plain:
        return broken_links(staging, url)
    by_hand = output.frame.files if output.frame else ()
    if not work.is_whole:
        return broken_links_over(work.root / SITE, staging, url, gone, by_hand)
    of_each_kind = {(sheet.kind, sheet.language): page_file(sheet.page.markdown_file) for sheet in output.stale}
    in_full = {*by_hand, *of_each_kind.values()}
    pages = pages_of(staging)
    size = os.cpu_count() or 1
    look = partial(broken_links_among, site=staging, site_url=url, in_full=in_full)
    shares = [indexers.submit(partial(look, pages[place::size])) for place in range(size)]
    return sorted(broken for share in shares for broken in share.result())


def _drawn(root: Path, staging: Path, draw: Callable[[], Published]) -> Published:
    """Draw pictures, and examine them at once, so that this is done when all else is looked at."""
    drawn = draw()
    _unmarked(root, staging, PICTURES)
    return drawn


def _unmarked(root: Path, staging: Path, within: str = "") -> list[Unmarked]:
    """Return what shows media without a label, without examining again what was found labelled before."""
    proven = Proven.recalled(root)
    found = unmarked_media(staging, root, proven, within)
    proven.remember(root)
    return found


def _refuse(broken: Sequence[BrokenLink], unmarked: Sequence[Unmarked]) -> None:
    if broken:
        raise SiteError("the site has broken links:\n" + "\n".join(str(link) for link in broken))
    if unmarked:
        raise SiteError("the site shows media without a label:\n" + "\n".join(str(each) for each in unmarked))


def _size(work: Work, workers: int) -> int:
    """Return how many members the crew has: as many as there are cores, but one alone for a few records."""
    return (workers or os.cpu_count() or 1) if len(work.to_read) >= ENOUGH else 1


@contextmanager
def _only_one_build(root: Path) -> Iterator[None]:
    """Hold the lock of this folder's builds, and end what an interrupted one left; a second waits for the first."""
    lock = root / ".cache" / "build.lock"
    lock.parent.mkdir(exist_ok=True)
    with open(lock, "ab", opener=many_files.no_link) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(root / SITE)
        clear_brief_folders(root)
        finish(root / SITE)
        try:
            yield
        finally:
            clear_brief_folders(root)  # of processes that were ended
