"""What a draft is worth to each party, from its worst to its best completion, and what it asks to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.frontier import frontier_within
from entaku.kernels.reach import MOST_POINTS, reach
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.issue import Issue, Option
from entaku.model.process import Draft, Term
from entaku.space.statements import full_terms, term_values
from entaku.space.study import Study

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing a draft or package asks to be done: an issue's option that is not the status quo."""

    issue: Issue
    option: Option


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft leaves of every issue.

    `open_to` (K,) marks the block options that may complete it, `counted` (M,) the options whose values count;
    `taken` (M,) are the parts of breakpoints that a number between two of them takes.
    """

    open_to: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    taken: NDArray[np.float64]


def reading(study: Study, draft: Draft) -> Reading:
    """Which options may complete a draft, block by block?

    Raises
    ------
    NotPossible
        The draft combines options that the case calls impossible.
    """
    space = study.outcomes
    counted = np.ones(len(space.options), dtype=np.bool_)
    taken = np.zeros(len(space.options))
    barred = np.zeros(len(space.options), dtype=np.bool_)
    for issue, term in full_terms(study.case, draft).items():
        inside = np.array([name == issue for name, _ in space.options])
        if term.at is not None:
            taken += term_values(study.case, space, term)
            counted &= ~inside
        elif not term.open:
            kept = term.bracketed or (term.option,)
            barred |= inside & ~np.array([option in kept for _, option in space.options])
    open_to = ~space.any_by_block(barred)
    if not all(open_to[start:end].any() for start, end in pairwise(space.block_starts)):
        raise NotPossible(
            f"draft {draft.id} combines options that the case calls impossible; "
            "mend its terms or the list `impossible`"
        )
    return Reading(open_to, counted, taken)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block's least and most value (N, P), the most without vetoes, whether some option is vetoed, and every one."""

    least: NDArray[Any]
    most: NDArray[Any]
    allowed: NDArray[Any]
    touched: Bools
    shut: Bools


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weighs drafts over one study; what a block is worth under some options is worked out once."""

    study: Study
    known: dict[tuple[int, bytes], _Block] = field(default_factory=dict)

    def values(self, draft: Draft) -> tuple[NDArray[Any], NDArray[Any]]:
        """Give what a draft is worth at the least and at the most, as `draft_values` does."""
        read = reading(self.study, draft)
        blocks = self._blocks(read)
        settled = self.settled(read)
        return (
            settled + sum(block.least for block in blocks),
            settled + sum(block.most for block in blocks),
        )

    def accepted(self, draft: Draft) -> tuple[Bools, Bools]:
        """Tell who accepts a draft, as `draft_acceptance` does."""
        read = reading(self.study, draft)
        blocks, vetoed = self._blocks(read), self.study.ensemble.vetoed
        beyond = self.settled(read) - self.study.ensemble.no_deal[:, :, 0]
        numbers = vetoed[:, :, read.taken > 0.0]
        number_shut = self.crossed(read)
        sure = (beyond + sum(block.least for block in blocks)) >= 0
        some = (beyond + sum(block.allowed for block in blocks)) >= 0
        for block in blocks:
            sure &= ~block.touched
            some &= ~block.shut
        return sure & ~numbers.any(axis=2), some & ~number_shut

    def crossed(self, read: Reading) -> Bools:
        """Tell by draw and party (N, P) whether some number lies between breakpoints that are all vetoed."""
        vetoed = self.study.ensemble.vetoed
        shut = np.zeros(vetoed.shape[:2], dtype=np.bool_)
        for start, end in pairwise(self.study.outcomes.starts):
            part = np.flatnonzero(read.taken[start:end] > 0.0) + start
            if part.size:
                shut |= vetoed[:, :, part].all(axis=2)
        return shut

    def settled(self, read: Reading) -> NDArray[Any]:
        """Give what the numbers of a draft are worth (N, P)."""
        values = self.study.ensemble.values
        if not read.taken.any():
            return np.zeros(values.shape[:2], dtype=values.dtype)
        worth = np.rint(values.astype(np.float64) @ read.taken)
        if values.dtype == object:
            return np.array([[int(one) for one in row] for row in worth], dtype=object)
        return np.asarray(worth.astype(values.dtype))

    def _blocks(self, read: Reading) -> list[_Block]:
        starts = [int(start) for start in self.study.outcomes.block_starts]
        return [self._block(start, end, read) for start, end in pairwise(starts)]

    def _block(self, start: int, end: int, read: Reading) -> _Block:
        held = self.study.outcomes.holds[start:end]
        key = (start, read.open_to[start:end].tobytes() + read.counted[held.any(axis=0)].tobytes())
        if key not in self.known:
            self.known[key] = self._worked_out(np.flatnonzero(read.open_to[start:end]) + start, read.counted)
        return self.known[key]

    def _worked_out(self, places: NDArray[np.intp], counted: Bools) -> _Block:
        study, space = self.study, self.study.outcomes
        if counted.all():
            values, vetoed = study.block_values, study.block_vetoes
        else:
            values = space.by_block(study.ensemble.values * counted)
            vetoed = space.any_by_block(study.ensemble.vetoed & counted)
        values, vetoed = values[:, :, places], vetoed[:, :, places]
        least = values.min(axis=2)
        allowed = np.where(vetoed, least[:, :, None], values).max(axis=2)
        return _Block(least, values.max(axis=2), allowed, np.any(vetoed, axis=2), np.all(vetoed, axis=2))


def draft_values(study: Study, draft: Draft) -> tuple[NDArray[Any], NDArray[Any]]:
    """What is a draft worth to each party at the least and at the most, in ensemble units (N, P)?

    What it leaves open or silent is completed at the party's worst and at its best, impossible combinations
    left out.

    Raises
    ------
    NotPossible
        The draft combines options that the case calls impossible.
    """
    return Weighing(study).values(draft)


def draft_acceptance(study: Study, draft: Draft) -> tuple[Bools, Bools]:
    """Who accepts a draft, (N, P), however it is completed, and who with some completion?

    A party accepts what is worth at least no deal to it and crosses none of its red lines. A number between two
    breakpoints crosses a red line for some completion where both are vetoed, however completed where one is.

    Raises
    ------
    NotPossible
        The draft combines options that the case calls impossible.
    """
    return Weighing(study).accepted(draft)


def room_within(study: Study, draft: Draft) -> Bools:
    """In which draws (N,) do all needed parties accept one and the same completion of a draft?"""
    read, space, draws = reading(study, draft), study.outcomes, study.ensemble
    needed = [place for place, party in enumerate(study.parties) if party in study.case.needed]
    weighing = Weighing(study)
    kept = np.flatnonzero(read.open_to)
    sizes = [int(read.open_to[start:end].sum()) for start, end in pairwise(space.block_starts)]
    floor = draws.no_deal[:, :, 0] - weighing.settled(read)
    values = space.by_block(draws.values * read.counted)[:, needed][:, :, kept]
    vetoed = space.any_by_block(draws.vetoed & read.counted)[:, needed][:, :, kept]
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    shut = weighing.crossed(read)[:, needed].any(axis=1)
    return room_there(values, starts, vetoed, floor[:, needed]) & ~shut


def room_there(values: NDArray[Any], starts: NDArray[np.int64], vetoed: Bools, floor: NDArray[Any]) -> Bools:
    """In which draws (N,) do all these parties accept some package, values (N, P, K) of any size, floor (N, P)?

    Where so many packages are efficient that they have to be merged, and none is found, False.
    """
    if values.dtype == object:
        found = [
            len(frontier_within(worth, starts, ~cut.any(axis=0), least, MOST_POINTS[-1], 1).points) > 0
            for worth, cut, least in zip(values, vetoed, floor, strict=True)
        ]
        return np.array(found, dtype=np.bool_)
    codes = reach(
        np.ascontiguousarray(values, dtype=np.int64),
        np.ascontiguousarray(floor, dtype=np.int64),
        np.ascontiguousarray(vetoed),
        starts,
    )
    return np.asarray(codes > 0)


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
