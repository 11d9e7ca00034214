"""What every test may ask for: the shared material and a browser, where they are present."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

hypothesis.settings.register_profile(
    "entaku", derandomize=True, deadline=None, print_blob=False, database=None
)
hypothesis.settings.load_profile("entaku")


def absent(need: str, said: str) -> NoReturn:
    """Skip the test that needs what is not here; fail it where ENTAKU_REQUIRE names the need."""
    if need in os.environ.get("ENTAKU_REQUIRE", "").split(","):
        pytest.fail(f"ENTAKU_REQUIRE names {need}, but {said}", pytrace=False)
    pytest.skip(said)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of published fixtures beside the repository, or skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "published").is_dir():
        absent("shared", "the published fixtures are not beside this checkout (../shared/published)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a Chromium, or skip where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    absent("browser", f"there is no {', '.join(BROWSERS)} on PATH")
