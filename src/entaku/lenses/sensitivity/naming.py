"""How inputs are called in sentences and figures."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.model.case import Case
from entaku.model.gaps import issues_of
from entaku.model.statement import RedLine, Statement
from entaku.model.text import Text, listed, say
from entaku.model.wording import option_in_full, stated_in_words
from entaku.space.driving import Aspect, Switch

Input = Switch | Aspect
FEW = 4
"""Up to how many red lines that fall together are named one by one."""


def ident(one: Input) -> str:
    """Give an input a name that stays the same whatever the order of the case."""
    if isinstance(one, Switch):
        return f"{one.event.kind}/{one.event.id}"
    return f"value/{one.party}/{one.issue or 'no_deal'}"


def in_full(case: Case, one: Input) -> Text:
    """What is it, as a clause or a noun?"""
    if isinstance(one, Aspect):
        return _aspect(case, one)
    event = one.event
    if event.kind == "source":
        return say("{s} is a sound source", "{s}は信頼できる情報源である", s=case.source(event.id).title)
    if event.kind == "claim":
        claim = case.claim(event.id).text
        return say("“{c}”", "「{c}」", c=Text(claim.en.rstrip("."), claim.ja.rstrip("。")))
    statements = [_statement(case, name) for name in event.touches]
    if len(statements) == 1:
        return stated_in_words(case, statements[0])
    lines = [s.says for s in statements if isinstance(s.says, RedLine)]
    if len(lines) == len(statements) > FEW:
        return say(
            "{p} holds to its red lines on {i}",
            "{p}は{i}についての譲れない一線を守る",
            p=case.party(statements[0].party).name,
            i=_issues(case, statements),
        )
    if len(lines) == len(statements):
        return _lines(case, statements[0].party, lines)
    words = [stated_in_words(case, one) for one in statements]
    return Text("; ".join(text.en for text in words), "。".join(text.ja for text in words))


def _lines(case: Case, party: str, lines: list[RedLine]) -> Text:
    names = [
        option_in_full(case, issue, issue.options[issue.position(line.option)])
        for line in lines
        for issue in (case.issue(line.issue),)
    ]
    quoted = [say("“{o}”", "「{o}」", o=name) for name in names]
    return say(
        "{p} accepts no package with any of {o}",
        "{p}は{o}のいずれを含む案も受け入れない",
        p=case.party(party).name,
        o=Text(listed(quoted).en, "".join(text.ja for text in quoted)),
    )


def in_short(case: Case, one: Input) -> Text:
    """What is it, on a line of a figure?"""
    if isinstance(one, Aspect):
        return _aspect(case, one)
    event = one.event
    if event.kind in {"source", "claim"}:
        return in_full(case, one)
    statements = [_statement(case, name) for name in event.touches]
    party = case.party(statements[0].party).name
    if all(isinstance(s.says, RedLine) for s in statements):
        return say("{p}: red lines on {i}", "{p}の譲れない一線（{i}）", p=party, i=_issues(case, statements))
    if len(statements) == 1:
        return stated_in_words(case, statements[0])
    return say("{p}: wishes on {i}", "{p}の意向（{i}）", p=party, i=_issues(case, statements))


def subjects(case: Case, some: Sequence[Switch]) -> Text:
    """What are these doubtful things about, party by party?"""
    claims = [in_full(case, one) for one in some if one.event.kind in {"source", "claim"}]
    about = [
        _statement(case, name)
        for one in some
        if one.event.kind not in {"source", "claim"}
        for name in one.event.touches
    ]
    wishes = [
        say("what {p} wants on {i}", "{p}の意向（{i}）", p=party.name, i=_issues(case, own))
        for party in case.parties
        if (own := [one for one in about if one.party == party.id])
    ]
    return Text(
        "; ".join(text.en for text in (*claims, *wishes)),
        "、".join(text.ja for text in (*claims, *wishes)),
    )


def _issues(case: Case, statements: list[Statement]) -> Text:
    touched = {issue for one in statements for issue in issues_of(case, one.says)}
    names = [issue.name for issue in case.issues if issue.id in touched]
    if not names:
        return say("no deal", "決裂")
    return Text(listed(names).en, "、".join(name.ja for name in names))


def _aspect(case: Case, one: Aspect) -> Text:
    party = case.party(one.party).name
    if not one.issue:
        return say("no deal for {p}", "{p}の決裂時の価値", p=party)
    issue = case.issue(one.issue).name
    if one.ends:
        return say("{p}: what is wanted on {i}", "{i}について{p}の望むもの", p=party, i=issue)
    return say("{p}: weight of {i}", "{p}にとっての{i}の重み", p=party, i=issue)


def _statement(case: Case, name: str) -> Statement:
    return next(one for one in case.preferences if one.id == name)
