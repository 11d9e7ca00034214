"""The draws: their measure, by every method, and that each is a function of its number and of names alone."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Says, Statement
from entaku.space import drawing
from entaku.space.programs import feasible, program
from entaku.space.study import Study, lay_out
from tests.space import build as b
from tests.space import published
from tests.space.drawn import misses, near, preferences, relative, worth
from tests.space.reference import Floats, prior, rare_statement, some_statement, value_of

SEEDS = st.integers(0, 10**6)
PRINTED = 5e-5
METHODS = ("as chosen", "chains")


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the method be chosen, or force chains wherever drawing is not exact."""
    if request.param == "chains":
        monkeypatch.setattr(drawing, "ACCEPTED", 2.0)
    return str(request.param)


# Ranked weights


def ranked(count: int, pairs: list[list[int]]) -> Case:
    """Give so many issues of two options, and which weighs more than which, numbered from 1."""
    issues = [b.issue(f"i{n}", "no", "yes") for n in range(1, count + 1)]
    return b.case(issues, {"A": [b.heavier(f"i{one}", f"i{other}") for one, other in pairs]})


def test_ranked_weights_have_their_centroid_and_spread(shared: Path) -> None:
    for test in published.read(shared, "weights")["tests"]:
        if test["id"] not in {"ranked_mean", "partial_order"}:
            continue
        order = test["given"].get("order", [])
        pairs = test["given"].get("heavier") or [list(pair) for pair in pairwise(order)]
        mean = [float(Fraction(part)) for part in test["expect"]["mean"]]
        study = lay_out(ranked(len(mean), pairs), 4000)
        assert study.ensemble.drawn[0].method == "exact"
        _, w, _ = preferences(study)
        for column, expected in zip(w.T, mean, strict=True):
            assert near(column, expected)
        if "sd" in test["expect"]:
            assert w.std(axis=0).tolist() == pytest.approx(test["expect"]["sd"], rel=0.05)
        assert misses(study) <= 1e-9


def test_ranked_weights_by_chains(shared: Path, method: str) -> None:
    test = next(
        t for t in published.read(shared, "weights")["tests"] if t["given"].get("order") == [1, 2, 3, 4]
    )
    loose = [b.times(f"i{n}", 1.0, f"i{n + 1}") for n in (1, 2, 3)]  # the same, but not written as an order
    study = lay_out(b.case([b.issue(f"i{n}", "no", "yes") for n in (1, 2, 3, 4)], {"A": loose}), 3000)
    if method == "chains":
        assert study.ensemble.drawn[0].method == "chains"
        assert study.ensemble.drawn[0].mixed
    _, w, _ = preferences(study)
    for column, expected in zip(w.T, test["expect"]["mean"], strict=True):
        assert near(column, float(Fraction(expected)))


@pytest.mark.parametrize("sizes", [[2, 5], [3, 3, 6]])
def test_an_issue_cut_finer_weighs_no_more(shared: Path, sizes: list[int]) -> None:
    tests = published.read(shared, "weights")["tests"]
    expect = next(t for t in tests if t["given"].get("options") == sizes)["expect"]
    names = [[f"o{k}" for k in range(size)] for size in sizes]
    issues = [b.issue(f"i{n}", *options) for n, options in enumerate(names)]
    case = b.case(issues, {"A": [b.order(f"i{n}", *options) for n, options in enumerate(names)]})
    _, w, _ = preferences(lay_out(case, 4000))
    for column, expected in zip(w.T, expect["mean_weights_of_the_product_measure"], strict=True):
        assert near(column, float(Fraction(expected)))


def test_splitting_an_option_leaves_every_weight_as_it_is() -> None:
    said: list[Says] = [b.order("a", "k", "l", "m"), b.heavier("a", "c"), b.weight("b", 0.1, 0.6)]
    others = [b.issue("b", "k", "l"), b.issue("c", "k", "l", "m")]
    whole = b.case([b.issue("a", "k", "l", "m"), *others], {"A": said})
    split = b.case(
        [b.issue("a", "k", "l1", "l2", "m"), *others], {"A": [b.order("a", "k", "l1", "l2", "m"), *said[1:]]}
    )
    _, before, _ = preferences(lay_out(whole, 500))
    _, after, _ = preferences(lay_out(split, 500))
    assert np.array_equal(before, after)


