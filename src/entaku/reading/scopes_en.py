"""How far an English cue reaches in its sentence."""

from __future__ import annotations

import re
from typing import Final

from entaku.model.source import AUTHOR, UNNAMED
from entaku.reading.actors import Gazetteer
from entaku.reading.cues import Cue
from entaku.reading.scopes import Scope, bracketed, masked

_JOINED: Final = re.compile(
    r";|,? (?:and|but) (?=(?:is|are|was|were|has|have|will|avoids|the|a|an|it|they|he|she|with)\b|[A-Z])|"
    r", (?:while|though|although|which) "
)
_BARE: Final = re.compile(r"[\w' ]{1,60}? to (?:have|be)\b")
_ASKED: Final = re.compile(r"\b(?:whether|who|what|which|where|how|when)\b[^,.;]{0,40}$", re.IGNORECASE)
_NEXT: Final = re.compile(r",|;|\band\b")


def scope(cue: Cue, text: str, start: int, end: int, known: Gazetteer) -> Scope | None:
    """Say what a cue covers in the sentence from `start` to `end`, and who vouches; None if it is no cue there."""
    inside = bracketed(text[start:end], cue.start - start)
    low, high = (start + inside[0], start + inside[1]) if inside else (start, end)
    plain = masked(text[low:high])
    joints = (found for found in _JOINED.finditer(plain) if not _BARE.match(plain, found.end()))
    cuts = [0, *(found.end() for found in joints), len(plain)]
    place = cue.start - low
    left = max(cut for cut in cuts[:-1] if cut <= place)
    right = next((cut for cut in cuts[1:] if cut > cue.end - low), len(plain))
    if cue.rule.modality in ("possible", "planned") and _ASKED.search(plain[left:place]):
        return None  # an embedded question commits to nothing: "who is to sign", "where it may be sent"
    match cue.rule.reach:
        case "sentence":
            first, last = low, high
        case "previous":
            first, last = cue.start, cue.end
        case "here":
            first, last = (cue.who[0] if cue.who else cue.start), cue.end
        case "near":
            first, last = (
                low + max((f.end() for f in _NEXT.finditer(plain, 0, place)), default=0),
                low + right,
            )
        case "after":
            first, last = cue.start, low + (right if cue.rule.voice == "subject" else len(plain))
        case _:
            first, last = low + left, low + right
    quoted = re.match(r"^\s*[“\"](?P<q>[^”\"]*)[”\"],?\s", text[low:high])
    told = cue.rule.voice == "subject" and quoted is not None and quoted.end() <= place
    first = low if told else first
    # “…,” Chancellor X told parliament: the name may follow the verb, but only where the words came before it
    after = min(end, cue.end + 60) if told else cue.end
    holder, check = _holder(cue, text, (low + left, cue.start), after, known)
    return Scope(cue, first, last, holder, check)


def _holder(cue: Cue, text: str, subject: tuple[int, int], after: int, known: Gazetteer) -> tuple[str, bool]:
    if cue.rule.voice == "author":
        return AUTHOR, False
    if cue.rule.voice == "unnamed":
        return UNNAMED, False
    first, last = cue.who if cue.who is not None else subject
    named = [mention.actor for mention in known.mentions(text, first, last)]
    if not named and cue.who is None:
        named = [mention.actor for mention in known.mentions(text, cue.end, after)]
    if named:
        return named[-1], False
    return (text[first:last].strip(" ,") or UNNAMED), True
