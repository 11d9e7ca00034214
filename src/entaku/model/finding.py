"""What can be said from a case, how firmly, by which rule, on what it rests."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from entaku.model.text import Text


class Firmness(StrEnum):
    """How strong a finding is, strongest first."""

    EXACT = "exact"
    PROVED = "proved"
    EVERY_DRAW = "in every draw"
    SHARE = "share"
    AVERAGE = "over the draws"
    CODED = "as coded"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How firmly a finding holds: kind, share of weight, its margin, the effective number of draws."""

    firmness: Firmness
    share: float = 1.0
    margin: float = 0.0
    draws: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that can be concluded.

    `because` names what it rests on: ids of statements, claims, drafts, options or rounds of the case.
    `headline` marks the one sentence that answers the lens's question, `page` what else belongs on the first
    page: what the answer rests on, or a further conclusion.
    """

    id: str
    lens: str
    text: Text
    strength: Strength
    rule: Text
    because: tuple[str, ...] = ()
    headline: bool = False
    page: Literal["", "rests", "also"] = ""


class Topic(StrEnum):
    """What several lenses conclude on, each in its own way."""

    DEAL = "deal"
    PACKAGE = "package"
    WAITING = "waiting"
    BYPASS = "bypass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """A lens's answer on a topic, so that lenses can be set side by side.

    `answer` is a word that can be compared: yes, no or open; on the package topic its options, `issue=option`
    by the order of the issues, joined by a semicolon. `about` is the party asked about, for waiting (does it gain
    by waiting?) and bypass (can the others do without it?). `assumes` is what makes this lens say so.
    """

    topic: Topic
    answer: str
    text: Text
    strength: Strength
    assumes: Text
    finding: str
    about: str = ""


NO_UNIT = Text()
FigureKind = Literal["scatter", "bars", "stacked", "matrix", "line", "table"]
Cell = Text | float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column of a figure holds; `role` says how a chart uses it."""

    id: str
    title: Text
    role: Literal["label", "x", "y", "value", "series", "mark", "low", "high", "note"] = "value"
    unit: Text = field(default_factory=Text)
    form: Literal["text", "number", "share", "date"] = "text"


Role = Literal["label", "x", "y", "value", "series", "mark", "low", "high", "note"]
Form = Literal["text", "number", "share", "date"]


def column(name: str, title: Text, role: Role, form: Form = "text", unit: Text = NO_UNIT) -> Column:
    """Describe a column in one line."""
    return Column(id=name, title=title, role=role, form=form, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture or table as data: renderers draw it, nothing else does."""

    id: str
    lens: str
    title: Text
    kind: FigureKind
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text
    rule: Text
    because: tuple[str, ...] = ()
