"""A single negotiating text: a mediator proposes one change at a time, and everybody says better, same or worse.

Raiffa, H. (1982). The Art and Science of Negotiation. Harvard University Press; Fisher, R., & Ury, W.
(1981). Getting to Yes. The annealed rule: Klein, M., Faratin, P., Sayama, H., & Bar-Yam, Y. (2003). Negotiating complex
contracts. Group Decision and Negotiation, 12, 111-125.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.kernels.packages import REFUSED
from entaku.model.basics import PUBLIC
from entaku.rehearsal.neighbours import Change, Neighbours
from entaku.rehearsal.seat import NONE, Seat, Strategy
from entaku.rehearsal.table import Table

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STOPS: Final = ("settled", "stuck", "rounds")
"""Why the text stops moving: all take it and the mediator stops, no change passes any more, or time is up."""
SETTLED, STUCK, ROUNDS = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the text is moved.

    Attributes
    ----------
    order
        Places of the parties that are asked.
    rounds
        How many changes are proposed at most.
    start : (n,) int64
        The first text of every play.
    adopt
        `veto`: a change is taken when nobody says worse and somebody says better. `carried`: when those who do not
        say worse can carry it out and one of them says better. `annealed`: also with probability exp(-loss / T),
        loss being what those who object lose in shares of their ranges, T falling from `heat` to 0.
    voice
        `truthful`: worse is what is worth less. `asking`: also what falls short of what a party's strategy accepts.
    slack
        A loss up to this share of the own range passes as the same.
    mediator
        Place of the party that mediates, -1 where nobody at the table does; its own values count for its choice of
        proposals with weight `interest`, from 0 to 1.
    stop
        `efficient`: the text moves as long as a change passes. `acceptable`: the mediator stops at the first text
        that is worth no less than no deal to all.
    """

    order: tuple[int, ...]
    rounds: int
    start: Ints
    adopt: Literal["veto", "carried", "annealed"] = "veto"
    heat: float = 0.1
    voice: Literal["truthful", "asking"] = "truthful"
    slack: float = 0.0
    mediator: int = NONE
    interest: float = 0.0
    stop: Literal["efficient", "acceptable"] = "efficient"


@dataclass(frozen=True, slots=True)
class Texts:
    """What became of the text in n plays.

    Attributes
    ----------
    package : (n,) int64
        What was agreed at the end; -1 where the last text is worth less than no deal to somebody asked.
    last : (n,) int64
        The last text.
    stop : (n,) int64
        Place in `STOPS`.
    round : (n,) int64
        How many changes had been proposed when the text stopped moving.
    path : (n, R + 1) int64
        The text after each round, the start first.
    proposed : (n, R) int64
        Which change, by its place among `changes`; -1 for none.
    objected : (n, R) int64
        Who said worse, as bit masks over the parties of the table.
    changes
        One-clause changes that can be proposed.
    """

    package: Ints
    last: Ints
    stop: Ints
    round: Ints
    path: Ints
    proposed: Ints
    objected: Ints
    changes: tuple[Change, ...]


def play(table: Table, strategies: Sequence[Strategy], rules: Rules) -> Texts:
    """How does the text move in every play? `strategies` matter where parties speak as they ask."""
    work = _Text(table, strategies, rules)
    for round_ in range(1, rules.rounds + 1):
        work.round(round_)
        if not work.live.any():
            break
    return work.texts()


