"""Seats from case to verdict: the published table, readings of who performs, and what a draft is worth."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.kernels.coalitions import Verdict, minimal_sets
from entaku.model.basics import NOT_STATED, Span
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.issue import Vote
from entaku.model.process import Silence
from entaku.model.text import both
from entaku.space.closing import carriers, closing
from entaku.space.consent import clause_winning, mask, members, package_winning, stated
from entaku.space.drafts import clauses, draft_values
from entaku.space.evidence import share
from entaku.space.seating import Table, tables
from entaku.space.study import Study, lay_out
from entaku.space.verdicts import games, main_verdict, seating
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
TAU = 0.01


@pytest.fixture(scope="module")
def fixture(shared: Path) -> Any:
    return YAML(typ="safe").load(
        (shared / "published" / "seats" / "at_the_table_small.yaml").read_text("utf-8")
    )


@pytest.fixture(scope="module")
def study(fixture: Any) -> Study:
    """Lay the published table out: an issue a clause, all packages but the five drafts impossible."""
    issues = [
        b.issue(
            name,
            "no",
            b.option(
                "yes",
                performs=tuple(map(tuple, form["performs"])),
                stops=tuple(map(tuple, form.get("stops", []))),
                subjects=tuple(form["subjects"]),
                because=("analyst",),
            ),
            quo="no",
        )
        for name, form in fixture["clauses"].items()
    ]
    drafts = [
        b.draft(name, *(b.term(clause, "yes") for clause in some), silence="status_quo")
        for name, some in fixture["drafts"].items()
    ]
    kept = [set(some) for some in [[], *fixture["drafts"].values()]]
    rules = [
        b.impossible(f"r{n}", **dict(zip(fixture["clauses"], some, strict=True)))
        for n, some in enumerate(product(("no", "yes"), repeat=len(issues)))
        if {name for name, settled in zip(fixture["clauses"], some, strict=True) if settled == "yes"}
        not in kept
    ]
    table = {name: {"no": 0.0, "yes": 1.0} for name in fixture["clauses"]}
    said: b.Said = {who: [b.values(table, 0.5)] for who in fixture["parties"]}
    laid = lay_out(b.case(issues, said, drafts=tuple(drafts), impossible=tuple(rules)))
    return _with_draws(laid, fixture)


def _with_draws(laid: Study, fixture: Any) -> Study:
    """Put the published draws in place of those of the case, in hundredths."""
    draws = fixture["draws"]
    names = list(fixture["clauses"])
    values = np.zeros((len(draws), len(laid.parties), 2 * len(names)), dtype=np.int64)
    no_deal = np.zeros((len(draws), len(laid.parties), 1), dtype=np.int64)
    for n, draw in enumerate(draws):
        for p, who in enumerate(laid.parties):
            deal = round(100 * draw["no_deal"][who])
            gain = [round(100 * draw["u"][f"x{x}"][who]) - deal for x in range(1, 6)]
            one = {
                "bid_frozen": 0,
                "recognition": gain[0],
                "ceasefire": gain[1] - gain[0],
                "assets": gain[2] - gain[1] + gain[0],
                "forces_limit": gain[3] - gain[0],
                "monitoring": gain[4],
            }
            values[n, p] = np.ravel([(0, one[name]) for name in names])
            values[n, p, :2] += deal  # nothing agreed is worth no deal
            no_deal[n, p] = deal
    on = np.ones((len(draws), len(laid.case.preferences)), dtype=np.bool_)
    return replace(
        laid,
        ensemble=replace(
            laid.ensemble,
            numbers=np.arange(len(draws)),
            values=values,
            no_deal=no_deal,
            scale=(100,) * len(laid.parties),
            holds=np.ones((len(draws), 0), dtype=np.bool_),
            on=on,
            vetoed=np.zeros(values.shape, dtype=np.bool_),
            logw=np.log([draw["weight"] for draw in draws]),
            exact=False,
        ),
    )


def at(*parties: str) -> Table:
    return Table("t", both("t"), parties)


def test_the_published_verdicts(study: Study, fixture: Any) -> None:
    weights = [draw["weight"] for draw in fixture["draws"]]
    by_draft = fixture["results"][0]["by_draft"]
    found = {game.draft.id: game for game in games(study.case)}
    assert set(found) == set(by_draft)
    for name, expect in by_draft.items():
        game = found[name]
        minimal = [list(members(study.case, some)) for some in minimal_sets(game.winning)]
        assert sorted(minimal) == sorted(expect["minimal_winning"]), name
        sat = seating(study, game, at(*fixture["table"]), TAU)
        assert sorted(map(list, sat.lacking)) == sorted(expect["completions_of_table"]), name
        for place, who in enumerate(study.parties):
            assert dict(sat.verdicts[place]) == pytest.approx(expect["verdict_shares"][who]), (name, who)
            served = {
                word: sum(
                    w for w, said in zip(weights, expect["served_by_draw"][who], strict=True) if said == word
                )
                for word in expect["served_by_draw"][who]
            }
            assert dict(sat.served[place]) == pytest.approx(served), (name, who)
            verdict, held = main_verdict(sat.verdicts[place])
            assert held == pytest.approx(max(expect["verdict_shares"][who].values()))
            assert isinstance(verdict, Verdict)
        assert all(sat.firm)


def test_the_published_table_of_three(study: Study, fixture: Any) -> None:
    expect = fixture["results"][1]
    game = next(game for game in games(study.case) if game.draft.id == expect["draft"])
    sat = seating(study, game, at(*expect["table"]), TAU)
    assert list(sat.expendable) == expect["expendable_seats"]
    found = closing(study, expect["table"], study.parties, TAU)
    exposure = {who: share(study.ensemble, found.exposed[:, p]) for p, who in enumerate(study.parties)}
    assert exposure == pytest.approx(expect["exposure"])


def test_the_published_exposure_and_price_of_an_empty_seat(study: Study, fixture: Any) -> None:
    expect = fixture["results"][0]
    found = closing(study, fixture["table"], study.parties, TAU)
    exposure = {who: share(study.ensemble, found.exposed[:, p]) for p, who in enumerate(study.parties)}
    assert exposure == pytest.approx(expect["exposure"])
    where = study.parties.index("D")
    for n, draw in enumerate(fixture["draws"]):
        deal, own = draw["no_deal"]["D"], [draw["no_deal"]["D"], *(u["D"] for u in draw["u"].values())]

        def gain(pick: str, draw: Any = draw, deal: float = deal, own: Any = own) -> float:
            worth = deal if pick == "no deal" else draw["u"][pick]["D"]
            return float((worth - deal) / (max(own) - min(own)))

        assert found.without[n, where] == pytest.approx(gain(expect["pick_of_table_by_draw"][n]))
        assert found.with_seat[n, where] == pytest.approx(gain(expect["pick_with_D_by_draw"][n]))
    asked = closing(study, fixture["table"], ["D"], TAU)
    assert np.array_equal(asked.without[:, where], found.without[:, where])
    assert not asked.exposed[:, [p for p in range(4) if p != where]].any()


@pytest.mark.parametrize(("key", "seats"), [("closable_by_draw", "MP"), ("closable_by_all_by_draw", "MPDE")])
def test_what_seats_can_close(study: Study, fixture: Any, key: str, seats: str) -> None:
    case, space = study.case, study.outcomes
    winning = carriers(case, space)
    for draw, expect in zip(fixture["draws"], fixture["results"][0][key], strict=True):
        closed = []
        for name, some in fixture["drafts"].items():
            number = space.number({issue.id: "yes" if issue.id in some else "no" for issue in case.issues})
            willing = [who for who in seats if draw["u"][name][who] >= draw["no_deal"][who]]
            if winning[number, mask(case, willing)]:
                closed.append(name)
        assert closed == expect
    nothing = space.number({issue.id: "no" for issue in case.issues})
    assert not winning[nothing].any()  # where nothing is agreed, nobody has closed anything


# Who performs a clause


def test_who_can_carry_out_a_clause_by_hand() -> None:
    every: dict[str, Any] = {"because": ("analyst",)}
    options = {
        "either": b.option("either", performs=(("A",), ("B", "C")), **every),
        "stopped": b.option("stopped", performs=(("A",),), stops=(("B",),), **every),
        "nobody": b.option("nobody", performs=(), **every),
        "itself": b.option("itself", performs=((),), **every),
        "voted": b.option("voted", vote=Vote(quota=3, weights={"A": 2, "B": 1, "C": 1}), **every),
        "vetoed": b.option(
            "vetoed", vote=Vote(quota=3, weights={"A": 2, "B": 1, "C": 1}), stops=(("C",),), **every
        ),
        "unsaid": b.option("unsaid", subjects=("B", "C"), **every),
    }
    case = b.case([b.issue("x", "no", *options.values(), quo="no")], {who: [] for who in "ABC"})

    def smallest(name: str, reading: Any = "lenient") -> set[str]:
        sets = minimal_sets(clause_winning(case, options[name], reading))
        return {"".join(members(case, some)) for some in sets}

    for reading in ("lenient", "strict"):
        assert smallest("either", reading) == {"A", "BC"}
        assert smallest("stopped", reading) == {"AB"}
        assert smallest("nobody", reading) == set()
        assert smallest("itself", reading) == {""}
        assert smallest("voted", reading) == {"AB", "AC"}
        assert smallest("vetoed", reading) == {"AC"}
    assert smallest("unsaid", "lenient") == {""}
    assert smallest("unsaid", "strict") == {"BC"}
    assert [name for name, option in options.items() if not stated(option)] == ["unsaid"]


def test_a_package_needs_every_clause_carried() -> None:
    every: dict[str, Any] = {"because": ("analyst",)}
    case = b.case(
        [
            b.issue("x", "no", b.option("yes", performs=(("A",), ("B",)), **every), quo="no"),
            b.issue("y", "no", b.option("yes", performs=(("B",), ("C",)), **every), quo="no"),
            b.issue("z", "no", b.option("yes", **every), quo="no"),
        ],
        {who: [] for who in "ABC"},
        drafts=(
            b.draft("all", *(b.term(name, "yes") for name in "xyz"), silence="status_quo"),
            b.draft("open", b.term("x", "yes"), b.term("y", bracketed=("no", "yes")), b.term("z", open=True)),
            b.draft("none", silence="status_quo"),
        ),
    )
    found = {game.draft.id: game for game in games(case)}
    assert set(found) == {"all", "open"}  # nobody has to carry out what changes nothing
    assert {members(case, some) for some in minimal_sets(found["all"].winning)} == {("B",), ("A", "C")}
    assert {members(case, some) for some in minimal_sets(found["open"].winning)} == {("A",), ("B",)}
    assert [clause.issue.id for clause in clauses(case, case.drafts[1])] == ["x"]
    assert package_winning(case, (), "strict").all()


def test_a_verdict_that_turns_on_unstated_performers_is_not_firm() -> None:
    case = b.case(
        [b.issue("x", "no", b.option("yes", subjects=("B",)), quo="no")],
        {"A": [b.order("x", "no", "yes"), b.no_deal(0.2)], "B": [b.order("x", "yes", "no"), b.no_deal(0.2)]},
        drafts=(b.settled("d", x="yes"),),
    )
    study = lay_out(case, 50)
    sat = seating(study, games(case)[0], at("A"), TAU)
    assert sat.verdicts == ({"at the table": 1.0}, {"on the menu": 1.0})
    assert sat.served == ({"better": 1.0}, {"worse": 1.0})
    assert sat.firm == (True, False)  # read strictly, B is needed


def test_nobody_can_carry_it_out() -> None:
    case = b.case(
        [b.issue("x", "no", b.option("yes", performs=(), because=("analyst",)), quo="no")],
        {"A": [], "B": []},
        drafts=(b.settled("d", x="yes"),),
    )
    sat = seating(lay_out(case, 20), games(case)[0], at("A"), TAU)
    assert sat.verdicts == ({"undetermined": 1.0}, {"undetermined": 1.0})
    assert sat.lacking == ()


def test_how_a_party_is_served_is_not_stated_where_no_deal_or_its_ranking_is_not() -> None:
    issues = [
        b.issue("x", "no", b.option("yes", performs=(("A",),), because=("analyst",)), quo="no"),
        b.issue("y", "no", "yes", quo="no"),
    ]
    worse = b.order("x", "yes", "no")
    draft = b.draft("d", b.term("x", "yes"), silence="status_quo")
    said: b.Said = {
        "A": [],
        "ranked": [worse],
        "dealt": [b.no_deal(0.9)],
        "elsewhere": [b.no_deal(0.9), b.order("y", "no", "yes")],
        "known": [b.weight("x", 0.9, 1.0), worse, b.no_deal(0.9)],
        "compared": [b.prefers(b.WALKING_AWAY, b.tabled("d"))],
    }
    case = b.case(issues, said, drafts=(draft,))
    sat = seating(lay_out(case, 60), games(case)[0], at("A"), TAU)
    served = dict(zip(said, sat.served, strict=True))
    assert all(served[name] == {"not stated": 1.0} for name in ("A", "ranked", "dealt", "elsewhere"))
    assert served["known"] == {"worse": 1.0}
    assert served["compared"].get("better", 0.0) == 0.0
    verdicts = dict(zip(said, sat.verdicts, strict=True))
    # it is no subject, and nothing says whether it loses: it is not called a bystander either
    assert verdicts["ranked"] == {"bystander or on the menu: not stated": 1.0}
    assert verdicts["known"] == {"on the menu": 1.0}


# Who sits


def test_seats_by_level_and_by_date() -> None:
    case = b.case(
        [b.issue("x", "no", "yes")],
        {who: [] for who in "ABCDE"},
        rounds=(
            b.held("late", b.day(2025, 6, 1), A="drafts", B="informed", C=NOT_STATED),
            b.held("early", b.day(2025, 1, 1), A="consulted", B="consulted", D="absent"),
            b.held("undated", None, E="informed"),
        ),
    )
    found = {table.id: table.parties for table in tables(case)}
    assert found == {
        "latest": ("A",),
        "process": ("A", "B"),
        "informed": ("A", "B", "E"),
        "drafts": ("A",),
        "unclear": ("A", "B", "C"),
    }


def test_without_an_unclear_seat_there_is_no_reading_of_it_and_without_rounds_no_table() -> None:
    plain = b.case([b.issue("x", "no", "yes")], {"A": []}, rounds=(b.held("r", None, A="drafts"),))
    assert [table.id for table in tables(plain)] == ["latest", "process", "informed", "drafts"]
    assert tables(b.case([b.issue("x", "no", "yes")], {"A": []})) == ()


def test_the_latest_round_is_the_one_that_ends_last() -> None:
    long = Span(first=date(2025, 1, 1), last=date(2025, 12, 1))
    rounds = (b.held("short", b.day(2025, 6, 1), A="drafts"), b.held("long", long, B="drafts"))
    case = b.case([b.issue("x", "no", "yes")], {"A": [], "B": []}, rounds=rounds)
    assert tables(case)[0].parties == ("B",)


# What a draft is worth


def some_case(seed: int) -> tuple[random.Random, Case]:
    rng = random.Random(seed)
    issues = [b.issue(name, "k", "l", "m", quo="k") for name in "ab"] + [b.numeric("c", 0, 10, 30)]
    terms = []
    for name in "ab":
        kind = rng.choice(("silent", "open", "bracketed", "plain"))
        options = rng.sample("klm", 2)
        if kind == "open":
            terms.append(b.term(name, open=True))
        elif kind == "bracketed":
            terms.append(b.term(name, bracketed=tuple(options)))
        elif kind == "plain":
            terms.append(b.term(name, options[0]))
    terms += rng.choice([[], [b.term("c", at=rng.choice((0, 4, 10, 25)))], [b.term("c", "30")]])
    silence: Silence = rng.choice(("free", "status_quo"))
    rule = b.impossible("r", a=rng.choice("klm"), b=rng.choice("klm"))
    return rng, b.case(
        issues, {"A": [], "B": []}, drafts=(b.draft("d", *terms, silence=silence),), impossible=(rule,)
    )


@given(SEEDS)
def test_a_draft_is_worth_its_worst_to_its_best_completion(seed: int) -> None:
    _, case = some_case(seed)
    study = lay_out(case, 3)
    expected = _completions(study)
    if not expected:
        with pytest.raises(NotPossible, match="impossible"):
            draft_values(study, case.drafts[0])
        return
    low, high = draft_values(study, case.drafts[0])
    assert low == pytest.approx(np.min(expected, axis=0), abs=2)
    assert high == pytest.approx(np.max(expected, axis=0), abs=2)


def _completions(study: Study) -> list[Any]:
    """Give the values (N, P) of every completion that is possible, a number between breakpoints in parts."""
    from tests.space.reference import completions

    found = []
    rule = study.case.impossible[0].options
    values = study.ensemble.values.astype(np.float64)
    for choice in completions(study.case, b.tabled("d"), frozenset()):
        if all(choice[name] == option for name, option in rule.items()):
            continue
        total = np.zeros(values.shape[:2])
        for name, settled in choice.items():
            if isinstance(settled, str):
                total = total + values[:, :, study.outcomes.option(name, settled)]
                continue
            points = [float(option.at or 0.0) for option in study.case.issue(name).options]
            start = int(study.outcomes.starts[study.outcomes.issues.index(name)])
            for n, p in np.ndindex(total.shape):
                total[n, p] += np.interp(settled, points, values[n, p, start : start + len(points)])
        found.append(total)
    return found
