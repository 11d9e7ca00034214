"""What a script or a notebook gets from the front door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

import entaku
from entaku.app.asking import Asked
from entaku.app.tables import Tables
from entaku.model.errors import NotFound, NotPossible
from entaku.model.finding import Figure, column
from entaku.model.text import Text

FEW = Asked(draws=50)


def test_the_front_door_has_the_verbs() -> None:
    assert {"brief", "case", "catalog", "check", "doctor", "lens", "lenses", "schema"} <= set(entaku.__all__)
    assert set(dir(entaku)) >= set(entaku.__all__)
    for name in entaku.__all__:
        assert getattr(entaku, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = entaku.nothing


def test_the_lenses_stay_callable_after_use() -> None:
    entaku.lens("room", "bill_and_jack")
    assert {card.name for card in entaku.lenses()} >= {"room", "seats"}


def test_an_answer_gives_its_tables(tmp_path: Path) -> None:
    tables = entaku.lens("room", "orchard_lease", FEW).tables()
    assert "room-packages" in list(tables)
    frame = tables.frame("room-packages", "ja")
    assert list(frame.columns) == ["package", "party", "share"]
    assert len(frame) == len(tables.rows("room-packages"))
    tables.save("room-packages", tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").num_rows == len(frame)
    tables.save("room-packages", tmp_path / "t.csv")
    again = pd.read_csv(tmp_path / "t.csv")
    assert again["share"].tolist() == pytest.approx(frame["share"].tolist())


def test_tables_refuse_what_they_do_not_know(tmp_path: Path) -> None:
    tables = entaku.lens("room", "bill_and_jack").tables()
    with pytest.raises(NotFound, match="room-points"):
        tables.rows("nothing")
    with pytest.raises(NotPossible, match=r"\.xlsx"):
        tables.save("room-points", tmp_path / "t.xlsx")


@pytest.mark.parametrize("label", ["=HYPERLINK(1)", "+1", "-1", "@sum", "\tx"])
def test_a_label_is_no_formula_in_a_spreadsheet(label: str) -> None:
    figure = Figure(
        id="f",
        lens="room",
        title=Text("t"),
        kind="table",
        columns=(column("a", Text("a"), "label"), column("b", Text("b"), "value", "number")),
        rows=((label, 0.1 + 0.2),),
        caption=Text(),
        rule=Text(),
    )
    row = Tables((figure,)).csv("f").splitlines()[1]
    assert row.lstrip('"').startswith("'")
    assert row.endswith(",0.3")


def test_a_notebook_shows_a_page_that_cannot_leave_its_frame() -> None:
    shown = entaku.brief("bill_and_jack")._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts"')
    assert "</script>" not in shown


def test_what_is_confidential_changes_no_byte_of_the_public_page() -> None:
    case = entaku.case("orchard_lease")
    said = case.preferences[0]
    secret = replace(said, id="secret", compartment="private", note=Text("between us", "内々に"))
    with_secret = replace(case, preferences=(*case.preferences, secret))
    public = entaku.brief(case, asked=FEW)
    assert entaku.brief(with_secret, asked=FEW).json() == public.json()
    private = entaku.brief(with_secret, asked=replace(FEW, compartments=frozenset({"private"})))
    assert "CONFIDENTIAL" in private.text()
    assert "CONFIDENTIAL" not in public.text()


def test_progress_is_told_before_each_stage() -> None:
    told: list[str] = []
    entaku.brief("orchard_lease", asked=replace(FEW, tell=lambda what: told.append(what.en)))
    assert told[0] == "reading the case"
    assert any("50" in words for words in told)


def test_no_draws_are_refused() -> None:
    with pytest.raises(NotPossible, match="at least 1"):
        entaku.brief("orchard_lease", asked=Asked(draws=0))
