"""Lenses side by side: where they agree, where they differ, and what is shown of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from entaku.briefing import html, markdown
from entaku.briefing.compare import compared, disagreement, headline
from entaku.briefing.compose import ALSO, LONG, RESTS, compose, in_order, shortened
from entaku.briefing.data import document
from entaku.briefing.page import Section
from entaku.briefing.schema import schema
from entaku.model.finding import Topic
from entaku.model.text import LANGUAGES, Language, Text
from tests.briefing.changed import hostile, silent
from tests.briefing.sample import AT_TABLE, BRIEFING, ROOM
from tests.briefing.sample_compared import CASE, COMPARED, FOUND, ROOMY, SLOW, STIFF, lens, says
from tests.briefing.test_text import shown


def by_topic() -> dict[tuple[Topic, str], bool]:
    return {(one.topic, one.about): one.agree for one in FOUND}


def test_topics_are_compared_by_party_and_packages_by_the_issues_both_settle() -> None:
    assert by_topic() == {
        (Topic.DEAL, ""): False,
        (Topic.PACKAGE, ""): True,
        (Topic.WAITING, "aldmoor"): True,
    }
    other = lens("drafts", "草案", says(Topic.PACKAGE, "tolls=high", "[high tolls]"))
    assert not next(one for one in compared(CASE, [ROOMY, other]) if one.topic is Topic.PACKAGE).agree


def test_topics_stand_in_their_order_and_parties_in_the_cases() -> None:
    two = [
        lens(name, name, *(says(Topic.BYPASS, "no", "x", who) for who in ("aldmoor", "brennick", "")))
        for name in ("a", "b")
    ]
    assert [one.about for one in compared(CASE, two)] == ["", "brennick", "aldmoor"]
    assert [one.topic for one in FOUND] == [Topic.DEAL, Topic.PACKAGE, Topic.WAITING]


@pytest.mark.parametrize("sections", [(), (ROOMY,), (AT_TABLE,), (STIFF, SLOW)])
def test_where_no_two_lenses_answer_the_same_nothing_is_shown(sections: tuple[Section, ...]) -> None:
    found = compared(CASE, sections)
    assert (found, headline(found), disagreement(found)) == ((), (), ())


def test_the_line_of_the_first_page_says_where_they_agree_differ_and_why() -> None:
    (line,) = headline(FOUND)
    assert line.text.en == (
        "The lenses agree on which package ([low tolls]) and whether Aldmoor gains by waiting (no); they differ on "
        "whether a deal is possible. Room for a deal says “yes”: it takes keys are shared for granted. Standoff says "
        "“no”: it takes nobody moves first for granted."
    )
    assert line.text.ja.endswith("対峙の答えは「いいえ」で、nobody moves firstとすることを前提とする。")
    agreeing = compared(CASE, [ROOMY, SLOW])
    assert headline(agreeing)[0].text.en == "The lenses agree on whether Aldmoor gains by waiting (no)."
    differing = compared(CASE, [ROOMY, lens("x", "x", says(Topic.DEAL, "open", "fog"))])
    assert headline(differing)[0].text.en.startswith("The lenses differ on whether a deal is possible. Room")


def test_a_plain_contradiction_is_told_before_an_open_answer() -> None:
    one = lens("a", "a", says(Topic.DEAL, "open", "fog"), says(Topic.WAITING, "yes", "w", "aldmoor"))
    other = lens("b", "b", says(Topic.DEAL, "yes", "sun"), says(Topic.WAITING, "no", "v", "aldmoor"))
    text = headline(compared(CASE, [one, other]))[0].text.en
    assert text.startswith(
        "The lenses differ on whether Aldmoor gains by waiting and whether a deal is possible. A says “yes”"
    )


def test_the_section_has_a_row_a_conclusion_and_the_reasons_of_differences_only() -> None:
    (section,) = disagreement(FOUND)
    answers, reasons = section.figures
    assert [column.id for column in answers.columns] == ["conclusion", "room", "standoff", "clock", "verdict"]
    rows = [[cell.en for cell in row if isinstance(cell, Text)] for row in answers.rows]
    assert rows[0] == ["Is a deal possible?", "yes (differs from draw to draw)", "no (proved)", "–", "differ"]
    assert [row[-1] for row in rows] == ["differ", "agree", "agree"]
    assert [row[1] for row in reasons.rows] == [ROOM.title, STIFF.title]
    assert [row[3] for row in reasons.rows] == [one.conclusions[0].assumes for one in (ROOMY, STIFF)]
    (only,) = disagreement(compared(CASE, [ROOMY, SLOW]))
    assert [figure.id for figure in only.figures] == ["lenses-answers"]


def test_the_data_hold_every_answer_and_follow_their_schema() -> None:
    for briefing in (COMPARED, hostile(COMPARED)):
        held = document(briefing)
        jsonschema.validate(held, schema())
        assert json.loads(json.dumps(held, allow_nan=False)) == held
    held = document(COMPARED)
    assert [one["topic"] for one in held["compared"]] == ["deal", "package", "waiting"]
    assert [said["answer"] for said in held["compared"][0]["answers"]] == ["yes", "no"]
    assert held["idle"][0]["lens"] == "pull"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rendering_says_it(language: Language) -> None:
    (section,) = disagreement(FOUND)
    texts = (COMPARED.first.lenses[0].text, COMPARED.idle[0].missing[0], section.title)
    for page in (shown(COMPARED, language), html.page(COMPARED, language), markdown.page(COMPARED, language)):
        joined = re.sub(r"\\|\n {2,}", "", page)
        for text in texts:
            assert joined.count(text.said(language)[:18]) >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_breaks_a_rendering(language: Language) -> None:
    said = shown(hostile(COMPARED), language)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", said)
    assert max(cell_len(line) for line in said.splitlines()) <= 100
    page = html.page(hostile(COMPARED), language)
    assert "<img src=x" not in page
    assert "<script>window" not in page
    parser = MarkdownIt("commonmark").enable("table")
    plain, attacked = (parser.parse(markdown.page(one, language)) for one in (COMPARED, hostile(COMPARED)))
    for kind in ("heading_open", "table_open", "tr_open", "td_open", "list_item_open"):
        assert [token.type for token in attacked].count(kind) == [token.type for token in plain].count(kind)


def test_nothing_of_the_renderers_own_is_in_latin_letters_in_japanese() -> None:
    assert not re.findall("[A-Za-z]{2,}", shown(silent(COMPARED), "ja"))


def test_lenses_asked_for_come_first_then_a_fixed_order_then_unknown_ones() -> None:
    assert in_order(CASE, ["zebra", "pull", "clock", "seats", "room", "apple"]) == (
        "seats",
        "room",
        "clock",
        "pull",
        "apple",
        "zebra",
    )


def idle(name: str) -> Section:
    return replace(ROOM, lens=name, findings=(), figures=(), missing=(Text("state it", "記すこと"),))


def test_lenses_without_findings_are_listed_with_what_they_lack_unless_alone() -> None:
    made = compose(CASE, [ROOM, idle("pull"), idle("home")], BRIEFING.run)
    assert [one.lens for one in made.sections] == ["room"]
    assert [(one.lens, one.missing) for one in made.idle] == [
        ("pull", (Text("state it", "記すこと"),)),
        ("home", (Text("state it", "記すこと"),)),
    ]
    alone = compose(CASE, [idle("pull")], BRIEFING.run)
    assert ([one.lens for one in alone.sections], alone.idle) == (["pull"], ())


def answering(name: str, size: int = 1) -> Section:
    """Give a lens with an answer and, on the first page, one further thing it rests on and one it says also."""
    head, *_ = ROOM.findings
    long = Text("It is so. " * size, "そうである。" * size)
    parts = [
        replace(head, id=f"{name}-head", lens=name, text=long),
        replace(head, id=f"{name}-rests", lens=name, headline=False, page="rests"),
        replace(head, id=f"{name}-also", lens=name, headline=False, page="also"),
    ]
    return replace(ROOM, lens=name, findings=tuple(parts))


def test_the_first_page_carries_the_answers_of_other_lenses_within_its_room() -> None:
    names = ("seats", "room", "drafts", "pressure", "clock", "home", "standoff")
    first = compose(CASE, [answering(name) for name in names], BRIEFING.run).first
    assert [line.finding for line in first.rests_on] == [f"{name}-rests" for name in names[:RESTS]]
    assert [line.finding for line in first.also] == [
        "seats-also",
        "room-head",
        "drafts-head",
        "pressure-head",
        "clock-head",
        "home-head",
    ]
    long = compose(CASE, [answering(name, 100) for name in names], BRIEFING.run).first
    assert len(long.also) <= ALSO
    assert all(len(line.text.en) <= LONG for line in long.also)
    assert sum(len(line.text.en) for line in long.also) <= 900


def test_a_text_is_shortened_by_whole_sentences_in_step() -> None:
    ten = Text(" ".join(["It holds so."] * 40), "成り立つ。" * 40)
    short = shortened(ten)
    assert short.en.count(".") == short.ja.count("。") == 18
    uneven = Text("First of all. " + "Then more. " * 40, "まず。" + "次に。" * 7)
    assert shortened(uneven) == Text("First of all.", "まず。")
    endless = Text("It goes on " * 60, "続く。続く。")
    assert shortened(endless) == endless
