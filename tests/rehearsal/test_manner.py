"""How strategies are named: what is read, and every fault at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.basics import Range
from entaku.model.errors import BadInput
from entaku.rehearsal.accepting import RULES, Accepting
from entaku.rehearsal.choosing import Choosing
from entaku.rehearsal.manner import Manner, manner
from entaku.rehearsal.strategies import cards, names
from entaku.rehearsal.strategies.concede import Concede

DRAWS = np.arange(2000)


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as said:
        manner(text)
    return [str(fault) for fault in said.value.faults]


@pytest.mark.parametrize("name", names())
def test_every_strategy_can_be_named_alone_and_with_its_defaults(name: str) -> None:
    assert manner(name) == Manner(name, said=name)
    card = cards()[name]
    given = [f"{key}={one.default}" for key, one in card.parameters.items() if one.default != ""]
    if "model" in card.parameters and "none" in card.parameters["model"].words:
        given.remove("band=0.0")  # which goes with a model only
    full = manner(",".join([name, *given]))
    assert full.settings.keys() <= card.parameters.keys()
    assert full.made("a", DRAWS, 1) is not None


def test_numbers_ranges_words_and_rules_are_read() -> None:
    found = manner(" concede , beta=0.2..5, floor=range,accept=combined:0.5:best:3")
    assert found.name == "concede"
    assert found.settings == {"beta": Range(0.2, 5.0), "floor": "range"}
    assert found.accept == ("combined", "0.5", "best", "3")
    assert isinstance(found.made("a", DRAWS, 1), Accepting)
    assert manner("concede,beta=2").settings == {"beta": Range(2.0, 2.0)}
    assert isinstance(manner("concede,model=orders,band=0.1").made("a", DRAWS, 1), Choosing)


def test_a_range_is_drawn_by_play_party_and_setting_alone() -> None:
    said = manner("concede,beta=0.5..3,kappa=0..0.2")
    made = said.made("a", DRAWS, 7)
    assert isinstance(made, Concede)
    beta, kappa = np.asarray(made.beta), np.asarray(made.kappa)
    assert 0.5 <= beta.min() < 0.6
    assert 2.9 < beta.max() <= 3
    assert abs(np.corrcoef(beta, kappa)[0, 1]) < 0.1
    for party, draws, seed, same in (
        ("a", DRAWS, 7, True),
        ("b", DRAWS, 7, False),
        ("a", DRAWS, 8, False),
        ("a", DRAWS[::-1], 7, False),
    ):
        other = said.made(party, draws, seed)
        assert isinstance(other, Concede)
        assert np.array_equal(np.asarray(other.beta), beta) == same
    some = said.made("a", DRAWS[500:600], 7)
    assert isinstance(some, Concede)
    assert np.array_equal(np.asarray(some.beta), beta[500:600])


def test_all_faults_are_told_at_once() -> None:
    told = faults("concede,beta=x,zeta=2,accept=foo,floor=cellar,beta=3")
    assert len(told) == 5
    for part in ("'x'", "'zeta'", "'foo'", "'cellar'", "twice"):
        assert sum(part in line for line in told) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "concede,beta",
        "concede,beta=",
        "concede,beta=0",
        "concede,beta=101",
        "concede,beta=nan",
        "concede,beta=inf",
        "concede,beta=5..0.2",
        "concede,beta=1..",
        "concede,beta=0.5..1000",
        "concede,form=exponential",
        "concede,form=exponential,kappa=0",
        "concede,form=exponential,kappa=0..0.5",
        "concede,band=0.1",
        "concede,",
        "concede,=2",
        "answer,lag=1.5",
        "answer,lag=1..3",
        "answer,kind=mean",
        "nice,model=none",
        "by_issue,order=x",
        "by_issue,order=0",
        "by_issue,order=-1",
        "by_issue,order=1>1",
        "by_issue,order=2>>1",
        "micro,accept=",
        "micro,accept=next:1",
        "micro,accept=best:1",
        "micro,accept=constant",
        "micro,accept=constant:nan",
        "micro,accept=constant:inf",
        "micro,accept=constant:1.5",
        "micro,accept=constant:0.5:0.5",
        "micro,accept=time:-0.1",
        "micro,accept=time:noon",
        "micro,accept=combined:0.5:best",
        "micro,accept=combined:0.5:worst:3",
        "micro,accept=combined:0.5:mean:0",
        "micro,accept=combined:0.5:mean:-3",
        "micro,accept=combined:0.5:mean:1001",
        "micro,accept=combined:0.5:best:1000000000",
        "micro,accept=time:nan",
        "micro,accept=combined:nan:best:3",
        "micro,accept=combined:0.5:mean:1.5",
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_is_allowed(text: str) -> None:
    (told,) = faults(text)
    assert "allowed: " in told


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for said in (text.replace(":", ";"), f"concede,{text}", f"micro,accept={text}", f"by_issue,order={text}"):
        try:
            name = manner(said).name
        except BadInput:
            continue
        assert name in names()


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_its_words_in_both_languages(name: str) -> None:
    assert RULES[name].does.en
    assert RULES[name].does.ja
