"""Positions, weights and salience on a scale: where actors pull an outcome."""

from __future__ import annotations

from dataclasses import dataclass, field

from entaku.model.basics import NOT_STATED, PUBLIC, Because, NotStated, Range
from entaku.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A line on which positions are coded, from `low` to `high`."""

    name: Text
    low: float
    high: float
    unit: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where an actor stands on each scale, how much it can bring to bear, and how much it cares.

    `actor` is a party of the case, or anybody else who is then named by `name`. `salience` has one range for
    every scale, from 0 to 1; nothing means that it is not stated.
    """

    actor: str
    at: tuple[Range, ...]
    capability: Range | NotStated = NOT_STATED
    salience: tuple[Range, ...] = ()
    name: Text = field(default_factory=Text)
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One question on one scale or several, and who stands where. `rounds`: of the challenge model, if asked for."""

    id: str
    title: Text
    scales: tuple[Scale, ...]
    stances: tuple[Stance, ...]
    issue: str = ""
    rounds: int = 0
    because: Because = ()
    compartment: str = PUBLIC
