"""The files of a negotiation domain: which of a folder's belong to it, and all their faults together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from os import PathLike
from pathlib import Path as FilePath
from typing import Final

from entaku.model.errors import BadInput, Fault, NotFound

MOST_FILES: Final = 64


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


def folder_of(path: str | PathLike[str], endings: Collection[str]) -> tuple[FilePath, list[FilePath]]:
    """Give the folder of a domain and its files with one of these endings, in the order of their names.

    A file stands for the folder in which it lies.

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
            (each for each in folder.iterdir() if each.suffix.lower() in endings and each.is_file()),
            key=lambda each: each.name,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput((Fault((), f"a folder that cannot be read ({reason})", what),), str(place)) from None
    if not 0 < len(files) <= MOST_FILES:
        got = f"{len(files)} such files" if files else "no such file"
        raise BadInput((Fault((), got, f"{what}, 1 to {MOST_FILES} of them"),), str(folder))
    return folder, files
