"""The search index within a build: the parts of it that have changed, made while the build goes on."""

import gc
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType

from generator.pages.sheets import digest_of
from generator.site.search_index import Part, index_part, parts_of
from generator.site.work import Work


class Indexing:
    """Parts of the index, under way in processes of their own."""

    def __init__(self, work: Work, staging: Path, progress: Callable[[str], None]) -> None:
        """Index for `work`, into the folder that is to be put over the site; tell `progress` what is begun."""
        self.work = work
        self.staging = staging
        self.progress = progress
        self.pool: ProcessPoolExecutor | None = None
        self.running: list[Future[None]] = []

    def __enter__(self) -> "Indexing":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def begin(self, *, is_whole: bool = False) -> None:
        """Begin to index the parts that have changed, or all; their pages must be on the site or in the folder."""
        parts = self._parts()
        before = {} if is_whole else self.work.before.parts
        stale = [part for folder, part in parts.items() if before.get(folder) != self._digest(part)]
        if not stale:
            return
        self.progress(f"Indexing for search ({len(stale)} of {len(parts)} parts)")
        self.pool = self.pool or ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable)
        index = partial(index_part, self.staging, (self.staging, self.work.root / "site"))
        largest_first = sorted(stale, key=lambda part: -len(part.part.incidents))
        self.running += [self.pool.submit(index, part) for part in largest_first]

    def end(self) -> Mapping[str, str]:
        """Wait for what is under way, and return the digest of each part. Raises what went wrong."""
        for each in self.running:
            each.result()
        self.running.clear()
        return {folder: self._digest(part) for folder, part in self._parts().items()}

    def _parts(self) -> Mapping[str, Part]:
        parts = parts_of([gist.id for gist in self.work.alone.published])
        return {part.folder: part for part in parts if self.work.slice.holds_part(part.part)}

    def _digest(self, part: Part) -> str:
        """Return a digest of what a part takes from its pages: their records, and what all pages rest on."""
        gists = [self.work.alone.incidents[identifier] for identifier in part.part.incidents]
        return digest_of(self.work.marks.common, part.is_newest, [(gist.id, gist.record) for gist in gists])
