"""What the formats of negotiation domains share: issues with options, and for each party a number for every option.

Numbers are exact fractions; the worth of a package is the sum over its issues, weights included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final

from entaku.exchange.document import MAX_NAME, Noted, kind
from entaku.model.basics import NOT_STATED, NotStated
from entaku.model.errors import Path
from entaku.model.names import shown
from entaku.model.text import Text, both

BREAKS: Final = 10
"""Into how many equal steps the range of a continuous issue is cut."""
MOST_OPTIONS: Final = 1_000
MOST_DIGITS: Final = 15
FINEST: Final = 60
"""How many places a number of a foreign file may have after its point."""
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST: Final = 100
ALLOWED: Final = f"a number of at most 15 digits before and {FINEST} after the point"


@dataclass(frozen=True, slots=True)
class Matter:
    """An issue: its name and its options, which stand at `at` where they are numbers."""

    name: str
    options: tuple[str, ...]
    at: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A party: the worth of every option by issue, and of no deal; how sentences call it, where that is more."""

    name: str
    worths: tuple[tuple[Fraction, ...], ...]
    no_deal: Fraction | NotStated = NOT_STATED
    called: Text = field(default_factory=Text, compare=False)

    @property
    def said(self) -> Text:
        """How is it called in a sentence?"""
        return self.called if self.called.en else both(self.name)

    @property
    def best(self) -> Fraction:
        """What is its best package worth?"""
        return sum((max(worth) for worth in self.worths), Fraction(0))

    @property
    def worst(self) -> Fraction:
        """What is its worst package worth?"""
        return sum((min(worth) for worth in self.worths), Fraction(0))


@dataclass(frozen=True, slots=True)
class Domain:
    """Issues and parties, and what of their files is not among them."""

    name: str
    matters: tuple[Matter, ...]
    sides: tuple[Side, ...]
    remarks: tuple[Text, ...] = ()


def fraction(noted: Noted, path: Path, value: Any) -> Fraction:
    """Give a number of a file as the decimal that stands there, 0 where it is none.

    Examples
    --------
    >>> fraction(Noted(), ("weight",), "0.45")
    Fraction(9, 20)
    """
    if isinstance(value, str) and len(value.strip()) <= _LONGEST and _NUMBER.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        noted.fault(path, kind(value), "a number")
        return Fraction(0)
    if isinstance(value, int) and value.bit_length() <= FINEST:
        value = Decimal(value)
    if not isinstance(value, Decimal) or not _handy(value):
        noted.fault(path, "a number too large or too fine", ALLOWED)
        return Fraction(0)
    return Fraction(value)


def _handy(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return False  # no number, or one without end
    few: bool = exponent >= -FINEST and value.adjusted() < MOST_DIGITS
    return few or not value


def digits(text: str) -> Any:
    """Make an exact decimal of the digits of a number, or the text itself where there are too many."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def label(noted: Noted, path: Path, value: Any) -> str:
    """Give the name of an issue, an option or a party; numbers stand for themselves."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value) if not isinstance(value, int) or value.bit_length() <= MAX_NAME else value
    if isinstance(value, str):  # line ends and tabs in a name are laid out, not meant
        value = re.sub(r"[\t\r\n ]+", " ", value)
    return noted.name(path, value)


def decimal(number: Fraction, places: int) -> str:
    """Write a number with at most so many places, rounded to the even one.

    Examples
    --------
    >>> decimal(Fraction(1, 3), 4), decimal(Fraction(5, 2), 4), decimal(Fraction(-7), 4)
    ('0.3333', '2.5', '-7')
    """
    whole = round(number * 10**places)
    left, right = divmod(abs(whole), 10**places)
    text = f"{left}.{right:0{places}d}".rstrip("0").rstrip(".") if places else str(left)
    return f"-{text}" if whole < 0 else text


def short(number: Fraction) -> str:
    """Write a number for a sentence: as it is where that is short, else to nine digits."""
    return decimal(number, 6) if fits(number, 6) and abs(number) < 10**MOST_DIGITS else f"{float(number):.9g}"


def fits(number: Fraction, places: int) -> bool:
    """Tell whether so many places write a number without rounding."""
    parts: int = 10**places
    return parts % number.denominator == 0


def whole(numbers: Sequence[Fraction]) -> list[int]:
    """Give the smallest whole numbers in the same proportions; zeros where all are 0.

    Examples
    --------
    >>> whole([Fraction(1, 2), Fraction(1, 3)])
    [3, 2]
    """
    unit = lcm(*(number.denominator for number in numbers))
    counts = [int(number * unit) for number in numbers]
    common = gcd(*counts) or 1
    return [count // common for count in counts]


def grid(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Cut a continuous range into equal steps, ends included."""
    return tuple(low + (high - low) * step / BREAKS for step in range(BREAKS + 1))


def numeric(name: str, at: Sequence[Fraction]) -> Matter:
    """Make an issue of numbers."""
    return Matter(name, tuple(decimal(place, FINEST) for place in at), tuple(at))


def names(words: Sequence[str]) -> list[Text]:
    """Give names in quotes, the same in both languages, for a sentence."""
    return [both(shown(word)) for word in words]


def labels(words: Sequence[str]) -> list[str]:
    """Tell names apart that are the same.

    Examples
    --------
    >>> labels(["yes", "no", "yes"])
    ['yes', 'no', 'yes (3)']
    """
    found: dict[str, None] = {}
    for number, name in enumerate(words, 1):
        given = name if name not in found else f"{name} ({number})"
        while given in found:
            given += "'"
        found[given] = None
    return list(found)
