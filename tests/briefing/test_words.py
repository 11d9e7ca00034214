"""The renderers' own words, and how words are made harmless and measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import entaku.briefing
from entaku.briefing.grids import grid
from entaku.briefing.plain import clean
from entaku.briefing.widths import cut, width, wrapped
from entaku.briefing.words import MONTHS, WORDS, firmness, sign
from entaku.model.finding import Firmness
from entaku.model.text import LANGUAGES, Text
from tests.briefing.changed import HOSTILE

SLOT = re.compile(r"\{\w+\}|%-?[A-Za-z]")
MIXED = st.text(alphabet="ab WX1.,-（）「」。、あいうアイー漢字合意案", max_size=120)


@pytest.mark.parametrize("key", WORDS)
def test_every_word_is_there_in_both_languages_with_the_same_slots(key: str) -> None:
    text = WORDS[key]
    assert text.en
    assert text.ja
    assert sorted(re.findall(r"\{\w+\}", text.en)) == sorted(re.findall(r"\{\w+\}", text.ja))


@pytest.mark.parametrize("text", [*WORDS.values(), *MONTHS], ids=lambda text: text.en)
def test_no_japanese_word_has_latin_letters(text: Text) -> None:
    assert not re.search("[A-Za-zＡ-Ｚａ-ｚ]", SLOT.sub("", text.ja))


def test_every_word_is_said_somewhere() -> None:
    folder = Path(entaku.briefing.__file__).parent
    code = "\n".join(file.read_text("utf-8") for file in folder.glob("*.py") if file.name != "words.py")
    code += (folder / "words.py").read_text("utf-8").split("MONTHS:")[1]
    unsaid = [key for key in WORDS if f'"{key}"' not in code and not key.startswith("kind_")]
    assert not unsaid


def test_each_firmness_can_be_told_without_its_words() -> None:
    assert len({sign(kind) for kind in Firmness}) == len(Firmness)
    for language in LANGUAGES:
        assert len({firmness(kind, language, share="73%") for kind in Firmness}) == len(Firmness)


@given(st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE))
def test_clean_words_are_one_harmless_line_and_stay_as_they_are(words: str) -> None:
    once = clean(words)
    assert clean(once) == once
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", once
    )
    once.encode()


@pytest.mark.parametrize("words", ["می‌خواهم", "👩‍🌾", "合意案（第１案）", "naïve", "Ａ"])
def test_what_a_script_needs_is_kept(words: str) -> None:
    assert clean(words) == words


@given(MIXED)
def test_widths_are_those_of_the_terminal(words: str) -> None:
    assert width(words) == cell_len(words)


@given(MIXED, st.integers(4, 30))
def test_broken_lines_fit_and_lose_nothing_but_spaces(words: str, places: int) -> None:
    lines = wrapped(words, places, lines=1000)
    assert all(width(line) <= places for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(MIXED, st.integers(4, 30), st.integers(1, 3))
def test_what_is_left_out_is_said(words: str, places: int, lines: int) -> None:
    told = wrapped(words, places, lines=lines)
    assert len(told) <= lines
    assert told[-1].endswith("…") or told == wrapped(words, places, lines=1000)


@given(MIXED, st.integers(2, 30))
def test_cut_words_fit(words: str, places: int) -> None:
    told = cut(words, places)
    assert width(told) <= places
    assert (told == words) == (width(words) <= places)


def test_no_line_opens_with_what_closes() -> None:
    lines = wrapped("通行料は低額、葦原は保全。（水門は共同）、鍵は二つ", 15, lines=9)
    assert not [line for line in lines if line[0] in "、。）" or line[-1] == "（"]


@given(st.lists(st.lists(MIXED, min_size=3, max_size=3), max_size=4), st.integers(40, 90))
def test_a_grid_fits_and_stands_in_columns(rows: list[list[str]], places: int) -> None:
    told = grid(["a", "い", "c"], rows, [False, True, False], places)
    assert max(map(width, told)) <= places
    assert "─" in told[1]
