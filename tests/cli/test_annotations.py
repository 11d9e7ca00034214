"""`entaku annotations` and `entaku versions` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entaku.cli import main

NOTE = "The ferry reportedly sails at 9. Nobody waits at the old pier.\n"


@pytest.fixture
def note(tmp_path: Path) -> str:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(NOTE.replace("reportedly ", "").replace("9", "8"), encoding="utf-8")
    return str(tmp_path / "note.txt")


def called(patch: pytest.MonkeyPatch, *words: str) -> int:
    patch.setattr("sys.argv", ["entaku", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_annotations_go_to_a_file_and_come_back(
    note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "note.ann")
    assert called(monkeypatch, "annotations", note, "--to", "brat", "-o", out) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert f"written: {out}" in said.err
    assert "lost in brat, of 2 annotations: the id (2)" in said.err
    assert (
        called(monkeypatch, "annotations", note, "--from", "brat", out, "--to", "json", "--lang", "ja") == 0
    )
    said = capsys.readouterr()
    assert [one["modality"] for one in json.loads(said.out)["claims"]] == ["reported", "asserted"]
    assert said.err == ""
    assert called(monkeypatch, "annotations", note, "--to", "doccano", "--lang", "ja") == 0
    assert "doccanoでは注釈2件のうち次が失われる" in capsys.readouterr().err


def test_the_frozen_text_is_a_form_too(
    note: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, "annotations", note, "--to", "text") == 0
    assert capsys.readouterr().out == NOTE


def test_annotations_of_another_text_leave_with_3(
    note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "note.csv")
    assert called(monkeypatch, "annotations", note, "--to", "csv", "-o", out) == 0
    other = str(tmp_path / "other.txt")
    assert called(monkeypatch, "annotations", other, "--from", "csv", out, "--to", "json") == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{out}:2:1: sha256: got the text " in said.err
    assert "Traceback" not in said.err
    assert called(monkeypatch, "annotations", note, "--from", "case", "bill_and_jack", "--to", "json") == 1
    assert called(monkeypatch, "annotations", note, "--to", "brat", "-o", out) == 1
    assert called(monkeypatch, "annotations", note) == 2


def test_versions_are_compared_in_both_languages_and_as_data(
    note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(tmp_path / "other.txt")
    assert called(monkeypatch, "versions", note, other) == 0
    said = capsys.readouterr().out
    assert (
        "P1.s1 a hedge is lost\n  line 1: The ferry reportedly sails at 9.  [reported “reportedly”]" in said
    )
    assert "P1.s1 another number" in said
    assert called(monkeypatch, "versions", note, other, "--lang", "ja") == 0
    assert "P1.s1 留保が消えている\n  1行目：" in capsys.readouterr().out
    assert called(monkeypatch, "versions", note, other, "--json", "--case", "bill_and_jack") == 0
    assert [one["topic"] for one in json.loads(capsys.readouterr().out)["differences"]] == ["hedge", "number"]
    assert called(monkeypatch, "versions", note, note) == 0
    assert "No difference was found" in capsys.readouterr().out
    assert called(monkeypatch, "versions", note, str(tmp_path / "none.txt")) == 3
