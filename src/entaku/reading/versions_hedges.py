"""Where two versions of a sentence do not commit alike: hedges lost, added, weakened or strengthened.

Two axes are compared for themselves: on whose word (attribution), and how firmly (modality).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from entaku.model.document import Suggestion
from entaku.model.source import UNNAMED, Modality

Change = Literal["lost", "added", "weakened", "strengthened", "changed"]

_RANK: Final[dict[Modality, int]] = {"likely": 3, "unlikely": 3, "inferred": 2, "possible": 1}
_EXPECTED: Final = re.compile("expect|見通し|見込", re.IGNORECASE)
_ONCE: Final = ("conditional", "planned", "demanded", "reported")
"""Kinds that are only there or not: languages repeat their signs differently."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A distance that a version keeps: its kind, where its part stands, by which cues, and on whose word.

    `expected` marks an expectation, which one language states as a plan and the other as likely.
    """

    modality: Modality
    start: int
    end: int
    cues: tuple[tuple[int, int], ...]
    holder: str = ""
    expected: bool = False

    @property
    def kind(self) -> str:
        """Name the kind of distance, for comparing."""
        if self.holder:
            return "unnamed" if self.holder == UNNAMED else "named"
        return "expected" if self.expected and self.modality in {"likely", "planned"} else self.modality


@dataclass(frozen=True, slots=True)
class Turn:
    """How the commitment of one version turns into that of the other; one side may have no hedge."""

    change: Change
    first: Hedge | None
    second: Hedge | None


def hedges(text: str, suggested: Sequence[Suggestion]) -> tuple[Hedge, ...]:
    """Which distances do the parts of a sentence keep? An attribution counts once for each holder.

    Examples
    --------
    >>> one = Suggestion(
    ...     start=0,
    ...     end=9,
    ...     sentence="P1.s1",
    ...     holders=("author",),
    ...     modality="likely",
    ...     rule="x",
    ...     cues=((3, 6),),
    ... )
    >>> [hedge.modality for hedge in hedges("It may be.", [one, one])]
    ['likely']
    """
    found: list[Hedge] = []
    for one in suggested:
        holder = one.holders[-1] if len(one.holders) > 1 else ""
        if holder and all(each.holder != holder for each in found):
            told: Modality = one.modality if one.modality in {"reported", "inferred"} else "reported"
            found.append(Hedge(told, one.start, one.end, one.cues, holder))
        if one.modality not in {"asserted", "reported"} and not (holder and one.modality == "inferred"):
            words = " ".join(text[start:end] for start, end in one.cues)
            made = Hedge(one.modality, one.start, one.end, one.cues, "", bool(_EXPECTED.search(words)))
            if not any(_same(made, each) for each in found):
                found.append(made)
    return tuple(found)


def _same(one: Hedge, other: Hedge) -> bool:
    if other.holder or one.modality != other.modality:
        return False
    return one.modality in _ONCE or one.cues == other.cues


def turns(first: Sequence[Hedge], second: Sequence[Hedge]) -> tuple[Turn, ...]:
    """Which hedges of one version have no equal in the other, and what stands there instead?

    Examples
    --------
    >>> likely, may = Hedge("likely", 0, 9, ((3, 6),)), Hedge("possible", 0, 9, ((2, 5),))
    >>> [turn.change for turn in turns([likely], [may])]
    ['weakened']
    >>> [turn.change for turn in turns([likely], [])]
    ['lost']
    """
    left, right = _left_over(first, second), _left_over(second, first)
    return tuple(_turns(left, right))


def _left_over(ones: Sequence[Hedge], others: Sequence[Hedge]) -> list[Hedge]:
    """Give what has no equal: by its kind, as often as it is there."""
    left = []
    free = [other.kind for other in others]
    for one in ones:
        if one.kind in free:
            free.remove(one.kind)
        else:
            left.append(one)
    return left


def _turns(left: list[Hedge], right: list[Hedge]) -> Iterator[Turn]:
    """Pair what is left over: first by degree, then any two, then alone."""
    for one in [each for each in left if not each.holder and each.modality in _RANK]:
        met = next((each for each in right if not each.holder and each.modality in _RANK), None)
        if met is not None:
            left.remove(one)
            right.remove(met)
            yield Turn(_by_degree(one.modality, met.modality), one, met)
    while left and right:
        yield Turn("changed", left.pop(0), right.pop(0))
    yield from (Turn("lost", one, None) for one in left)
    yield from (Turn("added", None, one) for one in right)


def _by_degree(one: Modality, other: Modality) -> Change:
    if _RANK[one] == _RANK[other]:
        return "changed"
    return "weakened" if _RANK[other] < _RANK[one] else "strengthened"
