"""Open questions are found, and what they lack is named."""

from __future__ import annotations

import pytest

from entaku.model.document import Sentence
from entaku.reading.questions import questions
from entaku.reading.reader import read
from tests.reading.scoring import SOURCES

TEXTS = {name: (text, coding) for name, text, coding, _ in SOURCES()}


@pytest.mark.skipif(not TEXTS, reason="the coded texts do not lie beside this folder")
@pytest.mark.parametrize("name", TEXTS)
def test_all_watch_points_are_found_and_nothing_else(name: str) -> None:
    text, coding = TEXTS[name]
    found = {(one.start, one.end) for one in read("article.txt", text.encode()).questions}
    wanted = coding["watch_points"]
    for point in wanted:
        assert any(low <= point["start"] and point["end"] <= high for low, high in found), point["id"]
    assert len(found) == len(wanted)


@pytest.mark.parametrize(
    ("text", "form", "lacks"),
    [
        ("Will the port reopen before Easter?", "binary", ("resolver",)),
        ("Will the port reopen, or stay shut?", "choice", ("horizon", "resolver")),
        ("How will the union react?", "open", ("threshold", "horizon", "resolver")),
        ("組合は明日までに答えるか?", "binary", ("resolver",)),
        ("組合はどのように反発するか。", "open", ("threshold", "horizon", "resolver")),
    ],
)
def test_a_question_says_what_it_lacks(text: str, form: str, lacks: tuple[str, ...]) -> None:
    (found,) = questions(text, (), (Sentence(id="P1.s1", start=0, end=len(text), block=0),))
    assert (found.form, found.lacks) == (form, lacks)


def test_a_quoted_question_is_nobodys_here() -> None:
    text = "「応じるか?」"
    assert questions(text, (), (Sentence(id="P1.s1", start=0, end=len(text), block=0),)) == ()
