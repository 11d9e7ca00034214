"""A quotation is found again where the text was edited, or said to be lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.reading.anchors import LOST, anchor, selector
from tests.reading.scoring import SHARED, gold

TEXT = st.text(alphabet="ab 。、\n市港Ａ", min_size=1, max_size=60)
SOURCE = SHARED / "sources" / "moscow-2025-12-02" / "article.txt"
WIDER = str.maketrans({"?": "？", ":": "：", "!": "！", "(": "（", ")": "）"})


@given(TEXT, st.data())
def test_a_span_is_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = anchor(text, selector(text, start, end))
    assert (found.start, found.end, found.how) == (start, end, "position")


@given(TEXT, st.data())
def test_what_is_put_in_front_moves_a_span_by_its_length(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    front = "ZQX" * 40
    found = anchor(front + text, selector(text, start, end))
    assert (front + text)[found.start : found.end] == text[start:end]
    if text.count(text[start:end]) == 1:
        assert found.start == start + len(front)


def test_what_is_gone_is_lost() -> None:
    assert anchor("Nothing of it is left here.", selector("The quay is closed.", 4, 8)) == LOST
    assert anchor("Anything", selector("Anything", 3, 3)).how == "position"


def edited(kind: str, text: str) -> tuple[str, list[int]]:
    """Give an edited text, and where each place of the old one went."""
    chance = random.Random(1)
    out = "あ" * 300 if kind == "front" else ""
    places = []
    for sign in text:
        places.append(len(out))
        gone = (kind == "lines" and sign == "\n") or (kind == "deleted" and chance.random() < 0.01)
        out += "" if gone else sign.translate(WIDER) if kind == "wider" else sign
    return out, [*places, len(out)]


@pytest.mark.skipif(not SOURCE.exists(), reason="the article does not lie beside this folder")
@pytest.mark.parametrize("kind", ["same", "front", "wider", "lines", "deleted"])
def test_all_spans_survive_five_edits(kind: str) -> None:
    text, coding = SOURCE.read_text(encoding="utf-8"), gold("moscow-2025-12-02")
    spans = [(one["start"], one["end"]) for one in (*coding["sentences"], *coding["claims"][:38])]
    assert len(spans) == 78
    new, places = edited(kind, text)
    for start, end in spans:
        found = anchor(new, selector(text, start, end))
        low, high = places[start], places[end]
        assert min(high, found.end) - max(low, found.start) > 0.7 * (
            max(high, found.end) - min(low, found.start)
        )
