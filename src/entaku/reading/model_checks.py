"""Which of a language model's suggestions may stand: an exact quotation, a hedge that is kept, nothing invented."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from entaku.model.document import Mention, Sentence, Suggestion
from entaku.model.source import AUTHOR, UNNAMED, Likelihood
from entaku.reading.actors import Gazetteer
from entaku.reading.advice import CHECK, Advice, Mend
from entaku.reading.anchors import LOST, Selector, anchor
from entaku.reading.frozen import shadow
from entaku.reading.lexicon_questions import INDIRECT
from entaku.reading.model_answer import Suggested, Why
from entaku.reading.reader import Reading
from entaku.reading.review import MODEL

SENT: Final = ("title", "lead", "heading", "bullet", "body")
"""The kinds of blocks that are read, and asked about."""
_SHORTEST: Final = 4
_PLACES: Final = 20  # of the same words that are looked at
_PRONOUNS: Final = {
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "彼",
    "彼女",
    "彼ら",
    "それ",
    "これ",
}
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one suggestion: it stands, or why it was dropped; numbers that were taken away from it."""

    stands: tuple[Advice, ...] = ()
    dropped: tuple[Why, ...] = ()
    numbers: int = 0


@dataclass(frozen=True)
class Ground:
    """What rules know of a document, to hold a model's suggestions against."""

    reading: Reading
    known: Gazetteer
    model: str

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """Give the sentences that can hold claims."""
        return tuple(one for one in self.reading.document.sentences if one.id[0] in "PL")

    @cached_property
    def starts(self) -> list[int]:
        """Give where each of them begins."""
        return [one.start for one in self.body]

    @cached_property
    def by_rule(self) -> dict[str, list[Suggestion]]:
        """Give what rules suggest, by sentence."""
        found: dict[str, list[Suggestion]] = {}
        for one in self.reading.suggestions:
            found.setdefault(one.sentence, []).append(one)
        return found

    @cached_property
    def asked(self) -> frozenset[str]:
        """Give the sentences that ask something in the form of a statement."""
        text = self.reading.document.text
        put = (one.id for one in self.body if INDIRECT.search(text, one.start, one.end))
        return frozenset((*put, *(one.sentence for one in self.reading.questions)))

    @cached_property
    def told(self) -> str:
        """Give the running text, to look for names in."""
        document = self.reading.document
        return "\n".join(_plain(document.text[b.start : b.end]) for b in document.blocks if b.kind in SENT)

    def sentences(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Give the sentences that share signs with a place."""
        at = max(0, bisect_right(self.starts, start) - 1)
        found = []
        while at < len(self.body) and self.body[at].start < end:
            if self.body[at].end > start:
                found.append(self.body[at])
            at += 1
        return tuple(found)

    def rules(self, start: int, end: int) -> tuple[Suggestion, ...]:
        """Give what rules suggest of a place; where they pass over it, what they suggest of its sentences."""
        near = [each for one in self.sentences(start, end) for each in self.by_rule.get(one.id, ())]
        text = self.reading.document.text
        over = [
            one
            for one in near
            if any(sign.isalnum() for sign in text[max(start, one.start) : min(end, one.end)])
        ]
        return tuple(over or near)


def verdict(ground: Ground, claim: Suggested, span: tuple[int, int]) -> Verdict:
    """Hold one suggestion, made of a part of the document, against its text and against the rules."""
    if len("".join(claim.quote.split())) < _SHORTEST:
        return Verdict(dropped=("shape",))
    text = ground.reading.document.text
    wanted = Selector(start=0, end=0, exact=claim.quote, prefix="", suffix="")
    part = text[slice(*span)]
    found = LOST
    if claim.quote in part or shadow(claim.quote).text in _folded(part):  # a lost one need not be looked for
        found = anchor(part, wanted, fuzzy=False)
    if found.how == "lost":
        return Verdict(dropped=("quote",))
    exact = text[span[0] + found.start : span[0] + found.end]
    places = [place for place in _places(text, exact) if ground.sentences(*place)]
    if not places:
        return Verdict(dropped=("outside",))
    said = [place for place in places if not _is_question(ground, *place)]
    if not said:
        return Verdict(dropped=("question",))
    within = [place for place in said if span[0] <= place[0] and place[1] <= span[1]]
    return _weighed(ground, claim, (within or said)[0], said)


@lru_cache(maxsize=1)
def _folded(part: str) -> str:
    return shadow(part).text


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    at, left = text.find(words), _PLACES
    while at >= 0 and left:
        yield at, at + len(words)
        at, left = text.find(words, at + len(words)), left - 1


def _is_question(ground: Ground, start: int, end: int) -> bool:
    """Tell whether a place shares a sentence of which the rules can suggest nothing: it asks, and says nothing."""
    return any(one.id not in ground.by_rule for one in ground.sentences(start, end))


def _weighed(
    ground: Ground, claim: Suggested, place: tuple[int, int], everywhere: Sequence[tuple[int, int]]
) -> Verdict:
    start, end = place
    rules = [one for each in everywhere for one in ground.rules(*each)]
    nearest = max(ground.rules(start, end), key=lambda one: min(end, one.end) - max(start, one.start))
    holders, unsure = _holders(ground, claim.holder)
    likelihood = _likelihood(claim.word, rules)
    asks = any(one.id in ground.asked for each in everywhere for one in ground.sentences(*each))
    lost = claim.modality == "asserted" and (asks or any(_is_lost(one, holders) for one in rules))
    mend: tuple[Mend, ...] = ("modality",) if lost else ()
    if CHECK in holders:
        mend = (*mend, "holders")
    mentions = ground.known.mentions(ground.reading.document.text, start, end)
    suggestion = Suggestion(
        start=start,
        end=end,
        sentence=ground.sentences(start, end)[0].id,
        holders=holders,
        modality=claim.modality,
        rule=MODEL + ground.model,
        cues=tuple(sorted({cue for one in ground.rules(start, end) for cue in one.cues})),
        likelihood=likelihood[0] if likelihood else None,
        polarity=nearest.polarity,
        public=nearest.public,
        presupposed=nearest.presupposed and claim.modality == "asserted",
        late=nearest.late,
        about=tuple(dict.fromkeys(_party(ground.known, mention) for mention in mentions)),
        check=unsure
        or len(everywhere) > 1
        or (claim.modality == "asserted" and _is_cut(ground, nearest, place))
        or any(one.check for one in rules)
        or claim.modality not in {one.modality for one in rules},
    )
    return Verdict(
        (Advice(suggestion=suggestion, mend=mend),),
        (),
        int(claim.number or bool(claim.word and not likelihood)),
    )


def _is_cut(ground: Ground, rule: Suggestion, place: tuple[int, int]) -> bool:
    """Tell whether words of a part of a sentence are left out, which may turn the rest: whether, not, nobody says."""
    text = ground.reading.document.text
    left_out = text[rule.start : max(rule.start, place[0])] + text[min(rule.end, place[1]) : rule.end]
    return any(sign.isalnum() for sign in left_out)


def _is_lost(one: Suggestion, holders: tuple[str, ...]) -> bool:
    """Tell whether what a rule found is gone where a plain assertion by these holders is suggested."""
    if one.modality not in ("asserted", "reported"):
        return True
    return (one.modality == "reported" or len(one.holders) > 1) and holders in ((AUTHOR,), (AUTHOR, CHECK))


def _likelihood(word: str, rules: Sequence[Suggestion]) -> tuple[Likelihood, ...]:
    """Give the likelihood word that stands in the text there, if it is the one the model means."""
    meant = shadow(word).text.casefold()
    return tuple(
        one.likelihood
        for one in rules
        if meant and one.likelihood and _within(meant, shadow(one.likelihood.word).text.casefold())
    )


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _holders(ground: Ground, name: str) -> tuple[tuple[str, ...], bool]:
    """Give the holders a model means, and whether only a person can tell; a name of no one here becomes `check`."""
    plain = _plain(name)
    if plain == AUTHOR:
        return (AUTHOR,), False
    if plain == UNNAMED:
        return (AUTHOR, UNNAMED), False
    mentions = list(ground.known.mentions(name))
    here = {one.actor for one in ground.reading.mentions if one.kind != "place"}
    whole = [one.actor for one in mentions if _same(name[one.start : one.end], name) and one.actor in here]
    if whole:
        return (AUTHOR, whole[0]), False
    if plain in _PRONOUNS or not _stands(plain, ground.told):
        return (AUTHOR, CHECK), True
    return (AUTHOR, mentions[-1].actor if mentions else name), True


def _same(one: str, other: str) -> bool:
    return _plain(_ARTICLE.sub("", one)) == _plain(_ARTICLE.sub("", other))


def _stands(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, as words of their own where it is written in Latin letters."""
    if not name or name not in text:
        return False
    before = r"(?<![A-Za-z0-9])" if _WORD.match(name[:1]) else ""
    after = r"(?![A-Za-z0-9])" if _WORD.match(name[-1:]) else ""
    return re.search(f"{before}{re.escape(name)}{after}", text) is not None


def _plain(words: str) -> str:
    """Give words in one case and width, on one line; between Japanese signs white space says nothing."""
    folded = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", folded)


def _party(known: Gazetteer, mention: Mention) -> str:
    actor = known.actor(mention.actor)
    return (actor.party or actor.id) if actor else mention.actor
