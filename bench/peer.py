"""The peer that some figures are set beside: NegMAS, in an environment of its own that `bench/peers/prepare` makes.

ENTAKU_PEERS names that environment where it is not in the cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entaku.exchange.negmas import exported

if TYPE_CHECKING:
    from entaku.model.case import Case

SCRIPTS = Path(__file__).parent / "peers"


def python() -> Path:
    """Say where the peer's python is, or would be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("ENTAKU_PEERS") or cache / "entaku" / "peers") / "bin" / "python"


def missing() -> bool:
    """Tell whether there is no peer to compare with, and say how to make one."""
    if python().is_file():
        return False
    print(f"no peer at {python()}: run bench/peers/prepare to compare with one")
    return True


def told(script: str, case: Case, *arguments: str) -> dict[str, Any]:
    """Give what a script of `peers/` prints of the same case, handed over through files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in exported(case).files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        command = [str(python()), str(SCRIPTS / script), folder, *arguments]
        printed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own command
    figures: dict[str, Any] = json.loads(printed.stdout)
    return figures
