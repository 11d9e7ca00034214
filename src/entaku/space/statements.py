"""What a statement says in numbers: linear rows over a party's partial values and its no-deal value.

A row is `values . z + weights . w + no_deal * d >= at_least`, where z are partial values of options (M,),
w the issues' weights (I,) and d the no-deal value (ensemble of Greco, Mousseau & Slowinski 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import NO_DEAL
from entaku.model.case import Case
from entaku.model.process import Draft, Term
from entaku.model.statement import (
    Best,
    Better,
    Heavier,
    Indifferent,
    MattersMore,
    NoConcern,
    NoDealValue,
    OptionValue,
    Order,
    Package,
    Prefers,
    RedLine,
    Same,
    Says,
    Silent,
    Statement,
    Times,
    Values,
    Weight,
    Worst,
)
from entaku.space.outcomes import Outcomes

SLACK_OF_EQUALITY = 0.02
"""How far apart, either way, two packages may lie in a draw when a statement holds them equally good."""


@dataclass(frozen=True, slots=True)
class Row:
    """One linear condition; `equality` asks for = instead of >=, `order` marks a plain order of two."""

    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    no_deal: float = 0.0
    at_least: float = 0.0
    equality: bool = False
    order: bool = False

    def minus(self, other: Row) -> Row:
        """Give the row of this side's value less the other's."""
        return Row(self.values - other.values, self.weights - other.weights, self.no_deal - other.no_deal)


def rows(case: Case, outcomes: Outcomes, statement: Statement) -> tuple[Row, ...]:
    """Which linear conditions does a statement put on its party's values?"""
    return tuple(_Writer(case, outcomes).write(statement.says))


def package_rows(case: Case, outcomes: Outcomes, package: Package, *, best: bool) -> tuple[Row, ...]:
    """Which rows give the value of a package under each bracketed alternative, at its best or its worst?

    An issue on which a draft is silent or open is taken at the party's best option (`best`) or its worst.
    """
    return tuple(_Writer(case, outcomes).sides(package, frozenset(), best=best))


class _Writer:
    """Writes statements as rows over one outcome space."""

    def __init__(self, case: Case, outcomes: Outcomes) -> None:
        self.case = case
        self.outcomes = outcomes

    def write(self, says: Says) -> Iterator[Row]:
        match says:
            case Order() | Same() | Best() | Worst():
                yield from self._orders(says)
            case Better() | OptionValue():
                yield from self._levels(says)
            case Weight() | Heavier() | Times() | NoConcern() | MattersMore():
                yield from self._weights(says)
            case Prefers():
                yield from self._prefers(says.package, says.to)
            case Indifferent():
                yield from self._indifferent(says.between)
            case NoDealValue():
                zero = self.zero()
                yield replace(zero, no_deal=1.0, at_least=says.range.low)
                yield replace(zero, no_deal=-1.0, at_least=-says.range.high)
            case RedLine() if says.force == "priced":
                # the best package with this option is no better than no deal: z + 1 - w <= d
                best = self.option(says.issue, says.option).minus(self.weight(says.issue))
                yield replace(self.zero().minus(best), no_deal=1.0, at_least=1.0)
            case RedLine() | Silent() | Values():
                return

    def _orders(self, says: Order | Same | Best | Worst) -> Iterator[Row]:
        issue = says.issue
        match says:
            case Order():
                for worse, better in pairwise(says.worst_to_best):
                    yield self._at_least(issue, better, worse)
            case Same():
                for first, second in pairwise(says.options):
                    yield replace(self._at_least(issue, first, second), equality=True)
            case Best():
                for other in self._others(issue, says.option):
                    yield self._at_least(issue, says.option, other)
            case Worst():
                for other in self._others(issue, says.option):
                    yield self._at_least(issue, other, says.option)

    def _levels(self, says: Better | OptionValue) -> Iterator[Row]:
        here, weight = self.option(says.issue, says.option), self.weight(says.issue).weights
        match says:
            case Better():
                row = here.minus(self.option(says.issue, says.than))
                yield replace(row, weights=-says.by * weight, order=not says.by)
            case OptionValue():
                yield replace(here, weights=-says.range.low * weight)
                yield replace(self.zero().minus(here), weights=says.range.high * weight)

    def _weights(self, says: Weight | Heavier | Times | NoConcern | MattersMore) -> Iterator[Row]:
        match says:
            case Weight():
                yield replace(self.weight(says.issue), at_least=says.range.low)
                yield replace(self.zero().minus(self.weight(says.issue)), at_least=-says.range.high)
            case Heavier():
                for heavier, lighter in pairwise(says.issues):
                    yield replace(self.weight(heavier).minus(self.weight(lighter)), order=True)
            case Times():
                lighter_by = says.at_least * self.weight(says.than).weights
                yield self.weight(says.issue).minus(replace(self.zero(), weights=lighter_by))
            case NoConcern():
                yield replace(self.zero().minus(self.weight(says.issue)), order=True)
            case MattersMore():
                step, than = (
                    self.option(move.issue, move.end).minus(self.option(move.issue, move.start))
                    for move in (says.step, says.than)
                )
                yield step.minus(than)

    def _prefers(self, package: Package, to: Package) -> Iterator[Row]:
        dropped = self._silent(package) & self._silent(to)
        for worst in self.sides(package, dropped, best=False):
            for best in self.sides(to, dropped, best=True):
                yield worst.minus(best)

    def _indifferent(self, between: Sequence[Package]) -> Iterator[Row]:
        if self._settled(between):
            for row in self._prefers(between[0], between[1]):
                yield replace(row, equality=True)
            return
        # nothing says that what one side leaves open is at its worst and the other's at its best
        dropped = self._silent(between[0]) & self._silent(between[1])
        for one, other in (between, between[::-1]):
            for worst in self.sides(one, dropped, best=False):
                yield from (best.minus(worst) for best in self.sides(other, dropped, best=True))

    def _settled(self, packages: Sequence[Package]) -> bool:
        """Tell whether nothing is left open but issues on which all the packages are silent alike."""
        dropped = self._silent(packages[0]) & self._silent(packages[1])
        for package in packages:
            worst, best = (list(self.sides(package, dropped, best=best)) for best in (False, True))
            if len(worst) != 1 or (worst[0].weights != best[0].weights).any():
                return False
        return True

    def sides(self, package: Package, dropped: frozenset[str], *, best: bool) -> Iterator[Row]:
        if package.draft == NO_DEAL:
            yield replace(self.zero(), no_deal=1.0)
            return
        terms = self._terms(package)
        alternatives = [self._term(term, best=best) for name, term in terms.items() if name not in dropped]
        for parts in product(*alternatives):
            yield Row(
                sum((part.values for part in parts), self.zero().values),
                sum((part.weights for part in parts), self.zero().weights),
            )

    def _terms(self, package: Package) -> dict[str, Term]:
        if not package.draft:
            given = {issue: Term(issue=issue, option=option) for issue, option in package.options.items()}
            return {name: given.get(name, Term(issue=name, open=True)) for name in self.outcomes.issues}
        return full_terms(self.case, next(draft for draft in self.case.drafts if draft.id == package.draft))

    def _silent(self, package: Package) -> frozenset[str]:
        """On which issues does the package say nothing at all, not even that the status quo stands?"""
        if package.draft == NO_DEAL:
            return frozenset()
        if not package.draft:
            return frozenset(self.outcomes.issues) - frozenset(package.options)
        draft = next(draft for draft in self.case.drafts if draft.id == package.draft)
        read = full_terms(self.case, draft)
        return frozenset(name for name in read if read[name].open) - {term.issue for term in draft.terms}

    def _term(self, term: Term, *, best: bool) -> tuple[Row, ...]:
        if term.open:
            return (self.weight(term.issue) if best else self.zero(),)
        if term.bracketed:
            return tuple(self.option(term.issue, option) for option in term.bracketed)
        return (replace(self.zero(), values=term_values(self.case, self.outcomes, term)),)

    def _at_least(self, issue: str, better: str, worse: str) -> Row:
        return replace(self.option(issue, better).minus(self.option(issue, worse)), order=True)

    def _others(self, issue: str, option: str) -> Sequence[str]:
        return [known for name, known in self.outcomes.options if name == issue and known != option]

    def zero(self) -> Row:
        return Row(np.zeros(len(self.outcomes.options)), np.zeros(len(self.outcomes.issues)))

    def option(self, issue: str, option: str) -> Row:
        row = self.zero()
        row.values[self.outcomes.option(issue, option)] = 1.0
        return row

    def weight(self, issue: str) -> Row:
        row = self.zero()
        row.weights[self.outcomes.issues.index(issue)] = 1.0
        return row


