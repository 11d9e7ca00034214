"""Which expressions of time does a text have, and for which days do they stand?

Absolute dates stand for themselves; all others are read against an anchor, as a rule the dateline. A vague
expression never becomes a bare day, and what cannot be told has no days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from entaku.model.document import Block, Dated, Sentence
from entaku.reading import dates_en, dates_ja, dates_signs
from entaku.reading.dating import AFTER, BEFORE, Found, Rule, Scene, compiled
from entaku.reading.frozen import narrow
from entaku.reading.periods import Tense

_RULES: Final[tuple[Rule, ...]] = (*dates_signs.RULES, *dates_ja.RULES, *dates_en.RULES)
_NEEDS: Final = tuple(dict.fromkeys(rule.needs for rule in _RULES))
_AROUND: Final = 24  # signs before and after an expression that a rule may look at
_NO_ANCHOR: Final = date(2000, 1, 1)  # only to read the form of an expression: its days are not given
_SKIPPED: Final = frozenset({"navigation", "photo", "end", "marker"})
_RECURRING: Final = re.compile(
    r"(?:例年|毎年|毎月|毎週|隔週|\b(?:usually|normally|every|each|annually)\b)[^。、.,;]{0,12}$"
)

_FUTURE_JA: Final = re.compile(
    r"予定|見通し|見込み|方針|計画|今後|来る|だろう|でしょう|かもしれない|つもり|期限|まで|めど|目指|意向|控え|これから"
)
_PAST_JA: Final = re.compile(r"(?:た|だった|たという|たと[^。]{2,12})[。」）)]*\s*$")
_FUTURE_EN: Final = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:due )?to|due to|plans?|planned|scheduled|expected|set to|going to"
    r"|upcoming|may|might|would|until|deadline|by)\b"
)
_PAST_EN: Final = re.compile(
    r"\b(?:\w{2,20}ed|was|were|had|did|said|told|met|took|gave|held|left|came|went|began|sent|made|spoke|fell|won|lost)\b"
)
_BRACKETS: Final = re.compile(r"\([^()]{0,200}\)|（[^（）]{0,200}）")
_JUST_SAID: Final = re.compile(
    r"\b(?:said|told|met|sent|held|spoke|came|went|began|begun|been|gone|taken|given|spoken|written|(?!(?:planned|scheduled|expected)\b)\w{2,14}ed)\s"
    r"(?:(?:him|her|them|reporters|journalists|parliament)\s)?(?:(?:on|in|late|early)\s)?$"
)
_SET_OFF: Final = re.compile(r"(?:に|の)?、")
_OPENING: Final = 4  # signs before a date that opens its Japanese sentence
_LONGEST: Final = 1_000  # signs of a sentence that may tell its tense


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day against which the rest is read, and the role of the header date it comes from; or none."""

    day: date | None = None
    role: str = ""


def dates(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], anchor: Anchor
) -> tuple[Dated, ...]:
    r"""Which expressions of time does the text have, and for which days do they stand?

    Without an anchor only absolute dates have days.

    Examples
    --------
    >>> from entaku.reading.blocks import blocks
    >>> from entaku.reading.sentences import sentences
    >>> page = "使節は先週末、九十日以内の回答を求めた。返事は5月末までに届く予定だ。"
    >>> parts = blocks(page)
    >>> found = dates(page, parts, sentences(page, parts), Anchor(date(2031, 5, 15), "dateline"))
    >>> [(each.text, str(each.first), str(each.last), each.precision) for each in found]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('先週末', '2031-05-10', '2031-05-11', 'days'), ('九十日以内', 'None', 'None', 'P90D'),
     ('5月末', '2031-05-21', '2031-05-31', 'days')]
    """
    plain = narrow(text)
    tenses = _Tenses(plain, sentences)
    starts = [block.start for block in blocks]
    found: list[Dated] = []
    previous = anchor.day or _NO_ANCHOR
    reach = 0
    for match, read in _candidates(plain):
        if match.start() < reach or not _inside(blocks, starts, match):
            continue
        scene = _scene(plain, match, anchor.day or _NO_ANCHOR, previous, tenses.of(*match.span()))
        try:
            meant = read(match, scene)
        except (ValueError, OverflowError):
            continue
        dated = _dated(text, match, meant, scene, anchor)
        found.append(dated)
        reach = match.end()
        if dated.first and dated.first == dated.last:
            previous = dated.first
    return tuple(found)


