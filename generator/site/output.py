"""What a build writes: the Markdown and the data under docs/, and the site's pages beside the last good one."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive.incident import Incident
from generator.media.published import ForeignFileError, Published, Renewed
from generator.pages.generate import begin, data_files, program_files, record_file
from generator.pages.owned import PREFIXES
from generator.pages.sheets import Sheet
from generator.pages.writing import Writer, Written, generated_files, refuse_links, remove_others
from generator.records.replacing import remove_file
from generator.site import making
from generator.site.commands import SiteError
from generator.site.crew import Crew
from generator.site.making import Offer, Order, Share
from generator.site.press.configuration import leaves_out
from generator.site.press.frame import PAGES, Frame, frame_of, kept_frame, linked_files, sitemap_files
from generator.site.press.kinds import kinds_of
from generator.site.press.sameness import built_plainly
from generator.site.swap import SITE
from generator.site.unfinished import begin_some, begin_whole
from generator.site.work import Work

if TYPE_CHECKING:
    from generator.data.feeds import Feed

DOCS = "docs"


@dataclass
class Output:
    """What was written: numbers of files; the pages that fitted no mould; and what the others were pressed into."""

    pages: Written
    pictures: Published
    stale: list[Sheet]
    unfit: list[str] = field(default_factory=list)
    frame: Frame | None = None
    gone: Collection[str] = ()  # files of the site that were hand-written, or of the theme, and are no more


def write(
    work: Work,
    members: Crew[Share],
    target: Path | None,
    pictures: Callable[[], Published] | None = None,
    before: Collection[str] = (),
) -> Output:
    """Write what is stale under docs/, and into `target` the site's files that go with it.

    `pictures` waits for those that are made in another process; without it they are made here. `before` are the
    Markdown files that this build has written already.
    """
    if members.size == 1:  # of several, the one that makes the pages begins them; what is similar has no say
        begin(work.alone, work.stale_first)
    # Listed while members compare the incidents, if they do: for that it need not be known what is similar.
    stale, feeds = work.stale, work.stale_feeds
    if work.is_whole:  # as it is where such a folder has become a link since
        refuse_links(work.root / DOCS)
    found = [*generated_files(work.root / DOCS)] if work.is_whole else []
    _note_begun(work, stale, feeds)
    shares = _shared_out(work, members, stale)
    with ThreadPoolExecutor(1) as beside:  # for MkDocs takes a while
        framed = beside.submit(frame_for, work) if target else None
        work.join(members)
        offered = _offer(work, members, shares, feeds, target)
        frame = framed.result() if framed else None
        offered()
    made = _make(work, members, frame, target)
    _write_data(work, target)
    if target and frame and work.slice.is_first:
        _write_frame(work, frame, target)
    made_anew, unfit = made()
    written = len({*before, *made_anew})
    drawn = pictures() if pictures else _stale_pictures(work, members, target)
    removed = _remove_others(work, found)
    if target and frame:
        _write_plain(work, unfit, target)
    gone = {*work.before.base.files} - {*frame.files} if frame else ()
    return Output(Written(written, len(work.files) - written, removed), drawn, stale, unfit, frame, gone)


def _note_begun(work: Work, stale: Sequence[Sheet], feeds: "Sequence[Feed]") -> None:
    """Note what is about to be written, for the case that this build does not end."""
    if work.is_whole:
        begin_whole(work.root)
    else:
        pages = (sheet.page.markdown_file for sheet in stale)
        begin_some(work.root, work.to_read, pages, (feed.path for feed in feeds))


def frame_for(work: Work) -> Frame | None:
    """Return what MkDocs builds once for all pages, or None where the theme cannot be split.

    The last build's will do where the hand-written pages are the same, all is there that they link to, and no new
    page is one that mkdocs.yml leaves out.
    """
    if not work.is_whole and work.before.base.docs == work.marks.docs:
        before, now = work.before.pages.sheets.keys(), work.plan.keys()
        arriving, gone = now - before, before - now
        is_other = gone & linked_files(work.root) or (arriving and leaves_out(work.root, arriving))
        if not is_other and (kept := kept_frame(work.root, work.before.base.frame)):
            return kept
    kinds = kinds_of(work.alone, work.sheets, work.settings, PREFIXES)
    return frame_of(work.root, kinds, work.files, work.settings.site_url)


def _shared_out(work: Work, members: Crew[Share], stale: list[Sheet]) -> list[list[Sheet]]:
    """Share the stale pages out to the members, those of an incident to the one that has read it."""
    shares: list[list[Sheet]] = [[] for _ in range(members.size)]
    for place, (_, same) in enumerate(groupby(stale, attrgetter("name"))):  # in all languages by the same member
        in_languages = list(same)
        sheet = in_languages[0]
        holder = place if sheet.facet else work.holder(sheet.key or sheet.kind, members.size)
        shares[holder % members.size] += in_languages
    return shares


def _offer(
    work: Work,
    members: Crew[Share],
    shares: Sequence[Sequence[Sheet]],
    feeds: "Sequence[Feed]",
    target: Path | None,
) -> Callable[[], list[None]]:
    """Have written what can be taken along or subscribed to; return what waits for it."""
    site_url = work.settings.site_url
    offers = [Offer(share, feeds[n :: members.size], site_url, target) for n, share in enumerate(shares)]
    return members.begin(making.offer, offers)


def _make(
    work: Work, members: Crew[Share], frame: Frame | None, target: Path | None
) -> Callable[[], tuple[list[str], list[str]]]:
    """Have pages made.

    Return what waits for the Markdown files that are other than before, and those of the pages that fit no mould.
    """
    moulds = frame.moulds if frame else {}
    pressed = target if frame else None
    made = members.begin(making.make, [Order(work.settings, pressed, moulds)] * members.size)

    def gathered() -> tuple[list[str], list[str]]:
        each = made()
        written = [file for share in each for file in share.written]
        return written, sorted(file for share in each for file in share.unfit)

    return gathered


def edited_pictures(
    root: Path, site_url: str, target: Path, edited: Sequence[Incident], published: Collection[str]
) -> Published:
    """Make the pictures of edited incidents, and copy them, where nothing else has changed.

    They are given as they were read: the record may have been saved again since.
    """
    wanted = [incident for incident in edited if incident.is_published]
    untouched = {*published} - {incident.id for incident in wanted}
    return _renew_pictures(root, site_url, untouched, target, lambda: [making.pictures_of(root, site_url, wanted)])


def _stale_pictures(work: Work, members: Crew[Share], target: Path | None) -> Published:
    """Make the pictures of what has changed, and copy them."""
    published = {gist.id for gist in work.archive.published}
    wanted = sorted(published if work.is_whole else published & set(work.changed))
    wanted = [identifier for identifier in wanted if work.slice.holds_incident(identifier)]
    shares: list[list[str]] = [[] for _ in range(members.size)]
    for identifier in wanted:
        shares[work.holder(identifier, members.size)].append(identifier)
    site_url = work.settings.site_url
    given = [(share, site_url) for share in shares]
    untouched = published - set(wanted)
    return _renew_pictures(
        work.root, site_url, untouched, target, lambda: members.each(making.renew_pictures, given)
    )


def _renew_pictures(
    root: Path,
    site_url: str,
    untouched: Collection[str],
    target: Path | None,
    renew: Callable[[], list[Renewed]],
) -> Published:
    """Have the pictures of some incidents made by `renew`; those of the `untouched` stay."""
    from generator.media.labels.keys import SigningError  # here, with what makes pictures, for it takes a while
    from generator.media.publishing import Publication, refuse_foreign_files

    try:
        refuse_foreign_files(root, untouched)
        publication = Publication(root, site_url)
        renewed = renew()
        pictures = publication.ended(renewed, untouched, root / SITE if target else None)
    except (SigningError, ForeignFileError) as error:
        raise SiteError(str(error)) from None
    if target:
        site = Writer(target)
        for address in (address for each in renewed for address in (*each.made, *each.kept)):
            site.put(address, (root / DOCS / address).read_bytes())
    return pictures


def _write_data(work: Work, target: Path | None) -> None:
    if work.is_of_words:
        return
    docs, site = Writer(work.root / DOCS), Writer(target) if target and work.slice.is_first else None
    for path, content in _data_files(work):
        is_new = docs.renew(path, content)
        if site and (is_new or work.is_whole or work.before.is_doubted):
            site.put(path, content)


def _data_files(work: Work) -> Iterator[tuple[str, bytes]]:
    """Yield the data that may be other than before."""
    yield from data_files(work.archive)
    if work.is_whole:
        yield from program_files()


def _remove_others(work: Work, found: Sequence[str]) -> int:
    """Remove what stands under docs/ for pages that are no more; `found` is what a whole build found there."""
    docs = work.root / DOCS
    if work.is_whole:
        if not found:  # then what is wanted need not be named
            return 0
        data = (path for path, _ in _data_files(work))
        records = (record_file(gist.id) for gist in work.archive.published)
        return remove_others(docs, {*work.files, *work.feeds, *data, *records}, found)
    gone = [file for file in work.before.pages.sheets if file not in work.plan]
    for path in (*gone, *(path for path in work.removed if not path.endswith(".html"))):
        remove_file(docs, path)
    return len(gone)


def _write_frame(work: Work, frame: Frame, target: Path) -> None:
    """Write the sitemap, and what MkDocs built once for all, where it is not there already."""
    site = Writer(target)
    is_same = work.before.base.frame == frame.digest
    if is_same and work.has_same_pages:
        return
    if not is_same:
        for path in frame.files:
            site.put(path, (frame.folder / path).read_bytes())
    pages = [*work.files, *(path for path in frame.hand_written if path.endswith(PAGES))]
    for path, content in sitemap_files(frame, pages, work.settings.site_url, work.timestamp):
        site.put(path, content)


def _write_plain(work: Work, unfit: list[str], target: Path) -> None:
    site = Writer(target)
    if unfit:
        for path, page in built_plainly(work.root, unfit, work.settings.site_url, work.timestamp).items():
            site.put(path, page)
