"""The expected-utility model written out pair by pair, slowly, from the formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entaku.kernels.challenge import Switches


@dataclass
class Table:
    """One issue at one moment."""

    x: list[float]
    c: list[float]
    s: list[float]
    span: float

    @property
    def everybody(self) -> range:
        return range(len(self.x))

    def weight(self, k: int) -> float:
        return self.c[k] * self.s[k]

    def away(self, i: int, j: int) -> float:
        return abs(self.x[i] - self.x[j]) / self.span

    def mean(self) -> float:
        total = sum(self.weight(k) for k in self.everybody)
        return sum(self.weight(k) * self.x[k] for k in self.everybody) / total

    def median(self) -> float:
        total = sum(self.weight(k) for k in self.everybody)
        for k in sorted(self.everybody, key=lambda k: self.x[k]):
            below = sum(self.weight(m) for m in self.everybody if self.x[m] <= self.x[k])
            if self.weight(k) > 0 and below >= 0.5 * total - 1e-12 * total:
                return self.x[k]
        raise AssertionError


def u(loss: float, r: float) -> float:
    return 2.0 - 4.0 * float(max(loss, 0.0) ** r)


def votes(t: Table, i: int, j: int, r: list[float]) -> list[float]:
    return [t.weight(k) * (t.away(k, j) ** r[k] - t.away(k, i) ** r[k]) for k in t.everybody]


def chance(t: Table, i: int, j: int, r: list[float], sw: Switches) -> float:
    voting = r if sw.vote_risk == "own" else [1.0] * len(t.x)
    cast = votes(t, i, j, voting)
    won = sum(v for v in cast if v > 0)
    total = sum(abs(v) for v in cast)
    if sw.prob == "pair_net":
        won = max(0.0, sum(cast))
    if sw.prob == "all_pairs":
        total = sum(abs(v) for a in t.everybody for b in t.everybody for v in votes(t, a, b, voting))
    return won / total if total > 0 and t.x[i] != t.x[j] else 0.0


def expected(t: Table, who: tuple[int, int], r: float, s: float, p: float, sw: Switches) -> float:
    """Give what the challenge of who[0] to who[1] brings, by exponent r, the target's salience being s."""
    i, j = who
    d = t.away(i, j)
    mu = t.median() if sw.median == "condorcet" else t.mean()
    g = abs(t.x[i] - mu) / t.span + d
    success, failure, stays = u(0.5 - 0.5 * d, r), u(0.5 + 0.5 * d, r), u(0.5, r)
    better, worse = u(0.5 - 0.25 * g, r), u(0.5 + 0.25 * g, r)
    value = s * (p * success + (1 - p) * failure) + (1 - s) * success
    return value - sw.q * stays - (1 - sw.q) * (sw.t * better + (1 - sw.t) * worse)


def back(t: Table, i: int, j: int, r: list[float], sw: Switches) -> float:
    s = t.s[i] if sw.salience_ji == "target" else t.s[j]
    exponent = r[i] if sw.perspective == "viewer" else r[j]
    return expected(t, (j, i), exponent, s, chance(t, j, i, r, sw), sw)


def forth(t: Table, i: int, j: int, r: list[float], sw: Switches) -> float:
    return expected(t, (i, j), r[i], t.s[j], chance(t, i, j, r, sw), sw)


def security(t: Table, i: int, sw: Switches) -> float:
    even = [1.0] * len(t.x)
    return sum(back(t, i, j, even, sw) for j in t.everybody if j != i)


def risk(t: Table, sw: Switches) -> list[float]:
    secure = [security(t, i, sw) for i in t.everybody]
    exponents = []
    for i in t.everybody:
        reach = secure
        if sw.extremes == "positions":
            moved = [[y if k == i else t.x[k] for k in t.everybody] for y in t.x]
            reach = [security(Table(x, t.c, t.s, t.span), i, sw) for x in moved]
        most, least = max(reach), min(reach)
        dares = (2 * secure[i] - most - least) / (most - least) if most - least > 1e-12 else 0.0
        exponents.append((1 - dares / 3) / (1 + dares / 3))
    return exponents


def offer(t: Table, i: int, j: int, r: list[float], sw: Switches) -> tuple[tuple[float, ...], float] | None:
    """Give the sorting key and the place of what j's challenge makes i do, if anything."""
    if t.x[i] == t.x[j]:
        return None
    a, b = round(forth(t, i, j, r, sw), 12), round(back(t, i, j, r, sw), 12)
    if a > 0 and b > a:
        kind, part = 0, 1.0
        if sw.losers == "weighted":
            part = sum(
                v for v in votes(t, j, i, r if sw.vote_risk == "own" else [1.0] * len(r)) if v > 0
            ) / sum(map(abs, votes(t, j, i, r if sw.vote_risk == "own" else [1.0] * len(r))))
    elif a < 0 and b > -a:
        kind, part = 1, abs(forth(t, i, j, r, sw)) / back(t, i, j, r, sw)
    elif a < 0 and 0 < b < -a and sw.capitulate == "on":
        kind, part = 2, 1.0
    else:
        return None
    place = t.x[i] + part * (t.x[j] - t.x[i])
    change = abs(place - t.x[i]) / t.span
    lowest = (-a * t.x[i] + b * t.x[j]) / (-a + b) / t.span if kind == 1 else change
    first = {
        "least_change": (0.0, change),
        "max_eu": (0.0, -b),
        "ordered": (kind, change),
        "lowest_weighted": (kind, lowest),
    }[sw.choose]
    key = (*first, -b, kind, abs(t.x[j] - t.mean()) / t.span, t.x[j] / t.span)
    return tuple(round(part, 12) for part in key), place


def step(t: Table, sw: Switches) -> list[float]:
    r = risk(t, sw)
    moved = []
    for i in t.everybody:
        offers = [found for j in t.everybody if j != i and (found := offer(t, i, j, r, sw))]
        moved.append(min(offers)[1] if offers else t.x[i])
    return moved


def play(t: Table, sw: Switches, rounds: int) -> list[list[float]]:
    path = [t.x]
    for _ in range(rounds):
        span = max(path[-1]) - min(path[-1]) if sw.range == "current" else t.span
        path.append(step(Table(path[-1], t.c, t.s, span), sw) if span > 0 else path[-1])
        if path[-1] == path[-2]:
            break
    return path
