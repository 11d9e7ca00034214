"""Other programs' files: one module a format, registered by being here.

A module `NAME` has a function `imported(path, as_of)` that gives what a file or folder holds as a case, and one,
`exported(case)`, that gives a case as files; `document` is what formats in JSON share. Forms of annotations hold no
case: they have `written(page)` and `read(data, page)` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from os import PathLike
from typing import Final, Protocol

from entaku.model.case import Case
from entaku.model.folder import module, modules
from entaku.model.text import Text

NO_CASE: Final = frozenset({"document", "webannotation", "doccano", "brat"})
"""Modules that read no case: a shared one, and the forms of annotations."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A case read from another program's file, and what of the file it does not hold."""

    case: Case
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A case as files of another program, text by name, and what of the case they do not hold."""

    files: Mapping[str, str]
    remarks: tuple[Text, ...]


class Format(Protocol):
    """A module of this package that reads and writes files of one format."""

    def imported(self, path: str | PathLike[str], as_of: date | None = None) -> Imported:
        """Give what a file or a folder holds as a case, and what of it the case does not hold."""

    def exported(self, case: Case) -> Exported:
        """Give the files that hold a case, and what of the case they do not hold."""


def reader(name: str) -> Format:
    """Give the format of this name. Raises KeyError where there is none."""
    found: Format = module(__name__, name, formats())
    return found


@cache
def formats() -> tuple[str, ...]:
    """Which formats can be read? A module whose name has two parts is one of a format's own."""
    return tuple(name for name in modules(__path__, but=NO_CASE) if "_" not in name)
