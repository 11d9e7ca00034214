"""Is each step of a sequence still in its performers' interest when its turn comes?

Steps are numbered from 0; arrays are (..., m, P): draws, steps, parties. What a step that is not performed leaves
to each party contains all that earlier steps changed. Logic of Fearon (1995) and Powell (2006).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Flags = NDArray[np.int8]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

TOLERANCE = 1e-12
MOST_OPEN = 12  # steps that hang on unstated values: each doubles the work

UNKNOWN = -1


class Steps(NamedTuple):
    """A sequence, as `steps` gives it.

    Attributes
    ----------
    completed : (..., P)
        What the whole deal is worth once it is done.
    if_broken : (..., m, P)
        What each party ends up with if the step is not performed.
    performs : (m, P) of bool
        Who has to be willing: performers, and those who could stop it.
    cost : (..., m, P)
        Of performing the step.
    patience, success : (..., m)
        Discount factor over the step, and chance that a performance that is tried comes off.
    """

    completed: Floats
    if_broken: Floats
    performs: Bools
    cost: Floats
    patience: Floats
    success: Floats


class Commitment(NamedTuple):
    """How far a sequence carries.

    Attributes
    ----------
    holds : (...)
        Every step is performed.
    performed : (..., m)
        Whether the step would be performed if its turn came.
    stops_at : (...)
        The first step that is not, or -1.
    shortfall : (..., m, P)
        What a performer lacks even if all later steps were performed; 0 for others, and at a step that fails only
        because a later one does.
    cause : (..., m)
        Whether the step has such a shortfall.
    value : (..., P)
        What the sequence is worth before the first step.
    """

    holds: Bools
    performed: Bools
    stops_at: Ints
    shortfall: Floats
    cause: Bools
    value: Floats


class PartlyKnown(NamedTuple):
    """How far a sequence with unstated values carries: 1 yes, 0 no, -1 not known.

    Attributes
    ----------
    holds : (...)
    performed : (..., m)
    """

    holds: Flags
    performed: Flags


def steps(
    completed: ArrayLike,
    if_broken: ArrayLike,
    performs: ArrayLike,
    *,
    cost: ArrayLike = 0.0,
    patience: ArrayLike = 1.0,
    success: ArrayLike = 1.0,
) -> Steps:
    """Bring a sequence to one shape, or refuse it. NaN is "not stated".

    Raises
    ------
    ValueError
        Shapes that do not fit, or a discount factor or a chance outside 0 to 1.

    Examples
    --------
    >>> steps([0.5, 0.6], [[0.35, 0.45], [0.15, 0.7]], [[1, 0], [0, 1]]).cost.tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    ends, broken = np.asarray(completed, float), np.asarray(if_broken, float)
    who = np.asarray(performs, bool)
    if who.ndim != 2 or who.size == 0 or broken.shape[-2:] != who.shape or ends.shape[-1:] != who.shape[1:]:  # noqa: PLR2004  # steps by parties
        raise ValueError(f"{who.shape} performers do not fit values {broken.shape} and ends {ends.shape}")
    price, d, rho = (np.asarray(part, float) for part in (cost, patience, success))
    if not (np.all((d >= 0.0) & (d <= 1.0)) and np.all((rho >= 0.0) & (rho <= 1.0))):
        raise ValueError("discount factors and chances must be from 0 to 1")
    m, parties = who.shape
    shape = np.broadcast_shapes(
        ends.shape[:-1], broken.shape[:-2], price.shape[:-2], d.shape[:-1], rho.shape[:-1]
    )
    return Steps(
        np.broadcast_to(ends, (*shape, parties)),
        np.broadcast_to(broken, (*shape, m, parties)),
        who,
        np.broadcast_to(price, (*shape, m, parties)),
        np.broadcast_to(d, (*shape, m)),
        np.broadcast_to(rho, (*shape, m)),
    )


def commitment(sequence: Steps) -> Commitment:
    """Does the sequence hold, where does it stop, and because of which step?

    Backwards from the end: step k is performed iff d V_k - cost >= if_broken_k for each performer; V_(k-1) is
    rho (d V_k - cost) + (1 - rho) if_broken_k if it is, and if_broken_k if not.

    Raises
    ------
    ValueError
        A value is not stated: see `partly_known`.

    Examples
    --------
    D withdraws, then P gives up .7 for .6; P would not, so D does not begin:

    >>> found = commitment(steps([0.5, 0.6], [[0.35, 0.45], [0.15, 0.7]], [[1, 0], [0, 1]]))
    >>> int(found.stops_at), found.cause.tolist(), found.shortfall.round(3).tolist()
    (0, [False, True], [[0.0, 0.0], [0.0, 0.1]])
    """
    if any(np.isnan(part).any() for part in (sequence.completed, sequence.if_broken, sequence.cost)):
        raise ValueError("every value of the sequence must be stated")
    m = len(sequence.performs)
    value = certain = sequence.completed
    performed = np.zeros(sequence.patience.shape, bool)
    shortfall = np.zeros(sequence.if_broken.shape)
    for k in range(m - 1, -1, -1):
        broken = sequence.if_broken[..., k, :]
        going = _going_on(sequence, k, value)
        performed[..., k] = np.all(_margin(sequence, k, going) >= -TOLERANCE, axis=-1)
        value = np.where(performed[..., k, None], _tried(sequence, k, going), broken)
        willing = _going_on(sequence, k, certain)
        lacks = broken - willing
        shortfall[..., k, :] = np.where(sequence.performs[k] & (lacks > TOLERANCE), lacks, 0.0)
        certain = _tried(sequence, k, willing)
    holds = performed.all(axis=-1)
    return Commitment(
        holds=np.asarray(holds),
        performed=performed,
        stops_at=np.where(holds, -1, np.argmin(performed, axis=-1)),
        shortfall=shortfall,
        cause=np.asarray(shortfall.max(axis=-1) > 0.0),
        value=value,
    )


