"""How far is each party from accepting a draft, until when does it refuse, and what would turn it?

Gaps are what no deal is worth over the draft, in shares of a party's own range: above 0 it refuses. A gap of inf
means that a red line of its own is crossed, so that no pressure on its no-deal value closes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.waiting import crossing
from entaku.model.case import Case
from entaku.model.party import Party
from entaku.model.process import Draft
from entaku.model.text import Text, both, say
from entaku.space.drafts import draft_values, reading
from entaku.space.evidence import Weighted, share
from entaku.space.statements import full_terms
from entaku.space.study import Study
from entaku.space.verdicts import deal_stated, latest_first, ranked

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

LEVELS = (0.05, 0.5, 0.95)
SOMEBODY = Text("somebody unnamed", "名を伏せた者")


@dataclass(frozen=True, slots=True)
class Filling:
    """One party before one draft, filled in in one way, over the draws.

    Attributes
    ----------
    gaps : (N, T)
        By month.
    risk : (N,)
        The chance with which its worst package would have to threaten a refusal: the gap over what it could
        lose; 0 where it accepts, inf where certainty would not be enough (Ellsberg 1959: critical risk).
    first, again : (N,)
        The month in which it first accepts, and in which it refuses once more after that; inf: not by then.
    """

    gaps: Floats
    risk: Floats
    first: Floats
    again: Floats

    @property
    def refuses(self) -> Bools:
        """Tell by draw (N,) whether it refuses today."""
        return np.asarray(self.gaps[:, 0] > 0.0)

    @property
    def barred(self) -> Bools:
        """Tell by draw (N,) whether one of its red lines is crossed."""
        return np.asarray(np.isinf(self.gaps[:, 0]))

    @property
    def short(self) -> Bools:
        """Tell by draw (N,) whether it refuses though no red line is in the way: pressure could turn it."""
        return self.refuses & ~self.barred

    def resistance(self, draws: Weighted) -> tuple[float, ...]:
        """In which share of the draws does it still refuse, by month?"""
        return tuple(share(draws, over > 0.0) for over in self.gaps.T)


@dataclass(frozen=True, slots=True)
class Stand:
    """How one party stands to one draft.

    `best`: filled in as it likes best among what crosses none of its red lines. `worst`: filled in at its
    worst, across a red line where it can be. `freed`: the gap (N,) today if the draft left one more thing open,
    by the issues of that thing, at the best filling.
    """

    draft: Draft
    party: str
    best: Filling
    worst: Filling
    freed: Mapping[tuple[str, ...], Floats]

    @property
    def settled(self) -> bool:
        """Does it make no difference to the party how the draft is filled in?"""
        return bool(np.array_equal(self.best.gaps, self.worst.gaps))


def drafts_by_date(case: Case) -> tuple[Draft, ...]:
    """Which drafts settle something, what is on the table before what is not, the latest first?"""
    return tuple(draft for draft in latest_first(case) if any(not term.open for term in draft.terms))


def asked_about(case: Case) -> tuple[str, ...]:
    """Of which parties is it asked: those whose agreement is needed and those on whom somebody leans?"""
    pressed = {party_of(case, one.on) for one in case.pressure}
    return tuple(party.id for party in case.parties if party.id in pressed | set(case.needed))


def party_of(case: Case, name: str) -> str:
    """To which party does a party, delegation or person belong? Empty where to none."""
    for party in case.parties:
        if name == party.id or name in _people(party):
            return party.id
    return ""


def called(case: Case, name: str) -> Text:
    """What is a party, delegation or person called?"""
    known_by: dict[str, Text] = {person.id: person.name for person in case.speakers}
    for party in case.parties:
        known_by |= _people(party) | {party.id: party.name}
    return known_by.get(name) or SOMEBODY


def _people(party: Party) -> dict[str, Text]:
    """Name the principal, delegations and their members."""
    people = {party.principal.id: party.principal.name} if party.principal else {}
    for delegation in party.delegations:
        people[delegation.id] = delegation.name
        people |= {person.id: person.name for person in delegation.members}
    return people


def known(study: Study, draft: Draft, party: str) -> bool:
    """Is it stated what no deal is worth to the party, and anything of what it makes of the draft?"""
    settled = {term.issue for term in draft.terms if not term.open}
    return deal_stated(study, party) and ranked(study, party, settled, draft.id)


def stands(study: Study) -> tuple[Stand, ...]:
    """How does each party asked about stand to each draft, where both are stated?"""
    found = []
    for draft in drafts_by_date(study.case):
        parties = [party for party in asked_about(study.case) if known(study, draft, party)]
        if parties:
            found += _stands(study, draft, parties)
    return tuple(found)


def _stands(study: Study, draft: Draft, parties: Sequence[str]) -> list[Stand]:
    held = _completed(study, draft)
    deal = study.ensemble.no_deal.astype(np.float64)
    least, _ = draft_values(study, draft)
    free = _best(study, study.block_values, study.block_vetoes)
    bottom = np.sum([study.block_values[:, :, a:b].min(axis=2) for a, b in _ends(study)], axis=0)
    found = []
    for party in parties:
        p = study.parties.index(party)
        per = study.own_ranges[:, p]
        hard = (deal[:, p] - least[:, p, None].astype(np.float64)) / per[:, None]
        easy = (deal[:, p] - held.best[:, p].sum(axis=1)[:, None]) / per[:, None]
        loss = (deal[:, p, 0] - bottom[:, p].astype(np.float64)) / per
        freed = {}
        for place, issues in held.bound.items():
            taken = held.best[:, p].copy()
            taken[:, place] = free[:, p, place]
            freed[issues] = (deal[:, p, 0] - taken.sum(axis=1)) / per
        crossed = held.crossed[:, p, None]
        worst = _filling(np.where(crossed, np.inf, hard), loss)
        found.append(Stand(draft, party, _filling(easy, loss), worst, freed))
    return found


def _filling(gaps: Floats, loss: Floats) -> Filling:
    """Add critical risks and dates; draws behind a red line never accept."""
    now = gaps[:, 0]
    enough = (now <= loss) & (loss > 0.0)
    risk = np.divide(now, loss, out=np.full(now.shape, np.inf), where=enough)
    months = np.arange(gaps.shape[1], dtype=np.float64)
    met = crossing(months, np.where(np.isinf(gaps), 1.0, gaps), 0.0)
    return Filling(gaps, np.where(now <= 0.0, 0.0, risk), met.first, met.again)


@dataclass(frozen=True, slots=True)
class _Completed:
    """A draft filled in by each party as it likes best.

    `best` (N, P, B): the value of each block among what crosses none of its red lines, -inf where everything
    does; `crossed` (N, P): some completion crosses one; `bound`: which blocks the draft settles at least in
    part, with their issues.
    """

    best: Floats
    crossed: Bools
    bound: Mapping[int, tuple[str, ...]]


def _completed(study: Study, draft: Draft) -> _Completed:
    read, space, values = reading(study, draft), study.outcomes, study.ensemble.values
    vetoed = study.ensemble.vetoed.copy()
    crossed = vetoed[:, :, read.taken > 0.0].any(axis=2)
    for start, end in pairwise(space.starts.tolist()):
        between = read.taken[start:end] > 0.0
        if between.any():
            # at the best, a number crosses a red line only where both points it lies between do
            vetoed[:, :, start:end] = vetoed[:, :, start:end][:, :, between].all(axis=2, keepdims=True)
    cut = space.any_by_block(vetoed)
    crossed |= (cut & read.open_to).any(axis=2)
    best = _best(study, space.by_block(values * read.counted), cut | ~read.open_to)
    numbers = values.astype(np.float64) * read.taken
    settled = {issue for issue, term in full_terms(study.case, draft).items() if not term.open}
    bound = {}
    for place, (start, end) in enumerate(_ends(study)):
        held = np.flatnonzero(space.holds[start:end].sum(axis=0))
        best[:, :, place] += numbers[:, :, held].sum(axis=2)
        issues = tuple(dict.fromkeys(space.options[option][0] for option in held))
        if settled & set(issues):
            bound[place] = issues
    return _Completed(best, np.asarray(crossed), bound)


def _best(study: Study, values: NDArray[np.generic], shut: Bools) -> Floats:
    """Give the best value of each block (N, P, B) among what is not shut (N, P, K), -inf where all is."""
    kept = np.where(shut, -np.inf, values.astype(np.float64))
    return np.stack([kept[:, :, start:end].max(axis=2) for start, end in _ends(study)], axis=2)


def _ends(study: Study) -> list[tuple[int, int]]:
    return list(pairwise(study.outcomes.block_starts.tolist()))


def changes(study: Study) -> Mapping[str, Floats]:
    """By how much (N,) of its range does each party's no-deal value move to the end of the outlook?

    Parties for which no path is coded are left out: nothing is stated of them.
    """
    outlook = study.case.outlook
    coded = {path.party for path in outlook.paths} if outlook else set()
    deal = study.ensemble.no_deal
    moved = (deal[:, :, -1] - deal[:, :, 0]).astype(np.float64) / study.own_ranges
    return {party: moved[:, p] for p, party in enumerate(study.parties) if party in coded}


def spread(weights: Floats, values: Floats) -> dict[str, float]:
    """What are the 5, 50 and 95 per cent points of weighted values? Nothing where there are none.

    Examples
    --------
    >>> spread(np.array([1.0, 1.0, 2.0]), np.array([0.1, 0.2, 0.3]))
    {'low': 0.1, 'median': 0.2, 'high': 0.3}
    """
    if not len(values):
        return {}
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, np.array(LEVELS) * reached[-1] - 1e-12)
    at = values[order][np.minimum(places, len(values) - 1)]
    return dict(zip(("low", "median", "high"), (float(point) for point in at), strict=True))


def amount(found: Mapping[str, float]) -> Text:
    """Say a spread: its middle, and the 5 and 95 per cent points where they are apart.

    Examples
    --------
    >>> (
    ...     amount({"low": 0.1, "median": 0.2, "high": 0.3}).en,
    ...     amount({"low": 5.0, "median": 5.0, "high": 5.0}).en,
    ... )
    ('0.20 (0.10 to 0.30)', '5.00')
    """
    low, median, high = (f"{found[name]:.2f}" for name in ("low", "median", "high"))
    if low == high:
        return both(median)
    return say("{m} ({a} to {b})", "{m}（{a}～{b}）", m=median, a=low, b=high)
