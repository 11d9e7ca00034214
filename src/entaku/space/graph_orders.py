"""What single comparisons of states say together, and which complete orders they leave open.

Comparisons are closed under "at least as good, and at least as good again". A pair that nothing then relates is
unknown. Every draw completes the unknown pairs: of the states that nothing left is better than, the one with the
largest number of the draw comes next. Each completion keeps all that is said, and each can come up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entaku.model.standoff import Compared

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Known(NamedTuple):
    """What is known of one party's liking; (n, n) tables, row s, column q: how q compares with s.

    `better`: q is better than s; `far`: q is much worse than s; `unknown`: nothing relates them.
    """

    better: Bools
    far: Bools
    unknown: Bools

    @property
    def contradicts(self) -> bool:
        """Tell whether some state comes out better than itself."""
        return bool(self.better.diagonal().any())


def known(pairs: Sequence[Compared], states: Sequence[str]) -> Known:
    """What do these comparisons say of all pairs of states?

    Examples
    --------
    >>> said = [Compared(state="b", against="a", relation="better")]
    >>> said += [Compared(state="c", against="a", relation="much worse")]
    >>> found = known(said, ["a", "b", "c", "d"])
    >>> found.better[2].tolist(), found.far[1].tolist(), found.unknown[0].tolist()
    ([True, True, False, False], [False, False, True, False], [False, False, False, True])
    """
    place = {state: number for number, state in enumerate(states)}
    weak = np.eye(len(states), dtype=np.bool_)  # [a, b]: a is at least as good as b
    strict, much = np.zeros_like(weak), np.zeros_like(weak)
    for pair in pairs:
        one, other = place[pair.state], place[pair.against]
        if pair.relation in ("worse", "much worse"):
            one, other = other, one
        if pair.relation == "unknown":
            continue
        weak[one, other] = True
        weak[other, one] |= pair.relation == "same"
        strict[one, other] |= pair.relation != "same"
        much[one, other] |= pair.relation.startswith("much")
    for middle in range(len(states)):
        weak |= weak[:, middle, None] & weak[None, middle]
    strict, much = _through(weak, strict), _through(weak, much)
    return Known(strict.T.copy(), much, ~(weak | weak.T))


def _through(weak: Bools, step: Bools) -> Bools:
    """Extend a relation by what is at least as good on either side of it."""
    wide = weak.astype(np.float32)
    return np.asarray(wide @ step.astype(np.float32) @ wide > 0)


def completed(found: Known, numbers: Floats) -> Ints:
    """Which complete orders keep what is known, one for each draw?

    Parameters
    ----------
    found
    numbers : (N, n) float
        One number a draw and state; they decide wherever nothing else does.

    Returns
    -------
    array of int64, shape (N, n)
        Ranks, 0 best; states held equal share one.

    Examples
    --------
    >>> said = [Compared(state="a", against="c", relation="better")]
    >>> completed(known(said, ["a", "b", "c"]), np.array([[0.1, 0.2, 0.9], [0.3, 0.2, 0.9]])).tolist()
    [[1, 0, 2], [0, 2, 1]]
    """
    equal = ~(found.better | found.better.T | found.unknown)
    head = equal.argmax(axis=1)  # the first of those held equal stands for them
    heads = np.unique(head)
    above = found.better[np.ix_(heads, heads)].astype(np.int64)  # [s, q]: q is better than s
    left = np.tile(above.sum(axis=1), (len(numbers), 1))
    keys = numbers[:, heads]
    ranks = np.zeros(keys.shape, dtype=np.int64)
    rows = np.arange(len(numbers))
    for rank in range(len(heads)):
        picked = np.where(left == 0, keys, -np.inf).argmax(axis=1)
        ranks[rows, picked] = rank
        left[rows, picked] = -1
        left -= np.where(left > 0, above[:, picked].T, 0)
    return np.asarray(ranks[:, np.searchsorted(heads, head)])


def levels(found: Known, ranks: Ints) -> Ints:
    """From which rank on is a state much worse than each state? One past the last rank where none is.

    Parameters
    ----------
    found : of which nothing is unknown
    ranks : (n,) int64
    """
    wide = np.where(found.far, ranks[None, :], ranks.max(initial=-1) + 1)
    return np.asarray(np.maximum(wide.min(axis=1), ranks + 1))
