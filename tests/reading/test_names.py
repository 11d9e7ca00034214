"""Who is named in a text that nobody has coded: proposals, marks, and what is never merged."""

from __future__ import annotations

import pytest

from entaku.model.document import Document
from entaku.reading.document import read_text
from entaku.reading.names import Named, Names, names
from entaku.reading.names_table import APART, TABLE
from tests.reading.pages import page
from tests.reading.scoring import gold

ENGLISH = """\
The dam at Varn

5 March 2026

Photo: Lena Odd / Varn Press

The Verra government rejected the text. President Tom Allen of Verra told the Lake League so. The League pays. Mr Alen
left for Mull, Osk's capital. Osk said nothing; four river states wait. Diplomats on both sides agree.
"""
JAPANESE = """\
堰の行方

2026年3月5日

写真=レナ・オッド／ヴァルン通信

ヴェラ政府は案を退けた。ヴェラのトム・アレン大統領は湖岸連盟にそう述べた。連盟は費用を負担する。アーレン氏はオスクの首都ムルに向かった。
オスク側はリサ・ベルク外相が応じた。河川四国は待つ。両国の専門家は同じ見方だ。
"""


def told(text: str) -> dict[str, Named]:
    return {one.name.en or one.name.ja: one for one in names(read_text("page", text)).named}


def test_english_signs_tell_states_persons_bodies_and_groups_apart() -> None:
    found = told(ENGLISH)
    assert {name: one.kind for name, one in found.items()} == {
        "Verra": "state",
        "Osk": "state",
        "Lake League": "organisation",
        "four river states": "bloc",
        "Tom Allen": "person",
        "Alen": "person",
        "Diplomats on both sides": "voices",
    }
    assert found["Tom Allen"].of == "verra"
    assert found["Osk"].places == ("Mull",)
    assert "the League" in found["Lake League"].aliases


def test_japanese_signs_tell_states_persons_bodies_and_groups_apart() -> None:
    found = told(JAPANESE)
    assert {name: one.kind for name, one in found.items()} == {
        "ヴェラ": "state",
        "オスク": "state",
        "湖岸連盟": "organisation",
        "河川四国": "bloc",
        "トム・アレン": "person",
        "アーレン": "person",
        "リサ・ベルク": "person",
        "両国の専門家": "voices",
    }
    assert found["トム・アレン"].of == "ヴェラ"
    assert found["リサ・ベルク"].of == "オスク"
    assert found["オスク"].places == ("ムル",)


@pytest.mark.parametrize(
    ("text", "one", "other"), [(ENGLISH, "Tom Allen", "Alen"), (JAPANESE, "トム・アレン", "アーレン")]
)
def test_names_that_look_alike_are_asked_about_and_never_merged(text: str, one: str, other: str) -> None:
    found = told(text)
    assert found[one].id != found[other].id
    assert other not in found[one].every
    assert any(other in check.en for check in found[one].checks)


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE])
def test_a_group_by_number_is_kept_apart_from_a_body(text: str) -> None:
    found = names(read_text("page", text))
    group = next(one for one in found.named if one.kind == "bloc")
    body = next(one for one in found.named if one.kind == "organisation")
    assert (body.id, group.id) in found.apart


def test_a_capital_that_only_acts_is_marked() -> None:
    text = "The Osk government waits. Tirn says it agrees. Tirn refuses to sign."
    found = told(text)
    assert found["Tirn"].kind == "state"
    assert found["Tirn"].checks
    assert not found["Osk"].checks


def test_the_table_joins_exonyms_and_marks_capitals() -> None:
    found = told("Kiev said no. Kyiv refused again. Ukraine and Moscow spoke. Moscow denied it.")
    assert set(found) == {"Ukraine", "Russia"}
    assert {"Kiev", "Kyiv"} <= set(found["Ukraine"].every)
    assert found["Russia"].checks


def test_what_is_only_joined_or_enlarged_is_no_actor() -> None:
    found = told("Ukraine gave up its NATO bid. Russia rejected NATO expansion. Ukraine and Russia met.")
    assert set(found) == {"Ukraine", "Russia"}


def test_a_name_broken_by_a_line_end_is_found() -> None:
    text = "The Lake League pays the costs of it all and the Lake\nLeague waits outside. The Osk government waits."
    found = names(read_text("page", text))
    assert next(one.count for one in found.named if one.name.en == "Lake League") == 2


def test_every_id_and_form_of_the_table_stands_for_one() -> None:
    ids = [one.id for one in TABLE]
    assert len(ids) == len(set(ids))
    assert all(one.en and one.ja for one in TABLE)
    forms = [form for one in TABLE for form in one.every]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []
    assert all(name in ids for some in APART for name in some)


@pytest.mark.parametrize("name", ["moscow", "fictional ja", "fictional en"])
def test_the_coded_pages_name_parties_and_persons_and_nobody_of_the_photo_line(name: str) -> None:
    coded = page(name)
    found = names(coded.document)
    whole = gold("moscow-2025-12-02" if name == "moscow" else "fictional-a")
    every = {form for one in found.named for form in one.every}
    for one in (*whole["parties"], *whole["persons"]):
        forms = _forms(one, "ja") if name != "fictional en" else _forms(one, "en")
        assert every & set(forms), one["id"]
    assert not any(nobody in form for nobody in coded.not_actors for form in every)
    for apart in whole["do_not_merge"]:
        ids = [_who(found, coded.document, whole, each) for each in apart]
        assert len(set(ids)) == len(ids)
        assert any(set(ids) <= set(some) for some in found.apart)


def _forms(one: dict[str, object], language: str) -> list[str]:
    value = one.get(language, [])
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def _who(found: Names, document: Document, whole: dict[str, list[dict[str, object]]], ident: str) -> str:
    coded = next(one for one in whole["parties"] if one["id"] == ident)
    forms = {form for language in ("ja", "en") for form in _forms(coded, language) if form in document.text}
    return next(one.id for one in found.named if forms & set(one.every))
