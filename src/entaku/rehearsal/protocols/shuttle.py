"""A shuttle: a mediator carries a text between parties that do not meet, and revises it on the way.

Each visit is to one party, which answers the mediator alone: it accepts what is carried, or refuses and says what it
would offer instead. It knows of the others only what the mediator carries to it. From the answers the mediator learns
which draws of a party's preferences to believe (`beliefs`), and chooses the next text by them.

Rubin, J. Z. (ed.) (1981). Dynamics of Third Party Intervention: Kissinger in the Middle East. Praeger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.packages import REFUSED
from entaku.rehearsal.beliefs import Belief
from entaku.rehearsal.seat import NONE, Seat, Strategy
from entaku.rehearsal.table import Prior, Table

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNTOLD, REFUSES, ACCEPTS = -1, 0, 1
"""What a party has been told of another's answer to the text in hand."""
ENDS: Final = ("agreed", "deadline")
AGREED, DEADLINE = range(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the mediator travels and what it carries.

    Attributes
    ----------
    visited
        Places of the parties whose acceptance is sought by visits.
    itinerary
        Whom each visit is to, by place; after its end it begins again. Empty: `next` decides.
    next
        `binding`: the party thought to gain least from the text; `least`: the one visited least, of these the first.
    visits
        How many at most.
    start : (n,) int64
        The text carried first.
    carries
        `text`: nothing but the text. `answers`: also what the others have answered to this very text.
    mediator
        Place of the mediator's own party; -1 where it has no stake. It carries nothing worth less to it than no deal.
    interest
        From 0, the text that is thought to leave the worst-off best off, to 1, the mediator's own best plan.
    """

    visited: tuple[int, ...]
    visits: int
    start: Ints
    itinerary: tuple[int, ...] = ()
    next: Literal["binding", "least"] = "binding"
    carries: Literal["text", "answers"] = "text"
    mediator: int = NONE
    interest: float = 0.0


@dataclass(frozen=True, slots=True)
class Shuttled:
    """What came of the shuttle in n plays, and what was said at every visit.

    Attributes
    ----------
    package, end, round : (n,) int64
        What was agreed, -1 for nothing; place in `ENDS`; at which visit it ended.
    party, text : (n, K) int64
        Who was visited, -1 for no visit any more, and the text carried.
    accepted : (n, K) bool
        The answer.
    instead : (n, K) int64
        What a party that refused said it would offer; -1 for none.
    told : (n, K, P) int8
        What the party was told of each other party's answer to this text: `UNTOLD`, `REFUSES`, `ACCEPTS`.
    bits : (n, P) float64
        How much the mediator learnt of each party's preferences.
    """

    package: Ints
    end: Ints
    round: Ints
    party: Ints
    text: Ints
    accepted: Bools
    instead: Ints
    told: NDArray[np.int8]
    bits: Floats


def play(table: Table, strategies: Sequence[Strategy], priors: Mapping[int, Prior], rules: Rules) -> Shuttled:
    """How does the shuttle go in every play? `priors` say what the mediator thinks of whom before it leaves."""
    trip = _Trip(table, strategies, priors, rules)
    for visit in range(1, rules.visits + 1):
        trip.visit(visit)
        if not trip.live.any():
            break
    return trip.shuttled()


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit in every play: to whom, with which text, the answer, and what was carried along."""

    whom: Ints
    text: Ints
    accepts: Bools
    instead: Ints
    told: NDArray[np.int8]


@dataclass
class _Trip:
    """The text in hand in every play, and what each party answered to it."""

    table: Table
    strategies: Sequence[Strategy]
    priors: Mapping[int, Prior]
    rules: Rules
    log: list[_Visit] = field(default_factory=list)

    def __post_init__(self) -> None:
        n, parties = self.table.plays, len(self.table.parties)
        self.seats = [Seat(self.table, p, self.rules.visits) for p in range(parties)]
        self.beliefs: dict[int, Belief] = {
            p: Belief(self.priors[p], n, self.rules.visits) for p in self.rules.visited
        }
        self.text = self.rules.start.astype(np.int64)
        self.answers = np.full((n, parties), UNTOLD, dtype=np.int8)
        self.turned_down = np.zeros((n, self.table.packages), dtype=np.bool_)
        self.visits = np.zeros((n, parties), dtype=np.int64)
        self.live = np.ones(n, dtype=np.bool_)
        self.package = np.full(n, NONE)
        self.end, self.round = np.full(n, DEADLINE), np.full(n, self.rules.visits)
        if self.rules.mediator != NONE:
            own = self.seats[self.rules.mediator].at(1, 1, 0.0, self.live)
            self._revise(own.own.worth(self.text) < own.floor)

    def visit(self, visit: int) -> None:
        """Make one visit in every play that is not over."""
        time = visit / (self.rules.visits + 1)
        whom = np.where(self.live, self._whom(visit), NONE)
        accepts, instead = np.zeros(self.table.plays, np.bool_), np.full(self.table.plays, NONE)
        told = self._told(whom)
        for party in self.rules.visited:
            here = whom == party
            if here.any():
                takes, offers = self._ask(party, here, visit, time, told)
                accepts, instead = accepts | takes, np.where(here & ~takes, offers, instead)
                self.answers[here, party] = np.where(takes[here], ACCEPTS, REFUSES)
                self.visits[here, party] += 1
        self.log.append(_Visit(whom, self.text, accepts, instead, told))
        self._close(visit)
        self._revise(self.live & (whom != NONE) & ~accepts)

    def _ask(
        self, party: int, here: Bools, visit: int, time: float, told: NDArray[np.int8]
    ) -> tuple[Bools, Ints]:
        """Hear a party's answer to the text, and learn from it."""
        seat, strategy, belief = self.seats[party], self.strategies[party], self.beliefs[party]
        seat.at(visit, visit, time, here)
        others = [other for other in self.rules.visited if other != party]
        seat.decides = (told[:, others] == ACCEPTS).all(axis=1) & bool(others)
        seat.hear(here, self.text)
        takes = here & strategy.accepts(seat, self.text)
        offers = np.where(seat.own.best < seat.floor, NONE, strategy.offer(seat))
        says = here & ~takes & (offers != NONE)
        for where, learn, packages in (
            (takes, belief.accepted, self.text),
            (here & ~takes, belief.refused, self.text),
            (says, belief.offered, offers),
        ):
            rows = np.flatnonzero(where)
            learn(rows, packages[rows], visit)
        seat.made.add(says, offers)
        belief.settle(np.flatnonzero(here))
        return takes, offers

    def _told(self, whom: Ints) -> NDArray[np.int8]:
        """What is carried to the party visited of the others' answers to this text (n, P)?"""
        if self.rules.carries == "text":
            return np.full_like(self.answers, UNTOLD)
        told = self.answers.copy()
        told[np.arange(len(whom)), np.maximum(whom, 0)] = UNTOLD
        return told

    def _whom(self, visit: int) -> Ints:
        """Whom is this visit to? On a coded journey, whoever is next on it."""
        if self.rules.itinerary:
            return np.full(self.table.plays, self.rules.itinerary[(visit - 1) % len(self.rules.itinerary)])
        places = np.array(self.rules.visited)
        asked = self.answers[:, places] == ACCEPTS
        if self.rules.next == "least":
            score = self.visits[:, places].astype(float)
        else:
            score = np.stack([self._thought(p) for p in places.tolist()], axis=1)
        return np.asarray(places[np.where(asked, np.inf, score).argmin(axis=1)])

    def _thought(self, party: int) -> Floats:
        """Which part of what it could gain is the text in hand (n,) thought to bring a party?"""
        every = np.arange(len(self.text))
        return np.asarray(self.beliefs[party].ratios(every)[every, self.text])

    def _close(self, visit: int) -> None:
        """End the plays in which all have accepted the text in hand."""
        agreed = self.live & (self.answers[:, list(self.rules.visited)] == ACCEPTS).all(axis=1)
        if self.rules.mediator != NONE:  # what all others take may have become worse for it than no deal
            own = self.seats[self.rules.mediator].at(visit, visit, 0.0, agreed)
            spoilt = agreed & (own.own.worth(self.text) < own.floor)
            agreed &= ~spoilt
            self._revise(spoilt)
        self.package = np.where(agreed, self.text, self.package)
        self.end, self.round = np.where(agreed, AGREED, self.end), np.where(agreed, visit, self.round)
        self.live &= ~agreed

    def _revise(self, where: Bools) -> None:
        """Choose another text where this one was refused: none that was turned down before, unless nothing is left."""
        rows = np.flatnonzero(where)
        if not rows.size:
            return
        self.turned_down[rows, self.text[rows]] = True
        worst = np.min([self.beliefs[party].ratios(rows) for party in self.rules.visited], axis=0)
        score = (1.0 - self.rules.interest) * worst
        barred = self.turned_down[rows]
        if self.rules.mediator != NONE:
            own = self.seats[self.rules.mediator]
            values, floor = own.own.values[rows], own.floor[rows, None]
            gain = (values - floor) / self.table.span[rows, self.rules.mediator][:, None]
            score = score + self.rules.interest * np.where(values == REFUSED, -2.0, gain)
            barred = barred | (values < floor)
        fresh = np.where(barred, -np.inf, score)
        none = ~np.isfinite(fresh).any(axis=1)
        chosen = np.where(none, self.text[rows], fresh.argmax(axis=1))
        self.answers[rows] = UNTOLD
        self.text = self.text.copy()
        self.text[rows] = chosen

    def shuttled(self) -> Shuttled:
        """Give the ends and what was said."""
        bits = np.zeros((self.table.plays, len(self.table.parties)))
        for place, belief in self.beliefs.items():
            bits[:, place] = belief.bits(np.arange(self.table.plays))
        return Shuttled(
            package=self.package,
            end=self.end,
            round=self.round,
            party=np.stack([each.whom for each in self.log], axis=1),
            text=np.stack([each.text for each in self.log], axis=1),
            accepted=np.stack([each.accepts for each in self.log], axis=1),
            instead=np.stack([each.instead for each in self.log], axis=1),
            told=np.stack([each.told for each in self.log], axis=1),
            bits=bits,
        )
