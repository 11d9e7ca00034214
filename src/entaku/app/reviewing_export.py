"""Accepted claims with all their axes, as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from entaku.app.reviewing import Review
from entaku.exchange.claims_csv import guarded
from entaku.model.errors import NotPossible
from entaku.reading.anchors import selector
from entaku.reading.review import EDITABLE, MODEL

FORM: Final = 1
"""The version of the form in which claims are exported."""
_JOINED: Final = {"holders": " > ", "about": ", "}
COLUMNS: Final = (
    "id",
    "text",
    "sentence",
    "start",
    "end",
    "found",
    "holder",
    *EDITABLE,
    "check",
    "late",
    "status",
    "origin",
    "lexicon",
    "batch",
    "coder",
    "when",
    "reason",
)


def claims(review: Review) -> tuple[dict[str, Any], ...]:
    """Which claims were accepted, with all axes, in the order of the text? Lost ones come last, without a place.

    `text` is what stands in the document, `found` how it was found there (see `reading.anchors`), `status` whether
    it was accepted as suggested or edited first, `origin` the rule that suggested it.
    """
    told = [_claim(review, name) for name in review.state.taken]
    placed = sorted(
        (one for one in told if one["start"] is not None), key=lambda one: (one["start"], one["end"])
    )
    return (*placed, *(one for one in told if one["start"] is None))


def _claim(review: Review, name: str) -> dict[str, Any]:
    text = review.reading.document.text
    acts = [act for act in review.state.standing if act.item == name]
    last = acts[-1]
    place = review.known.places.get(name)
    start, end = review.known.span(name)
    is_lost = start < 0
    quote = last.selector if is_lost else selector(text, start, end)
    coded = review.coding(name)
    holders = list(coded.get("holders", ()))
    rule = str(coded.get("rule", ""))
    return {
        "id": name,
        "text": quote.exact if quote else "",
        "sentence": None if is_lost else name.rpartition(":")[0],
        "start": None if is_lost else start,
        "end": None if is_lost else end,
        "quote": asdict(quote) if quote else None,
        "found": "lost" if is_lost else place.how if place else "position",
        "holder": holders[-1] if holders else "",
        **{axis: coded.get(axis) for axis in EDITABLE},
        "check": bool(coded.get("check")),
        "late": coded.get("late") or None,
        "status": "edited" if review.state.taken[name] else "accepted",
        "origin": rule if rule.startswith(MODEL) else f"rules:{rule}",
        "lexicon": last.lexicon,
        "batch": last.batch or None,
        "coder": last.who,
        "when": last.when,
        "reason": last.reason,
    }


def as_json(review: Review) -> str:
    """Give the accepted claims as JSON; places are code points of the frozen text whose hash stands beside them."""
    document = review.reading.document
    told = {
        "form": FORM,
        "name": document.name,
        "sha256": document.sha256,
        "characters": len(document.text),
        "claims": claims(review),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_csv(review: Review) -> str:
    """Give the accepted claims as CSV; what a spreadsheet would run as a formula is quoted with '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, "sha256"])
    for one in claims(review):
        writer.writerow([*(_cell(name, one[name]) for name in COLUMNS), review.reading.document.sha256])
    return out.getvalue()


def _cell(name: str, value: Any) -> int | str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    return guarded(_JOINED[name].join(value) if name in _JOINED else str(value))


FORMS: Final = {".json": as_json, ".csv": as_csv}


def exported(review: Review, ending: str) -> str:
    """Give the accepted claims in the form that a file's ending asks for.

    Raises
    ------
    NotPossible
        Another ending than .json or .csv.
    """
    if ending.lower() not in FORMS:
        raise NotPossible(f"claims are written as {' or '.join(FORMS)}; got {ending or 'no ending'}")
    return FORMS[ending.lower()](review)


def lost(review: Review) -> Iterable[str]:
    """Which accepted claims are nowhere in the text?"""
    return (one["id"] for one in claims(review) if one["start"] is None)
