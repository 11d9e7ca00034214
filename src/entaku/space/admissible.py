"""What is admissible for one party, ready to be drawn from: structure, rows and switches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST, Range
from entaku.model.case import Case
from entaku.model.statement import NoDealValue, RedLine, Statement, Weight
from entaku.space.outcomes import Outcomes
from entaku.space.statements import (
    SLACK_OF_EQUALITY,
    Row,
    at_least_as_good,
    at_least_as_heavy,
    rows,
)

ORDERS_LISTED = 8
"""Up to how many items all orders are listed to draw one uniformly."""

ROUNDING = 1e-9
"""By how much fixed weights may miss 1."""

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Admissible:
    """One party's admissible preferences.

    `rows` are all rows in the order of the statements, `owner` the place of each row's statement in
    `statements`, `firm` the rows whose statement is on in every draw. `kinds` (M,) numbers the classes of
    options that firm statements hold equal; `above` (M, M) and `heavier` (I, I) are the firm orders; `moved`
    (I,) tells which issues can move the party at all. `vetoes` (S, M) marks the options that the red line of
    each statement forbids.
    """

    party: str
    starts: Ints
    statements: tuple[Statement, ...]
    rows: tuple[Row, ...]
    owner: Ints
    firm: Bools
    kinds: Ints
    above: Bools
    heavier: Bools
    moved: Bools
    weights: Mapping[int, float]
    no_deal: Range
    no_deal_stated: bool
    vetoes: Bools

    @property
    def structural(self) -> Bools:
        """Which rows does the drawing keep by itself, so that nothing has to be checked?"""
        whole = adds_up(self)
        kept = [
            whole and bool(firm) and _kept(self, row) for row, firm in zip(self.rows, self.firm, strict=True)
        ]
        return np.array(kept, dtype=np.bool_)

    def on(self, switched: Bools) -> tuple[Row, ...]:
        """Which rows count when the statements marked in `switched` (S,) are on?"""
        return tuple(row for row, owner in zip(self.rows, self.owner, strict=True) if switched[owner])


def admissible(case: Case, outcomes: Outcomes, party: str) -> Admissible:
    """What do the statements on a party leave admissible?"""
    statements = case.of(party)
    written = [rows(case, outcomes, statement) for statement in statements]
    flat = tuple(row for lines in written for row in lines)
    owner = np.array([place for place, lines in enumerate(written) for _ in lines], dtype=np.int64)
    sure = np.array([surely_on(case, statement) for statement in statements], dtype=np.bool_)
    firm = sure[owner] if len(owner) else np.zeros(0, dtype=np.bool_)
    certain = [row for row, on in zip(flat, firm, strict=True) if on]
    above = at_least_as_good(outcomes, certain)
    return Admissible(
        party,
        outcomes.starts,
        statements,
        flat,
        owner,
        firm,
        np.array([int(np.argmax(above[i] & above[:, i])) for i in range(len(above))], dtype=np.int64),
        above,
        at_least_as_heavy(outcomes, certain),
        _moved(outcomes, certain, above),
        _known_weights(outcomes, statements, sure),
        *_no_deal(statements, sure),
        _vetoes(outcomes, statements),
    )


def surely_on(case: Case, statement: Statement) -> bool:
    """Does this statement hold in every draw, its claims included?"""
    if statement.holds is not None and statement.holds.low < 1.0:
        return False
    sure = [chance(case, claim).low >= 1.0 for claim in statement.because if claim != ANALYST]
    return all(sure) if statement.needs == "all" or not sure else any(sure)


def chance(case: Case, claim_id: str) -> Range:
    """How likely does a claim hold by the trust table, its source's soundness included?"""
    source, word = soundness(case, case.claim(claim_id).source), wording(case, claim_id)
    return Range(source.low * word.low, source.high * word.high)


def soundness(case: Case, source: str) -> Range:
    """How likely is a source sound by its grade? Certain where no table is filled in."""
    return _looked_up(case.trust.grades, case.source(source).grade[:1])


def wording(case: Case, claim_id: str) -> Range:
    """How likely does a claim of a sound source hold by its likelihood word? Certain without a word."""
    likelihood = case.claim(claim_id).likelihood
    return _looked_up(case.trust.words, likelihood.word) if likelihood else _CERTAIN


_CERTAIN, _ANYTHING = Range(1.0, 1.0), Range(0.0, 1.0)


def _looked_up(table: Mapping[str, Range], name: str) -> Range:
    """Read a chance off a table; one that a filled table leaves out is unknown, which is not the middle."""
    return table.get(name, _ANYTHING) if table else _CERTAIN


def _moved(outcomes: Outcomes, certain: list[Row], above: Bools) -> Bools:
    """Find the issues that can move the party: not those of no concern, nor those with equal options only."""
    moved = np.ones(len(outcomes.issues), dtype=np.bool_)
    for row in certain:
        if row.order and not (row.weights > 0).any() and (row.weights < 0).any():
            moved[int(np.argmin(row.weights))] = False
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        moved[issue] &= not above[start:end, start:end].all()
    return moved


