"""What a build writes: the Markdown and the data under docs/, and the site's pages beside the last good one."""

from dataclasses import dataclass, field
from pathlib import Path

from generator.media.labels.keys import SigningError
from generator.media.publishing import ForeignFileError, Publication, Published
from generator.pages.generate import data_files, record_file
from generator.pages.page import SCHEMA
from generator.pages.sheets import Sheet
from generator.pages.writing import Writer, Written, remove_others
from generator.records.replacing import remove_file
from generator.site import making
from generator.site.commands import SiteError
from generator.site.crew import Crew
from generator.site.making import PREFIXES, Order, Share
from generator.site.press.frame import Frame, frame_of, sitemap_files
from generator.site.press.kinds import kinds_of
from generator.site.press.sameness import built_plainly
from generator.site.work import Work

DOCS = "docs"


@dataclass
class Output:
    """What was written: numbers of files; the pages that fitted no mould; and what the others were pressed into."""

    pages: Written
    pictures: Published
    stale: list[Sheet]
    unfit: list[str] = field(default_factory=list)
    frame: Frame | None = None


def write(work: Work, members: Crew[Share], target: Path | None) -> Output:
    """Write what is stale under docs/, and into `target` the site's files that go with it."""
    work.join(members)
    frame = frame_for(work) if target else None
    stale = work.stale
    written, unfit = _make(work, members, stale, frame, target)
    pictures = _renew_pictures(work, members, target)
    _write_data(work, target)
    removed = _remove_others(work)
    if target and frame:
        _write_frame(work, frame, target)
        _write_plain(work, unfit, target)
    return Output(Written(written, len(work.plan) - written, removed), pictures, stale, unfit, frame)


def frame_for(work: Work) -> Frame | None:
    """Return what MkDocs builds once for all pages, or None where the theme cannot be split."""
    planned = [sheet for sheet, _ in work.plan.values()]
    kinds = kinds_of(work.archive, planned, work.settings, PREFIXES)
    return frame_of(work.root, kinds, {*work.plan, SCHEMA}, work.settings.site_url)


def _make(
    work: Work, members: Crew[Share], stale: list[Sheet], frame: Frame | None, target: Path | None
) -> tuple[int, list[str]]:
    """Share the stale pages out, those of an incident to the member that has read it, and have them made."""
    shares: list[list[Sheet]] = [[] for _ in range(members.size)]
    for place, sheet in enumerate(stale):
        shares[work.holder(sheet.key, members.size) if not sheet.facet else place % members.size].append(sheet)
    told = [feed for file, (feed, digest) in work.feeds.items() if work.before.feeds.get(file) != digest]
    moulds = frame.moulds if frame else {}
    pressed = target if frame else None
    orders = [
        Order(share, told[n :: members.size], work.settings, pressed, moulds) for n, share in enumerate(shares)
    ]
    made = members.each(making.make, orders)
    return sum(each.written for each in made), sorted(file for each in made for file in each.unfit)


def _renew_pictures(work: Work, members: Crew[Share], target: Path | None) -> Published:
    """Make the pictures of what has changed, and copy them."""
    published = {gist.id for gist in work.archive.published}
    wanted = sorted(published if work.is_whole else published & set(work.changed))
    shares: list[list[str]] = [[] for _ in range(members.size)]
    for identifier in wanted:
        shares[work.holder(identifier, members.size)].append(identifier)
    site_url = work.settings.site_url
    try:
        publication = Publication(work.root, site_url)
        renewed = members.each(making.renew_pictures, [(share, site_url) for share in shares])
        pictures = publication.ended(renewed, published - set(wanted))
    except (SigningError, ForeignFileError) as error:
        raise SiteError(str(error)) from None
    if target:
        site = Writer(target)
        for address in (address for each in renewed for address in (*each.made, *each.kept)):
            site.put(address, (work.root / DOCS / address).read_bytes())
    return pictures


def _write_data(work: Work, target: Path | None) -> None:
    docs, site = Writer(work.root / DOCS), Writer(target) if target else None
    for path, content in data_files(work.archive):
        is_new = docs.renew(path, content)
        if site and (is_new or work.is_whole):
            site.put(path, content)


def _remove_others(work: Work) -> int:
    """Remove what stands under docs/ for pages that are no more."""
    docs = work.root / DOCS
    if work.is_whole:
        data = (path for path, _ in data_files(work.archive))
        records = (record_file(gist.id) for gist in work.archive.published)
        return remove_others(docs, {*work.plan, *work.feeds, *data, *records})
    gone = [file for file in work.before.sheets if file not in work.plan]
    for path in (*gone, *(path for path in work.removed if not path.endswith(".html"))):
        remove_file(docs, path)
    return len(gone)


def _write_frame(work: Work, frame: Frame, target: Path) -> None:
    """Write the sitemap, and what MkDocs built once for all, where it is not there already."""
    site = Writer(target)
    if work.before.frame != frame.digest:
        for path in frame.files:
            site.put(path, (frame.folder / path).read_bytes())
    pages = [*work.plan, *(path for path in frame.hand_written if path.endswith(".md"))]
    for path, content in sitemap_files(frame, pages, work.settings.site_url, work.timestamp):
        site.put(path, content)


def _write_plain(work: Work, unfit: list[str], target: Path) -> None:
    site = Writer(target)
    if unfit:
        for path, page in built_plainly(work.root, unfit, work.settings.site_url, work.timestamp).items():
            site.put(path, page)
