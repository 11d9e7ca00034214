"""The charts: what they are told, how they tell it, and what they do not trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

import pytest

from entaku.briefing.chart_parts import PALETTE
from entaku.briefing.charts import chart
from entaku.model.finding import Column, Figure
from entaku.model.text import LANGUAGES, Language, Text
from tests.briefing.changed import hostile
from tests.briefing.sample import BRIEFING
from tests.briefing.sample_figures import DRAFTS, FRONTIER, GAINS, HOLDING, SEATS, WEIGHTS

CHARTED = (FRONTIER, GAINS, WEIGHTS, DRAFTS, HOLDING)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def encodings(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from ([spec["encoding"]] if "encoding" in spec else [])
    for layer in spec.get("layer", ()):
        yield from encodings(layer)


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return list(spec["data"]["values"])


@pytest.mark.parametrize("figure", CHARTED, ids=lambda figure: figure.kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_drawn_with_labels_of_its_language(figure: Figure, language: Language) -> None:
    spec = chart(figure, language)
    said = json.dumps(spec, ensure_ascii=False, allow_nan=False)
    assert spec["description"] == figure.title.said(language)
    assert figure.columns[0].title.said(language) in said
    assert len(values(spec)) == len(figure.rows) * (3 if figure is DRAFTS else 1)


@pytest.mark.parametrize("figure", CHARTED, ids=lambda figure: figure.kind)
def test_a_japanese_chart_has_no_english_label(figure: Figure) -> None:
    spec = chart(figure, "ja")
    told = [row["tip"] for row in values(spec)]
    titles = [channel.get("axis", {}) or {} for one in encodings(spec) for channel in one.values()]
    said = " ".join([*told, *(str(axis.get("title") or "") for axis in titles)])
    assert not re.findall("[A-Za-z]{2,}", said)


@pytest.mark.parametrize("figure", CHARTED, ids=lambda figure: figure.kind)
def test_only_one_layer_titles_an_axis(figure: Figure) -> None:
    for name in ("x", "y"):
        channels = [one[name] for one in encodings(chart(figure, "en")) if name in one]
        named = {
            (channel.get("axis") or {}).get("title", channel.get("title", "unset")) for channel in channels
        }
        assert "unset" not in named
        assert len(named - {None}) <= 1


def test_a_table_has_no_chart() -> None:
    assert chart(SEATS, "en") == {}
    assert chart(replace(GAINS, rows=()), "en") == {}


def test_nothing_to_place_is_not_drawn() -> None:
    unknown = (Text("X", "X"), float("nan"), 0.1, 0.2)
    assert len(values(chart(replace(GAINS, rows=(*GAINS.rows, unknown)), "en"))) == 3


def test_the_frontier_is_marked_by_shape_and_lies_on_top() -> None:
    spec = chart(FRONTIER, "en")
    scale = spec["encoding"]["shape"]["scale"]
    assert scale["domain"] == ["other", "on the frontier"]
    assert len(set(scale["range"])) == 2
    assert [row["group"] for row in values(spec)] == ["other"] * 4 + ["on the frontier"] * 5
    assert "package: joint sluice, low tolls, reeds kept" in values(spec)[4]["tip"]


def test_bars_print_their_value_and_mark_their_ends() -> None:
    spec = chart(GAINS, "en")
    assert [row["text"] for row in values(spec)] == ["21%", "33%", "8%"]
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks == ["bar", "rule", "tick", "tick", "text"]
    assert [row["end"] for row in values(spec)] == [0.34, 0.41, 0.19]


def test_stacks_are_numbered_and_stand_on_one_another() -> None:
    rows = values(chart(WEIGHTS, "en"))
    assert rows[0]["series"] == "① Control of the sluice"
    assert rows[0]["text"] == "① 55%"
    for before, after in pairwise(rows):
        if before["label"] == after["label"]:
            assert after["start"] == before["end"]
    assert rows[2]["end"] == pytest.approx(1)
    assert chart(WEIGHTS, "en")["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 1]
    assert rows[6]["text"] == ""


def test_lines_differ_by_dash_and_shape_too() -> None:
    spec = chart(HOLDING, "ja")
    band, line, dots = spec["layer"]
    assert len(band["data"]["values"]) == 6
    for channel in (line["encoding"]["strokeDash"], dots["encoding"]["shape"]):
        assert channel["scale"]["domain"] == ["アルドムーア", "ブレニック"]
        assert channel["scale"]["range"][0] != channel["scale"]["range"][1]
    assert line["encoding"]["x"]["axis"]["format"] == "%Y年%-m月%-d日"
    assert values(spec)[0]["x"] == "2031-05-01"


def test_a_matrix_may_name_its_columns_by_where_they_lie() -> None:
    columns = (
        Column(id="a", title=Text("draft", "草案"), role="y"),
        Column(id="b", title=Text("party", "当事者"), role="x"),
        Column(id="c", title=Text("verdict", "判定"), role="mark"),
    )
    rows = tuple(
        (row[0], column.title, row[at + 1])
        for row in DRAFTS.rows
        for at, column in enumerate(DRAFTS.columns[1:])
    )
    long = [
        (row["label"], row["series"], row["text"])
        for row in values(chart(replace(DRAFTS, columns=columns, rows=rows), "ja"))
    ]
    wide = [(row["label"], row["series"], row["text"]) for row in values(chart(DRAFTS, "ja"))]
    assert long == wide


def test_what_several_rows_say_of_one_cell_stands_side_by_side() -> None:
    columns = (
        replace(DRAFTS.columns[0], role="y"),
        Column(id="b", title=Text("b", "b"), role="x"),
        DRAFTS.columns[1],
    )
    rows = (("A", "limit", "needed"), ("A", "limit", "no part"), ("A", "drop", "needed"))
    drawn = values(chart(replace(DRAFTS, columns=columns, rows=rows), "en"))
    assert [row["text"].replace("\n", " ") for row in drawn] == ["needed · no part", "needed"]


def test_bars_may_name_their_amount_by_where_it_lies() -> None:
    names, amounts = GAINS.columns[:2]
    across = replace(
        GAINS, columns=(names, replace(amounts, role="x")), rows=tuple(row[:2] for row in GAINS.rows)
    )
    assert [row["value"] for row in values(chart(across, "en"))] == [0.21, 0.33, 0.08]


def test_a_stack_by_marks_has_a_bar_for_every_label_and_series() -> None:
    columns = (
        WEIGHTS.columns[0],
        Column(id="table", title=Text("table", "席"), role="series"),
        Column(id="verdict", title=Text("verdict", "判定"), role="mark"),
        Column(id="share", title=Text("share", "割合"), role="x", form="share"),
    )
    rows = (("A", "wide", "needed", 0.4), ("A", "wide", "bypassed", 0.6), ("A", "narrow", "needed", 1.0))
    drawn = values(chart(replace(WEIGHTS, columns=columns, rows=rows), "en"))
    assert [row["label"] for row in drawn] == ["A · wide", "A · wide", "A · narrow"]
    assert [row["series"] for row in drawn] == ["① needed", "② bypassed", "① needed"]


def test_rows_marked_as_other_are_not_marked() -> None:
    rows = tuple(
        (*row[:3], Text("other", "その他") if row[3] == 0 else Text("best", "最良")) for row in FRONTIER.rows
    )
    scale = chart(replace(FRONTIER, rows=rows), "ja")["encoding"]["shape"]["scale"]
    assert scale == {"domain": ["その他", "最良"], "range": ["circle", "diamond"]}


def test_japanese_labels_that_begin_alike_show_where_they_differ() -> None:
    shared = "水門は共同、通行料は低額、葦原は保全、鍵は二つ、番人は交代、"
    rows = tuple((shared + end, 0.5, 0.4, 0.6) for end in ("港は開く", "港は閉じる"))
    labels = [row["label"] for row in values(chart(replace(GAINS, rows=rows), "ja"))]
    assert labels == ["…港は開く", "…港は閉じる"]


def test_labels_that_begin_alike_show_where_they_differ() -> None:
    shared = "joint sluice with two keys, low tolls on all barges, reeds kept on both banks of the river, "
    rows = tuple((shared * 2 + end, 0.5, 0.4, 0.6) for end in ("harbour open", "harbour shut"))
    drawn = values(chart(replace(GAINS, rows=rows), "en"))
    assert [row["label"] for row in drawn] == ["…harbour open", "…harbour shut"]
    assert shared in drawn[0]["tip"]


def test_labels_that_are_cut_alike_stay_apart() -> None:
    rows = tuple(("W" * 300 + str(at), 0.5, 0.4, 0.6) for at in range(3))
    assert len({row["label"] for row in values(chart(replace(GAINS, rows=rows), "en"))}) == 3


def test_a_row_of_the_wrong_length_is_an_error_that_names_its_figure() -> None:
    with pytest.raises(ValueError, match="figure room-gains: a row of 2 cells, 4 columns"):
        chart(replace(GAINS, rows=(("A", 0.1),)), "en")


def test_colours_are_readable_on_the_page_in_light_and_in_dark() -> None:
    style = files("entaku.briefing").joinpath("assets", "page.css").read_text("utf-8")
    papers = re.findall(r"--paper: (#[0-9a-f]{6});", style)
    assert len(papers) == 2
    for colour in PALETTE:
        assert min(contrast(colour, paper) for paper in papers) >= 3 * 0.98, colour


def test_neighbouring_colours_differ_for_the_colour_blind() -> None:
    """Protan and deutan sight after Machado, Oliveira and Fernandes 2009, severity 1, in linear light."""
    sights = {
        "protan": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deutan": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.01182, 0.04294, 0.968881),
        ),
    }
    for sight, rows in sights.items():
        seen = {}
        for colour in PALETTE:
            linear = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
            seen[colour] = [
                max(0.0, sum(k * c for k, c in zip(row, linear, strict=True))) ** (1 / 2.2) for row in rows
            ]
        for one, other in combinations(PALETTE[:4], 2):
            apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
            assert apart > 0.12, (sight, one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_labels_are_data_of_charts_and_never_expressions(language: Language) -> None:
    plain = [figure for section in BRIEFING.sections for figure in section.figures]
    attacked = [figure for section in hostile(BRIEFING).sections for figure in section.figures]
    for figure, other in zip(plain, attacked, strict=True):
        spec = chart(other, language)
        json.dumps(spec, allow_nan=False).encode()
        assert set(expressions(spec)) <= set(expressions(chart(figure, language)))
        assert "url" not in spec.get("data", {})


def expressions(spec: Any) -> Iterator[str]:
    """Find everything Vega would compute: expressions, signals, tests."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key in ("expr", "labelExpr", "test", "signal", "calculate", "filter"):
                yield str(value)
            yield from expressions(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from expressions(value)


def test_answers_of_one_kind_share_a_tint_and_what_is_not_stated_is_grey() -> None:
    answers = [
        Text("depends (81%)", "次第（81%）"),
        Text("depends (9%)", "次第（9%）"),
        Text("not stated", "記載なし"),
    ]
    figure = replace(
        DRAFTS,
        kind="matrix",
        columns=(
            Column(id="party", title=Text("party", "当事者"), role="y"),
            Column(id="draft", title=Text("draft", "草案"), role="x"),
            Column(id="answer", title=Text("answer", "答え"), role="mark"),
        ),
        rows=tuple((f"p{n}", "d", answer) for n, answer in enumerate(answers)),
    )
    cell = chart(figure, "en")["layer"][0]["encoding"]["fill"]
    assert cell["scale"]["domain"] == ["depends", "not stated"]
    assert len(set(cell["scale"]["range"])) == 2
