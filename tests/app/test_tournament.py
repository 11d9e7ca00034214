"""Strategies against one another: the same bytes on any engine and after any stop, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import entaku
from entaku.app import tournament
from entaku.app.tournament import Entered, Held, hold, standard
from entaku.app.tournament_plays import ready
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.text import LANGUAGES, Text
from entaku.rehearsal.manner import manner
from entaku.rehearsal.strategies import names
from tests.lenses.changed import with_confidences

MOSCOW = "moscow-2025-12-02"
ENTERED = Entered(
    cases=("bill_and_jack", MOSCOW),
    strategies=("micro", "concede,beta=0.2..5", "chance"),
    plays=11,
    rounds=8,
    engine="alone",
)


@pytest.fixture(scope="module", autouse=True)
def short() -> Iterator[None]:
    """Make tasks of about four draws, so that there are several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tournament, "SHORT", 4)
        yield


@pytest.fixture(scope="module")
def held(short: None) -> Held:
    del short
    return hold(ENTERED)


def rows(held: Held) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(held.csv())))


def test_the_ranking_is_that_of_the_single_plays(held: Held) -> None:
    """Recompute every mean from the CSV: cases alike, then seats and opponents of a draw alike."""
    gains: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in rows(held):
        seats = [n for n in ("1", "2", "3") if row[f"seat_{n}"]]
        taken = [row[f"strategy_{n}"] for n in seats]
        for n, said in zip(seats, taken, strict=True):
            if taken.count(said) == 1 or len(set(taken)) == 1:
                gains[said, row["case"], row["play"]].append(float(row[f"gain_{n}"]))
    for one in held.data()["ranking"]:
        by_case = []
        for case in held.data()["cases"]:
            draws = [
                sum(found) / len(found) for key, found in gains.items() if key[:2] == (one["strategy"], case)
            ]
            assert len(draws) == 11
            by_case.append(sum(draws) / 11)
        assert one["gain"] == pytest.approx(sum(by_case) / 2)
        assert one["interval"][0] <= one["gain"] <= one["interval"][1]
    assert len(rows(held)) == held.count == held.data()["plays"] == (9 + 3 + 3 * 6) * 11


def test_whoever_agrees_loses_nothing(held: Held) -> None:
    ends = set()
    for row in rows(held):
        ends.add(row["end"])
        for n in ("1", "2", "3"):
            if row[f"seat_{n}"]:
                assert float(row[f"gain_{n}"]) >= 0
                assert row["end"] == "agreed" or float(row[f"gain_{n}"]) == 0
        assert (row["end"] == "agreed") == (int(row["package"]) >= 0)
        assert 1 <= int(row["round"]) <= 8
    assert {"agreed", "deadline"} <= ends


ENGINES: list[tuple[str, int]] = [("alone", 1), ("pool", 1), ("pool", 2), ("cluster", 2)]


@pytest.mark.parametrize(("engine", "workers"), ENGINES)
def test_any_engine_gives_the_same_bytes(held: Held, engine: str, workers: int, tmp_path: Path) -> None:
    if engine == "cluster":
        pytest.importorskip("distributed")
    other = hold(replace(ENTERED, engine=engine, workers=workers, folder=tmp_path / "run"))
    assert other.json() == held.json()
    assert other.csv() == held.csv()
    assert other.save(tmp_path / "plays.csv").read_text(encoding="utf-8") == held.csv()


