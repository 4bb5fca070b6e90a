"""The steps that a process of the crew takes: reading its records, comparing them, making pages of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist, gist_of
from generator.archive.incident import Incident, content_digest
from generator.archive.loading import Reader
from generator.archive.similar import Likeness, Neighbours
from generator.media.published import Renewed
from generator.pages.generate import OF_INCIDENTS, begin, page_contents, record_file, taken_along
from generator.pages.language import LANGUAGES
from generator.pages.owned import PREFIXES
from generator.pages.settings import Settings
from generator.pages.sheets import Sheet
from generator.pages.together import Content
from generator.pages.writing import Writer
from generator.records import many_files
from generator.records.problem import EditedMeanwhileError, Problem, ProblemsFoundError
from generator.site.crew import Sent
from generator.site.press.content import Leaf, read_in_languages
from generator.site.press.mould import Kind, Mould, kind_of

if TYPE_CHECKING:
    from generator.data.feeds import Feed


@dataclass
class Share:
    """What one process keeps: the records that it has read, their archive, and the pages that it is to make."""

    root: Path
    reader: Reader
    incidents: dict[str, Incident] = field(default_factory=dict)
    gists: list[Gist] = field(default_factory=list)
    archive: Archive = field(default_factory=lambda: Archive({}, Registry()))
    sheets: Sequence[Sheet] = ()
    _writers: dict[Path, Writer] = field(default_factory=dict)

    def writer(self, folder: Path) -> Writer:
        """Return what writes into a folder, the same from step to step: it knows which folders there are new."""
        return self._writers.setdefault(folder, Writer(folder))


@dataclass(frozen=True)
class Read:
    """What came of reading some records: the gists of the sound ones, and what is wrong with the records."""

    gists: Sent[list[Gist]]
    problems: list[Problem]


@dataclass(frozen=True)
class Offer:
    """Pages that are to be made, and feeds to write before; into `target` too, if there is one."""

    sheets: Sequence[Sheet]
    feeds: "Sequence[Feed]"
    site_url: str
    target: Path | None


@dataclass(frozen=True)
class Order:
    """How the pages are to be made, into `target`; without one, only their Markdown is written."""

    settings: Settings
    target: Path | None
    moulds: Mapping[Kind, Mould]


@dataclass
class Made:
    """What was made: the Markdown files that are other than before, and those of the pages that fit no mould."""

    written: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)


def read(share: Share, paths: Sequence[str]) -> Read:
    """Read and check records, and keep the sound ones."""
    gists: list[Gist] = []
    problems: list[Problem] = []
    for path in paths:
        incident, found = share.reader.read(path)
        problems += found
        if incident:
            share.incidents[incident.id] = incident
            gists.append(gist_of(incident, share.reader.registry.names))
    share.gists += gists
    return Read(Sent(gists), problems)


def join(share: Share, gists: Sequence[Sent[list[Gist]]]) -> None:
    """Take over the gists of the whole archive."""
    share.archive = _archive_of(share, (gist for each in gists for gist in each.what))


def compare(share: Share, others: Sequence[Sent[list[Gist]]]) -> Sent[Neighbours]:
    """Take over the gists that others have read; find what is similar to the incidents that were read here."""
    archive = _archive_of(share, chain(share.gists, *(each.what for each in others)))
    neighbours = Likeness(archive.published).of(gist.id for gist in share.gists if gist.is_published)
    share.archive = archive.knowing(neighbours)  # the others' pages are made where these were read
    return Sent(neighbours)


def _archive_of(share: Share, gists: Iterable[Gist]) -> Archive:
    ordered = sorted(gists, key=attrgetter("path"))
    return Archive({gist.id: gist for gist in ordered}, share.reader.registry)


def meet(share: Share, neighbours: Neighbours) -> None:
    """Take over what is similar to what."""
    share.archive = share.archive.knowing(neighbours)


def adopt(share: Share, archive: Archive) -> None:
    """Take over an archive that is whole already."""
    share.archive = archive


def offer(share: Share, wanted: Offer) -> None:
    """Take over the pages to make, and write what they offer to subscribe to or to take along."""
    share.sheets = wanted.sheets
    docs = share.writer(share.root / "docs")
    site = share.writer(wanted.target) if wanted.target else None
    for path, content in _offered(share, wanted):
        docs.renew(path, content)
        if site:
            site.put(path, content)


def make(share: Share, order: Order) -> Made:
    """Write the Markdown of the pages that were taken over, and the pages themselves."""
    made = Made()
    docs = share.writer(share.root / "docs")
    site = share.writer(order.target) if order.target else None
    for sheets, content in _contents(share, order):
        written = Content(content, len(sheets))
        pages = [sheet.page for sheet in sheets]
        for page, text in zip(pages, written.parted, strict=True):
            if docs.renew(page.markdown_file, text):
                made.written.append(page.markdown_file)
        if site is None:
            continue
        for page, leaf in zip(pages, read_in_languages(written), strict=True):
            if pressed := press(page.path, leaf, order.moulds):
                site.put(f"{page.path}index.html", pressed)
            else:
                made.unfit.append(page.markdown_file)
    return made


def _contents(share: Share, order: Order) -> Iterator[tuple[Sequence[Sheet], bytes]]:
    """Yield the Markdown of each page, in some languages at once."""
    for (kind, _), same in groupby(begin(share.archive, share.sheets), attrgetter("name")):
        in_languages = list(same)
        incident = _incident(share, in_languages[0].key) if kind in OF_INCIDENTS else None
        yield from page_contents(share.archive, in_languages, order.settings, incident)


def _offered(share: Share, wanted: Offer) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds, and of each incident whose page is made its record."""
    if wanted.feeds:
        from generator.data.feeds import feed_content  # here, for it takes a while, and often none is to be made
    for feed in wanted.feeds:
        yield feed.path, feed_content(share.archive, feed, wanted.site_url)
    for sheet in wanted.sheets:
        if sheet.kind == "incident" and sheet.language == LANGUAGES[0].code:
            gist = share.archive.incidents[sheet.key]
            content = many_files.content_of(f"{share.root}/{gist.path}")
            refuse_edited(gist, content_digest(content))
            yield record_file(sheet.key), taken_along(content, sheet.key, wanted.site_url)


