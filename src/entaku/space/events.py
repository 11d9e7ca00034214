"""What may fall either way in a draw: soundness of sources, claims as worded, doubtful statements and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST, Range
from entaku.model.case import Case
from entaku.space.admissible import soundness, wording
from entaku.space.switches import Forced, happens, own_switch

STEPS = 1000
"""In how many steps a range of chances is gone through where statements of one line have different ones."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Event:
    """One independent throw: a source, a claim, a statement, or a line whose statements fall together.

    `members` are what is thrown at once, by kind and id, and `spans` their chances; `states` (S, K) are the
    ways in which they can fall, the first with most holding, and `chances` (S,) how likely each is. `touches`
    are the statements that depend on it.
    """

    kind: str
    id: str
    members: tuple[tuple[str, str], ...]
    spans: tuple[Range, ...]
    states: Bools
    chances: Floats
    touches: tuple[str, ...]

    def forced(self, state: int) -> Forced:
        """Give the event in one of its states, as `switches.thrown` takes it."""
        return dict(zip(self.members, map(bool, self.states[state]), strict=True))

    def fallen(self, seed: int, draws: Ints) -> Ints:
        """In which state is the event in each draw (N,), at the first attempt?"""
        name = (self.kind, self.id)
        thrown = np.stack([happens(span, seed, draws, name, 0) for span in self.spans], axis=1)
        same = (thrown[:, None, :] == self.states[None]).all(axis=2)
        return np.asarray(same.argmax(axis=1))


def events(case: Case) -> tuple[Event, ...]:
    """Which independent events do needed parties' statements depend on?"""
    about = [one for one in case.preferences if one.party in case.needed and one.verb != "not_stated"]
    grounds = {one.id: [case.claim(claim) for claim in one.because if claim != ANALYST] for one in about}
    found = []
    for source in case.sources:
        touched = [one.id for one in about if any(c.source == source.id for c in grounds[one.id])]
        found += _event("source", source.id, [(("source", source.id), soundness(case, source.id))], touched)
    for claim in case.claims:
        touched = [one.id for one in about if any(c.id == claim.id for c in grounds[one.id])]
        found += _event("claim", claim.id, [(("claim", claim.id), wording(case, claim.id))], touched)
    own: dict[tuple[str, str], list[tuple[tuple[str, str], Range]]] = {}
    for one in about:
        if one.holds is not None:
            own.setdefault(own_switch(one), []).append((("statement", one.id), one.holds))
    for (kind, ident), members in own.items():
        found += _event(kind, ident, members, [name for (_, name), _ in members])
    return tuple(found)


def _event(
    kind: str, ident: str, members: Sequence[tuple[tuple[str, str], Range]], touches: Sequence[str]
) -> list[Event]:
    """Make an event, unless nothing depends on it or it can fall one way only."""
    spans = [span for _, span in members]
    chances = dict(_states(spans))
    if not touches or len(chances) < 2:  # noqa: PLR2004  # one state: nothing to throw
        return []
    order = sorted(chances, key=lambda state: (-sum(state), state))
    return [
        Event(
            kind,
            ident,
            tuple(member for member, _ in members),
            tuple(spans),
            np.array(order, dtype=np.bool_),
            np.array([chances[state] for state in order]),
            tuple(touches),
        )
    ]


def _states(spans: Sequence[Range]) -> Iterator[tuple[tuple[bool, ...], float]]:
    """Go through the ways in which members fall that share one throw and one place in their ranges."""
    if len(spans) == 1:
        mean = (spans[0].low + spans[0].high) / 2.0
        yield from (((held,), part) for held, part in ((True, mean), (False, 1.0 - mean)) if part > 0.0)
        return
    found: dict[tuple[bool, ...], float] = {}
    for place in (np.arange(STEPS) + 0.5) / STEPS:
        levels = [1.0 if span.low >= 1.0 else span.low + (span.high - span.low) * place for span in spans]
        cuts = sorted({0.0, *levels, 1.0})
        for low, high in pairwise(cuts):
            state = tuple(level >= high for level in levels)
            found[state] = found.get(state, 0.0) + (high - low) / STEPS
    yield from found.items()
