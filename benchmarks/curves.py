"""Curves of time against the number of incidents, as one SVG: a line for each builder, both scales logarithmic.

In a page, the colours are the page's own variables; as a file of its own, the drawing brings the same colours for
light and for dark. Lines differ in dashes, in the form of their points and by the name at their end: colour only
sets our own apart.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice

from markupsafe import escape

from generator.pages.drawing import drawn

Layer = dict[str, object]  # a part of a Vega-Lite specification
Points = Mapping[str, Sequence[tuple[int, float]]]  # of each builder: number of incidents and seconds

WIDTH, HEIGHT = 500, 320  # wide enough for a long name between two sizes
FONT_SIZE = 14
ROOM = 18  # pixels that a name at the end of a line needs
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [10, 4], [1, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
OWN, INK, QUIET, RULE, PAPER = (f"var(--curve-{name})" for name in ("own", "ink", "quiet", "rule", "paper"))
STYLE = """<style>
.gb-curves { --curve-own: var(--gb-link, #1d4f7c); --curve-ink: var(--gb-ink, #1c1b19);
  --curve-quiet: var(--gb-quiet, #5b5850); --curve-rule: var(--gb-rule, #d9d5c9);
  --curve-paper: var(--gb-paper, #ffffff);
  font-family: var(--gb-sans, system-ui, sans-serif) }
@media (prefers-color-scheme: dark) { .gb-curves { --curve-own: var(--gb-link, #8fc0ec);
  --curve-ink: var(--gb-ink, #e9e6df); --curve-quiet: var(--gb-quiet, #a9a59b);
  --curve-rule: var(--gb-rule, #393b42); --curve-paper: var(--gb-paper, #15161a) } }
</style>"""


def curves(points: Points, own: str, identifier: str, title: str) -> str:
    """Return the drawing; `own` is the builder that stands out, `title` is for a reader who does not see it."""
    (svg,) = drawn([_specification(points, own)])
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    width, height = size.groups() if size else ("0", "0")
    inner = svg[svg.index(">") + 1 :]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gb-chart gb-curves" role="img" '
        f'aria-labelledby="{escape(identifier)}" viewBox="0 0 {width} {height}" style="max-width: {width}px">'
        f'<title id="{escape(identifier)}">{escape(title)}</title>{STYLE}{inner}'
    )


def places_of_names(ends: Mapping[str, float], span: float) -> dict[str, float]:
    """Return where each name stands, as the logarithm of seconds: at its line's end, but clear of the one below.

    `span` is what the whole scale spans.
    """
    least, below, places = span * ROOM / HEIGHT, -math.inf, {}
    for name, end in sorted(ends.items(), key=lambda each: each[1]):
        below = max(math.log10(end), below + least)
        places[name] = below
    return places


def _specification(points: Points, own: str) -> str:
    seconds = [value for line in points.values() for _, value in line]
    sizes = sorted({size for line in points.values() for size, _ in line})
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    names = list(points)
    colour = _by_name(names, [OWN if name == own else INK for name in names])
    dashes, shapes = (_by_name(names, list(islice(cycle(forms), len(names)))) for forms in (DASHES, SHAPES))
    rows = [{"name": name, "size": size, "seconds": value} for name in names for size, value in points[name]]
    encoding = {
        "x": _axis("size", "incidents", [sizes[0], sizes[-1]], sizes),
        "y": _axis("seconds", "seconds", [10**low, 10**high], [10**power for power in range(low, high + 1)]),
    }
    line = {"mark": {"type": "line", "strokeWidth": 2, "aria": False}}
    point = {"mark": {"type": "point", "filled": True, "opacity": 1, "size": 60, "aria": False}}
    return json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "data": {"values": rows},
            "encoding": encoding,
            "layer": [
                {**line, "encoding": {"color": colour, "strokeDash": dashes}},
                {**point, "encoding": {"color": colour, "shape": shapes}},
                *_names(points, high - low, colour),
            ],
            "width": WIDTH,
            "height": HEIGHT,
            "background": None,
            "config": {"font": "inherit", "view": {"stroke": None}},
        }
    )


def _names(points: Points, span: float, colour: Layer) -> Iterator[Layer]:
    """Yield the layers that write each builder's name at the end of its line, on paper: no line crosses it."""
    last = {name: max(line) for name, line in points.items()}
    rows = []
    for size in sorted({size for size, _ in last.values()}):
        ends = {name: seconds for name, (end, seconds) in last.items() if end == size}
        places = places_of_names(ends, span)
        rows += [{"name": name, "size": size, "seconds": 10**place} for name, place in places.items()]
    mark = {"type": "text", "align": "left", "dx": 9, "fontSize": FONT_SIZE, "aria": False}
    text = {"field": "name", "type": "nominal"}
    paper = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER}
    yield {"data": {"values": rows}, "mark": mark | paper, "encoding": {"text": text}}
    yield {"data": {"values": rows}, "mark": mark, "encoding": {"text": text, "color": colour}}


def _by_name(names: Sequence[str], forms: Sequence[object]) -> Layer:
    """Return an encoding that gives each builder a form of its own."""
    return {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(forms)},
        "legend": None,
    }


def _axis(field: str, title: str, domain: list[float], values: Sequence[float]) -> Layer:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"type": "log", "domain": domain, "nice": False},
        "axis": {
            "title": title,
            "titleColor": INK,
            "titleFontSize": FONT_SIZE,
            "titleFontWeight": "normal",
            "values": list(values),
            "labelExpr": "datum.value < 1 ? format(datum.value, '.2~r') : format(datum.value, ',')",
            "labelColor": INK,
            "labelFontSize": FONT_SIZE,
            "domainColor": QUIET,
            "tickColor": QUIET,
            "gridColor": RULE,
            "aria": False,
        },
    }
