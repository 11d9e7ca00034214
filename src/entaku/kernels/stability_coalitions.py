"""Which states survive that decision makers move together, and who could leave a state together?

A coalition of d decision makers is a mask from 1 to 2**d - 1, bit i for DM i; row ``mask - 1`` belongs to it. A
joint improvement of H from s is a state that H reaches by a legal sequence and that every member prefers to s;
the path may pass through worse states. A state hurts H against s iff *some* member does not prefer it to s.
For CSEQ the others answer as sub-coalitions, each by a joint improvement of its own on the state it leaves, no
sub-coalition twice running.

Kilgour, Hipel, Fang & Peng (2001), Group Decision and Negotiation 10:159-175; Inohara & Hipel (2008).
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_joint import Words, condense, joint_rows, most_reached
from entaku.kernels.graph_moves import Bools, Ints, Moves, States
from entaku.kernels.stability import checked_ranks

MOST_DMS = 8  # 255 coalitions, and for each as many answering sub-coalitions as its complement has


class CoalitionConcept(IntEnum):
    """What a coalition looks ahead to; the numbers are positions in the arrays returned here."""

    CR = 0
    CGMR = 1
    CSMR = 2
    CSEQ = 3


class _Threat(NamedTuple):
    """What awaits one coalition: its improvements, and who hurts it how far."""

    starts: Ints  # (n + 1,)
    targets: States
    ranks: Ints  # (h, n), of the members


def members(mask: int, dms: int) -> list[int]:
    """Say who belongs to a coalition.

    Examples
    --------
    >>> members(0b101, 3)
    [0, 2]
    """
    return [dm for dm in range(dms) if mask >> dm & 1]


def improvements(moves: Moves, ranks: Ints) -> Moves:
    """Say where each coalition could go together, to the gain of every member.

    Parameters
    ----------
    moves : of d DMs
    ranks : (d, n) integers
        0 is best.

    Returns
    -------
    Moves of 2**d - 1 movers: mover ``mask - 1`` is the coalition `mask`.

    Raises
    ------
    ValueError
        More than 8 DMs: there are 2**d - 1 coalitions and 3**d ways in which some meet others.

    Examples
    --------
    Both prefer 3 to 0, and neither gains alone:

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (2, 3)], [(0, 2), (1, 3)]])
    >>> together = improvements(moves, np.array([[1, 2, 2, 0], [1, 2, 2, 0]]))
    >>> [together.reach(mask - 1, 0).tolist() for mask in (1, 2, 3)]
    [[], [], [3]]
    """
    table = checked_ranks(moves, ranks)
    if moves.dms > MOST_DMS:
        raise ValueError(
            f"{moves.dms} decision makers have {2**moves.dms - 1:,} coalitions, each against as many answers as "
            f"its complement has; at most {MOST_DMS} are offered"
        )
    coalitions = (1 << moves.dms) - 1
    starts, lists = np.zeros((coalitions, moves.states + 1), dtype=np.int64), []
    total = 0
    for mask in range(1, coalitions + 1):
        group = members(mask, moves.dms)
        rows = joint_rows(condense(moves, group))
        counts = _count_gains(rows, table[group])
        starts[mask - 1] = total + np.concatenate([[0], np.cumsum(counts)])
        lists.append(_list_gains(rows, table[group], int(counts.sum())))
        total += lists[-1].size
    return Moves(starts, np.concatenate([*lists, np.zeros(0, dtype=np.int32)]))


@kernel
def _all_prefer(ranks: Ints, state: int, other: int) -> bool:
    preferring = 0
    for member in range(ranks.shape[0]):
        if ranks[member, other] < ranks[member, state]:
            preferring += 1
    everyone: bool = preferring == ranks.shape[0]
    return everyone


@kernel
def _holds(rows: Words, state: int, other: int) -> bool:
    bit: bool = (rows[state, other >> 6] >> np.uint64(other & 63)) & np.uint64(1) != 0
    return bit


@kernel
def _count_gains(rows: Words, ranks: Ints) -> Ints:
    counts = np.zeros(rows.shape[0], dtype=np.int64)
    for state in range(rows.shape[0]):
        for other in range(rows.shape[0]):
            if _holds(rows, state, other) and _all_prefer(ranks, state, other):
                counts[state] += 1
    return counts


@kernel
def _list_gains(rows: Words, ranks: Ints, total: int) -> States:
    targets = np.empty(total, dtype=np.int32)
    place = 0
    for state in range(rows.shape[0]):
        for other in range(rows.shape[0]):
            if _holds(rows, state, other) and _all_prefer(ranks, state, other):
                targets[place] = other
                place += 1
    return targets


def coalition_stability(moves: Moves, ranks: Ints) -> Bools:
    """Say which states are stable for which coalition under which concept.

    Parameters
    ----------
    moves : of d DMs
    ranks : (d, n) integers
        0 is best.

    Returns
    -------
    array of bool, shape (4, 2**d - 1, n)
        By `CoalitionConcept`, ``mask - 1``, state.

    Raises
    ------
    ValueError
        More than 8 DMs.

    Examples
    --------
    In a stag hunt (DD, CD, DC, CC) DD falls to both together:

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]])
    >>> stable = coalition_stability(moves, np.array([[2, 3, 1, 0], [2, 1, 3, 0]]))
    >>> np.flatnonzero(universal(stable)[CoalitionConcept.CR]).tolist()
    [3]
    """
    return coalition_stability_against(moves, ranks, improvements(moves, ranks))


def coalition_stability_against(moves: Moves, ranks: Ints, gains: Moves) -> Bools:
    """Say which states are stable for which coalition, when the joint improvements are at hand.

    `gains` is what `improvements` gives; the rest as in `coalition_stability`.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves, ranks = graph_moves(2, [[(0, 1)]]), np.array([[1, 0]])
    >>> coalition_stability_against(moves, ranks, improvements(moves, ranks))[0].tolist()
    [[False, True]]
    """
    table = checked_ranks(moves, ranks)
    everyone = (1 << moves.dms) - 1
    stable = np.empty((len(CoalitionConcept), everyone, moves.states), dtype=np.bool_)
    for mask in range(1, everyone + 1):
        group, rest = members(mask, moves.dms), everyone & ~mask
        own = gains.starts[mask - 1]
        threat = _Threat(own - own[0], gains.targets[own[0] : own[-1]], table[group])
        answer = condense(moves, members(rest, moves.dms))
        blocs = condense(gains, [part - 1 for part in range(1, rest + 1) if part & ~rest == 0])
        row = stable[:, mask - 1]
        row[CoalitionConcept.CR] = np.diff(own) == 0
        for concept, reach in ((CoalitionConcept.CGMR, answer), (CoalitionConcept.CSEQ, blocs)):
            row[concept] = _hurt(threat, np.stack([most_reached(reach, rank)[0] for rank in table[group]]))
        row[CoalitionConcept.CSMR] = _hurt_for_good(
            threat, joint_rows(answer), joint_rows(condense(moves, group))
        )
    return stable


def universal(stable: Bools) -> Bools:
    """Say which states are stable for every nonempty coalition, all DMs together included.

    Parameters
    ----------
    stable : (..., 2**d - 1, n) bool

    Returns
    -------
    array of bool, shape (..., n)

    Examples
    --------
    >>> universal(np.array([[True, False], [True, True], [True, True]])).tolist()
    [True, False]
    """
    everywhere: Bools = np.logical_and.reduce(stable, axis=-2)
    return everywhere


@kernel
def _hurt(threat: _Threat, worst: Ints) -> Bools:
    """Say where every joint improvement meets an answer that some member does not prefer."""
    stable = np.ones(threat.ranks.shape[1], dtype=np.bool_)
    for state in range(stable.size):
        for at in range(threat.starts[state], threat.starts[state + 1]):
            met = False
            for member in range(worst.shape[0]):
                if worst[member, threat.targets[at]] >= threat.ranks[member, state]:
                    met = True
            if not met:
                stable[state] = False
                break
    return stable


@kernel
def _hurts_for_good(ranks: Ints, own: Words, state: int, other: int) -> bool:
    """Say whether a state hurts some member, and so does all that the coalition could make of it."""
    if _all_prefer(ranks, state, other):
        return False
    escapes = False
    for after in range(ranks.shape[1]):
        if _holds(own, other, after) and _all_prefer(ranks, state, after):
            escapes = True
            break
    return not escapes


@kernel
def _hurt_for_good(threat: _Threat, answer: Words, own: Words) -> Bools:
    """Say where every joint improvement meets an answer that no joint counter-move makes good."""
    states = threat.ranks.shape[1]
    stable = np.ones(states, dtype=np.bool_)
    known = np.zeros(
        states, dtype=np.int8
    )  # of this state's answers: 0 not yet looked at, 1 hurts, 2 does not
    for state in range(states):
        known[:] = 0
        for at in range(threat.starts[state], threat.starts[state + 1]):
            met = False
            for end in range(states):
                if not _holds(answer, threat.targets[at], end):
                    continue
                if known[end] == 0:
                    known[end] = 1 if _hurts_for_good(threat.ranks, own, state, end) else 2
                if known[end] == 1:
                    met = True
                    break
            if not met:
                stable[state] = False
                break
    return stable
