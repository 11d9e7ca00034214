"""Where there is room, against listing every package of every draw; and what is proved, against all corners."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import NoDealValue, Package, RedLine, Says, Statement
from entaku.space.admissible import surely_on
from entaku.space.deals import best_deals
from entaku.space.evidence import share
from entaku.space.statements import package_rows
from entaku.space.study import Study, lay_out
from entaku.space.zones import at_their_word, firm_program, gain_range, proved_impossible, tables, zones
from tests.space import build as b
from tests.space.reference import extremes, some_statement

SEEDS = st.integers(0, 10**6)


def some_case(seed: int, months: int = 0) -> Case:
    """Give two or three parties, now and then red lines, doubtful statements and impossible combinations."""
    rng = random.Random(seed)
    sizes = rng.choice([(2, 3), (3, 3), (2, 2, 2)])
    issues = [b.issue(name, *"klm"[:size]) for name, size in zip("xyz", sizes, strict=False)]
    bare = b.case(issues, {"A": []})
    parties = "ABC"[: rng.choice((2, 2, 3))]
    said: dict[str, list[Says | Statement]] = {}
    for who in parties:
        said[who] = [some_statement(rng, bare) for _ in range(rng.randint(0, 2))]
        if rng.random() < 0.5:
            of = rng.choice(issues)
            line = b.red_line(of.id, rng.choice(of.options).id)
            said[who].append(b.holds(line, 0.6) if rng.random() < 0.5 else line)
        if rng.random() < 0.6:
            said[who].append(b.no_deal(*sorted((rng.choice((0.2, 0.5, 0.8)), rng.choice((0.5, 0.9, 1.1))))))
    rules = [b.impossible("r", x=rng.choice("kl"), y=rng.choice("kl"))] if rng.random() < 0.4 else []
    more = {"agreement": b.needs(*rng.sample(parties, 2))} if rng.random() < 0.4 else {}
    if months:
        walk = {"front": (b.span(0.02), b.span(0.1))}
        more["outlook"] = b.outlook(months, walk, b.path("A", {"front": 1.0}, 0.01))  # type: ignore[assignment]
    return b.case(issues, said, impossible=tuple(rules), **more)


def laid_out(seed: int, draws: int, months: int = 0) -> Study:
    """Lay a case out, or pass over one whose statements clash."""
    try:
        return lay_out(some_case(seed, months), draws)
    except NotPossible:
        assume(False)  # noqa: FBT003
        raise


def accepting(study: Study, n: int, number: int, month: int = 0) -> set[str]:
    """Tell who accepts a package in a draw."""
    draws = study.ensemble
    places = [
        study.outcomes.option(issue, option) for issue, option in study.outcomes.package(number).items()
    ]
    return {
        who
        for p, who in enumerate(study.parties)
        if sum(int(draws.values[n, p, k]) for k in places) >= int(draws.no_deal[n, p, month])
        and not draws.vetoed[n, p, places].any()
    }


def room(study: Study, some: set[str], month: int = 0) -> list[bool]:
    """Tell by draw whether some package is accepted by all of these."""
    numbers = range(study.outcomes.count)
    return [
        any(some <= accepting(study, n, number, month) for number in numbers)
        for n in range(study.ensemble.size)
    ]


@given(SEEDS)
@settings(max_examples=15)
def test_the_zone_is_that_of_all_packages(seed: int) -> None:
    study = laid_out(seed, 12)
    study = replace(study, ensemble=replace(study.ensemble, logw=np.log(np.arange(1, 13))))
    found = zones(study)
    needed = set(study.case.needed)
    assert found.there.tolist() == room(study, needed)
    for number in range(study.outcomes.count):
        who = [accepting(study, n, number) for n in range(12)]
        for p, party in enumerate(study.parties):
            expected = share(study.ensemble, np.array([party in some for some in who]))
            assert found.survey.accepted[number, p] == pytest.approx(expected)
        expected = share(study.ensemble, np.array([needed <= some for some in who]))
        assert found.survey.accepted[number, -1] == pytest.approx(expected)
    for some, held in found.by_set:
        assert held == pytest.approx(share(study.ensemble, np.array(room(study, set(some)))))


@given(SEEDS)
@settings(max_examples=12)
def test_more_parties_to_please_leave_no_more_room(seed: int) -> None:
    study = laid_out(seed, 40)
    found = dict(zones(study).by_set)
    assert found[tuple(who for who in study.parties if who in study.case.needed)] == share(
        study.ensemble, zones(study).there
    )
    for one, other in combinations(found, 2):
        if set(one) <= set(other):
            assert found[one] >= found[other] - 1e-12
        if set(other) <= set(one):
            assert found[other] >= found[one] - 1e-12


@given(SEEDS)
@settings(max_examples=10)
def test_the_zone_by_month(seed: int) -> None:
    study = laid_out(seed, 15, months=3)
    found = zones(study).by_month
    needed = set(study.case.needed)
    assert found == pytest.approx([np.mean(room(study, needed, month)) for month in range(4)])


def test_room_is_shown_for_pairs_for_one_less_and_for_one_more() -> None:
    issues = [b.issue("x", "k", "l")]
    four: b.Said = {who: [] for who in "ABCD"}
    shown = zones(lay_out(b.case(issues, four, agreement=b.needs("C", "B", "A")), 5)).by_set
    assert {"".join(some) for some, _ in shown} == {"ABC", "AB", "AC", "BC", "ABCD"}
    two = zones(lay_out(b.case(issues, four, agreement=b.needs("A", "B")), 5)).by_set
    assert {"".join(some) for some, _ in two} == {"AB", "ABC", "ABD", "ABCD"}


def giving_way(study: Study, by: dict[int, float], n: int) -> Study:
    """Give the study with one draw only, its no-deal values lowered by so many integer units."""
    draws = study.ensemble
    lowered = draws.no_deal[n : n + 1].copy()
    for p, units in by.items():
        lowered[0, p] -= round(units)
    kept = {
        name: getattr(draws, name)[n : n + 1]
        for name in ("numbers", "values", "holds", "on", "vetoed", "logw")
    }
    return replace(study, ensemble=replace(draws, no_deal=lowered, **kept))


@given(SEEDS)
@settings(max_examples=25)
def test_the_smallest_opening_opens_the_zone_and_a_unit_less_does_not(seed: int) -> None:
    study = laid_out(seed, 6)
    found = zones(study)
    units = tables(study).unit
    needed = [p for p, who in enumerate(study.parties) if who in study.case.needed]
    for n in np.flatnonzero(~found.there).tolist():
        together = found.survey.together[n]
        barred = not any(room(giving_way(study, dict.fromkeys(needed, 8 * 2**40), n), set(study.case.needed)))
        assert bool(together < 0) is barred
        if barred:
            continue
        enough = {p: together * units[p] for p in needed}
        assert room(giving_way(study, enough, n), set(study.case.needed)) == [True]
        assert room(
            giving_way(study, {p: by - 1 for p, by in enough.items()}, n), set(study.case.needed)
        ) == [False]
        for p in needed:
            alone = found.survey.alone[n, p]
            if alone < 0:
                assert not any(room(giving_way(study, {p: 8 * 2**40}, n), set(study.case.needed)))
                continue
            assert room(giving_way(study, {p: alone * units[p]}, n), set(study.case.needed)) == [True]
            assert room(giving_way(study, {p: alone * units[p] - 1}, n), set(study.case.needed)) == [False]


@given(SEEDS)
@settings(max_examples=20)
def test_a_better_no_deal_never_makes_room(seed: int) -> None:
    study = laid_out(seed, 30)
    draws = study.ensemble
    before = zones(study)
    after = zones(replace(study, ensemble=replace(draws, no_deal=draws.no_deal + 2**37)))
    assert not (after.there & ~before.there).any()
    assert (after.survey.accepted <= before.survey.accepted + 1e-12).all()


def test_openings_are_in_shares_of_each_partys_range_whatever_its_unit() -> None:
    issues = [b.issue("x", "k", "l", "m")]
    table = {"k": 0.0, "l": 300.0, "m": 1000.0}
    said: b.Said = {
        "A": [b.values({"x": table}, 600.0)],
        "B": [b.order("x", "m", "l", "k"), b.value("x", "l", 0.4), b.no_deal(0.5)],
    }
    found = zones(lay_out(b.case(issues, said), 20))
    # l is .3 of A's range, .3 below its no deal; and .4 of B's, .1 below
    assert found.survey.alone[:, 0] == pytest.approx(0.6, abs=1e-9)
    assert found.survey.alone[:, 1] == pytest.approx(0.5, abs=1e-9)
    assert found.survey.together == pytest.approx(0.3, abs=1e-9)


def corner_gains(study: Study, who: str, number: int) -> tuple[float, float]:
    """Give the smallest and largest gain from a package over the corners of what is surely admissible."""
    spec = study.admissible[study.parties.index(who)]
    firm = [
        row
        for row, owner in zip(spec.rows, spec.owner, strict=True)
        if surely_on(study.case, spec.statements[owner])
    ]
    sides = (Package(options=study.outcomes.package(number)), b.WALKING_AWAY)
    worth, deal = (package_rows(study.case, study.outcomes, side, best=False)[0] for side in sides)
    spans = [each.says.range for each in spec.statements if isinstance(each.says, NoDealValue)]
    opened = min([0.0, *(span.low for span in spans)]), max([1.0, *(span.high for span in spans)])
    return extremes(study.outcomes, firm, [worth.minus(deal)], opened)[0]


def surely_barred(study: Study, number: int) -> bool:
    package = study.outcomes.package(number)
    return any(
        isinstance(each.says, RedLine)
        and each.party in study.case.needed
        and package[each.says.issue] == each.says.option
        and surely_on(study.case, each)
        for each in study.case.preferences
    )


def hopeless(seed: int) -> Case:
    """Give a case in which room is rare: both want opposite ends, and no deal is good."""
    rng = random.Random(seed)
    issues = [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l")]
    said: dict[str, list[Says | Statement]] = {}
    for who, ends in (("A", ("k", "m")), ("B", ("m", "k"))):
        said[who] = [
            b.order("x", ends[0], "l", ends[1]),
            b.weight("x", rng.choice((0.6, 0.8)), 1.0),
            b.no_deal(rng.choice((0.55, 0.7, 0.9)), 1.0),
        ]
        if rng.random() < 0.5:
            said[who].append(b.value("x", "l", 0.0, rng.choice((0.1, 0.5))))
        if rng.random() < 0.4:
            line = b.red_line("x", rng.choice("klm"))
            said[who].append(b.holds(line, 0.9999) if rng.random() < 0.5 else line)
    return b.case(issues, said)


@given(SEEDS)
@settings(max_examples=12)
def test_impossible_is_proved_exactly_where_the_corners_say_so(seed: int) -> None:
    study = lay_out(hopeless(seed), 60)
    found = zones(study)
    never = all(
        surely_barred(study, number)
        or any(corner_gains(study, who, number)[1] < -1e-8 for who in study.case.needed)
        for number in range(study.outcomes.count)
    )
    assert proved_impossible(study, found) is never
    assert not (never and found.there.any())


def test_cases_with_and_without_a_proof_are_both_among_those() -> None:
    proofs = {
        proved_impossible(study, zones(study)) for study in (lay_out(hopeless(s), 40) for s in range(6))
    }
    assert proofs == {True, False}


@given(SEEDS)
@settings(max_examples=6)
def test_surely_acceptable_is_proved_exactly_where_the_corners_say_so(seed: int) -> None:
    study = laid_out(seed, 30)
    assume(not any(each.holds is not None for each in study.case.preferences))
    for deal in best_deals(study, zones(study), 3):
        for who in study.case.needed:
            low, high = corner_gains(study, who, deal.number)
            if deal.by_party[who] == 1.0:
                assert (who in deal.sure) is (low >= -1e-8)
            else:
                assert who not in deal.sure
            found = gain_range(study, deal.number, firm_program(study, who))
            assert found == pytest.approx((low, high), abs=1e-6)


def test_a_red_line_that_no_draw_happened_to_drop_proves_nothing() -> None:
    issues = [b.issue("x", "k", "l")]
    lines = [b.holds(b.red_line("x", one), 0.99999) for one in "kl"]
    said: b.Said = {"A": [*lines, b.no_deal(0.0, 0.2)], "B": [b.no_deal(0.0, 0.2)]}
    study = lay_out(b.case(issues, said), 100)
    found = zones(study)
    assert not found.there.any()
    assert not proved_impossible(study, found)
    firm: b.Said = {"A": [*(b.red_line("x", one) for one in "kl"), b.no_deal(0.0, 0.2)], "B": []}
    study = lay_out(b.case(issues, firm), 100)
    assert proved_impossible(study, zones(study))


def test_a_package_that_a_red_line_cuts_is_sure_for_nobody() -> None:
    issues = [b.issue("x", "k", "l")]
    said: b.Said = {
        "A": [b.best("x", "l"), b.no_deal(0.2), b.holds(b.red_line("x", "l"), 0.00001)],
        "B": [b.no_deal(0.0)],
    }
    study = lay_out(b.case(issues, said), 50)
    deals = {deal.package["x"]: deal for deal in best_deals(study, zones(study), 2)}
    assert deals["l"].by_party["A"] == 1.0
    assert deals["l"].sure == frozenset("B")


def test_a_doubtful_statement_can_open_the_range_of_no_deal() -> None:
    issues = [b.issue("x", "k", "l")]
    said: b.Said = {"A": [b.order("x", "k", "l"), b.holds(b.no_deal(1.2, 1.5), 0.5)], "B": []}
    study = lay_out(b.case(issues, said), 200)
    low, high = gain_range(study, study.outcomes.number({"x": "l"}), firm_program(study, "A"))
    assert (low, high) == pytest.approx((-0.5, 1.0))
    gains = 1.0 - study.ensemble.no_deal[:, 0, 0] / study.ensemble.scale[0]
    assert low - 1e-9 <= gains.min() <= gains.max() <= high + 1e-9


def test_red_lines_at_their_word() -> None:
    issues = [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l")]
    said: b.Said = {
        "A": [b.holds(b.red_line("x", "k"), 0.1), b.red_line("y", "l", "priced")],
        "B": [b.red_line("x", "m")],
        "C": [b.red_line("y", "k")],
    }
    case = b.case(issues, said, agreement=b.needs("A", "B"))
    assert at_their_word(lay_out(case, 5)) == (2, ("A", "B"))
    tied = replace(case, impossible=(b.impossible("r", x="l", y="l"),))
    assert at_their_word(lay_out(tied, 5)) == (1, ("A", "B"))
    assert at_their_word(lay_out(replace(case, agreement=None), 5)) == (1, ("A", "B", "C"))


def test_what_room_turns_on() -> None:
    issues = [b.issue("x", "k", "l")]
    said: b.Said = {
        "A": [b.order("x", "k", "l"), b.no_deal(0.5)],
        "B": [b.order("x", "l", "k"), b.holds(b.red_line("x", "l"), 0.5), b.no_deal(-0.2, 0.2)],
    }
    study = lay_out(b.case(issues, said), 1000)
    found = zones(study)
    # A takes only l; B takes l where its red line fails and no deal is worth less than nothing
    first, second = found.drivers
    on, deal = study.ensemble.on[:, 3], study.ensemble.no_deal[:, 1, 0] > 0
    assert {(first.party, first.statement), (second.party, second.statement)} == {("B", "B.S2"), ("B", "")}
    by_line = next(driver for driver in found.drivers if driver.statement)
    assert (by_line.when, by_line.when_not) == pytest.approx((0.0, (~deal[~on]).mean()))
    assert abs(first.when - first.when_not) >= abs(second.when - second.when_not)
