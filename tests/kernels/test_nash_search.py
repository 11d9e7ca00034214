"""The search for the largest product beside looking at every package; counts beside counting by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.guessing import Counts, count, forget, room_to_count, thought, weigh
from entaku.kernels.nash_search import fair, parts_of, prepare, room_to_search
from entaku.kernels.packages import REFUSED, worth


def heard(options: np.ndarray, starts: np.ndarray, packages: list[int]) -> Counts:
    """Let one party hear these packages."""
    counts = room_to_count(options.astype(np.int32), starts, 1)
    forget(counts, 0)
    for package in packages:
        count(counts, 0, package)
    weigh(counts, 0)
    return counts


def test_what_is_kept_weighs_more_and_what_is_asked_for_is_worth_more() -> None:
    options = np.array([[0, 2], [0, 3], [1, 2], [1, 3]])
    counts = heard(options, np.array([0, 2, 4]), [0, 1, 1])
    # the first issue was kept twice and the second once: 3/5 and 2/5; options asked for 3, 0 and 1, 2 times
    assert counts.shares[0].tolist() == pytest.approx([3 / 5, 3 / 5 / 4, 2 / 5 * 2 / 3, 2 / 5])
    assert thought(counts, 0, 2) == counts.shares[0, 1] + counts.shares[0, 2]


@given(
    st.integers(0, 2**32),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.sampled_from([1, 4, 1000, 2**48]),
    st.integers(0, 40),
)
def test_the_search_finds_what_looking_at_all_finds(
    seed: int, sizes: list[int], largest: int, offers: int
) -> None:
    dice = np.random.default_rng(seed)
    starts = np.cumsum([0, *sizes])
    values = dice.integers(-largest, largest + 1, (1, 1, starts[-1]))
    vetoed = dice.random(values.shape) < dice.choice([0.0, 0.2])
    own = worth(values, vetoed, starts)[0]
    best = int(own.max())
    options = np.array(list(product(*map(range, starts[:-1], starts[1:]))))
    counts = heard(options, starts, dice.integers(0, len(options), offers).tolist())
    search = room_to_search(starts, parts_of(np.eye(starts[-1], dtype=np.int64)), 1)
    if best == REFUSED:
        return
    prepare(search, 0, values[0, 0], vetoed[0, 0], best)
    floor = int(dice.integers(-largest * len(sizes) - 1, best + 1))
    products = [max(float(v) - floor, 0.0) * thought(counts, 0, x) for x, v in enumerate(own[0].tolist())]
    good = np.flatnonzero(own[0] > floor)
    if good.size:
        expected = int(np.argmax(products))
        assert fair(search, counts, own, 0, floor, int(dice.choice(good))) == expected
        assert fair(search, counts, own, 0, floor, expected) == expected


def test_few_of_many_packages_are_looked_at() -> None:
    dice, sizes = np.random.default_rng(3), [10] * 5
    starts = np.cumsum([0, *sizes])
    values = dice.integers(0, 1000, (1, 1, 50))
    own = worth(values, values < 0, starts)[0]
    options = np.array(list(product(*map(range, starts[:-1], starts[1:]))))
    counts = heard(options, starts, dice.integers(0, 10**5, 30).tolist())
    looked: list[Any] = []

    class Noting(np.ndarray):
        def __getitem__(self, at: Any) -> Any:
            looked.append(at)
            return super().__getitem__(at)

    search = room_to_search(starts, parts_of(np.eye(50, dtype=np.int64)), 1)
    prepare(search, 0, values[0, 0], values[0, 0] < 0, int(own.max()))
    fair(search, counts, own.view(Noting), 0, 1500, int(own.argmax()))
    assert 0 < len(looked) < 1000
