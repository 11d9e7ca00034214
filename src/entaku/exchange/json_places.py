"""Where in a JSON text each value stands: asked for only once something is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Final

from entaku.model.errors import Path

Place = tuple[int, int]
"""Line and column, from 1."""
_TOKEN: Final = re.compile(r'[{}\[\],]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')
_NONE: Final = re.compile(r"NaN|-?Infinity|-?\d{4300,}")


@dataclass(slots=True)
class Places:
    """The place of the value at each path, of the first key that stands twice, and of the first number that is none."""

    values: dict[Path, Place] = field(default_factory=dict)
    twice: tuple[Path, Place] = ((), (0, 0))
    no_number: Place = (0, 0)


def _key(word: str) -> str:
    """Give the key that stands in quotes; as it stands where it is no JSON."""
    try:
        return str(json.loads(word)) if "\\" in word else word[1:-1]
    except ValueError:
        return word


def places(text: str) -> Places:
    r"""Where does each value of a JSON text stand, as far as it is JSON?

    Examples
    --------
    >>> found = places('{"a": [1,\n 2], "a": 3}')
    >>> found.values[("a", 1)], found.twice
    ((2, 2), (('a',), (2, 6)))
    """
    found = Places()
    path: list[str | int] = []
    lists: list[bool] = []
    keyed = True  # what comes next is a value
    line, start, last = 1, 0, 0
    for match in _TOKEN.finditer(text):
        word, at = match[0], match.start()
        line, start = line + text.count("\n", last, at), max(start, text.rfind("\n", last, at) + 1)
        last, place = at, (line, at - start + 1)
        if word in "}]":
            del path[-1:], lists[-1:]
            keyed = True
        elif word == ",":
            keyed = not lists or lists[-1]
            if lists and lists[-1]:
                path[-1] = int(path[-1]) + 1
        elif not keyed:
            if word[0] != '"':
                break  # from here on it is no JSON
            path[-1] = _key(word)
            if tuple(path) in found.values and not found.twice[0]:
                found.twice = (tuple(path), place)
            keyed = True
        else:
            found.values[tuple(path)] = place
            if _NONE.fullmatch(word) and found.no_number == (0, 0):
                found.no_number = place
            if word in "{[":
                lists.append(word == "[")
                path.append(0)
                keyed = lists[-1]
    return found
