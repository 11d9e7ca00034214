from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from entaku.engines import Death, Event, GivenUp, Result, Task, cluster
from entaku.engines.carrying import carry_out
from entaku.model.errors import NotPossible
from tests.engines import works


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    """Give a scheduler with two workers that runs already, set up as somebody else would."""
    import distributed

    with (
        tempfile.TemporaryDirectory() as folder,
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=0,
            local_directory=folder,
            silence_logs="CRITICAL",
        ) as found,
    ):
        yield found


def check_mixed(events: list[Event], count: int) -> None:
    """See that all but the killer and the one that raises are done, and the deaths are named."""
    deaths = [event for event in events if isinstance(event, Death)]
    assert len({death.worker for death in deaths}) == len(deaths) >= 4
    assert all(death.worker.startswith("tcp://127.0.0.1:") for death in deaths)
    struck = [key for death in deaths for key in death.keys]
    assert {"mixed-3", "mixed-5"} <= set(struck)
    results = {event.key: event.content for event in events if isinstance(event, Result)}
    assert results == {f"mixed-{x}": works.squared(x) for x in range(count) if x not in {5, 7}}
    given_up = {event.key: event for event in events if isinstance(event, GivenUp)}
    assert given_up.keys() == {"mixed-5", "mixed-7"}
    assert given_up["mixed-5"].attempts == 3
    assert given_up["mixed-7"].reason.en == "ValueError: seven is refused"


def listening() -> list[str]:
    """List the addresses at which this process and its children accept connections."""
    import psutil  # type: ignore[import-untyped]

    here = psutil.Process()
    return [
        connection.laddr.ip
        for process in [here, *here.children(recursive=True)]
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    ]


def test_a_cluster_of_this_machine_survives_its_workers_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, scratch = tmp_path / "marks", tmp_path / "scratch"
    marks.mkdir()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.chdir(tmp_path)
    events: list[Event] = []
    for event in cluster.run(works.mixed, (Task(f"mixed-{x}", (x, str(marks))) for x in range(10)), 2):
        if not events:
            assert set(listening()) == {"127.0.0.1"}
        events.append(event)
    check_mixed(events, 10)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["marks", "scratch"]
    assert list(scratch.iterdir()) == []


def test_a_scheduler_that_runs_already_is_used_and_left_running(running: Any, tmp_path: Path) -> None:
    tasks = [Task(f"mixed-{x}", (x, str(tmp_path))) for x in range(10)]
    check_mixed(list(cluster.run(works.mixed, tasks, running.scheduler_address)), 10)


def test_a_cluster_gives_the_same_bytes(running: Any, tmp_path: Path) -> None:
    job, where = works.squares(20), running.scheduler_address
    for folder in (tmp_path / "one", tmp_path / "other"):
        outcome = carry_out(job, folder=folder, engine_name="cluster", workers=where)
        assert list(outcome.results()) == list(carry_out(job, engine_name="alone").results())


def test_a_fault_on_the_way_gives_its_task_up(running: Any) -> None:
    tasks = [Task("unpackable", (works.Unpackable(),)), Task("unreadable", (works.Unreadable(),))]
    tasks += [Task("ends", (1,)), Task("good", (2,))]
    found = {
        event.key: event
        for event in cluster.run(works.ended, tasks, running.scheduler_address)
        if not isinstance(event, Death)
    }
    assert found["good"] == Result("good", works.squared(2))
    assert {key: event.reason.en for key, event in found.items() if isinstance(event, GivenUp)} == {
        "ends": "SystemExit: enough",
        "unpackable": "TypeError: stays here",
        "unreadable": "ValueError: invalid literal for int() with base 10: 'nothing'",
    }


def test_workers_with_another_version_are_refused(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "0.0.1")
    with pytest.raises(NotPossible, match="another version"):
        next(cluster.run(works.squared, [Task("a", (1,))], running.scheduler_address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "carrier://pigeon:1"])
def test_an_address_where_nothing_answers_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(NotPossible, match=f"no cluster to work with at {address}"):
        next(cluster.run(works.squared, [Task("a", (1,))], address))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotPossible, match="extra `cluster`"):
        next(cluster.run(works.squared, [Task("a", (1,))], 2))


def test_no_workers_are_refused() -> None:
    with pytest.raises(NotPossible, match="at least one"):
        next(cluster.run(works.squared, [Task("a", (1,))], 0))
