"""The charts: their findings hold whatever is counted, and their tables and files say what they draw."""

import csv
import re
from html import escape, unescape
from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.archive.loading import load_sound
from generator.pages.generate import page_text
from generator.pages.language import ENGLISH, GERMAN, LANGUAGES, Language
from generator.pages.page import FIGURES, Page
from generator.pages.sheets import Sheet
from generator.pages.views.figures import figure_files, figures_view
from tests.archive.test_scorecard import NONE, UNKNOWN, labelled
from tests.archives import RECORD, make_archive
from tests.pages.examples import SETTINGS


def findings(root: Path, told: dict[str, str], language: Language = ENGLISH) -> list[str]:
    """Return what the first two charts say of incidents: by date, their verdicts."""
    records = {
        f"{date}-speech": RECORD.replace("date: 2024-05-06", f"date: {date}").replace("fabricated", verdict)
        for date, verdict in told.items()
    }
    archive = load_sound(make_archive(root, records)).archive
    return [chart.finding for chart in figures_view(archive, Page(FIGURES, language)).charts[:2]]


def test_what_comes_first_alone_is_named(tmp_path: Path) -> None:
    assert findings(tmp_path, {"2023-05": "fabricated", "2024-05": "satire", "2024-06": "satire"}) == [
        "More of the incidents documented here were posted in 2024 than in any other year: 2 of 3.",
        "The most frequent verdict is “Satire”: 2 of 3 incidents.",
    ]


def test_the_chart_of_times_says_which_is_counted_where_the_dates_leave_it_open(tmp_path: Path) -> None:
    """A note of some day in May on a post of the sixth came within a day, or only within a month."""
    noted = "    - {status: none, source: news}\n    - {status: community-note, at: 2024-05, source: news}\n"
    record = RECORD.replace("    - status: none\n      source: news\n", noted)
    archive = load_sound(make_archive(tmp_path, {"2024-05-06-speech": record})).archive
    assert "\nwithin-a-month,1\n" in dict(figure_files(archive))[f"{FIGURES}time-to-label.csv"]
    for language, said in ((ENGLISH, "the longest time that they allow"), (GERMAN, "zählt die längste Zeit")):
        assert said in figures_view(archive, Page(FIGURES, language)).charts[-1].note


def test_where_several_come_first_none_is_said_to_be_ahead_of_the_others(tmp_path: Path) -> None:
    told = {"2022-05": "fabricated", "2023-05": "disclosed-synthetic"}
    assert findings(tmp_path / "en", told) == [
        "In no year were more of the incidents documented here posted than in 2022 and 2023: 1 of 2 each.",
        "The most frequent verdicts are “Fabricated” and “Synthetic, disclosed”: 1 of 2 incidents each.",
    ]
    assert findings(tmp_path / "de", told, GERMAN) == [
        "In keinem Jahr wurden mehr der hier dokumentierten Vorfälle gepostet als 2022 und 2023: je 1 von 2.",
        "Die häufigsten Befunde sind „Erfunden“ und „Synthetisch, offengelegt“: je 1 von 2 Vorfällen.",
    ]


def test_that_a_source_saw_no_label_is_not_said_to_hold_for_ever(tmp_path: Path) -> None:
    archive = load_sound(make_archive(tmp_path, {"2024-05-06-speech": RECORD})).archive
    *_, labels, waits = figures_view(archive, Page(FIGURES)).charts
    assert labels.finding == "Of 0 of 1 incidents no source says how they are marked."
    assert waits.finding.endswith("; of 1 a source says that there was no label, and none tells of a later one.")


def test_a_file_of_figures_says_what_its_rows_count_without_the_page(tmp_path: Path) -> None:
    archive = load_sound(make_archive(tmp_path, {"2024-05-06-speech": RECORD})).archive
    column, *rows = dict(figure_files(archive))["figures/time-to-label.csv"].splitlines()
    assert column == "time_to_first_label,incidents"
    assert {"within-a-day,0", "labelled-time-unknown,0", "none,1", "not-reported,0"} < set(rows)


# What is told of the label of how many incidents, and of drafts and withdrawn ones, which nothing counts.
HISTORIES = {
    "status: self-disclosed\n      by: poster\n      source: news": 2,
    labelled("2024-05-06"): 1,
    NONE: 3,
    UNKNOWN: 4,
    "status: removed\n      by: platform\n      source: news": 1,
}
WITHDRAWN = "state: withdrawn\nwithdrawal: {date: 2024-06-01, reason: The source took its report back.}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    told = [RECORD.replace(NONE, history) for history, count in HISTORIES.items() for _ in range(count)]
    told[0] = told[0].replace("fabricated", "satire")
    earlier = RECORD.replace("date: 2024-05-06", "date: 2020-05-06")
    hidden = [earlier.replace("state: published", state) for state in ("state: draft", WITHDRAWN)]
    records = {
        f"{re.findall('date: (.*)', text)[0]}-speech-{number}": text for number, text in enumerate(told + hidden)
    }
    return load_sound(make_archive(tmp_path_factory.mktemp("figures"), records)).archive


def test_each_chart_gives_the_number_of_what_it_names_and_counts_no_draft_and_nothing_withdrawn(
    archive: Archive,
) -> None:
    assert [chart.rows for chart in figures_view(archive, Page(FIGURES)).charts] == [
        (("2024", "11"),),
        (("Fabricated", "10"), ("Satire", "1")),
        (
            ("Not reported", "4"),
            ("No label", "3"),
            ("Self-disclosed", "2"),
            ("Community note", "1"),
            ("Removed", "1"),
        ),
        (
            ("when posted", "2"),
            ("within a day", "1"),
            ("within a week", "0"),
            ("within a month", "0"),
            ("later", "0"),
            ("labelled, time not known", "0"),
            ("no label, by a source's word", "3"),
            ("no source tells of a label", "5"),
        ),
    ]


def test_what_is_said_of_labels_is_what_the_charts_of_them_count(archive: Archive) -> None:
    *_, labels, waits = figures_view(archive, Page(FIGURES)).charts
    assert labels.finding == "Of 4 of 11 incidents no source says how they are marked."
    assert waits.finding == (
        "Of the 6 incidents on whose label a source reports, 2 were marked when posted; of 3 a source says that "
        "there was no label, and none tells of a later one."
    )
    assert "of which no source tells of a label is 1 incident that the chart of label status shows" in waits.note


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_its_table_and_its_file_say_the_same(archive: Archive, language: Language) -> None:
    files = dict(figure_files(archive))
    page = Page(FIGURES, language)
    columns = []
    for chart in figures_view(archive, page).charts:
        (path,) = [path for path in files if chart.data == page.to_file(path)]
        (column, _), *rows = csv.reader(files.pop(path).splitlines())
        columns.append(column)
        assert [count for _, count in rows] == [count for _, count in chart.rows]
        assert all(escape(name, quote=False) in chart.drawing for name, _ in chart.rows)
    assert columns == ["year", "verdict", "label_status", "time_to_first_label"]
    assert not files


def test_the_page_shows_each_finding_note_and_number(archive: Archive) -> None:
    page = unescape(page_text(archive, Sheet("figures", ENGLISH.code, FIGURES), SETTINGS))
    for chart in figures_view(archive, Page(FIGURES)).charts:
        part = page.partition(f"{{: #{chart.anchor} }}")[2].partition("\n## ")[0]
        assert f"<figcaption>{chart.finding}</figcaption>" in part
        assert chart.note in part
        assert f'<a href="{chart.data}" download>' in part
        rows = re.findall(r'<th scope="row">(.*)</th><td>(.*)</td>', part)
        assert tuple(rows) == chart.rows
