"""Who would move whom, round by round, in the expected-utility model?

Every reading of the model is a `Switches`; formulas and sources stand in `challenge_switches` and
`challenge_views`. Some readings never settle: the path is the result, not its last point. The later model of
2011, with flexibility and veto, is not this one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.challenge_switches import PRINTED, PROGRAM, Switches
from entaku.kernels.challenge_views import Actors, Views, actors, views
from entaku.kernels.spatial import compromise, weighted_median

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = [
    "PRINTED",
    "PROGRAM",
    "Actors",
    "Course",
    "Kind",
    "Switches",
    "Views",
    "actors",
    "kinds",
    "play",
    "quadrants",
    "step",
]

DECIMALS = 12  # comparisons are made after rounding, so that equal offers are equal


class Kind(IntEnum):
    """What an actor sees when it looks at another; the first three make it an offer, in this order."""

    CONFRONTED = 0  # both gain by the challenge, the other more: move all the way
    COMPROMISE = 1  # only the other gains, and more than I lose: move part of the way
    COMPELLED = 2  # only the other gains, and less than I lose: give in, where the reading allows
    FAVOURED = 3  # both gain, I more
    PREVAILS = 4  # only I gain: the other gives way, as I see it
    STALEMATE = 5  # neither gains
    NONE = 6  # oneself, an equal position, or a boundary that print leaves open: no move


class Course(NamedTuple):
    """Where everybody stands after each round; round 0 is the start.

    Attributes
    ----------
    positions : (..., R + 1, n)
    mean, median_low, median_high : (..., R + 1)
        Compromise mean and weighted median of the positions.
    rounds : (...)
        Rounds played, the one in which nobody moved included; later entries repeat the last.
    settled : (...)
        Whether it ended because nobody moved.
    """

    positions: Floats
    mean: Floats
    median_low: Floats
    median_high: Floats
    rounds: Ints
    settled: Bools


def quadrants(group: Actors, switches: Switches, span: ArrayLike) -> Views:
    """What does each actor expect against each other at these positions?

    Parameters
    ----------
    group : Actors
    switches : Switches
    span : (...)
        Length of the scale; where it is 0 all expectations are 0.

    Raises
    ------
    ValueError
        Positions lie further apart than the scale is long.

    Returns
    -------
    Views
        challenging[i, j] against challenged[i, j] for all j is the quadrant chart of actor i.

    Examples
    --------
    >>> seen = quadrants(actors([4.0, 7.0, 10.0], [1.0, 1.0, 3.0], [0.5, 0.3, 1.0]), PRINTED, 6.0)
    >>> seen.challenging.round(2).tolist()[0]
    [0.0, 0.45, -0.6]
    """
    length = np.broadcast_to(np.asarray(span, float), group.position.shape[:-1])
    if not np.all(np.ptp(group.position, axis=-1) <= length * (1.0 + 1e-9)):
        raise ValueError("positions lie further apart than the scale is long")
    seen = views(group, switches, np.where(length > 0.0, length, 1.0))
    somewhere = (length > 0.0)[..., None, None]
    return seen._replace(
        challenging=np.where(somewhere, seen.challenging, 0.0),
        challenged=np.where(somewhere, seen.challenged, 0.0),
    )


def kinds(seen: Views, positions: ArrayLike) -> Ints:
    """What does each actor see when it looks at each other?

    Boundaries (an expectation of 0, or two equal ones) are not assigned in print: NONE.

    Returns
    -------
    (..., n, n)
        Numbers of `Kind`.

    Examples
    --------
    >>> group = actors([4.0, 7.0, 10.0], [1.0, 1.0, 3.0], [0.5, 0.3, 1.0])
    >>> [Kind(code).name for code in kinds(quadrants(group, PRINTED, 6.0), group.position)[0]]
    ['NONE', 'CONFRONTED', 'COMPROMISE']
    """
    a, b = seen.challenging.round(DECIMALS), seen.challenged.round(DECIMALS)
    x = np.asarray(positions, float)
    cases = (
        (x[..., :, None] == x[..., None, :], Kind.NONE),
        ((a > 0.0) & (b > a), Kind.CONFRONTED),
        ((b > 0.0) & (a > b), Kind.FAVOURED),
        ((a < 0.0) & (b > -a), Kind.COMPROMISE),
        ((b > 0.0) & (-a > b), Kind.COMPELLED),
        ((a > 0.0) & (b < 0.0), Kind.PREVAILS),
        ((a < 0.0) & (b < 0.0), Kind.STALEMATE),
    )
    return np.asarray(
        np.select([where for where, _ in cases], [kind for _, kind in cases], Kind.NONE), np.int64
    )


def step(group: Actors, switches: Switches, span: ArrayLike, lots: ArrayLike | None = None) -> Floats:
    """Where does everybody move in one round, all at once?

    Every actor takes at most one of its offers. Of those that the rule of choice holds equal it takes the one
    with the larger b, then a confrontation before a compromise before giving in, then the target nearer to the
    compromise mean, then the lower position: no order of actors matters.

    Parameters
    ----------
    group : Actors
    switches : Switches
    span : (...)
    lots : (..., n, n), optional
        Uniform numbers, needed where losers is "random": lots[i, j] decides the confrontation i sees with j.

    Returns
    -------
    (..., n)
        The new positions.

    Examples
    --------
    >>> step(actors([4.0, 7.0, 10.0], [1.0, 1.0, 3.0], [0.5, 0.3, 1.0]), PRINTED, 6.0).round(3).tolist()
    [5.416, 8.616, 10.0]
    """
    seen = quadrants(group, switches, span)
    kind = kinds(seen, group.position)
    where, offered = _offers(group, seen, kind, switches)
    if switches.losers == "random":
        if lots is None:
            raise ValueError("a random winner needs lots")
        given = np.asarray(lots, float) < 1.0 - seen.odds
        offered = np.where(kind == Kind.FAVOURED, given, offered & ((kind != Kind.CONFRONTED) | given))
    taken = _choice(group, seen, kind, (where, offered, np.asarray(span, float)), switches)
    moved = np.take_along_axis(where, taken[..., None], axis=-1)[..., 0]
    return np.where(offered.any(axis=-1), moved, group.position)


def play(
    group: Actors,
    switches: Switches,
    *,
    rounds: int,
    span: ArrayLike | None = None,
    lots: ArrayLike | None = None,
) -> Course:
    """Which way do positions, mean and median go, round by round?

    Parameters
    ----------
    group : Actors
        (..., n); draws are played independently of one another.
    switches : Switches
    rounds : int
        The most rounds; it stops earlier where nobody moves.
    span : (...), optional
        Length of the scale at the start; by default that of the positions. Ignored where range is "current".
    lots : (..., rounds, n, n), optional
        Uniform numbers for a random winner.

    Examples
    --------
    >>> path = play(actors([4.0, 7.0, 10.0], [1.0, 1.0, 3.0], [0.5, 0.3, 1.0]), PRINTED, rounds=4)
    >>> path.mean.round(3).tolist(), bool(path.settled)
    ([8.974, 9.288, 9.636, 9.87, 9.968], False)
    """
    x = group.position
    length = np.asarray(np.ptp(x, axis=-1) if span is None else span, float)
    length = np.broadcast_to(length, x.shape[:-1])
    chances = None if lots is None else np.asarray(lots, float)
    steps = [x]
    played, going = np.zeros(x.shape[:-1], np.int64), np.ones(x.shape[:-1], bool)
    for number in range(rounds):
        scale = np.ptp(steps[-1], axis=-1) if switches.range == "current" else length
        lot = None if chances is None else chances[..., number, :, :]
        to = step(group._replace(position=steps[-1]), switches, scale, lot)
        to = np.where(going[..., None], to, steps[-1])
        played += going
        going = going & np.any(to != steps[-1], axis=-1)
        steps.append(to)
    positions = np.stack(steps, axis=-2)
    weights = (group.capability * group.salience)[..., None, :]
    median = weighted_median(positions, weights)
    mean = compromise(positions, weights).mean
    return Course(positions, mean, median.low, median.high, played, ~going)


def _offers(group: Actors, seen: Views, kind: Ints, switches: Switches) -> tuple[Floats, Bools]:
    # Where each offer leads, and which there are.
    x = group.position
    mine, theirs = x[..., :, None], x[..., None, :]
    gain = np.where(seen.challenged > 0.0, seen.challenged, 1.0)
    part = np.where(kind == Kind.COMPROMISE, np.abs(seen.challenging) / gain, 1.0)
    if switches.losers == "weighted":
        part = np.where(kind == Kind.CONFRONTED, 1.0 - seen.odds, part)
    where = np.where(part == 1.0, theirs, mine + (theirs - mine) * part)
    offered = (kind == Kind.CONFRONTED) | (kind == Kind.COMPROMISE)
    if switches.capitulate == "on":
        offered |= kind == Kind.COMPELLED
    return where, offered


def _choice(
    group: Actors, seen: Views, kind: Ints, offers: tuple[Floats, Bools, Floats], switches: Switches
) -> Ints:
    # The column of the offer each actor takes; of no meaning where it has none.
    where, offered, span = offers
    x = group.position
    mine, theirs = x[..., :, None], x[..., None, :]
    scale = np.where(span > 0.0, span, 1.0)[..., None, None]
    a, b = np.abs(seen.challenging), seen.challenged
    kept = np.where(kind == Kind.FAVOURED, Kind.CONFRONTED, kind)  # a lost lot is a confrontation as well
    change = np.abs(where - mine) / scale
    nobody = np.zeros(change.shape)
    first: tuple[Floats | Ints, Floats]
    match switches.choose:
        case "least_change":
            first = (nobody, change)
        case "max_eu":
            first = (nobody, -b)
        case "ordered":
            first = (kept, change)
        case "lowest_weighted":
            between = (a * mine + b * theirs) / np.where(a + b > 0.0, a + b, 1.0) / scale
            first = (kept, np.where(kind == Kind.COMPROMISE, between, change))
    mean = compromise(x, group.capability * group.salience).mean[..., None, None]
    from_mean = np.broadcast_to(np.abs(theirs - mean) / scale, change.shape)
    lower = np.broadcast_to(theirs / scale, change.shape)
    keys = (lower, from_mean, kept, -b, first[1], first[0])
    rounded = [np.round(key, DECIMALS) for key in keys]
    order = np.lexsort((*rounded, ~offered), axis=-1)
    return np.asarray(order[..., 0], np.int64)
