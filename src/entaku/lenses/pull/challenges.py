"""The challenge model over its readings: who would move whom, and how far the answer hangs on the reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.challenge import Kind, kinds, play, quadrants
from entaku.kernels.challenge_switches import CHOICES, PRINTED, PROGRAM, Switches
from entaku.kernels.challenge_views import Actors, actors
from entaku.kernels.counter import uniform
from entaku.model.basics import PUBLIC
from entaku.space.pulling import Pulled

READINGS = 24
"""How many readings of the model are drawn; each value of a switch comes equally often."""
DRAWS, FEWEST, WORK = 20, 4, 2500
"""How many draws are challenged at most, at least, and how many times the cube of the actors they may take."""
MOST_ACTORS = 12
"""With more actors, security is not looked for over all positions: that takes the fourth power of them."""
MOVED = 1e-9

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

POINTS: Mapping[str, tuple[str | float, ...]] = MappingProxyType(
    {
        **{
            name: CHOICES[name]
            for name in ("prob", "vote_risk", "salience_ji", "extremes", "capitulate", "choose")
        },
        "q": (1.0, 0.5),
    }
)
"""The points on which print and programs differ: 384 readings of them together."""
SETTINGS: Mapping[str, Switches] = MappingProxyType(
    {"program": PROGRAM, "printed": PRINTED, "printed_net": replace(PRINTED, prob="pair_net")}
)
"""Readings with a name: behind the published charts, by the printed formulas, and these with net majorities."""


@dataclass(frozen=True, slots=True)
class Challenged:
    """Every draw of a few, played in every reading of some.

    Attributes
    ----------
    readings : (C,) of Switches
    mean : (D, C, R + 1)
        Compromise mean at the start and after each step.
    weights : (D,)
    offers : (n, n)
        Share of draws and readings in which i, looking at j for the first time, sees itself made to move.
    moved : (n,)
        Share in which i moves in the first step.
    """

    pulled: Pulled
    readings: tuple[Switches, ...]
    mean: Floats
    weights: Floats
    offers: Floats
    moved: Floats

    @property
    def split(self) -> tuple[float, float, float]:
        """Which parts of the variance of the last mean come from inputs, from readings, and from both together?"""
        last = self.mean[..., -1]
        w = self.weights
        of_draws, of_readings = last.mean(axis=1), w @ last
        centre = float(w @ of_draws)
        inputs = float(w @ np.square(of_draws - centre))
        readings = float(np.square(of_readings - centre).mean())
        whole = float((w @ np.square(last - centre)).mean())
        if whole <= (MOVED * float(self.pulled.span[0])) ** 2:
            return 0.0, 0.0, 0.0
        return inputs / whole, readings / whole, max(0.0, 1.0 - (inputs + readings) / whole)


@dataclass(frozen=True, slots=True)
class Course:
    """One exact pull played in one named reading: n actors, R steps until nobody moves or all are played."""

    mean: Floats
    median: Floats
    risk: Floats
    first: Floats
    challenging: Floats
    challenged: Floats


def readings(seed: int, n: int) -> tuple[Switches, ...]:
    """Which readings of the model are looked at?

    Every value of a switch comes in an equal number of readings; which values come together is drawn.

    Examples
    --------
    >>> some = readings(20251202, 5)
    >>> len(some), sum(one.prob == "pair" for one in some), sum(one.q == 1.0 for one in some)
    (24, 8, 12)
    """
    slots = np.arange(READINGS)
    chosen: dict[str, list[str | float]] = {}
    for name, values in POINTS.items():
        allowed = values if name != "extremes" or n <= MOST_ACTORS else ("actors",)
        drawn = uniform(seed, PUBLIC, "pull", "reading", name, slots)
        ranks = np.argsort(np.argsort(drawn))
        chosen[name] = [allowed[int(rank) % len(allowed)] for rank in ranks]
    return tuple(Switches(**{name: chosen[name][slot] for name in POINTS}) for slot in range(READINGS))  # type: ignore[arg-type]


def challenged(given: Pulled) -> Challenged:
    """What comes of challenges, in each of some draws and each of some readings?"""
    n = len(given.actors)
    some = given.first(max(FEWEST, min(DRAWS, WORK // n**3)))
    chosen = readings(given.draws.seed, n)
    many = len(some.draws.numbers)
    mean = np.empty((many, len(chosen), given.pull.rounds + 1))
    offers, moved = np.zeros((n, n)), np.zeros(n)
    for rows, who in some.alike():
        group = group_of(some, rows, who)
        share = some.draws.weights[rows] / len(chosen)
        for place, reading in enumerate(chosen):
            course = play(group, reading, rounds=given.pull.rounds, span=given.span[0])
            mean[rows, place] = course.mean
            offers[np.ix_(who, who)] += np.einsum("d,dij->ij", share, _offered(group, reading, given))
            changed = np.abs(course.positions[:, 1] - course.positions[:, 0]) > MOVED * given.span[0]
            moved[who] += share @ changed
    return Challenged(some, chosen, mean, some.draws.weights, offers, moved)


def courses(given: Pulled) -> dict[str, Course]:
    """What comes of challenges in each named reading, where nothing is drawn?"""
    rows, who = next(given.alike())
    group = Actors(*(part[0] for part in group_of(given, rows, who)))
    span = given.span[0]
    found = {}
    for name, reading in SETTINGS.items():
        seen = quadrants(group, reading, span)
        path = play(group, reading, rounds=given.pull.rounds, span=span)
        until = int(path.rounds) + 1
        found[name] = Course(
            path.mean[:until],
            path.median_low[:until],
            seen.risk,
            path.positions[1],
            seen.challenging,
            seen.challenged,
        )
    return found


def group_of(given: Pulled, rows: NDArray[np.int64], who: NDArray[np.int64]) -> Actors:
    """Give those who have a stated position as the model's actors (D, n)."""
    here = np.ix_(rows, who)
    return actors(given.position[here][..., 0], given.capability[here], given.salience[here][..., 0])


def _offered(group: Actors, reading: Switches, given: Pulled) -> Bools:
    """Tell where i sees itself made to move to j, or towards it (D, n, n)."""
    kind = kinds(quadrants(group, reading, given.span[0]), group.position)
    made = (kind == Kind.CONFRONTED) | (kind == Kind.COMPROMISE)
    return np.asarray(made | (kind == Kind.COMPELLED) if reading.capitulate == "on" else made)
