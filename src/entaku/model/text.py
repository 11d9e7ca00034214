"""Words shown to people, in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")

_JOINER = {"en": ", ", "ja": "、"}
_LAST = {"en": " and ", "ja": "と"}
_NOBODY = {"en": "nobody", "ja": "なし"}


@dataclass(frozen=True, slots=True)
class Text:
    """What a thing is called or says, in each language; an empty string where it is missing.

    Examples
    --------
    >>> Text("no deal", "決裂").said("ja")
    '決裂'
    >>> Text("no deal").said("ja")
    'no deal〔en〕'
    """

    en: str = ""
    ja: str = ""

    def said(self, language: Language) -> str:
        """Give the words in `language`, or the other language's with a visible mark."""
        wanted, other = (self.en, self.ja) if language == "en" else (self.ja, self.en)
        if wanted or not other:
            return wanted
        return f"{other}〔{'ja' if language == 'en' else 'en'}〕"

    def filled(self, **slots: Slot) -> Text:
        """Fill the named slots of a whole sentence; a slot is a text, a number, or a list of texts."""
        en = self.en.format_map(_filled(slots, "en"))
        # a name that opens a sentence takes a capital: "the US" becomes "The US"
        opens = self.en.startswith("{") and self.en.endswith((".", ":")) and en[:1].islower()
        return Text(en[:1].upper() + en[1:] if opens else en, self.ja.format_map(_filled(slots, "ja")))

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.en or self.ja)


Slot = Text | str | int | Sequence["Text"]


def both(words: str) -> Text:
    """Give a text that is the same in both languages, as names and signs are."""
    return Text(words, words)


def listed(items: Sequence[Text]) -> Text:
    """Join names into one list for a sentence, in each language.

    Examples
    --------
    >>> listed([Text("US", "米国"), Text("Russia", "ロシア"), Text("Ukraine", "ウクライナ")]).en
    'US, Russia and Ukraine'
    """
    said = {language: [item.said(language) for item in items] for language in LANGUAGES}
    return Text(_joined("en", said["en"]), _joined("ja", said["ja"]))


def _joined(language: Language, words: Sequence[str]) -> str:
    if not words:
        return _NOBODY[language]
    if len(words) == 1:
        return words[0]
    if language == "ja":
        return _JOINER["ja"].join(words) if len(words) > 2 else _LAST["ja"].join(words)  # noqa: PLR2004
    return _JOINER["en"].join(words[:-1]) + _LAST["en"] + words[-1]


def say(en: str, ja: str, **slots: Slot) -> Text:
    """Fill whole sentences with named slots; a slot is a text, a number, or a list of texts.

    Examples
    --------
    >>> say("{who} can be bypassed.", "{who}は迂回できる。", who=Text("the EU", "EU")).ja
    'EUは迂回できる。'
    """
    return Text(en, ja).filled(**slots)


def _filled(slots: Mapping[str, Slot], language: Language) -> dict[str, str | int]:
    out: dict[str, str | int] = {}
    for name, slot in slots.items():
        if isinstance(slot, Text):
            out[name] = slot.said(language)
        elif isinstance(slot, (str, int)):
            out[name] = slot
        else:
            out[name] = listed(slot).said(language)
    return out
