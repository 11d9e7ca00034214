"""From findings to a briefing: what goes on the first page, what it rests on, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from entaku.briefing.amounts import share
from entaku.briefing.bases import bases
from entaku.briefing.compare import compared, disagreement, headline
from entaku.briefing.page import Briefing, Comparison, FirstPage, Idle, Line, Run, Section
from entaku.briefing.unsaid import not_stated_in_full, not_stated_in_short, slant
from entaku.briefing.words import day
from entaku.model.case import Case
from entaku.model.finding import Finding, Firmness
from entaku.model.gaps import Unsaid, gaps
from entaku.model.source import Source
from entaku.model.text import LANGUAGES, Text, both, say

RESTS = 3
"""How many things the first page says the answer rests on."""
ALSO = 6
"""How many further conclusions the first page carries."""
HEADS = 5
"""How many of them are the answers of lenses that were not asked, where those asked have more to say."""
SOURCES = "sources"
"""What stands for the name of a lens in the section on what stands without its sources."""
ROOM = {"rests": 600, "also": 900}
"""How many signs of English each of these lists takes; what does not fit any more is left to its section."""
LONG = 240
"""How many signs of English a further conclusion takes on the first page; a longer one gives its first sentences."""
ORDER = ("room", "drafts", "seats", "pressure", "clock", "home", "standoff", "pull", "sensitivity")
"""In which order lenses follow those that were asked; one not named here comes last."""
SHORT = 2
"""How many lines on a source's slant the first page carries."""

FIRMNESS = {
    Firmness.EXACT: Text("exact, every number is given.", "厳密である。数値はすべて与えられている。"),
    Firmness.PROVED: Text(
        "proved for every admissible preference within what is coded.",
        "コード化された範囲で許容されるすべての選好について、証明済みである。",
    ),
    Firmness.EVERY_DRAW: Text(
        "holds in every draw; exceptions, if any, are rarer than {margin}.",
        "すべての標本で成り立つ。例外があるとしても、その割合の上限は{margin}である。",
    ),
    Firmness.SHARE: Text(
        "not settled by what is coded ({share} of the draws, give or take {margin}).",
        "コード化された内容では決まらない（標本の{share}、±{margin}）。",
    ),
    Firmness.AVERAGE: Text("measured over the draws.", "標本全体で測った値である。"),
    Firmness.CODED: Text(
        "follows from the coding alone; it is as firm as the coding.",
        "コード化だけから導かれ、コード化と同じだけ確かである。",
    ),
    Firmness.NOT_STATED: Text("not stated by the sources.", "情報源は述べていない。"),
}


def in_order(case: Case, lenses: Iterable[str]) -> tuple[str, ...]:
    """In which order are lenses shown: those that answer the key question first, then as a reader would ask?"""
    wanted = [*case.question.lenses, *(name for name in ORDER if name not in case.question.lenses)]
    return tuple(
        sorted(lenses, key=lambda name: (wanted.index(name) if name in wanted else len(wanted), name))
    )


def compose(case: Case, looked: Sequence[Section], run: Run, audience: Sequence[str] = ()) -> Briefing:
    """What does a whole briefing of these lenses say?

    Lenses that found nothing are listed with what they lack; one that stands alone keeps its section.
    """
    unsaid = gaps(case)
    idle = [one for one in looked if not one.findings and not one.figures and len(looked) > 1]
    told = [one for one in looked if one not in idle]
    found = compared(case, told)
    return Briefing(
        case=case.id,
        title=case.title,
        summary=_in_a_row([*_marked(audience), case.summary]),
        as_of=case.as_of,
        first=_first(case, told, unsaid, found),
        sections=(*disagreement(found), *told),
        watch=_watch(case),
        not_stated=not_stated_in_full(case, unsaid),
        slant=tuple(line for source in case.sources for line in slant(case, source)),
        bases=bases(case),
        sources=tuple(_source(source) for source in case.sources),
        run=run,
        compared=found,
        idle=tuple(Idle(lens=one.lens, title=one.title, missing=one.missing) for one in idle),
    )


def _first(
    case: Case, sections: Sequence[Section], unsaid: Sequence[Unsaid], found: Sequence[Comparison]
) -> FirstPage:
    every = [finding for section in sections for finding in section.findings]
    by_lens = {section.lens: section for section in sections}
    heads = {finding.lens: finding for finding in every if finding.headline}
    asked = [heads[name] for name in case.question.lenses if name in heads] or list(heads.values())[:1]
    rests = [finding for finding in every if finding.page == "rests" and finding.lens != SOURCES]
    carried = [finding.text for finding in every if finding.page == "rests" and finding.lens == SOURCES]
    others = [finding for finding in heads.values() if finding not in asked]
    more = [finding for finding in every if finding.page == "also" and not finding.headline]
    early = max(HEADS, ALSO - len(more))
    also = [*more[:1], *others[:early], *more[1:], *others[early:]]
    return FirstPage(
        question=case.question.text,
        answer=_in_a_row([finding.text for finding in asked] or [_NO_ANSWER]),
        firmness=_in_a_row(
            [_firmness(by_lens[finding.lens], finding) for finding in asked]
            or [FIRMNESS[Firmness.NOT_STATED]]
        ),
        rests_on=_fitting(rests, RESTS, ROOM["rests"]),
        also=_fitting(also, ALSO, ROOM["also"]),
        not_stated=not_stated_in_short(case, unsaid),
        slant=(*(line for source in case.sources for line in slant(case, source)[:SHORT]), *carried),
        lenses=headline(found),
    )


