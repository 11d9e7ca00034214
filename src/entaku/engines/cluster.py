"""Runs tasks on a Dask cluster: workers of this machine, or of any that a running scheduler has.

Give it tasks of half a second or more; each costs tens of milliseconds on the way. Everything started here stays on
the loopback interface. A scheduler that runs already is trusted, as are its workers: they run what they are sent.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from entaku.engines import Death, Event, GivenUp, Result, Task, Work, Workers
from entaku.engines.driving import Fallen, Parcel, at_least_one, attempted, driven, faulty, packed
from entaku.model.errors import NotPossible
from entaku.model.version import __version__

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

PATIENCE: Final = 30
"""Seconds for a scheduler to answer, and for a worker to come where there is none."""

SETTLING: Final = 0.5
"""Seconds that a new worker is left alone after a death: Dask starts no other for one that dies as it starts."""

QUIET: Final = {
    # A death is told to this engine, which tries again itself.
    "distributed.scheduler.allowed-failures": 0,
    "distributed.worker.preload": [__name__],
    "distributed.worker.profile.enabled": False,
}


def run(work: Work, tasks: Iterable[Task], workers: Workers = 2) -> Generator[Event, None, None]:
    """What happens as a cluster works through tasks?

    A script that calls this with a number of workers must do its own work below `if __name__ == "__main__":`. On
    workers of other machines this version of entaku and the module of the work must be installed.

    Raises
    ------
    NotPossible
        If the extra `cluster` is not installed, no scheduler or worker answers, a worker has another version of
        entaku, or the scheduler or all workers are lost on the way.
    """
    with _client(workers) as client, _listening(client) as crew:
        yield from driven(crew, packed(work, tasks))


def dask_setup(worker: object) -> None:
    """Make a worker started here leave interrupts to the coordinator; Dask calls it as the worker starts."""
    del worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _client(workers: Workers) -> Iterator[Client]:
    try:
        import dask
        import distributed
    except ImportError:
        raise NotPossible(
            "the engine 'cluster' needs Dask: install entaku with its extra `cluster`, or use the engine 'pool'"
        ) from None
    with ExitStack() as stack:
        try:
            address: Any = workers
            if not isinstance(workers, str):
                scratch = stack.enter_context(TemporaryDirectory(prefix="entaku-cluster-"))
                stack.enter_context(dask.config.set({**QUIET, "temporary-directory": scratch}))
                address = stack.enter_context(_local(at_least_one(workers)))
            client = stack.enter_context(distributed.Client(address, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
            versions = client.run(_version)
        except (OSError, RuntimeError, ValueError, ImportError) as error:
            where = f"at {workers}" if isinstance(workers, str) else "on this machine"
            raise NotPossible(f"no cluster to work with {where}: {error}") from None
        if others := {place: found for place, found in versions.items() if found != __version__}:
            raise NotPossible(f"workers with another version of entaku than {__version__}: {others}")
        yield client


def _local(workers: int) -> LocalCluster:
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,
        silence_logs="CRITICAL",
    )


def _version() -> str:
    return __version__


@contextmanager
def _listening(client: Client) -> Iterator[_Crew]:
    crew = _Crew(client)
    client.subscribe_topic("all", crew.heard)
    try:
        yield crew
    finally:
        crew.leave()


class _Crew:
    """The workers of a cluster, through its client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._inbox: SimpleQueue[Future | dict[str, Any]] = SimpleQueue()
        self._futures: dict[str, Future] = {}
        self._keys: dict[str, str] = {}
        self._room = 0
        self._died = False

    def heard(self, event: tuple[float, dict[str, Any]]) -> None:
        """Take note of workers that come and go; called by the client in a thread of its own."""
        if event[1].get("action") in {"add-worker", "remove-worker"}:
            self._inbox.put(event[1])

    def room(self) -> int:
        # One task a thread: what waited at a worker would be taken for what the worker died over.
        if not self._room:
            self._room = max(1, sum(self._client.nthreads().values()))
        return self._room

    def give(self, parcel: Parcel) -> None:
        if self._died:
            self._await_worker()
            time.sleep(SETTLING)
            self._died = False
        # A name of its own for each attempt: under one that it knows the scheduler would give what it had.
        name = f"entaku-{parcel.key}-{uuid4().hex}"
        future = self._client.submit(attempted, parcel, key=name, pure=False)
        self._futures[parcel.key] = future
        self._keys[name] = parcel.key
        future.add_done_callback(self._inbox.put)

    def take(self) -> Result | GivenUp | Fallen:
        while True:
            try:
                came = self._inbox.get(timeout=PATIENCE)
            except Empty:
                self._await_worker()
                continue
            found = self._changed(came) if isinstance(came, dict) else self._done(came)
            if found:
                return found

    def leave(self) -> None:
        """Ask for nothing any more."""
        self._client.unsubscribe_topic("all")
        for future in self._futures.values():
            future.cancel(force=True)

    def _changed(self, event: dict[str, Any]) -> Fallen | None:
        self._room = 0  # counted again when next needed
        if event["action"] == "add-worker" or event["expected"]:
            return None
        self._died = True
        keys = tuple(self._keys[name] for name in event["processing-tasks"] if name in self._keys)
        for key in keys:
            self._forget(key).cancel(force=True)
        return Fallen((Death(event["worker"], keys),), keys)

    def _done(self, future: Future) -> Result | GivenUp | None:
        from distributed import KilledWorker

        key: str | None = self._keys.get(future.key)
        if key is None:
            return None  # its worker has died in the meantime
        try:
            # What is lost with its worker before it is fetched, Dask makes anew.
            found: Result | GivenUp = future.result(timeout=PATIENCE)
        except TimeoutError:
            self._await_worker()
            self._inbox.put(future)
            return None
        except KilledWorker:
            return None  # the death itself is told as well, with all that it struck
        except CancelledError:
            raise NotPossible("the scheduler of the cluster was lost; run again to go on") from None
        except Exception as fault:  # noqa: BLE001 - what fails on the way there or back fails for this task
            found = faulty(key, fault)
        self._forget(key)
        return found

    def _await_worker(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, RuntimeError, CancelledError) as error:
            raise NotPossible(f"the cluster has no worker left ({error}); run again to go on") from None

    def _forget(self, key: str) -> Future:
        future = self._futures.pop(key)
        del self._keys[future.key]
        return future
