"""Which statements of the page cannot all be right, and which day is the text read against?

The day is never the first one of the page: it is the dateline, if it survives the tests, or the only day there
is; else nobody knows, and a person is asked. Every test reports what it finds and which day is used, and why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from entaku.model.document import Block, Conflict, Dated, Header, Sentence
from entaku.model.text import Text, listed, say
from entaku.reading import periods
from entaku.reading.conflicts_words import ROLES, WEEKDAYS, day_said, quoted
from entaku.reading.dates import Anchor, tense_of
from entaku.reading.frozen import narrow
from entaku.reading.headers import DATE_KEYS
from entaku.reading.lacks import lacks

_EARLIER_ONLY: Final = frozenset(
    {"translation_date", "update_date", "publication_date"}
)  # later is as it should be
# without a dateline: the publication, then all others, which must agree (an issue's header may be an old one)
_RANKS: Final = (("publication_date",), ("header_date", "series_line", "update_date", "translation_date"))
_MOST: Final = 20  # conflicts of one kind: more would hide the others
_AROUND: Final = 1_000  # signs of a sentence that may tell its tense
_QUOTES: Final = 2  # pieces of evidence that one conflict shows
_WEEKDAY: Final = re.compile(
    r"([月火水木金土日])曜|\(([月火水木金土日])(?:曜日?)?(?:・祝)?\)|\b([A-Z][a-z]{2,5}day)s?\b"
)
_SET_OFF_JA: Final = re.compile(r"(?:、|に(?!は?(?:予定|向|控|迫))[^のま])")
_SET_OFF_EN: Final = re.compile(r"\b(?:on|in|over|during)\s(?:the\s)?$")
_ERA: Final = re.compile(r"明治|大正|昭和|平成|令和")
_COURSE_JA: Final = re.compile(r"間$|にわた|に渡|に及")
_COURSE_EN: Final = re.compile(r"\s(?:of|between|in|on)\b")
_COURSE_LEADS: Final = re.compile(r"\b(?:after|for|over|in|of|during)\s$", re.IGNORECASE)
_DAYS: Final = {"D": (1, 1), "W": (7, 7), "M": (28, 31), "Y": (365, 366)}


@dataclass(frozen=True, slots=True)
class Page:
    """All that the tests look at."""

    text: str
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]
    headers: Sequence[Header]
    dates: Sequence[Dated]


def anchor_of(headers: Sequence[Header]) -> Anchor:
    """Against which day is the text read? The dateline, else the publication, else the only day on the page.

    Examples
    --------
    >>> lines = [Header(key="series_line", start=0, end=9, line=1, value="", date=date(2031, 5, 1))]
    >>> lines += [Header(key="dateline", start=10, end=20, line=3, value="", date=date(2031, 5, 4))]
    >>> anchor_of(lines).day.isoformat(), anchor_of(lines).role
    ('2031-05-04', 'dateline')
    """
    dated = _dated_headers(headers)
    for header in dated:
        if header.key == "dateline":
            return Anchor(header.date, "dateline")
    for keys in _RANKS:
        ranked = [header for header in dated if header.key in keys]
        if ranked:
            days = {header.date for header in ranked}
            return Anchor(ranked[0].date, ranked[0].key) if len(days) == 1 else Anchor()
    return Anchor()


def survives(page: Page, anchor: Anchor) -> bool:
    """Does nothing in the body that is told as past lie after the anchor?"""
    return anchor.role == "given" or not list(_later(page, anchor))


def conflicts(page: Page, anchor: Anchor) -> tuple[Conflict, ...]:
    r"""Which statements of the page cannot all be right, and what is lacking?

    Examples
    --------
    >>> from entaku.reading.document import read_text
    >>> page = "湖の協定\n\n湖岸便り 第7号 2031年4月1日\n\n2031年5月4日 9:00\n\n北岸は四日、署名した。"
    >>> said = read_text("lake", page).conflicts[0].text.en
    >>> print(said.partition(". ")[2])
    Only 4 May 2031 fits “四日”. 4 May 2031 is used.
    """
    if anchor.day and not survives(page, anchor):
        dates: Iterator[Conflict] = iter((_unfit(page, anchor),))
    elif anchor.day:
        dates = _against(page, anchor, anchor.day)
    else:
        dates = _undecided(page)
    return (
        *dates,
        *islice(_weekdays(page), _MOST),
        *islice(_eras(page), _MOST),
        *_durations(page),
        *lacks(page.text, page.blocks, page.headers),
    )


def _dated_headers(headers: Sequence[Header]) -> list[Header]:
    return [header for header in headers if header.date and header.key in DATE_KEYS]


def _against(page: Page, anchor: Anchor, used: date) -> Iterator[Conflict]:
    """Yield each date of the page that cannot stand beside the one that is used."""
    base = next((each for each in _dated_headers(page.headers) if each.key == anchor.role), None)
    for header in _dated_headers(page.headers):
        shown = header.date
        if shown is None or header is base or shown == used:
            continue
        if header.key in _EARLIER_ONLY and shown > used:
            continue
        role, line = ROLES[header.key], header.line
        there = (
            say("the {role} (line {line})", "{role}（{line}行目）", role=ROLES[base.key], line=base.line)
            if base
            else Text("the day that was given", "指定された日付")
        )
        shows = say(
            "The {role} (line {line}) shows {shown}, {there} {used}.",
            "{role}（{line}行目）は{shown}、{there}は{used}である。",
            role=role,
            line=line,
            shown=day_said(shown),
            there=there,
            used=day_said(used),
        )
        earlier = Text()
        if header.key in _EARLIER_ONLY:
            earlier = Text(" It cannot be earlier than the text itself.", "本文の日付より前ではあり得ない。")
        lines = (line, base.line) if base else (line,)
        why = _evidence(page, shown, used)
        end = say(" {used} is used.", "{used}を用いる。", used=day_said(used))
        said = _run_on((shows, earlier, why, end))
        yield Conflict(kind="date", lines=lines, text=said, used=used.isoformat())


def _evidence(page: Page, shown: date, used: date) -> Text:
    """Say which words of the body fit only the day that is used, and which weekdays decide nothing."""
    fits: list[str] = []
    idle: list[str] = []
    for dated in _of_body(page):
        weekday = _weekday_named(dated)
        tense = _tense(page, dated)
        if weekday >= 0 and dated.first == used:
            (idle if shown.weekday() == weekday else fits).append(dated.text)
        elif (
            dated.first
            and dated.last
            and shown < dated.first <= dated.last <= used
            and _is_told(dated)
            and tense != "future"
        ):
            fits.append(dated.text)
    fits, idle = list(dict.fromkeys(fits))[:_QUOTES], list(dict.fromkeys(idle))[:_QUOTES]
    said = [Text()]
    if fits:
        said.append(
            say(
                " Only {used} fits {words}.",
                "{words}に合うのは{used}だけである。",
                words=listed(quoted(fits)),
                used=day_said(used),
            )
        )
    if idle:
        said.append(
            say(
                " {words} fits both days and decides nothing.",
                "{words}は両日に合い、決め手にならない。",
                words=listed(quoted(idle)),
            )
        )
    return _run_on(said)


def _run_on(parts: Sequence[Text]) -> Text:
    """Join sentences of one paragraph."""
    return Text("".join(part.en for part in parts), "".join(part.ja for part in parts))


def _is_told(dated: Dated) -> bool:
    """Say whether an expression names a day or period by itself, and not by its distance from the anchor."""
    return dated.type in {"absolute", "era", "partial"} or "最後" in dated.text or "weekend of" in dated.text


def _of_body(page: Page) -> Iterator[Dated]:
    for dated in page.dates:
        if dated.last and _kind(page, dated) in {"body", "bullet"}:
            yield dated


def _kind(page: Page, dated: Dated) -> str:
    place = bisect_right(page.blocks, dated.start, key=lambda block: block.start) - 1
    return page.blocks[place].kind if place >= 0 and dated.start < page.blocks[place].end else ""


def _tense(page: Page, dated: Dated) -> str:
    place = bisect_right(page.sentences, dated.start, key=lambda sentence: sentence.start) - 1
    if place < 0 or dated.start >= page.sentences[place].end:
        return ""
    sentence = page.sentences[place]
    return tense_of(narrow(page.text[max(sentence.start, sentence.end - _AROUND) : sentence.end]))


def _later(page: Page, anchor: Anchor) -> Iterator[Dated]:
    """Yield what the body tells as past and yet lies after the anchor."""
    for dated in _of_body(page):
        if anchor.day is None or dated.first is None or dated.first <= anchor.day or not _is_told(dated):
            continue
        after = page.text[dated.end : dated.end + 6]
        before = page.text[max(0, dated.start - 16) : dated.start]
        set_off = _SET_OFF_JA.match(after) or _SET_OFF_EN.search(before)
        if set_off and _tense(page, dated) == "past":
            yield dated


def _unfit(page: Page, anchor: Anchor) -> Conflict:
    header = next(each for each in page.headers if each.key == anchor.role and each.date == anchor.day)
    words = [dated.text for dated in _later(page, anchor)][:_QUOTES]
    said = say(
        "The {role} (line {line}) shows {shown}, but the text tells {words} as past."
        " No day is used: state the right one.",
        "{role}（{line}行目）は{shown}だが、本文は{words}を過去として述べる。基準日は定めない。正しい日付を指定すること。",
        role=ROLES[header.key],
        line=header.line,
        shown=day_said(anchor.day or date.min),
        words=listed(quoted(words)),
    )
    return Conflict(kind="date", lines=(header.line,), text=said)


def _undecided(page: Page) -> Iterator[Conflict]:
    """Yield that nobody can tell the day, where the page shows several, or none and the text needs one."""
    dated = _dated_headers(page.headers)
    if not dated:
        if told := [each.text for each in page.dates if each.type in {"relative", "partial"}][:_QUOTES]:
            said = say(
                "The page shows no day, so {words} cannot be dated: state it.",
                "ページに日付がなく、{words}の日を定められない。日付を指定すること。",
                words=listed(quoted(told)),
            )
            yield Conflict(kind="missing", lines=(), text=said)
        return
    shown = [
        say(
            "{day} (line {line}, {role})",
            "{day}（{line}行目、{role}）",
            day=day_said(header.date or date.min),
            line=header.line,
            role=ROLES[header.key],
        )
        for header in dated
    ]
    said = say(
        "The page shows {days} and has no dateline. No day is used: state the right one.",
        "ページには{days}があり、発信日がない。基準日は定めない。正しい日付を指定すること。",
        days=listed(shown),
    )
    yield Conflict(kind="date", lines=tuple(header.line for header in dated), text=said)


def _weekday_named(dated: Dated) -> int:
    """Give the weekday that an expression names, Monday 0, or -1."""
    found = _WEEKDAY.search(narrow(dated.text))
    if not found:
        return -1
    if found[3]:
        names = [en for en, _ in WEEKDAYS]
        return names.index(found[3]) if found[3] in names else -1
    return "月火水木金土日".index(found[1] or found[2])


def _weekdays(page: Page) -> Iterator[Conflict]:
    """Yield dates whose weekday is wrong."""
    for dated in page.dates:
        if dated.type not in {"absolute", "era"} or not dated.first or dated.first != dated.last:
            continue
        named = _weekday_named(dated)
        if named in {-1, dated.first.weekday()}:
            continue
        said = say(
            "{words} names a {named}, but {day} is a {right}. The date is used.",
            "{words}は{named}とするが、{day}は{right}である。日付の方を用いる。",
            words=quoted([dated.text])[0],
            named=Text(*WEEKDAYS[named]),
            day=day_said(dated.first),
            right=Text(*WEEKDAYS[dated.first.weekday()]),
        )
        line = page.text.count("\n", 0, dated.start) + 1
        yield Conflict(kind="weekday", lines=(line,), text=said, used=dated.first.isoformat())


def _eras(page: Page) -> Iterator[Conflict]:
    """Yield dates in a year of an era that their month or day lies outside of."""
    for dated in page.dates:
        era = _ERA.search(dated.text)
        if (
            not era
            or not dated.first
            or not dated.last
            or periods.in_era(era.group(), (dated.first, dated.last))
        ):
            continue
        said = say(
            "{words} lies outside its era. It is read as {day} and not corrected.",
            "{words}はその元号の期間に入らない。{day}と読むが、訂正はしない。",
            words=quoted([dated.text])[0],
            day=day_said(dated.first),
        )
        line = page.text.count("\n", 0, dated.start) + 1
        yield Conflict(kind="misprint", lines=(line,), text=said, used=dated.first.isoformat())


def _durations(page: Page) -> Iterator[Conflict]:
    """Yield the first course of time of a lead that none of the body agrees with."""
    courses: dict[str, list[Dated]] = {"lead": [], "body": []}
    for dated in page.dates:
        if (
            dated.type == "duration"
            and (kind := _kind(page, dated)) in courses
            and _is_course(page.text, dated)
        ):
            courses[kind].append(dated)
    body = courses["body"][:_MOST]
    for told in courses["lead"][:_MOST]:
        akin = [each for each in body if len(body) == 1 or _akin(page.text, told, each)]
        if akin and not any(_overlap(_length(told), _length(each)) for each in akin):
            other = akin[0]
            lines = tuple(page.text.count("\n", 0, place) + 1 for place in (told.start, other.start))
            said = say(
                "The lead (line {first}) says {one}, the body (line {second}) {two}. Neither is used.",
                "リード（{first}行目）は{one}、本文（{second}行目）は{two}とする。どちらも用いない。",
                first=lines[0],
                second=lines[1],
                one=quoted([told.text])[0],
                two=quoted([other.text])[0],
            )
            yield Conflict(kind="duration", lines=lines, text=said)
            return


def _is_course(text: str, dated: Dated) -> bool:
    """Say whether an expression tells how long something went on, in days or longer; no deadline does."""
    if dated.type != "duration" or dated.precision.startswith("PT") or dated.precision in {"hours", "vague"}:
        return False
    after, before = text[dated.end : dated.end + 10], text[max(0, dated.start - 8) : dated.start]
    if _COURSE_JA.search(dated.text):
        return not after.startswith("の") and "以内" not in dated.text
    return "-" not in dated.text and bool(_COURSE_EN.match(after) and _COURSE_LEADS.search(before))


def _akin(text: str, one: Dated, other: Dated) -> bool:
    """Say whether two courses may be of the same thing: what follows them shares a word."""
    words = [
        set(re.findall(r"[一-龥]{2}|[ァ-ヶー]{3,12}|[a-z]{5,12}", text[each.end : each.end + 20]))
        for each in (one, other)
    ]
    return bool(words[0] & words[1])


def _length(dated: Dated) -> tuple[int, int]:
    found = re.fullmatch(r"P(\d{1,8})([DWMY])", dated.precision)
    if not found:
        return 2, 6  # several days
    least, most = _DAYS[found[2]]
    return int(found[1]) * least, int(found[1]) * most


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
