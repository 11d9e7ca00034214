"""Where one pull leads: the compromise mean, the weighted median and the election, over all draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.elections import (
    Election,
    election_in_space,
    election_on_line,
    risk_attitudes,
    values_in_space,
)
from entaku.kernels.spatial import Compromise, Median, compromise, nearest_options, weighted_median
from entaku.model.case import Case
from entaku.model.issue import Option
from entaku.space.pulling import Pulled

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

ALIKE = 1e-9
"""Chances that differ by less are equal, positions likewise in parts of the scale."""
APART = 0.1
"""From which part of the scale on two outcomes are said to differ."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the draws of one pull come to.

    Attributes
    ----------
    compromises, medians
        One for each scale.
    election : (N, n)
        Chance of each actor's position; holders of one position carry the same number. On one scale the votes
        weigh capability times salience, on several capability, as salience already shapes what is voted on.
    by_capability : (N, n)
        The election with capability alone as weight.
    risk, values : (N, n) and (N, n, n)
        On several scales: what each actor dares, and what the position of j is worth to i; NaN for who has no
        stated position. On one scale both are empty.
    options
        Of the pull's issue, those that have a place on the scale.
    """

    pulled: Pulled
    compromises: tuple[Compromise, ...]
    medians: tuple[Median, ...]
    election: Floats
    by_capability: Floats
    risk: Floats
    values: Floats
    options: tuple[Option, ...]

    @property
    def on_a_line(self) -> bool:
        """Tell whether there is one scale only."""
        return len(self.compromises) == 1

    @property
    def leads(self) -> Bools:
        """Tell whose position leads the election (N, n); all holders of it do."""
        return np.asarray(
            (self.election >= self.election.max(axis=1, keepdims=True) - ALIKE) & (self.election > 0)
        )

    @property
    def leading(self) -> Floats:
        """Give the position that leads the election (N, d); the lowest where several do."""
        candidates = np.where(self.leads[..., None], self.pulled.position, np.inf)
        order = np.lexsort(np.moveaxis(candidates, -1, 0)[::-1], axis=-1)
        return np.take_along_axis(candidates, order[:, :1, None], axis=1)[:, 0]

    @property
    def spread(self) -> Floats:
        """How far apart are mean, median and leading position, in parts of the one scale (N,)?"""
        three = np.stack([self.compromises[0].mean, self.medians[0].low, self.leading[:, 0]])
        return np.asarray(np.ptp(three, axis=0) / self.pulled.span[0])

    @property
    def holds_median(self) -> Bools:
        """Tell who stands at the weighted median of the one scale (N, n)."""
        return np.asarray(self.pulled.position[..., 0] == self.medians[0].low[:, None]) & self.pulled.counts

    @property
    def nearest(self) -> tuple[Floats, Bools]:
        """How far from the mean is the nearest option (N,), and which are that near (N, k)?"""
        found = nearest_options(self.compromises[0].mean, [option.at or 0.0 for option in self.options])
        return found.distance, found.chosen


def measures(case: Case, given: Pulled) -> Measures:
    """Where do position, weight and salience lead in each draw?"""
    scales = range(len(given.pull.scales))
    weight, position = given.weight, given.position
    lone = (compromise(position[..., d], weight[..., d]) for d in scales)
    middle = (weighted_median(position[..., d], weight[..., d]) for d in scales)
    none = np.zeros((0, 0))
    line = len(scales) == 1
    if line:
        span = given.span[0]
        election = election_on_line(position[..., 0], weight[..., 0], span).probability
        votes = np.where(given.counts, given.capability, 0.0)
        by_capability = election_on_line(position[..., 0], votes, span).probability
        risk = values = none
    else:
        election, risk, values = _in_space(given)
        by_capability = election
    return Measures(
        given, tuple(lone), tuple(middle), election, by_capability, risk, values, _placed(case, given)
    )


def _in_space(given: Pulled) -> tuple[Floats, Floats, Floats]:
    """Elect among positions on several scales, group by group of draws in which the same actors take part."""
    many, n = given.counts.shape
    election, risk = np.zeros((many, n)), np.full((many, n), np.nan)
    values = np.full((many, n, n), np.nan)
    patterns, member = np.unique(given.counts, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        rows, who = np.flatnonzero(member.ravel() == number), np.flatnonzero(pattern)
        here = np.ix_(rows, who)
        places, care, weight = given.position[here], given.salience[here], given.capability[here]
        found: Election = election_in_space(places, care, weight, given.span)
        worth = values_in_space(places, care, given.span)
        election[here] = found.probability
        risk[here] = risk_attitudes(worth, weight)
        values[np.ix_(rows, who, who)] = worth
    return election, risk, values


def _placed(case: Case, given: Pulled) -> tuple[Option, ...]:
    issues = [issue for issue in case.issues if issue.id == given.pull.issue]
    if len(given.pull.scales) > 1:
        return ()
    return tuple(option for issue in issues for option in issue.options if option.at is not None)
