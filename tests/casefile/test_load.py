"""Reading a case file: everything in it arrives, and every fault is told with its place."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.casefile.dump import dump
from entaku.casefile.load import read, reads
from entaku.model.basics import NOT_STATED, Range, Span
from entaku.model.errors import BadInput, NotFound
from entaku.model.statement import VERBS, MattersMore, NoDealValue, Package, Prefers, Silent, Step
from entaku.model.text import Text
from entaku.model.walk import walk
from tests.casefile.planted import EXAMPLE, SHORT, STRUCTURAL, Plant, text

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE_CASE = read(EXAMPLE)


def test_every_field_and_every_verb_of_the_model_is_exercised() -> None:
    used: dict[str, bool] = {}
    for met in walk(EXAMPLE_CASE):
        for name in getattr(met.value, "__dataclass_fields__", ()):
            key = f"{type(met.value).__name__}.{name}"
            said = getattr(met.value, name) not in (None, "", (), {}, Text())
            used[key] = used.get(key, False) or said
    assert [key for key, said in used.items() if not said] == []
    assert {statement.verb for statement in EXAMPLE_CASE.preferences} == set(VERBS)


def test_short_forms_say_what_they_stand_for() -> None:
    says = {statement.id: statement.says for statement in EXAMPLE_CASE.preferences}
    assert says["S14"] == NoDealValue(range=Range(0.2, 0.4))
    assert says["S17"] == Silent(issue="dam")
    assert says["S11"] == Prefers(package=Package(draft="UP1"), to=Package(draft="no_deal"))
    assert says["S10"] == MattersMore(
        step=Step(issue="dam", start="none", end="low"), than=Step(issue="water", start="12", end="4")
    )
    assert EXAMPLE_CASE.drafts[0].date == Span(first=date(2031, 3, 1), last=date(2031, 3, 1))
    assert EXAMPLE_CASE.drafts[1].date == Span(
        first=date(2031, 3, 20), last=date(2031, 3, 31), precision="days"
    )
    assert EXAMPLE_CASE.issue("water").unit == Text("m³/s", "m³/s")
    assert EXAMPLE_CASE.issue("alarm").status_quo is NOT_STATED
    assert EXAMPLE_CASE.preferences[2].because == ("analyst",)


def test_words_stay_words() -> None:
    assert EXAMPLE_CASE.party("NO").name.en == "Norhill"
    assert [option.id for option in EXAMPLE_CASE.issue("alarm").options] == ["on", "off"]
    assert [outcome.id for outcome in EXAMPLE_CASE.watch_points[0].outcomes] == ["yes", "no"]
    told = reads(text().replace("note: invented", "note: 12:30"))
    assert told.source("gazette").note == Text("12:30", "12:30")


def test_times_keep_their_zone() -> None:
    opens = datetime(2031, 4, 10, 12, 30, tzinfo=timezone(timedelta(hours=9)))
    assert EXAMPLE_CASE.watch_points[0].opens == opens
    assert EXAMPLE_CASE.watch_points[0].opens.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize("planted", STRUCTURAL, ids=lambda planted: planted.new[:40])
def test_a_fault_of_form_is_told_at_its_place(planted: Plant) -> None:
    with pytest.raises(BadInput) as refused:
        reads(planted.text, "case.yaml")
    line, column = planted.place
    found = [each for each in refused.value.lines() if each.startswith(f"case.yaml:{line}:{column}: ")]
    assert len(found) == 1, refused.value.lines()
    assert all(words in found[0] for words in planted.says), found[0]
    # A wrong key may leave the right one missing; nothing else is said.
    rest = [each for each in refused.value.lines() if each not in found]
    assert all("Add the key" in each for each in rest), rest


def test_all_faults_are_told_at_once() -> None:
    told = text()
    planted = [each for each in STRUCTURAL if told.count(each.old) == 1]
    done: set[str] = set()
    for each in planted:
        if not any(each.old in other or other in each.old for other in done):
            told = told.replace(each.old, each.new.replace("§", ""), 1)
            done.add(each.old)
    with pytest.raises(BadInput) as refused:
        reads(told)
    assert len(refused.value.faults) >= len(done) > 20


def test_a_message_names_file_line_column_path_and_what_is_allowed() -> None:
    with pytest.raises(BadInput) as refused:
        reads(
            "entaku: 1\nid: x\ntitel: X\nas_of: 2031-01-01\nquestion: {text: Q}\nparties: []\nissues: []\n",
            "x.yaml",
        )
    assert refused.value.lines()[0].startswith(
        "x.yaml:3:1: titel: got the unknown key 'titel'; allowed: entaku, id, title,"
    )
    assert refused.value.lines()[0].endswith("Did you mean 'title'?")


def test_a_rule_is_told_at_the_place_of_its_path() -> None:
    told = text().replace("worst_to_best: [none, low, high]", "worst_to_best: [none, lwo, high]")
    with pytest.raises(BadInput) as refused:
        reads(told, "x.yaml")
    place = told[: told.index("lwo")]
    line, column = place.count("\n") + 1, len(place) - place.rfind("\n")
    assert str(refused.value).startswith(
        f"x.yaml:{line}:{column}: preferences.0.order.worst_to_best.1: got the unknown"
    )
    assert str(refused.value).endswith("Did you mean 'low'?")


def test_what_a_dash_or_key_begins_is_found_at_the_dash_or_key() -> None:
    told = text().replace("    status_quo: none\n    options:", "    status_quo: none\n    optionen:")
    with pytest.raises(BadInput) as refused:
        reads(told)
    line = told[: told.index("    optionen:")].count("\n") + 1
    assert [(fault.line, fault.column) for fault in refused.value.faults] == [(line, 5)]


@pytest.mark.parametrize("kind", ["folder", "socket"])
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    if kind == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)
    with pytest.raises(BadInput, match=r"folder|regular file"):
        read(place)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        read(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="cannot be read"):
        read("nul\0byte")
    with pytest.raises(BadInput, match="cannot be read"):
        read("x" * 5000)


def test_a_file_that_must_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "case.yaml"
    place.write_text(text(), encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(BadInput, match="Permission denied"):
        read(place)


@pytest.mark.parametrize(
    "hostile",
    [
        "x" * 100_000,
        f"entaku: 1\nid: {'y' * 100_000}\n",
        f"{'k' * 100_000}: 1\n",
        "? " + "k" * 100_000 + "\n: 1\n",
        "entaku: " + "9" * 100_000,
        "entaku: 1e" + "9" * 1_000,
        "entaku: 0x" + "f" * 1_000,
        "parties: " + "[" * 31 + "]" * 31,
        "parties: {id: {id: {id: {}}}}",
        "- 1\n- 2\n",
        "3",
        "''",
    ],
    ids=lambda hostile: hostile[:20],
)
def test_hostile_texts_are_bad_input(hostile: str) -> None:
    with pytest.raises(BadInput) as refused:
        reads(hostile, "x.yaml")
    assert all(len(line) < 1_000 for line in refused.value.lines())


def test_what_leads_back_to_itself_is_bad_input() -> None:
    with pytest.raises(BadInput, match=r"UP1 → J2 → UP1|J2 → UP1 → J2"):
        reads(text().replace("    silence: status_quo\n", "    silence: status_quo\n    based_on: [J2]\n"))


@settings(max_examples=250)
@given(st.data())
def test_no_mutation_of_a_case_raises_anything_but_bad_input(data: st.DataObject) -> None:
    told = SHORT
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(told)))
        end = min(len(told), start + data.draw(st.sampled_from([0, 1, 2, 8, 40])))
        piece = data.draw(
            st.sampled_from(
                [
                    "",
                    "§",
                    ": ",
                    "- ",
                    "[",
                    "]",
                    "{",
                    "}",
                    "'",
                    '"',
                    "\n",
                    "\t",
                    "&a ",
                    "*a",
                    "!t ",
                    "#",
                    "|",
                    ">",
                ]
            )
            | st.sampled_from(
                [
                    "no_deal",
                    "-1",
                    ".inf",
                    "~",
                    "2031-99-99",
                    "null",
                    "[]",
                    "{}",
                    "\\U7FFFFFFF",
                    "\x00",
                    "\ud800",
                ]
            )
            | st.text(max_size=3)
            | st.builds(lambda at: SHORT[at : at + 20], st.integers(0, len(told)))
        )
        told = told[:start] + piece + told[end:]
    try:
        case = reads(told, "case.yaml")
    except BadInput:
        return
    assert reads(dump(case)) == case


def test_reading_a_case_loads_no_numeric_library() -> None:
    script = "import sys, entaku.casefile.load; print(sorted({'numpy', 'scipy', 'numba', 'pandas'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
