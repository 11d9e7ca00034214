"""Annotations travel: lossless where a form can hold them, counted where it cannot, and never into the wrong text."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.app.annotating import FORMS, Annotated, brought, coded, suggested
from entaku.exchange import brat, claims_csv, doccano, webannotation
from entaku.exchange.claims_form import FIELDS, Page, lost, placed
from entaku.model.document import Annotation
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.source import Likelihood

if TYPE_CHECKING:
    from pathlib import Path

READ = {
    "webannotation": webannotation.read,
    "doccano": doccano.read,
    "brat": brat.read,
    "csv": claims_csv.read,
    "json": claims_csv.read_json,
}
LOSSLESS = ("webannotation", "csv", "json")
TEXT = "Ann met Bo.\nAnn will probably\nsail. 港は「閉鎖」される\n\nという。=1+1, 'so' it is."


def page_of(text: str, *annotations: Annotation) -> Page:
    return Page(
        name="a.txt", text=text, sha256=sha256(text.encode()).hexdigest(), annotations=tuple(annotations)
    )


FULL = Annotation(
    id="P1.s2:12-34",
    **placed(TEXT, 12, 34),
    holders=("author", "Ann > Bo", "back\\slash "),
    modality="likely",
    likelihood=Likelihood(word="probably", scale="icd203"),
    polarity="negative",
    public=True,
    presupposed=True,
    cues=((21, 29), (0, 3)),
    rule="en.likely",
    creator="=cmd|' /C calc'!A0",
    created="2026-03-12T09:00:00+00:00",
    status="accepted",
    note='\'tis, "quoted";\nand a second line\r\n',
)
PLAIN = Annotation(id="=A,1", **placed(TEXT, 0, 11), holders=("author", "Ann"), cues=((4, 7),))
FORMULA = Annotation(id="f", **placed(TEXT, TEXT.index("=1"), TEXT.index("=1") + 4))
PAGE = page_of(TEXT, FULL, PLAIN, FORMULA)

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=12
)
NAMES = WORDS.filter(lambda words: bool(words.strip()) and "\u3164" not in words)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=60))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda s: s[0] < s[1])
    made = []
    for number in range(draw(st.integers(0, 4))):
        start, end = draw(spans)
        likely = st.builds(Likelihood, word=WORDS, scale=st.sampled_from(("icd203", "ipcc", "none")))
        made.append(
            Annotation(
                id=f"{draw(NAMES)}{number}",
                **placed(text, start, end),
                holders=tuple(draw(st.lists(NAMES, min_size=1, max_size=3))),
                modality=draw(st.sampled_from(("asserted", "reported", "likely", "conditional"))),
                likelihood=draw(st.none() | likely),
                polarity=draw(st.sampled_from(("positive", "negative"))),
                public=draw(st.booleans()),
                presupposed=draw(st.booleans()),
                cues=tuple(draw(st.lists(spans, max_size=2))),
                rule=draw(st.just("") | NAMES),
                creator=draw(st.just("") | NAMES),
                created=draw(st.sampled_from(("", "2026-03-12", "2026-03-12T09:00:00+09:00"))),
                status=draw(st.sampled_from(("suggested", "accepted", "rejected"))),
                note=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
            )
        )
    return page_of(text, *made)


# What is written comes back


@pytest.mark.parametrize("form", LOSSLESS)
def test_nothing_is_lost_where_a_form_can_hold_it(form: str) -> None:
    found = Annotated(PAGE)
    assert READ[form](found.written(form), PAGE, "") == PAGE.annotations
    assert found.lost(form) == ()


@pytest.mark.parametrize("form", LOSSLESS)
@settings(max_examples=35)
@given(page=pages())
def test_any_annotation_comes_back_as_it_was(form: str, page: Page) -> None:
    assert READ[form](Annotated(page).written(form), page, "") == page.annotations


@pytest.mark.parametrize("form", ["doccano", "brat"])
@settings(max_examples=35)
@given(page=pages())
def test_places_and_firmness_come_back_from_every_form(form: str, page: Page) -> None:
    marked = [one for one in page.annotations if one.exact.strip() == one.exact]
    kept = page_of(page.text, *(replace(one, cues=()) for one in marked if one.holders[-1] not in page.text))
    back = READ[form](Annotated(kept).written(form), kept, "")
    assert [(one.start, one.end, one.exact, one.modality) for one in back] == [
        (one.start, one.end, one.exact, one.modality) for one in kept.annotations
    ]


def test_what_a_form_loses_is_counted_by_reading_it_again() -> None:
    found = Annotated(PAGE)
    (said,) = found.lost("doccano")
    assert "lost in doccano, of 3 annotations: the id (3), who holds it (1)" in said.en
    assert "注釈3件のうち次が失われる：識別子（3件）" in said.ja
    back = brat.read(brat.written(PAGE), PAGE)
    assert set(lost(PAGE, back)) == {"id", "holders", "likelihood", "rule", "creator", "created", "note"}
    assert back[1].holders == ("author", "Ann")
    assert back[0].cues == FULL.cues
    assert (back[0].polarity, back[0].public, back[0].status) == ("negative", True, "accepted")


def test_every_field_is_named_when_it_is_lost() -> None:
    nothing: dict[str, Any] = dict.fromkeys(FIELDS)
    empty = [replace(one, **nothing) for one in PAGE.annotations]
    assert set(lost(PAGE, empty)) == set(FIELDS)
    for form in ("doccano", "brat"):
        for text in Annotated(PAGE).lost(form):
            assert text.en
            assert text.ja


# How each form looks


def test_a_web_annotation_says_what_the_recommendation_asks() -> None:
    made = json.loads(webannotation.written(PAGE))
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationPage"
    item = made["items"][0]
    assert {"id", "type", "motivation", "body", "target", "creator", "created"} == set(item)
    assert item["target"]["source"] == f"urn:sha256:{PAGE.sha256}"
    kinds = [one["type"] for one in item["target"]["selector"]]
    assert kinds == ["TextPositionSelector", "TextQuoteSelector"]
    assert [body["type"] for body in item["body"]] == ["Claim", "TextualBody"]
    terms = made["@context"][1]
    assert all(name in terms for name in item["body"][0] if name != "type")


def test_a_single_annotation_and_a_list_are_read_too() -> None:
    made = json.loads(webannotation.written(PAGE))
    assert webannotation.read(json.dumps(made["items"]), PAGE) == PAGE.annotations
    assert webannotation.read(json.dumps(made["items"][1]), PAGE) == (PLAIN,)


def test_doccano_joins_claims_to_cues_and_to_their_holder() -> None:
    made = json.loads(doccano.written(PAGE))
    assert made["text"] == TEXT
    labels = {one["id"]: (one["label"], one["start_offset"], one["end_offset"]) for one in made["entities"]}
    joined = [(labels[one["from_id"]][0], one["type"], labels[one["to_id"]]) for one in made["relations"]]
    assert ("asserted", "held_by", ("holder", 0, 3)) in joined
    assert ("likely", "has_cue", ("cue", 21, 29)) in joined


def test_brat_cuts_a_mark_at_every_line() -> None:
    lines = brat.written(PAGE).splitlines()
    assert lines[0] == "T1\tClaim 12 29;30 34\tAnn will probably sail"
    assert f"#1\tTextHash T1\tsha256:{PAGE.sha256}" in lines
    start = TEXT.index("港")
    over = Annotation(id="x", **placed(TEXT, start, TEXT.index("。")))
    (back,) = brat.read(brat.written(page_of(TEXT, over)), PAGE)
    assert (back.start, back.end) == (over.start, over.end)
    assert ";" in brat.written(page_of(TEXT, over)).splitlines()[0]


def test_no_cell_of_a_table_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(claims_csv.written(PAGE), newline="")))
    assert rows[0]["creator"] == "'=cmd|' /C calc'!A0"
    assert rows[2]["exact"] == "'=1+1"
    assert rows[0]["note"].startswith("''tis")
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]


def test_a_table_is_read_with_semicolons_and_without_its_optional_columns() -> None:
    rows = [["id", "sha256", "start", "end", "exact"], ["A1", PAGE.sha256, "4", "7", "met"]]
    for apart in ",;\t":
        table = "\r\n".join(apart.join(row) for row in rows)
        (one,) = claims_csv.read(table, PAGE)
        assert one == Annotation(id="A1", start=4, end=7, exact="met")


# What is refused, and where


def faults_of(form: str, data: str, page: Page = PAGE) -> list[str]:
    with pytest.raises(BadInput) as wrong:
        READ[form](data, page, f"x.{form}")
    return list(wrong.value.lines())


@pytest.mark.parametrize("form", FORMS)
def test_another_text_is_refused(form: str) -> None:
    other = page_of(TEXT.replace("met", "saw"))
    said = faults_of(form, Annotated(PAGE).written(form), other)
    assert any(PAGE.sha256[:12] in line or "the text of a.txt, unchanged" in line for line in said)
    assert not any("'Ann" in line and "the words at" in line for line in said)


def _web(change: str, value: Any) -> str:
    made = json.loads(webannotation.written(PAGE))
    place: Any = made
    *path, last = [int(step) if step.isdigit() else step for step in change.split("/")]
    for step in path:
        place = place[step]
    place[last] = value
    return json.dumps(made)


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [
        (
            "items/0/target/selector/1/exact",
            "Bob",
            "items.0.exact: got 'Bob'; allowed: the words at 12 to 34",
        ),
        ("items/1/target/selector/1/exact", "met", "These words stand at 4 to 7"),
        ("items/0/target/selector/0/start", 99, "a start before its end, within 0 to"),
        ("items/0/target/selector/0/end", "34", "items.0.end: got the text '34'"),
        ("items/0/target/selector", [], "0 selectors"),
        ("items/0/target/source", "urn:sha256:00", "the text '00'"),
        ("items/0/target/source", 3, "items.0.target.source: got a number"),
        ("items/0/body/0/modality", "likly", "Did you mean 'likely'?"),
        ("items/0/body/0/holders", [], "an empty list"),
        ("items/0/body/0/holders", ["author", " "], "items.0.holders.1"),
        ("items/0/body/0/cues/0/start", -1, "items.0.cues.0.start: got -1 to 29"),
        ("items/0/body/0/public", "yes", "items.0.public: got the text 'yes'"),
        ("items/0/body/0/likelihood", {"word": "x", "scal": "ipcc"}, "Did you mean 'scale'?"),
        ("items/0/body/0/colour", "red", "the unknown key 'colour'"),
        ("items/0/body", {}, "no claim"),
        ("items/0/created", "yesterday", "a time as 2026"),
        ("items/0/id", "urn:x-entaku:%3DA%2C1", "the id '=A,1' a second time"),
        ("items/0/creator", {"name": "a\u202eb"}, "U+202E"),
        ("items/0/body/1/value", "\ud800", "half a character"),
        ("items", {}, "items: got an object"),
        ("type", "Annotations", "type: got the text 'Annotations'"),
    ],
)
def test_faults_of_a_web_annotation_name_their_place(change: str, value: Any, said: str) -> None:
    assert any(said in line for line in faults_of("webannotation", _web(change, value)))


ROWS = "id,sha256,start,end,exact,holders,cues,modality\n"


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        ("csv", "", "x.csv:1:1: the case: got no line"),
        ("csv", "id,start\n", "no such column"),
        ("csv", "id,id,sha256,start,end,exact\n", "the column 'id' a second time"),
        ("csv", "id,sha256,start,end,exact,colour\n", "x.csv:1:1: colour: got the unknown key"),
        ("csv", f'{ROWS}\n"a', "x.csv:3:1: the case: got a table that cannot be read"),
        ("csv", f"{ROWS}A,{PAGE.sha256},4,7,met\n", "x.csv:2:1: the case: got 5 cells"),
        ("csv", f"{ROWS}A,{PAGE.sha256},4,7,saw,,,\n", "x.csv:2:1: exact: got 'saw'"),
        ("csv", f"{ROWS}A,{PAGE.sha256},four,7,met,,,\n", "x.csv:2:1: start: got the text 'four'"),
        ("csv", f"{ROWS}A,{PAGE.sha256},4,7,met,,4-x,\n", "x.csv:2:1: cues.0"),
        ("csv", f"{ROWS}A,00,4,7,met,,,\n", "x.csv:2:1: sha256"),
        ("brat", "T1\tClaim 4 7\tsaw\n", "x.brat:1:1: T1: got 'saw'"),
        ("brat", "T1\tClaim 4 99\tsaw\n", "a start before its end"),
        ("brat", "T1\tClaim 4 7;0 3\tmet Ann\n", "pieces out of order"),
        ("brat", "T1\tClaim 0 3;8 10\tAnn Bo\n", "' met ' between two pieces"),
        ("brat", "T1\tClam 4 7\tmet\n", "Did you mean 'Claim'?"),
        ("brat", "T1 Claim 4 7 met\n", "a letter with a number"),
        ("brat", "T1\tClaim 4 7\tmet\nT1\tClaim 4 7\tmet\n", "x.brat:2:1: T1: got T1 a second time"),
        ("brat", "T1\tClaim 4 7\tmet\nR1\tHeldBy Arg1:T1 Arg2:T1\n", "a mark of kind Holder"),
        ("brat", "T1\tClaim 4 7\tmet\nA1\tModality T1 sure\n", "x.brat:2:1: A1: got the text 'sure'"),
        ("brat", "T1\tClaim 4 7\tmet\nA1\tModality T9 likely\n", "x.brat:2:1: A1: got 'T9'"),
        ("brat", "T1\tClaim 4 7\tmet\nE1\tClaim:T1\n", "x.brat:2:1: E1: got the mark 'E1'"),
        ("brat", "T1\tClaim 4 7\tmet\n#1\tTextHash T1\tsha256:00\n", "x.brat:2:1: #1"),
        ("doccano", "", "no line"),
        ("doccano", "{}\n{}\n", "x.doccano:2:1: the case: got a second document"),
        ("doccano", "\n[1]\n", "x.doccano:2:1: the case: got a list"),
        ("doccano", "\n{\n", "x.doccano:2:"),
        ("json", "{", "x.json:1:2"),
        ("json", '{"form": 2}', "form: got a number"),
        ("json", '{"form": 1, "form": 1}', "a second time"),
        ("json", "[]", "an object with form"),
    ],
)
def test_faults_name_file_and_place(form: str, data: str, said: str) -> None:
    assert any(said in line for line in faults_of(form, data))


def test_all_faults_of_a_file_are_told_at_once() -> None:
    rows = f"A,{PAGE.sha256},4,7,saw,,,sure\nA,{PAGE.sha256},4,7,met,,0-99,\n"
    said = faults_of("csv", ROWS + rows)
    assert [line.split(":")[1] for line in said] == ["2", "2", "3", "3"]


def outcome(form: str, data: str) -> tuple[tuple[Annotation, ...], int]:
    """Give what a file holds, or how many faults it has."""
    try:
        return READ[form](data, PAGE, "x"), 0
    except BadInput as wrong:
        return (), len(wrong.faults)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=50)
@given(seed=st.integers(0, 10**9))
def test_no_file_ends_in_a_trace(form: str, seed: int) -> None:
    dice = random.Random(seed)
    data = Annotated(PAGE).written(form)
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(data) + 1)
        end = min(len(data), at + dice.choice((0, 1, 1, 3, 40)))
        data = data[:at] + dice.choice(HOSTILE) + data[end:]
    made, _ = outcome(form, data)
    again = page_of(TEXT, *made)
    assert all(one.exact == TEXT[one.start : one.end] for one in made)
    for other in LOSSLESS:  # whatever was let in can be written and read again
        assert READ[other](Annotated(again).written(other), again, "") == made


HOSTILE = (
    *("", "\0", "\n", "\r", "\t", '"', "'", ",", ";", "{", "}", "[", "]", "-1", "1e9", "null", "true", "[]"),
    *(
        "9" * 5000,
        "NaN",
        "\\ud800",
        "\u202e",
        "\ufeff",
        "T1\t",
        "A1\tModality T1 x\n",
        "#1\t",
        "R1\t\n",
        "=",
        "{}",
    ),
    *("\x85", "\u2028", "[" * 3000, "Arg1:T1", "0 0;0 0", " > ", "\\", "0-0", "%00", "T" * 70, "１２"),
)


@settings(max_examples=100)
@given(data=st.text(max_size=80), form=st.sampled_from(FORMS))
def test_no_text_at_all_ends_in_a_trace(data: str, form: str) -> None:
    made, faults = outcome(form, data)
    assert not made
    assert faults or not data.strip() or form == "brat"


# From and to files


def test_suggestions_go_out_and_come_in_again(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes("\ufeffThe ferry reportedly sails today.\r\nAnn says that it is late.\r\n".encode())
    found = suggested(file)
    assert [one.modality for one in found.page.annotations] == ["reported", "asserted", "reported"]
    assert found.page.text.startswith("The ferry")
    for form in FORMS:
        (out, *rest) = found.save(form, tmp_path / f"out-{form}.ann")
        back = brought(file, form, out)
        assert [one.exact for one in back.page.annotations] == [one.exact for one in found.page.annotations]
        assert [one.name for one in rest] == (["out-brat.txt"] if form == "brat" else [])
    assert (tmp_path / "out-brat.txt").read_text(encoding="utf-8") == found.page.text


def test_brat_never_lies_beside_another_text(tmp_path: Path) -> None:
    found = Annotated(PAGE)
    (tmp_path / "a.txt").write_text("something else", encoding="utf-8")
    with pytest.raises(NotPossible, match="not the frozen text"):
        found.save("brat", tmp_path / "a.ann")
    assert not (tmp_path / "a.ann").exists()
    with pytest.raises(NotPossible, match=r"ends in \.ann"):
        found.save("brat", tmp_path / "b.txt")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert len(found.save("brat", tmp_path / "a.ann")) == 1


def test_what_a_case_codes_goes_out_by_the_hash_of_the_text(shared: Path, tmp_path: Path) -> None:
    found = coded(shared / "sources" / "moscow-2025-12-02" / "article.txt", "moscow-2025-12-02")
    assert len(found.page.annotations) > 20
    assert all(one.status == "accepted" for one in found.page.annotations)
    assert READ["webannotation"](found.written("webannotation"), found.page, "") == found.page.annotations
    other = tmp_path / "other.txt"
    other.write_text("Another text.", encoding="utf-8")
    with pytest.raises(NotPossible, match="no source of"):
        coded(other, "moscow-2025-12-02")


def test_a_form_or_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(NotFound, match="webannotation, doccano"):
        Annotated(PAGE).written("word")
    with pytest.raises(NotFound, match="no file"):
        brought(file, "json", tmp_path / "none.json")
    with pytest.raises(BadInput, match="no regular file"):
        brought(file, "json", tmp_path)
    (tmp_path / "bad.json").write_bytes(b"\n\xff")
    with pytest.raises(BadInput, match=r"2:1: .*0xFF"):
        brought(file, "json", tmp_path / "bad.json")
