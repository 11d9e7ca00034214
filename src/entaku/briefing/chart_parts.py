"""Of which parts the charts are made: data, channels, legends, labels, and the look they share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
LINE_HEIGHT = 16

_FONTS: Mapping[Language, str] = MappingProxyType(
    {
        "en": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
        "ja": '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", Meiryo, sans-serif',
    }
)
_LABEL_PLACES, _LABEL_LINES = 20, 3
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
    """Give the channel of names down the left side, in lines."""
    axis = {"title": None, "labelExpr": SPLIT, "labelLimit": 260, "ticks": False, "domain": False}
    return nominal("label", labels, axis=axis)


def words_at(align: str, **more: Any) -> Spec:
    """Give the mark of words set in a chart."""
    return {"type": "text", "align": align, "baseline": "middle", "fontSize": 12, "color": INK} | more


def lines_of(names: Iterable[str], places: int = _LABEL_PLACES) -> dict[str, str]:
    """Give of each name the lines on an axis, told apart where cutting makes two alike."""
    out: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in dict.fromkeys(names):
        lines = "\n".join(wrapped(name, places, lines=_LABEL_LINES))
        taken[lines] = taken.get(lines, 0) + 1
        out[name] = f"{lines} #{taken[lines]}" if taken[lines] > 1 else lines
    return out


def height_of(labels: Iterable[str]) -> int:
    """Give the pixels that the tallest of these labels asks for."""
    return LINE_HEIGHT * max(label.count("\n") + 1 for label in labels) + 18


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
