"""The search index within a build: what has changed of it, made while the build goes on.

Where some pages of a part have changed, come or gone and no more, these alone are indexed and put into it.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import cached_property, partial
from multiprocessing import active_children
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

from generator.archive.gist import Gist
from generator.pages.searched import searched_languages
from generator.pages.sheets import digest_of
from generator.records.parallel import StoppedError, all_begun, begin_process, copying
from generator.site.search_index import FOLDER, Change, Part, index_part, largest_first, parts_of, renew_part
from generator.site.swap import SITE
from generator.site.work import Work

Result = TypeVar("Result")

BEHIND = 5  # in the order of processes (nice)
FEW = 20  # changed pages of a part at most, for which the others are not indexed anew

Files = list[str]  # of the site, relative to it


class Indexed(NamedTuple):
    """What there is of the index at the end: a digest of each part, and the files that are no longer wanted."""

    digests: Mapping[str, str]
    gone: Files


class Indexers:
    """Processes that index, draw, and look at what was made.

    They are copies of this process, which is small until it has read much. From their start to the end no other
    process must be copied from this one, for their pool has threads here.
    """

    def __init__(self) -> None:
        """Have none yet."""
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Indexers":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        is_interrupted = error is not None and not isinstance(error, Exception)
        if is_interrupted:  # by Ctrl-C, say: nobody waits for what they are at
            for process in active_children():
                process.kill()
        if self.pool and (is_interrupted or isinstance(error, BrokenExecutor)):
            _stop_feeding(self.pool)
        self.dismiss()
        if isinstance(error, BrokenExecutor):
            raise StoppedError from None

    def submit(self, step: Callable[[], Result]) -> Future[Result]:
        """Have one of them take a step."""
        with all_begun():  # which they are with the first step
            self.pool = self.pool or ProcessPoolExecutor(os.cpu_count(), copying(), initializer=_stand_back)
            return self.pool.submit(step)

    def dismiss(self) -> None:
        """Wait for what is begun, and end them."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool = None


def _stop_feeding(pool: ProcessPoolExecutor) -> None:
    """Close the pipe that the processes of a pool read, for they are gone: who writes to it would wait for ever.

    Newer releases of Python do so themselves (https://github.com/python/cpython/issues/94777).
    """
    if reader := getattr(vars(pool).get("_call_queue"), "_reader", None):
        reader.close()


def _stand_back() -> None:
    """Begin, and leave a core to the process that all wait for."""
    begin_process()
    os.nice(BEHIND)


class Indexing:
    """Parts of the index that are made meanwhile."""

    parts: "_Parts"

    def __init__(self, root: Path, staging: Path, indexers: Indexers, progress: Callable[[str], None]) -> None:
        """Index into the folder that is to be put over the site; tell `progress` what is begun."""
        self.site = root / SITE
        self.staging = staging
        self.indexers = indexers
        self.progress = progress
        self.running: dict[str, Future[Files]] = {}  # by the part's folder

    def begin_edited(self, edited: Collection[str], published: Mapping[str, str]) -> None:
        """Begin to index edited incidents, where nothing else has changed; their pages must be on the site.

        The `published` ones are given with the languages that they are searched in.
        """
        changed = {part: [each for each in part.part.incidents if each in edited] for part in parts_of(published)}
        stale = {part: Change(part, pages) for part, pages in changed.items() if pages}
        self._begin(stale, len(changed), (self.site,))

    def begin(self, work: Work, *, is_whole: bool = False, are_shown: bool = False) -> None:
        """Begin to index all other parts that have changed; their pages must be on the site or in the folder.

        Of a whole build all have, whatever the last one left. Where the pages `are_shown` already, they are read on
        the site: in the folder they may be half written.
        """
        self.parts = _Parts(work)
        now, digests, before = self.parts.now, self.parts.digests, {} if is_whole else work.before.pages.parts
        changed = [folder for folder in now if before.get(folder) != digests[folder]]
        stale = [now[folder] for folder in changed if folder not in self.running]
        sites = (self.site,) if are_shown else (self.staging, self.site)
        self._begin({part: None if is_whole else self.parts.change(part) for part in stale}, len(now), sites)

    def end(self) -> Indexed:
        """Wait for what is under way, and return what there is when all was begun. Raises what went wrong."""
        gone = [name for each in self.running.values() for name in each.result()]
        vanished = [name for folder in self.parts.vanished for name in _files(self.site, folder)]
        return Indexed(self.parts.digests, [*gone, *vanished])

    def abandon(self) -> None:
        """Leave off, and take away what was made."""
        self.indexers.dismiss()
        self.running = {}
        shutil.rmtree(self.staging / FOLDER, ignore_errors=True)

    def _begin(self, stale: Mapping[Part, Change | None], count: int, sites: Sequence[Path]) -> None:
        """Begin to index some of so many parts, given with their changes, or with none to index all of a part.

        A page is read on the first of the `sites` that has it.
        """
        if stale:
            self.progress("Indexing for search" + (f" ({len(stale)} of {count} parts)" if count > 1 else ""))
        for part in largest_first(stale):
            step = partial(_indexed, self.staging, sites, part, stale[part])
            self.running[part.folder] = self.indexers.submit(step)


