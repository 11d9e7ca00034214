"""Where there is room for a deal: over the draws, over who must agree, over time, and what that turns on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.room import Survey, Tables, survey
from entaku.kernels.room_unlisted import survey_unlisted
from entaku.model.statement import Package
from entaku.space.admissible import surely_on
from entaku.space.drafts import room_there
from entaku.space.evidence import share
from entaku.space.programs import Program, maximum, minimum, program
from entaku.space.statements import Row, package_rows
from entaku.space.study import Study, once

LISTED = 2**20
"""Up to how many packages are listed one by one in every draw."""
PROGRAMS = 400
"""How many linear programs are spent on proving that no package can ever be acceptable."""
ZERO = 1e-9

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Driver:
    """Something the room turns on: the share of draws with room when it holds or is high, and when not.

    `statement` is empty where the driver is the party's no-deal value, split at its median.
    """

    party: str
    statement: str
    when: float
    when_not: float


@dataclass(frozen=True, slots=True)
class Zones:
    """The room over the draws: `there` (N,) for the needed parties, by set and month, and what it turns on."""

    survey: Survey
    there: Bools
    by_set: tuple[tuple[tuple[str, ...], float], ...]
    by_month: tuple[float, ...]
    drivers: tuple[Driver, ...]


def tables(study: Study, month: int = 0) -> Tables:
    """Which values, no-deal values and vetoes do the kernels work on, in some month?"""
    draws = study.ensemble
    return Tables(
        np.ascontiguousarray(study.block_values, dtype=np.int64),
        np.ascontiguousarray(draws.no_deal[:, :, month], dtype=np.int64),
        np.ascontiguousarray(study.block_vetoes),
        study.outcomes.block_starts,
        _units(study),
    )


def _units(study: Study) -> Floats:
    """How many integer units (P,) has a party's range? Drawn values have 1 in all, exact ones any number."""
    draws = study.ensemble
    options = np.asarray(draws.values[0], dtype=np.float64)
    spans = [
        options[:, start:end].max(axis=1) - options[:, start:end].min(axis=1) for start, end in _issues(study)
    ]
    given = np.array([drawn.method == "exact values" for drawn in draws.drawn])
    whole = np.where(given, np.sum(spans, axis=0), np.array(draws.scale, dtype=np.float64))
    return np.where(whole > 0.0, whole, 1.0)


def _issues(study: Study) -> list[tuple[int, int]]:
    return list(pairwise(study.outcomes.starts.tolist()))


def zones(study: Study) -> Zones:
    """In which draws is some package acceptable to all needed parties, and what does that turn on?"""
    found = surveyed(study)
    there = room_in(study, 0)
    return Zones(
        found,
        there,
        _by_set(study),
        (
            share(study.ensemble, there),
            *(share(study.ensemble, room_in(study, month)) for month in _months(study)),
        ),
        _drivers(study, there),
    )


@once
def surveyed(study: Study) -> Survey:
    """Which packages can be had today, in which draws, and which does every rule pick?"""
    return look_over(tables(study), study.ensemble.weights, study.needed)


def look_over(given: Tables, weights: Floats, needed: Bools) -> Survey:
    """Which packages can be had in these draws: by listing all, or where they are too many, without a list?"""
    return (survey if given.packages <= LISTED else survey_unlisted)(given, weights, needed)


def _months(study: Study) -> range:
    return range(1, study.ensemble.no_deal.shape[2])


@once
def room_in(study: Study, month: int) -> Bools:
    """In which draws (N,) is some package acceptable to all needed parties in some month?"""
    return room_for(study, study.needed, month)


def room_for(study: Study, parties: Bools, month: int = 0) -> Bools:
    """In which draws (N,) is some package acceptable to all of these parties (P,) in some month?"""
    values, vetoed = study.block_values[:, parties], study.block_vetoes[:, parties]
    floor = study.ensemble.no_deal[:, parties, month]
    return room_there(values, study.outcomes.block_starts, vetoed, floor)


