"""The law book: what every lens owes to every case of the catalogue."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
import pytest

from entaku.app.asking import Asked
from entaku.app.briefs import Answer, Brief, look
from entaku.app.cases import catalogue
from entaku.briefing.bases import bases
from entaku.casefile.load import read
from entaku.lenses import Result, cards, lens, names
from entaku.model.case import Case
from entaku.model.finding import Figure, Finding, Topic
from entaku.model.rules import faults
from entaku.model.statement import Values
from entaku.model.text import Text
from entaku.model.walk import walk
from entaku.space.study import lay_out
from tests.conftest import ROOT
from tests.lenses import changed

DRAWS = 200
ASKED = Asked(draws=DRAWS)
CASES = {entry.name: read(entry.path) for entry in catalogue()}
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.'’-]*")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
STRIPS: dict[str, Callable[[Case], Case]] = {
    "preferences": changed.without_preferences,
    "rounds": changed.without_rounds,
    "performers": changed.without_performers,
    "drafts": changed.without_drafts,
    "models": changed.without_models,
}
every_lens = pytest.mark.parametrize("name", names())
every_case = pytest.mark.parametrize("case", CASES)


@cache
def answered(name: str, case: str) -> Answer:
    return look(name, CASES[case], ASKED)


def plain(result: Result) -> dict[str, Any]:
    """Give all that a lens says as JSON would hold it."""
    parts = {
        "data": result.data(),
        "findings": [asdict(finding) for finding in result.findings()],
        "figures": [asdict(figure) for figure in result.figures()],
        "missing": [asdict(text) for text in result.missing()],
        "conclusions": [asdict(one) for one in result.conclusions()],
    }
    loaded: dict[str, Any] = json.loads(json.dumps(parts, allow_nan=False))
    return loaded


def words(result: Result) -> Iterator[tuple[str, Text]]:
    """Walk all texts of a result, each with its place."""
    for finding in result.findings():
        yield f"{finding.id}.text", finding.text
        yield f"{finding.id}.rule", finding.rule
    for figure in result.figures():
        yield from ((f"{figure.id}.{part}", getattr(figure, part)) for part in ("title", "caption", "rule"))
        yield from ((f"{figure.id}.{column.id}", column.title) for column in figure.columns)
        yield from ((f"{figure.id}.{column.id}", column.unit) for column in figure.columns if column.unit)
        yield from (
            (f"{figure.id}.{number}", cell)
            for number, row in enumerate(figure.rows)
            for cell in row
            if isinstance(cell, Text)
        )
    yield from ((f"missing.{number}", text) for number, text in enumerate(result.missing()))
    for one in result.conclusions():
        yield f"{one.topic}.{one.about}.text", one.text
        yield f"{one.topic}.{one.about}.assumes", one.assumes


def ill_said(texts: Iterator[tuple[str, Text]]) -> list[str]:
    """Name texts that lack a language, show a slot nobody filled, or stand in for the other language."""
    return [
        place
        for place, text in texts
        if not (text.en and text.ja) or re.search(r"[{}]|〔(en|ja)〕", text.en + text.ja)
    ]


def foreign(case: Case, texts: Iterator[tuple[str, Text]]) -> list[str]:
    """Name words of one language in texts of the other, unless the case itself uses them so."""
    met = list(walk(case))
    own = [each.value for each in met if isinstance(each.value, Text)]
    ids = {each.value for each in met if each.name == "id" and isinstance(each.value, str)}
    latin = {word for text in own for word in LATIN.findall(text.ja)} | ids | keys()
    japanese = " ".join(text.en for text in own)
    found = []
    for place, text in texts:
        found += [f"{place}: {word}" for word in LATIN.findall(text.ja) if word not in latin]
        found += [f"{place}: {word}" for word in JAPANESE.findall(text.en) if word not in japanese]
    return found


@cache
def keys() -> frozenset[str]:
    """Give the keys of a case file, which a lens names when it says what is missing."""
    found: set[str] = set()
    for value in CASES.values():
        for met in walk(value):
            if is_dataclass(met.value):
                found |= {each.name for each in fields(met.value)}
    return frozenset(found | {statement.verb for case in CASES.values() for statement in case.preferences})


# What a lens says of itself


@every_lens
def test_a_card_is_in_both_languages_and_cites_its_sources(name: str) -> None:
    card = cards()[name]
    parts = ("title", "question", "needs", "assumes", "doubt")
    assert card.name == name
    assert ill_said((part, getattr(card, part)) for part in parts) == []
    assert card.sources
    assert [source for source in card.sources if not re.search(r"\b(1[89]|20)[0-9]{2}\b", source)] == []


@every_lens
def test_some_published_number_is_reproduced(name: str) -> None:
    """What is expected comes out: tests/catalog/test_published.py."""
    expected = [one for case in CASES.values() if case.citation for one in case.expect]
    assert [one for one in expected if one.lens == name and one.printed == "printed"]


# What a lens says of a case


@every_case
@every_lens
def test_all_is_said_in_both_languages(name: str, case: str) -> None:
    result = answered(name, case).result
    assert ill_said(words(result)) == []
    assert foreign(CASES[case], words(result)) == []


@every_case
@every_lens
def test_findings_can_be_told_apart_and_traced(name: str, case: str) -> None:
    result = answered(name, case).result
    kinds: tuple[tuple[Finding | Figure, ...], ...] = (result.findings(), result.figures())
    for kind in kinds:
        ids = Counter(item.id for item in kind)
        assert [ident for ident, times in ids.items() if times > 1] == []
        assert {item.lens for item in kind} <= {name}
    assert untraced(result, CASES[case]) == []
    assert sum(finding.headline for finding in result.findings()) <= 1


def untraced(result: Result, case: Case) -> list[str]:
    """Name what findings and figures say they rest on and a briefing cannot show."""
    known = bases(case)
    items: tuple[Finding | Figure, ...] = (*result.findings(), *result.figures())
    return [f"{item.id}: {on}" for item in items for on in item.because if on not in known]


@every_case
@every_lens
def test_shares_are_shares(name: str, case: str) -> None:
    for finding in answered(name, case).result.findings():
        assert 0.0 <= finding.strength.share <= 1.0, finding.id
        assert 0.0 <= finding.strength.margin <= 1.0, finding.id
        assert 0.0 <= finding.strength.draws <= DRAWS * (1 + 1e-9), finding.id


@every_case
@every_lens
def test_conclusions_can_be_set_side_by_side(name: str, case: str) -> None:
    result = answered(name, case).result
    told = result.conclusions()
    parties = {party.id for party in CASES[case].parties}
    assert [times for times in Counter((one.topic, one.about) for one in told).values() if times > 1] == []
    assert {one.finding for one in told} <= {finding.id for finding in result.findings()}
    for one in told:
        by_party = one.topic in {Topic.WAITING, Topic.BYPASS}
        assert (one.about in parties) if by_party else not one.about
        assert one.topic == Topic.PACKAGE or one.answer in {"yes", "no", "open"}


@every_case
@every_lens
def test_figures_fit_their_columns(name: str, case: str) -> None:
    assert [line for figure in answered(name, case).result.figures() for line in misfits(figure)] == []


def misfits(figure: Figure) -> Iterator[str]:
    if len({column.id for column in figure.columns}) < len(figure.columns):
        yield f"{figure.id}: two columns of one name"
    for number, row in enumerate(figure.rows):
        if len(row) != len(figure.columns):
            yield f"{figure.id}.{number}: {len(row)} cells for {len(figure.columns)} columns"
        for column, cell in zip(figure.columns, row, strict=False):
            numeric = isinstance(cell, int | float) and not isinstance(cell, bool)
            if column.form in {"number", "share"} and not (numeric and math.isfinite(float(str(cell)))):
                yield f"{figure.id}.{number}.{column.id}: no number: {cell!r}"
            if column.form == "share" and numeric and not -1.0 <= float(str(cell)) <= 1.0:
                yield f"{figure.id}.{number}.{column.id}: no share: {cell}"
            if column.form == "text" and not isinstance(cell, Text | str):
                yield f"{figure.id}.{number}.{column.id}: no text: {cell!r}"


@every_case
@every_lens
def test_data_are_plain_json(name: str, case: str) -> None:
    data = answered(name, case).data()
    assert json.loads(json.dumps(data, allow_nan=False)) == data


# What must not matter


@every_case
@every_lens
def test_the_same_input_gives_the_same_bytes_and_is_left_unchanged(name: str, case: str) -> None:
    given = CASES[case]
    before = deepcopy(given)
    study = lay_out(given, DRAWS)
    arrays = deepcopy(study.ensemble)
    again = plain(lens(name).look(study))
    assert json.dumps(again) == json.dumps(plain(answered(name, case).result))
    assert given == before
    assert all(
        np.array_equal(one, other) for one, other in zip(held(arrays), held(study.ensemble), strict=True)
    )


def test_another_process_gives_the_same_bytes() -> None:
    """Strings hash otherwise there, so that sets come in another order."""
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": "src:."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest()


DIGEST = "from tests.lenses.test_laws import digest; print(digest())"


def digest() -> str:
    """Give a hash of all that is said of the cases that are drawn, exact, and without preferences."""
    cases = ("teaching/orchard_lease", "teaching/at_the_table_small", "books/brams1975/eec_1958")
    said = [plain(answered(name, case).result) for name in names() for case in cases]
    return sha256(json.dumps(said).encode()).hexdigest()


def held(ensemble: Any) -> list[Any]:
    return [getattr(ensemble, each.name) for each in fields(ensemble) if each.name != "drawn"]


@every_case
@every_lens
def test_the_order_of_parties_does_not_matter(name: str, case: str) -> None:
    turned = look(name, changed.turned_round(CASES[case]), ASKED)
    parties = frozenset(party.id for party in CASES[case].parties)
    assert unordered(turned.data(), parties) == unordered(answered(name, case).data(), parties)


def unordered(value: Any, parties: frozenset[str]) -> Any:
    """Sort what lists parties or sets of parties; round away what adding in another order may do."""
    if isinstance(value, dict):
        return {key: unordered(part, parties) for key, part in sorted(value.items())}
    if isinstance(value, list):
        parts = [unordered(part, parties) for part in value]
        return sorted(parts, key=json.dumps) if all(_of_parties(part, parties) for part in parts) else parts
    return float(f"{value:.9g}") if isinstance(value, float) else value


def _of_parties(value: Any, parties: frozenset[str]) -> bool:
    if isinstance(value, dict):
        return "parties" in value
    if isinstance(value, list):
        return all(_of_parties(part, parties) for part in value)
    return isinstance(value, str) and value in parties


EXACT = [
    (name, statement.party)
    for name, case in CASES.items()
    for statement in case.preferences
    if isinstance(statement.says, Values)
]


@pytest.mark.parametrize(("case", "party"), EXACT)
def test_the_scale_of_a_partys_values_moves_no_solution(case: str, party: str) -> None:
    before = answered("room", case).data()["points"]
    after = look("room", changed.rescaled(CASES[case], party), ASKED).data()["points"]
    for rule in ("nash", "kalai_smorodinsky"):
        assert after[rule]["package"] == before[rule]["package"]
        assert [tie["package"] for tie in after[rule].get("ties", [])] == [
            tie["package"] for tie in before[rule].get("ties", [])
        ]


@pytest.mark.parametrize(("case", "party"), EXACT)
def test_the_scale_of_a_partys_values_moves_no_seat(case: str, party: str) -> None:
    after = look("seats", changed.rescaled(CASES[case], party), ASKED).data()
    assert unordered(after, frozenset()) == unordered(answered("seats", case).data(), frozenset())


# What must be said when something is lacking


@pytest.mark.parametrize("strip", STRIPS)
@every_case
@every_lens
def test_what_a_case_lacks_is_named(name: str, case: str, strip: str) -> None:
    """Where taking something away changes the answer, the answer says what is not stated."""
    whole = changed.free_of_drafts(CASES[case]) if strip == "drafts" else CASES[case]
    lacking = STRIPS[strip](whole)
    assert faults(lacking) == ()
    if lacking == whole:
        return
    given = answered(name, case) if whole == CASES[case] else look(name, whole, ASKED)
    left = look(name, lacking, ASKED)
    assert ill_said(words(left.result)) == []
    assert untraced(left.result, lacking) == []
    if left.data() != given.data():
        said = [*left.result.missing(), *(finding.text for finding in left.result.findings())]
        assert left.result.missing() or any("not stated" in text.en for text in said)


@every_case
@every_lens
def test_nothing_is_guessed_of_a_bare_case(name: str, case: str) -> None:
    stripped = changed.bare(CASES[case])
    assert faults(stripped) == ()
    result = look(name, stripped, ASKED).result
    assert result.missing()
    assert (result.findings(), result.figures(), result.conclusions()) == ((), (), ())
    assert ill_said(words(result)) == []


# What must not leak


@every_case
@every_lens
def test_what_is_confidential_changes_no_byte(name: str, case: str) -> None:
    told = changed.with_confidences(CASES[case])
    assert faults(told) == ()
    public = look(name, told, ASKED)
    assert json.dumps(plain(public.result)) == json.dumps(plain(answered(name, case).result))
    ours, theirs = (Brief(one.briefing()).data() for one in (answered(name, case), public))
    assert {**ours, "sources": []} == {**theirs, "sources": []}


@every_lens
def test_what_is_confidential_is_seen_by_those_who_may(name: str) -> None:
    told = changed.with_confidences(CASES["teaching/orchard_lease"])
    asked = Asked(draws=DRAWS, compartments=frozenset({changed.ROOM_APART}))
    assert look(name, told, asked).data() != look(name, told, ASKED).data()
