"""Values that do not add up: issues that hang together come in as one issue of their packages, or are refused."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.exchange import reader
from entaku.exchange.domain_form import Domain, Matter, Side
from entaku.exchange.domain_joint import MOST_JOINT, Term, joined, tied
from entaku.model.errors import BadInput
from entaku.model.rules import faults
from tests.exchange import domains as d

Bound = tuple[int, int, int]
"""Index of an issue, and from where to where it may be."""
LEVELS = range(4)
ISSUES = ("a", "b", "c", "e")
OTHER = "q.xml"
"""A second party, to whom all packages are alike."""


def _issues(names: tuple[str, ...] = ISSUES, top: int = LEVELS[-1]) -> str:
    return "".join(
        f'<issue index="{number}" type="integer" name="{name}" lowerbound="0" upperbound="{top}"/>\n'
        for number, name in enumerate(names, 1)
    )


def _rectangle(utility: str, kind: str, bounds: list[Bound], more: str = "") -> str:
    inside = "".join(f'<{kind} index="{index}" min="{low}" max="{high}"/>' for index, low, high in bounds)
    return f'<hyperRectangle utility="{utility}"{more}>{inside}</hyperRectangle>\n'


def _curved(rectangles: str, most: str = "10", ufun: str = 'aggregation="sum"', issues: str = "") -> str:
    return (
        '<utility_space type="nonlinear">\n<objective index="0" name="n">\n'
        f'{issues or _issues()}<utility maxutility="{most}">\n<ufun type="PlainUfun" weight="1" {ufun}>\n'
        f'{rectangles}</ufun></utility></objective>\n<reservation value="0.1"/></utility_space>'
    )


def _alike(issues: str = "") -> str:
    return _curved(_rectangle("1", "INCLUDES", []), issues=issues)


def _template(issues: str = "") -> str:
    return (
        f"<negotiation_template><utility_space>\n<objective>{issues or _issues()}</objective>\n"
        "</utility_space></negotiation_template>"
    )


RECTANGLES: list[tuple[int, str, list[Bound]]] = [
    (5, "INCLUDES", [(1, 1, 2), (2, 0, 1)]),
    (3, "EXCLUDES", [(1, 0, 1), (2, 2, 3)]),
    (2, "INCLUDES", [(4, 3, 3)]),
]


def _by_hand(package: tuple[int, ...], most: int) -> Fraction:
    total = 0
    for utility, kind, bounds in RECTANGLES:
        holds = all(low <= package[index - 1] <= high for index, low, high in bounds)
        total += utility if holds is (kind == "INCLUDES") else 0
    return min(Fraction(total, most), Fraction(1))


def _packages(case: Any, party: str) -> dict[tuple[int, ...], Fraction]:
    """Give the worth of each package by the numbers of issues a, b, c and e, however they are joined."""
    table, _ = d.numbers(case)[party]
    found = {}
    options = [[(option.name.en, issue.name.en) for option in issue.options] for issue in case.issues]
    for places in product(*(range(len(each)) for each in options)):
        at: dict[str, int] = {}
        for names, place in zip(options, places, strict=True):
            words, issue = names[place]
            at |= dict(zip(issue.split(" + "), map(int, words.split("; ")), strict=True))
        worth = sum((row[place] for row, place in zip(table, places, strict=True)), Fraction(0))
        found[tuple(at[name] for name in ISSUES)] = worth
    return found


@pytest.mark.parametrize(("most", "issues"), [(10, [16, 4, 4]), (8, [64, 4])])
def test_rectangles_are_a_table_of_the_packages_that_hang_together(
    most: int, issues: list[int], tmp_path: Path
) -> None:
    rectangles = "".join(_rectangle(str(utility), kind, bounds) for utility, kind, bounds in RECTANGLES)
    files = {"n.xml": _template(), "p.xml": _curved(rectangles, str(most)), OTHER: _alike()}
    found = d.came("genius", d.laid(tmp_path, files))
    assert faults(found.case) == ()
    assert sorted((len(issue.options) for issue in found.case.issues), reverse=True) == issues
    worth = _packages(found.case, "p")
    assert worth == {package: _by_hand(package, most) for package in product(LEVELS, repeat=4)}
    names = "'a' and 'b'" if most == 10 else "'a', 'b' and 'e'"
    said = f"the values of {names} do not add up, so they are one issue here, of {issues[0]} options"
    assert any(said in one.en for one in found.remarks)
    sent = reader("genius").exported(found.case)
    again = d.came("genius", d.laid(tmp_path, sent.files)).case
    assert d.everything(again)["p"][:-1] == d.everything(found.case)["p"][:-1]


def test_a_party_with_a_sum_sits_beside_one_without(tmp_path: Path) -> None:
    lines = "".join(
        f'<issue index="{number}" type="integer" name="{name}" lowerbound="0" upperbound="3">'
        '<evaluator ftype="linear" slope=".25" offset="0"/></issue>'
        f'<weight index="{number}" value=".25"/>'
        for number, name in enumerate(ISSUES, 1)
    )
    files = {
        "n.xml": _template(),
        "p.xml": _curved(_rectangle("4", "INCLUDES", [(1, 0, 1), (3, 0, 1)], ' weight="2"')),
        "q.xml": f"<utility_space><objective>{lines}</objective></utility_space>",
    }
    case = d.came("genius", d.laid(tmp_path, files)).case
    assert _packages(case, "q") == {one: Fraction(sum(one), 16) for one in product(LEVELS, repeat=4)}
    assert _packages(case, "p") == {
        one: Fraction(8, 10) if one[0] < 2 and one[2] < 2 else Fraction(0)
        for one in product(LEVELS, repeat=4)
    }


IN = _rectangle("1", "INCLUDES", [(1, 0, 1), (2, 0, 1)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_curved(IN, ufun='aggregation="max"'), ":7:1: utility_space: got a space of type 'nonlinear' (1 hyper-"),
        (_curved(""), "got a space of type 'nonlinear' (no sum over issues); allowed: an additive one"),
        (_curved(f"<ufun>{IN}</ufun>"), "got a space of type 'nonlinear' (1 hyper-rectangles)"),
        (_curved(IN).replace("<ufun", "<constraint/><ufun", 1), "got a space of type 'nonlinear' (1 hyper-rectangles)"),
        (_curved(IN, "0"), "utility.maxutility: got 0; allowed: a number above 0"),
        (_curved(IN, "many"), "utility.maxutility: got the text 'many'; allowed: a number"),
        (_curved(IN.replace('index="2"', 'index="7"')), "index: got '7'; allowed: the index of an issue of whole"),
        (_curved(IN.replace('min="0"', 'min="2"')), "got 2 to 1; allowed: a range from low to high"),
        (_curved(IN.replace('utility="1"', "")), "hyperRectangle.1.utility: got nothing; allowed: a number"),
        (_curved(IN.replace("INCLUDES", "EXCLUDES", 1)), "bounds of both kinds; allowed: INCLUDES or EXCLUDES"),
        (_curved(IN.replace("INCLUDES", "ICLUDES", 1)), "Did you mean 'INCLUDES'?"),
        (_curved(IN, issues=_issues(top=2)), "issue a: got other bounds than the template's"),
        (_curved(IN, issues=_issues(("a", "b", "c"))), "issue e: got nothing"),
    ],
)  # fmt: skip
def test_a_broken_space_of_rectangles_is_named(text: str, words: str, tmp_path: Path) -> None:
    lines = d.wrong("genius", d.laid(tmp_path, {"n.xml": _template(), "p.xml": text, OTHER: _alike()}))
    assert any(words in line for line in lines), lines


def test_too_many_packages_that_hang_together_are_refused(tmp_path: Path) -> None:
    names = tuple("abcdefghij")
    all_ = _rectangle("1", "INCLUDES", [(number, 0, 5) for number in range(1, 11)])
    issues = _issues(names, 9)
    folder = d.laid(
        tmp_path, {"n.xml": _template(issues), "p.xml": _curved(all_, issues=issues), OTHER: _alike(issues)}
    )
    [line] = d.wrong("genius", folder)
    assert "a space of type 'nonlinear' (1 hyper-rectangles, 10,000,000,000 packages)" in line
    # each party's are few enough, both parties' together are not
    pairs = [
        _curved(_rectangle("1", "INCLUDES", [(number, 0, 5) for number in one]), issues=issues)
        for one in ((1, 2, 3), (3, 4))
    ]
    folder = d.laid(tmp_path, {"n.xml": _template(issues), "p.xml": pairs[0], "q.xml": pairs[1]})
    [line] = d.wrong("genius", folder)
    assert "got 10,000 packages of issues that hang together: a, b, c, d; allowed: at most 2,000" in line


SPACE = """name: harbour
issues:
- {name: access, type: CategoricalIssue, values: [closed, open]}
- {name: toll, type: ContiguousIssue, values: [0, 1]}
"""
MAPPED = """type: MappingUtilityFunction
reserved_value: 0.2
mapping:
  [closed, 0]: 0.5
  [closed, 1]: 0.25
  ? [open, 0]
  : 1
  [open, 1]: 0
