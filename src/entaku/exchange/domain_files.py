"""The files of a negotiation domain: which of a folder's belong to it, what they hold, all their faults together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path as FilePath
from typing import Any, Final, TypeVar

from entaku.exchange.document import decoded, parsed, raw
from entaku.exchange.domain_form import digits
from entaku.exchange.json_places import Place, places
from entaku.model.errors import BadInput, Fault, NotFound, Path

MOST_FILES: Final = 64
FEWEST: Final = 2
"""How many parties a negotiation has at least."""
_Held = TypeVar("_Held")


class Wrong:
    """Collects the faults of several files."""

    def __init__(self) -> None:
        self._found: list[BadInput] = []

    def add(self, error: BadInput) -> None:
        """Keep the faults of a file."""
        self._found.append(error)

    def note(self, faults: Collection[Fault], file: FilePath) -> None:
        """Keep faults of a file, if there are any."""
        if faults:
            self._found.append(BadInput(tuple(faults), str(file)))

    def __bool__(self) -> bool:
        """Tell whether there is anything wrong."""
        return bool(self._found)

    def done(self, folder: FilePath) -> None:
        """Complain of everything at once, if there is anything."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            faults = (replace(fault, file=each.file) for each in self._found for fault in each.faults)
            raise BadInput(tuple(faults), str(folder))

    def read(self, files: Sequence[FilePath], read: Callable[[FilePath], _Held]) -> dict[FilePath, _Held]:
        """Give what the files hold that can be read, and keep the faults of the others."""
        found = {}
        for file in files:
            try:
                found[file] = read(file)
            except BadInput as error:
                self.add(error)
            except NotFound:
                self.note((Fault((), "a link that leads nowhere", "a file"),), file)
        return found

    def parties(self, profiles: Sequence[FilePath], folder: FilePath, what: str) -> None:
        """Complain of fewer than two profiles."""
        if len(profiles) < FEWEST:
            got = f"only {profiles[0].name}" if profiles else "none"
            self.note((Fault((), got, f"{what} of at least two parties, a file each"),), folder)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where each part of it stands."""

    data: Any
    where: Callable[[], dict[Path, Place]]

    def placed(self, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        """Give each fault the line of what it speaks of, or of what should hold it."""
        known = self.where() if faults else {}
        found = []
        for fault in faults:
            path = fault.path
            while path and path not in known:
                path = path[:-1]
            line, column = known.get(path, (0, 0))
            found.append(replace(fault, line=line, column=column))
        return tuple(found)


def json_file(file: FilePath, what: str) -> Document:
    """Give the JSON document of a file, its numbers as they are written; `what` is how the format is called.

    Raises
    ------
    NotFound, BadInput
    """
    text = decoded(raw(file, what), what, str(file))
    return Document(parsed(text, str(file), digits), lambda: places(text).values)


def folder_of(path: str | PathLike[str], endings: Collection[str]) -> tuple[FilePath, list[FilePath]]:
    """Give the folder of a domain and what in it has one of these endings, in the order of the names.

    A file stands for the folder in which it lies; hidden files are left aside.

    Raises
    ------
    NotFound
        There is no such folder.
    BadInput
        It cannot be read, or holds no such file or too many.
    """
    place, what = FilePath(path), f"a folder with {' or '.join(sorted(endings))} files"
    try:
        if not place.exists():
            raise NotFound(f"no folder {place}")
        folder = place if place.is_dir() else place.parent
        files = sorted(
            (each for each in folder.iterdir() if each.suffix.lower() in endings and each.name[0] != "."),
            key=lambda each: each.name,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput((Fault((), f"a folder that cannot be read ({reason})", what),), str(place)) from None
    if not 0 < len(files) <= MOST_FILES:
        got = f"{len(files)} such files" if files else "no such file"
        raise BadInput((Fault((), got, f"{what}, 1 to {MOST_FILES} of them"),), str(folder))
    return folder, files
