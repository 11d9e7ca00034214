"""Mean and median of one issue, against published cases and the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from entaku.kernels.spatial import compromise, counted, nearest_options, weighted_median
from tests.kernels.published import cases, columns, results

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIZES = st.integers(1, 7)
WHOLE = st.integers(0, 6)


@st.composite
def issues(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Draw positions and weights with many ties; some weight is above 0."""
    n = draw(SIZES)
    x = draw(hnp.arrays(float, n, elements=WHOLE.map(float)))
    w = draw(hnp.arrays(float, n, elements=WHOLE.map(float)))
    w[draw(st.integers(0, n - 1))] += 1.0
    return x, w


def reference_median(x: Floats, w: Floats) -> tuple[float, float]:
    held = [(Fraction(a), Fraction(b)) for a, b in zip(x.tolist(), w.tolist(), strict=True) if b > 0]
    total = sum(b for _, b in held)
    low = min(p for p, _ in held if 2 * sum(b for a, b in held if a <= p) >= total)
    high = max(p for p, _ in held if 2 * sum(b for a, b in held if a >= p) >= total)
    return float(low), float(high)


def test_published_means_and_medians(shared: Path) -> None:
    seen = 0
    for case in cases(shared, "pull").values():
        if "dimensions" in case:
            continue
        x, c, s = columns(case)
        found = {
            "compromise mean": compromise(x, c * s).mean,
            "plain mean": compromise(x, c * s).plain,
            "weighted median": weighted_median(x, c * s).low,
        }
        for what, value in found.items():
            for block in results(case, what):
                if block["what"] == what:
                    assert value == pytest.approx(block["value"], abs=5e-7), (case["id"], what)
                    seen += 1
    assert seen >= 24


@given(issues())
def test_the_median_is_that_of_the_definition(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    found = weighted_median(x, w)
    assert (float(found.low), float(found.high)) == reference_median(x, w)


@given(issues())
def test_the_median_minimises_weighted_distance(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    found = weighted_median(x, w)
    losses = {p: float((w * np.abs(x - p)).sum()) for p in (*x.tolist(), float(found.low), float(found.high))}
    assert losses[float(found.low)] == min(losses.values()) == losses[float(found.high)]


@given(issues())
def test_as_much_weight_as_is_said_moves_the_median(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    found = weighted_median(x, w)
    down = float(found.low) - 1.0
    at_least = w[x >= found.low].sum()
    assert 0.0 <= found.to_lower <= at_least
    crossed = np.append(np.where(x >= found.low, w * (1.0 - found.to_lower / at_least), w), found.to_lower)
    assert weighted_median(np.append(x, down), crossed).low < found.low
    short = found.to_lower * 0.99
    crossed = np.append(np.where(x >= found.low, w * (1.0 - short / at_least), w), short)
    assert weighted_median(np.append(x, down), crossed).low >= found.low


@given(issues())
def test_leaving_an_actor_out_shifts_the_mean_by_what_is_said(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    found = compromise(x, w)
    for i in range(len(x)):
        others = np.delete(w, i)
        if w[i] == 0.0:
            assert found.shift[i] == 0.0
        elif others.sum() == 0.0:
            assert np.isnan(found.shift[i])
        else:
            without = compromise(np.delete(x, i), others).mean
            assert found.shift[i] == pytest.approx(float(found.mean - without), abs=1e-9)
        nudged = x.copy()
        nudged[i] += 1.0
        assert float(compromise(nudged, w).mean - found.mean) == pytest.approx(found.pull[i], abs=1e-9)


@given(issues(), st.floats(0.1, 9.0), st.floats(-5.0, 5.0))
def test_scale_and_order_and_doubling_change_nothing(
    issue: tuple[Floats, Floats], factor: float, offset: float
) -> None:
    x, w = issue
    mean, median = compromise(x, w).mean, weighted_median(x, w)
    moved = factor * x + offset
    assert float(compromise(moved, 3.0 * w).mean) == pytest.approx(factor * float(mean) + offset, abs=1e-9)
    assert float(weighted_median(moved, 3.0 * w).low) == pytest.approx(factor * float(median.low) + offset)
    turned = weighted_median(-x[::-1], w[::-1])
    assert (float(turned.low), float(turned.high)) == (-float(median.high), -float(median.low))
    twice, halved = np.repeat(x, 2), np.repeat(w / 2.0, 2)
    assert float(compromise(twice, halved).mean) == pytest.approx(float(mean))
    assert float(weighted_median(twice, halved).low) == float(median.low)


@given(issues())
def test_an_unstated_position_and_no_weight_stay_out(issue: tuple[Floats, Floats]) -> None:
    x, w = issue
    absent_x, absent_w = np.append(x, [np.nan, 99.0]), np.append(w, [5.0, 0.0])
    for with_absent, without in (
        (compromise(absent_x, absent_w), compromise(x, w)),
        (weighted_median(absent_x, absent_w), weighted_median(x, w)),
    ):
        assert float(with_absent[0]) == float(without[0])
        assert float(with_absent[1]) == float(without[1])
    assert compromise(absent_x, absent_w).pull[-2:].tolist() == [0.0, 0.0]


def test_draws_lead() -> None:
    rng = np.random.default_rng(3)
    x, w = rng.random((40, 2, 5)), rng.random((40, 2, 5))
    mean, median = compromise(x, w), weighted_median(x, w)
    assert mean.shift.shape == (40, 2, 5)
    for i, j in np.ndindex(40, 2):
        assert mean.mean[i, j] == compromise(x[i, j], w[i, j]).mean
        assert median.to_raise[i, j] == weighted_median(x[i, j], w[i, j]).to_raise


def test_an_exact_half_is_an_interval() -> None:
    found = weighted_median([1.0, 2.0, 5.0], [0.1, 0.2, 0.3])  # 0.1 + 0.2 is not 0.3 to the last bit
    assert (float(found.low), float(found.high)) == (2.0, 5.0)


@pytest.mark.parametrize("weights", [[0.0, 0.0], [1.0, -1.0], [1.0, np.nan]])
def test_weights_that_say_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        counted([1.0, 2.0], weights)


def test_nobody_with_a_position_is_refused() -> None:
    with pytest.raises(ValueError, match=r"in 1 draw"):
        compromise([[np.nan, 1.0], [0.0, 1.0]], [1.0, 0.0])


def test_without_options_none_is_nearest() -> None:
    with pytest.raises(ValueError, match="no coded option"):
        nearest_options(0.5, [])
