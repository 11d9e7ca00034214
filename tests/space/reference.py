"""What statements, admissible sets and rooms are, written from their definitions: slow, one thing at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

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
    Times,
    Weight,
    Worst,
)
from entaku.space.outcomes import Outcomes
from entaku.space.statements import Row
from tests.space import build as b

Floats = NDArray[np.float64]
Choice = Mapping[str, str | float]
"""One way to settle issues: an option, or a number of a numeric issue."""


class Preferences:
    """One party's values: `z[issue][option]`, worst 0, best the weight; weights add to 1; `d` for no deal."""

    def __init__(self, case: Case, z: Mapping[str, Mapping[str, float]], d: float) -> None:
        self.case, self.z, self.d = case, z, d

    def weight(self, issue: str) -> float:
        return max(self.z[issue].values())

    def worth(self, issue: str, choice: str | float) -> float:
        if isinstance(choice, str):
            return self.z[issue][choice]
        points = [
            (float(option.at or 0.0), self.z[issue][option.id]) for option in self.case.issue(issue).options
        ]
        for (low, below), (high, above) in pairwise(points):
            if low <= choice <= high:
                return below + (above - below) * (choice - low) / (high - low)
        raise AssertionError(choice)

    def total(self, choice: Choice) -> float:
        return sum(self.worth(issue, settled) for issue, settled in choice.items())


def completions(case: Case, package: Package, left_out: frozenset[str]) -> list[Choice]:
    """List every way to complete a package or draft, leaving out issues on which both sides are silent."""
    open_to: list[list[str | float]] = []
    names = [issue.id for issue in case.issues if issue.id not in left_out]
    for name in names:
        issue, said = case.issue(name), _term(case, package, name)
        anything: list[str | float] = [option.id for option in issue.options]
        if said is None:
            draft = _draft(case, package)
            quo = draft is not None and draft.silence == "status_quo" and isinstance(issue.status_quo, str)
            open_to.append([str(issue.status_quo)] if quo else anything)
        elif said.open:
            open_to.append(anything)
        elif said.at is not None:
            open_to.append([said.at])
        else:
            open_to.append(list(said.bracketed) or [said.option])
    return [dict(zip(names, some, strict=True)) for some in product(*open_to)]


def _draft(case: Case, package: Package) -> Draft | None:
    return next((draft for draft in case.drafts if draft.id == package.draft), None)


def _term(case: Case, package: Package, issue: str) -> Term | None:
    draft = _draft(case, package)
    if draft is not None:
        return next((term for term in draft.terms if term.issue == issue), None)
    return b.term(issue, package.options[issue]) if issue in package.options else None


def preferred(one: Package, to: Package, mine: Preferences) -> float:
    """Say by how much the first is at least better, whatever the completions of either."""
    case = mine.case
    both = frozenset(
        issue.id
        for issue in case.issues
        if NO_DEAL not in {one.draft, to.draft}
        and all(_term(case, each, issue.id) is None and _unread(case, each, issue.id) for each in (one, to))
    )
    sides = [
        [mine.d] if each.draft == NO_DEAL else [mine.total(c) for c in completions(case, each, both)]
        for each in (one, to)
    ]
    return min(sides[0]) - max(sides[1])


def _unread(case: Case, package: Package, issue: str) -> bool:
    """Tell whether silence on an issue is left as it is, not read as the status quo."""
    draft = _draft(case, package)
    return draft is None or draft.silence == "free" or not isinstance(case.issue(issue).status_quo, str)


