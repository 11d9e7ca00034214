"""`entaku sources` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entaku.cli import main

CALL = ("sources", "bill_and_jack", "--lens", "room", "--draws", "20")


def called(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["entaku", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_it_is_shown_in_either_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, *CALL) == 0
    assert "No claim is coded" in capsys.readouterr().out
    assert called(monkeypatch, *CALL, "--lang", "ja") == 0
    assert "情報源を除いても残るもの" in capsys.readouterr().out


def test_data_and_pages_are_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert called(monkeypatch, *CALL, "--json") == 0
    assert json.loads(capsys.readouterr().out)["dropped"] == []
    for name, begins in (("p.html", "<!doctype html>"), ("p.md", "# "), ("p.txt", "entaku")):
        assert called(monkeypatch, *CALL, "-o", str(tmp_path / name)) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_an_unknown_lens_is_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(monkeypatch, "sources", "bill_and_jack", "--lens", "rooom") == 3
    assert "no lens is called" in capsys.readouterr().err
