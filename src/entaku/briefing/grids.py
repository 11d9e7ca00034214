"""A table in plain places, with Japanese signs two places wide and broken where Japanese may break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from entaku.briefing.widths import width, wrapped

_GAP = "  "
_NARROWEST = 6
_LINES = 6


def grid(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], places: int
) -> list[str]:
    r"""Lay out heads, a line and rows in so many places; columns marked `right` stand on the right.

    Examples
    --------
    >>> print("\n".join(grid(["当事者", "share"], [["EU", "7%"], ["米国", "12%"]], [False, True], 40)))
    当事者  share
    ─────────────
    EU         7%
    米国      12%
    """
    columns = [[head, *(row[at] for row in rows)] for at, head in enumerate(heads)]
    widths = _fitted([max(map(width, cells)) for cells in columns], places - width(_GAP) * (len(heads) - 1))
    head, *body = [_row(cells, widths, right) for cells in [list(heads), *rows]]
    line = "─" * (sum(widths) + width(_GAP) * (len(widths) - 1))
    return [*head, line, *(text for row in body for text in row)]


def _fitted(wanted: list[int], places: int) -> list[int]:
    """Take places from the widest column until all fit; columns of few places keep them."""
    given = list(wanted)
    while sum(given) > places and max(given) > _NARROWEST:
        widest = max(given)
        given[given.index(widest)] = max(_NARROWEST, widest - max(1, min(widest // 8, sum(given) - places)))
    return given


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Give the lines of a row, each cell broken to the width of its column."""
    broken = [wrapped(cell, places, lines=_LINES) for cell, places in zip(cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*broken, fillvalue=""):
        padded = [
            " " * (places - width(part)) + part if on_right else part + " " * (places - width(part))
            for part, places, on_right in zip(parts, widths, right, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return lines
