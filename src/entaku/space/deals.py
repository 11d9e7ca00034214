"""Packages as people compare them: their names, and who accepts them in how many draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entaku.model.text import Text, say
from entaku.model.wording import option_in_full
from entaku.space.programs import Program
from entaku.space.study import Study
from entaku.space.zones import Zones, firm_program, gain_range

ZERO = 1e-9
ALL = 1.0 - 1e-12


@dataclass(frozen=True, slots=True)
class Deal:
    """One package: its number, options, the share of draws in which all needed parties accept it, and each.

    `sure` names the parties for whom a linear program proves it acceptable whatever they prefer.
    """

    number: int
    package: Mapping[str, str]
    name: Text
    share: float
    by_party: Mapping[str, float]
    efficient: float
    sure: frozenset[str]


def name(study: Study, number: int) -> Text:
    """How is a package called? By the options that change something; the status quo is left out."""
    package = study.outcomes.package(number)
    changed = [
        option_in_full(study.case, issue, issue.options[issue.position(package[issue.id])])
        for issue in study.case.issues
        if package[issue.id] != issue.status_quo
    ]
    if not changed:
        return Text("[nothing changes]", "［現状のまま］")
    options = Text(
        "; ".join(text.said("en") for text in changed), "、".join(text.said("ja") for text in changed)
    )
    return say("[{options}]", "［{options}］", options=options)


def best_deals(study: Study, zones: Zones, most: int) -> tuple[Deal, ...]:
    """Which packages, at most so many, do all needed parties accept in most draws? Ties: the case's order."""
    share = zones.survey.accepted[:, -1]
    order = np.lexsort((np.arange(len(share)), -zones.survey.on_frontier, -share))
    return deals(study, zones, order[:most].tolist())


def deals(study: Study, zones: Zones, places: Sequence[int]) -> tuple[Deal, ...]:
    """How do the packages at these places of the survey fare?"""
    accepted = zones.survey.accepted
    programs = {party: firm_program(study, party) for party in study.case.needed}
    found = []
    for place in places:
        number = int(zones.survey.numbers[place])
        by_party = {party: _clean(accepted[place, p]) for p, party in enumerate(study.parties)}
        found.append(
            Deal(
                number,
                study.outcomes.package(number),
                name(study, number),
                _clean(accepted[place, -1]),
                by_party,
                _clean(zones.survey.on_frontier[place]),
                _sure(study, number, by_party, programs),
            )
        )
    return tuple(found)


def _clean(share: float) -> float:
    """Take a sum of all weights for 1."""
    return 1.0 if share > ALL else float(share)


def _sure(
    study: Study, number: int, by_party: Mapping[str, float], programs: Mapping[str, Program]
) -> frozenset[str]:
    """Prove acceptance where no draw refused; a party whose red line cuts the package is never sure."""
    held = [study.outcomes.option(*option) for option in study.outcomes.package(number).items()]
    cut = {spec.party for spec in study.admissible if spec.vetoes[:, held].any()}
    always = [party for party in programs if by_party[party] == 1.0 and party not in cut]
    return frozenset(party for party in always if gain_range(study, number, programs[party])[0] >= -ZERO)
