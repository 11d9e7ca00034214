"""From a reading to proposals for a case: issues, who is left out, and questions as far as they can be resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from entaku.model.document import Dated, Document, Mention, Question, Suggestion
from entaku.reading.actors import Gazetteer
from entaku.reading.lexicon_questions import HORIZON, OPEN, THRESHOLD
from entaku.reading.topics import AGREEMENT, TOPICS, Topic

MOST_ISSUES: Final = 8
"""How many issues are proposed at most; packages double with each."""
_ABSENT: Final = re.compile(
    r"招かれて(?:い)?な|不在|排除|外され|締め出|会場の外|脇に置|蚊帳の外|独自の交渉ルートを持た"
    r"|\bnot (?:been )?(?:invited|asked|consulted)\b|\bwaits? outside\b|\babsent\b|\babsence of\b|\bexclud(?:ed?|ing)\b"
    r"|\bsidelin(?:ed?|ing)\b|\bkept out\b|\bshut out\b|\bleft out\b|\bbypass(?:ed|ing)?\b",
    re.IGNORECASE,
)
_WHOM: Final = re.compile(r"(?:excluding|exclude|sidelin|bypass|absence)", re.IGNORECASE)
_UNTIL_JA: Final = re.compile(r"まで|以内|中に?|のうち|、")
_UNTIL_EN: Final = re.compile(r"\b(?:before|by|until|within|on|in)(?: the)? $", re.IGNORECASE)
_SELF: Final = re.compile(r"(?:today|tonight|tomorrow|this week|next week|this month)", re.IGNORECASE)
_BEFORE_DAY: Final = re.compile(r"\bbefore $", re.IGNORECASE)
_DAYS: Final = re.compile(r"P(\d{1,4})([DWM])")
_WITHIN: Final = re.compile(r"以内|のうちに|within", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"[月火水木金土日]曜|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
_REMAINS: Final = re.compile(
    r"\b(?:remains to be seen|unclear|an open question|not known) (?:whether|if|how)\b"
    r"|かどうかは(?:不明|分から|判ら|見通せ)",
    re.IGNORECASE,
)
_PER: Final = {"D": 1, "W": 7, "M": 30}
_OR_JA: Final = re.compile(
    r"(?P<one>[^。]{2,80}?)か、?(?:それとも|あるいは)、?(?P<other>[^。]{2,80}?)か?[?？。]"
)
_OR_EN: Final = re.compile(r"(?P<one>[^.]{2,120}?),? or (?P<other>[^.]{2,120}?)\?")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An issue a text seems to name, and which suggestions name it."""

    topic: Topic
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody of whom a suggestion says that they are kept out."""

    actor: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as far as the text itself makes it resolvable: its last day, its answers where they are two."""

    question: Question
    last: date | None
    answers: tuple[str, ...] = ()


def issues(text: str, found: Sequence[Suggestion], questions: Sequence[Question]) -> tuple[Proposed, ...]:
    """Propose the issues that a text names, those named most often first kept, in the order of the text.

    Examples
    --------
    >>> from entaku.model.source import AUTHOR
    >>> said = "It wants sanctions lifted."
    >>> one = Suggestion(
    ...     start=0, end=25, sentence="P1.s1", holders=(AUTHOR,), modality="asserted", rule="plain"
    ... )
    >>> [(each.topic.id, each.at) for each in issues(said, (one,), ())]
    [('sanctions', (0,))]
    """
    met: list[tuple[int, Proposed]] = []
    for topic in TOPICS:
        at = tuple(place for place, one in enumerate(found) if topic.words.search(text, one.start, one.end))
        times = len(at) + sum(bool(topic.words.search(text, one.start, one.end)) for one in questions)
        if at:
            met.append((times, Proposed(topic, at)))
    kept = sorted(met, key=lambda each: -each[0])[:MOST_ISSUES]
    chosen = tuple(each for _, each in sorted(kept, key=lambda each: found[each[1].at[0]].start))
    if chosen:
        return chosen
    at = tuple(place for place, one in enumerate(found) if AGREEMENT.words.search(text, one.start, one.end))
    return (Proposed(AGREEMENT, at),)


