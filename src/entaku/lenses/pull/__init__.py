"""Where do position, weight and salience pull the outcome: mean, median, election, and challenges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entaku.lenses.pull.facts import facts
from entaku.lenses.pull.figures import figures
from entaku.lenses.pull.looked import Looked, looked
from entaku.lenses.pull.sentences import band, nearest, sentences
from entaku.lenses.pull.words import (
    CANDIDATES,
    CARD,
    NO_CAPABILITY,
    NO_PLACES,
    NO_POSITION,
    NO_PULL,
    NO_SALIENCE,
    NO_WEIGHT,
    ONE_LINE,
    PACKAGE,
    PACKAGE_ASSUMES,
    WEIGHTLESS,
)
from entaku.model.case import Case
from entaku.model.finding import Conclusion, Figure, Finding, Topic
from entaku.model.pull import Pull
from entaku.model.text import Text
from entaku.space.evidence import percent, strength
from entaku.space.study import Study

__all__ = ["CARD", "Pulls", "look"]

FIRM = 0.95
"""In which share of the draws an option must be the nearest to be named as the mean's package."""


@dataclass(frozen=True, slots=True)
class Pulls:
    """What the pulls of a case come to; of some, nothing, where nobody has any weight."""

    study: Study
    pulls: tuple[Looked, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Give the first pull in full, of further ones the mean and where the measures part."""
        return tuple(
            found for place, one in enumerate(self.pulls) for found in sentences(one, leading=place == 0)
        )

    def figures(self) -> tuple[Figure, ...]:
        """Give who stands where; of the first pull also who pulls how far, and the outcome by method."""
        return tuple(
            drawn for place, one in enumerate(self.pulls) for drawn in figures(one, leading=place == 0)
        )

    def missing(self) -> tuple[Text, ...]:
        """Name what is not stated: any pull, weights, positions, or places of options."""
        case = self.study.case
        if not case.pulls:
            lines = [issue.name for issue in case.issues if issue.kind != "categorical"]
            return (NO_PULL, *([CANDIDATES.filled(issues=lines)] if lines else []))
        there = {one.pull.id: one for one in self.pulls}
        return tuple(
            text
            for pull in case.pulls
            for text in (_unstated(case, there[pull.id]) if pull.id in there else [_weightless(pull)])
        )

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Name the package the mean points to, where the case has one issue and no other option is in reach."""
        return tuple(said for one in self.pulls for said in _package(self.study.case, one))

    def data(self) -> dict[str, Any]:
        """Give the numbers of every pull as plain JSON values."""
        return {
            "seed": self.study.ensemble.seed,
            "pulls": {one.pull.id: facts(one) for one in self.pulls},
        }


def look(study: Study) -> Pulls:
    """Where do position, weight and salience pull, by three measures and by challenges?"""
    return Pulls(study, tuple(one for pull in study.case.pulls for one in looked(study, pull)))


def _weightless(pull: Pull) -> Text:
    return NO_WEIGHT.filled(title=pull.title)


def _unstated(case: Case, one: Looked) -> Iterator[Text]:
    pull, given = one.pull, one.measures.pulled
    names = dict(zip(given.actors, one.names, strict=True))
    if given.without_capability:
        yield NO_CAPABILITY.filled(title=pull.title, who=[names[who] for who in given.without_capability])
    if given.without_salience:
        yield NO_SALIENCE.filled(title=pull.title, who=[names[who] for who in given.without_salience])
    if silent := [party.name for party in case.parties if party.id not in given.actors]:
        yield NO_POSITION.filled(title=pull.title, who=silent)
    if given.weightless:
        yield WEIGHTLESS.filled(title=pull.title, held=percent(given.weightless))
    for issue in case.issues:
        if issue.id == pull.issue and one.measures.on_a_line and not one.measures.options:
            yield NO_PLACES.filled(title=pull.title, issue=issue.name)
    if pull.rounds and not one.measures.on_a_line:
        yield ONE_LINE.filled(title=pull.title, key="rounds")


def _package(case: Case, one: Looked) -> Iterator[Conclusion]:
    """Conclude on a package only where it is comparable: one issue, stated weights, one option in reach."""
    if len(case.issues) > 1 or not one.measures.options or one.measures.pulled.without_capability:
        return
    place, held = nearest(one)
    low, high = band(one)
    within = [option for option in one.measures.options if low <= (option.at or 0.0) <= high]
    option = one.measures.options[place]
    if held < FIRM or within != [option]:
        return
    _, chosen = one.measures.nearest
    yield Conclusion(
        topic=Topic.PACKAGE,
        answer=f"{one.pull.issue}={option.id}",
        text=PACKAGE.filled(option=option.name),
        strength=strength(one.draws, chosen[:, place]),
        assumes=PACKAGE_ASSUMES,
        finding=f"pull-mean-{one.pull.id}",
    )
