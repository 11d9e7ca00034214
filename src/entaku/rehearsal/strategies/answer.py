"""Answers concession with concession: the tit-for-tat family."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.aspiring import level
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.seat import NONE, Seat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("answers concession with concession", "譲歩に譲歩で応じる"),
    does=Text(
        "gives way as much as the others did last, measured in its own values, and asks for its best until then",
        "直近の相手の譲歩を自らの価値で測って同じだけ譲り、それまでは最良の案を求める",
    ),
    source="The behaviour-dependent family of Faratin, Sierra & Jennings (1998), written in values.",
    parameters={
        "kind": Parameter(
            does=Text(
                "whether a concession is answered in proportion, by the same amount, or on average over a window",
                "譲歩に比率で応じるか、同じ量で応じるか、一定の幅の平均で応じるか",
            ),
            default="absolute",
            words=("relative", "absolute", "averaged"),
        ),
        "lag": Parameter(
            does=Text(
                "how many offers back it answers to, or how wide the window is",
                "何回前の提案に応じるか、または平均をとる幅",
            ),
            default=1,
            low=1,
            high=1000,
            whole=True,
        ),
    },
)


@dataclass
class Answer:
    """From its last level a, with v the own value of what it heard, the newest last:

    relative a v[n-l]/v[n-l+1]; absolute a - (v[n-l+1] - v[n-l]); averaged a v[n-l]/v[n]. The best until enough was
    heard; a ratio to a value that is not above 0 says nothing, and leaves the level as it is.
    """

    kind: str = "absolute"
    lag: int = 1
    _level: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _next: tuple[int, Ints] = field(default=(0, np.empty(0, np.int64)), repr=False)
    _made: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the package of least own value that reaches the level."""
        return seat.cheapest(self._now(seat))

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what reaches the level."""
        return seat.own.worth(offered) >= self._now(seat)

    def _now(self, seat: Seat) -> Ints:
        """What does it ask for at this turn? A level counts as asked for once an offer was made of it."""
        if self._next[0] == seat.turn:
            return self._next[1]
        if not len(self._level):
            self._level, self._made = seat.own.best, np.zeros_like(seat.own.best)
        else:
            self._level = np.where(seat.made.count > self._made, self._next[1], self._level)
            self._made = seat.made.count.copy()
        self._next = (seat.turn, level(seat, self._answered(seat)))
        return self._next[1]

    def _answered(self, seat: Seat) -> Floats:
        lag = int(self.lag)
        older, newer = seat.heard.back(lag), seat.heard.back(0 if self.kind == "averaged" else lag - 1)
        before, after = seat.own.worth(older).astype(float), seat.own.worth(newer).astype(float)
        if self.kind == "absolute":
            asked = self._level - (after - before)
        else:
            asked = self._level * np.divide(before, after, out=np.ones_like(after), where=after > 0)
        return np.where(older == NONE, seat.own.best.astype(float), asked)


MAKE = Answer
