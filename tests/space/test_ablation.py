"""Cases without some of their claims: what falls, what stays, and the draws that do not move."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.app.cases import catalogue
from entaku.casefile.load import read
from entaku.model.basics import ANALYST, NOT_STATED, Range
from entaku.model.case import Agreement, Case, KeyQuestion
from entaku.model.closed import Sequence, SequenceStep
from entaku.model.home import TwoLevel, Voice
from entaku.model.issue import Issue, Option
from entaku.model.party import Party, Pressure
from entaku.model.process import Draft, Factor, Outlook, Path, Round, Seat, Term
from entaku.model.rules import faults
from entaku.model.source import Claim, Source, Trust
from entaku.model.standoff import Lever, Priority, Ranking, Standoff
from entaku.model.statement import Order, Package, Prefers, RedLine, Silent, Statement
from entaku.model.text import both
from entaku.model.walk import walk
from entaku.space.ablation import loss, without, without_readings
from entaku.space.ensemble import Ensemble
from entaku.space.relaid import Relaid, first
from entaku.space.study import lay_out

CLAIMED = {entry.short: case for entry in catalogue() if (case := read(entry.path)).claims}
MOSCOW = CLAIMED["moscow-2025-12-02"]
DRAWS = 40
WORD = both("word")
ONE = Range(1.0, 1.0)


def coded(**parts: Any) -> Case:
    """Give a small case with two claims and these parts."""
    source = Source(id="paper", title=WORD, outlet=WORD, ownership=WORD, language="en")
    claims = tuple(
        Claim(id=name, source="paper", text=WORD, holders=("author",), modality="asserted")
        for name in ("c1", "c2")
    )
    options = tuple(
        Option(id=name, name=WORD, performs=(("a",),), subjects=("b",), because=("c1",)) for name in "xy"
    )
    given_parts = {
        "parties": (
            Party(id="a", name=WORD, kind="state", because=("c1",)),
            Party(id="b", name=WORD, kind="state"),
        ),
        "issues": (Issue(id="land", name=WORD, options=options, because=("c1",)),),
        **parts,
    }
    return Case(
        entaku=1,
        id="small",
        title=WORD,
        as_of=date(2026, 1, 1),
        question=KeyQuestion(text=WORD),
        sources=(source,),
        claims=claims,
        **given_parts,
    )


def statement(name: str, *because: str, says: Any = None) -> Statement:
    order = Order(issue="land", worst_to_best=("x", "y"))
    return Statement(id=name, party="a", says=says or order, because=because)


def ids(items: tuple[Any, ...]) -> list[str]:
    return [item.id for item in items]


@pytest.mark.parametrize("case", CLAIMED.values(), ids=CLAIMED)
@given(data=st.data())
@settings(max_examples=25)
def test_what_is_left_is_a_case_and_rests_on_no_lost_claim(case: Case, data: Any) -> None:
    lost = frozenset(data.draw(st.sets(st.sampled_from(ids(case.claims)), min_size=1)))
    for leave in (without, without_readings):
        left = leave(case, lost)
        assert faults(left) == ()
        assert not lost & {met.value for met in walk(left) if met.name == "because" and met.value in lost}
        assert leave(left, lost) == left
        assert ids(left.claims) == [name for name in ids(case.claims) if name not in lost]


@pytest.mark.parametrize("case", CLAIMED.values(), ids=CLAIMED)
def test_nothing_goes_with_no_claim(case: Case) -> None:
    assert without(case, frozenset()) == case == without_readings(case, frozenset())
    assert loss(case, without(case, frozenset())).items == ()


@given(st.sets(st.sampled_from(ids(MOSCOW.claims))), st.sets(st.sampled_from(ids(MOSCOW.claims))))
@settings(max_examples=15)
def test_more_lost_leaves_less_and_readings_fall_too(some: set[str], more: set[str]) -> None:
    few, many = without(MOSCOW, some), without(MOSCOW, some | more)
    assert set(ids(many.preferences)) <= set(ids(few.preferences))
    assert set(ids(without_readings(MOSCOW, some).preferences)) <= set(ids(few.preferences))


def test_a_statement_stays_on_another_claim_or_on_the_analyst() -> None:
    case = coded(
        preferences=(
            statement("alone", "c1"),
            statement("two", "c1", "c2"),
            statement("read", "c1", ANALYST),
            statement("own", ANALYST),
            statement("silent", "c1", says=Silent(issue="land")),
        )
    )
    left = without(case, {"c1"})
    assert [(one.id, one.because) for one in left.preferences] == [
        ("two", ("c2",)),
        ("read", (ANALYST,)),
        ("own", (ANALYST,)),
        ("silent", ()),
    ]
    assert ids(without_readings(case, {"c1"}).preferences) == ["two", "own", "silent"]
    gone = loss(case, left)
    assert (gone.judgements, gone.lost, gone.leaning) == (4, ("alone",), ("read",))


def test_parties_issues_and_options_stay_but_nobody_carries_an_option_out() -> None:
    left = without(coded(), {"c1"})
    assert ids(left.parties) == ["a", "b"]
    (issue,) = left.issues
    assert [(one.performs, one.subjects) for one in issue.options] == [(NOT_STATED, ())] * 2


def test_what_speaks_of_a_lost_draft_goes_with_it() -> None:
    draft = Draft(
        id="d", title=WORD, authors=("a",), known="full_text", status="tabled", because=("c1",),
        terms=(Term(issue="land", option="x", because=("c2",)),),
    )  # fmt: skip
    likes = Prefers(package=Package(draft="d"), to=Package(draft="no_deal"))
    case = coded(
        drafts=(draft, replace(draft, id="e", because=(), based_on=("d",))),
        preferences=(statement("likes", ANALYST, says=likes), statement("orders", ANALYST)),
        pressure=(Pressure(id="p", by="a", on="b", text=WORD, toward="d", because=("c2",)),),
    )
    left = without(case, {"c1"})
    assert (ids(left.drafts), ids(left.preferences)) == (["e"], ["orders"])
    assert (left.drafts[0].based_on, left.pressure[0].toward) == ((), "")
    assert without(case, {"c2"}).drafts[1].terms == ()


def test_what_hangs_together_falls_together() -> None:
    lever = Lever(id="l", name=WORD, party="a", because=("c1",))
    wish = Priority(any=("Y",), because=("c2",))
    standoff = Standoff(
        id="s",
        title=WORD,
        parties=("a",),
        levers=(lever,),
        rankings=(Ranking(party="a", priorities=(wish,)),),
    )
    step = SequenceStep(title=WORD, performers=("a",), if_broken={"a": ONE, "b": ONE}, because=("c1",))
    steps = Sequence(
        id="q", title=WORD, steps=(step, replace(step, because=())), completed={"a": ONE, "b": ONE}
    )
    voices = tuple(Voice(id=f"v{n}", side="a", at=(ONE,), because=(f"c{n}",)) for n in (1, 2))
    level = TwoLevel(id="t", title=WORD, status_quo=(ONE,), voices=voices, quota={"a": 2})
    seats = (Seat(party="a", level="drafts", because=("c1",)),)
    held = Round(id="r", title=WORD, date=None, status="held", seats=seats, because=(ANALYST,))
    case = coded(standoffs=(standoff,), sequences=(steps,), two_level=(level,), rounds=(held,))
    left = without(case, {"c1"})
    assert (left.standoffs, left.sequences, left.two_level, left.rounds) == ((), (), (), ())
    kept = without(case, {"c2"})
    assert kept.standoffs[0].rankings == ()
    assert (ids(kept.sequences), kept.two_level, ids(kept.rounds)) == (["q"], (), ["r"])
    assert ids(without(replace(case, two_level=(replace(level, quota={}),)), {"c1"}).two_level[0].voices) == [
        "v2"
    ]


def test_an_outlook_loses_its_factors_and_paths() -> None:
    factors = tuple(
        Factor(id=f"f{n}", name=WORD, drift=ONE, volatility=ONE, because=(f"c{n}",)) for n in (1, 2)
    )
    path = Path(party="a", moves={"f1": ONE, "f2": ONE}, because=("c2",))
    case = coded(
        outlook=Outlook(months=3, factors=factors, paths=(path,)),
        agreement=Agreement(parties=("a",), because=("c1",)),
    )
    left = without(case, {"c1"})
    assert left.outlook is not None
    assert (ids(left.outlook.factors), dict(left.outlook.paths[0].moves)) == (["f2"], {"f2": ONE})
    assert (left.agreement, left.needed) == (None, ("a", "b"))
    assert without(case, {"c1", "c2"}).outlook is None
    assert ("agreement", ("agreement",)) in loss(case, left).items


def same(one: Ensemble, other: Ensemble) -> list[str]:
    """Name what differs between two ensembles."""
    return [
        each.name
        for each in fields(Ensemble)
        if not np.array_equal(getattr(one, each.name), getattr(other, each.name))
        or str(getattr(getattr(one, each.name), "dtype", ""))
        != str(getattr(getattr(other, each.name), "dtype", ""))
    ]


TRUSTED = replace(MOSCOW, trust=Trust(grades={"D": Range(0.5, 0.9)}, because=(ANALYST,)))


@pytest.mark.parametrize("case", [MOSCOW, TRUSTED], ids=["as coded", "with trust"])
@pytest.mark.parametrize(
    "lost", [{"C25"}, {"C50"}, {"C38", "C22"}, {"C28", "C60"}, {"C21", "C56"}, set(ids(MOSCOW.claims))],
    ids=lambda lost: str(len(lost)),
)  # fmt: skip
def test_parties_laid_out_apart_are_as_laid_out_together(case: Case, lost: set[str]) -> None:
    made = Relaid(lay_out(case, DRAWS), DRAWS)
    for leave in (without, without_readings):
        left = leave(case, lost)
        assert same(made.study(left).ensemble, lay_out(left, DRAWS).ensemble) == []


def test_an_exact_case_is_laid_out_again() -> None:
    exact = next(read(entry.path) for entry in catalogue() if entry.short == "bill_and_jack")
    fewer = replace(exact, preferences=exact.preferences[:1])
    made = Relaid(lay_out(exact, DRAWS), DRAWS)
    assert same(made.study(fewer).ensemble, lay_out(fewer, DRAWS).ensemble) == []


def test_a_party_of_whom_nothing_is_lost_keeps_its_draws() -> None:
    base = lay_out(MOSCOW, DRAWS)
    left = Relaid(base, DRAWS).study(without_readings(MOSCOW, {"C50"}))
    moved = [
        party
        for place, party in enumerate(base.parties)
        if not np.array_equal(base.ensemble.values[:, place], left.ensemble.values[:, place])
    ]
    assert moved == ["UA"]


def test_a_source_without_claims_changes_no_byte() -> None:
    more = Source(id="idle", title=WORD, outlet=WORD, ownership=WORD, language="en")
    case = replace(MOSCOW, sources=(*MOSCOW.sources, more))
    assert same(lay_out(case, DRAWS).ensemble, lay_out(MOSCOW, DRAWS).ensemble) == []


def test_the_first_draws_are_those_of_a_smaller_run() -> None:
    assert same(first(lay_out(MOSCOW, DRAWS), 9).ensemble, lay_out(MOSCOW, 9).ensemble) == []


def test_red_lines_of_lost_claims_veto_nothing() -> None:
    line = statement("line", "c1", says=RedLine(issue="land", option="x"))
    case = coded(preferences=(line, statement("order", ANALYST)))
    assert lay_out(case, 5).ensemble.vetoed.any()
    assert not lay_out(without(case, {"c1"}), 5).ensemble.vetoed.any()
