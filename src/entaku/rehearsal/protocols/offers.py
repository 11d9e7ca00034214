"""Alternating offers, for two parties and more: stacked, one move a turn.

A turn: accept what stands, put another offer in its place, or leave. Whoever makes an offer accepts it by that, and
whoever has accepted what stands is bound and waits. There is a deal when all who are seated have accepted what stands
or, where sets of parties can carry a package out without the others, when those who have accepted can. A party leaves
when no package is worth as much as no deal to it; an offer that it made goes with it. Rounds with fewer than two at the
table pass without a turn. Offers are heard by all, seated or not.

Aydogan, R., Festen, D., Hindriks, K., & Jonker, C. (2017). Alternating offers protocols for multilateral
negotiation. In Modern Approaches to Agent-based Complex Automated Negotiation, 153-167.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.rehearsal.played import ACCEPT, AGREED, DEADLINE, LEAVE, LEFT, Played
from entaku.rehearsal.seat import NONE, Seat, Strategy
from entaku.rehearsal.table import Table

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the talks are run.

    Attributes
    ----------
    order
        Places of the parties in the order of their turns; the first opens. Who is not in it has no seat.
    rounds
        How many, each one turn of every party seated.
    seated
        Bit masks, one a round, of who has a seat; empty where all in `order` sit throughout.
    consent
        `all`: every party seated must accept. `carried`: those who accept must be able to carry it out.
    clock
        `round`: time is r / (R + 1), the same for every turn of round r. `turn`: it moves with every turn.
    last
        `unanswered`: the last offer of the last party is never answered. `answered`: it is, once by each.
    """

    order: tuple[int, ...]
    rounds: int
    seated: tuple[int, ...] = ()
    consent: Literal["all", "carried"] = "all"
    clock: Literal["round", "turn"] = "round"
    last: Literal["unanswered", "answered"] = "unanswered"

    def time(self, round_: int, turn: int) -> float:
        """How much of the talks is over in this round, at this turn (both from 1)?"""
        if self.clock == "round":
            return round_ / (self.rounds + 1)
        turns = len(self.order) * self.rounds
        return min(turn, turns) / turns


def play(table: Table, strategies: Sequence[Strategy], rules: Rules) -> Played:
    """How does every play go? `strategies` are in the order of the table's parties."""
    talks = _Talks(table, strategies, rules)
    for round_ in range(1, rules.rounds + 1):
        talks.open(round_)
        for party in rules.order:
            if talks.seated >> party & 1:
                talks.turn(party)
        if not talks.live.any():
            break
    if rules.last == "answered":
        talks.answer_last()
    return talks.played()


