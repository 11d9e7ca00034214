"""Parties for the tests of the chain, and what is asked of every mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from entaku.kernels.chains import Polytope
from entaku.kernels.counter import key

if TYPE_CHECKING:
    from entaku.kernels.chains_start import Start
    from entaku.kernels.polytope import Bools, Floats

N = 4_000


def keys(count: int = N, name: str = "test") -> Any:
    return key(20251202, np.arange(count), "preference", name)


def blank(sizes: list[int], rows: int, **given: Any) -> Polytope:
    """Give issues with options from worst to best and rows that say nothing yet."""
    total = sum(sizes)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    variable, pinned = np.full(total, -1), np.zeros(total)
    pinned[starts[1:] - 1] = 1.0
    between = np.setdiff1d(np.arange(total), np.concatenate((starts[:-1], starts[1:] - 1)))
    variable[between] = np.arange(len(between))
    pinned[between] = np.nan
    fields: dict[str, Any] = {
        "aw": np.zeros((rows, len(sizes))),
        "az": np.zeros((rows, total)),
        "ad": np.zeros(rows),
        "b": np.zeros(rows),
        "starts": starts,
        "variable": variable,
        "pinned": pinned,
        "weight_free": np.ones(len(sizes), dtype=np.bool_),
        "low": 0.0,
        "high": 1.0,
        "swap_issue": np.zeros(len(sizes), dtype=np.bool_),
    }
    return Polytope(**{**fields, **given})


def assert_mean(draws: Floats | Bools, expected: float, rounding: float = 5e-5) -> None:
    error = float(np.std(draws)) / math.sqrt(len(draws))
    assert abs(float(np.mean(draws)) - expected) < 3 * error + rounding


BRIDGE_ROWS = {"S4": [0], "S5": [1, 2], "S6": [3], "S7": [4], "S8": [5]}
BRIDGE_PACKAGES = {"D1": [1, 4, 7], "D2": [2, 3, 6], "D3": [0, 5, 7]}
BRIDGE_START: Start = (
    np.array([0.65, 0.15, 0.2]),
    np.array([0, 0.8, 1, 0, 0.6, 1, 0, 1.0]),
    0.55,
)


def bridge() -> Polytope:
    aw, az, ad, b = np.zeros((6, 3)), np.zeros((6, 8)), np.zeros(6), np.zeros(6)
    aw[0] = 1, -1, 0  # S4: access weighs at least as much as guards
    aw[1:3, 2], b[1:3] = (1, -1), (0.1, -0.3)  # S5: toll weighs .1 to .3
    az[3, [1, 4, 7]] = 1  # S6: D1 before D2, open and none and high
    az[3, [2, 3, 6]] = -1
    ad[4], az[4, [0, 5, 7]] = 1, -1  # S7: no deal before D3
    ad[5], az[5, [1, 4, 7]] = -1, 1  # S8: D1 before no deal
    return blank([3, 3, 2], 6, aw=aw, az=az, ad=ad, b=b)
