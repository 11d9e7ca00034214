"""What the pictures of a rehearsal share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from entaku.model.finding import Cell, Column, Figure, FigureKind
from entaku.model.text import Text
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
