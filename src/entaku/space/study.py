"""A case laid out: its outcome space and its ensemble, ready for the lenses."""

from __future__ import annotations

from dataclasses import dataclass

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.space.admissible import Admissible, admissible
from entaku.space.ensemble import Ensemble, ensemble
from entaku.space.outcomes import Outcomes, outcomes

DRAWS = 2000
SEED = 20251202


@dataclass(frozen=True, slots=True)
class Study:
    """What every lens is given: the case, its packages, what is admissible, and the draws."""

    case: Case
    outcomes: Outcomes
    admissible: tuple[Admissible, ...]
    ensemble: Ensemble

    @property
    def parties(self) -> tuple[str, ...]:
        """Give the parties in the order of the party axis."""
        return tuple(party.id for party in self.case.parties)


def lay_out(case: Case, draws: int = DRAWS, seed: int = SEED) -> Study:
    """Which packages and which weighted draws stand for this case?

    Raises
    ------
    NotPossible
        Fewer than one draw, or statements that clash.
    """
    if draws < 1:
        raise NotPossible(f"an ensemble needs at least 1 draw; got {draws}")
    space = outcomes(case)
    specs = tuple(admissible(case, space, party.id) for party in case.parties)
    return Study(case, space, specs, ensemble(case, space, specs, seed, range(draws)))
