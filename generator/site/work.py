"""A build's work: what the last one left, what has changed since, and so what is to be made."""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.archive.addresses import incident_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.loading import Reader
from generator.archive.similar import NOTHING_NEAR, Likeness, Neighbours, compared
from generator.checks.running import archive_problems, errors_among, refuse_errors
from generator.pages.generate import begun_sheets, record_file
from generator.pages.page import markdown_file, page_file
from generator.pages.searched import searched_languages
from generator.pages.settings import Settings
from generator.pages.sheets import (
    Edit,
    Planned,
    Sheet,
    digest_of,
    gone_pages,
    sheets_of,
    sheets_of_edits,
    sheets_of_incidents,
    sheets_of_many,
    touched_groups,
)
from generator.site import making
from generator.site.crew import Crew, Sent
from generator.site.inputs import Marks, outputs_mark
from generator.site.making import Share
from generator.site.memory import Base, Known, Memory, Pages, recall
from generator.site.press.frame import Frame
from generator.site.registries import reader_of
from generator.site.slices import Slice
from generator.site.unfinished import Begun

if TYPE_CHECKING:
    from generator.data.feeds import Feed

Result = TypeVar("Result")


class Work:
    """The work of a build, step by step; each step rests on the one before."""

    def __init__(
        self, root: Path, settings: Settings, marks: Marks, before: Memory, wanted: Slice | None = None
    ) -> None:
        """Compare what there is now with what the last build remembered; `wanted` is what is to be made."""
        self.wanted = wanted or Slice(1, 1)
        self.root = root
        self.settings = settings
        self.marks = marks
        self.before = before if before.base.common == marks.common else Memory()
        self.gists: dict[str, Gist] = {}  # by path
        self._gists_sent: list[Sent[list[Gist]]] = []  # the same
        self._compared: Callable[[], list[Sent[Neighbours]]] | None = None  # waits for what is similar
        self._similar: list[Sent[Neighbours]] = []  # what came of that

    @classmethod
    def anew(
        cls, root: Path, settings: Settings, marks: Marks | None = None, wanted: Slice | None = None
    ) -> "Work":
        """Begin with nothing; `wanted` is a slice of the site, or the whole without."""
        return cls(root, settings, marks or Marks.now(root, settings), Memory(), wanted)

    @classmethod
    def going_on(
        cls, root: Path, settings: Settings, marks: Marks, unfinished: Begun, reader: Reader | None = None
    ) -> "Work":
        """Begin with what the last build left, if it is still there, but for what another one left `unfinished`.

        A `reader` knows the registries already.
        """
        before = recall(root).doubting(*unfinished) if any(unfinished) else recall(root)
        work = cls(root, settings, marks, before if before.base.outputs == outputs_mark(root) else Memory())
        if reader:
            work.reader = reader
        return work

    @property
    def is_whole(self) -> bool:
        """Say whether everything is to be made."""
        return not self.before.base.common

    @cached_property
    def to_read(self) -> tuple[str, ...]:
        """Return the records that are new or changed, and those that name an incident that is gone."""
        gone = {Path(path).parent.name for path in self.before.base.records.keys() - self.marks.records.keys()}
        return tuple(
            path
            for path, mark in self.marks.records.items()
            if self.before.base.records.get(path) != mark or (gone and gone & _named(self._gists_before[path]))
        )

    @cached_property
    def reader(self) -> Reader:
        """Return what reads and judges the records."""
        return reader_of(self.root, self.before.base.common)

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the incidents that were read anew."""
        return tuple(self._places)

    @property
    def share(self) -> Callable[[], Share]:
        """Return what makes what a member of the crew begins with; the registries are read once for all of them."""
        return partial(Share, self.root, self.reader)

    def read(self, members: Crew[Share]) -> None:
        """Read and check what has changed. Raises ProblemsFoundError with every error of the archive."""
        shares = [self.to_read[n :: members.size] for n in range(members.size)]
        found = members.each(making.read, shares)
        problems = [*self.reader.problems, *(problem for each in found for problem in each.problems)]
        kept = {path: self._gists_before[path] for path in self.marks.records.keys() - set(self.to_read)}
        self._gists_sent = [Sent([*kept.values()]), *(each.gists for each in found)]
        # Begun before the rules of the archive have their say, but not where nothing will come of it.
        if self.is_whole and members.size > 1 and not errors_among(problems):
            others = [[each.gists for each in found if each is not own] for own in found]
            self._compared = members.begin(making.compare, others)
        kept |= {gist.path: gist for each in found for gist in each.gists.what}
        self.gists = dict(sorted(kept.items()))
        if not self.keeps_ties:
            problems += archive_problems(list(self.gists.values()), self.reader.registry, self.root)
        refuse_errors(sorted(problems))

    @cached_property
    def archive(self) -> Archive:
        """Return the archive of what was read and what is known."""
        _ = self.alone.by, self.alone.by_news  # found once for both
        return self.alone.knowing(self._neighbours)

    @cached_property
    def alone(self) -> Archive:
        """Return the archive as far as it needs no comparison of its incidents."""
        return Archive(self._by_id, self.reader.registry)

    @property
    def at_first(self) -> Archive:
        """Return the archive with what was similar to what before: for a moment, that will do."""
        return self.alone.knowing(self.before.neighbours)

    @cached_property
    def plan(self) -> Mapping[str, str]:
        """Return the digest of what each page shows, by its Markdown file."""
        plan = {file: digest() for file, (_, digest) in self._looked_at.items()}
        if not self.keeps_ties:
            return plan
        before = self.before.pages.sheets
        gone = set(gone_pages(self.archive, self.edits, before, plan))
        return {file: digest for file, digest in {**before, **plan}.items() if file not in gone}

    @cached_property
    def files(self) -> Collection[str]:
        """Return the Markdown files of all pages; where everything is to be made, no page is looked at for that."""
        return {sheet.page.markdown_file: None for sheet in self.sheets} if self.is_whole else self.plan.keys()

    @cached_property
    def stale(self) -> list[Sheet]:
        """Return the pages that are new, or show something else than before, as far as they are wanted."""
        return [sheet for sheet in (self.sheets if self.is_whole else self._changed) if self.slice.holds(sheet)]

    @property
    def _changed(self) -> Iterator[Sheet]:
        before = self.before.pages.sheets
        return (sheet for file, (sheet, digest) in self._looked_at.items() if before.get(file) != digest())

    @property
    def stale_first(self) -> list[Sheet]:
        """Return the stale pages of which a part can be begun before the others are looked at."""
        before = self.before.pages.sheets
        found = () if self.is_of_words else begun_sheets(self.alone)
        return [sheet for sheet, digest in found if before.get(sheet.page.markdown_file) != digest()]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Return every page. What is similar to what need not be known for that."""
        of_incidents = (sheet for gist in self.alone.with_pages for sheet in sheets_of(gist))
        return [*(sheet for sheet, _ in self._of_many), *of_incidents]

    @cached_property
    def _of_many(self) -> list[Planned]:
        """Return the pages that are about more than one incident."""
        return list(sheets_of_many(self.alone))

    @cached_property
    def _looked_at(self) -> Mapping[str, Planned]:
        """Return the pages that may be other ones than before, by their Markdown files."""
        found = self._touched if self.keeps_ties else chain(self._of_many, sheets_of_incidents(self.archive))
        return {planned[0].page.markdown_file: planned for planned in found}

    @property
    def _touched(self) -> Iterator[Planned]:
        """Yield the pages that may show what was edited, where everything stays where it stands."""
        edited = set(self.changed)
        showing = [
            gist
            for gist in self.archive.with_pages
            if gist.id in edited
            or not edited.isdisjoint(self.before.incidents[gist.id].shown)
            or self._neighbours.get(gist.id, NOTHING_NEAR) != self.before.incidents[gist.id].near
        ]
        return sheets_of_edits(self.archive, self.edits, showing)

    @cached_property
    def edits(self) -> list[Edit]:
        """Return the records that were there before and were read anew."""
        before, now = self.before.incidents, self._by_id
        return [Edit(before[key].gist, now[key]) for key in self.changed if key in before and key in now]

    @cached_property
    def keeps_ties(self) -> bool:
        """Say whether no record came or went, and all that are edited stay where they stand (see Gist.ties)."""
        if self.is_whole or self.before.is_doubted:
            return False
        if self.before.base.records.keys() != self.marks.records.keys():
            return False
        is_complete = len(self.edits) == len(self.changed)
        return is_complete and all(edit.before.ties == edit.now.ties for edit in self.edits)

    @property
    def is_of_words(self) -> bool:
        """Say whether records were edited in nothing but their words."""
        return self.keeps_ties and all(edit.is_of_words for edit in self.edits)

    @property
    def has_same_pages(self) -> bool:
        """Say whether the same pages stand at the same addresses as before, as of the same day."""
        return self.keeps_ties and self.files == self.before.pages.sheets.keys()

    @property
    def feeds(self) -> Mapping[str, str]:
        """Return the digest of what each feed tells, by its file."""
        return self._told[0]

    @property
    def stale_feeds(self) -> "list[Feed]":
        """Return the feeds that are new, or tell something else than before, as far as they are wanted."""
        return [feed for feed in self._told[1] if self.slice.holds_name(feed.path)]

    @cached_property
    def _told(self) -> "tuple[Mapping[str, str], list[Feed]]":
        # here, for it takes a while, and an edited page comes first
        from generator.data.feeds import feeds, feeds_of

        before = self.before.pages.feeds
        groups = touched_groups(self.alone, self.edits) if self.keeps_ties else None
        found = {feed.path: (feed, digest_of(told)) for feed, told in feeds(self.alone, groups)}
        told = {file: digest for file, (_, digest) in found.items()}
        stale = [feed for file, (feed, digest) in found.items() if before.get(file) != digest]
        if groups is None:
            return told, stale
        touched = {feed.path for pair in groups for feed in feeds_of(*pair)}
        return {**{file: digest for file, digest in before.items() if file not in touched}, **told}, stale

    @cached_property
    def slice(self) -> Slice:
        """Return the slice of the site that is to be made."""
        return self.wanted.among(gist.id for gist in self.alone.published)

    @property
    def timestamp(self) -> int:
        """Return the newest incident's date in seconds since 1970: what a build takes for the time of day.

        A build without a clock gives the same bytes for the same commit.
        """
        newest = self.archive.published[:1]
        return int(newest[0].date.earliest.timestamp()) if newest else 0

    @property
    def content(self) -> str:
        """Return a digest of the records and the settings, the same on every machine."""
        records = [(gist.id, gist.record, gist.digest) for gist in self.gists.values()]
        return digest_of(self.settings, self.reader.registry, records)

    def join(self, members: Crew[Share]) -> None:
        """Have every member know the whole archive, and what is similar to what."""
        if members.size == 1:
            members.each(making.adopt, [self.archive])
        elif self._compared:
            self._similar = self._compared()
        else:
            members.each(making.join, [self._gists_sent] * members.size)
            members.each(making.meet, [self._neighbours] * members.size)

    def holder(self, identifier: str, size: int) -> int:
        """Return which of `size` members has read an incident, or, where none has, is to read it."""
        return self._places.get(identifier, zlib.crc32(identifier.encode())) % size

    def after(self, frame: Frame, parts: Mapping[str, str]) -> Memory:
        """Return what is to be remembered when the site is in place."""
        marks, outputs, records = self.marks, outputs_mark(self.root), dict(self.marks.records)
        languages = searched_languages(self.archive.published)
        searched = {path: languages[key] for path in records if (key := path.split("/")[-2]) in languages}
        return Memory(
            Base(marks.common, marks.docs, outputs, frame.digest, records, searched, frame.files),
            Pages(self.plan, self.feeds, dict(parts)),
            {gist.id: self._known(gist) for gist in self.gists.values()},
        )

    def _known(self, gist: Gist) -> Known:
        """Return what is to be remembered of an incident: the very same as before where it is the same."""
        known = self.before.incidents.get(gist.id)
        near = self._neighbours.get(gist.id, NOTHING_NEAR)
        file = markdown_file(incident_address(gist.id))
        is_shown_as_before = self.plan.get(file) == self.before.pages.sheets.get(file)
        if known and known.gist is gist and known.near == near and is_shown_as_before:
            return known
        return Known(gist, near, self.archive.shown_beside(gist))

    @cached_property
    def removed(self) -> list[str]:
        """Return the files of the site, relative to it, that were there before and are no more."""
        pages = [page_file(file) for file in self.before.pages.sheets.keys() - self.plan.keys()]
        feeds = self.before.pages.feeds.keys() - self.feeds.keys()
        published = {gist.id for gist in self._gists_before.values() if gist.is_published}
        records = map(record_file, published - {gist.id for gist in self.archive.published})
        return sorted([*pages, *feeds, *records])

    @cached_property
    def _by_id(self) -> dict[str, Gist]:
        return {gist.id: gist for gist in self.gists.values()}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {Path(path).parent.name: place for place, path in enumerate(self.to_read)}

    @cached_property
    def _gists_before(self) -> Mapping[str, Gist]:
        return self.before.gists

    @cached_property
    def _neighbours(self) -> Neighbours:
        if self._similar:
            return {key: near for each in self._similar for key, near in each.what.items()}
        same = {edit.now.id for edit in self.edits if compared(edit.before) == compared(edit.now)}
        return Likeness(self.alone.published).renewed(self.before.neighbours, self._places.keys() - same)


def _named(gist: Gist) -> set[str]:
    """Return the incidents that a record names."""
    return {*gist.causes, *gist.answers, *gist.related}
