"""How good is a model of another party? By how it orders packages and where it looks for a fair deal.

Never by how often it comes to a deal: that says more of who bargains than of what they know.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.rehearsal.models import Model, model
from entaku.rehearsal.nash import nash_package
from entaku.rehearsal.played import OFFER, Played
from entaku.rehearsal.seat import NONE, Seat
from entaku.rehearsal.table import Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """How well a model knew the other party, in each play.

    Attributes
    ----------
    heard : (n,) int64
        How many offers it had heard.
    correlation : (n,) float64
        Spearman's rank correlation of estimated and true values over all packages.
    distance : (n,) float64
        From the Nash package as estimated to the true one, in shares of both parties' own ranges; nothing for both
        is no deal.
    """

    heard: Ints
    correlation: Floats
    distance: Floats


@dataclass(frozen=True, slots=True)
class Pair:
    """Who thinks of whom: places among the parties of a table."""

    own: int
    other: int


def judged(table: Table, played: Played, pair: Pair, name: str, rounds: int) -> Judged:
    """How well did a model know the other after so many rounds of these plays, had it listened?"""
    seat, thinks = listened(table, played, pair.own, name, rounds)
    rows = np.arange(table.plays)
    packages = np.broadcast_to(np.arange(table.packages), (table.plays, table.packages))
    estimated = thinks.worth(rows, packages)
    own, true = table.shares(pair.own), table.shares(pair.other)
    own_deal, true_deal = table.deals(pair.own)[:, :1], table.deals(pair.other)[:, :1]
    found = nash_package(own - own_deal, estimated - thinks.deal(rows)[:, None])
    sought = nash_package(own - own_deal, true - true_deal)
    apart = [
        _at(worth, deal, found) - _at(worth, deal, sought)
        for worth, deal in ((own, own_deal), (true, true_deal))
    ]
    return Judged(seat.heard.count, spearman(estimated, true), np.hypot(*apart))


def listened(table: Table, played: Played, own: int, name: str, rounds: int) -> tuple[Seat, Model]:
    """Give a party's seat and its model as they were after so many rounds of these plays."""
    seat = Seat(table, own, table.rounds)
    thinks = model(name).MAKE(seat)
    for turn, speaker in enumerate(played.speaker.tolist()):
        if played.rounds[turn] > rounds:
            break
        code = played.log[:, turn]
        (seat.made if speaker == own else seat.heard).add(code >= OFFER, code)
        thinks.listen(seat)
    return seat, thinks


def spearman(one: Floats, other: Floats) -> Floats:
    """How alike do rows order their columns (n,)? From -1 to 1; 0 where a row orders nothing.

    Pearson's correlation of ranks, equal values sharing the mean of theirs.

    Source: Spearman, C. (1904). The proof and measurement of association between two things. American Journal of
    Psychology, 15, 72-101.

    Examples
    --------
    >>> spearman(np.array([[1.0, 2.0, 2.0, 9.0]]), np.array([[1.0, 3.0, 2.0, 4.0]])).round(4).tolist()
    [0.9487]
    """
    first, second = (ranks - ranks.mean(axis=1, keepdims=True) for ranks in (_ranks(one), _ranks(other)))
    size = np.sqrt((first**2).sum(axis=1) * (second**2).sum(axis=1))
    alike = np.divide((first * second).sum(axis=1), size, out=np.zeros_like(size), where=size > 0)
    return np.asarray(alike)


def _ranks(values: Floats) -> Floats:
    """Rank each row from 0, equal values at the mean of their ranks."""
    found = np.empty(values.shape)
    for row, given in enumerate(values):
        _, place, count = np.unique(given, return_inverse=True, return_counts=True)
        found[row] = (np.cumsum(count) - (count + 1) / 2)[place]
    return found


def _at(worth: Floats, deal: Floats, package: Ints) -> Floats:
    """What is a package worth in each play, or no deal where there is none?"""
    there = worth[np.arange(len(worth)), np.maximum(package, 0)]
    return np.where(package == NONE, deal[:, 0], there)
