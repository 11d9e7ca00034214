"""Writing a case: one canonical way, which reads back as the same case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from ruamel.yaml import YAML

from entaku.casefile.dump import dump, entry
from entaku.casefile.form import case_form
from entaku.casefile.guard import grown
from entaku.casefile.load import read, reads
from entaku.casefile.structure import Structurer
from entaku.model.text import Text
from tests.casefile.forms import cases
from tests.casefile.planted import EXAMPLE, SHORT

if TYPE_CHECKING:
    from entaku.model.case import Case

EXAMPLE_CASE = read(EXAMPLE)


@settings(max_examples=120)
@given(cases(reads(SHORT)))
def test_what_is_written_reads_back_the_same(case: Case) -> None:
    structurer = Structurer()
    told = structurer.make(case_form(), grown(dump(case)), ())
    assert structurer.faults == []
    assert told == case


def test_the_example_written_reads_back_the_same() -> None:
    assert reads(dump(EXAMPLE_CASE)) == EXAMPLE_CASE
    assert dump(reads(dump(EXAMPLE_CASE))) == dump(EXAMPLE_CASE)
    changed = replace(EXAMPLE_CASE, title=Text("Yes: no #1", "「いいえ」"))
    assert reads(dump(changed)).title == changed.title


def test_an_entry_is_what_the_file_holds() -> None:
    assert entry(EXAMPLE_CASE.preferences[13]) == {
        "id": "S14",
        "party": "UP",
        "no_deal": [0.2, 0.4],
        "because": "analyst",
    }


def test_the_way_of_writing_is_what_a_person_would_write() -> None:
    assert (
        dump(reads(SHORT), schema="")
        == """\
entaku: 1
id: ford
title: {en: The ford, ja: 渡し場}
as_of: 2031-04-10
question: {text: "Who pays?"}

parties:
  - {id: A, name: A, kind: state}
  - {id: "NO", name: "N", kind: bloc, member_of: [A]}

issues:
  - id: toll
    name: toll
    options:
      - {id: low, name: low, at: 0, performs: [[]]}
      - {id: top, name: top, at: 2.5}
    kind: numeric
    status_quo: low
  - {id: b, name: b, options: [{id: "on", name: "on"}, {id: "off", name: "off"}]}

sources:
  - {id: G, title: Gazette, outlet: G, ownership: town, language: en, published: 2031-04-01}

claims:
  - {id: C1, source: G, text: "A: no", holders: [author, A], modality: likely}

preferences:
  - id: S1
    party: A
    order: {issue: toll, worst_to_best: [low, top]}
    because: [C1]
    holds: [0.5, 1]
  - {id: S2, party: "NO", prefers: {package: {toll: top}, to: no_deal}, because: analyst}

drafts:
  - {id: D, title: D, authors: [A], known: full_text, status: tabled, terms: [{issue: toll, at: 1}]}

watch_points:
  - {id: W, text: "Soon?\\n", kind: open, because: analyst, closes: 2031-04-30T12:30:00+00:00}
"""
    )


def test_a_program_of_yaml_1_1_reads_the_same_words() -> None:
    old = YAML(typ="safe", pure=True)
    old.version = (1, 1)
    told = old.load(dump(EXAMPLE_CASE))
    assert [party["id"] for party in told["parties"]] == ["UP", "LO", "JUDGE", "NO", "LEAGUE"]
    assert [outcome["id"] for outcome in told["watch_points"][0]["outcomes"]] == ["yes", "no"]
    assert told["sources"][0]["sha256"].startswith("9f86")
    assert told["pressure"][0]["on"] == "LO"