def _by_set(study: Study) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Give the share of draws with room for every pair, for the needed, for the needed less one, for all."""
    needed, everyone = study.case.needed, study.parties
    sets: list[tuple[str, ...]] = [needed]
    sets += [tuple(p for p in needed if p != left) for left in needed if len(needed) > 2]  # noqa: PLR2004
    sets += [(*needed, more) for more in everyone if more not in needed]
    sets.append(everyone)
    if len(needed) <= 3:  # noqa: PLR2004
        sets += list(combinations(needed, 2))
    seen = dict.fromkeys(tuple(p for p in everyone if p in some) for some in sets)
    return tuple((some, share(study.ensemble, room_for(study, np.isin(everyone, some)))) for some in seen)


def _drivers(study: Study, there: Bools) -> tuple[Driver, ...]:
    """Compare draws in which a switched statement is on, or a no-deal value high, with the others."""
    draws = study.ensemble
    weights = draws.weights
    found = []
    for place, statement in enumerate(study.case.preferences):
        on = draws.on[:, place]
        if statement.party in study.case.needed and on.any() and not on.all():
            found.append(Driver(statement.party, statement.id, *_split(weights, there, on)))
    for place, party in enumerate(study.parties):
        deal = draws.no_deal[:, place, 0]
        high = deal > np.median(deal)
        if party in study.case.needed and high.any() and not high.all():
            found.append(Driver(party, "", *_split(weights, there, high)))
    return tuple(sorted(found, key=lambda driver: -abs(driver.when - driver.when_not)))


def _split(weights: Floats, there: Bools, on: Bools) -> tuple[float, float]:
    parts = [
        float(weights[side & there].sum() / max(float(weights[side].sum()), 1e-300)) for side in (on, ~on)
    ]
    return parts[0], parts[1]


def at_their_word(study: Study) -> tuple[int, tuple[str, ...]]:
    """How many packages do the needed parties' red lines leave if all hold, and whose lines cut anything?"""
    space = study.outcomes
    cut = np.zeros(len(space.options), dtype=np.bool_)
    cutting = []
    for party, spec in zip(study.parties, study.admissible, strict=True):
        vetoed = spec.vetoes.any(axis=0)
        if party in study.case.needed and vetoed.any():
            cut |= vetoed
            cutting.append(party)
    open_to = ~space.any_by_block(cut)
    sizes = [
        int(open_to[start:end].sum())
        for start, end in zip(space.block_starts[:-1], space.block_starts[1:], strict=True)
    ]
    return int(np.prod(np.array(sizes, dtype=object))), tuple(cutting)


def firm_program(study: Study, party: str) -> Program:
    """Which values of a party do the statements that hold in every draw admit?"""
    spec = study.admissible[study.parties.index(party)]
    rows = [row for row, firm in zip(spec.rows, spec.firm, strict=True) if firm]
    made = program(study.outcomes, rows)
    # a statement on no deal that may fail can still open its range
    deal = made.options + made.issues
    made.least[deal] = min(made.least[deal], spec.no_deal.low)
    made.most[deal] = max(made.most[deal], spec.no_deal.high)
    return made


def gain_range(study: Study, package: int, admissible: Program) -> tuple[float, float]:
    """Between which bounds does a party's gain from a package over no deal lie, whatever is admissible?"""
    gain = _gain(study, package)
    return minimum(admissible, gain).value, maximum(admissible, gain).value


def _gain(study: Study, package: int) -> Row:
    options = Package(options=study.outcomes.package(package))
    worth = package_rows(study.case, study.outcomes, options, best=False)[0]
    deal = package_rows(study.case, study.outcomes, Package(draft="no_deal"), best=False)[0]
    return worth.minus(deal)


def proved_impossible(study: Study, found: Zones) -> bool:
    """Can it be proved that no package is ever acceptable to all needed parties?

    False where a draw shows one, where some package stays undecided, where the budget of linear programs
    is spent, or where the packages are too many to list.
    """
    if found.there.any():
        return False
    barred = _firm_vetoes(study)
    if any(barred[start:end].all() for start, end in pairwise(study.outcomes.block_starts)):
        return True
    if study.outcomes.count > LISTED:
        return False
    needed = [(place, party) for place, party in enumerate(study.parties) if party in study.case.needed]
    accepted = found.survey.accepted
    never = [
        (number, tuple(party for place, party in needed if not accepted[number, place]))
        for number in range(len(accepted))
    ]
    programs = {party: firm_program(study, party) for party in study.case.needed}
    spent = 0
    for package, refusing in never:
        if barred[list(study.outcomes.choices(package))].any():
            continue
        for party in refusing:
            spent += 1
            if spent > PROGRAMS:
                return False
            if maximum(programs[party], _gain(study, package)).value < -ZERO:
                break
        else:
            return False
    return True


def _firm_vetoes(study: Study) -> Bools:
    """Which block options does some needed party's red line exclude in every draw?"""
    cut = np.zeros(len(study.outcomes.options), dtype=np.bool_)
    for party, spec in zip(study.parties, study.admissible, strict=True):
        if party in study.case.needed:
            firm = np.array([surely_on(study.case, each) for each in spec.statements], dtype=np.bool_)
            cut |= spec.vetoes[firm].any(axis=0)
    return study.outcomes.any_by_block(cut)
