"""From sentences to suggestions: each part of a sentence with who vouches for it, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from types import ModuleType
from typing import Final

from entaku.model.document import Mention, Sentence, Suggestion
from entaku.model.source import AUTHOR, UNNAMED, Likelihood
from entaku.reading import lexicon_en, lexicon_ja, scopes_en, scopes_ja
from entaku.reading.actors import Gazetteer
from entaku.reading.cues import Cue, cues
from entaku.reading.scopes import Scope

LONGEST: Final = 1_200
"""Code points that are taken for one sentence at most; no sentence of a newspaper has a third of it."""
_SHORTEST: Final = 4
_PIECES_JA: Final = re.compile(r"、|[（）()；;:：]|——")
_PIECES_EN: Final = re.compile(
    r"[();:]|—|,? (?:and|but|while) "
    r"(?=(?:is|are|was|were|has|have|will|avoids|the|a|an|it|they|he|she|with|its|their)\b)"
)
_LOOSE: Final = re.compile(
    r"(?:[はもにでへを]|から|とは|以来|一方|しかし|また|さらに|そして|だが|それでも|代わりに|"
    r"おそらく|恐らく|たぶん|よると|よれば)$|"
    r"^[^ぁ-ん]{0,6}$"
)
_PRESUPPOSED_JA: Final = re.compile(
    r"(?:更迭|暴露|辞任|解任|分裂|疑惑|逮捕|死去|崩壊|撤退|敗北|失敗|対立|混乱|浸食|悪化|侵攻|排除)(?:は|と|が|により|を受け|の中で|に加え)"
)
_PRESUPPOSED_EN: Final = re.compile(
    r"\b(?:the|a|his|her|its|their)\b[^,.;]{0,40}"
    r"\b(?:resignations?|dismissals?|split|allegations?|scandal|collapse|defeats?|turmoil)\b",
    re.IGNORECASE,
)
_NEGATIVE_JA: Final = re.compile(
    r"(?:ない|ず|ぬ|なかった|ません|せず|不可能|不在)(?:と|、|。|が|で|$|だ|こと)"
)
_NEGATIVE_EN: Final = re.compile(
    r"\b(?:not|no|never|nobody|neither|nor|without|cannot|n't|none)\b", re.IGNORECASE
)
_PUBLIC: Final = re.compile(r"公には|公に|公式に|公の場|\bpublicly\b", re.IGNORECASE)
_QUESTION: Final = re.compile(r"(?:[?？]|か。)[」』”\"]?\s*$")


def suggestions(
    text: str, sentences: Sequence[Sentence], languages: Sequence[str], known: Gazetteer
) -> tuple[Suggestion, ...]:
    """Say of every part of every sentence who holds it and how firmly; questions suggest nothing.

    `languages` has the language of each sentence. An attribution that comes one sentence late reaches back.
    """
    found: list[Suggestion] = []
    earlier = {later.id: one.id for one, later in pairwise(sentences)}
    units = [
        (part, language)
        for sentence, language in zip(sentences, languages, strict=True)
        if not _asks(text, sentence)
        for part in _in_parts(text, sentence)
    ]
    for sentence, language in units:
        scopes = _scopes(text, sentence, language, known)
        for late in (one for one in scopes if one.cue.rule.reach == "previous"):
            before = earlier.get(sentence.id, "")
            found = [_held_later(one, late, sentence.id) if one.sentence == before else one for one in found]
        found += _parts(text, sentence, language, scopes, known)
    return tuple(found)


def _asks(text: str, sentence: Sentence) -> bool:
    tail = max(sentence.start, sentence.end - 8)
    return bool(_QUESTION.search(text, tail, sentence.end))


def _in_parts(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """Cut what is too long for a sentence: scopes are sought within a part, at the square of its length."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        cut = max(text.rfind(sign, start, start + LONGEST) for sign in "、, \n")
        end = cut + 1 if cut > start else start + LONGEST
        yield replace(sentence, start=start, end=end)
        start = end
    yield replace(sentence, start=start)


def _scopes(text: str, sentence: Sentence, language: str, known: Gazetteer) -> list[Scope]:
    lexicon: ModuleType = lexicon_ja if language == "ja" else lexicon_en
    reach: ModuleType = scopes_ja if language == "ja" else scopes_en
    met = _one_per_place(list(cues(text, sentence.start, sentence.end, lexicon.RULES)))
    made = (reach.scope(cue, text, sentence.start, sentence.end, known) for cue in met)
    found = [one for one in made if one is not None and one.end > one.start]
    return [one for one in found if not _told_within(one, found)]


def _told_within(one: Scope, all_of_them: Sequence[Scope]) -> bool:
    """Tell whether a verb of saying is itself part of what somebody unnamed reports: then it vouches for nothing."""
    return one.cue.rule.voice == "subject" and any(
        other.cue.rule.modality == "reported"
        and other.holder == UNNAMED
        and other.start <= one.cue.start < other.end
        for other in all_of_them
    )


def _one_per_place(met: list[Cue]) -> list[Cue]:
    """Where two cues share words, keep the first of the table."""
    kept: list[Cue] = []
    for cue in met:
        if not any(cue.start < other.end and other.start < cue.end for other in kept):
            kept.append(cue)
    return kept


