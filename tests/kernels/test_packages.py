"""Values of packages beside plain sums over all choices."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.offers import bounds
from entaku.kernels.packages import REFUSED, along, summed, worth


@given(st.integers(0, 2**32), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_sums_over_blocks(seed: int, sizes: list[int]) -> None:
    dice = np.random.default_rng(seed)
    starts = np.cumsum([0, *sizes])
    values = dice.integers(-(2**40), 2**40, (2, 3, starts[-1]))
    vetoed = dice.random(values.shape) < dice.choice([0.0, 0.4, 0.9])
    barred = np.where(vetoed, REFUSED, values)
    found, ends = worth(barred, starts), bounds(barred, starts)
    packages = list(product(*map(range, starts[:-1], starts[1:])))
    for n, p in np.ndindex(2, 3):
        expected = [
            REFUSED if vetoed[n, p, list(taken)].any() else int(values[n, p, list(taken)].sum())
            for taken in packages
        ]
        assert found[n, p].tolist() == expected
        rows = barred[n, p][None].repeat(len(packages), axis=0)
        assert summed(rows, starts, np.arange(len(packages))).tolist() == expected
        assert summed(rows[:1], starts, np.array([-1])).tolist() == [REFUSED]
        able = [value for value in expected if value != REFUSED]
        assert ends[n, p].tolist() == ([min(able), max(able)] if able else [REFUSED, REFUSED])


def test_no_deal_moves_along_straight_lines() -> None:
    dice = np.random.default_rng(1)
    deals, times = dice.integers(-(2**40), 2**40, (3, 2, 7)), np.sort(dice.uniform(0, 6, 50))
    found = along(deals, np.append(times, 6.0))
    for n, p in np.ndindex(3, 2):
        assert abs(found[n, p, :-1] - np.interp(times, np.arange(7), deals[n, p])).max() <= 1
        assert found[n, p, -1] == deals[n, p, 6]
