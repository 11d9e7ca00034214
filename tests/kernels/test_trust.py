"""Trust after an attack, against the worked case and a count of a million worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.kernels.trust import after_attack, goes_on

if TYPE_CHECKING:
    from pathlib import Path

CHANCES = st.integers(1, 99)


def test_the_worked_case(shared: Path) -> None:
    case = YAML(typ="safe").load(shared / "published" / "seats" / "spoiler_trust.yaml")
    for test in case["tests"]:
        told, expect = test["given"], test["expect"]
        left = after_attack(told["t"], told["aT"], told["aU"])
        assert left == pytest.approx(expect["posterior"])
        assert goes_on(left, told["G"], told["L"]) is expect["continues"]


@given(CHANCES, CHANCES, CHANCES)
def test_trust_is_the_part_of_the_worlds_with_an_attack(t: int, a_t: int, a_u: int) -> None:
    trusted, other = t * a_t, (100 - t) * a_u
    left = after_attack(t / 100, a_t / 100, a_u / 100)
    assert left == pytest.approx(trusted / (trusted + other))
    assert (left <= t / 100 + 1e-12) == (a_t <= a_u)


@given(CHANCES, st.integers(1, 9), st.integers(1, 9))
def test_going_on_needs_trust_of_loss_over_the_sum(t: int, gain: int, loss: int) -> None:
    if t * (gain + loss) != 100 * loss:  # on the edge the rounding of t decides
        assert goes_on(t / 100, gain, loss) == (t * (gain + loss) >= 100 * loss)


def test_what_is_no_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        after_attack(1.2, 0.1, 0.2)
    with pytest.raises(ValueError, match="impossible"):
        after_attack(1.0, 0.0, 0.5)
