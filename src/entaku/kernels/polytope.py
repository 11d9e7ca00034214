"""The set of weights, relative values and no-deal value that one party's statements admit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

_TYPES = {"starts": np.int64, "variable": np.int64, "weight_free": np.bool_, "swap_issue": np.bool_}


@dataclass(frozen=True, kw_only=True, eq=False)
class Polytope:
    """Which weights, relative values and no-deal values one party's statements admit.

    Row r holds when  sum_i w_i * (aw[r, i] + sum_{k in i} az[r, k] * u_k) + ad[r] * d >= b[r].
    Shapes: R rows, I issues, M options over all issues, V classes of options with a free value.

    Parameters
    ----------
    aw, az, ad, b : arrays (R, I), (R, M), (R,), (R,)
    starts : array (I + 1,) of int
        Issue i has the options starts[i] .. starts[i+1] - 1.
    variable : array (M,) of int
        The class of each option, 0 .. V-1; tied options, always of one issue, share a class.
        -1 for an option whose value is pinned.
    pinned : array (M,)
        The value, in [0, 1], of each option with variable -1; elsewhere not read.
    weight_free : array (I,) of bool
        Weights that move; the others keep the value they have in the start.
    low, high : float
        Range of the no-deal value; equal when it is pinned.
    swap_issue : array (I,) of bool
        Issues whose worst or best option is not stated. Their classes exchange values, so that every
        admissible (worst, best) cell is reached; the start tells in which cell the chain begins.

    Raises
    ------
    ValueError
        Shapes that do not fit, a class in two issues, numbers that are not finite, low above high.

    Examples
    --------
    Two issues of two options each, the first at least as heavy as the second:

    >>> heavier = Polytope(
    ...     aw=np.array([[1.0, -1.0]]), az=np.zeros((1, 4)), ad=np.zeros(1), b=np.zeros(1),
    ...     starts=np.array([0, 2, 4]), variable=np.full(4, -1), pinned=np.array([0.0, 1.0, 0.0, 1.0]),
    ...     weight_free=np.array([True, True]), low=0.0, high=1.0, swap_issue=np.array([False, False]),
    ... )  # fmt: skip
    >>> heavier.issue_of_option.tolist()
    [0, 0, 1, 1]
    """

    aw: Floats
    az: Floats
    ad: Floats
    b: Floats
    starts: Ints
    variable: Ints
    pinned: Floats
    weight_free: Bools
    low: float
    high: float
    swap_issue: Bools

    def __post_init__(self) -> None:
        """Bring the arrays to their types and check that they fit."""
        for name in ("aw", "az", "ad", "b", "starts", "variable", "pinned", "weight_free", "swap_issue"):
            array: NDArray[Any] = np.array(getattr(self, name), dtype=_TYPES.get(name, np.float64), order="C")
            object.__setattr__(self, name, array)
        object.__setattr__(self, "low", float(self.low))
        object.__setattr__(self, "high", float(self.high))
        _check_shapes(self)
        _check_numbers(self)
        _check_classes(self)

    @cached_property
    def issue_of_option(self) -> Ints:
        """The issue of each option, shape (M,)."""
        return np.repeat(np.arange(len(self.weight_free)), np.diff(self.starts))

    @cached_property
    def first_options(self) -> Ints:
        """The first option of each class, shape (V,)."""
        classes, first = np.unique(self.variable, return_index=True)
        return np.asarray(first[classes >= 0], dtype=np.int64)

    def option_values(self, free: Floats) -> Floats:
        """Say which value every option has when the classes have these.

        Parameters
        ----------
        free : array (N, V)

        Returns
        -------
        array (N, M)
        """
        u = np.tile(self.pinned, (len(free), 1))
        own = self.variable >= 0
        u[:, own] = free[:, self.variable[own]]
        return u

    def slack(self, w: Floats, u: Floats, d: Floats) -> Floats:
        """Say by how much each row is met (below 0: missed) at each point.

        Parameters
        ----------
        w, u, d : arrays (N, I), (N, M), (N,)

        Returns
        -------
        array (N, R)
        """
        z = w[:, self.issue_of_option] * u
        return np.asarray(w @ self.aw.T + z @ self.az.T + d[:, None] * self.ad - self.b, dtype=np.float64)


def _check_shapes(polytope: Polytope) -> None:
    rows, issues, options = len(polytope.b), len(polytope.weight_free), len(polytope.variable)
    shapes = {
        "aw": (rows, issues),
        "az": (rows, options),
        "ad": (rows,),
        "starts": (issues + 1,),
        "pinned": (options,),
        "swap_issue": (issues,),
    }
    for name, shape in shapes.items():
        found = getattr(polytope, name).shape
        if found != shape:
            raise ValueError(f"{name} has shape {found}; beside the other arrays it must have {shape}")
    starts = polytope.starts
    if starts[0] != 0 or starts[-1] != options or (np.diff(starts) < 1).any():
        raise ValueError(f"starts must rise from 0 to {options}, every issue with an option; got {starts}")


def _check_numbers(polytope: Polytope) -> None:
    pinned = polytope.pinned[polytope.variable < 0]
    rows = (polytope.aw, polytope.az, polytope.ad, polytope.b)
    if not all(np.isfinite(part).all() for part in rows):
        raise ValueError("rows must hold finite numbers only")
    if not ((pinned >= 0.0) & (pinned <= 1.0)).all():
        raise ValueError(f"pinned values lie between 0 and 1; got {pinned}")
    if not -np.inf < polytope.low <= polytope.high < np.inf:
        raise ValueError(
            f"the no-deal value needs a finite range, low to high; got {polytope.low} to {polytope.high}"
        )


def _check_classes(polytope: Polytope) -> None:
    own = polytope.variable >= 0
    count = len(polytope.first_options)
    if polytope.variable.max(initial=-1) != count - 1 or polytope.variable.min(initial=0) < -1:
        raise ValueError(f"variable holds -1 or 0 .. V-1, each at least once; got {polytope.variable}")
    home = polytope.issue_of_option
    if (home[polytope.first_options][polytope.variable[own]] != home[own]).any():
        raise ValueError("options of two issues cannot share one value")