def _parts(
    text: str, sentence: Sentence, language: str, scopes: Sequence[Scope], known: Gazetteer
) -> Iterator[Suggestion]:
    spans = list(_pieces(text, sentence, language, scopes))
    for place, (start, end) in enumerate(spans[:-1]):
        # a scope that begins after a topic cuts it off; where both parts are held alike they belong together
        following = spans[place + 1]
        if (
            language == "ja"
            and _LOOSE.search(text[start:end])
            and _held_alike(scopes, (start, end), following)
        ):
            spans[place : place + 2] = [(start, start), (start, following[1])]
    for start, end in spans:
        if end > start:
            over = [one for one in scopes if _covers(one, start, end)]
            yield _suggestion(text, (start, end), sentence, over, language, known)


def _held_alike(scopes: Sequence[Scope], one: tuple[int, int], other: tuple[int, int]) -> bool:
    def over(span: tuple[int, int]) -> set[tuple[str, str]]:
        return {(each.cue.rule.modality, each.holder) for each in scopes if _covers(each, *span)}

    return over(one) == over(other) != set()


def _covers(scope: Scope, start: int, end: int) -> bool:
    shared = min(scope.end, end) - max(scope.start, start)
    return shared * 2 >= min(end - start, scope.end - scope.start) and shared > 0


def _suggestion(
    text: str,
    span: tuple[int, int],
    sentence: Sentence,
    over: Sequence[Scope],
    language: str,
    known: Gazetteer,
) -> Suggestion:
    start, end = span
    inner_first = sorted(over, key=lambda one: one.end - one.start)
    hedges = [one for one in inner_first if one.cue.rule.modality != "reported"]
    held = [one for one in inner_first if one.holder != AUTHOR]
    lead = next(iter(hedges or inner_first), None)
    levels = [
        one for one in hedges if one.cue.rule.level and one.cue.rule.modality == hedges[0].cue.rule.modality
    ]
    words = text[start:end]
    negative = (_NEGATIVE_JA if language == "ja" else _NEGATIVE_EN).search(words)
    presupposed = (_PRESUPPOSED_JA if language == "ja" else _PRESUPPOSED_EN).search(words + "は")
    whole = text[sentence.start : sentence.end]
    return Suggestion(
        start=start,
        end=end,
        sentence=sentence.id,
        holders=(AUTHOR, *dict.fromkeys(one.holder for one in reversed(held))),
        modality=lead.cue.rule.modality if lead else "asserted",
        rule=lead.cue.rule.id if lead else "plain",
        cues=tuple(sorted((one.cue.start, one.cue.end) for one in over)),
        likelihood=Likelihood(word=text[levels[0].cue.start : levels[0].cue.end]) if levels else None,
        polarity="negative" if negative else "positive",
        public=bool(over) and bool(_PUBLIC.search(whole)),
        presupposed=not over and bool(presupposed),
        about=tuple(dict.fromkeys(_party(mention, known) for mention in known.mentions(text, start, end))),
        check=any(one.check for one in over),
    )


def _party(mention: Mention, known: Gazetteer) -> str:
    actor = known.actor(mention.actor)
    return (actor.party or actor.id) if actor else mention.actor


def _held_later(one: Suggestion, late: Scope, sentence: str) -> Suggestion:
    """Give a suggestion the holder that the next sentence names."""
    modality = "reported" if one.modality == "asserted" else one.modality
    rule = late.cue.rule.id if one.modality == "asserted" else one.rule
    return replace(
        one,
        holders=(*one.holders, late.holder),
        modality=modality,
        rule=rule,
        late=sentence,
        check=late.check,
    )


def _pieces(
    text: str, sentence: Sentence, language: str, scopes: Sequence[Scope]
) -> Iterator[tuple[int, int]]:
    """Cut a sentence at its clauses and where a scope begins or ends; what says nothing alone joins what follows."""
    pattern = _PIECES_JA if language == "ja" else _PIECES_EN
    cuts = {found.end() for found in pattern.finditer(text, sentence.start, sentence.end)}
    cuts |= {one.start for one in scopes} | {one.end for one in scopes} | {sentence.end}
    firm = {one.start for one in scopes} | {one.end for one in scopes} | {sentence.end}
    start = sentence.start
    for cut in sorted(cut for cut in cuts if sentence.start < cut <= sentence.end):
        words = text[start:cut].strip("　 \n、。，．・,.;:：；()（）—「」")
        loose = language == "ja" and bool(_LOOSE.search(words))
        if cut not in firm and (len(words) < _SHORTEST or loose):
            continue
        if len(words) >= _SHORTEST // 2:
            yield _trimmed(text, start, cut)
        start = cut
    if start < sentence.end and len(text[start : sentence.end].strip("。 \n」")) >= _SHORTEST:
        yield _trimmed(text, start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "　 \n、，,・•;；:：)）":
        start += 1
    while end > start and text[end - 1] in "　 \n、，,。．.;；:：(（":
        end -= 1
    return start, end
