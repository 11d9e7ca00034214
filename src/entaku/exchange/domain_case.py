"""A negotiation domain of another program as a case, and what of a case such a domain can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from fractions import Fraction
from math import lcm
from pathlib import Path as FilePath

from entaku.exchange import Imported
from entaku.exchange.document import MAX_NAME, ids
from entaku.exchange.domain_files import FEWEST
from entaku.exchange.domain_form import Domain, Matter, Side, fits, labels, short
from entaku.model.basics import ANALYST, NOT_STATED, NotStated
from entaku.model.case import FORMAT, Case, KeyQuestion
from entaku.model.errors import BadInput, NotPossible
from entaku.model.issue import Issue, Option
from entaku.model.party import Party
from entaku.model.rules import faults
from entaku.model.statement import RedLine, Statement, Values
from entaku.model.text import Text, both, say

WRITTEN = frozenset(
    {"entaku", "id", "title", "as_of", "question", "summary", "parties", "issues", "preferences", "agreement"}
    | {"impossible", "outlook", "trust", "not_mentioned", "expect"}
)
"""Fields of a case that are written, or of which something else is said, or that hold nothing of the negotiation."""
HELD = 15
"""How many digits of a decimal every float holds."""
FINE = 10**60
"""Parts of 1 finer than these are rounded to them: nobody's judgement has so many digits."""
QUESTION = Text(
    "Which deals are open to the parties, and which are even-handed?", "どの合意案が可能で、どれが公平か。"
)


def as_case(domain: Domain, program: str, folder: FilePath, as_of: date | None) -> Imported:
    """Make a case of a domain: exact values for each party, as decimals or in parts of a unit in common.

    Raises
    ------
    BadInput
        The domain breaks a rule of cases: one option in an issue, too many packages.
    """
    day = as_of or _written(folder)
    called = labels([side.name for side in domain.sides])
    parties, issues = ids(called), ids([each.name for each in domain.matters])
    options = [ids(matter.options) for matter in domain.matters]
    unit, rounded = _unit(domain.sides)
    remarks = tuple(dict.fromkeys((*domain.remarks, *_renamed(domain.sides, called), *rounded)))
    made = Case(
        entaku=FORMAT,
        id=ids([domain.name])[0],
        title=both(domain.name[:MAX_NAME]),
        as_of=day,
        question=KeyQuestion(text=QUESTION),
        summary=say(
            "Read from files of {program}. {said}",
            "{program}のファイルから読み込んだ。{said}",
            program=program,
            said=Text("".join(f"{one.en}. " for one in remarks), "".join(f"{one.ja}。" for one in remarks)),
        )
        if sum(len(one.en) for one in remarks) < 3_000  # noqa: PLR2004 - what a summary holds
        else say("Read from files of {program}.", "{program}のファイルから読み込んだ。", program=program),
        parties=tuple(
            Party(id=ident, name=both(name), kind="organisation")
            for ident, name in zip(parties, called, strict=True)
        ),
        issues=tuple(map(_issue, issues, domain.matters, options)),
        preferences=tuple(
            _statement(party, side, dict(zip(issues, options, strict=True)), unit)
            for party, side in zip(parties, domain.sides, strict=True)
        ),
    )
    if wrong := faults(made):
        raise BadInput(wrong, str(folder))
    return Imported(made, remarks)


def _renamed(sides: Sequence[Side], called: Sequence[str]) -> Iterator[Text]:
    for side, name in zip(sides, called, strict=True):
        if side.name != name:
            yield say(
                "two parties are called {who}; one is {name} here",
                "{who}という当事者が二つある。一方をここでは{name}とした",
                who=both(side.name),
                name=both(name),
            )


def _written(folder: FilePath) -> date:
    """When was the last of a folder's files written?"""
    files = [each for each in folder.iterdir() if each.is_file()]
    return datetime.fromtimestamp(max(each.stat().st_mtime for each in files), tz=UTC).date()


def _issue(ident: str, matter: Matter, options: Sequence[str]) -> Issue:
    at: list[float | None] = [float(place) for place in matter.at] or [None] * len(options)
    return Issue(
        id=ident,
        name=both(matter.name),
        kind="numeric" if matter.at else "categorical",
        options=tuple(
            Option(id=name, name=both(words), at=place)
            for name, words, place in zip(options, matter.options, at, strict=True)
        ),
    )


def _unit(sides: Sequence[Side]) -> tuple[int, tuple[Text, ...]]:
    """In parts of what are values whole numbers? 1 where decimals of a few digits do; parties share the unit."""
    values = [value for side in sides for value in _numbers(side)]
    if all(fits(value, HELD) and abs(value) <= 1 for value in values) or all(
        fits(value, 6) and abs(value) < 10**8 for value in values
    ):
        return 1, ()
    unit = lcm(*(value.denominator for value in values))
    if unit <= FINE:
        return unit, ()
    return FINE, (
        Text(
            "values are rounded to 60 places, for in full they have more",
            "価値は小数60桁に丸めた。丸めなければさらに長い",
        ),
    )


def _numbers(side: Side) -> Iterator[Fraction]:
    for worth in side.worths:
        yield from worth
    if not isinstance(side.no_deal, NotStated):
        yield side.no_deal


def _statement(party: str, side: Side, options: Mapping[str, Sequence[str]], unit: int) -> Statement:
    def number(value: Fraction) -> float:
        # whole numbers keep all their digits; a decimal of few digits is the same as a float
        return round(value * unit) if unit > 1 or value.denominator == 1 else float(value)

    return Statement(
        id=f"values_{party}",
        party=party,
        because=(ANALYST,),
        says=Values(
            table={
                issue: {
                    option: number(value) for option, value in zip(named, side.worths[place], strict=True)
                }
                for place, (issue, named) in enumerate(options.items())
            },
            no_deal=NOT_STATED if isinstance(side.no_deal, NotStated) else number(side.no_deal),
            parts=unit,
        ),
    )


