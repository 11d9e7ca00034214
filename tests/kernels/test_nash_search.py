"""The search for the largest product beside looking at every package; counts beside counting by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.guessing import Counts, count, forget, room_to_count, thought, thought_alone, weigh
from entaku.kernels.nash_search import Search, fair, look_at, parts_of, prepare, room_to_search
from entaku.kernels.packages import REFUSED, worth


def unheard(options: np.ndarray, starts: np.ndarray) -> Counts:
    """Give one party's counts before it heard anything."""
    counts = room_to_count(options.astype(np.int32), starts, 1)
    forget(counts, 0)
    return counts


def prepared(counts: Counts, starts: np.ndarray, holds: np.ndarray, values: np.ndarray, best: int) -> Search:
    """Prepare the search of a party that heard nothing yet."""
    search = room_to_search(starts, parts_of(holds), counts.wanted.shape[1], 1)
    prepare(search, 0, values, best)
    return search


def hear(search: Search, counts: Counts, packages: list[int]) -> None:
    """Let it hear these."""
    for package in packages:
        count(counts, 0, package)
        look_at(search, counts, 0, package)


def test_what_is_kept_weighs_more_and_what_is_asked_for_is_worth_more() -> None:
    counts = unheard(np.array([[0, 2], [0, 3], [1, 2], [1, 3]]), np.array([0, 2, 4]))
    for package in (0, 1, 1):
        count(counts, 0, package)
    weigh(counts, 0)
    # the first issue was kept twice and the second once: 3/5 and 2/5; options asked for 3, 0 and 1, 2 times
    assert counts.shares[0].tolist() == pytest.approx([3 / 5, 3 / 5 / 4, 2 / 5 * 2 / 3, 2 / 5])
    assert thought(counts, 0, 2) == counts.shares[0, 1] + counts.shares[0, 2]
    count(counts, 0, 3)  # each of the second options was asked for once more, and the second issue kept
    weigh(counts, 0)
    assert counts.shares[0].tolist() == pytest.approx([1 / 2, 1 / 2 * 2 / 4, 1 / 2 * 2 / 4, 1 / 2])


@given(st.integers(0, 2**32), st.integers(0, 40))
def test_one_package_alone_is_thought_worth_what_it_is_among_all_and_none_more_than_1(
    seed: int, offers: int
) -> None:
    dice = np.random.default_rng(seed)
    options = np.array(list(product(range(3), range(3, 5), range(5, 9))))
    counts = unheard(options, np.array([0, 3, 5, 9]))
    for package in dice.integers(0, len(options), offers).tolist():
        count(counts, 0, package)
    weigh(counts, 0)
    among = [thought(counts, 0, package) for package in range(len(options))]
    assert [thought_alone(counts, 0, package) for package in range(len(options))] == pytest.approx(among)
    assert max(among) == pytest.approx(1.0)


@given(
    st.integers(0, 2**32),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.sampled_from([1, 4, 1000, 2**48]),
    st.lists(st.integers(0, 12), min_size=1, max_size=4),
    st.integers(1, 2),
)
def test_the_search_finds_what_looking_at_all_finds(
    seed: int, sizes: list[int], largest: int, heard: list[int], joined: int
) -> None:
    dice = np.random.default_rng(seed)
    starts = np.cumsum([0, *sizes])  # of the options of issues
    options = np.array(list(product(*map(range, starts[:-1], starts[1:]))))
    blocks, holds = starts, np.eye(starts[-1], dtype=np.int64)
    if joined == 2 <= len(sizes):  # the first two issues are one block, whose options are their pairs
        pairs = list(product(range(starts[1]), range(starts[1], starts[2])))
        first = np.array([[option in pair for option in range(starts[-1])] for pair in pairs], dtype=np.int64)
        holds = np.concatenate([first, holds[starts[2] :]])
        blocks = np.cumsum([0, len(pairs), *sizes[2:]])
    values = dice.integers(-largest, largest + 1, (1, 1, blocks[-1]))
    values[dice.random(values.shape) < dice.choice([0.0, 0.2])] = REFUSED
    own = worth(values, blocks)[0]
    best = int(own.max())
    if best == REFUSED:
        return
    counts = unheard(options, starts)
    search = prepared(counts, blocks, holds, values[0, 0], best)
    for offers in heard:
        hear(search, counts, dice.integers(0, len(options), offers).tolist())
        weigh(counts, 0)
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
    own = worth(values, starts)[0]
    options = np.array(list(product(*map(range, starts[:-1], starts[1:]))))
    counts = unheard(options, starts)
    search = prepared(counts, starts, np.eye(50, dtype=np.int64), values[0, 0], int(own.max()))
    hear(search, counts, dice.integers(0, 10**5, 30).tolist())
    looked: list[Any] = []

    class Noting(np.ndarray):
        def __getitem__(self, at: Any) -> Any:
            looked.append(at)
            return super().__getitem__(at)

    fair(search, counts, own.view(Noting), 0, 1500, int(own.argmax()))
    assert 0 < len(looked) < 1000
