"""What was compiled of other sources is forgotten, and only that."""

from __future__ import annotations

import re
from pathlib import Path

from entaku.kernels.compiling import forget_other_sources
from tests.conftest import ROOT


def test_an_edit_of_any_file_forgets_all_that_is_compiled(tmp_path: Path) -> None:
    sources, folder = tmp_path / "kernels", tmp_path / "cache"
    sources.mkdir()
    folder.mkdir()
    (sources / "one.py").write_text("1")
    (sources / "two.py").write_text("2")

    def compiled() -> list[Path]:
        return [folder / "one.f-1.py311.nbi", folder / "one.f-1.py311.1.nbc", folder / "other.pyc"]

    def renewed() -> bool:
        for file in compiled():
            file.write_text("compiled")
        assert forget_other_sources(folder, sources) == (not compiled()[0].exists())
        assert compiled()[0].exists() == compiled()[1].exists()
        assert compiled()[2].exists()
        return not compiled()[0].exists()

    assert renewed()  # nobody says of what it was made
    assert not renewed()
    (sources / "two.py").write_text("3")
    assert renewed()
    assert not renewed()
    (sources / "three.py").write_text("")
    assert renewed()
    (sources / "three.py").unlink()
    (sources / "one.py").rename(sources / "four.py")
    assert renewed()
    assert sorted(file.name for file in folder.iterdir()) == ["kernels.sources", "other.pyc"]


def test_kernels_are_compiled_in_one_way() -> None:
    """One that numba compiles by itself would be loaded before its sources are looked at."""
    files = (ROOT / "src" / "entaku").rglob("*.py")
    found = [
        file.name for file in files if re.search(r"import .*\bn?jit\b", file.read_text(encoding="utf-8"))
    ]
    assert found == ["compiling.py"]
