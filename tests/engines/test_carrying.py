from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from entaku.engines import GivenUp, Job, Task
from entaku.engines.carrying import carry_out
from tests.engines import works

COUNT = 24


def started(name: str, folder: Path, marks: Path, seconds: float) -> subprocess.Popen[str]:
    """Start a coordinator in a group of processes of its own."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.engines.coordinator",
            name,
            str(folder),
            str(marks),
            str(COUNT),
            str(seconds),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(marks.parent)},
    )


def until(coordinator: subprocess.Popen[str], done: int) -> None:
    assert coordinator.stdout is not None
    while int(coordinator.stdout.readline().split()[0]) < done:
        pass


def kept(folder: Path) -> set[int]:
    return {
        int(file.name.removeprefix("slow-").split(".")[0])
        for file in (folder / "results").iterdir()
        if not file.name.startswith(".")
    }


def begun(marks: Path) -> Counter[int]:
    return Counter(int(mark.name.split(".")[0]) for mark in marks.iterdir())


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def contents(job: Job, folder: Path | None, name: str, workers: int = 2) -> bytes:
    return b"\n".join(
        result.content
        for result in carry_out(job, folder=folder, engine_name=name, workers=workers).results()
    )


def test_the_bytes_are_the_same_with_a_folder_or_without_and_whatever_the_engine(tmp_path: Path) -> None:
    job = works.squares(COUNT)
    expected = b"\n".join(works.squared(x) for x in range(COUNT))
    for name, workers in (("alone", 1), ("pool", 1), ("pool", 3)):
        assert contents(job, None, name, workers) == expected
        assert contents(job, tmp_path / f"{name}{workers}", name, workers) == expected
    names = [
        sorted(file.name for file in (tmp_path / each / "results").iterdir())
        for each in ("alone1", "pool1", "pool3")
    ]
    assert names[0] == names[1] == names[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_coordinator_killed_at_any_moment_loses_nothing_that_is_kept(tmp_path: Path, seed: int) -> None:
    folder, marks = tmp_path / "run", tmp_path / "marks"
    marks.mkdir()
    random = Random(seed)
    with started("pool", folder, marks, 0.15) as coordinator:
        until(coordinator, random.randrange(1, COUNT // 3))
        time.sleep(random.random() / 5)
        coordinator.kill()
        coordinator.wait()
        deadline = time.monotonic() + 10
        while alive(coordinator.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not alive(coordinator.pid), "workers outlive their coordinator"
    assert list(tmp_path.glob("entaku-*")) == []
    finished, before = kept(folder), begun(marks)
    assert finished
    assert len(finished) < COUNT
    outcome = carry_out(works.slows(COUNT, str(marks), 0.15), folder=folder, engine_name="pool")
    assert [result.content for result in outcome.results()] == [works.squared(x) for x in range(COUNT)]
    after = begun(marks)
    assert {x for x in range(COUNT) if after[x] > before[x]} == set(range(COUNT)) - finished
    assert not outcome.given_up
    assert not outcome.deaths


@pytest.mark.parametrize("name", ["alone", "pool", "cluster"])
def test_an_interrupt_keeps_what_is_finished_and_goes_on_to_the_caller(tmp_path: Path, name: str) -> None:
    folder, marks = tmp_path / "run", tmp_path / "marks"
    marks.mkdir()
    with started(name, folder, marks, 0.2) as coordinator:
        until(coordinator, 3)
        began = time.monotonic()
        os.killpg(coordinator.pid, signal.SIGINT)  # as a terminal does: to workers as well
        _, errors = coordinator.communicate(timeout=30)
        assert coordinator.returncode == 130
        assert errors == ""
        assert time.monotonic() - began < 15
    finished = kept(folder)
    assert 3 <= len(finished) < COUNT
    before = begun(marks)
    carry_out(works.slows(COUNT, str(marks), 0.2), folder=folder, engine_name="pool", workers=4)
    after = begun(marks)
    assert {x for x in range(COUNT) if after[x] > before[x]} == set(range(COUNT)) - finished


def test_deaths_and_what_is_given_up_are_named_and_progress_is_told(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    job = Job(works.mixed, tuple(Task(f"mixed-{x}", (x, str(marks))) for x in range(9)))
    told: list[tuple[int, int]] = []
    outcome = carry_out(job, folder=tmp_path / "run", tell=lambda done, total: told.append((done, total)))
    assert told == [(done, 9) for done in range(8)]
    assert [result.key for result in outcome.results()] == [f"mixed-{x}" for x in (0, 1, 2, 3, 4, 6, 8)]
    assert [(lost.key, lost.attempts) for lost in outcome.given_up] == [("mixed-5", 3), ("mixed-7", 1)]
    assert {"mixed-3", "mixed-5"} == {key for death in outcome.deaths for key in death.keys}
    # What was given up is tried again by the next run, and nothing else is.
    again = carry_out(job, folder=tmp_path / "run", engine_name="pool", workers=1)
    assert [lost.key for lost in again.given_up] == ["mixed-5", "mixed-7"]
    assert all(isinstance(lost, GivenUp) for lost in again.given_up)
    assert {key for death in again.deaths for key in death.keys} == {"mixed-5"}


def test_an_engine_that_is_not_there_is_no_engine() -> None:
    with pytest.raises(KeyError):
        carry_out(works.squares(1), engine_name="grid")
