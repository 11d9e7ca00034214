"""A harbour in the form of each program, folders made of texts, and cases seen as exact numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from entaku.exchange import Imported, reader
from entaku.model.case import Case
from entaku.model.errors import BadInput
from entaku.model.statement import Values

DAY = date(2030, 1, 1)

ACCESS = ("closed", "shared", "open")
GUARDS = ("none", "joint", "own")


def _issue(number: int, name: str, items: Mapping[str, int | None]) -> str:
    listed = "".join(
        f'<item index="{place}" value="{value}"'
        + ("" if worth is None else f' evaluation="{worth}"')
        + "/>\n"
        for place, (value, worth) in enumerate(items.items(), 1)
    )
    return f'<issue index="{number}" etype="discrete" type="discrete" name="{name}">\n{listed}</issue>\n'


def _toll(inside: str = "") -> str:
    kinds = 'etype="integer" type="integer" vtype="integer"'
    return f'<issue index="3" {kinds} name="toll" lowerbound="0" upperbound="10">\n{inside}</issue>\n'


def _utility(access: str, guards: str, line: str, weights: tuple[str, ...], rest: str) -> str:
    weighed = "".join(
        f'<weight index="{place}" value="{weight}"/>\n' for place, weight in enumerate(weights, 1)
    )
    head = '<utility_space>\n<objective index="0" type="objective" name="harbour">\n'
    return f"{head}{access}{guards}{_toll(line)}{weighed}</objective>\n{rest}</utility_space>\n"


def _table(numbers: str, names: tuple[str, ...]) -> dict[str, int | None]:
    return {name: int(number) for name, number in zip(names, numbers.split(), strict=True)}


GENIUS: dict[str, str] = {
    "harbour.xml": "<negotiation_template>\n"
    '<utility_space number_of_issues="3">\n<objective index="0" name="harbour">\n'
    + _issue(1, "access", dict.fromkeys(ACCESS))
    + _issue(2, "guards", dict.fromkeys(GUARDS))
    + _toll()
    + "</objective>\n</utility_space>\n</negotiation_template>\n",
    "North.xml": _utility(
        _issue(1, "access", _table("0 6 8", ACCESS)),
        _issue(2, "guards", _table("1 2 2", GUARDS)),
        '<evaluator ftype="linear" slope="-0.1" offset="1.0"/>\n',
        ("0.5", "0.3", "0.2"),
        '<discount_factor value="0.8"/>\n<reservation value="0.4"/>\n',
    ),
    "South.xml": _utility(
        _issue(1, "access", _table("10 5 0", ACCESS)),
        _issue(2, "guards", _table("4 3 0", GUARDS)),
        '<evaluator ftype="linear" slope=".12" offset="0"/>\n',
        (".3", ".2", ".5"),
        '<reservation value=".3"/>\n',
    ),
}


def _web(name: str, utilities: Mapping[str, Any], weights: Mapping[str, float], bid: Any) -> str:
    issues = {"access": {"values": list(ACCESS)}, "guards": {"values": list(GUARDS)}}
    space = {
        "name": name,
        "domain": {"name": "harbour", "issuesValues": issues},
        "issueUtilities": {
            issue: {"discreteutils": {"valueUtilities": worth}} for issue, worth in utilities.items()
        },
        "issueWeights": weights,
    }
    return json.dumps({"LinearAdditiveUtilitySpace": space | bid}, indent=1)


NORTH: dict[str, Any] = {
    "access": {"closed": 0, "shared": 0.75, "open": 1},
    "guards": {"none": 0.5, "joint": 1, "own": 1},
}
SOUTH: dict[str, Any] = {
    "access": {"closed": 1, "shared": 0.5, "open": 0},
    "guards": {"none": 1, "joint": 0.75, "own": 0},
}
WEB: dict[str, str] = {
    "harbour.json": json.dumps(
        {"name": "harbour", "issuesValues": {"access": {"values": ACCESS}, "guards": {"values": GUARDS}}}
    ),
    "north.json": _web(
        "north",
        NORTH,
        {"access": 0.6, "guards": 0.4},
        {"reservationBid": {"issuevalues": {"access": "closed", "guards": "own"}}},
    ),
    "south.json": _web("south", SOUTH, {"access": 0.6, "guards": 0.4}, {}),
}
LOG: dict[str, str] = {
    name: json.dumps(
        {"reservationValue": deal, "issueWeights": {"access": 0.6, "guards": 0.4}, "issues": worth}, indent=1
    )
    for name, worth, deal in (("profileA.json", NORTH, 0.3), ("profileB.json", SOUTH, 0.25))
}
MAS: dict[str, str] = {
    "harbour.yaml": """name: harbour
