"""From findings to a briefing: what goes on the first page, what it rests on, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.briefing.bases import bases
from entaku.briefing.page import Briefing, FirstPage, Line, Run, Section
from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.finding import Finding, Firmness
from entaku.model.gaps import gaps
from entaku.model.source import Source
from entaku.model.text import Text, listed, say

RESTS = 3
"""How many things the first page says the answer rests on."""
ALSO = 4
"""How many further conclusions the first page carries."""

FIRMNESS = {
    Firmness.EXACT: Text("Exact: every number is given.", "正確である。すべての数が与えられている。"),
    Firmness.PROVED: Text(
        "Proved for every admissible preference within what is coded.",
        "コード化された範囲の許容されるすべての選好について証明された。",
    ),
    Firmness.EVERY_DRAW: Text(
        "Holds in every draw; exceptions, if any, are rarer than {margin}.",
        "すべての標本で成り立つ。例外があるとしても{margin}より稀である。",
    ),
    Firmness.SHARE: Text(
        "Not settled by what is coded: {share} of the draws, give or take {margin}.",
        "コード化された内容では決まらない。標本の{share}（±{margin}）。",
    ),
    Firmness.CODED: Text(
        "Follows from the coding alone; it is as firm as the coding.",
        "コード化だけから導かれる。その確かさはコード化の確かさに等しい。",
    ),
    Firmness.NOT_STATED: Text("Not stated by the sources.", "情報源は述べていない。"),
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
        bases=bases(case),
        sources=tuple(_source(source) for source in case.sources),
        run=run,
    )


def _first(case: Case, sections: Sequence[Section]) -> FirstPage:
    every = [finding for section in sections for finding in section.findings]
    heads = [finding for finding in every if finding.headline]
    asked = [finding for finding in heads if finding.lens == case.question.lens] or heads
    rests = [finding for finding in every if finding.page == "rests"]
    also = [finding for finding in heads if finding not in asked[:1]]
    also += [finding for finding in every if finding.page == "also"]
    silent = [gap.text for gap in gaps(case) if not gap.information]
    return FirstPage(
        question=case.question.text,
        answer=asked[0].text if asked else _NO_ANSWER,
        firmness=_firmness(asked[0]) if asked else FIRMNESS[Firmness.NOT_STATED],
        rests_on=tuple(Line(text=finding.text, finding=finding.id) for finding in rests[:RESTS]),
        also=tuple(Line(text=finding.text, finding=finding.id) for finding in also[:ALSO]),
        not_stated=(*_unmentioned(case), *silent),
        slant=_slant(case),
    )


_NO_ANSWER = Text(
    "No lens could answer: see what the case lacks.", "どの視点も答えられなかった。不足している点を見よ。"
)


def _firmness(finding: Finding) -> Text:
    strength = finding.strength
    return FIRMNESS[strength.firmness].filled(
        share=f"{100 * strength.share:.0f}%", margin=f"{100 * strength.margin:.1g}%"
    )


def _unmentioned(case: Case) -> list[Text]:
    if not case.not_mentioned:
        return []
    names = [gap.text for gap in case.not_mentioned]
    return [
        say(
            "Not mentioned by the sources at all: {names}.",
            "情報源がまったく触れていない点：{names}。",
            names=Text(
                "; ".join(name.said("en") for name in names), "、".join(name.said("ja") for name in names)
            ),
        )
    ]


def _slant(case: Case) -> tuple[Text, ...]:
    """Say where the sources' slant enters: their own voice, their wording, and what rests on the analyst."""
    lines = []
    for source in case.sources:
        claims = [claim for claim in case.claims if claim.source == source.id]
        used = {name for statement in case.preferences for name in statement.because}
        framed = [claim for claim in claims if claim.framed]
        if not claims:
            continue
        lines.append(
            say(
                "{outlet} ({ownership}): {own} of {all} claims are in its own voice without a hedge, {framed} carry "
                "its own evaluation; {used} of those {framed} enter a preference judgement.",
                "{outlet}（{ownership}）：{all}件の言明のうち{own}件は留保のない自らの言葉であり、{framed}件は自らの"
                "評価を含む。その{framed}件のうち{used}件が選好の判断に用いられている。",
                outlet=source.outlet,
                ownership=source.ownership or Text("ownership not stated", "所有関係は述べられていない"),
                own=sum(not claim.hedged for claim in claims),
                all=len(claims),
                framed=len(framed),
                used=sum(claim.id in used for claim in framed),
            )
        )
        if source.date_note:
            lines.append(source.date_note)
    said = [statement for statement in case.preferences if statement.verb != "not_stated"]
    alone = [statement for statement in said if set(statement.because) == {ANALYST}]
    if alone:
        lines.append(
            say(
                "{alone} of {all} preference judgements are the analyst's alone; the others name the claims "
                "behind them.",
                "選好の判断{all}件のうち{alone}件は分析者だけの判断であり、残りは根拠となる言明を挙げている。",
                alone=len(alone),
                all=len(said),
            )
        )
    if case.framing:
        lines.append(
            say(
                "Wording to read with care, with a plain restatement: {words}.",
                "注意して読むべき表現と平易な言い換え：{words}。",
                words=Text(
                    "; ".join(f"“{f.words}” → {f.neutral.said('en')}" for f in case.framing),
                    "、".join(f"「{f.words}」→{f.neutral.said('ja')}" for f in case.framing),
                ),
            )
        )
    return tuple(lines)


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
