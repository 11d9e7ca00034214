"""The laws find what they are there to find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from entaku.model.finding import Cell, Column, Conclusion, Figure, Finding, Firmness, Form, Strength
from entaku.model.text import Text
from tests.lenses import changed
from tests.lenses.test_laws import CASES, foreign, ill_said, misfits, unordered, untraced, words

GOOD = Text("Mrs Hill can wait.", "丘さんは待てる。")
ORCHARD = CASES["teaching/orchard_lease"]


def finding(text: Text, because: tuple[str, ...] = ()) -> Finding:
    strong = Strength(firmness=Firmness.EXACT)
    return Finding(id="f", lens="room", text=text, strength=strong, rule=GOOD, because=because)


def figure(cells: tuple[Cell, ...], *forms: Form) -> Figure:
    columns = tuple(Column(id=f"c{n}", title=GOOD, form=form) for n, form in enumerate(forms))
    return Figure(
        id="f", lens="room", title=GOOD, kind="table", columns=columns, rows=(cells,), caption=GOOD, rule=GOOD
    )


@dataclass(frozen=True)
class Said:
    """A result that says what a test wants said."""

    one: Finding
    figure: Figure

    def findings(self) -> tuple[Finding, ...]:
        return (self.one,)

    def figures(self) -> tuple[Figure, ...]:
        return (self.figure,)

    def missing(self) -> tuple[Text, ...]:
        return ()

    def conclusions(self) -> tuple[Conclusion, ...]:
        return ()

    def data(self) -> dict[str, Any]:
        return {}


def said(text: Text, because: tuple[str, ...] = (), cell: Text = GOOD) -> Said:
    return Said(finding(text, because), figure((cell,), "text"))


@pytest.mark.parametrize(
    "bad",
    [Text("", "待てる。"), Text("Wait."), Text("{who} can wait.", "{who}は待てる。"), Text("A〔ja〕", "あ")],
)
def test_a_text_that_is_not_whole_is_found(bad: Text) -> None:
    assert ill_said(words(said(bad))) == ["f.text"]
    assert ill_said(words(said(GOOD, cell=bad))) == ["f.0"]
    assert ill_said(words(said(GOOD))) == []


def test_words_of_the_other_language_are_found() -> None:
    assert foreign(ORCHARD, words(said(Text("Mrs Hill waits.", "丘さんはwaitする。")))) == ["f.text: wait"]
    assert foreign(ORCHARD, words(said(Text("丘さん waits.", "丘さんは待つ。")))) == ["f.text: 丘さん"]
    assert foreign(ORCHARD, words(said(Text("See owner_rent.", "owner_rent を見よ。")))) == []
    assert foreign(ORCHARD, words(said(Text("State no_deal.", "no_deal を記すこと。")))) == []


def test_a_ground_that_cannot_be_shown_is_found() -> None:
    assert untraced(said(GOOD, ("owner_rent", "C1", "rent.low", "tea")), ORCHARD) == []
    assert untraced(said(GOOD, ("owner_rant",)), ORCHARD) == ["f: owner_rant"]


@pytest.mark.parametrize(
    "bad",
    [
        figure((GOOD,), "text", "share"),
        figure((GOOD, float("nan")), "text", "number"),
        figure((GOOD, "many"), "text", "number"),
        figure((GOOD, 1.5), "text", "share"),
        figure((0.5, 0.5), "text", "share"),
        replace(figure((GOOD, GOOD), "text"), columns=figure((GOOD,), "text").columns * 2),
    ],
)
def test_a_row_that_does_not_fit_is_found(bad: Figure) -> None:
    assert list(misfits(bad))
    assert not list(misfits(figure((GOOD, 0.5, 7), "text", "share", "number")))


def test_order_counts_but_for_parties() -> None:
    parties = frozenset({"a", "b"})
    assert unordered([["b"], ["a", "b"]], parties) == unordered([["b", "a"], ["b"]], parties)
    assert unordered(["x", "y"], parties) != unordered(["y", "x"], parties)
    assert unordered({"a": 0.1 + 0.2}, parties) == unordered({"a": 0.3}, parties)
    assert unordered({"a": 0.31}, parties) != unordered({"a": 0.3}, parties)


def test_what_is_taken_away_is_gone() -> None:
    bare = changed.bare(ORCHARD)
    assert (bare.preferences, bare.drafts, bare.rounds) == ((), (), ())
    assert changed.without_drafts(ORCHARD).preferences == ORCHARD.preferences
    assert changed.turned_round(ORCHARD).parties[0].id == "grower"
