"""Stacked alternating offers straight from the definition: one bargain, one turn at a time. Slow, and meant to be.

What the definition leaves open is settled here thus:

- Every seated party has one turn a round, and each is counted. A party that has accepted the standing offer, its
  proposer included, is bound while it stands: at its turn it leaves if nothing is left to it, else it waits, which is
  no move. (Such turns come only when a seat was added, or when all have accepted and are not winning.)
- Seats: only who is seated in the round and has not left counts for "every party seated". For the majority variant
  the accepting set keeps those whose seat is lost, and loses those who leave.
- Who remains when a party leaves are those seated in this round, not those who may get a seat back.
- A round with fewer than two seated parties has no turns, reaches no agreement, and has no last answers.
- A party sees all offers made by others since the start, also those made while it had no seat.
- A leaver whose acceptance alone was missing ends the talks with an agreement of the others.
- The last answers (`answer_last`) are turns of round R at its time; with `per_turn` the time stops at 1. The first
  refusal ends the talks, in the majority variant as well; it is no move in the transcript, but `by` names who refused.
- `by` is None where no move ended the talks: the deadline, or an agreement completed by the loss of a seat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.rehearsal.reference_strategies import Strategy, Turn, Worths, accepts, plan

Winning: TypeAlias = Callable[[int, frozenset[int]], bool]
Move: TypeAlias = tuple[int, int, int | None, str]  # round, party, package (None when it leaves), what


@dataclass(frozen=True)
class Outcome:
    """How a bargain ended: which package if any, when, by whose move, and all moves."""

    package: int | None
    round: int
    turn: int
    by: int | None
    how: str  # "agreed", "deadline" or "left"
    moves: list[Move]


@dataclass
class _Talks:
    """The state of one bargain."""

    values: Sequence[Worths]
    floors: Sequence[Sequence[int]]
    strategies: Sequence[Strategy]
    rounds: int
    roster: Sequence[set[int]] | None
    winning: Winning | None
    per_turn: bool
    turn: int = 0
    standing: int | None = None
    proposer: int | None = None
    accepted: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    levels: dict[int, list[float]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)

    def seated(self, r: int) -> list[int]:
        here = range(len(self.values)) if self.roster is None else sorted(self.roster[r - 1])
        return [party for party in here if party not in self.left]

    def agreed(self, r: int) -> bool:
        if self.standing is None:
            return False
        if self.winning is not None:
            return self.winning(self.standing, frozenset(self.accepted))
        return set(self.seated(r)) <= self.accepted

    def end(self, r: int, by: int | None, how: str) -> Outcome:
        return Outcome(self.standing if how == "agreed" else None, r, self.turn, by, how, self.moves)

    def sees(self, party: int, r: int) -> Turn:
        """Give what a party knows at this turn."""
        offers = [
            (who, package) for _, who, package, what in self.moves if what == "offer" and package is not None
        ]
        time = (
            min(self.turn / (len(self.values) * self.rounds), 1.0) if self.per_turn else r / (self.rounds + 1)
        )
        return Turn(
            worths=self.values[party],
            no_deal=self.floors[party][r - 1],
            time=time,
            offered=[package for who, package in offers if who == party],
            received=[package for who, package in offers if who != party],
            levels=self.levels.setdefault(party, []),
        )

    def offer(self, party: int, r: int, package: int) -> None:
        self.standing, self.proposer, self.accepted = package, party, {party}
        self.moves.append((r, party, package, "offer"))

    def accept(self, party: int, r: int) -> None:
        self.accepted.add(party)
        self.moves.append((r, party, self.standing, "accept"))

    def leave(self, party: int, r: int) -> bool:
        """Take a party from the table for good; say whether the others can go on."""
        self.left.add(party)
        self.moves.append((r, party, None, "leave"))
        self.accepted.discard(party)
        if self.proposer == party:
            self.standing, self.proposer, self.accepted = None, None, set()
        remaining, winning = self.seated(r), self.winning
        if len(remaining) < 2:
            return False
        packages = range(len(self.values[party]))
        return winning is None or any(winning(package, frozenset(remaining)) for package in packages)


def bargain(  # noqa: PLR0913 - the options of the protocol, each by name
    values: Sequence[Worths],
    floors: Sequence[Sequence[int]],
    strategies: Sequence[Strategy],
    rounds: int,
    *,
    roster: Sequence[set[int]] | None = None,
    winning: Winning | None = None,
    per_turn: bool = False,
    answer_last: bool = False,
) -> Outcome:
    """Let the parties bargain in their order, the first opening, until they agree, give up or the rounds are over.

    values[p][x] and floors[p][r - 1] are whole numbers (below 2^53 in size); values[p][x] is None where p has a veto.
    """
    talks = _Talks(values, floors, strategies, rounds, roster, winning, per_turn)
    for r in range(1, rounds + 1):
        seated = talks.seated(r)
        if len(seated) < 2:
            continue
        if winning is None and talks.agreed(r):  # whose acceptance was missing has lost the seat
            return talks.end(r, None, "agreed")
        for party in seated:
            talks.turn += 1
            if not _take_turn(talks, party, r):
                return talks.end(r, party, "left")
            if talks.agreed(r):
                return talks.end(r, party, "agreed")
    if answer_last and talks.standing is not None and len(talks.seated(rounds)) > 1:
        return _last_answers(talks)
    return talks.end(rounds, None, "deadline")


def _take_turn(talks: _Talks, party: int, r: int) -> bool:
    """Accept, offer, leave or wait; say whether the talks can go on."""
    strategy, turn = talks.strategies[party], talks.sees(party, r)
    planned = plan(strategy, turn)
    if planned is None:
        return talks.leave(party, r)
    if party in talks.accepted:
        return True
    if talks.standing is not None and accepts(strategy, turn, planned):
        talks.accept(party, r)
    else:
        talks.levels[party].append(planned.level)
        talks.offer(party, r, planned.package)
    return True


def _last_answers(talks: _Talks) -> Outcome:
    """Let who has not accepted the last offer answer it once, in order, beginning after its proposer."""
    r, proposer = talks.rounds, talks.proposer
    assert proposer is not None
    seated = talks.seated(r)
    after = [party for party in seated if party > proposer] + [party for party in seated if party < proposer]
    for party in after:
        if party in talks.accepted:
            continue
        talks.turn += 1
        strategy, turn = talks.strategies[party], talks.sees(party, r)
        planned = plan(strategy, turn)
        if planned is None or not accepts(strategy, turn, planned):
            return talks.end(r, party, "deadline")
        talks.accept(party, r)
        if talks.agreed(r):
            return talks.end(r, party, "agreed")
    return talks.end(r, None, "deadline")
