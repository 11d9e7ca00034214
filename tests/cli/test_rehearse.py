"""`entaku rehearse` and `entaku strategies`: streams, exit codes, files, and what a person may get wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entaku.rehearsal.strategies import names
from tests.cli.test_cli import Run, run

__all__ = ["run"]

FEW = ("--draws", "20", "--no-changes")
MOSCOW = "moscow-2025-12-02"


def test_a_rehearsal_is_shown_or_written_by_the_ending(run: Run, tmp_path: Path) -> None:
    code, out, err = run("rehearse", "bill_and_jack", *FEW)
    assert (code, err) == (0, "")
    assert "played out 20 times" in " ".join(out.split())
    for name, begins in (("a.html", "<!doctype html>"), ("a.md", "# "), ("a.txt", "entaku"), ("a.json", "{")):
        target = tmp_path / name
        code, out, err = run("rehearse", "bill_and_jack", *FEW, "-o", str(target))
        assert (code, out) == (0, "")
        assert err == f"written: {target}\n"
        assert target.read_text(encoding="utf-8").startswith(begins)
    code, out, _ = run("rehearse", "bill_and_jack", *FEW, "--format", "json")
    assert json.loads(out) == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert code == 0
    code, out, _ = run("rehearse", "bill_and_jack", *FEW, "--lang", "ja")
    assert "予行" in out


def test_a_class_of_ones_own_is_called_by_its_name(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(
        "class Mine:\n"
        "    def offer(self, seat):\n"
        "        return seat.favourite\n"
        "    def accepts(self, seat, package):\n"
        "        return seat.worth(package) >= seat.floor\n",
        encoding="utf-8",
    )
    code, out, err = run("rehearse", "bill_and_jack", *FEW, "--strategy", f"all={file}:Mine")
    assert (code, err) == (0, "")
    assert "all: Mine" in out


def test_how_the_talks_are_held_is_read(run: Run) -> None:
    said = (
        ("--protocol", "shuttle", "--itinerary", "RU, UA,RU", "--mediator", "US", "--rounds", "7"),
        ("--months", "1.5", "--interest", "0.25", "--carries", "answers", "--start", "ru_counter"),
        ("--strategy", "UA=until,until=0.5..0.9", "--strategy", "all=concede,beta=2"),
    )
    code, out, err = run(
        "rehearse", MOSCOW, *FEW, "--format", "json", *(word for some in said for word in some)
    )
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["itinerary"] == ["RU", "UA", "RU"]
    assert (found["rounds"], found["months"], found["mediator"]) == (7, 1.5, "US")
    assert [way["strategies"] for way in found["ways"]] == [
        {"RU": "concede,beta=2", "UA": "until,until=0.5..0.9"}
    ]
    assert found["changes"] == []
    assumed = " ".join(one["en"] for one in found["assumptions"])
    assert "weight 0.25 of 1" in assumed
    assert "carries what the others have answered" in assumed


def test_seats_change_on_the_way(run: Run) -> None:
    code, out, _ = run(
        "rehearse", MOSCOW, "--draws", "5", "--also", "EU", "--joins", "EU=3", "--leaves", "RU=5", "--rounds", "6",
        "--answer-last", "--clock", "turn", "--consent", "carried", "--format", "json",
    )  # fmt: skip
    assert code == 0
    assumed = " ".join(one["en"] for one in json.loads(out)["assumptions"])
    assert "From round 3 on the EU sits too." in assumed
    assert "From round 5 on Russia has no seat any more." in assumed
    assert "answered once" in assumed


def test_a_figure_is_printed_or_written_as_a_table(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("rehearse", "bill_and_jack", *FEW, "--table", "rehearsal-ways")
    assert code == 0
    assert out.startswith("way,missed,round,efficient,wasted\n")
    target = tmp_path / "ways.csv"
    code, shown, err = run("rehearse", "bill_and_jack", *FEW, "--table", "rehearsal-ways", "-o", str(target))
    assert (code, shown, err) == (0, "", f"written: {target}\n")
    assert target.read_text(encoding="utf-8") == out
    code, _, err = run("rehearse", "bill_and_jack", *FEW, "--table", "ways")
    assert code == 3
    assert "there are: rehearsal-deals, rehearsal-ways" in err
    assert (
        run("rehearse", "bill_and_jack", *FEW, "--table", "rehearsal-ways", "-o", str(tmp_path / "a.x"))[0]
        == 1
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--order", ","), 2, "',' names nobody"),
        (("--order", ""), 2, "names nobody"),
        (("--without", " , "), 2, "names nobody"),
        (("--joins", "bill"), 2, "'bill' is not PARTY=ROUND"),
        (("--joins", "bill="), 2, "'bill=' is not PARTY=ROUND"),
        (("--joins", "=3"), 2, "'=3' is not PARTY=ROUND"),
        (("--leaves", "bill=soon"), 2, "a round is a whole number"),
        (("--joins", "bill=2", "--joins", "bill=3"), 2, "'bill' is named twice"),
        (("--strategy", "bill"), 2, "'bill' is not PARTY=STRATEGY"),
        (("--strategy", "bill=micro", "--strategy", "bill=nice"), 2, "'bill' is named twice"),
        (("--rounds", "0"), 2, "--rounds"),
        (("--months", "-1"), 2, "--months"),
        (("--interest", "2"), 2, "--interest"),
        (("--protocol", "duel"), 2, "--protocol"),
        (("--order", "bill,zeus"), 3, "'zeus'; there are: bill, jack"),
        (("--strategy", "zeus=micro"), 3, "'zeus'"),
        (("--strategy", "bill=guess"), 3, "allowed: answer; by_issue"),
        (("--strategy", "bill=./none.py:Mine"), 3, "none.py"),
        (("--protocol", "text", "--start", "nothing"), 3, "there are: barter, status_quo"),
        (("--compartment", "nothing"), 3, "there are: public"),
        (("--order", "bill,bill"), 1, "stands twice"),
        (("--without", "jack"), 1, "at least two parties"),
        (("--joins", "bill=-4"), 1, "cannot join in round -4"),
        (("--leaves", "bill=21"), 1, "cannot leave in round 21"),
        (("--joins", "bill=5", "--leaves", "bill=3"), 1, "before it has sat"),
        (("--months", "3"), 1, "the outlook of the case has 0 months"),
        (("--months", "nan"), 1, "is not a number"),
        (("--mediator", "bill"), 1, "`mediator` goes with"),
        (("--strategy", "all=by_issue,order=10"), 1, "beyond the 9 of the case"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    left, out, err = run("rehearse", "bill_and_jack", *FEW, *words)
    assert (left, out) == (code, "")
    assert said in err.replace("\n", " ")
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= (4 if code == 2 else 1)


def test_what_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    code, out, err = run("rehearse", "bill_and_jack", *FEW, "-o", str(tmp_path / "none" / "a.html"))
    assert (code, out) == (1, "")
    assert "No such file or directory" in err
    assert run("rehearse", "bill_and_jack", *FEW, "-o", str(tmp_path))[0] == 2
    assert run("rehearse", "none")[0] == 3
    code, _, err = run("rehearse", "eec_1958", *FEW)
    assert code == 1
    assert err == "nothing is stated of what the parties want, so there is nothing to play for\n"


@pytest.mark.parametrize("protocol", ["offers", "text", "shuttle"])
@pytest.mark.parametrize(
    "case", ["three_packages", "orchard_lease", "at_the_table_small", "two_claims_one_source", "house_bet"]
)
def test_any_case_is_played_or_refused(run: Run, case: str, protocol: str) -> None:
    code, out, err = run("rehearse", case, "--draws", "10", "--protocol", protocol, "--rounds", "4")
    assert code in {0, 1}, err
    if code:
        assert (out, len(err.splitlines())) == ("", 1)
    else:
        assert "entaku" in out


def test_the_same_call_gives_the_same_bytes(run: Run) -> None:
    words = ("rehearse", MOSCOW, *FEW, "--rounds", "5", "--format", "html")
    assert run(*words)[1] == run(*words)[1]
    assert run(*words)[1] != run(*words, "--seed", "1")[1]


def test_a_class_of_ones_own_with_an_odd_name_plays(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "=odd name[bold]<b>"
    folder.mkdir()
    file = folder / "mine.py"
    file.write_text(
        "class Mine:\n"
        "    def offer(self, seat):\n        return seat.favourite\n"
        "    def accepts(self, seat, package):\n        return seat.worth(package) >= seat.floor\n",
        encoding="utf-8",
    )
    for form in ("terminal", "html", "markdown", "json"):
        code, out, err = run(
            "rehearse", "bill_and_jack", *FEW, "--strategy", f"bill={file}:Mine", "--format", form
        )
        assert (code, err) == (0, "")
        assert form != "html" or "<b>/mine" not in out
    file.write_text(
        file.read_text(encoding="utf-8").replace("seat.favourite", "seat.favorite"), encoding="utf-8"
    )
    code, out, err = run("rehearse", "bill_and_jack", *FEW, "--strategy", f"bill={file}:Mine")
    assert (code, out) == (1, "")
    assert "Mine.offer raised AttributeError in line 3" in err


def test_the_strategies_are_listed(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("strategies", "--json")
    assert code == 0
    assert set(json.loads(out)["strategies"]) == set(names())
    for language in ("en", "ja"):
        assert all(f"\n{name}  " in f"\n{run('strategies', '--lang', language)[1]}" for name in names())
    assert run("strategies", "-o", str(tmp_path / "all.txt"))[0] == 0
    assert (tmp_path / "all.txt").read_text(encoding="utf-8") == run("strategies")[1]
