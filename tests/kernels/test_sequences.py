"""Commitment step by step: the published sequence, a plain recursion, and repairs."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.sequences import (
    Steps,
    commitment,
    partly_known,
    steps,
    with_escrow,
    with_flow,
    with_penalty,
)
from tests.kernels.published import cases

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = st.integers(0, 10**6)


def case_of(asked: dict[str, Any]) -> tuple[Steps, list[str]]:
    names = list(asked["completed"])
    broken = [[step["if_broken"][name] for name in names] for step in asked["steps"]]
    performs = [[name in step["performers"] for name in names] for step in asked["steps"]]
    ends = [asked["completed"][name] for name in names]
    return steps(ends, broken, performs, patience=asked["delta"]), names


def test_published(shared: Path) -> None:
    tests = cases(shared, "clock")["commitment_sequence"]["tests"]
    assert tests
    for test in tests:
        sequence, names = case_of(test["given"])
        found, expect = commitment(sequence), test["expect"]
        assert bool(found.holds) == expect["holds"], test["name"]
        assert found.performed.tolist() == expect["step_ok"]
        assert int(found.stops_at) == (expect["stops_at"] or 0) - 1
        assert found.value == pytest.approx([expect["value_at_start"][name] for name in names])
        for k, lacks in enumerate(expect["own_shortfall"]):
            for name, amount in lacks.items():
                assert found.shortfall[k, names.index(name)] == pytest.approx(amount)


def some_steps(seed: int, shape: tuple[int, ...] = ()) -> Steps:
    """Give a sequence of up to four steps whose numbers often tie."""
    rng = np.random.default_rng(seed)
    m, parties = int(rng.integers(1, 5)), int(rng.integers(1, 4))

    def tenths(*size: int, high: int = 10) -> Any:
        return rng.integers(0, high, (*shape, *size)) / 10.0

    return steps(
        tenths(parties),
        tenths(m, parties, high=8),
        rng.random((m, parties)) < 0.6,
        cost=tenths(m, parties, high=2) / 4.0,
        patience=rng.choice([1.0, 0.9, 0.5], (*shape, m)),
        success=rng.choice([1.0, 0.8], (*shape, m)),
    )


def walk(sequence: Steps, k: int, forced: tuple[bool, ...] | None = None) -> tuple[list[float], list[bool]]:
    """Give the values before step k, and which steps from k on are performed, by recursion."""
    m, parties = sequence.performs.shape
    if k == m:
        return sequence.completed.tolist(), []
    after, later = walk(sequence, k + 1, forced)
    everybody = range(parties)
    going = [float(sequence.patience[k] * after[i] - sequence.cost[k, i]) for i in everybody]
    broken = sequence.if_broken[k].tolist()
    does = all(going[i] >= broken[i] - 1e-12 for i in everybody if sequence.performs[k, i])
    if forced is not None:
        does = forced[k]
    rho = float(sequence.success[k])
    before = [rho * going[i] + (1.0 - rho) * broken[i] if does else broken[i] for i in everybody]
    return before, [does, *later]


@given(SEEDS)
def test_by_recursion(seed: int) -> None:
    sequence = some_steps(seed)
    m, parties = sequence.performs.shape
    value, performed = walk(sequence, 0)
    found = commitment(sequence)
    assert found.performed.tolist() == performed
    assert found.value == pytest.approx(value)
    assert bool(found.holds) == all(performed)
    assert int(found.stops_at) == (performed.index(False) if False in performed else -1)
    for k, i in product(range(m), range(parties)):
        certain, _ = walk(sequence, k + 1, (True,) * m)
        lacks = sequence.if_broken[k, i] - (sequence.patience[k] * certain[i] - sequence.cost[k, i])
        expected = max(float(lacks), 0.0) if sequence.performs[k, i] else 0.0
        assert found.shortfall[k, i] == pytest.approx(expected, abs=1e-11)


@given(SEEDS)
def test_what_stops_has_a_cause_and_what_holds_has_none(seed: int) -> None:
    found = commitment(some_steps(seed))
    assert bool(found.cause.any()) == (not found.holds)
    if not found.holds:
        assert np.flatnonzero(found.cause)[-1] >= found.stops_at


@given(SEEDS)
def test_penalties_of_the_shortfall_hold_it_and_larger_ones_as_well(seed: int) -> None:
    sequence = some_steps(seed)
    sequence = sequence._replace(success=np.ones_like(sequence.success))
    lacks = commitment(sequence).shortfall
    assert commitment(with_penalty(sequence, lacks)).holds
    more = lacks + np.random.default_rng(seed).random(lacks.shape)
    assert commitment(with_penalty(sequence, more)).holds


@given(SEEDS)
def test_a_sequence_that_holds_holds_with_any_flow(seed: int) -> None:
    sequence = some_steps(seed)
    if commitment(sequence).holds:
        flow = np.random.default_rng(seed).random(sequence.cost.shape)
        assert commitment(with_flow(sequence, flow)).holds


def test_escrow_moves_the_temptation_to_the_end() -> None:
    broken = [[0.35, 0.45], [0.15, 0.7], [0.3, 0.3]]
    open_ = steps([0.5, 0.6], broken, [[1, 0], [0, 1], [1, 0]])
    assert commitment(open_).cause.tolist() == [False, True, False]
    held = with_escrow(open_, [[0.0, 0.0], [0.0, 0.25], [0.0, 0.0]])
    assert commitment(held).holds
    assert held.if_broken[:, 1].tolist() == pytest.approx([0.45, 0.45, 0.55])
    both_last = steps([0.5, 0.6], broken, [[1, 0], [0, 1], [1, 1]])
    late = with_escrow(both_last, [[0.0, 0.0], [0.0, 0.4], [0.0, 0.0]])
    assert commitment(late).cause.tolist() == [False, False, True]


def test_draws_lead() -> None:
    sequence = some_steps(11, (200,))
    found = commitment(sequence)
    assert 0.0 < found.holds.mean() < 1.0
    for draw in range(200):
        each = {name: part if name == "performs" else part[draw] for name, part in sequence._asdict().items()}
        alone = commitment(Steps(**each))
        assert bool(alone.holds) == found.holds[draw]
        assert alone.stops_at == found.stops_at[draw]
        assert np.array_equal(alone.shortfall, found.shortfall[draw])


def test_equality_counts_as_performed() -> None:
    assert commitment(steps([0.3], [[0.1 + 0.2]], [[1]])).holds
    assert not commitment(steps([0.3], [[0.300001]], [[1]])).holds


@given(SEEDS, st.data())
def test_what_is_known_of_a_sequence_is_what_all_values_say(seed: int, data: st.DataObject) -> None:
    sequence = some_steps(seed)
    places = list(np.ndindex(*sequence.if_broken.shape))
    holes = data.draw(st.lists(st.sampled_from(places), max_size=2, unique=True))
    broken = np.array(sequence.if_broken)
    for hole in holes:
        broken[hole] = np.nan
    found = partly_known(sequence._replace(if_broken=broken))
    seen = []
    for filling in product([-9.0, 0.05, 0.35, 0.65, 9.0], repeat=len(holes)):
        for hole, value in zip(holes, filling, strict=True):
            broken[hole] = value
        full = commitment(sequence._replace(if_broken=broken))
        seen.append([*full.performed.tolist(), bool(full.holds)])
    for answer, values in zip([*found.performed, found.holds], zip(*seen, strict=True), strict=True):
        if answer >= 0:
            assert set(values) == {bool(answer)}
    if not holes:
        assert [*found.performed.tolist(), int(found.holds)] == [int(each) for each in seen[0]]


def test_a_refusal_decides_whatever_else_is_not_stated() -> None:
    sequence = steps([0.5, 0.6], [[np.nan, 0.9], [0.1, 0.1]], [[1, 1], [1, 1]])
    found = partly_known(sequence)
    assert (int(found.holds), found.performed.tolist()) == (0, [0, 1])


def test_unstated_values_by_draw() -> None:
    broken = np.array([[[0.1], [np.nan]], [[0.9], [0.2]]])
    found = partly_known(steps([0.5], broken, [[1], [1]]))
    assert found.performed.tolist() == [[-1, -1], [0, 1]]
    assert found.holds.tolist() == [-1, 0]


def test_what_is_no_sequence_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        steps([0.5, 0.6], [[0.1, 0.1]], [[1, 0], [0, 1]])
    with pytest.raises(ValueError, match="from 0 to 1"):
        steps([0.5], [[0.1]], [[1]], patience=1.5)
    with pytest.raises(ValueError, match="stated"):
        commitment(steps([np.nan], [[0.1]], [[1]]))
    many = steps([0.5], np.full((13, 1), np.nan), np.ones((13, 1), bool))
    with pytest.raises(ValueError, match="more than 12 steps"):
        partly_known(many)
