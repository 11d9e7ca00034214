"""The ends that compiled code works out are those of the protocol, end by end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.packages import REFUSED, worth
from entaku.model.basics import NOT_STATED, Range
from entaku.model.case import Agreement, Case, KeyQuestion
from entaku.model.issue import Impossible, Issue, Option
from entaku.model.party import Party
from entaku.model.statement import NoDealValue, Statement
from entaku.model.text import both
from entaku.rehearsal import quick
from entaku.rehearsal.manner import manner
from entaku.rehearsal.plans import Sums
from entaku.rehearsal.played import AGREED, DEADLINE, LEFT
from entaku.rehearsal.protocols.offers import Rules
from entaku.rehearsal.quick import Setting, ends
from entaku.rehearsal.table import Side
from entaku.space.study import Study, lay_out

MONTHS = 6
MANNERS = (
    "concede",
    "concede,beta=0.2,floor=range",
    "concede,beta=0.3..4,kappa=0..0.5",
    "concede,form=exponential,kappa=0.05,beta=3",
    "until,until=0.4..0.8,beta=2",
    "holdout",
    "concede,beta=2,floor=range,kappa=0.2",
    "informed,waives=1",
    "answer",
    "answer,kind=relative",
    "answer,kind=relative,lag=2",
    "answer,kind=averaged,lag=2",
    "answer,kind=averaged,lag=3,accept=best",
    "micro",
    "micro,accept=next",
    "chance",
    "chance,accept=combined:0.4:mean:3",
    "by_issue",
    "by_issue,order=2>1,beta=0.3..4",
    "by_issue,accept=constant:0.6",
    "concede,accept=combined:0.5:best:2",
    "holdout,accept=time:0.7",
    "until,accept=next",
    "nice",
    "nice,band=0.1..0.3,accept=next",
    "nice,accept=best",
    "nice,band=0.3",
    "concede,model=frequency",
    "until,model=frequency,band=0.4",
    "answer,model=frequency,band=0.2,accept=next",
)


TIES: tuple[dict[str, str], ...] = ({}, {"i0": "first", "i1": "last"}, {"i0": "last", "i-1": "last"})
"""What cannot stand together: by an issue, counted from the front or the back, which of its options."""


@cache
def plain(
    parties: int, sizes: tuple[int, ...], *, tie: int = 0, needed: tuple[int, ...] = (), alone: bool = False
) -> Study:
    """Lay out a case of so many parties and options; `alone`: only the last party can carry anything out."""
    issues = tuple(
        Issue(
            id=f"i{i}",
            name=both(f"i{i}"),
            options=tuple(
                Option(
                    id=f"o{k}", name=both(f"o{k}"), performs=((f"p{parties - 1}",),) if alone else NOT_STATED
                )
                for k in range(size)
            ),
        )
        for i, size in enumerate(sizes)
    )
    ids = {name: issues[int(name[1:])] for name in TIES[tie]}
    never = {
        issue.id: issue.options[0 if TIES[tie][name] == "first" else -1].id for name, issue in ids.items()
    }
    tied = len(never) > 1 and prod(len(issue.options) for issue in ids.values()) > 1
    case = Case(
        entaku=1,
        id="played",
        title=both("played"),
        as_of=date(2025, 1, 1),
        question=KeyQuestion(text=both("?")),
        parties=tuple(Party(id=f"p{p}", name=both(f"p{p}"), kind="state") for p in range(parties)),
        issues=issues,
        impossible=(Impossible(id="x", options=never, because=("analyst",)),) if tied else (),
        agreement=Agreement(parties=tuple(f"p{p}" for p in needed), because=("analyst",)) if needed else None,
        preferences=tuple(
            Statement(
                id=f"s{p}", party=f"p{p}", says=NoDealValue(range=Range(0.2, 0.5)), because=("analyst",)
            )
            for p in range(parties)
        ),
    )
    return lay_out(case, 2)


def random_study(dice: np.random.Generator, start: Study, *, plays: int, largest: int) -> Study:
    """Draw values up to a size, red lines, and no-deal values that move and may lie above everything."""
    parties, options = len(start.parties), len(start.outcomes.options)
    values = dice.integers(-largest, largest + 1, (plays, parties, options))
    issues = len(start.outcomes.issues)
    low, high = -largest * issues, int(largest * issues * dice.choice([0.3, 0.6, 1.1]))
    drawn = replace(
        start.ensemble,
        numbers=np.arange(plays),
        values=values,
        no_deal=dice.integers(low, high + 1, (plays, parties, MONTHS + 1)),
        vetoed=dice.random(values.shape) < dice.choice([0.0, 0.1, 0.4]),
    )
    return Study(start.case, start.outcomes, start.admissible, drawn)


def random_setting(dice: np.random.Generator, parties: int, *, plays: int, largest: int) -> Setting:
    sizes = tuple(int(size) for size in dice.integers(1, 6, int(dice.integers(2, 5))))
    sizes = (
        sizes if prod(sizes) > 3 else (*sizes, 3)
    )  # so that what cannot be leaves something to bargain for
    order = dice.permutation(parties)[: max(2, parties - int(dice.integers(2)))].tolist()
    start = plain(parties, sizes, tie=int(dice.integers(len(TIES))), needed=tuple(order[:2]))
    study = random_study(dice, start, plays=plays, largest=largest)
    rules = Rules(
        order=tuple(order),
        rounds=int(dice.choice([1, 2, 7, 12, 30])),
        clock="turn" if dice.integers(2) else "round",
    )
    chosen = tuple(manner(str(text)) for text in dice.choice(MANNERS, parties))
    names = [study.parties[place] for place in dice.permutation(parties)]
    rules = replace(rules, order=tuple(names.index(study.parties[place]) for place in order))
    return Setting(study, tuple(names), chosen, rules, float(dice.choice([0, 2.5, MONTHS])))


def assert_same(setting: Setting, plays: range) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    quickly, slowly = ends(setting, plays), setting.told(np.arange(plays.start, plays.stop))
    for part in ("package", "end", "round", "turn", "by"):
        assert getattr(quickly, part).tolist() == getattr(slowly, part).tolist(), part
    assert quickly.log.shape == (len(plays), 0)
    return quickly.end


@settings(max_examples=120)
@given(st.integers(0, 2**32), st.integers(2, 4), st.sampled_from([1, 3, 50, 2**30, 2**44]))
def test_the_ends_are_those_of_the_protocol(seed: int, parties: int, largest: int) -> None:
    setting = random_setting(np.random.default_rng(seed), parties, plays=9, largest=largest)
    assert_same(setting, range(3, 13))  # one play more than there are draws


def test_thousands_of_plays_end_in_every_way() -> None:
    dice, seen = np.random.default_rng(5), []
    for parties in (2, 2, 3, 4):
        for largest in (2, 2**40):
            setting = random_setting(dice, parties, plays=250, largest=largest)
            seen.append(assert_same(setting, range(250)))
    assert np.bincount(np.concatenate(seen), minlength=3)[[AGREED, DEADLINE, LEFT]].min() > 20


@pytest.mark.parametrize("text", MANNERS)
@pytest.mark.parametrize("parties", [2, 3])
def test_every_manner_among_its_like(text: str, parties: int) -> None:
    dice = np.random.default_rng(1)
    for largest in (1, 2, 60, 2**40):
        setting = random_setting(dice, parties, plays=100, largest=largest)
        assert_same(replace(setting, manners=(manner(text),) * parties), range(100))


@pytest.mark.parametrize(
    "text", ["nice,model=orders", "concede,model=orders", "nice,model=orders,accept=next"]
)
def test_who_has_no_plan_is_played(text: str) -> None:
    setting = random_setting(np.random.default_rng(1), 2, plays=20, largest=50)
    assert_same(replace(setting, manners=(manner("concede"), manner(text))), range(20))


def test_other_rules_are_played() -> None:
    setting = random_setting(np.random.default_rng(2), 3, plays=20, largest=50)
    for rules in (
        Rules(order=(0, 1, 2), rounds=6, seated=(7, 7, 3, 3, 7, 7)),
        Rules(order=(0, 1, 2), rounds=6, consent="carried"),
        Rules(order=(0, 1, 2), rounds=6, last="answered"),
        Rules(order=(2,), rounds=6),
        Rules(order=(), rounds=6),
    ):
        assert_same(replace(setting, rules=rules), range(20))


def test_who_is_needed_and_has_no_seat_must_not_be_passed_over() -> None:
    """Only the last of three can carry anything out: without it there is nothing to agree on."""
    start = plain(3, (3, 2), alone=True)
    study = random_study(np.random.default_rng(2), start, plays=20, largest=50)
    rules = Rules(order=(0, 1), rounds=9)
    setting = Setting(study, study.parties, (manner("concede"),) * 3, rules)
    assert AGREED not in assert_same(setting, range(20))
    assert AGREED in assert_same(replace(setting, rules=replace(rules, order=(0, 1, 2))), range(20))


def test_values_beyond_floating_point_are_played() -> None:
    setting = random_setting(np.random.default_rng(3), 2, plays=3, largest=2**58)
    assert_same(setting, range(3))


@pytest.mark.parametrize("rounds", [1, 100, 10_000])
@pytest.mark.parametrize("parties", [2, 3, 12])
@pytest.mark.parametrize("packages", [4, 100_000])
def test_what_plays_keep_fits_into_memory(packages: int, parties: int, rounds: int) -> None:
    plays = quick.together(packages, parties, rounds)
    seat = 2 * (parties - 1) * rounds + rounds  # heard, heard across no red line, made
    held = 8 * (parties * (seat + packages) + parties * rounds)  # and the log
    assert plays == 1 or plays * held <= 8 * 4 * quick.CELLS
    assert plays * held < 2**28
    assert plays == 1 or plays * held > 8 * quick.CELLS // 4  # no fewer than need be


def test_blocks_of_plays_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(4)
    timed = random_setting(dice, 3, plays=30, largest=50)
    listens = replace(timed, manners=(manner("micro"), manner("answer"), manner("chance")))
    for setting in (timed, listens):
        whole = ends(setting, range(30))
        with monkeypatch.context() as patch:
            patch.setattr(quick, "AT_ONCE", 7)
            patch.setattr(quick, "CELLS", 3 * 3 * setting.study.outcomes.count)
            parts = ends(setting, range(30))
        assert parts.package.tolist() == whole.package.tolist()
        assert parts.turn.tolist() == whole.turn.tolist()


@given(st.integers(0, 2**32), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_packages_need_not_be_listed(seed: int, sizes: list[int]) -> None:
    dice, starts = np.random.default_rng(seed), np.cumsum([0, *sizes])
    values = dice.integers(-3, 4, (4, 1, starts[-1]))
    values[dice.random(values.shape) < 0.2] = REFUSED
    side, sums = Side(worth(values, starts)[:, 0]), Sums(values[:, 0], starts)
    able = side.best != REFUSED
    assert sums.favourite[able].tolist() == side.favourite[able].tolist()
    some = dice.integers(-1, np.prod(sizes), 4)
    assert sums.worth(some).tolist() == side.worth(some).tolist()


def test_nobody_accepts_what_no_deal_beats() -> None:
    """A party for which every package crosses a red line leaves; it once accepted what stood."""
    study = random_study(np.random.default_rng(6), plain(2, (2, 2)), plays=1, largest=5)
    barred = np.zeros_like(study.ensemble.vetoed)
    barred[:, 1] = True
    drawn = replace(study.ensemble, vetoed=barred, no_deal=np.full_like(study.ensemble.no_deal, -20))
    study = Study(study.case, study.outcomes, study.admissible, drawn)
    setting = Setting(
        study, study.parties, (manner("holdout"), manner("holdout")), Rules(order=(0, 1), rounds=3)
    )
    assert assert_same(setting, range(1)).tolist() == [LEFT]
