"""The expected-utility model: published paths and charts, a slow reference, and what must not matter."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels import challenge
from entaku.kernels.challenge import (
    PRINTED,
    PROGRAM,
    Actors,
    Kind,
    Switches,
    Views,
    actors,
    kinds,
    play,
    quadrants,
    step,
)
from entaku.kernels.challenge_switches import CHOICES
from tests.kernels import reference_challenge as slow
from tests.kernels.published import cases, columns, results

if TYPE_CHECKING:
    from pathlib import Path

VARIANTS = {
    "program": PROGRAM,
    "printed": PRINTED,
    "printed, with prob = pair_net and vote_risk = one": replace(PRINTED, prob="pair_net"),
}
SEEDS = st.integers(0, 10**6)


@st.composite
def readings(draw: st.DrawFn) -> Switches:
    """Draw any combination of switches but a random winner."""
    chosen: dict[str, Any] = {name: draw(st.sampled_from(values)) for name, values in CHOICES.items()}
    if chosen["losers"] == "random":
        chosen["losers"] = "full"
    return Switches(**chosen, q=draw(st.sampled_from([1.0, 0.5])), t=draw(st.sampled_from([0.0, 0.5, 1.0])))


def some_group(seed: int, n: int = 5) -> Actors:
    """Give actors on five places of 0..1, so that places and expectations often tie."""
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 5, n) / 4.0
    return actors(x, rng.integers(1, 5, n) / 4.0, rng.integers(1, 5, n) / 4.0)


def group_of(case: dict[str, Any]) -> tuple[Actors, float]:
    low, high = case["range"]
    return actors(*columns(case)), high - low


@pytest.fixture
def on_line(shared: Path) -> dict[str, dict[str, Any]]:
    return {name: case for name, case in cases(shared, "pull").items() if "dimensions" not in case}


def test_published_paths(on_line: dict[str, dict[str, Any]]) -> None:
    seen = 0
    for case in on_line.values():
        group, span = group_of(case)
        for variant, switches in VARIANTS.items():
            path = play(group, switches, rounds=case["rounds"], span=span)
            found = {
                "risk exponents round 1": quadrants(group, switches, span).risk,
                "compromise mean by round": path.mean[: int(path.rounds) + 1],
                "median by round": path.median_low[: int(path.rounds) + 1],
                "positions after round 1": path.positions[1],
            }
            for what, value in found.items():
                for block in results(case, what):
                    if block["variant"] != variant:
                        continue
                    exact = {"replication": 1e-9, "printed": 0.062}
                    tolerance = exact.get(block["origin"], 6e-7)
                    assert value.shape == (len(block["value"]),), (case["id"], what)
                    assert value == pytest.approx(np.array(block["value"]), abs=tolerance), (case["id"], what)
                    seen += 1
    assert seen >= 51


def test_published_quadrant_chart_fits_two_readings_of_forty_eight(
    on_line: dict[str, dict[str, Any]],
) -> None:
    case = on_line["eu_emission_standards"]
    group, span = group_of(case)
    chart = results(case, "quadrant chart")[0]["value"]
    names = [actor["name"] for actor in case["actors"]]
    belgium, others = names.index("Belgium"), [names.index(name) for name in chart]
    misses = {}
    for reading in product(
        CHOICES["prob"], CHOICES["vote_risk"], CHOICES["salience_ji"], CHOICES["extremes"], (1.0, 0.5)
    ):
        named: dict[str, Any] = dict(
            zip(("prob", "vote_risk", "salience_ji", "extremes", "q"), reading, strict=True)
        )
        seen = quadrants(group, Switches(**named, t=1.0), span)
        drawn = np.stack([seen.challenging[belgium, others], seen.challenged[belgium, others]], axis=-1)
        misses[reading] = float(np.abs(drawn - np.array(list(chart.values()))).max())
    assert len(misses) == 48
    best = sorted(misses, key=misses.__getitem__)
    assert best[:2] == [("all_pairs", risk, "target", "actors", 1.0) for risk in ("own", "one")]
    assert misses[best[1]] < 0.01
    assert misses[best[2]] > 0.28


def test_one_reading_oscillates(on_line: dict[str, dict[str, Any]]) -> None:
    group, span = group_of(on_line["honduras_nicaragua"])
    path = play(group, PROGRAM, rounds=40, span=span)
    assert not path.settled
    assert path.mean[-2:] == pytest.approx([0.131744, 0.50085][:: 1 if path.mean[-1] > 0.4 else -1], abs=1e-5)


@settings(max_examples=60)
@given(readings(), SEEDS)
def test_every_reading_is_that_of_the_formulas(switches: Switches, seed: int) -> None:
    group = some_group(seed)
    table = slow.Table(group.position.tolist(), group.capability.tolist(), group.salience.tolist(), 1.0)
    r = slow.risk(table, switches)
    seen = quadrants(group, switches, 1.0)
    assert seen.risk == pytest.approx(r, abs=1e-9)
    for i, j in product(range(5), repeat=2):
        if i != j:
            assert seen.challenging[i, j] == pytest.approx(slow.forth(table, i, j, r, switches), abs=1e-9)
            assert seen.challenged[i, j] == pytest.approx(slow.back(table, i, j, r, switches), abs=1e-9)
    path = slow.play(table, switches, 2)
    found = play(group, switches, rounds=2, span=1.0)
    assert int(found.rounds) == len(path) - 1
    assert found.positions[: len(path)] == pytest.approx(np.array(path), abs=1e-9)


@settings(max_examples=60)
@given(readings(), SEEDS)
def test_the_order_of_actors_does_not_matter(switches: Switches, seed: int) -> None:
    group = some_group(seed)
    order = np.random.default_rng(seed).permutation(5)
    shuffled = Actors(*(part[order] for part in group))
    path, other = (play(each, switches, rounds=3, span=1.0) for each in (group, shuffled))
    assert other.positions == pytest.approx(path.positions[:, order], abs=1e-9)


@settings(max_examples=60)
@given(readings(), SEEDS, st.sampled_from([0.25, 2.0, 64.0]), st.sampled_from([-8.0, 0.0, 16.0]))
def test_units_do_not_matter(switches: Switches, seed: int, factor: float, offset: float) -> None:
    group = some_group(seed)
    moved = group._replace(position=factor * group.position + offset, capability=factor * group.capability)
    path, other = play(group, switches, rounds=3, span=1.0), play(moved, switches, rounds=3, span=factor)
    assert other.positions == pytest.approx(factor * path.positions + offset, abs=1e-8)
    assert other.mean == pytest.approx(factor * path.mean + offset, abs=1e-8)


@settings(max_examples=60)
@given(readings(), SEEDS)
def test_a_mirrored_scale_mirrors_the_path(switches: Switches, seed: int) -> None:
    rng = np.random.default_rng(seed)
    group = actors(rng.random(5), rng.random(5), rng.random(5))  # no ties: the last tie-break looks down
    if switches.choose == "lowest_weighted":
        switches = replace(switches, choose="ordered")
    mirrored = group._replace(position=1.0 - group.position)
    path, other = play(group, switches, rounds=3, span=1.0), play(mirrored, switches, rounds=3, span=1.0)
    assert other.positions == pytest.approx(1.0 - path.positions, abs=1e-8)


def test_the_program_is_not_symmetric(on_line: dict[str, dict[str, Any]]) -> None:
    group, span = group_of(on_line["eu_emission_standards"])
    mirrored = group._replace(position=14.0 - group.position)
    path, other = (play(each, PROGRAM, rounds=10, span=span) for each in (group, mirrored))
    assert np.abs(other.mean - (14.0 - path.mean)).max() > 0.1


def test_draws_are_played_alone() -> None:
    groups = [some_group(seed) for seed in range(40)]
    together = Actors(*(np.stack(parts) for parts in zip(*groups, strict=True)))
    for switches in (PROGRAM, PRINTED, replace(PRINTED, extremes="positions", q=0.5, range="current")):
        path = play(together, switches, rounds=4)
        for draw, group in enumerate(groups):
            alone = play(group, switches, rounds=4)
            assert int(alone.rounds) == path.rounds[draw]
            assert bool(alone.settled) == path.settled[draw]
            assert path.positions[draw] == pytest.approx(alone.positions, abs=1e-12)


@settings(max_examples=50)
@given(readings(), SEEDS)
def test_paths_stay_between_the_ends(switches: Switches, seed: int) -> None:
    group = some_group(seed, n=4)
    path = play(group, switches, rounds=4)
    assert path.positions.min() >= group.position.min() - 1e-12
    assert path.positions.max() <= group.position.max() + 1e-12
    seen = quadrants(group, switches, 1.0)
    assert np.all((seen.risk >= 0.5 - 1e-9) & (seen.risk <= 2.0 + 1e-9))


def test_one_place_only() -> None:
    group = actors([0.4, 0.4, 0.4], [1.0, 2.0, 3.0], [0.5, 1.0, 0.2])
    path = play(group, PRINTED, rounds=3)
    assert path.mean.tolist() == pytest.approx([0.4] * 4)
    assert (int(path.rounds), bool(path.settled)) == (1, True)
    assert not quadrants(group, PRINTED, 0.0).challenging.any()


def test_all_weight_with_one_actor_and_a_target_without_salience() -> None:
    group = actors([0.0, 1.0], [0.0, 3.0], [0.0, 1.0])
    seen = quadrants(group, PRINTED, 1.0)
    gain = 2.0 - 4.0 * 0.0 ** seen.risk[1] - (2.0 - 4.0 * 0.5 ** seen.risk[1])
    assert seen.challenging[1, 0] == pytest.approx(gain)
    assert Kind(int(kinds(seen, group.position)[1, 0])) in {Kind.FAVOURED, Kind.PREVAILS, Kind.CONFRONTED}
    assert play(group, PRINTED, rounds=3).mean.tolist() == pytest.approx([1.0] * 4)


def test_all_equal_securities_leave_everybody_at_one() -> None:
    seen = quadrants(actors([0.0, 1.0], 1.0, 1.0), PRINTED, 1.0)
    assert seen.risk.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (1.0, 2.0, Kind.CONFRONTED),
        (2.0, 1.0, Kind.FAVOURED),
        (1.0, -1.0, Kind.PREVAILS),
        (-1.0, 2.0, Kind.COMPROMISE),
        (-2.0, 1.0, Kind.COMPELLED),
        (-1.0, -1.0, Kind.STALEMATE),
        (0.0, 1.0, Kind.NONE),
        (1.0, 0.0, Kind.NONE),
        (1.0, 1.0, Kind.NONE),
        (-1.0, 1.0, Kind.NONE),
    ],
)
def test_quadrants_and_their_open_boundaries(a: float, b: float, kind: Kind) -> None:
    one = np.ones((2, 2))
    seen = Views(a * one, b * one, np.ones(2), 0.5 * one)
    assert kinds(seen, [0.0, 1.0])[0, 1] == kind
    assert kinds(seen, [0.0, 0.0])[0, 1] == Kind.NONE


@pytest.mark.parametrize(
    ("offers", "far", "taken"),
    [
        # (a, b) of the challenges from below and from above, the side of the mean, and what is taken
        (((0.1, 0.3), (0.1, 0.4)), "below", 1.0),  # the larger b
        (((-0.4, 0.35), (0.1, 0.3)), "above", 0.0),  # the larger b before the kind
        (((-0.4, 0.3), (0.1, 0.3)), "below", 1.0),  # a confrontation before giving in
        (((0.1, 0.3), (0.1, 0.3)), "below", 0.0),  # the target nearer to the mean
        (((0.1, 0.3), (0.1, 0.3)), "above", 1.0),
        (((0.1, 0.3), (0.1, 0.3)), "even", 0.0),  # the lower position
    ],
)
def test_equal_changes_are_told_apart(
    offers: tuple[tuple[float, float], ...], far: str, taken: float
) -> None:
    weights = {"below": [1.0, 3.0, 1.0], "above": [1.0, 1.0, 3.0], "even": [1.0, 1.0, 1.0]}[far]
    for order in ([0, 1, 2], [0, 2, 1], [2, 1, 0]):
        group = actors(np.array([0.5, 0.0, 1.0])[order], np.array(weights)[order], 1.0)
        a, b = -np.ones((3, 3)), -np.ones((3, 3))
        for other, (mine, its) in zip((1, 2), offers, strict=True):
            a[order.index(0), order.index(other)] = mine
            b[order.index(0), order.index(other)] = its
        seen = Views(a, b, np.ones(3), np.full((3, 3), 0.5))
        kind = kinds(seen, group.position)
        where, offered = challenge._offers(group, seen, kind, PRINTED)
        column = challenge._choice(group, seen, kind, (where, offered, np.array(1.0)), PRINTED)[
            order.index(0)
        ]
        assert where[order.index(0), column] == taken


def test_a_random_winner_follows_the_lots() -> None:
    group = actors([4.0, 7.0, 10.0], [1.0, 1.0, 3.0], [0.5, 0.3, 1.0])
    chance = replace(PRINTED, losers="random")
    seen = quadrants(group, chance, 6.0)
    assert kinds(seen, group.position)[0].tolist() == [Kind.NONE, Kind.CONFRONTED, Kind.COMPROMISE]
    always, never = np.zeros((3, 3)), np.ones((3, 3))
    assert step(group, chance, 6.0, always) == pytest.approx(step(group, PRINTED, 6.0))
    # without luck nobody gives in to a confrontation, not even one seen as won
    alone = actors([0.0, 1.0], [1.0, 1.5], [0.8, 1.0])
    assert kinds(quadrants(alone, chance, 1.0), alone.position)[0, 1] in {Kind.CONFRONTED, Kind.FAVOURED}
    assert step(alone, chance, 1.0, always[:2, :2])[0] == 1.0
    assert step(alone, chance, 1.0, never[:2, :2])[0] == 0.0
    share = 1.0 - quadrants(alone, chance, 1.0).odds[0, 1]
    assert step(alone, chance, 1.0, np.full((2, 2), share - 1e-9))[0] == 1.0
    assert step(alone, chance, 1.0, np.full((2, 2), share))[0] == 0.0
    path = play(alone, chance, rounds=2, lots=np.ones((2, 2, 2)))
    assert path.positions.tolist() == [[0.0, 1.0]] * 3


def test_what_is_no_issue_is_refused() -> None:
    with pytest.raises(ValueError, match="stated position"):
        actors([0.0, np.nan], 1.0, 1.0)
    with pytest.raises(ValueError, match="salience from 0 to 1"):
        actors([0.0, 1.0], 1.0, 1.5)
    with pytest.raises(ValueError, match="any weight"):
        actors([0.0, 1.0], [1.0, 0.0], [0.0, 1.0])
    with pytest.raises(ValueError, match="further apart"):
        quadrants(actors([0.0, 2.0], 1.0, 1.0), PRINTED, 1.0)
    with pytest.raises(ValueError, match="lots"):
        step(actors([0.0, 1.0], 1.0, 1.0), replace(PRINTED, losers="random"), 1.0)


def test_all_faults_of_a_reading_are_named_at_once() -> None:
    wrong: dict[str, Any] = {"prob": "pairs", "q": 1.5}
    with pytest.raises(ValueError, match=r"prob is 'pairs'.*q is 1\.5"):
        Switches(**wrong)
