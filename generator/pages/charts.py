"""Bar charts as SVG, drawn when the site is built (Vega-Lite through vl-convert), in the page's colours.

Colours are the style sheet's variables, so that a chart is legible in light and in dark; words come in the page's
language and are escaped by the renderer. The same rows always give the same bytes.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.pages.drawing import begin, drawn

Rows = Sequence[tuple[str, int]]  # label and count, in the order of the chart
Value = dict[str, Any]  # of a specification

BAR, INK, QUIET = "var(--gb-link)", "var(--gb-ink)", "var(--gb-quiet)"
WIDTH = (
    300  # of the bars: with its counts a drawing fits a phone of 360 pixels as it is, and its text stays legible
)
FONT_SIZE = 14
STEP = 44  # from one bar to the next: a line of words, and the bar below it
THICKNESS = 16
HEIGHT = 140  # of the longest column
AXIS = {
    "title": None,
    "domainColor": QUIET,
    "ticks": False,
    "labelColor": INK,
    "labelFontSize": FONT_SIZE - 1,
    "labelOverlap": "parity",
    "labelPadding": 6,
    "labelAngle": 0,
    "aria": False,
}
BARS = {"type": "bar", "color": BAR, "aria": False}


@dataclass(frozen=True)
class Chart:
    """A chart to draw: `identifier` is unique on the page, `title` says the finding; columns are for time."""

    identifier: str
    title: str
    rows: Rows
    is_columns: bool = False


def begin_charts(wanted: Sequence[Chart]) -> None:
    """Begin to draw charts that are asked for later."""
    begin([_specification(chart) for chart in wanted])


def charts(wanted: Sequence[Chart]) -> tuple[Markup, ...]:
    """Return the drawing of each chart: bars with their counts, or columns."""
    drawings = drawn([_specification(chart) for chart in wanted])
    return tuple(_labelled(svg, chart) for svg, chart in zip(drawings, wanted, strict=True))


def _labelled(svg: str, chart: Chart) -> Markup:
    """Make a drawing of the renderer an image of the page: it has a name, and no size but its proportions."""
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    width, height = size.groups() if size else ("0", "0")
    inner = svg[svg.index(">") + 1 :]
    name, title = escape(chart.identifier), escape(chart.title)
    return Markup(
        f'<svg class="gb-chart" role="img" aria-labelledby="{name}" viewBox="0 0 {width} {height}" '
        f'style="max-width: {int(width) * 5 // 4}px"><title id="{name}">{title}</title>{inner}'
    )


def _specification(chart: Chart) -> str:
    counts = {"field": "count", "type": "quantitative", "axis": None, "scale": {"nice": False, "zero": True}}
    return json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "data": {"values": [{"label": label, "count": count} for label, count in chart.rows]},
            **(_columns(counts) if chart.is_columns else _bars(counts)),
            "width": WIDTH,
            "background": None,
            "config": {"font": "inherit", "view": {"stroke": None}},
        }
    )


def _columns(counts: Value) -> Value:
    """Return columns with their names below and their counts above."""
    names = {"field": "label", "type": "nominal", "sort": None, "axis": AXIS}
    return {
        "encoding": {"x": names, "y": counts},
        "height": HEIGHT,
        "layer": [{"mark": BARS}, _text("count", names, align="center", baseline="bottom", dy=-3)],
    }


def _bars(counts: Value) -> Value:
    """Return bars with their names above them, which leaves a narrow screen the whole width for either."""
    names = {"field": "label", "type": "nominal", "sort": None, "axis": None}
    return {
        "encoding": {"y": names},
        "height": {"step": STEP},
        "layer": [
            {"mark": BARS | {"height": THICKNESS}, "encoding": {"x": counts}},
            _text("label", {"value": 0}, align="left", baseline="bottom", dy=-THICKNESS / 2 - 3),
            _text("count", counts, align="left", baseline="middle", dx=5),
        ],
    }


def _text(field: str, across: Value, **place: object) -> Value:
    """Return a layer with the text of a field, at a place `across` the drawing."""
    mark = {"type": "text", "color": INK, "fontSize": FONT_SIZE, "aria": False, "limit": 400, **place}
    return {"mark": mark, "encoding": {"x": across, "text": {"field": field, "type": "nominal"}}}
