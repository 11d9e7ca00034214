from __future__ import annotations

import subprocess
import sys

import pytest

from entaku.engines import Death, GivenUp, Result, Task, engine, names
from entaku.model.errors import NotPossible
from tests.engines import works


def test_engines_are_found_by_being_there() -> None:
    assert names() == ("alone", "cluster", "pool")
    with pytest.raises(KeyError):
        engine("driving")


def test_to_import_the_package_loads_nothing_heavy() -> None:
    heavy = {"concurrent.futures.process", "dask", "distributed", "multiprocessing", "numpy"}
    code = f"import sys, entaku.engines; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("name", "workers"), [("alone", 1), ("pool", 1), ("pool", 2), ("pool", 3)])
def test_every_engine_gives_the_same_bytes(name: str, workers: int) -> None:
    job = works.squares(30)
    events = list(engine(name).run(job.work, job.tasks, workers))
    assert {event.key: event.content for event in events if isinstance(event, Result)} == {
        f"square-{x}": works.squared(x) for x in range(30)
    }
    assert len(events) == 30


@pytest.mark.parametrize("name", ["alone", "pool"])
def test_a_fault_of_the_work_gives_its_task_up_and_no_other(name: str) -> None:
    tasks = [
        Task("raises", (1,)),
        Task("good", (2,)),
        Task("unpackable", (works.Unpackable(),)),
        Task("unreadable", (works.Unreadable(),)),
    ]
    found = {
        event.key: event for event in engine(name).run(works.ended, tasks, 2) if not isinstance(event, Death)
    }
    assert found["good"] == Result("good", works.squared(2))
    said = {key: event.reason.en for key, event in found.items() if isinstance(event, GivenUp)}
    assert said == {
        "raises": "SystemExit: enough",
        "unpackable": "TypeError: stays here",
        "unreadable": "ValueError: invalid literal for int() with base 10: 'nothing'",
    }
    assert all(event.attempts == 1 for event in found.values() if isinstance(event, GivenUp))


def test_a_work_that_gives_no_bytes_is_told() -> None:
    [event] = engine("alone").run(works.worded, [Task("a", (1,))], 1)  # type: ignore[arg-type]
    assert isinstance(event, GivenUp)
    assert event.reason.en == "TypeError: the work gave str, not bytes"


def test_a_task_does_not_see_what_another_did_to_its_arguments() -> None:
    shared = [1, 2]
    events = engine("alone").run(works.emptied, [Task("a", (shared,)), Task("b", (shared,))], 1)
    assert [event.content for event in events if isinstance(event, Result)] == [b"[1, 2]", b"[1, 2]"]
    assert shared == [1, 2]


@pytest.mark.parametrize("name", ["alone", "pool"])
@pytest.mark.parametrize("workers", [0, -1, "tcp://127.0.0.1:1"])
def test_workers_that_there_cannot_be_are_refused(name: str, workers: int | str) -> None:
    with pytest.raises(NotPossible, match=r"workers|address"):
        next(engine(name).run(works.squared, [Task("a", (1,))], workers))
