"""Draws of what is known by its order: exact means, exact counts, one row at a time."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.kernels import orders
from entaku.kernels.counter import exponential, uniform

if TYPE_CHECKING:
    from pathlib import Path

    from entaku.kernels.orders import Floats

N = 40_000


@pytest.fixture(scope="module")
def published(shared: Path) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = YAML(typ="safe").load(shared / "published/ensemble/weights.yaml")["tests"]
    return tests


def ranked(n: int, *names: str, draws: int = N) -> Floats:
    return orders.ranked_weights(
        orders.simplex(exponential(3, np.arange(draws)[:, None], *names, np.arange(n)))
    )


def numbers(texts: list[str]) -> Floats:
    return np.array([float(Fraction(text)) for text in texts])


def assert_mean(draws: Floats, expected: Floats) -> None:
    error = draws.std(axis=0) / math.sqrt(len(draws))
    assert (np.abs(draws.mean(axis=0) - expected) < 4 * error).all()


def test_ranked_weights_have_the_published_moments(published: list[dict[str, Any]]) -> None:
    rows = [row for row in published if row["id"] == "ranked_mean"]
    assert len(rows) == 3
    for row in rows:
        w = ranked(len(row["given"]["order"]), "ranked")
        np.testing.assert_allclose(w.sum(axis=1), 1.0)
        assert (np.diff(w, axis=1) <= 0).all()
        assert_mean(w, numbers(row["expect"]["mean"]))
        if "sd" in row["expect"]:
            np.testing.assert_allclose(w.std(axis=0), row["expect"]["sd"], rtol=0.02)


def test_partly_ranked_weights_have_the_published_means(published: list[dict[str, Any]]) -> None:
    rows = [row for row in published if row["id"] == "partial_order"]
    assert len(rows) == 3
    for row in rows:
        n = row["given"]["n"]
        pairs = [(heavy - 1, light - 1) for heavy, light in row["given"]["heavier"]]
        extensions = orders.linear_extensions(n, pairs)
        assert len(extensions) == row["expect"]["linear_extensions"]
        chosen = orders.drawn_orders(extensions, uniform(3, np.arange(N), "extension"))
        w = orders.placed(chosen, ranked(n, "partly"))
        assert all((w[:, heavy] >= w[:, light]).all() for heavy, light in pairs)
        assert_mean(w, numbers(row["expect"]["mean"]))


def test_partly_ranked_weights_agree_with_rejection() -> None:
    pairs = [(0, 2), (1, 2), (1, 3)]
    free = np.random.default_rng(1).dirichlet(np.ones(4), 4 * N)
    kept = free[np.logical_and.reduce([free[:, a] >= free[:, b] for a, b in pairs])]
    chosen = orders.drawn_orders(orders.linear_extensions(4, pairs), uniform(3, np.arange(N), "extension"))
    w = orders.placed(chosen, ranked(4, "partly"))
    error = np.sqrt(w.var(axis=0) / len(w) + kept.var(axis=0) / len(kept))
    assert (np.abs(w.mean(axis=0) - kept.mean(axis=0)) < 4.5 * error).all()
    np.testing.assert_allclose(w.std(axis=0), kept.std(axis=0), rtol=0.03)


@given(st.integers(1, 5), st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5))
def test_linear_extensions_are_the_permutations_that_keep_every_pair(
    n: int, pairs: set[tuple[int, int]]
) -> None:
    inside = [(a, b) for a, b in pairs if max(a, b) < n]
    expected = [
        list(order)
        for order in itertools.permutations(range(n))
        if all(order.index(a) < order.index(b) for a, b in inside)
    ]
    if expected:
        assert orders.linear_extensions(n, inside).tolist() == expected
    else:
        with pytest.raises(ValueError, match="circle"):
            orders.linear_extensions(n, inside)


def test_eight_items_are_listed_and_nine_refused() -> None:
    assert len(orders.linear_extensions(8, [])) == math.factorial(8)
    with pytest.raises(ValueError, match="at most 8 items; got 9"):
        orders.linear_extensions(9, [])


def test_an_item_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"names an item outside 0\.\.2"):
        orders.linear_extensions(3, [(0, 3)])


def test_every_extension_is_drawn_equally_often() -> None:
    extensions = orders.linear_extensions(4, [(0, 1), (2, 3)])
    drawn = orders.drawn_orders(extensions, uniform(8, np.arange(N), "extension"))
    found, counts = np.unique(drawn, axis=0, return_counts=True)
    assert found.tolist() == extensions.tolist()
    # chi-square with five degrees of freedom exceeds 20.5 once in a thousand times
    assert ((counts - N / 6) ** 2 / (N / 6)).sum() < 20.5


def test_the_last_number_below_one_chooses_the_last_order() -> None:
    extensions = orders.linear_extensions(3, [])
    assert orders.drawn_orders(extensions, np.array([1 - 2.0**-53])).tolist() == [[2, 1, 0]]


def test_option_values_are_sorted_uniforms_between_worst_and_best() -> None:
    order = np.array([2, 0, 3, 1])
    u = orders.option_values(order, uniform(4, np.arange(N)[:, None], "value", np.arange(2)))
    assert (u[:, 2] == 0).all()
    assert (u[:, 1] == 1).all()
    assert (u[:, 0] <= u[:, 3]).all()
    assert_mean(u[:, [0, 3]], np.array([1 / 3, 2 / 3]))


def test_option_values_follow_an_order_of_their_own_in_every_draw() -> None:
    order = np.array([[0, 1, 2], [2, 1, 0]])
    assert orders.option_values(order, np.array([[0.3], [0.4]])).tolist() == [[0, 0.3, 1], [1, 0.4, 0]]
    assert orders.option_values(np.array([1, 0]), np.empty((1, 0))).tolist() == [[1, 0]]


def test_option_values_refuse_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at least two classes"):
        orders.option_values(np.array([0]), np.empty((1, 0)))
    with pytest.raises(ValueError, match="need 2 uniforms in a draw; got 1"):
        orders.option_values(np.array([0, 1, 2, 3]), np.empty((1, 1)))


def test_a_draw_made_alone_is_the_same_to_the_last_bit() -> None:
    n = 20
    bulk = exponential(3, np.arange(500)[:, None], "alone", np.arange(n))
    alone = exponential(3, np.arange(321, 322)[:, None], "alone", np.arange(n))
    turned = np.asfortranarray(bulk)
    for function in (orders.simplex, lambda e: orders.ranked_weights(orders.simplex(e))):
        assert function(bulk)[321].tobytes() == function(alone)[0].tobytes()
        assert function(turned)[321].tobytes() == function(alone)[0].tobytes()
