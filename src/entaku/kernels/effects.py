"""How much of what varies in an answer is due to which input: first-order, total and Shapley effects.

Y = f(X), inputs X_1..X_d. The first-order effect of an input is the part of Var Y that knowing it removes on
average, Var E(Y | X_i) / Var Y; its total effect is the part that is left when everything else is known,
E Var(Y | all but X_i) / Var Y. For independent inputs first <= total, and the difference is what the input
does only together with others. Shapley effects divide the whole variance among the inputs (Owen 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_INPUTS = 16
"""Tables of all sets of inputs are kept up to this many."""


class Estimate(NamedTuple):
    """Estimated effects and their standard errors, both (d,) or single numbers."""

    value: Floats
    error: Floats


def explained(values: Floats, chances: Sequence[Floats]) -> Floats:
    """Which variance does every set of independent inputs explain, Var E(Y | X_u)?

    Parameters
    ----------
    values : (K_1, ..., K_d)
        The answer for every combination of states of the inputs.
    chances : d arrays (K_i,)
        The probability of each state, sum 1; or the weights of a quadrature rule for a smooth input.

    Returns
    -------
    (2**d,)
        Bit i of the place is set where input i is in the set; the last is Var Y.

    Raises
    ------
    ValueError
        Shapes do not fit, or there are more than 16 inputs.

    Examples
    --------
    Two coins, the answer is yes only when both are heads:

    >>> fair = np.array([0.5, 0.5])
    >>> explained(np.array([[0.0, 0.0], [0.0, 1.0]]), [fair, fair]).tolist()
    [0.0, 0.0625, 0.0625, 0.1875]
    """
    count = len(chances)
    if values.shape != tuple(len(part) for part in chances) or not 0 < count <= MOST_INPUTS:
        raise ValueError(
            f"values must have one axis for each of 1 to {MOST_INPUTS} inputs, as long as its chances; "
            f"got {values.shape} for {[len(part) for part in chances]}"
        )
    found = np.zeros(1 << count)
    mean = float(_expected(values, chances, range(count)))
    for known in range(1, 1 << count):
        open_to = [i for i in range(count) if not known >> i & 1]
        kept = [chances[i] for i in range(count) if known >> i & 1]
        conditional = _expected(values, chances, open_to)
        found[known] = float(_expected(np.square(conditional - mean), kept, range(len(kept))))
    return found


def _expected(values: Floats, chances: Sequence[Floats], axes: Sequence[int] | range) -> Floats:
    """Take the mean over these axes, from the last on so that the others keep their places."""
    for axis in sorted(axes, reverse=True):
        values = np.tensordot(values, chances[axis], axes=(axis, 0))
    return np.asarray(values)


def first_order(explained: Floats) -> Floats:
    """Which part of the variance does each input explain by itself, (d,)?

    Examples
    --------
    >>> first_order(np.array([0.0, 0.0625, 0.0625, 0.1875])).round(4).tolist()
    [0.3333, 0.3333]
    """
    found = np.array([explained[1 << i] for i in range(_inputs(explained))])
    return np.asarray(found / explained[-1])


def total_order(explained: Floats) -> Floats:
    """Which part of the variance is left when all inputs but one are known, (d,)?

    Examples
    --------
    >>> total_order(np.array([0.0, 0.0625, 0.0625, 0.1875])).round(4).tolist()
    [0.6667, 0.6667]
    """
    whole = len(explained) - 1
    rest = np.array([explained[whole ^ (1 << i)] for i in range(_inputs(explained))])
    return np.asarray(1.0 - rest / explained[-1])


def shapley_effects(explained: Floats) -> Floats:
    """Which part of the variance does each input add, over all orders of learning them, (d,), sum 1?

    Source: Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2:245-251.

    Examples
    --------
    >>> shapley_effects(np.array([0.0, 0.0625, 0.0625, 0.1875])).tolist()
    [0.5, 0.5]
    """
    count = _inputs(explained)
    found = np.zeros(count)
    for known in range(len(explained)):
        size = known.bit_count()
        for i in range(count):
            if not known >> i & 1:
                orders = factorial(size) * factorial(count - size - 1) / factorial(count)
                found[i] += orders * (explained[known | 1 << i] - explained[known])
    return np.asarray(found / explained[-1])


def _inputs(explained: Floats) -> int:
    count = len(explained).bit_length() - 1
    if len(explained) != 1 << count or explained[-1] <= 0.0:
        raise ValueError(
            f"one variance for each set of inputs is needed, the last above 0; got {len(explained)}"
        )
    return count


def pick_freeze_first(base: Floats, other: Floats, mixed: Floats) -> Estimate:
    """Which part of the variance does each input explain by itself, from two samples and their mixtures?

    mean(f(B) (f(A_B^i) - f(A))) / Var Y; A_B^i is A with input i taken from B (Saltelli et al. 2010,
    Computer Physics Communications 181:259-270).

    Parameters
    ----------
    base, other : (N,)
        f(A) and f(B) for independent samples A and B.
    mixed : (d, N)
        f(A_B^i) for every input.

    Examples
    --------
    >>> base, other = np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])
    >>> pick_freeze_first(base, other, np.stack([other, base])).value.tolist()
    [1.0, 0.0]
    """
    variance = float(np.var(np.concatenate([base, other])))
    return _mean(other * (mixed - base) / variance, np.full(len(base), 1.0 / len(base)))


def pick_freeze_total(base: Floats, mixed: Floats, weights: Floats, variance: float) -> Estimate:
    """Which part of the variance is left when all but one input is kept, from redrawing that input?

    mean((f(A) - f(A_B^i))**2) / (2 Var Y) (Jansen 1999, Computer Physics Communications 117:35-43). Where the
    input is redrawn given all others, this holds for dependent inputs too.

    Parameters
    ----------
    base : (N,)
        f(A).
    mixed : (d, N)
        f(A_B^i): the same draws with input i drawn anew.
    weights : (N,)
        Weights of the draws, sum 1.
    variance : float
        Var Y, above 0.

    Examples
    --------
    >>> base, other = np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])
    >>> pick_freeze_total(base, np.stack([other, base]), np.full(4, 0.25), 0.25).value.tolist()
    [1.0, 0.0]
    """
    return _mean(np.square(mixed - base) / (2.0 * variance), weights)


def _mean(terms: Floats, weights: Floats) -> Estimate:
    value = terms @ weights
    spread = np.square(terms - np.asarray(value)[..., None]) @ np.square(weights)
    return Estimate(np.asarray(value), np.sqrt(spread))


def switch_total(values: Floats, chances: Floats, weights: Floats, variance: float) -> Estimate:
    """Which part of the variance is left when all but one input with few states is known?

    The mean over draws of the variance over that input's states, all else as drawn: no state is left to
    chance, so that an input which never matters gets exactly 0.

    Parameters
    ----------
    values : (S, N)
        The answer in each draw with the input in each of its states.
    chances : (S,)
        The probability of each state, sum 1.
    weights : (N,)
        Weights of the draws, sum 1.
    variance : float
        Var Y, above 0.

    Examples
    --------
    A switch that decides in half of the draws, and a yes in three quarters of all:

    >>> values = np.array([[0.0, 1.0], [1.0, 1.0]])
    >>> float(switch_total(values, np.array([0.5, 0.5]), np.array([0.5, 0.5]), 0.1875).value.round(4))
    0.6667
    """
    within = np.zeros(values.shape[1])
    for one, other in combinations(range(len(chances)), 2):  # in pairs: exactly 0 where nothing changes
        within += chances[one] * chances[other] * np.square(values[one] - values[other])
    return _mean(within / variance, weights)


def binned_first(values: Floats, cells: Ints, weights: Floats, variance: float) -> tuple[float, float]:
    """Which part of the variance lies between cells of an input, and how much of it would chance alone give?

    Var E(Y | cell) / Var Y less what is expected of an input that does not matter, (cells - 1) / draws, and not
    below 0. The second number is about the level that such an input passes once in a thousand times
    (Wilson & Hilferty 1931 for the chi-squared quantile), on the same footing.

    Parameters
    ----------
    values, cells, weights : (N,)
        Answers, the cell (from 0) of the input in each draw, and the weights, sum 1.
    variance : float
        Var Y, above 0.

    Examples
    --------
    >>> values = np.tile([0.0, 0.0, 1.0, 1.0], 250)
    >>> even = np.full(1000, 0.001)
    >>> index, noise = binned_first(values, np.tile([0, 0, 1, 1], 250), even, 0.25)
    >>> round(index, 3), round(noise, 3)
    (0.999, 0.01)
    """
    count = int(cells.max()) + 1
    mass = np.bincount(cells, weights, count)
    there = mass > 0.0
    means = np.bincount(cells, weights * values, count)[there] / mass[there]
    between = float(mass[there] @ np.square(means - weights @ values)) / variance
    freedom, draws = max(int(there.sum()) - 1, 1), 1.0 / float(np.square(weights).sum())
    spread = 2.0 / (9.0 * freedom)
    high = freedom * (1.0 - spread + 3.0902 * spread**0.5) ** 3
    return max(0.0, between - (int(there.sum()) - 1) / draws), (high - freedom) / draws


class Elementary(NamedTuple):
    """Mean size, mean and spread (d,) of an input's elementary effects."""

    mu_star: Floats
    mu: Floats
    sigma: Floats


def elementary_effects(values: Floats) -> Elementary:
    """How much does one long step of each input change the answer, over all steps of a grid?

    With L levels a step is L / (2 (L - 1)) of the range; an effect is the change for each unit of the range
    (Morris 1991, Technometrics 33:161-174, here without sampling).

    Parameters
    ----------
    values : (L, ..., L)
        The answer at every point of the grid, L even, one axis for each input.

    Raises
    ------
    ValueError
        The grid has not the same even number of levels for each input.

    Examples
    --------
    >>> elementary_effects(np.add.outer(np.arange(4.0), np.zeros(4))).mu_star.round(9).tolist()
    [3.0, 0.0]
    """
    levels = values.shape[0]
    if set(values.shape) != {levels} or levels % 2:
        raise ValueError(f"a grid with one even number of levels for all inputs; got {values.shape}")
    step = levels / (2.0 * (levels - 1))
    effects = []
    for axis in range(values.ndim):
        along = np.moveaxis(values, axis, 0)
        effects.append(((along[levels // 2 :] - along[: levels // 2]) / step).ravel())
    table = np.stack(effects)
    return Elementary(np.abs(table).mean(axis=1), table.mean(axis=1), table.std(axis=1))
