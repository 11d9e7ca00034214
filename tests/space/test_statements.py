"""Statements as linear rows: by hand, and against what each statement says of explicit values."""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.process import Draft
from entaku.model.statement import Says
from entaku.space.admissible import widened
from entaku.space.outcomes import outcomes
from entaku.space.statements import SLACK_OF_EQUALITY, Row, package_rows, rows
from entaku.space.study import lay_out
from tests.space import build as b
from tests.space.drawn import preferences
from tests.space.reference import Preferences, margins, rare_statement, some_statement, value_of

SEEDS = st.integers(0, 10**6)
Written = Mapping[str, float]
"""A row by hand: `a.lo` for a partial value, `w.a` for a weight, `d` for no deal, `>=` or `=` for the bound."""

ISSUES = (
    b.issue("a", "lo", "mid", "hi", quo="mid"),
    b.issue("b", "no", "yes"),
    b.numeric("c", 0, 10, 30),
)
DRAFTS = (
    b.settled("whole", a="hi", b="yes", c="10"),
    b.draft("part", b.term("a", "lo"), b.term("c", at=15)),
    b.draft("other", b.term("a", "mid"), b.term("c", "30")),
    b.draft("kept", b.term("b", "no"), b.term("c", "0"), silence="status_quo"),
    b.draft("loose", b.term("b", "no"), b.term("c", "0")),
    b.draft("bracketed", b.term("a", bracketed=("lo", "hi")), b.term("b", "no"), b.term("c", "0")),
    b.draft("doubtful", b.term("a", "mid"), b.term("b", bracketed=("no", "yes")), b.term("c", "0")),
    b.draft("left_open", b.term("a", open=True), b.term("b", "no"), b.term("c", "0")),
)
WHOLE = b.package(a="hi", b="yes", c="10")
PLAIN = b.package(a="lo", b="no", c="0")


def written(says: Says) -> list[Written]:
    case = b.case(ISSUES, {"A": [says]}, drafts=DRAFTS)
    return [by_name(case, row) for row in rows(case, outcomes(case), case.preferences[0])]


def by_name(case: Case, row: Row) -> Written:
    space = outcomes(case)
    named = {
        f"{issue}.{option}": value for (issue, option), value in zip(space.options, row.values, strict=True)
    }
    named |= {f"w.{issue}": value for issue, value in zip(space.issues, row.weights, strict=True)}
    named |= {"d": row.no_deal}
    kept = {name: value for name, value in named.items() if value}
    return kept | {"=" if row.equality else ">=": row.at_least}


