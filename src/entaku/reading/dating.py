"""What a rule for dates is given and gives; shared by the rules of all languages.

A rule is a pattern and a function. The function raises `ValueError` where a match is no date after all.
No pattern reaches further than `BEFORE` signs before and `AFTER` signs behind what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from entaku.model.document import DatedType
from entaku.reading import periods
from entaku.reading.periods import Part, Period, Tense

BEFORE: Final = 60
AFTER: Final = 90
SEVERAL: Final = 4  # by convention for 数 and "several", which mean two to six
SOME: Final = (2, 6)

_LETTERS: Final = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_PLURALS: Final = {
    "minute": "hours",
    "hour": "hours",
    "day": "days",
    "week": "vague",
    "month": "months",
    "year": "vague",
}
_DAY_HOURS: Final = 24
_NEAR: Final = 60  # days within which a day and month belong to the year at hand, whatever the tense


@dataclass(frozen=True, slots=True)
class Scene:
    """Against what an expression is read: the anchor, the last day named before it, the tense, the words around."""

    anchor: date
    previous: date
    tense: Tense
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an expression stands for; `anchored` where that depends on the anchor, `at` on which other day."""

    first: date | None
    last: date | None
    precision: str
    type: DatedType
    anchored: bool = False
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A form: `needs` is a quick pattern that every match of `pattern` holds, so that most of a text is skipped.

    Both are compiled when they are first looked for: classes of kanji take their milliseconds.
    """

    needs: str
    pattern: str
    read: Callable[[re.Match[str], Scene], Found]


def rule(needs: str, pattern: str, read: Callable[[re.Match[str], Scene], Found]) -> Rule:
    """Make a rule of what every match holds, the pattern, and the function that reads a match."""
    return Rule(needs, pattern, read)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern)


def absolute(period: Period, precision: str) -> Found:
    """Give what stands for itself."""
    return Found(first=period[0], last=period[1], precision=precision, type="absolute")


def relative(period: Period, precision: str) -> Found:
    """Give what was read against the anchor."""
    return Found(first=period[0], last=period[1], precision=precision, type="relative", anchored=True)


def partial(period: Period, precision: str) -> Found:
    """Give what lacks its year, or its month and year, and took them from the anchor."""
    return Found(first=period[0], last=period[1], precision=precision, type="partial", anchored=True)


def since(start: Period, scene: Scene, precision: str) -> Found:
    """Give the time from the start of a period to the anchor; open where the anchor is before it."""
    if start[0] > scene.anchor:
        return Found(first=start[0], last=None, precision=precision, type="partial", anchored=True)
    return partial((start[0], scene.anchor), precision)


def until_end(period: Period, scene: Scene) -> Found:
    """Give the time from the anchor to the end of a period, or the whole of one that is still to come."""
    return relative((max(period[0], min(scene.anchor, period[1])), period[1]), "days")


def duration(number: int, unit: str) -> Found:
    """Give a length of time without dates, as an ISO 8601 duration.

    Examples
    --------
    >>> duration(90, "day").precision, duration(2, "hour").precision
    ('P90D', 'PT2H')
    """
    clock = "T" if unit in {"hour", "minute"} else ""
    return Found(first=None, last=None, precision=f"P{clock}{number}{_LETTERS[unit]}", type="duration")


def vague_duration(unit: str) -> Found:
    """Give a length of time of several units, without dates."""
    return Found(first=None, last=None, precision=_PLURALS[unit], type="duration")


def back(number: int, unit: str, scene: Scene, precision: str = "") -> Found:
    """Give the time from so many units before the anchor to the anchor.

    Examples
    --------
    >>> anchor = date(2031, 5, 4)
    >>> back(48, "hour", Scene(anchor, anchor, "", "", "")).first.isoformat()
    '2031-05-02'
    """
    shown = {
        "minute": "hours",
        "hour": "hours",
        "day": "days",
        "week": "days",
        "month": "months",
        "year": "year",
    }
    return relative((moved(scene.anchor, -number, unit), scene.anchor), precision or shown[unit])


def ahead(number: int, unit: str, scene: Scene, precision: str) -> Found:
    """Give the time from the anchor to so many units after it."""
    return relative((scene.anchor, moved(scene.anchor, number, unit)), precision)


def at_distance(number: int, unit: str, scene: Scene) -> Found:
    """Give the day, week, month or year that lies so many units from the anchor."""
    there = moved(scene.anchor, number, unit)
    whole = {
        "minute": (periods.day(there), "hours"),
        "hour": (periods.day(there), "hours"),
        "day": (periods.day(there), "day"),
        "week": (periods.week(there), "days"),
        "month": (periods.month(there.year, there.month), "month"),
        "year": (periods.year(there.year), "year"),
    }
    return relative(*whole[unit])


def some_distance(sign: int, unit: str, scene: Scene) -> Found:
    """Give two to six units from the anchor, vague."""
    ends = sorted(moved(scene.anchor, sign * number, unit) for number in SOME)
    return relative((ends[0], ends[1]), "vague")


def moved(day: date, number: int, unit: str) -> date:
    """Give the day so many units later; hours count as whole days begun, months keep the day where they can.

    Examples
    --------
    >>> moved(date(2031, 3, 31), -1, "month").isoformat(), moved(date(2031, 3, 12), -72, "hour").isoformat()
    ('2031-02-28', '2031-03-09')
    """
    if unit == "minute":
        return day
    if unit == "hour":
        days = -(-abs(number) // _DAY_HOURS)
        return day + timedelta(days if number >= 0 else -days)
    if unit in {"day", "week"}:
        return day + timedelta(number * (7 if unit == "week" else 1))
    months = number * (12 if unit == "year" else 1)
    first, last = periods.month(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def nearest_day(month: int, day: int, scene: Scene) -> Period:
    """Give the day of that month in the year that puts it nearest the anchor; far from it, in one of the tense.

    Raises
    ------
    ValueError
        Where no year has such a day.
    """
    found: list[Period] = []
    for year in range(scene.anchor.year - 1, scene.anchor.year + 2):
        try:
            found.append(periods.same_day(year, month, day))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"no day {month}-{day}")
    near = periods.nearest(found, scene.anchor, "")
    if periods.distance(near, scene.anchor) <= _NEAR:
        return near
    return periods.nearest(found, scene.anchor, scene.tense)


def nearest_third(number: int, part: Part, scene: Scene) -> Period:
    """Give the first, middle or last ten days of the month that are nearest the anchor and fit the tense."""
    years = range(scene.anchor.year - 1, scene.anchor.year + 2)
    choices = (periods.third(periods.month(year, number), part) for year in years)
    return periods.nearest(choices, scene.anchor, scene.tense)


def nearest_month(number: int, scene: Scene) -> Period:
    """Give the month of the year that puts it nearest the anchor and fits the tense."""
    if not 1 <= number <= 12:  # noqa: PLR2004 - the months of a year
        raise ValueError(f"no month {number}")
    years = range(scene.anchor.year - 1, scene.anchor.year + 2)
    return periods.nearest((periods.month(year, number) for year in years), scene.anchor, scene.tense)


def nearest_season(name: str, scene: Scene) -> Period:
    """Give the season of the year that puts it nearest the anchor and fits the tense."""
    years = range(scene.anchor.year - 1, scene.anchor.year + 2)
    return periods.nearest((periods.season(year, name) for year in years), scene.anchor, scene.tense)


def day_of_month(number: int, scene: Scene) -> Period:
    """Give a bare day of the month: the anchor's month, or the one before or after where the tense asks for it.

    Examples
    --------
    >>> anchor = date(2031, 5, 4)
    >>> day_of_month(28, Scene(anchor, anchor, "past", "", ""))[0].isoformat()
    '2031-04-28'
    """
    anchor = scene.anchor
    here = periods.month(anchor.year, anchor.month)
    if number <= here[1].day:
        found = here[0].replace(day=number)
        if not (scene.tense == "past" and found > anchor) and not (
            scene.tense == "future" and found < anchor
        ):
            return periods.day(found)
    step = 1 if scene.tense == "future" else -1
    first, _ = periods.month(anchor.year, anchor.month + step)
    return periods.same_day(first.year, first.month, number)


def nth_weekend(which: str, month: int, year: int) -> tuple[Period, str]:
    """Give the `first` or `last` weekend of a month and its precision: vague, over both, where two can be meant."""
    if which == "first":
        first, _ = periods.month(year, month)
        saturday = first + timedelta((5 - first.weekday()) % 7)
        return (saturday, saturday + timedelta(1)), "days"
    found = periods.last_weekends(year, month)
    return (found[0][0], found[-1][1]), "days" if len(found) == 1 else "vague"
