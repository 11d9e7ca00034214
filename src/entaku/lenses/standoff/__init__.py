"""Which states of affairs are stable, for whom, under which foresight, and by which counter-move?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entaku.lenses.standoff import sentences
from entaku.lenses.standoff.data import data
from entaku.lenses.standoff.figures import equilibria_figure, levers_figure, moves_figure
from entaku.lenses.standoff.lacks import said
from entaku.lenses.standoff.seen import Seen
from entaku.lenses.standoff.words import CARD
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.graph import Lack, graphs
from entaku.space.study import Study

__all__ = ["CARD", "Standoffs", "look"]


@dataclass(frozen=True, slots=True)
class Standoffs:
    """Every standoff of a case, looked at, and what is lacking."""

    study: Study
    seen: tuple[Seen, ...]
    lacks: tuple[Lack, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Say all of the first standoff; of the others what stands, what would hold, and what is in doubt."""
        found = []
        for seen in self.seen:
            found += sentences.headline(seen)
            if seen.leading:
                found += sentences.why(seen)
            found += sentences.would_hold(seen)
            if seen.leading:
                found += [*sentences.together(seen), *sentences.turns(seen), *sentences.further(seen)]
            found += sentences.doubt(seen)
        return tuple(found)

    def figures(self) -> tuple[Figure, ...]:
        """Show which states hold; for the first standoff also the moves from here, and the levers."""
        found = []
        for seen in self.seen:
            found += equilibria_figure(seen)
            if seen.leading:
                found += [*moves_figure(seen), *levers_figure(seen)]
        return tuple(found)

    def missing(self) -> tuple[Text, ...]:
        """Name what the case lacks for this question."""
        return tuple(said(lack) for lack in self.lacks)

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Give none: that a state is stable does not say that there is a deal, or who can do without whom."""
        return ()

    def data(self) -> dict[str, Any]:
        """Give every standoff as plain JSON values, by its id."""
        return {
            "source": "coded" if self.study.case.standoffs else "read off" if self.seen else "not stated",
            "seed": self.study.ensemble.seed,
            "standoffs": {seen.graph.id: data(seen) for seen in self.seen},
        }


def look(study: Study) -> Standoffs:
    """Which states of each standoff hold, and why?"""
    found, lacks = graphs(study)
    seen = tuple(Seen(study, graph, leading=number == 0) for number, graph in enumerate(found))
    return Standoffs(study, seen, lacks)
