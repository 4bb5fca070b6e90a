"""The label status as a timeline against the reach: what was seen when, and what a reader was told by then."""

from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.pages.page import Page
from generator.pages.views.parts import Stamp, label_stamp
from generator.pages.views.sources import References
from generator.records.model import LabelEntry, Reach, Record


class Moment(NamedTuple):
    """An entry of the label history, or, without a stamp, a figure of reach.

    `timing` is when it was in the words of a source, which may be known beside the date or in place of it.
    """

    date: str
    datetime: str
    cites: Markup
    stamp: Stamp | None = None
    is_first: bool = False
    by: str = ""
    visibility: str = ""
    note: Markup = Markup("")
    timing: Markup = Markup("")
    reach: str = ""


def moments(page: Page, record: Record, references: References) -> tuple[Moment, ...]:
    """Return labels and figures in order of time; a label without a date stands where the history has it.

    A figure of which only the month is known was counted after the post, though its month began before.
    """
    timed: list[tuple[datetime, Moment]] = []
    latest = posted = record.posted_at.earliest
    for number, entry in enumerate(record.label_status.history):
        latest = max(latest, entry.at.earliest) if entry.at else latest
        timed.append((latest, _label(page, entry, references, is_first=number == 0)))
    timed += [
        (max(reach.as_of.earliest, posted), _reach(page, reach, references))
        for reach in record.post.reach
        if reach.metric.counts_the_post
    ]
    return tuple(moment for _, moment in sorted(timed, key=lambda pair: pair[0]))


def _label(page: Page, entry: LabelEntry, references: References, *, is_first: bool) -> Moment:
    words = page.words
    return Moment(
        date=words.date_or_nothing(entry.at),
        datetime=str(entry.at or ""),
        cites=references.cites(entry.source),
        stamp=label_stamp(page, entry.status),
        is_first=is_first,
        by=words.term(entry.by) if entry.by else "",
        visibility=words.term(entry.visibility) if entry.visibility else "",
        note=references.prose(entry.note),
        timing=quoted_timing(entry, references),
    )


def quoted_timing(entry: LabelEntry, references: References) -> Markup:
    """Return when a label was set in the words of its source, as a quotation in that one's language."""
    source = references.sources.get(entry.source or "")
    if not entry.timing or not source:
        return escape(entry.timing or "")
    return Markup('<q lang="{}">{}</q>').format(source.language, entry.timing)


def _reach(page: Page, reach: Reach, references: References) -> Moment:
    cites = references.cites(reach.source)
    return Moment(page.words.date(reach.as_of), str(reach.as_of), cites, reach=page.words.figure(reach))
