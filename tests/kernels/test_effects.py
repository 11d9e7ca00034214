"""Effects of inputs: the published test functions, a slow reference, and what must hold of any of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from ruamel.yaml import YAML

from entaku.kernels.counter import uniform
from entaku.kernels.effects import (
    binned_first,
    elementary_effects,
    explained,
    first_order,
    pick_freeze_first,
    pick_freeze_total,
    shapley_effects,
    switch_total,
    total_order,
)

Floats = NDArray[np.float64]
POINTS = 40
BASE = 4096
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    loaded = YAML(typ="safe").load(shared / "published" / "ensemble" / "sensitivity.yaml")
    return {test["id"]: test for test in loaded["tests"]}


def ishigami(x: Floats) -> Floats:
    """Give sin x1 + 7 sin^2 x2 + x3^4 sin x1 / 10 for x (d, ...) in units of [-pi, pi] from 0 to 1."""
    one, two, three = np.pi * (2.0 * x - 1.0)
    return np.asarray(np.sin(one) + 7.0 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one))


def g_function(a: list[float]) -> Callable[[Floats], Floats]:
    def g(x: Floats) -> Floats:
        shift = np.array(a).reshape(-1, *[1] * (x.ndim - 1))
        return np.asarray(np.prod((np.abs(4.0 * x - 2.0) + shift) / (1.0 + shift), axis=0))

    return g


def grid(function: Callable[[Floats], Floats], count: int) -> tuple[Floats, list[Floats]]:
    """Give the values and weights of a quadrature rule exact for polynomials, in two halves for the kink at 1/2."""
    at, weight = np.polynomial.legendre.leggauss(POINTS // 4 if count > 3 else POINTS)
    places = np.concatenate([(at + 1.0) / 4.0, (at + 3.0) / 4.0])
    chances = np.concatenate([weight, weight]) / 4.0
    mesh = np.stack(np.meshgrid(*[places] * count, indexing="ij"))
    return function(mesh), [chances] * count


def check(found: Floats, expect: list[float], within: float = 1e-6) -> None:
    assert found == pytest.approx(np.array(expect), abs=within)


def test_ishigami(published: dict[str, Any]) -> None:
    expect = published["ishigami"]["expect"]
    parts = explained(*grid(ishigami, 3))
    assert parts[-1] == pytest.approx(expect["variance"], abs=1e-6)
    check(first_order(parts), expect["first"])
    check(total_order(parts), expect["total"])
    check(shapley_effects(parts), expect["shapley"])
    assert (parts[0b101] - parts[0b001] - parts[0b100]) / parts[-1] == pytest.approx(
        expect["second_13"], abs=1e-6
    )


def test_ishigami_over_all_steps_of_a_grid(published: dict[str, Any]) -> None:
    expect = published["ishigami"]["expect"]["morris_4_levels"]
    levels = np.linspace(0.0, 1.0, 4)
    found = elementary_effects(ishigami(np.stack(np.meshgrid(*[levels] * 3, indexing="ij"))))
    check(found.mu_star, expect["mu_star"])
    check(found.mu, expect["mu"])
    check(found.sigma, expect["sigma"])


def test_sobol_g(published: dict[str, Any]) -> None:
    """Of eight inputs the last four hardly matter: three are computed on a grid, all by their product form."""
    expect, a = published["sobol_g"]["expect"], published["sobol_g"]["given"]["a"]
    single = np.array([1.0 / (3.0 * (1.0 + one) ** 2) for one in a])
    sets = np.array(
        [np.prod([1.0 + v for i, v in enumerate(single) if u >> i & 1]) - 1.0 for u in range(256)]
    )
    assert sets[-1] == pytest.approx(expect["variance"], abs=1e-6)
    check(first_order(sets), expect["first"])
    check(total_order(sets), expect["total"])
    check(shapley_effects(sets), expect["shapley"])
    check(explained(*grid(g_function(a[:3]), 3)), sets[:8].tolist(), 1e-12)


def test_three_switches(published: dict[str, Any]) -> None:
    expect, chance = published["switches"]["expect"], published["switches"]["given"]["probability"]
    values = np.array([[[one and (two or three) for three in (0, 1)] for two in (0, 1)] for one in (0, 1)])
    parts = explained(values.astype(float), [np.array([1.0 - p, p]) for p in chance])
    assert parts[-1] == pytest.approx(expect["variance"])
    check(first_order(parts), expect["first"])
    check(total_order(parts), expect["total"])
    check(shapley_effects(parts), expect["shapley"])


@pytest.mark.parametrize("name", ["ishigami", "sobol_g"])
def test_two_samples_and_their_mixtures_come_close(name: str, published: dict[str, Any]) -> None:
    """The aim that the method sets: within .02 with 4,096 base points."""
    expect = published[name]["expect"]
    function = ishigami if name == "ishigami" else g_function(published[name]["given"]["a"])
    count = len(expect["first"])
    points = np.outer(np.sqrt(PRIMES[: 2 * count]), np.arange(1, BASE + 1)) % 1.0  # evenly spread
    base, other = points[:count], points[count:]
    mixed = []
    for place in range(count):
        swapped = base.copy()
        swapped[place] = other[place]
        mixed.append(function(swapped))
    even = np.full(BASE, 1.0 / BASE)
    total = pick_freeze_total(function(base), np.array(mixed), even, expect["variance"])
    first = pick_freeze_first(function(base), function(other), np.array(mixed))
    check(total.value, expect["total"], 0.02)
    check(first.value, expect["first"], 0.02)
    assert np.all(np.abs(total.value - np.array(expect["total"])) <= 2.0 * total.error + 1e-6)


tables = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda sizes: st.tuples(
        st.lists(st.integers(-3, 3), min_size=int(np.prod(sizes)), max_size=int(np.prod(sizes))),
        st.just(sizes),
        st.tuples(*[st.lists(st.integers(1, 5), min_size=size, max_size=size) for size in sizes]),
    )
)


@given(tables)
def test_every_set_explains_what_listing_says(
    case: tuple[list[int], tuple[int, ...], tuple[list[int], ...]],
) -> None:
    flat, sizes, weights = case
    values = np.array(flat, dtype=np.float64).reshape(sizes)
    chances = [np.array(some, dtype=np.float64) / sum(some) for some in weights]
    found = explained(values, chances)
    for known in range(8):
        assert found[known] == pytest.approx(listed(values, chances, known), abs=1e-9)
    if found[-1] > 1e-9:
        first, total, shapley = first_order(found), total_order(found), shapley_effects(found)
        assert np.all(first <= shapley + 1e-9)
        assert np.all(shapley <= total + 1e-9)
        assert shapley.sum() == pytest.approx(1.0)


def listed(values: Floats, chances: list[Floats], known: int) -> float:
    """Give Var E(Y | X_u) by going through all combinations twice."""
    places = list(product(*[range(size) for size in values.shape]))
    likely = {at: float(np.prod([chances[i][k] for i, k in enumerate(at)])) for at in places}
    mean = sum(likely[at] * values[at] for at in places)
    total = 0.0
    for at in places:
        same = [o for o in places if all(o[i] == at[i] for i in range(3) if known >> i & 1)]
        expected = sum(likely[o] * values[o] for o in same) / sum(likely[o] for o in same)
        total += likely[at] * (expected - mean) ** 2
    return float(total)


def test_a_switch_that_never_matters_has_no_effect_at_all() -> None:
    values = np.array([[0.0, 1.0, 1.0]] * 3)
    even = np.full(3, 1.0 / 3.0)
    assert float(switch_total(values, np.array([0.2, 0.5, 0.3]), even, 0.2).value) == 0.0


def test_states_count_by_their_chances() -> None:
    """Three states of which the second differs in one draw of two: .5 x .5 of the answer's variance there."""
    values = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    found = switch_total(values, np.array([0.2, 0.5, 0.3]), np.array([0.4, 0.6]), 0.25)
    assert float(found.value) == pytest.approx(0.4 * 0.25 / 0.25)


def test_what_chance_alone_does_stays_below_the_noise() -> None:
    """Five hundred inputs without any effect: about one in a thousand may pass; a real one of .05 does."""
    draws = np.arange(2000)
    answers = (uniform(3, draws, "answer") < 0.4).astype(np.float64)
    even, variance = np.full(2000, 1.0 / 2000), float(answers.var())
    passed = 0
    for place in range(500):
        cells = (10 * uniform(3, draws, "cell", place)).astype(np.int64)
        index, noise = binned_first(answers, cells, even, variance)
        passed += index > noise
    assert passed <= 3
    real = np.where(uniform(3, draws, "mixed") < 0.25, answers, uniform(3, draws, "other") < 0.4)
    index, noise = binned_first(answers, real.astype(np.int64), even, variance)
    assert index > noise


def test_what_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match="one axis for each"):
        explained(np.zeros((2, 2)), [np.array([0.5, 0.5])])
    with pytest.raises(ValueError, match="last above 0"):
        first_order(np.zeros(4))
    with pytest.raises(ValueError, match="even number"):
        elementary_effects(np.zeros((3, 3)))
