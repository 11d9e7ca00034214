"""Works that the tests of engines give to workers, each at the top level so that it can be sent."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import NoReturn

from entaku.engines import Job, Task


def squared(x: int) -> bytes:
    return json.dumps({"x": x, "squared": x * x}).encode()


def slow(x: int, marks: str, seconds: float) -> bytes:
    """Take a while, and leave a mark for each time it was begun."""
    Path(marks, f"{x}.{time.time_ns()}").touch()
    time.sleep(seconds)
    return squared(x)


def mixed(x: int, marks: str) -> bytes:
    """Kill its own worker the first time for x = 3 and always for x = 5; raise for x = 7."""
    first = Path(marks, f"seen {x}")
    if x == 5 or (x == 3 and not first.exists()):
        first.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if x == 7:
        raise ValueError("seven is refused")
    time.sleep(0.02)
    return squared(x)


def ended(x: int) -> bytes:
    if x == 1:
        raise SystemExit("enough")
    return squared(x)


def worded(x: int) -> str:
    return str(x)


def leave(notes: str) -> NoReturn:
    del notes
    os._exit(4)


class Unpackable:
    """An argument that cannot be sent."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("stays here")


class Unreadable:
    """An argument that can be sent and not be unpacked."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("nothing",)


def squares(count: int) -> Job:
    return Job(squared, tuple(Task(f"square-{x}", (x,)) for x in range(count)), {"count": count})


def slows(count: int, marks: str, seconds: float) -> Job:
    return Job(slow, tuple(Task(f"slow-{x}", (x, marks, seconds)) for x in range(count)), {"count": count})


def emptied(numbers: list[int]) -> bytes:
    said = str(numbers).encode()
    numbers.clear()
    return said


def deaf(x: int, marks: str) -> bytes:
    """Take no notice of a request to end for x = 0, and kill its own worker once for x = 1 when 0 is under way."""
    begun, died = Path(marks, "deaf"), Path(marks, "died")
    if x == 0 and not died.exists():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        begun.touch()
        time.sleep(600)
    if x == 1 and not died.exists():
        while not begun.exists():
            time.sleep(0.01)
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return squared(x)
