"""How far two or more coders agree: Krippendorff's alpha, for values and for spans.

Krippendorff 2004, Content Analysis, 2nd ed., chapter 11; for spans Krippendorff 1995, Sociological
Methodology 25:47-76.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval"]
Value = Hashable
Span = tuple[int, int]


def alpha(codings: Sequence[Sequence[Value | None]], level: Level = "nominal") -> float:
    """How far do coders agree on values, chance taken off: 1 for always, 0 for no more than chance?

    Parameters
    ----------
    codings
        By coder, the value of each unit; None where a coder gave none.
    level
        How values differ: at all, by rank, or by distance. Ranks and distances need numbers.

    Raises
    ------
    ValueError
        Fewer than two values that can be paired.

    Examples
    --------
    Four coders, twelve units (Krippendorff):

    >>> coded = ["123321412", "1233224125.3", ".3332342251.", "12332441251."]
    >>> units = [[int(c) if c.isdigit() else None for c in one.ljust(12, ".")] for one in coded]
    >>> [round(alpha(units, how), 4) for how in ("nominal", "ordinal", "interval")]
    [0.7434, 0.8154, 0.8491]
    """
    pairs: dict[tuple[Value, Value], float] = defaultdict(float)
    for unit in zip(*codings, strict=True):
        given = [value for value in unit if value is not None]
        for here, one in enumerate(given):
            for there, other in enumerate(given):
                if here != there:
                    pairs[one, other] += 1.0 / (len(given) - 1)
    totals: dict[Value, float] = defaultdict(float)
    for (one, _), count in pairs.items():
        totals[one] += count
    whole = sum(totals.values())
    if whole < 2:  # noqa: PLR2004 - a pair
        raise ValueError("agreement needs at least one unit that two coders gave a value")
    apart = _distance(level, totals)
    seen = sum(count * apart(one, other) for (one, other), count in pairs.items()) / whole
    chance = sum(totals[one] * totals[other] * apart(one, other) for one in totals for other in totals)
    return 1.0 if chance == 0 else 1.0 - seen / (chance / (whole * (whole - 1)))


def _distance(level: Level, totals: Mapping[Value, float]) -> Callable[[Any, Any], float]:
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "interval":
        return lambda one, other: float((one - other) ** 2)

    def by_rank(one: Any, other: Any) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return float((between - (totals[one] + totals[other]) / 2) ** 2)

    return by_rank


def alpha_of_spans(codings: Sequence[Sequence[Span]], length: int) -> float:
    """How far do coders agree on which parts of a text of so many characters they mark?

    Examples
    --------
    >>> one, other = [(10, 20), (50, 70)], [(10, 30), (50, 70)]
    >>> round(alpha_of_spans([one, other], 200), 4)
    0.8883
    """
    coders = len(codings)
    sections = [_sections(sorted(spans), length) for spans in codings]
    seen = 0.0
    for here, mine in enumerate(sections):
        for there, theirs in enumerate(sections):
            if here != there:
                seen += sum(_apart(one, other) for one in mine for other in theirs)
    seen /= coders * (coders - 1) * length**2
    marked = [high - low for spans in codings for low, high in spans]
    gaps = [high - low for part in sections for low, high, is_unit in part if not is_unit]
    count = len(marked)
    above = sum(
        (count - 1) * (2 * size**3 - 3 * size**2 + size) / 3
        + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
        for size in marked
    )
    below = coders * length * (coders * length - 1) - sum(size * (size - 1) for size in marked)
    chance = 2 / length * above / below
    return 1.0 if chance == 0 else 1.0 - seen / chance


def _sections(spans: Sequence[Span], length: int) -> list[tuple[int, int, bool]]:
    """Cut the text into marked units and the gaps between them."""
    parts: list[tuple[int, int, bool]] = []
    at = 0
    for low, high in spans:
        if low < at or high > length or low >= high:
            raise ValueError(f"spans must lie within 0 and {length} and not overlap; got {low} to {high}")
        if low > at:
            parts.append((at, low, False))
        parts.append((low, high, True))
        at = high
    return [*parts, (at, length, False)] if at < length else parts


def _apart(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> float:
    (low, high, unit), (left, right, theirs) = one, other
    if unit and theirs:
        return float((low - left) ** 2 + (high - right) ** 2) if low < right and left < high else 0.0
    if unit and left <= low and high <= right:
        return float((high - low) ** 2)
    if theirs and low <= left and right <= high:
        return float((right - left) ** 2)
    return 0.0
