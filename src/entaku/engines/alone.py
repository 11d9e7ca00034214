"""Runs tasks in this process, one after the other."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from entaku.engines import Event, GivenUp, Task, Work, Workers
from entaku.engines.driving import attempted, number, packed


def run(work: Work, tasks: Iterable[Task], workers: Workers = 1) -> Generator[Event, None, None]:
    r"""What happens as this process works through tasks? It is the only worker, however many are asked for.

    Tasks are packed and unpacked as for other engines, so that no task sees what another does to its arguments.

    Raises
    ------
    NotPossible
        If `workers` is an address.

    Examples
    --------
    >>> [event.content for event in run(bytes, [Task("a", (2,)), Task("b", ((104, 105),))])]
    [b'\x00\x00', b'hi']
    """
    number(workers, "alone")
    for parcel in packed(work, tasks):
        yield parcel if isinstance(parcel, GivenUp) else attempted(parcel)
