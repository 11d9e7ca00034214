"""Which number do these words say? Kanji by position (二〇二五) or with 十百千 (百二十), digits of any width.

The text is never rewritten: a numeral is read where it stands, so places stay places.
"""

from __future__ import annotations

from typing import Final

from entaku.reading.scripts import words

KANJI: Final = "〇零一二三四五六七八九十百千"
NUMERAL: Final = rf"[0-9０-９{KANJI}]{{1,8}}"  # as part of a pattern: one numeral

_DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_SMALL: Final = {
    word: value for value, word in enumerate([*words(_ONES), "seventeen", "eighteen", "nineteen"])
} | {"a": 1, "an": 1}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
ENGLISH: Final = (
    r"(?:\d{1,4}|an?|(?:"
    + "|".join(_TENS)
    + r")(?:-(?:"
    + "|".join(words(_ONES)[1:10])
    + r"))?|"
    + "|".join(sorted((word for word in _SMALL if len(word) > 2), key=len, reverse=True))  # noqa: PLR2004
    + r")"
)


def numeral(text: str) -> int:
    """Which number is it?

    Raises
    ------
    ValueError
        Where it is no numeral.

    Examples
    --------
    >>> numeral("二〇二五"), numeral("百二十"), numeral("七十二"), numeral("１２"), numeral("千九百七十八")
    (2025, 120, 72, 12, 1978)
    """
    if text.isdecimal():
        return int(text)
    if not text or any(sign not in KANJI and not sign.isdecimal() for sign in text):
        raise ValueError(f"{text!r} is no numeral")
    if any(sign in _UNITS for sign in text):
        return _with_units(text)
    return int("".join(str(_digit(sign)) for sign in text))


def _digit(sign: str) -> int:
    return _DIGITS[sign] if sign in _DIGITS else int(sign)


def _with_units(text: str) -> int:
    """Read 千九百七十八: units fall from left to right, each after at most one run of digits."""
    total, waiting, last = 0, "", 10_000
    for sign in text:
        unit = _UNITS.get(sign, 0)
        if not unit:
            waiting += str(_digit(sign))
            continue
        if unit >= last:
            raise ValueError(f"{text!r} is no numeral")
        total += unit * int(waiting or 1)
        waiting, last = "", unit
    if len(waiting) > 1:
        raise ValueError(f"{text!r} is no numeral")
    return total + int(waiting or 0)


def english(text: str) -> int:
    """Which number does an English word or numeral say?

    Raises
    ------
    ValueError
        Where it is none.

    Examples
    --------
    >>> english("six"), english("twenty-four"), english("90"), english("a")
    (6, 24, 90, 1)
    """
    word = text.lower()
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.partition("-")
    if tens in _TENS and (not ones or ones in _SMALL):
        return _TENS[tens] + (_SMALL[ones] if ones else 0)
    if word in _SMALL:
        return _SMALL[word]
    raise ValueError(f"{text!r} is no numeral")
