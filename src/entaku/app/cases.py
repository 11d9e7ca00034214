"""Where cases come from: a file, or the catalogue by name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from entaku.casefile.load import read
from entaku.model.basics import PUBLIC
from entaku.model.case import COMPARTMENTED, Case, shared_with
from entaku.model.errors import NotFound


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the catalogue: its name, its shortest unambiguous name, and its file."""

    name: str
    short: str
    path: Path


@cache
def catalogue() -> tuple[Entry, ...]:
    """Which cases come with entaku? A published one has its citation as its name."""
    folder = Path(str(files("entaku") / "catalog"))
    names = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml"))
    stems = [name.rsplit("/", 1)[-1] for name in names]
    return tuple(
        Entry(name, stem if stems.count(stem) == 1 else name, folder / f"{name}.yaml")
        for name, stem in zip(names, stems, strict=True)
    )


def found(case: str) -> Path:
    """Which file does a path or a catalogue name stand for?

    Raises
    ------
    NotFound
        Neither a file nor a name in the catalogue; the message lists what comes close.
    """
    path = Path(case)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        pass  # too long, or no name of a file at all: it may still be close to one of the catalogue
    for entry in catalogue():
        if case in {entry.name, entry.short}:
            return entry.path
    known = [name for entry in catalogue() for name in {entry.name, entry.short}]
    close = difflib.get_close_matches(case, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "`entaku catalog` lists the names"
    shown = case if len(case) <= 80 else f"{case[:77]}..."  # noqa: PLR2004 - a line of a terminal
    raise NotFound(f"{shown!r} is neither a file nor a case of the catalogue; {hint}")


def is_document(case: str | Path) -> bool:
    """Tell whether a path is a document to be read: a file that is neither YAML nor a name of the catalogue."""
    path = Path(case)
    named = any(str(case) in {entry.name, entry.short} for entry in catalogue())
    try:
        return path.suffix.lower() not in {".yaml", ".yml"} and not named and path.is_file()
    except (OSError, ValueError):
        return False


def whole(case: str | Path | Case) -> Case:
    """Which case is meant, with all its compartments?

    Raises
    ------
    NotFound, BadInput
    """
    return case if isinstance(case, Case) else read(found(str(case)))


def opened(case: str | Path | Case, compartments: frozenset[str] = frozenset()) -> Case:
    """Which case is meant, as an audience with these compartments sees it?

    Raises
    ------
    NotFound, BadInput
    """
    every = whole(case)
    known = {item.compartment for name in COMPARTMENTED for item in getattr(every, name)} | {PUBLIC}
    if unknown := compartments - known:
        named = ", ".join(repr(name) for name in sorted(unknown))
        raise NotFound(f"no compartment is called {named}; there are: {', '.join(sorted(known))}")
    return shared_with(every, compartments)
