"""The published fixtures as cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from entaku.model.basics import NO_DEAL, Range
from entaku.model.case import Case
from entaku.model.statement import Package, Says, Statement
from tests.space import build as b

BRIDGE = (
    b.issue("access", "closed", "shared", "open"),
    b.issue("guards", "none", "joint", "own"),
    b.issue("toll", "high", "low"),
)


def read(shared: Path, name: str) -> Any:
    """Read a fixture of the ensemble."""
    return YAML(typ="safe").load((shared / "published" / "ensemble" / f"{name}.yaml").read_text("utf-8"))


def bridge(given: Mapping[str, Any], only: Sequence[str], chances: Mapping[str, float]) -> Case:
    """Lay the bridge out under some of its statements; those with a chance hold in part of the draws."""
    packages = {name: b.package(**options) for name, options in given["packages"].items()}
    packages[NO_DEAL] = b.WALKING_AWAY
    said: list[Says | Statement] = []
    for name in only:
        says = _bridge_says(given["statements"][name], packages, given["issues"])
        holds = Range(chances[name], chances[name]) if name in chances else None
        said.append(b.said(says, name, holds=holds))
    return b.case(BRIDGE, {"A": said})


def _bridge_says(form: Mapping[str, Any], packages: Mapping[str, Package], issues: Mapping[str, Any]) -> Says:
    match form:
        case {"order": issue}:
            return b.order(issue, *issues[issue])
        case {"weight": heavy, "at_least_weight": light}:
            return b.heavier(heavy, light)
        case {"weight": issue, "range": [low, high]}:
            return b.weight(issue, low, high)
        case {"prefers": one, "to": other}:
            return b.prefers(packages[one], packages[other])
    raise AssertionError(form)


def travel(given: Mapping[str, Any]) -> Case:
    """Lay the five ways to travel out; drafts D_..., numbers between breakpoints as written."""
    issues, orders = [], []
    for name, form in given["criteria"].items():
        points = form["breakpoints"]
        issues.append(b.numeric(name, *sorted(points)))
        orders.append(b.order(name, *(f"{point:g}" for point in points)))
    drafts = [
        b.draft(name, *(b.term(issue, at=float(at)) for issue, at in settled.items()))
        for name, settled in given["options"].items()
    ]
    said: list[Says] = [*orders]
    for form in given["statements"]:
        if "better" in form:
            said.append(b.prefers(b.tabled(form["better"]), b.tabled(form["worse"])))
        else:
            said.append(b.indifferent(*(b.tabled(name) for name in form["same"])))
    return b.case(issues, {"A": said}, drafts=tuple(drafts))
