"""Is each step of a sequence still in its performers' interest when its turn comes?

Two kinds of sequence: one coded by itself, with what each side is left with if a step is broken; and the clauses
of a draft in their order, valued over the ensemble. If the draft is broken off after some clauses, each party is
taken to have no deal, changed by what those clauses have changed: d + (worth of their options - worth of the
status quo). Completed, it has the draft, with the status quo on all that the draft leaves open or silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels import sequences
from entaku.kernels.coalitions import dummies
from entaku.kernels.sequences import Commitment, PartlyKnown, Steps, commitment, partly_known
from entaku.model import closed
from entaku.model.basics import NotStated, Range
from entaku.model.errors import NotPossible
from entaku.space.consent import clause_winning, stated
from entaku.space.drafts import Clause
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study
from entaku.space.verdicts import Game, deal_stated, ranked

MOST_ORDERED = 6
"""Up to how many steps all orders are tried."""
TOLERANCE = 1e-12

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Carried:
    """How far a draft's clauses carry, one after the other, over the draws.

    Attributes
    ----------
    performed : (N, m)
        The clause would be carried out if its turn came, given what comes after it.
    stops_at : (N,)
        The first that would not, or -1.
    needs : (N, m)
        By which penalty on breaking, in own ranges, the clause would be carried out if all later ones were; 0
        where none is needed, inf where none is enough, as where a red line excludes the draft.
    account : (N, m, P)
        On whose account it would not be.
    unclear : (N,)
        The answer hangs on a party of which it is not known what the draft or no deal is worth to it: such a
        party is taken to be unwilling in all that is above.
    barred : (N,)
        Some clause can be had by no penalty, as a red line excludes the draft.
    unknown : tuple of str
        The parties on which it hangs.
    best, best_holds
        The order that holds in most draws, the listed one if none is better, and where (N,) it holds.
    """

    game: Game
    performed: Bools
    stops_at: Ints
    needs: Floats
    account: Bools
    unclear: Bools
    barred: Bools
    unknown: tuple[str, ...]
    best: tuple[int, ...]
    best_holds: Bools

    @property
    def holds(self) -> Bools:
        """In which draws (N,) is every clause carried out in the order as listed?"""
        return np.asarray(self.stops_at < 0)

    @property
    def penalty(self) -> Floats:
        """Which penalty on breaking (N,) makes the order as listed hold?"""
        return np.asarray(self.needs.max(axis=1))

    @property
    def cause(self) -> Ints:
        """Which is the first clause (N,) that is not carried out even if all later ones are; -1: none."""
        short = self.needs > 0.0
        return np.where(short.any(axis=1), short.argmax(axis=1), -1)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the clauses are worth: `ends` (N, P) the draft over no deal, `moves` (m, N, P) each clause by itself.

    In own ranges; `winning` (m, 2^P) tells which willing parties can carry a clause out, and are not stopped.
    """

    ends: Floats
    moves: Floats
    winning: Bools

    def after(self, done: Sequence[int]) -> Floats:
        """Give what each party has over no deal (N, P) once these clauses stand and the rest is broken off."""
        return np.asarray(self.moves[list(done)].sum(axis=0))

    def carries(self, clause: int, willing: Bools) -> Bools:
        bits = np.left_shift(1, np.arange(willing.shape[1]))
        return np.asarray(self.winning[clause][(willing * bits).sum(axis=1)])


def checkable(study: Study, game: Game) -> bool:
    """Is it stated who carries each clause out, and how things stand on each issue?"""
    rested = all(not isinstance(issue.status_quo, NotStated) for issue in study.case.issues)
    return rested and all(stated(clause.option) for clause in game.clauses)


def carried(study: Study, game: Game) -> Carried:
    """Do a draft's clauses, one after the other, stay in their performers' interest, draw by draw?

    Parameters
    ----------
    study : Study
    game : Game
        For which `checkable` holds.
    """
    unknown = _unknown(study, game)
    apart = np.array([party in unknown for party in study.parties])
    table = _table(study, game, np.where(apart, -np.inf, 0.0))
    hopeful = _table(study, game, np.where(apart, np.inf, 0.0))
    order = tuple(range(len(game.clauses)))
    performed = _performed(table)
    holds = performed.all(axis=1)
    needs, account = _needs(table)
    best, best_holds = _best(study, table)
    return Carried(
        game,
        performed,
        np.where(holds, -1, performed.argmin(axis=1)),
        needs,
        account & ~apart,
        np.asarray(_holds(hopeful, order) & ~holds),
        np.asarray(np.isinf(_needs(hopeful)[0]).any(axis=1)),
        unknown,
        best,
        best_holds,
    )


