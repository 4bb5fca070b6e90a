"""The figures page: charts of the archive, each with its finding as title, its data as a table and as a file."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.archive.archive import Archive
from generator.archive.figures import Counts, Wait, figures_of
from generator.pages.charts import Chart, begin_charts, charts
from generator.pages.language import LANGUAGES, Language, message
from generator.pages.page import FIGURES, Page
from generator.pages.speaking import words_of
from generator.pages.views.groups import home_crumb
from generator.pages.views.parts import Link
from generator.pages.wording import Words
from generator.records.vocabulary import LabelStatus, Verdict

WAITS = {
    Wait.AT_POSTING: message("when posted"),
    Wait.DAY: message("within a day"),
    Wait.WEEK: message("within a week"),
    Wait.MONTH: message("within a month"),
    Wait.LATER: message("later"),
    Wait.UNKNOWN: message("labelled, time not known"),
    Wait.NEVER: message("no label, by a source's word"),
    Wait.NO_REPORT: message("no source tells of a label"),
}


class ChartView(NamedTuple):
    """A chart: its finding, a note to it, its drawing, its data in words, and where these are a file."""

    anchor: str
    heading: str
    finding: str
    note: str
    drawing: Markup
    column: str
    rows: tuple[tuple[str, str], ...]
    data: str


class FiguresView(NamedTuple):
    """What the figures page shows."""

    crumbs: tuple[Link, ...]
    charts: tuple[ChartView, ...]


def figures_view(archive: Archive, page: Page) -> FiguresView:
    """Compute the figures page."""
    if not archive.published:
        return FiguresView((home_crumb(page),), ())
    said = _said_in_all(archive)
    drawn = iter(charts(_charts(said)))
    drawings = {language: [next(drawn) for _ in parts] for language, parts in said.items()}
    pairs = zip(said[page.language], drawings[page.language], strict=True)
    return FiguresView((home_crumb(page),), tuple(_view(page, part, drawing) for part, drawing in pairs))


def begin_figures(archive: Archive) -> None:
    """Begin to draw what the page shows, which takes a while."""
    if archive.published:
        begin_charts(_charts(_said_in_all(archive)))


def _said_in_all(archive: Archive) -> "Mapping[Language, list[_Part]]":
    return {language: _said(archive, words_of(language)) for language in LANGUAGES}


def _charts(said: "Mapping[Language, list[_Part]]") -> list[Chart]:
    """Return the charts of all languages, which are drawn at once: a start takes long."""
    return [_chart(part) for parts in said.values() for part in parts]


def _said(archive: Archive, words: Words) -> "list[_Part]":
    """Return what each chart says in a language, and the counts that it shows."""
    counted = figures_of(archive)
    told: dict[str, tuple[Callable[[Words, Counts], _Told], Counts]] = {
        "over-time": (_over_time, counted.over_time),
        "verdicts": (_by_verdict, counted.by_verdict),
        "labels": (_by_label, counted.by_label),
        "time-to-label": (partial(_by_wait, counted.gone_without_report), counted.by_wait),
    }
    return [(anchor, tell(words, counts), counts) for anchor, (tell, counts) in told.items()]


def _chart(part: "_Part") -> Chart:
    anchor, told, counts = part
    return Chart(f"chart-{anchor}", told.finding, _named(told, counts), is_columns=anchor == "over-time")


def _view(page: Page, part: "_Part", drawing: Markup) -> ChartView:
    anchor, told, counts = part
    return ChartView(
        anchor=anchor,
        heading=told.heading,
        finding=told.finding,
        note=told.note,
        drawing=drawing,
        column=told.column,
        rows=tuple((name, page.words.number(count)) for name, count in _named(told, counts)),
        data=page.to_file(f"{FIGURES}{anchor}.csv"),
    )


def figure_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the data of each chart as CSV: its path on the site, and its text."""
    counted = figures_of(archive)
    tables = {
        "over-time": ("year", counted.over_time),
        "verdicts": ("verdict", counted.by_verdict),
        "labels": ("label_status", counted.by_label),
        "time-to-label": ("time_to_first_label", counted.by_wait),
    }
    for name, (column, rows) in tables.items():
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([(column, "incidents"), *rows])
        yield f"{FIGURES}{name}.csv", file.getvalue()


