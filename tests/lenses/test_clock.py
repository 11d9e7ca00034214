"""What the clock says, where it answers, and where it says that it is not known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entaku.lenses.clock import Clock, look
from entaku.lenses.clock.model_words import RESULTS, TOLD
from entaku.model.basics import NOT_STATED, Range
from entaku.model.case import Case
from entaku.model.closed import MODELS, ClosedForm, Ripeness, Sequence, SequenceStep
from entaku.model.finding import Conclusion, Finding, Firmness
from entaku.model.statement import Says
from entaku.model.text import both
from entaku.space.closed_forms import evaluate
from entaku.space.study import lay_out
from tests.kernels.published import examples
from tests.space import build as b

FLAGS = ("hurting", "stalemate", "way_out")


def seen(made: Case, draws: int = 60) -> Clock:
    return look(lay_out(made, draws))


def finding(found: Clock, name: str) -> Finding:
    return next(one for one in found.findings() if one.id == f"clock-{name}")


def bare(*parties: str, **more: Any) -> Case:
    return b.case([b.issue("x", "no", "yes")], {who: [] for who in parties}, **more)


# Over time


def falling(b_falls: float, start: float = 0.6, *, known: bool = True) -> Case:
    """Let A want x high and B low, with a middle worth half to both, and B's no deal fall month by month."""
    issue = b.issue("x", "low", "middle", "high")
    said: dict[str, list[Says]] = {
        "A": [b.order("x", "low", "middle", "high"), b.value("x", "middle", 0.5), b.no_deal(0.0)],
        "B": [
            b.order("x", "high", "middle", "low"),
            b.value("x", "middle", 0.5),
            b.no_deal(start, start + 0.01),
        ],
    }
    if not known:
        said["A"] = said["A"][:2]
    return b.case([issue], said, outlook=b.outlook(2, {}, b.path("B", {}, cost=b_falls)))


def waiting(found: Clock) -> dict[str, str]:
    return {one.about: one.answer for one in found.conclusions() if one.topic == "waiting"}


def test_whose_alternative_falls_should_settle_and_the_other_wait() -> None:
    found = seen(falling(0.2))
    assert waiting(found) == {"A": "yes", "B": "no"}
    assert "On average waiting pays for A, and not for B." in finding(found, "time").text.en
    assert finding(found, "time").headline
    assert found.data()["time"]["waiting"]["A"]["rule"] == pytest.approx(0.5)


def test_nobody_gains_where_nothing_moves() -> None:
    found = seen(falling(0.0))
    assert waiting(found) == {"A": "no", "B": "no"}
    assert "pays for none of A and B" in finding(found, "time").text.en
    assert "closes in no draw" in finding(found, "moves").text.en


def test_whether_a_silent_party_gains_is_not_known() -> None:
    found = seen(falling(0.2, 0.3, known=False))
    assert waiting(found)["A"] == "open"
    assert finding(found, "wait-A").strength.firmness is Firmness.NOT_STATED


def test_where_there_is_no_deal_today_there_is_nothing_to_wait_for() -> None:
    issue = b.issue("x", "low", "high")
    said: dict[str, list[Says]] = {
        "A": [b.order("x", "low", "high"), b.no_deal(0.5)],
        "B": [b.order("x", "high", "low"), b.no_deal(0.5, 0.6)],
    }
    found = seen(b.case([issue], said, outlook=b.outlook(2, {}, b.path("B", {}, cost=0.4))))
    assert waiting(found) == {}
    assert "In no draw is there a deal to settle for today." in finding(found, "time").text.en
    assert found.data()["time"]["opens"] == 1.0


# Steps


def clause(performs: Any) -> Any:
    return b.option("yes", performs=performs, because=("analyst",))


def test_a_draft_whose_steps_hold_and_one_that_a_party_breaks() -> None:
    issues = [
        b.issue("x", "no", clause((("A",),)), quo="no"),
        b.issue("y", "no", clause((("B",),)), quo="no"),
    ]
    wants: list[Says] = [b.order("x", "no", "yes"), b.order("y", "no", "yes"), b.no_deal(0.0)]
    hates: list[Says] = [b.order("x", "no", "yes"), b.order("y", "yes", "no"), b.no_deal(0.6)]
    draft = b.draft("d", b.term("x", "yes"), b.term("y", "yes"))
    good = seen(b.case(issues, {"A": wants, "B": wants}, drafts=(draft,)))
    assert finding(good, "steps").text.en.startswith("In the order as listed, every step of d")
    assert finding(good, "steps").strength.firmness in {Firmness.EXACT, Firmness.EVERY_DRAW}
    bad = seen(b.case(issues, {"A": wants, "B": hates}, drafts=(draft,)))
    assert "“y: yes”" in finding(bad, "steps").text.en
    assert "on account of B" in finding(bad, "steps").text.en
    assert bad.data()["steps"]["cause"][1]["account"]["B"] > 0.0


