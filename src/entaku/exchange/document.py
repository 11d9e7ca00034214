"""A JSON document of another program, read with care: every fault is noted with its place, none is repaired."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from os import PathLike
from pathlib import Path as FilePath
from typing import Any, Final

from entaku.exchange.json_places import places
from entaku.model.errors import BadInput, Fault, NotFound, Path
from entaku.model.names import ID, RESERVED, UNSAFE, code_point, did_you_mean, shown

MAX_BYTES: Final = 1 << 20
MAX_FAULTS: Final = 100
MAX_NAME: Final = 200
_MAX_ID: Final = 50


class Noted:
    """Looks at values of a document and notes what is wrong with them; what it gives is of the type asked for.

    `line` and `column` are where it looks, from 1, in files that have lines; 0 in others.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.line = self.column = 0

    def fault(self, path: Path, got: str, allowed: str, remedy: str = "") -> None:
        """Note a fault."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(path, got, allowed, remedy, self.line, self.column))

    def stranger(self, path: Path, got: str, allowed: str, word: str, known: Collection[str]) -> None:
        """Note a name that is none of those known, and which may have been meant."""
        if len(self.faults) < MAX_FAULTS:  # to look for the nearest takes time
            self.fault(path, got, allowed, did_you_mean(word, known))

    def mapping(self, path: Path, value: Any, known: Collection[str]) -> Mapping[str, Any]:
        """Give a mapping; a key that is not known is a fault."""
        if not isinstance(value, dict):
            self.fault(path, kind(value), "an object")
            return {}
        allowed = ", ".join(sorted(known))
        for key in value:
            if key not in known:
                self.stranger((*path, key), f"the unknown key {shown(key)}", allowed, key, known)
        return value

    def items(self, path: Path, value: Any) -> Sequence[Any]:
        """Give a list; nothing is an empty one."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(path, kind(value), "a list")
            return ()
        return value

    def name(self, path: Path, value: Any) -> str:
        """Give a name of at most 200 characters that can all be seen."""
        if not isinstance(value, str) or not value.strip():
            self.fault(path, "an empty text" if value == "" else kind(value), "a name")
            return ""
        if unsafe := UNSAFE.search(value):
            self.fault(path, f"the character {code_point(unsafe[0])}", "characters that can be seen")
        if len(value) > MAX_NAME:
            self.fault(path, f"{len(value):,} characters", f"at most {MAX_NAME}")
        return value.strip()

    def index(self, path: Path, value: Any, first: int, last: int) -> int:
        """Give a whole number within bounds, the first where it is none."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(path, kind(value), f"a whole number from {first} to {last}")
            return first
        if not first <= value <= last:
            said = str(value) if abs(value) < 10**12 else "a number of many digits"
            self.fault(path, said, f"a whole number from {first} to {last}")
            return first
        return value

    def flag(self, path: Path, value: Any) -> bool:
        """Give a truth value, false for nothing."""
        if value is not None and not isinstance(value, bool):
            self.fault(path, kind(value), "true or false")
        return value is True


def kind(value: Any) -> str:
    """Say what kind of JSON value something is.

    Examples
    --------
    >>> kind([1, 2]), kind("no"), kind(None)
    ('a list', "the text 'no'", 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "a truth value"
        case int() | float() | Decimal():
            return "a number"
        case str():
            return f"the text {shown(value)}"
        case list():
            return "a list"
        case _:
            return "an object"


def ids(names: Sequence[str]) -> list[str]:
    """Make an id of each name, each once.

    Examples
    --------
    >>> ids(["Open quay", "open quay", "Open quay!", "!"])
    ['Open_quay', 'open_quay', 'Open_quay_3', 'n4']
    """
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        ident = re.sub(r"[^\w-]+", "_", name).strip("_")[:_MAX_ID]
        if not ID.fullmatch(ident) or ident in RESERVED:
            ident = f"n{number}"
        stem, count = ident, number
        while ident in found:
            ident, count = f"{stem}_{count}", count + 1
        found[ident] = None
    return list(found)


def opened(path: str | PathLike[str], what: str, number: Callable[[str], Any] = float) -> Any:
    """Give the JSON document that a file holds; `what` is how the file's format is called.

    `number` makes a value of a number that is not whole, from its digits.

    Raises
    ------
    NotFound
        There is no such file.
    BadInput
        It is no regular file, too large, no UTF-8 or no JSON, or an object has a key twice.
    """
    file = FilePath(path)
    return parsed(decoded(raw(file, what), what, str(file)), str(file), number)


def raw(file: FilePath, what: str) -> bytes:
    """Give the bytes of a regular file of at most 1 MiB.

    Raises
    ------
    NotFound, BadInput
    """
    try:
        if file.exists() and not file.is_file():
            raise BadInput((Fault((), "no regular file", what),), str(file))
        with file.open("rb") as stream:
            found = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFound(f"no file {file}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput((Fault((), f"a file that cannot be read ({reason})", what),), str(file)) from None
    if len(found) > MAX_BYTES:
        raise BadInput((Fault((), "more than 1 MiB", f"{what} of at most 1 MiB"),), str(file))
    return found


def decoded(found: bytes, what: str, file: str = "") -> str:
    """Give the text of bytes in UTF-8.

    Raises
    ------
    BadInput
    """
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        got = f"the byte 0x{found[error.start]:02X}, which is not UTF-8"
        raise BadInput((Fault((), got, f"{what} in UTF-8"),), file) from None


def parsed(text: str, file: str = "", number: Callable[[str], Any] = float) -> Any:
    """Give the document of a JSON text, with each key of an object once.

    Raises
    ------
    BadInput
    """
    try:
        return json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant, parse_float=number)
    except json.JSONDecodeError as error:
        fault = Fault((), f"text that is not JSON ({error.msg})", "JSON", "", error.lineno, error.colno)
    except _Doubled as error:
        path, at = places(text).twice
        got = f"the key {shown(str(error))} a second time"
        fault = Fault(path or (str(error),), got, "each key once", "", *at)
    except RecursionError:
        fault = Fault((), "lists or objects nested beyond reading", "a document of a few levels")
    except ValueError as error:  # a number of thousands of digits, NaN, Infinity
        fault = Fault(
            (), f"a number that is none ({str(error)[:80]})", "numbers", "", *places(text).no_number
        )
    raise BadInput((fault,), file) from None


class _Doubled(Exception):  # noqa: N818 - it leaves this module as a fault
    """A key stands twice in one object."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubled(key)
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)
