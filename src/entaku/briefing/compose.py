"""From findings to a briefing: what goes on the first page, what it rests on, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.briefing.amounts import share
from entaku.briefing.bases import bases
from entaku.briefing.page import Briefing, FirstPage, Line, Run, Section
from entaku.briefing.unsaid import not_stated_in_full, not_stated_in_short, slant
from entaku.model.case import Case
from entaku.model.finding import Finding, Firmness
from entaku.model.source import Source
from entaku.model.text import LANGUAGES, Text, listed, say

RESTS = 3
"""How many things the first page says the answer rests on."""
ALSO = 5
"""How many further conclusions the first page carries."""
SHORT = 2
"""How many lines on a source's slant the first page carries."""

FIRMNESS = {
    Firmness.EXACT: Text("exact, every number is given.", "正確である。すべての数が与えられている。"),
    Firmness.PROVED: Text(
        "proved for every admissible preference within what is coded.",
        "コード化された範囲の許容されるすべての選好について証明された。",
    ),
    Firmness.EVERY_DRAW: Text(
        "holds in every draw; exceptions, if any, are rarer than {margin}.",
        "すべての標本で成り立つ。例外があるとしても{margin}より稀である。",
    ),
    Firmness.SHARE: Text(
        "not settled by what is coded ({share} of the draws, give or take {margin}).",
        "コード化された内容では決まらない（標本の{share}、±{margin}）。",
    ),
    Firmness.AVERAGE: Text("measured over the draws.", "標本全体で測った値である。"),
    Firmness.CODED: Text(
        "follows from the coding alone; it is as firm as the coding.",
        "コード化だけから導かれる。その確かさはコード化の確かさに等しい。",
    ),
    Firmness.NOT_STATED: Text("not stated by the sources.", "情報源は述べていない。"),
}


def compose(case: Case, sections: Sequence[Section], run: Run) -> Briefing:
    """What does a whole briefing of these lenses say?"""
    return Briefing(
        case=case.id,
        title=case.title,
        summary=case.summary,
        as_of=case.as_of,
        first=_first(case, sections),
        sections=tuple(sections),
        watch=_watch(case),
        not_stated=not_stated_in_full(case),
        slant=tuple(line for source in case.sources for line in slant(case, source)),
        bases=bases(case),
        sources=tuple(_source(source) for source in case.sources),
        run=run,
    )


def _first(case: Case, sections: Sequence[Section]) -> FirstPage:
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
        not_stated=not_stated_in_short(case),
        slant=tuple(line for source in case.sources for line in slant(case, source)[:SHORT]),
    )


def _in_a_row(sentences: Sequence[Text]) -> Text:
    return Text(" ".join(one.said("en") for one in sentences), "".join(one.said("ja") for one in sentences))


_NO_ANSWER = Text(
    "No lens could answer: see what the case lacks.", "どの視点も答えられなかった。不足している点を見よ。"
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
            Text("{text} (by {day}; told by: {who})", "{text}（期限{day}、判定の拠り所：{who}）")
            if point.closes is not None and point.resolver
            else Text("{text}", "{text}")
        )
        day = f"{point.closes:%Y-%m-%d %H:%M%:z}" if point.closes is not None else ""
        lines.append(Line(text=template.filled(text=point.text, day=day, who=point.resolver)))
    return tuple(lines)


def _source(source: Source) -> Text:
    parts = [source.title, source.outlet]
    if source.ownership:
        parts.append(source.ownership)
    dated = f"{source.published:%Y-%m-%d}" if source.published else ""
    return say(
        "{names}; {dated}; grade {grade}",
        "{names}、{dated}、評価{grade}",
        names=listed(parts),
        dated=dated or Text("no date", "日付なし"),
        grade=source.grade,
    )