def _known_weights(outcomes: Outcomes, statements: tuple[Statement, ...], sure: Bools) -> Mapping[int, float]:
    return {
        outcomes.issues.index(statement.says.issue): statement.says.range.low
        for statement, on in zip(statements, sure, strict=True)
        if on and isinstance(statement.says, Weight) and statement.says.range.exact
    }


def _no_deal(statements: tuple[Statement, ...], sure: Bools) -> tuple[Range, bool]:
    """Find between which bounds the no-deal value is drawn, and whether any statement speaks of it."""
    stated = [statement.says.range for statement in statements if isinstance(statement.says, NoDealValue)]
    firm = [
        statement.says.range
        for statement, on in zip(statements, sure, strict=True)
        if on and isinstance(statement.says, NoDealValue)
    ]
    if not firm:
        low = min([0.0, *(span.low for span in stated)])
        return Range(low, max([1.0, *(span.high for span in stated)])), bool(stated)
    low, high = max(span.low for span in firm), min(span.high for span in firm)
    return (Range(low, high) if low <= high else firm[0]), True


def _vetoes(outcomes: Outcomes, statements: tuple[Statement, ...]) -> Bools:
    marked = np.zeros((len(statements), len(outcomes.options)), dtype=np.bool_)
    for place, statement in enumerate(statements):
        says = statement.says
        if isinstance(says, RedLine) and says.force == "veto":
            marked[place, outcomes.option(says.issue, says.option)] = True
    return marked


def _kept(spec: Admissible, row: Row) -> bool:
    """Does drawing along the firm orders, weights and no-deal bounds keep this firm row by itself?"""
    if row.order and not row.weights.any():
        return _listed(spec, int(np.argmax(row.values)))
    if row.order:
        ranked = set(weights_ordered(spec).tolist())
        heavier, lighter = int(np.argmax(row.weights)), int(np.argmin(row.weights))
        return not spec.moved[lighter] or {heavier, lighter} <= ranked
    if row.no_deal and not row.values.any() and not row.weights.any():
        return all(row.no_deal * end >= row.at_least for end in (spec.no_deal.low, spec.no_deal.high))
    pinned = [int(issue) for issue in np.flatnonzero(row.weights)]
    alone = not row.values.any() and not row.no_deal and len(pinned) == 1 and pinned[0] in spec.weights
    return alone and bool(row.weights[pinned[0]] * spec.weights[pinned[0]] >= row.at_least)


def _listed(spec: Admissible, option: int) -> bool:
    """Tell whether the order of this option's issue is drawn exactly."""
    issue = int(np.searchsorted(spec.starts, option, side="right")) - 1
    return order_listed(spec, issue)


def order_listed(spec: Admissible, issue: int) -> bool:
    """Is the order of an issue's options drawn exactly: total, or short enough to list all orders?"""
    classes = np.unique(spec.kinds[spec.starts[issue] : spec.starts[issue + 1]])
    inside = spec.above[np.ix_(classes, classes)]
    return len(classes) <= ORDERS_LISTED or bool((inside | inside.T).all())


def weights_ordered(spec: Admissible) -> Ints:
    """Which free issues are ranked exactly when drawn? None where a weight is fixed or equal, or too many are free."""
    free = np.array([i for i in np.flatnonzero(spec.moved) if i not in spec.weights], dtype=np.int64)
    ranked = spec.heavier[np.ix_(free, free)]
    total = bool((ranked | ranked.T).all())
    equal = bool((ranked & ranked.T).sum() > len(free))
    if spec.weights or equal or (len(free) > ORDERS_LISTED and not total):
        return np.zeros(0, dtype=np.int64)
    return free


def adds_up(spec: Admissible) -> bool:
    """Can the weights add to 1, with those that firm statements fix and on issues that move the party?"""
    fixed = sum(spec.weights.values())
    idle = any(weight > 0 and not spec.moved[issue] for issue, weight in spec.weights.items())
    free = any(i not in spec.weights for i in np.flatnonzero(spec.moved))
    return not idle and (fixed <= 1.0 + ROUNDING if free else abs(fixed - 1.0) <= ROUNDING)


def widened(row: Row, starts: Ints) -> tuple[Row, ...]:
    """Which inequalities stand for a row when drawing? An equality becomes a narrow band.

    Between options of one issue (bounded by `starts`) the band is a share of the issue's weight, so that it
    says nothing of the weight; between packages it is a share of the party's range.
    """
    if not row.equality:
        return (row,)
    plain = replace(row, equality=False)
    other = replace(Row(-row.values, -row.weights, -row.no_deal), at_least=-row.at_least)
    if row.order:
        issue = int(np.searchsorted(starts, np.argmax(row.values), side="right")) - 1
        room = np.where(np.arange(len(row.weights)) == issue, SLACK_OF_EQUALITY, 0.0)
        return tuple(replace(line, weights=line.weights + room) for line in (plain, other))
    return tuple(replace(line, at_least=line.at_least - SLACK_OF_EQUALITY) for line in (plain, other))
