"""What an attack tells of those who could have prevented it: two lines of Bayes' rule.

One side believes with chance t that the moderates of the other mean what they signed. Extremists attack with
chance a_T where they do, a_U > a_T where they do not. After Kydd & Walter (2002), Sabotaging the Peace, International
Organization 56:263-296; the two lines are no equilibrium of their game.
"""

from __future__ import annotations


def after_attack(trust: float, if_trusted: float, if_not: float) -> float:
    """Say how much trust is left after an attack: t a_T / (t a_T + (1 - t) a_U).

    The closer the two chances, the less an attack tells. Raises ValueError for a chance outside 0 to 1, and for an
    attack that could not have come.

    Examples
    --------
    >>> round(after_attack(0.7, if_trusted=0.2, if_not=0.6), 4)
    0.4375
    """
    if not all(0.0 <= chance <= 1.0 for chance in (trust, if_trusted, if_not)):
        raise ValueError(f"chances lie between 0 and 1; got {trust:g}, {if_trusted:g}, {if_not:g}")
    attack = trust * if_trusted + (1.0 - trust) * if_not
    if not attack:
        raise ValueError("an attack was impossible under these chances, and cannot tell anything")
    return trust * if_trusted / attack


def goes_on(trust: float, gain: float, loss: float) -> bool:
    """Say whether peace is still worth the risk: with trust t, t gain >= (1 - t) loss.

    Gain is what a kept peace brings over fighting on, loss what a betrayed one costs, both at least 0.

    Examples
    --------
    >>> goes_on(0.4375, gain=1.0, loss=1.0), goes_on(0.4375, gain=2.0, loss=1.0)
    (False, True)
    """
    return trust * gain >= (1.0 - trust) * loss