"""


def test_a_mapping_of_negmas_is_a_table(tmp_path: Path) -> None:
    files = {"harbour.yaml": SPACE, "north.yaml": MAPPED, "south.yaml": MAPPED}
    found = d.came("negmas", d.laid(tmp_path, files))
    assert [[option.name.en for option in issue.options] for issue in found.case.issues] == [
        ["closed; 0", "closed; 1", "open; 0", "open; 1"]
    ]
    assert d.everything(found.case)["north"] == [Fraction(x) for x in (".5", ".25", "1", "0", ".2")]
    assert "the values of 'access' and 'toll' do not add up" in found.remarks[0].en
    less = MAPPED.replace("  [open, 1]: 0\n", "default: 0\n").replace("reserved_value: 0.2\n", "")
    case = d.came("negmas", d.laid(tmp_path, files, north=less)).case
    assert d.everything(case)["north"] == [Fraction(x) for x in (".5", ".25", "1", "0", "0")]


def test_a_mapping_of_one_issue_needs_no_joining(tmp_path: Path) -> None:
    space = {"issues": [{"name": "a", "type": "CategoricalIssue", "values": ["x", "y"]}]}
    fun = {
        "type": "negmas.preferences.MappingUtilityFunction",
        "mapping": {"x": 1, "y": 0.5},
        "reserved_value": 0,
    }
    files = {"n.json": json.dumps(space), "p.json": json.dumps(fun), "q.json": json.dumps(fun)}
    found = d.came("negmas", d.laid(tmp_path, files))
    assert d.everything(found.case)["p"] == [1, Fraction(1, 2), 0]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[closed, 0]", "[shut, 0]", "north.yaml:4:14: mapping.shut, 0: got 'shut', an option that 'access' has not"),
        ("[closed, 0]", "[closed]", "got 1 options; allowed: 2, one for each issue in its order: [a, b]"),
        ("[closed, 0]", "closed", "got 1 options; allowed: 2"),
        ("[closed, 0]", "{closed: 0}", "got a key that is no text"),
        ("[closed, 0]", "[[closed], 0]", "got a key that is no text"),
        ("[closed, 0]", "[closed, 1]", "the key 'closed, 1' a second time"),
        ("0.25", "x", "got the text 'x'; allowed: a number"),
        ("  [open, 1]: 0\n", "", "no value for 1 packages: open, 1; allowed: a value for each, or a default"),
        ("  [open, 1]: 0\n", "default: -.inf\n", "got no value for 1 packages: open, 1"),
        ("mapping:", "maping:", "maping: got a key that is no text"),
        (MAPPED[MAPPED.index("mapping"):], "", "mapping: got nothing; allowed: packages with their values"),
    ],
)  # fmt: skip
def test_a_broken_mapping_is_named(old: str, new: str, words: str, tmp_path: Path) -> None:
    assert old in MAPPED
    text = MAPPED.replace(old, new, 1)
    lines = d.wrong(
        "negmas", d.laid(tmp_path, {"harbour.yaml": SPACE, "north.yaml": text, "south.yaml": MAPPED})
    )
    assert any(words in line for line in lines), lines


def test_a_key_of_several_words_stands_only_among_packages(tmp_path: Path) -> None:
    text = d.MAS["north.yaml"].replace("closed: 0.0", "[closed, 0]: 0.0")
    assert "a key that is no text" in d.wrong("negmas", d.laid(tmp_path, d.MAS, north=text))[0]


@given(st.lists(st.sets(st.integers(0, 5), min_size=1), max_size=5), st.integers(0, 2**32))
def test_joining_keeps_the_worth_of_every_package(groups: list[set[int]], seed: int) -> None:
    random = Random(seed)
    matters = tuple(Matter(name, ("x", "y")) for name in "abcdef")
    worths = tuple((Fraction(random.randrange(9)), Fraction(random.randrange(9))) for _ in matters)
    tables = [
        {choice: Fraction(random.randrange(9)) for choice in product((0, 1), repeat=len(group))}
        for group in groups
    ]
    terms = [
        Term(tuple(sorted(group)), table.__getitem__) for group, table in zip(groups, tables, strict=True)
    ]
    made = joined(Domain("n", matters, (Side("p", worths),)), [terms], Path("n"))
    parts = tied(terms, len(matters))
    for package in product((0, 1), repeat=len(matters)):
        before = sum((row[at] for row, at in zip(worths, package, strict=True)), Fraction(0))
        before += sum((term.worth(tuple(package[p] for p in term.places)) for term in terms), Fraction(0))
        after = sum(
            row[int("".join(str(package[place]) for place in part), 2)]
            for row, part in zip(made.sides[0].worths, parts, strict=True)
        )
        assert before == after
    assert sorted(place for part in parts for place in part) == list(range(len(matters)))


def test_joining_beyond_the_most_is_refused() -> None:
    matters = tuple(Matter(name, tuple("0123456789")) for name in "abcd")
    side = Side("p", ((Fraction(0),) * 10,) * 4)
    with pytest.raises(BadInput, match=f"10,000 packages.*at most {MOST_JOINT:,}"):
        joined(Domain("n", matters, (side,)), [[Term((0, 1, 2, 3), lambda _: Fraction(1))]], Path("n"))
