"""From suggestions to the claims of a draft: on whose word, how firmly, and where; the words wait to be rewritten."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from entaku.app.casting import Cast, in_its_language
from entaku.app.draft_words import AS_WRITTEN
from entaku.model.document import Suggestion
from entaku.model.errors import BadInput, Fault
from entaku.model.names import RESERVED, UNSAFE
from entaku.model.party import Person
from entaku.model.source import AUTHOR, UNNAMED, Claim, Likelihood, Place
from entaku.model.text import Text
from entaku.reading.proposals import Proposed, topics_in
from entaku.reading.reader import Reading
from entaku.reading.review import State, item
from entaku.reading.scripts import words

SOURCE: Final = "text"
"""The id of the one source of a draft."""
_LONGEST: Final = 600
_CUES: Final = 3
_CUE_SIGNS: Final = 24
_CUE_JA: Final = 8
_CUE_EN: Final = 4
_WORDS: Final = 8
_SIGNS: Final = 24
_IN_FRONT: Final = re.compile(r"according|in the (?:view|words|opinion)|for ", re.IGNORECASE)
_PRONOUNS: Final = frozenset(
    words("he she they it this that who we i you 彼 彼女 彼ら 同氏 同国 これ それ 自国 両者 両国")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Claims of a draft with the suggestion behind each, who had to be added as a speaker, and remarks by claim."""

    claims: tuple[Claim, ...]
    found: tuple[Suggestion, ...]
    speakers: tuple[Person, ...]
    remarks: Mapping[str, tuple[str, ...]]


def plain(words: str) -> str:
    """Give words of a document on one line, without what cannot be seen; Japanese lines join without a space."""
    joined = re.sub(r"\n[ \t\u3000]*", lambda found: _joint(words, found), words)
    return re.sub(r"\s+", " ", UNSAFE.sub("", joined)).strip()


def _joint(words: str, found: re.Match[str]) -> str:
    before, after = words[found.start() - 1 : found.start()], words[found.end() : found.end() + 1]
    return " " if before.isascii() and after.isascii() else ""


def trimmed(words: str) -> str:
    """Give a part of a sentence without the conjunction that only led on to the next.

    Examples
    --------
    >>> trimmed("It wrote the clause and"), trimmed("が、港は閉じた")
    ('It wrote the clause', '港は閉じた')
    """
    words = re.sub(r",? (?:and|but|while)$", "", words)
    return re.sub(r"^(?:(?:が|も)、|(?:and|but) )", "", words).rstrip(
        ")）" if words.count("(") + words.count("（") == 0 else ""
    )


def taken(reading: Reading, state: State) -> tuple[tuple[Suggestion, ...], tuple[dict[str, Any], ...]]:
    """Give the suggestions that a person took, each with what that person changed."""
    kept = [one for one in reading.suggestions if item(one) in state.taken]
    return tuple(kept), tuple(state.taken[item(one)] for one in kept)


def coded(
    reading: Reading,
    found: Sequence[Suggestion],
    changes: Sequence[Mapping[str, Any]],
    people: Cast,
    proposed: Sequence[Proposed],
) -> Coded:
    """Make the claims.

    Raises
    ------
    BadInput
        If a change of a review log is none that a claim can have.
    """
    parties = {party.id for party in people.parties}
    known: dict[str, Person] = {}
    claims: list[Claim] = []
    remarks: dict[str, tuple[str, ...]] = {}
    width = max(2, len(str(len(found))))
    for number, (one, changed) in enumerate(zip(found, changes, strict=True), start=1):
        name = f"C{number:0{width}d}"
        chain = _supported(reading, one, people)
        holders, doubts = _holders(chain, people.ids, known)
        about = tuple(dict.fromkeys(_party(people, each) for each in one.about))
        text = reading.document.text
        issue = next(iter(topics_in(text, one.start, one.end, proposed)), "")
        claim = Claim(
            id=name,
            source=SOURCE,
            text=_placeholder(text[one.start : one.end]),
            holders=holders,
            modality=one.modality,
            quote=_quote(text, one),
            at=Place(sentence=one.sentence, start=one.start, end=one.end),
            likelihood=one.likelihood,
            polarity=one.polarity,
            about=tuple(each for each in about if each in parties),
            issue=issue,
            public=one.public,
            presupposed=one.presupposed,
        )
        claims.append(_changed(claim, changed, people, known, proposed) if changed else claim)
        remarks[name] = (*doubts, *_doubts(one))
    return Coded(claims=tuple(claims), found=tuple(found), speakers=tuple(known.values()), remarks=remarks)


def _party(people: Cast, ident: str) -> str:
    actor = people.known.actor(ident)
    return (actor.party or actor.id) if actor else ident


def _placeholder(words: str) -> Text:
    shown = trimmed(plain(words))
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    text = in_its_language(shown)
    return Text(ja=AS_WRITTEN.ja + shown) if text.ja else Text(en=AS_WRITTEN.en + shown)


def _quote(text: str, one: Suggestion) -> str:
    """Give the words of the cues alone, never the sentence."""
    found = dict.fromkeys(_cue(plain(text[start:end])) for start, end in one.cues)
    return " … ".join([words for words in found if words][:_CUES])


