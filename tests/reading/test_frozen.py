"""The text is frozen as the reader of the page saw it, and no encoding is guessed in silence."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.errors import BadInput
from entaku.reading.frozen import decode, freeze, narrow, shadow

PAGE = "湖の協定について、北岸の代表は「まだ決まっていない」と述べた。南岸はコメントを控えている。\n"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932", "shift_jis", "euc_jp", "iso2022_jp"]
)
def test_each_encoding_is_read(codec: str) -> None:
    assert freeze(decode(PAGE.encode(codec))).text == PAGE


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le"])
def test_utf_16_with_either_mark_is_read_and_without_one_refused(codec: str) -> None:
    raw = "The lake 湖".encode(codec)
    mark = "\ufeff".encode(codec)
    assert decode(mark + raw) == "The lake 湖"
    with pytest.raises(BadInput, match="UTF-16"):
        decode(raw)


@pytest.mark.parametrize(
    "data",
    [
        "Озеро замерзло, и птицы улетели.".encode("cp1251"),
        "Le café est fermé, près du lac gelé.".encode("latin-1"),
        PAGE.encode("cp932") + b"\xff\xff",
        PAGE.encode("utf-8")[:-3] + b"\n",
        "湖岸条約締結".encode("euc_jp"),  # no kana: nothing shows that this is Japanese
        b"\xef\xbb\xbf\xff",
        b"\xff\xfe\x00",
        b"\x1b$B\xff\xff",
        b"lake\0shore",
    ],
    ids=[
        "Cyrillic",
        "Latin-1",
        "broken Shift_JIS",
        "broken UTF-8",
        "Han only",
        "mark",
        "half",
        "escape",
        "zero",
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        decode(data, "lake.txt")
    assert "Save the document as UTF-8" in str(caught.value)
    assert str(caught.value).startswith("lake.txt:")


def test_nothing_but_line_ends_the_mark_and_composition_is_changed() -> None:
    text = "\ufeffか\u3099？：①ｶﾞ\r\na\rb"
    frozen = freeze(text)
    assert frozen.text == "が？：①ｶﾞ\na\nb"
    assert frozen.sha256 == hashlib.sha256(frozen.text.encode()).hexdigest()


@given(st.text())
def test_freezing_gives_nfc_and_is_done_once(text: str) -> None:
    frozen = freeze(text)
    assert unicodedata.is_normalized("NFC", frozen.text)
    assert "\r" not in frozen.text
    assert freeze(frozen.text.removeprefix("\ufeff")).sha256 == freeze(frozen.text).sha256


@given(st.text())
def test_narrowing_moves_no_place(text: str) -> None:
    assert len(narrow(text)) == len(text)


@given(st.text(alphabet="アあｱﾞ①Ａ a\n㍻が", max_size=40), st.data())
def test_the_shadow_leads_back_to_what_it_was_cast_by(text: str, data: st.DataObject) -> None:
    cast = shadow(text)
    assert len(cast.text) == len(cast.starts) == len(cast.ends)
    assert not any(sign.isspace() for sign in cast.text)
    if cast.text:
        start = data.draw(st.integers(0, len(cast.text) - 1))
        end = data.draw(st.integers(start + 1, len(cast.text)))
        left, right = cast.span(start, end)
        assert cast.text[start:end] in shadow(text[left:right]).text


def test_width_kana_and_line_breaks_do_not_matter_to_the_shadow() -> None:
    assert shadow("ｶﾞﾗｽの\n湖 ＡＢ").text == shadow("がらすの湖AB").text