def _candidates(plain: str) -> list[tuple[re.Match[str], Callable[[re.Match[str], Scene], Found]]]:
    """Give every match of every rule, leftmost and then longest first."""
    windows = {needs: _windows(plain, compiled(needs)) for needs in _NEEDS}
    found = [
        (match, rule.read)
        for rule in _RULES
        for start, end in windows[rule.needs]
        for match in compiled(rule.pattern).finditer(plain, start, end)
    ]
    found.sort(key=lambda each: (each[0].start(), -each[0].end()))
    return found


def _windows(plain: str, needs: re.Pattern[str]) -> list[tuple[int, int]]:
    """Give the stretches of the text in which a rule can match: around what it needs."""
    found: list[tuple[int, int]] = []
    for need in needs.finditer(plain):
        start, end = max(0, need.start() - BEFORE), need.end() + AFTER
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _inside(blocks: Sequence[Block], starts: Sequence[int], match: re.Match[str]) -> bool:
    place = bisect_right(starts, match.start()) - 1
    if place < 0:
        return False
    block = blocks[place]
    return block.kind not in _SKIPPED and match.end() <= block.end


def _scene(plain: str, match: re.Match[str], anchor: date, previous: date, tense: Tense) -> Scene:
    start, end = match.span()
    return Scene(anchor, previous, tense, plain[max(0, start - _AROUND) : start], plain[end : end + _AROUND])


def _dated(text: str, match: re.Match[str], meant: Found, scene: Scene, anchor: Anchor) -> Dated:
    start, end = match.span()
    first, last, kind, role = meant.first, meant.last, meant.type, ""
    if meant.anchored:
        role = anchor.role if meant.at in {None, scene.anchor} else str(meant.at)
        if anchor.day is None:
            first = last = None
    if kind in {"partial", "relative"} and _RECURRING.search(scene.before):
        first, last, kind, role = None, None, "recurring", ""
    return Dated(
        start=start,
        end=end,
        text=text[start:end],
        first=first,
        last=last,
        precision=meant.precision,
        type=kind,
        anchor=role,
    )


class _Tenses:
    """The tense of the sentence around a place, looked at once for each sentence."""

    def __init__(self, plain: str, sentences: Sequence[Sentence]) -> None:
        self._plain = plain
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._known: dict[int, Tense] = {}

    def of(self, start: int, end: int) -> Tense:
        """Give the tense at an expression; outside sentences there is none."""
        number = bisect_right(self._starts, start) - 1
        if number < 0 or self._sentences[number].end <= start:
            return ""
        sentence = self._sentences[number]
        if number not in self._known:
            self._known[number] = tense_of(self._plain[sentence.start : sentence.end])
        known = self._known[number]
        return "past" if known == "future" and self._is_report(sentence, start, end) else known

    def _is_report(self, sentence: Sentence, start: int, end: int) -> bool:
        """Say whether the expression dates a report on what is to come, and not what is to come."""
        if _JUST_SAID.search(self._plain[max(sentence.start, start - _AROUND) : start]):
            return True
        opens = start - sentence.start <= _OPENING and _SET_OFF.match(self._plain, end)
        return bool(opens and _PAST_JA.search(self._plain[max(end, sentence.end - _AROUND) : sentence.end]))


def tense_of(sentence: str) -> Tense:
    """Does a sentence tell of the past, of what is to come, or can it not be told?

    Examples
    --------
    >>> (
    ...     tense_of("使節は月曜日に着いた。"),
    ...     tense_of("使節は月曜日に着く予定だ。"),
    ...     tense_of("The envoy waits."),
    ... )
    ('past', 'future', '')
    """
    seen = _BRACKETS.sub("", sentence[-_LONGEST:])
    if _FUTURE_JA.search(seen) or _FUTURE_EN.search(seen):
        return "future"
    return "past" if _PAST_JA.search(seen) or _PAST_EN.search(seen) else ""
