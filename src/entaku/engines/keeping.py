"""A folder that keeps the results of one run, so that a run killed at any moment goes on where it was.

    manifest.json       what the run is: its work, its parameters, its tasks, the version of entaku
    lock                held by the one process that writes here
    results/KEY.DIGEST  one file a result, its bytes and nothing else; the digest is that of key and bytes

A result is written whole or not at all, and counts only if its digest holds.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from entaku.engines import Job
from entaku.model.errors import NotPossible
from entaku.model.files import write_whole
from entaku.model.version import __version__

DIGITS: Final = 32
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_HALF: Final = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
"""How `write_whole` names a file until it is whole."""
_NO_RUN: Final = "is no folder of a run; take another, or an empty one"


def manifest(job: Job) -> dict[str, Any]:
    """What is this run? Two runs with one manifest give the same results.

    Raises
    ------
    ValueError
        If a key stands twice, or could not be a file's name.

    Examples
    --------
    >>> from entaku.engines import Task
    >>> found = manifest(Job(bytes, (Task("a", (1,)),), {"draws": 10}))
    >>> found["work"], found["tasks"], found["parameters"]
    ('builtins.bytes', 1, {'draws': 10})
    """
    keys = [task.key for task in job.tasks]
    if unfit := [key for key in keys if not _KEY.fullmatch(key)]:
        raise ValueError(f"cannot be the name of a file: {unfit[:3]}")
    if len(set(keys)) < len(keys):
        raise ValueError("a key stands for two tasks")
    what: dict[str, Any] = {
        "entaku": __version__,
        "work": f"{job.work.__module__}.{job.work.__qualname__}",
        "parameters": dict(job.parameters),
        "tasks": len(keys),
        "keys": sha256("\n".join(keys).encode()).hexdigest(),
    }
    what["digest"] = sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
    return what


@dataclass(frozen=True, slots=True)
class Folder:
    """The results kept so far, in `results/` of a run's folder: the name of each file by its key."""

    path: Path
    names: dict[str, str] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Tell whether the result of a task is kept."""
        return key in self.names

    def save(self, key: str, content: bytes) -> None:
        """Keep a result; it outlives a crash once this returns."""
        name = _name(key, content)
        write_whole(self.path / name, content)
        self.names[key] = name

    def read(self, key: str) -> bytes:
        """Give a result.

        Raises
        ------
        NotPossible
            If its file was changed or removed since.
        """
        file = self.path / self.names[key]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise NotPossible(
                f"{file} cannot be read ({error.strerror}); run again to make it anew"
            ) from None
        if _name(key, content) != file.name:
            raise NotPossible(f"{file} is not what was kept; run again to make it anew")
        return content


@dataclass(frozen=True, slots=True)
class Memory:
    """Results that are kept nowhere but here."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Tell whether the result of a task is kept."""
        return key in self.contents

    def save(self, key: str, content: bytes) -> None:
        """Keep a result."""
        self.contents[key] = content

    def read(self, key: str) -> bytes:
        """Give a result."""
        return self.contents[key]


@contextmanager
def opened(path: Path, job: Job) -> Iterator[Folder]:
    """Open the folder of a run, new or begun before, for this process alone.

    Raises
    ------
    NotPossible
        If another process writes there, if it holds another run or anything that is no part of this one, or if
        it cannot be written.
    """
    what = manifest(job)
    results = path / "results"
    _refuse_foreign(path)
    try:
        results.mkdir(parents=True, exist_ok=True)
        lock = (path / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise NotPossible(f"{path} cannot hold a run ({error.strerror})") from None
    with lock:
        _locked(lock.fileno(), path)
        _same(path, what)
        for folder in (path, results):
            for file in folder.iterdir():
                if _HALF.fullmatch(file.name):
                    file.unlink()
        yield Folder(results, _sound(results, frozenset(task.key for task in job.tasks)))


def _refuse_foreign(path: Path) -> None:
    """Refuse a folder in which something else is kept, before anything is written there."""
    if (path / "manifest.json").exists() or not path.is_dir():
        return
    results = path / "results"
    entries = [*path.iterdir(), *(results.iterdir() if results.is_dir() else ())]
    if any(entry.name not in {"lock", "results"} and not _HALF.fullmatch(entry.name) for entry in entries):
        raise NotPossible(f"{path} {_NO_RUN}")


def _locked(lock: int, path: Path) -> None:
    """Take the lock until the file is closed, if only by the end of the process: a dead one holds nothing up."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(lock, 20, 0).decode("ascii", "replace")
        raise NotPossible(f"{path} is being written by another run (process {owner or 'unknown'})") from None
    except OSError as error:
        raise NotPossible(
            f"{path} cannot be locked ({error.strerror}); take a folder of this machine"
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _same(path: Path, what: Mapping[str, Any]) -> None:
    """Write the manifest of a new run; refuse the folder of another."""
    file = path / "manifest.json"
    if not file.exists():
        write_whole(file, (json.dumps(what, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())
        return
    try:
        found = json.loads(file.read_bytes())
        there, here = _flat(found), _flat(what)
    except (OSError, ValueError, TypeError, KeyError):
        raise NotPossible(f"{path} {_NO_RUN}") from None
    if found == what:
        return
    names = [name for name in sorted(there.keys() | here.keys()) if there.get(name) != here.get(name)]
    said = [
        name for name in names if name != "keys"
    ] or names  # the keys follow from the rest, and say little
    differing = "; ".join(
        f"{name} ({there.get(name, 'nothing')} there, {here.get(name, 'nothing')} here)" for name in said
    )
    raise NotPossible(
        f"{path} holds another run: {differing or 'its digest'}. Take another folder for this one"
    )


def _flat(what: Mapping[str, Any]) -> dict[str, Any]:
    """Give the entries of a manifest and its parameters by their names, to compare two one by one."""
    plain = {name: value for name, value in dict(**what).items() if name not in {"parameters", "digest"}}
    return plain | {f"parameter {name}": value for name, value in dict(**what["parameters"]).items()}


def _sound(results: Path, keys: frozenset[str]) -> dict[str, str]:
    """Find the results that are what was kept; spoilt ones are removed, to be made anew."""
    found: dict[str, str] = {}
    for file in sorted(results.iterdir()):
        key, _, digest = file.name.rpartition(".")
        if key not in keys or key in found or not re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", digest):
            raise NotPossible(f"{file} is no result of this run; move it away")
        if _name(key, file.read_bytes()) == file.name:
            found[key] = file.name
        else:
            file.unlink()
    return found


def _name(key: str, content: bytes) -> str:
    return f"{key}.{sha256(key.encode() + b'/' + content).hexdigest()[:DIGITS]}"
