"""Where a quotation is, and where it has gone when the text was edited.

Both selectors of the W3C Web Annotation model are kept: the position, and the quotation with what surrounds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from entaku.reading.frozen import shadow

CONTEXT: Final = 32
"""Characters kept before and after a quotation."""
_AGREE: Final = 8
_SIMILAR: Final = 80.0
_WITHIN: Final = 60.0  # once the surroundings are found, the words themselves may have changed more

How = Literal["position", "quote", "shadow", "fuzzy", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A span by its position and by its words, with 32 characters on either side."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a selector leads in a text, and how it was found; `lost` leads nowhere."""

    start: int
    end: int
    how: How


LOST: Final = Anchor(-1, -1, "lost")


def selector(text: str, start: int, end: int) -> Selector:
    """Describe a span so that it can be found again.

    Examples
    --------
    >>> selector("the old bridge stands", 4, 7)
    Selector(start=4, end=7, exact='old', prefix='the ', suffix=' bridge stands')
    """
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def anchor(text: str, wanted: Selector, *, fuzzy: bool = True) -> Anchor:
    """Find a selector in a text, perhaps edited since: by position, words, words without marks of width, likeness.

    Examples
    --------
    >>> anchor("Today the old bridge stands", selector("the old bridge stands", 4, 7))
    Anchor(start=10, end=13, how='quote')
    """
    before = text[max(0, wanted.start - _AGREE) : wanted.start]
    if text[wanted.start : wanted.end] == wanted.exact and wanted.prefix.endswith(before[-_AGREE:]):
        return Anchor(wanted.start, wanted.end, "position")
    if not wanted.exact:
        return LOST
    places = _places(text, wanted.exact)
    if places:
        start = max(places, key=lambda place: _likeness(text, place, place + len(wanted.exact), wanted))
        return Anchor(start, start + len(wanted.exact), "quote")
    found = _in_shadow(text, wanted)
    if found.how == "lost" and fuzzy:
        found = _fuzzy(text, wanted)
    return found


def _places(text: str, words: str) -> list[int]:
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _likeness(text: str, start: int, end: int, wanted: Selector) -> float:
    """Count signs that agree on either side, the nearest first, and prefer the old place among equals."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    same = _run(before[::-1], wanted.prefix[::-1]) + _run(after, wanted.suffix)
    return same - abs(start - wanted.start) / (len(text) + 1)


def _run(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _in_shadow(text: str, wanted: Selector) -> Anchor:
    """Compare without white space, width and kana: what stands for the same sign is the same."""
    folded, words = shadow(text), shadow(wanted.exact).text
    places = _places(folded.text, words) if words else []
    if not places:
        return LOST
    before = shadow(wanted.prefix).text
    start = max(
        places,
        key=lambda place: (
            _run(folded.text[max(0, place - CONTEXT) : place][::-1], before[::-1]),
            -abs(folded.starts[place] - wanted.start),
        ),
    )
    return Anchor(*folded.span(start, start + len(words)), "shadow")


def _fuzzy(text: str, wanted: Selector) -> Anchor:
    """Look for the most similar window around the words with their context, then for the words in it."""
    from rapidfuzz import fuzz

    around = wanted.prefix[-CONTEXT // 2 :] + wanted.exact + wanted.suffix[: CONTEXT // 2]
    window = fuzz.partial_ratio_alignment(around, text, score_cutoff=_SIMILAR)
    if window is None:
        return LOST
    low, high = max(0, window.dest_start - 4), min(len(text), window.dest_end + 4)
    inner = fuzz.partial_ratio_alignment(wanted.exact, text[low:high], score_cutoff=_WITHIN)
    if inner is None or inner.dest_end <= inner.dest_start:
        return LOST
    return Anchor(low + inner.dest_start, low + inner.dest_end, "fuzzy")
