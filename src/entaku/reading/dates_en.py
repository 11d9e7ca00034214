"""Which English words name a time, and which signs do in any language? One rule a form.

All patterns run on the text with narrow digits and signs, and have no repetition inside a repetition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from entaku.reading import periods
from entaku.reading.dating import (
    SEVERAL,
    Found,
    Rule,
    Scene,
    absolute,
    ahead,
    at_distance,
    back,
    day_of_month,
    duration,
    nearest_day,
    nearest_month,
    nearest_season,
    nearest_third,
    nth_weekend,
    partial,
    relative,
    rule,
    since,
    some_distance,
    until_end,
    vague_duration,
)
from entaku.reading.numerals import ENGLISH, english
from entaku.reading.periods import Part, Period
from entaku.reading.scripts import words

_NAMES: Final = words("January February March April May June July August September October November December")
_DAY_NAMES: Final = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_FULL: Final = r"(?P<mon>" + "|".join(_NAMES) + r")\b"
_MONTH: Final = (
    r"(?P<mon>(?:" + "|".join(_NAMES) + r")\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY: Final = r"(?P<wd>" + "|".join(_DAY_NAMES) + r")"
_TH: Final = r"(?:st|nd|rd|th)?"
_CLOCK: Final = r"(?:,?\s(?:at\s)?(?P<clock>\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?))?"
_OF_DAY: Final = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_PART: Final = (
    r"(?P<part>(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\s(?:in\s)?|-)"
    r"|(?:[Bb]y\s)?(?:[Tt]he\s)?(?:start|beginning|middle|end)\sof\s)"
)
_PARTS: Final[Mapping[str, Part]] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "start": "early",
    "beginning": "early",
    "middle": "mid",
}
_UNIT: Final = r"(?P<u>minute|hour|day|week|month|year)s?\b"
_SHIFTS: Final = {"last": -1, "this": 0, "the": 0, "next": 1, "coming": 1, "past": -1, "previous": -1}
_SEASONS: Final = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
_OF_MONTH: Final = re.compile(
    r"\b(?:in|by|until|till|of|from|to|through|during|before|after|since|for|around)\s$"
)
_ORDINAL_ENDS: Final = re.compile(
    r"\s?(?:$|[.,;:!?)–—]|\s(?:and|or|at|in|to|that|when|after|before|with|for|as|by|but|of\sthe\smonth)\b)"
)
_ORDINAL_BEGINS: Final = re.compile(r"\b(?:on|by|until|since|from|before|after)\s$")
_COUNTED: Final = re.compile(
    r"\s(?:troops|people|men|women|soldiers|members|tonnes|tons|barrels|dollars|euros|cases|votes|seats|pages|words"
    r"|miles|kilometres|metres|homes|jobs|prisoners|drones|missiles|tanks|ships|vehicles|sets|points)\b"
)
_YEAR_LEADS: Final = re.compile(
    r"\b([Ii]n|of|by|until|till|from|to|through|during|before|after|late|early|mid)[\s-]$|\($"
)
_COUNTING: Final = frozenset({"of", "by", "to", "from", "after", "before"})


def _number(match: re.Match[str]) -> int:
    return _NAMES.index(next(name for name in _NAMES if name.startswith(match["mon"].rstrip(".")[:3]))) + 1


def _day_month(match: re.Match[str], scene: Scene) -> Found:
    """Read a day and a month, with or without a year, a second day and a time."""
    number, first = _number(match), int(match["d"])
    year = match["y"]
    start = periods.same_day(int(year), number, first) if year else nearest_day(number, first, scene)
    end, precision = start, "minute" if re.search(r"[:.]\d", match["clock"] or "") else "day"
    if match["d2"]:
        end, precision = periods.same_day(start[0].year, number, int(match["d2"])), "days"
    if match["since"]:
        return since(start, scene, "days")
    found = absolute((start[0], end[1]), precision)
    if year:
        return found
    return Found(first=found.first, last=found.last, precision=precision, type="absolute", anchored=True)


def _month(match: re.Match[str], scene: Scene) -> Found:
    """Read a month with what stands around it: a part, a year, last or next."""
    given = match.groupdict()
    bare = not any(given[key] for key in ("since", "part", "rel", "y", "ry"))
    if bare and given["mon"] in {"May", "March"} and not _OF_MONTH.search(scene.before):
        raise ValueError("a verb, perhaps")
    whole, told = _which_month(match, scene)
    if given["part"]:
        part = given["part"].lower()
        word = part.removeprefix("by ").removeprefix("the ").split()[0].rstrip("-")
        if part.startswith("by "):
            return until_end(whole, scene)
        name = _PARTS.get(word, "late")
        cut = periods.third(whole, name) if told or match["y"] else nearest_third(_number(match), name, scene)
        if given["since"]:
            return since(cut, scene, "days")
        return absolute(cut, "days") if given["y"] else partial(cut, "days")
    if given["since"]:
        return since(whole, scene, "months")
    if given["y"]:
        return absolute(whole, "month")
    return relative(whole, "month") if told else partial(whole, "month")


def _which_month(match: re.Match[str], scene: Scene) -> tuple[Period, bool]:
    number, anchor = _number(match), scene.anchor
    if match["y"]:
        return periods.month(int(match["y"]), number), False
    if match["ry"]:
        return periods.month(anchor.year + _SHIFTS[match["ry"]], number), True
    if match["rel"] == "last":
        return periods.month(anchor.year - (number >= anchor.month), number), True
    if match["rel"] == "next":
        return periods.month(anchor.year + (number <= anchor.month), number), True
    if match["rel"] == "this":
        return periods.month(anchor.year, number), True
    return nearest_month(number, scene), False


def _nth_weekend(match: re.Match[str], scene: Scene) -> Found:
    number = _number(match)
    year = int(match["y"]) if match["y"] else nearest_month(number, scene)[0].year
    return relative(*nth_weekend("first" if match["nth"] == "first" else "last", number, year))


def _ordinal(match: re.Match[str], scene: Scene) -> Found:
    """Read the 12th, unless it counts something."""
    if not (_ORDINAL_ENDS.match(scene.after) or _ORDINAL_BEGINS.search(scene.before)):
        raise ValueError("an ordinal of something")
    if re.match(r"\s[a-z]", scene.after) and not _ORDINAL_ENDS.match(scene.after):
        raise ValueError("an ordinal of something")
    number = int(match["d"])
    if not 1 <= number <= 31:  # noqa: PLR2004 - the days of a month
        raise ValueError("no day of a month")
    return partial(day_of_month(number, scene), "day")


def _told_day(match: re.Match[str], scene: Scene) -> Found:
    word = match["word"].lower()
    shift = 0
    if word.startswith(("yesterday", "last")):
        shift = -1
    elif word.startswith("the day before"):
        shift = -2
    elif word.startswith("tomorrow"):
        shift = 1
    elif word.startswith("the day after"):
        shift = 2
    return relative(periods.day(scene.anchor + timedelta(shift)), "day")


def _weekday(match: re.Match[str], scene: Scene) -> Found:
    """Read a weekday; the plural comes again and again."""
    number = _DAY_NAMES.index(match["wd"])
    if match["many"]:
        return Found(first=None, last=None, precision="day", type="recurring")
    rel, anchor = match["rel"], scene.anchor
    if rel == "last":
        there = periods.weekday(number, anchor - timedelta(1), "past")
    elif rel in {"next", "coming"}:
        there = periods.weekday(number, anchor + timedelta(1), "future")
    elif rel == "this":
        there = periods.week(anchor)[0] + timedelta(number)
    else:
        there = periods.weekday(number, anchor, scene.tense)
    if rel == "since":
        return since(periods.day(there), scene, "days")
    return relative(periods.day(there), "day")


def _period(unit: str, shift: int, scene: Scene) -> Period:
    anchor = scene.anchor
    if unit == "week":
        return periods.week(anchor + timedelta(7 * shift))
    if unit == "weekend":
        if shift == 0 and scene.tense == "past" and anchor.weekday() < 5:  # noqa: PLR2004 - Saturday
            shift = -1
        return periods.weekend(anchor + timedelta(7 * shift))
    if unit == "month":
        return periods.month(anchor.year, anchor.month + shift)
    return periods.year(anchor.year + shift)


def _told_period(match: re.Match[str], scene: Scene) -> Found:
    """Read last week, early next month, later this year, the weekend."""
    unit, part = match["u"], (match["part"] or "").lower()
    whole = _period(unit, _SHIFTS[match["rel"].lower()], scene)
    if part in {"later ", "before the end of "} or part.startswith("by "):
        return until_end(whole, scene)
    if part:
        word = part.removeprefix("the ").split()[0]
        return relative(periods.third(whole, _PARTS.get(word, "late")), "days")
    if match["since"]:
        return since(whole, scene, "days")
    return relative(whole, {"week": "days", "weekend": "days", "month": "month", "year": "year"}[unit])


def _back(match: re.Match[str], scene: Scene) -> Found:
    unit = match["u"]
    if match["n"] in {"few", "several", "couple of"}:
        return back(SEVERAL, unit, scene, "vague")
    return back(english(match["n"]) if match["n"] else 1, unit, scene)


def _recent(match: re.Match[str], scene: Scene) -> Found:
    return back(SEVERAL, match["u"], scene, "vague")


def _coming(match: re.Match[str], scene: Scene) -> Found:
    number = SEVERAL if match["n"] in {None, "few", "several", "couple of"} else english(match["n"])
    vague = match["n"] is None or match["n"] in {"few", "several", "couple of"}
    return ahead(number, match["u"], scene, "vague" if vague else "days")


def _ago(match: re.Match[str], scene: Scene) -> Found:
    if match["n"] in {"a few", "several", "a couple of"}:
        return some_distance(-1, match["u"], scene)
    return at_distance(-english(match["n"]), match["u"], scene)


def _duration(match: re.Match[str], scene: Scene) -> Found:
    word = match["n"].lower()
    if re.match(r"[\s-](?:old|later|earlier)\b", scene.after):
        raise ValueError("an age, or told from another day")
    if word in {"a few", "several", "a couple of"}:
        return vague_duration(match["u"])
    if (
        word in {"a", "an"}
        and not re.search(r"\b(?:for|over|after|took|lasted)\s$", scene.before)
        and not match["in"]
    ):
        raise ValueError("an article, not a number")
    return duration(english(match["n"]), match["u"])


def _bare_year(match: re.Match[str], scene: Scene) -> Found:
    """Read a year alone, unless it counts something."""
    led = _YEAR_LEADS.search(scene.before)
    if not match["since"] and (not led or (led.group(1) in _COUNTING and _COUNTED.match(scene.after))):
        raise ValueError("a number of things, or of a page")
    whole = periods.year(int(match["y"]))
    return since(whole, scene, "year") if match["since"] else absolute(whole, "year")


def _span_of_years(match: re.Match[str], _: Scene) -> Found:
    first = int(match["y"])
    return absolute((periods.year(first)[0], periods.year(first + 9)[1]), "vague")


def _season(match: re.Match[str], scene: Scene) -> Found:
    name, rel = _SEASONS[match["season"].lower()], match["rel"]
    if match["y"]:
        return absolute(periods.season(int(match["y"]), name), "season")
    if rel == "last":
        ended = [periods.season(scene.anchor.year - step, name) for step in range(3)]
        return relative(next(each for each in ended if each[1] < scene.anchor), "season")
    if rel == "next":
        coming = [periods.season(scene.anchor.year + step, name) for step in range(3)]
        return relative(next(each for each in coming if each[0] > scene.anchor), "season")
    found = nearest_season(name, scene)
    if match["since"]:
        return since(found, scene, "season")
    return relative(found, "season") if rel == "this" else partial(found, "season")


def _soon(_: re.Match[str], scene: Scene) -> Found:
    return Found(first=scene.anchor, last=None, precision="vague", type="relative", anchored=True)


def _recently(_: re.Match[str], scene: Scene) -> Found:
    return Found(first=None, last=scene.anchor, precision="vague", type="relative", anchored=True)


_ANY_MONTH: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_ANY_PERIOD: Final = "(?:ast|his|ext) (?:week|month|year)"
_ANY_UNIT: Final = "minute|hour|day|week|month|year"
_MANY: Final = r"(?:a\sfew|several|a\scouple\sof)"


RULES: Final[tuple[Rule, ...]] = (
    rule(
        _ANY_MONTH,
        rf"\b(?P<since>[Ss]ince\s)?(?:{_WEEKDAY},?\s)?(?P<d>\d{{1,2}}){_TH}(?:\s?[-–—]\s?(?P<d2>\d{{1,2}}){_TH})?"
        rf"\s(?:of\s)?{_MONTH}(?:,?\s(?P<y>\d{{4}})\b)?{_CLOCK}",
        _day_month,
    ),
    rule(
        _ANY_MONTH,
        rf"\b(?P<since>[Ss]ince\s)?(?:{_WEEKDAY},?\s)?{_MONTH}\s(?P<d>\d{{1,2}}){_TH}\b(?![:.]\d)"
        rf"(?:\s?[-–—]\s?(?P<d2>\d{{1,2}}){_TH}\b)?(?:,?\s(?P<y>\d{{4}})\b)?{_CLOCK}",
        _day_month,
    ),
    rule(
        _ANY_MONTH,
        rf"\b(?P<since>[Ss]ince\s)?{_PART}?(?:(?P<rel>last|next|this)\s)?{_FULL}"
        rf"(?:,?\s(?:of\s)?(?P<y>\d{{4}})\b|\s(?P<ry>last|this|next)\syear\b)?",
        _month,
    ),
    rule(
        "weekend",
        rf"\b(?:the\s)?(?P<nth>last|first|final)\sweekend\s(?:of|in)\s{_FULL}(?:,?\s(?P<y>\d{{4}})\b)?",
        _nth_weekend,
    ),
    rule(r"he \d", r"\b[Tt]he\s(?P<d>\d{1,2})(?:st|nd|rd|th)\b", _ordinal),
    rule(
        "oday|night|esterday|omorrow|morning|afternoon|evening",
        r"(?<![\w.:])(?:(?:\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)\s)?"
        r"(?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s(?:morning|afternoon|evening)|[Ll]ast\snight"
        r"|[Oo]vernight|[Tt]he\sday\s(?:before\syesterday|after\stomorrow))\b(?:\s(?:morning|afternoon|evening|night)\b)?",
        _told_day,
    ),
    rule(
        "day",
        rf"\b(?:(?P<rel>last|next|this|coming|since)\s)?{_WEEKDAY}(?P<many>s\b)?(?!\w){_OF_DAY}",
        _weekday,
    ),
    rule(
        _ANY_PERIOD,
        r"\b(?P<since>[Ss]ince\s)?(?P<part>(?:[Ee]arly|[Ll]ater|[Ll]ate|mid)\s|before\sthe\send\sof\s|(?:[Bb]y\s)?(?:the\s)?"
        r"(?:start|beginning|middle|end)\sof\s)?(?P<rel>[Ll]ast|[Tt]his|[Nn]ext)\s(?P<u>weekend|week|month|year)\b",
        _told_period,
    ),
    rule(
        " of the ",
        r"\b(?P<since>)(?P<part>before\sthe\send\sof\s|[Bb]y\s(?:the\s)?(?:start|beginning|middle|end)\sof\s)"
        r"(?P<rel>the)\s(?P<u>week|month|year)\b",
        _told_period,
    ),
    rule("the weekend", r"\b(?P<since>)(?P<part>)(?P<rel>the)\s(?P<u>weekend)\b", _told_period),
    rule(
        _ANY_UNIT,
        rf"\b(?:[Tt]he\s)?(?:past|last|previous)\s(?P<n>{ENGLISH}|few|several|couple\sof)\s{_UNIT}",
        _back,
    ),
    rule("the past", rf"\bthe\spast\s(?P<n>){_UNIT}", _back),
    rule("recent ", rf"\b(?:[Ii]n\s|[Oo]ver\s)?(?:the\s)?recent\s{_UNIT}", _recent),
    rule(
        "the (?:coming|next) ",
        rf"\b(?:[Ii]n\s|[Oo]ver\s|[Ww]ithin\s)?the\s(?:coming|next)\s(?:(?P<n>{ENGLISH}|few|several|couple\sof)\s)?{_UNIT}",
        _coming,
    ),
    rule(" ago", rf"\b(?P<n>{ENGLISH}|{_MANY})\s{_UNIT}\sago\b", _ago),
    rule(
        _ANY_UNIT,
        rf"(?<![\w.,-])(?P<in>[Ww]ithin\s|[Ff]or\s(?=an?\s))?(?P<n>{ENGLISH}|{_MANY})[\s-]{_UNIT}(?!\sago)",
        _duration,
    ),
    rule(r"\d{4}", r"(?<![\w.,#№-])(?P<since>[Ss]ince\s)?(?P<y>(?:1[5-9]|20)\d\d)\b(?![.,]\d|-)", _bare_year),
    rule(r"\d0s", r"\b(?:the\s)?(?P<y>(?:19|20)\d0)s\b", _span_of_years),
    rule(
        "spring|summer|autumn|fall|winter",
        r"\b(?:(?P<rel>last|this|next)|(?P<since>since)(?:\sthe)?|(?:in|by|until|before|after|during)\sthe|early|late)\s"
        r"(?P<season>spring|summer|autumn|fall|winter)(?:\s(?:of\s)?(?P<y>\d{4}))?\b",
        _season,
    ),
    rule(
        "oon|shortly|imminent|near future",
        r"(?<!as )(?<!too )(?<!how )\b(?:[Ss]oon(?!er)(?!\s(?:after|before|as))\b|shortly(?!\s(?:before|after))\b"
        r"|imminently\b|in the near future\b)",
        _soon,
    ),
    rule("ecently|ately", r"\b(?:[Rr]ecently|[Ll]ately)\b", _recently),
)
"""The rules for English; where two match, the one that begins first and is longest stands."""
