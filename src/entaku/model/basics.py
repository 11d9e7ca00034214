"""Small values that the parts of a case share: ranges, dates, what is not stated, on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Literal

ANALYST: Final = "analyst"
"""The word in `because` for a judgement that is the coder's own."""
PUBLIC: Final = "public"
"""The compartment that every audience sees."""
NO_DEAL: Final = "no_deal"
"""The word that stands for walking away wherever a package may be named."""

DRAWS: Final = 2000
"""How many draws stand for a case where nobody asks for another number."""
SEED: Final = 20251202
"""From which seed, where nobody asks for another."""

Because = tuple[str, ...]
"""On whose word a judgement stands: ids of claims, or `analyst`."""


class NotStated(Enum):
    """A value of its own: the sources do not say."""

    NOT_STATED = "not stated"


NOT_STATED: Final = NotStated.NOT_STATED


@dataclass(frozen=True, slots=True)
class Range:
    """Between which two numbers, ends included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"a range [low, high] with low <= high, not [{self.low}, {self.high}]")

    @property
    def exact(self) -> bool:
        """Tell whether the range is one number."""
        return self.low == self.high


DatePrecision = Literal["minute", "day", "days", "month", "vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When: the first and last possible day, and how precisely it is known."""

    first: date
    last: date
    precision: DatePrecision = "day"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"a span whose last day is not before its first, not {self.first} to {self.last}"
            )
