"""What engines share: how a task is tried, and what follows when a worker dies over it."""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from entaku.engines import Death, Event, GivenUp, Result, Task, Work, Workers
from entaku.model.errors import NotPossible
from entaku.model.text import both, say

ATTEMPTS: Final = 3
"""After so many deaths over one task it is given up."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task as bytes, so that whatever carries it finds nothing in it to look into."""

    key: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Fallen:
    """Workers died; some tasks were under way anywhere at that moment, others were given out and not begun."""

    deaths: tuple[Death, ...]
    suspects: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()


class Crew(Protocol):
    """Workers of some kind."""

    def room(self) -> int:
        """Say how many tasks may be given out at once."""

    def give(self, parcel: Parcel) -> None:
        """Give a task out; what becomes of it comes through `take`."""

    def take(self) -> Result | GivenUp | Fallen:
        """Wait for the next thing that happens."""


def attempted(parcel: Parcel) -> Result | GivenUp:
    """What does the work give for a task? A fault of the work is an answer too.

    Examples
    --------
    >>> attempted(Parcel("a", pickle.dumps((bytes, ((104, 105),))))).content
    b'hi'
    >>> attempted(Parcel("a", pickle.dumps((int, ("hi",))))).reason.en
    "ValueError: invalid literal for int() with base 10: 'hi'"
    """
    try:
        work, arguments = pickle.loads(parcel.packed)  # noqa: S301 - packed by the process that started this one
        content = work(*arguments)
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - whatever a work raises is its own fault
        return faulty(parcel.key, fault)
    if not isinstance(content, bytes):
        return faulty(parcel.key, TypeError(f"the work gave {type(content).__name__}, not bytes"))
    return Result(parcel.key, content)


def faulty(key: str, fault: BaseException) -> GivenUp:
    """Give a task up over a fault of the work."""
    said = str(fault)
    name = type(fault).__name__
    return GivenUp(key, both(f"{name}: {said}" if said else name), attempts=1)


def packed(work: Work, tasks: Iterable[Task]) -> Iterator[Parcel | GivenUp]:
    """Pack tasks one by one, as they are asked for; one that cannot be packed is given up."""
    for task in tasks:
        try:
            parcel: Parcel | GivenUp = Parcel(task.key, pickle.dumps((work, task.arguments)))
        except Exception as fault:  # noqa: BLE001 - pickling runs code of whatever it packs
            parcel = faulty(task.key, fault)
        yield parcel


def driven(crew: Crew, parcels: Iterator[Parcel | GivenUp]) -> Generator[Event, None, None]:
    """What happens as a crew works through tasks?

    No more is given out than the crew has room for. Whatever was under way anywhere when a worker died is a
    suspect: suspects run alone, one by one, before anything else goes on, so that the one that kills its workers is
    found and given up by name, and the others lose nothing.
    """
    suspects: deque[Parcel] = deque()
    again: deque[Parcel] = deque()
    attempts: Counter[str] = Counter()
    given: dict[str, Parcel] = {}
    while True:
        alone = not attempts.keys().isdisjoint(given)
        while not suspects and not alone and len(given) < crew.room():
            parcel = again.popleft() if again else next(parcels, None)
            if isinstance(parcel, GivenUp):
                yield parcel
                continue
            if parcel is None:
                break
            given[parcel.key] = parcel
            crew.give(parcel)
        if suspects and not given:
            parcel = suspects.popleft()
            given[parcel.key] = parcel
            crew.give(parcel)
        if not given:
            return
        came = crew.take()
        if isinstance(came, Fallen):
            yield from came.deaths
            for key in came.untouched:
                (suspects if key in attempts else again).append(given.pop(key))
            for key in came.suspects:
                parcel = given.pop(key)
                attempts[key] += 1
                if attempts[key] < ATTEMPTS:
                    suspects.append(parcel)
                else:
                    yield _killer(key, attempts.pop(key))
        else:
            del given[came.key]
            before = attempts.pop(came.key, 0)
            yield replace(came, attempts=before + 1) if isinstance(came, GivenUp) else came


def _killer(key: str, attempts: int) -> GivenUp:
    return GivenUp(
        key,
        say(
            "a worker died in each of {n} attempts; from the second on nothing else ran beside it.",
            "{n}回の実行のすべてで作業プロセスが異常終了した。2回目からは単独で実行した。",
            n=attempts,
        ),
        attempts,
    )


def number(workers: Workers, name: str) -> int:
    """Give the number of workers for an engine that stays on this machine.

    Raises
    ------
    NotPossible
        If it is an address, or fewer than one.
    """
    if isinstance(workers, str):
        raise NotPossible(f"the engine '{name}' runs on this machine only; got the address {workers}")
    return at_least_one(workers)


def at_least_one(workers: int) -> int:
    """Refuse what is not at least one worker."""
    if workers < 1:
        raise NotPossible(f"got {workers} workers; at least one is needed")
    return workers
