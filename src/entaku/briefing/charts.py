"""Which picture a figure makes: Vega-Lite 6 specifications as plain dicts.

Colours are mid-tones with a contrast of 3:1 on white and on the dark page, and nothing is told by colour
alone: shapes, dashes, numbered series and printed values say the same. What a tooltip or label says is put
into words here, so that drawing needs neither a locale nor number formats. Marks named `ink` carry words and
lines that a page may set in its own colour of text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from entaku.briefing.cells import Point, columns_of, headed, points
from entaku.briefing.chart_parts import (
    GREY,
    INK,
    LINE,
    LINE_HEIGHT,
    PALETTE,
    SCHEMA,
    TOOLTIP,
    Spec,
    as_given,
    coloured,
    config,
    cycled,
    datum,
    further,
    height_of,
    keyed,
    legend,
    lines_of,
    names_above,
    names_down,
    nominal,
    ranged,
    scaled,
    words_at,
)
from entaku.briefing.plain import said
from entaku.briefing.widths import cut, width, wrapped
from entaku.briefing.words import word
from entaku.model.finding import Figure
from entaku.model.text import Language

_WIDTH = 620
_CELL_PLACES, _CELL_PLACES_OF_MANY, _MANY, _CELL_LINES = 14, 10, 4, 5
"""How many places a cell has where columns are few and where they are more than `_MANY`, and its lines."""
_PLACE = 6.4
"""How many pixels a place of twelve-point words takes."""
_NARROWEST_CELL, _WIDEST_CELL, _MATRIX_WIDTH = 64, 160, 480
_BAR = 20
_NAME_PLACES = 40
_SHAPES = ("diamond", "square", "triangle-up", "cross", "triangle-down", "triangle-right", "circle")
_DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [12, 4], [1, 3])
_TINTS = tuple(PALETTE[at] for at in (0, 4, 3, 5, 1, 2))
"""For cells: without green beside red, which would judge."""
_ROOM_FOR_WORDS, _ROOM_FOR_SIGN = 0.12, 0.03
"""From which share on a segment of a narrow chart has room for its value, and for its sign."""


def chart(figure: Figure, language: Language) -> Spec:
    """Give the Vega-Lite specification of a figure; empty where there is nothing to draw, as for a table.

    Examples
    --------
    >>> from entaku.model.finding import Column
    >>> from entaku.model.text import both
    >>> names = Column(id="n", title=both("party"), role="label")
    >>> shares = Column(id="s", title=both("share"), role="value", form="share")
    >>> bars = Figure(
    ...     id="f",
    ...     lens="l",
    ...     title=both("t"),
    ...     kind="bars",
    ...     columns=(names, shares),
    ...     rows=(("A", 0.5),),
    ...     caption=both(""),
    ...     rule=both(""),
    ... )
    >>> chart(bars, "en")["layer"][0]["mark"]["type"]
    'bar'
    """
    kinds: Mapping[str, Callable[[Figure, Sequence[Point], Language], Spec]] = {
        "scatter": _scatter,
        "bars": _bars,
        "stacked": _stacked,
        "matrix": _matrix,
        "line": _line,
    }
    drawn = [point for point in points(figure, language) if _has_place(point, figure)]
    if figure.kind not in kinds or not drawn:
        return {}
    title = said(figure.title, language)
    frame = {"$schema": SCHEMA, "description": title, "width": _WIDTH, "config": config(language)}
    return frame | kinds[figure.kind](figure, drawn, language)


_SHARE_BEHIND = re.compile(r"\s?[（(][^()（）]{0,12}%[^()（）]{0,8}[)）]$")


def _has_place(point: Point, figure: Figure) -> bool:
    across = isinstance(point.x, str) or math.isfinite(point.x)
    if figure.kind == "scatter":
        return across and not isinstance(point.x, str) and math.isfinite(point.y)
    if figure.kind == "line":
        return across and point.x != "" and math.isfinite(point.y)
    return figure.kind == "matrix" or math.isfinite(point.value)


def _scatter(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Draw a point for every row; marked rows have their own shape, size and fill, and lie on top."""
    other = word("other", language)
    named = ([part for part in (p.mark, p.series) if part not in ("", other)] for p in drawn)
    names = [word("separator", language).join(cut(part, _NAME_PLACES) for part in parts) for parts in named]
    others = [other] * ("" in names)
    order = others + list(dict.fromkeys(name for name in names if name))
    rows = [
        datum(point, group=name or order[0], size=110 if name else 36, opacity=0.9 if name else 0.1)
        for point, name in zip(drawn, names, strict=True)
    ]
    rows.sort(key=lambda row: order.index(row["group"]))

    def by_group(other: Any, marked: Sequence[Any]) -> Spec:
        values = [other] * len(others) + cycled(marked, len(order) - len(others))
        return ranged("group", order, values, legend=legend(order) if len(order) > 1 else None)

    return {
        "height": 400,
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.5},
        "encoding": {
            "x": scaled("x", columns_of(figure, "across")[0], language, zero=False, nice=True),
            "y": scaled("y", columns_of(figure, "up")[0], language, zero=False, nice=True),
            "shape": by_group("circle", _SHAPES),
            "fill": by_group(GREY, PALETTE),
            "stroke": by_group(GREY, PALETTE),
            "fillOpacity": as_given("opacity"),
            "size": as_given("size"),
            "tooltip": TOOLTIP,
        },
    }


