"""Two levels: what those who must ratify at home would let pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entaku.model.basics import PUBLIC, Because, Range
from entaku.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One ratifier of a side, and the point it would like best: one number on a line, two in the plane."""

    id: str
    side: str
    at: tuple[Range, ...]
    name: Text = field(default_factory=Text)
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLevel:
    """One question on a line or in the plane, what holds if nothing is ratified, and each side's ratifiers.

    `quota` says how many of a side's ratifiers must agree; all, where it says nothing. `asked` are points on the
    line of which it is asked whether they pass.
    """

    id: str
    title: Text
    status_quo: tuple[Range, ...]
    voices: tuple[Voice, ...]
    quota: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, float] = field(default_factory=dict)
    issue: str = ""
    because: Because = ()
    compartment: str = PUBLIC
