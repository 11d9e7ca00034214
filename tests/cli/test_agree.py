"""`entaku agree` as a person calls it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from entaku.cli import main

TEXT = "The ferry reportedly sails today and is late. The pilot will probably stay ashore.\n"


def called(monkeypatch: pytest.MonkeyPatch, *words: str, letters: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(letters.encode()), encoding="utf-8"))
    monkeypatch.setattr("sys.argv", ["entaku", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_two_who_reviewed_the_same_page_are_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    logs = [str(tmp_path / f"{who}.jsonl") for who in ("ann", "ben")]
    for log, letters in zip(logs, ("a\na\na\n", "a\nr\na\n"), strict=True):
        assert (
            called(monkeypatch, "review", str(page), "--log", log, "--who", Path(log).stem, letters=letters)
            == 0
        )
    capsys.readouterr()
    assert called(monkeypatch, "agree", *logs, str(page)) == 0
    assert "taken or rejected - ann: taken; ben: rejected" in capsys.readouterr().out
    assert called(monkeypatch, "agree", *logs, str(page), "--lang", "ja") == 0
    assert "クリッペンドルフのα" in capsys.readouterr().out
    assert called(monkeypatch, "agree", *logs, str(page), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["coders"], found["units"], found["spans"]["f1_exact"]) == (["ann", "ben"], 3, 0.8)
    assert called(monkeypatch, "agree", logs[0], str(page)) == 2
    assert called(monkeypatch, "agree", logs[0], logs[0], str(page)) == 1
    Path(logs[0]).write_bytes(b"\xff")
    assert called(monkeypatch, "agree", *logs, str(page)) == 3
