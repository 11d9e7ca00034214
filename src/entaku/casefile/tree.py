"""What stands in a YAML text, as nodes that know their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from entaku.model.errors import Path
from entaku.model.names import shown

Plain = str | int | float | bool | None
"""What a scalar may stand for."""

_WORDS: Final[Mapping[str, Plain]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,400}")
_BASED: Final = re.compile(r"0o[0-7]{1,400}|0x[0-9a-fA-F]{1,400}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_KEYS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word, number or text; `bare` if it stands without quotes."""

    text: str
    bare: bool
    line: int
    column: int

    @property
    def value(self) -> Plain:
        """Give what the scalar stands for by the core schema of YAML 1.2, where NO and 12:30 are texts."""
        return resolved(self.text) if self.bare else self.text

    def __str__(self) -> str:
        """Say what was got here."""
        value = self.value
        if value is None:
            return "nothing"
        if isinstance(value, bool):
            return f"the truth value {self.text}"
        return f"the text {shown(value)}" if isinstance(value, str) else f"the number {self.text[:48]}"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    column: int
    nodes: list[Node] = field(default_factory=list)

    def __str__(self) -> str:
        """Say what was got here."""
        return f"a list of {len(self.nodes)}" if self.nodes else "an empty list"


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; a key is always a text, as written."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say what was got here."""
        if not self.nodes:
            return "an empty mapping"
        more = ", …" if len(self.nodes) > _KEYS_SHOWN else ""
        return f"a mapping with {', '.join(shown(key) for key in list(self.nodes)[:_KEYS_SHOWN])}{more}"


Node = Scalar | Items | Entries


def resolved(text: str) -> Plain:
    """Give what a scalar without quotes stands for (YAML 1.2.2, section 10.3.2).

    Examples
    --------
    >>> [resolved(text) for text in ("NO", "12:30", "2025-12-02", "0o17", "1e3", "~")]
    ['NO', '12:30', '2025-12-02', 15, 1000.0, None]
    """
    value: Plain = text
    if text in _WORDS:
        value = _WORDS[text]
    elif text[0] not in "-+.0123456789":
        pass
    elif _WHOLE.fullmatch(text):
        value = int(text)
    elif _BASED.fullmatch(text):
        value = int(text, 0)
    elif _FLOAT.fullmatch(text):
        value = float(text)
    elif _NO_FINITE.fullmatch(text):
        value = float(text.replace(".", ""))
    return value


def data(node: Node) -> object:
    """Give the plain lists, mappings and values that a node stands for."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [data(item) for item in node.nodes]
    return {key: data(item) for key, item in node.nodes.items()}


def place(node: Node, path: Path) -> tuple[int, int]:
    """Give line and column of the node at a path, or of the deepest one on the way to it."""
    for step in path:
        if isinstance(node, Entries) and step in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            break
    return node.line, node.column
