"""What the pictures of a rehearsal share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from entaku.model.finding import Cell, Column, Figure, FigureKind
from entaku.model.text import Text, both
from entaku.rehearsal.rehearsed import Rehearsal
from entaku.rehearsal.telling import words


def figure(
    made: Rehearsal,
    ident: str,
    kind: FigureKind,
    words_: tuple[Text, Text],
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
) -> Figure:
    """Make a figure of a rehearsal; `words_` are its title and its caption."""
    return Figure(
        id=f"rehearsal-{ident}",
        lens=words.CARD.name,
        title=words_[0],
        kind=kind,
        columns=tuple(columns),
        rows=tuple(rows),
        caption=words_[1],
        rule=words.PLAYED_RULES[made.arrangement.protocol],
    )


def short(value: float | np.floating[Any]) -> float:
    """Give no more digits than so many plays support."""
    return round(float(value), 3)


def signed(value: float | np.floating[Any]) -> Text:
    """Say a change or a gain in hundredths of a range, with its sign.

    Examples
    --------
    >>> signed(0.0712).en, signed(-0.3).en, signed(0.001).en
    ('+0.07', '−0.30', '0')
    """
    shown = f"{float(value):+.2f}"
    return both("0" if shown[1:] == "0.00" else shown.replace("-", "−"))
