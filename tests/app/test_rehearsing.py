"""From a case to a rehearsal: what follows from the case, what is refused, and that the same call gives the same."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

import entaku
from entaku.app.asking import Asked
from entaku.app.rehearsing import (
    PROTOCOLS,
    Rehearsed,
    Talks,
    arranged,
    play_out,
    strategies_data,
    strategies_text,
)
from entaku.model.case import Case
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.text import LANGUAGES, Text
from entaku.rehearsal import arranging
from entaku.rehearsal.strategies import names
from entaku.space.study import Study, lay_out
from tests.briefing.changed import HOSTILE, RUN
from tests.lenses.changed import ROOM_APART, with_confidences

FEW = Asked(draws=30)
MOSCOW = "moscow-2025-12-02"


@pytest.fixture(scope="module")
def study() -> Study:
    return lay_out(entaku.case(MOSCOW), draws=30)


@pytest.fixture(scope="module", params=PROTOCOLS)
def made(request: pytest.FixtureRequest) -> Rehearsed:
    return play_out(MOSCOW, Talks(protocol=request.param), FEW)


def test_who_sits_for_how_long_and_over_which_text_follows_from_the_case(study: Study) -> None:
    plain = arranged(study, Talks())
    assert (plain.parties, plain.rounds, plain.months) == (("US", "RU", "UA"), 20, 6.0)
    assert (plain.mediator, plain.itinerary, plain.joins, plain.leaves) == ("", (), {}, {})
    text = arranged(study, Talks(protocol="text"))
    assert (text.rounds, text.mediator) == (60, "US")
    shuttle = arranged(study, Talks(protocol="shuttle"))
    assert (shuttle.rounds, shuttle.mediator, shuttle.itinerary) == (12, "US", ("UA", "UA", "RU"))
    assert shuttle.bargaining == ("RU", "UA")


def test_what_a_person_says_comes_before_what_the_case_says(study: Study) -> None:
    order = arranged(study, Talks(order=("UA", "EU"), also=("WEU", "UA"), without=("EU",)))
    assert order.parties == ("UA", "WEU")
    assert arranged(study, Talks(rounds=7, months=1.5)).rounds == 7
    assert arranged(study, Talks(months=0.0)).months == 0.0
    alone = arranged(study, Talks(protocol="shuttle", mediator="none"))
    assert (alone.mediator, alone.bargaining) == ("", ("US", "RU", "UA"))
    assert arranged(study, Talks(protocol="shuttle", next="least")).next == "least"
    assert arranged(study, Talks(protocol="shuttle", next="least")).itinerary == ()
    assert arranged(study, Talks(protocol="shuttle", itinerary=("RU", "UA"))).itinerary == ("RU", "UA")
    seats = arranged(study, Talks(rounds=4, also=("EU",), joins={"EU": 3}, leaves={"RU": 4}))
    assert seats.parties == ("US", "RU", "UA", "EU")
    assert [seats.seated(r) for r in (1, 2, 3, 4)] == [0b0111, 0b0111, 0b1111, 0b1101]


WRONG: list[tuple[Talks, str]] = [
    (Talks(order=("US", "RU", "US")), "'US' stands twice in `order`"),
    (Talks(also=("EU", "EU")), "'EU' stands twice in `also`"),
    (Talks(joins={"EU": 3}), "'EU' has no seat"),
    (Talks(without=("UA",), leaves={"UA": 3}), "'UA' has no seat"),
    (Talks(joins={"RU": 0}), "cannot join in round 0: rounds go from 1 to 20"),
    (Talks(joins={"RU": 21}), "cannot join in round 21"),
    (Talks(leaves={"RU": 21}), "cannot leave in round 21"),
    (Talks(leaves={"RU": 1}), "before it has sat in any"),
    (Talks(joins={"RU": 5}, leaves={"RU": 5}), "before it has sat in any"),
    (Talks(months=7.0), "the outlook of the case has 6 months"),
    (Talks(months=float("nan")), "`months` is not a number"),
    (Talks(protocol="text", interest=float("nan")), "`interest` is not a number"),
    (Talks(itinerary=("RU", "UA")), "`itinerary` goes with the protocol shuttle, not with offers"),
    (Talks(mediator="US"), "`mediator` goes with the protocol text or shuttle"),
    (Talks(protocol="shuttle", also=("EU",), joins={"EU": 2}), "`joins` goes with the protocol offers"),
    (Talks(protocol="text", last="answered"), "`last` goes with"),
    (Talks(protocol="text", mediator="EU"), "'EU' cannot mediate without a seat"),
    (Talks(protocol="shuttle", itinerary=("RU",)), "'UA' must accept but is never visited"),
    (Talks(protocol="shuttle", rounds=2), "'RU' must accept but is not reached by visit 2"),
    (Talks(order=("US",)), "at least two parties"),
    (Talks(protocol="text", without=("US", "RU", "UA")), "nobody is left to be asked"),
]


@pytest.mark.parametrize(("talks", "said"), WRONG)
def test_talks_that_cannot_be_held_are_refused(talks: Talks, said: str) -> None:
    with pytest.raises(NotPossible) as wrong:
        play_out(MOSCOW, replace(talks, compared=False), FEW)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_every_reason_is_given_at_once() -> None:
    talks = Talks(order=("US", "RU", "RU"), joins={"EU": 3, "US": 30}, voice="asking", months=float("nan"))
    with pytest.raises(NotPossible) as wrong:
        play_out(MOSCOW, talks, FEW)
    for part in ("twice", "'EU' has no seat", "'US' cannot join", "`voice`", "`months`"):
        assert part in str(wrong.value)


@pytest.mark.parametrize(
    "talks",
    [
        Talks(order=("US", "XX")),
        Talks(without=("XX",)),
        Talks(leaves={"XX": 3}),
        Talks(protocol="shuttle", itinerary=("XX",)),
        Talks(protocol="text", mediator="XX"),
        Talks(strategies={"XX": "micro"}),
        Talks(protocol="text", start="XX"),
    ],
)
def test_names_that_nobody_has_are_told_with_those_there_are(talks: Talks) -> None:
    with pytest.raises(NotFound, match="'XX'; there are: "):
        play_out(MOSCOW, talks, FEW)


def test_a_case_of_which_nothing_is_stated_is_not_played() -> None:
    for protocol in PROTOCOLS:
        with pytest.raises(NotPossible, match="nothing is stated"):
            play_out("eec_1958", Talks(protocol=protocol), FEW)
    with pytest.raises(BadInput):
        play_out(MOSCOW, Talks(strategies={"all": "concede,beta=x"}), FEW)
    with pytest.raises(NotPossible, match="names an issue beyond the 7 of the case"):
        play_out(MOSCOW, Talks(strategies={"all": "by_issue,order=8"}), FEW)


def test_the_data_hang_together(made: Rehearsed) -> None:
    data = made.data()
    assert data["plays"] == 30
    assert data["parties"] == ["US", "RU", "UA"]
    assert len(data["ways"]) == (1 if data["protocol"] == "text" else len({w["way"] for w in data["ways"]}))
    for way in data["ways"]:
        assert sum(way["ends"].values()) == 30
        assert way["ends"].get("agreed", 0) == round(30 * way["deals"])
        assert set(way["gain"]) == {"US", "RU", "UA", "EU", "WEU"}
        assert set(way["strategies"]) == set(made.made.arrangement.bargaining)
        assert all(way["gain"][party] >= 0 for party in data["parties"]), "who agrees loses nothing"
    for change in data["changes"]:
        assert 0 <= change["before"] <= 1
        assert 0 <= change["after"] <= 1
        assert change["margin"] >= 0
    assert len({change["before"] for change in data["changes"]}) == 1
    assert json.loads(made.json()) == json.loads(json.dumps(data))


def test_it_reads_as_a_person_would_say_it(made: Rehearsed) -> None:
    for language in LANGUAGES:
        text = " ".join(made.text(language).split())
        assert not re.search(r"(?<!\d)(\d+%)( to |から)\1|round (\d+) to \3\b|\bnan\b|[{}]", text)
        assert not re.search(r"\b1 of 1\b|(?<!\d)1通りのうち", text)
    assert made.html("ja").startswith("<!doctype html>")
    assert made.markdown().startswith("#")


@pytest.mark.parametrize("draws", [1, 2])
def test_one_play_of_one_round_is_told_in_the_singular(draws: int) -> None:
    text = play_out(MOSCOW, Talks(rounds=1), Asked(draws=draws)).text()
    for wrong in ("1 times", "1 rounds", "1 months", "1 visits"):
        assert wrong not in " ".join(text.split())


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_chunks_of_any_size_give_the_same_bytes(protocol: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    talks = Talks(protocol=protocol, rounds=4, strategies={"UA": "micro"}, compared=False)
    few = Asked(draws=12)
    whole = play_out(MOSCOW, talks, few).json()
    monkeypatch.setattr(arranging, "CELLS", 2500)
    monkeypatch.setattr("entaku.rehearsal.quick.CELLS", 2500)
    monkeypatch.setattr("entaku.rehearsal.quick.AT_ONCE", 7)
    assert play_out(MOSCOW, talks, few).json() == whole


def test_another_seed_gives_other_plays() -> None:
    one, other = (
        play_out(MOSCOW, Talks(rounds=6, compared=False), replace(FEW, seed=seed)).json() for seed in (1, 2)
    )
    assert one != other


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_confidential_changes_no_byte(protocol: Any) -> None:
    case = entaku.case(MOSCOW)
    talks, few = Talks(protocol=protocol, rounds=5), Asked(draws=10)
    public, apart = play_out(case, talks, few), play_out(with_confidences(case), talks, few)
    assert apart.json() == public.json()
    for language in LANGUAGES:
        assert apart.text(language) == public.text(language)
    assert apart.html() == public.html()
    for table in public.tables():
        assert apart.tables().csv(table) == public.tables().csv(table)


def test_what_is_confidential_is_played_for_those_who_may_see_it() -> None:
    case, talks = with_confidences(entaku.case(MOSCOW)), Talks(rounds=6, compared=False)
    told = play_out(case, talks, replace(FEW, compartments=frozenset({ROOM_APART})))
    assert told.json() != play_out(case, talks, FEW).json()
    assert "CONFIDENTIAL" in told.text()


def renamed(case: Case) -> Case:
    """Give every party and option a hostile name of its own."""
    turn = count()

    def name() -> Text:
        at = next(turn)
        words = f"{HOSTILE[at % len(HOSTILE)]} {at}"
        return Text(words, words)

    issues = [
        replace(issue, options=tuple(replace(option, name=name()) for option in issue.options))
        for issue in case.issues
    ]
    parties = [replace(party, name=name()) for party in case.parties]
    return replace(case, parties=tuple(parties), issues=tuple(issues))


@pytest.mark.parametrize("first", [0, 7])
def test_hostile_names_come_out_as_words(first: int) -> None:
    case = entaku.case("bill_and_jack")
    turned = replace(case, issues=(*case.issues[first:], *case.issues[:first]))
    shown = play_out(renamed(turned), Talks(rounds=3, strategies={"all": "concede,beta=5"}), Asked(draws=5))
    page = shown.html()
    assert f"<script>{RUN}" not in page
    assert "<img src=x" not in page
    assert "<iframe src=http" not in page
    text = shown.text()
    assert not any(sign in text for sign in ("\x1b", "\x07", "\u202e", "\ud800"))
    assert shown.markdown()
    for table in shown.tables():
        for row in csv.reader(io.StringIO(shown.tables().csv(table))):
            assert not any(cell.startswith(("=", "@", "\t", "\r")) for cell in row)


def test_the_strategies_are_listed_with_all_that_can_be_set() -> None:
    data = strategies_data()
    assert tuple(data["strategies"]) == names()
    assert json.dumps(data)
    for language in LANGUAGES:
        text = strategies_text(language)
        for name, card in data["strategies"].items():
            assert f"{name}  {card['title'][language]}" in text
            assert all(f"    {key}=" in text for key in card["settings"])
        assert all(f"accept={name}" in text for name in data["accept"])