def margins(says: Says, mine: Preferences) -> list[float]:
    """Give numbers that are all at least 0 iff the statement holds; an equality gives a number and its opposite."""
    match says:
        case Order(issue=i, worst_to_best=options):
            return [mine.z[i][better] - mine.z[i][worse] for worse, better in pairwise(options)]
        case Better(issue=i, option=one, than=other, by=by):
            return [mine.z[i][one] - mine.z[i][other] - by * mine.weight(i)]
        case Same(issue=i, options=options):
            return _both_ways(mine.z[i][one] - mine.z[i][other] for one, other in pairwise(options))
        case Best(issue=i, option=one):
            return [mine.z[i][one] - value for name, value in mine.z[i].items() if name != one]
        case Worst(issue=i, option=one):
            return [value - mine.z[i][one] for name, value in mine.z[i].items() if name != one]
        case OptionValue(issue=i, option=one, range=span):
            return [mine.z[i][one] - span.low * mine.weight(i), span.high * mine.weight(i) - mine.z[i][one]]
        case _:
            return _wider_margins(says, mine)


def _wider_margins(says: Says, mine: Preferences) -> list[float]:
    match says:
        case Weight(issue=i, range=span):
            return [mine.weight(i) - span.low, span.high - mine.weight(i)]
        case Heavier(issues=issues):
            return [mine.weight(one) - mine.weight(other) for one, other in pairwise(issues)]
        case Times(issue=i, at_least=times, than=other):
            return [mine.weight(i) - times * mine.weight(other)]
        case MattersMore(step=step, than=than):
            moves = [mine.z[move.issue][move.end] - mine.z[move.issue][move.start] for move in (step, than)]
            return [moves[0] - moves[1]]
        case NoConcern(issue=i):
            return [-mine.weight(i)]
        case Prefers(package=one, to=to):
            return [preferred(one, to, mine)]
        case Indifferent(between=(one, other)):
            return _both_ways([preferred(one, other, mine)])
        case NoDealValue(range=span):
            return [mine.d - span.low, span.high - mine.d]
        case RedLine(issue=i, option=one, force="priced"):
            return [mine.d - (mine.z[i][one] + 1.0 - mine.weight(i))]
        case _:
            return []


def _both_ways(differences: Iterator[float] | Sequence[float]) -> list[float]:
    return [side for difference in differences for side in (difference, -difference)]


def prior(outcomes: Outcomes, rng: np.random.Generator, count: int) -> tuple[Floats, Floats, Floats]:
    """Draw z (n, M), w (n, I) and d (n,) from the product measure, under no statement at all."""
    w = rng.dirichlet(np.ones(len(outcomes.issues)), count)
    u = rng.random((count, len(outcomes.options)))
    for start, end in pairwise(outcomes.starts):
        ends = np.argsort(rng.random((count, end - start)), axis=1) + start
        u[np.arange(count), ends[:, 0]] = 0.0
        u[np.arange(count), ends[:, -1]] = 1.0
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    return u * w[:, home], w, rng.random(count)


def value_of(row: Row, z: Floats, w: Floats, d: Floats | float) -> Floats:
    return np.asarray(z @ row.values + w @ row.weights + row.no_deal * d)


def extremes(
    outcomes: Outcomes, rows: Sequence[Row], asked: Sequence[Row], span: tuple[float, float] = (0.0, 1.0)
) -> list[tuple[float, float]]:
    """Give the smallest and largest value of each asked row, by listing all corners of all cells; [] for none."""
    found: list[Floats] = []
    for ends in product(*(_ends(range(int(s), int(e))) for s, e in pairwise(outcomes.starts))):
        worst, best = [pair[0] for pair in ends], [pair[1] for pair in ends]
        corners = _corners(outcomes, rows, span, (worst, best))
        z, d = corners[:, :-1], corners[:, -1]
        found.append(np.stack([value_of(row, z, z[:, best], d) for row in asked], axis=1))
    values = np.concatenate(found)
    return [(float(column.min()), float(column.max())) for column in values.T] if len(values) else []


def _ends(options: range) -> list[tuple[int, int]]:
    return [(worst, best) for worst in options for best in options if worst != best]


