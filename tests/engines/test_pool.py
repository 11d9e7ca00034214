from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator
from pathlib import Path

import pytest

from entaku.engines import Death, GivenUp, Result, Task, pool
from entaku.model.errors import NotPossible
from tests.engines import works


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_worker_is_named_and_loses_nothing(tmp_path: Path, workers: int) -> None:
    tasks = [Task(f"mixed-{x}", (x, str(tmp_path))) for x in range(12)]
    events = list(pool.run(works.mixed, tasks, workers))
    deaths = [event for event in events if isinstance(event, Death)]
    assert [death.keys for death in deaths if death.keys != ("mixed-5",)] == [("mixed-3",)]
    assert {death.how for death in deaths} == {"SIGKILL"}
    assert len({death.worker for death in deaths}) == len(deaths)
    assert all(death.worker.removeprefix("process ").isdigit() for death in deaths)
    results = {event.key: event.content for event in events if isinstance(event, Result)}
    assert results == {f"mixed-{x}": works.squared(x) for x in range(12) if x not in {5, 7}}
    given_up = {event.key: event for event in events if isinstance(event, GivenUp)}
    assert given_up.keys() == {"mixed-5", "mixed-7"}
    assert given_up["mixed-5"].attempts == 3
    assert "died in each of 3" in given_up["mixed-5"].reason.en
    assert given_up["mixed-7"].reason.en == "ValueError: seven is refused"


def test_a_worker_that_does_not_end_when_asked_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pool, "GRACE", 1.0)
    tasks = [Task(f"deaf-{x}", (x, str(tmp_path))) for x in range(4)]
    events = list(pool.run(works.deaf, tasks, 2))
    assert [event.keys for event in events if isinstance(event, Death)] == [("deaf-1",)]
    results = {event.key: event.content for event in events if isinstance(event, Result)}
    assert results == {f"deaf-{x}": works.squared(x) for x in range(4)}


def test_workers_that_cannot_even_begin_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_begin", works.leave)
    with pytest.raises(NotPossible, match=r"before it began a task.*exit code 4"):
        list(pool.run(works.squared, [Task("a", (1,))], 1))


def test_the_window_bounds_what_is_taken_from_many_tasks() -> None:
    taken: list[int] = []

    def tasks() -> Generator[Task, None, None]:
        for number in range(300):
            taken.append(number)
            yield Task(f"t{number}", (number,))

    most = 0
    for seen, _ in enumerate(pool.run(works.squared, tasks(), 2)):
        most = max(most, len(taken) - seen)
    assert len(taken) == 300
    assert most <= 2 * pool.AHEAD


def test_to_close_the_iterator_stops_workers_without_waiting(tmp_path: Path) -> None:
    tasks = [Task("quick", (0, str(tmp_path), 0.0))] + [
        Task(f"slow-{x}", (x, str(tmp_path), 600.0)) for x in (1, 2, 3)
    ]
    events = pool.run(works.slow, tasks, 2)
    assert next(events) == Result("quick", works.squared(0))
    events.close()
    assert multiprocessing.active_children() == []


def test_how_a_worker_ended_is_said_in_words() -> None:
    assert pool._how(-signal.SIGSEGV) == "SIGSEGV"
    assert pool._how(3) == "exit code 3"
    assert pool._how(None) == "exit code None"
