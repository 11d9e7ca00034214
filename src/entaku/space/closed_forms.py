"""What do the small models with a known answer say, over the draws of their inputs?

Shares are of a pie of 1, patience a discount factor per period, rates per unit of time. `first` and `second`
are the two sides in the order of the case file: `first` proposes first, or is the side whose share is told.

Names of results, by model (`.SIDE` stands for the id of each of the two sides):

- alternating_offers, outside_options, breakdown, home_floors: `x.SIDE`, the shares where the first side proposes
  first, and `x_other_first.SIDE`; alternating_offers_short: `eta.SIDE`; inside_options, nash_shares: `x.SIDE`;
  alternating_offers_cost: `lo.SIDE`, `hi.SIDE`; alternating_offers_deadline: `x`, the first side's;
- outside_options_short: `deal_me_out.SIDE`, `split.SIDE`;
- war_range, war_range_two_beliefs: `agreement`, `lo`, `hi` (shares of the first), `width` (unclipped);
  war_one_demand: `x`, `pr_war`; war_preventive: `war_payoff`, `best_peace`, `attacks`; shifting_power: `jump`,
  `surplus`, `inefficient`; war_of_forts: `win`, `battles`; battles: `mean.SIDE` (each side's belief of the
  first's chance), `settle`; battles_needed: `battles_needed`; waiting: `x_now`, `x_next`, `gain.SIDE`;
- stopping_cost, stopping_patience: `xi`; stopping_deadline: `v`;
- yield_date: `t`; hold_out: `tbar`;
- home_floors_both_signs: `x_with_floor`, `x_without_floor` (NaN: no agreement), `result_with_floor`,
  `result_without_floor` (no deal where there is no agreement), all of the first side;
  ratification_risk: `s`, `pr_ratified`, `value`.

Answers to a yes-or-no question are 1 and 0. NaN: not defined, no agreement; inf: never, or for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entaku.kernels import bargaining, fighting, home_floors, stopping, waiting
from entaku.model.basics import Range
from entaku.model.closed import MODELS, ClosedForm
from entaku.model.errors import NotPossible
from entaku.model.text import Text
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study

Floats = NDArray[np.float64]
Found = Mapping[str, ArrayLike]

WHOLE: Final = frozenset({"periods", "held", "forts", "wins", "losses", "offers_left"})
"""Inputs that are counts: drawn as whole numbers, each as likely as the others."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The results (N,) of a model by name, and the draws over which its inputs were read."""

    parameters: Parameters
    outcome: Mapping[str, Floats]

    def of(self, name: str, side: str = "") -> Floats:
        """Give a result, of one side where there is one for each."""
        return self.outcome[f"{name}.{side}" if side else name]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The inputs (N,) of a model, by name; those of each side as (first, second)."""

    sides: tuple[str, ...]
    once: Mapping[str, Floats]
    each: Mapping[str, tuple[Floats, Floats]]

    def both(self, name: str) -> tuple[Floats, Floats]:
        return self.each[name]

    def pair(self, name: str) -> Floats:
        """Give what each side has as (N, 2)."""
        return np.stack(self.each[name], axis=-1)

    def shares(self, name: str, first: Floats) -> dict[str, Floats]:
        """Give a share of the first side as one of each."""
        return self.per_side(name, (first, 1.0 - first))

    def per_side(self, name: str, values: tuple[Floats, Floats]) -> dict[str, Floats]:
        return {f"{name}.{side}": value for side, value in zip(self.sides, values, strict=True)}


def evaluate(study: Study, closed: ClosedForm) -> Evaluated:
    """What does one of the small models say in each draw?

    Parameters
    ----------
    study : Study
    closed : ClosedForm
        With the inputs that `entaku.model.closed.MODELS` names for its model.

    Returns
    -------
    Evaluated
        One draw where every input is a single number.

    Raises
    ------
    NotPossible
        An input is out of the bounds of the model, named with what to mend.

    Examples
    --------
    >>> from entaku.app.cases import opened
    >>> from entaku.model.text import both
    >>> from entaku.space.study import lay_out
    >>> point = lambda number: Range(number, number)
    >>> offers = ClosedForm(
    ...     id="offers",
    ...     title=both("offers"),
    ...     model="alternating_offers",
    ...     sides=("bill", "jack"),
    ...     each={"patience": {"bill": point(0.9), "jack": point(0.8)}},
    ... )
    >>> study = lay_out(opened("journals/ecta/nash1950/bill_and_jack"))
    >>> evaluate(study, offers).of("x", "bill").round(4).tolist()
    [0.7143]
    """
    spans = [*closed.once.values(), *(span for given in closed.each.values() for span in given.values())]
    drawn = parameters(study, spans)
    size = len(drawn.numbers)
    try:
        found = _MODELS[closed.model](_inputs(drawn, closed))
    except ValueError as refused:
        wanted = ", ".join([*closed.once, *closed.each])
        raise NotPossible(f"model {closed.id}: {refused}; mend its inputs ({wanted})") from refused
    outcome = {name: np.broadcast_to(np.asarray(value, float), (size,)) for name, value in found.items()}
    return Evaluated(drawn, MappingProxyType(outcome))


REFUSED: Final = Text(
    "The inputs of the model “{title}” are out of its bounds: mend {name} in models.",
    "モデル「{title}」の入力が取りうる範囲を外れている。modelsの{name}を改めること。",
)


def of_lens(study: Study, lens: str) -> tuple[ClosedForm, ...]:
    """Which models does a lens read, of those whose inputs are within bounds?"""
    mine = (closed for closed in study.case.models if MODELS[closed.model].lens == lens)
    return tuple(closed for closed in mine if _within_bounds(study, closed))


def refused(study: Study, lens: str) -> tuple[Text, ...]:
    """Which models would a lens read, but for inputs out of bounds?"""
    mine = (closed for closed in study.case.models if MODELS[closed.model].lens == lens)
    return tuple(
        REFUSED.filled(title=closed.title, name=closed.id)
        for closed in mine
        if not _within_bounds(study, closed)
    )


def _within_bounds(study: Study, closed: ClosedForm) -> bool:
    try:
        evaluate(study, closed)
    except NotPossible:
        return False
    return True


def _inputs(drawn: Parameters, closed: ClosedForm) -> _Drawn:
    def read(span: Range, *name: str) -> Floats:
        whole = _whole if name[0] in WHOLE else Parameters.between
        return whole(drawn, span, "model", closed.id, *name)

    once = {name: read(span, name) for name, span in closed.once.items()}
    each = {}
    for name, given in closed.each.items():
        one, other = (read(given[side], name, side) for side in closed.sides)
        each[name] = (one, other)
    return _Drawn(closed.sides, once, each)


def _whole(drawn: Parameters, span: Range, *name: str) -> Floats:
    """Give a whole number (N,) within the range for each draw."""
    low, high = np.ceil(span.low), np.floor(span.high)
    if low > high:
        raise ValueError(f"there is no whole number from {span.low:g} to {span.high:g}")
    if low == high:
        return np.full(len(drawn.numbers), low)
    return np.clip(np.floor(drawn.between(Range(low, high + 1.0), *name)), low, high)


# Bargaining under a protocol


def _orders(given: _Drawn, found: bargaining.Orders) -> Found:
    return {**given.shares("x", found.a_first), **given.shares("x_other_first", found.b_first)}


def _alternating(given: _Drawn) -> Found:
    return _orders(given, bargaining.alternating_offers(*given.both("patience")))


def _short(given: _Drawn) -> Found:
    return given.shares("eta", bargaining.short_period_power(*given.both("rate")))


def _cost(given: _Drawn) -> Found:
    span = bargaining.fixed_cost_span(*given.both("cost"))
    ends = (span.low, 1.0 - span.high), (span.high, 1.0 - span.low)
    return {**given.per_side("lo", ends[0]), **given.per_side("hi", ends[1])}


def _deadline(given: _Drawn) -> Found:
    return {"x": bargaining.deadline_share(given.once["periods"], given.once["patience"])}


def _outside(given: _Drawn) -> Found:
    found = bargaining.outside_options(*given.both("patience"), *given.both("outside"))
    return _orders(given, found)


def _outside_short(given: _Drawn) -> Found:
    power, options = given.once["power"], given.both("outside")
    return {
        **given.shares("deal_me_out", bargaining.deal_me_out(power, *options)),
        **given.shares("split", bargaining.split_difference(power, *options)),
    }


def _breakdown(given: _Drawn) -> Found:
    return _orders(given, bargaining.breakdown_risk(given.once["breakdown"], *given.both("after")))


def _inside(given: _Drawn) -> Found:
    return given.shares("x", bargaining.inside_options(*given.both("rate"), *given.both("flow")))


def _nash(given: _Drawn) -> Found:
    return given.shares("x", bargaining.nash_share(*given.both("no_deal"), given.once["power"]))


# Fighting as the alternative


def _settlement(found: fighting.Settlement) -> Found:
    return {"agreement": found.agreement, "lo": found.low, "hi": found.high, "width": found.width}


def _war_range(given: _Drawn) -> Found:
    win = given.once["win"]
    return _settlement(fighting.settlement_range(win, win, *given.both("cost")))


def _two_beliefs(given: _Drawn) -> Found:
    return _settlement(fighting.settlement_range(*given.both("win"), *given.both("cost")))


def _one_demand(given: _Drawn) -> Found:
    found = fighting.one_demand(*(given.once[name] for name in ("win", "cost", "most_cost")))
    return {"x": found.share, "pr_war": found.war}


def _preventive(given: _Drawn) -> Found:
    names = ("win_now", "win_later", "cost", "patience")
    found = fighting.preventive_war(*(given.once[name] for name in names))
    return {"war_payoff": found.war, "best_peace": found.peace, "attacks": found.attacks}


def _shift(given: _Drawn) -> Found:
    names = ("declining", "rising", "rising_next", "peace", "patience")
    found = fighting.power_shift(*(given.once[name] for name in names))
    return {"jump": found.jump, "surplus": found.surplus, "inefficient": found.inefficient}


def _forts(given: _Drawn) -> Found:
    found = fighting.war_of_forts(*(given.once[name] for name in ("held", "forts", "win")))
    return {"win": found.win, "battles": found.battles}


def _battles(given: _Drawn) -> Found:
    found = fighting.after_battles(
        *_priors(given), given.once["wins"], given.once["losses"], np.sum(given.both("cost"), axis=0)
    )
    return {**given.per_side("mean", (found.mean_a, found.mean_b)), "settle": found.settle}


def _battles_needed(given: _Drawn) -> Found:
    needed = fighting.battles_needed(*_priors(given), np.sum(given.both("cost"), axis=0))
    return {"battles_needed": needed}


def _priors(given: _Drawn) -> tuple[Floats, Floats]:
    wins, losses = given.both("prior_wins"), given.both("prior_losses")
    first, second = (np.stack(pair, axis=-1) for pair in zip(wins, losses, strict=True))
    return first, second


def _waiting(given: _Drawn) -> Found:
    shared = (given.once[name] for name in ("win", "drift", "point"))
    own = (given.pair(name) for name in ("cost", "patience", "delay_cost"))
    found = waiting.who_gains_by_waiting(*shared, *own)
    gains = given.per_side("gain", (found.gain_a, found.gain_b))
    return {"x_now": found.now, "x_next": found.later, **gains}


# Settle or wait


def _stopping_cost(given: _Drawn) -> Found:
    return {"xi": stopping.uniform_at_cost(given.once["cost"])}


def _stopping_patience(given: _Drawn) -> Found:
    return {"xi": stopping.uniform_at_discount(given.once["patience"])}


def _stopping_deadline(given: _Drawn) -> Found:
    left = given.once["offers_left"].astype(np.int64)
    if left.min() < 0:
        raise ValueError("offers left start at 0")
    levels = stopping.uniform_at_deadline(int(left.max()), given.once["no_deal"])
    return {"v": np.take_along_axis(levels, left[:, None], axis=-1)[:, 0]}


def _yield_date(given: _Drawn) -> Found:
    return {"t": waiting.yield_date(*(given.once[name] for name in ("no_deal", "offer", "fall")))}


def _hold_out(given: _Drawn) -> Found:
    names = ("offer", "better_offer", "flow", "rate")
    return {"tbar": waiting.hold_out(*(given.once[name] for name in names))}


# Floors at home


def _floors(given: _Drawn) -> Found:
    return _orders(given, home_floors.floor_share(*given.both("patience"), *given.both("floor")))


def _floors_both_signs(given: _Drawn) -> Found:
    patience, (own, other), no_deal = given.both("patience"), given.both("floor"), given.once["no_deal"]
    bound = home_floors.floor_share(*patience, own, other).a_first
    free = home_floors.floor_share(*patience, 0.0, other).a_first
    return {
        "x_with_floor": bound,
        "x_without_floor": free,
        "result_with_floor": np.where(np.isnan(bound), no_deal, bound),
        "result_without_floor": np.where(np.isnan(free), no_deal, free),
    }


def _ratification(given: _Drawn) -> Found:
    found = home_floors.ratification_risk(*(given.once[name] for name in ("low", "high", "no_deal")))
    return {"s": found.offer, "pr_ratified": found.chance, "value": found.value}


_MODELS: Final[Mapping[str, Callable[[_Drawn], Found]]] = {
    "alternating_offers": _alternating,
    "alternating_offers_short": _short,
    "alternating_offers_cost": _cost,
    "alternating_offers_deadline": _deadline,
    "outside_options": _outside,
    "outside_options_short": _outside_short,
    "breakdown": _breakdown,
    "inside_options": _inside,
    "nash_shares": _nash,
    "war_range": _war_range,
    "war_range_two_beliefs": _two_beliefs,
    "war_one_demand": _one_demand,
    "war_preventive": _preventive,
    "shifting_power": _shift,
    "war_of_forts": _forts,
    "battles": _battles,
    "battles_needed": _battles_needed,
    "waiting": _waiting,
    "stopping_cost": _stopping_cost,
    "stopping_patience": _stopping_patience,
    "stopping_deadline": _stopping_deadline,
    "yield_date": _yield_date,
    "hold_out": _hold_out,
    "home_floors": _floors,
    "home_floors_both_signs": _floors_both_signs,
    "ratification_risk": _ratification,
}