@dataclass
class _Text:
    """The text of every play, and which changes of it were turned down since it last moved."""

    table: Table
    strategies: Sequence[Strategy]
    rules: Rules
    path: list[Ints] = field(default_factory=list)
    proposed: list[Ints] = field(default_factory=list)
    objected: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.steps = Neighbours(self.table.options)
        self.seats = [Seat(self.table, p, self.rules.rounds) for p in range(len(self.table.parties))]
        self.text = self.rules.start.astype(np.int64)
        self.path = [self.text]
        n = self.table.plays
        self.tried = np.zeros((n, len(self.steps.single)), dtype=np.bool_)
        self.live = np.ones(n, dtype=np.bool_)
        self.agrees = np.zeros(n, dtype=np.bool_)
        self.stop, self.ended = np.full(n, ROUNDS), np.full(n, self.rules.rounds)

    @property
    def _again(self) -> bool:
        """Tell whether a change that was turned down may pass later: where demands fall, or chance decides."""
        return self.rules.voice == "asking" or self.rules.adopt == "annealed"

    def round(self, round_: int) -> None:
        """Propose a change in every play whose text still moves, and hear what is said."""
        for party in self.rules.order:
            self.seats[party].at(round_, round_, round_ / (self.rules.rounds + 1), self.live)
        if self.rules.stop == "acceptable":
            self._end(self.live & self._accepted(), SETTLED, round_ - 1)
        change, text = self._proposal(round_)
        self._end(self.live & (change == NONE), STUCK, round_ - 1)
        asked = self.live & (change != NONE)
        worse, better, loss = self._said(text)
        moves = asked & self._passes(round_, text, worse, better, loss)
        self.tried[asked, change[asked]] = True
        self.tried[moves] = False
        self.text = np.where(moves, text, self.text)
        self.path.append(self.text)
        self.proposed.append(np.where(asked, change, NONE))
        self.objected.append(np.where(asked, worse, 0))

    def texts(self) -> Texts:
        """Give what became of the text; the last one is put to a yes or no against no deal."""
        taken = np.where(self.live, self._accepted(), self.agrees)
        n = self.table.plays
        return Texts(
            np.where(taken, self.text, NONE),
            self.text,
            self.stop,
            self.ended,
            np.stack(self.path, axis=1),
            np.stack(self.proposed, axis=1) if self.proposed else np.empty((n, 0), np.int64),
            np.stack(self.objected, axis=1) if self.objected else np.empty((n, 0), np.int64),
            self.steps.single,
        )

    def _accepted(self) -> Bools:
        """Tell where the text is worth no less than no deal to everybody asked."""
        seats = [self.seats[party] for party in self.rules.order]
        good = [seat.own.worth(self.text) >= seat.floor for seat in seats]
        return np.asarray(np.all(good, axis=0))

    def _proposal(self, round_: int) -> tuple[Ints, Ints]:
        """Choose a change that was not yet turned down for this text: by chance, or as the mediator would have it."""
        texts = np.stack([self.steps.changed(self.text, change) for change in self.steps.single], axis=1)
        if self._again:
            self.tried[(self.tried | (texts == NONE)).all(axis=1)] = False
        open_ = ~self.tried & (texts != NONE)
        drawn = uniform(
            self.table.seed,
            PUBLIC,
            self.table.draws[:, None],
            "rehearsal",
            "text",
            round_,
            np.arange(texts.shape[1])[None, :],
        )
        score = (1.0 - self.rules.interest) * drawn
        if self.rules.mediator != NONE and self.rules.interest > 0.0:
            seat = self.seats[self.rules.mediator]
            worth = np.take_along_axis(seat.own.values, np.maximum(texts, 0), axis=1)
            gain = (worth - seat.floor[:, None]) / self.table.span[:, [self.rules.mediator]]
            score = score + self.rules.interest * np.where(worth == REFUSED, -2.0, gain)
        best = np.where(open_, score, -np.inf).argmax(axis=1)
        there = open_.any(axis=1)
        return np.where(there, best, NONE), np.where(there, texts[np.arange(len(best)), best], self.text)

    def _said(self, text: Ints) -> tuple[Ints, Ints, Floats]:
        """Who says worse and who better, as bit masks (n,), and what those who object lose in all, in shares."""
        worse, better = np.zeros((2, len(text)), dtype=np.int64)
        loss = np.zeros(len(text))
        for party in self.rules.order:
            seat = self.seats[party]
            before, after = seat.own.worth(self.text), seat.own.worth(text)
            lost = (before.astype(float) - after) / self.table.span[:, party]
            objects = lost > self.rules.slack
            if self.rules.voice == "asking":
                objects = objects | ~self.strategies[party].accepts(seat, text)
            worse |= np.where(objects, 1 << party, 0)
            better |= np.where(after > before, 1 << party, 0)
            loss += np.where(objects, np.clip(lost, 0.0, 1.0), 0.0)
        return worse, better, loss

    def _passes(self, round_: int, text: Ints, worse: Ints, better: Ints, loss: Floats) -> Bools:
        everybody = sum(1 << party for party in self.rules.order)
        content = (better & ~worse) != 0
        if self.rules.adopt == "carried":
            return np.asarray(content & self.table.carried[text, everybody & ~worse])
        passes = (worse == 0) & content
        if self.rules.adopt == "annealed":
            heat = self.rules.heat * (1.0 - round_ / (self.rules.rounds + 1))
            drawn = uniform(self.table.seed, PUBLIC, self.table.draws, "rehearsal", "heat", round_)
            passes = passes | (drawn < np.exp(-loss / max(heat, 1e-12))) & (worse != 0)
        return np.asarray(passes)

    def _end(self, where: Bools, stop: int, round_: int) -> None:
        self.agrees = np.where(where, self._accepted(), self.agrees)
        self.stop = np.where(where, stop, self.stop)
        self.ended = np.where(where, round_, self.ended)
        self.live = self.live & ~where


def improvable(table: Table, order: Sequence[int], texts: Ints) -> tuple[tuple[Change, ...], Bools]:
    """Which trades of two clauses would make a text better for somebody and worse for nobody?

    Returns
    -------
    changes, passes (n, C)
        The pairs of clauses, and where each would have improved the text.
    """
    steps = Neighbours(table.options)
    before = [table.sides[party].worth(texts) for party in order]
    found = []
    for change in steps.paired:
        there = steps.changed(texts, change)
        after = [table.sides[party].worth(there) for party in order]
        no_worse = np.all([b >= a for a, b in zip(before, after, strict=True)], axis=0)
        better = np.any([b > a for a, b in zip(before, after, strict=True)], axis=0)
        found.append((there != NONE) & no_worse & better)
    return steps.paired, np.stack(found, axis=1) if found else np.zeros((len(texts), 0), np.bool_)
