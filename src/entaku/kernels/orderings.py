"""Which order of the states follows from a ranking, from weights, or from prioritised statements.

Every function gives ranks: 0 is best, equal numbers are ties, no number is left out. A statement is a sequence
of patterns (mask, value), true where one of them matches (see `graph_moves`).

Prioritised statements: Hipel, Kilgour, Fang & Peng (1997); Fang, Hipel, Kilgour & Peng (2003). The score
sum_k 2**(p - k) [statement k true] orders states as the tuples of truth values do, first statement first;
tuples are compared here, so that there may be any number of statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


def ranks_of_groups(groups: Sequence[Sequence[int]], states: int) -> Ints:
    """Say which ranks a ranking gives, best group first.

    Parameters
    ----------
    groups : sequences of states
        The states of one group are tied.
    states : int

    Returns
    -------
    array of int64, shape (states,)

    Raises
    ------
    ValueError
        A state is missing, named twice, or does not exist.

    Examples
    --------
    >>> ranks_of_groups([[2], [0, 1]], 3).tolist()
    [1, 1, 0]
    """
    named = sorted(state for group in groups for state in group)
    if named != list(range(states)):
        raise ValueError(f"a ranking names each of the states 0 to {states - 1} once; got {named}")
    ranks = np.empty(states, dtype=np.int64)
    for rank, group in enumerate(group for group in groups if group):
        ranks[list(group)] = rank
    return ranks


def ranks_of_values(values: ArrayLike) -> Ints:
    """Say which ranks numbers give, the highest first.

    Examples
    --------
    >>> ranks_of_values([0.5, 2.0, 0.5, -1.0]).tolist()
    [1, 0, 1, 2]
    """
    numbers = np.asarray(values)
    if np.issubdtype(numbers.dtype, np.floating) and np.isnan(numbers).any():
        raise ValueError("a value that is no number has no rank")
    distinct, place = np.unique(numbers, return_inverse=True)
    ranks: Ints = distinct.size - 1 - place.astype(np.int64)
    return ranks


def ranks_of_weights(vectors: Ints, weights: ArrayLike) -> Ints:
    """Say which ranks the sums of the weights of the options taken give.

    Weights cannot express every order.

    Parameters
    ----------
    vectors : (n,) int64
    weights : (m,) numbers
        One an option. Integers are added exactly.

    Examples
    --------
    >>> ranks_of_weights(np.array([0, 1, 2, 3]), [2, -1]).tolist()
    [2, 0, 3, 1]
    """
    sums = np.zeros(vectors.size, dtype=np.asarray(weights).dtype)
    for bit, weight in enumerate(np.asarray(weights)):
        sums += np.where(vectors >> bit & 1, weight, 0).astype(sums.dtype)
    return ranks_of_values(sums)


def truths(vectors: Ints, statements: Sequence[ArrayLike]) -> Bools:
    """Say which statement holds at which vector.

    Parameters
    ----------
    vectors : (v,) int64
    statements : one (k, 2) array of patterns each
        No pattern: never true.

    Returns
    -------
    array of bool, shape (p, v)

    Examples
    --------
    "First option only if the second" is "not the first, or both":

    >>> truths(np.array([0, 1, 2, 3]), [[(1, 0), (3, 3)]]).tolist()
    [[True, False, True, True]]
    """
    table = np.zeros((len(statements), vectors.size), dtype=np.bool_)
    for k, statement in enumerate(statements):
        for mask, value in np.asarray(statement, dtype=np.int64).reshape(-1, 2):
            table[k] |= vectors & mask == value
    return table


def state_truths(table: Bools, state_of: NDArray[np.integer], states: int) -> Bools:
    """Say which statement holds at which merged state.

    Parameters
    ----------
    table : (p, v) bool
        Truth at each vector.
    state_of : (v,) integers
    states : int

    Returns
    -------
    array of bool, shape (p, states)

    Raises
    ------
    ValueError
        The vectors of one state do not agree on a statement; both are named by their number.

    Examples
    --------
    >>> state_truths(np.array([[True, False, False]]), np.array([0, 1, 1]), 2).tolist()
    [[True, False]]
    """
    merged = np.zeros((table.shape[0], states), dtype=np.bool_)
    merged[:, state_of] = table
    torn = np.argwhere(merged[:, state_of] != table)
    if torn.size:
        statement, vector = torn[0]
        raise ValueError(
            f"statement {statement} is true at one vector of state {state_of[vector]} and false at another"
        )
    return merged


def ranks_of_truths(table: Bools) -> Ints:
    """Say which ranks prioritised statements give, the most important statement first.

    Parameters
    ----------
    table : (p, n) bool
        Truth of each statement at each state. Any number of statements.

    Returns
    -------
    array of int64, shape (n,)

    Examples
    --------
    The first statement outweighs the other two:

    >>> ranks_of_truths(np.array([[True, False, False], [False, True, True], [False, True, True]])).tolist()
    [0, 1, 1]
    """
    if not table.shape[0]:
        return np.zeros(table.shape[1], dtype=np.int64)
    packed = np.packbits(table, axis=0)
    order = np.lexsort(packed[::-1])
    apart = np.any(np.diff(packed[:, order], axis=1), axis=0)
    level = np.concatenate([np.zeros(min(1, order.size), dtype=np.int64), np.cumsum(apart)])
    ranks = np.empty(order.size, dtype=np.int64)
    ranks[order] = (level[-1] if level.size else 0) - level
    return ranks


def scores_of_truths(table: Bools) -> tuple[int, ...]:
    """Say which score each state has: sum over statements of 2**(p - k) where statement k is true.

    Whole numbers of any size, for showing; the order comes from `ranks_of_truths`.

    Examples
    --------
    >>> scores_of_truths(np.array([[True, False], [False, True], [True, True]]))
    (5, 3)
    """
    return tuple(int("".join("01"[bit] for bit in column) or "0", 2) for column in table.T.astype(int))
