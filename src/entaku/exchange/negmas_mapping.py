"""A utility function of NegMAS that lists packages, each with its value: one key an option, or a list of options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, Final

from entaku.exchange.document import Noted, kind
from entaku.exchange.domain_form import Matter, fraction, label
from entaku.exchange.domain_joint import MOST_JOINT, TOO_MANY, Term
from entaku.model.errors import Path
from entaku.model.names import did_you_mean, shown

MAPPING: Final = "MappingUtilityFunction"
KEYS: Final = ("mapping", "default")
_FEW: Final = 3
"""How many packages without a value are named."""

Package = tuple[int, ...]


def mapped(noted: Noted, path: Path, given: Mapping[str, Any], matters: Sequence[Matter]) -> tuple[Term, ...]:
    """What is each package worth, as one term over all issues? Packages that are not listed have the default."""
    count = prod(len(matter.options) for matter in matters)
    if count > MOST_JOINT and len(matters) > 1:
        noted.fault(
            (*path, "mapping"), f"a value for each of {count:,} packages", f"at most {MOST_JOINT:,}", TOO_MANY
        )
        return ()
    held = given.get("mapping")
    if not isinstance(held, dict):
        noted.fault((*path, "mapping"), kind(held), "packages with their values")
        return ()
    table: dict[Package, Fraction] = {}
    for key, value in held.items():
        at: Path = (*path, "mapping", key if isinstance(key, str) else ", ".join(key))
        package = _package(noted, at, key, matters)
        if package in table:
            noted.fault(at, "a package a second time", "each once")
        table[package] = fraction(noted, at, value)
    otherwise = given.get("default")
    if otherwise is not None and not str(otherwise).lstrip("-").startswith((".", "inf")):
        table = dict.fromkeys(_all(matters), fraction(noted, (*path, "default"), otherwise)) | table
    if not noted.faults and (lacking := [one for one in _all(matters) if one not in table]):
        named = "; ".join(
            ", ".join(matter.options[place] for matter, place in zip(matters, one, strict=True))
            for one in lacking[:_FEW]
        )
        noted.fault(
            (*path, "mapping"),
            f"no value for {len(lacking):,} packages: {named}",
            "a value for each, or a default",
        )
    return (Term(tuple(range(len(matters))), lambda choice: table[choice]),)


def _all(matters: Sequence[Matter]) -> list[Package]:
    return list(product(*(range(len(matter.options)) for matter in matters)))


def _package(noted: Noted, path: Path, key: Any, matters: Sequence[Matter]) -> Package:
    """Give the places of the options that a key names, the first ones where it names others."""
    words = [key] if isinstance(key, str) else list(key)
    if len(words) != len(matters):
        noted.fault(path, f"{len(words)} options", f"{len(matters)}, one for each issue in its order: [a, b]")
        return (0,) * len(matters)
    places = []
    for matter, word in zip(matters, words, strict=True):
        option = label(noted, path, word)
        if option not in matter.options:
            remedy = did_you_mean(option, matter.options)
            noted.fault(
                path, f"{shown(option)}, an option that {shown(matter.name)} has not", "its options", remedy
            )
        places.append(matter.options.index(option) if option in matter.options else 0)
    return tuple(places)