def test_stretches_of_any_length_give_the_same_plays(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    def ordered(one: Held) -> list[tuple[str, ...]]:
        return sorted(tuple(row.values()) for row in rows(one))

    parts = ordered(held)
    monkeypatch.setattr(tournament, "SHORT", 100)
    whole = hold(ENTERED)
    assert ordered(whole) == parts
    assert whole.data()["ranking"] == held.data()["ranking"]


class Stop(Exception):  # noqa: N818 - it stands for a machine that is switched off
    """Ends a tournament on its way."""


@pytest.mark.parametrize("after", [1, 3])
@pytest.mark.parametrize("how", [KeyboardInterrupt, Stop])
def test_what_was_stopped_goes_on_and_ends_with_the_same_bytes(
    held: Held, after: int, how: type[BaseException], tmp_path: Path
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == after:
            raise how

    entered = replace(ENTERED, folder=tmp_path / "run")
    with pytest.raises(how):
        hold(replace(entered, tell=stop))
    kept = list((tmp_path / "run" / "results").iterdir())
    assert len(kept) == after
    told: list[tuple[int, int]] = []
    again = hold(replace(entered, tell=lambda done, total: told.append((done, total))))
    assert told[0] == (after, 6)
    assert len(told) == 6 - after + 1
    assert again.json() == held.json()
    assert again.csv() == held.csv()
    assert all(file.exists() for file in kept)


def test_a_folder_of_another_tournament_is_refused(tmp_path: Path) -> None:
    entered = replace(ENTERED, cases=("bill_and_jack",), folder=tmp_path / "run")
    hold(entered)
    for other, what in (
        ({"plays": 12}, "parameter draws (11 there, 12 here)"),
        ({"seed": 3}, "parameter seed"),
        ({"rounds": 9}, "parameter rounds (8 there, 9 here)"),
        ({"strategies": ("micro", "chance")}, "parameter strategies"),
    ):
        changed: dict[str, Any] = other
        with pytest.raises(NotPossible) as said:
            hold(replace(entered, **changed))
        assert what in str(said.value)
        assert "keys" not in str(said.value)
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(NotPossible, match="cannot hold a run"):
        hold(replace(entered, folder=file))


def test_a_case_that_was_changed_is_another_run(tmp_path: Path) -> None:
    case = entaku.case("bill_and_jack")
    entered = replace(ENTERED, cases=(case,), folder=tmp_path / "run")
    hold(entered)
    kept = case.preferences
    with pytest.raises(NotPossible, match="keys"):
        hold(replace(entered, cases=(replace(case, preferences=kept[::-1]),)))


def test_what_is_confidential_changes_no_byte() -> None:
    entered = replace(ENTERED, plays=5)
    public = hold(replace(entered, cases=(MOSCOW,)))
    apart = hold(replace(entered, cases=(with_confidences(entaku.case(MOSCOW)),)))
    assert apart.json() == public.json()
    assert apart.csv() == public.csv()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"strategies": ("micro",)}, "at least two strategies, each named once"),
        ({"strategies": ("micro", " micro")}, "at least two strategies, each named once"),
        ({"strategies": ("concede,beta=2", "concede , beta=2")}, "each named once"),
        ({"cases": ("bill_and_jack", "bill_and_jack")}, "a case is named twice"),
        ({"cases": ("three_packages",)}, "nobody to bargain with in three_packages"),
        ({"cases": ("eec_1958", "bill_and_jack")}, "nothing is stated of what the parties want in eec_1958"),
        ({"months": 5.0}, "the outlook of the case has 0 months"),
        ({"months": -1.0}, "the talks cannot last -1"),
        (
            {"cases": (MOSCOW,), "strategies": ("micro", "concede,model=ensemble")},
            f"concede,model=ensemble: this model of the other needs two parties at the table, and {MOSCOW} seats 3",
        ),
        ({"months": float("nan")}, "`months` is not a number"),
        ({"strategies": ("micro", "by_issue,order=10")}, "names an issue beyond the 9 of the case"),
    ],
)
def test_what_cannot_be_played_is_refused_in_one_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(NotPossible) as wrong:
        hold(replace(ENTERED, **({"cases": ("bill_and_jack",)} | changed)))
    assert said in str(wrong.value)
    assert "NotPossible" not in str(wrong.value)


@pytest.mark.parametrize(
    "changed",
    [{"months": 99.0}, {"cases": ("bill_and_jack", MOSCOW), "strategies": ("micro", "nice,model=ensemble")}],
)
def test_what_no_case_can_give_is_refused_before_anything_is_played(
    changed: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(NotPossible):
        hold(replace(ENTERED, **changed, folder=tmp_path / "run"))
    assert not (tmp_path / "run").exists()


def test_faults_of_all_strategies_are_told_at_once() -> None:
    with pytest.raises(BadInput) as wrong:
        hold(replace(ENTERED, strategies=("nobody", "concede,beta=x", "micro,accept=foo")))
    assert len(wrong.value.faults) == 3
    with pytest.raises(NotFound):
        hold(replace(ENTERED, cases=("nowhere",)))


def test_the_caption_counts_one_as_one(held: Held) -> None:
    one = hold(replace(ENTERED, cases=("bill_and_jack",), plays=1, rounds=1))
    assert "in all seats of 1 case, 1 draw each, at most 1 round of" in one.caption().en
    assert "in all seats of 2 cases, 11 draws each, at most 8 rounds of" in held.caption().en
    assert "2件の事例" in held.caption().ja
    for language in LANGUAGES:
        assert "micro" in held.text(language)
    assert [one["strategy"] for one in json.loads(held.json())["ranking"]] == [
        str(row[1].en) for row in held.figure().rows if not isinstance(row[1], (int, float, str))
    ]


def test_one_draw_leaves_nobody_clearly_ahead() -> None:
    one = hold(replace(ENTERED, cases=("bill_and_jack",), plays=1))
    assert [each["interval"] for each in json.loads(one.json())["ranking"]] == [None] * 3
    assert len({each["gain"] for each in one.data()["ranking"]}) > 1
    for row in one.figure().rows:
        ahead = row[-1]
        assert isinstance(ahead, Text)
        assert ahead.en in {"not clearly", "–"}
    assert all("–" in line for line in one.text().splitlines() if "chance" in line)


def test_where_nobody_is_named_all_take_part() -> None:
    entrants = standard()
    assert {manner(said).name for said in entrants} == set(names())
    assert len(set(entrants)) == len(entrants)


def test_plays_are_written_by_the_ending_or_refused_beforehand(held: Held, tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "plays.txt", "got .txt"),
        (tmp_path / "plays", "no ending"),
        (tmp_path / "none" / "plays.csv", "there is no folder"),
    ):
        with pytest.raises(NotPossible, match=said):
            ready(path)
        with pytest.raises(NotPossible, match=said):
            held.save(path)
    table = pytest.importorskip("pyarrow.parquet").read_table(held.save(tmp_path / "plays.parquet"))
    assert table.num_rows == held.count
    assert [f"{gain:.12g}" for gain in table.column("gain_1").to_pylist()] == [
        row["gain_1"] for row in rows(held)
    ]
    assert [gain is None for gain in table.column("gain_3").to_pylist()] == [
        row["gain_3"] == "" for row in rows(held)
    ]
