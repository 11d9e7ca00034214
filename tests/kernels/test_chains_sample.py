"""The ensemble says itself whether it has forgotten its start, and refuses a start that does not fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from entaku.kernels.chains import diagnose, run_chains, sample
from entaku.kernels.chains_plan import plan_of
from entaku.kernels.chains_start import begin, stretched
from tests.kernels.parties import BRIDGE_START, blank, bridge, keys
from tests.kernels.random_polytopes import random_polytope

if TYPE_CHECKING:
    from entaku.kernels.polytope import Floats, Polytope


def ranked(n: int) -> Polytope:
    return blank([2] * n, n - 1, aw=np.eye(n)[:-1] - np.eye(n, n, 1)[:-1])


def test_a_party_that_mixes_is_left_at_the_sweeps_asked_for() -> None:
    drawn = sample(bridge(), BRIDGE_START, keys(2_000), 20)
    assert (drawn.sweeps, drawn.mixed, drawn.failing) == (20, True, ())
    plain = run_chains(bridge(), BRIDGE_START, keys(2_000), 20)
    for part, other in zip((drawn.w, drawn.u, drawn.d), plain, strict=True):
        assert part.tobytes() == other.tobytes()


def test_sweeps_are_doubled_until_the_start_is_forgotten() -> None:
    n = 12
    w = np.append(np.full(n - 1, 1e-3), 0.0)
    w[0] = 1.0 - w[1:].sum()
    drawn = sample(ranked(n), (w, ranked(n).pinned, 0.5), keys(1_000), 2)
    assert drawn.sweeps in {4, 8, 16}
    plain = run_chains(ranked(n), (w, ranked(n).pinned, 0.5), keys(1_000), drawn.sweeps)
    assert drawn.w.tobytes() == plain[0].tobytes()


def test_a_chain_that_has_not_mixed_is_reported_with_its_coordinates() -> None:
    n = 30  # from a corner, where nearly all moves are shut
    w = np.zeros(n)
    w[0] = 1.0
    drawn = sample(ranked(n), (w, ranked(n).pinned, 0.5), keys(1_000), 2)
    assert not drawn.mixed
    assert drawn.sweeps == 16
    assert drawn.failing
    assert set(drawn.failing) <= set(range(n))


def test_diagnose_names_shifts_and_spreads_beyond_the_drawing_error() -> None:
    rng = np.random.default_rng(0)

    def state(w: Floats) -> tuple[Floats, Floats, Floats]:
        return w, np.zeros((len(w), 2)), np.full(len(w), 0.5)

    w = rng.normal(size=(4_000, 3))
    again = rng.normal(size=(4_000, 3))
    assert diagnose(state(again), state(w), state(w)) == ()
    assert diagnose(state(again + np.array([0.0, 0.2, 0.0])), state(w), state(w)) == (1,)
    assert diagnose(state(w), state(w), state(again * np.array([1.0, 1.0, 1.2]))) == (2,)
    assert diagnose(state(w), state(w), state(w + np.array([0.05, 0.0, 0.0]))) == ()
    few = rng.normal(size=(50, 3))
    assert diagnose(state(few), state(rng.normal(size=(50, 3))), state(few)) == ()
    moved = (*state(w)[:2], np.full(4_000, 0.6))
    assert diagnose(state(w), state(w), moved) == (5,)


def test_the_second_start_is_far_and_still_inside() -> None:
    for seed in range(12):
        polytope, kept = random_polytope(seed, 0.05)
        inside = int(np.argmax(polytope.slack(*kept).min(axis=1, initial=1.0)))
        first = begin(polytope, (kept[0][inside], kept[1][inside], kept[2][inside]), None, keys(1))
        second = stretched(plan_of(polytope), first)
        point = second.w, polytope.option_values(second.u), second.d
        assert polytope.slack(*point).min(initial=0.0) > -1e-12
        assert point[0].min() >= -1e-12
        assert np.abs(second.w - first.w).max() > 0.01
        assert abs(second.w.sum() - 1.0) < 1e-12
        assert polytope.low == polytope.high or abs(second.d[0] - first.d[0]) > 0.01
        assert (second.u[first.fixed] == first.u[first.fixed]).all()


def test_the_second_start_heeds_only_rows_that_count() -> None:
    on = np.ones((2, 6), dtype=np.bool_)
    on[1, 4:] = False
    second = stretched(plan_of(bridge()), begin(bridge(), BRIDGE_START, on, keys(2)))
    slack = bridge().slack(second.w, bridge().option_values(second.u), second.d)
    assert slack[on].min() > -1e-12
    assert second.d[0] != second.d[1]


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        (([0.1, 0.7, 0.2], BRIDGE_START[1], 0.55), r"misses rows 0 \(by 0\.6\)"),
        (([0.65, 0.15, 0.1], BRIDGE_START[1], 0.55), "sum to 1"),
        (([0.65, 0.15], BRIDGE_START[1], 0.55), r"w has shape \(1, 2\)"),
        ((BRIDGE_START[0], BRIDGE_START[1], 1.5), "no-deal value of the start"),
        ((BRIDGE_START[0], BRIDGE_START[1], [0.5, 0.5]), r"d has shape \(2,\)"),
        ((BRIDGE_START[0], [0, 1.8, 1, 0, 0.6, 1, 0, 1], 0.55), "between 0 and 1"),
        ((BRIDGE_START[0], [0, 0.8, 1, 0, 0.6, 0.9, 0, 1], 0.55), r"pinned value at options \[5\]"),
    ],
)
def test_a_start_that_does_not_fit_is_refused(start: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        run_chains(bridge(), (np.array(start[0]), np.array(start[1]), np.array(start[2])), keys(3), 1)


def test_a_start_without_worst_option_is_refused_where_options_exchange() -> None:
    polytope = blank([3], 0, variable=np.arange(3), swap_issue=np.array([True]))
    with pytest.raises(ValueError, match="no option of issue 0 has the value 0 in the start"):
        run_chains(polytope, (np.ones(1), np.array([0.2, 1, 0.5]), 0.5), keys(1), 1)


def test_half_a_sweep_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="two or more; got 1"):
        sample(bridge(), BRIDGE_START, keys(3), 1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"aw": np.zeros((6, 2))}, r"aw has shape \(6, 2\)"),
        ({"starts": np.array([0, 3, 3, 8])}, "every issue with an option"),
        ({"b": np.array([0, 0, 0, 0, 0, np.inf])}, "finite numbers"),
        ({"pinned": np.full(8, 1.5)}, "between 0 and 1"),
        ({"low": 1.0, "high": 0.0}, "finite range, low to high"),
        ({"variable": np.array([-1, 0, -1, -1, 2, -1, -1, -1])}, "each at least once"),
        ({"variable": np.array([-1, 0, -1, -1, 0, -1, -1, -1])}, "options of two issues"),
    ],
)
def test_a_polytope_that_does_not_fit_together_is_refused(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(bridge(), **change)
