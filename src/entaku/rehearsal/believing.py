"""What may the parties know of each other's values? Draws of the case itself, and none that is played.

The draws lie far beyond any that is played, always the same ones: a model that could meet the very draw it plays
against would find it out exactly, which nobody at a table can, and draws that moved with the study would make a play
depend on what is played beside it. Exact values stated for a party are left out
for the same reason: of those whose values are known exactly, the others know the issues and the options only.
All draws count alike; evidence by which the study was reweighted is not in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from entaku.model.errors import NotPossible
from entaku.model.statement import Values
from entaku.rehearsal.laying import laid
from entaku.rehearsal.manner import Manner
from entaku.rehearsal.models import model
from entaku.rehearsal.table import MOST, Prior, Table
from entaku.space.admissible import admissible
from entaku.space.ensemble import ensemble
from entaku.space.study import Study

DRAWS: Final = 200
"""How many draws of the others' values are known."""
FAR: Final = 2**40
"""The number of the first of them: no play's is as large."""


def known_to(
    parties: Sequence[str], study: Study, rounds: int, months: float, manners: Iterable[Manner]
) -> tuple[Prior, ...]:
    """Give draws of the others' values where somebody's model of the others weighs them, and else none."""
    weighed = any(one.model and model(one.model).CARD.prior for one in manners)
    return priors(study, parties, rounds, months) if weighed else ()


def believing(table: Table, study: Study, months: float, draws: int = DRAWS) -> Table:
    """Give a table at which everybody knows so many draws of the others' values; `months` as the table was laid.

    Raises
    ------
    NotPossible
        Too many numbers would have to be kept.
    """
    return replace(table, priors=priors(study, table.parties, table.rounds, months, draws))


def priors(
    study: Study, parties: Sequence[str], rounds: int, months: float, draws: int = DRAWS
) -> tuple[Prior, ...]:
    """What may be known beforehand of each of these parties? Raises NotPossible where it is too much to keep."""
    if study.outcomes.count * len(parties) * draws > MOST:
        raise NotPossible(
            f"{draws} draws of what {study.outcomes.count:,} packages are worth to {len(parties)} parties are too many "
            f"(limit {MOST:,} numbers); take `model=frequency`, which needs none, or leave out issues"
        )
    numbers = range(FAR, FAR + draws)
    known = laid(_drawn(study, numbers), parties, rounds, months, numbers)
    return tuple(known.prior(party) for party in range(len(parties)))


def _drawn(study: Study, numbers: range) -> Study:
    """Lay out other draws than those of a study, exact values left unsaid."""
    preferences = tuple(one for one in study.case.preferences if not isinstance(one.says, Values))
    case = replace(study.case, preferences=preferences)
    specs = tuple(admissible(case, study.outcomes, party.id) for party in case.parties)
    drawn = ensemble(case, study.outcomes, specs, study.ensemble.seed, numbers)
    return Study(case, study.outcomes, specs, drawn)
