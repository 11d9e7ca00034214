"""The JSON Schema: current, valid itself, and as strict as the reader about the form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from entaku.casefile.dump import dump
from entaku.casefile.form import case_form
from entaku.casefile.guard import grown
from entaku.casefile.load import reads
from entaku.casefile.schema import FILE, schema, text
from entaku.casefile.structure import Structurer
from entaku.casefile.tree import data
from entaku.model.case import Case
from entaku.model.statement import VERBS
from tests.casefile.forms import cases
from tests.casefile.planted import SHORT, STRUCTURAL, Plant
from tests.casefile.planted import text as example

VALIDATOR = Draft202012Validator(schema())


def refusals(told: str) -> list[str]:
    content: Any = data(grown(told))
    return [error.message for error in VALIDATOR.iter_errors(content)]


def test_the_committed_schema_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "write it anew: python -m entaku.casefile.schema"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


def test_the_schema_validates_the_example() -> None:
    assert refusals(example()) == []
    assert refusals(dump(reads(example()))) == []


# What JSON Schema cannot say: the order of two numbers or days, which days there are, finite numbers.
BEYOND = {"[.4, .2]", "2031-03-31, last", "2031-04-31", ".inf", ".nan", "1e999"}


@pytest.mark.parametrize("planted", STRUCTURAL, ids=lambda planted: planted.new[:40])
def test_the_schema_refuses_what_the_reader_refuses(planted: Plant) -> None:
    if any(words in planted.new for words in BEYOND):
        assert refusals(planted.text) == []
    else:
        assert refusals(planted.text) != []


def test_every_record_is_closed_and_described() -> None:
    for name, definition in schema()["$defs"].items():
        assert definition["additionalProperties"] is False, name
        assert definition["title"] == name
        assert definition["description"].endswith("."), name


def test_a_statement_has_one_of_the_verbs() -> None:
    statement = schema()["$defs"]["Statement"]
    assert [each["required"] for each in statement["oneOf"]] == [[verb] for verb in VERBS]


@settings(max_examples=60)
@given(cases(reads(SHORT)))
def test_the_schema_takes_what_the_reader_takes(case: Case) -> None:
    told = dump(case)
    structurer = Structurer()
    structurer.make(case_form(), grown(told), ())
    assert structurer.faults == []
    assert refusals(told) == []
