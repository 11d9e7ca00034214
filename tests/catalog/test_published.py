"""Each published case gives what its publication prints."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from entaku.app.briefs import look
from entaku.app.cases import catalogue
from entaku.casefile.load import read
from entaku.model.case import Expectation
from tests.catalog.expecting import differences

CASES = {entry.name: read(entry.path) for entry in catalogue()}
EXPECTING = [name for name, case in CASES.items() if case.expect]


@cache
def data(lens: str, name: str) -> dict[str, Any]:
    return look(lens, CASES[name]).data()


@pytest.mark.parametrize("name", EXPECTING)
def test_a_case_gives_what_its_publication_prints(name: str) -> None:
    assert [line for one in CASES[name].expect for line in differences(one, data(one.lens, name))] == []


def test_something_is_expected() -> None:
    assert EXPECTING


RIGHT = Expectation(lens="room", at="points.nash.utilities", value={"bill": 24, "jack": "11"})
DATA: dict[str, Any] = {
    "points": {"nash": {"utilities": {"bill": 24.0, "jack": 11.0}}},
    "parts": {"a": "2/3", "b": "1/6"},
    "sets": [["a", "b"], ["c"]],
    "proved": True,
}


def expecting(at: str, value: Any, within: float = 0.0) -> Expectation:
    return Expectation(lens="room", at=at, value=value, within=within)


@pytest.mark.parametrize(
    "right",
    [
        RIGHT,
        expecting("points.nash.utilities.bill", "24"),
        expecting("points.nash.utilities.bill", 24.5, 0.5),
        expecting("parts", {"a": 0.667, "b": 0.1667}, 0.0005),
        expecting("parts.a", "4/6"),
        expecting("sets", [["a", "b"], ["c"]]),
        expecting("sets.1.0", "c"),
        expecting("proved", value=True),
    ],
)
def test_what_is_right_passes(right: Expectation) -> None:
    assert differences(right, DATA) == []


@pytest.mark.parametrize(
    "wrong",
    [
        expecting("points.nash.utilities", {"bill": 24, "jack": 12}),
        expecting("points.nash.utilities", {"bill": 24}),
        expecting("points.nash.utilities", {"bill": 24, "jack": 11, "jill": 3}),
        expecting("points.nash.utilities.bill", 24.51, 0.5),
        expecting("points.nash.utilities.jill", 24),
        expecting("parts.a", 0.667),
        expecting("parts.a", "two thirds"),
        expecting("sets", [["a", "b"]]),
        expecting("sets", [["c"], ["a", "b"]]),
        expecting("sets.2", ["c"]),
        expecting("proved", 1),
        expecting("proved.yes", 1),
    ],
)
def test_what_is_wrong_is_found(wrong: Expectation) -> None:
    assert differences(wrong, DATA)


@pytest.mark.parametrize("name", EXPECTING)
def test_a_spoilt_expectation_of_each_case_is_found(name: str) -> None:
    one = CASES[name].expect[0]
    found = data(one.lens, name)
    assert differences(replace(one, value="something else"), found)
    assert differences(replace(one, at=f"{one.at}.nowhere"), found)
