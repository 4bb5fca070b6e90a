"""Charts: an image with a name, in the page's colours, the same bytes each time, whatever the labels hold."""

import re
from pathlib import Path

import pytest
from lxml import etree

from generator.pages.charts import Chart, begin_charts, charts
from generator.pages.drawing import _begun
from generator.records.parallel import StoppedError

ROWS = [("Fabricated", 18), ("Satire", 6), ("Übrige", 0)]


def bars(identifier: str, title: str, rows: list[tuple[str, int]]) -> str:
    return charts([Chart(identifier, title, rows)])[0]


def columns(identifier: str, title: str, rows: list[tuple[str, int]]) -> str:
    return charts([Chart(identifier, title, rows, is_columns=True)])[0]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg).iter("{*}text")]


def test_a_chart_shows_each_label_with_its_count() -> None:
    for drawn in (bars("a", "Title", ROWS), columns("a", "Title", ROWS)):
        assert sorted(texts(drawn)) == sorted(["Fabricated", "Satire", "Übrige", "18", "6", "0"])


BAR = re.compile(r'd="M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z" fill="var\(--gb-link\)"')


def test_bars_and_columns_stand_in_the_order_of_their_rows_and_are_as_long_as_their_counts() -> None:
    rows = [("b", 10), ("a", 40), ("c", 20)]
    for svg, along, length in ((bars("a", "Title", rows), 1, 2), (columns("a", "Title", rows), 0, 3)):
        drawn = [tuple(map(float, found)) for found in BAR.findall(svg)]
        assert [each[along] for each in drawn] == sorted(each[along] for each in drawn)
        assert [each[length] / drawn[0][length] for each in drawn] == pytest.approx([1, 4, 2])


def test_a_chart_is_an_image_with_a_name() -> None:
    root = etree.fromstring(bars("verdicts", "Most are <fabricated>", ROWS))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "verdicts"
    assert root.findtext("{*}title") == "Most are <fabricated>"


def test_colours_are_the_pages_and_nothing_is_loaded() -> None:
    drawn = bars("a", "Title", ROWS)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) <= {
        "none",
        "var(--gb-link)",
        "var(--gb-ink)",
        "var(--gb-quiet)",
    }
    assert not re.search(r"<style|<script|<image|href|url\(", drawn)


HOSTILE = [
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    "a & b &amp; c",
    "\"quoted\" 'twice'",
    "]]> <!-- <![CDATA[",
    "javascript:alert(1)",
    "Ελληνικά, Кириллица",
]


def test_a_label_is_text_and_no_markup() -> None:
    drawn = bars("a", "Title", [(label, 1) for label in HOSTILE])
    assert set(HOSTILE) <= set(texts(drawn))
    assert {element.tag.split("}")[-1] for element in etree.fromstring(drawn).iter()} <= {
        "svg",
        "title",
        "g",
        "path",
        "text",
    }


def test_the_same_rows_give_the_same_bytes() -> None:
    first = columns("a", "Title", ROWS)
    _begun.cache_clear()
    assert columns("a", "Title", ROWS) == first


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import os; os.abort()", "the charts cannot be drawn: a process was stopped; is there enough memory?"),
        ("raise ImportError('no renderer')", "the charts cannot be drawn: .*ImportError: no renderer"),
    ],
)
def test_a_renderer_that_ends_without_a_drawing_is_said_so(
    program: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for much memory, and so is among the first that a system ends where that is short."""
    (tmp_path / "vl_convert.py").write_text(program)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    chart = Chart("a", "Title", [(program, 1)])  # which no other test has had drawn
    begin_charts([chart])
    with pytest.raises(StoppedError, match=f"(?s){message}"):
        charts([chart])
