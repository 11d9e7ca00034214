"""Of which parts the charts are made: data, channels, legends, labels, and the look they share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from entaku.briefing.cells import Point, headed
from entaku.briefing.widths import cut, width, wrapped
from entaku.model.finding import Column
from entaku.model.text import Language

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""
Series = dict[str, tuple[str, str]]
"""Of each series, the sign that stands for it beside its values, and its words in the legend."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PALETTE = ("#2f7fb5", "#d55e00", "#009e73", "#aa5a9b", "#b5860b", "#3a9bd9", "#7f8790")
GREY = "#7f8790"
INK = "#3d4249"
LINE = "#d9dce0"

TOOLTIP: Spec = {"field": "tip", "type": "nominal"}
SPLIT = "split(datum.label, '\\n')"
"""The expression that breaks a label into its lines."""
LINE_HEIGHT = 15

_FONTS: Mapping[Language, str] = MappingProxyType(
    {
        "en": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
        "ja": '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", Meiryo, sans-serif',
    }
)
_LABEL_SIZES = ((20, 3), (28, 6))
"""How many places and lines a label may take: few, and more where cutting would make two labels alike."""
_PARTS = re.compile(r"[,;] |[、；]")
_LEGEND_PLACES, _NAME_PLACES = 44, 36
_CIRCLED = 20
"""How many circled numbers there are."""


def datum(point: Point, **more: Any) -> dict[str, Any]:
    """Give what a chart is told of a point: its numbers where it has them, its row in words as `tip`."""
    numbers = {"x": point.x, "y": point.y, "value": point.value, "low": point.low, "high": point.high}
    known = {name: at for name, at in numbers.items() if isinstance(at, str) or math.isfinite(at)}
    return known | {"tip": point.told} | more


def scaled(name: str, column: Column, language: Language, **scale: Any) -> Spec:
    """Give a channel along a scale of numbers, with the column's title and form on its axis."""
    axis: Spec = {"title": headed(column, language), "tickCount": 5}
    if column.form == "share":
        axis["format"] = "~%"
    return {"field": name, "type": "quantitative", "scale": scale, "axis": axis}


def further(name: str) -> Spec:
    """Give a channel on a scale that another layer names; without the null the titles pile up."""
    return {"field": name, "type": "quantitative", "title": None}


def as_given(name: str) -> Spec:
    """Give a channel whose value stands in the data as it is."""
    return {"field": name, "type": "quantitative", "scale": None, "legend": None}


def nominal(name: str, domain: Iterable[str], **more: Any) -> Spec:
    """Give a channel of names in the order in which they are given."""
    named = {"field": name, "type": "nominal", "title": None, "sort": None}
    return named | {"scale": {"domain": list(domain)}} | more


def ranged(name: str, domain: Sequence[str], given: Sequence[Any], **more: Any) -> Spec:
    """Give a channel that turns names into shapes, dashes or colours, in turn."""
    scale = {"domain": list(domain), "range": cycled(given, len(domain))}
    return {"field": name, "type": "nominal", "scale": scale} | more


def cycled(given: Sequence[Any], count: int) -> list[Any]:
    """Give so many of these, from the first again where they run out."""
    return [given[at % len(given)] for at in range(count)]


def names_down(labels: Iterable[str]) -> Spec:
    """Give the channel of names down the left side, their lines about the middle of the row."""
    lift = _by_lines(lambda lines: -LINE_HEIGHT / 2 * (lines - 1), 0)
    return nominal("label", labels, axis=_names() | {"labelLimit": 260, "labelOffset": lift})


def names_above(heads: Iterable[str]) -> Spec:
    """Give the channel of names above columns, their last line next to the column."""
    lift = _by_lines(lambda lines: 8 + LINE_HEIGHT * (lines - 1), 8)
    upright = {"orient": "top", "labelAngle": 0, "labelLimit": 200, "labelPadding": lift}
    return nominal("series", heads, axis=_names() | upright)


