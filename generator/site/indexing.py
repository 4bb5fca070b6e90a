"""The search index within a build: the parts of it that have changed, made while the build goes on."""

import gc
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType

from generator.pages.sheets import digest_of
from generator.site.search_index import Part, index_part, largest_first, parts_of
from generator.site.work import Work


class Indexing:
    """Parts of the index, under way in processes of their own."""

    def __init__(self, work: Work, site: Path, staging: Path, progress: Callable[[str], None]) -> None:
        """Index for `work`, into the folder that is to be put over the `site`; tell `progress` what is begun."""
        self.work = work
        self.site = site
        self.staging = staging
        self.progress = progress
        self.pool: ProcessPoolExecutor | None = None
        self.running: list[Future[None]] = []

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
        index = partial(index_part, self.staging, (self.staging, self.site))
        self.running = [self.pool.submit(index, part) for part in largest_first(stale)]

    def end(self) -> Mapping[str, str]:
        """Wait for what is under way, and return the digest of each part. Raises what went wrong."""
        for each in self.running:
            each.result()
        self._dismiss()
        return self._digests

    def _dismiss(self) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
        self.pool, self.running = None, []

    @cached_property
    def _parts(self) -> Mapping[str, Part]:
        parts = parts_of([gist.id for gist in self.work.alone.published])
        return {part.folder: part for part in parts if self.work.slice.holds_part(part.part)}

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return {folder: self._digest(part) for folder, part in self._parts.items()}

    def _digest(self, part: Part) -> str:
        """Return a digest of what a part takes from its pages: their records, and what all pages rest on."""
        gists = [self.work.alone.incidents[identifier] for identifier in part.part.incidents]
        return digest_of(self.work.marks.common, part.is_newest, [(gist.id, gist.record) for gist in gists])
