"""A YAML document read with care: no aliases, no tags, bounded, each key once; scalars keep their letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from entaku.model.errors import BadInput, Fault, Path
from entaku.model.names import shown

MAX_DEPTH: Final = 32
MAX_NODES: Final = 20_000
MAX_LETTERS: Final = 1 << 19
"""A YAML reader is slow; more could take it seconds."""
Places = dict[Path, tuple[int, int]]
"""Line and column, from 1, of what stands at each path of a document."""
PACKAGES: Final = (("mapping",), ("ufun", "mapping"))
"""Where a key may be a list: the options of a package."""
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


class _RefusedError(Exception):
    """What a document must not have, and where; it leaves this module as a fault."""

    def __init__(self, event: Event, path: Path, got: str, allowed: str) -> None:
        self.fault = Fault(path, got, allowed, "", *_at(event))
        super().__init__(got)


def document(text: str, file: str) -> tuple[Any, Places]:
    """Give the document of a YAML text, and where everything in it stands.

    A scalar is a text as written, or nothing; no other is resolved, for options may be called no, on or 1e3.

    Raises
    ------
    BadInput
    """
    if len(text) > MAX_LETTERS:
        raise BadInput(
            (Fault((), "more than 512 KiB of YAML", "at most 512 KiB", "Write it as JSON."),), file
        )
    try:
        events = _bounded(yaml.parse(text, Loader=yaml.SafeLoader))
        places: Places = {}
        made: list[Any] = []
        for event in events:
            if isinstance(event, NodeEvent) and not made:
                made.append(_value(event, events, (), places))
            elif isinstance(event, NodeEvent):
                _refuse_second(event)
    except _RefusedError as error:
        raise BadInput((error.fault,), file) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise BadInput(
            (Fault((), f"text that is not YAML ({error.problem})", "YAML", "", *at),), file
        ) from None
    except YAMLError as error:
        got = f"text that is not YAML ({' '.join(str(error).split())[:80]})"
        raise BadInput((Fault((), got, "YAML"),), file) from None
    return (made[0] if made else None), places


def _refuse_second(event: Event) -> None:
    raise _RefusedError(event, (), "a second document", "one document a file")


def _bounded(events: Iterator[Event]) -> Iterator[Event]:
    for number, event in enumerate(events):
        if number > MAX_NODES:
            raise _RefusedError(event, (), f"more than {MAX_NODES:,} parts", "a document of fewer")
        yield event


def _at(event: Event) -> tuple[int, int]:
    mark: Any = event.start_mark  # the parser gives every event one
    return mark.line + 1, mark.column + 1


def _value(event: Event, events: Iterator[Event], path: Path, places: Places) -> Any:
    """Make the value that begins with an event, and note where it stands."""
    places[path] = _at(event)
    if len(path) > MAX_DEPTH:
        raise _RefusedError(event, path[:3], f"more than {MAX_DEPTH} levels", "a document of fewer")
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise _RefusedError(event, path, "an anchor or alias", "everything written out where it stands")
    if (tag := getattr(event, "tag", None)) not in (None, "!"):
        raise _RefusedError(event, path, f"the tag {shown(str(tag))}", "no tags")
    if isinstance(event, ScalarEvent):
        return _scalar(event)
    if isinstance(event, SequenceStartEvent):
        return _items(events, path, places)
    return _entries(events, path, places)


def _items(events: Iterator[Event], path: Path, places: Places) -> list[Any]:
    found: list[Any] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        found.append(_value(event, events, (*path, len(found)), places))
    return found


def _entries(events: Iterator[Event], path: Path, places: Places) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        key: Any = event.value if isinstance(event, ScalarEvent) else None
        if isinstance(event, SequenceStartEvent) and path in PACKAGES:
            words = _items(events, path, {})
            key = tuple(words) if all(isinstance(word, str) for word in words) else None
        if key is None:
            raise _RefusedError(event, path, "a key that is no text", "keys of one line")
        name = key if isinstance(key, str) else ", ".join(key)
        if key in found:
            raise _RefusedError(event, (*path, name), f"the key {shown(name)} a second time", "each key once")
        found[key] = _value(next(events), events, (*path, name), places)
    return found


def _scalar(event: ScalarEvent) -> str | None:
    words: str = event.value
    return None if event.implicit[0] and words in _NOTHING else words
