"""How the cells of a figure read, and which point of a chart each of them is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from entaku.briefing.amounts import number, share
from entaku.briefing.plain import clean, said
from entaku.briefing.widths import cut
from entaku.briefing.words import day, word
from entaku.model.finding import Cell, Column, Figure, FigureKind
from entaku.model.text import Language, Text

Part = Literal["label", "series", "mark", "value", "across", "up", "low", "high"]
_Pair = tuple[Column, Cell]

TOLD_PLACES = 160
"""How much of a cell a tooltip shows."""

_PLAIN: Mapping[Part, tuple[str, ...]] = MappingProxyType(
    {
        "label": ("label",),
        "series": ("series",),
        "mark": ("mark",),
        "value": ("value", "y"),
        "across": ("x",),
        "up": ("y", "value"),
        "low": ("low",),
        "high": ("high",),
    }
)
# Bars and matrices may name their columns by where they lie instead: names down, amounts or heads across.
_BY_KIND: Mapping[FigureKind, Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        "bars": {"label": ("label", "y"), "value": ("value", "x")},
        "stacked": {"label": ("label", "y"), "series": ("mark", "series"), "value": ("value", "x")},
        "matrix": {"label": ("label", "y"), "series": ("series", "x"), "value": ("value", "mark")},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing a chart draws: what it is, where it lies, and its whole row in words, a line a column."""

    label: str
    series: str
    mark: str
    text: str
    value: float
    x: float | str
    y: float
    low: float
    high: float
    told: str


def shown(cell: Cell, column: Column, language: Language) -> str:
    """Give a cell in words, harmless, in the form its column asks for.

    Examples
    --------
    >>> from entaku.model.text import both
    >>> shown("2025-12-02", Column(id="when", title=both("t"), form="date"), "ja")
    '2025年12月2日'
    """
    if isinstance(cell, Text):
        return said(cell, language)
    if isinstance(cell, str):
        return _dated(cell, language) if column.form == "date" else clean(cell)
    return share(cell, language) if column.form == "share" else number(cell, language)


def headed(column: Column, language: Language) -> str:
    """Give the title of a column with its unit."""
    title = said(column.title, language)
    return word("unit", language, title=title, unit=said(column.unit, language)) if column.unit else title


def columns_of(figure: Figure, part: Part) -> tuple[Column, ...]:
    """Tell which columns play a part in a chart: those of the first fitting role that there is.

    Examples
    --------
    >>> from entaku.model.text import both
    >>> wide = tuple(Column(id=name, title=both(name)) for name in ("a", "b"))
    >>> figure = Figure(
    ...     id="f",
    ...     lens="l",
    ...     title=both("t"),
    ...     kind="matrix",
    ...     columns=wide,
    ...     rows=(),
    ...     caption=both(""),
    ...     rule=both(""),
    ... )
    >>> [column.id for column in columns_of(figure, "value")]
    ['a', 'b']
    """
    return tuple(
        column for column, _ in _playing(figure.kind, [(column, 0) for column in figure.columns], part)
    )


def is_wide(figure: Figure) -> bool:
    """Tell whether each value column is a series of its own, as in a matrix laid out as a table."""
    return len(columns_of(figure, "value")) > 1 and not columns_of(figure, "series")


def points(figure: Figure, language: Language) -> tuple[Point, ...]:
    """Give one point for every row; in a wide figure, for every row and value column.

    Raises
    ------
    ValueError
        Where a row has not as many cells as the figure has columns.
    """
    out = []
    values = columns_of(figure, "value")
    for row in figure.rows:
        if len(row) != len(figure.columns):
            raise ValueError(f"figure {figure.id}: a row of {len(row)} cells, {len(figure.columns)} columns")
        pairs = list(zip(figure.columns, row, strict=True))
        if not is_wide(figure):
            out.append(_point(figure.kind, pairs, "", language))
            continue
        shared = [pair for pair in pairs if pair[0] not in values]
        out += [
            _point(figure.kind, [*shared, pair], said(pair[0].title, language), language)
            for pair in pairs
            if pair[0] in values
        ]
    return _merged(out, language) if figure.kind == "matrix" else tuple(out)


