"""The data form, the grounds behind findings, and the libraries that came along."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from entaku.briefing.data import document
from entaku.briefing.grounds import everything, grounds
from entaku.briefing.page import Basis
from entaku.briefing.schema import schema
from entaku.model.text import Text, both
from tests.briefing.changed import hostile
from tests.briefing.sample import BASES, BRIEFING

VENDOR = files("entaku.briefing").joinpath("vendor")


@pytest.mark.parametrize("briefing", [BRIEFING, hostile(BRIEFING)], ids=["sample", "hostile"])
def test_the_data_follow_their_schema_and_survive_json(briefing: object) -> None:
    assert briefing in (BRIEFING, hostile(BRIEFING))
    held = document(BRIEFING if briefing is BRIEFING else hostile(BRIEFING))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(held, schema())
    assert json.loads(json.dumps(held, ensure_ascii=False, allow_nan=False).encode()) == held


def test_data_hold_both_languages_every_digit_and_the_version_of_their_form() -> None:
    held = document(BRIEFING)
    assert held["schema"] == 2
    assert held["title"] == {"en": "The sluice on the Sel", "ja": "セル川の水門"}
    assert held["as_of"] == "2031-05-12"
    seats = held["sections"][1]["figures"][2]
    assert seats["rows"][1][2] == 1 / 3
    assert held["sections"][0]["findings"][0]["strength"]["firmness"] == "in every draw"


def test_data_do_not_depend_on_the_order_of_bases() -> None:
    turned = replace(BRIEFING, bases=dict(reversed(BASES.items())))
    assert json.dumps(document(turned)) == json.dumps(document(BRIEFING))


def test_what_is_no_number_is_null() -> None:
    run = replace(BRIEFING.run, effective=float("nan"))
    assert document(replace(BRIEFING, run=run))["run"]["effective"] is None


def test_a_statement_leads_to_its_claims_and_their_speakers() -> None:
    (ground,) = grounds(["S1"], BASES)
    assert [claim.id for claim in ground.claims] == ["C1", "C2"]
    assert ground.word.en == "the paper, reporting the guild and a councillor of Aldmoor"


def test_a_claim_is_its_own_ground() -> None:
    (ground,) = grounds(["C3", "C3"], BASES)
    assert ground.claims == (BASES["C3"],)
    assert ground.word == BASES["C3"].holder


def test_the_analyst_is_named_beside_claims_and_alone() -> None:
    mixed = {
        "S": Basis(id="S", kind="statement", text=both("s"), rests_on=("C3", "analyst")),
        "C3": BASES["C3"],
    }
    assert grounds(["S"], mixed)[0].word.en == "the reeve of Brennick and the analyst"
    assert grounds(["S3"], BASES)[0].word == Text("the analyst", "分析者")
    assert grounds(["analyst"], BASES)[0].basis.text.ja == "分析者自身の判断"


def test_bases_that_rest_on_one_another_end() -> None:
    circle = {
        name: Basis(id=name, kind="statement", text=both(name), rests_on=(other,))
        for name, other in (("A", "B"), ("B", "A"))
    }
    (ground,) = grounds(["A"], circle)
    assert ground.claims == ()


def test_what_is_not_recorded_is_said_so() -> None:
    (ground,) = grounds(["S9"], BASES)
    assert ground.basis.text == Text("S9: not recorded in this briefing", "S9：このブリーフィングに記録なし")


def test_everything_is_listed_once() -> None:
    assert [basis.id for basis in everything(BRIEFING)] == ["S1", "S2", "S3", "D1", "C1", "C2", "C3"]


def test_the_libraries_are_those_that_were_recorded_with_their_licences() -> None:
    lines = VENDOR.joinpath("VERSIONS").read_text("utf-8").splitlines()
    named = {}
    for line in lines:
        file, package, _, _, digest = line.split()
        named[file] = package
        assert hashlib.sha256(VENDOR.joinpath(file).read_bytes()).hexdigest() == digest
        assert "Redistribution" in VENDOR.joinpath(f"{package}.LICENSE").read_text("utf-8")
    assert {one.name for one in VENDOR.iterdir() if one.name.endswith(".js")} == set(named)
    assert "d3-array" in VENDOR.joinpath("bundled.LICENSE").read_text("utf-8")
