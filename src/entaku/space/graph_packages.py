"""The graph model that a case implies: its packages, and what each party can do to them alone.

A party can move from one package to another iff every issue that changes goes to an option that it alone can
perform, or goes back to the status quo from an option that it alone can stop. What takes two is out of reach
of one. In each draw a package is worth the sum of its options; one with an option that the party vetoes in
that draw ranks below all without.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.graph_moves import graph_moves
from entaku.kernels.orderings import ranks_of_values
from entaku.model.issue import Issue, Option
from entaku.model.text import Text
from entaku.model.wording import stated_in_words
from entaku.space.deals import name
from entaku.space.graph_model import (
    MOST_STATES,
    NOT_SAID,
    Graph,
    Lack,
    Switch,
    distinct,
    looked_at,
)
from entaku.space.parameters import Parameters
from entaku.space.study import Study

Ints = NDArray[np.int64]
MOST_MOVES = 4_000_000
MOST_CHANGES = 20_000
PACKAGES = "packages"
"""The id of the model that is read off the issues."""


def packages(study: Study) -> tuple[tuple[Graph, ...], tuple[Lack, ...]]:
    """Which graph model do the issues, performers and preferences of a case imply, and what do they lack?"""
    case = study.case
    able = [party for party in sorted(study.parties) if any(_steps(issue, party) for issue in case.issues)]
    ranked = [party for party in able if any(one.wish for one in case.of(party))]
    lacks = [Lack("read off")]
    if not able:
        return (), (Lack("nobody moves"),)
    if not ranked:
        return (), (Lack("nothing ranked", {"who": [case.party(party).name for party in able]}),)
    if study.outcomes.count > MOST_STATES or max(_changes(study, party) for party in able) > MOST_CHANGES:
        return (), (Lack("too many", _size(study.outcomes.count)),)
    table = study.outcomes.table()
    codes = _codes(study, table)
    arcs = [_arcs(study, party, table, codes) for party in able]
    if sum(len(arc) for arc in arcs) > MOST_MOVES:
        return (), (Lack("too many", _size(study.outcomes.count)),)
    lacks += [Lack("not ranked", {"party": case.party(party).name}) for party in able if party not in ranked]
    now = _now(study)
    if now == NOT_SAID:
        open_ = [issue.name for issue in case.issues if not isinstance(issue.status_quo, str)]
        lacks.append(Lack("no status quo", {"issues": open_}))
    return (_graph(study, able, table, arcs, now),), tuple(lacks)


def _graph(study: Study, able: Sequence[str], table: Ints, arcs: Sequence[Ints], now: int) -> Graph:
    case = study.case
    draws = looked_at(_drawn(study), len(table))
    profiles, which = distinct(_ranks(study, able, table, len(draws.numbers)))
    alone = [
        f"{issue.id}.{option.id}"
        for issue in case.issues
        for option in issue.options
        if any(alone_performs(option, party) or alone_stops(option, party) for party in able)
    ]
    said = [statement for statement in case.preferences if statement.party in able]
    return Graph(
        id=PACKAGES,
        title=Text("what each can do alone", "各当事者が単独でできること"),
        form="packages",
        parties=tuple(able),
        states=tuple(str(number) for number in range(len(table))),
        patterns=(),
        moves=graph_moves(len(table), arcs),
        now=now,
        draws=draws,
        profiles=profiles,
        which=which,
        vectors=np.zeros(0, dtype=np.int64),
        owner=np.zeros(0, dtype=np.int64),
        scores={},
        switches=_switches(study, able, len(draws.numbers)),
        known=(),
        degrees=(),
        grounds=(*alone, *(statement.id for statement in said)),
        name_of=lambda state: name(study, state),
    )


def _drawn(study: Study) -> Parameters:
    draws = study.ensemble
    return Parameters(draws.seed, draws.numbers, draws.weights, exact=draws.exact)


def _changes(study: Study, party: str) -> int:
    """How many combinations of changes are there for one party?"""
    return prod(1 + len({new for _, new in _steps(issue, party)}) for issue in study.case.issues)


def _size(count: int) -> dict[str, str]:
    return {"n": f"{count:,}", "most": f"{MOST_STATES:,}"}


def alone_performs(option: Option, party: str) -> bool:
    """Can this party carry an option out without anybody?"""
    if option.vote is not None:
        return option.vote.weights.get(party, 0) >= option.vote.quota
    return isinstance(option.performs, tuple) and (party,) in option.performs


def alone_stops(option: Option, party: str) -> bool:
    """Can this party undo an option without anybody?"""
    return (party,) in option.stops


def _steps(issue: Issue, party: str) -> list[tuple[int, int]]:
    """From which option of an issue to which can a party move it alone? Places in the issue's list."""
    return [
        (old, new)
        for old, before in enumerate(issue.options)
        for new, after in enumerate(issue.options)
        if old != new
        and (alone_performs(after, party) or (alone_stops(before, party) and after.id == issue.status_quo))
    ]


