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
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.pages.sheets import digest_of
from generator.site.search_index import Part, index_part, largest_first, parts_of, renew_part
from generator.site.work import Work

FEW = 20  # changed pages of a part at most, for which the others are not indexed anew

Files = list[str]  # of the site, relative to it


class Indexed(NamedTuple):
    """What there is of the index at the end: a digest of each part, and the files that are no longer wanted."""

    digests: Mapping[str, str]
    gone: Files


class Indexing:
    """Parts of the index, under way in processes of their own."""

    def __init__(self, work: Work, site: Path, staging: Path, progress: Callable[[str], None]) -> None:
        """Index for `work`, into the folder that is to be put over the `site`; tell `progress` what is begun."""
        self.work = work
        self.site = site
        self.staging = staging
        self.progress = progress
        self.pool: ProcessPoolExecutor | None = None
        self.running: list[Future[Files]] = []

    def __enter__(self) -> "Indexing":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def begin(self, *, is_whole: bool = False) -> None:
        """Begin to index the parts that have changed, or all; their pages must be on the site or in the folder.

        Until the end no process must be copied from this one, for the pool has threads here.
        """
        before = {} if is_whole else self.work.before.parts
        stale = [part for folder, part in self._parts.items() if before.get(folder) != self._digests[folder]]
        if not stale:
            return
        self.progress(f"Indexing for search ({len(stale)} of {len(self._parts)} parts)")
        self.pool = ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable)
        for part in largest_first(stale):
            changed = () if is_whole else self._changed(part)
            index = partial(_indexed, self.staging, self.site, part, changed)
            self.running.append(self.pool.submit(index))

    def end(self) -> Indexed:
        """Wait for what is under way, and return what there is then. Raises what went wrong."""
        gone = [name for each in self.running for name in each.result()]
        self._dismiss()
        vanished = self.work.before.parts.keys() - self._parts.keys()
        return Indexed(self._digests, [*gone, *(name for folder in vanished for name in _files(self.site, folder))])

    def _dismiss(self) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool, self.running = None, []

    @cached_property
    def _parts(self) -> Mapping[str, Part]:
        parts = parts_of([gist.id for gist in self.work.alone.published])
        return {part.folder: part for part in parts if self.work.slice.holds_part(part.part)}

    @cached_property
    def _parts_before(self) -> Mapping[str, Part]:
        before = Archive({gist.id: gist for gist in self.work.before.gists.values()}, self.work.reader.registry)
        return {part.folder: part for part in parts_of([gist.id for gist in before.published])}

    @cached_property
    def _records_before(self) -> Mapping[str, str]:
        return {gist.id: gist.record for gist in self.work.before.gists.values()}

    def _changed(self, part: Part) -> Sequence[str]:
        """Return the incidents of a part whose pages have changed; none where more has, or very many have."""
        if self._parts_before.get(part.folder) != part:
            return ()
        records = self.work.alone.incidents
        changed = [each for each in part.part.incidents if records[each].record != self._records_before[each]]
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
