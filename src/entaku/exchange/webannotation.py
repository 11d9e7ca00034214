"""The W3C's Web Annotation model as JSON-LD: one annotation a claim, nothing lost either way.

An annotation aims at the text by its hash, with the position and the quotation side by side; its body holds the
axes of the claim in terms of our own, which the second context names. Source: W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

from entaku.exchange.claims_form import At, Checked, Page, values
from entaku.exchange.document import kind, parsed
from entaku.model.document import Annotation

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
OURS: Final = "urn:x-entaku:"
HASH: Final = "urn:sha256:"
TERMS: Final[dict[str, Any]] = {
    "entaku": f"{OURS}term:",
    "Claim": "entaku:Claim",
    "holders": {"@id": "entaku:holders", "@container": "@list"},
    "cues": {"@id": "entaku:cues", "@container": "@list"},
    **{
        name: f"entaku:{name}"
        for name in (
            "modality",
            "likelihood",
            "word",
            "scale",
            "polarity",
            "public",
            "presupposed",
            "rule",
            "status",
        )
    },
}
"""What the words of a body mean."""
_AXES: Final = ("holders", "modality", "likelihood", "polarity", "public", "presupposed", "rule", "status")
_ITEM: Final = ("@context", "id", "type", "motivation", "creator", "created", "body", "target")
_PAGE: Final = ("@context", "id", "type", "label", "items")


def written(page: Page) -> str:
    """Which JSON-LD document holds the annotations of a page?

    Examples
    --------
    >>> one = Annotation(id="A1", start=4, end=7, exact="old")
    >>> made = json.loads(written(Page(name="a.txt", text="the old bridge", sha256="00", annotations=(one,))))
    >>> made["items"][0]["target"]["selector"][0]
    {'type': 'TextPositionSelector', 'start': 4, 'end': 7}
    """
    source = _source(page)
    document = {
        "@context": [CONTEXT, TERMS],
        "id": f"{OURS}page:{page.sha256}",
        "type": "AnnotationPage",
        "label": page.name,
        "items": [_item(one, source) for one in page.annotations],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _source(page: Page) -> str:
    return f"{HASH}{page.sha256}"


def _item(one: Annotation, source: str) -> dict[str, Any]:
    plain = values(one)
    claim = {"type": "Claim", **{name: plain[name] for name in _AXES}}
    claim["cues"] = [{"start": start, "end": end} for start, end in one.cues]
    remark = {"type": "TextualBody", "value": one.note, "purpose": "commenting"}
    item: dict[str, Any] = {
        "id": OURS + quote(one.id, safe=""),
        "type": "Annotation",
        "motivation": "classifying",
    }
    if one.creator:
        agent = "Software" if one.status == "suggested" else "Person"
        item["creator"] = {"type": agent, "name": one.creator}
    if one.created:
        item["created"] = one.created
    item["body"] = [claim, remark] if one.note else claim
    item["target"] = {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": one.start, "end": one.end},
            {"type": "TextQuoteSelector", "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix},
        ],
    }
    return item


def read(data: str, page: Page, file: str = "") -> tuple[Annotation, ...]:
    """Which annotations does a JSON-LD document hold for this page: a page of them, a list, or a single one?

    Raises
    ------
    BadInput
        With every fault and its place: another text, other words, a key or value that is not known.
    """
    document = parsed(data, file)
    noted = Checked(page)
    found = tuple(_read_item(noted, at, item) for at, item in _items(noted, document))
    noted.done(file)
    return found


def _items(noted: Checked, document: Any) -> list[tuple[At, Any]]:
    if isinstance(document, list):
        return [(At((place,)), item) for place, item in enumerate(document)]
    if not isinstance(document, dict):
        noted.fault(At(), kind(document), "an AnnotationPage, a list of annotations, or one")
        return []
    if document.get("type") == "Annotation":
        return [(At(), document)]
    noted.known(At(), document, _PAGE)
    noted.word(At(("type",)), document.get("type"), ("AnnotationPage",))
    items = document.get("items")
    if not isinstance(items, list):
        noted.fault(At(("items",)), kind(items), "a list of annotations")
        return []
    return [(At(("items", place)), item) for place, item in enumerate(items)]


def _read_item(noted: Checked, at: At, item: Any) -> Annotation:
    given = _object(noted, at, item, _ITEM)
    noted.word(at / "type", given.get("type"), ("Annotation",))
    noted.word(at / "motivation", given.get("motivation", "classifying"), ("classifying",))
    target = _object(noted, at / "target", given.get("target"), ("source", "selector"))
    source = target.get("source")
    named = isinstance(source, str) and source.startswith(HASH)
    noted.hash(at / "target" / "source", str(source)[len(HASH) :] if named else source)
    selected = _selectors(noted, at / "target" / "selector", target.get("selector"))
    claim, note = _bodies(noted, at / "body", given.get("body"))
    raw = {name: claim[name] for name in _AXES if name in claim}
    raw |= selected
    raw |= {"id": _name(given.get("id")), "note": note, "created": given.get("created", "")}
    raw["creator"] = _creator(noted, at / "creator", given.get("creator"))
    raw["cues"] = _cues(noted, at / "body" / "cues", claim.get("cues", []))
    return noted.annotation(at, raw)


def _object(noted: Checked, at: At, value: Any, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        noted.fault(at, kind(value), "an object")
        return {}
    noted.known(at, value, known)
    return value


def _name(value: Any) -> Any:
    return unquote(value.removeprefix(OURS)) if isinstance(value, str) and value.startswith(OURS) else value


def _creator(noted: Checked, at: At, value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value or ""
    return _object(noted, at, value, ("id", "type", "name")).get("name", "")


def _selectors(noted: Checked, at: At, value: Any) -> dict[str, Any]:
    """Give the position and the quotation; each has to be there once."""
    found: dict[str, Any] = {}
    kinds = {"TextPositionSelector": ("start", "end"), "TextQuoteSelector": ("exact", "prefix", "suffix")}
    if not isinstance(value, list):
        noted.fault(at, kind(value), "a list of a TextPositionSelector and a TextQuoteSelector")
        return found
    seen = []
    for place, one in enumerate(value):
        known = ("type", *(name for names in kinds.values() for name in names))
        given = _object(noted, at / place, one, known)
        which = noted.word(at / place / "type", given.get("type"), tuple(kinds))
        seen.append(which)
        found |= {name: given[name] for name in kinds[which] if name in given}
    if sorted(seen) != sorted(kinds):
        noted.fault(at, f"{len(seen)} selectors", "one TextPositionSelector and one TextQuoteSelector")
    return found


def _bodies(noted: Checked, at: At, value: Any) -> tuple[Mapping[str, Any], Any]:
    """Give the body that is a claim, and the text of the one that is a remark."""
    claim: Mapping[str, Any] = {}
    notes: list[Any] = []
    bodies = value if isinstance(value, list) else [value]
    for place, one in enumerate(bodies):
        where = at / place if isinstance(value, list) else at
        if isinstance(one, dict) and one.get("type") == "TextualBody":
            noted.known(where, one, ("type", "value", "purpose", "format", "language"))
            notes.append(one.get("value"))
        elif claim:
            noted.fault(where, "a second claim", "one claim an annotation")
        else:
            claim = _object(noted, where, one, ("type", "cues", *_AXES))
            noted.word(where / "type", claim.get("type"), ("Claim",))
    if not claim:
        noted.fault(at, "no claim", "a body of type Claim")
    if len(notes) > 1:
        noted.fault(at, f"{len(notes)} remarks", "at most one TextualBody")
    return claim, notes[0] if notes else ""


def _cues(noted: Checked, at: At, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    pairs = []
    for place, one in enumerate(value):
        given = _object(noted, at / place, one, ("start", "end"))
        pairs.append([given.get("start"), given.get("end")])
    return pairs