def _unknown(study: Study, game: Game) -> tuple[str, ...]:
    """Name those who count for some clause and of whom it is not known what the draft is worth to them."""
    asked = {clause.issue.id for clause in game.clauses}
    heard = {party for clause in game.clauses for party in _heard(clause)}
    return tuple(
        party
        for party in study.parties
        if party in heard and not (deal_stated(study, party) and ranked(study, party, asked, game.draft.id))
    )


def _heard(clause: Clause) -> Iterator[str]:
    option = clause.option
    if option.vote is not None:
        yield from option.vote.weights
    elif not isinstance(option.performs, NotStated):
        for some in option.performs:
            yield from some
    for some in option.stops:
        yield from some


def _table(study: Study, game: Game, shift: Floats) -> _Table:
    space, draws = study.outcomes, study.ensemble
    quo = {issue.id: space.option(issue.id, str(issue.status_quo)) for issue in study.case.issues}
    new = {clause.issue.id: space.option(clause.issue.id, clause.option.id) for clause in game.clauses}
    held = list((quo | new).values())
    moves = [draws.values[:, :, new[issue]] - draws.values[:, :, quo[issue]] for issue in new]
    gained = (draws.values[:, :, held].sum(axis=2) - draws.no_deal[:, :, 0]) / study.own_ranges
    barred = draws.vetoed[:, :, held].any(axis=2)
    ends = np.where(barred, -np.inf, np.asarray(gained, np.float64)) + np.where(barred, 0.0, shift)
    winning = [clause_winning(study.case, clause.option, "strict") for clause in game.clauses]
    return _Table(ends, np.asarray(np.stack(moves) / study.own_ranges, np.float64), np.stack(winning))


def _performed(table: _Table) -> Bools:
    """Go backwards from the completed draft: a clause is carried out iff enough parties do no worse by it."""
    steps = len(table.moves)
    performed = np.zeros((len(table.ends), steps), np.bool_)
    value = table.ends
    for k in range(steps - 1, -1, -1):
        broken = table.after(range(k))
        performed[:, k] = table.carries(k, value >= broken - TOLERANCE)
        value = np.where(performed[:, [k]], value, broken)
    return performed


def _needs(table: _Table) -> tuple[Floats, Bools]:
    """Give the smallest penalty (N, m) by which each clause is carried out, and on whose account (N, m, P)."""
    needs, accounts = [], []
    for k in range(len(table.moves)):
        lack = np.maximum(table.after(range(k)) - table.ends, 0.0)
        lack[lack <= TOLERANCE] = 0.0
        need = np.full(len(lack), np.inf)
        for level in (np.zeros(len(lack)), *lack.T):
            enough = table.carries(k, lack <= level[:, None])
            need = np.where(enough, np.minimum(need, level), need)
        needs.append(need)
        accounts.append(_account(table, k, lack, need))
    return np.stack(needs, axis=1), np.stack(accounts, axis=1)


def _account(table: _Table, k: int, lack: Floats, need: Floats) -> Bools:
    """Tell who (N, P) lacks something and could not be done without at this penalty.

    Where several could each be done without, but not together, all of them that count for the clause.
    """
    won_over, some = lack <= need[:, None], np.asarray(lack > 0.0)
    alone = np.zeros(lack.shape, np.bool_)
    for party in range(lack.shape[1]):
        without = won_over.copy()
        without[:, party] = False
        alone[:, party] = won_over[:, party] & some[:, party] & ~table.carries(k, without)
    idle = dummies(table.winning[k])
    counts = np.array([not idle >> party & 1 for party in range(lack.shape[1])])
    blamed = np.where(alone.any(axis=1, keepdims=True), alone, some & counts)
    return np.asarray(blamed & np.greater(need, 0.0)[:, None])


def _holds(table: _Table, order: Sequence[int]) -> Bools:
    """Where (N,) does an order hold? Each clause must be carried out if all the later ones are."""
    steps = [
        table.carries(clause, table.ends >= table.after(sorted(order[:k])) - TOLERANCE)
        for k, clause in enumerate(order)
    ]
    return np.asarray(np.all(steps, axis=0))


def _best(study: Study, table: _Table) -> tuple[tuple[int, ...], Bools]:
    """Which order holds in most of the weight? Only the listed one is looked at where there are many steps."""
    listed = tuple(range(len(table.moves)))
    if len(listed) > MOST_ORDERED:
        return listed, _holds(table, listed)
    known: dict[tuple[frozenset[int], int], Bools] = {}

    def carries(done: frozenset[int], clause: int) -> Bools:
        if (done, clause) not in known:
            reached = table.ends >= table.after(sorted(done)) - TOLERANCE
            known[done, clause] = table.carries(clause, reached)
        return known[done, clause]

    best, most, where = listed, -1.0, _holds(table, listed)
    for order in permutations(listed):
        held = np.all([carries(frozenset(order[:k]), clause) for k, clause in enumerate(order)], axis=0)
        part = float(study.ensemble.weights[held].sum())
        if part > most + TOLERANCE:
            best, most, where = order, part, held
    return best, where