def test_splitting_an_option_leaves_the_weights_beside_statements_on_values(method: str) -> None:
    said: list[Says] = [b.value("a", "l", 0.2, 0.5), b.better("a", "m", "k", 0.6), b.weight("b", 0.1, 0.7)]
    whole = b.case([b.issue("a", "k", "l", "m"), b.issue("b", "k", "l")], {"A": said})
    split = b.case([b.issue("a", "k", "l", "l2", "m"), b.issue("b", "k", "l")], {"A": said})
    uniform = 0.1 + 0.6 * np.array([0.5])
    for case in (whole, split):
        study = lay_out(case, 2000)
        assert method == "as chosen" or study.ensemble.drawn[0].method == "chains"
        _, w, _ = preferences(study)
        assert near(w[:, 1], float(uniform[0]))


def test_a_doubtful_exact_value_leaves_the_weight_of_its_issue_alone() -> None:
    issues = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "l"), b.issue("c", "k", "l")]
    said = [b.said(b.order("a", "k", "l", "m")), b.holds(b.value("a", "l", 0.6), 0.9)]
    study = lay_out(b.case(issues, {"A": said}), 3000)
    assert study.ensemble.drawn[0].method == "chains"
    _, w, _ = preferences(study)
    assert near(w[study.ensemble.on[:, 1], 0], 1 / 3)


# Published ensembles


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_bridge(shared: Path, method: str, number: int) -> None:
    read = published.read(shared, "bridge")
    test = read["tests"][number]
    study = lay_out(published.bridge(read["given"], test["given"]["statements"], {}), 3000)
    assert method == "as chosen" or study.ensemble.drawn[0].method == "chains"
    assert study.ensemble.drawn[0].mixed
    _as_published(study, read["given"], test["expect"])
    assert misses(study) <= 1e-9


def test_the_bridge_with_a_statement_that_may_fail(shared: Path, method: str) -> None:
    read = published.read(shared, "bridge")
    test = read["tests"][3]
    study = lay_out(
        published.bridge(read["given"], test["given"]["statements"], test["given"]["holds"]), 3000
    )
    assert method == "as chosen" or study.ensemble.drawn[0].method == "chains"
    _as_published(study, read["given"], test["expect"])
    assert misses(study) <= 1e-9


def _as_published(study: Study, given: dict[str, Any], expect: dict[str, Any]) -> None:
    packages = {name: b.package(**options) for name, options in given["packages"].items()}
    packages["no_deal"] = b.WALKING_AWAY
    home = {option: issue for issue, options in given["issues"].items() for option in options}
    _, w, _ = preferences(study)
    for name, mean in expect.get("mean", {}).items():
        if name.startswith("weight_"):
            found = w[:, study.outcomes.issues.index(name.removeprefix("weight_"))]
        else:
            found = worth(study, packages[name]) if name in packages else relative(study, home[name], name)
        assert near(found, mean, PRINTED), name
    for name, held in expect.get("share", {}).items():
        one, other = name.split("_over_")
        assert near(worth(study, packages[one]) > worth(study, packages[other]), held, PRINTED), name


def test_an_order_of_options_that_nobody_stated(shared: Path, method: str) -> None:
    from tests.space.test_programs import order_unknown

    read = published.read(shared, "order_unknown")
    study = lay_out(order_unknown(read["given"]), 3000, seed=1)
    assert method == "as chosen" or study.ensemble.drawn[0].method == "chains"
    for name, held in read["expect"]["share"].items():
        best = relative(study, "form", name.removesuffix("_best")) == 1.0
        assert near(best, held), name
    _, w, _ = preferences(study)
    assert near(w[:, 1], read["expect"]["mean"]["weight_money"])
    assert misses(study) <= 1e-9


def exact_three() -> tuple[Case, dict[str, Any]]:
    """Give packages (1, 0), (0, 1) and (.6, .6) by options whose values are stated as numbers."""
    issues = [b.issue(name, "none", "some", "all") for name in ("one", "two")]
    said: list[Says] = [b.order(name, "none", "some", "all") for name in ("one", "two")]
    said += [b.value(name, "some", 0.6) for name in ("one", "two")]
    packages = {
        "a": b.package(one="all", two="none"),
        "b": b.package(one="none", two="all"),
        "c": b.package(one="some", two="some"),
    }
    return b.case(issues, {"A": said}), packages


