"""What can go wrong, in the user's words.

EntakuError
├── BadInput            a file or case cannot be used; carries every fault at once (exit 3)
├── NotFound            no case, lens or party of that name; carries what there is (exit 3)
└── NotPossible         a well-formed request that cannot be answered, and why (exit 1)
"""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place: what was got, what is allowed, what to do next.

    `path` leads from the top of the case to the place, as keys and list positions; `line` and `column`
    (1-based) are added by the reader of the file, 0 while unknown; `file` only where several files are read as one.
    """

    path: Path
    got: str
    allowed: str
    remedy: str = ""
    line: int = 0
    column: int = 0
    file: str = ""

    def __str__(self) -> str:
        """Say the fault in one sentence without its place in the file."""
        where = ".".join(_shown(step) for step in self.path) or "the case"
        sentence = f"{where}: got {self.got}; allowed: {self.allowed}"
        return f"{sentence}. {self.remedy}" if self.remedy else sentence


def _shown(step: str | int) -> str:
    """Give a step of a path as one can read it: a key is whatever somebody wrote, of any length."""
    words = str(step)
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return "".join(sign if sign.isprintable() else "�" for sign in cut)


class EntakuError(Exception):
    """Anything entaku refuses, said so that the user can mend it."""


class BadInput(EntakuError):  # noqa: N818 - the name is read by users in tracebacks of scripts
    """A file or case that cannot be used, with all its faults."""

    def __init__(self, faults: tuple[Fault, ...], file: str = "") -> None:
        self.faults = faults
        self.file = file
        super().__init__("\n".join(self.lines()))

    def lines(self) -> tuple[str, ...]:
        """Give one line a fault: `file:line:column: what was got, what is allowed`."""
        shown = sorted(self.faults, key=lambda fault: (fault.file, fault.line, fault.column, str(fault)))
        if not self.file:
            return tuple(str(fault) for fault in shown)
        return tuple(
            f"{fault.file or self.file}:{fault.line or 1}:{fault.column or 1}: {fault}" for fault in shown
        )


class NotFound(EntakuError):  # noqa: N818
    """A name that stands for nothing here."""


class NotPossible(EntakuError):  # noqa: N818
    """A well-formed request without an answer, and the reason."""
