"""Probabilistic elections, against published cases and the definition in plain products."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import elections as el
from tests.kernels.published import cases, columns, results
from tests.kernels.test_spatial import issues

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def reference(utilities: Floats, weights: Floats) -> list[float]:
    voters, m = utilities.shape

    def beats(a: int, b: int) -> float:
        for_a = sum(weights[k] * max(0.0, utilities[k, a] - utilities[k, b]) for k in range(voters))
        for_b = sum(weights[k] * max(0.0, utilities[k, b] - utilities[k, a]) for k in range(voters))
        return float(for_a / (for_a + for_b)) if for_a + for_b else 0.5

    products = [prod(beats(a, b) for b in range(m) if b != a) for a in range(m)]
    return [product / sum(products) for product in products]


@pytest.fixture
def ktab(shared: Path) -> dict[str, Any]:
    return cases(shared, "pull")["ktab_dummy_3dim"]


def ktab_arrays(case: dict[str, Any]) -> tuple[Floats, Floats, Floats]:
    x, c, s = (
        np.array([actor[k] for actor in case["actors"]]) for k in ("position", "capability", "salience")
    )
    return x, s, c


def test_published_elections_on_a_line(shared: Path) -> None:
    seen = 0
    for case in cases(shared, "pull").values():
        if "dimensions" in case:
            continue
        x, c, s = columns(case)
        for block in results(case, "probabilistic election"):
            weights = c * s if "salience" in block["weight"] else c
            found = el.election_on_line(x, weights, case["range"][1] - case["range"][0])
            order = np.argsort(x[found.first])
            assert x[found.first][order].tolist() == block["positions"]
            assert found.probability[found.first][order] == pytest.approx(block["probability"], abs=6e-7)
            seen += 1
    assert seen >= 16


def test_ktab_values_and_attitudes(ktab: dict[str, Any]) -> None:
    x, s, c = ktab_arrays(ktab)
    values = el.values_in_space(x, s, 100.0)
    expected = np.array(results(ktab, "value of position j")[0]["value"])
    assert np.abs(values - expected).max() < 6e-7
    found = el.risk_attitudes(values, c)
    for block in results(ktab, "risk attitude"):
        tolerance = float(block.get("precision", 5e-7)) * 1.01
        assert found == pytest.approx(np.array(block["value"]), abs=tolerance)


def test_ktab_first_election(ktab: dict[str, Any]) -> None:
    x, s, c = ktab_arrays(ktab)
    found = el.election_in_space(x, s, c, 100.0)
    for block in results(ktab, "election, first state"):
        tolerance = float(block.get("precision", 5e-7)) * 1.01
        assert found.probability == pytest.approx(np.array(block["value"]), abs=tolerance)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10**6))
def test_an_election_is_that_of_the_definition(voters: int, m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    u, w = rng.random((voters, m)), rng.random(voters)
    assert el.elect(u, w, np.ones(m, bool)) == pytest.approx(reference(u, w), abs=1e-12)


def test_who_does_not_stand_is_as_if_absent() -> None:
    rng = np.random.default_rng(1)
    u, w = rng.random((4, 5)), rng.random(4)
    standing = np.array([True, False, True, True, False])
    found = el.elect(u, w, standing)
    assert found[~standing].tolist() == [0.0, 0.0]
    assert found[standing] == pytest.approx(reference(u[:, standing], w), abs=1e-12)


@given(issues(), st.floats(0.1, 9.0), st.floats(-5.0, 5.0))
def test_line_elections_do_not_depend_on_names_or_scales(
    issue: tuple[Floats, Floats], factor: float, offset: float
) -> None:
    x, w = issue
    won = el.election_on_line(x, w, 6.0).probability
    assert el.election_on_line(factor * x + offset, 2.0 * w, 6.0 * factor).probability == pytest.approx(
        won, abs=1e-9
    )
    assert el.election_on_line(-x[::-1], w[::-1], 6.0).probability == pytest.approx(won[::-1], abs=1e-12)
    twice = el.election_on_line(np.repeat(x, 2), np.repeat(w / 2.0, 2), 1.0).probability
    assert twice[::2] == pytest.approx(won, abs=1e-9)
    assert twice[1::2] == pytest.approx(won, abs=1e-9)


@given(issues())
def test_chances_over_distinct_positions_add_to_one(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    found = el.election_on_line(x, w, 6.0)
    assert len(set(x[w > 0.0].tolist())) == found.first.sum()
    assert float(found.probability[found.first].sum()) == pytest.approx(1.0)
    assert np.all(found.probability[w == 0.0] == 0.0)


def test_many_candidates_do_not_underflow() -> None:
    x = np.linspace(0.0, 1.0, 400)
    found = el.election_on_line(x, np.ones(400), 1.0).probability
    assert float(found.sum()) == pytest.approx(1.0)
    assert abs(found.argmax() - 199.5) < 1.0


def test_draws_lead() -> None:
    rng = np.random.default_rng(2)
    x, w = rng.integers(0, 4, (30, 5)).astype(float), rng.random((30, 5))
    found = el.election_on_line(x, w, 3.0)
    for draw in range(30):
        assert np.array_equal(found.probability[draw], el.election_on_line(x[draw], w[draw], 3.0).probability)
    places, salience = rng.random((30, 4, 2)), rng.random((30, 4, 2))
    in_space = el.election_in_space(places, salience, w[:, :4], 1.0)
    for draw in range(30):
        alone = el.election_in_space(places[draw], salience[draw], w[draw, :4], 1.0)
        assert in_space.probability[draw] == pytest.approx(alone.probability, abs=1e-14)


def test_a_shared_place_in_space_is_one_candidate() -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    found = el.election_in_space(places, np.ones((3, 2)), [1.0, 2.0, 1.0], 1.0)
    assert found.first.tolist() == [True, True, False]
    assert found.probability == pytest.approx([0.5, 0.5, 0.5])
    same = el.risk_attitudes(el.values_in_space(np.zeros((3, 2)), np.ones((3, 2)), 1.0), np.ones(3))
    assert same.tolist() == [0.0, 0.0, 0.0]


def test_what_cannot_be_voted_on_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody stands"):
        el.elect([[1.0]], [1.0], [False])
    with pytest.raises(ValueError, match="length above 0"):
        el.election_on_line([1.0, 1.0], [1.0, 1.0], 0.0)
    with pytest.raises(ValueError, match="some salience"):
        el.values_in_space([[0.0], [1.0]], [[1.0], [0.0]], 1.0)
