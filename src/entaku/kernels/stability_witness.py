"""By which answer is a state kept stable, and what could still be done about it?

For each improvement s -> s1 of a DM: the answer of the others that deters it, chosen as the shortest, then the one
with the fewest movers, then the one with the most credible steps; and the DM's best counter-move at its end. When
no answer deters, the harshest end that the others can reach is shown instead, so that it is seen how far it falls
short. Definitions as in `stability`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_joint import others
from entaku.kernels.graph_moves import Bools, Ints, Moves, States, kept, liked
from entaku.kernels.stability import Concept, checked_ranks, countered

NONE = -1
ROOM = 1 << 24  # nodes of a search; with more, who has moved is not remembered, and fewest movers not sought


class Witness(NamedTuple):
    """What follows one improvement.

    ``answer`` holds the moves (mover, state arrived at) from the improvement on, ``credible`` whether each is an
    improvement of its mover on the state it leaves. Both are empty where nobody answers. ``counter`` is the state
    of the DM's best move at the end of the answer, -1 where it has none (an equally good or worse state counts:
    it need not move there).
    """

    improvement: int
    deters: bool
    answer: Ints  # (k, 2)
    credible: Bools  # (k,)
    counter: int


def witnesses(moves: Moves, ranks: Ints, focus: tuple[int, int], concept: Concept) -> tuple[Witness, ...]:
    """Say what follows each improvement of one DM from one state.

    Parameters
    ----------
    moves
    ranks : (d, n) integers
        0 is best.
    focus : DM and state
    concept
        Under R nobody answers.

    Returns
    -------
    One witness for each improvement, ascending by state. The state is stable iff all of them deter.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(5, [[(0, 1)], [(1, 2), (3, 4)], [(2, 3)]])
    >>> ranks = np.array([[3, 0, 1, 2, 4], [4, 3, 2, 1, 0], [4, 3, 1, 0, 2]])
    >>> found = witnesses(moves, ranks, (0, 0), Concept.SEQ)[0]
    >>> found.deters, found.answer.tolist(), found.credible.tolist()
    (True, [[1, 2], [2, 3], [1, 4]], [True, True, True])
    """
    table = checked_ranks(moves, ranks)
    dm, state = focus
    rank = table[dm]
    good = liked(moves, table)
    value = countered(moves, dm, rank) if concept in (Concept.SMR, Concept.SSEQ) else rank
    group = [] if concept is Concept.R else others(moves.dms, dm)
    if concept in (Concept.SEQ, Concept.SSEQ):
        open_moves, credible = kept(moves, good), good[good]
    else:
        open_moves, credible = moves, good
    found = []
    for target in moves.reach(dm, state):
        if rank[target] < rank[state]:
            answer, steps = _answer((open_moves, credible), group, int(target), value, int(rank[state]))
            end = int(answer[-1, 1]) if answer.size else NONE
            deters = end >= 0 and bool(value[end] >= rank[state])
            after = moves.reach(dm, end) if end >= 0 else np.zeros(0, dtype=np.int32)
            counter = int(after[rank[after].argmin()]) if after.size else NONE
            found.append(Witness(int(target), deters, answer, steps, counter))
    return tuple(found)


def _answer(
    ways: tuple[Moves, Bools], group: list[int], start: int, value: Ints, needed: int
) -> tuple[Ints, Bools]:
    members = np.array(group, dtype=np.int64)
    masks = 1 << len(group)
    if ways[0].states * len(group) * masks > ROOM:
        masks = 1
    node, before, doubts = _seek(ways, members, masks, (start, needed), value)
    steps, kinds = [], []
    while node >= 0:
        earlier = int(before[node])
        mover = group[node // masks % len(group)]
        steps.append((mover, node // masks // len(group)))
        kinds.append(doubts[node] == (doubts[earlier] if earlier >= 0 else 0))
        node = earlier
    return np.array(steps[::-1], dtype=np.int64).reshape(-1, 2), np.array(kinds[::-1], dtype=np.bool_)


@kernel
def _members_in(mask: int) -> int:
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@kernel
def _seek(
    ways: tuple[Moves, Bools], group: Ints, masks: int, limits: tuple[int, int], value: Ints
) -> tuple[int, Ints, Ints]:
    """Search by length from the start; stop at the first length at which an end reaches what is needed.

    Nodes are (state, last mover, who has moved). Gives the node chosen (-1: nobody can move), the node before
    each, and the steps without credit on the way to each. Nodes of one length are complete before the next
    begins, so that the best of them can be told.
    """
    moves, credible = ways
    start, needed = limits
    size = group.size
    total = value.size * size * masks
    before = np.full(total, -1, dtype=np.int64)
    doubts = np.full(total, -1, dtype=np.int64)
    length = np.zeros(total, dtype=np.int32)
    layer = np.full(1, -1, dtype=np.int64)
    chosen, steps = -1, 0
    while layer.size:
        steps += 1
        fresh = [np.int64(0) for _ in range(0)]
        for node in layer:
            here = start if node < 0 else node // masks // size
            last = -1 if node < 0 else node // masks % size
            for member in range(size):
                if member == last:
                    continue
                own = moves.starts[group[member]]
                moved = 0 if masks == 1 else (0 if node < 0 else node % masks) | 1 << member
                for at in range(own[here], own[here + 1]):
                    then = (np.int64(moves.targets[at]) * size + member) * masks + moved
                    doubt = (0 if node < 0 else doubts[node]) + (0 if credible[at] else 1)
                    if doubts[then] < 0:
                        length[then] = steps
                        fresh.append(then)
                    if length[then] == steps and (doubts[then] < 0 or doubt < doubts[then]):
                        doubts[then] = doubt
                        before[then] = node
        layer = np.array(fresh, dtype=np.int64)
        chosen = _better_end(layer, (masks, size, needed), value, doubts, (chosen, length))
        if chosen >= 0 and value[chosen // masks // size] >= needed:
            break
    return chosen, before, doubts


@kernel
def _better_end(
    layer: Ints, sizes: tuple[int, int, int], value: Ints, doubts: Ints, held: tuple[int, States]
) -> int:
    """Choose among ends: one that deters, else the harshest; then fewest movers, doubts, lowest state."""
    masks, size, needed = sizes
    chosen, length = held
    for node in layer:
        state = node // masks // size
        worth = min(value[state], needed)
        if chosen < 0:
            chosen = node
            continue
        other = chosen // masks // size
        mine = (-worth, length[node], _members_in(node % masks), doubts[node], node)
        its = (
            -min(value[other], needed),
            length[chosen],
            _members_in(chosen % masks),
            doubts[chosen],
            chosen,
        )
        if mine < its:
            chosen = node
    return chosen
