"""A strategy of one's own: a class with two methods, from a file or an installed package.

`./mine.py:Mine` or `package.module:Mine` names it. Naming it runs its file, with all the rights of whoever does.
It plays one bargain at a time, from a seat of plain numbers (`Place`); a class with a true attribute `many_at_once`
is given the arrays that built-in strategies get (`Seat`) instead.
"""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from operator import index
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from entaku.model.errors import BadInput, Fault, NotPossible
from entaku.model.text import Text
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.place import Place, places
from entaku.rehearsal.seat import NONE, Said, Seat, Strategy

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

METHODS: Final = {"offer": ("seat",), "accepts": ("seat", "package")}
MOST: Final = 1e15
"""How large a number may be that a class is given."""
HOW: Final = "name it as ./file.py:Class or package.module:Class"


def elsewhere(name: str) -> bool:
    """Does a name stand for a class of one's own rather than for a built-in strategy?"""
    return ":" in name or name.endswith(".py")


def called(name: str) -> str:
    """What is it called, wherever it was found? The same class draws the same numbers from any folder."""
    return name.rpartition(":")[2]


def card(name: str) -> StrategyCard:
    """What does a strategy of one's own take? Its parameters are those of its `__init__`.

    Raises
    ------
    BadInput
        No such file, module or class, a file that does not run, a method that is missing.
    """
    found = _loaded(name)
    try:
        given = inspect.signature(found).parameters.values()
    except (TypeError, ValueError) as wrong:
        raise _fault(name, "a class whose parameters cannot be told", "an __init__ in Python") from wrong
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return StrategyCard(
        title=Text(called(name), called(name)),
        does=Text(f"as {name} says", f"{name}のとおり"),
        source=name,
        parameters={one.name: _parameter(one) for one in given if one.kind in named},
        needs=tuple(one.name for one in given if one.kind in named and one.default is one.empty),
    )


def written(name: str) -> bytes:
    """What stands in the file of a class that was loaded before? Not what that file takes from others."""
    file = Path(_source(name))
    return file.read_bytes() if file.is_file() else b""  # a module need not come from a file


def made(name: str, given: Mapping[str, Any]) -> Strategy:
    """Give the class with these settings as a strategy; numbers drawn anew in each play are arrays (n,)."""
    found = _loaded(name)
    given = {key: _whole(value) for key, value in given.items()}
    if getattr(found, "many_at_once", False):
        with _told(name, "__init__", lambda: ""):
            own: Strategy = found(**given)
        return ManyAtOnce(name, own)
    return OneAtATime(name, found, given)


