"""Which package is the cheapest that reaches a level, and which comes next below another?

Each row of packages hangs on hooks of equal width by value, and only the hooks that a question looks at are
searched: most questions ask for few of many packages. A ladder is the whole order, the worst package first; of
equal ones the lowest number comes first everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import kernel, lean
from entaku.kernels.packages import REFUSED

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]

AHEAD = 16  # so many packages in a row are best looked up at once where one comes next after another
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


@lean
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
def _sort(values: Indices, n: int, order: Indices, begin: int, end: int) -> None:
    """Sort a stretch of row n of `order` in its place, by heaps: nothing is made, and no crowd is slow."""
    size = end - begin
    for root in range(size // 2 - 1, -1, -1):
        _sink(values, n, order, begin, root, size)
    for last in range(size - 1, 0, -1):
        order[n, begin], order[n, begin + last] = order[n, begin + last], order[n, begin]
        _sink(values, n, order, begin, 0, last)


@register_jitable
def _sink(values: Indices, n: int, order: Indices, begin: int, root: int, size: int) -> None:
    """Let a package sink in a heap until none below it stands higher on the ladder."""
    x = order[n, begin + root]
    child = 2 * root + 1
    while child < size:
        if child + 1 < size and _higher(values, n, order[n, begin + child + 1], order[n, begin + child]):
            child += 1
        if not _higher(values, n, order[n, begin + child], x):
            break
        order[n, begin + root] = order[n, begin + child]
        root, child = child, 2 * child + 1
    order[n, begin + root] = x


@register_jitable
def _higher(values: Indices, n: int, one: int, other: int) -> bool:
    """Does one package stand above the other? Of equal ones that of the higher number."""
    return bool(values[n, one] > values[n, other] or (values[n, one] == values[n, other] and one > other))


@register_jitable
def climb(values: Indices, hooks: Hooks, n: int, hook: int, begin: int, order: Indices) -> int:
    """Write the packages of one hook of row n from a place of `order` on, worst first; give the place after."""
    end, x = begin, hooks.first[n, hook]
    while x >= 0:
        place = end
        if end - begin < _FEW:
            while place > begin and values[n, order[n, place - 1]] > values[n, x]:
                order[n, place] = order[n, place - 1]
                place -= 1
        order[n, place] = x
        end, x = end + 1, hooks.after[n, x]
    if end - begin > _FEW:
        _sort(values, n, order, begin, end)
    return end


@register_jitable
def tally(values: Indices, hooks: Hooks, n: int, upto: NDArray[np.int32]) -> None:
    """Count in row n of `upto` (N, H+1) the packages that stand below each hook: those refused stand below all."""
    low, shift = hooks.low[n], hooks.shift[n]
    upto[n, :] = 0
    for x in range(values.shape[1]):
        refused = values[n, x] == REFUSED
        upto[n, 0 if refused else ((values[n, x] - low) >> shift) + 1] += 1
    for hook in range(1, upto.shape[1]):
        upto[n, hook] += upto[n, hook - 1]


@register_jitable
def at_rung(values: Indices, hooks: Hooks, n: int, rung: int, upto: NDArray[np.int32], order: Indices) -> int:
    """Which package of row n stands at this place on the ladder, above those refused?

    Only the hook of it is put in order: `order` (N, X) is -1 at first and written over.
    """
    if order[n, rung] < 0:
        hook = int(np.searchsorted(upto[n], rung, side="right")) - 1
        climb(values, hooks, n, hook, int(upto[n, hook]), order)
    found: int = order[n, rung]
    return found


@register_jitable
def rung_of(
    values: Indices, hooks: Hooks, n: int, level: int, upto: NDArray[np.int32], order: Indices
) -> int:
    """Where on its ladder does row n reach first a level that is no higher than its best? `order` as above."""
    hook = max(level - hooks.low[n], 0) >> hooks.shift[n]
    low, high = int(upto[n, hook]), int(upto[n, hook + 1])
    while low < high:
        middle = (low + high) // 2
        if values[n, at_rung(values, hooks, n, middle, upto, order)] < level:
            low = middle + 1
        else:
            high = middle
    return low


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


@kernel
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


@kernel
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


@register_jitable
def following(values: Indices, hooks: Hooks, n: int, package: int, ahead: Indices) -> int:
    """Which package of row n comes next, best first, after one? As `below`, which says more."""
    place = 0
    while place < ahead.shape[1] - 1 and (package < 0 or ahead[n, place] != package):
        place += 1
    if place == ahead.shape[1] - 1:
        _look_ahead(values, hooks, n, package, ahead)
        place = 0
    found: int = ahead[n, place + 1]
    return found


@kernel
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
            found[n] = following(values, hooks, n, packages[n], ahead)
    return found


@kernel
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
            end = climb(values, hooks, n, hook, end, order)
    return order


@kernel
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
