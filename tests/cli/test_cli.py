"""The command line: exit codes, streams, and what a script reads from --json."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from entaku import cli
from entaku.cli import main

MOSCOW = Path(str(files("entaku") / "catalog" / "moscow-2025-12-02.yaml"))
FEW = ("--draws", "50")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


class Run:
    """Runs the command line as a person does: words in, exit code and both streams out."""

    def __init__(self, patch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str]) -> None:
        self.patch = patch
        self.streams = streams

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self.patch.setattr("sys.argv", ["entaku", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = self.streams.readouterr()
        return int(left.value.code or 0), said.out, said.err


def test_help_lists_every_verb(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(verb in out for verb in cli.VERBS)


@pytest.mark.parametrize("verb", sorted(cli.VERBS))
def test_every_verb_has_help(run: Run, verb: str) -> None:
    code, out, _ = run(verb, "--help")
    assert code == 0
    assert out.startswith("Usage: entaku")


def test_wrong_usage_is_2(run: Run) -> None:
    assert run("brief")[0] == 2
    assert run("brief", "bill_and_jack", "--draws", "0")[0] == 2
    assert run("no-such-verb")[0] == 2


def test_a_name_that_stands_for_nothing_is_3_and_comes_close(run: Run) -> None:
    code, out, err = run("brief", "bill_and_jak")
    assert (code, out) == (3, "")
    assert "did you mean" in err
    assert "bill_and_jack" in err
    assert run("lens", "rooom", "bill_and_jack")[0] == 3


def test_an_exact_case_gives_plain_numbers(run: Run) -> None:
    code, out, _ = run("lens", "room", "bill_and_jack", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["outcomes"] == 512
    assert found["frontier_size"] == 7
    assert found["points"]["nash"]["utilities"] == {"bill": 24.0, "jack": 11.0}
    assert {"parties", "draws", "seed", "points"} <= set(found)
    assert {"nash", "kalai", "kalai_smorodinsky", "max_welfare"} <= set(found["points"])


def test_a_drawn_case_gives_ranges_with_shares(run: Run) -> None:
    code, out, _ = run("lens", "room", "moscow-2025-12-02", "--json", *FEW)
    found = json.loads(out)
    assert code == 0
    assert (found["outcomes"], found["draws"], found["seed"]) == (192, 50, 20251202)
    nash = found["points"]["nash"]
    assert 0 < nash["share"] <= 1
    spread = nash["utilities"]["UA"]
    assert spread["low"] <= spread["median"] <= spread["high"]


def test_same_words_same_bytes(run: Run) -> None:
    first = run("brief", "orchard_lease", "--format", "json", *FEW)
    assert first == run("brief", "orchard_lease", "--format", "json", *FEW)
    assert first[1] != run("brief", "orchard_lease", "--format", "json", *FEW, "--seed", "7")[1]


def test_a_misspelt_key_is_refused_at_its_place(run: Run, tmp_path: Path) -> None:
    text = MOSCOW.read_text(encoding="utf-8")
    broken = tmp_path / "case.yaml"
    broken.write_text(text.replace("    holders: [author]", "    holdres: [author]", 1), encoding="utf-8")
    line = next(
        n for n, words in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "holdres" in words
    )
    code, out, err = run("brief", str(broken))
    assert (code, out) == (3, "")
    assert f"{broken}:{line}:5: " in err
    assert "Did you mean 'holders'?" in err
    assert "Traceback" not in err


def test_a_contradiction_names_its_statements(run: Run, tmp_path: Path) -> None:
    text = MOSCOW.read_text(encoding="utf-8")
    planted = (
        "  - {id: X1, party: UA, weight: {issue: territory, range: [0.7, 0.9]}, because: analyst}\n"
        "  - {id: X2, party: UA, weight: {issue: nato_bid, range: [0.5, 0.9]}, because: analyst}\n"
    )
    broken = tmp_path / "case.yaml"
    broken.write_text(text.replace("preferences:\n", "preferences:\n" + planted, 1), encoding="utf-8")
    code, _, err = run("check", str(broken))
    assert code == 3
    assert "cannot hold together" in err
    assert "X1" in err
    found = json.loads(run("check", str(broken), "--json")[1])
    (conflict,) = found["conflicts"]
    assert (conflict["party"], conflict["firm"]) == ("UA", True)
    assert set(conflict["statements"]) in ({"X1", "S29"}, {"X1", "X2"})
    assert run("brief", str(broken))[0] == 3


def test_orders_that_run_in_a_circle_are_told(run: Run, tmp_path: Path) -> None:
    text = MOSCOW.read_text(encoding="utf-8")
    planted = "  - {id: X1, party: UA, best: {issue: nato_bid, option: abandon}, because: analyst}\n"
    odd = tmp_path / "case.yaml"
    odd.write_text(text.replace("preferences:\n", "preferences:\n" + planted, 1), encoding="utf-8")
    code, _, err = run("check", str(odd))
    assert code == 0
    assert "run in a circle" in err
    assert "X1" in err
    assert "S23" in err


def test_a_file_is_written_whole_and_named(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, err = run("brief", "orchard_lease", "-o", str(page), "--lang", "ja", *FEW)
    assert (code, out) == (0, "")
    assert str(page) in err
    assert '<html lang="ja"' in page.read_text(encoding="utf-8")
    table = tmp_path / "table.csv"
    assert run("lens", "room", "orchard_lease", "--table", "room-sets", "-o", str(table), *FEW)[0] == 0
    assert table.read_text(encoding="utf-8").startswith("parties,share\n")
    assert run("brief", "orchard_lease", "-o", str(tmp_path / "no" / "page.html"), *FEW)[0] != 0


def test_a_fault_of_entaku_itself_shows_no_trace(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("\x1b[31mred")

    monkeypatch.setattr("entaku.cli.brief.briefed", broken)
    code, _, err = run("brief", "bill_and_jack")
    assert code == 70
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_the_other_verbs_say_what_there_is(run: Run) -> None:
    assert "room" in run("lenses", "--lang", "ja")[1]
    assert {one["name"] for one in json.loads(run("lenses", "--json")[1])} >= {"room", "seats"}
    assert any(one["short"] == "moscow-2025-12-02" for one in json.loads(run("catalog", "--json")[1]))
    assert "moscow-2025-12-02" in run("catalog")[1]
    assert json.loads(run("schema")[1])["title"] == "entaku case"
    assert run("doctor")[0] == 0
