"""Files of GMCR+: what comes in goes out again, and what is wrong is named with its place."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku import cli
from entaku.app.cases import found as file_of
from entaku.app.exchanging import bring, formats
from entaku.casefile.dump import dump
from entaku.casefile.load import read, reads
from entaku.exchange.gmcr import imported, read_gmcr, write_gmcr
from entaku.lenses.standoff import look
from entaku.model.basics import Range
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.rules import faults
from entaku.model.standoff import Priority, Standoff
from entaku.space.study import lay_out

SMALL: dict[str, Any] = {
    "options": [
        {"name": "Go", "permittedDirection": "both"},
        {"name": "Stay", "permittedDirection": "fwd"},
        {"name": "Pay", "permittedDirection": "back"},
    ],
    "decisionMakers": [
        {"name": "Ann", "options": [0, 1], "preferences": [[[0, "Y"]], [[2, "N"], [0, "N"]]]},
        {
            "name": "Bo",
            "options": [2],
            "preferences": [{"compound": True, "members": [[[0, "N"]], [[2, "Y"]]]}],
        },
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "useManualPreferenceRanking": False,
}


def written(folder: Path, document: Any, name: str = "it.gmcr") -> Path:
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return file


def standoff(folder: Path, document: Any) -> Standoff:
    return read_gmcr(written(folder, document)).standoffs[0]


def told(folder: Path, document: Any) -> list[str]:
    """Give the faults of a document, each with the file in front."""
    file = written(folder, document)
    with pytest.raises(BadInput) as wrong:
        read_gmcr(file)
    assert wrong.value.file == str(file)
    return [str(fault) for fault in wrong.value.faults]


def changed(**more: Any) -> dict[str, Any]:
    return {**deepcopy(SMALL), **more}


def maker(place: int, **more: Any) -> dict[str, Any]:
    document = deepcopy(SMALL)
    document["decisionMakers"][place] |= more
    return document


# What is right


def test_harbour_comes_in_as_the_catalogue_has_it(shared: Path) -> None:
    case = read_gmcr(shared / "published" / "standoff" / "harbour.gmcr")
    ours = read(file_of("harbour")).standoffs[0]
    theirs = case.standoffs[0]
    assert faults(case) == ()
    assert theirs.impossible == ours.impossible
    assert [lever.direction for lever in theirs.levers] == [lever.direction for lever in ours.levers]
    for one, other in zip(theirs.rankings, ours.rankings, strict=True):
        assert [wish.any for wish in one.priorities] == [wish.any for wish in other.priorities]
    found = look(lay_out(replace(case, standoffs=(replace(theirs, now="1"),)), 20)).data()["standoffs"][
        "model"
    ]
    assert found["equilibria"]["R"] == ["6", "9"]
    assert found["scores"]["Union"]["9"] == 12


def test_harbour_goes_out_as_it_came_in(shared: Path) -> None:
    file = shared / "published" / "standoff" / "harbour.gmcr"
    document = json.loads(file.read_text(encoding="utf-8"))
    again = json.loads(write_gmcr(read_gmcr(file)))
    assert again == {key: value for key, value in document.items() if key not in {"program", "version"}}


def test_what_goes_out_comes_in_again(tmp_path: Path) -> None:
    case = imported(written(tmp_path, SMALL), date(2030, 1, 1)).case
    (tmp_path / "again").mkdir()
    again = imported(written(tmp_path / "again", write_gmcr(case)), date(2030, 1, 1)).case
    assert again == case
    assert reads(dump(case)) == case


@pytest.mark.parametrize("name", ["prisoners_dilemma", "chicken", "north_korea_2017", "lake_gisborne"])
def test_named_states_go_out_by_their_numbers(name: str, tmp_path: Path) -> None:
    case = read(file_of(name))
    one = case.standoffs[0]
    back = read_gmcr(written(tmp_path, write_gmcr(case)))
    old = look(lay_out(case, 10)).data()["standoffs"][one.id]
    new = look(lay_out(back, 10)).data()["standoffs"]["model"]
    vectors = old["vectors"]
    for concept in ("R", "GMR", "SMR", "SEQ", "SSEQ", "SIM", "TABLEAU"):
        assert sorted(vectors[state] for state in old["equilibria"][concept]) == sorted(
            new["vectors"][state] for state in new["equilibria"][concept]
        )


def test_options_are_regrouped_by_decision_maker(tmp_path: Path) -> None:
    document = changed()
    document["decisionMakers"][0]["options"], document["decisionMakers"][1]["options"] = [0, 2], [1]
    one = standoff(tmp_path, document)
    assert [lever.name.en for lever in one.levers] == ["Go", "Pay", "Stay"]
    assert one.impossible == ("Y-Y",)
    assert one.rankings[0].priorities == (Priority(any=("Y--",)), Priority(any=("NN-",)))


def test_a_ranking_by_hand_counts_where_the_file_says_so(tmp_path: Path) -> None:
    document = changed(useManualPreferenceRanking=True)
    for place in (0, 1):
        document["decisionMakers"][place]["preferenceRanking"] = [3, [1, 2], 4, 5, 6]
    found = imported(written(tmp_path, document))
    groups = (("3",), ("1", "2"), ("4",), ("5",), ("6",))
    assert [one.best_to_worst for one in found.case.standoffs[0].rankings] == [groups, groups]
    assert any("the statements of Ann and Bo are not taken over" in one.en for one in found.remarks)
    assert json.loads(write_gmcr(found.case))["decisionMakers"][0]["preferenceRanking"] == [
        3,
        [1, 2],
        4,
        5,
        6,
    ]


def test_old_names_of_keys_are_read(tmp_path: Path) -> None:
    document = changed(useManualPreferenceVectors=True)
    del document["useManualPreferenceRanking"]
    for place in (0, 1):
        document["decisionMakers"][place]["preferenceVector"] = [6, 5, 4, 3, 2, 1]
    assert standoff(tmp_path, document).rankings[0].best_to_worst[0] == ("6",)


def test_a_statement_said_twice_counts_once(tmp_path: Path) -> None:
    document = maker(0, preferences=[[[0, "Y"]], [[1, "N"]], [[0, "Y"]]])
    assert standoff(tmp_path, document).rankings[0].priorities == (
        Priority(any=("Y--",)),
        Priority(any=("-N-",)),
    )


def test_what_the_case_cannot_hold_is_said(tmp_path: Path) -> None:
    document = maker(0, misperceptions=[[[0, "Y"]]])
    document["coalitions"] = [[0, 1]]
    document["decisionMakers"][1]["preferenceRanking"] = [1, 2]
    found = imported(written(tmp_path, document))
    said = " / ".join(one.en for one in found.remarks)
    assert "does not say which state stands" in said
    assert "the misperceptions of Ann are not taken over" in said
    assert "that Ann and Bo act as one is not taken over" in said
    assert "the rankings by hand of Bo are not taken over" in said
    assert all(one.en in found.case.summary.en for one in found.remarks)


def test_names_that_make_no_ids_become_some(tmp_path: Path) -> None:
    document = maker(0, name="A/B?")
    document["decisionMakers"][1]["name"] = "..."
    document["options"][0]["name"], document["options"][1]["name"] = "go go", "go-go"
    case = read_gmcr(written(tmp_path, document, "a b.gmcr"))
    assert case.id == "a_b"
    assert [party.id for party in case.parties] == ["A_B", "n2"]
    assert len({lever.id for lever in case.standoffs[0].levers}) == 3


# What is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "text that is not JSON"),
        ("{", "text that is not JSON"),
        ('{"options": [], "options": []}', "the key 'options' a second time"),
        ("[" * 100_000, "nested beyond reading"),
        ('{"options": ' + "9" * 5000 + "}", "a number that is none"),
        ('{"options": NaN}', "a number that is none"),
        ("[]", "got a list; allowed: an object"),
        ("null", "got nothing; allowed: an object"),
        ("3", "got a number; allowed: an object"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in line for line in told(tmp_path, text))


@pytest.mark.parametrize(
    ("document", "place", "said"),
    [
        (changed(options={}), "options:", "got an object; allowed: a list"),
        (changed(options=[]), "options:", "got 0 options; allowed: 1 to 20"),
        (changed(options=[{"name": "x"}] * 21), "options:", "got 21 options"),
        (changed(decisionMakers=None), "decisionMakers:", "got 0 decision makers"),
        (changed(solver="fast"), "solver:", "the unknown key 'solver'"),
        (changed(opptions=[]), "opptions:", "Did you mean 'options'?"),
        (changed(infeasibles=[[]]), "infeasibles.0:", "a pattern without an option"),
        (changed(infeasibles=[[[0, "y"]]]), "infeasibles.0.0:", "a pair of an option's number"),
        (
            changed(infeasibles=[[[9, "Y"]]]),
            "infeasibles.0.0.0:",
            "got 9; allowed: a whole number from 0 to 2",
        ),
        (changed(infeasibles=[[[10**40, "Y"]]]), "infeasibles.0.0.0:", "a number of many digits"),
        (changed(infeasibles=[[[True, "Y"]]]), "infeasibles.0.0.0:", "got a truth value"),
        (changed(infeasibles=[[[0.5, "Y"]]]), "infeasibles.0.0.0:", "got a number; allowed: a whole number"),
        (changed(infeasibles=[[[0, "Y"], [0, "N"]]]), "infeasibles.0.1:", "option 0 both Y and N"),
        (changed(infeasibles=[[[0, "Y"]], [[0, "N"]]]), "infeasibles:", "patterns that rule out every state"),
        (changed(useManualPreferenceRanking="no"), "useManualPreferenceRanking:", "allowed: true or false"),
        (changed(coalitions=[[0, 7]]), "coalitions.0:", "a whole number from 0 to 1"),
        (maker(0, options=[0]), "options.1:", "an option of nobody"),
        (maker(1, options=[1, 2]), "decisionMakers.1.options.0:", "option 1 a second time"),
        (maker(0, options=[0, 1, 1]), "decisionMakers.0.options.2:", "option 1 a second time"),
        (maker(0, name=""), "decisionMakers.0.name:", "got an empty text"),
        (maker(0, name="a\u202eb"), "decisionMakers.0.name:", "right-to-left override"),
        (maker(0, name="a" * 201), "decisionMakers.0.name:", "201 characters"),
        (maker(0, name=7), "decisionMakers.0.name:", "got a number; allowed: a name"),
        (maker(0, weights=[1]), "decisionMakers.0.weights:", "the unknown key 'weights'"),
        (maker(0, preferences=["Go"]), "decisionMakers.0.preferences.0:", "got the text 'Go'"),
        (
            maker(0, preferences=[{"compound": False, "members": [[[0, "Y"]]]}]),
            "decisionMakers.0.preferences.0.compound:",
            "allowed: true",
        ),
        (
            maker(0, preferences=[{"compound": True, "members": []}]),
            "decisionMakers.0.preferences.0.members:",
            "at least one pattern",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, document: dict[str, Any], place: str, said: str
) -> None:
    assert any(line.startswith(place) and said in line for line in told(tmp_path, document))


def test_a_direction_of_another_name_is_refused(tmp_path: Path) -> None:
    document = changed()
    document["options"][1]["permittedDirection"] = "forward"
    document["options"][2]["permittedDirection"] = ["back"]
    lines = told(tmp_path, document)
    assert [line.partition(":")[0] for line in lines] == [
        "options.1.permittedDirection",
        "options.2.permittedDirection",
    ]


def test_a_ranking_that_leaves_a_state_out_is_refused(tmp_path: Path) -> None:
    document = maker(0, preferenceRanking=[1, 2, 3, 3, 5, 6])
    document["useManualPreferenceRanking"] = True
    (line,) = told(tmp_path, document)
    assert line.startswith("decisionMakers.0.preferenceRanking: got 6 places for 6 states")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    document = maker(0, name="", options=[0, 5])
    document["more"] = 1
    assert len(told(tmp_path, document)) >= 4


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_gmcr(tmp_path / "nowhere.gmcr")
    with pytest.raises(BadInput):
        read_gmcr(tmp_path)
    (tmp_path / "odd.gmcr").write_bytes(b"\xff\xfe{")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_gmcr(tmp_path / "odd.gmcr")
    with pytest.raises(BadInput, match="more than 1 MiB"):
        read_gmcr(written(tmp_path, " " * (1 << 20) + "{}"))


HOSTILE: list[Any] = [None, True, -1, 3, 10**30, 1e308, "", "Y", "\u0000", [], [[]], [[0, "Y"]], {}, {"a": 1}]


def spoilt(dice: random.Random, value: Any) -> Any:
    """Replace one value somewhere in a document."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(sorted(value))
        return {**value, key: spoilt(dice, value[key])}
    if isinstance(value, list) and value and dice.random() < 0.85:
        place = dice.randrange(len(value))
        return [*value[:place], spoilt(dice, value[place]), *value[place + 1 :]]
    return dice.choice(HOSTILE)


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_no_document_ends_in_a_trace(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    dice = random.Random(seed)
    document = SMALL
    for _ in range(dice.choice((1, 1, 2, 4))):
        document = spoilt(dice, document)
    file = written(tmp_path_factory.getbasetemp(), document)
    named: tuple[Any, ...]
    try:
        case = read_gmcr(file)
        assert faults(case) == ()
        named = (case,)
    except BadInput as wrong:
        named = wrong.faults
    assert named


# What cannot be written


def test_what_the_format_cannot_hold_is_refused() -> None:
    elmira = read(file_of("elmira"))
    with pytest.raises(NotPossible, match="several combinations of levers"):
        write_gmcr(elmira)
    with pytest.raises(NotPossible, match="lists moves"):
        write_gmcr(read(file_of("trap_legal_sequence")))
    with pytest.raises(NotPossible, match="name one of"):
        write_gmcr(read(file_of("strength_of_preference_small")))
    with pytest.raises(NotFound, match="no standoff is called"):
        write_gmcr(elmira, "other")
    with pytest.raises(NotPossible, match="no standoff to write"):
        write_gmcr(replace(elmira, standoffs=()))
    harbour = read(file_of("harbour"))
    one = harbour.standoffs[0]
    wish = replace(one.rankings[0].priorities[0], holds=Range(0.5, 0.9))
    unsure = replace(one, rankings=(replace(one.rankings[0], priorities=(wish,)), *one.rankings[1:]))
    with pytest.raises(NotPossible, match="part of the draws"):
        write_gmcr(replace(harbour, standoffs=(unsure,)))


# From the command line


def test_the_verb_writes_a_case_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = written(tmp_path, SMALL), tmp_path / "case.yaml"
    words = ["entaku", "import", "gmcr", str(source), "-o", str(target), "--as-of", "2030-01-02"]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr()
    assert left.value.code == 0
    assert said.out == ""
    assert "does not say which state stands" in said.err
    assert read(target) == bring("gmcr", source, date(2030, 1, 2)).case


def test_the_verb_lists_faults_and_leaves_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, changed(solver="fast"))
    monkeypatch.setattr("sys.argv", ["entaku", "import", "gmcr", str(source)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 3
    assert f"{source}:1:1: solver: got the unknown key" in capsys.readouterr().err


def test_formats_are_found_by_being_there() -> None:
    assert formats() == ("genius", "geniusweb", "gmcr", "negmas", "negolog")
    with pytest.raises(NotFound, match="gmcr"):
        bring("other", "x")
