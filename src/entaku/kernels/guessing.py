"""What do others seem to want, by what they asked for; and which package follows from it? For compiled code.

The model is that of `entaku.rehearsal.models.frequency`, in one play at a time: an issue weighs more the more often it
was kept unchanged, an option is worth more the more often it was asked for.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import lean
from entaku.kernels.ladders import Hooks

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Options = NDArray[np.int32]


class Counts(NamedTuple):
    """What P parties heard, each of all others as one voice; empty where nobody counts.

    Attributes
    ----------
    options : (X, I) int32
        Which option of each issue, numbered 0..O-1 over all issues, a package takes.
    starts : (I+1,) int64
        Issue i has the options ``starts[i]`` to ``starts[i + 1]``.
    kept : (P, I) float64
        How often an offer left an issue as it was in the offer before, and once more.
    wanted : (P, O) float64, most : (P, I) float64
        How often an option was asked for, and once more; and the same of the option of an issue asked for most.
    shares : (P, O) float64
        What an option is thought worth, of 1 for all issues; as `weigh` left it.
    weighed : (P,) bool
        Whether nothing was heard since.
    before : (P,) int64
        What was heard last; -1 for nothing.
    """

    options: Options
    starts: Indices
    kept: Floats
    wanted: Floats
    most: Floats
    shares: Floats
    weighed: Bools
    before: Indices


@register_jitable
def room_to_count(options: Options, starts: Indices, parties: int) -> Counts:
    """Give room for what so many parties hear."""
    issues, number = options.shape[1], starts[-1]
    return Counts(
        options,
        starts,
        np.empty((parties, issues), np.float64),
        np.empty((parties, number), np.float64),
        np.empty((parties, issues), np.float64),
        np.empty((parties, number), np.float64),
        np.empty(parties, np.bool_),
        np.empty(parties, np.int64),
    )


@lean
def forget(counts: Counts, p: int) -> None:
    """Begin anew: nothing was heard."""
    counts.kept[p, :] = 1.0
    counts.wanted[p, :] = 1.0
    counts.most[p, :] = 1.0
    counts.before[p], counts.weighed[p] = -1, False


@lean
def count(counts: Counts, p: int, package: int) -> None:
    """Count what an offer keeps, and what it asks for."""
    before = counts.before[p]
    for issue in range(counts.options.shape[1]):
        option = counts.options[package, issue]
        if before >= 0 and counts.options[before, issue] == option:
            counts.kept[p, issue] += 1.0
        counts.wanted[p, option] += 1.0
        counts.most[p, issue] = max(counts.most[p, issue], counts.wanted[p, option])
    counts.before[p], counts.weighed[p] = package, False


@lean
def weigh(counts: Counts, p: int) -> None:
    """Work out what each option is thought worth, unless it is known already."""
    if counts.weighed[p]:
        return
    starts, kept, wanted, shares, total = counts.starts, counts.kept, counts.wanted[p], counts.shares[p], 0.0
    for issue in range(kept.shape[1]):
        total += kept[p, issue]
    for issue in range(kept.shape[1]):
        weight, most = kept[p, issue] / total, counts.most[p, issue]
        for option in range(starts[issue], starts[issue + 1]):
            shares[option] = weight * (wanted[option] / most)
    counts.weighed[p] = True


@lean
def thought(counts: Counts, p: int, package: int) -> float:
    """What is a package thought worth to the others?"""
    total = 0.0
    for issue in range(counts.options.shape[1]):
        total += counts.shares[p, counts.options[package, issue]]
    return total


@lean
def thought_alone(counts: Counts, p: int, package: int) -> float:
    """What is one package thought worth, up to rounding? Without weighing the others: nothing is, more than 1."""
    total, found = 0.0, 0.0
    for issue in range(counts.options.shape[1]):
        kept, option = counts.kept[p, issue], counts.options[package, issue]
        total += kept
        found += kept * (counts.wanted[p, option] / counts.most[p, issue])
    return found / total


@lean
def best_for_others(
    values: Indices, hooks: Hooks, p: int, package: int, limit: int, counts: Counts
) -> tuple[int, int]:
    """Which package is thought worth most to the others, no worse than this one and worth no more than a limit?

    Of equal ones the cheapest, of these the lowest number, as the one that is given must be of its value. Tells also
    among how many it is.
    """
    found, value, among = package, values[p, package], 1
    cheap, most = value, -1.0  # what the package itself is thought worth is looked up where there is another
    last = min((limit - hooks.low[p]) >> hooks.shift[p], hooks.first.shape[1] - 1)
    for hook in range((value - hooks.low[p]) >> hooks.shift[p], last + 1):
        x = hooks.first[p, hook]
        while x >= 0:
            own = values[p, x]
            if value <= own <= limit and x != package:
                if most < 0.0:
                    weigh(counts, p)
                    most = thought(counts, p, package)
                other, among = thought(counts, p, x), among + 1
                if other > most or (other == most and own < cheap):  # on a hook, lower numbers come first
                    found, cheap, most = x, own, other
            x = hooks.after[p, x]
    return found, among
