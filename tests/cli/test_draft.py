"""`entaku draft` and `entaku brief` on a document: files, streams and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entaku.casefile.load import read
from tests.cli.test_cli import Run, run

__all__ = ["run"]

DISPATCH = """\
The dam at Varn

5 March 2026, 9:00

The Verra government reportedly wrote to the donors. Verra says that inspectors may come. The Tolm navy waits.
"""


@pytest.fixture
def dispatch(tmp_path: Path) -> str:
    file = tmp_path / "dispatch.txt"
    file.write_text(DISPATCH, encoding="utf-8")
    return str(file)


def test_a_draft_goes_to_stdout_or_to_a_file_and_remarks_to_stderr(
    run: Run, dispatch: str, tmp_path: Path
) -> None:
    code, out, err = run("draft", dispatch)
    assert code == 0
    assert out.startswith(
        "# A first case file, drafted by entaku from dispatch.txt. Nobody has reviewed it.\n"
    )
    assert "3 claims" in err
    target = tmp_path / "case.yaml"
    code, shown, err = run("draft", dispatch, "-o", str(target), "--lang", "ja")
    assert (code, shown) == (0, "")
    assert target.read_text(encoding="utf-8") == out
    assert "言明3件" in err
    assert read(target).id == "dispatch"
    code, out, err = run("check", str(target))
    assert code == 0
    assert "no faults, no contradictions" in out


def test_a_draft_that_cannot_be_made_says_what_to_name(run: Run, tmp_path: Path, dispatch: str) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The Verra government waits for the Tolm navy.", encoding="utf-8")
    code, out, err = run("draft", str(file))
    assert (code, out) == (1, "")
    assert "--day" in err
    assert run("draft", str(file), "--day", "2026-03-05")[0] == 0
    assert run("draft", str(tmp_path / "none.txt"))[0] == 3
    assert run("draft", dispatch, "--case", "moscow-2025-12-02", "--names", dispatch)[0] == 2
    assert run("draft", dispatch, "--names", dispatch)[0] == 3
    assert run("draft", dispatch, "--log", dispatch)[0] == 3


def test_a_document_is_briefed_in_every_form(run: Run, dispatch: str, tmp_path: Path) -> None:
    code, out, _ = run("brief", dispatch, "--draws", "20")
    assert code == 0
    assert "UNREVIEWED" in out
    assert "Lenses that had nothing to go on" in out
    code, out, _ = run("brief", dispatch, "--draws", "20", "--format", "json")
    assert code == 0
    assert json.loads(out)["sections"][0]["lens"] == "text"
    assert run("brief", dispatch, "--draws", "20", "--format", "json")[1] == out
    page = tmp_path / "page.html"
    assert run("brief", dispatch, "--draws", "20", "--lang", "ja", "-o", str(page))[0] == 0
    assert "未確認" in page.read_text(encoding="utf-8")
    code, _, err = run("brief", dispatch, "--lens", "room")
    assert code == 1
    assert "entaku draft" in err


def test_a_document_without_a_day_is_briefed_for_the_day_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The Verra government waits for the Tolm navy.", encoding="utf-8")
    assert run("brief", str(file), "--draws", "20")[0] == 1
    code, out, _ = run("brief", str(file), "--draws", "20", "--day", "2026-03-05")
    assert code == 0
    assert "5 March 2026" in out
