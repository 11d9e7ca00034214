"""What does a document say about itself, and in which parts, sentences and days? Everything in one reading."""

from __future__ import annotations

from datetime import date
from typing import Final

from entaku.model.document import Block, Conflict, Document
from entaku.model.text import say
from entaku.reading.blocks import blocks as blocks_of
from entaku.reading.conflicts import Page, anchor_of, conflicts, survives
from entaku.reading.dates import Anchor, dates
from entaku.reading.frozen import freeze
from entaku.reading.headers import headers as headers_of
from entaku.reading.sentences import sentences as sentences_of

LIMIT: Final = 500_000  # code points that are looked at: some two hundred articles, or a book
_NAVIGATION: Final = "navigation"


def read_text(name: str, text: str, day: date | None = None) -> Document:
    r"""What does the text consist of, and for which days do its expressions of time stand?

    `day` is a person's answer where the page does not say against which day it is to be read. Of a text longer
    than `LIMIT` the rest is frozen and hashed, but not looked at; a conflict says so.

    Examples
    --------
    >>> page = "湖の協定\n\n2031年5月4日 9:00 北部\n\n北岸は本日、「拒む。」と述べた。南岸は来週答える。"
    >>> document = read_text("lake", page)
    >>> [each.id for each in document.sentences], document.anchor.isoformat()
    (['T1', 'P1.s1', 'P1.s2'], '2031-05-04')
    >>> [(each.text, each.first.isoformat(), each.last.isoformat()) for each in document.dates][1:]
    [('本日', '2031-05-04', '2031-05-04'), ('来週', '2031-05-05', '2031-05-11')]
    """
    frozen = freeze(text)
    seen = frozen.text[:LIMIT]
    parts = blocks_of(seen)
    units = sentences_of(seen, parts)
    stated = headers_of(seen, parts, dates(_front(seen, parts), parts, (), Anchor()))
    anchor = Anchor(day, "given") if day else anchor_of(stated)
    found = dates(seen, parts, units, anchor)
    page = Page(seen, parts, units, stated, found)
    reported = conflicts(page, anchor)
    if anchor.day and not survives(page, anchor):
        anchor = Anchor()
        found = dates(seen, parts, units, anchor)
    return Document(
        name=name,
        text=frozen.text,
        sha256=frozen.sha256,
        blocks=parts,
        sentences=units,
        headers=stated,
        dates=found,
        conflicts=(*_unread(frozen.text), *reported),
        dropped=tuple(seen[block.start : block.end] for block in parts if block.kind == _NAVIGATION),
        anchor=anchor.day,
        read_to=len(seen),
    )


def _front(text: str, parts: tuple[Block, ...]) -> str:
    """Give the text up to the last line in which the page states something about itself."""
    return text[: max((block.end for block in parts if block.kind == "header"), default=0)]


def _unread(text: str) -> tuple[Conflict, ...]:
    if len(text) <= LIMIT:
        return ()
    said = say(
        "Only the first {limit} of {length} characters were read. Cut the document into parts.",
        "全{length}字のうち先頭の{limit}字だけを読んだ。文書を分割すること。",
        limit=LIMIT,
        length=len(text),
    )
    return (Conflict(kind="missing", lines=(), text=said),)