def test_of_a_draft_whose_performer_is_silent_nothing_is_said() -> None:
    issue = b.issue("x", "no", clause((("A",),)), quo="no")
    found = seen(
        b.case([issue], {"A": [], "B": [b.no_deal(0.1)]}, drafts=(b.draft("d", b.term("x", "yes")),))
    )
    assert finding(found, "steps").strength.firmness is Firmness.NOT_STATED
    assert any("A is not stated" in text.en for text in found.missing())


def sequence(keeps: Range | Any) -> Sequence:
    first = SequenceStep(
        title=both("first"), performers=("A",), if_broken={"A": Range(0.35, 0.35), "B": Range(0.45, 0.45)}
    )
    then = SequenceStep(title=both("then"), performers=("B",), if_broken={"A": Range(0.15, 0.15), "B": keeps})
    ends = {"A": Range(0.5, 0.5), "B": Range(0.6, 0.6)}
    return Sequence(id="s", title=both("plan"), steps=(first, then), completed=ends)


def test_what_is_said_of_a_sequence() -> None:
    said = {
        key: finding(seen(bare("A", "B", sequences=(sequence(keeps),))), "sequence-s")
        for key, keeps in {
            "holds": Range(0.6, 0.6),
            "breaks": Range(0.7, 0.7),
            "drawn": Range(0.5, 0.7),
            "open": NOT_STATED,
        }.items()
    }
    assert said["holds"].text.en.startswith("“plan” holds: each of the 2 steps")
    assert "stops at step 1. The cause is step 2, where B lacks 0.1" in said["breaks"].text.en
    assert "A penalty of as much would mend it" in said["breaks"].text.en
    assert 0.0 < said["drawn"].strength.share < 1.0
    assert said["open"].strength.firmness is Firmness.NOT_STATED


# Ripeness


def ripe(who: str, *flags: bool | None) -> Ripeness:
    """Code three flags, all true where none is given, None where one is not stated."""
    hurting, stalemate, way_out = (NOT_STATED if flag is None else flag for flag in flags or (True,) * 3)
    return Ripeness(party=who, hurting=hurting, stalemate=stalemate, way_out=way_out)


def test_ripeness_is_three_valued(shared: Path) -> None:
    for given, expect in examples(shared, "ripeness"):
        parties = "ABC"[: len(given["parties"])]
        coded = tuple(
            ripe(who, *(flags[name] for name in FLAGS))
            for who, flags in zip(parties, given["parties"], strict=True)
        )
        found = seen(bare(*parties, ripeness=coded))
        assert found.data()["ripeness"]["ripe"] == expect["ripe"]
        text = finding(found, "ripe").text.en
        assert ("not known" in text) == (expect["ripe"] is None)
        if expect["ripe"] is None:
            assert "a way out for A" in text
            assert found.data()["ripeness"]["watch"] == {"A": ["way_out"]}


def test_a_needed_party_that_is_not_coded_is_not_stated() -> None:
    found = seen(bare("A", "B", ripeness=(ripe("A"),)))
    assert found.data()["ripeness"]["ripe"] is None
    assert found.data()["ripeness"]["watch"] == {"B": list(FLAGS)}


def test_ripeness_of_nobody_is_not_defined() -> None:
    parties = tuple(replace(b.party(who), kind="ratifier") for who in "AB")
    found = seen(bare("A", "B", ripeness=(ripe("A"),), parties=parties))
    assert "not defined" in finding(found, "ripe").text.en


def test_where_nobody_is_needed_there_is_nothing_to_wait_for() -> None:
    parties = tuple(replace(b.party(who), kind="ratifier") for who in "AB")
    found = seen(replace(falling(-0.05), parties=parties))
    assert found.timing == ()
    assert "waiting" not in found.data()


# Models


