"""What a draft and a table make of each party: seated, needed, on the menu, a bystander; and how served."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import Verdict, completions, expendable, seat_verdict
from entaku.model.basics import NO_DEAL, NotStated
from entaku.model.case import Case
from entaku.model.gaps import issues_of
from entaku.model.process import Draft
from entaku.model.statement import Indifferent, NoDealValue, Prefers, RedLine, Values
from entaku.space.consent import mask, members, package_winning
from entaku.space.drafts import Clause, clauses, draft_values
from entaku.space.evidence import share
from entaku.space.seating import Table
from entaku.space.study import Study

NAMES: Mapping[Verdict, str] = {
    Verdict.UNDETERMINED: "undetermined",
    Verdict.AT_THE_TABLE: "at the table",
    Verdict.NEEDED: "needed but absent",
    Verdict.NEEDED_ONE_OF: "needed but absent (one of)",
    Verdict.ON_THE_MENU: "on the menu",
    Verdict.BYSTANDER: "bystander",
    Verdict.NOT_STATED: "bystander or on the menu: not stated",
}
WEIGHING = frozenset({"not_stated", "weight", "heavier", "times", "no_deal"})
"""Verbs that rank no options of an issue."""

Bools = NDArray[np.bool_]
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Game:
    """Who can carry out a draft: its operative clauses and the winning coalitions (2^P)."""

    draft: Draft
    clauses: tuple[Clause, ...]
    winning: Bools


@dataclass(frozen=True, slots=True)
class Seating:
    """One draft at one table: each party's verdicts and how it is served, as shares of weight.

    `lacking` are the smallest sets of absent parties that would complete the table, `expendable` the seated
    whom it could do without; `firm` tells whether a verdict is the same however unstated performers are read.
    """

    game: Game
    table: Table
    verdicts: tuple[Shares, ...]
    served: tuple[Shares, ...]
    lacking: tuple[tuple[str, ...], ...]
    expendable: tuple[str, ...]
    firm: tuple[bool, ...]


DEAD = frozenset({"superseded", "withdrawn", "rejected"})


def latest_first(case: Case) -> tuple[Draft, ...]:
    """Which drafts are there? What is still on the table before what is not, then by date, the latest first."""
    return tuple(sorted(case.drafts, key=_last, reverse=True))


def _last(draft: Draft) -> tuple[bool, int]:
    return draft.status not in DEAD, draft.date.last.toordinal() if draft.date else 0


def games(case: Case) -> tuple[Game, ...]:
    """Which drafts ask for something to be carried out, and by whom? The latest first."""
    found = []
    for draft in latest_first(case):
        asked = clauses(case, draft)
        if asked:
            found.append(Game(draft, asked, package_winning(case, asked, "lenient")))
    return tuple(found)


def seating(study: Study, game: Game, table: Table, tolerance: float) -> Seating:
    """What does this draft at this table make of each party, in which share of the draws?"""
    case, draws, places = study.case, study.ensemble, range(len(study.parties))
    served = _served(study, game.draft, tolerance)
    asked = {clause.issue.id for clause in game.clauses}
    known = [
        deal_stated(study, party) and ranked(study, party, asked, game.draft.id) for party in study.parties
    ]
    subjects = mask(case, [party for clause in game.clauses for party in clause.option.subjects])
    seats = mask(case, table.parties)
    worse = served["worse"] & np.array(known)
    lenient, strict = (
        _as_known(seat_verdict(completions(winning, seats), seats, subjects, worse), known)
        for winning in (game.winning, package_winning(case, game.clauses, "strict"))
    )
    return Seating(
        game,
        table,
        tuple(_shares({NAMES[v]: share(draws, lenient[:, p] == v) for v in NAMES}) for p in places),
        tuple(
            _shares({name: share(draws, held[:, p]) for name, held in served.items()})
            if known[p]
            else {"not stated": 1.0}
            for p in places
        ),
        tuple(members(case, some) for some in completions(game.winning, seats)),
        members(case, expendable(game.winning, seats)),
        tuple(bool((lenient[:, p] == strict[:, p]).all()) for p in places),
    )


def _as_known(codes: NDArray[np.int8], known: list[bool]) -> NDArray[np.int8]:
    """Call nobody a bystander of whom it is not known whether the draft leaves it worse off."""
    open_ = (codes == Verdict.BYSTANDER) & ~np.array(known)
    return np.where(open_, Verdict.NOT_STATED, codes).astype(np.int8)


def main_verdict(shares: Shares) -> tuple[Verdict, float]:
    """Which verdict carries most weight, and how much?"""
    name, held = max(shares.items(), key=lambda item: item[1])
    return next(verdict for verdict, known in NAMES.items() if known == name), held


def deal_stated(study: Study, party: str) -> bool:
    """Is anything coded on what no deal is worth to the party?"""
    for statement in study.case.of(party):
        says = statement.says
        match says:
            case Values(no_deal=deal):
                spoken = not isinstance(deal, NotStated)
            case NoDealValue() | RedLine(force="priced"):
                spoken = True
            case Prefers(package=one, to=other):
                spoken = NO_DEAL in {one.draft, other.draft}
            case Indifferent(between=packages):
                spoken = any(package.draft == NO_DEAL for package in packages)
            case _:
                spoken = False
        if spoken:
            return True
    return False


def _served(study: Study, draft: Draft, tolerance: float) -> dict[str, Bools]:
    """Tell by draw and party (N, P) whether the draft is better or worse than no deal, even, or open."""
    unit = study.own_ranges
    least, most = (
        (value - study.ensemble.no_deal[:, :, 0]).astype(np.float64) / unit
        for value in draft_values(study, draft)
    )
    better, worse = least > tolerance, most < -tolerance
    even = (least >= -tolerance) & (most <= tolerance)
    return {"better": better, "even": even, "worse": worse, "open": ~better & ~worse & ~even}


def ranked(study: Study, party: str, issues: AbstractSet[str], draft: str = "") -> bool:
    """Is anything coded on how the party ranks options of these issues, or likes this draft?"""
    for statement in study.case.of(party):
        if draft and isinstance(statement.says, Prefers) and statement.says.package.draft == draft:
            return True
        if statement.verb not in WEIGHING and issues & issues_of(study.case, statement.says):
            return True
    return False


def _shares(found: dict[str, float]) -> Shares:
    return {name: held for name, held in found.items() if held > 0.0}
