"""What does each engine add to a task? 1,000 tasks of 5 ms on two workers, with and without a folder to keep them.

Run: python bench/engines.py
"""

from __future__ import annotations

import time
from tempfile import TemporaryDirectory

from entaku.engines import Job, Task, names
from entaku.engines.carrying import carry_out

TASKS, SECONDS, WORKERS = 1_000, 0.005, 2


def wait(seconds: float) -> bytes:
    """Take so long, and no processor."""
    time.sleep(seconds)
    return b"waited"


def took(name: str, count: int, folder: str | None) -> float:
    """Give the seconds a run takes, with the start and end of its workers."""
    job = Job(wait, tuple(Task(f"wait-{number}", (SECONDS,)) for number in range(count)))
    began = time.perf_counter()
    carry_out(job, folder=folder, engine_name=name, workers=WORKERS)
    return time.perf_counter() - began


def main() -> None:
    """Print for each engine how long it takes to start and end, and what it adds to each task of a worker."""
    for name in names():
        share = 1 if name == "alone" else WORKERS
        ends = took(name, share, None)
        for kept in (False, True):
            with TemporaryDirectory() as folder:
                seconds = took(name, TASKS, folder if kept else None)
            added = 1000 * ((seconds - ends) / TASKS * share - SECONDS)
            print(
                f"{name:8} {'kept in a folder' if kept else 'held in memory':17} {seconds:6.2f} s, of which start "
                f"and end {ends:5.2f} s; {added:6.2f} ms added to each task of a worker"
            )


if __name__ == "__main__":
    main()
