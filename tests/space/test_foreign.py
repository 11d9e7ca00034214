"""What other programs pick, against their definitions applied to a list of all packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from math import prod, sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.exchange.domain_case import as_case
from entaku.exchange.domain_form import Domain, Matter, Side
from entaku.model.case import Case
from entaku.model.rules import faults
from entaku.model.statement import Values
from entaku.space.foreign import foreign
from entaku.space.solving import exact
from entaku.space.study import lay_out

Row = tuple[Fraction, ...]
DAY = date(2030, 1, 1)


def _case(sides: Sequence[tuple[Sequence[Sequence[Fraction]], Fraction]]) -> Case:
    matters = tuple(
        Matter(f"i{n}", tuple(f"o{k}" for k in range(len(row)))) for n, row in enumerate(sides[0][0])
    )
    made = tuple(Side(f"p{n}", tuple(map(tuple, table)), deal) for n, (table, deal) in enumerate(sides))
    return as_case(Domain("n", matters, made), "none", Path(), DAY).case


@st.composite
def exact_sides(draw: Any) -> list[tuple[list[list[Fraction]], Fraction]]:
    """Draw two or three parties with values of three issues, most of them within 0 and 1."""
    number = st.integers(0, 4).map(lambda part: Fraction(part, draw(st.sampled_from((9, 12, 15)))))
    sizes = draw(st.lists(st.integers(2, 3), min_size=2, max_size=3))
    return [
        ([draw(st.lists(number, min_size=size, max_size=size)) for size in sizes], draw(number) * 2)
        for _ in range(draw(st.integers(2, 3)))
    ]


def _best(rows: Sequence[Row], key: Callable[[Row], Any]) -> set[Row]:
    top = max(map(key, rows), default=None)
    return {row for row in rows if key(row) == top}


def _undominated(rows: Sequence[Row]) -> list[Row]:
    every = set(rows)
    return [
        row for row in rows if not any(one != row and all(map(Fraction.__ge__, one, row)) for one in every)
    ]


@settings(max_examples=60)
@given(sides=exact_sides())
def test_each_definition_holds_over_a_list_of_all_packages(
    sides: list[tuple[list[list[Fraction]], Fraction]],
) -> None:
    study = lay_out(_case(sides))
    solved = exact(study)
    found = foreign(study, solved)
    rows: list[Row] = [
        tuple(sum(values, Fraction(0)) for values in worths)
        for worths in zip(*(product(*table) for table, _ in sides), strict=True)
    ]
    r = [deal for _, deal in sides]
    low, most = ([pick(column) for column in zip(*rows, strict=True)] for pick in (min, max))
    d = list(map(max, r, low))
    acceptable = [row for row in rows if all(map(Fraction.__ge__, row, r))]
    whole = _undominated(rows)
    f = [row for row in whole if row in acceptable]

    def ratios(row: Row, base: Sequence[Fraction]) -> list[Fraction]:
        return [(v - b) / (m - b) for v, b, m in zip(row, base, most, strict=True) if m > b]

    def apart(row: Row) -> Fraction:
        return sum((abs(a - b) for a, b in combinations(row, 2)), Fraction(0))

    def far(row: Row) -> float:
        return sqrt(sum((1 - v) ** 2 for v in row))

    expected = {
        "nash (NegMAS)": _best(f, lambda row: prod(v - b for v, b in zip(row, d, strict=True))),
        "kalai (NegMAS)": _best(f, lambda row: min(v - b for v, b in zip(row, d, strict=True))),
        "ks (NegMAS)": _best(
            f, lambda row: -(max(ratios(row, d), default=0) - min(ratios(row, d), default=0))
        ),
        "relative welfare (NegMAS)": _best(
            f,
            lambda row: sum((v - n) / (m - b) for v, n, m, b in zip(row, low, most, d, strict=True) if m > b),
        ),
        "ks (whole-space ideal)": _best(f, lambda row: min(ratios(row, r), default=0)),
    }
    if max(most) <= 1:
        expected["nash (GENIUS)"] = _best(whole, lambda row: prod(v - b for v, b in zip(row, r, strict=True)))
        expected["ks (GENIUS)"] = {row for row in _best(whole, lambda row: -apart(row)) if apart(row) < 2}
        assert found.measures["opposition (GENIUS)"] == pytest.approx((min(map(far, rows)),))
        if len(sides) == 2:
            expected["nash (NegoLog)"] = _best(whole, prod)
            expected["kalai (NegoLog)"] = _best(rows, sum)
            mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
            assert found.measures["balance (NegoLog)"] == pytest.approx(
                (float(mean[0] - mean[1]),), abs=1e-12
            )
    assert {name: {rows[number] for number in numbers} for name, numbers in found.picks.items()} == expected
    assert found.whole == (len(set(whole)), len(whole))
    assert solved.acceptable.count == len(acceptable)
    assert solved.acceptable.strict == sum(all(map(Fraction.__gt__, row, r)) for row in rows)
    if acceptable and min(most) > 0:
        nearest = min(far(tuple(v / m for v, m in zip(row, most, strict=True))) for row in acceptable)
        assert solved.measures["opposition"] == pytest.approx(nearest)
    else:
        assert solved.measures["opposition"] is None


def test_values_beyond_one_are_no_matter_of_genius_or_negolog() -> None:
    table = [[Fraction(0), Fraction(3)], [Fraction(2), Fraction(0)]]
    study = lay_out(_case([(table, Fraction(1)), (table, Fraction(1))]))
    found = foreign(study, exact(study))
    assert found.measures == {}
    assert not any("GENIUS" in name or "NegoLog" in name for name in found.picks)


def test_parts_make_one_unit() -> None:
    table = [[Fraction(0), Fraction(1, 3)], [Fraction(2, 3), Fraction(0)]]
    case = _case([(table, Fraction(1, 7)), (table, Fraction(1, 7))])
    says = case.preferences[0].says
    assert isinstance(says, Values)
    assert says.parts == 21
    assert says.worth("i0", "o1") == Fraction(1, 3)
    assert says.deal() == Fraction(1, 7)
    study = lay_out(case)
    assert study.ensemble.scale == (21, 21)
    halved = replace(case.preferences[0], says=replace(says, parts=10.5))
    twice = lay_out(replace(case, preferences=(halved, case.preferences[1])))
    assert Fraction(int(twice.ensemble.values[0, 0, 1]), twice.ensemble.scale[0]) == Fraction(2, 3)


@pytest.mark.parametrize("parts", [0, -1, -0.5, -(10**400)])
def test_parts_that_make_no_unit_are_a_fault(parts: float) -> None:
    case = _case([([[Fraction(0), Fraction(1)]], Fraction(0))] * 2)
    says = case.preferences[0].says
    assert isinstance(says, Values)
    wrong = replace(case.preferences[0], says=replace(says, parts=parts))
    [fault] = faults(replace(case, preferences=(wrong, case.preferences[1])))
    assert fault.path == ("preferences", 0, "values", "parts")
    assert fault.allowed == "a number above 0"
