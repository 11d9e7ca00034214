"""Carries a whole job out through an engine, keeps each result as it comes, and tells what was lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from entaku.engines import Death, GivenUp, Job, Result, Workers, engine
from entaku.engines.keeping import Folder, Memory, manifest, opened

Tell = Callable[[int, int], None]
"""Is told how many results there are, of how many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the results kept, in the order of its tasks, and what is missing."""

    job: Job
    digest: str
    """Names the run: its work, parameters, tasks and version; not the engine, nor anything that happened."""
    deaths: tuple[Death, ...]
    given_up: tuple[GivenUp, ...]
    kept: Folder | Memory

    def results(self) -> Iterator[Result]:
        """Read the results one by one, in the order of the tasks; those given up are left out.

        Raises
        ------
        NotPossible
            If a file of the folder was changed or removed since.
        """
        for task in self.job.tasks:
            if task.key in self.kept:
                yield Result(task.key, self.kept.read(task.key))


def carry_out(
    job: Job,
    *,
    folder: str | PathLike[str] | None = None,
    engine_name: str = "pool",
    workers: Workers = 2,
    tell: Tell = lambda done, total: None,  # noqa: ARG005 - the names say what is told
) -> Outcome:
    r"""What comes of a job? The results are the same, byte for byte, whatever the engine and whatever happens.

    With a folder every result is kept there as it comes, and only what is missing is run; tasks given up before are
    tried again. An interrupt stops the workers and goes on to the caller; what was kept stays.

    Parameters
    ----------
    job
        Work, tasks and the parameters that tell this run from others.
    folder
        Where results are kept; without one they are held in memory.
    engine_name, workers
        Who runs the tasks, and how many of them or where they are.
    tell
        Called with the number of results and of tasks, at the start and with each result.

    Raises
    ------
    KeyError
        If there is no engine of that name.
    NotPossible
        If the folder holds something else or is in use, or the engine cannot run.

    Examples
    --------
    >>> from entaku.engines import Task
    >>> job = Job(bytes, (Task("two", (2,)), Task("hi", ((104, 105),)), Task("wrong", (-1,))))
    >>> done = carry_out(job, engine_name="alone")
    >>> [result.content for result in done.results()], [lost.reason.en for lost in done.given_up]
    ([b'\x00\x00', b'hi'], ['ValueError: negative count'])
    """
    run, digest = engine(engine_name).run, manifest(job)["digest"]
    deaths: list[Death] = []
    given_up: list[GivenUp] = []
    with opened(Path(folder), job) if folder is not None else nullcontext(Memory()) as kept:
        missing = [task for task in job.tasks if task.key not in kept]
        done, total = len(job.tasks) - len(missing), len(job.tasks)
        tell(done, total)
        with closing(run(job.work, missing, workers)) as events:
            for event in events if missing else ():
                match event:
                    case Result(key, content):
                        kept.save(key, content)
                        done += 1
                        tell(done, total)
                    case Death():
                        deaths.append(event)
                    case GivenUp():
                        given_up.append(event)
    order = {task.key: place for place, task in enumerate(job.tasks)}
    given_up.sort(key=lambda lost: order[lost.key])
    return Outcome(job, digest, tuple(deaths), tuple(given_up), kept)
