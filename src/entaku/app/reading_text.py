"""A reading as lines for a person: what the page says of itself, then sentence by sentence on whose word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from entaku.briefing.bases import MODALITIES
from entaku.briefing.plain import clean
from entaku.model.document import Question, Suggestion
from entaku.model.source import AUTHOR, UNNAMED
from entaku.model.text import Language, Text, listed, say
from entaku.reading.advice import CHECK, Advice, Advised, Mend
from entaku.reading.reader import Reading
from entaku.reading.review import MODEL

_HEADS: Final = {
    "metadata": Text("What the page says of itself", "ページ自身の記載"),
    "conflicts": Text("What does not fit", "食い違い"),
    "actors": Text("Who is named", "言及された者"),
    "claims": Text("What is said, and on whose word", "何が、誰の言葉として述べられているか"),
    "questions": Text("What is left open", "問いとして残るもの"),
    "dropped": Text("Left out", "除いたもの"),
}
_FORMS: Final = {
    "binary": Text("yes or no", "是か非か"),
    "choice": Text("one of several", "択一"),
    "open": Text("open", "自由"),
    "indirect": Text("put indirectly", "間接の問い"),
}
_LACKS: Final = {
    "resolver": Text("who decides", "判定者"),
    "horizon": Text("by when", "期限"),
    "threshold": Text("from which point on", "判定の基準"),
}
_WHO: Final = {
    AUTHOR: Text("the text itself", "地の文"),
    UNNAMED: Text("somebody unnamed", "名を伏せた者"),
    CHECK: Text("check who", "要確認"),
}

_MEND: Final[dict[Mend, Text]] = {
    "modality": Text(
        "hedge lost by the model: edit before taking it", "モデルが留保を落としている。採る前に直すこと"
    ),
    "holders": Text("not named in the text: say who it is", "本文に名がない。誰かを記すこと"),
}


def lines(found: Reading, language: Language, advised: Sequence[Advised] = ()) -> Iterator[str]:
    """Say what was read, in lines; what models suggest stands below what rules do of the same place."""
    advice = [one for asked in advised for one in asked.advice]
    document = found.document
    day = document.anchor.isoformat() if document.anchor else "-"
    head = say("{name}: read for {day}", "{name}（基準日：{day}）", name=clean(document.name), day=day)
    yield head.said(language)
    for key, part in (
        ("metadata", (f"{one.key}: {clean(one.value)}" for one in document.headers)),
        ("conflicts", (one.text.said(language) for one in document.conflicts)),
        ("dropped", (clean(one) for one in document.dropped)),
        ("actors", _actors(found)),
        ("claims", _claims(found, advice, language)),
        ("questions", _questions(found, language)),
    ):
        told = list(part)
        if told:
            yield ""
            yield _HEADS[key].said(language)
            yield from (f"  {line}" for line in told)


def _actors(found: Reading) -> Iterator[str]:
    counted = Counter(mention.actor for mention in found.mentions)
    yield from (f"{actor} ({count})" for actor, count in counted.most_common())


def _claims(found: Reading, advice: Sequence[Advice], language: Language) -> Iterator[str]:
    order = {one.id: place for place, one in enumerate(found.document.sentences)}
    told = [*(Advice(suggestion=one) for one in found.suggestions), *advice]
    if advice:
        told.sort(key=lambda one: (order[one.suggestion.sentence], one.suggestion.start))
    sentence = ""
    for each in told:
        one = each.suggestion
        if one.sentence != sentence:
            sentence = one.sentence
            yield sentence
        notes = "".join(f"; {_MEND[axis].said(language)}" for axis in each.mend)
        yield f"  {_mark(one)} {_words(found, one)}  [{_held(one, language)}{notes}]"


def _words(found: Reading, one: Suggestion | Question) -> str:
    """Give the words of a place on one line; Japanese lines join without a space."""
    words = found.document.text[one.start : one.end]
    return clean(re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", words).replace("\n", ""))


def _mark(one: Suggestion) -> str:
    """Tell plain from hedged by shape: a filled sign for the text's own plain word, an open one for the rest.

    What a model suggests has corners.
    """
    plain = one.modality == "asserted" and len(one.holders) == 1
    if one.rule.startswith(MODEL):
        return "◆" if plain else "◇"
    return "●" if plain else "○"


def _held(one: Suggestion, language: Language) -> str:
    holder = _WHO.get(one.holders[-1], Text(clean(one.holders[-1]), clean(one.holders[-1])))
    word = MODALITIES[one.modality]
    told = say("{who}: {word}", "{who}：{word}", who=holder, word=word)
    return f"{told.said(language)}; {clean(one.rule)}"


def _questions(found: Reading, language: Language) -> Iterator[str]:
    for one in found.questions:
        words = _words(found, one)
        lacks = listed([_LACKS[name] for name in one.lacks])
        told = say(
            "{words} ({form}; lacking: {lacks})",
            "{words}（{form}。欠けているもの：{lacks}）",
            words=words,
            form=_FORMS[one.form],
            lacks=lacks,
        )
        yield f"{one.sentence} {told.said(language)}"
