"""The small models give the published numbers, over draws as over single numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.model.closed import MODELS, ClosedForm
from entaku.model.errors import NotPossible
from entaku.model.text import both
from entaku.space.closed_forms import WHOLE, Evaluated, evaluate
from entaku.space.study import lay_out
from tests.kernels.published import examples
from tests.space import build as b

Inputs = Mapping[str, float | tuple[float, float]]
A, B = "A", "B"


def case(*models: ClosedForm) -> Case:
    return b.case([b.issue("x", "no", "yes")], {A: [b.no_deal(0.1, 0.4)], B: []}, models=models)


def span(value: float | tuple[float, float]) -> Range:
    return Range(*value) if isinstance(value, tuple) else Range(value, value)


def form(model: str, once: Inputs | None = None, **each: tuple[Any, Any]) -> ClosedForm:
    """Make a model; inputs of each side as (A's, B's), each a number or the two ends of a range."""
    return ClosedForm(
        id="m",
        title=both("m"),
        model=model,
        sides=(A, B) if each else (),
        once={name: span(value) for name, value in (once or {}).items()},
        each={name: {A: span(one), B: span(two)} for name, (one, two) in each.items()},
    )


def found(closed: ClosedForm, draws: int = 50) -> Evaluated:
    return evaluate(lay_out(case(closed), draws), closed)


def numbers(closed: ClosedForm) -> dict[str, float]:
    return {name: float(values[0]) for name, values in found(closed).outcome.items()}


def two(given: Mapping[str, Any], *names: str) -> list[tuple[float, float]]:
    """Read pairs as the fixtures name them: `d` stands for dA and dB."""
    return [(given[f"{name}A"], given[f"{name}B"]) for name in names]


def fixture(stem: str, given: dict[str, Any]) -> tuple[ClosedForm, dict[str, str]]:
    """Give a fixture as a model, and under which names its results stand."""
    one = given
    match stem:
        case "rubinstein_discounting":
            names = {
                "xA_when_A_proposes": "x.A",
                "xB_then": "x.B",
                "xA_when_B_proposes": "x_other_first.A",
            }
            return form("alternating_offers", patience=two(one, "d")[0]), names
        case "rubinstein_limit":
            return form("alternating_offers_short", rate=two(one, "r")[0]), {"eta_A": "eta.A"}
        case "rubinstein_fixed_cost":
            return form("alternating_offers_cost", cost=two(one, "c")[0]), {"xA": "lo.A"}
        case "finite_horizon":
            once = {"periods": one["T"], "patience": one["d"]}
            return form("alternating_offers_deadline", once), {"xA": "x"}
        case "outside_options":
            patience, outside = two(one, "d", "w")
            return form("outside_options", patience=patience, outside=outside), {"xA": "x.A"}
        case "deal_me_out_or_split":
            closed = form("outside_options_short", {"power": one["eta_A"]}, outside=two(one, "w")[0])
            return closed, {"deal_me_out_A": "deal_me_out.A", "split_A": "split.A"}
        case "breakdown_risk":
            return form("breakdown", {"breakdown": one["p"]}, after=two(one, "b")[0]), {"xA": "x.A"}
        case "inside_options":
            rate, flow = two(one, "r", "g")
            return form("inside_options", rate=rate, flow=flow), {"xA": "x.A"}
        case "nash_transferable":
            return form("nash_shares", {"power": one["a"]}, no_deal=two(one, "d")[0]), {"xA": "x.A"}
        case _:
            return fighting(stem, given)


def fighting(stem: str, one: dict[str, Any]) -> tuple[ClosedForm, dict[str, str]]:
    same = {name: name for name in ("lo", "hi", "width", "agreement", "x", "pr_war", "win", "battles")}
    match stem:
        case "fearon_range":
            return form("war_range", {"win": one["p"]}, cost=two(one, "c")[0]), same
        case "fearon_disagreement":
            win, cost = two(one, "p", "c")
            return form("war_range_two_beliefs", win=win, cost=cost), same
        case "fearon_one_demand":
            once = {"win": one["p"], "cost": one["cA"], "most_cost": one["C"]}
            return form("war_one_demand", once), same
        case "fearon_preventive":
            once = {"win_now": one["p1"], "win_later": one["p2"], "cost": one["cB"], "patience": one["d"]}
            names = {"war_payoff_B": "war_payoff", "best_peace_B": "best_peace", "attacks": "attacks"}
            return form("war_preventive", once), names
        case "powell_inefficiency":
            once = {
                "declining": one["M_D_t"],
                "rising": one["M_R_t"],
                "rising_next": one["M_R_next"],
                "peace": one["B"],
                "patience": one["d"],
            }
            return form("shifting_power", once), {n: n for n in ("jump", "surplus", "inefficient")}
        case "war_of_forts":
            return form("war_of_forts", {"held": one["k"], "forts": one["N"], "win": one["p"]}), same
        case "battle_updating":
            (a, b_), (c, d) = one["prior_A"], one["prior_B"]
            wins, losses = (a, c), (b_, d)
            cost = two(one, "c")[0]
            if "wins" in one:
                once = {"wins": one["wins"], "losses": one["losses"]}
                closed = form("battles", once, prior_wins=wins, prior_losses=losses, cost=cost)
                return closed, {"mean_A": "mean.A", "mean_B": "mean.B", "settle": "settle"}
            closed = form("battles_needed", prior_wins=wins, prior_losses=losses, cost=cost)
            return closed, {"battles_needed": "battles_needed"}
        case _:
            return waiting(stem, one)


def waiting(stem: str, one: dict[str, Any]) -> tuple[ClosedForm, dict[str, str]]:
    match stem:
        case "who_gains_by_waiting":
            cost, patience, delay = two(one, "c", "d", "k")
            once = {"win": one["p"], "drift": one["mu"], "point": one["theta"]}
            names = {"x_now": "x_now", "x_next": "x_next", "G_A": "gain.A", "G_B": "gain.B"}
            return form("waiting", once, cost=cost, patience=patience, delay_cost=delay), names
        case "optimal_stopping":
            if "c" in one:
                return form("stopping_cost", {"cost": one["c"]}), {"xi": "xi"}
            return form("stopping_patience", {"patience": one["d"]}), {"xi": "xi"}
        case "yield_date":
            once = {"no_deal": one["d0"], "offer": one["u"], "fall": one["beta"]}
            return form("yield_date", once), {"t": "t"}
        case "hold_out":
            once = {"offer": one["u"], "better_offer": one["y"], "flow": one["f"], "rate": one["r"]}
            return form("hold_out", once), {"tbar": "tbar"}
        case "home_floor_share":
            patience, floor = two(one, "d")[0], (one["a"], one["b"])
            return form("home_floors", patience=patience, floor=floor), {"xA": "x.A"}
        case "ratification_risk":
            once = {"low": one["lo"], "high": one["hi"], "no_deal": one["d"]}
            return form("ratification_risk", once), {"s": "s", "pr_ratified": "pr_ratified"}
        case _:
            raise KeyError(stem)


FIXTURES = (
    "rubinstein_discounting", "rubinstein_limit", "rubinstein_fixed_cost", "finite_horizon", "outside_options",
    "deal_me_out_or_split", "breakdown_risk", "inside_options", "nash_transferable", "fearon_range",
    "fearon_disagreement", "fearon_one_demand", "fearon_preventive", "powell_inefficiency", "war_of_forts",
    "battle_updating", "who_gains_by_waiting", "yield_date", "hold_out", "home_floor_share", "ratification_risk",
)  # fmt: skip


@pytest.mark.parametrize("stem", FIXTURES)
def test_published_numbers_come_out(shared: Path, stem: str) -> None:
    for given, expect in examples(shared, stem):
        closed, names = fixture(stem, given)
        got = numbers(closed)
        for name, value in expect.items():
            if name == "agreement" and names.get(name) not in got:
                assert np.isnan(got["x.A"]) == (not value)
            elif value is None:
                assert np.isinf(got[names[name]])
            else:
                assert got[names[name]] == pytest.approx(float(value), abs=1e-6)


def test_offers_until_a_deadline(shared: Path) -> None:
    for given, expect in examples(shared, "optimal_stopping"):
        if "k" not in given:
            closed, names = fixture("optimal_stopping", given)
            assert numbers(closed)[names["xi"]] == pytest.approx(expect["xi"], abs=1e-9)
            continue
        for left, level in zip(given["k"], expect["v"], strict=True):
            closed = form("stopping_deadline", {"no_deal": given["d0"], "offers_left": left})
            assert numbers(closed)["v"] == pytest.approx(level, abs=1e-9)


def test_a_floor_at_home_has_both_signs(shared: Path) -> None:
    ((given, expect),) = examples(shared, "home_floor_both_signs")
    sums = dict.fromkeys(("with_floor", "without_floor"), np.zeros(2))
    for a in given["a"]:
        for floor in given["b"]:
            patience = (given["dA"], given["dB"])
            closed = form(
                "home_floors_both_signs", {"no_deal": given["no_deal_A"]}, patience=patience, floor=(a, floor)
            )
            got = numbers(closed)
            for name in sums:
                there = not np.isnan(got[f"x_{name}"])
                sums[name] = sums[name] + np.array([there, got[f"result_{name}"]]) / 4
    for name, total in sums.items():
        assert total == pytest.approx([expect[name]["pr_agreement"], expect[name]["expected"]], abs=1e-6)


def test_a_range_gives_in_each_draw_what_its_number_would() -> None:
    closed = form("alternating_offers", patience=((0.5, 0.9), (0.6, 0.8)))
    got = found(closed)
    one = got.parameters.between(Range(0.5, 0.9), "model", "m", "patience", A)
    two_ = got.parameters.between(Range(0.6, 0.8), "model", "m", "patience", B)
    assert len(np.unique(one)) == 50
    assert got.of("x", A) == pytest.approx((1 - two_) / (1 - one * two_))
    assert got.of("x", A) + got.of("x", B) == pytest.approx(1.0)


def test_the_order_of_the_sides_is_a_relabelling() -> None:
    first = form("outside_options", patience=((0.5, 0.9), 0.8), outside=(0.1, (0.0, 0.7)))
    turned = ClosedForm(
        id="m", title=both("m"), model=first.model, sides=(B, A), each=first.each, once=first.once
    )
    one, other = found(first), found(turned)
    assert one.of("x", A) == pytest.approx(other.of("x_other_first", A), nan_ok=True)
    assert one.of("x_other_first", B) == pytest.approx(other.of("x", B), nan_ok=True)


def test_counts_are_whole_and_reach_both_ends() -> None:
    got = found(form("stopping_deadline", {"no_deal": 0.0, "offers_left": (0, 2)}), 200)
    assert set(got.of("v").round(4).tolist()) == {0.0, 0.5, 0.625}
    assert {name for inputs in MODELS.values() for name in inputs.once} >= WHOLE


@pytest.mark.parametrize("model", sorted(MODELS))
def test_every_model_can_be_evaluated(model: str) -> None:
    """With every input drawn between .3 and .4, and counts of 1, which all models allow."""
    inputs = MODELS[model]
    once: dict[str, Any] = {name: 1 if name in WHOLE else (0.3, 0.4) for name in inputs.once}
    once |= {name: (0.5, 0.6) for name in inputs.once if name in {"high", "better_offer", "win_later"}}
    each: dict[str, Any] = dict.fromkeys(inputs.each, ((0.3, 0.4), (0.3, 0.4)))
    if model == "battles_needed":
        each |= {"prior_wins": (3, 2), "prior_losses": (2, 3)}
    if "flow" in each:  # a flow as large as the rate makes a deal pointless
        each["flow"] = (0.01, 0.02)
    got = found(form(model, once, **each))
    assert got.outcome
    assert all(values.shape == (len(got.parameters.numbers),) for values in got.outcome.values())
    assert all(np.isfinite(values).any() for name, values in got.outcome.items() if name != "tbar")


@pytest.mark.parametrize(
    "closed",
    [
        form("alternating_offers", patience=(1.2, 0.9)),
        form("war_of_forts", {"held": 5, "forts": 2, "win": 0.5}),
        form("stopping_deadline", {"no_deal": 0.1, "offers_left": -1}),
        form("stopping_deadline", {"no_deal": 0.1, "offers_left": (1.2, 1.8)}),
    ],
)
def test_inputs_out_of_bounds_are_refused_by_name(closed: ClosedForm) -> None:
    with pytest.raises(NotPossible, match="model m: "):
        found(closed)