@dataclass
class _Talks:
    """The state of the talks in every play: what stands, who has accepted it (bit masks), who is still here."""

    table: Table
    strategies: Sequence[Strategy]
    rules: Rules
    round: int = 0
    turns: int = 0
    seated: int = 0
    log: list[Ints] = field(default_factory=list)
    speaker: list[int] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        n = self.table.plays
        self.seats = [Seat(self.table, p, self.rules.rounds) for p in range(len(self.table.parties))]
        self.standing, self.maker = np.full((2, n), NONE, dtype=np.int64)
        self.accepted, self.here = np.zeros((2, n), dtype=np.int64)
        self.left, self.taken = np.zeros((2, n), dtype=np.int64)
        self.held = np.ones(n, dtype=np.bool_)
        self.live = np.ones(n, dtype=np.bool_)
        self.package, self.by = np.full((2, n), NONE, dtype=np.int64)
        self.end = np.full(n, DEADLINE, dtype=np.int64)
        self.end_round, self.end_turn = np.zeros((2, n), dtype=np.int64)

    def open(self, round_: int) -> None:
        """Begin a round: seats are added or lost, and with a seat lost the last acceptance may fall away."""
        self.round = round_
        everybody = sum(1 << party for party in self.rules.order)
        self.seated = self.rules.seated[round_ - 1] if self.rules.seated else everybody
        self.here = self.seated & ~self.left
        self.held = np.bitwise_count(self.here.astype(np.uint64)) > 1
        if self.rules.consent == "all":
            self._agree(self.held, np.full_like(self.maker, NONE))

    def turn(self, party: int) -> None:
        """Let a party move in every play in which it still sits."""
        self.turns += 1
        acts = self.live & self.held & (self.here & 1 << party > 0)
        self.taken += acts
        seat, strategy = self._seat(party, acts), self.strategies[party]
        stays = seat.own.best >= seat.floor
        free = self.accepted & 1 << party == 0
        offer = strategy.offer(seat)
        takes = acts & stays & free & (self.standing != NONE)
        if takes.any():
            takes &= strategy.accepts(seat, self.standing)
        makes = acts & ~takes & stays & free & (offer != NONE)
        leaves = acts & ~takes & ~makes & (free | ~stays)
        self._write(party, (takes, ACCEPT), (leaves, LEAVE), (makes, offer))
        np.copyto(self.standing, offer, where=makes)
        np.copyto(self.maker, party, where=makes)
        np.bitwise_or(self.accepted, 1 << party, out=self.accepted, where=takes)
        np.copyto(self.accepted, 1 << party, where=makes)
        seat.made.add(makes, offer)
        for other, hears in enumerate(self.seats):
            if other != party:
                hears.hear(makes, offer)
        if leaves.any():
            self._leave(party, leaves)
        self._agree(makes | takes, party)

    def answer_last(self) -> None:
        """Let those who have not answered the last offer answer it once, beginning after its maker."""
        for step in range(1, len(self.rules.order)):
            for place, maker in enumerate(self.rules.order):
                self._answer(maker, self.rules.order[(place + step) % len(self.rules.order)])

    def _answer(self, maker: int, party: int) -> None:
        asked = self.live & (self.maker == maker) & (self.here & 1 << party > 0)
        asked &= (self.accepted & 1 << party == 0) & (self.standing != NONE) & self.held
        if not asked.any():
            return
        self.turns += 1
        self.taken += asked
        seat = self._seat(party, asked)
        takes = asked & (seat.own.best >= seat.floor) & self.strategies[party].accepts(seat, self.standing)
        self._write(party, (takes, ACCEPT))
        np.bitwise_or(self.accepted, 1 << party, out=self.accepted, where=takes)
        self._agree(takes, party)
        self._finish(asked & ~takes, DEADLINE, party)

    def played(self) -> Played:
        """Give the ends and the log."""
        n = self.table.plays
        never = self.end == DEADLINE
        log = np.stack(self.log, axis=1) if self.log else np.empty((n, 0), np.int64)
        return Played(
            self.package,
            self.end,
            np.where(never, self.round, self.end_round),
            np.where(never, self.taken, self.end_turn),
            self.by,
            log,
            np.array(self.speaker, dtype=np.int64),
            np.array(self.rounds, dtype=np.int64),
        )

    def _write(self, party: int, *moves: tuple[Bools, int | Ints]) -> None:
        """Log a turn: where each move is made; of two moves in one play the later counts."""
        line = np.full(self.table.plays, NONE, dtype=np.int64)
        for where, code in moves:
            np.copyto(line, code, where=where)
        self.log.append(line)
        self.speaker.append(party)
        self.rounds.append(self.round)

    def _seat(self, party: int, acts: Bools) -> Seat:
        return self.seats[party].at(self.round, self.turns, self.rules.time(self.round, self.turns), acts)

    def _agree(self, where: Bools, by: int | Ints) -> None:
        """End the plays in which what stands has all the consent it needs."""
        if self.rules.consent == "carried":
            done = self.table.carried[np.maximum(self.standing, 0), self.accepted]
        else:
            done = self.accepted & self.here == self.here
            few = (self.left != 0) | (self.here & self.table.needed != self.table.needed)
            if few.any():  # those who are left must be able to carry it out
                able = self.table.carried[np.maximum(self.standing, 0), self.here]
                done = done & (~few | able)
        where = where & self.live & done & (self.standing != NONE) & (self.here > 0)
        self._finish(where, AGREED, by)

    def _leave(self, party: int, leaves: Bools) -> None:
        """Take a party off the table; the others go on where some of them can still carry something out."""
        self.left = np.where(leaves, self.left | 1 << party, self.left)
        self.here = np.where(leaves, self.here & ~(1 << party), self.here)
        self.accepted = np.where(leaves, self.accepted & ~(1 << party), self.accepted)
        few = np.bitwise_count(self.here.astype(np.uint64)) < 2  # noqa: PLR2004  # nobody to agree with
        able: Bools = np.asarray(self.table.carried.any(axis=0))
        over = leaves & (few | ~able[self.here])
        gone = leaves & ~over & (self.maker == party)
        self.standing, self.maker = np.where(gone, NONE, self.standing), np.where(gone, NONE, self.maker)
        self.accepted = np.where(gone, 0, self.accepted)
        self._finish(over, LEFT, party)
        self._agree(leaves & ~over & ~gone, party)

    def _finish(self, where: Bools, end: int, by: int | Ints) -> None:
        if not where.any():
            return
        self.live &= ~where
        np.copyto(self.package, self.standing if end == AGREED else NONE, where=where)
        np.copyto(self.end, end, where=where)
        np.copyto(self.by, by, where=where)
        np.copyto(self.end_round, self.round, where=where)
        np.copyto(self.end_turn, self.taken, where=where)
