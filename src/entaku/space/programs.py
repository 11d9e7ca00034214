"""What must and what can hold over a party's admissible values: linear programs (robust ordinal regression).

The admissible set is what the rows leave of { 0 <= z <= w, sum w = 1, in every issue one option worth 0
and one worth w }. Where the worst or best option of an issue is not stated, binary variables choose it, so
that the answer is exact over the whole union of cells (Greco, Mousseau & Slowinski 2008, EJOR 191).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from entaku.space.outcomes import Outcomes
from entaku.space.statements import Row, at_least_as_good

if TYPE_CHECKING:
    from highspy import HighsLp

ZERO = 1e-9
"""An optimum this small counts as 0."""
FLAT = 1e-7
"""A row that can never have more slack than this has none."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Program:
    """The admissible set of one party over y = (z (M), w (I), d, worst (M), best (M)), the last two binary.

    `rows` (R, n) with `low`, `high` (R,) bound rows . y, `least`, `most` (n,) bound y itself; `owner` (R,)
    tells which given row each came from, -1 for the scale itself.
    """

    rows: Floats
    low: Floats
    high: Floats
    owner: NDArray[np.int64]
    least: Floats
    most: Floats
    options: int
    issues: int

    @property
    def width(self) -> int:
        """How many variables are there?"""
        return 3 * self.options + self.issues + 1

    def objective(self, row: Row) -> Floats:
        """Give a row as coefficients of y."""
        return np.concatenate([row.values, row.weights, [row.no_deal], np.zeros(2 * self.options)])


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best value of a program and where it is attained; `found` is false where nothing is admissible."""

    found: bool
    value: float
    at: Floats


def program(outcomes: Outcomes, rows: Sequence[Row]) -> Program:
    """Which values are admissible under these rows?"""
    options, issues = len(outcomes.options), len(outcomes.issues)
    width = 3 * options + issues + 1
    lines: list[Floats] = []
    low: list[float] = []
    high: list[float] = []
    owner: list[int] = []

    def add(line: Floats, least: float, most: float, whose: int) -> None:
        lines.append(line)
        low.append(least)
        high.append(most)
        owner.append(whose)

    for place, row in enumerate(rows):
        line = np.concatenate([row.values, row.weights, [row.no_deal], np.zeros(2 * options)])
        add(line, row.at_least, row.at_least if row.equality else np.inf, place)
    for line, least, most in _scale(outcomes, width):
        add(line, least, most, -1)
    return Program(
        np.array(lines),
        np.array(low),
        np.array(high),
        np.array(owner, dtype=np.int64),
        *_bounds(outcomes, rows, width),
        options,
        issues,
    )


def _scale(outcomes: Outcomes, width: int) -> list[tuple[Floats, float, float]]:
    """Write the scale: weights add to 1; in every issue z in [0, w], one option at 0, one at w."""
    options, issues = len(outcomes.options), len(outcomes.issues)
    lines = []
    total = np.zeros(width)
    total[options : options + issues] = 1.0
    lines.append((total, 1.0, 1.0))
    worst, best = options + issues + 1, 2 * options + issues + 1
    for issue in range(issues):
        places = range(int(outcomes.starts[issue]), int(outcomes.starts[issue + 1]))
        for place in places:
            below = np.zeros(width)
            below[[options + issue, place]] = 1.0, -1.0
            lines.append((below, 0.0, np.inf))
            chosen_best = below.copy()
            chosen_best[best + place] = 1.0
            lines.append((chosen_best, -np.inf, 1.0))  # w - z <= 1 - best
            chosen_worst = np.zeros(width)
            chosen_worst[[place, worst + place]] = 1.0, 1.0
            lines.append((chosen_worst, -np.inf, 1.0))  # z <= 1 - worst
        for chosen in (worst, best):
            one = np.zeros(width)
            one[[chosen + place for place in places]] = 1.0
            lines.append((one, 1.0, 1.0))
    return lines


def _bounds(outcomes: Outcomes, rows: Sequence[Row], width: int) -> tuple[Floats, Floats]:
    """Bound y: d in [0, 1], wider where stated; worst and best are fixed where an order settles them."""
    options, issues = len(outcomes.options), len(outcomes.issues)
    least, most = np.zeros(width), np.ones(width)
    deal = options + issues
    for row in rows:
        if row.no_deal and not row.values.any() and not row.weights.any():
            bound = row.at_least * row.no_deal
            least[deal], most[deal] = min(least[deal], bound), max(most[deal], bound)
    above = at_least_as_good(outcomes, rows)
    for start, end in pairwise(outcomes.starts):
        inside = above[start:end, start:end]
        for settled, offset in ((inside.all(axis=0), deal + 1), (inside.all(axis=1), deal + 1 + options)):
            if settled.any():
                most[offset + start : offset + end] = 0.0
                chosen = offset + start + int(np.argmax(settled))
                least[chosen] = most[chosen] = 1.0
    return least, most


def minimum(admissible: Program, row: Row) -> Optimum:
    """How small can a row's value be over the admissible set?"""
    return _solve(admissible, admissible.objective(row))


def maximum(admissible: Program, row: Row) -> Optimum:
    """How large can a row's value be over the admissible set?"""
    found = _solve(admissible, -admissible.objective(row))
    return Optimum(found.found, -found.value, found.at)


def feasible(admissible: Program) -> bool:
    """Is anything admissible at all?"""
    return _solve(admissible, np.zeros(admissible.width)).found


def necessary(admissible: Program, row: Row) -> bool:
    """Is the row's value at least 0 whatever the admissible values?"""
    return minimum(admissible, row).value >= -ZERO


def possible(admissible: Program, row: Row) -> bool:
    """Is the row's value at least 0 for some admissible values?"""
    return maximum(admissible, row).value >= -ZERO


