"""A page falls into the parts that its signs show, wrapped or not."""

from __future__ import annotations

import pytest

from entaku.reading.blocks import blocks
from entaku.reading.document import read_text
from entaku.reading.headers import headers, unwrapped
from entaku.reading.scripts import language_of

BODY = "北岸の代表は昨日の会合で提案を退け、南岸の代表もこれに続いた。湖は凍ったままである。"
PROSE = "The northern shore turned the proposal down. The southern shore followed, and the lake stays frozen."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end].partition("\n")[0][:12]) for each in blocks(text)]


def test_a_page_without_any_header_is_body_alone() -> None:
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{BODY}")] == ["body", "body"]
    assert [kind for kind, _ in kinds(PROSE)] == ["body"]


def test_a_title_over_the_first_paragraph_needs_no_date() -> None:
    assert [kind for kind, _ in kinds(f"The frozen lake\n\n{PROSE}")] == ["title", "body"]
    assert [kind for kind, _ in kinds(f"凍った湖\n\n{BODY}")] == ["title", "body"]


def test_a_date_directly_over_the_text_is_cut_from_it() -> None:
    text = f"凍った湖\n2031年5月4日\n{BODY}"
    assert [kind for kind, _ in kinds(text)][-2:] == ["header", "body"]


def test_a_date_in_the_third_paragraph_is_no_header() -> None:
    text = f"凍った湖\n\n{BODY}\n\n{BODY}\n\n2031年5月4日の会合\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "body", "heading", "body"]


@pytest.mark.parametrize("mark", ["■", "● ", "◆", "## ", "▼"])
def test_marked_headings_lose_their_mark(mark: str) -> None:
    text = f"{BODY}\n\n{mark}湖のほとり\n\n{BODY}"
    assert kinds(text)[1] == ("heading", "湖のほとり")


@pytest.mark.parametrize("mark", ["• ", "・", "– ", "- ", "* ", "(1) ", "1. ", "① "])
def test_bullets_are_units_of_their_own(mark: str) -> None:
    text = f"{BODY}\n\n{mark}堤は開くか?\n{mark}鳥は帰るか?\n\n{BODY}"
    assert kinds(text)[1:3] == [("bullet", "堤は開くか?"), ("bullet", "鳥は帰るか?")]


def test_a_wrapped_bullet_stays_whole() -> None:
    text = f"{BODY}\n\n• 堤は春までに開くのか、\nそれとも開かないのか?\n• 鳥は帰るか?"
    assert [each.id for each in read_text("lake", text).sentences] == ["P1.s1", "P1.s2", "P2.s1", "P3.s1"]


def test_hard_wrapped_prose_is_one_paragraph_and_lines_that_end_are_many() -> None:
    wrapped = (
        "The northern shore turned the proposal down, as\n"
        "it had before. The southern shore followed, and\n"
        "the lake stays frozen."
    )
    assert [kind for kind, _ in kinds(wrapped)] == ["body"]
    lines = f"{BODY}\n{BODY}\n{BODY}"
    assert [kind for kind, _ in kinds(lines)] == ["body"] * 3
    indented = "　湖は凍った。鳥は\n去った。\n　堤は閉じた。人は\n残った。"
    assert [kind for kind, _ in kinds(indented)] == ["body"] * 2


def test_photo_lines_are_apart_wherever_they_stand() -> None:
    text = f"{BODY}\n\n写真：A. Nemo／湖岸通信\n\n{BODY}\n\nPhoto by B. Verne\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["body", "photo", "body", "photo", "body"]
    assert [kind for kind, _ in kinds(f"{BODY}\n\n写真を見た首相は黙った。\n\n{BODY}")] == ["body"] * 3


@pytest.mark.parametrize(
    "mark", ["（了）", "(End)", "— ends —", "###", "本稿終わり", "以上", "- 30 -".replace(" ", "")]
)
def test_the_body_stops_at_its_end_mark(mark: str) -> None:
    text = f"{BODY}\n\n{mark}\n\n訂正：「北岸」は「西岸」の誤りでした。"
    assert [kind for kind, _ in kinds(text)] == ["body", "end", "note"]


def test_a_mark_behind_which_the_text_goes_on_is_no_end() -> None:
    text = f"{BODY}\n\n以上\n\n" + "\n\n".join([BODY] * 8)
    assert [kind for kind, _ in kinds(text)] == ["body", "marker", *["body"] * 8]


def test_navigation_stands_only_at_the_edges() -> None:
    text = f"ホーム\n\n{BODY}\n\n{BODY}\n\n前のページへ"
    assert [kind for kind, _ in kinds(text)] == ["navigation", "body", "body", "navigation"]
    talks = f"トップ会談の行方\n\n{BODY}"
    assert [kind for kind, _ in kinds(talks)] == ["title", "body"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("湖は", "ja"),
        ("湖", "uk"),
        ("lake", "en"),
        ("озеро і ліс", "uk"),
        ("озеро и лес", "ru"),
        ("12:30", ""),
        ("NATOの", "ja"),
    ],
)
def test_languages_by_script(text: str, language: str) -> None:
    assert language_of(text, "uk") == language


def test_lines_are_joined_as_their_script_joins_them() -> None:
    assert unwrapped("凍った\n湖") == "凍った湖"
    assert unwrapped("the frozen\nlake") == "the frozen lake"
    assert unwrapped("NATO\n加盟") == "NATO加盟"


def test_what_the_page_says_of_its_makers() -> None:
    text = (
        "The frozen lake\n\nBy Ada Nemo\nTranslated from Russian by Bo Verne\nUpdated 5 May 2031\n\n"
        f"4 May 2031, 9:00 GMT | North\nhttps://lake.example/1\n\n{PROSE}"
    )
    document = read_text("lake", text)
    values = {each.key: each.value for each in headers(document.text, document.blocks, document.dates)}
    assert values["author"] == "Ada Nemo"
    assert values["translator"] == "Bo Verne"
    assert values["source_language"] == "ru"
    assert values["link"] == "https://lake.example/1"
    assert values["time_zone"] == "GMT"
    assert values["dateline"].startswith("4 May 2031")
    assert not [each for each in document.conflicts if each.kind != "missing"]
    assert not document.conflicts