def indirect(document: Document, known: Sequence[Question]) -> tuple[Question, ...]:
    """Give questions that stand in a statement: what remains to be seen is asked, never claimed.

    Examples
    --------
    >>> from entaku.reading.document import read_text
    >>> page = read_text("a", "It remains to be seen whether the dam opens by May.")
    >>> [(one.form, one.lacks) for one in indirect(page, ())]
    [('indirect', ('resolver',))]
    """
    there = {one.sentence for one in known}
    return tuple(
        Question(start=one.start, end=one.end, sentence=one.id, form="indirect", lacks=lacks)
        for one in document.sentences
        if one.id.startswith("P")
        and one.id not in there
        and _REMAINS.search(document.text, one.start, one.end)
        for lacks in [_lacks(document.text[one.start : one.end])]
    )


def _lacks(words: str) -> tuple[Literal["resolver", "horizon", "threshold"], ...]:
    out: list[Literal["resolver", "horizon", "threshold"]] = []
    out += ["threshold"] if OPEN.search(words) or THRESHOLD.search(words) else []
    out += ["horizon"] if not HORIZON.search(words) else []
    return (*out, "resolver")


def topics_in(text: str, start: int, end: int, proposed: Sequence[Proposed]) -> tuple[str, ...]:
    """Give the proposed issues that a part of a text names."""
    return tuple(each.topic.id for each in proposed if each.topic.words.search(text, start, end))


def left_out(
    text: str, found: Sequence[Suggestion], known: Gazetteer, parties: Sequence[str]
) -> tuple[Left, ...]:
    """Say of whom a text tells that they are kept out: whoever is named nearest to the word that says so."""
    out: dict[tuple[str, int], Left] = {}
    for place, one in enumerate(found):
        met = tuple(known.mentions(text, one.start, one.end))
        for sign in _ABSENT.finditer(text, one.start, one.end):
            near = _nearest(sign, [each for each in met if each.actor in parties])
            if near:
                out.setdefault((near, place), Left(near, place))
    return tuple(out.values())


def _nearest(sign: re.Match[str], met: Sequence[Mention]) -> str:
    """Give who is meant: who stands before the word, or behind it where it takes its object there."""
    before = [each for each in met if each.end <= sign.start()]
    after = [each for each in met if each.start >= sign.end()]
    first, second = (after[:1], before[-1:]) if _WHOM.match(sign[0]) else (before[-1:], after[:1])
    return next((each.actor for each in (*first, *second)), "")


def asked(document: Document, questions: Sequence[Question]) -> Iterator[Asked]:
    """Give each question with the last day that the text gives it, and its answers where it names two."""
    for one in questions:
        words = re.sub(r"\s+", " ", document.text[one.start : one.end]).strip()
        yield Asked(question=one, last=_last_day(document, one), answers=_answers(words, one))


def _last_day(document: Document, one: Question) -> date | None:
    days = [_day(document, each) for each in document.dates if one.start <= each.start < one.end]
    return max((day for day in days if day is not None), default=None)


def _day(document: Document, each: Dated) -> date | None:
    if each.type != "duration":
        if each.type == "recurring" or each.precision in ("vague", "year") or not _ends(document.text, each):
            return None
        before = _BEFORE_DAY.search(document.text[max(0, each.start - 8) : each.start])
        day = each.first - timedelta(days=1) if before and each.first else each.last
        return _ahead(document, each, day)
    span = _DAYS.fullmatch(each.precision)
    around = document.text[max(0, each.start - 8) : each.end + 4]
    if span is None or document.anchor is None or not _WITHIN.search(around):
        return None
    return document.anchor + timedelta(days=int(span[1]) * _PER[span[2]])


def _ahead(document: Document, each: Dated, day: date | None) -> date | None:
    """Give the day a question looks ahead to: a weekday is the next one, any other day before the text's is none."""
    if day is None or document.anchor is None or day >= document.anchor:
        return day
    if not _WEEKDAY.search(each.text):
        return None
    behind = (document.anchor - day).days
    return day + timedelta(days=7 * -(-behind // 7))


def _ends(text: str, each: Dated) -> bool:
    """Tell whether an expression says by when, and does not only belong to what is asked about."""
    if re.search(r"[ぁ-んァ-ヴ一-龠]", each.text):
        return bool(_UNTIL_JA.match(text, each.end)) or each.text.endswith(("までに", "以内", "中"))
    before, after = text[max(0, each.start - 12) : each.start], text[each.end : each.end + 2].strip()
    return bool(_UNTIL_EN.search(before)) or bool(_SELF.match(each.text) and after.startswith("?"))


def _answers(words: str, one: Question) -> tuple[str, ...]:
    if one.form != "choice":
        return ()
    found = _OR_JA.search(words) or _OR_EN.search(words)
    return (found["one"].strip("• 、"), found["other"].strip()) if found else ()
