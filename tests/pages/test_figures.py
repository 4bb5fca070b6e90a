"""The findings of the charts: they hold whatever is counted, where several come first, too."""

from pathlib import Path

from generator.archive.loading import load_sound
from generator.pages.language import ENGLISH, GERMAN, Language
from generator.pages.page import FIGURES, Page
from generator.pages.views.figures import figure_files, figures_view
from tests.archives import RECORD, make_archive


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
    *_, waits = figures_view(archive, Page(FIGURES)).charts
    assert waits.finding.endswith("; of 1 a source says that there was no label, and none tells of a later one.")


def test_a_file_of_figures_says_what_its_rows_count_without_the_page(tmp_path: Path) -> None:
    archive = load_sound(make_archive(tmp_path, {"2024-05-06-speech": RECORD})).archive
    column, *rows = dict(figure_files(archive))["figures/time-to-label.csv"].splitlines()
    assert column == "time_to_first_label,incidents"
    assert {"within-a-day,0", "labelled-time-unknown,0", "none,1", "not-reported,0"} < set(rows)
