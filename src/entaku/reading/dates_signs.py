"""Which figures and signs name a day, in any language? ISO dates, 12/2(火), R7.12.2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from entaku.reading import periods
from entaku.reading.dating import Found, Rule, Scene, absolute, nearest_day, rule

_MONTHS: Final = 12


def _iso(match: re.Match[str], _: Scene) -> Found:
    found = periods.same_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return absolute(found, "minute" if match["clock"] else "day")


def _era_letter(match: re.Match[str], _: Scene) -> Found:
    year = periods.western(periods.ERA_LETTERS[match["era"]], int(match["ey"]))
    found = periods.same_day(year, int(match["m"]), int(match["d"]))
    return Found(first=found[0], last=found[1], precision="day", type="era")


def _slashes(match: re.Match[str], scene: Scene) -> Found:
    """Read 12/2 before a weekday as month and day, 12/2/2025 only where one order is possible."""
    first, second = int(match["a"]), int(match["b"])
    if not match["y"]:
        found = nearest_day(first, second, scene)
        return Found(first=found[0], last=found[1], precision="day", type="absolute", anchored=True)
    orders: Mapping[bool, tuple[int, int]] = {
        first <= _MONTHS: (first, second),
        second <= _MONTHS: (second, first),
    }
    if first <= _MONTHS and second <= _MONTHS and first != second:
        return Found(first=None, last=None, precision="vague", type="absolute")
    month, day_ = orders[True]
    return absolute((there := date(int(match["y"]), month, day_), there), "day")


RULES: Final[tuple[Rule, ...]] = (
    rule(
        r"[12]\d{3}[-/.]",
        r"(?<![\d.#№/-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d])"
        r"(?:[T\s](?P<clock>\d{1,2}:\d{2})(?::\d{2})?(?:Z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    rule(
        r"[MTSHR]\d",
        r"(?<![A-Za-z\d])(?P<era>[MTSHR])(?P<ey>\d{1,2})\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?!\d)",
        _era_letter,
    ),
    rule(r"\d/\d", r"(?<![\d/.#])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<y>)(?:\s?\([月火水木金土日]\))", _slashes),
    rule(r"\d/\d", r"(?<![\d/.#])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)", _slashes),
)
"""Forms that belong to no language."""
