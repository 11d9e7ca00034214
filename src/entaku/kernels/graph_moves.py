"""Who can move where: option form and graph form become one move structure.

A state is a number from 0 to n - 1. In option form a state stands for one vector over the options, written as
an integer whose lowest bit is the first option (bit set: the option is taken), or for several vectors that
nobody tells apart. A pattern is a pair (mask, value): it matches the vectors v with v & mask == value. Any
number of decision makers (DMs); at most 62 options and `MOST_VECTORS` feasible vectors.

Kilgour, Hipel & Fang (1987), The graph model for conflicts, Automatica 23:41-55; Fang, Hipel & Kilgour
(1993), Interactive Decision Making, Wiley.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entaku.kernels.compiling import kernel

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
States: TypeAlias = NDArray[np.int32]

MOST_OPTIONS = 62
MOST_VECTORS = 1 << 22
PAIR = 2


class Direction(IntEnum):
    """Which changes of an option are permitted."""

    BOTH = 0
    FORWARD = 1
    BACK = 2


class Moves(NamedTuple):
    """Where each DM can go from each state, in one move.

    R_i(s) is ``targets[starts[i, s] : starts[i, s + 1]]``, ascending, and never holds s. The rows of the DMs
    follow each other: ``starts[i, n] == starts[i + 1, 0]``.
    """

    starts: Ints  # (d, n + 1)
    targets: States  # (all moves,)

    @property
    def dms(self) -> int:
        """Say how many DMs there are."""
        return int(self.starts.shape[0])

    @property
    def states(self) -> int:
        """Say how many states there are."""
        return int(self.starts.shape[1]) - 1

    def reach(self, dm: int, state: int) -> States:
        """Say where one DM can go from one state."""
        return self.targets[self.starts[dm, state] : self.starts[dm, state + 1]]


def patterns(texts: Sequence[str]) -> Ints:
    """Say which (mask, value) pairs stand for patterns written over Y, N and - (either).

    Returns
    -------
    array of int64, shape (len(texts), 2)

    Raises
    ------
    ValueError
        Another sign, or patterns of several lengths, or more than 62 options.

    Examples
    --------
    >>> patterns(["Y-N", "--Y"]).tolist()
    [[5, 1], [4, 4]]
    """
    pairs = np.zeros((len(texts), PAIR), dtype=np.int64)
    for row, text in enumerate(texts):
        if set(text) - set("YN-") or len(text) != len(texts[0]) or len(text) > MOST_OPTIONS:
            raise ValueError(
                f"pattern {text!r}: a pattern has one of Y, N, - for each option, at most {MOST_OPTIONS}, "
                f"and all are as long as the first, {texts[0]!r}"
            )
        pairs[row, 0] = sum(1 << bit for bit, sign in enumerate(text) if sign != "-")
        pairs[row, 1] = sum(1 << bit for bit, sign in enumerate(text) if sign == "Y")
    return pairs


def feasible_vectors(options: int, removed: Ints) -> Ints:
    """Say which vectors remain when every vector that matches a pattern is removed.

    Built option by option, so that a model with many options and few feasible vectors stays small.

    Parameters
    ----------
    options : int
    removed : array of int64, shape (p, 2)
        Pairs (mask, value).

    Returns
    -------
    array of int64, ascending; its positions are the numbers of the states.

    Raises
    ------
    ValueError
        Too many options or too many vectors.

    Examples
    --------
    >>> feasible_vectors(3, patterns(["YY-", "-NN"])).tolist()
    [2, 4, 5, 6]
    """
    if not 0 <= options <= MOST_OPTIONS:
        raise ValueError(f"{options} options: 0 to {MOST_OPTIONS} are possible")
    vectors = np.zeros(1, dtype=np.int64)
    for mask, value in removed:
        if mask == 0:
            vectors = vectors[:0]  # a pattern without a literal matches everything
        elif mask >> options or value & ~mask:
            raise ValueError(f"pattern (mask {mask}, value {value}) names something beyond {options} options")
    for bit in range(options):
        vectors = np.concatenate([vectors, vectors | (1 << bit)])
        for mask, value in removed:
            if mask >> bit == 1:  # its last option: only now can it be judged
                vectors = vectors[vectors & mask != value]
        if vectors.size > MOST_VECTORS:
            raise ValueError(f"more than {MOST_VECTORS:,} feasible vectors after {bit + 1} options")
    return vectors


def named_vectors(options: int, states: Ints) -> tuple[Ints, States]:
    """Say which vectors stand behind named states, and which state each vector is.

    Parameters
    ----------
    options : int
    states : array of int64, shape (n, 2)
        One pattern a state. Vectors that match none are infeasible.

    Returns
    -------
    vectors : array of int64, ascending
    state_of : array of int32, same shape

    Raises
    ------
    ValueError
        A vector belongs to two states, or there are too many vectors.

    Examples
    --------
    >>> vectors, state_of = named_vectors(2, patterns(["NN", "NY", "Y-"]))
    >>> vectors.tolist(), state_of.tolist()
    ([0, 1, 2, 3], [0, 2, 1, 2])
    """
    lists: list[Ints] = []
    for mask, value in states:
        fixed = ((~mask >> bit & 1, bit) for bit in range(options))
        row = np.array([value], dtype=np.int64)
        for free, bit in fixed:
            if free:
                row = np.concatenate([row, row | (1 << bit)])
            if row.size > MOST_VECTORS:
                raise ValueError(f"more than {MOST_VECTORS:,} vectors in one state")
        lists.append(row)
    vectors = np.concatenate([*lists, np.zeros(0, dtype=np.int64)])
    state_of = np.repeat(np.arange(len(lists), dtype=np.int32), [row.size for row in lists])
    order = np.argsort(vectors, kind="stable")
    vectors, state_of = vectors[order], state_of[order]
    twice = np.flatnonzero(vectors[1:] == vectors[:-1])
    if twice.size:
        first = twice[0]
        raise ValueError(
            f"vector {vectors[first]} belongs to states {state_of[first]} and {state_of[first + 1]}"
        )
    return vectors, state_of


def option_moves(vectors: Ints, owner: ArrayLike, direction: ArrayLike, dms: int) -> Moves:
    """Say who can move where when every DM may change its own options, all at once.

    s -> q is a move of DM i iff s and q differ only in options of i and each changes in a permitted direction.

    Parameters
    ----------
    vectors : array of int64, ascending, without repeats
        The feasible vectors; state k is ``vectors[k]``.
    owner : (m,) integers
        The DM of each option.
    direction : (m,) of `Direction`
    dms : int

    Raises
    ------
    ValueError
        An owner or a direction that does not exist; vectors that do not ascend or name more options.

    Examples
    --------
    >>> moves = option_moves(
    ...     feasible_vectors(2, patterns([])), [0, 1], [Direction.BOTH, Direction.FORWARD], 2
    ... )
    >>> [moves.reach(0, s).tolist() for s in range(4)], [moves.reach(1, s).tolist() for s in range(4)]
    ([[1], [0], [3], [2]], [[2], [3], [], []])
    """
    owners, ways = np.asarray(owner, dtype=np.int64), np.asarray(direction, dtype=np.int64)
    if owners.shape != ways.shape or (owners.size and not 0 <= owners.min() <= owners.max() < dms):
        raise ValueError(f"every option has one direction and one of {dms} DMs; got owners {owners.tolist()}")
    if not np.isin(ways, list(Direction)).all():
        raise ValueError(f"directions are 0 both, 1 forward, 2 back; got {ways.tolist()}")
    if vectors.size and (vectors[0] < 0 or vectors[-1] >> owners.size or (np.diff(vectors) <= 0).any()):
        raise ValueError(f"vectors ascend and use {owners.size} options")
    bits = np.left_shift(1, np.arange(owners.size, dtype=np.int64))
    forward = int(bits[ways == Direction.FORWARD].sum())
    back = int(bits[ways == Direction.BACK].sum())
    starts, lists = np.zeros((dms, vectors.size + 1), dtype=np.int64), []
    total = 0
    for dm in range(dms):
        # Only vectors with the same options of all the others can be reached: one fibre of the vectors.
        others = vectors & ~int(bits[owners == dm].sum())
        order = np.argsort(others, kind="stable")
        cuts = np.flatnonzero(np.diff(others[order], prepend=-1, append=-1))
        counts = _count_fibres(vectors, order, cuts, forward, back)
        starts[dm, 0] = total
        starts[dm, 1:] = total + np.cumsum(counts)
        lists.append(_fill_fibres(vectors, order, cuts, (forward, back), starts[dm] - total))
        total = int(starts[dm, -1])
    return Moves(starts, np.concatenate([*lists, np.zeros(0, dtype=np.int32)]))


@kernel
def _permitted(here: int, there: int, forward: int, back: int) -> bool:
    changed = here ^ there
    return changed != 0 and changed & forward & here == 0 and changed & back & there == 0


@kernel
def _count_fibres(vectors: Ints, order: Ints, cuts: Ints, forward: int, back: int) -> Ints:
    counts = np.zeros(vectors.size, dtype=np.int64)
    for c in range(cuts.size - 1):
        for a in range(cuts[c], cuts[c + 1]):
            for b in range(cuts[c], cuts[c + 1]):
                if _permitted(vectors[order[a]], vectors[order[b]], forward, back):
                    counts[order[a]] += 1
    return counts


@kernel
def _fill_fibres(vectors: Ints, order: Ints, cuts: Ints, ways: tuple[int, int], starts: Ints) -> States:
    targets = np.empty(starts[-1], dtype=np.int32)
    for c in range(cuts.size - 1):
        for a in range(cuts[c], cuts[c + 1]):
            place = starts[order[a]]
            for b in range(cuts[c], cuts[c + 1]):
                if _permitted(vectors[order[a]], vectors[order[b]], ways[0], ways[1]):
                    targets[place] = order[b]
                    place += 1
    return targets


def graph_moves(states: int, arcs: Sequence[ArrayLike]) -> Moves:
    """Say who can move where when the moves are listed.

    Parameters
    ----------
    states : int
    arcs : one array of shape (k, 2) for each DM
        Pairs (from, to); a repeated pair counts once.

    Raises
    ------
    ValueError
        A pair that stays where it is, or that names a state beyond `states`.

    Examples
    --------
    >>> moves = graph_moves(3, [[(0, 1), (0, 2)], []])
    >>> moves.reach(0, 0).tolist(), moves.reach(1, 0).tolist()
    ([1, 2], [])
    """
    pairs = [np.asarray(arc, dtype=np.int64).reshape(-1, PAIR) for arc in arcs]
    for dm, pair in enumerate(pairs):
        wrong = (pair < 0).any(axis=1) | (pair >= states).any(axis=1) | (pair[:, 0] == pair[:, 1])
        if wrong.any():
            said = pair[np.flatnonzero(wrong)[0]].tolist()
            raise ValueError(f"DM {dm}, move {said}: a move leads to another of the states 0 to {states - 1}")
    return _from_codes(states, [np.unique(pair[:, 0] * states + pair[:, 1]) for pair in pairs])


def merge_states(moves: Moves, state_of: ArrayLike, states: int) -> Moves:
    """Say who can move where between merged states, when the moves between their members are known.

    The moves of a merged state are the moves of all its members, without those that stay inside it.

    Parameters
    ----------
    moves : between v members
    state_of : (v,) integers
        The merged state of each member.
    states : int
        Number of merged states.

    Examples
    --------
    >>> merged = merge_states(graph_moves(3, [[(0, 1), (1, 2), (2, 0)]]), np.array([0, 1, 1]), 2)
    >>> merged.reach(0, 0).tolist(), merged.reach(0, 1).tolist()
    ([1], [0])
    """
    codes = []
    new = np.asarray(state_of, dtype=np.int64)
    for dm in range(moves.dms):
        own = moves.starts[dm]
        here, there = np.repeat(new, np.diff(own)), new[moves.targets[own[0] : own[-1]]]
        codes.append(np.unique((here * states + there)[here != there]))
    return _from_codes(states, codes)


def _from_codes(states: int, codes: Sequence[Ints]) -> Moves:
    starts = np.zeros((len(codes), states + 1), dtype=np.int64)
    total = 0
    for dm, code in enumerate(codes):
        starts[dm] = total + np.searchsorted(code, np.arange(states + 1) * states)
        total += code.size
    targets = np.concatenate([*codes, np.zeros(0, dtype=np.int64)]) % max(states, 1)
    return Moves(starts, targets.astype(np.int32))


def liked(moves: Moves, ranks: Ints) -> Bools:
    """Say which moves are improvements of their mover on the state they leave.

    Parameters
    ----------
    moves
    ranks : (d, n) integers
        0 is best; equal numbers are ties.

    Returns
    -------
    array of bool, one entry for each of ``moves.targets``

    Examples
    --------
    An indifferent move is none:

    >>> liked(graph_moves(3, [[(0, 1), (0, 2)]]), np.array([[1, 0, 1]])).tolist()
    [True, False]
    """
    if np.shape(ranks) != (moves.dms, moves.states):
        raise ValueError(
            f"ranks have shape {(moves.dms, moves.states)}, one a DM and state, not {np.shape(ranks)}"
        )
    good = np.empty(moves.targets.size, dtype=np.bool_)
    for dm, own in enumerate(moves.starts):
        rank = ranks[dm]
        good[own[0] : own[-1]] = rank[moves.targets[own[0] : own[-1]]] < np.repeat(rank, np.diff(own))
    return good


def kept(moves: Moves, keep: Bools) -> Moves:
    """Say which moves remain when only those marked are kept.

    Examples
    --------
    >>> kept(graph_moves(3, [[(0, 1), (0, 2)]]), np.array([False, True])).reach(0, 0).tolist()
    [2]
    """
    before = np.zeros(keep.size + 1, dtype=np.int64)
    np.cumsum(keep, out=before[1:])
    return Moves(before[moves.starts], moves.targets[keep])


def improving(moves: Moves, ranks: Ints) -> Moves:
    """Say where each DM can go and gain by it: the unilateral improvements R_i+.

    Examples
    --------
    >>> improving(graph_moves(3, [[(0, 1), (0, 2)]]), np.array([[1, 0, 1]])).reach(0, 0).tolist()
    [1]
    """
    return kept(moves, liked(moves, ranks))
