"""Turns the nodes of a case file into the model, or says at which node and why it cannot.

An own structurer rather than a library's: the form has short spellings, verbs as keys and no coercion, and
one walk over nodes that know their line gives every message its exact place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from entaku.casefile.form import (
    DAY,
    MOMENT,
    Anything,
    Choice,
    Either,
    Form,
    Leaf,
    Made,
    Many,
    Named,
    Pair,
    Record,
    allowed,
)
from entaku.casefile.tree import Entries, Items, Node, Scalar, data
from entaku.model.basics import Range
from entaku.model.errors import Fault, Path
from entaku.model.names import did_you_mean, nearest, shown
from entaku.model.rules import MAX_FAULTS

WRONG: Final = object()
"""Stands for a value that could not be made; its fault is noted."""

_TIMES: Final[Mapping[type, re.Pattern[str]]] = {date: re.compile(DAY), datetime: re.compile(MOMENT)}
_TOO_LARGE: Final = 10**15
_TWO: Final = 2


class Structurer:
    """Makes values of the model from nodes and keeps every fault met on the way."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def make(self, shape: Form, node: Node, path: Path) -> Any:
        """Make the value that a node stands for in this form, or note its faults and give `WRONG`."""
        value: Any
        match shape:
            case Leaf(kind):
                value = self._leaf(kind, node, path)
            case Choice(words):
                value = self._choice(words, node, path)
            case Pair():
                value = self._pair(node, path)
            case Anything():
                value = self._anything(node, path)
            case Many(of):
                value = self._many(of, node, path)
            case Named(of):
                value = self._named(of, node, path)
            case Made(of, make, _):
                part = self.make(of, node, path)
                value = WRONG if part is WRONG else make(part)
            case Either():
                value = self._either(shape, node, path)
            case Record():
                value = self._record(shape, node, path)
        return value

    def _leaf(self, kind: type, node: Node, path: Path) -> Any:
        value = node.value if isinstance(node, Scalar) else None
        if kind is float and type(value) in (int, float):
            near = self._finite(float(str(value)), node, path)
            # a whole number of more digits than a float holds stays whole: exact values may be such
            return value if type(value) is int and near is not WRONG and int(near) != value else near
        if kind in (date, datetime) and isinstance(value, str):
            return self._time(kind, value, node, path)
        if type(value) is kind and not (isinstance(value, int) and abs(value) >= _TOO_LARGE):
            return value
        text = node.text[:48] if isinstance(node, Scalar) else ""
        remedy = f'Write "{text}" in quotes if it is a text.' if kind is str and text else ""
        return self._wrong(node, path, allowed(Leaf(kind)), remedy)

    def _finite(self, value: float, node: Node, path: Path) -> Any:
        return value if math.isfinite(value) else self._wrong(node, path, "a finite number")

    def _time(self, kind: type, value: str, node: Node, path: Path) -> Any:
        try:
            if _TIMES[kind].fullmatch(value):
                made: date = kind.fromisoformat(value.upper())  # type: ignore[attr-defined]
                return made
        except ValueError:
            pass
        return self._wrong(node, path, allowed(Leaf(kind)))

    def _choice(self, words: tuple[str, ...], node: Node, path: Path) -> Any:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, str) and value in words:
            return value
        remedy = did_you_mean(value, words) if isinstance(value, str) else ""
        return self._wrong(node, path, ", ".join(words), remedy)

    def _pair(self, node: Node, path: Path) -> Any:
        rule = "a range [low, high] with low <= high"
        if not isinstance(node, Items):
            return self._wrong(node, path, rule)
        ends = [self.make(Leaf(float), end, (*path, place)) for place, end in enumerate(node.nodes)]
        if WRONG in ends:
            return WRONG
        if len(ends) != _TWO:
            return self._wrong(node, path, rule)
        if ends[0] > ends[1]:
            return self._say(node, path, f"[{ends[0]:g}, {ends[1]:g}]", rule, "Write the lower end first.")
        return Range(*ends)

    def _anything(self, node: Node, path: Path) -> Any:
        if isinstance(node, Items):
            return self._many(Anything(), node, path)
        if isinstance(node, Entries):
            return self._named(Anything(), node, path)
        value = data(node)
        return self._finite(value, node, path) if isinstance(value, float) else value

    def _many(self, of: Form, node: Node, path: Path) -> Any:
        if not isinstance(node, Items):
            remedy = f"Write [{node.text[:48]}] for a list of one." if isinstance(node, Scalar) else ""
            return self._wrong(node, path, allowed(Many(of)), remedy)
        made = tuple(self.make(of, item, (*path, place)) for place, item in enumerate(node.nodes))
        return WRONG if any(value is WRONG for value in made) else made

    def _named(self, of: Form, node: Node, path: Path) -> Any:
        if not isinstance(node, Entries):
            return self._wrong(node, path, allowed(Named(of)))
        made = {key: self.make(of, value, (*path, key)) for key, value in node.nodes.items()}
        return WRONG if any(value is WRONG for value in made.values()) else made

    def _either(self, shape: Either, node: Node, path: Path) -> Any:
        """Take the short form where it fits, else the long; if the node fits neither, name both."""
        short, long = Structurer(), Structurer()
        value = short.make(shape.short, node, path) if isinstance(node, Scalar) else WRONG
        if value is not WRONG:
            return value
        value = long.make(shape.long, node, path)
        if [(fault.path, fault.got) for fault in long.faults] == [(path, str(node))]:
            remedies = [fault.remedy for fault in (*short.faults, *long.faults) if fault.remedy]
            return self._wrong(node, path, allowed(shape), *remedies[:1])
        self.faults += long.faults
        return value

    def _record(self, shape: Record, node: Node, path: Path) -> Any:
        if not isinstance(node, Entries):
            return self._wrong(node, path, allowed(shape))
        before = len(self.faults)
        meant = self._unknown(shape, node, path)
        made: dict[str, Any] = {}
        for key, each in shape.fields.items():
            if key in node.nodes:
                made[each.attribute] = self.make(each.form, node.nodes[key], (*path, key))
            elif not each.required:
                made[each.attribute] = each.default()
            elif key not in meant:
                remedy = f"Add the key '{key}'."
                self._say(node, (*path, key), "nothing", allowed(each.form), remedy)
        if shape.verbs:
            made["says"] = self._verb(shape.verbs, node, path, meant)
        if len(self.faults) > before:
            return WRONG
        try:
            return shape.kind(**made)
        except ValueError as error:
            return self._say(node, path, "values that do not go together", str(error))

    def _unknown(self, shape: Record, node: Entries, path: Path) -> set[str]:
        """Note every unknown key; give the missing ones that were probably meant."""
        known = (*shape.verbs, *shape.fields)
        meant = set()
        for key, at in node.keys.items():
            if key not in known and len(self.faults) < MAX_FAULTS:
                free = [word for word in known if word not in node.keys] or known
                meant.add(nearest(key, free))
                got = f"the unknown key {shown(key)}"
                cut = str(node.nodes[key]) == "nothing"
                remedy = "A comma ends a text in {}; put a text that holds one in quotes." if cut else ""
                self._say(at, (*path, key), got, ", ".join(known), did_you_mean(key, free) or remedy)
        return meant

    def _verb(self, verbs: Mapping[str, Form], node: Entries, path: Path, meant: set[str]) -> Any:
        used = [key for key in node.keys if key in verbs]
        if len(used) == 1:
            return self.make(verbs[used[0]], node.nodes[used[0]], (*path, used[0]))
        if len(used) > 1:
            got = f"more than one verb: {', '.join(used)}"
            return self._say(node.keys[used[1]], path, got, "one verb", "Write a statement for each.")
        if not meant & set(verbs):
            self._say(node, path, "no verb", f"one of {', '.join(verbs)}", "Say what the party prefers.")
        return WRONG

    def _wrong(self, node: Node, path: Path, rule: str, remedy: str = "") -> object:
        """Note that this node is not what the rule allows; a key without a value has one remedy."""
        empty = isinstance(node, Scalar) and node.value is None
        return self._say(
            node, path, str(node), rule, "Write a value, or leave the key out." if empty else remedy
        )

    def _say(self, at: Node, path: Path, got: str, rule: str, remedy: str = "") -> object:
        self.faults.append(Fault(path, got, rule, remedy, at.line, at.column))
        return WRONG
