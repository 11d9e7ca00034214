"""Parts of a sentence that say nothing alone, joined to what they belong to; what comes out is never firmer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from entaku.model.document import Suggestion
from entaku.model.source import AUTHOR

_SHORTEST: Final = 4
_SHORT_JA: Final = 24
_SHORT_EN: Final = 5
_LONG_JA: Final = 60
_DONE_JA: Final = re.compile(r"[るたいだうくすつぬむぶぐずりしせげき]$|[」』)）]$")
_CLAUSE_JA: Final = re.compile(r"は.+で$")
_TOPIC_JA: Final = re.compile(r"(?:は|が|も|では|には)$")
_PARTICIPLE: Final = re.compile(r"[たるだ](?=[「『ァ-ヴー一-龠])|と$")
_ONE_WORD: Final = ("rejected", "dismissed")
_OPENED: Final = ("(", "（")
_CLOSED: Final = (")", "）")
_TAIL_JA: Final = re.compile(r"(?P<end>[ぁ-ん]{1,6})(?:、|$)")


def whole(text: str, found: Sequence[Suggestion], language_of: Sequence[str]) -> tuple[Suggestion, ...]:
    """Join what says nothing alone to what it belongs to; what comes out is never firmer than its parts.

    A bare topic or subject joins the part it is the topic of; an ending that a cue cut off joins what it ends.
    `language_of` has the language of each suggestion.

    Examples
    --------
    >>> one = Suggestion(
    ...     start=0, end=6, sentence="P1.s1", holders=(AUTHOR,), modality="asserted", rule="plain"
    ... )
    >>> two = Suggestion(
    ...     start=7, end=27, sentence="P1.s1", holders=(AUTHOR, "T"), modality="reported", rule="says"
    ... )
    >>> [
    ...     (each.start, each.modality)
    ...     for each in whole("Tirhal says that it agrees.", (one, two), ("en", "en"))
    ... ]
    [(0, 'reported')]
    """
    out: list[Suggestion] = []
    waiting: Suggestion | None = None
    for one, language in zip(found, language_of, strict=True):
        each = one
        if waiting is not None:
            if _may_join(text, waiting, one):
                each = replace(
                    one,
                    start=waiting.start,
                    about=tuple(dict.fromkeys((*waiting.about, *one.about))),
                    cues=tuple(sorted({*waiting.cues, *one.cues})),
                )
            else:
                out.append(waiting)
        waiting = None
        opened = _opened(text, each, out)
        if opened is not None:
            out[opened] = _around(out[opened], each)
        elif (ended := _ended(text, one, out, language)) is not None:
            place, at = ended
            out[place] = replace(out[place], end=min(at, one.end))
            if one.end - at > _SHORTEST:
                out.append(replace(one, start=at + 1))
        elif _waits(text, each, language):
            waiting = each
        else:
            out.append(each)
    return (*out, *((waiting,) if waiting is not None else ()))


def _plain(one: Suggestion) -> bool:
    return one.modality == "asserted" and one.holders == (AUTHOR,)


def _may_join(text: str, waiting: Suggestion, one: Suggestion) -> bool:
    """Tell whether a part may join the next: never a hedged one a plain one, nor a clause of its own a hedged one."""
    if waiting.sentence != one.sentence or (not _plain(waiting) and _plain(one)):
        return False
    return _plain(one) or not _PARTICIPLE.search(text, waiting.start, waiting.end)


def _opened(text: str, one: Suggestion, out: Sequence[Suggestion]) -> int | None:
    """Give the place of the part that a bracket cut off from this one, if one did."""
    if (
        text[one.start - 1 : one.start].strip() not in _CLOSED
        and text[one.start - 2 : one.start - 1] not in _CLOSED
    ):
        return None
    if one.rule.endswith(_ONE_WORD):
        return None  # whoever dismisses a thing vouches for the word in quotes, not for what is dismissed
    before = [
        place
        for place, each in enumerate(out)
        if each.sentence == one.sentence and text[each.end : each.end + 2].strip()[:1] in _OPENED
    ]
    return before[-1] if before else None


def _around(first: Suggestion, last: Suggestion) -> Suggestion:
    """Join the two sides of a bracket, held as the less firm of them is."""
    held = first if _plain(last) else last
    return replace(
        held,
        start=first.start,
        end=last.end,
        about=tuple(dict.fromkeys((*first.about, *last.about))),
        cues=tuple(sorted({*first.cues, *last.cues})),
        polarity=last.polarity,
        late=first.late or last.late,
    )


def _waits(text: str, one: Suggestion, language: str) -> bool:
    words = text[one.start : one.end]
    if one.presupposed:
        return False
    if one.modality == "conditional" and len(words) <= _SHORT_JA // 2:
        return language == "ja"
    if language == "ja":
        topic = bool(_TOPIC_JA.search(words))
        short = len(words) <= _SHORT_JA and not _DONE_JA.search(words) and not _CLAUSE_JA.search(words)
        return (
            topic and len(words) <= _LONG_JA
            if not _plain(one)
            else short or (topic and len(words) <= _LONG_JA)
        )
    return len(words.split()) <= _SHORT_EN and one.holders == (AUTHOR,) and not re.search(r"[.”]$", words)


def _ended(text: str, one: Suggestion, out: Sequence[Suggestion], language: str) -> tuple[int, int] | None:
    """Give the part whose ending opens this one, and where the ending ends, if a cue cut it off there."""
    if language != "ja" or not _plain(one):
        return None
    tail = _TAIL_JA.match(text, one.start, one.end)
    before = [
        place for place, each in enumerate(out) if each.sentence == one.sentence and each.end == one.start
    ]
    return (before[-1], tail.end("end")) if tail and before else None
