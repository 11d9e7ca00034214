"""Statements in plain words: what a coded judgement says, for a reader."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.model.case import Case
from entaku.model.issue import Issue, Option
from entaku.model.statement import (
    Best,
    Better,
    Heavier,
    Indifferent,
    MattersMore,
    NoConcern,
    NoDealValue,
    OptionValue,
    Order,
    Package,
    Prefers,
    RedLine,
    Same,
    Silent,
    Statement,
    Times,
    Values,
    Weight,
    Worst,
)
from entaku.model.text import Text, listed, say

NO_DEAL_NAME = Text("no deal", "決裂")


def stated_in_words(case: Case, statement: Statement) -> Text:
    """What does a statement say, in one clause a reader understands?"""
    party = case.party(statement.party).name
    says = statement.says
    match says:
        case Order() | Better() | Same() | Best() | Worst() | OptionValue():
            return _options(case, party, says)
        case Weight() | Heavier() | Times() | MattersMore() | NoConcern():
            return _weights(case, party, says)
        case Prefers():
            return say(
                "{p} likes {a} at least as much as {b}",
                "{p}は{a}を{b}と同等かそれ以上に好む",
                p=party,
                a=package_name(case, says.package),
                b=package_name(case, says.to),
            )
        case Indifferent():
            names = [package_name(case, package) for package in says.between]
            return say("{p} holds {a} equally good", "{p}は{a}を同等とみる", p=party, a=names)
        case NoDealValue():
            return say(
                "no deal is worth between {l} and {h} of its range to {p}",
                "{p}の決裂時の価値は自らの価値の幅の{l}から{h}の間にある",
                p=party,
                l=f"{says.range.low:g}",
                h=f"{says.range.high:g}",
            )
        case RedLine():
            issue = case.issue(says.issue)
            name = option_in_full(case, issue, issue.options[issue.position(says.option)])
            return say(
                "{p} accepts no package with “{o}”", "{p}は「{o}」を含む案を受け入れない", p=party, o=name
            )
        case Silent():
            return say(
                "what {p} wants on {i} is not stated",
                "{i}について{p}が何を望むかは述べられていない",
                p=party,
                i=case.issue(says.issue).name,
            )
        case Values():
            return say("{p}'s values are given exactly", "{p}の価値は厳密な数値で与えられている", p=party)


def _options(case: Case, party: Text, says: Order | Better | Same | Best | Worst | OptionValue) -> Text:
    issue = case.issue(says.issue).name
    match says:
        case Order():
            names = [option_name(case, says.issue, option) for option in reversed(says.worst_to_best)]
            return say(
                "on {i}, {p} ranks from best to worst: {o}",
                "{i}について、{p}は{o}の順に望ましいとみる",
                i=issue,
                p=party,
                o=Text(", ".join(t.said("en") for t in names), _quoted(names)),
            )
        case Better():
            return say(
                "on {i}, {p} likes “{a}” more than “{b}”",
                "{i}について、{p}は「{a}」を「{b}」より好む",
                i=issue,
                p=party,
                a=option_name(case, says.issue, says.option),
                b=option_name(case, says.issue, says.than),
            )
        case Same():
            names = [option_name(case, says.issue, option) for option in says.options]
            return say(
                "on {i}, {p} holds {o} equally good",
                "{i}について、{p}は{o}を同等とみる",
                i=issue,
                p=party,
                o=Text(listed(names).en, _quoted(names)),
            )
        case Best():
            return say(
                "on {i}, nothing is better for {p} than “{o}”",
                "{i}について、{p}にとって「{o}」に勝る選択肢はない",
                i=issue,
                p=party,
                o=option_name(case, says.issue, says.option),
            )
        case Worst():
            return say(
                "on {i}, nothing is worse for {p} than “{o}”",
                "{i}について、{p}にとって「{o}」より悪い選択肢はない",
                i=issue,
                p=party,
                o=option_name(case, says.issue, says.option),
            )
        case OptionValue():
            return say(
                "on {i}, “{o}” lies between {l} and {h} of the way from {p}'s worst to its best",
                "{i}について、{p}の最悪を0、最良を1とすれば、「{o}」は{l}から{h}の間にある",
                i=issue,
                p=party,
                o=option_name(case, says.issue, says.option),
                l=f"{says.range.low:g}",
                h=f"{says.range.high:g}",
            )


def _weights(case: Case, party: Text, says: Weight | Heavier | Times | MattersMore | NoConcern) -> Text:
    match says:
        case Weight():
            return say(
                "{i}, from worst to best option, moves between {l} and {h} of {p}'s whole range",
                "{i}における最悪の選択肢と最良の選択肢の差は、{p}の価値の幅全体の{l}から{h}を占める",
                p=party,
                i=case.issue(says.issue).name,
                l=f"{says.range.low:g}",
                h=f"{says.range.high:g}",
            )
        case Heavier():
            names = [case.issue(issue).name for issue in says.issues]
            return say(
                "from worst to best option, the issues matter to {p} in this order: {i}",
                "最悪の選択肢と最良の選択肢の差でみて、{p}にとっては{i}の順に重い",
                p=party,
                i=Text(", ".join(t.said("en") for t in names), "、".join(t.said("ja") for t in names)),
            )
        case Times():
            return say(
                "{a} weighs at least {n} times as much as {b} to {p}",
                "{p}にとって{a}は{b}の{n}倍以上の重みをもつ",
                p=party,
                a=case.issue(says.issue).name,
                b=case.issue(says.than).name,
                n=f"{says.at_least:g}",
            )
        case MattersMore():
            return say(
                "to {p} the step to “{a}” ({i}) matters more than the step to “{b}” ({j})",
                "{p}にとって「{a}」（{i}）への一歩は「{b}」（{j}）への一歩より重い",
                p=party,
                a=option_name(case, says.step.issue, says.step.end),
                i=case.issue(says.step.issue).name,
                b=option_name(case, says.than.issue, says.than.end),
                j=case.issue(says.than.issue).name,
            )
        case NoConcern():
            return say(
                "{i} does not move {p}",
                "{i}がどうなっても{p}には違いがない",
                p=party,
                i=case.issue(says.issue).name,
            )


def _quoted(names: Sequence[Text]) -> str:
    """Name options in a row in Japanese, where verbs among them would run into the sentence."""
    return "".join(f"「{name.said('ja')}」" for name in names)


def option_name(case: Case, issue: str, option: str) -> Text:
    """How is an option called?"""
    found = case.issue(issue)
    return found.options[found.position(option)].name


def option_in_full(case: Case, issue: Issue, option: Option) -> Text:
    """How is an option called away from its issue? By its name, with the issue before it where others share it."""
    same = [other for one in case.issues for other in one.options if other.name == option.name]
    if len(same) == 1:
        return option.name
    return say("{issue}: {option}", "{issue}＝{option}", issue=issue.name, option=option.name)


def package_name(case: Case, package: Package) -> Text:
    """How is a package called: no deal, a draft by its title, or its options?"""
    if package.draft == "no_deal":
        return NO_DEAL_NAME
    if package.draft:
        title = next(draft.title for draft in case.drafts if draft.id == package.draft)
        return say("{draft}", "「{draft}」", draft=title)
    names = [option_name(case, i, o) for i, o in package.options.items()]
    options = Text(listed(names).en, "、".join(name.said("ja") for name in names))
    return say("({o})", "［{o}］", o=options)
