"""`entaku read` with a language model: said before anything is sent, suggestions beside the rules', nothing decided."""

from __future__ import annotations

import io
import json
from functools import partial
from pathlib import Path

import pytest

from entaku.cli import main
from entaku.reading.asking_model import Desk
from entaku.reading.endpoint import Limits
from tests.reading.endpoint_stub import Reply, Stub, claim, claims, completion, only_loopback, stub
from tests.reading.test_asking_model import GOOD, HEDGE_LOST, NOTE, RECORDED

KEY = "sk-0123456789abcdef"
FAR = "https://model.invalid/v1"


class Run:
    """Runs the command line in a folder of its own, as a person does who has configured nothing."""

    def __init__(self, patch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str], folder: Path) -> None:
        self.patch, self.streams, self.folder = patch, streams, folder
        (folder / "note.txt").write_text(NOTE, encoding="utf-8")
        patch.chdir(folder)
        for name in ("ENTAKU_ENDPOINT", "ENTAKU_MODEL", "ENTAKU_KEY", "ENTAKU_DEBUG"):
            patch.delenv(name, raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("no_proxy", "*")
        only_loopback(patch)

    def __call__(self, *words: str, says: str = "") -> tuple[int, str, str]:
        self.patch.setattr("sys.argv", ["entaku", "read", *words])
        self.patch.setattr("sys.stdin", io.StringIO(says))
        with pytest.raises(SystemExit) as left:
            main()
        said = self.streams.readouterr()
        assert "Traceback" not in said.out + said.err
        assert KEY not in said.out + said.err
        return int(left.value.code or 0), said.out, said.err

    def here(self, told: Stub, *words: str) -> tuple[int, str, str]:
        """Ask the stub about the note."""
        return self("note.txt", "--model", "small", "--endpoint", f"http://127.0.0.1:{told.port}/v1", *words)

    def written(self) -> set[str]:
        """Give the files that there are, but for kept answers."""
        files = (file.relative_to(self.folder) for file in self.folder.rglob("*") if file.is_file())
        return {file.as_posix() for file in files if file.parts[0] != "cache"}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return Run(monkeypatch, capsys, tmp_path)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer in place of a machine elsewhere, and record to whom anything would have gone."""
    to: list[str] = []

    def answered(endpoint: object, *_: object) -> bytes:
        to.append(str(getattr(endpoint, "shown", "")))
        return claims(*GOOD).body

    monkeypatch.setattr("entaku.reading.asking_model.post", answered)
    return to


def test_without_a_word_no_model_is_asked(run: Run, sent: list[str]) -> None:
    file = run.folder / "config" / "entaku" / "endpoint.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'address = "{FAR}"\nmodel = "far"\nkey = "{KEY}"\n', encoding="utf-8")
    code, out, err = run("note.txt", "--json")
    assert (code, err, sent) == (0, "", [])
    found = json.loads(out)
    assert "models" not in found
    assert {one["origin"] for one in found["claims"]} == {"rules:1"}
    code, _, err = run("note.txt", "--ask", says="y\n")
    assert (code, sent) == (0, ["https://model.invalid"])
    assert "with your key" in err


def test_rules_and_model_stand_side_by_side(run: Run) -> None:
    with stub(claims(HEDGE_LOST, GOOD[3], claim("The gate was blown up"))) as told:
        code, out, err = run.here(told)
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    first = lines.index("P1.s1")
    assert lines[first + 1].startswith("○ The ministry in Verra reportedly")
    assert lines[first + 2].startswith("◆ The ministry in Verra reportedly")
    assert lines[first + 2].endswith("llm:small; hedge lost by the model: edit before taking it]")
    assert any(line.startswith("◆ The gate stays shut") and "hedge" not in line for line in lines)
    assert "hedges lost: 1; likelihoods taken away: 0; dropped: 1 (words that are not in the text: 1)" in err
    assert f"characters go to http://127.0.0.1:{told.port} (this machine); requests: 1; model: small" in err
    assert "Send this?" not in err


def test_json_carries_both_with_their_origin(run: Run) -> None:
    with stub(claims(HEDGE_LOST, *GOOD[1:], claim("The gate was blown up"))) as told:
        code, out, _ = run.here(told, "--json")
    found = json.loads(out)
    assert code == 0
    assert {one["origin"] for one in found["claims"]} == {"rules:1", "llm:small"}
    by_model = [one for one in found["claims"] if one["origin"] == "llm:small"]
    assert [one["mend"] for one in by_model] == [["modality"], [], [], []]
    assert found["claims"] == sorted(found["claims"], key=lambda one: one["start"])
    (model,) = found["models"]
    assert (model["suggestions"], model["dropped"], model["failed"]) == (4, {"quote": 1}, [])


def test_it_is_said_in_japanese(run: Run) -> None:
    with stub(claims(HEDGE_LOST, claim("The gate was blown up"))) as told:
        _, out, err = run.here(told, "--lang", "ja")
    assert "モデルが留保を落としている" in out
    assert "本文にない引用：1" in err
    assert "この計算機" in err


@pytest.mark.parametrize("name", RECORDED)
def test_whatever_is_answered_nothing_is_decided_and_the_count_is_said(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply, count, dropped, words = RECORDED[name]
    limits = Limits(whole=0.5) if name == "slow headers" else Limits(whole=20.0)
    monkeypatch.setattr("entaku.app.reading_model.Desk", partial(Desk, limits=limits))
    with stub(reply) as told:
        code, out, err = run.here(told)
    assert code == (1 if words else 0)
    assert f"{count} suggestions" in err
    assert f"dropped: {sum(dropped.values())}" in err
    assert words in err
    assert "○ The ministry in Verra reportedly" in out  # what the rules say is there in any case
    assert "accepted" not in err
    assert run.written() == {"note.txt"}


def test_another_machine_gets_nothing_without_a_yes(run: Run, sent: list[str]) -> None:
    ask = ("note.txt", "--model", "far", "--endpoint", FAR)
    for answer in ("", "\n", "n\n", "no, yes\n"):
        code, out, err = run(*ask, says=answer)
        assert (code, sent) == (0, [])
        signs = len(NOTE.split("Photo")[0].strip())
        assert f"note.txt: {signs} characters go to https://model.invalid; requests: 1; model: far" in err
        assert "nothing was sent" in err
        assert "◆" not in out
    assert run(*ask, says="y\n")[0] == 0
    assert sent == ["https://model.invalid"]


def test_scripts_say_yes_beforehand_and_a_rerun_sends_nothing(run: Run, sent: list[str]) -> None:
    ask = ("note.txt", "--model", "far", "--endpoint", FAR, "--json")
    code, first, err = run(*ask, "--yes")
    assert (code, len(sent)) == (0, 1)
    assert "Send this?" not in err
    code, second, err = run(*ask)
    assert (code, len(sent)) == (0, 1)
    assert "characters go" not in err
    one, other = json.loads(first), json.loads(second)
    assert one["claims"] == other["claims"]
    assert [found["models"][0]["kept_answers"] for found in (one, other)] == [0, 1]


def test_several_texts_are_all_named_before_the_first_is_sent(run: Run, sent: list[str]) -> None:
    (run.folder / "more.txt").write_text("The road is open.", encoding="utf-8")
    code, out, err = run("note.txt", "more.txt", "--model", "far", "--endpoint", FAR, "--json", says="n\n")
    assert (code, sent, len(out.splitlines())) == (0, [], 2)
    assert err.index("note.txt") < err.index("more.txt: 17 characters") < err.index("Send this?")


def test_in_the_clear_only_if_it_is_said(run: Run, sent: list[str]) -> None:
    ask = ("note.txt", "--model", "far", "--endpoint", "http://model.invalid/v1")
    code, _, err = run(*ask, "--yes")
    assert (code, sent) == (1, [])
    assert "in the clear" in err
    code, _, err = run(*ask, "--insecure", says="n\n")
    assert (code, sent) == (0, [])
    assert "anybody on the way can read it" in err


def test_a_proxy_is_named(run: Run, sent: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("https_proxy", "http://ann:hush@proxy.invalid:3128")
    _, _, err = run("note.txt", "--model", "far", "--endpoint", FAR, says="n\n")
    assert "through the proxy proxy.invalid:3128" in err
    assert "hush" not in err
    assert sent == []


def test_a_key_is_sent_and_never_shown_or_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTAKU_KEY", KEY)
    with stub(Reply(status=401, body=KEY.encode()), claims(*GOOD)) as told:
        assert run.here(told)[0] == 1
        assert run.here(told)[0] == 0
    assert {headers["Authorization"] for _, headers, _ in told.asked} == {f"Bearer {KEY}"}
    kept = [file.read_text(encoding="utf-8") for file in run.folder.rglob("*") if file.is_file()]
    assert len(kept) == 2
    assert not any(KEY in text for text in kept)


def test_what_an_endpoint_says_steers_no_terminal(run: Run) -> None:
    hostile = "\x1b[2J\u202e</script>"
    said = Reply(status=400, body=json.dumps({"error": {"message": hostile}}).encode())
    with stub(said, claims(claim("The gate stays shut", hostile)), completion(hostile)) as told:
        for _ in range(2):
            _, out, err = run.here(told)
            assert not {"\x1b", "\u202e"} & {*out, *err}


def test_wrong_usage_is_2_and_nothing_named_is_1(run: Run) -> None:
    assert run("note.txt", "--yes")[0] == 2
    assert run("note.txt", "--insecure")[0] == 2
    code, _, err = run("note.txt", "--ask")
    assert code == 1
    assert "no endpoint is named" in err
    assert run("note.txt", "--model", "far")[0] == 1
    assert run("note.txt", "--endpoint", FAR)[0] == 1


def test_the_case_tells_who_is_meant_and_is_not_sent(run: Run) -> None:
    text = "Kyiv refuses to sign. A spokesman said so."
    (run.folder / "note.txt").write_text(text, encoding="utf-8")
    with stub(claims(claim("refuses to sign", "Kyiv", "reported"))) as told:
        _, out, _ = run.here(told, "--case", "moscow-2025-12-02", "--json")
    by_model = [one for one in json.loads(out)["claims"] if one["origin"] == "llm:small"]
    assert by_model[0]["holders"] == ["author", "UA"]
    ((_, _, question),) = told.asked
    assert json.loads(question["messages"][1]["content"]) == {"document": text}
