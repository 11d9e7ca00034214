"""A case laid out: its outcome space and its ensemble, ready for the lenses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import DRAWS, SEED
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.space.admissible import Admissible, admissible
from entaku.space.ensemble import Ensemble, ensemble
from entaku.space.outcomes import Outcomes, outcomes

_Args = ParamSpec("_Args")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)  # without slots: what several lenses ask for is worked out once and kept
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

    @cached_property
    def needed(self) -> NDArray[np.bool_]:
        """Tell along the party axis (P,) whose agreement a deal needs."""
        return np.array([party in self.case.needed for party in self.parties])

    @cached_property
    def block_values(self) -> NDArray[np.generic]:
        """Give the value (N, P, K) of every block option, in ensemble units."""
        return self.outcomes.by_block(self.ensemble.values)

    @cached_property
    def block_vetoes(self) -> NDArray[np.bool_]:
        """Tell which block options (N, P, K) contain an option that the party vetoes."""
        return self.outcomes.any_by_block(self.ensemble.vetoed)

    @cached_property
    def kept(self) -> dict[tuple[object, ...], Any]:
        """Hold what functions marked `once` have answered on this study."""
        return {}

    @cached_property
    def own_ranges(self) -> NDArray[np.float64]:
        """How far is it from the worst to the best of all packages and no deal (N, P), in ensemble units?

        The yardstick of every statement on gains: divided by it, they do not depend on the unit or the zero
        of anybody's values. 1 where nothing can change for a party, so that its gains of 0 stay 0.
        """
        blocks = self.block_values
        low = high = np.zeros(blocks.shape[:2], dtype=blocks.dtype)
        for start, end in pairwise(self.outcomes.block_starts):
            low = low + blocks[:, :, start:end].min(axis=2)
            high = high + blocks[:, :, start:end].max(axis=2)
        deal = self.ensemble.no_deal[:, :, 0]
        wide = np.maximum(high, deal) - np.minimum(low, deal)
        return np.asarray(np.where(wide > 0, wide, 1), dtype=np.float64)


def once(ask: Callable[Concatenate[Study, _Args], _Answer]) -> Callable[Concatenate[Study, _Args], _Answer]:
    """Work an answer out when the first lens asks, and keep it with the study for the others."""

    @wraps(ask)
    def kept(study: Study, /, *args: _Args.args, **named: _Args.kwargs) -> _Answer:
        key = (ask.__qualname__, *args, *named.values())
        if key not in study.kept:
            study.kept[key] = ask(study, *args, **named)
        answer: _Answer = study.kept[key]
        return answer

    return kept


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
