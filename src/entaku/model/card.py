"""What a lens says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from entaku.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A lens's name, the question it answers, what it needs of a case, what it assumes, and its sources.

    `doubt` says when not to believe it.
    """

    name: str
    title: Text
    question: Text
    needs: Text
    assumes: Text
    doubt: Text
    sources: tuple[str, ...]