BY_HAND: list[tuple[Says, list[Written]]] = [
    (
        b.order("a", "lo", "mid", "hi"),
        [{"a.mid": 1, "a.lo": -1, ">=": 0}, {"a.hi": 1, "a.mid": -1, ">=": 0}],
    ),
    (b.better("a", "hi", "lo"), [{"a.hi": 1, "a.lo": -1, ">=": 0}]),
    (b.better("a", "hi", "lo", 0.25), [{"a.hi": 1, "a.lo": -1, "w.a": -0.25, ">=": 0}]),
    (b.same("a", "hi", "lo"), [{"a.hi": 1, "a.lo": -1, "=": 0}]),
    (b.same("a", "hi", "lo", "mid"), [{"a.hi": 1, "a.lo": -1, "=": 0}, {"a.lo": 1, "a.mid": -1, "=": 0}]),
    (b.best("a", "mid"), [{"a.mid": 1, "a.lo": -1, ">=": 0}, {"a.mid": 1, "a.hi": -1, ">=": 0}]),
    (b.worst("a", "mid"), [{"a.lo": 1, "a.mid": -1, ">=": 0}, {"a.hi": 1, "a.mid": -1, ">=": 0}]),
    (
        b.value("a", "mid", 0.25, 0.75),
        [{"a.mid": 1, "w.a": -0.25, ">=": 0}, {"a.mid": -1, "w.a": 0.75, ">=": 0}],
    ),
    (b.weight("a", 0.25, 0.5), [{"w.a": 1, ">=": 0.25}, {"w.a": -1, ">=": -0.5}]),
    (b.heavier("c", "a", "b"), [{"w.c": 1, "w.a": -1, ">=": 0}, {"w.a": 1, "w.b": -1, ">=": 0}]),
    (b.times("c", 2.5, "a"), [{"w.c": 1, "w.a": -2.5, ">=": 0}]),
    (b.no_concern("b"), [{"w.b": -1, ">=": 0}]),
    (
        b.matters_more(b.step("a", "lo", "mid"), b.step("c", "0", "30")),
        [{"a.mid": 1, "a.lo": -1, "c.30": -1, "c.0": 1, ">=": 0}],
    ),
    (
        b.matters_more(b.step("a", "lo", "mid"), b.step("a", "mid", "hi")),
        [{"a.mid": 2, "a.lo": -1, "a.hi": -1, ">=": 0}],
    ),
    (b.no_deal(0.25, 0.5), [{"d": 1, ">=": 0.25}, {"d": -1, ">=": -0.5}]),
    (b.no_deal(-0.5, 1.5), [{"d": 1, ">=": -0.5}, {"d": -1, ">=": -1.5}]),
    (b.red_line("a", "lo"), []),
    (b.red_line("a", "lo", "priced"), [{"a.lo": -1, "w.a": 1, "d": 1, ">=": 1}]),
    (b.silent("a"), []),
    (b.values({"a": {"lo": 0, "mid": 2, "hi": 1}, "b": {"no": 0, "yes": 1}, "c": {"0": 0, "10": 1, "30": 2}}), []),
    (
        b.prefers(WHOLE, PLAIN),
        [{"a.hi": 1, "b.yes": 1, "c.10": 1, "a.lo": -1, "b.no": -1, "c.0": -1, ">=": 0}],
    ),
    (
        b.prefers(b.package(a="hi", b="no", c="0"), PLAIN),
        [{"a.hi": 1, "a.lo": -1, ">=": 0}],
    ),
    (b.prefers(WHOLE, b.WALKING_AWAY), [{"a.hi": 1, "b.yes": 1, "c.10": 1, "d": -1, ">=": 0}]),
    (b.prefers(b.WALKING_AWAY, WHOLE), [{"a.hi": -1, "b.yes": -1, "c.10": -1, "d": 1, ">=": 0}]),
    (
        b.indifferent(WHOLE, PLAIN),
        [{"a.hi": 1, "b.yes": 1, "c.10": 1, "a.lo": -1, "b.no": -1, "c.0": -1, "=": 0}],
    ),
    (b.indifferent(PLAIN, b.WALKING_AWAY), [{"a.lo": 1, "b.no": 1, "c.0": 1, "d": -1, "=": 0}]),
    # a draft that is silent on b counts at its worst there, 0, where it is preferred
    (
        b.prefers(b.tabled("part"), b.tabled("whole")),
        [{"a.lo": 1, "c.10": -0.25, "c.30": 0.25, "a.hi": -1, "b.yes": -1, ">=": 0}],
    ),
    # and at its best, the whole weight, on the other side
    (
        b.prefers(b.tabled("whole"), b.tabled("part")),
        [{"a.hi": 1, "b.yes": 1, "w.b": -1, "a.lo": -1, "c.10": 0.25, "c.30": -0.25, ">=": 0}],
    ),
    (
        b.prefers(b.tabled("part"), b.WALKING_AWAY),
        [{"a.lo": 1, "c.10": 0.75, "c.30": 0.25, "d": -1, ">=": 0}],
    ),
    (
        b.prefers(b.WALKING_AWAY, b.tabled("part")),
        [{"a.lo": -1, "c.10": -0.75, "c.30": -0.25, "w.b": -1, "d": 1, ">=": 0}],
    ),
    # both drafts are silent on b: it drops out
    (
        b.prefers(b.tabled("part"), b.tabled("other")),
        [{"a.lo": 1, "a.mid": -1, "c.10": 0.75, "c.30": -0.75, ">=": 0}],
    ),
    # packages that name some issues only are silent on the others
    (b.prefers(b.package(a="hi"), b.package(a="lo")), [{"a.hi": 1, "a.lo": -1, ">=": 0}]),
    (b.prefers(b.package(a="hi"), b.package(b="yes")), [{"a.hi": 1, "w.a": -1, "b.yes": -1, ">=": 0}]),
    # silence read as the status quo
    (b.prefers(b.tabled("kept"), PLAIN), [{"a.mid": 1, "a.lo": -1, ">=": 0}]),
    # silence of two kinds is no common silence
    (b.prefers(b.tabled("kept"), b.tabled("loose")), [{"a.mid": 1, "w.a": -1, ">=": 0}]),
    (b.prefers(b.tabled("loose"), b.tabled("kept")), [{"a.mid": -1, ">=": 0}]),
    # left open on purpose is whatever the completion
    (b.prefers(b.tabled("left_open"), PLAIN), [{"a.lo": -1, ">=": 0}]),
    (b.prefers(PLAIN, b.tabled("left_open")), [{"a.lo": 1, "w.a": -1, ">=": 0}]),
    # brackets: every alternative of the one against every alternative of the other
    (b.prefers(b.tabled("bracketed"), PLAIN), [{">=": 0}, {"a.hi": 1, "a.lo": -1, ">=": 0}]),
    (
        b.prefers(b.tabled("bracketed"), b.tabled("doubtful")),
        [
            {"a.lo": 1, "a.mid": -1, ">=": 0},
            {"a.lo": 1, "a.mid": -1, "b.no": 1, "b.yes": -1, ">=": 0},
            {"a.hi": 1, "a.mid": -1, ">=": 0},
            {"a.hi": 1, "a.mid": -1, "b.no": 1, "b.yes": -1, ">=": 0},
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("says", "expected"), BY_HAND, ids=lambda each: type(each).__name__)
def test_a_statement_becomes_the_rows_one_writes_by_hand(says: Says, expected: list[Written]) -> None:
    found = written(says)
    assert [{name: pytest.approx(value) for name, value in row.items()} for row in expected] == found


@pytest.mark.parametrize(
    ("at", "parts"),
    [
        (0, {"c.0": 1}), (5, {"c.0": 0.5, "c.10": 0.5}), (10, {"c.10": 1}), (14, {"c.10": 0.8, "c.30": 0.2}),
        (30, {"c.30": 1}),
    ],
)  # fmt: skip
def test_a_number_lies_between_its_breakpoints(at: float, parts: Written) -> None:
    case = b.case(ISSUES, {"A": []}, drafts=(b.draft("x", b.term("c", at=at)),))
    (worst,) = package_rows(case, outcomes(case), b.tabled("x"), best=False)
    (best,) = package_rows(case, outcomes(case), b.tabled("x"), best=True)
    assert by_name(case, worst) == pytest.approx({**parts, ">=": 0})
    assert by_name(case, best) == pytest.approx({**parts, "w.a": 1, "w.b": 1, ">=": 0})


def some_values(rng: random.Random, case: Case) -> Preferences:
    """Give explicit values, ties and zero weights among them."""
    parts = [rng.choice((0.0, 1.0, 2.0, 3.0)) for _ in case.issues]
    parts[rng.randrange(len(parts))] += 1.0
    z = {}
    for issue, part in zip(case.issues, parts, strict=True):
        inner = [rng.choice((0.0, 0.25, 0.5, 1.0)) for _ in issue.options[2:]]
        u = rng.sample([0.0, 1.0, *inner], len(issue.options))
        z[issue.id] = {
            option.id: part / sum(parts) * level for option, level in zip(issue.options, u, strict=True)
        }
    return Preferences(case, z, rng.choice((0.0, 0.25, 0.5, 1.0)))


def numbers(case: Case, mine: Preferences) -> tuple[np.ndarray, np.ndarray, float]:
    z = np.array([mine.z[issue][option] for issue, option in outcomes(case).options])
    return z, np.array([mine.weight(issue.id) for issue in case.issues]), mine.d


def agrees(case: Case, mine: Preferences) -> None:
    """Check that rows hold exactly when the statement does, and miss by as much."""
    z, w, d = numbers(case, mine)
    for statement in case.preferences:
        found = []
        for row in rows(case, outcomes(case), statement):
            slack = float(value_of(row, z, w, d)) - row.at_least
            found += [slack, -slack][: 1 + row.equality]
        assert min(found, default=0.0) == pytest.approx(min(margins(statement.says, mine), default=0.0))


@given(SEEDS)
def test_rows_hold_exactly_when_the_statement_does(seed: int) -> None:
    rng = random.Random(seed)
    says = [some_statement(rng, b.case(ISSUES, {"A": []})), rare_statement(rng, b.case(ISSUES, {"A": []}))]
    case = b.case(ISSUES, {"A": says})
    agrees(case, some_values(rng, case))


def some_draft(rng: random.Random, name: str) -> Draft:
    """Make a draft with any mixture of plain, bracketed, open and silent terms, and numbers in between."""
    terms = []
    for issue in ISSUES:
        options = [option.id for option in issue.options]
        kind = rng.choice(("silent", "open", "bracketed", "plain", "number"))
        if kind == "open":
            terms.append(b.term(issue.id, open=True))
        elif kind == "bracketed":
            terms.append(b.term(issue.id, bracketed=tuple(rng.sample(options, 2))))
        elif kind == "number" and issue.kind == "numeric":
            terms.append(b.term(issue.id, at=rng.choice((0, 4, 10, 25))))
        elif kind != "silent":
            terms.append(b.term(issue.id, rng.choice(options)))
    return b.draft(name, *terms, silence=rng.choice(("free", "status_quo")))


@given(SEEDS)
def test_a_preference_between_drafts_holds_whatever_their_completions(seed: int) -> None:
    rng = random.Random(seed)
    drafts = (some_draft(rng, "x"), some_draft(rng, "y"))
    sides = rng.choice(
        [
            (b.tabled("x"), b.tabled("y")),
            (b.tabled("x"), b.WALKING_AWAY),
            (b.WALKING_AWAY, b.tabled("y")),
            (b.tabled("x"), b.package(a="hi")),
        ]
    )
    case = b.case(ISSUES, {"A": [b.prefers(*sides)]}, drafts=drafts)
    agrees(case, some_values(rng, case))


def test_in_draws_two_equal_packages_may_lie_the_stated_slack_apart_either_way() -> None:
    case = b.case(ISSUES, {"A": [b.indifferent(WHOLE, PLAIN)]})
    space = outcomes(case)
    (row,) = rows(case, space, case.preferences[0])
    assert SLACK_OF_EQUALITY == 0.02
    assert [by_name(case, line) for line in widened(row, space.starts)] == [
        {"a.hi": 1, "b.yes": 1, "c.10": 1, "a.lo": -1, "b.no": -1, "c.0": -1, ">=": -0.02},
        {"a.hi": -1, "b.yes": -1, "c.10": -1, "a.lo": 1, "b.no": 1, "c.0": 1, ">=": -0.02},
    ]


def test_in_draws_two_equal_options_may_lie_that_share_of_their_issue_apart() -> None:
    case = b.case(ISSUES, {"A": [b.same("c", "10", "30"), b.heavier("a", "c")]})
    space = outcomes(case)
    equal, heavier = (rows(case, space, statement)[0] for statement in case.preferences)
    assert [by_name(case, line) for line in widened(equal, space.starts)] == [
        {"c.10": 1, "c.30": -1, "w.c": 0.02, ">=": 0},
        {"c.10": -1, "c.30": 1, "w.c": 0.02, ">=": 0},
    ]
    assert widened(heavier, space.starts) == (heavier,)


def test_packages_held_equal_leave_what_they_do_not_name_open_both_ways() -> None:
    # {x: yes} and {y: yes} overlap in value; the order in which they are named says nothing
    issues = [b.issue("x", "no", "yes"), b.issue("y", "no", "yes")]
    orders = [b.best("x", "yes"), b.best("y", "yes")]
    one, other = b.package(x="yes"), b.package(y="yes")
    weights = []
    for between in ((one, other), (other, one)):
        study = lay_out(b.case(issues, {"A": [*orders, b.indifferent(*between)]}), 400)
        _, w, _ = preferences(study)
        weights.append(w.mean(axis=0))
    assert weights[0] == pytest.approx(weights[1])
    assert weights[0] == pytest.approx([0.5, 0.5], abs=0.05)
