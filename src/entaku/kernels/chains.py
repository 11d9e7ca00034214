"""Draws from the product measure under statements that only a chain can keep.

One chain per draw in (w, u, d): weights on the simplex, relative values of options, no-deal value.
Every row is linear in each of the three while the others stand still, so each move is drawn
uniformly on the whole interval the rows leave, without a step size and without refusals. Narrow
bands ("as good as") get moves of their own along the band (see `chains_bands`). A draw depends on
its own key and start alone, never on its neighbours.

A cell (worst, best) is reached from another by exchanging two classes while at most one other
coordinate gives way. A cell that can be reached by no such move stays empty, and no comparison of
draws shows it: two options of an issue in no stated order whose difference is confined to a
narrow band are an example. Such an issue is to be drawn cell by cell.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from entaku.kernels.chains_plan import Batch, plan_of
from entaku.kernels.chains_start import begin, filled, stretched
from entaku.kernels.polytope import Bools, Floats, Polytope

if TYPE_CHECKING:
    from collections.abc import Callable

    from entaku.kernels.chains_plan import Keys
    from entaku.kernels.chains_start import Start

__all__ = ["Polytope", "Sample", "diagnose", "run_chains", "sample"]

State: TypeAlias = tuple[Floats, Floats, Floats]

TOLERANCE = 1e-9
CHUNK = 128
DOUBLINGS = 3
SHIFT = 0.1  # of a standard deviation
SPREAD = float(np.log(1.05))
DRAWING = 4.0  # standard errors that drawing alone explains


@dataclass(frozen=True, kw_only=True, eq=False)
class Sample:
    """Which draws came out, after how many sweeps, and whether they had forgotten their start.

    `failing` numbers the coordinates that had not: weights 0 .. I-1, options I .. I+M-1, then d.
    """

    w: Floats  # (N, I)
    u: Floats  # (N, M)
    d: Floats  # (N,)
    sweeps: int
    mixed: bool
    failing: tuple[int, ...]


def run_chains(
    polytope: Polytope,
    start: Start,
    keys: Keys,
    sweeps: int,
    *,
    on: Bools | None = None,
    threads: int | None = None,
) -> State:
    """Say where the chain of each key stands after so many sweeps from the start.

    Parameters
    ----------
    polytope : Polytope
    start : (w, u, d)
        A point well inside, never a corner: (I,), (M,) and a number for all draws, or (N, I),
        (N, M), (N,). Where `swap_issue` holds, a class at exactly 0 and one at exactly 1 are the
        worst and the best of the cell in which the chain begins.
    keys : array (N,) of uint64
        One key a draw, see `counter.key`.
    sweeps : int
        A sweep moves every pair of free weights in a fresh random order, every free value, d, and
        tries to exchange the values of each two classes of the issues to be swapped.
    on : array (R,) or (N, R) of bool, optional
        The rows that count, all when absent; by draw where statements rest on claims that may fail.
    threads : int, optional
        By default one for each processor. The draws do not depend on it.

    Returns
    -------
    (w, u, d) : arrays (N, I), (N, M), (N,)
        No row that counts is missed by more than 1e-9.

    Raises
    ------
    ValueError
        The start misses a row or does not fit the polytope.

    Examples
    --------
    >>> from entaku.kernels.counter import key
    >>> heavier = Polytope(
    ...     aw=np.array([[1.0, -1.0]]), az=np.zeros((1, 4)), ad=np.zeros(1), b=np.zeros(1),
    ...     starts=np.array([0, 2, 4]), variable=np.full(4, -1), pinned=np.array([0.0, 1.0, 0.0, 1.0]),
    ...     weight_free=np.array([True, True]), low=0.0, high=1.0, swap_issue=np.array([False, False]),
    ... )  # fmt: skip
    >>> start = (np.array([0.6, 0.4]), heavier.pinned, 0.5)
    >>> w, u, d = run_chains(heavier, start, key(1, np.arange(2000), "preference"), 20)
    >>> bool(abs(w[:, 0].mean() - 0.75) < 0.01)
    True
    """
    from entaku.kernels.chains_compiled import advance  # numba loads at first use

    plan = plan_of(polytope)
    batch = filled(begin(polytope, start, on, keys), keys)
    _spread_out(len(keys), threads, lambda draws: advance(plan, batch, draws, (0, sweeps)))
    return _state(polytope, batch)


def sample(
    polytope: Polytope,
    start: Start,
    keys: Keys,
    sweeps: int,
    *,
    on: Bools | None = None,
    threads: int | None = None,
) -> Sample:
    """Say which draws the chains give once they have forgotten their start.

    The draws after `sweeps` are compared with those after half as many and with those from a second
    start: the first after the longest moves the rows allow in the weights, in the values and in d,
    with the same keys. While `diagnose` names a coordinate the sweeps are doubled, at most three times.

    Parameters are those of `run_chains`; `sweeps` should be max(20, 2 * I).

    Returns
    -------
    Sample
        The same draws as `run_chains` with the number of sweeps reported.

    Raises
    ------
    ValueError
        As `run_chains`; or fewer than two sweeps.
    """
    from entaku.kernels.chains_compiled import advance

    if sweeps < 2:  # noqa: PLR2004  # a half and a whole
        raise ValueError(f"the comparison of half the sweeps with all needs two or more; got {sweeps}")
    plan = plan_of(polytope)
    origin = begin(polytope, start, on, keys)
    batch, other = filled(origin, keys), filled(stretched(plan, origin), keys)

    def moved(chains: Batch, first: int, last: int) -> State:
        _spread_out(len(keys), threads, lambda draws: advance(plan, chains, draws, (first, last)))
        return _state(polytope, chains)

    done = sweeps // 2
    half = moved(batch, 0, done)
    whole = moved(batch, done, sweeps)
    second = moved(other, 0, sweeps)
    failing = diagnose(half, whole, second)
    for _ in range(DOUBLINGS):
        if not failing:
            break
        half = whole
        whole = moved(batch, sweeps, 2 * sweeps)
        second = moved(other, sweeps, 2 * sweeps)
        sweeps *= 2
        failing = diagnose(half, whole, second)
    w, u, d = whole
    return Sample(w=w, u=u, d=d, sweeps=sweeps, mixed=not failing, failing=failing)


def diagnose(half: State, whole: State, second: State) -> tuple[int, ...]:
    """Say in which coordinates the draws still depend on the start or the number of sweeps.

    Draws n of the three must share their key. A coordinate fails when, against `half` or `second`,
    its mean differs by more than 0.1 standard deviations or its standard deviation by more than 5 %,
    and by more than four standard errors of that paired difference: a small ensemble is not
    blamed for its drawing error.

    Parameters
    ----------
    half, whole, second : (w, u, d), arrays (N, I), (N, M), (N,)
        Draws after half the sweeps, after all of them, and after all of them from a second start.

    Returns
    -------
    tuple of int
        Weights are numbered 0 .. I-1, options I .. I+M-1, d is I+M.

    Examples
    --------
    >>> here = (np.linspace(0, 1, 500)[:, None], np.zeros((500, 1)), np.zeros(500))
    >>> away = (here[0] + 0.5, here[1], here[2])
    >>> diagnose(here, here, here), diagnose(away, here, here)
    ((), (0,))
    """
    stacked = np.column_stack(whole)
    apart = _apart(np.column_stack(half), stacked) | _apart(np.column_stack(second), stacked)
    return tuple(np.flatnonzero(apart).tolist())


def _apart(one: Floats, other: Floats) -> Bools:
    root = np.sqrt(max(len(one), 1))
    # a spread below the tolerance is none: pinned values are equal, not "apart"
    least = TOLERANCE**2
    centred = [part - part.mean(axis=0) for part in (one, other)]
    variance = [np.maximum(np.mean(part**2, axis=0), least) for part in centred]
    deviation = np.sqrt((variance[0] + variance[1]) / 2)
    shift = np.abs(one.mean(axis=0) - other.mean(axis=0))
    shift_error = np.std(one - other, axis=0) / root
    ratio = np.abs(np.log(variance[0] / variance[1])) / 2
    # the influence of one pair of draws on half the logarithm of the ratio of variances
    influence = (centred[0] ** 2 / variance[0] - centred[1] ** 2 / variance[1]) / 2
    ratio_error = np.std(influence, axis=0) / root
    moved = shift > np.maximum(SHIFT * deviation, DRAWING * shift_error) + TOLERANCE
    return np.asarray(moved | (ratio > np.maximum(SPREAD, DRAWING * ratio_error)), dtype=np.bool_)


def _spread_out(count: int, threads: int | None, work: Callable[[tuple[int, int]], None]) -> None:
    workers = threads or os.cpu_count() or 1
    if workers == 1 or count <= CHUNK:
        work((0, count))
        return
    spans = [(first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)]
    with ThreadPoolExecutor(workers) as pool:
        # reading the results raises what a worker raised
        list(pool.map(work, spans))


def _state(polytope: Polytope, batch: Batch) -> State:
    return batch.w.copy(), polytope.option_values(batch.u), batch.d.copy()
