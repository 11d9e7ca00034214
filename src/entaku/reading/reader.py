"""From a file to everything that rules can say of it: structure, dates, names, suggestions, questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from entaku.model.document import Document, Header, Mention, Question, Suggestion
from entaku.model.errors import BadInput, Fault
from entaku.reading.actors import Gazetteer, named
from entaku.reading.claims import suggestions
from entaku.reading.document import read_text
from entaku.reading.extracted import Extracted
from entaku.reading.frozen import decode
from entaku.reading.names import names
from entaku.reading.questions import questions

LARGEST: Final = 64 * 2**20
"""Bytes of a file that is read at all."""
NOBODY: Final = Gazetteer(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document with who is named in it, how each of its claims might be coded, and what it leaves open."""

    document: Document
    mentions: tuple[Mention, ...]
    suggestions: tuple[Suggestion, ...]
    questions: tuple[Question, ...]
    stated: tuple[tuple[str, str], ...] = ()
    known: Gazetteer = NOBODY


def read(name: str, data: bytes, known: Gazetteer | None = None, day: date | None = None) -> Reading:
    """Read a file: text, HTML, PDF or DOCX, known by its first bytes and its name.

    Without a gazetteer, who is named is found by a table of states and the words around names.

    Raises
    ------
    BadInput
        If it is empty, too large, broken, or in an encoding that cannot be told.

    Examples
    --------
    >>> found = read("note.txt", "The ferry reportedly sails today.".encode())
    >>> [(one.holders, one.modality) for one in found.suggestions]
    [(('author', 'unnamed'), 'reported')]
    """
    taken = extracted(name, data)
    return looked_at(structured(name, taken, day), taken, known)


def structured(name: str, taken: Extracted, day: date | None) -> Document:
    """Find the parts and dates of a text that has been taken out of its file."""
    document = read_text(name, taken.text, day)
    return replace(
        document,
        dropped=(*document.dropped, *taken.dropped),
        headers=(*document.headers, *(_stated(key, value) for key, value in taken.stated)),
    )


def looked_at(document: Document, taken: Extracted, known: Gazetteer | None) -> Reading:
    """Find who is named in a document, what it claims, on whose word, and what it asks."""
    cast = known if known is not None else names(document).gazetteer()
    languages = [document.blocks[sentence.block].language for sentence in document.sentences]
    body = [place for place, one in enumerate(document.sentences) if one.id[0] in "PL"]
    return Reading(
        document=document,
        mentions=named(document.text, document.blocks, cast),
        suggestions=suggestions(
            document.text,
            [document.sentences[place] for place in body],
            [languages[place] for place in body],
            cast,
        ),
        questions=questions(document.text, document.blocks, document.sentences),
        stated=taken.stated,
        known=cast,
    )


def _stated(key: str, value: str) -> Header:
    return Header(key=key, start=0, end=0, line=0, value=value)


def extracted(name: str, data: bytes) -> Extracted:
    """Take the text out of a file of any kind that is read.

    Raises
    ------
    BadInput
        If it is empty, too large, broken, or in an encoding that cannot be told.
    """
    if len(data) > LARGEST:
        most = LARGEST // 2**20
        remedy = "Cut it into parts."
        fault = Fault(("the document",), f"more than {most} MiB", f"at most {most} MiB", remedy, 1, 1)
        raise BadInput((fault,), name)
    taken = _taken(name, data)
    if not taken.text.strip():
        fault = Fault(("the document",), "no text", "a document with text", "", 1, 1)
        raise BadInput((fault,), name)
    return taken


def _taken(name: str, data: bytes) -> Extracted:
    lower = name.lower()
    if data.startswith(b"%PDF-"):
        from entaku.reading.pdf import pdf

        return pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        from entaku.reading.word import word

        return word(data, name)
    text = decode(data, name)
    head = text.lstrip("\ufeff \t\r\n")[:512].lower()
    if lower.endswith((".html", ".htm", ".xhtml")) or head.startswith(("<!doctype html", "<html")):
        from entaku.reading.html import html

        return html(text, name)
    return Extracted(text=text)
