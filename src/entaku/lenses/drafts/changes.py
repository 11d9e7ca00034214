"""The smallest change of a draft that makes it acceptable to a party: one issue, then two, then as few as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from entaku.model.errors import NotPossible
from entaku.model.process import Draft, Term
from entaku.space.drafts import Weighing
from entaku.space.evidence import share

HALF = 0.5 - 1e-9  # shares are sums of weights: half of them may come out a little less
"""A draft counts as made acceptable to a party if it is so in at least half of the draws."""

Bools = NDArray[np.bool_]
Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Each party's share of draws in which it accepts a draft however completed, and with some completion."""

    sure: Shares
    some: Shares

    def by(self, *, sure: bool) -> Shares:
        """Give the shares of either kind."""
        return self.sure if sure else self.some


@dataclass(frozen=True, slots=True)
class Change:
    """What makes a draft acceptable to a party, `sure`: however it is completed, else with some completion.

    No `terms`: nothing has to change, or, where it is not `enough`, nothing helps.
    """

    party: str
    sure: bool
    terms: tuple[Term, ...]
    before: Acceptance
    after: Acceptance

    def share(self, place: int) -> float:
        """In which share of the draws does the party in this place accept the changed draft?"""
        return self.after.by(sure=self.sure)[place]

    def share_now(self, place: int) -> float:
        """In which share of the draws does the party in this place accept the draft as it is?"""
        return self.before.by(sure=self.sure)[place]

    def enough(self, place: int) -> bool:
        """Does the party in this place accept the changed draft in at least half of the draws?"""
        return self.share(place) >= HALF


Tried = tuple[tuple[Term, ...], Acceptance]


@dataclass(frozen=True, slots=True)
class Search:
    """Tries changes of one draft; what was tried is kept for the next party."""

    weighing: Weighing
    draft: Draft
    known: dict[tuple[tuple[str, str], ...], Acceptance | None] = field(default_factory=dict)

    def smallest(self, place: int) -> Change:
        """Find the smallest change for one party, the one that costs the others least where several do."""
        before = next(self._tried(()))[1]
        party = self.weighing.study.parties[place]
        sure = before.some[place] >= HALF
        if before.sure[place] >= HALF:
            return Change(party, sure, (), before, before)
        wanted = _Wanted(place, sure, before)
        found = wanted.best(one for term in self._terms() for one in self._tried((term,)))
        if not wanted.reached(found):
            wished = self._wished(place)
            found = wanted.best(one for two in combinations(wished, 2) for one in self._tried(two)) or found
            if not wanted.reached(found):
                found = self._fewest(wished, wanted) or found
        terms, after = found or ((), before)
        return Change(party, sure, terms, before, after)

    def _terms(self) -> Iterator[Term]:
        """Go through every other way of settling one issue."""
        here = {term.issue: term for term in self.draft.terms}
        for issue in self.weighing.study.case.issues:
            for option in issue.options:
                if issue.id not in here or here[issue.id].option != option.id:
                    yield Term(issue=issue.id, option=option.id)

    def _tried(self, terms: Sequence[Term]) -> Iterator[Tried]:
        """Give the acceptance of the draft with these terms instead; nothing where they are impossible."""
        key = tuple((term.issue, term.option) for term in terms)
        if key not in self.known:
            self.known[key] = self._accepted(terms)
        found = self.known[key]
        if found is not None:
            yield tuple(terms), found

    def _accepted(self, terms: Sequence[Term]) -> Acceptance | None:
        changed = {term.issue for term in terms}
        kept = (term for term in self.draft.terms if term.issue not in changed)
        try:
            ends = self.weighing.accepted(replace(self.draft, terms=(*kept, *terms)))
        except NotPossible:
            return None
        draws = self.weighing.study.ensemble
        sure, some = (tuple(share(draws, column) for column in accepted.T) for accepted in ends)
        return Acceptance(sure, some)

    def _wished(self, place: int) -> list[Term]:
        """Settle every issue as the party likes it best: by the option least often vetoed, then worth most."""
        space, draws = self.weighing.study.outcomes, self.weighing.study.ensemble
        here = {term.issue: term.option for term in self.draft.terms}
        vetoed = draws.weights @ draws.vetoed[:, place]
        worth = draws.weights @ draws.values[:, place].astype(np.float64)
        found = []
        for issue in self.weighing.study.case.issues:
            options = [space.option(issue.id, option.id) for option in issue.options]
            best = min(options, key=lambda at: (round(float(vetoed[at]), 9), -float(worth[at])))
            name = space.options[best][1]
            if here.get(issue.id) != name:
                found.append(Term(issue=issue.id, option=name))
        return found

    def _fewest(self, wished: Sequence[Term], wanted: _Wanted) -> Tried | None:
        """Start from everything as the party likes it and take back what is not needed, one issue at a time."""
        found = wanted.best(self._tried(wished))
        if found is None:
            return None
        level = min(HALF, wanted.share(found))
        while len(found[0]) > 1:
            fewer = [
                one
                for left in found[0]
                for one in self._tried([term for term in found[0] if term is not left])
                if wanted.share(one) >= level
            ]
            if not fewer:
                break
            found = wanted.best(fewer) or found
        return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whose acceptance is to be raised, of which kind, and what everybody's is now."""

    place: int
    sure: bool
    before: Acceptance

    def share(self, one: Tried) -> float:
        return one[1].by(sure=self.sure)[self.place]

    def reached(self, one: Tried | None) -> bool:
        return one is not None and self.share(one) >= HALF

    def best(self, tried: Iterable[Tried]) -> Tried | None:
        """Choose what raises the acceptance most, then what costs the others least; the first of equals."""
        better = (one for one in tried if self.share(one) > self.before.by(sure=self.sure)[self.place])
        return max(better, key=lambda one: (round(self.share(one), 9), *self._costs(one[1])), default=None)

    def _costs(self, after: Acceptance) -> tuple[float, float]:
        """Add up by how much the parties accept less often, with some completion first: to choose by, never printed."""
        pairs = ((self.before.some, after.some), (self.before.sure, after.sure))
        some, sure = (
            sum(min(new - old, 0.0) for old, new in zip(before, then, strict=True)) for before, then in pairs
        )
        return round(some, 9), round(sure, 9)
