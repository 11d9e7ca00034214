"""`entaku review` as a person calls it: from a pipe, in a terminal, and when something is in the way."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from entaku.cli import main
from entaku.cli.keys import Pipe, Terminal, keys
from entaku.model.errors import NotPossible
from tests.docs.pages import DOCS, blocks, matches, place

TEXT = "The ferry reportedly sails today and is late. The pilot will probably stay ashore.\n"
CALL = (sys.executable, "-m", "entaku", "review")


class Run:
    """Runs the command line on a page with letters from a pipe: exit code and both streams out."""

    def __init__(self, patch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str], page: Path) -> None:
        self.patch = patch
        self.streams = streams
        self.page = page
        self.log = Path(f"{page}.review.jsonl")

    def __call__(self, letters: str | bytes, *words: str) -> tuple[int, str, str]:
        data = letters.encode() if isinstance(letters, str) else letters
        self.patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self.patch.setattr("sys.argv", ["entaku", "review", str(self.page), "--who", "ann", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = self.streams.readouterr()
        return int(left.value.code or 0), said.out, said.err

    def ops(self) -> list[str]:
        """Give what was done, from the log."""
        return [json.loads(line)["op"] for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    return Run(monkeypatch, capsys, page)


def test_one_letter_a_line_decides_and_every_key_does_its_work(run: Run) -> None:
    letters = (
        "w\na\nx\nb\nr\nu\ne\nmodality=planned\nnonsense\nmodality=sure\nreason=it is said so\n\ns\nA\n\nq\n"
    )
    code, out, err = run(letters)
    assert (code, err) == (0, "")
    assert run.ops() == ["open", "accept", "reject", "undo", "edit", "skip", "accept"]
    for words in (
        "«reportedly»",
        "■ accepted: P1.s1",
        "No such key here",
        "Not yet: plain needs 10 acceptances",
        "× rejected",
        "undone: P1.s1",
        "One axis a line",
        "modality is one of",
        "▣ accepted after an edit",
        "▷ put off",
        "3 accepted (1 edited), 0 rejected",
    ):
        assert words in out
    assert json.loads(run.log.read_text("utf-8").splitlines()[4])["reason"] == "it is said so"


def test_an_edit_can_be_left_and_an_end_of_input_decides_nothing(run: Run) -> None:
    for letters in ("e\nmodality=planned\n.\n", "e\n\n", "e\nmodality=planned", ""):
        code, out, _ = run(letters)
        assert code == 0
        assert run.ops() == ["open"]
        assert "3 waiting" in out


def test_it_is_shown_in_japanese_and_wide_letters_are_keys(run: Run) -> None:
    code, out, _ = run("ａ\nu\no\nP9.s9:1-2\n", "--lang", "ja")
    assert code == 0
    assert run.ops() == ["open", "accept", "undo"]
    assert "規則による提案" in out
    assert "未決3件" in out


def test_one_that_was_decided_is_opened_again(run: Run) -> None:
    run("a\na\na\n")
    name = json.loads(run.log.read_text("utf-8").splitlines()[1])["item"]
    code, out, _ = run(f"o\n{name}\nr\n")
    assert code == 0
    assert "■ accepted (en.reportedly" in out
    assert "2 accepted (0 edited), 1 rejected" in out


def test_claims_are_exported_without_a_question(run: Run, tmp_path: Path) -> None:
    run("a\nr\na\n")
    before = run.log.read_bytes()
    for name in ("claims.json", "claims.csv"):
        code, out, err = run(b"", "--export", str(tmp_path / name))
        assert (code, out) == (0, "")
        assert name in err
    assert len(json.loads((tmp_path / "claims.json").read_text("utf-8"))["claims"]) == 2
    assert (tmp_path / "claims.csv").read_text("utf-8").startswith("id,text,sentence,start,end,found,holder,")
    assert run.log.read_bytes() == before
    assert run(b"", "--export", str(tmp_path / "claims.xlsx"))[0] == 1
    assert run(b"", "--export", str(tmp_path / "no" / "claims.csv"))[0] == 1
    run.page.write_text("Something else altogether.", encoding="utf-8")
    assert "lost in" in run(b"", "--export", str(tmp_path / "claims.csv"))[2]


def test_what_cannot_be_read_is_3_and_what_cannot_be_written_is_1(run: Run, tmp_path: Path) -> None:
    run.log.write_bytes(b"{}\n\xff\n")
    code, out, err = run("a\n")
    assert (code, out) == (3, "")
    assert ":1:1: " in err
    assert ":2:1: " in err
    assert run.log.read_bytes() == b"{}\n\xff\n"
    assert run("a\n", "--log", str(tmp_path))[0] == 3
    code, _, err = run("a\n", "--log", str(tmp_path / "no" / "log.jsonl"))
    assert code == 1
    assert "--log names another file" in err
    run.page.unlink()
    assert run("a\n")[0] == 3


def test_letters_that_are_no_utf8_are_no_keys(run: Run) -> None:
    code, out, _ = run(b"\xff\xfe\n\x1b[A\na\n")
    assert code == 0
    assert run.ops() == ["open", "accept"]
    assert "\x1b" not in out


def test_without_standard_input_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(NotPossible, match="standard input"):
        keys()
    shut = (tmp_path / "x").open("w+")
    shut.close()
    with pytest.raises(NotPossible):
        Pipe(shut).key()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (b"a", "a"),
        (b"Q", "q"),
        ("ｒ".encode(), "r"),
        ("é".encode(), "é"),
        (b"\x1b[A", "?"),
        (b"\n", "?"),
        (b"\x04", ""),
    ],
)
def test_a_terminal_gives_one_key_and_is_as_it_was(typed: bytes, key: str) -> None:
    master, slave = pty.openpty()
    try:
        before = termios.tcgetattr(slave)
        raw = termios.tcgetattr(slave)
        raw[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(slave, termios.TCSANOW, raw)  # so that what is typed ahead is there at once
        os.write(master, typed)
        assert Terminal(slave).key() == key
        assert termios.tcgetattr(slave)[3] == raw[3]
        termios.tcsetattr(slave, termios.TCSANOW, before)
        os.write(master, b"modality=planned\n")
        assert Terminal(slave).line() == "modality=planned"
    finally:
        os.close(master)
        os.close(slave)


def started(run: Run) -> tuple[subprocess.Popen[bytes], int]:
    """Start a review in a terminal of its own and wait until it asks."""
    master, slave = pty.openpty()
    going = subprocess.Popen(
        [*CALL, str(run.page), "--who", "ann"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    until(master, b"q quit > ")
    return going, master


def until(master: int, words: bytes) -> bytes:
    """Read what the terminal shows until certain words stand there."""
    shown = b""
    while words not in shown:
        shown += os.read(master, 4096)
    return shown


def test_in_a_terminal_keys_need_no_line_and_colours_come_beside_shapes(run: Run) -> None:
    going, master = started(run)
    try:
        os.write(master, b"a")
        shown = until(master, b"q quit > ").decode()
        assert "■ accepted" in shown
        assert "\x1b[" in shown
        os.write(master, b"q")
        assert going.wait(timeout=20) == 0
    finally:
        os.close(master)
    assert run.ops() == ["open", "accept"]


def test_an_interruption_is_130_and_keeps_what_was_decided(run: Run) -> None:
    going, master = started(run)
    try:
        os.write(master, b"a")
        until(master, b"q quit > ")
        going.send_signal(signal.SIGINT)
        assert b"1 accepted" in until(master, b"rejected")
        assert going.wait(timeout=20) == 130
    finally:
        os.close(master)
    assert run.ops() == ["open", "accept"]


def test_the_how_to_shows_what_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = blocks((DOCS / "how-to" / "review-suggestions.md").read_text(encoding="utf-8"))
    document = next(block for block in page if block.caption == "dispatch.txt")
    screen = next(block for block in page if block.kind == "text" and not block.caption)
    monkeypatch.chdir(tmp_path)
    place(document, tmp_path)
    run.page = Path("dispatch.txt")
    _, out, _ = run("w\na\n")
    assert matches(f"{screen.text}...", out)


def test_a_rule_that_has_earned_it_is_taken_at_once_with_one_key(run: Run) -> None:
    run.page.write_text("\n\n".join(f"Boat {n} lies at the pier." for n in range(13)), encoding="utf-8")
    code, out, _ = run("a\n" * 10 + "b\nq\n")
    assert code == 0
    assert out.count("b accept all of this rule") == 1
    assert "3 suggestions of plain accepted at once" in out
    assert "0 waiting (0 put off), 13 accepted" in out
