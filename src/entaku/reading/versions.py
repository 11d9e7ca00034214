"""Two versions of one text, in two languages or in one: which sentences say the same?

Sentences are aligned in their order by dynamic programming over one to one, one to two, two to one, and one that
has no partner, after Gale and Church (1993), with numbers, days, names and the beginnings of paragraphs beside length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from entaku.model.document import Sentence
from entaku.reading.reader import Reading
from entaku.reading.versions_hedges import Change, hedges, turns
from entaku.reading.versions_numbers import Said, Topic, said, shifts

_MOVES: Final = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
_BASE: Final[Mapping[tuple[int, int], float]] = {
    (1, 1): 1.0,
    (1, 2): 0.3,
    (2, 1): 0.3,
    (1, 0): -0.5,
    (0, 1): -0.5,
}
"""What each move is worth before anything is compared: two sentences without partners cost more than a poor pair."""
_LENGTH: Final = 1.5  # how much a length that does not fit weighs, by the logarithm of what it is too long
_LONGEST: Final = 1.5  # a ratio beyond e to this weighs no more
_SHORT: Final = 8.0  # code points added to both sides, for short sentences vary more
_OPENS: Final = 0.2  # both, or only one, begin a paragraph
_SHARED: Final = 3.0  # what is shared weighs at most this
_BAND: Final = 60  # how far from the diagonal a partner is looked for, beside the difference in number
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
_SIGNS: Final = {
    "question": re.compile("[?？]"),
    "quotation": re.compile('[“「『"]'),
    "bracket": re.compile("[(（]"),
}
_TERM: Final = re.compile(r"[ァ-ヶー]{2,}|(?=([一-龥]{2}))|[A-Za-z][A-Za-z'-]{2,}")
_TERMS: Final = 0.3  # how much one term weighs that is answered
_AMISS: Final = 0.3  # and one that is not
_ROUNDS: Final = 3
_GOES_WITH: Final = 0.5  # how often two terms stand together, of all times that either stands, to count
_TOGETHER: Final = 2  # in how many pairs at least: what is met once tells only of the pair it was met in

Lexicon = Mapping[str, Mapping[str, float]]
"""For terms of the first version, terms of the second that go with them, and how often."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that say the same, as positions among each version's own; one side may be empty."""

    first: tuple[int, ...]
    second: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one version has at a difference: its sentences, how it puts it, and the words that show it.

    `says` is a modality for a hedge, and empty elsewhere; `cues` are places of the words.
    """

    sentences: tuple[Sentence, ...]
    says: str = ""
    cues: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two versions of a text do not say the same."""

    topic: Literal["hedge", Topic, "sentence"]
    change: Change
    first: Side
    second: Side


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as it is compared: its length, what it names, and whether it begins a paragraph."""

    length: int
    names: frozenset[str]
    opens: bool
    terms: frozenset[str] = frozenset()


def body(found: Reading) -> tuple[Sentence, ...]:
    """Which sentences of a document are compared? Those of the body, not the title or the lead."""
    return tuple(one for one in found.document.sentences if one.id.startswith("P"))


def units(found: Reading) -> tuple[Unit, ...]:
    """What of each sentence of the body can be recognised in another language?"""
    text = found.document.text
    made = []
    for one in body(found):
        names = {f"word {word.lower()}" for word in _WORD.findall(text[one.start : one.end])}
        names |= {each.key for each in said(found.document, [one])}
        names |= {
            f"actor {each.actor}"
            for each in found.mentions
            if one.start <= each.start and each.end <= one.end
        }
        words = text[one.start : one.end]
        names |= {f"sign {sign}" for sign, there in _SIGNS.items() if there.search(words)}
        names |= {
            f"hedge {each.kind}"
            for each in hedges(text, [each for each in found.suggestions if each.sentence == one.id])
        }
        terms = frozenset((found[1] or found[0]).lower() for found in _TERM.finditer(words))
        made.append(Unit(one.end - one.start, frozenset(names), one.id.endswith(".s1"), terms))
    return tuple(made)


def aligned(first: Sequence[Unit], second: Sequence[Unit]) -> tuple[Pair, ...]:
    """Which sentences of two versions say the same? Every sentence is in one pair, in its order.

    Examples
    --------
    >>> words = [Unit(40, frozenset({"number 3"}), True), Unit(90, frozenset(), True)]
    >>> aligned(words, words)
    (Pair(first=(0,), second=(0,)), Pair(first=(1,), second=(1,)))
    >>> aligned(words[:1], [])
    (Pair(first=(0,), second=()),)
    """
    pairs = _best(_Score(first, second, {}), len(first), len(second))
    for _ in range(_ROUNDS - 1):
        pairs = _best(_Score(first, second, _learnt(first, second, pairs)), len(first), len(second))
    return pairs


def _learnt(first: Sequence[Unit], second: Sequence[Unit], pairs: Sequence[Pair]) -> Lexicon:
    """Which terms go together in the sentences aligned so far? By Dice's coefficient."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    together: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        ones = frozenset().union(*(first[place].terms for place in pair.first))
        others = frozenset().union(*(second[place].terms for place in pair.second))
        counts[0].update(ones)
        counts[1].update(others)
        together.update((one, other) for one in ones for other in others)
    lexicon: dict[str, dict[str, float]] = {}
    for (one, other), count in together.items():
        share = 2 * count / (counts[0][one] + counts[1][other])
        if count >= _TOGETHER and share >= _GOES_WITH:
            lexicon.setdefault(one, {})[other] = share
    return lexicon


