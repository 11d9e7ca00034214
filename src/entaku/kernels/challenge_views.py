"""What does each actor expect from challenging each other one, and from being challenged?

The formulas are those of `challenge_switches`, which names their source. Arrays are
(..., n) or (..., n, n): draws first; row i belongs to the actor who looks, column j to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.elections import pair_votes
from entaku.kernels.spatial import compromise, weighted_median

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from entaku.kernels.challenge_switches import Switches

    Floats = NDArray[np.float64]

FLAT = 1e-12  # securities that differ by less are equal


class Actors(NamedTuple):
    """Who takes part in one issue; all three (..., n), nothing unstated.

    Attributes
    ----------
    position
    capability
        0 or more, in any unit.
    salience
        0 to 1.
    """

    position: Floats
    capability: Floats
    salience: Floats


class _Look(NamedTuple):
    """One side of a challenge, in the shapes (..., n, n) or broadcasting to it."""

    distance: Floats
    away: Floats  # of the challenger from the median voter, in parts of the span
    exponent: Floats
    resists: Floats  # salience of the target
    chance: Floats


class Views(NamedTuple):
    """What each actor expects, by its own perception.

    Attributes
    ----------
    challenging : (..., n, n)
        a[i, j]: what i expects from demanding that j move to i.
    challenged : (..., n, n)
        b[i, j]: what i expects if j demands that i move to j.
    risk : (..., n)
        Risk exponents, from 1/2 to 2.
    odds : (..., n, n)
        i's share of the votes cast between i and j; one half where none is cast.
    """

    challenging: Floats
    challenged: Floats
    risk: Floats
    odds: Floats


def actors(position: ArrayLike, capability: ArrayLike, salience: ArrayLike) -> Actors:
    """Bring the three inputs to one shape, or refuse them.

    Raises
    ------
    ValueError
        A number is not stated, a capability is negative, a salience is outside 0 to 1, or a draw has no weight.

    Examples
    --------
    >>> actors([4.0, 7.0], [1.0, 2.0], 0.5).salience.tolist()
    [0.5, 0.5]
    """
    x, c, s = np.broadcast_arrays(*(np.asarray(part, float) for part in (position, capability, salience)))
    if not np.all(np.isfinite(x)):
        raise ValueError("every actor needs a stated position here: leave out who has none")
    if not (np.all(c >= 0.0) and np.all((s >= 0.0) & (s <= 1.0))):
        raise ValueError("capability must be 0 or more and salience from 0 to 1")
    if not np.all((c * s).sum(axis=-1) > 0.0):
        raise ValueError("no actor has any weight in some draw")
    return Actors(x, c, s)


def views(group: Actors, switches: Switches, span: ArrayLike) -> Views:
    """What does each actor expect against each other, risk exponents included?

    Parameters
    ----------
    group : Actors
        As `actors` gives it.
    switches : Switches
    span : (...)
        Length of the scale, above 0 (where all sit at one place nothing depends on it).

    Examples
    --------
    Three actors in a row, as strong as one another; both ends look to the middle one the same:

    >>> from entaku.kernels.challenge_switches import PRINTED
    >>> seen = views(actors([0.0, 0.5, 1.0], [1.0, 1.0, 1.0], 1.0), PRINTED, 1.0)
    >>> seen.risk.round(6).tolist(), seen.challenging[1].round(4).tolist()
    ([0.5, 2.0, 0.5], [0.0833, 0.0, 0.0833])
    """
    scale = np.asarray(span, float)
    secure = _security(group, switches, scale)
    most, least = secure.max(axis=-1, keepdims=True), secure.min(axis=-1, keepdims=True)
    if switches.extremes == "positions":
        most, least = _reachable(group, switches, scale)
    apart = np.asarray(most - least)
    dares = np.divide(2.0 * secure - most - least, apart, out=np.zeros(secure.shape), where=apart > FLAT)
    risk = (1.0 - dares / 3.0) / (1.0 + dares / 3.0)
    votes = _votes(group, switches, scale, risk)
    cast = votes + _turned(votes)
    odds = np.divide(votes, cast, out=np.full(votes.shape, 0.5), where=cast > 0.0)
    chance = _chance(votes, switches)
    own, other = risk[..., :, None], risk[..., None, :]
    distance, away = _apart(group.position, scale), _from_median(group, switches, scale)
    resists = group.salience[..., None, :]
    seen = own if switches.perspective == "viewer" else other
    stake = _turned(resists) if switches.salience_ji == "target" else resists
    challenging = _Look(distance, away[..., :, None], own, resists, chance)
    challenged = _Look(distance, away[..., None, :], seen, stake, _turned(chance))
    return Views(_expected(challenging, switches), _expected(challenged, switches), risk, odds)


def _turned(pairs: Floats) -> Floats:
    return np.swapaxes(pairs, -1, -2)


def _apart(x: Floats, scale: Floats) -> Floats:
    return np.asarray(np.abs(x[..., :, None] - x[..., None, :]) / scale[..., None, None])


def _from_median(group: Actors, switches: Switches, scale: Floats) -> Floats:
    weights = group.capability * group.salience
    if switches.median == "condorcet":
        median = weighted_median(group.position, weights).low
    else:
        median = compromise(group.position, weights).mean
    return np.asarray(np.abs(group.position - median[..., None]) / scale[..., None])


def _votes(group: Actors, switches: Switches, scale: Floats, risk: Floats) -> Floats:
    # What is voted for i against j; what voter k loses by a position is its distance.
    distance = _apart(group.position, scale)
    if switches.vote_risk == "own":
        distance = distance ** risk[..., :, None]
    return pair_votes(-distance, group.capability * group.salience)


def _chance(votes: Floats, switches: Switches) -> Floats:
    # P_i: what i wins of the votes; 0 where none is cast, as between equal positions.
    against = _turned(votes)
    cast, won = votes + against, votes
    if switches.prob == "pair_net":
        won = np.maximum(votes - against, 0.0)
    elif switches.prob == "all_pairs":
        cast = np.broadcast_to(cast.sum(axis=(-2, -1), keepdims=True), votes.shape)
    chance: Floats = np.divide(won, cast, out=np.zeros(votes.shape), where=cast > 0.0)
    return chance


def _expected(look: _Look, switches: Switches) -> Floats:
    """Give E = s [P U_s + (1 - P) U_f] + (1 - s) U_s - Q U_sq - (1 - Q) [T U_b + (1 - T) U_w]."""
    d, r, s, p = look.distance, look.exponent, look.resists, look.chance
    success, failure = _utility(0.5 - 0.5 * d, r), _utility(0.5 + 0.5 * d, r)
    expected = s * (p * success + (1.0 - p) * failure) + (1.0 - s) * success
    expected = expected - switches.q * _utility(np.full(1, 0.5), r)
    if switches.q < 1.0:
        drift = 0.25 * (look.away + d)
        better, worse = _utility(0.5 - drift, r), _utility(0.5 + drift, r)
        expected = expected - (1.0 - switches.q) * (switches.t * better + (1.0 - switches.t) * worse)
    return expected


def _utility(loss: Floats, exponent: Floats) -> Floats:
    return np.asarray(2.0 - 4.0 * np.maximum(loss, 0.0) ** exponent)


def _security(group: Actors, switches: Switches, scale: Floats) -> Floats:
    # Sum over the others of E^i(U_ji), everybody at exponent 1.
    even = np.ones((*group.position.shape, 1))
    chance = _turned(_chance(_votes(group, switches, scale, even[..., 0]), switches))
    stake = group.salience[..., :, None] if switches.salience_ji == "target" else group.salience[..., None, :]
    away = _from_median(group, switches, scale)[..., None, :]
    expected = _expected(_Look(_apart(group.position, scale), away, even, stake, chance), switches)
    others = ~np.eye(group.position.shape[-1], dtype=bool)
    return np.asarray(np.where(others, expected, 0.0).sum(axis=-1))


def _reachable(group: Actors, switches: Switches, scale: Floats) -> tuple[Floats, Floats]:
    # Most and least security of each actor over the positions held by anybody, the others staying.
    n = group.position.shape[-1]
    own = np.eye(n, dtype=bool)
    each = Actors(*(np.repeat(part[..., None, :], n, axis=-2) for part in group))
    most, least = np.full(group.position.shape, -np.inf), np.full(group.position.shape, np.inf)
    for place in range(n):
        position = np.where(own, group.position[..., place, None, None], each.position)
        moved = _security(each._replace(position=position), switches, scale[..., None])
        secure = np.diagonal(moved, axis1=-2, axis2=-1)
        most, least = np.maximum(most, secure), np.minimum(least, secure)
    return most, least
