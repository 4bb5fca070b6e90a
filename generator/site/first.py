"""The pages of edited incidents, put in place before all else, for somebody is waiting to see them.

Only where a few records were edited and nothing else was: where incidents come or go, other pages may have to be
there first. What is similar is not compared anew for them: the pages that are written later say it right.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.archive.loading import Reader
from generator.checks.running import refuse_errors
from generator.pages.settings import Settings
from generator.pages.sheets import sheets_of
from generator.records.problem import ProblemsFoundError
from generator.site import making
from generator.site.crew import Crew, crew
from generator.site.drawers import DamagedError
from generator.site.inputs import Marks, outputs_mark
from generator.site.links import broken_links_over
from generator.site.making import Offer, Order, Share
from generator.site.memory import Base, Glance, glance
from generator.site.overlay import put_over
from generator.site.press.frame import kept_frame
from generator.site.proof import unmarked_media
from generator.site.registries import reader_of
from generator.site.swap import SITE, staging_folder
from generator.site.unfinished import Begun, begin_some
from generator.site.work import Work

FEW = 20  # records that are edited at a time, at most


class Shown(NamedTuple):
    """What is in place: the `edited` incidents; the `reader` knows the registries.

    The `published` ones are given with the languages that they are searched in. `written` are the Markdown files
    that are other than before.
    """

    edited: Sequence[Incident]
    published: Mapping[str, str]
    reader: Reader
    written: Sequence[str]


def show_at_a_glance(root: Path, settings: Settings, marks: Marks, unfinished: Begun) -> Shown | None:
    """Show edited pages by a glance at what the last build remembered; return what is shown if that could be done.

    It can where the incidents stay where they stand (see Gist.ties): then no rule of the whole archive has a say,
    so that each record is judged by itself, and its page shows the same others as before. What a build left
    `unfinished` counts as edited.
    """
    try:
        known = glance(root)
        before = known.base.doubting(unfinished.records)
        if before.outputs != outputs_mark(root) or not (edited := _edited(before, marks)):
            return None
        reader = reader_of(root, marks.common)
        share = Share(root, reader)
        read = making.read(share, edited)
        refuse_errors([*reader.problems, *read.problems])
        gists = read.gists.what
        archive = _around(known, gists, reader.registry)
    except (OSError, DamagedError, ProblemsFoundError):  # what is wrong is said by the build that follows
        return None
    if archive is None:
        return None
    with crew(lambda: share, 1) as members:
        written = _show(root, settings, members, archive, gists, known.base.frame)
    if written is None:
        return None
    return Shown([*share.incidents.values()], known.base.published, reader, written)


def show_when_read(work: Work, members: Crew[Share]) -> list[str] | None:
    """Show edited pages when their records and all that is remembered have been read.

    Return the Markdown files that are other than before, or None where no page can be shown.
    """
    if not _edited(work.before.base, work.marks):
        return None
    archive = work.at_first
    gists = [archive.incidents[identifier] for identifier in work.changed]
    return _show(work.root, work.settings, members, archive, gists, work.before.base.frame)


def _edited(before: Base, marks: Marks) -> list[str]:
    """Return the paths of the edited records where a few were edited and nothing else was."""
    rests_on_the_same = (before.common, before.docs) == (marks.common, marks.docs)
    if not rests_on_the_same or before.records.keys() != marks.records.keys():
        return []
    edited = [path for path, mark in marks.records.items() if before.records[path] != mark]
    return edited if len(edited) <= FEW else []


def _around(known: Glance, gists: Sequence[Gist], registry: Registry) -> Archive | None:
    """Return the edited incidents and those that their pages show; None where these may be others than before."""
    before = known.incidents(gist.id for gist in gists)
    if any(gist.id not in before or gist.ties != before[gist.id].gist.ties for gist in gists):
        return None
    shown = {key for gist in gists for key in before[gist.id].shown}
    others = {key: each.gist for key, each in known.incidents(shown).items() if key in shown}
    if others.keys() != shown:
        return None
    near = {gist.id: before[gist.id].near for gist in gists}
    return Archive({**others, **{gist.id: gist for gist in gists}}, registry, near)


def _show(
    root: Path, settings: Settings, members: Crew[Share], archive: Archive, gists: Sequence[Gist], frame: str
) -> list[str] | None:
    """Make the pages of some incidents, check them, and put them in place; return the Markdown that is another.

    Where one of them needs something that is not there yet, they are put in place with all else: None.
    """
    sheets = [sheet for gist in gists if gist.has_page for sheet in sheets_of(gist)]
    kept = kept_frame(root, frame)
    if not sheets or kept is None:
        return None
    site = root / SITE
    begin_some(root, [gist.path for gist in gists], [sheet.page.markdown_file for sheet in sheets])
    with staging_folder(site) as staging:
        members.each(making.adopt, [archive])
        members.each(making.offer, [Offer(sheets, (), settings.site_url, staging)])
        (made,) = members.each(making.make, [Order(settings, staging, kept.moulds)])
        broken = broken_links_over(site, staging, settings.site_url, others=kept.files)
        if broken or unmarked_media(staging, root):
            return None
        put_over(staging, site)
    return made.written
