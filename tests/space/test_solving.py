"""Exact cases of any size: what is counted, drawn, merged or opened, against small cases and against proofs."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import numpy as np
import pytest

from entaku.kernels.acceptance import openings
from entaku.lenses.room import look
from entaku.model.case import Case
from entaku.model.statement import Says, Statement
from entaku.space import solving
from entaku.space.solving import Exact, exact, interval
from entaku.space.study import Study, lay_out
from entaku.space.zones import tables
from tests.space import build as b


def opposed(
    parties: int, issues: int, options: int, no_deal: float = 0.4, seed: int = 1, factor: int = 1
) -> Case:
    """Give a case in which every other party wants the opposite, in whole numbers."""
    rng = np.random.default_rng(seed)
    names = [f"i{number}" for number in range(issues)]
    wish = rng.integers(0, 1001, (issues, options))
    said = {}
    for p in range(parties):
        weight = rng.integers(1, 10, issues)
        worth = weight[:, None] * (1000 - wish if p % 2 else wish)
        table = {
            name: {f"o{k}": int(value) * factor for k, value in enumerate(row)}
            for name, row in zip(names, worth, strict=True)
        }
        said[f"p{p}"] = [b.values(table, int(no_deal * worth.max(axis=1).sum()) * factor)]
    return b.case([b.issue(name, *(f"o{k}" for k in range(options))) for name in names], said)


def solved(case: Case) -> tuple[Study, Exact]:
    study = lay_out(case)
    return study, exact(study)


def test_a_trillion_packages_are_counted_and_their_frontier_is_exact() -> None:
    study, found = solved(opposed(2, 20, 4))
    assert study.outcomes.count == 4**20
    assert found.exact
    assert found.zone == "some"
    assert not found.acceptable.sampled
    assert 0 < found.acceptable.strict <= found.acceptable.count < 4**20
    # nothing on the frontier dominates, and no weighing of the parties finds a better package
    order = np.argsort(found.points[:, 0])
    assert (np.diff(found.points[order, 1]) <= 0).all()
    values = study.block_values[0].reshape(2, 20, 4)
    for weight in np.linspace(0.05, 0.95, 19):
        mixed = weight * values[0] + (1.0 - weight) * values[1]
        best = mixed.max(axis=1).sum()
        worth = np.take_along_axis(values, mixed.argmax(axis=1)[None, :, None], 2).sum(axis=(1, 2))
        inside = (worth >= study.ensemble.no_deal[0, :, 0]).all()
        top = (weight * found.points[:, 0] + (1.0 - weight) * found.points[:, 1]).max()
        assert top == pytest.approx(best) if inside else top <= best


@pytest.mark.parametrize("seed", range(8))
def test_a_sample_comes_near_the_share_that_is_counted(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opposed(3, 4, 4, 0.3, seed)
    counted = solved(case)[1].acceptable
    monkeypatch.setattr(solving, "countable", lambda *_: False)
    sampled = solved(case)[1].acceptable
    assert sampled.sampled
    assert not counted.sampled
    assert sampled.of == solving.SAMPLE
    assert abs(sampled.share - counted.share) < 4.0 * 0.5 / solving.SAMPLE**0.5
    assert sampled.low < sampled.share < sampled.high < sampled.low + 0.01


@pytest.mark.parametrize("of", [10, 60])
def test_the_interval_covers_the_true_share_at_its_rate_whatever_it_is(of: int) -> None:
    bounds = [interval(hits, of) for hits in range(of + 1)]
    for share in np.linspace(0.001, 0.999, 97):
        chances = [comb(of, hits) * share**hits * (1.0 - share) ** (of - hits) for hits in range(of + 1)]
        covered = sum(c for c, (low, high) in zip(chances, bounds, strict=True) if low <= share <= high)
        assert covered >= 0.95


def test_samples_of_small_cases_cover_the_counted_share_at_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    case = opposed(2, 3, 4, 0.35, 3)
    true = solved(case)[1].acceptable.share
    assert 0.1 < true < 0.9
    monkeypatch.setattr(solving, "countable", lambda *_: False)
    monkeypatch.setattr(solving, "SAMPLE", 200)
    study = lay_out(case)
    drawn = [
        exact(replace(study, ensemble=replace(study.ensemble, seed=seed))).acceptable for seed in range(200)
    ]
    assert np.mean([one.low <= true <= one.high for one in drawn]) > 0.92
    assert len({one.count for one in drawn}) > 20


@pytest.mark.parametrize("seed", range(6))
def test_smallest_openings_equal_those_of_all_packages(seed: int) -> None:
    study, found = solved(opposed(2 + seed % 2, 4, 3, 0.9, seed))
    assert found.zone == "none"
    given = tables(study)
    units = np.array(study.ensemble.scale, float)
    listed = openings(given.values, given.no_deal, given.vetoed, given.starts, study.needed, units)
    [(together, package)] = found.opening.together
    assert together == pytest.approx(listed.together[0])
    for place, party in enumerate(study.parties):
        by, _ = found.opening.alone.get(party, (-1.0, -1))
        assert by == pytest.approx(listed.alone[0, place])
    worth = study.block_values[0][:, list(study.outcomes.choices(package))].sum(axis=1)
    assert max(study.ensemble.no_deal[0, :, 0] - worth) / units[0] == pytest.approx(together)


def test_red_lines_on_every_option_leave_nothing_to_open() -> None:
    case = opposed(2, 2, 2)
    lines: list[Says | Statement] = [*case.of("p0"), *(b.red_line("i0", f"o{k}") for k in range(2))]
    said: b.Said = {"p0": lines, "p1": case.of("p1")}
    study = lay_out(b.case(case.issues, said))
    found = exact(study)
    assert found.zone == "none"
    assert not found.opening.together
    assert any(one.id == "room-barred" for one in look(study).findings())


def test_vetoes_and_impossible_combinations_hold_among_a_trillion() -> None:
    case = opposed(2, 20, 4)
    said: b.Said = {"p0": [*case.of("p0"), b.red_line("i3", "o1")], "p1": case.of("p1")}
    rules = (b.impossible("r", i0="o0", i1="o0"),)
    study, found = solved(b.case(case.issues, said, impossible=rules))
    assert study.outcomes.count == 15 * 4**18
    for number in found.numbers:
        package = study.outcomes.package(number)
        assert package["i3"] != "o1"
        assert (package["i0"], package["i1"]) != ("o0", "o0")
    assert found.acceptable.count < solved(case)[1].acceptable.count


def test_values_beyond_64_bits_give_the_same() -> None:
    small, great = solved(opposed(2, 8, 4))[1], solved(opposed(2, 8, 4, factor=10**20))[1]
    assert great.points.dtype == object
    assert great.numbers == small.numbers
    assert great.acceptable == small.acceptable
    assert great.chosen == small.chosen


def test_merging_is_bounded_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    case = opposed(4, 6, 4, 0.2)
    study, whole = solved(case)
    monkeypatch.setattr(solving, "MOST_POINTS", 50)
    merged = exact(study)
    assert whole.exact
    assert whole.within == 0.0
    assert not merged.exact
    assert 0.0 < merged.within < 1.0
    off = merged.found.within
    floor = study.ensemble.no_deal[0, :, 0]
    for point in whole.points:
        assert (point < floor + off).any() or (merged.points >= point - off).all(axis=1).any()
    [told] = [one for one in look(study).findings() if one.id == "room-size"]
    assert "merged" in told.text.en
    assert "まとめた" in told.text.ja
    assert f"{merged.within:.2g}" in told.text.en
    assert look(study).data()["size"]["frontier"] == "merged"


def test_a_large_case_says_how_it_was_looked_at_and_a_small_one_nothing() -> None:
    large, small = look(lay_out(opposed(3, 20, 4))), look(lay_out(opposed(3, 3, 4)))
    [told] = [one for one in large.findings() if one.id == "room-size"]
    assert "were not listed" in told.text.en or "merged" in told.text.en
    assert "65,536 packages drawn at random" in told.text.en
    assert "無作為" in told.text.ja
    assert large.data()["size"]["acceptable"] == "sampled"
    assert not [one for one in small.findings() if one.id == "room-size"]
    size = small.data()["size"]
    assert (size["packages"], size["frontier"], size["within"], size["acceptable"]) == (
        64,
        "exact",
        0.0,
        "counted",
    )


def test_ties_are_counted_where_they_are_too_many_to_list() -> None:
    issues = [b.issue(f"i{n}", "k", "l", "m", "n") for n in range(20)]
    table = {one.id: dict.fromkeys("klmn", 1) for one in issues}
    study, found = solved(b.case(issues, {"A": [b.values(table, 0)], "B": [b.values(table, 0)]}))
    assert found.distinct == 1
    assert found.packages == 4**20
    assert found.ties("nash") == 4**20
    assert len(found.numbers) == solving.MOST_PACKAGES
    assert found.acceptable.count == 4**20
    lens = look(study)
    assert f"{4**20 - 4:,} packages worth exactly the same" in str([one.text.en for one in lens.findings()])
    assert lens.data()["points"]["nash"]["packages"] == 4**20


def test_measures_by_hand() -> None:
    issues = [b.issue("x", "k", "l", "m")]
    said = {
        "A": [b.values({"x": {"k": 0, "l": 6, "m": 10}}, 2)],
        "B": [b.values({"x": {"k": 10, "l": 5, "m": 1}}, 1)],
    }
    _, found = solved(b.case(issues, said))
    assert found.measures["surplus"] == {"A": 8.0, "B": 4.0}
    assert found.measures["opposition"] == pytest.approx(np.hypot(0.4, 0.5))
    assert found.measures["agreement_on"] == {"x": {"k": 0.0, "l": 0.5, "m": 0.5}}
    assert (found.acceptable.count, found.acceptable.strict) == (2, 1)