def _bars(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Draw a bar for every row with its value printed, and the low and high ends where they are known."""
    labels, series = lines_of(point.label for point in drawn), keyed(drawn)
    rows = [_bar(point, labels, *series[point.series]) for point in drawn]
    column = columns_of(figure, "value")[0]
    shares = column.form == "share" and all(row["value"] >= 0 and row["end"] <= 1 for row in rows)
    grouped = len(series) > 1
    place: Spec = {"y": names_down(labels.values())}
    if grouped:
        place["yOffset"] = nominal("series", [name for _, name in series.values()])
    across = scaled("value", column, language, **({"domain": [0, 1]} if shares else {"nice": True}))
    bar = {"x": across | {"stack": None}, "tooltip": TOOLTIP}
    bar["color"] = coloured(series) if grouped else {"value": PALETTE[0]}
    text = {"x": further("end"), "text": {"field": "text"}}
    thick: Spec | int = {"band": 0.8} if grouped else _BAR
    return {
        "height": len(labels) * max(height_of(labels.values()), (_BAR + 2) * len(series) + 12),
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": thick, "opacity": 0.85}, "encoding": place | bar},
            *_reaches([row for row in rows if "low" in row and "high" in row], place),
            {"name": "ink_text", "mark": words_at("left", dx=7), "encoding": place | text},
        ],
    }


def _bar(point: Point, labels: Mapping[str, str], sign: str, series: str) -> dict[str, Any]:
    end = max(0.0, point.value, *(at for at in (point.high,) if math.isfinite(at)))
    text = f"{sign} {point.text}".strip()
    return datum(point, label=labels[point.label], series=series, text=text, end=end)


def _reaches(rows: Sequence[Spec], place: Spec) -> list[Spec]:
    """Give the layers that mark how low and high a value may be."""
    if not rows:
        return []
    span = place | {"x": further("low"), "x2": {"field": "high"}}
    mark = {"type": "rule", "strokeWidth": 1.5, "color": INK}
    tick = {"type": "tick", "size": 10, "thickness": 1.5, "color": INK}
    ends = [{"name": f"ink_{end}", "mark": tick, "encoding": place | {"x": further(end)}} for end in _ENDS]
    layers = [{"name": "ink_range", "mark": mark, "encoding": span}, *ends]
    return [{"data": {"values": list(rows)}} | layer for layer in layers]


_ENDS = ("low", "high")


def _stacked(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Draw a row of shares for every label, each segment with the sign of its series and its share."""
    labels, series = lines_of(point.label for point in drawn), keyed(drawn)
    reached = dict.fromkeys(labels.values(), 0.0)
    rows = []
    for point in drawn:
        label, (sign, name) = labels[point.label], series[point.series]
        start, end = reached[label], reached[label] + point.value
        ends = {"start": start, "middle": (start + end) / 2, "end": end}
        rows.append(datum(point, label=label, series=name, text=_segment(sign, point), **ends))
        reached[label] = end
    place = {"y": names_down(labels.values())}
    across = scaled(
        "start", columns_of(figure, "value")[0], language, domain=[0, max(1.0, *reached.values())]
    )
    bar = {"x": across, "x2": {"field": "end"}, "tooltip": TOOLTIP}
    bar |= {"fill": coloured(series), "stroke": coloured(series)}
    text = {"x": further("middle"), "text": {"field": "text"}}
    mark = {"type": "bar", "height": 28, "fillOpacity": 0.32, "strokeWidth": 1.5}
    return {
        "height": len(labels) * max(height_of(labels.values()), 42),
        "data": {"values": rows},
        "layer": [
            {"mark": mark, "encoding": place | bar},
            {"name": "ink_text", "mark": words_at("center"), "encoding": place | text},
        ],
    }


def _segment(sign: str, point: Point) -> str:
    """Say as much in a segment as it has room for."""
    if point.value >= _ROOM_FOR_WORDS:
        return f"{sign} {point.text}".strip()
    return sign if point.value >= _ROOM_FOR_SIGN else ""


def _matrix(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Draw a cell for every row and series with its words in it; a tint goes with them, never alone."""
    labels = lines_of(point.label for point in drawn)
    columns = dict.fromkeys(point.series for point in drawn)
    places = _CELL_PLACES if len(columns) <= _MANY else _CELL_PLACES_OF_MANY
    heads = {name: "\n".join(wrapped(name, places, lines=_CELL_LINES)) for name in columns}
    rows = []
    for point in drawn:
        lines = wrapped(point.text, places, lines=_CELL_LINES)
        row = datum(point, label=labels[point.label], series=heads[point.series], text="\n".join(lines))
        rows.append(row | {"lines": len(lines), "kind": point.mark or point.text})
    place = {"x": names_above(heads.values()), "y": names_down(labels.values())}
    lift = {"expr": f"-{LINE_HEIGHT / 2} * (datum.lines - 1)"}
    mark = words_at("center", lineBreak="\n", lineHeight=LINE_HEIGHT, dy=lift)
    tall = max(height_of(labels.values()), LINE_HEIGHT * max(row["lines"] for row in rows) + 16)
    cell = place | _tint(drawn, figure, word("not_stated", language)) | {"tooltip": TOOLTIP}
    return {
        "width": {"step": _cell_width([row["text"] for row in rows], list(heads.values()))},
        "height": {"step": tall},
        "data": {"values": rows},
        "layer": [
            {"name": "cell", "mark": {"type": "rect", "stroke": LINE}, "encoding": cell},
            {"name": "ink_text", "mark": mark, "encoding": place | {"text": {"field": "text"}}},
        ],
    }


def _cell_width(texts: Sequence[str], heads: Sequence[str]) -> int:
    """Give the pixels of a column: what its words need, and more while the page has room."""
    longest = max(width(line) for text in (*texts, *heads) for line in text.split("\n"))
    needed = round(_PLACE * longest) + 16
    return max(_NARROWEST_CELL, needed, min(_WIDEST_CELL, _MATRIX_WIDTH // len(heads)))


def _kind(point: Point) -> str:
    """Say what kind of answer a cell gives: its words without the share in brackets behind them."""
    return _SHARE_BEHIND.sub("", point.mark or point.text)


def _tint(drawn: Sequence[Point], figure: Figure, silent: str) -> Spec:
    """Tint cells by their share, or by their kind where there are few; what is not stated stays grey."""
    kinds = [kind for kind in dict.fromkeys(map(_kind, drawn)) if kind.casefold() != silent.casefold()]
    if all(column.form == "share" for column in columns_of(figure, "value")):
        scale = {"domain": [0, 1], "range": [0.03, 0.5], "clamp": True}
        return {
            "fill": {"value": PALETTE[0]},
            "fillOpacity": further("value") | {"scale": scale, "legend": None},
        }
    # Other numbers need not share one scale from column to column, so no tint compares them.
    if len(kinds) <= len(_TINTS) and not any(math.isfinite(point.value) for point in drawn):
        quiet = [kind for kind in dict.fromkeys(map(_kind, drawn)) if kind not in kinds]
        colours = [*_TINTS[: len(kinds)], *[GREY] * len(quiet)]
        return {"fill": ranged("kind", [*kinds, *quiet], colours, legend=None), "fillOpacity": {"value": 0.2}}
    return {"fill": {"value": GREY}, "fillOpacity": {"value": 0.06}}


def _line(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Draw values over dates or numbers, each series with its own dash and shape, over its band."""
    names = {point.series: cut(point.series, _NAME_PLACES) for point in drawn}
    order = list(dict.fromkeys(names.values()))
    rows = [datum(point, series=names[point.series]) for point in drawn]
    banded = [row for row in rows if "low" in row and "high" in row]
    shown = {"legend": legend(order) if len(order) > 1 else None}
    place = {"x": _along(figure, drawn, language), "color": ranged("series", order, PALETTE, **shown)}
    up = scaled("y", columns_of(figure, "up")[0], language, nice=True)
    band: Spec = {"mark": {"type": "area", "opacity": 0.16}, "data": {"values": banded}}
    band["encoding"] = place | {"y": further("low"), "y2": {"field": "high"}}
    line: Spec = {"mark": {"type": "line", "strokeWidth": 2}}
    line["encoding"] = place | {"y": up, "strokeDash": ranged("series", order, _DASHES, **shown)}
    dots: Spec = {"mark": {"type": "point", "filled": True, "size": 55, "opacity": 1}}
    dots["encoding"] = place | {"y": further("y"), "shape": ranged("series", order, _SHAPES, **shown)}
    dots["encoding"]["tooltip"] = TOOLTIP
    return {"height": 300, "data": {"values": rows}, "layer": [*([band] if banded else []), line, dots]}


def _along(figure: Figure, drawn: Sequence[Point], language: Language) -> Spec:
    """Give the scale under a line: dates, numbers, or steps in the order of the rows."""
    column = columns_of(figure, "across")[0]
    title = headed(column, language)
    if column.form == "date" and all(_is_date(point.x) for point in drawn):
        axis = {"format": word("axis_day", language), "title": title, "labelOverlap": True, "tickCount": 4}
        return {"field": "x", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}
    if not any(isinstance(point.x, str) for point in drawn):
        return scaled("x", column, language, zero=False, nice=False)
    steps = list(dict.fromkeys(str(point.x) for point in drawn))
    axis = {"title": title, "labelAngle": 0, "labelLimit": 120}
    return {"field": "x", "type": "ordinal", "sort": None, "scale": {"domain": steps}, "axis": axis}


def _is_date(words: float | str) -> bool:
    try:
        return bool(date.fromisoformat(str(words)))
    except ValueError:
        return False