# Sequences coded by themselves


@dataclass(frozen=True, slots=True)
class Checked:
    """A coded sequence with every value stated, and what would mend it.

    `best` is the order, of all up to six steps, that holds in most draws, and `best_found` what becomes of it;
    `halves` what becomes of every step done in two halves, all first halves before the second ones. For both each
    step is taken to move what the parties are left with by the same amount wherever it stands, the last one by
    what is missing to the completed deal.
    """

    sequence: closed.Sequence
    parameters: Parameters
    steps: Steps
    found: Commitment
    best: tuple[int, ...]
    best_found: Commitment
    halves: Commitment


@dataclass(frozen=True, slots=True)
class HalfStated:
    """A coded sequence with values that are not stated: 1 yes, 0 no, -1 not known."""

    sequence: closed.Sequence
    parameters: Parameters
    found: PartlyKnown


def fully_stated(sequence: closed.Sequence) -> bool:
    """Is every value of a coded sequence stated?"""
    given = [*sequence.completed.values(), *(v for step in sequence.steps for v in step.if_broken.values())]
    return not any(isinstance(value, NotStated) for value in given)


def check(study: Study, sequence: closed.Sequence) -> Checked:
    """Does a coded sequence hold, where does it stop, and what would mend it?

    Parameters
    ----------
    study : Study
    sequence : Sequence
        For which `fully_stated` holds.
    """
    drawn, steps = _drawn(study, sequence)
    orders = permutations(range(len(sequence.steps)))
    listed = tuple(range(len(sequence.steps)))
    found = commitment(steps)
    best, best_found = listed, found
    for order in orders if len(listed) <= MOST_ORDERED else ():
        tried = commitment(_moved(steps, order, 1))
        if drawn.weights @ tried.holds > drawn.weights @ best_found.holds + TOLERANCE:
            best, best_found = order, tried
    return Checked(
        sequence, drawn, steps, found, best, best_found, commitment(_moved(steps, (*listed, *listed), 2))
    )


def check_half_stated(study: Study, sequence: closed.Sequence) -> HalfStated:
    """Does a coded sequence hold, as far as it is stated?

    Raises
    ------
    NotPossible
        More than 12 steps hang on values that are not stated.
    """
    drawn, steps = _drawn(study, sequence)
    try:
        return HalfStated(sequence, drawn, partly_known(steps))
    except ValueError as refused:
        raise NotPossible(f"sequence {sequence.id}: {refused}; state more of `if_broken`") from refused


def _drawn(study: Study, sequence: closed.Sequence) -> tuple[Parameters, Steps]:
    sides = tuple(sequence.completed)
    given = [
        sequence.patience,
        *sequence.completed.values(),
        *(value for step in sequence.steps for value in (*step.if_broken.values(), *step.cost.values())),
    ]
    drawn = parameters(study, [value for value in given if isinstance(value, Range)])

    def read(value: Range | NotStated, *name: str) -> Floats:
        if isinstance(value, NotStated):
            return np.full(len(drawn.numbers), np.nan)
        return drawn.between(value, "sequence", sequence.id, *name)

    def rows(values: Sequence[Sequence[Floats]]) -> Floats:
        return np.moveaxis(np.array(values), -1, 0)

    numbered = [(str(k), step) for k, step in enumerate(sequence.steps, 1)]
    none = Range(0.0, 0.0)
    return drawn, sequences.steps(
        np.stack([read(sequence.completed[side], "completed", side) for side in sides], axis=-1),
        rows([[read(step.if_broken[side], "if_broken", k, side) for side in sides] for k, step in numbered]),
        [[side in step.performers for side in sides] for step in sequence.steps],
        cost=rows(
            [[read(step.cost.get(side, none), "cost", k, side) for side in sides] for k, step in numbered]
        ),
        patience=np.repeat(read(sequence.patience, "patience")[:, None], len(numbered), axis=1),
    )


def _moved(steps: Steps, order: Sequence[int], parts: int) -> Steps:
    """Put the steps in another order, each cut into equal parts."""
    wanted = list(order)
    later = np.concatenate([steps.if_broken[..., 1:, :], steps.completed[..., None, :]], axis=-2)
    moves = (later - steps.if_broken)[..., wanted, :] / parts
    start = steps.if_broken[..., :1, :]
    return steps._replace(
        if_broken=start + np.cumsum(moves, axis=-2) - moves,
        performs=steps.performs[wanted],
        cost=steps.cost[..., wanted, :] / parts,
        patience=steps.patience[..., wanted] ** (1.0 / parts),
        success=steps.success[..., wanted],
    )