type: DiscreteCartesianOutcomeSpace
issues:
- {name: access, type: CategoricalIssue, values: [closed, shared, open]}
- {name: guards, type: CategoricalIssue, values: [none, joint, own]}
- {name: toll, type: negmas.outcomes.ContiguousIssue, values: [0, 10]}
""",
    "north.yaml": """name: north
type: LinearAdditiveUtilityFunction
reserved_value: 0.4
weights: [0.5, 0.3, 0.2]
values:
- {type: TableFun, mapping: {closed: 0.0, shared: 0.75, open: 1.0}}
- {type: TableFun, mapping: {none: 0.5, joint: 1.0, own: 1.0}}
- {type: AffineFun, slope: -0.1, bias: 1.0}
""",
    "south.yaml": """name: south
type: ExpDiscountedUFun
discount: 0.9
ufun:
  type: LinearAdditiveUtilityFunction
  reserved_value: -.inf
  weights: [2, 1, 1]
  values:
  - {type: TableFun, mapping: {closed: 1, shared: 0.5, open: -1}}
  - {type: ConstFun, bias: 3}
  - {type: IdentityFun}
""",
}
FORMATS: dict[str, dict[str, str]] = {"genius": GENIUS, "geniusweb": WEB, "negolog": LOG, "negmas": MAS}


def laid(folder: Path, files: Mapping[str, str | bytes], **changed: str | bytes) -> Path:
    """Write files into a new folder, some with another content: `North=...` stands for North.xml."""
    made = folder / f"harbour{sum(1 for _ in folder.iterdir())}"
    made.mkdir()
    for name, text in files.items():
        content = changed.get(name.partition(".")[0], text)
        (made / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return made


def came(name: str, folder: Path) -> Imported:
    return reader(name).imported(folder, DAY)


def wrong(name: str, folder: Path) -> list[str]:
    """Give the lines of what is wrong with a folder, without the path before the file."""
    with pytest.raises(BadInput) as told:
        came(name, folder)
    lines = told.value.lines()
    assert all(line.startswith(str(folder)) for line in lines)
    return [line.removeprefix(str(folder)).lstrip("/") for line in lines]


def numbers(case: Case) -> dict[str, tuple[list[list[Fraction]], Fraction]]:
    """Give each party's values of options and of no deal, divided by what is 1 in its unit."""
    found = {}
    for statement in case.preferences:
        says = statement.says
        assert isinstance(says, Values)
        table = [[says.worth(issue.id, option.id) for option in issue.options] for issue in case.issues]
        deal = says.deal()
        assert isinstance(deal, Fraction)
        found[case.party(statement.party).name.en] = (table, deal)
    return found


def worth(case: Case, party: str, *package: str) -> Fraction:
    """Give what a package, by names of options, is worth to a party, by name."""
    table, _ = numbers(case)[party]
    places = [
        [option.name.en for option in issue.options].index(name)
        for issue, name in zip(case.issues, package, strict=True)
    ]
    return sum((row[place] for row, place in zip(table, places, strict=True)), Fraction(0))


def everything(case: Case) -> dict[str, list[Fraction]]:
    """Give what every package is worth to each party, no deal last."""
    return {
        name: [sum(values, Fraction(0)) for values in product(*table)] + [deal]
        for name, (table, deal) in numbers(case).items()
    }
