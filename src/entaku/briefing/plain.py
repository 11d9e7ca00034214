"""How a label is made harmless before anything shows it."""

from __future__ import annotations

import re

from entaku.model.text import Language, Text

# Terminal commands, whole: colours and cursor moves, window titles and links, and two-character ones.
_COMMANDS = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"
    "|\x9b[0-?]*[ -/]*[@-~]"
    "|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[@-_]"
)
_SPACES = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029 ]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
# What reorders or hides its neighbours: direction marks and overrides, zero-width signs, invisible tags.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# Joiners belong to some scripts and to compound emoji; beside ASCII they only disguise.
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_SURROGATES = re.compile("[\ud800-\udfff]")


def whole(words: str) -> str:
    r"""Give the words as valid Unicode: what is half a character becomes the replacement sign.

    Examples
    --------
    >>> whole("a\ud800b")
    'a�b'
    """
    return _SURROGATES.sub("\ufffd", words)


def clean(words: str) -> str:
    r"""Give the words on one line, without what commands a terminal, reorders text or hides in it.

    Examples
    --------
    >>> clean("\x1b[31mRed\x1b[0m\n line \u202egnp.exe\u200b")
    'Red line gnp.exe'
    """
    words = _SPACES.sub(" ", _COMMANDS.sub("", whole(words)))
    words = _HIDDEN.sub("", _CONTROLS.sub("", words))
    return _JOINERS.sub("", words).strip()


def said(text: Text, language: Language) -> str:
    r"""Give a text in a language, harmless, marked where only the other language has it.

    Examples
    --------
    >>> said(Text("no\tdeal"), "ja")
    'no deal〔en〕'
    """
    return clean(text.said(language))