def _merged(found: Sequence[Point], language: Language) -> tuple[Point, ...]:
    """Give one point a cell of a matrix; what several rows say of one cell stands side by side."""
    cells: dict[tuple[str, str], list[Point]] = {}
    for point in found:
        cells.setdefault((point.label, point.series), []).append(point)
    return tuple(_beside(one, language) for one in cells.values())


def _beside(found: Sequence[Point], language: Language) -> Point:
    texts = list(dict.fromkeys(point.text for point in found))
    if len(texts) == 1:
        return found[0]
    text = word("separator", language).join(texts)
    return replace(
        found[0], text=text, mark="", value=math.nan, told="\n".join(point.told for point in found)
    )


def laid_out(figure: Figure, language: Language) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the heads and rows of a figure's table in words; a matrix with its series side by side."""
    if figure.kind != "matrix" or is_wide(figure):
        heads = tuple(headed(column, language) for column in figure.columns)
        return heads, [
            tuple(shown(cell, column, language) for column, cell in zip(figure.columns, row, strict=True))
            for row in figure.rows
        ]
    cells = {(point.label, point.series): point.text for point in points(figure, language)}
    series = tuple(dict.fromkeys(name for _, name in cells))
    corner = next((headed(column, language) for column in columns_of(figure, "label")), "")
    labels = dict.fromkeys(name for name, _ in cells)
    return (corner, *series), [
        (label, *(cells.get((label, name), "") for name in series)) for label in labels
    ]


def _point(kind: FigureKind, pairs: Sequence[_Pair], series: str, language: Language) -> Point:
    """Give the point of a row; `series` is the name of its series where no column gives one."""
    parts: dict[Part, Sequence[_Pair]] = {part: _playing(kind, pairs, part) for part in _PLAIN}
    label = _words(parts["label"], language)
    # A stack told apart by marks has its series in its label: one bar for every label and series.
    if kind == "stacked" and parts["mark"] and (panel := _words(_of(pairs, "series"), language)):
        label = word("separator", language).join((label, panel))
    return Point(
        label=label,
        series=series or _words(parts["series"], language),
        mark=_mark(parts["mark"], language),
        text=_words(parts["value"], language),
        value=_amount(parts["value"]),
        x=_place(parts["across"], language),
        y=_amount(parts["up"]),
        low=_amount(parts["low"]),
        high=_amount(parts["high"]),
        told="\n".join(_told(column, cell, language) for column, cell in pairs),
    )


def _playing(kind: FigureKind, pairs: Sequence[_Pair], part: Part) -> Sequence[_Pair]:
    roles = _BY_KIND.get(kind, _PLAIN).get(part, _PLAIN[part])
    return next((found for role in roles if (found := _of(pairs, role))), [])


def _of(pairs: Sequence[_Pair], role: str) -> list[_Pair]:
    return [pair for pair in pairs if pair[0].role == role]


def _told(column: Column, cell: Cell, language: Language) -> str:
    words = cut(shown(cell, column, language), TOLD_PLACES)
    return word("told", language, title=headed(column, language), words=words)


def _words(pairs: Sequence[_Pair], language: Language) -> str:
    """Give the first of these cells in words."""
    return next((shown(cell, column, language) for column, cell in pairs), "")


def _mark(pairs: Sequence[_Pair], language: Language) -> str:
    """Name the mark of a row: its words, or the column's title where the cell is a number other than 0."""
    for column, cell in pairs:
        if isinstance(cell, (int, float)):
            return said(column.title, language) if cell else ""
        return shown(cell, column, language)
    return ""


def _place(pairs: Sequence[_Pair], language: Language) -> float | str:
    """Give where a point lies across: a number, or words; a date stays as it is written."""
    for _, cell in pairs:
        if isinstance(cell, Text):
            return said(cell, language)
        if isinstance(cell, str):
            return clean(cell)
    return _amount(pairs)


def _amount(pairs: Sequence[_Pair]) -> float:
    """Give the number in the first of these cells, or not-a-number for words and for nothing."""
    return next((float(cell) for _, cell in pairs[:1] if isinstance(cell, (int, float))), math.nan)


def _dated(cell: str, language: Language) -> str:
    try:
        return day(date.fromisoformat(cell), language)
    except ValueError:
        return clean(cell)
