"""What a draw depends on: its number and names alone, not its neighbours, workers or places in the file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from entaku.kernels import chains
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Says
from entaku.space.drawing import Preferences, draw
from entaku.space.study import Study, lay_out
from tests.space import build as b
from tests.space.drawn import preferences, relative


def drawn_alone(case: Case, numbers: list[int]) -> Preferences:
    space, spec = b.spec(case)
    draws = np.array(numbers)
    return draw(space, spec, 5, draws, np.ones((len(draws), len(spec.statements)), dtype=np.bool_))


def three_ways() -> list[tuple[str, Case]]:
    issues = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "l"), b.issue("c", "k", "l", "m")]
    orders: list[Says] = [b.order("a", "k", "l", "m"), b.heavier("a", "b")]
    one, other = b.package(a="m", b="k", c="l"), b.package(a="l", b="l", c="l")
    return [
        ("exact", b.case(issues, {"A": orders})),
        (
            "rejection",
            b.case(issues, {"A": [*orders, b.prefers(one, other), b.prefers(b.WALKING_AWAY, other)]}),
        ),
        (
            "chains",
            b.case(issues, {"A": [*orders, b.indifferent(one, other), b.prefers(b.WALKING_AWAY, one)]}),
        ),
    ]


@pytest.mark.parametrize(
    ("method_", "case"), three_ways(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_draw_made_alone_is_the_draw_of_the_whole_run(
    monkeypatch: pytest.MonkeyPatch, method_: str, case: Case
) -> None:
    monkeypatch.setattr(chains, "DOUBLINGS", 0)  # as many sweeps for one draw as for many
    whole, alone = drawn_alone(case, list(range(1500))), drawn_alone(case, [1234])
    assert whole.method == alone.method == method_
    assert np.array_equal(whole.z[1234], alone.z[0])
    assert whole.d[1234] == alone.d[0]
    some = drawn_alone(case, [1234, 7, 1499])
    assert np.array_equal(whole.z[[1234, 7, 1499]], some.z)
    assert np.array_equal(whole.d[[1234, 7, 1499]], some.d)


@pytest.mark.parametrize(
    ("method_", "case"), three_ways(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_longer_run_begins_with_the_shorter_one(method_: str, case: Case) -> None:
    many = (400, 900) if method_ == "chains" else (2000, 5000)
    short, long = (lay_out(case, draws).ensemble for draws in many)
    assert long.drawn[0].method == method_
    assert np.array_equal(short.values, long.values[: many[0]])
    assert np.array_equal(short.no_deal, long.no_deal[: many[0]])


def test_the_number_of_workers_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = three_ways()[2][1]
    many = drawn_alone(case, list(range(400)))
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = drawn_alone(case, list(range(400)))
    assert np.array_equal(many.z, one.z)


@pytest.mark.parametrize("turned", ["BCA", "CBA"])
def test_the_order_of_parties_and_statements_in_the_file_changes_nothing(turned: str) -> None:
    ways = {name: case for name, (_, case) in zip("ABC", three_ways(), strict=True)}
    issues = ways["A"].issues
    said = {
        name: [(each.says, f"{name}{each.id}") for each in case.preferences] for name, case in ways.items()
    }

    def laid_out(order: tuple[str, ...], step: int) -> Study:
        named = {name: [b.said(says, label) for says, label in said[name][::step]] for name in order}
        return lay_out(b.case(issues, named), 100)

    plain, other = laid_out(("A", "B", "C"), 1), laid_out(tuple(turned), 1)
    backwards = laid_out(tuple(turned), -1)
    for name in "ABC":
        for again in (other, backwards) if name != "C" else (other,):  # chains add up rows as they are listed
            for one, two in zip(preferences(plain, name), preferences(again, name), strict=True):
                assert np.array_equal(one, two)


def test_another_party_statement_or_option_leaves_unrelated_numbers_in_place() -> None:
    issues = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "l")]
    orders = [b.order("a", "k", "l", "m"), b.order("b", "k", "l")]
    before = lay_out(b.case(issues, {"A": orders}), 200)
    more = lay_out(b.case(issues, {"A": [*orders, b.silent("a")], "B": [b.heavier("a", "b")]}), 200)
    grown = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "mid", "l")]
    wider = lay_out(b.case(grown, {"A": [orders[0], b.order("b", "k", "mid", "l")]}), 200)
    for one, two, three in zip(preferences(before), preferences(more), preferences(wider), strict=True):
        assert np.array_equal(one, two)
        if one.shape[1:] != (5,):
            assert np.array_equal(one, three)


def test_names_decide_not_places_of_issues() -> None:
    issues = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "l"), b.issue("c", "k", "l")]
    orders = [b.order("a", "k", "l", "m"), b.order("b", "k", "l"), b.order("c", "l", "k")]
    one = lay_out(b.case(issues, {"A": orders}), 200)
    other = lay_out(b.case(issues[::-1], {"A": orders}), 200)
    (_, w, d), (_, v, e) = preferences(one), preferences(other)
    assert w == pytest.approx(v[:, ::-1], abs=1e-12)
    assert np.array_equal(d, e)
    assert relative(one, "a", "l") == pytest.approx(relative(other, "a", "l"), abs=1e-9)


def test_another_seed_gives_other_draws() -> None:
    case = three_ways()[0][1]
    assert not np.array_equal(lay_out(case, 50, 1).ensemble.values, lay_out(case, 50, 2).ensemble.values)
    assert np.array_equal(lay_out(case, 50, 1).ensemble.values, lay_out(case, 50, 1).ensemble.values)


def test_fewer_than_one_draw_is_refused() -> None:
    with pytest.raises(NotPossible, match="at least 1 draw"):
        lay_out(three_ways()[0][1], 0)


@pytest.mark.parametrize(("issues", "sweeps"), [(3, 20), (12, 24)])
def test_chains_begin_with_twenty_sweeps_or_two_an_issue(
    monkeypatch: pytest.MonkeyPatch, issues: int, sweeps: int
) -> None:
    asked = []
    sample = chains.sample

    def noted(polytope: Any, start: Any, keys: Any, count: int, **more: Any) -> Any:
        asked.append(count)
        return sample(polytope, start, keys, count, **more)

    monkeypatch.setattr("entaku.space.chain.sample", noted)
    named = [b.issue(f"i{n}", "k", "l") for n in range(issues)]
    lay_out(b.case(named, {"A": [b.times("i0", 1.0, "i1"), b.times("i1", 1.0, "i0")]}), 5)
    assert asked == [sweeps]
