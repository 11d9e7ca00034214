"""Which statements clash: irreducible, in the user's words, the cheapest repair beside it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import NoDealValue, Says, Statement
from entaku.space.conflicts import conflicts
from entaku.space.study import lay_out
from tests.space import build as b
from tests.space import published
from tests.space.drawn import misses
from tests.space.reference import extremes, rare_statement, some_statement

SEEDS = st.integers(0, 10**6)


def test_the_bridge_with_a_ninth_statement(shared: Path) -> None:
    read = published.read(shared, "bridge")
    test = read["tests"][4]
    (found,) = conflicts(published.bridge(read["given"], test["given"]["statements"], {}))
    assert list(found.statements) == test["expect"]["conflict"]
    assert found.relaxation == pytest.approx(test["expect"]["smallest_total_relaxation"])
    assert found.repair in found.statements
    assert (found.party, found.firm) == ("A", True)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_bridge_without_it(shared: Path, number: int) -> None:
    read = published.read(shared, "bridge")
    assert conflicts(published.bridge(read["given"], read["tests"][number]["given"]["statements"], {})) == ()


ISSUES = (b.issue("a", "k", "l", "m"), b.issue("b", "k", "l"))
ONE, OTHER = b.package(a="k", b="l"), b.package(a="l", b="k")

CLASHES: list[tuple[str, list[Says]]] = [
    ("no-deal values apart", [b.no_deal(0.1, 0.2), b.no_deal(0.8, 0.9)]),
    ("two weights of one issue", [b.weight("a", 0.3), b.weight("a", 0.5)]),
    ("a weight outside its range", [b.weight("a", 0.3), b.weight("a", 0.5, 0.6)]),
    ("weights that do not add to 1", [b.weight("a", 0.3), b.weight("b", 0.3)]),
    ("weights that add to more", [b.weight("a", 0.7, 1.0), b.weight("b", 0.7)]),
    ("nothing of any concern", [b.no_concern("a"), b.no_concern("b")]),
    ("a weight without concern", [b.no_concern("a"), b.weight("a", 0.3)]),
    ("a weight among equals", [b.same("b", "k", "l"), b.weight("b", 0.3)]),
    ("nothing that is better", [b.same("a", "k", "l", "m"), b.same("b", "l", "k")]),
]  # fmt: skip


@pytest.mark.parametrize("says", [says for _, says in CLASHES], ids=[name for name, _ in CLASHES])
def test_small_clashes_are_found_and_refused(says: list[Says]) -> None:
    case = b.case(ISSUES, {"B": [], "A": [b.order("a", "m", "k"), *says]})
    clashing = conflicts(case)
    assert [found.party for found in clashing] == ["A"]
    assert set(clashing[0].statements) == {f"A.S{place}" for place, _ in enumerate(says, 2)}
    assert clashing[0].firm
    with pytest.raises(NotPossible, match="entaku check"):
        lay_out(case, 20)


@pytest.mark.parametrize(
    "says",
    [
        [b.heavier("a", "b"), b.heavier("b", "a")],
        [b.no_concern("a"), b.heavier("a", "c")],
        [b.prefers(ONE, OTHER), b.prefers(OTHER, ONE)],
        [b.order("a", "k", "l"), b.order("a", "l", "k")],
        [b.weight("a", 0.4), b.no_deal(0.25), b.indifferent(ONE, b.WALKING_AWAY)],
        [b.value("a", "l", 0.6), b.order("a", "k", "l", "m")],
        [b.better("a", "k", "l", 0.5), b.better("a", "l", "k", 0.5)],
    ],
    ids=str,
)
def test_what_leaves_a_flat_set_is_no_clash_and_can_be_drawn(says: list[Says]) -> None:
    case = b.case([*ISSUES, b.issue("c", "k", "l")], {"A": says})
    assert conflicts(case) == ()
    study = lay_out(case, 50)
    assert study.ensemble.size == 50
    assert misses(study) <= 1e-9


def tight(seed: int) -> Case:
    """Give a case whose many statements often clash."""
    rng = random.Random(seed)
    issues = [
        b.issue(name, *"klm"[:size]) for name, size in zip("ab", rng.choice([(2, 3), (2, 2)]), strict=True)
    ]
    bare = b.case(issues, {"A": []})
    said: list[Says | Statement] = [some_statement(rng, bare) for _ in range(rng.randint(3, 6))]
    said += [rare_statement(rng, bare) for _ in range(rng.randint(1, 2))]
    return b.case(issues, {"A": said})


def possible(case: Case, names: Sequence[str]) -> bool:
    """Tell by listing corners whether these statements can hold together."""
    space, spec = b.spec(case)
    rows = [
        row for row, owner in zip(spec.rows, spec.owner, strict=True) if spec.statements[owner].id in names
    ]
    spans = [each.says.range for each in spec.statements if isinstance(each.says, NoDealValue)]
    low, high = min([0.0, *(s.low for s in spans)]), max([1.0, *(s.high for s in spans)])
    return bool(extremes(space, rows, rows[:1] or spec.rows[:1], (low, high)))


@given(SEEDS)
@settings(max_examples=15)
def test_a_conflict_is_irreducible(seed: int) -> None:
    case = tight(seed)
    names = [each.id for each in case.preferences]
    found = conflicts(case)
    assert bool(found) is not possible(case, names)
    assume(found)
    clash = found[0].statements
    assert not possible(case, clash)
    for size in range(len(clash)):
        assert all(possible(case, some) for some in combinations(clash, size))
    assert found[0].relaxation > 0.0
    assert found[0].repair in names


def test_no_smaller_conflict_is_passed_over() -> None:
    case = b.case(
        ISSUES,
        {
            "A": [
                b.no_deal(0.0, 0.5),
                b.prefers(b.WALKING_AWAY, ONE),
                b.weight("a", 0.7, 1.0),
                b.weight("a", 0.0, 0.6),
            ]
        },
    )
    assert conflicts(case)[0].statements == ("S3", "S4")


def test_the_least_trusted_statement_is_named() -> None:
    sources = (b.source("s"),)
    claims = (b.claim("plain", "s"), b.claim("hedged", "s", modality="reported"))
    case = b.case(
        ISSUES,
        {
            "A": [
                b.said(b.weight("a", 0.7, 0.8), because=("plain",)),
                b.said(b.weight("a", 0.0, 0.2), because=("hedged",)),
                b.said(b.weight("a", 0.5, 0.6)),
                b.said(b.weight("a", 0.9, 1.0), because=("plain",)),
            ]
        },
        sources=sources,
        claims=claims,
    )
    # every two of them clash; the two that are trusted least are the ones to look at
    assert conflicts(case)[0].statements == ("S2", "S3")


def test_statements_that_hold_in_part_of_the_draws_clash_softly() -> None:
    case = b.case(ISSUES, {"A": [b.weight("a", 0.7, 0.8), b.holds(b.weight("a", 0.1, 0.2), 0.5)]})
    (found,) = conflicts(case)
    assert (found.statements, found.firm) == (("S1", "S2"), False)
    ensemble = lay_out(case, 400).ensemble
    assert not ensemble.on[:, 1].any()
    assert ensemble.conflict_share == pytest.approx(0.5, abs=0.1)


def test_a_firm_clash_is_named_before_a_soft_one() -> None:
    case = b.case(
        ISSUES,
        {
            "A": [
                b.holds(b.no_concern("a"), 0.5),
                b.weight("a", 0.7, 0.8),
                b.weight("b", 0.7, 0.8),
                b.order("a", "k", "l"),
            ]
        },
    )
    (found,) = conflicts(case)
    assert (found.statements, found.firm) == (("S2", "S3"), True)


def test_each_party_clashes_by_itself() -> None:
    clash = [b.weight("a", 0.7, 0.8), b.weight("b", 0.7, 0.8)]
    case = b.case(ISSUES, {"A": clash, "B": [b.weight("a", 0.1, 0.2)], "C": clash})
    assert [(found.party, found.statements) for found in conflicts(case)] == [
        ("A", ("S1", "S2")),
        ("C", ("C.S1", "C.S2")),
    ]