def _corners(
    outcomes: Outcomes, rows: Sequence[Row], span: tuple[float, float], ends: tuple[list[int], list[int]]
) -> Floats:
    """List the corners (n, M + 1) of a cell in (z, d)."""
    worst, best = ends
    count = len(outcomes.options) + 1
    unit = np.eye(count)
    lines, least = [unit[-1], -unit[-1]], [span[0], -span[1]]
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        for option in set(range(start, end)) - {worst[issue]}:
            lines.append(unit[option])
            least.append(0.0)
            if option != best[issue]:
                lines.append(unit[best[issue]] - unit[option])
                least.append(0.0)
    for row in rows:
        line = np.append(row.values, row.no_deal)
        line[best] += row.weights
        lines += [line, -line][: 1 + row.equality]
        least += [row.at_least, -row.at_least][: 1 + row.equality]
    free = [place for place in range(count) if place not in worst]
    matrix, bound = np.array(lines)[:, free], np.array(least)
    total = unit[best].sum(axis=0)[free]
    chosen = np.array(list(combinations(range(len(bound)), len(free) - 1)))
    systems = np.concatenate([matrix[chosen], np.broadcast_to(total, (len(chosen), 1, len(free)))], axis=1)
    right = np.concatenate([bound[chosen], np.ones((len(chosen), 1))], axis=1)
    regular = np.abs(np.linalg.det(systems)) > 1e-9
    points = np.linalg.solve(systems[regular], right[regular][:, :, None])[:, :, 0]
    corners = np.zeros((len(points), count))
    corners[:, free] = points
    kept: NDArray[np.bool_] = np.all(points @ matrix.T >= bound - 1e-9, axis=1)
    return np.asarray(corners[kept], dtype=np.float64)


def some_statement(rng: random.Random, case: Case) -> Says:
    """Make up one statement on the options, weights or packages of a case."""
    of, other = rng.sample([issue.id for issue in case.issues], 2)
    options = [option.id for option in case.issue(of).options]
    one, than = rng.sample(options, 2)
    low, high = sorted(rng.choice((0.0, 0.1, 0.25, 0.4, 0.5, 0.7, 1.0)) for _ in range(2))
    packages = [b.package(**{i.id: rng.choice(i.options).id for i in case.issues}) for _ in range(2)]
    makers = (
        lambda: b.order(of, *rng.sample(options, rng.randint(2, len(options)))),
        lambda: b.better(of, one, than, rng.choice((0.0, 0.25, 0.5))),
        lambda: b.best(of, one),
        lambda: b.worst(of, one),
        lambda: b.value(of, one, low, high),
        lambda: b.weight(of, low / 2, high),
        lambda: b.heavier(of, other),
        lambda: b.times(of, rng.choice((0.5, 1.5, 3.0)), other),
        lambda: b.no_deal(low, high),
        lambda: b.prefers(*packages),
        lambda: b.prefers(packages[0], b.WALKING_AWAY),
        lambda: b.prefers(b.WALKING_AWAY, packages[0]),
        lambda: b.matters_more(b.step(of, one, than), b.step(other, *_two(rng, case, other))),
        lambda: b.red_line(of, one, "priced"),
    )
    return rng.choice(makers)()


def rare_statement(rng: random.Random, case: Case) -> Says:
    """Make up a statement that leaves the admissible set flat in some direction."""
    of, other = rng.sample([issue.id for issue in case.issues], 2)
    one, than = _two(rng, case, of)
    packages = [b.package(**{i.id: rng.choice(i.options).id for i in case.issues}) for _ in range(2)]
    level = rng.choice((0.2, 0.3, 0.5))
    makers = (
        lambda: b.same(of, one, than),
        lambda: b.no_concern(of),
        lambda: b.weight(of, level),
        lambda: b.no_deal(level),
        lambda: b.value(of, one, level),
        lambda: b.indifferent(*packages),
        lambda: b.indifferent(packages[0], b.WALKING_AWAY),
        lambda: b.times(of, 1.0, other),
    )
    return rng.choice(makers)()


def _two(rng: random.Random, case: Case, issue: str) -> tuple[str, str]:
    one, than = rng.sample([option.id for option in case.issue(issue).options], 2)
    return one, than
