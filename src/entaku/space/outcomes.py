"""Which packages there are: issues, options, and the blocks that impossible combinations tie together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.model.errors import NotPossible

MOST_COMBINATIONS = 100_000
"""How many combinations of issues that impossible combinations tie are listed at most."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All packages that can be, as one choice a block.

    Options of all issues are numbered 0..M-1 in the order of the case; `starts` (I + 1,) bounds each issue.
    A block is an issue, or several that an impossible combination ties; its options 0..K-1 (all blocks
    together, bounded by `block_starts`) are the allowed combinations. `holds` (K, M) is 1 where a block
    option contains an option. Packages are numbered in mixed radix over blocks, the last block fastest.
    """

    issues: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    starts: NDArray[np.int64]
    block_starts: NDArray[np.int64]
    holds: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many packages are there?"""
        return int(np.prod(np.diff(self.block_starts).astype(object)))

    def option(self, issue: str, option: str) -> int:
        """Which number has this option among all options?"""
        return self.options.index((issue, option))

    def choices(self, package: int) -> tuple[int, ...]:
        """Which option of each block does the package with this number take, as block options 0..K-1?"""
        sizes = [int(size) for size in np.diff(self.block_starts)]
        picked = []
        for size in reversed(sizes):
            package, place = divmod(package, size)
            picked.append(place)
        return tuple(
            int(start) + place for start, place in zip(self.block_starts[:-1], reversed(picked), strict=True)
        )

    def package(self, package: int) -> dict[str, str]:
        """Which option of each issue does the package with this number take?"""
        held = np.flatnonzero(self.holds[list(self.choices(package))].sum(axis=0))
        found = dict(self.options[place] for place in held)
        return {issue: found[issue] for issue in self.issues}

    def table(self) -> NDArray[np.int64]:
        """Which option (X, I), numbered 0..M-1, does each package take on each issue?"""
        sizes = np.diff(self.block_starts)
        grid = np.indices(tuple(int(size) for size in sizes)).reshape(len(sizes), -1)
        taken = self.holds[grid + self.block_starts[:-1, None]].sum(axis=0)
        return np.asarray(np.nonzero(taken)[1].reshape(-1, len(self.issues)), dtype=np.int64)

    def number(self, package: Mapping[str, str]) -> int:
        """Which number has this package? Raises KeyError where it cannot be."""
        taken = np.zeros(len(self.options), dtype=np.int64)
        for issue, option in package.items():
            taken[self.option(issue, option)] = 1
        number = 0
        for start, end in zip(self.block_starts[:-1], self.block_starts[1:], strict=True):
            block = self.holds[start:end]
            match = np.flatnonzero((block @ taken) == block.sum(axis=1))
            if not match.size:
                raise KeyError(f"the options {dict(package)} cannot stand together")
            number = number * int(end - start) + int(match[0])
        return number

    def by_block(self, partial: NDArray[np.generic]) -> NDArray[np.generic]:
        """Add values (..., M) of options up to values (..., K) of block options."""
        row, option = np.nonzero(self.holds)
        first = np.searchsorted(row, np.arange(len(self.holds)))
        return np.asarray(np.add.reduceat(partial[..., option], first, axis=-1))

    def any_by_block(self, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which block options (..., K) contain an option that is marked (..., M)?"""
        return (marked.astype(np.float32) @ self.holds.T.astype(np.float32)) > 0


def outcomes(case: Case) -> Outcomes:
    """Which packages does the case allow?

    Raises
    ------
    NotPossible
        The impossible combinations leave no way to settle some issues, or tie too many together.
    """
    issues = tuple(issue.id for issue in case.issues)
    options = tuple((issue.id, option.id) for issue in case.issues for option in issue.options)
    sizes = [len(issue.options) for issue in case.issues]
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    banned = [
        tuple(options.index((issue, option)) for issue, option in rule.options.items())
        for rule in case.impossible
    ]
    rows: list[NDArray[np.int64]] = []
    block_sizes = []
    for block in _tied(issues, [rule.options for rule in case.impossible]):
        _check_size([issues[i] for i in block], [sizes[i] for i in block])
        combinations = _allowed([range(starts[i], starts[i + 1]) for i in block], banned)
        if not combinations:
            tied = ", ".join(issues[i] for i in block)
            raise NotPossible(
                f"the impossible combinations leave no way to settle {tied}; mend the list `impossible`"
            )
        block_sizes.append(len(combinations))
        row = np.zeros((len(combinations), len(options)), dtype=np.int64)
        for place, combination in enumerate(combinations):
            row[place, list(combination)] = 1
        rows.append(row)
    block_starts = np.concatenate(([0], np.cumsum(block_sizes))).astype(np.int64)
    return Outcomes(issues, options, starts, block_starts, np.concatenate(rows))


def _check_size(issues: Sequence[str], sizes: Sequence[int]) -> None:
    """Refuse issues tied into a block whose combinations would be too many to list."""
    if len(issues) > 1 and prod(sizes) > MOST_COMBINATIONS:
        raise NotPossible(
            f"the impossible combinations tie {', '.join(issues)} into {prod(sizes):,} combinations, more than "
            f"{MOST_COMBINATIONS:,}; leave out rules in the list `impossible`, or options"
        )


def _tied(issues: Sequence[str], rules: Sequence[Mapping[str, str]]) -> list[list[int]]:
    """Group the places of issues that impossible combinations tie, in the order of the case."""
    group = {issue: place for place, issue in enumerate(issues)}
    for rule in rules:
        joined = {group[issue] for issue in rule}
        for issue in issues:
            if group[issue] in joined:
                group[issue] = min(joined)
    heads = sorted(set(group.values()))
    return [[place for place, issue in enumerate(issues) if group[issue] == head] for head in heads]


def _allowed(choices: Sequence[range], banned: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return [
        tuple(int(option) for option in combination)
        for combination in product(*choices)
        if not any(set(rule) <= set(combination) for rule in banned)
    ]
