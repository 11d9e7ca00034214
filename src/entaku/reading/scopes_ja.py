"""How far a Japanese cue reaches in its sentence."""

from __future__ import annotations

import re
from typing import Final

from entaku.model.source import AUTHOR, UNNAMED
from entaku.reading.actors import Gazetteer
from entaku.reading.cues import Cue
from entaku.reading.scopes import Scope, bracketed, masked

_TOPIC: Final = re.compile(r"は(?![ずじるや])、?|(?<!に)(?<!て)も、")
_CLAUSE: Final = re.compile(
    r"(?:(?<=[るただいうくすつぬむぶぐ])が|(?<=て)おり|であり|ものの|(?<=[るただい])一方で?|(?<=[るただい])ため|ので)、|"
    r"と[^、]{0,8}(?:表明し|述べ|強調し|主張し|説明し|批判し|警告し|指摘し|発表し|否定し)、|[；;:：]|——"
)
_CHAIN: Final = re.compile(r"(?<=[しりてでいきちみびぎえれけせめげべね])、|(?<=ず)、")
_QUESTION: Final = re.compile(r"かどうか")


def scope(cue: Cue, text: str, start: int, end: int, known: Gazetteer) -> Scope | None:
    """Say what a cue covers in the sentence from `start` to `end`, and who vouches; None if it is no cue there."""
    inside = bracketed(text[start:end], cue.start - start)
    low, high = (start + inside[0], start + inside[1]) if inside else (start, end)
    if _QUESTION.match(text, cue.end) or (
        cue.rule.modality == "planned" and _QUESTION.search(text, cue.end, cue.end + 6)
    ):
        return None
    plain = masked(text[low:high])
    before, after = plain[: cue.start - low], plain[cue.end - low :]
    clause = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    topic = _TOPIC.search(before, clause + 1)
    topic_end = topic.end() if topic else clause
    match cue.rule.reach:
        case "before":
            first, last = low + topic_end, cue.end
        case "after":
            first, last = (cue.who or (cue.start,))[0], low + _until(plain, cue, low)
        case "final" | "clause":
            first, last = low + _final_start(before), _closed(cue, after, high)
        case "near":
            first, last = low + max(topic_end, before.rfind("、") + 1), low + _comma(plain, cue.end - low)
        case "sentence" | "previous":
            first, last = low, high
        case _:
            first, last = cue.start, cue.end
    if cue.rule.reach == "here" and cue.who is not None:
        first = cue.who[0]
    if cue.rule.reach == "previous":
        first, last = cue.start, cue.end
    # a clause without a topic of its own has that of the sentence
    holder, check = _holder(cue, text, (low + clause if topic else low, low + topic_end), known)
    return Scope(cue, first, last, holder, check)


def _closed(cue: Cue, after: str, high: int) -> int:
    """A final cue that is not the end of its sentence closes no more than its own words."""
    return cue.end if after.strip("　。 」』") else high


def _final_start(before: str) -> int:
    """Give where the predicates that a final cue closes begin.

    If its own clause names a topic it closes that clause alone; else also the clauses chained before it, back to
    the topic that they share.
    """
    clause = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    last = max((found.end() for found in _CHAIN.finditer(before, clause)), default=clause)
    own = _TOPIC.search(before, last + 1)
    if own:
        return last if last > clause else own.end()
    shared = _TOPIC.search(before, clause + 1, last)
    return shared.end() if shared else clause


def _until(plain: str, cue: Cue, low: int) -> int:
    """Give where what follows a cue ends: with its sentence if it opens it, else at the next comma."""
    opens = not plain[: cue.start - low].strip("　 、そしてまたさらに")
    if opens or cue.rule.level or cue.rule.voice == "named" or cue.rule.modality == "conditional":
        return len(plain)
    return _comma(plain, cue.end - low)


def _comma(plain: str, at: int) -> int:
    comma = plain.find("、", at)
    return comma if comma >= 0 else len(plain)


def _holder(cue: Cue, text: str, topic: tuple[int, int], known: Gazetteer) -> tuple[str, bool]:
    """Say who vouches: as the rule says, or whoever is named last in the topic or by the cue itself."""
    if cue.rule.voice == "author":
        return AUTHOR, False
    if cue.rule.voice == "unnamed":
        return UNNAMED, False
    first, last = cue.who if cue.who is not None else topic
    named = [mention.actor for mention in known.mentions(text, first, last)]
    if named:
        return named[-1], False
    words = text[first:last].strip("　 、。はもがでに")
    return (words or UNNAMED), True