# Back: what of a case a domain holds


def as_domain(case: Case) -> Domain:
    """Give the issues, options and exact values of a case, and say what else it holds that is left out.

    Raises
    ------
    NotPossible
        A party whose agreement a deal needs has no exact values.
    """
    exact = {
        statement.party: statement.says
        for statement in case.preferences
        if isinstance(statement.says, Values)
    }
    if lacking := [party for party in case.needed if party not in exact]:
        raise NotPossible(
            f"the case {case.id!r} has no exact values for {', '.join(lacking)}; "
            "state them with values, or export means over the draws"
        )
    matters = tuple(
        Matter(
            name,
            tuple(labels([_label(option.name, option.id) for option in issue.options])),
            tuple(Fraction(repr(option.at)) for option in issue.options if option.at is not None)
            if issue.kind == "numeric"
            else (),
        )
        for issue, name in zip(case.issues, labels([_label(i.name, i.id) for i in case.issues]), strict=True)
    )
    if len(case.needed) < FEWEST:
        raise NotPossible(f"a deal of {case.id!r} needs one party's agreement only; a domain has two or more")
    called = labels([_label(case.party(party).name, party) for party in case.needed])
    sides = tuple(
        _side(case, exact[party], name, case.party(party).name)
        for party, name in zip(case.needed, called, strict=True)
    )
    names = [(case.party(party).name, name) for party, name in zip(case.needed, called, strict=True)]
    for issue, matter in zip(case.issues, matters, strict=True):
        names.append((issue.name, matter.name))
        names += zip((option.name for option in issue.options), matter.options, strict=True)
    return Domain(case.id, matters, sides, (*_left_out(case, sides), *_names_left_out(names)))


def _side(case: Case, says: Values, name: str, called: Text) -> Side:
    table = tuple(tuple(says.worth(issue.id, option.id) for option in issue.options) for issue in case.issues)
    return Side(name, table, says.deal(), called)


def _label(name: Text, ident: str) -> str:
    return re.sub(r"[\t\r\n ]+", " ", name.en or name.ja or ident).strip()[:MAX_NAME]


def _left_out(case: Case, sides: Sequence[Side]) -> Iterator[Text]:
    """Say what of a case no format of domains has a place for."""
    if case.impossible:
        yield say(
            "{count} combinations ruled out are not written: in the files every package is possible",
            "両立しない組み合わせ{count}件は書き出していない。ファイルではあらゆる合意案が可能になる",
            count=len(case.impossible),
        )
    lines = {statement.party for statement in case.preferences if isinstance(statement.says, RedLine)}
    if lines & set(case.needed):
        yield say(
            "red lines of {who} are not written: in the files they could accept any option",
            "{who}の譲れない一線は書き出していない。ファイルではどの選択肢も受け入れうることになる",
            who=[case.party(party).name for party in case.needed if party in lines],
        )
    others = [party.name for party in case.parties if party.id not in case.needed]
    if others:
        yield say(
            "{who} are not written: no deal needs their agreement",
            "{who}は書き出していない。合意にその同意は要らない",
            who=others,
        )
    if any(isinstance(side.no_deal, NotStated) for side in sides):
        yield say(
            "the no-deal value of {who} is not stated: in the files no deal is as good as the worst package, {low}",
            "{who}の決裂時の価値は述べられていない。ファイルでは最悪の合意案（{low}）と等しくしてある",
            who=[side.said for side in sides if isinstance(side.no_deal, NotStated)],
            low=", ".join(short(side.worst) for side in sides if isinstance(side.no_deal, NotStated)),
        )
    if case.outlook is not None:
        yield Text(
            "how no-deal values may move is not written: in the files they stay as they are on the day",
            "決裂時の価値の推移は書き出していない。ファイルでは当日のまま動かない",
        )
    if any(getattr(case, field.name) for field in fields(case) if field.name not in WRITTEN) or _noted(case):
        yield Text(
            "sources, claims, drafts and all else are not written: issues, options, values and no deal are",
            "情報源、言明、草案などは書き出していない。書き出すのは争点、選択肢、価値、決裂時の価値である",
        )


def _noted(case: Case) -> bool:
    """Tell whether parties, issues or options have more than names and places."""
    return any(
        each != Party(id=each.id, name=each.name, kind=each.kind, because=each.because)
        for each in case.parties
    ) or any(
        each != Issue(id=each.id, name=each.name, kind=each.kind, options=_bare(each), because=each.because)
        for each in case.issues
    )


def _bare(issue: Issue) -> tuple[Option, ...]:
    return tuple(
        Option(id=each.id, name=each.name, at=each.at, because=each.because) for each in issue.options
    )


def _names_left_out(names: Sequence[tuple[Text, str]]) -> Iterator[Text]:
    """Say which names are not in the files as they are in the case; each comes with what is written."""
    if any(name.ja and name.en and name.ja != name.en for name, _ in names):
        yield Text(
            "names are written in English only: the files have no place for a second language",
            "名前は英語のみで書き出した。ファイルには第二の言語を書く場所がない",
        )
    changed = [both(written) for name, written in names if (name.en or name.ja) != written]
    if changed:
        yield say(
            "names are changed where they are too long, of several lines or used twice: {names}",
            "長すぎる名前、複数行の名前、重複する名前は変えてある：{names}",
            names=changed,
        )
