"""The case: everything that is coded about one negotiation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from entaku.model.basics import PUBLIC, Because
from entaku.model.closed import ClosedForm, Ripeness, Sequence
from entaku.model.game import Game
from entaku.model.home import TwoLevel
from entaku.model.issue import Impossible, Issue
from entaku.model.party import HomeConstraint, Party, Person, Pressure, Ratifier
from entaku.model.process import Draft, Outlook, Round, WatchPoint
from entaku.model.pull import Pull
from entaku.model.source import Claim, Framing, Gap, Source, Tension, Trust
from entaku.model.standoff import Standoff
from entaku.model.statement import Statement
from entaku.model.text import Text

FORMAT = 1
"""The version of the case file's form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Whose agreement a deal needs, as coded or as the reader asks."""

    parties: tuple[str, ...]
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuestion:
    """What the reader wants to know, and the lenses whose headlines answer it, in this order."""

    text: Text
    lenses: tuple[str, ...] = ("room",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a publication says must come out: a place in a lens's data, and the value."""

    lens: str
    at: str
    value: Any
    within: float = 0.0
    printed: Literal["printed", "recomputed", "by hand"] = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Which publication a case reproduces."""

    authors: str
    year: int
    title: str
    where: str
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything coded about one negotiation; `rules.faults` lists what would be wrong with it."""

    entaku: int
    id: str
    title: Text
    as_of: date
    question: KeyQuestion
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    summary: Text = field(default_factory=Text)
    citation: Citation | None = None
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    speakers: tuple[Person, ...] = ()
    trust: Trust = field(default_factory=Trust)
    impossible: tuple[Impossible, ...] = ()
    agreement: Agreement | None = None
    preferences: tuple[Statement, ...] = ()
    outlook: Outlook | None = None
    drafts: tuple[Draft, ...] = ()
    rounds: tuple[Round, ...] = ()
    pressure: tuple[Pressure, ...] = ()
    ratifiers: tuple[Ratifier, ...] = ()
    home: tuple[HomeConstraint, ...] = ()
    two_level: tuple[TwoLevel, ...] = ()
    standoffs: tuple[Standoff, ...] = ()
    pulls: tuple[Pull, ...] = ()
    models: tuple[ClosedForm, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    ripeness: tuple[Ripeness, ...] = ()
    games: tuple[Game, ...] = ()
    watch_points: tuple[WatchPoint, ...] = ()
    framing: tuple[Framing, ...] = ()
    tensions: tuple[Tension, ...] = ()
    not_mentioned: tuple[Gap, ...] = ()
    expect: tuple[Expectation, ...] = ()

    def party(self, name: str) -> Party:
        """Give the party of this id."""
        return next(party for party in self.parties if party.id == name)

    def issue(self, name: str) -> Issue:
        """Give the issue of this id."""
        return next(issue for issue in self.issues if issue.id == name)

    def claim(self, name: str) -> Claim:
        """Give the claim of this id."""
        return next(claim for claim in self.claims if claim.id == name)

    def source(self, name: str) -> Source:
        """Give the source of this id."""
        return next(source for source in self.sources if source.id == name)

    def of(self, party: str) -> tuple[Statement, ...]:
        """Give the statements on one party's preferences."""
        return tuple(statement for statement in self.preferences if statement.party == party)

    @property
    def needed(self) -> tuple[str, ...]:
        """Give the parties whose agreement a deal needs: as coded, else all that are no ratifiers."""
        if self.agreement is not None:
            return self.agreement.parties
        return tuple(party.id for party in self.parties if party.kind != "ratifier")

    @property
    def wishless(self) -> bool:
        """Tell whether nothing is said of what any needed party wants."""
        return not any(one.wish for one in self.preferences if one.party in self.needed)


COMPARTMENTED = (
    "claims",
    "preferences",
    "drafts",
    "rounds",
    "pressure",
    "two_level",
    "standoffs",
    "pulls",
    "models",
    "sequences",
    "games",
    "watch_points",
)


def shared_with(case: Case, compartments: frozenset[str]) -> Case:
    """Give the case as an audience with these compartments sees it; everybody sees `public`.

    What lies in another compartment is removed before anything is computed, so it cannot change a byte of
    what this audience is shown.
    """
    seen = compartments | {PUBLIC}
    kept: dict[str, Any] = {
        name: tuple(item for item in getattr(case, name) if item.compartment in seen)
        for name in COMPARTMENTED
    }
    kept["drafts"] = tuple(
        replace(draft, terms=tuple(term for term in draft.terms if term.compartment in seen))
        for draft in kept["drafts"]
    )
    return replace(case, **kept)
