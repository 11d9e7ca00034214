"""Who stands where, with how much weight, draw by draw: a pull of the case as arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST, NotStated, Range
from entaku.model.case import Case
from entaku.model.pull import Pull, Stance
from entaku.model.text import Text, both
from entaku.space.admissible import soundness, wording
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study
from entaku.space.switches import thrown

ANYTHING = Range(0.0, 1.0)
"""Where a capability or a salience lies that is not stated."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pulled:
    """One pull over the draws: N draws, n actors, d scales.

    Attributes
    ----------
    position : (N, n, d)
        NaN in the draws in which a claim behind the stance does not hold: a position is never filled in.
    capability : (N, n)
    salience : (N, n, d)
        0 to 1.
    without_capability, without_salience
        Actors of whom it is not stated. Capability has no unit of its own, so that one gap leaves all of them
        to be drawn on 0 to 1; a salience is drawn by itself.
    weightless : float
        Share of the draws left out because nobody with a stated position has any weight on some scale.
    """

    pull: Pull
    draws: Parameters
    position: Floats
    capability: Floats
    salience: Floats
    without_capability: tuple[str, ...]
    without_salience: tuple[str, ...]
    weightless: float

    @property
    def actors(self) -> tuple[str, ...]:
        """Give the actors in the order of their axis."""
        return tuple(stance.actor for stance in self.pull.stances)

    @property
    def span(self) -> Floats:
        """Give the length of each scale (d,)."""
        return np.array([scale.high - scale.low for scale in self.pull.scales])

    @property
    def weight(self) -> Floats:
        """Give capability times salience (N, n, d), 0 where the position is not stated."""
        stated = ~np.isnan(self.position)
        return np.where(stated, self.capability[..., None] * self.salience, 0.0)

    @property
    def counts(self) -> Bools:
        """Tell who has a stated position and some weight (N, n)."""
        return np.asarray((self.weight > 0.0).any(axis=-1))

    def alike(self) -> Iterator[tuple[Ints, Ints]]:
        """Give the draws in which the same actors have a stated position, with these actors.

        What needs every position stated is worked out group by group.
        """
        stated = ~np.isnan(self.position).any(axis=-1)
        patterns, member = np.unique(stated, axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            yield np.flatnonzero(member.ravel() == number), np.flatnonzero(pattern)

    def first(self, many: int) -> Pulled:
        """Give the first draws alone."""
        if many >= len(self.draws.numbers):
            return self
        kept = np.arange(len(self.draws.numbers)) < many
        return self.among(kept)

    def among(self, kept: Bools) -> Pulled:
        """Give these draws (N,) alone, their weights adding to 1 again."""
        weights = self.draws.weights[kept]
        draws = Parameters(
            self.draws.seed,
            self.draws.numbers[kept],
            weights / (weights.sum() or 1.0),
            exact=self.draws.exact,
        )
        return Pulled(
            self.pull,
            draws,
            self.position[kept],
            self.capability[kept],
            self.salience[kept],
            self.without_capability,
            self.without_salience,
            float(1.0 - self.draws.weights[kept].sum()) if not kept.all() else 0.0,
        )


def pulled(study: Study, pull: Pull) -> Pulled:
    """Where does everybody stand in each draw, how strong, and how much do they care?

    Draws in which nobody has any weight on some scale are left out; there may be none left.

    Examples
    --------
    >>> from entaku.app.cases import opened
    >>> from entaku.space.study import lay_out
    >>> study = lay_out(opened("eu_emission_standards"), 10)
    >>> found = pulled(study, study.case.pulls[0])
    >>> found.actors[:2], found.position[:, :2, 0].tolist(), found.weight[0, :2, 0].round(3).tolist()
    (('netherlands', 'belgium'), [[4.0, 7.0]], [0.064, 0.032])
    """
    stances = pull.stances
    lacking = tuple(one.actor for one in stances if isinstance(one.capability, NotStated))
    draws = _draws(study, pull, [_capability(one, anything=bool(lacking)) for one in stances])
    many, scales = len(draws.numbers), range(len(pull.scales))
    holds = _holds(study, draws)
    position = np.full((many, len(stances), len(pull.scales)), np.nan)
    capability, salience = np.empty((many, len(stances))), np.empty(position.shape)
    for place, stance in enumerate(stances):
        name = ("pull", pull.id, stance.actor)
        stands = holds[:, _claims(study, stance)].all(axis=1)
        span = _capability(stance, anything=bool(lacking))
        capability[:, place] = draws.between(span, *name, "capability")
        for scale in scales:
            at = draws.between(stance.at[scale], *name, "at", str(scale))
            position[:, place, scale] = np.where(stands, at, np.nan)
            care = stance.salience[scale] if stance.salience else ANYTHING
            salience[:, place, scale] = draws.between(care, *name, "salience", str(scale))
    uncaring = tuple(one.actor for one in stances if not one.salience)
    whole = Pulled(pull, draws, position, capability, salience, lacking, uncaring, 0.0)
    return whole.among((whole.weight.sum(axis=1) > 0.0).all(axis=-1))


def grounded(study: Study, stance: Stance) -> Bools:
    """In which draws of the ensemble do all claims behind a stance hold? On the analyst's word, in all."""
    return np.asarray(study.ensemble.holds[:, _claims(study, stance)].all(axis=1))


def _claims(study: Study, stance: Stance) -> list[int]:
    order = {claim.id: place for place, claim in enumerate(study.case.claims)}
    return [order[name] for name in stance.because if name != ANALYST]


def _holds(study: Study, draws: Parameters) -> Bools:
    """Which claims hold (N, C) in these draws: those of the ensemble, or more where that is a single exact one?"""
    if len(draws.numbers) <= study.ensemble.size:
        return study.ensemble.holds[: len(draws.numbers)]
    return thrown(study.case, draws.seed, draws.numbers, 0)[0]


def _surely(case: Case, stance: Stance) -> bool:
    """Tell whether no claim behind a stance can fail to hold; that none does in a few draws is not enough."""
    claims = [case.claim(name) for name in stance.because if name != ANALYST]
    return all(min(soundness(case, claim.source).low, wording(case, claim.id).low) >= 1.0 for claim in claims)


def called(study: Study, stance: Stance) -> Text:
    """What is an actor called: by its stance, by the case, or by its id alone?"""
    parties = {party.id: party.name for party in study.case.parties}
    return stance.name or parties.get(stance.actor) or both(stance.actor)


def _capability(stance: Stance, *, anything: bool) -> Range:
    """Give the range of a capability; anything where not all capabilities are stated, as units differ."""
    return ANYTHING if anything or isinstance(stance.capability, NotStated) else stance.capability


def _draws(study: Study, pull: Pull, capabilities: list[Range]) -> Parameters:
    """Take one draw only where every range is a single number and every stance surely stands."""
    spans = [*capabilities, *(at for one in pull.stances for at in one.at)]
    spans += [care for one in pull.stances for care in one.salience or (ANYTHING,)]
    return parameters(study, spans, sure=all(_surely(study.case, one) for one in pull.stances))
