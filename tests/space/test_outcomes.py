"""Which packages there are, against listing every combination."""

from __future__ import annotations

import random
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.space.outcomes import Outcomes, outcomes
from tests.space import build as b

SEEDS = st.integers(0, 10**6)


def some_case(rng: random.Random) -> Case:
    issues = [
        b.issue(f"i{n}", *(f"o{k}" for k in range(rng.randint(2, 3)))) for n in range(rng.randint(2, 5))
    ]
    rules = []
    for n in range(rng.randint(0, 4)):
        tied = rng.sample(issues, rng.randint(2, min(3, len(issues))))
        rules.append(b.impossible(f"r{n}", **{issue.id: rng.choice(issue.options).id for issue in tied}))
    return b.case(issues, {"A": []}, impossible=tuple(rules))


def listed(case: Case) -> list[dict[str, str]]:
    """List the packages that break no rule, the last issue fastest."""
    names = [issue.id for issue in case.issues]
    every = product(*([option.id for option in issue.options] for issue in case.issues))
    packages = [dict(zip(names, some, strict=True)) for some in every]
    return [
        package
        for package in packages
        if not any(rule.options.items() <= package.items() for rule in case.impossible)
    ]


@given(SEEDS)
def test_every_package_that_breaks_no_rule_is_there_once(seed: int) -> None:
    case = some_case(random.Random(seed))
    space, expected = outcomes(case), listed(case)
    packages = [space.package(number) for number in range(space.count)]
    assert space.count == len(expected)
    assert sorted(map(str, packages)) == sorted(map(str, expected))
    assert [space.number(package) for package in packages] == list(range(space.count))


@given(SEEDS)
def test_a_combination_that_breaks_a_rule_has_no_number(seed: int) -> None:
    case = some_case(random.Random(seed))
    space = outcomes(case)
    allowed = listed(case)
    every = product(*([option.id for option in issue.options] for issue in case.issues))
    for some in every:
        package = dict(zip(space.issues, some, strict=True))
        if package not in allowed:
            with pytest.raises(KeyError):
                space.number(package)


def test_packages_without_rules_are_numbered_as_the_case_lists_them() -> None:
    case = b.case([b.issue("a", "x", "y"), b.issue("b", "p", "q", "r"), b.issue("c", "m", "n")], {"A": []})
    space = outcomes(case)
    assert [space.package(number) for number in range(space.count)] == listed(case)
    assert space.package(7) == {"a": "y", "b": "p", "c": "n"}


def test_a_package_that_leaves_an_issue_out_has_no_number() -> None:
    space = outcomes(b.case([b.issue("a", "x", "y"), b.issue("b", "p", "q")], {"A": []}))
    with pytest.raises(KeyError):
        space.number({"a": "x"})


@given(SEEDS)
def test_the_table_says_what_package_by_package_says(seed: int) -> None:
    space = outcomes(some_case(random.Random(seed)))
    table = space.table()
    assert table.shape == (space.count, len(space.issues))
    for number, row in enumerate(table):
        assert dict(space.options[place] for place in row) == space.package(number)
        held = space.holds[list(space.choices(number))].sum(axis=0)
        assert np.flatnonzero(held).tolist() == row.tolist()


def blocks(space: Outcomes) -> list[set[str]]:
    """Give the issues of each block."""
    return [
        {space.options[place][0] for place in np.flatnonzero(space.holds[start:end].any(axis=0))}
        for start, end in pairwise(space.block_starts)
    ]


def test_rules_tie_issues_into_blocks_through_a_third_and_no_others() -> None:
    case = b.case(
        [b.issue(name, "x", "y") for name in "abcde"],
        {"A": []},
        impossible=(b.impossible("r1", d="x", b="y"), b.impossible("r2", d="y", e="y")),
    )
    space = outcomes(case)
    assert blocks(space) == [{"a"}, {"b", "d", "e"}, {"c"}]
    assert np.diff(space.block_starts).tolist() == [2, 4, 2]
    assert space.count == 16 == len(listed(case))


def test_rules_that_leave_nothing_are_refused() -> None:
    rules = [b.impossible(f"r{x}{y}", a=x, b=y) for x in "mn" for y in "pq"]
    issues = [b.issue("a", "m", "n"), b.issue("b", "p", "q"), b.issue("c", "s", "t")]
    with pytest.raises(NotPossible, match="no way to settle a, b"):
        outcomes(b.case(issues, {"A": []}, impossible=tuple(rules)))


@given(SEEDS)
def test_values_and_marks_of_options_add_up_over_blocks(seed: int) -> None:
    space = outcomes(some_case(random.Random(seed)))
    rng = np.random.default_rng(seed)
    partial = rng.integers(-9, 9, (2, len(space.options)))
    marked = rng.random((2, len(space.options))) < 0.3
    for number, row in enumerate(space.table()):
        held = list(space.choices(number))
        assert space.by_block(partial)[:, held].sum(axis=1).tolist() == partial[:, row].sum(axis=1).tolist()
        assert space.any_by_block(marked)[:, held].any(axis=1).tolist() == marked[:, row].any(axis=1).tolist()


def test_issues_tied_into_too_many_combinations_are_refused() -> None:
    issues = [b.issue(f"i{n}", "k", "l", "m", "n") for n in range(10)]
    rules = [b.impossible(f"r{n}", **{f"i{n}": "k", f"i{n + 1}": "k"}) for n in range(9)]
    with pytest.raises(NotPossible, match=r"tie i0, i1, .* into 1,048,576 combinations, more than 100,000"):
        outcomes(b.case(issues, {"A": []}, impossible=tuple(rules)))