def _whole(value: Any) -> Any:
    """Give a number that is whole as an integer, so that it can count and index."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass
class ManyAtOnce:
    """A class of one's own that answers in all plays at once; what it answers is looked at."""

    name: str
    own: Strategy

    def offer(self, seat: Seat) -> Ints:
        """Offer what the class does, if that can be an offer."""
        with _told(self.name, "offer", lambda: f" in round {seat.round}"):
            offered = np.asarray(self.own.offer(seat))
        fits = offered.shape == seat.draws.shape and offered.dtype.kind in "iu"
        if not fits or (seat.live & ((offered < NONE) | (offered >= len(seat.options)))).any():
            allowed = f"{len(seat.draws)} whole numbers from {NONE} (to leave) to {len(seat.options) - 1}"
            raise _wrong(self.name, "offer", f" in round {seat.round}", _shape(offered), allowed)
        return np.where(seat.live, offered, NONE).astype(np.int64)

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept what the class does, if that can be an answer."""
        with _told(self.name, "accepts", lambda: f" in round {seat.round}"):
            answer = np.asarray(self.own.accepts(seat, offered))
        if answer.shape != offered.shape or answer.dtype != np.bool_:
            allowed = f"{len(offered)} truth values"
            raise _wrong(self.name, "accepts", f" in round {seat.round}", _shape(answer), allowed)
        return answer


@dataclass
class OneAtATime:
    """A class of one's own that plays one bargain at a time: a fresh one for each play that is still going on."""

    name: str
    kind: Callable[..., Any]
    given: Mapping[str, Any]
    _players: list[Any] = field(default_factory=list, repr=False)
    _places: list[Place] = field(default_factory=list, repr=False)
    _known: tuple[Ints, Ints] = field(
        default_factory=lambda: (np.empty(0, np.int64), np.empty(0, np.int64)), repr=False
    )
    _offered: tuple[int, Ints] = field(default=(0, np.empty(0, np.int64)), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Ask each player for an offer, once a turn."""
        if self._offered[0] == seat.turn:
            return self._offered[1]
        self._sit(seat)
        most, answers, row = len(seat.options), [], 0
        rows = np.flatnonzero(seat.live).tolist()
        with _told(self.name, "offer", lambda: _when(seat, row)):
            for row in rows:
                answer = self._players[row].offer(self._places[row])
                if type(answer) is not int or not 0 <= answer < most:
                    answer = self._package(answer, seat, row)
                answers.append(answer)
        offered = np.full(len(seat.draws), NONE, dtype=np.int64)
        offered[rows] = answers
        self._offered = (seat.turn, offered)
        return offered

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Ask each player that something was offered to."""
        self._sit(seat)
        answers, row = np.zeros(len(offered), dtype=np.bool_), 0
        rows = np.flatnonzero(seat.live & (offered != NONE))
        with _told(self.name, "accepts", lambda: _when(seat, row)):
            for row, package in zip(rows.tolist(), offered[rows].tolist(), strict=True):
                answer = self._players[row].accepts(self._places[row], package)
                if answer is not True and answer is not False and not isinstance(answer, np.bool_):
                    raise _wrong(self.name, "accepts", _when(seat, row), repr(answer), "True or False")
                answers[row] = answer
        return answers

    def _package(self, answer: object, seat: Seat, row: int) -> int:
        """Read an answer that is not plainly a package: none, or a whole number of another kind."""
        if answer is None:
            return NONE
        most = len(seat.options)
        try:
            package = index(answer)  # type: ignore[arg-type]  # whether it is a whole number is the question
        except TypeError:
            package = NONE
        if isinstance(answer, bool) or not 0 <= package < most:
            allowed = f"a package, from 0 to {most - 1}, or None to leave the table"
            raise _wrong(self.name, "offer", _when(seat, row), repr(answer), allowed)
        return package

    def _sit(self, seat: Seat) -> None:
        """Give each player its place at the first turn; later, what was said since."""
        if not self._players:
            row = 0
            self._places = places(seat)
            self._known = (np.zeros_like(seat.heard.count), np.zeros_like(seat.made.count))
            with _told(self.name, "__init__", lambda: _when(seat, row)):
                for row in range(len(seat.draws)):
                    self._players.append(self.kind(**_of_play(self.given, row)))
        _passed_on(seat.heard, self._known[0], seat.live, [place.heard for place in self._places])
        _passed_on(seat.made, self._known[1], seat.live, [place.made for place in self._places])


def _passed_on(said: Said, known: Ints, live: Bools, lists: list[list[int]]) -> None:
    """Append what was said since to the list of each play."""
    while (rows := np.flatnonzero(live & (known < said.count))).size:
        for row, package in zip(rows.tolist(), said.packages[rows, known[rows]].tolist(), strict=True):
            lists[row].append(package)
        known[rows] += 1


def _of_play(given: Mapping[str, Any], row: int) -> dict[str, Any]:
    """Give one play's settings as plain values."""
    return {
        key: float(value[row]) if isinstance(value, np.ndarray) else value for key, value in given.items()
    }


def _parameter(one: inspect.Parameter) -> Parameter:
    """Read a parameter by its default; one without a default is a number unless its annotation is a text."""
    text = isinstance(one.default, str) or (one.default is one.empty and one.annotation in {str, "str"})
    does = Text("a setting of its own", "独自の設定")
    if text:
        return Parameter(does=does, default="" if one.default is one.empty else one.default)
    number = float(one.default) if isinstance(one.default, int | float) else 0.0
    return Parameter(does=does, default=number, low=-MOST, high=MOST)


def _loaded(name: str) -> Any:
    """Give the class of this name."""
    where, colon, what = name.rpartition(":")
    if not (colon and where and what):
        raise _fault(name, "no class" if colon else "a file without a class", HOW)
    module = _file(name, Path(where).expanduser()) if where.endswith(".py") else _installed(name, where)
    found = getattr(module, what, None)
    if not inspect.isclass(found):
        classes = [one for one, kind in vars(module).items() if inspect.isclass(kind)]
        raise _fault(name, f"no class {what!r} in {where}", "; ".join(classes) or "a class in that file")
    missing = [method for method in METHODS if not callable(getattr(found, method, None))]
    if missing:
        faults = [
            Fault(
                (name,),
                f"no method {method!r}",
                f"def {method}(self, {', '.join(METHODS[method])})",
                "Add it",
            )
            for method in missing
        ]
        raise BadInput(tuple(faults))
    return found


def _file(name: str, file: Path) -> ModuleType:
    try:
        text = file.read_bytes()
    except OSError as wrong:
        raise _fault(name, f"{file} cannot be read ({wrong.strerror})", "a file that is there") from wrong
    with _runs(name, str(file.resolve())):
        return _run(str(file.resolve()), text)


@lru_cache(maxsize=64)
def _run(file: str, text: bytes) -> ModuleType:
    """Run a file as it now stands, once; its classes find their module by name, as dataclasses need to."""
    module = ModuleType(f"entaku_own_{blake2b(file.encode() + text, digest_size=8).hexdigest()}")
    module.__file__ = file
    sys.modules[module.__name__] = module
    exec(compile(text, file, "exec"), module.__dict__)  # noqa: S102  # running it is what was asked for
    return module


def _installed(name: str, where: str) -> ModuleType:
    with _runs(name, where):
        return import_module(where)


def _source(name: str) -> str:
    """In which file does a class stand that was loaded before?"""
    where = name.rpartition(":")[0]
    if where.endswith(".py"):
        return str(Path(where).expanduser().resolve())
    return getattr(sys.modules.get(where), "__file__", "") or ""


@contextmanager
def _runs(name: str, where: str) -> Iterator[None]:
    """Tell what goes wrong while a file runs as a fault of the file."""
    try:
        yield
    except ModuleNotFoundError as wrong:
        allowed = "a module that is installed here, or a file whose name ends in .py"
        raise _fault(name, f"no module {wrong.name!r}", allowed) from wrong
    except SyntaxError as wrong:
        raise _fault(name, f"line {wrong.lineno} of {where}: {wrong.msg}", "Python") from wrong
    except (Exception, SystemExit) as wrong:
        said = f"{type(wrong).__name__}{_line(wrong, _source(name) or where)}: {wrong}"
        raise _fault(name, said, "a file that runs to its end") from wrong


@contextmanager
def _told(name: str, method: str, when: Callable[[], str]) -> Iterator[None]:
    """Tell what a class raises as what it is: its own fault, at that play and round."""
    try:
        yield
    except NotPossible:
        raise
    except (Exception, SystemExit) as wrong:
        line = _line(wrong, _source(name))
        said = f"{called(name)}.{method} raised {type(wrong).__name__}{line}{when()}: {wrong}"
        where = name.rpartition(":")[0]
        raise NotPossible(f"{where}: {said}. Mend it there, and run this again") from wrong


def _wrong(name: str, method: str, when: str, got: str, allowed: str) -> NotPossible:
    where = name.rpartition(":")[0]
    said = f"{called(name)}.{method} answered {got}{when}; allowed: {allowed}"
    return NotPossible(f"{where}: {said}. Mend it there, and run this again")


def _when(seat: Seat, row: int) -> str:
    return f" in play {int(seat.draws[row])}, round {seat.round}, as {seat.party}"


def _line(wrong: BaseException, file: str) -> str:
    """In which line of a file was it raised, if in that file at all?"""
    lines = [frame.lineno for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename == file]
    return f" in line {lines[-1]}" if lines else ""


def _shape(answer: NDArray[Any]) -> str:
    return f"an array of {answer.dtype}, shape {answer.shape}"


def _fault(name: str, got: str, allowed: str) -> BadInput:
    return BadInput((Fault((name,), got, allowed),))
