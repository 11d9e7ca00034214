"""What a cue covers, and what both languages need to find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from entaku.reading.cues import Cue

_OPEN: Final = "「『（([【“"
_CLOSE: Final = "」』）)]】”"


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the text that a cue covers, and who holds it: `author`, `unnamed`, an id, or words of the text."""

    cue: Cue
    start: int
    end: int
    holder: str
    check: bool = False


def masked(text: str) -> str:
    """Blank what stands in brackets, so that no boundary is found there; the length stays.

    Examples
    --------
    >>> masked("甲（乙、丙）は")
    '甲（　　　）は'
    """
    out = list(text)
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in _OPEN:
            opened.append(at)
        elif sign in _CLOSE and opened:
            low = opened.pop()
            if not opened:
                out[low + 1 : at] = "　" * (at - low - 1)
    return "".join(out)


def bracketed(text: str, at: int) -> tuple[int, int] | None:
    """Give the inside of the innermost round bracket that a place lies in, if it lies in one.

    Examples
    --------
    >>> bracketed("a (b c) d", 5)
    (3, 6)
    """
    low, depth = -1, 0
    for place in range(at - 1, -1, -1):
        if text[place] in "）)":
            depth += 1
        elif text[place] in "（(":
            if not depth:
                low = place
                break
            depth -= 1
    high = next((place for place in range(at, len(text)) if text[place] in "）)"), -1)
    return (low + 1, high) if low >= 0 and high >= 0 else None
