"""Steps from package to package beside looking them up by their options."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.errors import NotPossible
from entaku.rehearsal.neighbours import Neighbours
from entaku.rehearsal.seat import NONE


@given(st.integers(0, 2**32), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_a_step_leads_to_the_package_with_the_change(seed: int, sizes: list[int]) -> None:
    dice = np.random.default_rng(seed)
    every = list(product(*map(range, sizes)))
    kept = int(dice.integers(1, len(every) + 1))  # the last can never be, or any
    some = every[:kept] if dice.integers(2) else [every[at] for at in dice.permutation(len(every))[:kept]]
    number, steps = {options: place for place, options in enumerate(some)}, Neighbours(np.array(some))
    packages = np.arange(len(some))
    for change in (*steps.single, *steps.paired):
        for package, found in zip(some, steps.changed(packages, change).tolist(), strict=True):
            there = list(package)
            for issue, option in change:
                there[issue] = option
            new = all(package[issue] != option for issue, option in change)
            assert found == (number.get(tuple(there), NONE) if new else NONE)


def test_more_combinations_than_can_be_numbered() -> None:
    with pytest.raises(NotPossible, match="merge options"):
        Neighbours(np.eye(70, dtype=np.int64)).changed(np.array([0]), ((3, 1),))
