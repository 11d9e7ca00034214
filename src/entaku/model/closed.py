"""Small models with a known answer: bargaining under a protocol, fighting, waiting, floors at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from entaku.model.basics import NOT_STATED, PUBLIC, Because, NotStated, Range
from entaku.model.text import Text


@dataclass(frozen=True, slots=True)
class Inputs:
    """Which lens reads a model, what it needs once, and what it needs for each side."""

    lens: Literal["clock", "pressure", "home"]
    once: tuple[str, ...] = ()
    each: tuple[str, ...] = ()


MODELS: Final[Mapping[str, Inputs]] = {
    "alternating_offers": Inputs("clock", (), ("patience",)),
    "alternating_offers_short": Inputs("clock", (), ("rate",)),
    "alternating_offers_cost": Inputs("clock", (), ("cost",)),
    "alternating_offers_deadline": Inputs("clock", ("periods", "patience")),
    "outside_options": Inputs("clock", (), ("patience", "outside")),
    "outside_options_short": Inputs("clock", ("power",), ("outside",)),
    "breakdown": Inputs("clock", ("breakdown",), ("after",)),
    "inside_options": Inputs("clock", (), ("rate", "flow")),
    "nash_shares": Inputs("clock", ("power",), ("no_deal",)),
    "war_range": Inputs("clock", ("win",), ("cost",)),
    "war_range_two_beliefs": Inputs("clock", (), ("win", "cost")),
    "war_one_demand": Inputs("clock", ("win", "cost", "most_cost")),
    "war_preventive": Inputs("clock", ("win_now", "win_later", "cost", "patience")),
    "shifting_power": Inputs("clock", ("declining", "rising", "rising_next", "peace", "patience")),
    "war_of_forts": Inputs("clock", ("held", "forts", "win")),
    "battles": Inputs("clock", ("wins", "losses"), ("prior_wins", "prior_losses", "cost")),
    "battles_needed": Inputs("clock", (), ("prior_wins", "prior_losses", "cost")),
    "waiting": Inputs("clock", ("win", "drift", "point"), ("cost", "patience", "delay_cost")),
    "stopping_cost": Inputs("clock", ("cost",)),
    "stopping_patience": Inputs("clock", ("patience",)),
    "stopping_deadline": Inputs("clock", ("no_deal", "offers_left")),
    "yield_date": Inputs("pressure", ("no_deal", "offer", "fall")),
    "hold_out": Inputs("pressure", ("offer", "better_offer", "flow", "rate")),
    "home_floors": Inputs("home", (), ("patience", "floor")),
    "home_floors_both_signs": Inputs("home", ("no_deal",), ("patience", "floor")),
    "ratification_risk": Inputs("home", ("low", "high", "no_deal")),
}
"""Every model that may be named, with its inputs; docs/reference/lenses says what they mean and in which unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedForm:
    """One of the small models with its inputs: `once` what both sides share, `each` what each side has.

    The first of the two `sides` proposes first, or is the one whose share is told.
    """

    id: str
    title: Text
    model: str
    sides: tuple[str, ...] = ()
    once: Mapping[str, Range] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Range]] = field(default_factory=dict)
    because: Because = ()
    compartment: str = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceStep:
    """One step of a sequence: who must perform it, at which cost, and where each side ends up if it is not done."""

    title: Text
    performers: tuple[str, ...]
    if_broken: Mapping[str, Range | NotStated]
    cost: Mapping[str, Range] = field(default_factory=dict)
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """Steps in order, what the completed deal is worth to each, and how much a later step counts (`patience`)."""

    id: str
    title: Text
    steps: tuple[SequenceStep, ...]
    completed: Mapping[str, Range | NotStated]
    patience: Range = field(default_factory=lambda: Range(1.0, 1.0))
    because: Because = ()
    compartment: str = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripeness:
    """How a party whose consent is needed sees its situation, by its own words (Zartman)."""

    party: str
    hurting: bool | NotStated = NOT_STATED
    stalemate: bool | NotStated = NOT_STATED
    way_out: bool | NotStated = NOT_STATED
    because: Because = ()
