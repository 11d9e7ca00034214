"""The published and worked cases as tests read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def cases(shared: Path, folder: str) -> dict[str, dict[str, Any]]:
    """Give every file of a folder by its stem."""
    files = sorted((shared / "published" / folder).glob("*.yaml"))
    return {file.stem: YAML(typ="safe").load(file) for file in files}


def examples(shared: Path, stem: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Give what is given and what is expected in each test of one file on the clock."""
    loaded = YAML(typ="safe").load(shared / "published" / "clock" / f"{stem}.yaml")
    return [(test["given"], test["expect"]) for test in loaded["tests"]]


def columns(case: dict[str, Any]) -> tuple[Floats, Floats, Floats]:
    """Give positions, capabilities and saliences of a case on one line; salience 0 to 1."""
    x, c, s = (
        np.array([actor[key] for actor in case["actors"]], float)
        for key in ("position", "capability", "salience")
    )
    return x, c, s / 100.0 if s.max() > 1.0 else s


def results(case: dict[str, Any], what: str) -> list[dict[str, Any]]:
    return [block for block in case["results"] if what in block["what"]]
