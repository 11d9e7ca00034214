"""Runs tasks on worker processes of this machine; a worker that dies costs one attempt of what was under way.

A plain pool loses all that is under way and all that waits when one worker dies. This one takes up the tasks not
begun again, and knows from a note that each worker keeps what was under way.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from entaku.engines import Death, Event, GivenUp, Result, Task, Work, Workers
from entaku.engines.driving import Fallen, Parcel, attempted, driven, faulty, number, packed
from entaku.model.errors import NotPossible

AHEAD: Final = 4
"""So many tasks a worker are given out at once: enough that none waits, and no more than that in memory."""

GRACE: Final = 10.0
"""Seconds that a broken pool is given to end its workers."""

BARREN: Final = 3
"""After so many deaths in a row without a task begun, the workers cannot run at all."""


def run(work: Work, tasks: Iterable[Task], workers: Workers = 2) -> Generator[Event, None, None]:
    """What happens as so many processes of this machine work through tasks?

    A script that calls this runs again in each process as it starts: it must do its own work below
    `if __name__ == "__main__":`.

    Raises
    ------
    NotPossible
        If `workers` is an address or below one, or if no worker lives long enough to begin a task.
    """
    with _Crew(number(workers, "pool")) as crew:
        yield from driven(crew, packed(work, tasks))


class _Crew:
    """A pool, and the next one when it breaks."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._barren = 0

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for process in list(self._processes.values()):
                process.kill()
        self._end()

    def _start(self) -> None:
        methods = multiprocessing.get_all_start_methods()
        # Never fork: a copy of a process with threads can hang. Never `max_tasks_per_child`: it hangs on 3.11.
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        self._notes = TemporaryDirectory(prefix="entaku-pool-")
        self._pool = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_begin, initargs=(self._notes.name,)
        )
        # There is no public name for a pool's processes before Python 3.14, nor a way to stop them.
        self._processes: dict[int, BaseProcess] = self._pool._processes  # type: ignore[assignment]  # noqa: SLF001
        self._inbox: SimpleQueue[tuple[str, Future[Result | GivenUp]]] = SimpleQueue()
        self._given: dict[str, None] = {}

    def _end(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._notes.cleanup()

    def room(self) -> int:
        return AHEAD * self._workers

    def give(self, parcel: Parcel) -> None:
        self._given[parcel.key] = None
        try:
            future = self._pool.submit(_noted, parcel, self._notes.name)
        except BrokenExecutor as broken:
            future = Future()
            future.set_exception(broken)
        future.add_done_callback(lambda done: self._inbox.put((parcel.key, done)))

    def take(self) -> Result | GivenUp | Fallen:
        key, future = self._inbox.get()
        match future.exception():
            case None:
                came: Result | GivenUp = future.result()
            case BrokenExecutor():
                return self._fallen()
            case fault:
                came = faulty(key, fault)
        self._given.pop(key)
        self._barren = 0
        return came

    def _ended(self) -> set[int]:
        """Wait until the pool has ended its workers, and end those that it could not: which are they?

        It has been seen that a worker outlives the pool's signal and waits for work for ever, and the pool for it.
        """
        # There is no public way to wait for a pool no longer than so long.
        manager: Any = self._pool._executor_manager_thread  # noqa: SLF001
        self._pool.shutdown(wait=False)
        if manager is None:
            return set()
        manager.join(GRACE)
        ended = {pid for pid in self._processes if manager.is_alive() and _killed(pid)}
        manager.join()
        return ended

    def _fallen(self) -> Fallen:
        """Say who died over what, and begin anew."""
        # The pool ends the other workers as well; once they have ended no note changes any more.
        ended = self._ended()
        names = (note.name.split(" ", 1) for note in Path(self._notes.name).iterdir())
        notes = {int(pid): key for pid, key in names}
        died = {
            pid: process.exitcode
            for pid, process in self._processes.items()
            if process.exitcode != -signal.SIGTERM and pid not in ended  # so the others were ended
        } or dict.fromkeys(notes, -signal.SIGTERM)
        suspects = tuple(key for key in notes.values() if key in self._given)
        self._barren = 0 if suspects else self._barren + 1
        if self._barren == BARREN:
            raise NotPossible(
                f"{BARREN} times in a row a worker died before it began a task "
                f"({', '.join(sorted({_how(code) for code in died.values()}))}): "
                "is there memory for them, and can the calling script be imported without running its work?"
            )
        deaths = tuple(
            Death(f"process {pid}", (notes[pid],) if pid in notes else (), _how(code))
            for pid, code in died.items()
        )
        fallen = Fallen(deaths, suspects, tuple(key for key in self._given if key not in suspects))
        self._end()
        self._start()
        return fallen


def _how(code: int | None) -> str:
    if code is not None and -code in set(signal.Signals):
        return signal.Signals(-code).name
    return f"exit code {code}"


def _killed(pid: int) -> bool:
    """End a process at once; tell whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _begin(notes: str) -> None:
    """Make a worker leave interrupts to the coordinator, and not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_leave_with, args=(parent, notes), daemon=True).start()


def _leave_with(parent: BaseProcess, notes: str) -> None:
    parent.join()
    shutil.rmtree(notes, ignore_errors=True)
    os._exit(1)


def _noted(parcel: Parcel, notes: str) -> Result | GivenUp:
    """Try a task; while it is under way the name of an empty file says so: there is no half of a name."""
    note = Path(notes, f"{os.getpid()} {parcel.key}")
    note.touch()
    try:
        return attempted(parcel)
    finally:
        note.unlink()
