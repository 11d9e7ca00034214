"""Where it is written, and what is said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from entaku.model.basics import PUBLIC, Because, Range
from entaku.model.text import Text

AUTHOR = "author"
UNNAMED = "unnamed"

Modality = Literal[
    "asserted", "reported", "inferred", "likely", "unlikely", "possible", "planned", "demanded", "conditional"
]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read: outlet, ownership, language, dates, grade, and the hash of a text kept elsewhere.

    `grade` is the Admiralty grade: reliability A-F and credibility 1-6, for example `C3`; F and 6 mean
    that it cannot be judged.
    """

    id: str
    title: Text
    outlet: Text
    ownership: Text
    language: str
    translation_of: Text = field(default_factory=Text)
    translator: Text = field(default_factory=Text)
    published: date | None = None
    shown_dates: Mapping[str, date] = field(default_factory=dict)
    date_note: Text = field(default_factory=Text)
    grade: str = "F6"
    sha256: str = ""
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the frozen text: sentence number and code points, end exclusive."""

    sentence: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """A likelihood word and the scale that gives it numbers; without a scale it has none."""

    word: str
    scale: Literal["icd203", "ipcc", "none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one sentence says, who holds it, and how it is hedged.

    `holders` runs from the voice of the text inwards: `[author, RU]` is a text reporting Russia. `framed`
    marks wording that carries the source's own evaluation; `presupposed` what is taken for granted.
    """

    id: str
    source: str
    text: Text
    holders: tuple[str, ...]
    modality: Modality
    quote: str = ""
    at: Place = field(default_factory=Place)
    likelihood: Likelihood | None = None
    polarity: Polarity = "positive"
    about: tuple[str, ...] = ()
    issue: str = ""
    public: bool = False
    framed: bool = False
    presupposed: bool = False
    compartment: str = PUBLIC

    @property
    def hedged(self) -> bool:
        """Tell whether the text keeps a distance: hedged, attributed or only planned."""
        return self.modality != "asserted" or len(self.holders) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """Where a source's wording judges, and a plain restatement."""

    source: str
    words: str
    device: Text
    neutral: Text
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """Where a source pulls against itself."""

    id: str
    text: Text
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a reader would look for and the sources do not mention."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How likely a source is sound and a hedged claim holds; empty: every claim holds in every draw.

    `grades` is keyed by the letter of the Admiralty grade, `words` by the likelihood word as written.
    """

    grades: Mapping[str, Range] = field(default_factory=dict)
    words: Mapping[str, Range] = field(default_factory=dict)
    because: Because = ()
