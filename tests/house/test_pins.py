"""requirements.txt pins what pyproject.toml asks for and holds nothing but names and versions."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement

from tests.conftest import ROOT

LINES = [
    line
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_each_line_is_a_name_and_a_version() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []


def test_each_dependency_has_a_pin_that_suits_it() -> None:
    pins = dict(line.split("==") for line in LINES)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [
        Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["cluster"]
    ]
    assert [need.name for need in needs if need.name not in pins] == []
    assert [str(need) for need in needs if not need.specifier.contains(pins[need.name])] == []
