"""What the sources leave out, and where their slant enters: in short for the first page, and in full."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.gaps import Unsaid
from entaku.model.source import Source
from entaku.model.text import Text, say

NAMED = 6
"""How many things that no source mentions the first page names."""
OWN_LINE = frozenset({"no_deal", "preference", "not_stated", "performs", "home", "language", "unused_claims"})
"""Kinds of gaps that the short list sums up instead of naming one by one."""


def not_stated_in_short(case: Case, found: Sequence[Unsaid]) -> tuple[Text, ...]:
    """What is not stated, for a reader in a hurry?"""
    lines = [*_unmentioned(case, NAMED)]
    deals = sorted({name for gap in found if gap.kind == "no_deal" for name in gap.about})
    known = [party.name for party in case.parties if party.id in deals]
    if known:
        lines.append(
            say(
                "What no deal is worth: not stated for {who}.",
                "決裂時の価値：{who}については述べられていない。",
                who=known,
            )
        )
    silent = len(
        {
            (gap.about[0], issue)
            for gap in found
            if gap.kind in {"preference", "not_stated"}
            for issue in gap.about[1:]
        }
    )
    if silent:
        lines.append(
            say(
                "What the parties want: not stated in {n} of {all} cells of party and issue.",
                "当事者の望み：当事者と争点の組み合わせ{all}通りのうち{n}通りでは述べられていない。",
                n=silent,
                all=len(case.parties) * len(case.issues),
            )
        )
    unbound = {name for gap in found if gap.kind == "home" for name in gap.about}
    if unbound and case.home:
        lines.append(
            say(
                "What binds a party at home: not coded for {who}.",
                "国内の制約：{who}についてはコード化されていない。",
                who=[party.name for party in case.parties if party.id in unbound],
            )
        )
    idle = sum(max(1, len(gap.places)) for gap in found if gap.kind == "performs")
    if idle and case.drafts:
        lines.append(
            say(
                "Who would carry an option out: not stated for {n} options.",
                "選択肢を誰が実施するか：{n}件の選択肢については述べられていない。",
                n=idle,
            )
        )
    lines += [gap.text for gap in found if not gap.information and gap.kind not in OWN_LINE]
    return tuple(lines)


def not_stated_in_full(case: Case, found: Sequence[Unsaid]) -> tuple[Text, ...]:
    """What is not stated, one by one?"""
    return (*_unmentioned(case, len(case.not_mentioned)), *(gap.text for gap in found if not gap.information))


def _unmentioned(case: Case, most: int) -> list[Text]:
    """Name so many of what no source mentions, and say how many more there are."""
    if not case.not_mentioned:
        return []
    names = [gap.text for gap in case.not_mentioned[:most]]
    rest = len(case.not_mentioned) - len(names)
    names += [say("and {n} more", "ほか{n}点", n=rest)] if rest else []
    return [
        say(
            "Not mentioned by the sources at all: {names}.",
            "情報源がまったく触れていない点：{names}。",
            names=Text(
                "; ".join(name.said("en") for name in names), "、".join(name.said("ja") for name in names)
            ),
        )
    ]


def slant(case: Case, source: Source) -> tuple[Text, ...]:
    """Where does a source's slant enter: its own voice, its wording, its dates, and what is the analyst's?"""
    claims = [claim for claim in case.claims if claim.source == source.id]
    if not claims:
        return ()
    used = {name for statement in case.preferences for name in statement.because}
    framed = [claim for claim in claims if claim.framed]
    lines = [
        say(
            "{outlet} ({ownership}): {own} of {all} claims are in its own voice without a hedge; {framed} carry its "
            "own evaluation, and {used} of these enter a judgement on preferences.",
            "{outlet}（{ownership}）：言明{all}件のうち、留保のない自らの言葉は{own}件である。"
            "自らの評価を含むものは{framed}件で、そのうち{used}件が選好の判断に用いられている。",
            outlet=source.outlet,
            ownership=source.ownership or Text("ownership not stated", "所有関係の記載なし"),
            own=sum(not claim.hedged for claim in claims),
            all=len(claims),
            framed=len(framed),
            used=sum(claim.id in used for claim in framed),
        ),
        _analyst(case),
    ]
    if source.date_note:
        lines.append(source.date_note)
    return (*lines, *_wording(case, source))


def _analyst(case: Case) -> Text:
    said = [statement for statement in case.preferences if statement.verb != "not_stated"]
    return say(
        "Of {all} judgements on preferences, {alone} rest on the analyst alone, {mixed} on claims and the analyst's "
        "reading, {claims} on claims alone.",
        "選好の判断{all}件の内訳は、分析者だけによるものが{alone}件、言明と分析者の読みによるものが"
        "{mixed}件、言明だけによるものが{claims}件である。",
        all=len(said),
        alone=sum(set(one.because) == {ANALYST} for one in said),
        mixed=sum(ANALYST in one.because and len(one.because) > 1 for one in said),
        claims=sum(ANALYST not in one.because for one in said),
    )


def _wording(case: Case, source: Source) -> list[Text]:
    words = [framing for framing in case.framing if framing.source == source.id]
    if not words:
        return []
    return [
        say(
            "Wording to read with care, with a plain restatement: {words}.",
            "注意して読むべき表現と平易な言い換え：{words}。",
            words=Text(
                "; ".join(f"“{one.words}” ({one.neutral.said('en')})" for one in words),
                "／".join(f"「{one.words}」→{one.neutral.said('ja')}" for one in words),
            ),
        )
    ]
