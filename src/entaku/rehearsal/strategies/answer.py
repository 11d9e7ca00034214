"""Answers concession with concession: the tit-for-tat family."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels import planning
from entaku.model.text import Text
from entaku.rehearsal.aspiring import CHOICE, level
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.plans import Known, Plan
from entaku.rehearsal.seat import NONE, Seat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("answers concession with concession", "譲歩に譲歩で応じる"),
    does=Text(
        "gives way as much as the others did last, measured in its own values, and asks for its best until then",
        "相手の直近の譲歩を自らの価値で測って同じだけ譲り、相手が譲るまでは最良の案を求める",
    ),
    source="The behaviour-dependent family of Faratin, Sierra & Jennings (1998), written in values.",
    parameters={
        "kind": Parameter(
            does=Text(
                "whether a concession is answered in proportion, by the same amount, or on average over a window",
                "譲歩に比率で応じるか、同じ量で応じるか、一定回数の平均で応じるか",
            ),
            default="absolute",
            words=("relative", "absolute", "averaged"),
        ),
        "lag": Parameter(
            does=Text(
                "how many offers back it answers to, or how wide the window is",
                "何回前の提案に応じるか、または平均をとる回数",
            ),
            default=1,
            low=1,
            high=1000,
            whole=True,
        ),
        **CHOICE,
    },
)

_KINDS: Final = {"relative": planning.RELATIVE, "absolute": planning.ABSOLUTE, "averaged": planning.AVERAGED}


@dataclass
class Answer:
    """Asks for what its last level a becomes, with v the own value of what it heard, the newest last:

    relative a v[n-l]/v[n-l+1]; absolute a - (v[n-l+1] - v[n-l]); averaged a v[n-l]/v[n]. The best until enough was
    heard; what crosses a red line of its own has no value and is not counted. A level counts as the last one asked for
    once an offer was made of it. A ratio of 0 to 0 is 1, of anything else to 0 without bound.
    """

    kind: str = "absolute"
    lag: int = 1
    _last: Floats = field(default_factory=lambda: np.empty(0), repr=False)
    _next: tuple[int, Floats] = field(default=(0, np.empty(0)), repr=False)
    _made: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the package of least own value that reaches the level."""
        return seat.cheapest(level(seat, self._now(seat)))

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what reaches the level."""
        return seat.own.worth(offered) >= level(seat, self._now(seat))

    def plan(self, known: Known) -> Plan:  # noqa: ARG002
        """Ask for what the last level becomes."""
        return Plan(_KINDS[self.kind], lag=int(self.lag))

    def _now(self, seat: Seat) -> Floats:
        """What does it ask for at this turn (n,)?"""
        if self._next[0] == seat.turn:
            return self._next[1]
        if not len(self._last):
            self._last, self._made = seat.own.best.astype(float), np.zeros_like(seat.own.best)
        else:
            self._last = np.where(seat.made.count > self._made, self._next[1], self._last)
            self._made = seat.made.count.copy()
        self._next = (seat.turn, np.minimum(np.maximum(self._answered(seat), seat.floor), seat.own.best))
        return self._next[1]

    def _answered(self, seat: Seat) -> Floats:
        lag = int(self.lag)
        older, newer = seat.valued.back(lag), seat.valued.back(0 if self.kind == "averaged" else lag - 1)
        before, after = seat.own.worth(older).astype(float), seat.own.worth(newer).astype(float)
        if self.kind == "absolute":
            asked = self._last - (after - before)
        else:
            none = np.where(before == 0, self._last, np.inf)
            asked = np.divide(self._last * before, after, out=none, where=after != 0)
        return np.where(older == NONE, seat.own.best.astype(float), asked)


MAKE = Answer