def centre(admissible: Program) -> Optimum:
    """At which point have all inequalities and weights the largest common slack (value: that slack)?

    Rows that have slack nowhere, and weights that are always 0, stand aside: the point lies in the middle of
    a flat set too.
    """
    within = admissible
    slack = (within.low != within.high) & np.isfinite(within.low) & (within.owner >= 0)
    heavy = np.ones(within.issues, dtype=np.bool_)
    while True:
        found = _solve_widened(within, slack, heavy)
        if not found.found or found.value > FLAT:
            return found
        lines = np.eye(within.width)[within.options : within.options + within.issues]
        flat_rows = _flat(within, found.at, within.rows[slack], within.low[slack])
        flat_weights = _flat(within, found.at, lines[heavy], np.zeros(int(heavy.sum())))
        if flat_rows.any() or flat_weights.any():
            slack[np.flatnonzero(slack)[flat_rows]] = False
            heavy[np.flatnonzero(heavy)[flat_weights]] = False
        elif within is admissible:
            within = _in_cell(
                admissible, found.at
            )  # every cell is flat in a row of its own: stay in this one
        else:
            return found


def _flat(admissible: Program, at: Floats, lines: Floats, least: Floats) -> NDArray[np.bool_]:
    """Tell which lines are never more than their least value, those met with room at a point left out."""
    tight = [float(line @ at) - low <= FLAT for line, low in zip(lines, least, strict=True)]
    return np.array(
        [
            close and -_solve(admissible, -line).value - low <= FLAT
            for close, line, low in zip(tight, lines, least, strict=True)
        ],
        dtype=np.bool_,
    )


def _in_cell(admissible: Program, at: Floats) -> Program:
    """Keep to the worst and best options that a point has; binaries hold only to the solver's tolerance."""
    chosen = slice(admissible.options + admissible.issues + 1, admissible.width)
    settled = replace(admissible, least=admissible.least.copy(), most=admissible.most.copy())
    settled.least[chosen] = settled.most[chosen] = np.round(at[chosen])
    return settled


def relaxation(admissible: Program) -> tuple[float, Floats]:
    """By how much in all, and row by row, must the given rows give way before anything is admissible?"""
    given = admissible.owner >= 0
    slack = np.zeros((admissible.rows.shape[0], 2 * int(given.sum())))
    slack[given, : int(given.sum())] = np.eye(int(given.sum()))
    slack[given, int(given.sum()) :] = -np.eye(int(given.sum()))
    cost = np.concatenate([np.zeros(admissible.width), np.ones(slack.shape[1])])
    solved = _milp(admissible, np.hstack([admissible.rows, slack]), cost)
    amounts = np.zeros(int(admissible.owner.max(initial=-1)) + 1)
    parts = solved.at[admissible.width :].reshape(2, -1).sum(axis=0)
    np.add.at(amounts, admissible.owner[given], parts)
    return solved.value, amounts


def _solve(admissible: Program, cost: Floats) -> Optimum:
    return _milp(admissible, admissible.rows, cost)


def _solve_widened(admissible: Program, slack: NDArray[np.bool_], heavy: NDArray[np.bool_]) -> Optimum:
    """Maximise t where these rows keep slack t times their length, and the weights of these issues exceed t."""
    column = np.where(slack, -np.linalg.norm(admissible.rows, axis=1), 0.0)[:, None]
    spread = np.zeros((int(heavy.sum()), admissible.width + 1))
    spread[np.arange(len(spread)), admissible.options + np.flatnonzero(heavy)] = 1.0
    spread[:, -1] = -1.0
    cost = np.zeros(admissible.width + 1)
    cost[-1] = -1.0
    whole = np.vstack([np.hstack([admissible.rows, column]), spread])
    found = _milp(admissible, whole, cost)
    return Optimum(found.found, -found.value, found.at[: admissible.width])


def _milp(admissible: Program, matrix: Floats, cost: Floats) -> Optimum:
    """Minimise cost . y over the rows of a program, or of one with rows and variables from 0 up added."""
    from highspy import Highs, HighsModelStatus

    integral = np.zeros(matrix.shape[1], np.bool_)
    chosen = slice(admissible.options + admissible.issues + 1, admissible.width)
    integral[chosen] = admissible.least[chosen] < admissible.most[chosen]
    solver = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - their name for it
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(_model(admissible, matrix, cost, integral))
    solver.run()
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        return Optimum(found=False, value=np.inf, at=np.full(matrix.shape[1], np.nan))
    at = np.array(solver.getSolution().col_value)
    if integral.any():
        return _milp(_in_cell(admissible, at), matrix, cost)  # once more, exactly
    return Optimum(found=True, value=solver.getInfo().objective_function_value, at=at)


def _model(admissible: Program, matrix: Floats, cost: Floats, integral: NDArray[np.bool_]) -> HighsLp:
    from highspy import HighsLp, HighsVarType, MatrixFormat

    added, extra = np.array(matrix.shape) - (len(admissible.rows), admissible.width)
    model = HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = cost
    model.col_lower_ = np.append(admissible.least, np.zeros(extra))
    model.col_upper_ = np.append(admissible.most, np.full(extra, np.inf))
    model.row_lower_ = np.append(admissible.low, np.zeros(added))
    model.row_upper_ = np.append(admissible.high, np.full(added, np.inf))
    row, column = np.nonzero(matrix)
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(row, np.arange(len(matrix) + 1))
    model.a_matrix_.index_ = column
    model.a_matrix_.value_ = matrix[row, column]
    if integral.any():
        model.integrality_ = [
            HighsVarType.kInteger if whole else HighsVarType.kContinuous for whole in integral
        ]
    return model
