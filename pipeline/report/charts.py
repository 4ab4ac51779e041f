"""Charts as pictures that stay sharp in print: Vega-Lite, drawn when the page is made, its colours those of the page.

Each is drawn twice, for a wide window and for a narrow one. Labels are cut and given their room here, by the width of
their characters, since the renderer knows only the fonts of the machine it runs on.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import MisuseError

SIZE = 12  # of labels, in pixels
WIDTHS = (1000, 342)  # of a chart in a wide window, and in one of 390 pixels
_ROW, _BAR = 24, 16  # height of a row and of what is drawn in it
_GAP = 16  # between the columns of a legend
_JOINT = " · "  # between whose and what
_APART = "\u2063"  # invisible: rows are told apart by what stands behind it
_LATIN = 0.58  # of the width of a Han character
_STYLE = re.compile(r' style="[^"]*"')  # the page allows no style but its own
_LINK = re.compile(r'xlink:href="[^"#]*#')  # the renderer thinks that a link leads to its own samples


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a page holds it.

    Attributes:
        wide: SVG for a wide window.
        narrow: SVG for a narrow one.
        says: What it shows, for who cannot see it.
    """

    wide: str
    narrow: str
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart.

    Attributes:
        label: Whose and what it is of, ` · ` between them.
        value: How long it is, or the year at which it stands.
        text: What is written beside it.
        link: Id of the element of the page that it leads to.
        colour: What it is coloured by.
    """

    label: str
    value: float
    text: str
    link: str
    colour: str = ""


def stacked(bars: Sequence[Bar], colours: Sequence[str], says: str) -> Chart:
    """Rows of parts, in order: how many of each colour."""
    return _drawn(says, lambda width: _stacked(bars, colours, width))


def dots(bars: Sequence[Bar], start: int, says: str) -> Chart:
    """Rows with a dot at a year, and a line that leads there from `start`."""
    return _drawn(says, lambda width: _dots(bars, start, width))


def changes(bars: Sequence[Bar], says: str) -> Chart:
    """Rows of changes in per cent, to the left or right of none."""
    return _drawn(says, lambda width: _changes(bars, width))


def _drawn(says: str, spec: Callable[[int], Mapping[str, Any]]) -> Chart:
    wide, narrow = (_svg(spec(width)) for width in WIDTHS)
    return Chart(wide, narrow, says)


def _stacked(bars: Sequence[Bar], colours: Sequence[str], width: int) -> dict[str, Any]:
    labels = _labels(bars, width, apart=False)
    colour = {
        "field": "colour",
        "type": "nominal",
        "scale": {"domain": [*colours], "range": [f"var(--series-{n + 1})" for n in range(len(colours))]},
        "legend": {
            "orient": "top",
            "title": None,
            "columns": _columns(colours, width - _extent(labels)),
            "symbolType": "square",
            "columnPadding": _GAP,
        },
    }
    order = {name: number for number, name in enumerate(colours)}
    values = [
        {**_value(bar, label), "says": f"{bar.label} · {bar.colour}: {bar.text}", "order": order[bar.colour]}
        for bar, label in zip(bars, labels, strict=True)
    ]
    return {
        **_base(width, labels),
        "data": {"values": values},
        "mark": {"type": "bar", "height": _BAR},
        "encoding": {
            **_linked(labels),
            "x": {"field": "value", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "tickCount": 8}},
            "color": colour,
            "order": {"field": "order"},
        },
    }


def _columns(names: Sequence[str], room: float) -> int:
    """In how many columns the names of a legend, row by row, fit into a width.

    >>> _columns(["活动", "材料", "温室气体"], 200), _columns(["Activity", "Materials", "Greenhouse gases"], 200)
    (2, 1)
    """
    beside = 2 * SIZE + _GAP  # the square of its colour, and what is free

    def breadth(columns: int) -> float:
        return sum(max(map(_width, names[column::columns])) + beside for column in range(columns))

    return next((columns for columns in range(len(names), 1, -1) if breadth(columns) <= room), 1)


def _dots(bars: Sequence[Bar], start: int, width: int) -> dict[str, Any]:
    labels = _labels(bars, width, apart=True)
    last = max(int(bar.value) for bar in bars)
    beside = max(_width(bar.text) for bar in bars) + 2 * SIZE
    # the years have what is left of the width by the labels and by what is written beside the last dot
    room = (last - start) * beside / max(width - _extent(labels) - beside, beside)
    axis = {"format": "d", "values": _years(start, last, 6 if width == WIDTHS[0] else 2), "orient": "top"}
    scale = {"domain": [start, last + room], "nice": False, "zero": False}
    year = {"field": "value", "type": "quantitative", "title": None, "scale": scale, "axis": axis}
    values = [{**_value(bar, label), "start": start} for bar, label in zip(bars, labels, strict=True)]
    linked = {**_linked(labels), "x": year}
    line = {"y": _rows(labels), "x": {"field": "start", "type": "quantitative"}, "x2": {"field": "value"}}
    return {
        **_base(width, labels),
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": "var(--line-strong)", "strokeWidth": 2}, "encoding": line},
            {"mark": {"type": "circle", "size": 110, "opacity": 1, "color": "var(--series-2)"}, "encoding": linked},
            {"mark": _beside("left", 10), "encoding": {**linked, "text": {"field": "text"}}},
        ],
    }


def _changes(bars: Sequence[Bar], width: int) -> dict[str, Any]:
    labels = _labels(bars, width, apart=True)
    low, high = (pick(0.0, *(bar.value for bar in bars)) for pick in (min, max))
    beside = max(_width(bar.text) for bar in bars) + SIZE
    sides = beside * ((low < 0) + (high > 0))
    room = (high - low) * beside / max(width - _extent(labels) - sides, beside)
    change = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [low - room if low < 0 else 0, high + room if high > 0 else 0], "nice": False},
        # a narrow chart has no room for more: the values stand beside their bars
        "axis": {**({"tickCount": 6} if width == WIDTHS[0] else {"values": [0]}), "labelExpr": "datum.label + ' %'"},
    }
    sign = {"test": "datum.value > 0", "value": "var(--series-2)"}
    linked = {**_linked(labels), "x": change}
    text = {**linked, "text": {"field": "text"}}
    return {
        **_base(width, labels),
        "padding": {"left": 5, "top": 5, "right": 2 * SIZE, "bottom": 5},  # half of the last label of the axis
        "data": {"values": [_value(bar, label) for bar, label in zip(bars, labels, strict=True)]},
        "layer": [
            {
                "mark": {"type": "bar", "height": _BAR},
                "encoding": {**linked, "color": {"condition": sign, "value": "var(--series-1)"}},
            },
            {"transform": [{"filter": "datum.value >= 0"}], "mark": _beside("left", 5), "encoding": text},
            {"transform": [{"filter": "datum.value < 0"}], "mark": _beside("right", -5), "encoding": text},
        ],
    }


def _value(bar: Bar, label: str) -> dict[str, Any]:
    says = f"{bar.label}: {bar.text}"
    return {
        "label": label,
        "value": bar.value,
        "text": bar.text,
        "href": f"#{bar.link}",
        "colour": bar.colour,
        "says": says,
    }


def _linked(labels: Sequence[str]) -> dict[str, Any]:
    return {"href": {"field": "href"}, "description": {"field": "says"}, "y": _rows(labels)}


def _beside(align: str, dx: int) -> dict[str, Any]:
    return {"type": "text", "align": align, "dx": dx, "color": "var(--ink)", "fontSize": SIZE}


def _years(start: int, last: int, most: int) -> list[int]:
    step = max(1, -(-(last - start) // most))
    return list(range(last, start - 1, -step))


def _rows(labels: Sequence[str]) -> dict[str, Any]:
    extent = _extent(labels)
    shown = f"split(split(datum.label, '{_APART}')[0], '\\n')"
    return {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 0, "minExtent": extent, "maxExtent": extent, "labelExpr": shown},
    }


def _extent(labels: Sequence[str]) -> int:
    return round(max((_width(line) for label in labels for line in _shown(label)), default=0)) + 8


def _labels(bars: Sequence[Bar], width: int, *, apart: bool) -> list[str]:
    """The labels of the rows, cut to a part of the chart, in two lines where it is narrow.

    Args:
        bars: What stands in the rows.
        width: Width of the chart.
        apart: Whether each is a row of its own; else those are one that lead to the same.
    """
    keys: list[object] = [number if apart else bar.link for number, bar in enumerate(bars)]
    rows: dict[object, str] = {}
    for key, bar in zip(keys, bars, strict=True):
        first, mark, rest = bar.label.partition(_JOINT) if width != WIDTHS[0] else (bar.label, "", "")
        most = width * (0.34 if width == WIDTHS[0] else 0.4)
        lines = [_cut(line, most) for line in (first, rest if mark else "") if line]
        rows.setdefault(key, "\n".join(lines) + f"{_APART}{len(rows)}")
    return [rows[key] for key in keys]


def _shown(label: str) -> list[str]:
    return label.partition(_APART)[0].split("\n")


def _cut(text: str, most: float) -> str:
    if _width(text) <= most:
        return text
    while text and _width(text) > most - SIZE:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> float:
    """Of one line in pixels."""
    return SIZE * sum(1 if unicodedata.east_asian_width(letter) in "WFA" else _LATIN for letter in text)


def _base(width: int, labels: Sequence[str]) -> dict[str, Any]:
    lines = max((len(_shown(label)) for label in labels), default=1)
    quiet = {"labelColor": "var(--quiet)", "domainColor": "var(--line-strong)", "tickColor": "var(--line-strong)"}
    axis = {**quiet, "gridColor": "var(--line)", "labelFontSize": SIZE}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "width": width,
        "height": {"step": _ROW + (lines - 1) * (SIZE + 2)},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": axis,
            "axisY": {
                "labelColor": "var(--ink)",
                "ticks": False,
                "domain": False,
                "labelPadding": 6,
                "labelLineHeight": SIZE + 2,
            },
            "legend": {"labelColor": "var(--ink)", "labelFontSize": SIZE},
        },
    }


def _svg(spec: Mapping[str, Any]) -> str:
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MisuseError("the charts need vl-convert; `pip install 'casebook-pipeline[report]'` brings it") from error
    drawn: str = vl_convert.vegalite_to_svg(dict(spec))
    return _LINK.sub('href="#', _STYLE.sub("", drawn))
