"""A single negotiating text straight from the definition: one proposal at a time. Slow, and meant to be.

What the definition leaves open is settled here thus: a proposal that is better for nobody is not taken, under either
rule; a vetoed package is worse than any other and the same as another vetoed one; the mediator who stops when
the text is acceptable asks after each round, at the floors of that round; the final yes or no is at the floors of the
last round held (of round 1 if there was none).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Worths: TypeAlias = Sequence[int | None]  # of one party: package -> own value, None where it has a veto
Winning: TypeAlias = Callable[[int, frozenset[int]], bool]


@dataclass(frozen=True)
class TextOutcome:
    """The texts from the first to the last (one more than rounds held), who objected to what, and the end."""

    path: list[int]
    objectors: list[frozenset[int]]  # of each round held: who said worse of its proposal
    text: int  # the last
    accepted_by: frozenset[int]  # who says yes to it
    agreed: bool  # all do, or with "winning" a winning set


def compare(worths: Worths, proposed: int, text: int) -> str:
    """Say truthfully whether the proposed package is better than the text to this party, the same or worse."""
    new, old = worths[proposed], worths[text]
    if new == old:
        return "same"
    if new is None:
        return "worse"
    return "better" if old is None or new > old else "worse"


def negotiate_text(  # noqa: PLR0913 - the options of the procedure, each by name
    values: Sequence[Worths],
    floors: Sequence[Sequence[int]],
    start: int,
    proposals: Sequence[int],
    *,
    rule: str = "veto",
    winning: Winning | None = None,
    stop_when_acceptable: bool = False,
) -> TextOutcome:
    """Change the text, proposal by proposal, where the answers allow it; then ask for a yes or no.

    values[p][x] is None where p has a veto; floors[p][r - 1] is what no deal is worth to p at round r. The rule is
    "veto" (nobody says worse) or "winning" (those who do not say worse are winning for the proposal).
    """
    parties = range(len(values))
    path, objectors = [start], []

    def said_yes(r: int) -> frozenset[int]:
        worth = [values[party][path[-1]] for party in parties]
        return frozenset(p for p in parties if (own := worth[p]) is not None and own >= floors[p][r - 1])

    def enough(package: int, parties_for: frozenset[int]) -> bool:
        if rule == "veto":
            return parties_for == frozenset(parties)
        assert winning is not None
        return winning(package, parties_for)

    for r, proposed in enumerate(proposals, start=1):
        says = [compare(values[party], proposed, path[-1]) for party in parties]
        objectors.append(frozenset(party for party in parties if says[party] == "worse"))
        content = frozenset(parties) - objectors[-1]
        changes = "better" in says
        path.append(proposed if changes and enough(proposed, content) else path[-1])
        if stop_when_acceptable and enough(path[-1], said_yes(r)):
            break
    accepted_by = said_yes(max(len(objectors), 1))
    return TextOutcome(path, objectors, path[-1], accepted_by, enough(path[-1], accepted_by))