def _cue(words: str) -> str:
    """Give a cue; of one that takes a whole clause only its telling end: the first words, in Japanese the last."""
    if len(words) <= _CUE_SIGNS:
        return words
    return words[-_CUE_JA:] if in_its_language(words).ja else " ".join(words.split(" ")[:_CUE_EN])


def _doubts(one: Suggestion) -> tuple[str, ...]:
    told = [f"who holds it is told by {one.late}"] if one.late else []
    told += ["lead: it shortens the body and may lose hedges"] if one.sentence.startswith("L") else []
    return tuple(told)


def _holders(
    chain: Sequence[str], ids: Collection[str], known: dict[str, Person]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the chain in ids; words of the text become a speaker, what names nobody becomes somebody unnamed."""
    out: list[str] = []
    doubts: list[str] = []
    for holder in chain:
        if holder in (AUTHOR, UNNAMED) or holder in ids:
            out.append(holder)
            continue
        name = _speaker(holder)
        if not name:
            out.append(UNNAMED)
            doubts.append(f"check: whose word is it? The text has “{_cut(plain(holder))}”")
            continue
        ident = next((one.id for one in known.values() if name in (one.name.en, one.name.ja)), "")
        if not ident:
            ident = _free(name, {*ids, *known})
            known[ident] = Person(id=ident, name=in_its_language(name))
        out.append(ident)
    return tuple(dict.fromkeys(out)), tuple(doubts)


def _supported(reading: Reading, one: Suggestion, people: Cast) -> tuple[str, ...]:
    """Give the chain of holders; one who is named in the sentence only behind the verb of saying is put in doubt."""
    last = one.holders[-1]
    if one.late or last in (AUTHOR, UNNAMED) or last not in people.ids or not one.cues:
        return one.holders
    sentence = next(each for each in reading.document.sentences if each.id == one.sentence)
    text = reading.document.text
    if any(_IN_FRONT.match(text, start) for start, _ in one.cues):
        return one.holders  # "according to X": the name follows the cue
    cue = max(end for _, end in one.cues)
    met = [each for each in people.known.mentions(text, sentence.start, sentence.end) if each.actor == last]
    quoted = re.search(r"[”」』\"]", text[sentence.start : cue])
    if any(each.start < cue for each in met) or (met and quoted):
        return one.holders
    return (*one.holders[:-1], plain(text[sentence.start : min(start for start, _ in one.cues)]) + "?")


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"  # noqa: PLR2004 - a line of a comment


def _speaker(words: str) -> str:
    """Give who is meant by the words before a verb of saying, or nothing where they name nobody.

    Examples
    --------
    >>> (
    ...     _speaker("Publicly, the harbour master"),
    ...     _speaker("he"),
    ...     _speaker("悪天候が原因だとしているが、港湾長"),
    ... )
    ('harbour master', '', '港湾長')
    """
    last = re.split(r"[、,]|“[^”]*”", plain(words))[-1].strip(" 　「」“”’'")
    last = re.sub(r"^(?:but|and|yet|that|a|an|the|one|some|several) ", "", last, flags=re.IGNORECASE)
    last = re.sub(r"^(?:a|an|the) ", "", last)
    if last.endswith("?"):
        return ""
    long = len(last) > _SIGNS if re.search(r"[ぁ-んァ-ヴ一-龠]", last) else len(last.split()) > _WORDS
    unclear = long or last.lower() in _PRONOUNS or last.lower().endswith((" and", " or", " that", " which"))
    return "" if unclear or not last else last


def _free(name: str, used: Collection[str]) -> str:
    base = re.sub(r"[^\w.\-]+", "_", name.lower()).strip("_")[:56] or "speaker"
    base = f"{base}_" if base in RESERVED else base
    tries = (base if not number else f"{base}_{number + 1}" for number in range(len(used) + 1))
    return next(one for one in tries if one not in used)


def _changed(
    claim: Claim,
    changes: Mapping[str, Any],
    people: Cast,
    known: dict[str, Person],
    proposed: Sequence[Proposed],
) -> Claim:
    """Give the claim as a person changed it before taking it."""
    told = dict(changes)
    text = Text(str(told.pop("text_en", "") or ""), str(told.pop("text_ja", "") or ""))
    had = claim.likelihood or Likelihood(word="")
    if "likelihood" in told or "scale" in told:
        word, scale = told.pop("likelihood", had.word), told.pop("scale", had.scale)
        told["likelihood"] = Likelihood(word=str(word), scale=scale) if word else None
    try:
        if "holders" in told:
            told["holders"], _ = _holders([str(one) for one in told["holders"]], people.ids, known)
        if "about" in told:
            told["about"] = tuple(
                one for one in told["about"] if one in {party.id for party in people.parties}
            )
        if told.get("issue") and not any(one.topic.id == told["issue"] for one in proposed):
            told["issue"] = ""
        return replace(claim, **told, text=text or claim.text)
    except TypeError as wrong:
        fault = Fault(
            ("the log", claim.at.sentence), f"a change that no claim can have ({wrong})", "what review writes"
        )
        raise BadInput((fault,)) from None


def rests_on(claims: Sequence[Claim], at: Sequence[int]) -> tuple[str, ...]:
    """Give the ids of the claims at these places."""
    return tuple(claims[place].id for place in at)
