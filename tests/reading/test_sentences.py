"""Sentences end where a reader of the language ends them, whatever brackets and points stand around."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.reading.blocks import blocks
from entaku.reading.sentences import sentences, split_english, split_japanese

if TYPE_CHECKING:
    from pathlib import Path

JAPANESE = [
    "湖は凍った。|鳥は去った。",
    "「凍るか?」との問いに長老は黙った。|鳥は去った。",
    "「凍る。」|長老は笑った。",
    "「凍る。凍らない。」と長老は言った。|鳥は去った。",
    "「凍る。」|「いや。」と声がした。",
    "本当か？！|鳥は去った!",
    "湖だ!No.1という札が立つ。",
    "http://lake.example/?q=1を見よ。|鳥は去った。",
    "北岸は「譲れない。|南岸も譲れない。|東岸は黙った。",
    "堤(高さ。十尺)は閉じた。|鳥は去った。",
    "鳥は去った。）|湖は凍った。",
    "値は２．５倍だ。|次へ。",
    "鳥は去っ\nた。|湖は\n凍った。",
]
ENGLISH = [
    "The lake froze.| The birds left.",
    "Mr. Nemo met Dr. Verne.| They left.",
    "It was 2.4 metres deep.| It froze.",
    "J. Verne came.| He left.",
    "At 8 p.m. tonight they meet.| It is cold.",
    "They met at 8 p.m.| The lake froze.",
    "The U.S. Navy came.| It left.",
    "It lies in the U.S.| The birds left.",
    "“Will it freeze?” Nemo asked.| “No.”",
    "He said no.| The lake froze.",
    "No. 412 is out.| It is short.",
    "Really?!| “Yes,” he said.",
    "It froze (at last).| (The birds left.)| All was still.",
    "On Dec. 2 it froze.| In Jan. 2031 it thawed.",
    "It froze ...| Then it thawed.",
]


def _cut(marked: str) -> tuple[str, list[str]]:
    return marked.replace("|", ""), [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize("marked", JAPANESE)
def test_japanese(marked: str) -> None:
    text, expected = _cut(marked)
    assert [text[start:end] for start, end in split_japanese(text)] == expected


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    text, expected = _cut(marked)
    assert [text[start:end] for start, end in split_english(text)] == expected


def test_an_unclosed_bracket_does_not_swallow_the_rest() -> None:
    text = "「" + "湖は凍った。" * 200
    assert len(split_japanese(text)) == 200


def test_brackets_further_apart_than_two_hundred_signs_protect_nothing() -> None:
    near, far = "（" + "あ" * 150 + "。い）湖。", "（" + "あ" * 250 + "。い）湖。"
    assert len(split_japanese(near)) == 1
    assert len(split_japanese(far)) == 2


def test_lines_of_a_list_without_marks_are_units_and_wrapped_prose_is_joined() -> None:
    listed = "湖\n堤防の高さと幅についての長い一覧の行その一\n堤防の高さと幅についての長い一覧の行その二"
    wrapped = "北岸の堤防はおよそ三十年前に築かれ、それ以来\n何度も直されてきたが、いまは\n閉じている。"
    for text, count in ((listed, 3), (wrapped, 1)):
        parts = blocks(text)
        assert len(sentences(text, parts)) + sum(each.kind in {"title", "heading"} for each in parts) >= count
    assert [each.id for each in sentences(wrapped, blocks(wrapped))] == ["P1.s1"]


def test_the_published_sentences_joined_without_separators(shared: Path) -> None:
    file = shared / "published" / "reading" / "ud_ja_gsd_dev" / "sentences.tsv"
    rows = [line.split("\t")[1] for line in file.read_text("utf-8").splitlines()]
    ends, place = set[int](), 0
    for row in rows:
        place += len(row)
        ends.add(place)
    found = {end for _, end in split_japanese("".join(rows))}
    hits = len(found & ends)
    assert len(rows) == 507
    assert 2 * hits / (len(found) + len(ends)) >= 0.996


@given(st.text(alphabet="あ湖。？!?「」()A1. \n\"'", max_size=80))
def test_spans_cover_all_but_white_space_in_order(text: str) -> None:
    for split in (split_japanese, split_english):
        spans = split(text)
        assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
