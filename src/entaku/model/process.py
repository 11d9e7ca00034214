"""What happens around the table: drafts, rounds, the outlook without a deal, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from entaku.model.basics import PUBLIC, Because, NotStated, Range, Span
from entaku.model.text import Text

Known = Literal["full_text", "told_by_official", "reported_unnamed", "count_only", "existence_only"]
DraftStatus = Literal[
    "proposed", "tabled", "under_study", "bracketed", "superseded", "withdrawn", "rejected", "hypothetical"
]
Silence = Literal["status_quo", "free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a draft says on one issue: an option, a number, bracketed alternatives, or left open."""

    issue: str
    option: str = ""
    at: float | None = None
    bracketed: tuple[str, ...] = ()
    open: bool = False
    because: Because = ()
    compartment: str = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text on the table, and how much of it is known.

    `silence` says how an issue without a term is read: the status quo, or free (whatever the completion).
    """

    id: str
    title: Text
    authors: tuple[str, ...]
    known: Known
    status: DraftStatus
    terms: tuple[Term, ...] = ()
    based_on: tuple[str, ...] = ()
    date: Span | None = None
    silence: Silence = "free"
    note: Text = field(default_factory=Text)
    because: Because = ()
    compartment: str = PUBLIC


SeatLevel = Literal["drafts", "consulted", "informed", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """At which level a party sat in a round: wrote the text, was consulted on it, was told, or was absent."""

    party: str
    level: SeatLevel | NotStated
    delegation: str = ""
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One meeting or leg of a shuttle, who sat in it, and what came of it."""

    id: str
    title: Text
    date: Span | None
    status: Literal["planned", "held", "reported"]
    seats: tuple[Seat, ...]
    form: Literal["bilateral", "multilateral", "shuttle"] = "multilateral"
    place: Text = field(default_factory=Text)
    outcome: Text = field(default_factory=Text)
    because: Because
    compartment: str = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something outside the talks that moves no-deal values; per month, in shares of a party's range."""

    id: str
    name: Text
    drift: Range
    volatility: Range
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How a party's no-deal value moves: with which factors, at which running cost per month."""

    party: str
    moves: Mapping[str, Range] = field(default_factory=dict)
    cost: Range = field(default_factory=lambda: Range(0.0, 0.0))
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the world without a deal may develop over so many months."""

    months: int
    factors: tuple[Factor, ...] = ()
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One answer to an open question."""

    id: str
    text: Text


WatchKind = Literal["binary", "choice", "ordered", "numeric", "date", "race", "conditional", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPoint:
    """An open question made resolvable: answers, deadline, rule, and who can tell."""

    id: str
    text: Text
    kind: WatchKind
    because: Because
    group: str = ""
    outcomes: tuple[Outcome, ...] = ()
    opens: datetime | None = None
    closes: datetime | None = None
    resolve_by: date | None = None
    resolver: Text = field(default_factory=Text)
    rule: Text = field(default_factory=Text)
    issues: tuple[str, ...] = ()
    status: Literal["draft", "upcoming", "open", "closed", "resolved", "annulled"] = "open"
    compartment: str = PUBLIC