def _codes(study: Study, table: Ints) -> Ints:
    """Give every package one number (X,) that its options can be looked up by."""
    return np.asarray(_coded(study, table - study.outcomes.starts[:-1]))


def _coded(study: Study, places: Ints) -> Ints:
    sizes = np.diff(study.outcomes.starts)
    radix = np.concatenate((np.cumprod(sizes[::-1])[-2::-1], [1])).astype(np.int64)
    return np.asarray(places @ radix)


def _arcs(study: Study, party: str, table: Ints, codes: Ints) -> Ints:
    """List a party's moves (k, 2): every combination of changes, wherever each is permitted and gives a package."""
    issues = study.case.issues
    places = table - study.outcomes.starts[:-1]
    order = np.argsort(codes)
    allowed = [np.zeros((len(issue.options), len(issue.options)), dtype=np.bool_) for issue in issues]
    ways: list[list[int]] = []  # targets of each issue, -1 for staying
    for number, issue in enumerate(issues):
        steps = _steps(issue, party)
        for old, new in steps:
            allowed[number][old, new] = True
        ways.append([-1, *sorted({new for _, new in steps})])
    found = [np.zeros((0, 2), dtype=np.int64)]
    for change in product(*ways):
        moved = [issue for issue, target in enumerate(change) if target >= 0]
        if not moved:
            continue
        able = np.ones(len(places), dtype=np.bool_)
        for i in moved:
            able &= allowed[i][places[:, i], change[i]]
        here = np.flatnonzero(able)
        after = places[here, :]
        after[:, moved] = [change[i] for i in moved]
        wanted = _coded(study, after)
        at = np.minimum(np.searchsorted(codes[order], wanted), len(codes) - 1)
        there = order[at]
        real = codes[there] == wanted
        found.append(np.stack([here[real], there[real]], axis=1))
    return np.concatenate(found)


def _ranks(study: Study, able: Sequence[str], table: Ints, most: int) -> Ints:
    """Rank the packages (N, d, n): by value, those with a vetoed option below all without."""
    draws = study.ensemble
    most = min(most, draws.size)
    ranks = np.empty((most, len(able), len(table)), dtype=np.int64)
    for place, party in enumerate(able):
        column = study.parties.index(party)
        values = draws.values[:most, column][:, table].sum(axis=-1)
        barred: NDArray[np.bool_] = np.logical_or.reduce(draws.vetoed[:most, column][:, table], axis=-1)
        for number in range(most):
            rank = ranks_of_values(values[number])
            below = np.where(barred[number], rank.max(initial=0) + 1, 0)
            ranks[number, place] = np.unique(rank + below, return_inverse=True)[1]
    return ranks


def _now(study: Study) -> int:
    quo = {issue.id: issue.status_quo for issue in study.case.issues}
    if not all(isinstance(option, str) for option in quo.values()):
        return NOT_SAID
    try:
        return study.outcomes.number({issue: str(option) for issue, option in quo.items()})
    except KeyError:
        return NOT_SAID


def _switches(study: Study, able: Sequence[str], most: int) -> tuple[Switch, ...]:
    """Which statements on those who can move hold in some of the draws only?"""
    found = []
    for place, statement in enumerate(study.case.preferences):
        on = study.ensemble.on[:most, place]
        if statement.party in able and on.any() and not on.all():
            found.append(Switch(stated_in_words(study.case, statement), (statement.id,), on))
    return tuple(found)
