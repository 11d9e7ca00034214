"""How larger work is run: one module an engine, registered by being here, behind one seam.

An engine's one function, `run`, takes a function of the top level of a module, tasks, and how many workers (or
where they are), and gives what happens as it happens. Which engine it was cannot be told from the results.
`carrying.carry_out` runs a whole job through an engine and keeps what is finished.

>>> names()
('alone', 'cluster', 'pool')
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Protocol

from entaku.model.folder import module, modules
from entaku.model.text import Text

PARTS: Final = frozenset({"carrying", "driving", "keeping"})
"""Modules that are no engine: what engines share."""

Work = Callable[..., bytes]
"""A function at the top level of a module that others can import: arguments in, bytes out, nothing else changed."""

Workers = int | str
"""So many processes on this machine, or the address of a scheduler that runs already."""


@dataclass(frozen=True, slots=True)
class Task:
    """One call of the work; the key is made from what it works on and can be a file's name."""

    key: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """The tasks of one work, and by which parameters they were laid out."""

    work: Work
    tasks: tuple[Task, ...]
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What the work gave for a task."""

    key: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Death:
    """A worker that ended in mid-work: its process or address, the keys it was at, and how it ended if known."""

    worker: str
    keys: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A task without a result: why, and after how many attempts."""

    key: str
    reason: Text
    attempts: int


Event = Result | Death | GivenUp


class Engine(Protocol):
    """A module of this package that runs tasks."""

    def run(self, work: Work, tasks: Iterable[Task], workers: Workers) -> Generator[Event, None, None]:
        """Give one result or one giving-up for each task, in the order they come, and the deaths in between.

        A fault of the work itself gives its task up at once; after a death tasks are tried again, three times in
        all. To close the iterator before its end stops the workers without waiting for them.
        """


@cache
def names() -> tuple[str, ...]:
    """Which engines are there?"""
    return modules(__path__, but=PARTS)


def engine(name: str) -> Engine:
    """Give the engine of this name. Raises KeyError where there is none."""
    found: Engine = module(__name__, name, names())
    return found
