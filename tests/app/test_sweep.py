"""The plays of a tournament as files: the same bytes however the work is cut and wherever it is done."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import numpy as np
import pyarrow.parquet as pq
import pytest

from entaku.app import tournament
from entaku.app import tournament_plays as plays
from entaku.app.tournament import Entered, Held, hold
from entaku.kernels import chains
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Says
from entaku.rehearsal.bouts import Match, played, records
from tests.space import build as b
from tests.space.test_draws_alone import three_ways

DRAWS = 30
STRATEGIES = ("concede,beta=0.2..5", "until")
FIRM = """
    class Firm:
        def offer(self, seat):
            return seat.favourite

        def accepts(self, seat, package):
            return seat.worth(package) == seat.best
"""


def case(name: str, *parties: str) -> Case:
    """Give parties that want different ends of two issues, their numbers drawn under a comparison."""
    issues = [b.issue(each, "k", "l", "m") for each in "xy"]
    ways = [["k", "l", "m"], ["m", "l", "k"], ["l", "m", "k"]]
    middle = b.prefers(b.package(x="l", y="l"), b.WALKING_AWAY)
    said: dict[str, list[Says]] = {
        party: [b.order("x", *way), b.order("y", *way), middle]
        for party, way in zip(parties, ways, strict=False)
    }
    return replace(b.case(issues, said), id=name)


def held(folder: Path | None = None, engine: str = "alone", *strategies: str) -> Held:
    """Hold a tournament over a table of three and one of two."""
    return hold(
        Entered(
            cases=(case("three", "A", "B", "C"), case("two", "A", "B")),
            strategies=strategies or STRATEGIES,
            plays=DRAWS,
            rounds=8,
            folder=folder,
            engine=engine,
        )
    )


def cut(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    """Cut the draws into tasks of that length."""
    monkeypatch.setattr(tournament, "SHORT", length)
    monkeypatch.setattr(tournament, "LONG", length)


def written(found: Held, folder: Path) -> list[bytes]:
    return [found.save(folder / f"plays.{ending}").read_bytes() for ending in ("csv", "parquet")]


def test_the_files_are_the_same_on_a_pool_and_after_some_tasks_were_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 7)
    one, run = held(), tmp_path / "run"
    other = held(run, "pool")
    results = sorted((run / "results").iterdir())
    assert len(results) == 2 * 5
    expected = written(one, tmp_path)
    assert written(other, tmp_path) == expected
    assert other.json() == one.json()
    before = {file: file.stat().st_ino for file in results}
    for file in results[::3]:
        file.unlink()
    resumed = held(run)
    assert [resumed.json(), written(resumed, tmp_path)] == [one.json(), expected]
    after = {file: file.stat().st_ino for file in sorted((run / "results").iterdir())}
    assert after.keys() == before.keys()
    assert {file for file in results if before[file] == after[file]} >= set(results) - set(results[::3])


def test_how_the_draws_are_cut_moves_neither_the_plays_nor_the_ranking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chains, "DOUBLINGS", 0)  # as many sweeps for few draws as for many
    whole = held()
    text = whole.csv()
    for length in (1, 11, 29):
        cut(monkeypatch, length)
        found = held()
        assert found.csv() == text
        assert found.standings == whole.standings


def test_large_tournaments_take_large_tasks_and_small_ones_leave_work_for_every_worker() -> None:
    cuts = {draws: tournament._stretches(draws) for draws in (1, 500, 501, 20_010, 40_000, 10**6)}
    assert [len(each) for each in cuts.values()] == [1, 2, 3, 41, 40, 1000]
    for draws, stretches in cuts.items():
        assert [number for each in stretches for number in each] == list(range(draws))
        assert max(map(len, stretches)) - min(map(len, stretches)) <= 1


@pytest.mark.parametrize(("method", "made"), three_ways())
def test_a_stretch_of_draws_is_played_as_in_the_whole(
    monkeypatch: pytest.MonkeyPatch, method: str, made: Case
) -> None:
    del method
    monkeypatch.setattr(chains, "DOUBLINGS", 0)  # as many sweeps for few draws as for many
    match = Match(made, ("concede", "chance"), 5, 0.0, 3)
    assert played(match, 0, 9) == played(match, 0, 4) + played(match, 4, 9)


def test_plays_stand_in_the_order_of_draws_then_seatings() -> None:
    found = records(played(Match(case("two", "A", "B"), STRATEGIES, 5, 0.0, 3), 4, 7), 2)
    assert found["play"].tolist() == [4] * 4 + [5] * 4 + [6] * 4
    assert found["bout"].tolist() == [0, 1, 2, 3] * 3


def test_csv_and_parquet_hold_what_rows_give_with_blanks_where_seats_are_not_taken(tmp_path: Path) -> None:
    file = tmp_path / '"firm" 100%d.py'
    file.write_text(dedent(FIRM), encoding="utf-8")
    found = held(None, "alone", "concede,beta=0.2..5", f"{file}:Firm")
    rows = list(found.rows())
    assert len(rows) == found.count == DRAWS * (8 + 4)
    assert {row["seat_3"] for row in rows} == {"C", None}
    assert {row["strategy_1"] for row in rows} == {"concede,beta=0.2..5", f"{file}:Firm"}
    assert {row["end"] for row in rows} == {"agreed", "deadline"}
    assert pq.read_table(found.save(tmp_path / "plays.parquet")).to_pylist() == rows
    text = found.save(tmp_path / "plays.csv").read_text(encoding="utf-8")
    assert text == found.csv()
    read = list(csv.DictReader(io.StringIO(text)))
    for one, row in zip(read, rows, strict=True):
        assert list(one) == list(plays.columns(3))
        for name, cell in row.items():
            said = f"{cell:.12g}" if isinstance(cell, float) else "" if cell is None else str(cell)
            assert one[name] == said


def test_the_ranking_is_what_the_plays_say() -> None:
    found = held()
    for standing in found.standings:
        said = STRATEGIES[standing.entrant]
        means = []
        for name in ("three", "two"):
            by_draw: dict[object, list[float]] = {}
            for row in found.rows():
                seated = [row[f"strategy_{n}"] for n in (1, 2, 3) if row[f"strategy_{n}"] is not None]
                for n, one in enumerate(seated, 1):
                    alone = seated.count(one) in {1, len(seated)}
                    if row["case"] == name and one == said and alone:
                        by_draw.setdefault(row["play"], []).append(float(row[f"gain_{n}"] or 0.0))
            means.append(np.mean([np.mean(each) for each in by_draw.values()]))
        assert np.isclose(standing.gain, np.mean(means), rtol=1e-12)


def test_a_strategy_rewritten_since_is_another_run(tmp_path: Path) -> None:
    file, run = tmp_path / "mine.py", tmp_path / "run"
    file.write_text(dedent(FIRM), encoding="utf-8")
    held(run, "alone", "until", f"{file}:Firm")
    file.write_text(dedent(FIRM).replace("== seat.best", "> seat.floor"), encoding="utf-8")
    with pytest.raises(NotPossible, match="holds another run"):
        held(run, "alone", "until", f"{file}:Firm")


def test_a_file_stands_whole_or_as_it_was(tmp_path: Path) -> None:
    found, file = held(tmp_path / "run"), tmp_path / "plays.csv"
    file.write_text("as it was", encoding="utf-8")
    max((tmp_path / "run" / "results").iterdir()).unlink()
    with pytest.raises(NotPossible, match="run again"):
        found.save(file)
    assert file.read_text(encoding="utf-8") == "as it was"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plays.csv", "run"]


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays.ready(tmp_path / "plays.csv")
    plays.ready(tmp_path / "plays.parquet")
    with pytest.raises(NotPossible, match=r"got \.txt"):
        plays.ready(tmp_path / "plays.txt")
    with pytest.raises(NotPossible, match="got no ending"):
        plays.ready(tmp_path / "plays")
    with pytest.raises(NotPossible, match="there is no folder"):
        plays.ready(tmp_path / "nowhere" / "plays.csv")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(NotPossible, match="extra `tables`"):
        plays.ready(tmp_path / "plays.parquet")
