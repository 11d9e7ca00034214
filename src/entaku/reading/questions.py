"""Open questions of a text, to become watch points: how each is asked, and what it lacks to be resolvable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from entaku.model.document import Block, Question, Sentence
from entaku.reading.lexicon_questions import ASKED, CHOICE, HORIZON, INDIRECT, OPEN, QUOTED, THRESHOLD, WATCH

Lack = Literal["resolver", "horizon", "threshold"]


def questions(text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> tuple[Question, ...]:
    """Find every question under a what-to-watch heading, every question of the text's own voice, and indirect ones.

    Examples
    --------
    >>> asked = "Will the ferry run before Easter?"
    >>> line = Sentence(id="P1.s1", start=0, end=len(asked), block=0)
    >>> [(one.form, one.lacks) for one in questions(asked, (), (line,))]
    [('binary', ('resolver',))]
    """
    watched = tuple(_under_watch(text, blocks))
    return tuple(
        Question(
            start=one.start,
            end=one.end,
            sentence=one.id,
            form=_form(text[one.start : one.end]),
            lacks=tuple(_lacks(text[one.start : one.end])),
        )
        for one in sentences
        if one.id.startswith("P") and _asks(text[one.start : one.end].strip(), one.start, watched)
    )


def _under_watch(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Give the parts of a text that stand under a heading such as `what to watch`."""
    heads = [block for block in blocks if block.kind == "heading"]
    for block, following in zip(heads, [*heads[1:], None], strict=False):
        if WATCH.search(text, block.start, block.end):
            yield block.end, following.start if following else len(text)


def _asks(words: str, at: int, watched: Sequence[tuple[int, int]]) -> bool:
    if QUOTED.match(words):
        return False
    if ASKED.search(words):
        return True
    inside = any(low <= at < high for low, high in watched)
    return bool(INDIRECT.search(words)) and inside


def _form(words: str) -> Literal["binary", "choice", "open", "indirect"]:
    if not ASKED.search(words):
        return "indirect"
    if CHOICE.search(words):
        return "choice"
    return "open" if OPEN.search(words) else "binary"


def _lacks(words: str) -> Iterator[Lack]:
    """Say what is missing for somebody to tell later what the answer was."""
    if OPEN.search(words) or THRESHOLD.search(words):
        yield "threshold"
    if not HORIZON.search(words):
        yield "horizon"
    yield "resolver"
