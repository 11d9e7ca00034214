"""Which package is the cheapest that reaches a level, and which comes next below another?

Each row of packages hangs on hooks of equal width by value, and only the hooks that a question looks at are
searched: most questions ask for few of many packages. A ladder is the whole order, the worst package first; of
equal ones the lowest number comes first everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.packages import REFUSED

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]

_FEW = 24  # up to so many packages a hook is put in order by insertion


class Hooks(NamedTuple):
    """Packages of N rows, in lists by value.

    Attributes
    ----------
    first : (N, H) int32
        With which package the list of a hook begins; -1 where it is empty.
    after : (N, X) int32
        Which package follows another in its list, always one of a higher number; -1 ends the list.
    low, shift : (N,) int64
        A value v hangs on hook ``(v - low) >> shift``; what is `REFUSED` hangs nowhere.
    """

    first: NDArray[np.int32]
    after: NDArray[np.int32]
    low: Indices
    shift: Indices


@register_jitable
def hang(values: Indices, hooks: Hooks, n: int, high: int) -> None:
    """Hang row n of the packages, whose lowest value is set and whose highest is given, on its hooks."""
    first, after, low = hooks.first, hooks.after, hooks.low[n]
    first[n, :] = -1
    shift = np.int64(0)
    while (high - low) >> shift >= first.shape[1]:  # a power of two as the width: shifting beats dividing
        shift += 1
    hooks.shift[n] = shift
    for x in range(values.shape[1] - 1, -1, -1):
        if values[n, x] != REFUSED:
            hook = (values[n, x] - low) >> shift
            after[n, x] = first[n, hook]
            first[n, hook] = x


@register_jitable
def cheapest(values: Indices, hooks: Hooks, n: int, level: int) -> int:
    """Which package of row n reaches a level at the least value? -1 where none does."""
    hook, end = max(level - hooks.low[n], 0) >> hooks.shift[n], hooks.first.shape[1]
    found, least = -1, 0
    while found < 0 and hook < end:
        x = hooks.first[n, hook]
        while x >= 0:
            value = values[n, x]
            if value >= level and (found < 0 or value < least):
                found, least = x, value
            x = hooks.after[n, x]
        hook += 1
    return found


@njit(cache=True, nogil=True)
def hooked(values: Indices, ends: Indices) -> Hooks:
    """Hang every row of values on hooks.

    Parameters
    ----------
    values : (N, X) int64
    ends : (N, 2) int64
        As `extremes` gives them.

    Returns
    -------
    Hooks
    """
    hooks = Hooks(
        np.empty(values.shape, np.int32),
        np.empty(values.shape, np.int32),
        ends[:, 0].copy(),
        ends[:, 1].copy(),
    )
    for n in range(values.shape[0]):
        hang(values, hooks, n, ends[n, 1])
    return hooks


@njit(cache=True, nogil=True)
def reach(values: Indices, hooks: Hooks, levels: Indices, asked: Bools, known: Indices) -> None:
    """Find in the rows that are asked which package reaches a level at the least value.

    Parameters
    ----------
    values : (N, X) int64
    hooks : Hooks
    levels : (N,) int64
    asked : (N,) bool
    known : (2, N) int64
        For which level the row was asked last, and the answer: what is found is written over it. -1 where no
        package reaches the level.

    Examples
    --------
    >>> from entaku.kernels.packages import extremes
    >>> values = np.array([[3, 1, 2, 1], [3, 1, 2, 1]])
    >>> known = np.array([[REFUSED, REFUSED], [-1, -1]])
    >>> reach(values, hooked(values, extremes(values)), np.array([2, 4]), values[:, 0] > 0, known)
    >>> known[1].tolist()
    [2, -1]
    """
    for n in range(values.shape[0]):
        if asked[n] and levels[n] != known[0, n]:
            known[0, n], known[1, n] = levels[n], cheapest(values, hooks, n, levels[n])


@register_jitable
def _look_ahead(values: Indices, hooks: Hooks, n: int, package: int, ahead: Indices) -> None:
    """Write a package of row n, -1 for none, and those that follow it, best first, into row n of `ahead`."""
    limit, hook, most = np.int64(2**62), hooks.first.shape[1] - 1, ahead.shape[1]
    if package >= 0:
        limit = values[n, package]
        hook = (limit - hooks.low[n]) >> hooks.shift[n]
    ahead[n, :] = -1
    ahead[n, 0] = package
    end = 1
    while end < most and hook >= 0:
        begin, x = end, hooks.first[n, hook]
        while x >= 0:
            value = values[n, x]
            if value < limit or (value == limit and x > package):
                place = end
                while place > begin and values[n, ahead[n, place - 1]] < value:
                    if place < most:
                        ahead[n, place] = ahead[n, place - 1]
                    place -= 1
                if place < most:
                    ahead[n, place] = x
                    end = min(end + 1, most)
            x = hooks.after[n, x]
        hook -= 1


@njit(cache=True, nogil=True)
def below(values: Indices, hooks: Hooks, packages: Indices, asked: Bools, ahead: Indices) -> Indices:
    """Which package comes next, best first, after these?

    Parameters
    ----------
    values : (N, X) int64
    hooks : Hooks
    packages : (N,) int64
        -1 asks for the best.
    asked : (N,) bool
    ahead : (N, L) int64
        Packages in the order in which they follow each other, L at least 2, known from earlier questions; written
        over. -1 at first.

    Returns
    -------
    (N,) int64
        Of equal packages the lowest number comes first; -1 after the last; as given where a row is not asked.

    Examples
    --------
    >>> from entaku.kernels.packages import extremes
    >>> values = np.array([[3, 1, 2, 1]] * 3)
    >>> hooks, ahead = hooked(values, extremes(values)), np.full((3, 2), -1)
    >>> below(values, hooks, np.array([-1, 1, 3]), values[:, 0] > 0, ahead).tolist()
    [0, 3, -1]
    """
    found = packages.copy()
    for n in range(values.shape[0]):
        if asked[n]:
            place = 0
            while place < ahead.shape[1] - 1 and (packages[n] < 0 or ahead[n, place] != packages[n]):
                place += 1
            if place == ahead.shape[1] - 1:
                _look_ahead(values, hooks, n, packages[n], ahead)
                place = 0
            found[n] = ahead[n, place + 1]
    return found


@njit(cache=True, nogil=True)
def ladders(values: Indices, hooks: Hooks) -> Indices:
    """In which order do packages stand, worst first, by each row of values?

    Parameters
    ----------
    values : (N, X) int64
    hooks : Hooks

    Returns
    -------
    (N, X) int64
        Numbers of the packages; those that are `REFUSED` first.

    Examples
    --------
    >>> from entaku.kernels.packages import extremes
    >>> values = np.array([[3, 1, 2, 1]])
    >>> ladders(values, hooked(values, extremes(values))).tolist()
    [[1, 3, 2, 0]]
    """
    order = np.empty(values.shape, np.int64)
    for n in range(values.shape[0]):
        end = 0
        for x in range(values.shape[1]):
            if values[n, x] == REFUSED:
                order[n, end] = x
                end += 1
        for hook in range(hooks.first.shape[1]):
            begin, x = end, hooks.first[n, hook]
            while x >= 0:
                place = end
                if end - begin < _FEW:
                    while place > begin and values[n, order[n, place - 1]] > values[n, x]:
                        order[n, place] = order[n, place - 1]
                        place -= 1
                order[n, place] = x
                end, x = end + 1, hooks.after[n, x]
            if end - begin > _FEW:
                part = order[n, begin:end].copy()
                order[n, begin:end] = part[np.argsort(values[n][part], kind="mergesort")]
    return order


@njit(cache=True, nogil=True)
def rungs(values: Indices, order: Indices, levels: Indices) -> Indices:
    """Where on its ladder does each row reach a level first?

    Parameters
    ----------
    values : (N, X) int64
    order : (N, X) int64
        As `ladders` gives it.
    levels : (N,) int64

    Returns
    -------
    (N,) int64
        The place in the order; X where no package reaches the level.

    Examples
    --------
    >>> from entaku.kernels.packages import extremes
    >>> values = np.array([[3, 1, 2, 1], [3, 1, 2, 1]])
    >>> rungs(values, ladders(values, hooked(values, extremes(values))), np.array([2, 4])).tolist()
    [2, 4]
    """
    found = np.empty(values.shape[0], np.int64)
    for n in range(values.shape[0]):
        low, high = 0, values.shape[1]
        while low < high:
            middle = (low + high) // 2
            if values[n, order[n, middle]] < levels[n]:
                low = middle + 1
            else:
                high = middle
        found[n] = low
    return found
