"""What the pressure lens says: who refuses, what would turn it, for whom time works, what is not stated."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from entaku.app.cases import opened
from entaku.lenses.pressure import Pressures, look
from entaku.model.basics import Range
from entaku.model.closed import ClosedForm
from entaku.model.finding import Finding, Firmness
from entaku.model.party import Pressure
from entaku.model.process import Term
from entaku.model.text import both
from entaku.space.drafts import draft_values
from entaku.space.study import Study, lay_out
from tests.space import build as b

TABLE = {"wage": {"frozen": 0.0, "middle": 2.5, "raised": 10.0}}
FIRM = {"wage": {"frozen": 10.0, "middle": 8.0, "raised": 0.0}}
MONTHS = b.outlook(8, {}, b.path("union", {}, 0.03), b.path("firm", {}, -0.02))


@cache
def moscow() -> Pressures:
    return look(lay_out(opened("moscow-2025-12-02"), 400))


def strike(**more: Any) -> Pressures:
    """Look at an offer that a union refuses today and accepts in five months."""
    said = {"union": [b.values(TABLE, 4.0)], "firm": [b.values(FIRM, 1.0)]}
    case = b.case(
        [b.issue("wage", "frozen", "middle", "raised")],
        said,
        **{"drafts": (b.settled("offer", wage="middle"),), "outlook": MONTHS, **more},
    )
    return look(lay_out(case, 10))


def leaning(**more: Any) -> Pressure:
    return Pressure(id="p", by="firm", on="union", text=both("leans"), because=("analyst",), **more)


def told(result: Pressures) -> dict[str, Finding]:
    return {one.id: one for one in result.findings()}


def barred(draft: Any, *lines: Any) -> str:
    issues = [b.numeric("cap", 0, 5, 10), b.issue("troops", "out", "in", quo="in")]
    said = {"A": [b.no_deal(0.1, 0.3), *lines]}
    found = look(lay_out(b.case(issues, said, drafts=(draft,)), 20))
    return told(found)["pressure-red-line-A"].text.en


def test_a_red_line_crossed_by_silence_or_by_a_number_is_named() -> None:
    silent = replace(b.settled("d", cap="10"), silence="status_quo")
    assert "(in)" in barred(silent, b.red_line("troops", "in"), b.best("cap", "10"))
    number = b.draft("d", Term(issue="cap", at=7.0))
    lines = (b.red_line("cap", "5"), b.red_line("cap", "10"), b.best("cap", "0"))
    assert "5 and" in barred(number, *lines)
    assert "nobody" not in barred(number, *lines)


def test_who_refuses_only_a_bad_filling_is_told_without_naming_nobody() -> None:
    issues = [b.issue("x", "k", "l"), b.issue("y", "k", "l")]
    table = {"x": {"k": 0, "l": 4}, "y": {"k": 0, "l": 4}}
    found = look(lay_out(b.case(issues, {"A": [b.values(table, 5)]}, drafts=(b.settled("d", x="l"),))))
    head = told(found)["pressure-draft"].text
    assert head.en == "As it stands today, d is refused by A unless what it leaves open is filled in well."
    assert "なし" not in head.ja


def test_whose_refusal_is_looked_at_does_not_hang_on_the_order_of_parties() -> None:
    issues = [b.issue("x", "k", "l")]
    said = {who: [b.values({"x": {"k": 0, "l": 4}}, 2)] for who in "AB"}
    case = b.case(issues, said, drafts=(b.settled("d", x="k"),))
    turned = replace(case, parties=tuple(reversed(case.parties)))
    first, other = (set(told(look(lay_out(one)))) for one in (case, turned))
    assert first == other


def test_a_strike_worked_out_by_hand() -> None:
    data = strike().data()["drafts"]["offer"]
    union = data["union"]["best"]
    assert union["refuses"] == 1.0
    assert union["gap"]["median"] == pytest.approx(0.15)
    assert union["critical_risk"]["median"] == pytest.approx(0.375)
    assert (union["already"], union["later"], union["never"]) == (0.0, 1.0, 0.0)
    assert union["month"]["median"] == pytest.approx(5.0, abs=1e-6)
    assert union["by_month"] == [1.0] * 5 + [0.0] * 4
    assert union == data["union"]["worst"]
    assert data["firm"]["best"]["already"] == 1.0


def test_for_whom_time_works() -> None:
    result = strike()
    answers = {one.about: one.answer for one in result.conclusions()}
    assert answers == {"union": "no", "firm": "yes"}
    assert {one.finding for one in result.conclusions()} <= set(told(result))
    still = strike(outlook=b.outlook(8, {}, b.path("union", {}, 0.0)))
    assert [(one.about, one.answer) for one in still.conclusions()] == [("union", "open")]


def test_without_an_outlook_there_are_gaps_but_no_dates() -> None:
    result = strike(outlook=None)
    union = result.data()["drafts"]["offer"]["union"]["best"]
    assert union["gap"]["median"] == 0.15
    assert "never" not in union
    assert [figure.id for figure in result.figures()] == ["pressure-gaps"]
    assert any("outlook" in text.en for text in result.missing())
    assert result.conclusions() == ()
    assert told(result)["pressure-draft"].text.en == "As it stands today, offer is refused by union."


def test_a_threat_of_no_stated_size_is_told_with_the_size_it_would_need() -> None:
    found = told(strike(outlook=None, pressure=(leaning(toward="offer"),)))["pressure-on-union"]
    assert found.strength.firmness is Firmness.NOT_STATED
    assert "not stated" in found.text.en
    assert "0.15 of its range" in found.text.en
    assert "at least 38%" in found.text.en
    stated = strike(outlook=None, pressure=(leaning(level="high"),))
    assert "stated as high" in told(stated)["pressure-on-union"].text.en
    assert not any("level" in text.en for text in stated.missing())


def test_pressure_with_nothing_to_turn_says_so() -> None:
    on_firm = Pressure(id="p", by="union", on="firm", text=both("leans"), because=("analyst",))
    found = told(strike(pressure=(on_firm,)))["pressure-on-firm"]
    assert "nothing to turn" in found.text.en


def test_a_red_line_is_named_as_what_no_pressure_turns() -> None:
    result = moscow()
    found = told(result)["pressure-red-line-UA"]
    assert "NATO bid abandoned" in found.text.en
    assert {"S24", "S26", "S28"} <= set(found.because)
    ukraine = result.data()["drafts"]["us_revised"]["UA"]["best"]
    assert found.strength.share == ukraine["red_line"]
    assert ukraine["red_line"] <= ukraine["never"]  # time does not move a red line


def test_masses_add_up_and_the_worst_filling_is_refused_more_often() -> None:
    for parties in moscow().data()["drafts"].values():
        for ways in parties.values():
            for way in (ways["best"], ways["worst"]):
                assert way["already"] + way["later"] + way["never"] == pytest.approx(1.0)
                assert way["already"] == pytest.approx(1.0 - way["refuses"])
            assert ways["best"]["refuses"] <= ways["worst"]["refuses"]
            assert ways["best"]["by_month"][0] == ways["best"]["refuses"]


def test_a_better_alternative_makes_everybody_refuse_more() -> None:
    study = moscow().study
    draws = study.ensemble
    better = replace(draws, no_deal=draws.no_deal + draws.scale[0] // 10)
    after = look(replace_ensemble(study, better)).data()["drafts"]["us_revised"]
    before = moscow().data()["drafts"]["us_revised"]
    for party in before:
        assert after[party]["worst"]["refuses"] >= before[party]["worst"]["refuses"]
        assert after[party]["best"]["refuses"] >= before[party]["best"]["refuses"]


def replace_ensemble(study: Study, ensemble: Any) -> Study:
    return Study(study.case, study.outcomes, study.admissible, ensemble)


def test_who_refuses_at_the_worst_is_who_gets_less_than_no_deal_or_over_a_line() -> None:
    study = moscow().study
    draft = study.case.drafts[0]
    least, most = draft_values(study, draft)
    for stand in moscow().first:
        place = study.parties.index(stand.party)
        deal = study.ensemble.no_deal[:, place, 0]
        assert (stand.worst.refuses >= (least[:, place] < deal)).all()
        assert (stand.best.refuses >= (most[:, place] < deal)).all()
        assert (stand.best.refuses <= stand.worst.refuses).all()


def closed(name: str, model: str, **once: float | tuple[float, float]) -> ClosedForm:
    spans = {
        key: Range(*value) if isinstance(value, tuple) else Range(value, value) for key, value in once.items()
    }
    return ClosedForm(id=name, title=both(name), model=model, once=spans, because=("analyst",))


def modelled(*models: ClosedForm) -> Pressures:
    case = b.case([b.issue("x", "k", "l")], {"A": []}, models=models)
    return look(lay_out(case, 2000))


@pytest.mark.parametrize("model", ["yield_date", "hold_out"])
def test_models_give_the_published_dates(model: str, shared: Path) -> None:
    names = {
        "yield_date": {"d0": "no_deal", "u": "offer", "beta": "fall"},
        "hold_out": {"u": "offer", "y": "better_offer", "f": "flow", "r": "rate"},
    }[model]
    result = {"yield_date": "t", "hold_out": "tbar"}[model]
    page = YAML(typ="safe").load(shared / "published" / "clock" / f"{model}.yaml")
    models = [
        closed(f"m{place}", model, **{names[key]: value for key, value in test["given"].items()})
        for place, test in enumerate(page["tests"])
    ]
    found = modelled(*models)
    assert found.missing() == ()
    for place, test in enumerate(page["tests"]):
        data = found.data()["models"][f"m{place}"]
        date = test["expect"][result]
        assert data["never"] == (1.0 if date is None else 0.0)
        assert data[result] == (None if date is None else pytest.approx(date, abs=1e-8))


def test_dates_over_ranges_keep_already_and_never_apart() -> None:
    found = modelled(closed("m", "yield_date", no_deal=(0.1, 0.4), offer=0.2, fall=(-0.02, 0.02)))
    data = found.data()["models"]["m"]
    assert data["already"] == pytest.approx(1 / 3, abs=0.04)
    assert data["never"] == pytest.approx(1 / 3, abs=0.04)
    assert 0.0 < data["t"]["low"] < data["t"]["high"] < float("inf")
    assert "never in" in found.findings()[0].text.en


def test_a_case_without_drafts_says_what_to_state() -> None:
    result = strike(drafts=())
    assert [text.en.split(":")[1] for text in result.missing()] == [" state drafts with terms."]
    assert result.figures() == ()
