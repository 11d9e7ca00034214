"""The contracts of .importlinter refuse what they are there to refuse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a copy of the package's modules and of the contracts, to plant imports in."""
    shutil.copytree(
        ROOT / "src" / "entaku",
        tmp_path / "entaku",
        ignore=shutil.ignore_patterns("__pycache__", "catalog", "vendor"),
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def lint(tree: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=tree,
        env={name: value for name, value in os.environ.items() if name != "FORCE_COLOR"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def plant(tree: Path, module: str, line: str) -> None:
    """Append a line to a module of the copy; where there is none, make it and the packages around it."""
    file = tree / (module.replace(".", "/") + ".py")
    for folder in list(file.relative_to(tree).parents)[-2::-1]:
        (tree / folder).mkdir(exist_ok=True)
        (tree / folder / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")


def test_the_package_keeps_its_contracts(tree: Path) -> None:
    code, said = lint(tree)
    assert code == 0, said


def test_what_is_allowed_is_kept(tree: Path) -> None:
    plant(tree, "entaku.lenses.planted_first", "import entaku.model")
    plant(tree, "entaku.lenses.planted_second", "import entaku.model")
    plant(tree, "entaku.cli.planted", "import click")
    code, said = lint(tree)
    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("lenses.planted_second", "import entaku.lenses.planted_first", "No lens knows another BROKEN"),
        ("model.planted", "import numpy", "The model is plain Python BROKEN"),
        ("model.planted", "import entaku.kernels", "Imports go downward only BROKEN"),
        ("kernels.planted", "import entaku.model", "Imports go downward only BROKEN"),
        ("kernels.planted", "import ruamel.yaml", "Kernels know arrays only BROKEN"),
        ("engines.planted", "import entaku.space", "Imports go downward only BROKEN"),
        ("engines.planted", "import entaku.kernels", "Engines know nothing of what they run BROKEN"),
        ("space.planted", "import entaku.app", "Imports go downward only BROKEN"),
        ("lenses.planted_second", "import entaku.briefing", "Imports go downward only BROKEN"),
        ("unheard_of.planted", "x = 1", "entaku.unheard_of"),
        (
            "cli.planted",
            "import entaku.space",
            "The faces call only app, and name only what model names BROKEN",
        ),
        ("app.planted", "import click", "click stays in the command line BROKEN"),
        ("briefing.terminal", "import click", "click stays in the command line BROKEN"),
    ],
)
def test_a_planted_import_is_refused(tree: Path, module: str, line: str, broken: str) -> None:
    plant(tree, "entaku.lenses.planted_first", "import entaku.model")
    for target in ("app", "briefing", "kernels", "model", "space"):
        plant(tree, f"entaku.{target}.planted_target", "x = 1")
    plant(tree, f"entaku.{module}", line)
    code, said = lint(tree)
    assert code == 1
    assert broken in said


def test_a_circle_inside_a_package_is_refused(tree: Path) -> None:
    plant(tree, "entaku.space.planted_first", "import entaku.space.planted_second")
    plant(tree, "entaku.space.planted_second", "import entaku.space.planted_first")
    code, said = lint(tree)
    assert code == 1
    assert "No imports in a circle BROKEN" in said
