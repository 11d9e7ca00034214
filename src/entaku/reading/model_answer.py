"""What a language model answered: a list of suggested claims, or nothing that is used.

An answer can be nothing else, whatever a document may have told the model to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from entaku.model.source import Modality

TOOL: Final = "suggest_claims"
MOST: Final = 250
"""Claims of one answer that are looked at."""
LONGEST: Final = 2_000
"""Characters of a quotation that is looked for."""
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
_FIELDS: Final = {"quote", "holder", "modality", "likelihood_word"}
_NUMBERS: Final = {
    "probability",
    "likelihood",
}  # never asked for; where given, they are taken away and counted
_FENCE: Final = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)

Why = Literal["answer", "shape", "quote", "outside", "question", "repeated", "many"]
"""Why something is dropped: the whole answer is none; a claim is of a wrong shape; its quotation is not in the text,
not in what is read as sentences, part of a question, given twice, or one too many."""

SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["claims"],
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": sorted(_FIELDS),
                "properties": {
                    "quote": {"type": "string", "description": "exact words of the document"},
                    "holder": {
                        "type": "string",
                        "description": "author, unnamed, or who vouches as the document names them",
                    },
                    "modality": {"type": "string", "enum": list(MODALITIES)},
                    "likelihood_word": {
                        "type": ["string", "null"],
                        "description": "the word of likelihood that stands in the document, or null",
                    },
                },
            },
        }
    },
}
"""The form of an answer, as JSON schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One claim as a model gave it, of the right shape and otherwise unchecked."""

    quote: str
    holder: str
    modality: Modality
    word: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What could be used of an answer, and why the rest could not be."""

    claims: tuple[Suggested, ...]
    dropped: tuple[Why, ...] = ()
    said: str = ""

    @property
    def usable(self) -> bool:
        """Tell whether there was an answer at all."""
        return "answer" not in self.dropped


def words_of(body: bytes) -> str:
    r"""Give what the first choice of a completion says: the arguments of its tool call, or its content.

    Examples
    --------
    >>> words_of(b'{"choices": [{"message": {"content": "{\\"claims\\": []}"}}]}')
    '{"claims": []}'
    >>> words_of(b"<html>")
    ''
    """
    try:
        message = json.loads(body)["choices"][0]["message"]
        calls = message.get("tool_calls") or ()
        for call in calls:
            if call["function"]["name"] == TOOL:
                told = call["function"]["arguments"]
                return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        content = message.get("content") or ""
        if isinstance(content, list):  # a message may come in pieces
            content = "".join(piece.get("text", "") for piece in content)
    except (ValueError, RecursionError, TypeError, KeyError, IndexError, AttributeError):
        return ""
    return content if isinstance(content, str) else ""


def answer(words: str) -> Answer:
    """Read an answer strictly: one object with a list of claims and nothing beside it, fenced or not.

    Examples
    --------
    >>> answer('{"claims": []}').usable, answer("I would rather not.").said
    (True, 'it is no JSON')
    >>> answer('{"claims": [], "accepted": true}').said
    'it is JSON of another form'
    """
    fenced = _FENCE.fullmatch(words)
    if not words.strip():
        return Answer((), ("answer",), "it is empty")
    try:
        found = json.loads(fenced[1] if fenced else words)
    except (ValueError, RecursionError):
        return Answer((), ("answer",), "it is no JSON")
    if not isinstance(found, dict) or set(found) != {"claims"} or not isinstance(found["claims"], list):
        return Answer((), ("answer",), "it is JSON of another form")
    given = found["claims"]
    claims = tuple(_claims(given[:MOST]))
    dropped: list[Why] = ["shape"] * (len(given[:MOST]) - len(claims))
    dropped += ["many"] * len(given[MOST:])
    return Answer(claims, tuple(dropped))


def _claims(given: list[Any]) -> Iterator[Suggested]:
    for one in given:
        if not isinstance(one, dict) or not _FIELDS <= set(one) <= _FIELDS | _NUMBERS:
            continue
        word = one["likelihood_word"] or ""
        texts = (one["quote"], one["holder"], word)
        if all(isinstance(text, str) and len(text) <= LONGEST for text in texts) and (
            one["modality"] in MODALITIES and one["quote"].strip() and one["holder"].strip()
        ):
            yield Suggested(
                quote=one["quote"].strip(),
                holder=one["holder"].strip(),
                modality=one["modality"],
                word=word.strip(),
                number=any(one.get(name) is not None for name in _NUMBERS),
            )