@dataclass(frozen=True)
class _Told:
    """What a chart says: heading, finding, what its rows are, the name of each row, and a note where one is due."""

    heading: str
    finding: str
    column: str
    names: dict[str, str]
    note: str = ""


_Part = tuple[str, _Told, Counts]  # a chart's anchor, what it says, what it counts


def _named(told: _Told, counts: Counts) -> list[tuple[str, int]]:
    return [(told.names[key], count) for key, count in counts]


def _foremost(counts: Counts) -> tuple[tuple[str, ...], int]:
    """Return what is counted most often, all of it where several are, and how often that is."""
    most = max(count for _, count in counts)
    return tuple(key for key, count in counts if count == most), most


def _over_time(words: Words, counts: Counts) -> _Told:
    years, most = _foremost(counts)
    said = {"most": words.number(most), "total": words.number(sum(count for _, count in counts))}
    if len(years) > 1:
        finding = words.say(
            "In no year were more of the incidents documented here posted than in %(years)s: "
            "%(most)s of %(total)s each.",
            years=words.listed(years),
            **said,
        )
    else:
        finding = words.say(
            "More of the incidents documented here were posted in %(year)s than in any other year: "
            "%(most)s of %(total)s.",
            year=years[0],
            **said,
        )
    return _Told(words.say("Incidents over time"), finding, words.say("Year"), {key: key for key, _ in counts})


def _by_verdict(words: Words, counts: Counts) -> _Told:
    names = {str(term): words.term(term) for term in Verdict}
    verdicts, most = _foremost(counts)
    said = {"most": words.number(most), "total": words.number(sum(count for _, count in counts))}
    if len(verdicts) > 1:
        finding = words.say(
            "The most frequent verdicts are %(names)s: %(most)s of %(total)s incidents each.",
            names=words.listed(tuple(words.say("“%(quoted)s”", quoted=names[key]) for key in verdicts)),
            **said,
        )
    else:
        finding = words.say(
            "The most frequent verdict is “%(name)s”: %(most)s of %(total)s incidents.",
            name=names[verdicts[0]],
            **said,
        )
    return _Told(words.say("Verdicts"), finding, words.say("Verdict"), names)


def _by_label(words: Words, counts: Counts) -> _Told:
    names = {str(term): words.term(term) for term in LabelStatus}
    finding = words.say(
        "Of %(unknown)s of %(total)s incidents no source says how they are marked.",
        unknown=words.number(dict(counts).get(LabelStatus.NOT_REPORTED.value, 0)),
        total=words.number(sum(count for _, count in counts)),
    )
    return _Told(words.say("Label status"), finding, words.say("Label status"), names)


def _by_wait(gone: int, words: Words, counts: Counts) -> _Told:
    waits = dict(counts)
    reported = sum(waits.values()) - waits[Wait.NO_REPORT]
    finding = words.say(
        "Of the %(reported)s incidents on whose label a source reports, %(first)s were marked when posted; of "
        "%(never)s a source says that there was no label, and none tells of a later one.",
        reported=words.number(reported),
        first=words.number(waits[Wait.AT_POSTING]),
        never=words.number(waits[Wait.NEVER]),
    )
    names = {str(wait): words.say(said) for wait, said in WAITS.items()}
    heading, column = words.say("Time to the first label"), words.say("Time")
    longest = words.say("Where the dates leave open how long it took, the longest time that they allow is counted.")
    note = f"{longest} {_on_gone(words, gone)}" if gone else longest
    return _Told(heading, finding, column, names, note)


def _on_gone(words: Words, gone: int) -> str:
    """Say why not as many are without a report here as in the chart of label status."""
    return words.say_count(
        "Among those of which no source tells of a label is %(count)s incident that the chart of label status "
        "shows by what became of its post, as removed for instance: that says nothing of a label.",
        "Among those of which no source tells of a label are %(count)s incidents that the chart of label status "
        "shows by what became of their posts, as removed for instance: that says nothing of a label.",
        gone,
    )
