"""Which packages lie one clause, or two traded against each other, from a text?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from entaku.rehearsal.seat import NONE

Ints = NDArray[np.int64]
Change = tuple[tuple[int, int], ...]
"""Issues and the options they are set to."""


@dataclass(frozen=True)  # without slots: the index is made when first asked for
class Neighbours:
    """The packages by their options (X, I), and how to step from one to another."""

    options: Ints

    @cached_property
    def _radix(self) -> tuple[int, ...]:
        return tuple((self.options.max(axis=0) + 1).tolist())

    @cached_property
    def _index(self) -> tuple[Ints, Ints]:
        codes = np.ravel_multi_index(tuple(self.options.T), self._radix)
        order = np.argsort(codes)
        return codes[order], order

    @cached_property
    def single(self) -> tuple[Change, ...]:
        """Which changes of one clause are there?"""
        return tuple(
            ((issue, option),)
            for issue in range(self.options.shape[1])
            for option in np.unique(self.options[:, issue]).tolist()
        )

    @cached_property
    def paired(self) -> tuple[Change, ...]:
        """Which changes of two clauses of different issues are there?"""
        return tuple((one, other) for (one,), (other,) in combinations(self.single, 2) if one[0] != other[0])

    def changed(self, packages: Ints, change: Change) -> Ints:
        """Which package (n,) is each of these with the change? `NONE` where it cannot be, or nothing would change."""
        wanted = self.options[packages].copy()
        for issue, option in change:
            wanted[:, issue] = option
        real = np.all([wanted[:, issue] != self.options[packages, issue] for issue, _ in change], axis=0)
        codes, order = self._index
        sought = np.ravel_multi_index(tuple(wanted.T), self._radix)
        place = np.minimum(np.searchsorted(codes, sought), len(codes) - 1)
        return np.where(real & (codes[place] == sought), order[place], NONE)
