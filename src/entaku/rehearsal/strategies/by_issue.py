"""Gives way on one issue after another, in a stated order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.planning import BY_NAME
from entaku.model.errors import Fault, NotPossible
from entaku.model.text import Text
from entaku.rehearsal.cards import Parameter, Settings, StrategyCard
from entaku.rehearsal.neighbours import Neighbours
from entaku.rehearsal.plans import Known, Plan, Sums
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.strategies.concede import BETA
from entaku.rehearsal.table import Side

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _faults(settings: Settings) -> Iterator[Fault]:
    """Numbers of issues, each once."""
    order = str(settings.get("order", ""))
    parts = [part.strip() for part in order.split(">")]
    numbers = [int(part) for part in parts if part.isdecimal()]
    if order and (len(numbers) < len(parts) or 0 in numbers or len(set(numbers)) < len(numbers)):
        yield Fault(("by_issue", "order"), repr(order), "numbers of issues from 1, each once, such as 2>1")


CARD = StrategyCard(
    title=Text("gives way issue by issue", "争点ごとに順に譲る"),
    does=Text(
        "starts from its best package and gives up one issue after another, step by step, in the order stated, as "
        "time goes on; it stops before a step that would leave it worse off than no deal",
        "最良の案から始め、時間とともに、定めた順に争点を一つずつ段階的に譲る。決裂より悪くなる一歩の手前で止まる",
    ),
    source="Issue-by-issue concession under a time-dependent tactic (Faratin, Sierra & Jennings 1998); the order of "
    "issues as an agenda: Fershtman, C. (1990). The importance of the agenda in bargaining. "
    "Games and Economic Behavior, 2, 224-238.",
    parameters={
        "order": Parameter(
            does=Text(
                "issues by their numbers in the case, from 1, the first to be given up first, joined by >; the "
                "others follow in the order of the case",
                "事例における争点の番号（1から）を、先に譲るものから順に>でつないだもの。"
                "残りは事例の順に続く",
            ),
            default="",
        ),
        "beta": BETA,
    },
    faults=_faults,
)


@dataclass
class ByIssue:
    """Goes down a path of packages, each one step of one issue below the last, as time^(1/beta) of it is over."""

    order: str = ""
    beta: float | Floats = 1.0
    _path: Ints = field(default_factory=lambda: np.empty((0, 0), np.int64), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the package that the path has reached."""
        if not len(self._path):
            self._path = _path(seat.own, seat.options, seat.floor, self.order)
        now = self._path[seat.own.rows, self._reached(seat.time, self._path.shape[1])]
        return np.where(seat.own.worth(now) >= seat.floor, now, seat.cheapest(seat.floor))

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what is worth as much as the package it would offer."""
        return seat.own.worth(offered) >= np.maximum(seat.own.worth(self.offer(seat)), seat.floor)

    def plan(self, known: Known) -> Plan:
        """Ask for the packages of the path."""
        path = _path(known.sums, known.options(), known.moments[0].floor, self.order)
        reached = np.array([self._reached(time, path.shape[1]) for time in known.times])
        alike = reached.ndim == 1  # in all plays
        return Plan(BY_NAME, path[:, reached] if alike else np.take_along_axis(path, reached.T, axis=1))

    def _reached(self, time: float, steps: int) -> Ints:
        """Which step of its path, in each play or in all, is reached?"""
        reached = np.floor(np.asarray(time ** (1.0 / self.beta)) * steps).astype(np.int64)
        return np.asarray(np.minimum(reached, steps - 1))


def _path(own: Side | Sums, options: Ints, floor: Ints, order: str) -> Ints:
    """Walk from the favourite (n, L) down, issue by issue; a step that cannot be or falls below no deal is left out."""
    issues = options.shape[1]
    named = [int(part) - 1 for part in order.split(">") if part]
    if named and max(named) >= issues:
        raise NotPossible(f"by_issue: order={order} names an issue beyond the {issues} of the case")
    agenda = [*named, *(issue for issue in range(issues) if issue not in named)]
    steps, here = Neighbours(options), own.favourite
    path, now = [here], own.worth(here)
    for issue in agenda:
        there = np.unique(options[:, issue])
        swaps = np.stack([steps.changed(here, ((issue, int(option)),)) for option in there])
        worth = np.stack([own.worth(swap) for swap in swaps])
        for place in np.argsort(-worth, axis=0, kind="stable"):
            step = swaps[place, own.rows]
            value = worth[place, own.rows]
            down = (value >= floor) & (value < now)
            here, now = np.where(down, step, here), np.where(down, value, now)
            path.append(here)
    return np.stack(path, axis=1)


MAKE = ByIssue
