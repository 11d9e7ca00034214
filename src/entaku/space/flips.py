"""What it takes to turn the answer whether there is a deal: the smallest set of claims whose loss does.

The answer is yes where at least 90 % of the draws have room, no where at most 10 % have, else open. It turns if
that word changes, or if the share crosses a half; a change within two standard errors of the paired difference
counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.walk import walk
from entaku.space.ablation import drafts_named

MOSTLY = 0.9
"""From this share of the draws on the answer is yes."""
HARDLY = 0.1
"""Down from this share of the draws the answer is no."""
NO_ANSWER = -1.0
"""What stands for the share where nothing is stated any more."""
_HALF = 0.5
_LARGEST = 8

Bools = NDArray[np.bool_]
Word = Literal["yes", "no", "open"]
Claims = frozenset[str]


def deal_answer(share: float) -> Word:
    """Is there a deal to make, in a word, where this share of the draws has room?

    Examples
    --------
    >>> deal_answer(0.93), deal_answer(0.53), deal_answer(0.1)
    ('yes', 'open', 'no')
    """
    return "yes" if share >= MOSTLY else "no" if share <= HARDLY else "open"


@dataclass(frozen=True, slots=True)
class Flip:
    """Claims whose loss turns the answer, and the share of draws with room without them."""

    claims: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the smallest flips found, all of one size; none where nothing turns the answer.

    `complete` is the size up to which every set of the `candidates` was tried; a larger flip is an upper bound.
    """

    share: float
    candidates: tuple[str, ...]
    flips: tuple[Flip, ...]
    complete: int
    tried: int
    draws: int


def candidates(case: Case, *, readings: bool) -> tuple[str, ...]:
    """Which claims can take anything with them on which the room for a deal rests?

    Without `readings`, what rests on the analyst too cannot fall.
    """
    about = [one for one in case.preferences if one.party in case.needed]
    drafts = {name for one in about for name in drafts_named(one)}
    things: list[object] = [*about, *case.impossible]
    things += [draft for draft in case.drafts if draft.id in drafts]
    things += [case.agreement] if case.agreement is not None else []
    met = (each for thing in things for each in walk(thing) if each.name == "because")
    named = [
        each.value
        for each in met
        if isinstance(each.value, str) and (readings or ANALYST not in each.owner.because)
    ]
    return tuple(name for name in dict.fromkeys(named) if name != ANALYST)


def turns(before: Bools, after: Bools) -> bool:
    """Does the answer turn between these draws with room (N,) and those, one by one the same draws?

    It does where no answer is left: then `after` is empty. One draw stands for all, as in exact cases.
    """
    if not len(after):
        return True
    old, new = float(before.mean()), float(after.mean())
    if deal_answer(old) == deal_answer(new) and (old > _HALF) == (new > _HALF):
        return False
    moved = after.astype(np.float64) - before.astype(np.float64)
    return abs(float(moved.mean())) > 2.0 * float(moved.std()) / sqrt(len(moved))


def smallest(room: Callable[[Claims], Bools], among: Sequence[str], most: int) -> Search:
    """What is the smallest set of these claims whose loss turns the answer?

    All single claims are tried, all pairs where there are at most `most`, then claims are added one by one, the
    most moving first, and last all are left out and put back one by one as long as the answer stays turned. With
    `most` 0 only single claims are tried.

    Parameters
    ----------
    room
        In which draws there is room (N,) without some claims; empty where no answer is left.
    among
        The claims to be left out.
    most
        How many pairs are tried at most.
    """
    tried: dict[Claims, Bools] = {}

    def there(some: Claims) -> Bools:
        if some not in tried:
            tried[some] = room(some)
        return tried[some]

    before = there(frozenset())

    def flips(some: Claims) -> bool:
        return turns(before, there(some))

    found: list[Claims] = []
    complete = 0
    for size in (1, 2):
        if found or (size > 1 and comb(len(among), size) > most) or len(among) < size:
            break
        found = [frozenset(some) for some in combinations(among, size) if flips(frozenset(some))]
        complete = size
    if not found and most and len(among) > complete:
        bound = _grown(there, flips, among) or _shrunk(flips, among)
        found = [bound] if bound else []
    listed = sorted(found, key=lambda some: -abs(_share(there(some)) - _share(before)))
    return Search(
        _share(before),
        tuple(among),
        tuple(Flip(tuple(name for name in among if name in some), _share(there(some))) for some in listed),
        complete,
        len(tried) - 1,
        len(before),
    )


def _share(there: Bools) -> float:
    """Give the share of draws with room; a number below all where no answer is left."""
    return float(there.mean()) if len(there) else NO_ANSWER


def _grown(there: Callable[[Claims], Bools], flips: Callable[[Claims], bool], among: Sequence[str]) -> Claims:
    """Add the claim that moves the share most, in one direction throughout; the smaller of both directions."""
    found = []
    for way in (1.0, -1.0):
        some: Claims = frozenset()
        while len(some) < min(len(among), _LARGEST) and not flips(some):
            rest = [name for name in among if name not in some]
            some |= {max(rest, key=lambda name: way * _share(there(some | {name})))}
        if flips(some):
            found.append(_pruned(flips, some, among))
    return min(found, key=len, default=frozenset())


def _shrunk(flips: Callable[[Claims], bool], among: Sequence[str]) -> Claims:
    """Leave all out, and put back what is not needed for the answer to be turned."""
    every = frozenset(among)
    return _pruned(flips, every, among) if flips(every) else frozenset()


def _pruned(flips: Callable[[Claims], bool], some: Claims, among: Sequence[str]) -> Claims:
    for name in among:
        if name in some and flips(some - {name}):
            some -= {name}
    return some
