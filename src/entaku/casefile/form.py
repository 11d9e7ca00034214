"""The form of a case file, as data, read off the model's dataclasses.

Reader, writer and schema are three interpreters of this one grammar, so they cannot disagree. It is read off
the type hints; the few places where a file is shorter or plainer than the model are listed in `_SPECIAL`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from entaku.model.basics import ANALYST, NOT_STATED, NotStated, Range, Span
from entaku.model.case import Case
from entaku.model.statement import DIRECT, RENAMED, VERBS, Package, Says, Statement
from entaku.model.text import Text, both


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, whole number, number, truth value, date, or date and time."""

    kind: type


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A range as a list of its two ends."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Any plain value, list or mapping."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: Form


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose keys are ids or words of the case."""

    of: Form


@dataclass(frozen=True, slots=True)
class Made:
    """A value that is written as one part of it; `make` and `part` lead there and back."""

    of: Form
    make: Callable[[Any], Any]
    part: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Either:
    """A short form, which is one scalar, and a long one; `short_if` tells whether a value fits the short."""

    short: Form
    long: Form
    short_if: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record."""

    key: str
    attribute: str
    form: Form
    required: bool
    default: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; of `verbs`, where there are any, exactly one is a key too."""

    kind: type
    fields: Mapping[str, Field]
    verbs: Mapping[str, Form]


Form = Leaf | Choice | Pair | Anything | Many | Named | Made | Either | Record

DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK: Final = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
MOMENT: Final = f"{DAY}[Tt ]{CLOCK}([Zz]|[-+][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?)"
"""How days and moments are written; a moment is one only with its zone."""

TEXT: Final = Leaf(str)
GROUNDS: Final = Either(
    Made(Choice((ANALYST,)), lambda word: (word,), lambda because: because[0]),
    Many(TEXT),
    lambda because: because == (ANALYST,),
)
"""On whose word: `analyst`, or a list of ids of claims."""

_UNSTATED: Final = Made(Choice((NOT_STATED.value,)), lambda _: NOT_STATED, lambda _: NOT_STATED.value)


@cache
def form(kind: type) -> Record:
    """Give the form in which a file writes a dataclass of the model: its keys are the names of its fields."""
    hints = get_type_hints(kind)
    keys = RENAMED.get(kind, {})
    found = {}
    for each in fields(kind):
        if hints[each.name] == Says:
            continue
        hint = hints[each.name]
        shape = GROUNDS if each.name == "because" else _form_of(hint)
        key = keys.get(each.name, each.name)
        given = each.default is not MISSING or each.default_factory is not MISSING
        needed = not given and NoneType not in get_args(hint)
        found[key] = Field(key, each.name, shape, needed, _default(each))
    return Record(kind, found, _verbs() if kind is Statement else {})


@cache
def case_form() -> Record:
    """Give the form of a whole case file."""
    return form(Case)


def _default(each: Any) -> Callable[[], Any]:
    if each.default_factory is not MISSING:
        factory: Callable[[], Any] = each.default_factory
        return factory
    value = None if each.default is MISSING else each.default
    return lambda: value


def _verbs() -> dict[str, Form]:
    kinds: Mapping[str, type] = VERBS
    return {verb: _direct(kind) if kind in DIRECT else form(kind) for verb, kind in kinds.items()}


def _direct(kind: type) -> Made:
    """Give the form of a statement whose only field is written directly under the verb."""
    name = DIRECT[kind]
    return Made(form(kind).fields[name].form, lambda value: kind(**{name: value}), attrgetter(name))


def _form_of(hint: Any) -> Form:
    """Give the form of a type hint of the model; `None` only says that the key may be left out."""
    members = set(get_args(hint)) if get_origin(hint) in (Union, types.UnionType) else {hint}
    (inner,) = members - {NotStated, NoneType}
    shape = _form_of_one(inner)
    if NotStated in members:
        return Either(_UNSTATED, shape, lambda value: value is NOT_STATED)
    return shape


def _form_of_one(hint: Any) -> Form:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SPECIAL:
        return _SPECIAL[hint]()
    if origin is Literal:
        return Choice(arguments)
    if origin is tuple:
        return Many(_form_of(arguments[0]))
    if origin is Mapping:
        return Named(_form_of(arguments[1]))
    kind: type = hint
    return form(kind) if hasattr(kind, "__dataclass_fields__") else Leaf(kind)


_SPECIAL: Final[Mapping[Any, Callable[[], Form]]] = {
    Any: Anything,
    Range: lambda: Either(
        Made(Leaf(float), lambda at: Range(at, at), attrgetter("low")),
        Pair(),
        lambda between: between.exact,
    ),
    Text: lambda: Either(
        Made(TEXT, both, attrgetter("en")),
        form(Text),
        lambda text: text.en == text.ja,
    ),
    Span: lambda: Either(
        Made(Leaf(date), lambda day: Span(first=day, last=day), attrgetter("first")),
        form(Span),
        lambda span: span.first == span.last and span.precision == "day",
    ),
    Package: lambda: Either(
        Made(TEXT, lambda draft: Package(draft=draft), attrgetter("draft")),
        Made(Named(TEXT), lambda options: Package(options=options), attrgetter("options")),
        lambda package: bool(package.draft),
    ),
}
"""Where a file is shorter or plainer than the model."""

_NAMES: Final[Mapping[type, str]] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date like 2025-12-02",
    datetime: "a date and time like 2025-12-02T18:00:00+09:00",
}


def allowed(shape: Form) -> str:
    """Say in a few words what a form allows, for messages.

    Examples
    --------
    >>> allowed(Many(Leaf(str)))
    'a list of text'
    """
    match shape:
        case Leaf(kind):
            words = _NAMES[kind]
        case Choice(choices):
            words = ", ".join(choices)
        case Pair():
            words = "a range [low, high]"
        case Anything():
            words = "any value"
        case Many(of):
            words = f"a list of {allowed(of)}"
        case Named(of):
            words = f"a mapping from names to {allowed(of)}"
        case Made(of, _, _):
            words = allowed(of)
        case Either(short, long, _):
            words = f"{allowed(short)}, or {allowed(long)}"
        case Record(_, known, verbs):
            words = f"a mapping with the keys {', '.join((*verbs, *known))}"
    return words