@pytest.mark.parametrize("stated", ["between breakpoints", "as values"])
def test_ranks_of_three_packages(shared: Path, stated: str) -> None:
    from tests.space.test_programs import three

    expect = published.read(shared, "smaa_three")["expect"]
    case, packages = exact_three()
    if stated == "between breakpoints":
        case, packages = three(), {name: b.tabled(name) for name in "abc"}
    study = lay_out(case, 4000)
    values = np.stack([worth(study, packages[name]) for name in "abc"], axis=1)
    rank = (values[:, None, :] > values[:, :, None] + 1e-9).sum(axis=2)
    _, w, _ = preferences(study)
    for place, name in enumerate("abc"):
        for at, held in enumerate(expect["rank_acceptability"][name]):
            assert near(rank[:, place] == at, float(Fraction(held)))
        central = w[rank[:, place] == 0, 0]
        assert near(central, float(Fraction(expect["central_weight_of_first_issue"][name])))
    for name, held in expect["pairwise_winning"].items():
        one, other = name.split("_over_")
        wins = values[:, "abc".index(one)] > values[:, "abc".index(other)]
        assert near(wins, float(Fraction(held)))


# Any statements, against throwing away from the prior


def some_case(seed: int) -> Case:
    rng = random.Random(seed)
    sizes = rng.choice([(2, 3), (3, 4), (3, 3), (2, 2, 3)])
    issues = [b.issue(name, *"klmn"[:size]) for name, size in zip("abc", sizes, strict=False)]
    bare = b.case(issues, {"A": []})
    return b.case(issues, {"A": [some_statement(rng, bare) for _ in range(rng.randint(2, 4))]})


@given(SEEDS)
@settings(max_examples=12)
def test_draws_have_the_means_of_the_prior_cut_by_the_statements(seed: int) -> None:
    case = some_case(seed)
    space, spec = b.spec(case)
    z, w, d = _cut(case, seed, 100_000)
    assume(len(d) > 1000)
    study = lay_out(case, 1500)
    found = np.column_stack(preferences(study))
    expected = np.column_stack([z, w, d])
    error = np.sqrt(found.var(axis=0) / len(found) + expected.var(axis=0) / len(expected))
    apart = np.abs(found.mean(axis=0) - expected.mean(axis=0))
    assert (apart <= 4.5 * error + 1e-9).all(), (study.ensemble.drawn, apart / error)
    assert misses(study) <= 1e-9
    assert feasible(program(space, spec.rows))


def _cut(case: Case, seed: int, count: int) -> tuple[Floats, Floats, Floats]:
    """Give the points of the prior that keep all rows."""
    space, spec = b.spec(case)
    z, w, d = prior(space, np.random.default_rng(seed), count)
    kept = np.ones(count, dtype=np.bool_)
    for row in spec.rows:
        kept &= value_of(row, z, w, d) >= row.at_least
    return z[kept], w[kept], d[kept]


@given(SEEDS)
@settings(max_examples=9)
def test_no_draw_misses_a_statement_flat_sets_and_doubtful_statements_among_them(seed: int) -> None:
    rng = random.Random(seed)
    case = some_case(seed)
    said = [each.says for each in case.preferences]
    said += [rare_statement(rng, case) for _ in range(rng.randint(1, 2))]
    mixed: list[Says | Statement] = [each if rng.random() < 0.5 else b.holds(each, 0.5) for each in said]
    try:
        study = lay_out(b.case(case.issues, {"A": mixed}), 60)
    except NotPossible:
        assume(False)  # noqa: FBT003  # the firm ones clash
    assert misses(study) <= 1e-9


def test_a_value_stated_as_a_number_says_nothing_of_the_weight() -> None:
    case, _ = exact_three()
    study = lay_out(case, 3000)
    _, w, _ = preferences(study)
    assert near(w[:, 0], 0.5)
    assert w[:, 0].std() == pytest.approx(1 / np.sqrt(12), rel=0.05)
    assert relative(study, "one", "some").tolist() == pytest.approx([0.6] * 3000)


def test_equal_options_say_nothing_of_the_weight_even_where_the_statement_may_fail() -> None:
    issues = [b.issue("a", "k", "l", "m"), b.issue("b", "k", "l")]
    case = b.case(issues, {"A": [b.order("a", "k", "l", "m"), b.holds(b.same("a", "l", "m"), 0.9)]})
    study = lay_out(case, 3000)
    _, w, _ = preferences(study)
    assert near(w[:, 0], 0.5)
    on = study.ensemble.on[:, 1]
    apart = 1.0 - relative(study, "a", "l")
    assert apart[on].max() <= 0.02 + 1e-9
    assert apart[~on].max() > 0.5
