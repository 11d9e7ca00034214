"""How a person says which strategy a party plays: `concede,beta=0.2..5,accept=next`.

A name, then settings joined by commas. A number may be a range `low..high`: it is drawn anew in every play, from
the play's number and the seed. `accept` puts another acceptance rule in the place of the strategy's own. A name
with a colon is a class of one's own: `./mine.py:Mine,patience=0.7`. Strategies that ask for a level pick among what
is as good to them by a `model` of the others, within a `band`: `concede,model=frequency,band=0.02`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.model.basics import PUBLIC, Range
from entaku.model.errors import BadInput, Fault
from entaku.rehearsal import own
from entaku.rehearsal.accepting import RULES, Accepting
from entaku.rehearsal.aspiring import BAND, MODEL
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.choosing import Choice, Choosing
from entaku.rehearsal.seat import Strategy
from entaku.rehearsal.strategies import names, strategy

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Manner:
    """A strategy with its settings: words, or ranges that numbers are drawn from; `said` as a person wrote it."""

    name: str
    settings: Mapping[str, str | Range] = field(default_factory=dict)
    accept: tuple[str, ...] = ()
    said: str = ""

    def made(self, party: str, plays: Ints, seed: int) -> Strategy:
        """Give the strategy for these plays (n,), with its numbers drawn."""
        given: dict[str, Any] = {}
        for key, value in self.settings.items():
            if isinstance(value, str):
                given[key] = value
            elif value.exact:
                given[key] = value.low
            else:
                at = uniform(seed, PUBLIC, plays, "rehearsal", party, own.called(self.name), key)
                given[key] = value.low + (value.high - value.low) * at
        made = own.made(self.name, given) if own.elsewhere(self.name) else _built_in(self.name, given)
        return Accepting(made, RULES[self.accept[0]].made(list(self.accept[1:]))) if self.accept else made

    @property
    def model(self) -> str:
        """By which model of the others does it go? Empty for none."""
        parameter = card(self.name).parameters.get("model")
        if own.elsewhere(self.name) or parameter is None:
            return ""
        named = str(self.settings.get("model", parameter.default))
        return "" if named == "none" else named


def _built_in(name: str, given: dict[str, Any]) -> Strategy:
    """Make a strategy; where it leaves the choice among equally good packages open, put the choice round it."""
    if card(name).parameters.get("model") is not MODEL:
        return strategy(name).MAKE(**given)
    chosen, band = given.pop("model", "none"), given.pop("band", 0.0)
    made = strategy(name).MAKE(**given)
    return made if chosen == "none" else Choosing(made, Choice(chosen, band))


def manner(text: str) -> Manner:
    """Which strategy, with which settings, does a person name?

    Raises
    ------
    BadInput
        With every fault of the text: what was got, and what is allowed.

    Examples
    --------
    >>> manner("concede,beta=0.2..5").settings["beta"]
    Range(low=0.2, high=5.0)
    """
    name, *parts = [part.strip() for part in text.split(",")]
    found = card(name)
    faults: list[Fault] = []
    settings: dict[str, str | Range] = {}
    accept: tuple[str, ...] = ()
    seen: set[str] = set()
    for part in parts:
        key, _, value = part.partition("=")
        if key in seen:
            faults.append(Fault((name, key), "a setting that is given twice", "each setting once"))
        seen.add(key)
        if key == "accept":
            accept = _rule(value, faults)
        elif key not in found.parameters:
            allowed = "; ".join([*found.parameters, "accept"])
            faults.append(Fault((name,), f"a setting {key!r}", allowed))
        else:
            read = _setting((name, key), value, found.parameters[key], faults)
            if read is not None:
                settings[key] = read
    by_model = settings.get("model", found.parameters["model"].default) if "model" in found.parameters else ""
    if "band" in settings and found.parameters["band"] is BAND and by_model == "none":
        models = " or ".join(f"model={word}" for word in MODEL.words[1:])
        faults.append(Fault((name, "band"), "no model to choose by", models))
    faults.extend(
        Fault((name,), f"no {key!r}", f"{key}=…, which has no default")
        for key in found.needs
        if key not in seen
    )
    faults.extend(found.faults(settings))
    if faults:
        raise BadInput(tuple(faults))
    return Manner(name, settings, accept, text)


def card(name: str) -> StrategyCard:
    """What does a strategy say of itself, wherever it comes from? Raises BadInput where there is none."""
    if own.elsewhere(name):
        return own.card(name)
    if name not in names():
        remedy = f"`entaku rehearse --help` says more; a strategy of your own: {own.HOW}"
        raise BadInput((Fault(("strategy",), repr(name), "; ".join(names()), remedy),))
    return strategy(name).CARD


def _setting(
    path: tuple[str, str], value: str, parameter: Parameter, faults: list[Fault]
) -> str | Range | None:
    if not parameter.numeric:
        if parameter.words and value not in parameter.words:
            faults.append(Fault(path, repr(value), " or ".join(parameter.words)))
            return None
        return value
    low, dots, high = value.partition("..")
    span = f"from {parameter.low:g} to {parameter.high:g}"
    allowed = f"a whole number {span}" if parameter.whole else f"a number {span}, or a range such as 0.2..0.5"
    try:
        found = Range(float(low), float(high) if dots else float(low))
    except ValueError:
        faults.append(Fault(path, repr(value), allowed))
        return None
    broken = parameter.whole and not (found.exact and found.low.is_integer())
    if broken or not (parameter.low <= found.low and found.high <= parameter.high):
        faults.append(Fault(path, repr(value), allowed))
        return None
    return found


def _rule(value: str, faults: list[Fault]) -> tuple[str, ...]:
    name, *given = value.split(":")
    if name not in RULES:
        faults.append(Fault(("accept",), repr(value), "; ".join(RULES)))
        return ()
    try:
        RULES[name].made(given)
    except ValueError:
        faults.append(Fault(("accept",), repr(value), RULES[name].does.en))
        return ()
    return (name, *given)
