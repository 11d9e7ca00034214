"""What a briefing is made of, before anybody renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from entaku.model.finding import Conclusion, Figure, Finding, Strength, Topic
from entaku.model.text import Text

SCHEMA = 2
"""The version of the briefing's JSON form; 2 has what lenses conclude, compared, and idle lenses."""

BasisKind = Literal[
    "statement",
    "claim",
    "draft",
    "round",
    "option",
    "party",
    "issue",
    "outlook",
    "analyst",
    "pressure",
    "home",
    "model",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One thing a finding rests on, ready to be shown; `rests_on` leads one step further down.

    A statement rests on claims or on the analyst; a claim rests on its sentence: `quote`, `place`,
    `source` (with the outlet's ownership), `holder` and `hedge` say whose word it is and how it is hedged.
    """

    id: str
    kind: BasisKind
    text: Text
    rests_on: tuple[str, ...] = ()
    quote: str = ""
    place: str = ""
    source: Text = field(default_factory=Text)
    holder: Text = field(default_factory=Text)
    hedge: Text = field(default_factory=Text)
    framed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the first page; `finding` is the id of the finding it shortens, or empty."""

    text: Text
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one lens says: its question, findings in order, figures, and when not to believe it."""

    lens: str
    title: Text
    question: Text
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    missing: tuple[Text, ...] = ()
    assumes: Text = field(default_factory=Text)
    sources: tuple[str, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """A lens that had nothing to go on, and what the case would have to state for it."""

    lens: str
    title: Text
    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one lens answers on a topic: its word and in words, how firmly, and what makes it say so."""

    lens: str
    title: Text
    answer: str
    text: Text
    strength: Strength
    assumes: Text
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One topic, for one party where it is about one, as several lenses answer it; `agree`: all in one word.

    `subject` names it within a sentence.
    """

    topic: Topic
    about: str
    question: Text
    subject: Text
    agree: bool
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """With which numbers the briefing was computed, so that anybody can compute it again."""

    version: str
    seed: int
    draws: int
    effective: float
    measure: Text
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """The page a hurried reader reads: question, answer, how firm, grounds, gaps, slant.

    `lenses` says in a line where several lenses agree and differ; empty where there is nothing to compare.
    """

    question: Text
    answer: Text
    firmness: Text
    rests_on: tuple[Line, ...]
    also: tuple[Line, ...]
    not_stated: tuple[Text, ...]
    slant: tuple[Text, ...]
    lenses: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A whole briefing: first page, a section a lens, what to watch, what is unsaid, and all it rests on.

    `compared` is what the section on where lenses disagree is made from.
    """

    case: str
    title: Text
    summary: Text
    as_of: date
    first: FirstPage
    sections: tuple[Section, ...]
    watch: tuple[Line, ...]
    not_stated: tuple[Text, ...]
    slant: tuple[Text, ...]
    bases: Mapping[str, Basis]
    sources: tuple[Text, ...]
    run: Run
    compared: tuple[Comparison, ...] = ()
    idle: tuple[Idle, ...] = ()
