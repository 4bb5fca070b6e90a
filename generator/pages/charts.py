"""Bar charts as SVG, drawn when the site is built (Vega-Lite through vl-convert), in the page's colours.

Colours are the style sheet's variables, so that a chart is legible in light and in dark; words come in the page's
language and are escaped by the renderer. The same rows always give the same bytes.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.pages.drawing import drawn

Rows = Sequence[tuple[str, int]]  # label and count, in the order of the chart

BAR, INK, QUIET = "var(--gb-link)", "var(--gb-ink)", "var(--gb-quiet)"
FONT_SIZE = 15  # of a drawing about 460 wide, so that it is no smaller than 10 pixels on a phone of 360
LENGTH = 280  # of the longest bar
THICKNESS = 26
COLUMNS = 400  # width of all columns together
AXIS = {
    "title": None,
    "domainColor": QUIET,
    "ticks": False,
    "labelColor": INK,
    "labelFontSize": FONT_SIZE,
    "labelLimit": 400,
    "labelPadding": 6,
    "labelAngle": 0,
    "aria": False,
}


@dataclass(frozen=True)
class Chart:
    """A chart to draw: `identifier` is unique on the page, `title` says the finding; columns are for time."""

    identifier: str
    title: str
    rows: Rows
    is_columns: bool = False


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
        f'style="max-width: {width}px"><title id="{name}">{title}</title>{inner}'
    )


def _specification(chart: Chart) -> str:
    across = not chart.is_columns
    labels = {"field": "label", "type": "nominal", "sort": None, "axis": AXIS | {"domain": chart.is_columns}}
    counts = {"field": "count", "type": "quantitative", "axis": None, "scale": {"nice": False, "zero": True}}
    beside = {"align": "left", "dx": 5} if across else {"baseline": "bottom", "dy": -3}
    text = {"type": "text", "color": INK, "fontSize": FONT_SIZE, "aria": False, **beside}
    return json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "data": {"values": [{"label": label, "count": count} for label, count in chart.rows]},
            "encoding": {"y": labels, "x": counts} if across else {"x": labels, "y": counts},
            "layer": [
                {"mark": {"type": "bar", "color": BAR, "aria": False}},
                {"mark": text, "encoding": {"text": {"field": "count", "type": "quantitative"}}},
            ],
            "width": LENGTH if across else COLUMNS,
            "height": {"step": THICKNESS} if across else LENGTH / 2,
            "background": None,
            "config": {"font": "inherit", "view": {"stroke": None}},
        }
    )
