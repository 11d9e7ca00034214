"""A case without some of its claims, laid out over the same draws.

The rule: what names the grounds it rests on (`because`) and loses the last of them is dropped; what still rests
on another claim, or on the analyst, stays; what never named any stays. Parties, people, issues and options stay,
for they are what is asked about, but an option loses who carries it out. What hangs together falls together: a
standoff with a lever that is gone, a sequence with a step, a statement on a draft. Draws keep their numbers,
because every random number is keyed by names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from entaku.model.basics import ANALYST, NO_DEAL, NOT_STATED, Because
from entaku.model.case import Case
from entaku.model.closed import Sequence
from entaku.model.home import TwoLevel
from entaku.model.issue import Issue, Option
from entaku.model.party import Delegation, Party, Person
from entaku.model.process import Outlook, Round
from entaku.model.pull import Pull
from entaku.model.source import Trust
from entaku.model.standoff import Ranking, Standoff
from entaku.model.statement import Indifferent, Package, Prefers, Silent, Statement
from entaku.model.walk import walk

Rest = Callable[[Because], Because]
"""Which of a record's grounds are left."""

_STAYS = (Party, Person, Delegation, Issue)


def without(case: Case, claims: AbstractSet[str]) -> Case:
    """What is left of a case without these claims, the analyst's own word standing for itself?

    Examples
    --------
    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from entaku.model.case import KeyQuestion
    >>> from entaku.model.party import HomeConstraint
    >>> from entaku.model.text import both
    >>> bound = HomeConstraint(id="h1", party="a", text=both("bound"), because=("C1",))
    >>> case = Case(
    ...     entaku=1,
    ...     id="small",
    ...     title=both("Small"),
    ...     as_of=date(2025, 12, 2),
    ...     question=KeyQuestion(text=both("Anything?")),
    ...     parties=(),
    ...     issues=(),
    ...     home=(bound, replace(bound, id="h2", because=("C1", "analyst"))),
    ... )
    >>> [(one.id, one.because) for one in without(case, {"C1"}).home]
    [('h2', ('analyst',))]
    """
    return _left(case, claims, lambda because: tuple(name for name in because if name not in claims))


def without_readings(case: Case, claims: AbstractSet[str]) -> Case:
    """What is left if the analyst's readings of these claims fall with them?

    What rests on the analyst beside claims is a reading of those claims; here it falls when all of them are gone.
    """

    def rest(because: Because) -> Because:
        left = tuple(name for name in because if name not in claims)
        return () if left == (ANALYST,) and len(because) > 1 else left

    return _left(case, claims, rest)


def _left(case: Case, claims: AbstractSet[str], rest: Rest) -> Case:
    reduced = _reduced(replace(case, claims=(), sources=(), expect=()), rest)
    kept: Case = replace(
        reduced,
        claims=tuple(claim for claim in case.claims if claim.id not in claims),
        sources=case.sources,
        expect=case.expect,
    )
    return _without_lost_drafts(kept, {draft.id for draft in case.drafts})


