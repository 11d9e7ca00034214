"""In which language is a line written? By its script alone: statistics fail on short lines."""

from __future__ import annotations

import re
from typing import Final

_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝ]")
_HAN: Final = re.compile(r"[々〇㐀-鿿]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_UKRAINIAN: Final = re.compile(r"[іїєґІЇЄҐ]")
_A_WORD: Final = 5  # Latin letters that weigh as one sign of Japanese
_ENOUGH: Final = 4_000  # signs that are counted: more would not change the answer


def language_of(text: str, majority: str = "") -> str:
    """In which language is this written: `ja`, `en`, `uk`, `ru`, or nothing where there are no letters?

    Kana: Japanese. Han only: the document's majority. Cyrillic with і ї є ґ: Ukrainian, else Russian.

    Examples
    --------
    >>> language_of("湖の協定"), language_of("The lake"), language_of("Мова і мир"), language_of("12:30")
    ('ja', 'en', 'uk', '')
    """
    text = text[:_ENOUGH]
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    if kana and (kana + han) * _A_WORD >= max(latin, cyrillic):
        return "ja"
    if cyrillic > latin:
        return "uk" if _UKRAINIAN.search(text) else "ru"
    if han * _A_WORD > latin:
        return majority or "ja"
    return "en" if latin else majority if han else ""


def majority(text: str) -> str:
    """In which language is most of the document?"""
    return language_of(text, "ja")


def words(line: str) -> tuple[str, ...]:
    """Which words does a line list, apart by white space?

    Examples
    --------
    >>> words("Mr Mrs  Dr")
    ('Mr', 'Mrs', 'Dr')
    """
    return tuple(line.split())
