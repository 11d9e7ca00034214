"""Rules on words and numbers wherever they stand: characters, lengths, ids, finite values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import MISSING
from functools import cache
from typing import Any, Final

from entaku.model.errors import Fault, Path
from entaku.model.issue import Option
from entaku.model.names import ID, RESERVED, UNSAFE, code_point, shown
from entaku.model.party import Person
from entaku.model.process import Outcome
from entaku.model.standoff import Lever, State
from entaku.model.text import Text
from entaku.model.walk import Met

MAX_NAME: Final = 200
MAX_TEXT: Final = 4_000
_NAMES: Final = frozenset({"name", "title"})
_WITHIN_ITS_OWNER: Final = (Option, Outcome, Lever, State)
"""What is known by its id only within the issue, watch point or standoff it belongs to."""


def word_faults(met: Sequence[Met]) -> Iterator[Fault]:
    """Find texts that are too long, empty or hold what cannot be seen, and numbers that are not finite."""
    for each in met:
        if isinstance(each.value, str):
            yield from _text_faults(each)
        elif isinstance(each.value, float) and not math.isfinite(each.value):
            yield Fault(each.path, f"the number {each.value}", "a finite number")
        elif isinstance(each.value, Text) and not each.value and each.name in _required(_kind(each), "Text"):
            yield Fault(each.path, "nothing", "at least a word in one language")


def _text_faults(met: Met) -> Iterator[Fault]:
    words = met.value
    if unsafe := UNSAFE.search(words):
        got = f"the character {code_point(unsafe[0])}"
        yield Fault(met.path, got, "characters that can be seen", "Remove it; it cannot be seen.")
    most = MAX_NAME if met.name in _NAMES else MAX_TEXT
    if len(words) > most:
        remedy = "Say it in fewer words; documents are kept elsewhere."
        yield Fault(met.path, f"{len(words):,} characters", f"at most {most:,}", remedy)
    if not words and met.name != "id" and met.name in _required(_kind(met), "str"):
        yield Fault(met.path, "nothing", "at least a word")


def _kind(met: Met) -> type:
    return type(met.owner)


@cache
def _required(kind: type, hint: str) -> frozenset[str]:
    """Give the fields of this type that a record must have, and that must therefore say something."""
    known = getattr(kind, "__dataclass_fields__", {})
    return frozenset(
        each.name
        for each in known.values()
        if each.default is MISSING and each.default_factory is MISSING and each.type == hint
    )


def id_faults(met: Sequence[Met]) -> Iterator[Fault]:
    """Find ids that are badly formed, reserved, or given twice to things of one kind."""
    seen: dict[tuple[object, ...], tuple[Path, Any]] = {}
    for each in met:
        if each.name == "compartment" and not ID.fullmatch(each.value.replace(":", "-")):
            yield _ill_formed(each)
        if each.name != "id" or each.owner is None:
            continue
        kind = type(each.owner)
        if not ID.fullmatch(each.value):
            yield _ill_formed(each)
        elif each.value in RESERVED:
            remedy = "Choose another id; this word has a meaning of its own."
            yield Fault(each.path, f"the reserved word {shown(each.value)}", "any other id", remedy)
        scope = each.path[:-2] if kind in _WITHIN_ITS_OWNER else ()
        path, first = seen.setdefault((kind, scope, each.value), (each.path, each.owner))
        # The same person may be in two delegations, as long as both places say the same of them.
        if path != each.path and not (kind is Person and first == each.owner):
            got = f"the id {shown(each.value)} a second time"
            remedy = f"It stands first at {'.'.join(str(step) for step in path)}."
            yield Fault(each.path, got, f"each id of {_plural(kind)} once", remedy)


def _ill_formed(met: Met) -> Fault:
    return Fault(met.path, shown(met.value), "letters, digits, '_', '.' and '-', at most 64")


def _plural(kind: type) -> str:
    """Say what things of a kind are called, as `watch points`.

    Examples
    --------
    >>> _plural(Person)
    'persons'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    singular = words.strip()
    plurals = {"party": "parties", "pressure": "pressures"}
    return plurals.get(singular, f"{singular}s")
