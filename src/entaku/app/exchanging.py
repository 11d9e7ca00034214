"""Which case does another program's file hold?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike

from entaku.casefile.dump import dump
from entaku.exchange import formats, reader
from entaku.model.case import Case
from entaku.model.errors import NotFound
from entaku.model.text import Text

__all__ = ["Brought", "bring", "formats"]


@dataclass(frozen=True, slots=True)
class Brought:
    """A case from another program's file, and what of the file it does not hold."""

    case: Case
    remarks: tuple[Text, ...]

    def yaml(self) -> str:
        """Give the text of the case file."""
        return dump(self.case)


def bring(name: str, path: str | PathLike[str], as_of: date | None = None) -> Brought:
    """Which case does a file of this format hold?

    Raises
    ------
    NotFound
        No format is called so, or there is no such file.
    BadInput
        With every fault of the file.
    """
    if name not in formats():
        raise NotFound(f"no format is called {name!r}; there are: {', '.join(formats())}")
    found = reader(name).imported(path, as_of)
    return Brought(found.case, found.remarks)
