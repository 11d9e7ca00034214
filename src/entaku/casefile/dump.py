"""Writes a case as YAML in one canonical way, which reads back as the same case."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from entaku.casefile.form import Either, Form, Made, Many, Named, Pair, Record, case_form, form
from entaku.casefile.tree import resolved
from entaku.model.case import Case

WIDTH: Final = 100
"""A list or mapping that fits on a line of this many characters is written on one line."""

SCHEMA: Final = "case.schema.json"
_BARE: Final = re.compile(r"[^\W\d][\w./%+()~–—’・。、「」 -]*(?<! )")
_EXACT: Final = 1e15
_OLD_TRUTH: Final = frozenset({"y", "n", "yes", "no", "on", "off"})
"""Words that programs of YAML 1.1 take for truth values; in quotes they are safe there too."""


def dump(case: Case, *, schema: str = SCHEMA) -> str:
    """Give the canonical YAML of a case; `reads(dump(case)) == case`.

    `schema` is where an editor finds the JSON Schema, seen from the file; empty for no such line.
    """
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    parts = [_lines(f"{scalar(key)}:", value, 0) for key, value in written(case_form(), case).items()]
    out = ""
    for before, part in zip([[], *parts], parts, strict=False):
        # What takes several lines stands between empty ones.
        out += "\n" if len(before) > 1 or (before and len(part) > 1) else ""
        out += "".join(f"{line}\n" for line in part)
    return head + out


def entry(item: Any) -> Any:
    """Give a dataclass of the model as the plain mapping that a case file holds for it.

    Examples
    --------
    >>> from entaku.model.statement import RedLine, Statement
    >>> entry(Statement(id="S1", party="UP", says=RedLine(issue="dam", option="none"), because=("analyst",)))
    {'id': 'S1', 'party': 'UP', 'red_line': {'issue': 'dam', 'option': 'none'}, 'because': 'analyst'}
    """
    kind: type = type(item)
    return written(form(kind), item)


def written(shape: Form, value: Any) -> Any:
    """Give a value of the model as the plain lists, mappings and values that its form writes."""
    out = value
    match shape:
        case Record():
            out = _record(shape, value)
        case Many(of):
            out = [written(of, item) for item in value]
        case Named(of):
            out = {key: written(of, item) for key, item in value.items()}
        case Pair():
            out = [value.low, value.high]
        case Made(of, _, part):
            out = written(of, part(value))
        case Either(short, long, short_if):
            out = written(short if short_if(value) else long, value)
        case _:
            pass
    return out


def _record(shape: Record, value: Any) -> dict[str, Any]:
    """Write what differs from the default, in the order of the model."""
    keys = {each.attribute: each for each in shape.fields.values()}
    out: dict[str, Any] = {}
    for name in (each.name for each in fields(shape.kind)):
        part = getattr(value, name)
        if name not in keys:
            out[value.verb] = written(shape.verbs[value.verb], part)
        elif keys[name].required or part != keys[name].default():
            out[keys[name].key] = written(keys[name].form, part)
    return out


def _lines(head: str, value: Any, indent: int) -> list[str]:
    """Give the lines of a value that follows a key or a dash; in one line where it fits."""
    start = " " * indent + head
    flat = _flat(value)
    if not isinstance(value, (list, tuple, dict)) or not value:
        return [f"{start} {flat}"]
    if not _spreads(value, indent) and len(start) + len(flat) < WIDTH:
        return [f"{start} {flat}"]
    inner = indent + 2
    if isinstance(value, dict):
        parts = [_lines(f"{scalar(key)}:", item, inner) for key, item in value.items()]
    else:
        parts = [_lines("-", item, inner) for item in value]
    if head != "-":
        return [start, *(line for part in parts for line in part)]
    # A dash shares its line with what it begins.
    rest = [line for part in parts for line in part]
    return [f"{start} {rest[0][inner:]}", *rest[1:]]


def _spreads(value: Any, indent: int) -> bool:
    """Tell whether a value is a list of records that has a line for each: several, or a part of the case."""
    records = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return records and (len(value) > 1 or indent == 0)


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {_flat(item)}' for key, item in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flat(item) for item in value)}]"
    return scalar(value)


def scalar(value: Any) -> str:
    """Write one value, a text in quotes wherever it could be taken for something else."""
    if isinstance(value, str):
        plain = _BARE.fullmatch(value) and resolved(value) is value and value.lower() not in _OLD_TRUTH
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return json.dumps(value)
