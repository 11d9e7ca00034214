"""Compares what a publication says must come out with what a lens gives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from entaku.model.case import Expectation

NUMBER = re.compile(r"-?(\d+(/\d+)?|\d*\.\d+)")


def differences(expected: Expectation, data: Mapping[str, Any]) -> list[str]:
    """Say where a lens's data departs from an expectation; empty where it does not.

    A place is a path of keys and list positions, `verdicts.0.served`. Numbers may be written as fractions
    ("421/2145") on either side; `within` is how far apart two numbers may be.
    """
    found: Any = data
    for step in expected.at.split("."):
        if isinstance(found, Mapping) and step in found:
            found = found[step]
        elif isinstance(found, Sequence) and not isinstance(found, str) and step.isdigit():
            if int(step) >= len(found):
                return [f"{expected.at}: there are only {len(found)} before {step}"]
            found = found[int(step)]
        else:
            return [f"{expected.at}: there is no {step}"]
    return list(_apart(expected.at, expected.value, found, expected.within))


def _apart(place: str, expected: Any, found: Any, within: float) -> Iterator[str]:
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        if set(expected) != set(found):
            yield f"{place}: got {sorted(found)}, not {sorted(expected)}"
        for key in set(expected) & set(found):
            yield from _apart(f"{place}.{key}", expected[key], found[key], within)
    elif _listed(expected) and _listed(found):
        if len(expected) != len(found):
            yield f"{place}: got {len(found)} entries, not {len(expected)}"
        for number, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from _apart(f"{place}.{number}", one, other, within)
    elif (wanted := _number(expected)) and (given := _number(found)):
        if abs(wanted[0] - given[0]) > Fraction(within):
            yield f"{place}: got {found}, not {expected} (within {within:g})"
    elif type(expected) is not type(found) or expected != found:
        yield f"{place}: got {found!r}, not {expected!r}"


def _listed(value: object) -> bool:
    return isinstance(value, list | tuple)


def _number(value: object) -> tuple[Fraction, ...]:
    """Give the number a value stands for, or nothing."""
    match value:
        case bool():
            return ()
        case int() | Fraction():
            return (Fraction(value),)
        case float() if math.isfinite(value):
            return (Fraction(value),)
        case str() if NUMBER.fullmatch(value):
            return (Fraction(value),)
        case _:
            return ()
