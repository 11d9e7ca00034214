"""`entaku tournament`: streams, exit codes, files, and a stop at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_cli import Run, run

__all__ = ["run"]

PAIR = ("--strategy", "micro", "--strategy", "concede,beta=0.2..5")
FEW = ("tournament", "bill_and_jack", *PAIR, "--draws", "10", "--rounds", "8", "--engine", "alone")


def test_a_ranking_is_shown_or_written_in_either_form(run: Run, tmp_path: Path) -> None:
    code, out, err = run(*FEW)
    assert (code, err) == (0, "")
    assert "40 plays: 2 entrants in all seats of 1 case, 10 draws each" in " ".join(out.split())
    code, out, _ = run(*FEW, "--json")
    assert code == 0
    assert {one["strategy"] for one in json.loads(out)["ranking"]} == {"micro", "concede,beta=0.2..5"}
    target, plays = tmp_path / "ranking.json", tmp_path / "plays.csv"
    code, shown, err = run(*FEW, "--json", "-o", str(target), "--plays", str(plays))
    assert (code, shown) == (0, "")
    assert err == f"written: {plays}\nwritten: {target}\n"
    assert target.read_text(encoding="utf-8") == out
    assert len(plays.read_text(encoding="utf-8").splitlines()) == 41
    assert "順位" in run(*FEW, "--lang", "ja")[1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("tournament",), 2, "Missing argument"),
        ((*FEW, "--draws", "0"), 2, "--draws"),
        ((*FEW, "--rounds", "0"), 2, "--rounds"),
        ((*FEW, "--engine", "magic"), 2, "--engine"),
        ((*FEW, "--strategy", "guess"), 3, "allowed: answer; by_issue"),
        (("tournament", "nowhere", *PAIR), 3, "'nowhere'"),
        (("tournament", "bill_and_jack", "--strategy", "micro"), 1, "at least two strategies"),
        ((*FEW, "--strategy", "micro"), 1, "each named once"),
        ((*FEW, "--months", "nan"), 1, "is not a number"),
        ((*FEW, "--plays", "plays.txt"), 1, "got .txt"),
        ((*FEW, "--plays", "nowhere/plays.csv"), 1, "there is no folder nowhere"),
        ((*FEW, "-o", "nowhere/ranking.txt"), 1, "No such file or directory"),
        ((*FEW, "--engine", "pool", "--scheduler", "tcp://127.0.0.1:9"), 1, "runs on this machine only"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    left, out, err = run(*words)
    assert (left, out) == (code, "")
    assert said in err
    assert len(err.strip().splitlines()) <= (4 if code == 2 else 1)


def test_a_folder_is_refused_that_is_a_file_or_holds_something_else(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert run(*FEW, "--run", str(file))[0] == 2
    code, _, err = run(*FEW, "--run", str(tmp_path))
    assert code == 1
    assert "is no folder of a run" in err
    folder = tmp_path / "run"
    assert run(*FEW, "--run", str(folder))[0] == 0
    code, _, err = run(*FEW, "--run", str(folder), "--seed", "3")
    assert code == 1
    assert "holds another run: parameter seed" in err
    assert file.read_text(encoding="utf-8") == "mine"


SLOW = "import entaku.app.tournament as t; t.SHORT = 20; from entaku.cli import main; main()"


def begun(folder: Path, engine: str) -> subprocess.Popen[bytes]:
    """Begin a tournament of 16 tasks in a process group of its own."""
    words = ("tournament", "bill_and_jack", "--strategy", "micro", "--strategy", "chance", "--draws", "320")
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, *words, "--json", "--engine", engine, "--run", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


def kept(folder: Path) -> set[str]:
    """Name the results that are whole."""
    return {file.name for file in folder.glob("results/*") if not file.name.startswith(".")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give what the tournament says that nobody stopped."""
    return begun(tmp_path_factory.mktemp("whole") / "run", "alone").communicate(timeout=120)[0]


@pytest.mark.parametrize(
    ("engine", "how", "code"),
    [("alone", signal.SIGINT, 130), ("pool", signal.SIGINT, 130), ("alone", signal.SIGKILL, -signal.SIGKILL)],
)
def test_what_was_stopped_is_kept_and_goes_on(
    tmp_path: Path, whole: bytes, engine: str, how: signal.Signals, code: int
) -> None:
    folder = tmp_path / "run"
    first = begun(folder, engine)
    ends = time.monotonic() + 60
    while len(kept(folder)) < 2 and time.monotonic() < ends:
        assert first.poll() is None
        time.sleep(0.02)
    os.killpg(first.pid, how)
    out, err = first.communicate(timeout=60)
    assert (first.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    before = kept(folder)
    assert 2 <= len(before) < 16
    out, err = begun(folder, "alone").communicate(timeout=120)
    assert (err, out) == (b"", whole)
    assert before <= kept(folder)
