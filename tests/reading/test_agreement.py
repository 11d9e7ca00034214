"""Krippendorff's alpha: his own figures, and what must hold whatever is coded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.reading.agreement import alpha, alpha_of_spans

CODED = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
UNITS = [[int(sign) if sign.isdigit() else None for sign in coder] for coder in CODED]
VALUES = st.lists(st.integers(1, 4), min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("level", "expected"), [("nominal", 0.7434), ("ordinal", 0.8154), ("interval", 0.8491)]
)
def test_published(level: str, expected: float) -> None:
    assert alpha(UNITS, level) == pytest.approx(expected, abs=5e-5)  # type: ignore[arg-type]


@given(VALUES)
def test_coders_who_agree_have_one(values: list[int]) -> None:
    assert alpha([values, values]) == pytest.approx(1.0)


@given(VALUES, VALUES)
def test_the_order_of_coders_does_not_matter(one: list[int], other: list[int]) -> None:
    size = min(len(one), len(other))
    assert alpha([one[:size], other[:size]]) == pytest.approx(alpha([other[:size], one[:size]]))


def test_one_coder_alone_says_nothing_of_agreement() -> None:
    with pytest.raises(ValueError, match="two coders"):
        alpha([[1, 2], [None, None]])


@pytest.mark.parametrize(
    ("other", "expected"),
    [([(10, 20), (50, 70)], 1.0), ([(10, 21), (50, 70)], 0.9986), ([(10, 30), (50, 70)], 0.8883)],
)
def test_spans(other: list[tuple[int, int]], expected: float) -> None:
    assert alpha_of_spans([[(10, 20), (50, 70)], other], 200) == pytest.approx(expected, abs=5e-5)


def test_spans_must_lie_in_the_text() -> None:
    with pytest.raises(ValueError, match="not overlap"):
        alpha_of_spans([[(10, 20), (15, 30)], []], 200)