class _Parts:
    """The parts that a build's incidents make, and made before."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @cached_property
    def now(self) -> Mapping[str, Part]:
        parts = parts_of(searched_languages(self.work.alone.published))
        return {part.folder: part for part in parts if self.work.slice.holds_part(part.part)}

    @cached_property
    def before(self) -> Mapping[str, Part]:
        published = [gist for gist in self.gists_before.values() if gist.is_published]
        return {part.folder: part for part in parts_of(searched_languages(published))}

    @cached_property
    def gists_before(self) -> Mapping[str, Gist]:
        return {key: known.gist for key, known in self.work.before.incidents.items()}

    @property
    def vanished(self) -> Collection[str]:
        """Return the folders of the parts that are no more."""
        return self.work.before.pages.parts.keys() - self.now.keys()

    def change(self, part: Part) -> Change | None:
        """Return what has changed of a part; None where more than pages has, or very many have."""
        before = self.before.get(part.folder)
        if before is None or before.is_newest != part.is_newest:
            return None
        known = {*before.part.incidents}
        now, then = self.work.alone.incidents, self.gists_before
        arriving = [
            each for each in part.part.incidents if each not in known or _taken(each, now) != _taken(each, then)
        ]
        change = Change(before, arriving)
        return change if 0 < len([*arriving, *change.departing(part)]) <= FEW else None

    @cached_property
    def digests(self) -> Mapping[str, str]:
        return {folder: self._digest(part) for folder, part in self.now.items()}

    def _digest(self, part: Part) -> str:
        """Return a digest of what a part takes from its pages, and of what all pages rest on."""
        incidents = self.work.alone.incidents
        taken = [(identifier, _taken(identifier, incidents)) for identifier in part.part.incidents]
        return digest_of(self.work.marks.common, part.is_newest, taken)


def _taken(identifier: str, incidents: Mapping[str, Gist]) -> tuple[str, list[str]]:
    """Return what the index takes from an incident's page: its record, and which others this tells of are shown."""
    gist = incidents[identifier]
    told = (key for key in (*gist.causes, *gist.answers) if key in incidents)
    return gist.record, [key for key in told if incidents[key].is_published]


def _indexed(target: Path, sites: Sequence[Path], part: Part, change: Change | None) -> Files:
    """Index a part, or what has changed of it; return the files that it has no more of the last of the `sites`."""
    if change:
        try:
            return [f"{part.folder}/{name}" for name in renew_part(target, sites, part, change)]
        except Exception:  # whatever is wrong with what the site holds, the part is made anew
            shutil.rmtree(target / part.folder, ignore_errors=True)
    index_part(target, sites, part)
    return [name for name in _files(sites[-1], part.folder) if not (target / name).exists()]


def _files(site: Path, folder: str) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in (site / folder).rglob("*") if path.is_file())