def _reduced(record: Any, rest: Rest) -> Any:
    """Give a record with its grounds and parts reduced; the very same one where nothing changes."""
    new = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name == "because":
            left: Any = rest(value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            left = tuple(one for part in value for one in _kept(part, rest))
            left = value if _unchanged(left, value) else left
        elif _grounded(value):
            left = next(iter(_kept(value, rest)), Trust() if isinstance(value, Trust) else None)
        else:
            continue
        if left is not value and left != value:
            new[each.name] = left
    return replace(record, **new) if new else record


def _unchanged(new: tuple[Any, ...], old: tuple[Any, ...]) -> bool:
    return len(new) == len(old) and all(one is other for one, other in zip(new, old, strict=True))


def _grounded(value: Any) -> bool:
    return is_dataclass(value) and (hasattr(value, "because") or isinstance(value, Outlook))


def _kept(record: Any, rest: Rest) -> tuple[Any, ...]:
    """Give what is left of a record: one, or none where it rests on nothing any more or falls apart."""
    new = _reduced(record, rest)
    lost = bool(getattr(record, "because", ())) and not new.because
    match new:
        case Option() if lost:
            return (replace(new, performs=NOT_STATED, vote=None, stops=(), subjects=()),)
        case Statement(says=Silent()):
            return (new,)
        case Outlook():
            return _outlook(new)
        case _ if isinstance(new, _STAYS):
            return (new,)
        case _:
            return () if lost or not _together(record, new) else (new,)


def _together(old: Any, new: Any) -> bool:
    """Tell whether what is left of a record's parts still makes one."""
    match new:
        case Round():
            return bool(new.seats)
        case Ranking():
            return bool(new.best_to_worst or new.priorities or new.compared)
        case Standoff():
            return len(new.levers) == len(old.levers)
        case Sequence():
            return len(new.steps) == len(old.steps)
        case Pull():
            return bool(new.stances)
        case TwoLevel():
            sides = [voice.side for voice in new.voices]
            whole = {voice.side for voice in old.voices} == set(sides)
            return whole and all(quota <= sides.count(side) for side, quota in new.quota.items())
        case _:
            return True


def _outlook(outlook: Outlook) -> tuple[Outlook, ...]:
    """Leave out of the paths what factors are gone; an outlook of nothing is none."""
    known = {factor.id for factor in outlook.factors}
    paths = tuple(
        path
        if known >= set(path.moves)
        else replace(path, moves={name: span for name, span in path.moves.items() if name in known})
        for path in outlook.paths
    )
    return (replace(outlook, paths=paths),) if paths or outlook.factors else ()


def _without_lost_drafts(case: Case, before: AbstractSet[str]) -> Case:
    """Drop what speaks of a draft that is gone."""
    lost = before - {draft.id for draft in case.drafts}
    if not lost:
        return case
    return replace(
        case,
        preferences=tuple(one for one in case.preferences if not lost & set(drafts_named(one))),
        drafts=tuple(
            replace(draft, based_on=tuple(name for name in draft.based_on if name not in lost))
            for draft in case.drafts
        ),
        pressure=tuple(replace(one, toward="") if one.toward in lost else one for one in case.pressure),
    )


def drafts_named(statement: Statement) -> Iterator[str]:
    """Which drafts does a statement speak of?"""
    packages: tuple[Package, ...] = ()
    match statement.says:
        case Prefers(package=one, to=other):
            packages = (one, other)
        case Indifferent(between=between):
            packages = between
    return (package.draft for package in packages if package.draft not in {"", NO_DEAL})


LISTS = (
    "preferences",
    "impossible",
    "drafts",
    "rounds",
    "pressure",
    "ratifiers",
    "home",
    "two_level",
    "standoffs",
    "pulls",
    "models",
    "sequences",
    "ripeness",
    "games",
    "watch_points",
)
"""The lists of a case of which a claim's loss may take something."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a case lost: ids by list, where they stand in the case; judgements on preferences before, lost and kept.

    `leaning` are judgements that lost every claim and stand on the analyst's word alone.
    """

    items: tuple[tuple[str, tuple[str, ...]], ...]
    judgements: int
    lost: tuple[str, ...]
    leaning: tuple[str, ...]


def loss(before: Case, after: Case) -> Loss:
    """What did a case lose between these two?"""
    found = []
    for name in LISTS:
        kept = {_name(one) for one in getattr(after, name)}
        gone = tuple(_name(one) for one in getattr(before, name) if _name(one) not in kept)
        found += [(name, gone)] if gone else []
    if before.agreement is not None and after.agreement is None:
        found.append(("agreement", ("agreement",)))
    if before.outlook is not None and after.outlook is None:
        found.append(("outlook", ("outlook",)))
    judged = [one for one in before.preferences if not isinstance(one.says, Silent)]
    left = {one.id: one for one in after.preferences}
    return Loss(
        tuple(found),
        len(judged),
        tuple(one.id for one in judged if one.id not in left),
        tuple(
            one.id
            for one in judged
            if one.id in left and left[one.id].because == (ANALYST,) and one.because != (ANALYST,)
        ),
    )


def _name(item: Any) -> str:
    return str(getattr(item, "id", "") or item.party)


def named_grounds(*things: object) -> tuple[str, ...]:
    """Which claims do these rest on, each once, in the order in which they are met?"""
    met = (each for thing in things if thing is not None for each in walk(thing))
    return tuple(
        dict.fromkeys(
            each.value
            for each in met
            if each.name == "because" and isinstance(each.value, str) and each.value != ANALYST
        )
    )