def _fitting(found: Sequence[Finding], most: int, room: int) -> tuple[Line, ...]:
    """Give as many findings as there is room for, long ones shortened, the first in any case."""
    lines: list[Line] = []
    for one in found:
        text = shortened(one.text)
        if len(lines) < most and (not lines or len(text.en) <= room):
            lines.append(Line(text=text, finding=one.id))
            room -= len(text.en)
    return tuple(lines)


_ENDS = re.compile(r"(?<=[.?!]) (?=[A-Z“\[])")
_ENDS_JA = re.compile("(?<=。)(?=.)")


def shortened(text: Text) -> Text:
    """Give the first sentences of a long text, as many in both languages; the first where they do not match.

    Examples
    --------
    >>> shortened(Text("It holds. " + "So it does. " * 40, "成り立つ。" + "そうである。" * 40)).en[:22]
    'It holds. So it does. '
    >>> len(shortened(Text("It holds. " * 60 + "It does.", "成り立つ。" * 61)).en) <= LONG
    True
    """
    english, japanese = _ENDS.split(text.en.strip()), _ENDS_JA.split(text.ja.strip())
    if len(text.en) <= LONG or min(len(english), len(japanese)) == 1:
        return text
    fits = [n for n in range(2, len(english) + 1) if len(" ".join(english[:n])) <= LONG]
    kept = max(fits, default=1) if len(english) == len(japanese) else 1
    return Text(" ".join(english[:kept]), "".join(japanese[:kept]))


def _marked(audience: Sequence[str]) -> list[Text]:
    """Mark a page that uses more than what is public, so that it is not passed on by mistake."""
    if not audience:
        return []
    named = [both(name) for name in sorted(audience)]
    return [
        say("CONFIDENTIAL: for readers of {names} only.", "【部外秘】{names}の閲覧者に限る。", names=named)
    ]


def _in_a_row(sentences: Sequence[Text]) -> Text:
    return Text(" ".join(one.said("en") for one in sentences), "".join(one.said("ja") for one in sentences))


_NO_ANSWER = Text(
    "No lens could answer: see what the case lacks.",
    "どの視点からも答えは得られなかった。「足りないもの」を参照。",
)


def _firmness(section: Section, finding: Finding) -> Text:
    strength = finding.strength
    held = {language: share(strength.share, language) for language in LANGUAGES}
    margin = {language: share(strength.margin, language) for language in LANGUAGES}
    words = FIRMNESS[strength.firmness].filled(
        share=Text(held["en"], held["ja"]), margin=Text(margin["en"], margin["ja"])
    )
    return say("{lens}: {words}", "{lens}：{words}", lens=section.title, words=words)


def _watch(case: Case) -> tuple[Line, ...]:
    lines = []
    for point in case.watch_points:
        template = (
            Text("{text} (by {day}; told by: {who})", "{text}（期限：{day}、判定のよりどころ：{who}）")
            if point.closes is not None and point.resolver
            else Text("{text}", "{text}")
        )
        closes = _moment(point.closes) if point.closes is not None else Text()
        lines.append(Line(text=template.filled(text=point.text, day=closes, who=point.resolver)))
    return tuple(lines)


def _moment(when: datetime) -> Text:
    offset = f"{when:%z}"
    zone = f"{offset[:3]}:{offset[3:5]}" if offset else ""
    told = f"{day(when.date(), 'ja')}{when:%H:%M}"
    return Text(f"{when:%Y-%m-%d %H:%M}{zone}", f"{told}（UTC{zone}）" if zone else told)


def _source(source: Source) -> Text:
    parts = [source.title, source.outlet]
    if source.ownership:
        parts.append(source.ownership)
    when = source.published
    dated = Text(f"{when:%Y-%m-%d}", day(when, "ja")) if when else Text("no date", "日付なし")
    return say(
        "{names}; {dated}; grade {grade}",
        "{names}、{dated}、評価{grade}",
        names=Text(
            "; ".join(part.said("en") for part in parts), "、".join(part.said("ja") for part in parts)
        ),
        dated=dated,
        grade=source.grade,
    )
