"""Refuses what a case file must not be before anything is made of it: bombs, wrong encodings, doubled keys.

The text is walked once, as parser events; nothing is constructed, resolved or followed on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from entaku.casefile.tree import Entries, Items, Node, Scalar
from entaku.model.errors import BadInput, Fault, Path
from entaku.model.names import UNSAFE, code_point, shown
from entaku.model.rules import MAX_FAULTS

MAX_BYTES: Final = 1 << 20
MAX_NODES: Final = 200_000
MAX_DEPTH: Final = 32

BOM: Final = b"\xef\xbb\xbf"
_TOO_LONG: Final = Fault((), "more than 1 MiB", "a case file of at most 1 MiB", "Keep documents elsewhere.")
_TOO_DEEP: Final = ("more than 32 levels", "a case of at most 32", "")
_UTF_16_32: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_ELSE: Final = (("shift_jis", "Shift-JIS"), ("euc_jp", "EUC-JP"))
_REMEDIES: Final = (
    ("mapping values are not allowed", "Put a text that holds ': ' in quotes."),
    ("cannot start any token", "Put a text that begins with this sign in quotes."),
    ("could not find expected ':'", "Check the indentation, and the ': ' after the key."),
)


def decoded(raw: bytes, file: str = "") -> str:
    """Give the text of a case file, which is UTF-8 with or without a byte order mark.

    Raises
    ------
    BadInput
        For more than 1 MiB and for every other encoding, with the place of the first wrong byte.
    """
    allowed = "text in UTF-8"
    if len(raw) > MAX_BYTES:
        raise BadInput((_TOO_LONG,), file)
    if raw.startswith(_UTF_16_32):
        fault = Fault((), "text in UTF-16 or UTF-32", allowed, "Save the file as UTF-8.")
        raise BadInput((fault,), file)
    if b"\0" in raw:
        line, column = _line_column(raw[: raw.index(b"\0")].decode("utf-8", "replace"))
        remedy = "The file looks like UTF-16 or is no text; save it as UTF-8."
        raise BadInput((Fault((), "a zero byte", allowed, remedy, line, column),), file)
    try:
        return raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _line_column(raw[: error.start].decode("utf-8", "replace"))
        got = f"the byte 0x{raw[error.start]:02X}, which is not UTF-8"
        other = next((name for codec, name in _ELSE if _reads_as(raw, codec)), "another encoding")
        remedy = f"The file looks like {other}; save it as UTF-8."
        raise BadInput((Fault((), got, allowed, remedy, line, column),), file) from None


def grown(text: str, file: str = "") -> Node:
    """Give the nodes of a YAML text.

    Raises
    ------
    BadInput
        With every anchor, alias, tag, directive, doubled key and invisible character; or with the one place
        where the text stops being YAML, or is deeper, longer or more than one case can be.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise BadInput((_TOO_LONG,), file)
    if UNSAFE.search(text) and (faults := tuple(islice(_unsafe(text), MAX_FAULTS))):
        raise BadInput(faults, file)
    grower = _Grower()
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            grower.take(event)
    except _Stop as stop:
        grower.faults.append(stop.fault)
    except Exception as error:  # noqa: BLE001 - the parser's own errors on hostile text are of any kind
        grower.faults.append(_not_yaml(error, text))
    root = grower.root
    if not grower.faults and (root is None or (isinstance(root, Scalar) and root.value is None)):
        grower.faults.append(Fault((), "an empty file", "a case", "Begin with 'entaku: 1'.", 1, 1))
    if root is None or grower.faults:
        raise BadInput(tuple(grower.faults[-MAX_FAULTS:]), file)
    return root


