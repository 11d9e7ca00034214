"""How things may be named, which characters a text may hold, and what a misspelt name was meant to be."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from typing import Final

from entaku.model.basics import ANALYST, NO_DEAL, NOT_STATED
from entaku.model.source import AUTHOR, UNNAMED

RESERVED: Final = frozenset({ANALYST, AUTHOR, UNNAMED, NO_DEAL, NOT_STATED.value})
"""Words with a meaning of their own, which nothing may be called."""

ID: Final = re.compile(r"[\w.\-]{1,64}")
"""What an id looks like as a whole: letters of any script, digits, `_`, `.` and `-`, at most 64."""

UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u00ad\u061c\u180e\u200b-\u200f\u2060\u3164\ufeff"  # of no width, or of nothing to see
    "\u2028-\u202e\u2066-\u2069"  # line separators, bidirectional overrides and isolates
    "\ud800-\udfff\ufffe\uffff]"  # halves of a pair, and no characters at all
)
"""Characters that show nothing, or make a reader see something else than what is there."""

_TOO_MANY: Final = 2_000
_SHOWN: Final = 48


def code_point(character: str) -> str:
    """Say which character it is: code point and name.

    Examples
    --------
    >>> code_point(chr(0x202E))
    'U+202E (right-to-left override)'
    """
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def shown(words: str) -> str:
    """Give words in quotes for a message, cut to length, with what cannot be seen made visible.

    Examples
    --------
    >>> shown("order")
    "'order'"
    """
    cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    safe = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", cut)
    return f"'{safe.replace(chr(10), '⏎')}'"


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Ask whether the nearest known name was meant; empty if none is near.

    Examples
    --------
    >>> did_you_mean("ordr", ["order", "better"])
    "Did you mean 'order'?"
    """
    near = nearest(word, known)
    return f"Did you mean {shown(near)}?" if near else ""


def nearest(word: str, known: Collection[str]) -> str:
    """Give the known name that is spelt most alike; empty if none is near.

    Examples
    --------
    >>> nearest("NATO_bod", ["territory", "NATO_bid"])
    'NATO_bid'
    """
    if len(word) > _SHOWN or len(known) > _TOO_MANY:
        return ""
    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[found[0]] if found else ""
