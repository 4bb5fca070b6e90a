"""A report says the same thrice, and its curves can be read in light, in dark, and without colours."""

import math
import re
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.curves import ROOM, curves, places_of_names
from benchmarks.reporting import Machine, Measurement, Report, figure

TAKEN = (
    Measurement("Ours", 100, 0.2, 80),
    Measurement("Ours", 1000, 2, 160.4),
    Measurement("Hugo", 100, 0.3, 120, "no page for unknown addresses"),
    Measurement("Hugo", 1000, 3, 900, "no page for unknown addresses"),
    Measurement("Slow <one>", 100, 60, 50),
)
COLOURS = ("own", "ink", "quiet", "rule", "paper")
REPORT = Report("How long", "Ours", TAKEN, Machine("A processor", 2, "3.11.7"), "2026-11-24")


def test_the_table_has_a_row_for_each_builder_and_a_column_for_each_size() -> None:
    assert REPORT.markdown("build") == (
        "# How long\n\n"
        "Measured on 2026-11-24: A processor, 2 cores, Python 3.11.7.\n"
        "Seconds are on the clock, megabytes those of the largest process;\n"
        "× is the time in multiples of that in the bold line.\n\n"
        "| incidents | 100 | 1,000 |\n"
        "| --- | --- | --- |\n"
        "| **Ours** | 0.20 s, 80 MB | 2.0 s, 160 MB |\n"
        "| Hugo | 0.30 s (1.5×), 120 MB | 3.0 s (1.5×), 900 MB |\n"
        "| Slow <one> | 60 s (300×), 50 MB | – |\n\n"
        "- Hugo: no page for unknown addresses\n\n"
        "![Seconds against the number of incidents](build.svg)\n"
    )


def test_a_report_is_written_in_three_forms_and_read_again(tmp_path: Path) -> None:
    REPORT.write(tmp_path / "results", "build")
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == ["build.json", "build.md", "build.svg"]
    assert Report.read(tmp_path / "results/build.json") == REPORT


def test_a_single_size_is_not_drawn(tmp_path: Path) -> None:
    report = Report("How long", "Ours", TAKEN[:1], REPORT.machine, REPORT.date)
    report.write(tmp_path, "build")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.json", "build.md"]
    assert ".svg" not in report.markdown("build")


def test_a_report_of_today_names_this_machine() -> None:
    report = Report.of("How long", "Ours", TAKEN)
    assert report.machine.cores > 0
    assert report.machine.processor
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", report.date)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0.00"), (0.0042, "0.004"), (0.0912, "0.09"), (2.345, "2.3"), (76.2, "76"), (847, "847"), (3312, "3,300")],
)
def test_figures_have_no_more_digits_than_they_bear(value: float, shown: str) -> None:
    assert figure(value) == shown


def drawing() -> "etree._Element":
    return etree.fromstring(REPORT.svg("build"))


def test_every_line_has_its_name_and_its_dashes() -> None:
    root = drawing()
    texts = [element.text for element in root.iter("{*}text")]
    assert {"Ours", "Hugo", "Slow <one>"} <= set(texts)
    dashes = [path.get("stroke-dasharray") for path in root.iter("{*}path")]
    dashed = [each for each in dashes if each]
    assert len(dashed) == len(set(dashed)) == 3
    points = [
        path.get("d") for path in root.iter("{*}path") if path.get("transform") and not path.get("stroke-dasharray")
    ]
    assert len(set(points)) >= 3


def test_curves_are_an_image_with_a_name() -> None:
    root = drawing()
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "build"
    assert root.findtext("{*}title") == "How long"


def test_colours_are_the_pages_or_its_own_in_light_and_dark_and_nothing_is_loaded() -> None:
    text = REPORT.svg("build")
    shape = text[text.index("</style>") :]
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', shape))
    assert used <= {
        "none",
        "transparent",
        *(f"var(--curve-{name})" for name in ("own", "ink", "quiet", "rule", "paper")),
    }
    style = text[text.index("<style>") : text.index("</style>")]
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for name in COLOURS:
        assert f"--curve-{name}: var(--gb-" in light
        assert f"--curve-{name}: var(--gb-" in dark
    assert "http" not in text.replace("http://www.w3.org/", "")


def test_the_same_measurements_give_the_same_drawing() -> None:
    points = {"Ours": [(100, 0.2), (1000, 2.0)], "Hugo": [(100, 0.3), (1000, 3.0)]}
    assert curves(points, "Ours", "a", "b") == curves(points, "Ours", "a", "b")


def test_names_of_lines_that_end_close_together_do_not_overlap() -> None:
    places = places_of_names({"Zensical": 85, "MkDocs": 76, "Hugo": 4.3}, span=3)
    assert places["Hugo"] == math.log10(4.3)
    assert places["Zensical"] - places["MkDocs"] >= 3 * ROOM / 320 - 1e-9
