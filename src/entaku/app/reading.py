"""Reading a document: what it says of itself, in which sentences, on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from entaku.model.document import Dated, Header, Question, Suggestion
from entaku.model.errors import NotFound
from entaku.model.text import Language
from entaku.reading.actors import Gazetteer, gazetteer
from entaku.reading.advice import Advised
from entaku.reading.reader import LARGEST, Reading
from entaku.reading.reader import read as read_bytes
from entaku.reading.review import LEXICON

FORM = 1
"""The version of the form in which a reading is given as data."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read, with what rules suggest, and what models did that were asked."""

    reading: Reading
    advised: tuple[Advised, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Give it as lines for a person."""
        from entaku.app.reading_text import lines

        return "\n".join(lines(self.reading, language, self.advised))

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values; places are code points of the frozen text, ends exclusive."""
        found = self.reading
        document = found.document
        text = document.text
        return {
            "form": FORM,
            "name": document.name,
            "sha256": document.sha256,
            "characters": len(text),
            "read_to": document.read_to,
            "anchor": document.anchor.isoformat() if document.anchor else None,
            "metadata": [_header(one) for one in document.headers],
            "conflicts": [
                {
                    "kind": one.kind,
                    "lines": list(one.lines),
                    "text": {"en": one.text.en, "ja": one.text.ja},
                    "used": one.used,
                }
                for one in document.conflicts
            ],
            "dropped": list(document.dropped),
            "blocks": [
                {"kind": b.kind, "start": b.start, "end": b.end, "line": b.line, "language": b.language}
                for b in document.blocks
            ],
            "sentences": [
                {"id": s.id, "start": s.start, "end": s.end, "text": text[s.start : s.end]}
                for s in document.sentences
            ],
            "dates": [_dated(one) for one in document.dates],
            "actors": [
                {
                    "id": m.actor,
                    "kind": m.kind,
                    "start": m.start,
                    "end": m.end,
                    "text": text[m.start : m.end],
                    "check": m.check,
                }
                for m in found.mentions
            ],
            "claims": self._claims(),
            "questions": [_question(text, one) for one in found.questions],
            **self._models(),
        }

    def _claims(self) -> list[dict[str, Any]]:
        """Give the suggestions of rules and models in the order of the text, each with where it comes from."""
        text = self.reading.document.text
        told = [_claim(text, one) | {"origin": f"rules:{LEXICON}"} for one in self.reading.suggestions]
        told += [
            _claim(text, one.suggestion) | {"origin": one.origin, "mend": list(one.mend)}
            for asked in self.advised
            for one in asked.advice
        ]
        return sorted(told, key=lambda one: int(one["start"])) if self.advised else told

    def _models(self) -> dict[str, Any]:
        """Give what is to be known of each asking beside its suggestions; nothing where no model was asked."""
        return {"models": [_model(one) for one in self.advised]} if self.advised else {}


def _header(one: Header) -> dict[str, Any]:
    return {
        "key": one.key,
        "value": one.value,
        "line": one.line,
        "start": one.start,
        "end": one.end,
        "date": one.date.isoformat() if one.date else None,
    }


def _dated(one: Dated) -> dict[str, Any]:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "from": one.first.isoformat() if one.first else None,
        "to": one.last.isoformat() if one.last else None,
        "precision": one.precision,
        "type": one.type,
        "anchor": one.anchor or None,
    }


def _claim(text: str, one: Suggestion) -> dict[str, Any]:
    return {
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        "holder": one.holders[-1],
        "holders": list(one.holders),
        "modality": one.modality,
        "likelihood": one.likelihood.word if one.likelihood else None,
        "rule": one.rule,
        "cues": [list(cue) for cue in one.cues],
        "polarity": one.polarity,
        "public": one.public,
        "presupposed": one.presupposed,
        "late": one.late or None,
        "about": list(one.about),
        "check": one.check,
    }


def _model(one: Advised) -> dict[str, Any]:
    return {
        "origin": one.origin,
        "host": one.host,
        "suggestions": len(one.advice),
        "dropped": dict(one.dropped),
        "likelihoods_removed": one.numbers,
        "kept_answers": one.kept,
        "failed": list(one.failed),
    }


def _question(text: str, one: Question) -> dict[str, Any]:
    return {
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        "form": one.form,
        "lacks": list(one.lacks),
    }


def read(path: str | Path, case: str | Path | None = None, day: date | None = None) -> Read:
    """What does a document say, on whose word, and how firmly?

    Parameters
    ----------
    path
        A file: text, HTML, PDF or DOCX.
    case
        A case whose parties and persons are looked for; without one, a table of states and the words around
        names tell who is named.
    day
        Against which day `today` is read, where the page does not settle it.

    Raises
    ------
    NotFound, BadInput
    """
    data = document_bytes(path)
    return Read(read_bytes(str(path), data, _of(case) if case is not None else None, day))


def document_bytes(path: str | Path) -> bytes:
    """Give the bytes of a document, no more than are read at all. Raises NotFound."""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"there is no file {str(path)!r}") from None
    except OSError as wrong:
        raise NotFound(f"cannot read {str(path)!r}: {wrong.strerror}") from None


def _of(case: str | Path) -> Gazetteer:
    """Give the gazetteer of a case; a text alone need not load how cases are read."""
    from entaku.app.cases import whole

    return gazetteer(whole(case))
