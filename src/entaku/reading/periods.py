"""Which days does a period have? Months, weeks, weekends, seasons, eras, and the one nearest to an anchor.

A period is a pair of days, both included.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, Literal

Period = tuple[date, date]
Tense = Literal["past", "future", ""]
Part = Literal["early", "mid", "late"]

ERAS: Final = {  # first year, first day, last day
    "明治": (1868, date(1868, 10, 23), date(1912, 7, 29)),
    "大正": (1912, date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (1926, date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (1989, date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (2019, date(2019, 5, 1), date.max),
}
ERA_LETTERS: Final = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month

_DECEMBER: Final = 12


def day(value: date) -> Period:
    """Give one day as a period."""
    return value, value


def month(year: int, number: int) -> Period:
    """Give the days of a month; months before the first and after the twelfth run into other years.

    Raises
    ------
    ValueError
        Where the calendar does not reach so far.

    Examples
    --------
    >>> month(2031, 14)[1].isoformat()
    '2032-02-29'
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"no year {year}")
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year(number: int) -> Period:
    """Give the days of a year."""
    return date(number, 1, 1), date(number, 12, 31)


def week(value: date) -> Period:
    """Give the week of a day, Monday to Sunday."""
    monday = value - timedelta(value.weekday())
    return monday, monday + timedelta(6)


def weekend(value: date) -> Period:
    """Give Saturday and Sunday of the week of a day."""
    monday, sunday = week(value)
    return monday + timedelta(5), sunday


def third(whole: Period, part: Part) -> Period:
    """Give days 1-10, 11-20 or 21 to the end of a month; of a longer or shorter period its third.

    Examples
    --------
    >>> [each.day for each in third(month(2031, 2), "late")]
    [21, 28]
    """
    first, last = whole
    length = (last - first).days + 1
    step = 10 if 28 <= length <= 31 else max(1, length // 3)  # noqa: PLR2004 - a month's days
    cuts = {"early": (0, step - 1), "mid": (step, 2 * step - 1), "late": (2 * step, length - 1)}
    left, right = cuts[part]
    return first + timedelta(left), first + timedelta(min(right, length - 1))


def season(year: int, name: str) -> Period:
    """Give the days of a season that begins in `year`: March-May, June-August, and so on.

    Examples
    --------
    >>> [each.isoformat() for each in season(2031, "winter")]
    ['2031-12-01', '2032-02-29']
    """
    first = SEASONS[name]
    return month(year, first)[0], month(year, first + 2)[1]


def last_weekends(year: int, number: int) -> tuple[Period, ...]:
    """Give the last weekend of a month: two of them where the last Saturday's Sunday is in the next month.

    Examples
    --------
    >>> [[each.day for each in weekend] for weekend in last_weekends(2031, 5)]
    [[24, 25], [31, 1]]
    """
    end = month(year, number)[1]
    saturday = end - timedelta((end.weekday() - 5) % 7)
    inside = saturday if (saturday + timedelta(1)).month == end.month else saturday - timedelta(7)
    return tuple((start, start + timedelta(1)) for start in dict.fromkeys((inside, saturday)))


def western(era: str, number: int) -> int:
    """Give the western year of a year of a Japanese era.

    Examples
    --------
    >>> western("令和", 7), western("昭和", 53), western("平成", 1)
    (2025, 1978, 1989)
    """
    return ERAS[era][0] + number - 1


def in_era(era: str, period: Period) -> bool:
    """Say whether any day of the period lies in the era.

    Examples
    --------
    >>> in_era("平成", month(2019, 4)), in_era("平成", month(2019, 5))
    (True, False)
    """
    _, first, last = ERAS[era]
    return period[0] <= last and period[1] >= first


def nearest(choices: Iterable[Period], anchor: date, tense: Tense) -> Period:
    """Give the period nearest to the anchor among those that the tense allows, or among all of them.

    Examples
    --------
    >>> nearest([month(2030, 4), month(2031, 4)], date(2031, 3, 12), "")[0].year
    2031
    >>> nearest([month(2030, 4), month(2031, 4)], date(2031, 3, 12), "past")[0].year
    2030
    """
    given = list(choices)
    fits: dict[str, Callable[[Period], bool]] = {
        "past": lambda period: period[0] <= anchor,
        "future": lambda period: period[1] >= anchor,
        "": lambda _: True,
    }
    allowed = [period for period in given if fits[tense](period)] or given
    return min(allowed, key=lambda period: distance(period, anchor))


def distance(period: Period, anchor: date) -> int:
    """Give the days between an anchor and a period, 0 inside it."""
    if anchor < period[0]:
        return (period[0] - anchor).days
    return max(0, (anchor - period[1]).days)


def weekday(number: int, anchor: date, tense: Tense) -> date:
    """Give the latest such weekday not after the anchor, or the earliest not before it for what is to come.

    Monday is 0. The anchor itself counts.

    Examples
    --------
    >>> anchor = date(2031, 5, 1)  # a Thursday
    >>> [weekday(1, anchor, tense).day for tense in ("past", "future")]
    [29, 6]
    """
    if tense == "future":
        return anchor + timedelta((number - anchor.weekday()) % 7)
    return anchor - timedelta((anchor.weekday() - number) % 7)


def same_day(year_: int, month_: int, day_: int) -> Period:
    """Give a day of the calendar as a period.

    Raises
    ------
    ValueError
        Where there is no such day.
    """
    return day(date(year_, month_, day_))
