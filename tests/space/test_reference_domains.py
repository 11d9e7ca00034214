"""Published negotiation domains as exact cases, against the reference values made with rational numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import lcm
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from entaku.model.case import Case
from entaku.space.solving import Exact, exact
from entaku.space.study import Study, lay_out
from tests.space import build as b

Profile = tuple[dict[str, dict[str, Fraction]], Fraction]
"""Values of options by issue, weights included, and the no-deal value."""

DOMAINS = (
    "Camera", "FlightBooking-geniusweb", "Grocery", "IntegerDomain", "ItexvsCypress", "Laptop",
    "NegoLog-domain0", "NegoLog-domain59", "NiceOrDie", "Party", "Travel", "Ultimatum",
)  # fmt: skip
RULES = ("nash", "kalai", "kalai_smorodinsky", "max_welfare")


def genius(path: Path) -> Profile:
    """Read a GENIUS profile: evaluation over the issue's largest, times weight over the sum of weights."""
    root = ET.parse(path).getroot()  # noqa: S314  # a file of our own
    weights = {each.get("index"): Fraction(each.get("value", "")) for each in root.iter("weight")}
    table = {}
    for issue in root.iter("issue"):
        if issue.get("type") == "integer":
            worth = _line(issue)
        else:
            worth = {
                item.get("value", ""): Fraction(item.get("evaluation", "")) for item in issue.iter("item")
            }
            worth = {option: value / max(worth.values()) for option, value in worth.items()}
        share = weights[issue.get("index")] / sum(weights.values())
        table[issue.get("name", "")] = {option: share * value for option, value in worth.items()}
    reservation = root.find("reservation")
    return table, Fraction(reservation.get("value", "")) if reservation is not None else Fraction(0)


def _line(issue: ET.Element) -> dict[str, Fraction]:
    """Read an integer issue: slope times the distance from the lower bound, plus offset, within 0 and 1."""
    evaluator = issue.find("evaluator")
    assert evaluator is not None
    slope, offset = (Fraction(evaluator.get(part, "")) for part in ("slope", "offset"))
    low, high = (int(issue.get(bound, "")) for bound in ("lowerbound", "upperbound"))
    return {
        str(number): min(max(slope * (number - low) + offset, Fraction(0)), Fraction(1))
        for number in range(low, high + 1)
    }


def negolog(path: Path) -> Profile:
    """Read a NegoLog profile, numbers as written."""
    form = _json(path)
    table = {
        issue: {option: Fraction(form["issueWeights"][issue]) * value for option, value in worth.items()}
        for issue, worth in form["issues"].items()
    }
    return table, Fraction(form["reservationValue"])


def geniusweb(path: Path) -> Profile:
    """Read a GeniusWeb profile, numbers as written; no deal is worth its reservation bid."""
    form = _json(path)["LinearAdditiveUtilitySpace"]
    table = {
        issue: {
            option: Fraction(form["issueWeights"][issue]) * value
            for option, value in worth["discreteutils"]["valueUtilities"].items()
        }
        for issue, worth in form["issueUtilities"].items()
    }
    bid = form["reservationBid"]["issuevalues"]
    return table, sum((table[issue][option] for issue, option in bid.items()), Fraction(0))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"), parse_float=Fraction)


READERS = {"genius_xml": genius, "negolog_json": negolog, "geniusweb_json": geniusweb}


@cache
def _reference(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))["domains"]


class Domain:
    """A published domain laid out as a case; ids of issues and options are numbered, for names may hold anything."""

    def __init__(self, folder: Path, domain: str) -> None:
        self.expect = _reference(folder / "reference.json")[domain]
        read = READERS[self.expect["format"]]
        self.profiles = [read(folder / domain / name) for name in self.expect["party_files"]]
        self.names = {issue: list(worth) for issue, worth in self.profiles[0][0].items()}
        # values of a case are whole numbers of any length, or decimals that a float holds: fractions need a unit
        # in common, because two of the rules compare parties
        values = [value for table, _ in self.profiles for worth in table.values() for value in worth.values()]
        self.unit = lcm(*(value.denominator for value in [*values, *(deal for _, deal in self.profiles)]))
        self.study: Study = lay_out(self._case())
        self.found: Exact = exact(self.study)

    def _case(self) -> Case:
        issues = [
            b.issue(f"i{n}", *(f"o{k}" for k in range(len(options))))
            for n, options in enumerate(self.names.values())
        ]
        said = {}
        for place, (table, deal) in enumerate(self.profiles):
            whole: Mapping[str, Mapping[str, float]] = {
                f"i{n}": {f"o{k}": int(table[issue][option] * self.unit) for k, option in enumerate(options)}
                for n, (issue, options) in enumerate(self.names.items())
            }
            said[f"p{place}"] = [b.values(whole, int(deal * self.unit))]
        return b.case(issues, said)

    def utilities(self, place: int) -> list[float]:
        """Give a frontier package's values."""
        return [int(value) / self.unit for value in self.found.points[place]]

    def options(self, place: int) -> list[str]:
        """Give a frontier package's options by name."""
        taken = self.study.outcomes.package(self.found.numbers[place])
        return [
            options[int(taken[f"i{n}"].removeprefix("o"))] for n, options in enumerate(self.names.values())
        ]


@pytest.fixture(scope="module", params=DOMAINS)
def domain(request: pytest.FixtureRequest, shared: Path) -> Domain:
    return Domain(shared / "published" / "domains", request.param)


def test_the_whole_of_a_domain(domain: Domain) -> None:
    expect = domain.expect
    assert domain.study.outcomes.count == expect["outcomes"]
    assert domain.found.acceptable.count == expect["acceptable"]["count"]
    assert len(domain.found.numbers) == expect["frontier"]["packages"]
    assert domain.found.distinct == expect["frontier"]["points"]
    utilities = [domain.utilities(place) for place in range(len(domain.found.numbers))]
    assert [max(column) for column in zip(*utilities, strict=True)] == pytest.approx(
        expect["ideal"], abs=1e-9
    )
    if "utilities" in expect["frontier"]:
        for mine, published in zip(sorted(utilities), sorted(expect["frontier"]["utilities"]), strict=True):
            assert mine == pytest.approx(published, abs=1e-9)


@pytest.mark.parametrize("rule", RULES)
def test_what_each_rule_picks_from_a_domain(domain: Domain, rule: str) -> None:
    chosen = domain.found.chosen[rule]
    points = domain.expect[rule]
    assert len(chosen) == sum(point["packages"] for point in points)
    for point in points:
        here = [place for place in chosen if domain.utilities(place) == pytest.approx(point["u"], abs=1e-9)]
        assert len(here) == point["packages"]
        for place in here:
            assert len(point["options"]) < point["packages"] or domain.options(place) in point["options"]


def test_every_published_domain_is_here_but_the_one_without_values_of_options(shared: Path) -> None:
    folder = shared / "published" / "domains"
    others = set(_reference(folder / "reference.json")) - set(DOMAINS)
    assert others == {"S-1NIKFRT-1"}
    root = ET.parse(folder / "S-1NIKFRT-1" / "profile-1.xml").getroot()  # noqa: S314  # a file of our own
    assert root.get("type") == "nonlinear"
