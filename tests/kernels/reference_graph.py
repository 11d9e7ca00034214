"""The graph model straight from its definitions: sets, legal sequences, quantifiers. Slow, and meant to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

Way: TypeAlias = tuple[frozenset[int], ...]  # of one mover: state -> states reachable in one move
Path: TypeAlias = tuple[tuple[int, int], ...]  # (mover, state arrived at), in order
Relation: TypeAlias = Callable[[int, int, int], bool]  # (DM, state, other state)


@dataclass(frozen=True)
class Conflict:
    """Moves and ranks (0 best) of each DM."""

    ways: tuple[Way, ...]
    ranks: tuple[tuple[int, ...], ...]

    @property
    def dms(self) -> range:
        return range(len(self.ways))

    @property
    def states(self) -> range:
        return range(len(self.ranks[0]))

    def prefers(self, dm: int, there: int, here: int) -> bool:
        return self.ranks[dm][there] < self.ranks[dm][here]

    def gains(self, dm: int) -> Way:
        return tuple(frozenset(q for q in self.ways[dm][s] if self.prefers(dm, q, s)) for s in self.states)

    def others(self, dm: int) -> list[int]:
        return [j for j in self.dms if j != dm]


def joint(ways: Sequence[Way], start: int) -> frozenset[int]:
    """Follow all legal sequences at once, length by length, up to the length that can still add a state."""
    ends = {(q, j) for j, way in enumerate(ways) for q in way[start]}
    known = set(ends)
    states = len(ways[0]) if ways else 0
    for _ in range(2 * states):
        ends = {(r, k) for q, j in ends for k, way in enumerate(ways) if k != j for r in way[q]}
        known |= ends
    return frozenset(q for q, _ in known)


def sequences(ways: Sequence[Way], start: int, longest: int) -> Iterator[Path]:
    """List the legal sequences themselves."""

    def further(path: Path) -> Iterator[Path]:
        here, last = (path[-1][1], path[-1][0]) if path else (start, -1)
        for j, way in enumerate(ways):
            if j != last:
                for q in sorted(way[here]):
                    yield (*path, (j, q))
                    if len(path) + 1 < longest:
                        yield from further((*path, (j, q)))

    yield from further(())


def joint_all(ways: Sequence[Way], states: Sequence[int]) -> Way:
    return tuple(joint(ways, s) for s in states)


CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SSEQ")


def stable(conflict: Conflict, dm: int) -> dict[str, frozenset[int]]:
    """List the states stable for one DM under each concept."""
    ways, gains = conflict.ways[dm], conflict.gains(dm)
    any_answer = joint_all([conflict.ways[j] for j in conflict.others(dm)], conflict.states)
    credible = joint_all([conflict.gains(j) for j in conflict.others(dm)], conflict.states)

    def bad(s: int, q: int) -> bool:
        return not conflict.prefers(dm, q, s)

    def for_good(s: int, q: int) -> bool:
        return bad(s, q) and all(bad(s, after) for after in ways[q])

    def met(s: int, answer: Way, hurts: Callable[[int, int], bool]) -> bool:
        return all(any(hurts(s, q) for q in answer[first]) for first in gains[s])

    verdicts = {
        "R": [not gains[s] for s in conflict.states],
        "GMR": [met(s, any_answer, bad) for s in conflict.states],
        "SMR": [met(s, any_answer, for_good) for s in conflict.states],
        "SEQ": [met(s, credible, bad) for s in conflict.states],
        "SSEQ": [met(s, credible, for_good) for s in conflict.states],
    }
    return {concept: frozenset(s for s in conflict.states if row[s]) for concept, row in verdicts.items()}


def coalitions(people: Sequence[int]) -> list[tuple[int, ...]]:
    return [group for size in range(1, len(people) + 1) for group in combinations(people, size)]


def joint_gains(conflict: Conflict, group: Sequence[int]) -> Way:
    """List what a coalition reaches together and every member prefers."""
    reach = joint_all([conflict.ways[i] for i in group], conflict.states)
    return tuple(
        frozenset(q for q in reach[s] if all(conflict.prefers(i, q, s) for i in group))
        for s in conflict.states
    )


def coalition_stable(conflict: Conflict, group: Sequence[int]) -> dict[str, frozenset[int]]:
    rest = [j for j in conflict.dms if j not in group]
    gains = joint_gains(conflict, group)
    own = joint_all([conflict.ways[i] for i in group], conflict.states)
    answer = joint_all([conflict.ways[j] for j in rest], conflict.states)
    blocs = joint_all([joint_gains(conflict, part) for part in coalitions(rest)], conflict.states)

    def hurt(s: int, q: int) -> bool:
        return any(not conflict.prefers(i, q, s) for i in group)

    def for_good(s: int, q: int) -> bool:
        return hurt(s, q) and all(hurt(s, after) for after in own[q])

    verdicts = {
        "CR": [not gains[s] for s in conflict.states],
        "CGMR": [all(any(hurt(s, y) for y in answer[x]) for x in gains[s]) for s in conflict.states],
        "CSMR": [all(any(for_good(s, y) for y in answer[x]) for x in gains[s]) for s in conflict.states],
        "CSEQ": [all(any(hurt(s, y) for y in blocs[x]) for x in gains[s]) for s in conflict.states],
    }
    return {concept: frozenset(s for s in conflict.states if row[s]) for concept, row in verdicts.items()}


def stable_in_doubt(
    ways: Sequence[Way], better: Relation, unknown: Relation, extension: str
) -> list[dict[str, frozenset[int]]]:
    """List for each DM the states stable when relations to s may be unknown, under extension a, b, c or d."""
    states = range(len(ways[0]))
    perhaps = [
        tuple(frozenset(q for q in way[s] if better(i, s, q) or unknown(i, s, q)) for s in states)
        for i, way in enumerate(ways)
    ]
    surely = [
        tuple(frozenset(q for q in way[s] if better(i, s, q)) for s in states) for i, way in enumerate(ways)
    ]
    found = []
    for i, way in enumerate(ways):
        tempting = (perhaps if extension in "ac" else surely)[i]
        rest = [j for j in range(len(ways)) if j != i]
        answer = joint_all([ways[j] for j in rest], states)
        credible = joint_all([perhaps[j] for j in rest], states)

        def deters(s: int, q: int, i: int = i) -> bool:
            return not better(i, s, q) and (extension in "cd" or not unknown(i, s, q))

        found.append(
            {
                "R": frozenset(s for s in states if not tempting[s]),
                "GMR": frozenset(
                    s for s in states if all(any(deters(s, y) for y in answer[x]) for x in tempting[s])
                ),
                "SMR": frozenset(
                    s
                    for s in states
                    if all(
                        any(deters(s, y) and all(deters(s, z) for z in way[y]) for y in answer[x])
                        for x in tempting[s]
                    )
                ),
                "SEQ": frozenset(
                    s for s in states if all(any(deters(s, y) for y in credible[x]) for x in tempting[s])
                ),
            }
        )
    return found


def firmness(conflict: Conflict, dm: int, much_worse: Relation) -> dict[str, list[str]]:
    """Say of each state whether it is unstable, weakly or strongly stable for one DM."""
    general, gains, ways = stable(conflict, dm), conflict.gains(dm), conflict.ways[dm]
    any_answer = joint_all([conflict.ways[j] for j in conflict.others(dm)], conflict.states)
    credible = joint_all([conflict.gains(j) for j in conflict.others(dm)], conflict.states)

    def far(s: int, q: int) -> bool:
        return much_worse(dm, s, q)

    def far_for_good(s: int, q: int) -> bool:
        return far(s, q) and all(far(s, z) for z in ways[q])

    nobody = tuple(frozenset[int]() for _ in conflict.states)
    rules = {
        "R": (nobody, far),
        "GMR": (any_answer, far),
        "SMR": (any_answer, far_for_good),
        "SEQ": (credible, far),
    }
    return {
        concept: [
            "unstable"
            if s not in general[concept]
            else "strong"
            if all(any(hurts(s, y) for y in answer[x]) for x in gains[s])
            else "weak"
            for s in conflict.states
        ]
        for concept, (answer, hurts) in rules.items()
    }


class UnresolvedTieError(Exception):
    """Two different ends are equally good, and better than staying."""


def expected_end(conflict: Conflict, left: int, dm: int, state: int) -> int:
    """Follow the backward induction as it is written: G_h(i, s)."""
    if left == 0:
        return state
    ends = {expected_end(conflict, left - 1, 1 - dm, first) for first in conflict.ways[dm][state]}
    rank = conflict.ranks[dm]
    best = [end for end in ends if all(rank[end] <= rank[other] for other in ends)]
    if not best or rank[best[0]] >= rank[state]:
        return state
    if len(best) > 1:
        raise UnresolvedTieError
    return best[0]


def overlaid(
    conflict: Conflict,
    vectors: Sequence[int],
    owned: Sequence[int],
    dm: int,
    movers: Callable[[int], set[int]],
) -> frozenset[int]:
    """List the states where every improvement of a DM meets a simultaneous answer of some of `movers(state)`."""
    place = {vector: s for s, vector in enumerate(vectors)}
    found = set()
    for s in conflict.states:
        rest = sorted(movers(s) - {dm})
        ends = [[s, *conflict.gains(j)[s]] for j in rest]

        def answered(first: int, s: int = s, rest: list[int] = rest, ends: list[list[int]] = ends) -> bool:
            for choice in product(*ends):
                vector = vectors[first]
                for j, end in zip(rest, choice, strict=True):
                    changed = (vectors[s] ^ vectors[end]) & owned[j]
                    vector = vector & ~changed | vectors[end] & changed
                moved = any(end != s for end in choice)
                if moved and vector in place and not conflict.prefers(dm, place[vector], s):
                    return True
            return False

        if all(answered(first) for first in conflict.gains(dm)[s]):
            found.add(s)
    return frozenset(found)
