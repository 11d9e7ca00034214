"""What strategies that ask for a level of own value share: where it starts from, and its rounding."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.cards import Parameter
from entaku.rehearsal.seat import Seat

Floor = Literal["deal", "range"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FLOOR: Final = Parameter(
    does=Text(
        "what it never goes below: no deal, or, as other programs have it, no deal or the worst package, "
        "whichever is higher",
        "下回らない水準。決裂時の価値か、他のプログラムに倣い、決裂時の価値と最悪の合意案のうち高い方か",
    ),
    default="deal",
    words=("deal", "range"),
)
LARGEST = 2.0**62
"""Beyond any value: a level may have no bound, a whole number must."""


def base(seat: Seat, floor: Floor) -> Ints:
    """Below which own value (n,) does a party never go?"""
    return seat.floor if floor == "deal" else np.maximum(seat.own.least, seat.floor)


def level(seat: Seat, wanted: Floats | Ints) -> Ints:
    """Which whole own value (n,) must a package reach, no higher than the best and no lower than no deal?

    A package reaches a level iff it reaches the next whole number, so that comparing whole numbers is exact.
    """
    whole = (
        np.ceil(np.clip(wanted, -LARGEST, LARGEST)).astype(np.int64) if wanted.dtype.kind == "f" else wanted
    )
    return np.minimum(np.maximum(whole, seat.floor), seat.own.best)