def model(name: str, once: Any = None, **each: Any) -> ClosedForm:
    def span(value: Any) -> Range:
        return Range(*value) if isinstance(value, tuple) else Range(value, value)

    return ClosedForm(
        id="m",
        title=both("m"),
        model=name,
        sides=("A", "B"),
        once={key: span(value) for key, value in (once or {}).items()},
        each={key: {"A": span(one), "B": span(two)} for key, (one, two) in each.items()},
    )


def concluded(closed: ClosedForm, *parties: str) -> list[Conclusion]:
    return list(seen(bare(*(parties or ("A", "B")), models=(closed,))).conclusions())


def test_the_protocol_stands_next_to_the_number() -> None:
    found = seen(bare("A", "B", models=(model("alternating_offers", patience=(0.9, 0.8)),)))
    text = finding(found, "model-m").text.en
    assert text.startswith("Alternating offers, A first, patience 0.9 and 0.8 a period: A gets 71.4%")
    assert finding(found, "model-m").strength.firmness is Firmness.EXACT
    drawn = seen(bare("A", "B", models=(model("alternating_offers", patience=((0.8, 0.9), 0.8)),)))
    assert "patience 0.8 to 0.9 and 0.8" in finding(drawn, "model-m").text.en


def test_where_there_is_no_share_none_is_told() -> None:
    found = seen(bare("A", "B", models=(model("nash_shares", {"power": 0.5}, no_deal=(0.6, 0.5)),)))
    assert "no share is better for both" in finding(found, "model-m").text.en
    assert found.data()["models"]["m"]["x"] == {"A": None, "B": None}


def test_models_of_fighting_conclude_on_a_deal_only_among_those_who_are_needed() -> None:
    peace = model("war_range", {"win": 0.6}, cost=(0.1, 0.1))
    war = model("war_range_two_beliefs", win=(0.9, 0.3), cost=(0.1, 0.1))
    maybe = model("war_range_two_beliefs", win=((0.5, 0.9), 0.5), cost=(0.1, 0.1))
    assert [one.answer for one in concluded(peace)] == ["yes"]
    assert [one.answer for one in concluded(peace, "A", "B", "C")] == []
    assert [one.answer for one in concluded(war, "A", "B", "C")] == ["no"]
    assert [one.answer for one in concluded(maybe)] == ["open"]
    slow = {"declining": 5, "rising": 1, "rising_next": 1.5, "peace": 10, "patience": 0.9}
    assert concluded(model("shifting_power", slow)) == []


def test_models_that_differ_leave_it_open() -> None:
    peace = model("war_range", {"win": 0.6}, cost=(0.1, 0.1))
    war = replace(model("war_range_two_beliefs", win=(0.9, 0.3), cost=(0.1, 0.1)), id="n")
    (one,) = seen(bare("A", "B", models=(peace, war))).conclusions()
    assert one.answer == "open"
    assert "differently" in one.text.en


def test_a_model_of_waiting_says_who_gains() -> None:
    once = {"win": 0.5, "drift": 0.04, "point": 0.5}
    closed = model("waiting", once, cost=(0.1, 0.1), patience=(0.99, 0.99), delay_cost=(0.01, 0.02))
    assert {one.about: one.answer for one in concluded(closed)} == {"A": "yes", "B": "no"}


@pytest.mark.parametrize("name", sorted(name for name, inputs in MODELS.items() if inputs.lens == "clock"))
def test_every_model_of_the_clock_has_its_words(name: str) -> None:
    inputs = MODELS[name]
    assert name in TOLD
    once: dict[str, Any] = dict.fromkeys(inputs.once, 1)
    once |= dict.fromkeys(set(inputs.once) & {"cost", "patience", "win", "win_now"}, 0.5)
    each: dict[str, Any] = dict.fromkeys(inputs.each, (0.25, 0.25))
    closed = model(name, once, **each)
    found = seen(bare("A", "B", models=(closed,)))
    assert "{" not in finding(found, "model-m").text.en
    outcome = evaluate(found.study, closed).outcome
    assert {key.partition(".")[0] for key in outcome} <= set(RESULTS)


def test_nothing_is_guessed_and_the_lacking_is_named() -> None:
    found = seen(bare("A", "B"))
    assert found.findings() == ()
    assert found.conclusions() == ()
    said = " ".join(text.en for text in found.missing())
    assert all(key in said for key in ("outlook", "drafts", "ripeness", "models", "sequences"))