# Only events are taken from PyYAML, never its types: it would read NO as false. libyaml reads them in a tenth
# of the time, so a bomb is refused before it costs anything.
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):  # noqa: N818 - it leaves this module as a fault
    """The text is no case, and reading on would only cost time."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(slots=True)
class _Open:
    """A collection that is being filled; `key` waits for its value, `step` leads to what was placed last."""

    node: Items | Entries
    key: Scalar | None = None
    step: str | int = ""


class _Grower:
    """Grows nodes from parser events and notes what must not be there."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        if isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self.open.pop()
        elif isinstance(event, DocumentStartEvent):
            self._document(event)
        elif isinstance(event, AliasEvent):
            self._place(Scalar("", False, *_mark(event)))  # noqa: FBT003
            self._fault(event, f"the alias {shown(f'*{event.anchor}')}", "no aliases", "Write the value out.")
        elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent)):
            self._node(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Stop(Fault((), "a second document", "one case a file", "Remove '---'.", *_mark(event)))
        if event.tags or event.version not in (None, (1, 2)):
            self._fault(event, "a directive", "no directives", "Remove the line that begins with %.")

    def _node(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _Stop(Fault((), "over 200,000 values", "a case of at most 200,000", "", *_mark(event)))
        node = self._made(event)
        self._place(node)
        if event.anchor is not None:
            self._fault(
                event, f"the anchor {shown(f'&{event.anchor}')}", "no anchors", "Write the value out twice."
            )
        if event.tag is not None:
            self._fault(
                event, f"the tag {shown(event.tag)}", "no tags", "Remove it; the form says what is meant."
            )
        if not isinstance(node, Scalar):
            if len(self.open) >= MAX_DEPTH:
                raise _Stop(Fault((), *_TOO_DEEP, *_mark(event)))
            self.open.append(_Open(node))

    def _made(self, event: Any) -> Node:
        """Make the node that an event begins; a block or nothing begins, for a reader, at its key."""
        key = self.open[-1].key if self.open else None
        scalar = isinstance(event, ScalarEvent)
        inline = bool(event.value or event.style) if scalar else event.flow_style
        line, column = _mark(event) if key is None or inline else (key.line, key.column)
        if scalar:
            return Scalar(event.value, event.implicit[0], line, column)
        return Items(line, column) if isinstance(event, SequenceStartEvent) else Entries(line, column)

    def _place(self, node: Node) -> None:
        """Hang the node under the one that is open; in a mapping the first of two is the key."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.node, Items):
            parent.step = len(parent.node.nodes)
            parent.node.nodes.append(node)
        elif parent.key is None:
            parent.key = self._key(parent, parent.node, node)
        else:
            parent.node.nodes[parent.key.text] = node
            parent.key = None

    def _key(self, parent: _Open, entries: Entries, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            here, mark = self._here()[:-1], (node.line, node.column)
            raise _Stop(Fault(here, "a list or mapping as a key", "a text as a key", "", *mark))
        parent.step = node.text
        first = entries.keys.setdefault(node.text, node)
        if first is not node:
            got = f"the key {shown(node.text)} a second time"
            remedy = f"It stands first in line {first.line}; remove one of the two."
            self._note(Fault(self._here(), got, "each key once", remedy, node.line, node.column))
        return node

    def _here(self) -> Path:
        """Give the path of what was placed last."""
        return tuple(opened.step for opened in self.open)

    def _fault(self, event: Any, got: str, allowed: str, remedy: str) -> None:
        self._note(Fault(self._here(), got, allowed, remedy, *_mark(event)))

    def _note(self, fault: Fault) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(fault)


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _line_column(before: str) -> tuple[int, int]:
    """Give line and column of what follows this text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _reads_as(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _unsafe(text: str) -> Iterator[Fault]:
    """Name every character in the raw text that a case must not hold, at its own place."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        for found in UNSAFE.finditer(line):
            got = f"the character {code_point(found[0])}"
            remedy = "Remove it; it cannot be seen."
            yield Fault((), got, "characters that can be seen", remedy, number, found.start() + 1)


def _not_yaml(error: Exception, text: str) -> Fault:
    """Say in one line where and why the parser stopped."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault((), f"text that is not YAML ({str(error)[:100]})", "YAML 1.2")
    problem, mark, began = str(error.problem), error.problem_mark, error.context_mark
    if "nesting depth" in problem:  # the parser looks ahead and gives up before the grower can
        return Fault((), *_TOO_DEEP, mark.line + 1, mark.column + 1)
    remedy = next((words for sign, words in _REMEDIES if sign in problem), "")
    lines = text.splitlines()
    if mark.line < len(lines) and lines[mark.line][mark.column :].startswith("\t"):
        remedy = "Indent with spaces, not with tabs."
    if not remedy and error.context and began is not None:
        remedy = f"It was met {error.context} that begins in line {began.line + 1}."
    return Fault((), f"text that is not YAML ({problem})", "YAML 1.2", remedy, mark.line + 1, mark.column + 1)
