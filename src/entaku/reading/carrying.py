"""Decisions on an earlier text, or by other rules, carried to the text and the suggestions of today."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from entaku.model.document import Document, Sentence, Suggestion
from entaku.reading.anchors import LOST, Anchor, anchor
from entaku.reading.review import Act, State, item

_PLACE: Final = re.compile(r":(\d{1,12})-(\d{1,12})$")
_LOST: Final = "lost:"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """The acts of a log with the names of today, and of each item where it is now and how it was found.

    `moved` are the items that were decided on another text, in the order of the log.
    """

    acts: tuple[Act, ...]
    places: Mapping[str, Anchor]
    moved: tuple[str, ...]
    length: int

    def span(self, name: str) -> Span:
        """Give where an item stands today; (-1, -1) if that is lost, or beyond the text."""
        if name in self.places:
            return self.places[name].start, self.places[name].end
        found = _PLACE.search(name)
        start, end = (int(found[1]), int(found[2])) if found else (LOST.start, LOST.end)
        return (start, end) if 0 <= start < end <= self.length else (LOST.start, LOST.end)


def carried(acts: Sequence[Act], document: Document, suggested: Sequence[Suggestion]) -> Carried:
    r"""Where are the decisions of a log in this text?

    An act on another text is looked for by its selector (`reading.anchors`) and takes the name of the suggestion
    that stands there; of several, the one that shares most with it. Two decisions on one text never become one.

    Examples
    --------
    >>> from entaku.reading.anchors import selector
    >>> from entaku.reading.reader import read
    >>> was, now = (
    ...     read("a", text.encode()) for text in ("The ferry sails.", "Today: no.\n\nThe ferry sails.")
    ... )
    >>> one = was.suggestions[0]
    >>> took = Act(
    ...     op="accept",
    ...     item=item(one),
    ...     who="ann",
    ...     when="",
    ...     text=was.document.sha256,
    ...     selector=selector(was.document.text, one.start, one.end),
    ... )
    >>> found = carried([took], now.document, now.suggestions)
    >>> found.places[found.moved[0]].how
    'quote'
    """
    here = document.sha256
    found: dict[tuple[str, str], Anchor] = {}
    for act in acts:  # the first act on an item says where it stood
        if act.selector is not None and act.text not in ("", here) and (act.text, act.item) not in found:
            found[act.text, act.item] = anchor(document.text, act.selector)
    names = _named(found, document.sentences, suggested)
    renamed = [
        replace(act, item=names[act.text, act.item]) if (act.text, act.item) in names else act for act in acts
    ]
    places: dict[str, Anchor] = {}
    for identity in reversed(list(found)):
        name = names[identity]
        places[name] = LOST if name.startswith(_LOST) else found[identity]
    for act in acts:
        if act.selector is not None and act.text == here:
            places[act.item] = anchor(document.text, act.selector)
    moved = tuple(dict.fromkeys(names[identity] for identity in found))
    return Carried(tuple(renamed), places, moved, len(document.text))


def _named(
    found: Mapping[tuple[str, str], Anchor], sentences: Sequence[Sentence], suggested: Sequence[Suggestion]
) -> dict[tuple[str, str], str]:
    """Give each old item the name of a suggestion of today, the closest pairs first, or of its place."""
    near = _beside(suggested)
    pairs = sorted(
        (
            (-likeness((place.start, place.end), (one.start, one.end)), number, identity, item(one))
            for number, (identity, place) in enumerate(found.items())
            for one in near(place.start, place.end)
            if overlap((place.start, place.end), (one.start, one.end))
        ),
    )
    names: dict[tuple[str, str], str] = {}
    used: set[tuple[str, str]] = set()
    for _, _, identity, name in pairs:
        if identity not in names and (identity[0], name) not in used:
            names[identity] = name
            used.add((identity[0], name))
    for identity, place in found.items():
        if identity not in names:
            text, old = identity
            name = _by_place(place, sentences)
            # two that lead to one place cannot both be right: the second counts as lost
            is_lost = place.how == "lost" or (text, name) in used
            names[identity] = f"{_LOST}{text[:8]}:{old}" if is_lost else name
            used.add((text, names[identity]))
    return names


def _beside(suggested: Sequence[Suggestion]) -> Callable[[int, int], Sequence[Suggestion]]:
    """Give a way to ask which suggestions can share anything with a span, without looking at all of them."""
    in_order = sorted(suggested, key=lambda one: one.start)
    starts = [one.start for one in in_order]
    longest = max((one.end - one.start for one in in_order), default=0)
    return lambda start, end: in_order[bisect_left(starts, start - longest) : bisect_left(starts, end)]


def _by_place(place: Anchor, sentences: Sequence[Sentence]) -> str:
    within = next((one.id for one in sentences if one.start <= place.start < one.end), "text")
    return f"{within}:{place.start}-{place.end}"


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share at least half of the shorter.

    Examples
    --------
    >>> overlap((0, 10), (5, 30)), overlap((0, 10), (6, 30))
    (True, False)
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def likeness(one: Span, other: Span) -> float:
    """Give what two spans share over what they cover together."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def covered(suggested: Sequence[Suggestion], state: State, known: Carried) -> frozenset[str]:
    """Which suggestions stand where something else was decided that the rules no longer suggest in that form?

    They are not asked again: what a person decided stays.
    """
    names = {item(one) for one in suggested}
    others = [known.span(name) for name in (*state.taken, *state.rejected) if name not in names]
    return frozenset(
        item(one)
        for one in suggested
        if not state.decided(item(one)) and any(overlap((one.start, one.end), other) for other in others)
    )