def partly_known(sequence: Steps) -> PartlyKnown:
    """Does a sequence with unstated values hold?

    A step that hangs on an unstated value is taken as performed and as not performed; what comes out alike is
    known.

    Raises
    ------
    ValueError
        More than 12 steps hang on unstated values.

    Examples
    --------
    >>> found = partly_known(steps([0.5, 0.6], [[0.35, 0.45], [0.15, np.nan]], [[1, 0], [0, 1]]))
    >>> int(found.holds), found.performed.tolist()
    (-1, [-1, -1])
    """
    futures = [(sequence.completed, np.zeros((*sequence.patience.shape[:-1], 0), bool))]
    for k in range(len(sequence.performs) - 1, -1, -1):
        following = []
        for value, later in futures:
            going = _going_on(sequence, k, value)
            margin = _margin(sequence, k, going)
            refused = np.any(margin < -TOLERANCE, axis=-1)
            unclear = ~refused & np.isnan(margin).any(axis=-1)
            for guess in (True, False) if unclear.any() else (True,):
                does = ~refused & (~unclear | guess)
                after = np.where(does[..., None], _tried(sequence, k, going), sequence.if_broken[..., k, :])
                following.append((after, np.concatenate([does[..., None], later], axis=-1)))
        futures = following
        if len(futures) > 1 << MOST_OPEN:
            raise ValueError(f"more than {MOST_OPEN} steps hang on unstated values")
    performed = np.stack([done for _, done in futures])
    return PartlyKnown(_alike(np.asarray(performed.all(axis=-1))), _alike(performed))


def with_penalty(sequence: Steps, penalty: ArrayLike) -> Steps:
    """What becomes of the sequence if breaking a step costs the breaker something?

    Parameters
    ----------
    sequence : Steps
    penalty : (..., m, P)
        By a guarantor, or what is forfeit; 0 or more. `Commitment.shortfall` is the least that makes it hold.

    Examples
    --------
    >>> open_ = steps([0.5, 0.6], [[0.35, 0.45], [0.15, 0.7]], [[1, 0], [0, 1]])
    >>> bool(commitment(with_penalty(open_, commitment(open_).shortfall)).holds)
    True
    """
    return sequence._replace(if_broken=sequence.if_broken - np.asarray(penalty, float))


def with_escrow(sequence: Steps, held: ArrayLike) -> Steps:
    """What becomes of the sequence if what breaking a step would bring is out of reach until the last step?

    Parameters
    ----------
    sequence : Steps
    held : (..., m, P)
        What is held in trust at each step; whoever breaks the last step has all of its own.

    Examples
    --------
    >>> open_ = steps([0.5, 0.6], [[0.15, 0.7], [0.35, 0.45]], [[0, 1], [1, 0]])
    >>> bool(commitment(with_escrow(open_, [[0.0, 0.25], [0.0, 0.0]])).holds)
    True
    """
    moved = np.array(np.broadcast_to(np.asarray(held, float), sequence.if_broken.shape))
    moved[..., -1, :] = -moved[..., :-1, :].sum(axis=-2)
    return sequence._replace(if_broken=sequence.if_broken - moved)


def with_flow(sequence: Steps, flow: ArrayLike) -> Steps:
    """What becomes of the sequence if something flows in with each step performed, and ends when one is broken?

    Parameters
    ----------
    sequence : Steps
    flow : (..., m, P)

    Examples
    --------
    >>> open_ = steps([0.5, 0.6], [[0.35, 0.45], [0.15, 0.7]], [[1, 0], [0, 1]])
    >>> bool(commitment(with_flow(open_, [[0.0, 0.05], [0.0, 0.1]])).holds)
    True
    """
    return sequence._replace(cost=sequence.cost - np.asarray(flow, float))


def _going_on(sequence: Steps, k: int, value: Floats) -> Floats:
    return np.asarray(sequence.patience[..., k, None] * value - sequence.cost[..., k, :])


def _tried(sequence: Steps, k: int, going: Floats) -> Floats:
    rho, broken = sequence.success[..., k, None], sequence.if_broken[..., k, :]
    return np.where(rho < 1.0, rho * going + (1.0 - rho) * broken, going)  # NaN * 0 would be NaN


def _margin(sequence: Steps, k: int, going: Floats) -> Floats:
    # What each performer gains by performing; without bound for the others.
    return np.where(sequence.performs[k], going - sequence.if_broken[..., k, :], np.inf)


def _alike(answers: Bools) -> Flags:
    # Over the futures, which lead.
    known = answers.all(axis=0) | ~answers.any(axis=0)
    return np.where(known, answers[0], UNKNOWN).astype(np.int8)
