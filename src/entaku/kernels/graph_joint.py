"""Where a group of decision makers can take a state together, by legal sequences of moves.

q belongs to R_H(s) iff a sequence of moves by members of H leads from s to q, of any length from one, in which
nobody moves twice running. The sequences are walks over nodes: an *arrival* (q, j) means that j has just moved
to q, a *departure* (q, k) that k is about to leave q. A departure of k leads to arrivals of k, an arrival of j
to the departures of everyone in H but j; R_H(s) is what the departures from s arrive at. Nodes that reach each
other reach the same, so strongly connected components (Tarjan 1972, SIAM J. Comput. 1:146-160) are condensed
once, and every question is one pass over the components, which are numbered so that what a component reaches
has lower numbers. Nothing of size n x n exists unless `joint_rows` is asked for, and then as packed bits.

Fang, Hipel & Kilgour (1993), Interactive Decision Making, Wiley. The improvements R_H+ are the same over
`graph_moves.improving`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_moves import Bools, Ints, Moves, States

Words: TypeAlias = NDArray[np.uint64]

WORD = 64
ROOM = 1 << 22  # words of working memory for the rows of all components at a time: 32 MiB
NOWHERE = -1
DONE = np.int32(np.iinfo(np.int32).max)  # an index that lowers none: one look at a follower says all of it


class Condensed(NamedTuple):
    """What a group reaches, by components; a component reaches only components of lower numbers."""

    departs: (
        States  # (n, h): component of the departure of each member from each state, NOWHERE without a move
    )
    next_starts: Ints  # (c + 1,)
    next: States  # components that follow a component directly, each once
    at_starts: Ints  # (c + 1,)
    at: States  # states at which the arrivals of a component are, each once

    @property
    def states(self) -> int:
        """Say how many states there are."""
        return int(self.departs.shape[0])

    @property
    def components(self) -> int:
        """Say how many components there are."""
        return self.at_starts.size - 1


def condense(moves: Moves, group: Sequence[int]) -> Condensed:
    """Say what a group reaches jointly from every state, in condensed form.

    Parameters
    ----------
    moves
    group : members of H, each once
        Empty: nobody moves, and nothing is reached.

    Examples
    --------
    a, b, a in turn lead from 0 to 3; a alone goes one step:

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (2, 3)], [(1, 2)]])
    >>> reached(condense(moves, [0, 1]))[0].tolist(), reached(condense(moves, [0]))[0].tolist()
    ([False, True, True, True], [False, True, False, False])
    """
    members = np.array(list(group), dtype=np.int64)
    if members.size and (
        members.min() < 0 or members.max() >= moves.dms or np.unique(members).size < members.size
    ):
        raise ValueError(f"group {members.tolist()}: each member once, from 0 to {moves.dms - 1}")
    if 2 * moves.states * members.size >= np.iinfo(np.int32).max:
        raise ValueError(f"{moves.states} states and {members.size} movers are too many nodes")
    component, count = _components(moves, members)
    links = _links(moves, members, component, _gathered(component, count))
    departs = component.reshape(moves.states, 2 * members.size)[:, members.size :]
    return Condensed(np.ascontiguousarray(departs), *links)


def others(dms: int, dm: int) -> list[int]:
    """Say who the others are.

    Examples
    --------
    >>> others(3, 1)
    [0, 2]
    """
    return [other for other in range(dms) if other != dm]


@kernel
def _components(moves: Moves, group: Ints) -> tuple[States, int]:
    """Number the component of each node that a departure reaches; the others stay at -1.

    Of state s and h members, node s * 2h + j is the arrival of member j, node s * 2h + h + k the departure of k.
    """
    states, size = moves.starts.shape[1] - 1, group.size
    component = np.full(2 * states * size, -1, dtype=np.int32)
    index, low = np.full(component.size, -1, dtype=np.int32), np.empty(component.size, dtype=np.int32)
    place = np.zeros(component.size, dtype=np.int32)  # how many followers of a node have been looked at
    unnumbered = np.empty(component.size, dtype=np.int32)
    trail = np.empty((component.size, 2), dtype=np.int32)  # states and roles: dividing nodes would cost more
    count, clock, waiting = 0, 0, 0
    for state in range(states):
        for role in range(size, 2 * size):
            own = moves.starts[group[role - size]]
            if own[state] == own[state + 1] or index[state * 2 * size + role] >= 0:
                continue
            trail[0] = state, role
            depth = 1
            while depth:
                here, how = trail[depth - 1]
                node = here * 2 * size + how
                if index[node] < 0:
                    index[node] = low[node] = clock
                    unnumbered[waiting] = node
                    clock, waiting = clock + 1, waiting + 1
                there, role_there = _next(moves, group, (here, how), place)
                if there >= 0:
                    follower = there * 2 * size + role_there
                    if index[follower] < 0:
                        trail[depth] = there, role_there
                        depth += 1
                    else:
                        low[node] = min(low[node], index[follower])
                    continue
                depth -= 1
                if depth:
                    before = trail[depth - 1, 0] * 2 * size + trail[depth - 1, 1]
                    low[before] = min(low[before], low[node])
                if low[node] == index[node]:
                    while component[node] < 0:
                        waiting -= 1
                        component[unnumbered[waiting]] = count
                        index[unnumbered[waiting]] = DONE
                    count += 1
    return component, count


@kernel
def _next(moves: Moves, group: Ints, node: tuple[int, int], place: States) -> tuple[int, int]:
    """Give state and role of the next node that follows a node, -1 when none is left."""
    state, role = node
    size = group.size
    number = state * 2 * size + role
    if role >= size:
        own = moves.starts[group[role - size]]
        at = own[state] + place[number]
        if at == own[state + 1]:
            return -1, -1
        place[number] += 1
        return int(moves.targets[at]), role - size
    for member in range(place[number], size):
        own = moves.starts[group[member]]
        if member != role and own[state] < own[state + 1]:
            place[number] = member + 1
            return int(state), size + member
    place[number] = size
    return -1, -1


@kernel
def _gathered(component: States, count: int) -> tuple[Ints, States]:
    """Give the nodes of each component: where they start, and their list."""
    starts = np.zeros(count + 2, dtype=np.int64)
    for node in range(component.size):
        starts[component[node] + 2] += 1  # those without one come first, and are left out below
    starts = np.cumsum(starts)
    fill = starts.copy()
    nodes = np.empty(component.size, dtype=np.int32)
    for node in range(component.size):
        c = component[node] + 1
        nodes[fill[c]] = node
        fill[c] += 1
    return starts[1:], nodes


@kernel
def _links(
    moves: Moves, group: Ints, component: States, parts: tuple[Ints, States]
) -> tuple[Ints, States, Ints, States]:
    """Give what follows each component, and the states at which it arrives, each once."""
    node_starts, nodes = parts
    count, size = node_starts.size - 1, group.size
    next_starts, at_starts = np.zeros(count + 1, np.int64), np.zeros(count + 1, np.int64)
    following, at = np.empty(64, dtype=np.int32), np.empty(nodes.size // 2, dtype=np.int32)
    seen = np.full(count, -1, dtype=np.int32)
    seen_at = np.full(moves.starts.shape[1], -1, dtype=np.int32)
    links, arrivals = 0, 0
    for c in range(count):
        for node in nodes[node_starts[c] : node_starts[c + 1]]:
            state, role = node // (2 * size), node % (2 * size)
            if role < size and seen_at[state] != c:
                seen_at[state] = c
                at[arrivals] = state
                arrivals += 1
            first, last = 0, size
            if role >= size:
                own = moves.starts[group[role - size]]
                first, last = own[state], own[state + 1]
            following = _with_room(following, links + last - first)
            for step in range(first, last):
                if role >= size:
                    other = component[moves.targets[step] * 2 * size + role - size]
                else:
                    other = component[state * 2 * size + size + step] if step != role else np.int32(-1)
                if other >= 0 and other != c and seen[other] != c:
                    seen[other] = c
                    following[links] = other
                    links += 1
        next_starts[c + 1], at_starts[c + 1] = links, arrivals
    return next_starts, following[:links].copy(), at_starts, at[:arrivals].copy()


@kernel
def _with_room(array: States, needed: int) -> States:
    if needed <= array.size:
        return array
    larger = np.empty(2 * needed, dtype=np.int32)
    larger[: array.size] = array
    return larger


def most_reached(condensed: Condensed, value: Ints) -> tuple[Ints, Ints]:
    """Say what the largest value is that the group reaches from each state, and where.

    Parameters
    ----------
    condensed
    value : (n,) integers, none negative

    Returns
    -------
    most : array of int64, shape (n,)
        max of `value` over R_H(s); -1 where R_H(s) is empty.
    where : array of int64, shape (n,)
        A state of R_H(s) with that value; -1 where there is none.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> most, where = most_reached(condense(graph_moves(3, [[(0, 1), (0, 2)]]), [0]), np.array([5, 3, 4]))
    >>> most.tolist(), where.tolist()
    ([4, -1, -1], [2, -1, -1])
    """
    values = np.ascontiguousarray(value, dtype=np.int64)
    if values.size and values.min() < 0:
        raise ValueError(f"values are not negative; got {values.min()}")
    best = _most_by_component(condensed, values)
    departing = condensed.departs if condensed.departs.shape[1] else np.full((condensed.states, 1), NOWHERE)
    where = np.where(departing >= 0, best[departing], NOWHERE)
    worth = np.where(where >= 0, values[where], NOWHERE)
    pick = worth.argmax(axis=1)
    rows = np.arange(condensed.states)
    return worth[rows, pick], where[rows, pick]


@kernel
def _most_by_component(condensed: Condensed, values: Ints) -> Ints:
    count = condensed.at_starts.size - 1
    best = np.full(count + 1, -1, dtype=np.int64)  # one entry more: -1 as an index finds "none"
    for c in range(count):
        top = -1
        for a in range(condensed.at_starts[c], condensed.at_starts[c + 1]):
            state = condensed.at[a]
            if top < 0 or values[state] > values[top]:
                top = state
        for k in range(condensed.next_starts[c], condensed.next_starts[c + 1]):
            state = best[condensed.next[k]]
            if state >= 0 and (top < 0 or values[state] > values[top]):
                top = state
        best[c] = top
    return best


def joint_rows(condensed: Condensed) -> Words:
    """Say which states a group reaches from each state: R_H as packed bits.

    Returns
    -------
    array of uint64, shape (n, ceil(n / 64))
        Bit q % 64 of word q // 64 of row s is set iff q belongs to R_H(s). n * n / 8 bytes.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> joint_rows(condense(graph_moves(3, [[(0, 1), (0, 2)]]), [0])).tolist()
    [[6], [0], [0]]
    """
    words = -(-condensed.states // WORD)
    out = np.zeros((condensed.states, words), dtype=np.uint64)
    wide = max(1, ROOM // max(condensed.components, 1))
    for first in range(0, words, wide):
        _fill_rows(condensed, first, out[:, first : first + wide])
    return out


@kernel
def _fill_rows(condensed: Condensed, first: int, out: Words) -> None:
    count, width = condensed.at_starts.size - 1, out.shape[1]
    rows = np.zeros((count, width), dtype=np.uint64)
    for c in range(count):
        for a in range(condensed.at_starts[c], condensed.at_starts[c + 1]):
            state = condensed.at[a]
            word = (state >> 6) - first
            if 0 <= word < width:
                rows[c, word] |= np.uint64(1) << np.uint64(state & 63)
        for k in range(condensed.next_starts[c], condensed.next_starts[c + 1]):
            follower = condensed.next[k]
            for word in range(width):
                rows[c, word] |= rows[follower, word]
    for state in range(condensed.departs.shape[0]):
        for member in range(condensed.departs.shape[1]):
            c = condensed.departs[state, member]
            if c >= 0:
                for word in range(width):
                    out[state, word] |= rows[c, word]


def packed(table: ArrayLike) -> Words:
    """Say which words hold a table of truth values, row by row.

    Parameters
    ----------
    table : (..., n) bool

    Returns
    -------
    array of uint64, shape (..., ceil(n / 64))

    Examples
    --------
    >>> packed([[True, False, True]]).tolist()
    [[5]]
    """
    bits = np.asarray(table, dtype=np.bool_)
    short = -bits.shape[-1] % WORD
    whole = np.concatenate([bits, np.zeros((*bits.shape[:-1], short), dtype=np.bool_)], axis=-1)
    return np.packbits(whole, axis=-1, bitorder="little").view("<u8").astype(np.uint64, copy=False)


def unpacked(words: Words, states: int) -> Bools:
    """Say which truth values packed words hold.

    Examples
    --------
    >>> unpacked(np.array([[5]], dtype=np.uint64), 3).tolist()
    [[True, False, True]]
    """
    octets = np.ascontiguousarray(words).astype("<u8", copy=False).view(np.uint8)
    return np.unpackbits(octets, axis=-1, count=states, bitorder="little").astype(np.bool_)


def reached(condensed: Condensed) -> Bools:
    """Say which states a group reaches from each state, as a plain table; for small models.

    Returns
    -------
    array of bool, shape (n, n)

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> reached(condense(graph_moves(2, [[(0, 1)]]), [0])).tolist()
    [[False, True], [False, False]]
    """
    return unpacked(joint_rows(condensed), condensed.states)
