"""The sweep of the block-coordinate chain, compiled.

Each move is uniform on the interval which all rows leave: slack + t * slope >= 0 bounds t by
-slack / slope, from above where the slope is negative and from below where it is positive.
Each kind of move is one function over all its moves: to hand a plan over costs more than a move.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from entaku.kernels.chains_plan import FLAT, Batch, Bools, Floats, Ints, Plan
from entaku.kernels.compiling import dividing, kernel
from entaku.kernels.counter_compiled import fold, unit_word

# An exchange of two values may leave a row that was met exactly short by rounding.
ROUNDING = 1e-12
# The numbers of shuffles and of moves along bands lie above those of all other moves.
SHUFFLE = np.uint64(1 << 40)
ALONG = np.uint64(1 << 41)
ACCEPT = np.uint64(1 << 42)
LINE = np.uint64(1 << 43)


class Chain(NamedTuple):
    """One chain: its rows of the batch, and what is computed from them.

    `d` has one entry. `part[i, r]` is what multiplies weight i in row r; `slack[r]` is the value of
    row r (of an inner row: relative to its weight), infinite where the row is off.
    """

    w: Floats
    u: Floats
    d: Floats
    fixed: Bools
    on: Bools
    part: Floats
    slack: Floats
    slope: Floats
    order: Ints


@kernel
def _refresh(plan: Plan, chain: Chain) -> None:
    part, slack, w, u = chain.part, chain.slack, chain.w, chain.u
    for i in range(len(w)):  # one by one: an assignment of arrays compiles four times as long
        for r in range(len(slack)):
            part[i, r] = plan.base[i, r]
    for v in range(len(u)):
        i = plan.homes[v]
        for e in range(plan.value_starts[v], plan.value_starts[v + 1]):
            part[i, plan.value_rows[e]] += plan.value_sizes[e] * u[v]
    for r in range(len(slack)):
        slack[r] = plan.deal[r] * chain.d[0] - plan.bound[r]
    for i in range(len(w)):
        for r in range(len(slack)):
            slack[r] += w[i] * part[i, r]
    for r in range(len(slack)):
        if not chain.on[r]:
            slack[r] = np.inf
        elif plan.inner[r] >= 0:
            slack[r] = part[plan.inner[r], r]


@dividing
def _tighten(slack: float, slope: float, low: float, high: float) -> tuple[float, float]:
    # Choices of values, not of paths: which rows bind cannot be foreseen, and a wrong guess costs more
    # than a division. Where the slope is 0 the reach is not a number, and not chosen.
    reach = max(slack, 0.0) / abs(slope)
    above = reach if slope < -FLAT else np.inf
    below = -reach if slope > FLAT else -np.inf
    return max(low, below), min(high, above)


@dividing
def _move_weights(plan: Plan, chain: Chain, key: np.uint64) -> None:
    pairs, starts, rows, numbers = plan.pairs, plan.pair_starts, plan.pair_rows, plan.pair_numbers
    w, part, slack, slope, order = chain.w, chain.part, chain.slack, chain.slope, chain.order
    for m in range(len(order)):
        order[m] = m
    for m in range(len(order) - 1, -1, -1):
        # the last place is drawn first, so a pair moves as soon as its turn is known
        chosen = min(int(unit_word(fold(key, SHUFFLE + np.uint64(m))) * (m + 1)), m)
        order[m], order[chosen] = order[chosen], order[m]
        p = order[m]
        i, j = pairs[p, 0], pairs[p, 1]
        low, high = -w[i], w[j]
        first, last = starts[p], starts[p + 1]
        for e in range(last - first):
            r = rows[first + e]
            slope[e] = part[i, r] - part[j, r]
            low, high = _tighten(slack[r], slope[e], low, high)
        t = low + (high - low) * unit_word(fold(key, numbers[p]))
        w[i] = max(w[i] + t, 0.0)
        w[j] = max(w[j] - t, 0.0)
        for e in range(last - first):
            slack[rows[first + e]] += t * slope[e]


@dividing
def _move_values(plan: Plan, chain: Chain, key: np.uint64) -> None:
    rows, sizes, inner = plan.value_rows, plan.value_sizes, plan.inner
    u, part, slack = chain.u, chain.part, chain.slack
    for v in range(len(u)):
        if chain.fixed[v]:
            continue
        i = plan.homes[v]
        weight = chain.w[i]
        low, high = -u[v], 1.0 - u[v]
        first, last = plan.value_starts[v], plan.value_starts[v + 1]
        for e in range(first, last):
            scale = weight if inner[rows[e]] < 0 else 1.0
            low, high = _tighten(slack[rows[e]], sizes[e] * scale, low, high)
        t = low + (high - low) * unit_word(fold(key, plan.value_numbers[v]))
        u[v] = min(max(u[v] + t, 0.0), 1.0)
        for e in range(first, last):
            r = rows[e]
            part[i, r] += t * sizes[e]
            slack[r] += t * sizes[e] * (weight if inner[r] < 0 else 1.0)


@dividing
def _move_deal(plan: Plan, chain: Chain, key: np.uint64) -> None:
    deal, slack, d = plan.deal, chain.slack, chain.d
    low, high = plan.low - d[0], plan.high - d[0]
    for r in range(len(slack)):
        low, high = _tighten(slack[r], deal[r], low, high)
    t = low + (high - low) * unit_word(fold(key, plan.deal_number))
    d[0] = min(max(d[0] + t, plan.low), plan.high)
    for r in range(len(slack)):
        slack[r] += t * deal[r]


@dividing
def _confine(slack: float, slope: float, low: float, high: float) -> tuple[float, float]:
    # As _tighten, but the row may be missed where the line begins.
    if -ROUNDING < slack < 0.0:
        slack = 0.0
    if slope > FLAT:
        return max(low, -slack / slope), high
    if slope < -FLAT:
        return low, min(high, slack / -slope)
    return (low, high) if slack >= 0.0 else (np.inf, -np.inf)


@dividing
def _line(plan: Plan, chain: Chain, line: int) -> tuple[float, float]:
    # Writes the slope of each row along one ordinary move and gives its box.
    slope, inner, w = chain.slope, plan.inner, chain.w
    pairs, values = len(plan.pairs), len(chain.u)
    if line < pairs:
        i, j = plan.pairs[line, 0], plan.pairs[line, 1]
        for r in range(len(slope)):
            slope[r] = chain.part[i, r] - chain.part[j, r] if inner[r] < 0 else 0.0
        return -w[i], w[j]
    if line < pairs + values:
        v = line - pairs
        for r in range(len(slope)):
            slope[r] = plan.sizes[v, r] * (w[plan.homes[v]] if inner[r] < 0 else 1.0)
        return (0.0, 0.0) if chain.fixed[v] else (-chain.u[v], 1.0 - chain.u[v])
    for r in range(len(slope)):
        slope[r] = plan.deal[r]
    return plan.low - chain.d[0], plan.high - chain.d[0]


@kernel
def _step(plan: Plan, chain: Chain, line: int, t: float) -> None:
    # One step along the line whose slopes were written last.
    pairs, values = len(plan.pairs), len(chain.u)
    if line < pairs:
        i, j = plan.pairs[line, 0], plan.pairs[line, 1]
        chain.w[i], chain.w[j] = max(chain.w[i] + t, 0.0), max(chain.w[j] - t, 0.0)
    elif line < pairs + values:
        v = line - pairs
        chain.u[v] = min(max(chain.u[v] + t, 0.0), 1.0)
        for r in range(len(chain.slack)):
            chain.part[plan.homes[v], r] += t * plan.sizes[v, r]
    else:
        chain.d[0] = min(max(chain.d[0] + t, plan.low), plan.high)
    for r in range(len(chain.slack)):
        chain.slack[r] += t * chain.slope[r]


@kernel
def _exchange(plan: Plan, chain: Chain, a: int, b: int) -> None:
    u, fixed, i = chain.u, chain.fixed, plan.homes[a]
    for r in range(len(chain.slack)):
        change = (u[b] - u[a]) * (plan.sizes[a, r] - plan.sizes[b, r])
        chain.part[i, r] += change
        chain.slack[r] += change * (chain.w[i] if plan.inner[r] < 0 else 1.0)
    u[a], u[b] = u[b], u[a]
    fixed[a], fixed[b] = fixed[b], fixed[a]


@kernel
def _rooms(plan: Plan, chain: Chain, q: int, line: int) -> tuple[float, float, float, float]:
    # What the rows leave of a line before and after exchange q.
    u, inner = chain.u, plan.inner
    a, b = plan.swaps[q, 0], plan.swaps[q, 1]
    i, pairs = plan.homes[a], len(plan.pairs)
    low, high = _line(plan, chain, line)
    if line in (pairs + a, pairs + b):
        low, high = 0.0, 0.0
    to_low, to_high = low, high
    sign = 0.0  # how the line moves the weight of this issue
    if line < pairs and plan.pairs[line, 0] == i:
        sign = 1.0
    elif line < pairs and plan.pairs[line, 1] == i:
        sign = -1.0
    for r in range(len(inner)):
        slack, slope = chain.slack[r], chain.slope[r]
        low, high = _confine(slack, slope, low, high)
        change = (u[b] - u[a]) * (plan.sizes[a, r] - plan.sizes[b, r])
        if inner[r] < 0:
            slack, slope = slack + change * chain.w[i], slope + change * sign
        else:
            slack += change
        to_low, to_high = _confine(slack, slope, to_low, to_high)
    return low, high, to_low, to_high


@kernel
def _swap_values(plan: Plan, chain: Chain, key: np.uint64) -> None:
    # The exchange alone may miss a row that another move could mend. So one ordinary move is drawn,
    # and the next point uniformly from what the rows leave of its line before and after the exchange.
    lines = len(plan.pairs) + len(chain.u) + 1
    for q in range(len(plan.swaps)):
        line = min(int(unit_word(fold(key, LINE + plan.swap_numbers[q])) * lines), lines - 1)
        low, high, to_low, to_high = _rooms(plan, chain, q, line)
        here, there = max(high - low, 0.0), max(to_high - to_low, 0.0)
        share = unit_word(fold(key, plan.swap_numbers[q]))
        t = share * (here + there) - here
        swap = t > 0.0
        if here + there == 0.0:  # a line without length: the exchange alone, for even chances
            swap = to_low <= to_high and share < 0.5  # noqa: PLR2004
        _step(plan, chain, line, min(to_low + t, to_high) if swap else high + t)
        if swap:
            _exchange(plan, chain, plan.swaps[q, 0], plan.swaps[q, 1])


@dividing
def _room_along(plan: Plan, chain: Chain, q: int) -> tuple[float, float]:
    w, u, slack, inner = chain.w, chain.u, chain.slack, plan.inner
    step, slope = plan.along[q], plan.along_slopes[q]
    low, high = _tighten(chain.d[0] - plan.low, step[-1], -np.inf, np.inf)
    low, high = _tighten(plan.high - chain.d[0], -step[-1], low, high)
    for i in range(len(w)):
        low, high = _tighten(w[i], step[i], low, high)
    for v in range(len(u)):
        i, z = plan.homes[v], w[plan.homes[v]] * u[v]
        low, high = _tighten(z, step[len(w) + v], low, high)
        low, high = _tighten(w[i] - z, step[i] - step[len(w) + v], low, high)
    for r in range(len(slack)):
        if chain.on[r]:
            met = slack[r] if inner[r] < 0 else slack[r] * w[inner[r]]
            low, high = _tighten(met, slope[r], low, high)
    return low, high


@dividing
def _step_along(plan: Plan, chain: Chain, q: int, t: float) -> None:
    w, u, part, slack, step = chain.w, chain.u, chain.part, chain.slack, plan.along[q]
    for r in range(len(slack)):
        if plan.inner[r] < 0:
            slack[r] += t * plan.along_slopes[q, r]
    for v in range(len(u)):
        i = plan.homes[v]
        if step[i] != 0.0 or step[len(w) + v] != 0.0:
            z = w[i] * u[v] + t * step[len(w) + v]
            after = min(max(z / (w[i] + t * step[i]), 0.0), 1.0)
            for e in range(plan.value_starts[v], plan.value_starts[v + 1]):
                r, change = plan.value_rows[e], plan.value_sizes[e] * (after - u[v])
                part[i, r] += change
                slack[r] += change if plan.inner[r] >= 0 else 0.0
            u[v] = after
    for i in range(len(w)):
        w[i] = max(w[i] + t * step[i], 0.0)
    chain.d[0] = min(max(chain.d[0] + t * step[-1], plan.low), plan.high)


@dividing
def _move_along(plan: Plan, chain: Chain, key: np.uint64) -> None:
    w, u, along = chain.w, chain.u, plan.along
    for q in range(len(along)):
        low, high = _room_along(plan, chain, q)
        t = low + (high - low) * unit_word(fold(key, ALONG + np.uint64(q)))
        # The product measure has density 1 / w_i in z for each free value of issue i.
        density = 1.0
        for v in range(len(u)):
            i = plan.homes[v]
            if along[q, i] != 0.0:
                density *= w[i] / max(w[i] + t * along[q, i], 0.0)
        if not (low < high and unit_word(fold(key, ACCEPT + np.uint64(q))) < density < np.inf):
            continue
        _step_along(plan, chain, q, t)


@kernel
def advance(plan: Plan, batch: Batch, draws: tuple[int, int], sweeps: tuple[int, int]) -> None:
    """Make the sweeps sweeps[0] .. sweeps[1] - 1 of the chains draws[0] .. draws[1] - 1, in place.

    The number of a sweep is part of its key: 10 sweeps and then 10 more are the same 20 sweeps.
    """
    issues, rows = plan.base.shape
    for n in range(draws[0], draws[1]):
        chain = Chain(
            batch.w[n],
            batch.u[n],
            batch.d[n : n + 1],
            batch.fixed[n],
            batch.on[min(n, len(batch.on) - 1)],
            np.empty((issues, rows)),
            np.empty(rows),
            np.empty(rows),
            np.empty(len(plan.pairs), dtype=np.int64),
        )
        for number in range(sweeps[0], sweeps[1]):
            key = fold(batch.keys[n], np.uint64(number))
            _refresh(plan, chain)
            _move_weights(plan, chain, key)
            _move_values(plan, chain, key)
            if plan.low < plan.high:
                _move_deal(plan, chain, key)
            _move_along(plan, chain, key)
            _swap_values(plan, chain, key)
