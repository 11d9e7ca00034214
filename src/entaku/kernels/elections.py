"""Which position would win if each pair of positions were put to a vote in proportion to what it is worth?

The probabilistic Condorcet election, on one line and in several dimensions. Utilities are arrays (..., K, m):
draws first, then voters, then candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.spatial import TOLERANCE, counted

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]


class Election(NamedTuple):
    """The chance of each actor's position to win against all others.

    Attributes
    ----------
    probability : (..., n)
        Holders of one position carry the same number; 0 for who stays out.
    first : (..., n)
        The first holder of each position: over these the probabilities add to 1.
    """

    probability: Floats
    first: Bools


def pair_votes(utilities: ArrayLike, weights: ArrayLike) -> Floats:
    """How much is voted for a against b, in proportion to what each voter gains?

    f[a, b] = sum over voters k of W_k max(0, u_k(a) - u_k(b)); votes against are f[b, a].

    Parameters
    ----------
    utilities : (..., K, m)
        Of candidate a to voter k.
    weights : (..., K)

    Returns
    -------
    (..., m, m)

    Examples
    --------
    >>> pair_votes([[1.0, 0.5], [0.25, 0.75]], [1.0, 2.0]).tolist()
    [[0.0, 0.5], [1.0, 0.0]]
    """
    u, w = np.asarray(utilities, float), np.asarray(weights, float)
    votes = np.zeros((*np.broadcast_shapes(u.shape[:-2], w.shape[:-1]), u.shape[-1], u.shape[-1]))
    for voter in range(u.shape[-2]):  # one by one: all at once would need K times the room
        of = u[..., voter, :]
        votes += w[..., voter, None, None] * np.maximum(of[..., :, None] - of[..., None, :], 0.0)
    return votes


def elect(utilities: ArrayLike, weights: ArrayLike, standing: ArrayLike) -> Floats:
    """With what chance does each candidate win the probabilistic Condorcet election?

    p(a > b) = f / (f + g), one half where nobody cares; P(a) is proportional to the product of p(a > b) over
    the other candidates (the conditional rule of KTAB). Worked in logarithms.

    Parameters
    ----------
    utilities : (..., K, m)
        Of candidate a to voter k.
    weights : (..., K)
        Name what they are: capability, or capability times salience.
    standing : (..., m) of bool
        Who stands; the others win with chance 0.

    Returns
    -------
    (..., m)
        Adds to 1.

    Raises
    ------
    ValueError
        In some draw nobody stands.

    Examples
    --------
    >>> elect([[1.0, 0.5], [0.2, 0.6]], [1.0, 2.0], [True, True]).round(4).tolist()
    [0.3846, 0.6154]
    """
    stands = np.asarray(standing, bool)
    if not np.all(stands.any(axis=-1)):
        raise ValueError("nobody stands for election in some draw")
    votes = pair_votes(utilities, weights)
    cast = votes + np.swapaxes(votes, -1, -2)
    chance = np.divide(votes, cast, out=np.full(votes.shape, 0.5), where=cast > 0.0)
    opposed = stands[..., None, :] & ~np.eye(votes.shape[-1], dtype=bool)
    with np.errstate(divide="ignore"):  # a candidate whom nobody prefers to some other has no chance
        score = np.where(opposed, np.log(chance), 0.0).sum(axis=-1)
    score = np.where(stands, score, -np.inf)
    share = np.exp(score - score.max(axis=-1, keepdims=True))
    return np.asarray(share / share.sum(axis=-1, keepdims=True))


def first_holders(positions: ArrayLike, among: ArrayLike) -> Bools:
    """Who is the first to hold each position?

    Parameters
    ----------
    positions : (..., n, d)
        Equal positions are equal to the last bit.
    among : (..., n) of bool
        Those who count.

    Examples
    --------
    >>> first_holders([[4.0], [7.0], [4.0]], [True, True, True]).tolist()
    [True, True, False]
    """
    x, counts = np.asarray(positions, float), np.asarray(among, bool)
    same = np.all(x[..., :, None, :] == x[..., None, :, :], axis=-1) & counts[..., None, :]
    return np.asarray(counts & ~np.any(np.tril(same, -1), axis=-1))


def election_on_line(positions: ArrayLike, weights: ArrayLike, span: ArrayLike) -> Election:
    """With what chance does each position on one line win against the others?

    u_k(a) = 1 - |x_k - a| / span. Salience has no place in u on one line, so the weight must carry it.

    Parameters
    ----------
    positions, weights : (..., n)
        See `counted` for who stays out and for the errors.
    span : (...)
        Length of the scale; it cancels out of the result and must be above 0.

    Examples
    --------
    >>> found = election_on_line([4.0, 7.0, 10.0, 10.0], [1.0, 1.0, 0.5, 0.5], 6.0)
    >>> found.probability.round(4).tolist(), found.first.tolist()
    ([0.2143, 0.5714, 0.2143, 0.2143], [True, True, True, False])
    """
    x, w = counted(positions, weights)
    length = np.asarray(span, float)[..., None, None]
    if not np.all(length > 0.0):
        raise ValueError("the scale must have a length above 0")
    first = first_holders(x[..., None], w > 0.0)
    won = elect(1.0 - np.abs(x[..., :, None] - x[..., None, :]) / length, w, first)
    return Election(_shared(won, first, x[..., None], w > 0.0), first)


def values_in_space(positions: ArrayLike, salience: ArrayLike, span: ArrayLike) -> Floats:
    """What is each position worth to each actor, in several dimensions?

    v_ij = 1 - sqrt(sum of s_id^2 delta_ijd^2 / sum of s_id^2), delta in parts of the span (KTAB).

    Parameters
    ----------
    positions, salience : (..., n, d)
    span : (d,) or a number

    Returns
    -------
    (..., n, n)
        Row i: what the positions of all are worth to actor i.

    Raises
    ------
    ValueError
        An actor has no salience in any dimension.

    Examples
    --------
    >>> values_in_space([[0.0, 0.0], [30.0, 40.0]], [[1.0, 1.0], [1.0, 0.0]], 100.0).round(4).tolist()
    [[1.0, 0.6464], [0.7, 1.0]]
    """
    x, s = np.asarray(positions, float) / np.asarray(span, float), np.asarray(salience, float) ** 2
    total = s.sum(axis=-1)[..., None]
    if not np.all(total > 0.0):
        raise ValueError("every actor needs some salience in some dimension")
    apart = (x[..., :, None, :] - x[..., None, :, :]) ** 2
    return np.asarray(1.0 - np.sqrt((s[..., :, None, :] * apart).sum(axis=-1) / total))


def risk_attitudes(values: ArrayLike, weights: ArrayLike) -> Floats:
    """How much does each actor's place in a first election make it dare?

    p = election over all actors' positions, one candidate a holder; R = (3p - (max + 2 min)) / (2 (max -
    min)), from -1/2 to 1, and 0 where all have the same chance (KTAB, middle range of one third).

    Parameters
    ----------
    values : (..., n, n)
        As `values_in_space` gives them.
    weights : (..., n)

    Examples
    --------
    >>> on_line = 1.0 - np.abs(np.subtract.outer([0.0, 0.5, 1.0], [0.0, 0.5, 1.0]))
    >>> risk_attitudes(on_line, [1.0, 1.0, 1.0]).round(3).tolist()
    [-0.5, 1.0, -0.5]
    """
    v = np.asarray(values, float)
    p = elect(v, weights, np.ones(v.shape[:-1], bool))
    most, least = p.max(axis=-1, keepdims=True), p.min(axis=-1, keepdims=True)
    apart = most - least
    ahead = 3.0 * p - (most + 2.0 * least)
    attitude: Floats = np.divide(ahead, 2.0 * apart, out=np.zeros(p.shape), where=apart > TOLERANCE)
    return attitude


def election_in_space(
    positions: ArrayLike, salience: ArrayLike, weights: ArrayLike, span: ArrayLike
) -> Election:
    """With what chance does each position in several dimensions win, risk attitudes included?

    u = v + R v (1 - v), then the election over distinct positions (KTAB's spatial model, first state).

    Parameters
    ----------
    positions, salience : (..., n, d)
        All stated.
    weights : (..., n)
        Capabilities; salience already shapes v.
    span : (d,) or a number

    Examples
    --------
    >>> places = [[0.0, 0.0], [40.0, 40.0], [50.0, 50.0]]
    >>> election_in_space(places, np.ones((3, 2)), np.ones(3), 100.0).probability.round(3).tolist()
    [0.3, 0.356, 0.344]
    """
    x = np.asarray(positions, float)
    v = values_in_space(x, salience, span)
    w = np.broadcast_to(np.asarray(weights, float), v.shape[:-1])
    r = risk_attitudes(v, w)[..., None]
    everybody = np.ones(v.shape[:-1], bool)
    first = first_holders(x, everybody)
    return Election(_shared(elect(v + r * v * (1.0 - v), w, first), first, x, everybody), first)


def _shared(won: Floats, first: Bools, positions: Floats, among: Bools) -> Floats:
    # Every holder of a position carries the chance of its first holder.
    same = np.all(positions[..., :, None, :] == positions[..., None, :, :], axis=-1)
    carried = np.where(same & first[..., None, :], won[..., None, :], 0.0).sum(axis=-1)
    return np.where(among, carried, 0.0)