def full_terms(case: Case, draft: Draft) -> dict[str, Term]:
    """What does a draft say on every issue, its silence read as it states?"""
    given = {term.issue: term for term in draft.terms}
    said: dict[str, Term] = {}
    for issue in case.issues:
        if issue.id in given:
            said[issue.id] = given[issue.id]
        elif draft.silence == "status_quo" and isinstance(issue.status_quo, str):
            said[issue.id] = Term(issue=issue.id, option=issue.status_quo)
        else:
            said[issue.id] = Term(issue=issue.id, open=True)
    return said


def term_values(case: Case, outcomes: Outcomes, term: Term) -> NDArray[np.float64]:
    """Which options (M,) does a settled term take, a number between two breakpoints in parts of both?"""
    taken = np.zeros(len(outcomes.options))
    if term.at is None:
        taken[outcomes.option(term.issue, term.option)] = 1.0
        return taken
    points = [float(option.at or 0.0) for option in case.issue(term.issue).options]
    first = outcomes.starts[outcomes.issues.index(term.issue)]
    above = min(max(int(np.searchsorted(points, term.at)), 1), len(points) - 1)
    part = (term.at - points[above - 1]) / (points[above] - points[above - 1])
    taken[first + above - 1], taken[first + above] = 1.0 - part, part
    return taken


def at_least_as_good(outcomes: Outcomes, rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Which options (M, M) are at least as good as which by the orders in these rows alone?"""
    above = np.eye(len(outcomes.options), dtype=np.bool_)
    for row in rows:
        if row.order and not row.weights.any():
            better, worse = int(np.argmax(row.values)), int(np.argmin(row.values))
            above[better, worse] = True
            above[worse, better] |= row.equality
    for middle in range(len(above)):
        above |= np.outer(above[:, middle], above[middle])
    return above


def at_least_as_heavy(outcomes: Outcomes, rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Which issues (I, I) weigh at least as much as which by the orders in these rows alone?"""
    above = np.eye(len(outcomes.issues), dtype=np.bool_)
    for row in rows:
        if row.order and row.weights.any() and (row.weights > 0).any():
            above[int(np.argmax(row.weights)), int(np.argmin(row.weights))] = True
    for middle in range(len(above)):
        above |= np.outer(above[:, middle], above[middle])
    return above
