"""Goes through everything a case says, with the paths under which a case file writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from entaku.model.basics import ANALYST, PUBLIC, Range
from entaku.model.errors import Path
from entaku.model.statement import DIRECT, RENAMED, Package, Statement
from entaku.model.text import Text

_OPEN = frozenset({PUBLIC})
_LEAVES = (str, int, float, Text, Range, Package)


@dataclass(frozen=True, slots=True)
class Met:
    """A value met on the way: where, what, and as which field of whom.

    `compartments` are those of the value's owner and of all it lies in; whoever lacks one of them never sees
    the value.
    """

    path: Path
    value: Any
    owner: Any
    name: str
    compartments: frozenset[str]

    @property
    def public(self) -> bool:
        """Tell whether everybody sees the value."""
        return self.compartments == _OPEN


def walk(case: object) -> Iterator[Met]:
    """Give every dataclass, text and number of a case, each before what lies in it.

    Examples
    --------
    >>> from entaku.model.issue import Impossible
    >>> rule = Impossible(id="i1", options={"land": "a", "arms": "b"}, because=("analyst",))
    >>> [(met.path, met.value) for met in walk(rule) if met.value in ("a", "analyst")]
    [(('options', 'land'), 'a'), (('because',), 'analyst')]
    """
    found: list[Met] = []
    _walk(Met((), case, None, "", _OPEN), found)
    return iter(found)


def _walk(met: Met, found: list[Met]) -> None:
    value = met.value
    if isinstance(value, str) or not value:  # most of a case: words, and what is left out
        found += [met] if isinstance(value, _LEAVES) and not isinstance(value, bool) else []
        return
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, (Text, Range, Package)):
        _walk_fields(met, found)
        return
    if isinstance(value, _LEAVES) and not isinstance(value, bool):
        found.append(met)
    for step, part in _parts(value, met.name):
        _walk(Met((*met.path, *step), part, met.owner, met.name, met.compartments), found)


def _walk_fields(met: Met, found: list[Met]) -> None:
    value = met.value
    own = getattr(value, "compartment", PUBLIC)
    within = met.compartments if own == PUBLIC else (met.compartments - _OPEN) | {own}
    found.append(Met(met.path, value, met.owner, met.name, within))
    for step, name in _fields(value):
        _walk(Met((*met.path, *step), getattr(value, name), value, name, within), found)


def _fields(value: Any) -> Iterator[tuple[Path, str]]:
    """Give the steps to each field of a dataclass in a case file, and the field's name."""
    if type(value) in DIRECT:
        yield (), DIRECT[type(value)]
        return
    keys = RENAMED.get(type(value), {})
    for each in fields(value):
        if isinstance(value, Statement) and each.name == "says":
            yield (value.verb,), each.name
        else:
            yield (keys.get(each.name, each.name),), each.name


def _parts(value: object, name: str) -> Iterator[tuple[Path, Any]]:
    """Give the parts of a value that is no record, with the steps to them as a case file writes it."""
    match value:
        case Range(low, high) if low == high:
            yield (), low
        case Range(low, high):
            yield from (((0,), low), ((1,), high))
        case Package(draft=draft) if draft and not value.options:
            yield (), draft
        case Package(options=options):
            yield (), options
        case Text(en, ja) if en == ja:
            yield (), en
        case Text(en, ja):
            yield from ((("en",), en), (("ja",), ja))
        case (word,) if word == ANALYST and name == "because":
            yield (), word
        case tuple() | list():
            yield from (((place,), part) for place, part in enumerate(value))
        case Mapping():
            for key, part in value.items():
                yield from (((key,), key), ((key,), part))
