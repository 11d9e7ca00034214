"""Drawn numbers in a party's own range, and whether they are what was expected."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.model.statement import Package
from entaku.space.admissible import widened
from entaku.space.statements import package_rows
from entaku.space.study import Study
from tests.space.reference import value_of

Floats = NDArray[np.float64]


def preferences(study: Study, party: str = "A") -> tuple[Floats, Floats, Floats]:
    """Give z (N, M), w (N, I) and d (N,) of a party."""
    place = study.parties.index(party)
    scale = study.ensemble.scale[place]
    z = np.asarray(study.ensemble.values[:, place] / scale, dtype=np.float64)
    w = np.stack([z[:, start:end].max(axis=1) for start, end in pairwise(study.outcomes.starts)], axis=1)
    return z, w, np.asarray(study.ensemble.no_deal[:, place, 0] / scale, dtype=np.float64)


def relative(study: Study, issue: str, option: str, party: str = "A") -> Floats:
    """Give the value of an option within its issue (N,)."""
    z, w, _ = preferences(study, party)
    place = study.outcomes.issues.index(issue)
    return np.asarray(z[:, study.outcomes.option(issue, option)] / w[:, place], dtype=np.float64)


def worth(study: Study, package: Package, party: str = "A") -> Floats:
    """Give what a settled package or draft, or no deal, is worth (N,)."""
    (row,) = package_rows(study.case, study.outcomes, package, best=False)
    z, w, d = preferences(study, party)
    return value_of(row, z, w, d)


def misses(study: Study) -> float:
    """Give by how much the worst draw of the first party misses a row that counts, or its scale."""
    spec = study.admissible[0]
    z, w, d = preferences(study, spec.party)
    ends = [z[:, start:end].min(axis=1) for start, end in pairwise(study.outcomes.starts)]
    worst = max(float(np.abs(w.sum(axis=1) - 1.0).max()), float(np.abs(ends).max()))
    for row, owner in zip(spec.rows, spec.owner, strict=True):
        on = study.ensemble.on[:, study.case.preferences.index(spec.statements[owner])]
        for line in widened(row, study.outcomes.starts):
            missed = line.at_least - value_of(line, z, w, d)
            worst = max(worst, float(missed[on].max(initial=-1.0)))
    return worst


def near(values: NDArray[Any], expected: float, digits: float = 0.0) -> bool:
    """Tell whether a mean is within three standard errors of what was expected to so many digits."""
    error = float(np.std(values)) / np.sqrt(len(values))
    return bool(abs(float(np.mean(values)) - expected) <= 3.0 * error + digits)
