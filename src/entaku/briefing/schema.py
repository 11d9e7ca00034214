"""Which form the data of a briefing have: a JSON Schema written from the types themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entaku.briefing.page import SCHEMA, Briefing

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": ["number", "null"]},
    date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) that every briefing's data follow."""
    parts: dict[str, Any] = {}
    _record(Briefing, parts)
    whole = parts.pop("Briefing")
    whole["properties"] = {"schema": {"const": SCHEMA}, **whole["properties"]}
    whole["required"] = ["schema", *whole["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": parts}


def _form(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """Give the form of a type; records go to `parts` and are referred to by name."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [one.value for one in kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, parts)
    return _composed(typing.get_origin(kind), typing.get_args(kind), parts)


def _record(kind: type, parts: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in parts:
        parts[kind.__name__] = {}
        hints = typing.get_type_hints(kind)
        held = {field.name: _form(hints[field.name], parts) for field in fields(kind)}
        parts[kind.__name__] = {
            "type": "object",
            "properties": held,
            "required": list(held),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _composed(origin: Any, inside: tuple[Any, ...], parts: dict[str, Any]) -> dict[str, Any]:
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_form(one, parts) for one in inside]}
    if origin is tuple:
        return {"type": "array", "items": _form(inside[0], parts)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _form(inside[1], parts)}
    raise TypeError(f"a type that data of a briefing can have, not {origin}")
