"""The graph models of a case: those it codes, or else the one that its issues and performers imply."""

from __future__ import annotations

from entaku.space.graph_coded import coded
from entaku.space.graph_model import Graph, Lack
from entaku.space.graph_packages import packages
from entaku.space.study import Study

__all__ = ["Graph", "Lack", "graphs"]


def graphs(study: Study) -> tuple[tuple[Graph, ...], tuple[Lack, ...]]:
    """Which graph models does a case give, and what is lacking?

    A coded standoff comes before anything that could be read off the issues.
    """
    if not study.case.standoffs:
        return packages(study)
    laid = [coded(study, standoff) for standoff in study.case.standoffs]
    return (
        tuple(graph for found, _ in laid for graph in found),
        tuple(lack for _, lacks in laid for lack in lacks),
    )
