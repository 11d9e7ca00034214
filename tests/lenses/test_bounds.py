"""A model whose inputs are out of bounds is named as missing; the other answers stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entaku.app.asking import Asked
from entaku.app.briefs import brief, look
from entaku.app.cases import found
from entaku.casefile.load import read
from entaku.model.basics import Range
from entaku.model.closed import ClosedForm
from entaku.model.text import both

ORCHARD = read(found("teaching/orchard_lease"))
OUT = {
    "clock": ("stopping_cost", {"cost": 0.9}),
    "pressure": ("hold_out", {"offer": 0.5, "better_offer": 0.6, "flow": 0.0, "rate": -1.0}),
    "home": ("ratification_risk", {"low": 0.6, "high": 0.2, "no_deal": 0.1}),
}


@pytest.mark.parametrize("name", OUT)
def test_a_model_out_of_bounds_is_named_and_stops_nothing(name: str) -> None:
    model, inputs = OUT[name]
    wrong = ClosedForm(
        id="wrong", title=both("wrong"), model=model, once={key: Range(at, at) for key, at in inputs.items()}
    )
    case = replace(ORCHARD, models=(wrong,))
    result = look(name, case, Asked(draws=50)).result
    assert any("mend wrong in models" in text.en for text in result.missing())
    assert brief(case, asked=Asked(draws=50)).briefing.first.answer
