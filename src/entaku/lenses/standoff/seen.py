"""What was found of one standoff: verdicts, reasons, and what they turn on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.graph_moves import Moves, improving, liked
from entaku.kernels.graph_paths import path_to, shortest_paths, willing_paths
from entaku.kernels.stability import Concept
from entaku.model.text import Text
from entaku.space.graph import Graph
from entaku.space.graph_doubt import attitudes, firmness
from entaku.space.graph_model import NOT_SAID
from entaku.space.graph_reasons import (
    Margin,
    Reason,
    Turn,
    deterring,
    left_together,
    margin,
    turns,
    unblocked,
)
from entaku.space.graph_verdicts import (
    LIKELY,
    Candidate,
    Reached,
    Verdicts,
    coalition_name,
    further_concepts,
    inverse_counts,
    verdicts,
)
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
SWAPPED = 12
"""Up to how many states swaps in rankings are tried."""
NAMED = 3
"""Among how many equilibria one that is left together is looked for."""
MATTERS = 0.15
"""By how much shares must differ for what a verdict turns on to be named."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: who takes it (together), the state arrived at, and whether each of them likes it."""

    movers: tuple[str, ...]
    state: int
    liked: bool


@dataclass(frozen=True)  # without slots: each part is worked out once, when it is asked for
class Seen:
    """One standoff, looked at: everything that findings, figures and data say of it.

    `leading` marks the first of a case, of which most is said.
    """

    study: Study
    graph: Graph
    leading: bool

    @cached_property
    def found(self) -> Verdicts:
        """Which states are stable, in which draws?"""
        return verdicts(self.graph)

    @cached_property
    def further(self) -> dict[str, Bools]:
        """Which states are stable for whom under moves ahead and moves at once?"""
        return further_concepts(self.graph)

    @cached_property
    def inverse(self) -> tuple[Ints, ...]:
        """How many strict rankings of each party make each state an equilibrium?"""
        return tuple(inverse_counts(self.graph, dm) for dm in range(len(self.graph.parties)))

    @cached_property
    def attitudes(self) -> Bools:
        """What is stable under each attitude to the unknown?"""
        return attitudes(self.graph)

    @cached_property
    def firmness(self) -> NDArray[np.int8]:
        """What is strongly stable, what weakly?"""
        return firmness(self.graph)

    @property
    def stands(self) -> bool:
        """Is it stated which state stands?"""
        return self.graph.now != NOT_SAID

    @property
    def all_hold(self) -> bool:
        """Does nobody gain by moving alone from any state, in any draw?"""
        return bool(self.found.equilibria[:, Concept.R].all())

    @cached_property
    def others(self) -> tuple[Candidate, ...]:
        """Which equilibria but the state that stands are worth a sentence: the likely ones, else the first."""
        rest = [one for one in self.found.candidates if one.state != self.graph.now]
        if self.all_hold:
            return ()  # which of them to name would be no choice of anybody's
        if not self.stands:
            rest = rest[1:]  # the first is in the headline
        return tuple(one for one in rest if one.share >= LIKELY) or tuple(rest[:1])

    @cached_property
    def about(self) -> int:
        """Which state is looked at most closely: what stands if it may hold, else the first equilibrium?"""
        now = self.graph.now
        if self.stands and self.found.shares[Concept.GMR, now] > 0.0:
            return now
        return self.found.candidates[0].state if self.found.candidates else NOT_SAID

    @cached_property
    def steady(self) -> int:
        """Which state that holds in most draws could one ask who would leave it together?"""
        if self.all_hold:
            return self.graph.now
        likely = [one.state for one in self.found.candidates if one.share >= LIKELY]
        upset = [state for state in likely[:NAMED] if any(part >= LIKELY for *_, part in self.leaving(state))]
        return (upset or likely or [NOT_SAID])[0]

    def leaving(self, state: int) -> tuple[tuple[int, int, float], ...]:
        """Who could leave a state together, to where, in which share of the draws?"""
        return left_together(self.found, state)

    @cached_property
    def staying(self) -> tuple[Reason, ...]:
        """By which answers are parties kept at the state looked at most closely?"""
        return deterring(self.found, self.about, self.found.concept_of(self.about))

    @cached_property
    def falling(self) -> tuple[Reason, ...]:
        """Which moves from the state that stands do no answers in the others' interest keep anybody from?"""
        return unblocked(self.found, self.graph.now, Concept.SEQ)

    @cached_property
    def turn(self) -> tuple[Turn, ...]:
        """What does it turn on whether the state looked at most closely holds?"""
        if self.graph.single or self.about == NOT_SAID:
            return ()
        listed = turns(self.found, self.about, self._telling)
        return tuple(one for one in listed if abs(one.when - one.when_not) >= MATTERS)

    @property
    def _telling(self) -> Concept:
        """Under which concept do draws differ: sequential stability first, else the state's own."""
        share = self.found.shares[Concept.SEQ, self.about]
        return Concept.SEQ if 0.0 < share < 1.0 else self.found.concept_of(self.about)

    @cached_property
    def weighed(self) -> int:
        """Of which state is it asked how little would undo it: what stands if it holds well, else the steadiest?"""
        now = self.graph.now
        return now if self.stands and self.found.shares[Concept.SEQ, now] >= LIKELY else self.steady

    @cached_property
    def margin(self) -> tuple[Margin, ...]:
        """How few swaps in one ranking undo that state? Nothing where it is not asked."""
        if not self.graph.single or len(self.graph.states) > SWAPPED or self.weighed == NOT_SAID:
            return ()
        return (margin(self.graph, self.weighed, self.found.concept_of(self.weighed)),)

    def path(self, state: int) -> tuple[Step, ...]:
        """How does one come to a state from the one that stands, in the easiest way found for most draws?"""
        how = self.found.reached[state]
        if how in (Reached.HERE, Reached.NEVER, Reached.UNKNOWN):
            return ()
        if how == Reached.WILLING:
            profile = int(np.argmax(self.found.willing[:, state] >= 0))
            return self._steps(improving(self.graph.moves, self.graph.profiles[profile]), state)
        if how == Reached.TOGETHER:
            profile = int(np.argmax(self.found.together.led[:, state]))
            return self._joint(self.found.together.gains[profile], state)
        moves = self.graph.moves
        good = liked(moves, self.graph.profiles[0])
        paths = willing_paths(moves, good, self.graph.now)
        steps, here, out = path_to(paths, state), self.graph.now, []
        for mover, there in steps.tolist():
            rank = self.graph.profiles[0][mover]
            out.append(Step((self.graph.parties[mover],), there, bool(rank[there] < rank[here])))
            here = there
        return tuple(out)

    def _steps(self, moves: Moves, state: int) -> tuple[Step, ...]:
        every = np.ones(moves.targets.size, dtype=np.bool_)
        steps = path_to(shortest_paths(moves, every, self.graph.now), state)
        return tuple(Step((self.graph.parties[mover],), there, liked=True) for mover, there in steps.tolist())

    def _joint(self, gains: Moves, state: int) -> tuple[Step, ...]:
        """Follow improvements of coalitions; of equally short ways the one with the fewest joint steps."""
        alone = np.zeros(gains.targets.size, dtype=np.bool_)
        for mover in range(gains.dms):
            alone[gains.starts[mover, 0] : gains.starts[mover, -1]] = (mover + 1).bit_count() == 1
        steps = path_to(shortest_paths(gains, alone, self.graph.now), state)
        return tuple(
            Step(coalition_name(self.graph, mover + 1), there, liked=True) for mover, there in steps.tolist()
        )

    def name(self, state: int) -> Text:
        """How is a state called?"""
        return self.graph.name_of(state)

    def party(self, place: int) -> Text:
        """How is the party at a place of the party axis called?"""
        return self.study.case.party(self.graph.parties[place]).name

    def parties(self, ids: tuple[str, ...]) -> list[Text]:
        """How are these parties called?"""
        return [self.study.case.party(ident).name for ident in ids]
