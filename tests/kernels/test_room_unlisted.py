"""The survey without a list, against the one that lists all packages."""

from __future__ import annotations

import random
from dataclasses import fields

import numpy as np
import pytest

from entaku.kernels import room_unlisted as module
from entaku.kernels.room import CHUNK, Survey, Tables, survey
from entaku.kernels.room_unlisted import survey_unlisted
from tests.kernels import reference_room as listing

CASES = 150


def some(seed: int) -> tuple[Tables, np.ndarray, np.ndarray]:
    """Give draws of a small case, with weights and the needed parties."""
    rng = random.Random(seed)
    draws = listing.random_draws(rng, unit=(1, 2, 4))
    parties = range(len(draws[0].values))
    needed = np.isin(parties, rng.sample(parties, rng.randint(1, len(parties))))
    tables = Tables(
        values=np.array([case.values for case in draws]),
        no_deal=np.array([case.no_deal for case in draws]),
        vetoed=np.array([case.vetoes for case in draws]),
        starts=np.array(draws[0].starts),
        unit=np.array(draws[0].unit, float),
    )
    return tables, np.array([rng.randint(0, 3) for _ in draws[1:]] + [1.0]), needed


def large(draws: int) -> tuple[Tables, np.ndarray, np.ndarray]:
    """Give draws of opposed parties over 4**20 packages."""
    rng = np.random.default_rng(1)
    wish = rng.integers(0, 1000, (draws, 1, 80))
    values = np.concatenate([wish, 1000 - wish + rng.integers(0, 500, wish.shape)], axis=1)
    no_deal = rng.integers(11_000, 16_500, (draws, 2))
    tables = Tables(values, no_deal, values < 0, np.arange(0, 81, 4), np.full(2, 20_000.0))
    return tables, np.ones(draws), np.ones(2, np.bool_)


def test_what_belongs_to_a_draw_equals_the_listing() -> None:
    closed = 0
    for seed in range(CASES):
        listed, found = survey(*some(seed)), survey_unlisted(*some(seed))
        for name in ("frontier_packages", "frontier_points", "chosen_package", "chosen_values"):
            assert (getattr(listed, name) == getattr(found, name)).all(), (seed, name)
        for name in ("together", "alone"):
            assert getattr(found, name) == pytest.approx(getattr(listed, name)), (seed, name)
        assert found.looked.all()
        assert not found.within.any()
        closed += int((listed.first < 0).any())
    assert closed > CASES / 5


def test_what_belongs_to_a_package_equals_the_listing() -> None:
    for seed in range(CASES):
        listed, found = survey(*some(seed)), survey_unlisted(*some(seed))
        assert found.accepted == pytest.approx(listed.accepted[found.numbers]), seed
        assert found.on_frontier == pytest.approx(listed.on_frontier[found.numbers]), seed
        assert found.chosen == pytest.approx(listed.chosen[:, found.numbers]), seed
        picked = np.flatnonzero(listed.chosen.any(axis=0))
        assert np.isin(picked, found.numbers).all(), seed


def test_swapping_options_leads_no_lower_than_where_it_began() -> None:
    for seed in range(CASES):
        tables, weights, needed = some(seed)
        share = survey(tables, weights, needed).accepted[:, -1]
        best = survey_unlisted(tables, weights, needed)
        picked = best.chosen.any(axis=0)
        if picked.any():
            top = share[best.numbers].max()
            assert top >= share[best.numbers[picked]].max()


def same(one: Survey, other: Survey) -> bool:
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(Survey)
    )


def test_the_number_of_threads_changes_no_bit() -> None:
    given = large(130)
    assert same(survey_unlisted(*given, threads=1), survey_unlisted(*given, threads=3))


def test_openings_of_many_packages_open() -> None:
    tables, weights, needed = large(40)
    found = survey_unlisted(tables, weights, needed)
    closed = np.flatnonzero(found.together > 0.0)
    assert 5 < len(closed) < 40
    able = [(draw, party) for draw in closed for party in range(2) if found.alone[draw, party] > 0.0]
    assert len(able) > 10
    for draw, party in able:
        lower = tables.no_deal[draw].copy()
        lower[party] -= round(found.alone[draw, party] * 20_000)
        number, worth = int(found.alone_package[draw, party]), np.zeros(2, np.int64)
        for block in range(20):
            worth += tables.values[draw][:, 4 * block + number // 4 ** (19 - block) % 4]
        assert (worth >= lower).all()
        assert worth[party] == lower[party]


def test_draws_beyond_the_work_allowed_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 1)
    tables, weights, needed = large(130)
    found = survey_unlisted(tables, weights, needed)
    assert found.looked.sum() == CHUNK
    assert found.frontier_points[:CHUNK].any()
    assert not found.frontier_points[CHUNK:].any()
    assert found.chosen.sum(axis=1) == pytest.approx(np.mean(found.chosen_package[:CHUNK, 0] >= 0))


def test_merging_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LIMITS", np.array([20, 1000]))
    found = survey_unlisted(*large(10))
    assert (found.frontier_points <= 20).all()
    assert (found.within > 0.0).all()
