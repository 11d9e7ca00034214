"""What came of many plays: the end of each, and everything that was said on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

ENDS: Final = ("agreed", "deadline", "left")
"""How a play ends; its place here is its code."""
AGREED, DEADLINE, LEFT = range(3)
OFFER, ACCEPT, LEAVE = 0, -2, -3
"""Codes of moves: an offer is its package, from `OFFER` up; -1 is no move."""


@dataclass(frozen=True, slots=True)
class Played:
    """The end of each of n plays, and the log.

    Attributes
    ----------
    package : (n,) int64
        What was agreed; -1 for no deal.
    end : (n,) int64
        Place in `ENDS`.
    round, turn : (n,) int64
        When it ended, counted from 1; a turn is one party's move.
    by : (n,) int64
        Whose move, or lost seat, ended it: place among the parties; -1 where time ran out.
    log : (n, T) int64
        What was done at each turn: a package offered, `ACCEPT`, `LEAVE`, or -1.
    speaker : (T,) int64
        Whose turn it was.
    rounds : (T,) int64
        In which round.
    """

    package: Ints
    end: Ints
    round: Ints
    turn: Ints
    by: Ints
    log: Ints
    speaker: Ints
    rounds: Ints

    def moves(self, play: int) -> list[tuple[int, int, int, str]]:
        """Give one play's moves: round, party, package (of the offer made or accepted), and what was done."""
        standing, told = -1, []
        for turn, code in enumerate(self.log[play].tolist()):
            if code == -1:
                continue
            standing = code if code >= OFFER else standing
            what = {ACCEPT: "accept", LEAVE: "leave"}.get(code, "offer")
            package = -1 if code == LEAVE else standing
            told.append((int(self.rounds[turn]), int(self.speaker[turn]), package, what))
        return told
