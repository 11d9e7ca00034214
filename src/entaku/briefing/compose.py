"""From findings to a briefing: what goes on the first page, what it rests on, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from entaku.briefing.amounts import share
from entaku.briefing.bases import bases
from entaku.briefing.page import Briefing, FirstPage, Line, Run, Section
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


def compose(case: Case, sections: Sequence[Section], run: Run, audience: Sequence[str] = ()) -> Briefing:
    """What does a whole briefing of these lenses say?"""
    unsaid = gaps(case)
    return Briefing(
        case=case.id,
        title=case.title,
        summary=_in_a_row([*_marked(audience), case.summary]),
        as_of=case.as_of,
        first=_first(case, sections, unsaid),
        sections=tuple(sections),
        watch=_watch(case),
        not_stated=not_stated_in_full(case, unsaid),
        slant=tuple(line for source in case.sources for line in slant(case, source)),
        bases=bases(case),
        sources=tuple(_source(source) for source in case.sources),
        run=run,
    )


def _first(case: Case, sections: Sequence[Section], unsaid: Sequence[Unsaid]) -> FirstPage:
    every = [finding for section in sections for finding in section.findings]
    by_lens = {section.lens: section for section in sections}
    heads = {finding.lens: finding for finding in every if finding.headline}
    asked = [heads[name] for name in case.question.lenses if name in heads] or list(heads.values())[:1]
    rests = [finding for finding in every if finding.page == "rests"]
    also = [finding for finding in heads.values() if finding not in asked]
    also += [finding for finding in every if finding.page == "also"]
    return FirstPage(
        question=case.question.text,
        answer=_in_a_row([finding.text for finding in asked] or [_NO_ANSWER]),
        firmness=_in_a_row(
            [_firmness(by_lens[finding.lens], finding) for finding in asked]
            or [FIRMNESS[Firmness.NOT_STATED]]
        ),
        rests_on=tuple(Line(text=finding.text, finding=finding.id) for finding in rests[:RESTS]),
        also=tuple(Line(text=finding.text, finding=finding.id) for finding in also[:ALSO]),
        not_stated=not_stated_in_short(case, unsaid),
        slant=tuple(line for source in case.sources for line in slant(case, source)[:SHORT]),
    )


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