def _names() -> Spec:
    bare = {"title": None, "ticks": False, "domain": False}
    return bare | {"labelExpr": SPLIT, "labelLineHeight": LINE_HEIGHT}


def _by_lines(moved: Callable[[int], float], otherwise: float) -> Spec:
    """Move labels by how many lines they have: Vega places them by their first line alone."""
    moves = [
        {"test": f"length(split(datum.value, '\\n')) == {lines}", "value": moved(lines)}
        for lines in range(2, _LABEL_SIZES[-1][1] + 1)
    ]
    return {"condition": moves, "value": otherwise}


def words_at(align: str, **more: Any) -> Spec:
    """Give the mark of words set in a chart."""
    return {"type": "text", "align": align, "baseline": "middle", "fontSize": 12, "color": INK} | more


def lines_of(names: Iterable[str]) -> dict[str, str]:
    """Give of each name the lines on an axis, told apart where cutting makes two alike."""
    all_names = list(dict.fromkeys(names))
    short = all_names
    for places, lines in _LABEL_SIZES:
        cut_down = ["\n".join(wrapped(name, places, lines=lines)) for name in short]
        if len(set(cut_down)) == len(cut_down):
            break
        short = _without_shared_start(all_names)
    taken: dict[str, int] = {}
    out = {}
    for name, label in zip(all_names, cut_down, strict=True):
        taken[label] = taken.get(label, 0) + 1
        out[name] = f"{label} #{taken[label]}" if taken[label] > 1 else label
    return out


def _without_shared_start(names: Sequence[str]) -> list[str]:
    """Leave out the parts of a list with which all of these names begin; the tooltip still has them."""
    first, last = min(names), max(names)  # what these two share, all share
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    ends = [at.end() for at in _PARTS.finditer(first[:shared])]
    return [f"…{name[ends[-1] :]}" for name in names] if ends else list(names)


def height_of(labels: Iterable[str]) -> int:
    """Give the pixels that the tallest of these labels asks for."""
    return LINE_HEIGHT * max(label.count("\n") + 1 for label in labels) + 16


def keyed(drawn: Sequence[Point]) -> Series:
    """Give every series a sign of its own, so that it can be told without its colour."""
    names = list(dict.fromkeys(point.series for point in drawn))
    if len(names) == 1:
        return {names[0]: ("", names[0])}
    signs = [chr(0x2460 + at) if at < _CIRCLED else f"({at + 1})" for at in range(len(names))]
    return {name: (key, f"{key} {cut(name, _NAME_PLACES)}") for key, name in zip(signs, names, strict=True)}


def coloured(series: Series) -> Spec:
    """Give the channel of colour for series, with the legend that shows their signs."""
    names = [name for _, name in series.values()]
    return ranged("series", names, PALETTE, legend=legend(names))


def legend(names: Sequence[str]) -> Spec:
    """Lay a legend out in as many columns as its words allow on a narrow page."""
    widest = max(width(name) for name in names) + 4
    columns = max(1, min(len(names), _LEGEND_PLACES // widest))
    return {"title": None, "orient": "top", "columns": columns, "labelLimit": 300}


def config(language: Language) -> Spec:
    """Give the look that all charts share; accessible names come from the page, in its language."""
    words = {"labelColor": INK, "labelFontSize": 12, "titleColor": INK, "titleFontSize": 12}
    lines = {"domainColor": LINE, "tickColor": LINE, "gridColor": LINE}
    return {
        "aria": False,
        "font": _FONTS[language],
        "view": {"stroke": None},
        "axis": words | lines | {"titleFontWeight": "normal", "titlePadding": 10, "labelPadding": 6},
        "legend": {
            "labelColor": INK,
            "labelFontSize": 12,
            "symbolSize": 90,
            "symbolOpacity": 1,
            "rowPadding": 5,
        },
    }
