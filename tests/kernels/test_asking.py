"""What is kept from turn to turn, and from play to play, is not taken for what it is not."""

from __future__ import annotations

import numpy as np

from entaku.kernels.offers import AGREED, Bargain, bounds, offers
from entaku.kernels.planning import BY_NAME, CONSTANT, Plans, asking_for

STARTS = np.array([0, 3])
OPTIONS = np.array([[0], [1], [2]], dtype=np.int32)


def counting(levels: list[int], named: int, band: float) -> Plans:
    """Plan that the first asks for levels and counts what is asked for, while the second asks for one package."""
    none = np.zeros((0, 1), np.int32)
    plans = asking_for(np.array([[levels, [named] * len(levels)]]), OPTIONS, STARTS, none)
    plans.asks[1], plans.counts[0], plans.band[0, 0] = BY_NAME, True, band
    plans.accepts[0], plans.share[0] = CONSTANT, 1.0
    return plans


def end(values: list[list[int]], floors: list[list[int]], plans: Plans) -> list[int]:
    """Play it out: package, end, round."""
    worth = np.array([values])
    bargain = Bargain(worth, STARTS, bounds(worth, STARTS), np.array([floors]))
    found: list[int] = offers(bargain, plans, np.array([0, 1]))[0, :3].tolist()
    return found


def test_a_wider_band_lets_others_in_where_a_package_was_the_only_one() -> None:
    # what no deal is worth falls from 0 to -10, so that a tenth of the range grows from 0.2 to 1.2
    plans = counting([0, 0], named=1, band=0.1)
    assert end([[0, 1, 2], [0, 2, 1]], [[0, -10], [0, 0]], plans) == [1, AGREED, 2]
    assert end([[0, 1, 2], [0, 2, 1]], [[0, 0], [0, 0]], plans)[0] == -1


def test_the_first_package_is_not_the_only_one_before_that_was_looked_up() -> None:
    plans = counting([0, 0], named=1, band=0.0)
    assert end([[0, 0, 1], [0, 2, 1]], [[-5, -5], [0, 0]], plans) == [1, AGREED, 2]
