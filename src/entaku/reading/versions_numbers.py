"""Which numbers and days does a sentence state, so that another language's sentence can be held against it?

One is left out: in both languages it is as often an article, a turn of speech or part of a word as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from entaku.model.document import Dated, Document, Sentence
from entaku.reading.frozen import narrow
from entaku.reading.numerals import english, numeral

Topic = Literal["number", "date"]

_KANJI: Final = "〇一二三四五六七八九十百千"
_COUNTED: Final = (
    r"(?:つの?|項目|議席|時間|か月|ヶ月|カ月|週間|パーセント|ポイント|円|ドル|ユーロ|キロ|メートル|トン|[万億兆]"
    r"|[人名隻枚条国日月年時分秒歳件回度次番号点割両者社校票州島機発基側隊章節個字党紙版匹頭台本])"
)
_UNITS_JA: Final = {"万": 10**4, "億": 10**8, "兆": 10**12}
_DIGITS: Final = r"\d[\d,]*(?:\.\d+)?"
_JA: Final = re.compile(
    rf"(?P<of>[{_KANJI}\d]{{1,4}})分の(?P<part>[{_KANJI}\d]{{1,4}})"
    rf"|(?P<big>(?:(?:{_DIGITS}|[{_KANJI}]+)[万億兆])+(?:{_DIGITS}|[{_KANJI}]+)?)"
    rf"|(?P<tenths>[{_KANJI}\d]{{1,2}})割"
    rf"|(?P<half>半数|半分|過半)"
    rf"|第(?P<nth>[{_KANJI}]{{1,5}}|\d{{1,5}})"
    rf"|(?P<digits>{_DIGITS})"
    rf"|(?<![{_KANJI}])(?!十分(?!の|間|前|後))(?P<kanji>[{_KANJI}]{{1,8}})(?={_COUNTED})"
)
_BIG_EN: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
_NTH: Final = {
    word: value
    for value, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" "),  # noqa: SIM905
        start=2,
    )
}
_WORDS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_AFTERNOON: Final = re.compile(r"午後|夜|\b(?:p\.?m\b|evening|tonight|afternoon)", re.IGNORECASE)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES: Final = "|".join(_WORDS.split(" ")[:8])
_CARDINAL: Final = rf"(?:{_TENS.replace(' ', '|')})(?:-(?:one|{_ONES}))?|{_WORDS.replace(' ', '|')}"
_EN: Final = re.compile(
    r"\b(?P<count>two|three|four|nine) (?P<fraction>thirds|quarters|fifths|tenths)\b"
    r"|\b(?P<single>one|a) (?P<piece>third|quarter|fifth|tenth)\b(?= of\b| (?:more|less|as)\b|[.,;:)])"
    r"|\b(?P<twice>twice)\b"
    rf"|\b(?P<half>half)\b"
    rf"|(?<![\w.])(?P<digits>{_DIGITS})(?:st|nd|rd|th)?(?: (?P<big>thousand|million|billion|trillion)\b)?"
    rf"|\b(?P<word>{_CARDINAL})\b(?: (?P<scale>hundred|thousand|million|billion)\b)?"
    rf"|\b(?P<nth>{'|'.join(_NTH)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number or a day where it stands: `key` is the same for what is the same in any language."""

    topic: Topic
    start: int
    end: int
    value: Fraction
    dated: Dated | None = None

    @property
    def key(self) -> str:
        """Name what is said, for comparing."""
        if self.dated is None:
            return f"number {self.value}"
        return f"date {self.dated.first or ''} {self.dated.last or ''} {_length(self.dated)}"


def said(document: Document, sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """Which numbers and days do these sentences state, in their order?

    Numbers inside an expression of time belong to it; an expression without days or length says nothing.
    """
    found: list[Said] = []
    for one in sentences:
        dates = [each for each in document.dates if one.start <= each.start and each.end <= one.end]
        found += [Said("date", each.start, each.end, Fraction(0), each) for each in dates if _tells(each)]
        for start, end, value in numbers(document.text, one.start, one.end):
            if value != 1 and not any(each.start < end and start < each.end for each in dates):
                found.append(Said("number", start, end, value))
    return tuple(sorted(found, key=lambda each: each.start))


def _tells(one: Dated) -> bool:
    vague = one.precision in {"vague", "season"} or one.type == "recurring"
    return not vague and (one.first is not None or one.last is not None or bool(_length(one)))


def _length(one: Dated) -> str:
    return one.precision if one.precision.startswith("P") else ""


def numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int, Fraction]]:
    """Find the numbers of a stretch of text in English and Japanese, with their places.

    Examples
    --------
    >>> [str(value) for _, _, value in numbers("六割、三分の二、1万2000人、三隻", 0, 20)]
    ['60', '2/3', '12000', '3']
    >>> [str(value) for _, _, value in numbers("two thirds of 1,200 ships, 2.4 metres, the third", 0, 50)]
    ['2/3', '1200', '12/5', '3']
    """
    plain = narrow(text[start:end])
    pattern, read = (_JA, _japanese) if re.search("[ぁ-ヶ一-龥]", plain) else (_EN, _english)
    for match in pattern.finditer(plain):
        try:
            value = read(match)
        except (ValueError, ZeroDivisionError):
            continue
        yield start + match.start(), start + match.end(), value


