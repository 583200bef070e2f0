"""Charts drawn to SVG at build: shapes rather than colours, colours of the theme, no style.

The content policy of the site forbids inline styles, and the pages have two themes: every colour
is therefore `currentColor` or a variable of the style sheet, written as an SVG attribute.
"""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

from calculators.vocabulary.text import NARROW_SPACE, number
from macros.pages.reference_data import Point, Series, dated

CACHE = Path(__file__).parents[2] / "build" / "charts"
WIDTH = 420
INK = "currentColor"
MARK = "var(--chart-mark, currentColor)"
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
# The library names its groups for screen readers, though the whole picture has one name.
INNER_ROLES = re.compile(r' (?:role="graphics-[^"]*"|aria-roledescription="[^"]*")')
LOCALE = {"decimal": ",", "thousands": NARROW_SPACE, "grouping": [3], "currency": ["", ""]}
CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "text": {"fill": INK, "fontSize": 13},
    "legend": {"labelColor": INK, "labelFontSize": 13, "labelLimit": WIDTH, "title": None},
    "axis": {
        "title": None,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 120,
        "labelFlush": False,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.2,
    },
}


def svg(series: Series) -> str:
    """Draw the series, as a picture that a screen reader announces by its sense."""
    spec = {"width": WIDTH, "config": CONFIG} | _spec(series)
    written = json.dumps([spec, version("vl-convert-python")], sort_keys=True, default=float)
    cached = CACHE / f"{hashlib.sha256(written.encode()).hexdigest()[:16]}.svg"
    if not cached.exists():
        drawn = _draw(json.loads(written)[0])
        CACHE.mkdir(parents=True, exist_ok=True)
        cached.write_text(drawn, "utf-8")
    picture = f'<svg role="img" aria-label="{summary(series)}" '
    return INNER_ROLES.sub("", cached.read_text("utf-8")).replace("<svg ", picture, 1)


def summary(series: Series) -> str:
    """Say in a sentence what the picture shows."""
    ends = [series.points[0], series.points[-1]]
    first, last = (f"{point.date}, {shown(series, point)}" for point in ends)
    return f"{series.title}\u202f: {first}\u202f; {last}. Les valeurs sont dans le tableau."


def shown(series: Series, point: Point) -> str:
    """Write a value with its unit when it is a sign."""
    written = point.text or number(point.value)
    return f"{written}\u00a0{series.unit}" if series.unit in ("€", "%", "M€") else written


def _draw(spec: dict[str, Any]) -> str:
    drawn = str(vl_convert.vegalite_to_svg(spec, format_locale=LOCALE))
    if "style" in drawn:
        raise ValueError("the chart holds an inline style, which the pages refuse")
    start, _, rest = drawn.partition(' width="')
    # The style sheet gives the size; the picture keeps its proportions by its viewBox.
    return start + " " + rest[rest.index("viewBox") :]


def _spec(series: Series) -> dict[str, Any]:
    draw = {"points": _points, "bars": _bars, "categories": _categories}[series.chart]
    return draw(series)


def _points(series: Series) -> dict[str, Any]:
    values = [
        {"x": str(dated(p.when)), "y": p.value, "perimeter": p.perimeter} for p in series.points
    ]
    perimeters = list(dict.fromkeys(point.perimeter for point in series.points))
    shapes = {
        "field": "perimeter",
        "scale": {"domain": perimeters, "range": SHAPES[: len(perimeters)]},
        "legend": {"orient": "bottom", "columns": 1, "symbolFillColor": MARK},
    }
    return {
        "height": 240,
        "data": {"values": values},
        "mark": {"type": "point", "size": 90, "fill": MARK, "stroke": None, "opacity": 1},
        "encoding": {
            "x": {
                "field": "x",
                "type": "temporal",
                "scale": {"nice": "year"},
                "axis": {
                    "format": "%Y",
                    "grid": False,
                    "tickCount": "year",
                    "labelOverlap": "greedy",
                    "labelSeparation": 8,
                },
            },
            "y": {"field": "y", "type": "quantitative", "axis": {"tickCount": 5}},
            "shape": shapes,
        },
    }


def _bars(series: Series) -> dict[str, Any]:
    years = [int(point.when) for point in series.points]
    values = [
        {"x": point.when, "y": point.value, "label": number(_rounded(point.value))}
        for point in series.points
    ]
    # A year without a published figure keeps its place: the gap is seen.
    domain = [str(year) for year in range(min(years), max(years) + 1)]
    x = {"field": "x", "type": "nominal", "scale": {"domain": domain}, "axis": {"labelAngle": 0}}
    y = {"field": "y", "type": "quantitative", "axis": {"tickCount": 5}}
    return {
        "height": 240,
        "data": {"values": values},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "bar", "fill": MARK}},
            {
                "mark": {"type": "text", "dy": -8, "fontSize": 12},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _categories(series: Series) -> dict[str, Any]:
    values = [
        {"y": point.when, "x": point.value, "label": shown(series, point)}
        for point in series.points
    ]
    return {
        "height": {"step": 36},
        "data": {"values": values},
        "encoding": {
            "y": {
                "field": "y",
                "type": "nominal",
                "sort": None,
                "axis": {"ticks": False, "labelPadding": 8},
            },
            "x": {"field": "x", "type": "quantitative", "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar", "fill": MARK}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _rounded(value: Decimal) -> Decimal:
    # Above its bar a figure has little room; the table holds it whole.
    return value.quantize(Decimal(1)) if value > 1000 else value
