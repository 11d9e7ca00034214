"""A document as it is read: frozen text, blocks, sentences, dates, mentions, and suggestions for claims.

All places are code points of the frozen text, from 0, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from entaku.model.source import AUTHOR, Likelihood, Modality, Polarity
from entaku.model.text import Text

BlockKind = Literal[
    "navigation", "title", "lead", "header", "heading", "bullet", "body", "photo", "marker", "end", "note"
]
DatedType = Literal["absolute", "era", "partial", "relative", "recurring", "duration"]
AnnotationStatus = Literal["suggested", "accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines of one kind; `language` is `ja`, `en`, `uk`, `ru` or empty, `line` its first line from 1."""

    kind: BlockKind
    start: int
    end: int
    line: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A unit that is read at once; `id` is `P5.s1` in the body, `T1` or `L1.s1` before it."""

    id: str
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An expression of time and what it stands for: first and last day, both included, or nothing.

    `precision` is minute, hours, day, days, month, months, season, year, vague, or an ISO 8601 duration.
    `anchor` says against what a relative one was read.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: str
    type: DatedType
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A fact that the page states about itself: `key` says which, `date` the day in it, where there is one."""

    key: str
    start: int
    end: int
    line: int
    value: str
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two things on the page that cannot both be right, or one that is lacking; what is used, and why."""

    kind: Literal["date", "duration", "missing", "weekday", "misprint"]
    lines: tuple[int, ...]
    text: Text
    used: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text and for whom it stands; `check` where only a person can tell."""

    start: int
    end: int
    actor: str
    kind: Literal["party", "person", "organisation", "place", "channel", "object", "new"]
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A claim as the rules would code it, until a person decides.

    `rule` names the rule that gave the modality, `cues` where its words stand. `late` is the sentence whose
    attribution reaches back to this one.
    """

    start: int
    end: int
    sentence: str
    holders: tuple[str, ...]
    modality: Modality
    rule: str
    cues: tuple[tuple[int, int], ...] = ()
    likelihood: Likelihood | None = None
    polarity: Polarity = "positive"
    public: bool = False
    presupposed: bool = False
    late: str = ""
    about: tuple[str, ...] = ()
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A claim as it travels between programs: its place and its words, who holds it, how firmly, and who said so.

    `prefix` and `suffix` are what surrounds the words; `created` is a time in ISO 8601, or empty.
    """

    id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    holders: tuple[str, ...] = (AUTHOR,)
    modality: Modality = "asserted"
    likelihood: Likelihood | None = None
    polarity: Polarity = "positive"
    public: bool = False
    presupposed: bool = False
    cues: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    creator: str = ""
    created: str = ""
    status: AnnotationStatus = "suggested"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the text, to become a watch point: how it is asked, and what it takes for granted."""

    start: int
    end: int
    sentence: str
    form: Literal["binary", "choice", "open", "indirect"]
    lacks: tuple[Literal["resolver", "horizon", "threshold"], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as it was frozen: in normal form NFC, lines ended by LF, known by its hash.

    `anchor` is the day against which the dates were read, if the page tells it; `read_to` says how many code
    points of the text were looked at; `dropped` are the lines that only lead through the site.
    """

    name: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    headers: tuple[Header, ...]
    dates: tuple[Dated, ...]
    conflicts: tuple[Conflict, ...]
    dropped: tuple[str, ...] = ()
    anchor: date | None = None
    read_to: int = 0
