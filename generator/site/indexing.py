"""The search index within a build: what has changed of it, made while the build goes on.

Where some pages of a part have changed and no more, these alone are indexed and put into it.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

from generator.pages.sheets import digest_of
from generator.site.search_index import Part, index_part, largest_first, parts_of, renew_part
from generator.site.swap import SITE
from generator.site.work import Work

Result = TypeVar("Result")

FEW = 20  # changed pages of a part at most, for which the others are not indexed anew

Files = list[str]  # of the site, relative to it


class Indexed(NamedTuple):
    """What there is of the index at the end: a digest of each part, and the files that are no longer wanted."""

    digests: Mapping[str, str]
    gone: Files


class Indexers:
    """Processes that index, and look at what was made.

    From their start to the end no other process must be copied from this one, for their pool has threads here.
    """

    def __init__(self) -> None:
        """Have none yet."""
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Indexers":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.dismiss()

    def start(self) -> None:
        """Start them ahead of their work: each is a copy of this process, which is small until it has read much."""
        self.submit(os.getpid)

    def submit(self, step: Callable[[], Result]) -> Future[Result]:
        """Have one of them take a step."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable)
        return self.pool.submit(step)

    def dismiss(self) -> None:
        """Wait for what is begun, and end them."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool = None


class Indexing:
    """Parts of the index that are made meanwhile."""

    def __init__(self, work: Work, staging: Path, indexers: Indexers, progress: Callable[[str], None]) -> None:
        """Index for `work` into the folder that is to be put over the site; tell `progress` what is begun."""
        self.work = work
        self.site = work.root / SITE
        self.staging = staging
        self.indexers = indexers
        self.progress = progress
        self.running: list[Future[Files]] = []

    def begin(self, *, is_whole: bool = False) -> None:
        """Begin to index the parts that have changed, or all; their pages must be on the site or in the folder."""
        before = {} if is_whole else self.work.before.pages.parts
        stale = [part for folder, part in self._parts.items() if before.get(folder) != self._digests[folder]]
        if stale:
            self.progress(f"Indexing for search ({len(stale)} of {len(self._parts)} parts)")
        for part in largest_first(stale):
            changed = () if is_whole else self._changed(part)
            step = partial(_indexed, self.staging, self.site, part, changed)
            self.running.append(self.indexers.submit(step))

    def end(self) -> Indexed:
        """Wait for what is under way, and return what there is then. Raises what went wrong."""
        gone = [name for each in self.running for name in each.result()]
        self.running = []
        vanished = self.work.before.pages.parts.keys() - self._parts.keys()
        return Indexed(self._digests, [*gone, *(name for folder in vanished for name in _files(self.site, folder))])

    @cached_property
    def _parts(self) -> Mapping[str, Part]:
        parts = parts_of([gist.id for gist in self.work.alone.published])
        return {part.folder: part for part in parts if self.work.slice.holds_part(part.part)}

    @cached_property
    def _parts_before(self) -> Mapping[str, Part]:
        known = self.work.before.incidents
        return {part.folder: part for part in parts_of([key for key in known if known[key].gist.is_published])}

    def _changed(self, part: Part) -> Sequence[str]:
        """Return the incidents of a part whose pages have changed; none where more has, or very many have."""
        if self._parts_before.get(part.folder) != part:
            return ()
        now, before = self.work.alone.incidents, self.work.before.incidents
        changed = [each for each in part.part.incidents if now[each].record != before[each].gist.record]
        return changed if len(changed) <= FEW else ()

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return {folder: self._digest(part) for folder, part in self._parts.items()}

    def _digest(self, part: Part) -> str:
        """Return a digest of what a part takes from its pages: their records, and what all pages rest on."""
        gists = [self.work.alone.incidents[identifier] for identifier in part.part.incidents]
        return digest_of(self.work.marks.common, part.is_newest, [(gist.id, gist.record) for gist in gists])


def _indexed(target: Path, site: Path, part: Part, changed: Sequence[str]) -> Files:
    """Index a part, or what has changed of it; return the files of the site that it has no more."""
    if changed:
        try:
            return [f"{part.folder}/{name}" for name in renew_part(target, (target, site), part, changed)]
        except Exception:  # whatever is wrong with what the site holds, the part is made anew
            shutil.rmtree(target / part.folder, ignore_errors=True)
    index_part(target, (target, site), part)
    return [name for name in _files(site, part.folder) if not (target / name).exists()]


def _files(site: Path, folder: str) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in (site / folder).rglob("*") if path.is_file())
