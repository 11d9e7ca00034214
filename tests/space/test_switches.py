"""Claims that hold with a chance, share a source, and switch statements on and off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Says
from entaku.space.admissible import admissible, surely_on
from entaku.space.outcomes import outcomes
from entaku.space.study import lay_out
from entaku.space.switches import switches
from tests.space import build as b
from tests.space.drawn import near, preferences
from tests.space.published import read

DRAWS = 20_000
ISSUES = (b.issue("a", "k", "l", "m"), b.issue("b", "k", "l"))
UP: Says = b.order("a", "k", "l", "m")
Bools = NDArray[np.bool_]


def thrown(case: Case, draws: int = DRAWS, seed: int = 7) -> tuple[Bools, Bools, float]:
    """Give which claims hold (N, C), which statements are on (N, S), and the conflict share."""
    space = outcomes(case)
    specs = [admissible(case, space, party.id) for party in case.parties]
    return switches(case, space, specs, seed, np.arange(draws))


def published(shared: Path, test: dict[str, Any]) -> Case:
    """Lay out the published sources and claims, and one statement on some of the claims."""
    given = read(shared, "switches")["given"]
    dropped = test["given"].get("dropped", [])
    chances = {name: 0.0 if name in dropped else chance for name, chance in given["sources"].items()}
    words = {name: f"word{name}" for name in given["claims"]}
    needs = next(word for word in ("all", "any") if f"needs_{word}" in test["given"]["statement"])
    said = b.said(UP, because=tuple(test["given"]["of"]), needs=needs)
    return b.case(
        ISSUES,
        {"A": [said]},
        sources=tuple(b.source(name, f"{name}1") for name in chances),
        claims=tuple(b.claim(name, form["source"], words[name]) for name, form in given["claims"].items()),
        trust=b.trust(chances, {words[name]: form["holds"] for name, form in given["claims"].items()}),
    )


def test_published_shares_of_statements_that_share_a_source(shared: Path) -> None:
    for test in read(shared, "switches")["tests"]:
        _, on, _ = thrown(published(shared, test))
        expected = test["expect"]["share"]
        assert near(on[:, 0], expected), test
        assert on.any() or expected == 0
        wrong = test["expect"].get("if_wrongly_taken_as_independent")
        assert wrong is None or not near(on[:, 0], wrong)


def claims_of_two(grades: dict[str, float], words: dict[str, float]) -> Case:
    return b.case(
        ISSUES,
        {
            "A": [
                b.said(UP, because=("c1", "c2")),
                b.said(b.weight("a", 0.2, 0.9), because=("c1", "c3"), needs="any"),
                b.said(b.weight("b", 0.05, 1.0)),
            ]
        },
        sources=(b.source("s1", "B2"), b.source("s2", "D4")),
        claims=(b.claim("c1", "s1", "likely"), b.claim("c2", "s1"), b.claim("c3", "s2", "likely")),
        trust=b.trust(grades, words),
    )


def test_a_claim_falls_with_its_source() -> None:
    holds, _, _ = thrown(claims_of_two({"B": 0.5, "D": 0.5}, {"likely": 0.8}))
    # c2 has no word, so it stands exactly when its source is sound; c1 never without it
    assert not (holds[:, 0] & ~holds[:, 1]).any()
    assert near(holds[:, 1], 0.5)
    assert near(holds[holds[:, 1], 0], 0.8)
    assert near(holds[holds[:, 1], 2], 0.4)  # the other source knows nothing of it


def test_until_the_table_is_filled_every_claim_holds() -> None:
    holds, on, refused = thrown(claims_of_two({}, {}))
    assert holds.all()
    assert on.all()
    assert refused == 0.0


@pytest.mark.parametrize("name", ["s1", "s2"])
def test_what_is_on_when_a_source_is_less_trusted_is_on_when_it_is_trusted_more(name: str) -> None:
    letter = {"s1": "B", "s2": "D"}[name]
    smaller, larger = (
        claims_of_two({"B": 0.6, "D": 0.7} | {letter: chance}, {"likely": 0.8}) for chance in (0.2, 0.6)
    )
    (holds, on, _), (more, also, _) = thrown(smaller, 3000), thrown(larger, 3000)
    assert not (holds & ~more).any()
    assert not (on & ~also).any()
    assert (also & ~on).any()
    other = {"s1": [2], "s2": [0, 1]}[name]
    assert np.array_equal(holds[:, other], more[:, other])


def test_dropping_a_source_without_a_claim_changes_nothing() -> None:
    case = claims_of_two({"B": 0.5, "D": 0.5}, {"likely": 0.8})
    more = replace(case, sources=(b.source("idle", "C3"), *case.sources))
    (holds, on, _), (same_claims, same_statements, _) = thrown(case, 500), thrown(more, 500)
    assert np.array_equal(holds, same_claims)
    assert np.array_equal(on, same_statements)


def test_the_analyst_alone_is_always_on_and_adds_nothing_to_claims() -> None:
    sources, claims = (b.source("s", "B2"),), (b.claim("c", "s"),)
    says = [
        b.said(UP, because=(ANALYST,)),
        b.said(UP, because=(ANALYST, "c")),
        b.said(UP, because=(ANALYST, "c"), needs="any"),
    ]
    case = b.case(ISSUES, {"A": says}, sources=sources, claims=claims, trust=b.trust({"B": 0.5}))
    _, on, _ = thrown(case, 2000)
    assert on[:, 0].all()
    assert np.array_equal(on[:, 1], on[:, 2])
    assert 0.4 < on[:, 1].mean() < 0.6


def test_a_judgement_that_may_be_wrong_is_on_with_its_chance_and_statements_by_themselves() -> None:
    case = b.case(ISSUES, {"A": [b.holds(UP, 0.3), b.holds(UP, 0.3), b.holds(UP, 0.2, 0.6)]})
    _, on, _ = thrown(case)
    assert near(on[:, 0], 0.3)
    assert near(on[on[:, 0], 1], 0.3)
    assert near(on[:, 2], 0.4)


def test_statements_of_one_line_hold_and_fall_together() -> None:
    says = [b.holds(UP, 0.5, line="said once"), b.holds(b.weight("a", 0.1, 0.9), 0.5, line="said once")]
    case = b.case(ISSUES, {"A": [*says, b.holds(UP, 0.5)], "B": says})
    _, on, _ = thrown(case, 3000)
    assert np.array_equal(on[:, 0], on[:, 1])
    assert 0.45 < on[:, 0].mean() < 0.55
    for other in (2, 3):  # another statement; the same line of another party
        assert not np.array_equal(on[:, 0], on[:, other])
    assert np.array_equal(on[:, 3], on[:, 4])


def test_a_claim_that_does_not_hold_is_not_turned_round() -> None:
    case = b.case(ISSUES, {"A": [b.holds(b.weight("a", 0.8, 1.0), 0.5)]})
    study = lay_out(case, 4000)
    _, w, _ = preferences(study)
    on = study.ensemble.on[:, 0]
    assert w[on, 0].min() >= 0.8
    assert near(w[~on, 0], 0.5)
    assert (w[~on, 0] > 0.8).any()


def test_only_patterns_that_clash_are_thrown_again() -> None:
    says = [b.holds(b.weight("a", 0.7, 0.8), 0.5), b.holds(b.weight("a", 0.1, 0.2), 0.5)]
    case = b.case(ISSUES, {"A": says})
    _, on, refused = thrown(case)
    assert near(np.arange(DRAWS) < refused * DRAWS, 0.25)
    assert not on.all(axis=1).any()
    # the three patterns that are left keep their chances among themselves
    for pattern in ([True, False], [False, True], [False, False]):
        assert near((on == pattern).all(axis=1), 1 / 3)


def test_a_small_pattern_keeps_its_chance_however_little_it_leaves() -> None:
    narrow: list[Says] = [b.weight("a", 0.5, 0.505), b.value("a", "l", 0.5, 0.51), b.no_deal(0.5, 0.51)]
    case = b.case(ISSUES, {"A": [b.holds(each, 0.5, line="narrow") for each in narrow]})
    study = lay_out(case, 2000)
    assert near(study.ensemble.on[:, 0], 0.5)
    assert study.ensemble.conflict_share == 0.0


def test_a_clash_in_every_throw_is_refused() -> None:
    case = b.case(ISSUES, {"A": [b.weight("a", 0.7, 0.8), b.holds(b.weight("a", 0.1, 0.2), 0.999)]})
    with pytest.raises(NotPossible, match="clash"):
        lay_out(case, 500)


def test_what_surely_holds() -> None:
    case = claims_of_two({"B": 1.0, "D": 0.5}, {})
    by_any, by_all, analyst = case.preferences[1], case.preferences[0], case.preferences[2]
    assert surely_on(case, by_any)  # c1 is certain, and any of its claims is enough
    assert surely_on(case, by_all)
    assert surely_on(case, analyst)
    doubted = claims_of_two({"B": 0.9, "D": 1.0}, {})
    assert [surely_on(doubted, each) for each in doubted.preferences] == [False, True, True]
    spoken = claims_of_two({}, {"likely": 0.9})
    assert [surely_on(spoken, each) for each in spoken.preferences] == [False, False, True]


def test_exact_values_beside_a_doubtful_red_line_are_not_exact() -> None:
    table = {"a": {"k": 0, "l": 1, "m": 2}, "b": {"k": 0, "l": 3}}
    case = b.case(
        ISSUES,
        {"A": [b.values(table, 1), b.said(b.red_line("a", "m"), because=("c",))]},
        sources=(b.source("s", "B2"),),
        claims=(b.claim("c", "s"),),
        trust=b.trust({"B": 0.5}),
    )
    ensemble = lay_out(case, 300).ensemble
    assert not ensemble.exact
    assert ensemble.size == 300
    vetoed = ensemble.vetoed[:, 0, outcomes(case).option("a", "m")]
    assert np.array_equal(vetoed, ensemble.on[:, 1])
    assert 0.4 < vetoed.mean() < 0.6


@pytest.mark.parametrize("table", ["grades", "words"])
def test_what_a_filled_table_leaves_out_is_unknown_not_certain(table: str) -> None:
    trusted = b.trust({"A": 1.0}, {}) if table == "grades" else b.trust({}, {"surely": 1.0})
    case = b.case(
        ISSUES,
        {"A": [b.said(UP, because=("C1",))]},
        sources=(b.source("S", "F6"),),
        claims=(b.claim("C1", "S", "perhaps"),),
        trust=trusted,
    )
    holds, _, _ = thrown(case)
    assert near(holds[:, 0], 0.5)
    assert not surely_on(case, case.preferences[0])
