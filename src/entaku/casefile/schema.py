"""The JSON Schema of a case file, written from the model's dataclasses for editors to complete and check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
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
    case_form,
)
from entaku.model.statement import VERBS

FILE: Final = Path(__file__).with_name("case.schema.json")
"""Where the schema lies within the package."""

_LEAVES: Final[Mapping[type, Mapping[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": f"^{MOMENT}$",
    },
}


def schema() -> dict[str, Any]:
    """Give the schema of a case file (JSON Schema 2020-12).

    It states the form: keys, types, words. What names stand for is checked by `rules.faults` alone.
    """
    definitions: dict[str, Any] = {}
    root = _schema(case_form(), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "entaku case",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def text() -> str:
    """Give the schema as the text that is kept in the package."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _schema(shape: Form, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Leaf(kind):
            out = dict(_LEAVES[kind])
        case Choice(words):
            out = {"enum": list(words)}
        case Pair():
            number = {"type": "number"}
            out = {"type": "array", "prefixItems": [number, number], "items": False, "minItems": 2}
        case Anything():
            out = {}
        case Many(of):
            out = {"type": "array", "items": _schema(of, definitions)}
        case Named(of):
            out = {"type": "object", "additionalProperties": _schema(of, definitions)}
        case Made(of, _, _):
            out = _schema(of, definitions)
        case Either(short, long, _):
            out = {"anyOf": [_schema(short, definitions), _schema(long, definitions)]}
        case Record():
            out = _reference(shape, definitions)
    return out


def _reference(shape: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    """Define a record once, and refer to it."""
    name = shape.kind.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _record(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _record(shape: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    verbs = {
        verb: {"description": _first_line(VERBS[verb]), **_schema(form, definitions)}
        for verb, form in shape.verbs.items()
    }
    known = {key: _schema(each.form, definitions) for key, each in shape.fields.items()}
    out = {
        "title": shape.kind.__name__,
        "description": " ".join((shape.kind.__doc__ or "").partition("Examples\n")[0].split()),
        "type": "object",
        "properties": {**verbs, **known},
        "required": [key for key, each in shape.fields.items() if each.required],
        "additionalProperties": False,
    }
    return {**out, "oneOf": [{"required": [verb]} for verb in verbs]} if verbs else out


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
