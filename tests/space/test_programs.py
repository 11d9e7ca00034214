"""What must and what can hold, against published ranges, listed corners and draws."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.statement import NoDealValue, Package, Says
from entaku.space.programs import (
    Program,
    centre,
    feasible,
    maximum,
    minimum,
    necessary,
    possible,
    program,
    relaxation,
)
from entaku.space.statements import Row, package_rows
from entaku.space.study import lay_out
from tests.space import build as b
from tests.space import published
from tests.space.reference import extremes, rare_statement, some_statement, value_of

SEEDS = st.integers(0, 10**6)
EXACT = 1e-7


class Asked:
    """A case with its program, and rows by name: `weight_x`, options, packages, `no_deal`."""

    def __init__(self, case: Case, packages: dict[str, Package]) -> None:
        self.case = case
        self.space, self.spec = b.spec(case)
        self.program: Program = program(self.space, self.spec.rows)
        self.packages = packages | {"no_deal": b.WALKING_AWAY}

    def row(self, name: str) -> Row:
        if name.startswith("weight_"):
            zero = Row(np.zeros(len(self.space.options)), np.zeros(len(self.space.issues)))
            zero.weights[self.space.issues.index(name.removeprefix("weight_"))] = 1.0
            return zero
        return package_rows(self.case, self.space, self.packages[name], best=False)[0]

    def range(self, row: Row) -> tuple[float, float]:
        return minimum(self.program, row).value, maximum(self.program, row).value


def asked_bridge(given: dict[str, Any], only: list[str]) -> Asked:
    packages = {name: b.package(**options) for name, options in given["packages"].items()}
    return Asked(published.bridge(given, only, {}), packages)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_bridge(shared: Path, number: int) -> None:
    read = published.read(shared, "bridge")
    test = read["tests"][number]
    expect, asked = test["expect"], asked_bridge(read["given"], test["given"]["statements"])
    assert feasible(asked.program) is expect["feasible"]
    for name, span in expect.get("range", {}).items():
        assert asked.range(asked.row(name)) == pytest.approx(span, abs=EXACT), name
    for name, span in expect.get("difference", {}).items():
        one, other = _two(name)
        row = asked.row(one).minus(asked.row(other))
        assert asked.range(row) == pytest.approx(span, abs=EXACT), name
    proved = [
        [one, other]
        for one, other in permutations(asked.packages, 2)
        if necessary(asked.program, asked.row(one).minus(asked.row(other)))
    ]
    assert sorted(proved) == sorted(expect["necessary"])
    for one, other in expect.get("not_necessary_but_possible", []):
        assert [one, other] not in proved
        assert possible(asked.program, asked.row(one).minus(asked.row(other)))


def _two(name: str) -> tuple[str, str]:
    one, other = name.replace("no_deal", "no-deal").split("_")
    return one.replace("-", "_"), other.replace("-", "_")


def test_the_bridge_on_firm_statements(shared: Path) -> None:
    read = published.read(shared, "bridge")
    test = read["tests"][3]
    case = published.bridge(read["given"], test["given"]["statements"], test["given"]["holds"])
    asked = asked_bridge(read["given"], test["given"]["statements"])
    space, spec = b.spec(case)
    firm = program(space, [row for row, on in zip(spec.rows, spec.firm, strict=True) if on])
    proved = [
        [one, other]
        for one, other in permutations(asked.packages, 2)
        if necessary(firm, asked.row(one).minus(asked.row(other)))
    ]
    assert sorted(proved) == sorted(test["expect"]["necessary_on_firm_statements"])


def test_an_order_of_options_that_nobody_stated(shared: Path) -> None:
    read = published.read(shared, "order_unknown")
    case = order_unknown(read["given"])
    asked = Asked(case, {})
    expect = read["expect"]

    def apart(one: str, other: str) -> Row:
        row = Row(np.zeros(5), np.zeros(2))
        row.values[[asked.space.option("form", one), asked.space.option("form", other)]] = 1.0, -1.0
        return row

    assert asked.range(asked.row("weight_money")) == pytest.approx(expect["range"]["weight_money"], abs=EXACT)
    proved = []
    for one, other in permutations(read["given"]["issues"]["form"], 2):
        low, high = asked.range(apart(one, other))
        if (stated := expect["range"].get(f"{one}_minus_{other}")) is not None:
            assert (low, high) == pytest.approx(stated, abs=EXACT)
        if necessary(asked.program, apart(one, other)):
            proved.append([one, other])
    assert proved == expect["necessary_option_order"]
    cells = [
        [worst, best]
        for worst, best in permutations(read["given"]["issues"]["form"], 2)
        if feasible(
            program(
                asked.space,
                [*asked.spec.rows, *Asked(order_unknown(read["given"], worst, best), {}).spec.rows],
            )
        )
    ]
    assert sorted(cells) == sorted(expect["feasible_cells"])


def order_unknown(given: dict[str, Any], worst: str = "", best: str = "") -> Case:
    money = given["issues"]["money"]
    packages = [b.package(**given["packages"][name]) for name in "AB"]
    said: list[Says] = [b.order("money", *money), b.prefers(*packages), b.weight("money", 0.2, 0.5)]
    ends: list[Says] = [b.worst("form", worst), b.best("form", best)] if worst else []
    return b.case(
        [b.issue("form", *given["issues"]["form"]), b.issue("money", *money)], {"A": [*said, *ends]}
    )


@pytest.mark.parametrize("number", [0, 1])
def test_five_ways_to_travel(shared: Path, number: int) -> None:
    read = published.read(shared, "utastar")
    test = read["tests"][number]
    case = published.travel(read["given"])
    asked = Asked(case, {name: b.tabled(name) for name in read["given"]["options"]})
    # a strict margin between packages has no statement of its own; it is put into the rows
    strict = [
        replace(row, at_least=test["given"]["delta"]) if case.preferences[owner].verb == "prefers" else row
        for row, owner in zip(asked.spec.rows, asked.spec.owner, strict=True)
    ]
    asked.program = program(asked.space, strict)
    expect = test["expect"]
    if "smallest_total_error" in expect:
        assert relaxation(asked.program)[0] == pytest.approx(expect["smallest_total_error"], abs=EXACT)
    for name, span in expect["weight_range"].items():
        assert asked.range(asked.row(f"weight_{name}")) == pytest.approx(span, abs=EXACT), name
    for name, span in expect["value_range"].items():
        assert asked.range(asked.row(name)) == pytest.approx(span, abs=EXACT), name
    for name, least in expect.get("smallest_difference", {}).items():
        one, other = name.split("_")
        low, _ = asked.range(asked.row(one).minus(asked.row(other)))
        assert low == pytest.approx(least, abs=EXACT), name


def test_three_packages_of_which_nothing_is_known(shared: Path) -> None:
    read = published.read(shared, "smaa_three")
    asked = Asked(three(), {name: b.tabled(name) for name in read["given"]["values"]})
    pairs = list(permutations(read["given"]["values"], 2))
    rows = {pair: asked.row(pair[0]).minus(asked.row(pair[1])) for pair in pairs}
    assert [list(p) for p in pairs if necessary(asked.program, rows[p])] == read["expect"]["necessary"]
    assert [list(p) for p in pairs if possible(asked.program, rows[p])] == read["expect"]["possible"]


def three() -> Case:
    """Give two issues from 0 to 1 and drafts a, b, c at (1, 0), (0, 1), (.6, .6)."""
    places = {"a": (1.0, 0.0), "b": (0.0, 1.0), "c": (0.6, 0.6)}
    drafts = [
        b.draft(name, b.term("one", at=one), b.term("two", at=two)) for name, (one, two) in places.items()
    ]
    issues = [b.numeric("one", 0, 1), b.numeric("two", 0, 1)]
    return b.case(issues, {"A": [b.order("one", "0", "1"), b.order("two", "0", "1")]}, drafts=tuple(drafts))


def tiny(seed: int) -> tuple[random.Random, Case]:
    """Give a case of two or three small issues and one to five statements of any kind."""
    rng = random.Random(seed)
    sizes = rng.choice([(2, 3), (3, 2), (3, 3), (2, 2, 2)])
    issues = [b.issue(name, *"klm"[:size]) for name, size in zip("abc", sizes, strict=False)]
    bare = b.case(issues, {"A": []})
    said = [some_statement(rng, bare) for _ in range(rng.randint(1, 4))]
    said += [rare_statement(rng, bare) for _ in range(rng.randint(0, 1))]
    return rng, b.case(issues, {"A": said})


def some_rows(rng: random.Random, case: Case) -> list[Row]:
    """Give three differences between packages, or between packages and no deal."""
    asked = Asked(case, {})
    sides = [b.package(**{i.id: rng.choice(i.options).id for i in case.issues}) for _ in range(3)]
    worth = [package_rows(case, asked.space, side, best=False)[0] for side in (*sides, b.WALKING_AWAY)]
    return rng.sample([one.minus(other) for one, other in permutations(worth, 2)], 3)


def opened(case: Case) -> tuple[float, float]:
    """Give the range of no-deal values, wider than 0 to 1 only where a statement goes beyond."""
    spans = [each.says.range for each in case.preferences if isinstance(each.says, NoDealValue)]
    return min([0.0, *(span.low for span in spans)]), max([1.0, *(span.high for span in spans)])


@given(SEEDS)
@settings(max_examples=20)
def test_ranges_are_those_of_all_corners(seed: int) -> None:
    rng, case = tiny(seed)
    asked = Asked(case, {})
    rows = some_rows(rng, case)
    expected = extremes(asked.space, asked.spec.rows, rows, opened(case))
    assert feasible(asked.program) is bool(expected)
    for row, span in zip(rows, expected, strict=False):
        assert asked.range(row) == pytest.approx(span, abs=1e-6)
        assert necessary(asked.program, row) is bool(span[0] > -1e-8)
        assert possible(asked.program, row) is bool(span[1] > -1e-8)


@given(SEEDS)
@settings(max_examples=12)
def test_no_draw_contradicts_what_is_proved(seed: int) -> None:
    rng, case = tiny(seed)
    asked = Asked(case, {})
    assume(feasible(asked.program))
    z, w, d = drawn(case, 60)
    band = 0.02 * sum(row.equality for row in asked.spec.rows)  # equalities are narrow bands in draws
    for row in some_rows(rng, case):
        gains = value_of(row, z, w, d)
        low, high = asked.range(row)
        if not band:
            assert low - 1e-9 <= gains.min()
            assert gains.max() <= high + 1e-9
            assert not (necessary(asked.program, row) and (gains < -1e-9).any())
            assert not ((gains >= 0).all() and not possible(asked.program, row))


def drawn(case: Case, count: int) -> tuple[Any, Any, Any]:
    """Give drawn z (N, M), w (N, I) and d (N,) of the first party."""
    study = lay_out(case, count)
    z = study.ensemble.values[:, 0] / study.ensemble.scale[0]
    starts = study.outcomes.starts
    w = np.stack([z[:, s:e].max(axis=1) for s, e in pairwise(starts)], axis=1)
    return z, w, study.ensemble.no_deal[:, 0, 0] / study.ensemble.scale[0]


@given(SEEDS)
@settings(max_examples=8)
def test_a_further_statement_never_widens_a_range(seed: int) -> None:
    rng, case = tiny(seed)
    extra = some_statement(rng, case)
    assume(not isinstance(extra, NoDealValue))
    more = b.case(case.issues, {"A": [*(each.says for each in case.preferences), extra]})
    before, after = Asked(case, {}), Asked(more, {})
    assume(feasible(after.program))
    for row in some_rows(rng, case):
        wide, narrow = before.range(row), after.range(row)
        assert wide[0] - EXACT <= narrow[0] <= narrow[1] <= wide[1] + EXACT
        assert necessary(after.program, row) or not necessary(before.program, row)
        assert possible(before.program, row) or not possible(after.program, row)


@given(SEEDS)
@settings(max_examples=20)
def test_the_centre_is_admissible_and_keeps_every_slack_it_can(seed: int) -> None:
    _, case = tiny(seed)
    asked = Asked(case, {})
    assume(feasible(asked.program))
    found = centre(asked.program)
    options, issues = len(asked.space.options), len(asked.space.issues)
    z, w, d = found.at[:options], found.at[options : options + issues], found.at[options + issues]
    assert w.sum() == pytest.approx(1.0)
    for issue in range(issues):
        assert w[issue] > 1e-6 or maximum(asked.program, _weight(asked, issue)).value < 1e-6
    for row in asked.spec.rows:
        slack = z @ row.values + w @ row.weights + row.no_deal * d - row.at_least
        assert slack >= -1e-9
        if not row.equality and slack < 1e-6:
            assert maximum(asked.program, row).value - row.at_least < 1e-6, "this row has room elsewhere"


def _weight(asked: Asked, issue: int) -> Row:
    return asked.row(f"weight_{asked.space.issues[issue]}")


@pytest.mark.parametrize("span", [(-0.5, 1.5), (1.2, 1.5), (-0.4, -0.1), (0.25, 0.5), (0.5, 2.0)])
def test_no_deal_lies_within_0_and_1_unless_a_statement_opens_the_range(span: tuple[float, float]) -> None:
    issues = [b.issue("a", "k", "l")]
    plain, stated = Asked(b.case(issues, {"A": []}), {}), Asked(b.case(issues, {"A": [b.no_deal(*span)]}), {})
    assert plain.range(plain.row("no_deal")) == pytest.approx((0.0, 1.0))
    assert stated.range(stated.row("no_deal")) == pytest.approx(span)
    _, _, d = drawn(stated.case, 400)
    assert span[0] <= d.min() <= d.max() <= span[1] + 1e-9
    assert d.max() - d.min() > 0.9 * (span[1] - span[0])