def _best(score: _Score, rows: int, columns: int) -> tuple[Pair, ...]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    reach = _BAND + abs(rows - columns)
    for row in range(rows + 1):
        middle = row * columns // rows if rows else 0
        low, high = (max(0, middle - reach), min(columns, middle + reach)) if rows else (0, columns)
        for column in range(low, high + 1):
            reached = [
                (best[before][0] + score.of(before, move), move)
                for move in _MOVES
                if (before := (row - move[0], column - move[1])) in best
            ]
            if reached:
                best[row, column] = max(reached, key=lambda one: one[0])
    pairs = []
    row, column = rows, columns
    while row or column:
        took, met = best[row, column][1]
        pairs.append(Pair(tuple(range(row - took, row)), tuple(range(column - met, column))))
        row, column = row - took, column - met
    return tuple(reversed(pairs))


class _Score:
    """How well sentences fit, by their lengths, what they share, and whether both begin a paragraph."""

    def __init__(self, first: Sequence[Unit], second: Sequence[Unit], lexicon: Lexicon) -> None:
        self._sides = (first, second)
        self._lexicon = lexicon
        self._known: dict[tuple[int, int, int], Unit] = {}
        lengths = [sum(unit.length for unit in side) or 1 for side in self._sides]
        self._ratio = lengths[1] / lengths[0]
        counted = [Counter(name for unit in side for name in unit.names) for side in self._sides]
        shared = counted[0].keys() & counted[1].keys()
        self._weight = {name: 1 / math.sqrt(counted[0][name] * counted[1][name]) for name in shared}

    def of(self, at: tuple[int, int], move: tuple[int, int]) -> float:
        """Say what a move from here is worth."""
        base = _BASE[move]
        if 0 in move:
            return base
        one, other = (self._joined(side, at[side], move[side]) for side in (0, 1))
        off = abs(math.log((other.length + _SHORT) / (one.length * self._ratio + _SHORT)))
        both = sum(self._weight.get(name, 0.0) for name in sorted(one.names & other.names))
        met = sum(self._met(term, other.terms) for term in sorted(one.terms & self._lexicon.keys()))
        alike = one.opens == other.opens
        opens = (_OPENS if one.opens else 0.0) if alike else -_OPENS
        return base - _LENGTH * min(_LONGEST, off) + min(_SHARED, both + met) + opens

    def _joined(self, side: int, start: int, count: int) -> Unit:
        """Give one sentence, or two as if they were one."""
        key = (side, start, count)
        if key not in self._known:
            parts = self._sides[side][start : start + count]
            self._known[key] = Unit(
                sum(part.length for part in parts),
                frozenset().union(*(part.names for part in parts)) & self._weight.keys(),
                parts[0].opens,
                frozenset().union(*(part.terms for part in parts)),
            )
        return self._known[key]

    def _met(self, term: str, others: frozenset[str]) -> float:
        """Say how well a term of the first version is answered; a known one that is not counts against."""
        known = self._lexicon[term]
        return _TERMS * max((share for other, share in known.items() if other in others), default=-_AMISS)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions set side by side: which sentences belong together, and where they differ."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]


def compared(first: Reading, second: Reading) -> Compared:
    """Where do two versions of a text differ in hedges, numbers, days and sentences?

    Examples
    --------
    >>> from entaku.reading.reader import read
    >>> ones = read("a", "The ferry reportedly sails at 9. Nobody waits at the old pier.".encode())
    >>> others = read("b", "The ferry sails at 8. Nobody waits at the old pier.".encode())
    >>> [(one.topic, one.change) for one in compared(ones, others).differences]
    [('hedge', 'lost'), ('number', 'changed')]
    """
    pairs = aligned(units(first), units(second))
    return Compared(pairs, tuple(one for pair in pairs for one in _differences((first, second), pair)))


def _differences(readings: tuple[Reading, Reading], pair: Pair) -> Iterator[Difference]:
    one, other = (
        tuple(body(found)[place] for place in places)
        for found, places in zip(readings, (pair.first, pair.second), strict=True)
    )
    if not one or not other:
        change: Change = "added" if other else "lost"
        yield Difference("sentence", change, Side(sentences=one), Side(sentences=other))
        return
    held = [
        hedges(
            found.document.text,
            [each for each in found.suggestions if any(each.sentence == part.id for part in parts)],
        )
        for found, parts in zip(readings, (one, other), strict=True)
    ]
    for turn in turns(*held):
        sides = [
            Side(
                sentences=parts,
                says=hedge.modality if hedge else "asserted",
                cues=hedge.cues if hedge else (),
            )
            for parts, hedge in zip((one, other), (turn.first, turn.second), strict=True)
        ]
        yield Difference("hedge", turn.change, *sides)
    ours, theirs = (said(found.document, parts) for found, parts in zip(readings, (one, other), strict=True))
    for left, right in shifts(ours, theirs, (readings[0].document.text, readings[1].document.text)):
        topic = (left or right)[0].topic
        yield Difference(topic, _which(left, right), _stated(one, left), _stated(other, right))


def _which(left: Sequence[Said], right: Sequence[Said]) -> Change:
    if left and right:
        return "changed"
    return "lost" if left else "added"


def _stated(parts: tuple[Sentence, ...], told: Sequence[Said]) -> Side:
    return Side(sentences=parts, cues=tuple((each.start, each.end) for each in told))
