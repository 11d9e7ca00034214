"""What strategies that ask for a level of own value share: where it starts from, and its rounding."""

from __future__ import annotations

from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.asking import LARGEST
from entaku.model.text import Text
from entaku.rehearsal.cards import Parameter
from entaku.rehearsal.models import names

Floor = Literal["deal", "range"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FLOOR: Final = Parameter(
    does=Text(
        "what it never goes below: no deal, or, as other programs have it, no deal or the worst package, "
        "whichever is higher",
        "これより下には譲らない水準。決裂時の価値か、または他のプログラムに倣い、"
        "決裂時の価値と最悪の合意案の価値のうち高い方",
    ),
    default="deal",
    words=("deal", "range"),
)

MODEL: Final = Parameter(
    does=Text(
        "by which model of the others it picks among packages that are as good to itself",
        "自らにとって同等な案の中から選ぶ際に用いる、相手についての推定方法",
    ),
    default="none",
    words=("none", *names()),
)
BAND: Final = Parameter(
    does=Text(
        "share of its own range within which packages count as equally good; 0 for equal values only",
        "同等とみなす差（自らの価値の幅に対する割合）。0なら価値が等しい案だけを同等とみなす",
    ),
    default=0.0,
    low=0.0,
    high=1.0,
)
CHOICE: Final = {"model": MODEL, "band": BAND}
"""What strategies take that ask for a level, and so leave open which package it is."""


class Ends(Protocol):
    """The two ends of a party's values of packages."""

    @property
    def best(self) -> Ints:
        """What is the best package worth (n,)?"""

    @property
    def least(self) -> Ints:
        """What is the worst package worth (n,) that crosses no red line?"""


class Clock(Protocol):
    """What a party can know without listening: the ends of its own values, no deal now, and the time. A seat is one."""

    @property
    def own(self) -> Ends:
        """Between which values do its packages lie?"""

    @property
    def floor(self) -> Ints:
        """What is no deal worth (n,) now?"""

    @property
    def time(self) -> float:
        """How much of the talks is over?"""


def base(clock: Clock, floor: Floor) -> Ints:
    """Below which own value (n,) does a party never go?"""
    return clock.floor if floor == "deal" else np.maximum(clock.own.least, clock.floor)


def level(clock: Clock, wanted: Floats | Ints) -> Ints:
    """Which whole own value (n,) must a package reach, no higher than the best and no lower than no deal?

    A package reaches a level iff it reaches the next whole number, so that comparing whole numbers is exact.
    """
    whole = wanted
    if wanted.dtype.kind == "f":
        whole = np.ceil(np.minimum(np.maximum(wanted, -LARGEST), LARGEST)).astype(np.int64)
    return np.minimum(np.maximum(whole, clock.floor), clock.own.best)
