"""What is known of a party's preferences: statements, never bare numbers.

A statement has one verb. In a case file the verb is its key: `order: {issue: land, worst_to_best: [...]}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from entaku.model.basics import NOT_STATED, PUBLIC, Because, NotStated, Range
from entaku.model.text import Text

Force = Literal["veto", "priced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A draft by its id, no deal (`no_deal`), or options by issue."""

    draft: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move from one option to another in one issue."""

    issue: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The party ranks these options of an issue, worst first; leaving some out says nothing of them."""

    issue: str
    worst_to_best: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """The party likes one option more than another, by at least `by` of the issue's weight."""

    issue: str
    option: str
    than: str
    by: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """The party holds these options of an issue equally good."""

    issue: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """Nothing in this issue is better for the party."""

    issue: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """Nothing in this issue is worse for the party."""

    issue: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionValue:
    """Where an option lies between the worst (0) and the best (1) of its issue."""

    issue: str
    option: str
    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Which share of the party's whole range this issue can move, from its worst to its best option."""

    issue: str
    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Heavier:
    """The party would rather swing an earlier issue from worst to best than a later one."""

    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """One issue weighs at least so many times another."""

    issue: str
    at_least: float
    than: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersMore:
    """One step between options matters more to the party than another step."""

    step: Step
    than: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefers:
    """The party likes one package at least as much as another."""

    package: Package
    to: Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Indifferent:
    """The party holds two packages equally good."""

    between: tuple[Package, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDealValue:
    """What walking away is worth, on the scale from worst package (0) to best package (1)."""

    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """The party accepts no package with this option (`veto`), or none that beats no deal (`priced`)."""

    issue: str
    option: str
    force: Force = "veto"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoConcern:
    """The issue does not move the party."""

    issue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """The sources do not say what the party wants here; counted and shown, never filled."""

    issue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Exact values of every option in the party's own unit, as published games and spreadsheets have them.

    The numbers count parts, of which `parts` make one unit: thirds are whole numbers with `parts: 3`.
    """

    table: Mapping[str, Mapping[str, float]]
    no_deal: float | NotStated = NOT_STATED
    unit: Text = field(default_factory=Text)
    parts: float = 1

    def worth(self, issue: str, option: str) -> Fraction:
        """What is an option worth, in the unit?"""
        return _decimal(self.table[issue][option]) / _decimal(self.parts)

    def deal(self) -> Fraction | NotStated:
        """What is no deal worth, in the unit?"""
        return (
            self.no_deal
            if isinstance(self.no_deal, NotStated)
            else _decimal(self.no_deal) / _decimal(self.parts)
        )


def _decimal(number: float) -> Fraction:
    """Read a number as the decimal it was written as; whole numbers may have any number of digits."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(float(number)))


Says = (
    Order
    | Better
    | Same
    | Best
    | Worst
    | OptionValue
    | Weight
    | Heavier
    | Times
    | MattersMore
    | Prefers
    | Indifferent
    | NoDealValue
    | RedLine
    | NoConcern
    | Silent
    | Values
)

VERBS: Mapping[str, type[Says]] = {
    "order": Order,
    "better": Better,
    "same": Same,
    "best": Best,
    "worst": Worst,
    "value": OptionValue,
    "weight": Weight,
    "heavier": Heavier,
    "times": Times,
    "matters_more": MattersMore,
    "prefers": Prefers,
    "indifferent": Indifferent,
    "no_deal": NoDealValue,
    "red_line": RedLine,
    "no_concern": NoConcern,
    "not_stated": Silent,
    "values": Values,
}
"""The verb of each kind of statement, as case files write it."""

DIRECT: Mapping[type[Says], str] = {
    Indifferent: "between",
    NoDealValue: "range",
    NoConcern: "issue",
    Silent: "issue",
}
"""Statements with one field, which case files write directly under the verb: `not_stated: land`."""

RENAMED: Mapping[type, Mapping[str, str]] = {Step: {"start": "from", "end": "to"}}
"""Fields that case files write under other words: `step: {issue: land, from: a, to: b}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One judgement on one party's preferences, on whose word, and how surely it holds.

    `needs` says whether all or any of its claims must hold. `holds` is the analyst's range for how likely
    the judgement itself is right given its claims, drawn once per draw; absent, it holds whenever they do.
    Statements of one party with the same `line`, one public line read onto several issues, hold and fall together.
    """

    id: str
    party: str
    says: Says
    because: Because = ()
    needs: Literal["all", "any"] = "all"
    holds: Range | None = None
    line: str = ""
    note: Text = field(default_factory=Text)
    compartment: str = PUBLIC

    @property
    def verb(self) -> str:
        """Give the verb under which a case file writes it."""
        return next(verb for verb, kind in VERBS.items() if isinstance(self.says, kind))

    @property
    def wish(self) -> bool:
        """Tell whether it says anything of how the party compares what could be agreed."""
        return not isinstance(self.says, (Silent, NoDealValue))
