"""A changed case laid out over the draws of another: only parties of whom something else is admissible are drawn anew.

Preferences of different parties are drawn apart and every number is keyed by names, so the parties that a change
leaves alone keep their draws bit for bit. Where draws hang together after all (exact cases, statements that
clash in some draws, other packages, another table of trust), everything is laid out again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.model.source import Trust
from entaku.model.statement import Statement
from entaku.space.ablation import drafts_named
from entaku.space.admissible import Admissible, admissible
from entaku.space.study import Study, lay_out
from entaku.space.zones import room_in

Bools = NDArray[np.bool_]
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Relaid:
    """Lays out changes of one case; what was drawn for a party is kept for the next change."""

    base: Study
    draws: int
    known: dict[_Key, Study] = field(default_factory=dict)

    def study(self, case: Case) -> Study:
        """Give the study of a changed case: the same numbers as `lay_out` gives, bit for bit."""
        base = self.base
        if case is base.case:
            return base
        if not _apart(base, case):
            return self._whole(case)
        specs, parts = [], {}
        for spec in base.admissible:
            new = admissible(case, base.outcomes, spec.party)
            specs.append(new)
            if not _same(spec, new, by_claim=not _all_hold(case)):
                parts[spec.party] = self._part(case, spec.party)
        if any(part.ensemble.exact or part.ensemble.conflict_share for part in parts.values()):
            return self._whole(case)
        return _joined(base, case, tuple(specs), parts)

    def _whole(self, case: Case) -> Study:
        return lay_out(case, self.draws, self.base.ensemble.seed)

    def _part(self, case: Case, party: str) -> Study:
        """Lay a party out alone."""
        key = (party, _signature(case, case.of(party)))
        if key not in self.known:
            outlook = case.outlook
            if outlook is not None:
                paths = tuple(path for path in outlook.paths if path.party == party)
                outlook = replace(outlook, paths=paths)
            alone = replace(
                case,
                parties=(case.party(party),),
                preferences=case.of(party),
                outlook=outlook,
                agreement=None,
            )
            self.known[key] = self._whole(alone)
        return self.known[key]


def _all_hold(case: Case) -> bool:
    """Tell whether every claim holds in every draw, so that nothing hangs on which are named."""
    return case.trust == Trust() or not (case.trust.grades or case.trust.words)


def _apart(base: Study, case: Case) -> bool:
    """Tell whether parties can be laid out one by one and put together."""
    return (
        not base.ensemble.exact
        and not base.ensemble.conflict_share
        and _frame(case) == _frame(base.case)
        and case.trust == base.case.trust
    )


def _frame(case: Case) -> tuple[object, ...]:
    """Give what all parties' draws hang on: who there is, the packages, and how no deal develops."""
    outlook = case.outlook
    course = outlook and (
        outlook.months,
        [(one.id, one.drift, one.volatility) for one in outlook.factors],
        [(one.party, one.moves, one.cost) for one in outlook.paths],
    )
    return (
        [party.id for party in case.parties],
        [(one.id, one.status_quo, [option.id for option in one.options]) for one in case.issues],
        [one.options for one in case.impossible],
        course,
    )


def _signature(case: Case, statements: tuple[Statement, ...]) -> _Key:
    """Give what a party's draws hang on, in a case and its changes: its statements, their drafts, their claims."""
    drafts = {name for one in statements for name in drafts_named(one)}
    terms = tuple(
        (draft.id, tuple(term.issue for term in draft.terms)) for draft in case.drafts if draft.id in drafts
    )
    if _all_hold(case):
        return tuple(one.id for one in statements), terms
    return tuple((one.id, one.because) for one in statements), terms


def _same(old: Admissible, new: Admissible, *, by_claim: bool) -> bool:
    """Tell whether the same is admissible for a party, with the same switches."""
    if len(old.statements) != len(new.statements) or len(old.rows) != len(new.rows):
        return False
    for one, other in zip(old.statements, new.statements, strict=True):
        plain = one if by_claim else replace(one, because=other.because)
        if plain != other:
            return False
    return all(
        np.array_equal(one.values, other.values)
        and np.array_equal(one.weights, other.weights)
        and (one.no_deal, one.at_least, one.equality, one.order)
        == (other.no_deal, other.at_least, other.equality, other.order)
        for one, other in zip(old.rows, new.rows, strict=True)
    )


def _joined(base: Study, case: Case, specs: tuple[Admissible, ...], parts: dict[str, Study]) -> Study:
    """Put the draws of the parties that changed in place of the old ones."""
    draws = base.ensemble
    values, no_deal, vetoed = draws.values.copy(), draws.no_deal.copy(), draws.vetoed.copy()
    scale, drawn = list(draws.scale), list(draws.drawn)
    before = {statement.id: place for place, statement in enumerate(base.case.preferences)}
    on = draws.on[:, [before[statement.id] for statement in case.preferences]]
    for place, party in enumerate(base.parties):
        if party not in parts:
            continue
        made = parts[party].ensemble
        wide = object if object in {values.dtype, made.values.dtype} else np.int64
        values, no_deal = values.astype(wide, copy=False), no_deal.astype(wide, copy=False)
        values[:, place], no_deal[:, place] = made.values[:, 0], made.no_deal[:, 0]
        vetoed[:, place] = made.vetoed[:, 0]
        scale[place], drawn[place] = made.scale[0], made.drawn[0]
        own = {statement.id: number for number, statement in enumerate(parts[party].case.preferences)}
        for number, statement in enumerate(case.preferences):
            if statement.id in own:
                on[:, number] = made.on[:, own[statement.id]]
    claims = {claim.id: number for number, claim in enumerate(base.case.claims)}
    ensemble = replace(
        draws,
        values=values,
        no_deal=no_deal,
        scale=tuple(scale),
        holds=draws.holds[:, [claims[claim.id] for claim in case.claims]],
        on=on,
        vetoed=vetoed,
        drawn=tuple(drawn),
    )
    return Study(case, base.outcomes, specs, ensemble)


def first(study: Study, draws: int) -> Study:
    """What is a study's beginning: its first so many draws?"""
    given = study.ensemble
    if given.size <= draws:
        return study
    if given.conflict_share:  # the share of draws thrown again is that of all of them
        return lay_out(study.case, draws, given.seed)
    arrays = ("numbers", "values", "no_deal", "holds", "on", "vetoed", "logw")
    return replace(study, ensemble=replace(given, **{name: getattr(given, name)[:draws] for name in arrays}))


def standing_still(study: Study) -> Study:
    """What is a study without any development of no-deal values?"""
    now = replace(study.ensemble, no_deal=study.ensemble.no_deal[:, :, :1])
    return replace(study, case=replace(study.case, outlook=None), ensemble=now)


def with_room(study: Study) -> Bools:
    """In which draws (N,) is some package acceptable to all needed parties? Empty where nothing is stated of them."""
    return np.zeros(0, dtype=np.bool_) if study.case.wishless else room_in(study, 0)
