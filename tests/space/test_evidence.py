"""How firmly something holds: weights of draws, shares, margins, quantiles."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.finding import Firmness
from entaku.space.ensemble import Ensemble, reweighted
from entaku.space.evidence import bound, percent, quantile, share, strength
from tests.space import published


def weighted(*weights: float) -> Ensemble:
    """Give an ensemble of which only the weights matter."""
    count = len(weights)
    with np.errstate(divide="ignore"):
        logw = np.log(np.array(weights, dtype=np.float64))
    none = np.zeros((count, 0), dtype=np.bool_)
    return Ensemble(
        seed=1,
        numbers=np.arange(count),
        values=np.zeros((count, 1, 1), dtype=np.int64),
        no_deal=np.zeros((count, 1, 1), dtype=np.int64),
        scale=(1,),
        holds=none,
        on=none,
        vetoed=np.zeros((count, 1, 1), dtype=np.bool_),
        logw=logw,
        drawn=(),
        exact=False,
        conflict_share=0.0,
    )


def test_published_effective_sizes(shared: Path) -> None:
    tests = published.read(shared, "draw_weights")["tests"]
    for test in tests[:2]:
        assert weighted(*test["given"]["weights"]).effective == pytest.approx(
            test["expect"]["effective_size"]
        )
    groups = tests[2]["given"]["groups"]
    likelihood = np.concatenate([np.full(count, likely) for count, likely in groups])
    after = reweighted(weighted(*[1.0] * len(likelihood)), np.log(likelihood))
    assert after.effective == pytest.approx(tests[2]["expect"]["effective_size"], abs=1e-6)
    posterior = [share(after, likelihood == likely) for _, likely in groups]
    assert posterior == pytest.approx(tests[2]["expect"]["posterior"], abs=1e-6)


def test_published_bounds_on_exceptions_nobody_saw(shared: Path) -> None:
    for test in published.read(shared, "draw_weights")["tests"][3:]:
        assert bound(test["given"]["draws"]) == pytest.approx(test["expect"]["bound"], abs=1e-8)


def test_weights_add_to_one_and_ignore_a_common_factor() -> None:
    given_, scaled = weighted(1, 2, 5), weighted(1e-300, 2e-300, 5e-300)
    assert given_.weights.tolist() == pytest.approx([0.125, 0.25, 0.625])
    assert scaled.weights.tolist() == pytest.approx(given_.weights.tolist())


def test_evidence_multiplies_weights() -> None:
    twice = reweighted(reweighted(weighted(1, 1, 1), np.log([1.0, 2.0, 4.0])), np.log([3.0, 1.0, 1.0]))
    assert twice.weights.tolist() == pytest.approx([3 / 9, 2 / 9, 4 / 9])


def test_a_share_has_its_margin() -> None:
    found = strength(weighted(1, 1, 1, 1), np.array([True, False, False, False]))
    assert found.firmness is Firmness.SHARE
    assert (found.share, found.draws) == (0.25, 4.0)
    assert found.margin == pytest.approx(2 * sqrt(0.25 * 0.75 / 4))


@pytest.mark.parametrize(("holds", "held"), [(True, 1.0), (False, 0.0)])
def test_all_or_none_of_the_draws_is_every_draw_with_the_bound(holds: bool, held: float) -> None:  # noqa: FBT001
    found = strength(weighted(0.1, 0.2, 0.7), np.full(3, holds))
    assert (found.firmness, found.share) == (Firmness.EVERY_DRAW, held)
    assert found.margin == pytest.approx(bound(weighted(0.1, 0.2, 0.7).effective))


def test_an_exception_of_no_weight_is_an_exception_still() -> None:
    ensemble = weighted(*[1.0] * 1999, 1e-30)
    holds = np.arange(2000) < 1999
    found = strength(ensemble, holds)
    assert found.firmness is Firmness.SHARE
    assert found.share == pytest.approx(1.0)
    assert found.share <= 1.0


@given(st.lists(st.floats(1e-3, 1.0), min_size=2, max_size=60), st.integers(0, 59))
def test_a_share_stays_between_0_and_1(weights: list[float], place: int) -> None:
    ensemble = weighted(*weights)
    holds = np.arange(len(weights)) != place % len(weights)
    tiny = replace(ensemble, logw=np.where(holds, ensemble.logw, -800.0))
    found = strength(tiny, holds)
    assert 0.0 <= found.share <= 1.0
    assert found.margin >= 0.0


def test_exact_cases_say_so() -> None:
    found = strength(replace(weighted(1.0), exact=True), np.array([True]))
    assert (found.firmness, found.share, found.margin) == (Firmness.EXACT, 1.0, 0.0)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0.0, "0%"), (1e-9, "under 1%"), (0.0099, "under 1%"), (0.01, "1%"), (0.424, "42%"), (0.426, "43%"),
        (0.99, "99%"), (0.9901, "over 99%"), (1 - 1e-9, "over 99%"), (1.0, "100%"),
    ],
)  # fmt: skip
def test_a_share_is_said_in_whole_per_cent(part: float, said: str) -> None:
    assert percent(part).en == said
    assert percent(part).ja


def test_a_quantile_is_the_first_value_that_reaches_the_weight() -> None:
    ensemble, values = weighted(1, 1, 6, 2), np.array([30.0, 10.0, 20.0, 40.0])
    assert [quantile(ensemble, values, level) for level in (0.0, 0.05, 0.1, 0.11, 0.7, 0.75, 0.81, 1.0)] == [
        10.0, 10.0, 10.0, 20.0, 20.0, 30.0, 40.0, 40.0,
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-5, 5)), min_size=1, max_size=20), st.integers(1, 99)
)
def test_a_quantile_against_its_definition(draws: list[tuple[int, int]], level: int) -> None:
    weights, values = zip(*draws, strict=True)
    found = quantile(weighted(*weights), np.array(values, dtype=float), level / 100)
    reached = {value: sum(w for w, v in draws if v <= value) for value in values}
    # a weight of exactly the level may fall on either side by rounding
    total = sum(weights)
    enough = [value for value, weight in reached.items() if weight * 100 >= level * total]
    assert (
        found == min(enough)
        or reached[int(found)] * 100 == level * total
        or reached[min(enough)] * 100 == level * total
    )


def test_logarithms_far_below_zero_do_not_vanish() -> None:
    ensemble = reweighted(weighted(1, 1), np.array([-1e4, -1e4 + log(3)]))
    assert ensemble.weights.tolist() == pytest.approx([0.25, 0.75])
