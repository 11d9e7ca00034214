"""Which Japanese words name a time? One rule a form; the numbers are read where they stand.

All patterns run on the text with narrow digits and signs, and have no repetition inside a repetition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
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
from entaku.reading.numerals import numeral
from entaku.reading.periods import Part, Period

_N: Final = "0-9〇零一二三四五六七八九十百千"
_ALONE: Final = rf"(?<![{_N}第#№.,])"  # no numeral is read from its middle
_SMALL: Final = r"[0-9〇零一二三四五六七八九十]{1,3}"
_ERA: Final = rf"(?P<era>明治|大正|昭和|平成|令和)\s?(?P<ey>元|[{_N}]{{1,4}})\s?年"
_YEAR: Final = (
    r"(?P<y>[0-9]{4}|[〇一二三四五六七八九]{4}|千[八九]百[一二三四五六七八九十]{0,3}|二千[一二三四五六七八九十]{0,3})\s?年"
    r"|(?P<y2>[0-9]{2})年(?=\s?\d{1,2}月)"
)
_TOLD_YEAR: Final = r"(?P<ry>一昨年|おととし|昨年|去年|今年|本年|再来年|来年|翌年|前年|同年)の?"
_YEARS: Final = rf"(?:{_ERA}|{_YEAR}|{_TOLD_YEAR})"
_MONTHS: Final = rf"(?:(?P<m>{_SMALL})\s?月|(?P<rm>先々月|先月|今月|再来月|来月)の?)"
_WEEKDAY: Final = r"(?:\s?\((?P<wd>[月火水木金土日])(?:曜日?)?(?:・祝)?\)|\s?(?P<wd2>[月火水木金土日])曜日?)?"
_PART: Final = r"の?(?:早朝|未明|朝方|朝|午前|正午|昼|午後|夕方|夕刻|夜|深夜)"
_CLOCK: Final = r"\s?(?P<clock>\d{1,2}(?::\d{2}|時(?:\d{1,2}分|半)?))(?:頃|ごろ)?"
_ZONE: Final = r"\([^()]{0,6}時間[^()]{0,12}\)"
_WHEN: Final = rf"(?:{_PART})?(?:{_CLOCK})?(?:{_ZONE})?"
_TO_DAY: Final = rf"(?:\s?(?:から|[〜~–—-])\s?(?:(?P<m2>{_SMALL})月)?(?P<d2>{_SMALL})日)?"
_DAYS: Final = rf"(?P<d>{_SMALL})\s?日{_WEEKDAY}{_TO_DAY}{_WHEN}"
_THIRD: Final = r"の?(?P<third>上旬|初旬|中旬|下旬|初め|はじめ|初頭|半ば|末)"
_WEEKEND: Final = r"の?(?P<nth>最初|第[1一]|最後|最終)の?週末"
_SINCE: Final = r"(?P<since>以降|以来)?"
_DAYS_NOT: Final = (
    r"(?!\s?(?:間|目|本|以内|以上|以下|後|前|ぶり|ごと|おき|連続|連休|にわた|に渡|に及"
    r"|あまり|余り|ほど|程度|分))"
)
_UNITS: Final = {"日": "day", "週": "week", "月": "month", "年": "year", "時": "hour", "分": "minute"}
_UNIT: Final = r"(?P<u>日|週|[かヶケカ箇]月|年|時|分)間?"
_COUNT: Final = rf"(?P<n>[{_N}]{{1,8}}|数)\s?"
_PARTS: Final[Mapping[str, Part]] = {
    "上": "early",
    "初": "early",
    "は": "early",
    "中": "mid",
    "半": "mid",
    "下": "late",
    "末": "late",
}
_TOLD_YEARS: Final = {
    "一昨年": -2, "おととし": -2, "昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "再来年": 2,
    "前年": -1, "同年": 0, "翌年": 1,
}  # fmt: skip
_TOLD_MONTHS: Final = {"先々月": -2, "先月": -1, "今月": 0, "来月": 1, "再来月": 2}
_TOLD_DAYS: Final = {
    "一昨": -2, "おと": -2, "昨": -1, "きの": -1, "本": 0, "今": 0, "きょ": 0, "明後": 2, "あさ": 2, "明": 1, "あす": 1,
    "あし": 1,
}  # fmt: skip
_TOLD_WEEKS: Final = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_WEEKDAYS: Final = "月火水木金土日"
_SEASONS: Final = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_CENTURY: Final = 2000


def _year(match: re.Match[str], scene: Scene) -> int:
    """Give the year that a match names, or raise where it names none."""
    if match["era"]:
        number = 1 if match["ey"] == "元" else numeral(match["ey"])
        if not 1 <= number <= 99:  # noqa: PLR2004 - no era is longer
            raise ValueError("no year of an era")
        return periods.western(match["era"], number)
    if match["y"]:
        return numeral(match["y"])
    if match["y2"]:
        return _CENTURY + int(match["y2"])
    told = match["ry"]
    if told is None:
        raise LookupError
    base = scene.previous if told in {"前年", "同年", "翌年"} else scene.anchor
    return base.year + _TOLD_YEARS[told]


def _dated(match: re.Match[str], scene: Scene) -> Found:
    """Read a month with or without a year, and what stands behind it."""
    groups = match.groupdict()
    try:
        year = _year(match, scene)
    except LookupError:
        year = 0
    whole = _month(groups, year, scene)
    told = bool(groups["ry"] or (groups["rm"] and not year))
    if groups["d"]:
        return _day(groups, whole, scene, given=bool(year) or bool(groups["rm"]))
    if groups["nth"]:
        which = "first" if groups["nth"][:2] in {"最初", "第1", "第一"} else "last"
        return relative(*nth_weekend(which, whole[0].month, whole[0].year))
    if groups["third"]:
        part, precision = _PARTS[groups["third"][0]], "days"
        given = bool(year or groups["rm"])
        whole = periods.third(whole, part) if given else nearest_third(whole[0].month, part, scene)
    else:
        precision = "month"
    if groups["since"]:
        return since(whole, scene, "days" if groups["third"] else "months")
    if told:
        return relative(whole, precision)
    if not year:
        return partial(whole, precision)
    return _of_era(groups, absolute(whole, precision))


def _month(groups: dict[str, str | None], year: int, scene: Scene) -> Period:
    if groups["rm"]:
        return periods.month(scene.anchor.year, scene.anchor.month + _TOLD_MONTHS[groups["rm"]])
    number = numeral(groups["m"] or "")
    if year and 1 <= number <= 12:  # noqa: PLR2004 - the months of a year
        return periods.month(year, number)
    return nearest_month(number, scene)


def _day(groups: dict[str, str | None], month: Period, scene: Scene, *, given: bool) -> Found:
    number = numeral(groups["d"] or "")
    if given:
        first = periods.same_day(month[0].year, month[0].month, number)
    else:
        first = nearest_day(month[0].month, number, scene)
    last = first
    if groups["d2"]:
        other = numeral(groups["m2"]) if groups["m2"] else first[0].month
        last = periods.same_day(first[0].year + (other < first[0].month), other, numeral(groups["d2"]))
    precision = "days" if groups["d2"] else _precision(groups)
    if groups["since"]:
        return since(first, scene, "days")
    if groups["ry"] or groups["rm"]:
        return relative((first[0], last[1]), precision)
    found = absolute((first[0], last[1]), precision)
    if not given:
        return Found(first=found.first, last=found.last, precision=precision, type="absolute", anchored=True)
    return _of_era(groups, found)


def _precision(groups: dict[str, str | None]) -> str:
    clock = groups["clock"] or ""
    return "minute" if ":" in clock or "分" in clock or "半" in clock else "day"


def _of_era(groups: dict[str, str | None], found: Found) -> Found:
    if not groups["era"]:
        return found
    return Found(first=found.first, last=found.last, precision=found.precision, type="era")


def _year_alone(match: re.Match[str], scene: Scene) -> Found:
    """Read a year, with a part or a season of it."""
    groups = match.groupdict()
    year = _year(match, scene)
    whole, precision = periods.year(year), "year"
    if groups["season"]:
        whole, precision = periods.season(year, _SEASONS[groups["season"]]), "season"
    elif groups["third"]:
        ends = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[_PARTS[groups["third"][0]]]
        if groups["third"] == "末":
            ends = (12, 12)
        whole, precision = (periods.month(year, ends[0])[0], periods.month(year, ends[1])[1]), "months"
    elif groups["decade"]:
        whole, precision = (whole[0], periods.year(year + 9)[1]), "vague"
    if groups["within"]:
        return until_end(whole, scene)
    if groups["since"]:
        return since(whole, scene, "year")
    if groups["ry"]:
        return relative(whole, precision)
    return _of_era(groups, absolute(whole, precision))


def _bare_day(match: re.Match[str], scene: Scene) -> Found:
    groups = match.groupdict()
    number = numeral(groups["d"])
    if not 1 <= number <= 31:  # noqa: PLR2004 - the days of a month
        raise ValueError("no day of a month")
    if number == 1 and match["d"] in {"一", "1"} and scene.after.startswith(("も", "中", "でも", "たりとも")):
        raise ValueError("a single day, not the first")
    first = day_of_month(number, scene)
    if groups["since"]:
        return since(first, scene, "days")
    if not groups["d2"]:
        return partial(first, _precision(groups))
    last = numeral(groups["d2"])
    month = first[0].month if not groups["m2"] else numeral(groups["m2"])
    end = periods.same_day(first[0].year + (month < first[0].month), month, last)
    return partial((first[0], end[1]), "days")


def _told_day(match: re.Match[str], scene: Scene) -> Found:
    word = match["word"]
    key = max((each for each in _TOLD_DAYS if word.startswith(each)), key=len)
    return relative(periods.day(scene.anchor + timedelta(_TOLD_DAYS[key])), "day")


def _same_day(match: re.Match[str], scene: Scene) -> Found:
    there = scene.previous + timedelta({"同日": 0, "翌日": 1, "前日": -1}[match["word"]])
    return Found(first=there, last=there, precision="day", type="relative", anchored=True, at=scene.previous)


def _told_week(match: re.Match[str], scene: Scene) -> Found:
    """Read a week told from the anchor, its weekend, half, beginning, or one day of it."""
    monday, sunday = periods.week(scene.anchor + timedelta(7 * _TOLD_WEEKS[match["week"]]))
    part = match["part"] or ""
    if part in {"中", "内", "いっぱい"}:
        return until_end((monday, sunday), scene)
    cuts = {"末": (5, 6), "前": (0, 2), "後": (3, 6), "半": (2, 3), "初": (0, 1), "は": (0, 1)}
    if part[1:2] == "曜":
        return relative(periods.day(monday + timedelta(_WEEKDAYS.index(part[0]))), "day")
    left, right = cuts.get(part[:1], (0, 6))
    return relative((monday + timedelta(left), monday + timedelta(right)), "days")


def _weekend(_: re.Match[str], scene: Scene) -> Found:
    step = -7 if scene.tense == "past" and scene.anchor.weekday() < 5 else 0  # noqa: PLR2004 - Saturday
    return relative(periods.weekend(scene.anchor + timedelta(step)), "days")


def _weekday(match: re.Match[str], scene: Scene) -> Found:
    return relative(
        periods.day(periods.weekday(_WEEKDAYS.index(match["day"]), scene.anchor, scene.tense)), "day"
    )


def _within(match: re.Match[str], scene: Scene) -> Found:
    anchor = scene.anchor
    if match["word"][0] == "年":
        return until_end(periods.year(anchor.year), scene)
    shift = _TOLD_MONTHS.get(match["word"][:2], 0)
    return until_end(periods.month(anchor.year, anchor.month + shift), scene)


def _month_end(_: re.Match[str], scene: Scene) -> Found:
    month = periods.month(scene.anchor.year, scene.anchor.month)
    return relative(periods.third(month, "late"), "days")


def _year_end(match: re.Match[str], scene: Scene) -> Found:
    word, year = match["word"], scene.anchor.year
    if word == "年末":
        ends = [(date(each, 12, 21), date(each, 12, 31)) for each in (year - 1, year)]
    else:
        ends = [(date(each, 1, 1), date(each, 1, 10)) for each in (year, year + 1)]
    return relative(periods.nearest(ends, scene.anchor, scene.tense), "days")


def _season(match: re.Match[str], scene: Scene) -> Found:
    name, told = _SEASONS[match["season"]], match["told"] or ""
    if told:
        shift = {"昨": -1, "今": 0, "来": 1}[told]
        base = (
            nearest_season(name, scene) if told == "今" else periods.season(scene.anchor.year + shift, name)
        )
        return relative(base, "season")
    found = nearest_season(name, scene)
    return since(found, scene, "season") if match["since"] else partial(found, "season")


def _unit(match: re.Match[str]) -> str:
    return _UNITS[match["u"][-1] if match["u"] in {"日", "週", "年", "時", "分"} else "月"]


def _back(match: re.Match[str], scene: Scene) -> Found:
    if match["n"] == "数":
        return back(SEVERAL, _unit(match), scene, "vague")
    return back(numeral(match["n"]), _unit(match), scene)


def _ahead(match: re.Match[str], scene: Scene) -> Found:
    vague = match["n"] == "数"
    number = SEVERAL if vague else numeral(match["n"])
    return ahead(number, _unit(match), scene, "vague" if vague else "days")


def _distance(match: re.Match[str], scene: Scene) -> Found:
    sign = -1 if match["way"] == "前" else 1
    if scene.before.endswith(("その", "から", "の")):
        return Found(first=None, last=None, precision="vague", type="relative")
    if match["n"] == "数":
        return some_distance(sign, _unit(match), scene)
    return at_distance(sign * numeral(match["n"]), _unit(match), scene)


def _duration(match: re.Match[str], _: Scene) -> Found:
    if match["n"] == "数":
        return vague_duration(_unit(match))
    return duration(numeral(match["n"]), _unit(match))


def _long_days(match: re.Match[str], _: Scene) -> Found:
    number = numeral(match["n"])
    if number <= 31:  # noqa: PLR2004 - a day of a month
        raise ValueError("a day of a month, not a duration")
    return duration(number, "day")


def _half_year(_: re.Match[str], __: Scene) -> Found:
    return duration(6, "month")


def _soon(_: re.Match[str], scene: Scene) -> Found:
    return Found(first=scene.anchor, last=None, precision="vague", type="relative", anchored=True)


def _recently(_: re.Match[str], scene: Scene) -> Found:
    return Found(first=None, last=scene.anchor, precision="vague", type="relative", anchored=True)


RULES: Final[tuple[Rule, ...]] = (
    rule("月", rf"{_ALONE}(?:{_YEARS}\s?)?{_MONTHS}(?:\s?{_DAYS}|{_THIRD}|{_WEEKEND})?{_SINCE}", _dated),
    rule(
        "年",
        rf"{_ALONE}{_YEARS}(?P<decade>代)?(?:の?(?P<season>[春夏秋冬])|{_THIRD})?(?P<within>中|いっぱい)?{_SINCE}",
        _year_alone,
    ),
    rule(
        "日",
        rf"{_ALONE}(?<!つい)(?P<d>{_SMALL})\s?日{_DAYS_NOT}{_WEEKDAY}{_TO_DAY}{_WHEN}{_SINCE}",
        _bare_day,
    ),
    rule(
        "[本今昨明]|きょう|きのう|おととい|あさって|あす|あした",
        rf"(?P<word>本日|今日(?!的)|きょう|今夜|今晩|今夕|今朝|一昨日|おととい|昨日|昨夜|昨晩|きのう|明後日|あさって|明日|明朝|明晩|あす|あした)"
        rf"(?:{_PART})?(?:{_CLOCK})?(?:{_ZONE})?",
        _told_day,
    ),
    rule("[同翌前]日", rf"(?P<word>同日|翌日|前日)(?:{_PART})?(?:{_CLOCK})?", _same_day),
    rule(
        "週",
        r"(?P<week>先々週|先週|今週|再来週|来週)(?:の?(?P<part>末|前半|後半|半ば|初め|はじめ|中|内|いっぱい|[月火水木金土日]曜日?))?",
        _told_week,
    ),
    rule("週末", r"(?<![先今来翌毎の])週末", _weekend),
    rule("曜", rf"(?P<day>[月火水木金土日])曜日?(?:{_PART})?(?:{_CLOCK})?", _weekday),
    rule("月[中内い]", r"(?P<word>今月|来月|(?<![一-龥0-9])月)(?:中|内|いっぱい)(?![国旬部外])", _within),
    rule("月末", r"(?<![一-龥々0-9])月末", _month_end),
    rule("年内", r"(?<![近数去昨今来前翌同半周定少青])(?P<word>年)内", _within),
    rule("年[末始明初]", r"(?<![昨今来前翌同])(?P<word>年末|年始|年明け|年初)", _year_end),
    rule(
        "[春夏秋冬]",
        r"(?:(?P<told>[昨今来])|(?<![一-龥ァ-ヶ]))(?P<season>[春夏秋冬])"
        r"(?=の?(?:まで|に|以降|以来|から|ごろ|頃|、|選挙|会議|攻勢))(?P<since>以降|以来)?",
        _season,
    ),
    rule("過去|ここ|この|直近|最近", rf"(?:過去|ここ|この|直近の?|最近の?)\s?{_COUNT}{_UNIT}", _back),
    rule("今後|向こう|むこう", rf"(?:今後|向こう|むこう)\s?{_COUNT}{_UNIT}", _ahead),
    rule("前|後", rf"{_ALONE}{_COUNT}{_UNIT}(?:ほど|余り)?(?P<way>前|後)(?![後半回述者進提])", _distance),
    rule("間", rf"{_ALONE}{_COUNT}(?P<u>日|週|[かヶケカ箇]月|年|時|分)間(?:以内)?(?![前後])", _duration),
    rule("月", rf"{_ALONE}{_COUNT}(?P<u>[かヶケカ箇]月)(?:以内)?(?![前後間])", _duration),
    rule(
        "[日年]",
        rf"{_ALONE}{_COUNT}(?P<u>日|年)(?:にわた(?:る|り|って)|に渡(?:る|り|って)|に及ぶ|以内|以上|連続|ぶり)",
        _duration,
    ),
    rule("日", rf"{_ALONE}(?<!月)(?P<n>[{_N}]{{2,8}})日(?![間前後本])", _long_days),
    rule("半年", r"半年(?:間|以内)?(?![前後])", _half_year),
    rule(
        "近|もなく",
        r"(?:(?<=[はがもて、。「\n])|^)近く(?=、?[一-龥ァ-ヶA-Z])|まもなく|間もなく|近日中|近い将来|近々",
        _soon,
    ),
    rule(
        "最近|先[ご頃般]|このほど|このところ|近[ご頃]",
        r"最近|先ごろ|先頃|先般|このほど|このところ|近ごろ|近頃",
        _recently,
    ),
)
"""The rules for Japanese; where two match, the one that begins first and is longest stands."""
