"""Two language versions of one text: where the translation commits more or less, and where numbers moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from entaku.app.reading import read
from entaku.briefing.bases import MODALITIES
from entaku.briefing.plain import clean
from entaku.model.document import Document
from entaku.model.text import Language, Text, both, say
from entaku.reading.reader import Reading
from entaku.reading.versions import Compared, Difference, Pair, Side, body, compared

FORM: Final = 1
"""The version of the form in which a comparison is given as data."""
_WHAT: Final = {
    ("hedge", "lost"): Text("a hedge is lost", "留保が消えている"),
    ("hedge", "added"): Text("a hedge is added", "留保が加わっている"),
    ("hedge", "weakened"): Text("put less firmly", "断定が弱まっている"),
    ("hedge", "strengthened"): Text("put more firmly", "断定が強まっている"),
    ("hedge", "changed"): Text("hedged in another way", "留保の種類が異なる"),
    ("number", "changed"): Text("another number", "数が異なる"),
    ("number", "lost"): Text("a number is lost", "数が消えている"),
    ("number", "added"): Text("a number is added", "数が加わっている"),
    ("date", "changed"): Text("another day or length of time", "日付または期間が異なる"),
    ("date", "lost"): Text("a day or length of time is lost", "日付または期間が消えている"),
    ("date", "added"): Text("a day or length of time is added", "日付または期間が加わっている"),
    ("sentence", "lost"): Text("a sentence is left out", "文が抜けている"),
    ("sentence", "added"): Text("a sentence is put in", "文が加わっている"),
}
_LINE: Final = Text("  line {line}: {words}", "  {line}行目：{words}")
_NONE: Final = Text("  no such sentence", "  対応する文はない")
_NOTHING: Final = Text(
    "No difference was found. Rules see a main statement well and what hangs below it less well.",
    "違いは見つからなかった。規則は主節をよく捉えるが、従属節では見落とすことがある。",
)


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a text as they were read, and where they differ."""

    first: Reading
    second: Reading
    found: Compared

    def text(self, language: Language = "en") -> str:
        """Give the differences as lines for a person, in the order of the text."""
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        single = sum(len(pair.first) == len(pair.second) == 1 for pair in self.found.pairs)
        head = say(
            "{first} ({m} sentences) and {second} ({n}): {pairs} pairs one to one, {count} differences",
            "{first}（{m}文）と{second}（{n}文）：一対一の対応{pairs}組、違い{count}件",
            first=both(clean(self.first.document.name)),
            second=both(clean(self.second.document.name)),
            m=len(body(self.first)),
            n=len(body(self.second)),
            pairs=single,
            count=len(self.found.differences),
        )
        yield head.said(language)
        for one in self.found.differences:
            yield ""
            yield f"{_places(one)} {_WHAT[one.topic, one.change].said(language)}"
            yield _side(self.first.document, one.first, language)
            yield _side(self.second.document, one.second, language)
        if not self.found.differences:
            yield ""
            yield _NOTHING.said(language)

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values; places are code points of each frozen text, ends exclusive."""
        return {
            "form": FORM,
            "first": _named(self.first),
            "second": _named(self.second),
            "pairs": [self._pair(pair) for pair in self.found.pairs],
            "differences": [
                {
                    "topic": one.topic,
                    "change": one.change,
                    "first": _plain(self.first.document.text, one.first),
                    "second": _plain(self.second.document.text, one.second),
                }
                for one in self.found.differences
            ],
        }

    def _pair(self, pair: Pair) -> dict[str, list[str]]:
        ones, others = body(self.first), body(self.second)
        return {
            "first": [ones[place].id for place in pair.first],
            "second": [others[place].id for place in pair.second],
        }


def _named(found: Reading) -> dict[str, Any]:
    document = found.document
    return {"name": document.name, "sha256": document.sha256, "sentences": len(body(found))}


def _span(side: Side) -> tuple[int, int]:
    return (side.sentences[0].start, side.sentences[-1].end) if side.sentences else (0, 0)


def _plain(text: str, side: Side) -> dict[str, Any]:
    start, end = _span(side)
    return {
        "sentences": [one.id for one in side.sentences],
        "start": start,
        "end": end,
        "line": _line(text, start) if side.sentences else None,
        "text": text[start:end],
        "says": side.says or None,
        "cues": [{"start": low, "end": high, "text": text[low:high]} for low, high in side.cues],
    }


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def _places(one: Difference) -> str:
    sides = ["+".join(each.id for each in side.sentences) or "-" for side in (one.first, one.second)]
    return sides[0] if sides[0] == sides[1] else " / ".join(sides)


def _side(document: Document, side: Side, language: Language) -> str:
    """Give a side on one line: where, the words, how it puts it, and by which cues."""
    if not side.sentences:
        return _NONE.said(language)
    start, end = _span(side)
    told = [MODALITIES[side.says].said(language)] if side.says else []
    quoted = "“{}”" if language == "en" else "「{}」"
    told += [quoted.format(_words(document.text, *cue)) for cue in side.cues]
    mark = f"  [{' '.join(told)}]" if told else ""
    shown = _LINE.filled(line=_line(document.text, start), words=_words(document.text, start, end))
    return shown.said(language) + mark


def _words(text: str, start: int, end: int) -> str:
    """Give the words of a place on one line; Japanese lines join without a space."""
    words = re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", text[start:end]).replace("\n", "")
    return clean(words)


def versions(first: str | Path, second: str | Path, case: str | Path | None = None) -> Versions:
    """Where do two language versions of a text not say the same?

    Parameters
    ----------
    first, second
        Two files: the text translated from, and the translation.
    case
        A case whose parties and persons are recognised in both; it helps to find which sentences belong together.

    Raises
    ------
    NotFound, BadInput
        As `entaku.app.reading.read`.
    """
    ones, others = read(first, case).reading, read(second, case).reading
    return Versions(ones, others, compared(ones, others))
