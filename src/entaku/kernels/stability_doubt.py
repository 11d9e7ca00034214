"""Which states are stable when some preferences are not stated, under four attitudes to the unknown?

Extension a: leaves for the unknown, is deterred by what is surely not better. b: leaves only for the surely
better, is deterred by what is surely not better. c: leaves for the unknown, is deterred by the unknown too. d:
leaves only for the surely better, is deterred by the unknown too. Answers count as credible (SEQ) when they are
an improvement or a move to the unknown for their mover, under all four.

Li, Hipel, Kilgour & Fang (2004), IEEE SMC-A 34(4):507-520. The relations are packed bits, because unknown pairs
need not leave an order: see `graph_joint.packed`.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_joint import Words, condense, joint_rows, others
from entaku.kernels.graph_moves import Bools, Moves, kept
from entaku.kernels.stability import Concept

CONCEPTS = (Concept.R, Concept.GMR, Concept.SMR, Concept.SEQ)


class Extension(IntEnum):
    """How a DM takes what is not known about its preference."""

    A = 0
    B = 1
    C = 2
    D = 3


BOLD = (Extension.A, Extension.C)
FEARFUL = (Extension.C, Extension.D)
BRAVE = (Extension.A, Extension.B)


def unknown_stability(moves: Moves, better: Words, unknown: Words) -> Bools:
    """Say which states are stable for which DM, by extension and concept.

    Parameters
    ----------
    moves : of d DMs between n states
    better : (d, n, ceil(n / 64)) uint64
        Bit q of row (i, s) is set iff i is known to prefer q to s.
    unknown : same shape
        Bit q of row (i, s) is set iff it is not known how i compares q and s.

    Returns
    -------
    array of bool, shape (4, 4, d, n)
        By `Extension`, `Concept` (R, GMR, SMR, SEQ), DM, state.

    Raises
    ------
    ValueError
        Other shapes, or a pair that is both better and unknown.

    Examples
    --------
    DM 0 can move 0 -> 1, and nobody knows whether it would like that:

    >>> from entaku.kernels.graph_joint import packed
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> known = packed([[[False, False], [False, False]]])
    >>> doubt = packed([[[False, True], [True, False]]])
    >>> unknown_stability(graph_moves(2, [[(0, 1)]]), known, doubt)[:, Concept.R, 0, 0].tolist()
    [False, True, False, True]
    """
    shape = (moves.dms, moves.states, -(-moves.states // 64))
    if better.shape != shape or unknown.shape != shape:
        raise ValueError(f"relations have shape {shape}, not {better.shape} and {unknown.shape}")
    if np.bitwise_and(better, unknown).any():
        raise ValueError("a pair is either known or unknown")
    surely, perhaps = _marked(moves, better), _marked(moves, better | unknown)
    willing = kept(moves, perhaps)
    stable = np.empty((len(Extension), len(CONCEPTS), moves.dms, moves.states), dtype=np.bool_)
    for dm in range(moves.dms):
        group = others(moves.dms, dm)
        answer, credible = joint_rows(condense(moves, group)), joint_rows(condense(willing, group))
        for deterring, extensions in ((~(better[dm] | unknown[dm]), BRAVE), (~better[dm], FEARFUL)):
            for_good = _for_good(moves, dm, deterring)
            for extension in extensions:
                tempting = perhaps if extension in BOLD else surely
                row = stable[extension, :, dm]
                row[Concept.R] = _met(moves, dm, tempting, np.zeros_like(answer), deterring)
                row[Concept.GMR] = _met(moves, dm, tempting, answer, deterring)
                row[Concept.SMR] = _met(moves, dm, tempting, answer, for_good)
                row[Concept.SEQ] = _met(moves, dm, tempting, credible, deterring)
    return stable


@kernel
def _marked(moves: Moves, relation: Words) -> Bools:
    """Say which moves lead to a state that stands in a relation of their mover to the state they leave."""
    marks = np.zeros(moves.targets.size, dtype=np.bool_)
    for dm in range(relation.shape[0]):
        for state in range(relation.shape[1]):
            for at in range(moves.starts[dm, state], moves.starts[dm, state + 1]):
                there = np.int64(moves.targets[at])
                marks[at] = relation[dm, state, there >> 6] >> np.uint64(there & 63) & np.uint64(1)
    return marks


@kernel
def _for_good(moves: Moves, dm: int, deterring: Words) -> Words:
    """Keep of the states that deter those from which no move leads to one that does not."""
    rows = deterring.copy()
    for state in range(rows.shape[0]):
        for end in range(rows.shape[0]):
            for at in range(moves.starts[dm, end], moves.starts[dm, end + 1]):
                after = np.int64(moves.targets[at])
                if not deterring[state, after >> 6] >> np.uint64(after & 63) & np.uint64(1):
                    rows[state, end >> 6] &= ~(np.uint64(1) << np.uint64(end & 63))
                    break
    return rows


@kernel
def _met(moves: Moves, dm: int, tempting: Bools, answer: Words, deterring: Words) -> Bools:
    """Say from which states every tempting move meets an answer that deters."""
    stable = np.ones(deterring.shape[0], dtype=np.bool_)
    for state in range(stable.size):
        for at in range(moves.starts[dm, state], moves.starts[dm, state + 1]):
            if not tempting[at]:
                continue
            met = False
            for word in range(deterring.shape[1]):
                if answer[moves.targets[at], word] & deterring[state, word]:
                    met = True
                    break
            if not met:
                stable[state] = False
                break
    return stable
