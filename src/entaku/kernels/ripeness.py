"""Is the moment ripe: does every veto party hurt in a stalemate and see a way out?

Flags are 1 yes, 0 no, -1 not stated. Perception counts, so they are coded from statements. Ripeness is necessary,
not sufficient: it is no probability. After Zartman (2000) and Pruitt (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Flags = NDArray[np.int8]

YES, NO, UNKNOWN = 1, 0, -1


class Ripeness(NamedTuple):
    """Whether the moment is ripe, and what would tell where it is not known.

    Attributes
    ----------
    ripe : (...)
        1 yes, 0 no, -1 not known.
    watch : (..., V, 3)
        The flags not stated, where the answer hangs on them.
    """

    ripe: Flags
    watch: Bools


def ripeness(flags: ArrayLike) -> Ripeness:
    """Is the moment ripe for all veto parties, and which missing flags would tell?

    Parameters
    ----------
    flags : (..., V, 3)
        By veto party, absent ones included: hurting, stalemate, way out. Of no veto party at all nothing is
        ripe.

    Raises
    ------
    ValueError
        Anything but 1, 0, -1, or not three flags a party.

    Examples
    --------
    >>> found = ripeness([[1, 1, -1], [1, 1, 1]])
    >>> int(found.ripe), np.argwhere(found.watch).tolist()
    (-1, [[0, 2]])
    """
    given = np.asarray(flags)
    if given.ndim < 2 or given.shape[-1] != 3:  # noqa: PLR2004  # hurting, stalemate, way out
        raise ValueError(f"flags must have the shape (..., parties, 3); got {given.shape}")
    if not np.all(np.isin(given, (YES, NO, UNKNOWN))):
        raise ValueError("flags must be 1, 0, or -1 where not stated")
    unripe = np.any(given == NO, axis=(-2, -1)) | (given.shape[-2] == 0)
    missing = given == UNKNOWN
    unknown = ~unripe & np.any(missing, axis=(-2, -1))
    ripe = np.where(unripe, NO, np.where(unknown, UNKNOWN, YES)).astype(np.int8)
    return Ripeness(ripe, missing & unknown[..., None, None])


def profitable_escalation(gain: ArrayLike, chance: ArrayLike, cost: ArrayLike) -> Bools:
    """Does a party have a way of its own to do better by escalating?

    gain * chance - cost > 0; a stalemate holds for a party that has none.

    Examples
    --------
    >>> profitable_escalation([0.4, 0.4], [0.5, 0.2], 0.1).tolist()
    [True, False]
    """
    expected = np.asarray(gain, float) * np.asarray(chance, float)
    return np.asarray(expected - np.asarray(cost, float) > 0.0)


def readier(motivation: ArrayLike, optimism: ArrayLike) -> Bools:
    """Which party is readier than which, where both parts are only ordered?

    Readiness is motivation times optimism (Pruitt 2005). Of two ordered parts the product is known to be larger
    only where neither is smaller and one is larger.

    Parameters
    ----------
    motivation, optimism : (..., P)
        Levels, 0 or more; NaN where not stated, which is comparable with nothing.

    Returns
    -------
    (..., P, P)
        Row readier than column.

    Examples
    --------
    >>> readier([2, 1, 0], [1, 1, 2]).astype(int).tolist()
    [[0, 1, 0], [0, 0, 0], [0, 0, 0]]
    """
    m, o = np.asarray(motivation, float), np.asarray(optimism, float)
    m_row, m_column, o_row, o_column = m[..., :, None], m[..., None, :], o[..., :, None], o[..., None, :]
    no_less = (m_row >= m_column) & (o_row >= o_column)
    return np.asarray(no_less & ((m_row > m_column) | (o_row > o_column)))
