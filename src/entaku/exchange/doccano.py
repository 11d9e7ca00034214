"""doccano's JSONL with entities and relations: one line, the text and what is marked in it.

A claim is an entity whose label is its modality; its cues and, where his own words stand near, its innermost holder
are entities too, joined to it by relations. What else is known of a claim has no place there: `lost` counts it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from entaku.exchange.claims_form import MODALITIES, At, Checked, Page, nearest, placed
from entaku.exchange.document import kind, parsed
from entaku.model.document import Annotation
from entaku.model.errors import BadInput
from entaku.model.source import AUTHOR, UNNAMED

CUE: Final = "cue"
HOLDER: Final = "holder"
_LABELS: Final = (*MODALITIES, CUE, HOLDER)
_RELATIONS: Final = ("held_by", "has_cue")
_ENDS: Final = {"held_by": HOLDER, "has_cue": CUE}
_LINE: Final = ("id", "text", "entities", "relations", "Comments", "name", "sha256")


def written(page: Page) -> str:
    """Which line of JSON holds the annotations of a page?

    Examples
    --------
    >>> one = Annotation(id="A1", start=4, end=7, exact="old", modality="likely")
    >>> made = json.loads(written(Page(name="a.txt", text="the old bridge", sha256="00", annotations=(one,))))
    >>> made["entities"]
    [{'id': 1, 'label': 'likely', 'start_offset': 4, 'end_offset': 7}]
    """
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    known: dict[tuple[str, int, int], int] = {}

    def entity(label: str, start: int, end: int) -> int:
        number = len(entities) + 1
        entities.append({"id": number, "label": label, "start_offset": start, "end_offset": end})
        return number

    def joined(claim: int, relation: str, start: int, end: int) -> None:
        key = (_ENDS[relation], start, end)
        if key not in known:
            known[key] = entity(*key)
        relations.append({"id": len(relations) + 1, "from_id": claim, "to_id": known[key], "type": relation})

    for one in page.annotations:
        claim = entity(one.modality, one.start, one.end)
        start, end = nearest(page.text, one.holders[-1], one.start, one.end)
        if end and one.holders[-1] not in (AUTHOR, UNNAMED):
            joined(claim, "held_by", start, end)
        for cue in one.cues:
            joined(claim, "has_cue", *cue)
    line = {
        "name": page.name,
        "sha256": page.sha256,
        "text": page.text,
        "entities": entities,
        "relations": relations,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def read(data: str, page: Page, file: str = "") -> tuple[Annotation, ...]:
    """Which annotations does a JSONL file of one line hold for this page?

    Raises
    ------
    BadInput
        With every fault, its line and its place: another text, an entity or relation that leads nowhere.
    """
    noted = Checked(page)
    lines = [(number, line) for number, line in enumerate(data.split("\n"), start=1) if line.strip()]
    if not lines:
        noted.fault(At(), "no line", "one line with the text and its entities")
    for number, _ in lines[1:]:
        noted.fault(At((), number), "a second document", "one line", "Give the line of this document alone.")
    found: tuple[Annotation, ...] = ()
    for number, line in lines[:1]:
        found = _line(noted, At((), number), _document(line, number, file))
    noted.done(file)
    return found


def _document(line: str, number: int, file: str) -> Any:
    try:
        return parsed(line, file)
    except BadInput as wrong:
        raise BadInput(tuple(replace(fault, line=number) for fault in wrong.faults), file) from None


def _line(noted: Checked, at: At, document: Any) -> tuple[Annotation, ...]:
    if not isinstance(document, dict):
        noted.fault(at, kind(document), "an object with text, entities and relations")
        return ()
    noted.known(at, document, _LINE)
    if document.get("text") != noted.page.text:
        noted.fault(at / "text", kind(document.get("text")), f"the text of {noted.page.name}, unchanged")
    if "sha256" in document:
        noted.hash(at / "sha256", document["sha256"])
    entities = _entities(noted, at / "entities", document.get("entities"))
    ends = _relations(noted, at / "relations", document.get("relations", []), entities)
    return tuple(
        _claim(noted, at / "entities" / place, number, entity, ends.get(number, []))
        for place, (number, entity) in enumerate(entities.items())
        if entity["label"] in MODALITIES
    )


def _entities(noted: Checked, at: At, value: Any) -> dict[int, dict[str, Any]]:
    """Give the entities by their numbers; one whose label or place is wrong is noted."""
    found: dict[int, dict[str, Any]] = {}
    for place, one in enumerate(_list(noted, at, value)):
        where = at / place
        if not isinstance(one, dict):
            noted.fault(where, kind(one), "an object")
            continue
        noted.known(where, one, ("id", "label", "start_offset", "end_offset"))
        number = _number(noted, where / "id", one.get("id"))
        if number in found:
            noted.fault(where / "id", f"the id {number} a second time", "each id once")
        label = noted.word(where / "label", one.get("label"), _LABELS)
        start, end = noted.span(where, one.get("start_offset"), one.get("end_offset"))
        found[number] = {"label": label, "span": (start, end)}
    return found


def _relations(
    noted: Checked, at: At, value: Any, entities: Mapping[int, Mapping[str, Any]]
) -> dict[int, list[tuple[str, tuple[int, int]]]]:
    """Give for each claim what it is joined to."""
    found: dict[int, list[tuple[str, tuple[int, int]]]] = {}
    for place, one in enumerate(_list(noted, at, value)):
        where = at / place
        if not isinstance(one, dict):
            noted.fault(where, kind(one), "an object")
            continue
        noted.known(where, one, ("id", "from_id", "to_id", "type"))
        relation = noted.word(where / "type", one.get("type"), _RELATIONS)
        source = _number(noted, where / "from_id", one.get("from_id"))
        target = _number(noted, where / "to_id", one.get("to_id"))
        if entities.get(source, {}).get("label") not in MODALITIES:
            noted.fault(where / "from_id", str(source), "the id of a claim among the entities")
        elif entities.get(target, {}).get("label") != _ENDS[relation]:
            noted.fault(where / "to_id", str(target), f"the id of a {_ENDS[relation]} among the entities")
        else:
            found.setdefault(source, []).append((relation, entities[target]["span"]))
    return found


def _claim(
    noted: Checked, at: At, number: int, entity: Mapping[str, Any], ends: list[tuple[str, tuple[int, int]]]
) -> Annotation:
    start, end = entity["span"]
    text = noted.page.text
    named = [text[low:high] for relation, (low, high) in ends if relation == "held_by"]
    if len(named) > 1:
        noted.fault(at, f"{len(named)} holders", "at most one held_by for each claim")
    unnamed = entity["label"] == "reported" and not named
    given = {
        "id": str(number),
        **placed(text, start, end),
        "holders": [AUTHOR, *(named[:1] or ([UNNAMED] if unnamed else []))],
        "modality": entity["label"],
        "cues": [list(span) for relation, span in ends if relation == "has_cue"],
    }
    return noted.annotation(at, given)


def _list(noted: Checked, at: At, value: Any) -> list[Any]:
    if not isinstance(value, list):
        noted.fault(at, kind(value), "a list")
        return []
    return value


def _number(noted: Checked, at: At, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10**15:
        noted.fault(at, kind(value), "a whole number")
        return -1
    return value
