"""What a draft is worth to each party, from its worst to its best completion, and what it asks to be done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.issue import Issue, Option
from entaku.model.process import Draft, Term
from entaku.space.statements import full_terms, term_values
from entaku.space.study import Study


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing a draft or package asks to be done: an issue's option that is not the status quo."""

    issue: Issue
    option: Option


def draft_values(study: Study, draft: Draft) -> tuple[NDArray[Any], NDArray[Any]]:
    """What is a draft worth to each party at the least and at the most, in ensemble units (N, P)?

    What it leaves open or silent is completed at the party's worst and at its best, impossible combinations
    left out.

    Raises
    ------
    NotPossible
        The draft combines options that the case calls impossible.
    """
    space, values = study.outcomes, study.ensemble.values
    settled = np.zeros(values.shape[:2], dtype=values.dtype)
    counted = np.ones(len(space.options), dtype=values.dtype)
    barred = np.zeros(len(space.options), dtype=np.bool_)
    for issue, term in full_terms(study.case, draft).items():
        inside = np.array([name == issue for name, _ in space.options])
        if term.at is not None:
            taken = term_values(study.case, space, term)
            settled = settled + np.rint(values.astype(np.float64) @ taken).astype(values.dtype)
            counted[inside] = 0
        elif not term.open:
            kept = term.bracketed or (term.option,)
            barred |= inside & ~np.array([option in kept for _, option in space.options])
    blocks = space.by_block(values * counted)
    open_to = ~space.any_by_block(barred)
    low, high = settled.copy(), settled.copy()
    for start, end in pairwise(space.block_starts):
        allowed = np.flatnonzero(open_to[start:end]) + start
        if not allowed.size:
            raise NotPossible(
                f"draft {draft.id} combines options that the case calls impossible; "
                "mend its terms or the list `impossible`"
            )
        low = low + blocks[:, :, allowed].min(axis=2)
        high = high + blocks[:, :, allowed].max(axis=2)
    return low, high


def clauses(case: Case, draft: Draft) -> tuple[Clause, ...]:
    """What does the draft ask to be done? Open, bracketed and status-quo terms ask nothing."""
    asked = []
    for name, term in full_terms(case, draft).items():
        issue = case.issue(name)
        if term.open or term.bracketed:
            continue
        option = _option(issue, term)
        if option.id != issue.status_quo:
            asked.append(Clause(issue, option))
    return tuple(asked)


def _option(issue: Issue, term: Term) -> Option:
    """Give the option a term takes; a number is carried out as its nearest breakpoint is."""
    if term.at is None:
        return issue.options[issue.position(term.option)]
    wanted = term.at
    return min(issue.options, key=lambda option: abs((option.at or 0.0) - wanted))
