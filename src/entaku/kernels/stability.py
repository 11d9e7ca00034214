"""Which states are stable, for whom, under which foresight?

An improvement s -> s1 of i is deterred by an answer s2 of the others that leaves i not better off than in s.
Whether there is one depends on the worst answer alone: with ranks (0 best) the answers from s1 deter i iff the
largest rank among them is at least the rank of s. Where i may still counter s2, the rank of s2 is replaced by
the best that i can make of it. So every verdict is one comparison with a number that is the same for all s, and
that number is one pass over the condensed answers (see `graph_joint`).

R: Nash (1950), GMR and SMR: Howard (1971), SEQ: Fraser & Hipel (1979), in the graph form of Fang, Hipel & Kilgour
(1993); SSEQ: Rego & Vieira (2015). Strength: Hamouda, Kilgour & Hipel (2004, 2006).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_joint import Condensed, condense, most_reached, others
from entaku.kernels.graph_moves import Bools, Ints, Moves, improving

Answers: TypeAlias = tuple[Condensed, ...]
Int8s: TypeAlias = NDArray[np.int8]


class Concept(IntEnum):
    """What a DM looks ahead to; the numbers are positions in the arrays returned here."""

    R = 0
    GMR = 1
    SMR = 2
    SEQ = 3
    SSEQ = 4


STRENGTHS = 4  # strong and weak stability are defined for the first four concepts


class Strength(IntEnum):
    """How firmly a state is stable."""

    UNSTABLE = 0
    WEAK = 1
    STRONG = 2


def answers(moves: Moves) -> Answers:
    """Say what all the others reach jointly, for each DM: R_{N-i}, the same in every draw.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> [condensed.components for condensed in answers(graph_moves(2, [[(0, 1)], []]))]
    [0, 2]
    """
    return tuple(condense(moves, others(moves.dms, dm)) for dm in range(moves.dms))


def stability(moves: Moves, ranks: Ints) -> Bools:
    """Say which states are stable for which DM under which concept.

    Parameters
    ----------
    moves
    ranks : (d, n) integers
        0 is best; equal numbers are ties.

    Returns
    -------
    array of bool, shape (5, d, n)
        By `Concept`, DM, state.

    Examples
    --------
    The prisoners' dilemma; states DD, CD, DC, CC as (first DM, second DM):

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]])
    >>> stable = stability(moves, np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> {concept.name: np.flatnonzero(equilibria(stable)[concept]).tolist() for concept in Concept}
    {'R': [0], 'GMR': [0, 3], 'SMR': [0, 3], 'SEQ': [0, 3], 'SSEQ': [0, 3]}
    """
    return stability_against(moves, ranks, answers(moves))


def stability_against(moves: Moves, ranks: Ints, joint: Answers) -> Bools:
    """Say which states are stable, when the answers of the others are at hand.

    For many rankings over the same moves. `joint` is what `answers` gives; the rest as in `stability`.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(2, [[(0, 1)], [(1, 0)]])
    >>> stability_against(moves, np.array([[1, 0], [0, 1]]), answers(moves))[:, 0].astype(int).tolist()
    [[0, 1], [1, 1], [0, 1], [1, 1], [0, 1]]
    """
    table = checked_ranks(moves, ranks)
    stable = np.empty((len(Concept), moves.dms, moves.states), dtype=np.bool_)
    willing = answers(improving(moves, table))
    for dm in range(moves.dms):
        for concept, worst in _worst_answers(moves, table, dm, (joint[dm], willing[dm])):
            stable[concept, dm] = deterred(moves, dm, table[dm], worst, table[dm])
    return stable


def equilibria(stable: Bools) -> Bools:
    """Say which states are stable for every DM.

    Parameters
    ----------
    stable : (..., d, n) bool

    Returns
    -------
    array of bool, shape (..., n)

    Examples
    --------
    >>> equilibria(np.array([[True, False], [True, True]])).tolist()
    [True, False]
    """
    everywhere: Bools = np.logical_and.reduce(stable, axis=-2)
    return everywhere


def strength(moves: Moves, ranks: Ints, far: Ints) -> Int8s:
    """Say how firmly each state is stable, when preference has three degrees.

    A stable state is strongly stable iff it stays stable when only answers deter that are much worse than it (and
    from which no counter-move leads to anything that is not much worse).

    Parameters
    ----------
    moves
    ranks : (d, n) integers
        0 is best; a move to a lower rank tempts, mildly or strongly.
    far : (d, n) integers
        State q is much worse than s for i iff ``ranks[i, q] >= far[i, s]``; above ``ranks[i, s]``.

    Returns
    -------
    array of int8, shape (4, d, n)
        `Strength` by `Concept` (R, GMR, SMR, SEQ), DM, state.

    Examples
    --------
    0 -> 1 is better for DM 0, the answer 1 -> 2 worse than 0 by one rank; much worse begins two ranks below:

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(3, [[(0, 1)], [(1, 2)]])
    >>> ranks = np.array([[1, 0, 2], [0, 1, 0]])
    >>> (
    ...     strength(moves, ranks, ranks + 2)[:, 0, 0].tolist(),
    ...     strength(moves, ranks, ranks + 1)[:, 0, 0].tolist(),
    ... )
    ([0, 1, 1, 1], [0, 2, 2, 2])
    """
    table, limits = checked_ranks(moves, ranks), np.ascontiguousarray(far, dtype=np.int64)
    if limits.shape != table.shape or (limits <= table).any():
        raise ValueError("what is much worse than a state has a rank above its own, one limit a DM and state")
    firm = np.empty((STRENGTHS, moves.dms, moves.states), dtype=np.int8)
    joint, willing = answers(moves), answers(improving(moves, table))
    for dm in range(moves.dms):
        for concept, worst in _worst_answers(moves, table, dm, (joint[dm], willing[dm])):
            if concept < STRENGTHS:
                mild = deterred(moves, dm, table[dm], worst, table[dm])
                firm[concept, dm] = mild.astype(np.int8) + deterred(moves, dm, table[dm], worst, limits[dm])
    return firm


def far_of_bands(ranks: Ints, bands: Ints) -> Ints:
    """Say from which rank on a state is much worse, when ranks are gathered into bands.

    q is much worse than s iff it lies in a later band.

    Parameters
    ----------
    ranks : (d, n) integers
    bands : (d, n) integers
        Never lower at a worse rank.

    Examples
    --------
    >>> far_of_bands(np.array([[0, 1, 2, 3]]), np.array([[0, 0, 1, 1]])).tolist()
    [[2, 2, 4, 4]]
    """
    far = np.empty_like(np.asarray(ranks, dtype=np.int64))
    for row, rank, band in zip(far, ranks, bands, strict=True):
        order = np.lexsort((band, rank))
        if (np.diff(band[order]) < 0).any():
            raise ValueError("a worse rank never lies in an earlier band")
        if (np.diff(band[order]) > 0)[np.diff(rank[order]) == 0].any():
            raise ValueError("states of one rank lie in one band")
        after = np.searchsorted(band[order], band, side="right")
        row[:] = np.append(rank[order], rank.max(initial=-1) + 1)[after]
    return far


def checked_ranks(moves: Moves, ranks: Ints) -> Ints:
    """Say which ranks are meant, as a whole table of int64; refuse what is none.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> checked_ranks(graph_moves(2, [[(0, 1)]]), np.array([[0, -1]]))
    Traceback (most recent call last):
        ...
    ValueError: ranks are whole numbers from 0 on, of shape (1, 2); got shape (1, 2), least -1
    """
    table = np.ascontiguousarray(ranks)
    fits = table.shape == (moves.dms, moves.states) and np.issubdtype(table.dtype, np.integer)
    if not fits or table.min(initial=0) < 0:
        raise ValueError(
            f"ranks are whole numbers from 0 on, of shape {(moves.dms, moves.states)}; "
            f"got shape {table.shape}, least {table.min(initial=0)}"
        )
    return table.astype(np.int64, copy=False)


def _worst_answers(
    moves: Moves, ranks: Ints, dm: int, joint: tuple[Condensed, Condensed]
) -> list[tuple[Concept, Ints]]:
    """Give for each concept the worst that the others can make of each state, for one DM."""
    any_answer, willing = joint
    rank, met = ranks[dm], countered(moves, dm, ranks[dm])
    return [
        (Concept.R, np.full(moves.states, -1, dtype=np.int64)),
        (Concept.GMR, most_reached(any_answer, rank)[0]),
        (Concept.SMR, most_reached(any_answer, met)[0]),
        (Concept.SEQ, most_reached(willing, rank)[0]),
        (Concept.SSEQ, most_reached(willing, met)[0]),
    ]


@kernel
def countered(moves: Moves, dm: int, rank: Ints) -> Ints:
    """Say what is the best that a DM can make of each state: by staying, or by one move.

    Parameters
    ----------
    moves
    dm : int
    rank : (n,) int64

    Returns
    -------
    array of int64, shape (n,)
        The least rank among s and R_i(s).

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> countered(graph_moves(2, [[(0, 1), (1, 0)]]), 0, np.array([3, 1])).tolist()
    [1, 1]
    """
    best = rank.copy()
    for state in range(rank.size):
        for at in range(moves.starts[dm, state], moves.starts[dm, state + 1]):
            best[state] = min(best[state], rank[moves.targets[at]])
    return best


@kernel
def deterred(moves: Moves, dm: int, rank: Ints, worst: Ints, needed: Ints) -> Bools:
    """Say from which states every improvement of a DM is deterred.

    Parameters
    ----------
    moves
    dm : int
    rank : (n,) int64
    worst : (n,) int64
        The rank of the worst answer to arriving at a state.
    needed : (n,) int64
        The least rank of an answer that deters from leaving a state.

    Returns
    -------
    array of bool, shape (n,)

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves, rank = graph_moves(3, [[(0, 1), (0, 2)]]), np.array([2, 0, 1])
    >>> deterred(moves, 0, rank, np.array([-1, 2, 1]), rank).tolist()
    [False, True, True]
    """
    stable = np.ones(rank.size, dtype=np.bool_)
    for state in range(rank.size):
        for at in range(moves.starts[dm, state], moves.starts[dm, state + 1]):
            there = moves.targets[at]
            if rank[there] < rank[state] and worst[there] < needed[state]:
                stable[state] = False
                break
    return stable
