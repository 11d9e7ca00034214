"""A briefing as data: what programs read, with both languages and every digit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from entaku.briefing.page import SCHEMA, Briefing
from entaku.briefing.plain import whole


def document(briefing: Briefing) -> dict[str, Any]:
    """Give a briefing as plain values that JSON can hold, always in the same order.

    Texts are `{"en": ..., "ja": ...}`; bases are sorted by id; numbers keep all their digits, and what is
    not a number is null; half a character, which JSON readers refuse, becomes the replacement sign.
    """
    held = _plain(briefing)
    held["bases"] = dict(sorted(held["bases"].items()))
    return {"schema": SCHEMA, **held}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {whole(str(key)): _plain(held) for key, held in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(held) for held in value]
    if isinstance(value, str):
        return whole(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value