def renew_pictures(share: Share, given: tuple[Sequence[str], str]) -> Renewed:
    """Make the pictures of some incidents that are not up to date; `given` are these and the site's address."""
    identifiers, site_url = given
    return pictures_of(share.root, site_url, [_incident(share, identifier) for identifier in identifiers])


def pictures_of(root: Path, site_url: str, incidents: Sequence[Incident]) -> Renewed:
    """Make the pictures of some incidents that are not up to date."""
    if not incidents:
        return Renewed({}, {})
    from generator.media.publishing import Publication  # here, for it takes half a second

    return Publication(root, site_url).renewed(incidents)


def press(path: str, leaf: Leaf | None, moulds: Mapping[Kind, Mould]) -> bytes | None:
    """Return the page at `path` as HTML; None where it is of no known form, or there is no mould for it."""
    found = kind_of(path, leaf, PREFIXES) if leaf else None
    if leaf is None or found is None:
        return None
    kind, folders = found
    mould = moulds.get(kind)
    return mould.pressed(leaf, folders) if mould else None


def _incident(share: Share, identifier: str) -> Incident:
    """Return the whole record of an incident; one that is known to be sound is read when its page is made.

    Raises EditedMeanwhileError where it is not the one any more that the site is built of.
    """
    if identifier not in share.incidents:
        gist = share.archive.incidents[identifier]
        incident, problems = share.reader.read(gist.path)
        if incident is None:
            raise ProblemsFoundError(problems)
        refuse_edited(gist, incident.digest)
        share.incidents[identifier] = incident
    return share.incidents[identifier]


def refuse_edited(gist: Gist, digest: str) -> None:
    """Raise EditedMeanwhileError where a record has another digest than when the build read it, or knew it."""
    if digest != gist.record:
        message = "the record was edited while the site was built; build once more"
        raise EditedMeanwhileError([Problem(gist.path, 1, 1, "file", message)])
