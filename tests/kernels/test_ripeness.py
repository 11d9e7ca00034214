"""Ripeness in three values: the published cases, and all completions of what is missing."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.ripeness import profitable_escalation, readier, ripeness
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

CODES = {True: 1, False: 0, None: -1}
FLAGS = st.lists(st.tuples(*[st.sampled_from([1, 0, -1])] * 3), min_size=1, max_size=2)


def test_published(shared: Path) -> None:
    for asked, expect in examples(shared, "ripeness"):
        flags = [
            [CODES[party[key]] for key in ("hurting", "stalemate", "way_out")] for party in asked["parties"]
        ]
        assert ripeness(flags).ripe == CODES[expect["ripe"]]


@given(FLAGS)
def test_by_all_completions(flags: list[tuple[int, int, int]]) -> None:
    given_ = np.array(flags)
    holes = np.argwhere(given_ == -1)
    answers = set()
    for filling in product([0, 1], repeat=len(holes)):
        full = given_.copy()
        for hole, value in zip(holes, filling, strict=True):
            full[tuple(hole)] = value
        answers.add(bool(full.all()))
    found = ripeness(flags)
    # a missing flag leaves it open only while no other flag says no
    assert found.ripe == (-1 if len(answers) == 2 else int(answers.pop()))
    assert np.array_equal(found.watch, (given_ == -1) & (found.ripe == -1))


def test_draws_lead_and_nobody_is_not_ripe() -> None:
    assert ripeness(np.ones((4, 2, 3), int)).ripe.tolist() == [1, 1, 1, 1]
    assert ripeness(np.ones((0, 3), int)).ripe == 0


def test_other_flags_are_refused() -> None:
    with pytest.raises(ValueError, match="1, 0, or -1"):
        ripeness([[2, 1, 1]])
    with pytest.raises(ValueError, match="shape"):
        ripeness([1, 1, 1])


def test_escalation_must_gain_more_than_it_costs() -> None:
    assert profitable_escalation(0.5, [0.2, 0.3], 0.1).tolist() == [False, True]


def test_readiness_is_only_ordered() -> None:
    """Where one leads in motivation and the other in optimism, no relabelling of levels can be trusted."""
    found = readier([2.0, 1.0, 2.0, np.nan], [1.0, 2.0, 2.0, 5.0])
    assert np.argwhere(found).tolist() == [[2, 0], [2, 1]]
