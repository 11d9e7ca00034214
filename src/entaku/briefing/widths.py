"""How wide words are on a grid where Japanese signs take two places, and where their lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_WIDE = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "、。，．）〕］｝〉》」』】〜～ー々：；！？…ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_OPENING = "（〔［｛〈《「『【"
# A line may break after a space and between wide signs, but not before what closes or after what opens.
_PIECES = re.compile(f"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\\s{_WIDE}]+|\\s+")
_ELLIPSIS = "…"


def width(words: str) -> int:
    """Count the places words take: two for a wide sign, none for what sits on another sign.

    Examples
    --------
    >>> width("NATO"), width("合意案")
    (4, 6)
    """
    return len(words) if words.isascii() else sum(map(_places, words))


@cache
def _places(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(words: str, places: int) -> str:
    """Shorten words to so many places, with an ellipsis where something is left out.

    Examples
    --------
    >>> cut("暫定合意の枠組み", 9)
    '暫定合意…'
    """
    if len(words) <= places and width(words) <= places:
        return words
    kept, used = "", 1
    for sign in words:
        used += width(sign)
        if used > places:
            break
        kept += sign
    return kept.rstrip() + _ELLIPSIS


def wrapped(words: str, places: int, *, lines: int) -> list[str]:
    """Break words into at most so many lines of so many places; the last one says if more was left out.

    Examples
    --------
    >>> wrapped("Recognised by treaty, in stages", 14, lines=2)
    ['Recognised by', 'treaty, in st…']
    """
    out, used = [""], 0
    for piece in _pieces(words, places):
        wide = width(piece)
        if used + width(piece.rstrip()) <= places:
            out[-1] += piece
            used += wide
        elif len(out) < lines:
            out.append(piece.lstrip())
            used = width(out[-1])
        else:
            out[-1] = cut(out[-1] + piece + " " * places, places)
            break
    return [line.rstrip() for line in out if line.strip()] or [""]


def _pieces(words: str, places: int) -> Iterator[str]:
    """Give what a line may not break, cutting what would not fit on any line."""
    for piece in _PIECES.findall(words):
        if width(piece) <= places:
            yield piece
            continue
        step = max(1, places // 2)
        yield from (piece[at : at + step] for at in range(0, len(piece), step))
