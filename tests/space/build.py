"""Cases in a few words: issues, parties and statements, without texts and sources that say nothing here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from entaku.model.basics import ANALYST, NO_DEAL, NOT_STATED, NotStated, Range, Span
from entaku.model.case import Agreement, Case, KeyQuestion
from entaku.model.issue import Impossible, Issue, Option
from entaku.model.party import Party
from entaku.model.process import Draft, Factor, Outlook, Path, Round, Seat, SeatLevel, Silence, Term
from entaku.model.rules import faults
from entaku.model.source import Claim, Likelihood, Source, Trust
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
    Says,
    Silent,
    Statement,
    Step,
    Times,
    Values,
    Weight,
    Worst,
)
from entaku.model.text import both
from entaku.space.admissible import Admissible, admissible
from entaku.space.outcomes import Outcomes, outcomes

WALKING_AWAY = Package(draft=NO_DEAL)
Said = Mapping[str, Sequence[Says | Statement]]
"""What is said of each party, in order."""


def option(name: str, at: float | None = None, **more: Any) -> Option:
    return Option(id=name, name=both(name), at=at, **more)


def issue(name: str, *options: str | Option, quo: str = "", **more: Any) -> Issue:
    """Make an issue; `quo` names its status quo."""
    listed = tuple(each if isinstance(each, Option) else option(each) for each in options)
    return Issue(id=name, name=both(name), options=listed, status_quo=quo or NOT_STATED, **more)


def numeric(name: str, *points: float) -> Issue:
    """Make a numeric issue whose breakpoints are called by their numbers."""
    return issue(name, *(option(f"{point:g}", at=point) for point in points), kind="numeric")


def party(name: str) -> Party:
    return Party(id=name, name=both(name), kind="state")


def order(of: str, *worst_to_best: str) -> Order:
    return Order(issue=of, worst_to_best=worst_to_best)


def better(of: str, one: str, than: str, by: float = 0.0) -> Better:
    return Better(issue=of, option=one, than=than, by=by)


def same(of: str, *options: str) -> Same:
    return Same(issue=of, options=options)


def best(of: str, one: str) -> Best:
    return Best(issue=of, option=one)


def worst(of: str, one: str) -> Worst:
    return Worst(issue=of, option=one)


def value(of: str, one: str, low: float, high: float | None = None) -> OptionValue:
    return OptionValue(issue=of, option=one, range=span(low, high))


def weight(of: str, low: float, high: float | None = None) -> Weight:
    return Weight(issue=of, range=span(low, high))


def heavier(*issues: str) -> Heavier:
    return Heavier(issues=issues)


def times(of: str, at_least: float, than: str) -> Times:
    return Times(issue=of, at_least=at_least, than=than)


def step(of: str, start: str, end: str) -> Step:
    return Step(issue=of, start=start, end=end)


def matters_more(one: Step, than: Step) -> MattersMore:
    return MattersMore(step=one, than=than)


def prefers(one: Package, to: Package) -> Prefers:
    return Prefers(package=one, to=to)


def indifferent(one: Package, other: Package) -> Indifferent:
    return Indifferent(between=(one, other))


def no_deal(low: float, high: float | None = None) -> NoDealValue:
    return NoDealValue(range=span(low, high))


def red_line(of: str, one: str, force: Literal["veto", "priced"] = "veto") -> RedLine:
    return RedLine(issue=of, option=one, force=force)


def no_concern(of: str) -> NoConcern:
    return NoConcern(issue=of)


def silent(of: str) -> Silent:
    return Silent(issue=of)


def values(table: Mapping[str, Mapping[str, float]], deal: float | None = None) -> Values:
    return Values(table=table, no_deal=NOT_STATED if deal is None else deal)


def span(low: float, high: float | None = None) -> Range:
    return Range(low, low if high is None else high)


def package(**options: str) -> Package:
    return Package(options=options)


def tabled(name: str) -> Package:
    """Stand for a draft where a package may stand."""
    return Package(draft=name)


def term(of: str, one: str = "", **more: Any) -> Term:
    return Term(issue=of, option=one, **more)


def draft(name: str, *terms: Term, silence: Silence = "free", **more: Any) -> Draft:
    return Draft(
        id=name,
        title=both(name),
        authors=(),
        known="full_text",
        status="tabled",
        terms=terms,
        silence=silence,
        **more,
    )


def settled(name: str, **options: str) -> Draft:
    """Make a draft that settles issues by plain options."""
    return draft(name, *(term(of, one) for of, one in options.items()))


def day(year: int, month: int, of_month: int) -> Span:
    return Span(first=date(year, month, of_month), last=date(year, month, of_month))


def held(name: str, when: Span | None, **seats: SeatLevel | NotStated) -> Round:
    """Make a round at which these parties sat at these levels."""
    sat = tuple(Seat(party=who, level=level, because=(ANALYST,)) for who, level in seats.items())
    return Round(id=name, title=both(name), date=when, status="held", seats=sat, because=(ANALYST,))


def source(name: str, grade: str = "A1") -> Source:
    return Source(
        id=name, title=both(name), outlet=both(name), ownership=both("own"), language="en", grade=grade
    )


def claim(name: str, of: str, word: str = "", **more: Any) -> Claim:
    likely = Likelihood(word=word) if word else None
    wording: dict[str, Any] = {"holders": ("author",), "modality": "asserted", **more}
    return Claim(id=name, source=of, text=both(name), likelihood=likely, **wording)


def trust(grades: Mapping[str, float] | None = None, words: Mapping[str, float] | None = None) -> Trust:
    return Trust(
        grades={letter: Range(chance, chance) for letter, chance in (grades or {}).items()},
        words={word: Range(chance, chance) for word, chance in (words or {}).items()},
        because=(ANALYST,),
    )


def said(says: Says, name: str = "", party: str = "", **more: Any) -> Statement:
    """Make a statement with more than its words; a name or party left out is given by `case`."""
    because = more.pop("because", (ANALYST,))
    return Statement(id=name, party=party, says=says, because=because, **more)


def holds(says: Says, low: float, high: float | None = None, **more: Any) -> Statement:
    """Make a statement that the analyst takes to be right with this chance only."""
    return said(says, holds=span(low, high), **more)


def case(issues: Sequence[Issue], preferences: Said, **more: Any) -> Case:
    """Make a case; statements without a name are called `S1`, `S2`, ... by party (`B.S1` but for the first).

    Raises
    ------
    AssertionError
        The case has faults, or a test would speak of something that users cannot write.
    """
    first = next(iter(preferences), "")
    statements = [
        _named(each, who, f"S{place}" if who == first else f"{who}.S{place}")
        for who, some in preferences.items()
        for place, each in enumerate(some, 1)
    ]
    made = Case(
        entaku=1,
        id="case",
        title=both("case"),
        as_of=date(2025, 12, 2),
        question=KeyQuestion(text=both("Is there a deal?")),
        parties=more.pop("parties", tuple(party(who) for who in preferences)),
        issues=tuple(issues),
        preferences=tuple(statements),
        **more,
    )
    wrong = [str(fault) for fault in faults(made)]
    assert not wrong, wrong
    return made


def _named(each: Says | Statement, who: str, name: str) -> Statement:
    if not isinstance(each, Statement):
        return said(each, name, who)
    return replace(each, id=each.id or name, party=each.party or who)


def needs(*parties: str) -> Agreement:
    return Agreement(parties=parties, because=(ANALYST,))


def impossible(name: str, **options: str) -> Impossible:
    return Impossible(id=name, options=options, because=(ANALYST,))


def outlook(months: int, factors: Mapping[str, tuple[Range, Range]], *paths: Path) -> Outlook:
    """Give an outlook; factors as (drift, volatility)."""
    walks = tuple(
        Factor(id=name, name=both(name), drift=drift, volatility=volatility, because=(ANALYST,))
        for name, (drift, volatility) in factors.items()
    )
    return Outlook(months=months, factors=walks, paths=paths)


def path(who: str, moves: Mapping[str, float], cost: float = 0.0) -> Path:
    loadings = {factor: Range(loading, loading) for factor, loading in moves.items()}
    return Path(party=who, moves=loadings, cost=Range(cost, cost), because=(ANALYST,))


def spec(made: Case, who: str = "") -> tuple[Outcomes, Admissible]:
    """Give the outcome space and what is admissible for a party, the first where none is named."""
    space = outcomes(made)
    return space, admissible(made, space, who or made.parties[0].id)
