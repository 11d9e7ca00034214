"""Which packages lie one clause, or two traded against each other, from a text?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.model.errors import NotPossible
from entaku.rehearsal.seat import NONE

MOST_CODES: Final = 2**62
"""Combinations of options that 64 bits can number."""

Ints = NDArray[np.int64]
Change = tuple[tuple[int, int], ...]
"""Issues and the options they are set to."""


@dataclass(frozen=True)  # without slots: the index is made when first asked for
class Neighbours:
    """The packages by their options (X, I), and how to step from one to another."""

    options: Ints

    @cached_property
    def _strides(self) -> Ints:
        """How far apart in the code are two options of an issue that follow each other?"""
        if prod(self._sizes.tolist()) > MOST_CODES:
            raise NotPossible(
                "the options of all issues make too many combinations, possible or not, to step between packages; "
                "leave out issues, or merge options, in a copy of the case"
            )
        return np.asarray(np.cumprod(np.concatenate([[1], self._sizes[:0:-1]]))[::-1])

    @cached_property
    def _sizes(self) -> Ints:
        """How many options has each issue?"""
        return np.asarray(self.options.max(axis=0) + 1)

    @cached_property
    def _codes(self) -> Ints:
        """Give the code of each package (X,), which its options follow from."""
        return np.asarray(self.options @ self._strides)

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints]:
        order = np.argsort(self._codes)
        return self._codes[order], order

    def _package(self, codes: Ints) -> Ints:
        """Which package (n,) has each code? `NONE` where it cannot be."""
        known, order = self._sorted
        if len(known) == prod(self._sizes.tolist()):  # all can be
            return np.asarray(order[codes])
        place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        return np.where(known[place] == codes, order[place], NONE)

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
        codes, real = self._codes[packages], np.ones(packages.shape, dtype=np.bool_)
        for issue, option in change:
            now = self.options[packages, issue]
            codes += (option - now) * self._strides[issue]
            real &= now != option
        return np.where(real, self._package(codes), NONE)