def _digits(words: str) -> Fraction:
    plain = words.replace(",", "")
    return (
        Fraction(plain)
        if plain.replace(".", "", 1).isascii() and plain[:1].isdigit()
        else Fraction(numeral(plain))
    )


def _japanese(match: re.Match[str]) -> Fraction:
    if match["of"]:
        return _digits(match["part"]) / _digits(match["of"])
    if match["big"]:
        parts = re.split("([万億兆])", match["big"])
        total = sum(
            (_digits(words) * _UNITS_JA[unit] for words, unit in zip(parts[::2], parts[1::2], strict=False)),
            start=Fraction(0),
        )
        return total + (_digits(parts[-1]) if parts[-1] else 0)
    if match["tenths"]:
        return _digits(match["tenths"]) * 10
    if match["half"]:
        return Fraction(1, 2)
    return _digits(match["nth"] or match["digits"] or match["kanji"])


def _english(match: re.Match[str]) -> Fraction:
    if match["fraction"]:
        return Fraction(english(match["count"].lower()), _PARTS[match["fraction"].lower()])
    if match["half"]:
        return Fraction(1, 2)
    if match["piece"]:
        return Fraction(1, _PARTS[match["piece"].lower()])
    if match["twice"]:
        return Fraction(2)
    if match["digits"]:
        return _digits(match["digits"]) * _BIG_EN.get((match["big"] or "").lower(), 1)
    if match["word"]:
        scale = (match["scale"] or "").lower()
        return Fraction(english(match["word"])) * (100 if scale == "hundred" else _BIG_EN.get(scale, 1))
    return Fraction(_NTH[match["nth"].lower()])


def shifts(
    first: Sequence[Said], second: Sequence[Said], texts: tuple[str, str]
) -> list[tuple[tuple[Said, ...], tuple[Said, ...]]]:
    """Which numbers and days stand in one of two sentences only? Those of one topic are set against each other.

    A day agrees with one that overlaps it, or with the numbers in its words; a number with an equal one.
    """
    left = [one for one in first if not any(_agree(one, other, texts) for other in second)]
    right = [one for one in second if not any(_agree(other, one, texts) for other in first)]
    found = []
    for topic in ("number", "date"):
        one = tuple(each for each in left if each.topic == topic)
        other = tuple(each for each in right if each.topic == topic)
        if one or other:
            found.append((one, other))
    return found


def _agree(one: Said, other: Said, texts: tuple[str, str]) -> bool:
    if one.dated is None and other.dated is None:
        return one.value == other.value
    if one.dated is not None and other.dated is not None:
        values = _inside(one.dated, texts[0]), _inside(other.dated, texts[1])
        apart = values[0] and values[1] and not values[0] & values[1]
        return _same_time(one.dated, other.dated) and not apart
    if one.dated is not None:
        return other.value in _inside(one.dated, texts[0])
    return other.dated is not None and one.value in _inside(other.dated, texts[1])


def _same_time(one: Dated, other: Dated) -> bool:
    if _length(one) or _length(other):
        return _length(one) == _length(other)
    low = max(one.first or date.min, other.first or date.min)
    high = min(one.last or date.max, other.last or date.max)
    return low <= high


def _inside(one: Dated, text: str) -> set[Fraction]:
    """Give the numbers in the words of a date, and those that another language writes for them."""
    values = {value for _, _, value in numbers(text, one.start, one.end)}
    values |= {Fraction(found) for found in re.findall(r"\d+", _length(one))}
    if one.first and (one.type == "era" or one.precision == "year"):
        values.add(Fraction(one.first.year))
    if _AFTERNOON.search(text, one.start, one.end):
        values |= {value + 12 for value in values if value < 12}  # noqa: PLR2004 - noon
    return values
