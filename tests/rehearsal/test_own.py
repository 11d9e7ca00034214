"""Strategies of one's own: they play as built-in ones do, and what is wrong with them is told as their fault."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from textwrap import dedent, indent

import numpy as np
import pytest

from entaku.kernels.packages import REFUSED
from entaku.model.errors import BadInput, NotPossible
from entaku.rehearsal.manner import Manner, manner
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.table import Table
from tests.rehearsal.tables import table

TWIN = """
    class Twin:
        def __init__(self, beta=1.0):
            self.beta = beta

        def wanted(self, seat):
            return seat.floor + (seat.best - seat.floor) * (1 - seat.time ** (1 / self.beta))

        def offer(self, seat):
            return seat.cheapest(self.wanted(seat))

        def accepts(self, seat, package):
            return seat.worth(package) >= self.wanted(seat)
"""


def wrote(folder: Path, text: str) -> Path:
    file = folder / "mine.py"
    file.write_text(dedent(text), encoding="utf-8")
    return file


def played(laid: Table, first: Manner, second: Manner, rounds: int = 20) -> Played:
    pair = [first.made("a", laid.draws, laid.seed), second.made("b", laid.draws, laid.seed)]
    return play(laid, pair, Rules(order=(0, 1), rounds=rounds, last="answered"))


def same(one: Played, other: Played) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Played.__slots__)


@pytest.mark.parametrize("rule", ["", ",accept=next", ",accept=time:0.5"])
@pytest.mark.parametrize("beta", ["0.5", "1", "0.2..3"])
def test_a_class_plays_as_the_built_in_strategy_that_it_is(tmp_path: Path, beta: str, rule: str) -> None:
    laid = table(1, 50)
    mine = manner(f"{wrote(tmp_path, TWIN)}:Twin,beta={beta}{rule}")
    other = manner("concede,beta=0.7")
    found = played(laid, mine, other)
    if ".." not in beta:  # the numbers drawn from a range depend on the name
        assert same(found, played(laid, manner(f"concede,beta={beta}{rule}"), other))
    assert same(found, played(laid, mine, other))
    assert (found.end == 0).any()


def test_what_it_sees_from_its_place(tmp_path: Path) -> None:
    text = """
        import json
        from pathlib import Path

        class Looks:
            def __init__(self):
                self.seen = []

            def offer(self, seat):
                drawn = [seat.random.random(), seat.random.random()]
                self.seen.append([seat.round, seat.time, list(seat.heard), list(seat.made), *drawn])
                if seat.round == seat.rounds:
                    told = [seat.values, seat.best, seat.favourite, seat.floor, seat.packages, seat.cheapest(1e9),
                            seat.options(5), seat.party, seat.worth(3), self.seen]
                    Path(__file__).with_suffix(".json").write_text(json.dumps(told))
                return 3

            def accepts(self, seat, package):
                return False
    """
    import json

    laid = table(2, 1, rounds=3)
    mine = manner(f"{wrote(tmp_path, text)}:Looks")
    played(laid, mine, manner("holdout"), rounds=3)
    told = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    own = laid.values[0, 0].tolist()
    held = int(laid.values[0, 1].argmax())
    assert told[:5] == [own, max(own), own.index(max(own)), laid.floors[0, 0, 0], 24]
    assert told[5:9] == [None, {"issue0": "option0", "issue1": "option1", "issue2": "option1"}, "a", own[3]]
    assert [seen[:4] for seen in told[9]] == [
        [1, 0.25, [], []],
        [2, 0.5, [held], [3]],
        [3, 0.75, [held, held], [3, 3]],
    ]
    assert len({number for seen in told[9] for number in seen[4:]}) == 6
    played(laid, mine, manner("holdout"), rounds=3)
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8")) == told


def test_chance_follows_the_play_and_not_its_company(tmp_path: Path) -> None:
    text = """
        class Dice:
            def offer(self, seat):
                return seat.random.randrange(seat.packages)

            def accepts(self, seat, package):
                return seat.random.random() < 0.1
    """
    mine = manner(f"{wrote(tmp_path, text)}:Dice")
    whole = table(3, 8)
    part = replace(
        whole,
        draws=whole.draws[5:],
        values=whole.values[5:],
        floors=whole.floors[5:],
        span=whole.span[5:],
    )
    found, alone = played(whole, mine, mine), played(part, mine, mine)
    assert [found.moves(5 + row) for row in range(3)] == [alone.moves(row) for row in range(3)]
    assert len({str(found.moves(row)) for row in range(8)}) == 8


def test_a_red_line_is_worth_less_than_anything(tmp_path: Path) -> None:
    text = """
        from math import inf

        class Avoids:
            def offer(self, seat):
                assert seat.worth(0) == -inf and seat.values[0] == -inf
                return seat.cheapest(-1e300)

            def accepts(self, seat, package):
                return False
    """
    laid = table(4, 3)
    laid.values[:, :, 0] = REFUSED
    found = played(laid, manner(f"{wrote(tmp_path, text)}:Avoids"), manner("holdout"))
    least = np.where(laid.values[:, 0] == REFUSED, 2**62, laid.values[:, 0]).argmin(axis=1)
    assert found.log[:, 0].tolist() == least.tolist()


def test_many_at_once_is_given_arrays(tmp_path: Path) -> None:
    text = """
        import numpy as np

        class Arrays:
            many_at_once = True

            def __init__(self, share=0.5):
                self.share = share

            def offer(self, seat):
                return seat.favourite()

            def accepts(self, seat, offered):
                return seat.own.worth(offered) >= self.share * seat.own.best
    """
    laid = table(5, 30)
    found = played(laid, manner(f"{wrote(tmp_path, text)}:Arrays,share=0.6..0.9"), manner("concede"))
    assert (found.end == 0).any()
    assert found.log[:, 0].tolist() == laid.values[:, 0].argmax(axis=1).tolist()


def _plays(mine: Manner) -> bytes:
    return played(table(6, 5), mine, manner("concede")).log.tobytes()


def test_other_processes_find_it_by_its_name(tmp_path: Path) -> None:
    mine = manner(f"{wrote(tmp_path, TWIN)}:Twin,beta=0.5..2")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(_plays, pickle.loads(pickle.dumps(mine))).result() == _plays(mine)  # noqa: S301


def test_settings_are_those_of_init(tmp_path: Path) -> None:
    text = """
        class Takes:
            def __init__(self, window, word="soft", *, share: float = 0.5, name: str):
                assert isinstance(window, int), window
                assert (word, name) == ("hard", "x")
                assert 0.2 <= share <= 0.4 and type(share) is float

            def offer(self, seat):
                return None

            def accepts(self, seat, package):
                return True
    """
    file = wrote(tmp_path, text)
    mine = manner(f"{file}:Takes,window=3,word=hard,share=0.2..0.4,name=x")
    assert played(table(1, 4), mine, manner("concede")).end.tolist() == [2, 2, 2, 2]
    with pytest.raises(BadInput) as refused:
        manner(f"{file}:Takes,word=hard,shore=1,share=soft")
    assert sorted(fault.got for fault in refused.value.faults) == [
        "'soft'",
        "a setting 'shore'",
        "no 'name'",
        "no 'window'",
    ]


def test_settings_may_have_the_names_of_built_in_ones(tmp_path: Path) -> None:
    text = """
        class Takes:
            def __init__(self, band=0.0, model="none", beta=1.0):
                assert (band, model, beta) == (0.5, "none", 7)

            def offer(self, seat):
                return None

            def accepts(self, seat, package):
                return True
    """
    mine = manner(f"{wrote(tmp_path, text)}:Takes,band=0.5,beta=7")
    assert mine.model == ""
    assert played(table(1, 2), mine, manner("concede")).end.tolist() == [2, 2]


def test_classes_of_one_file_share_what_it_defines(tmp_path: Path) -> None:
    text = """
        from dataclasses import dataclass

        @dataclass
        class First:
            share: "float" = 0.5

            def offer(self, seat):
                return seat.favourite

            def accepts(self, seat, package):
                return seat.worth(package) >= self.share * seat.best

        @dataclass
        class Second(First):
            pass
    """
    file = wrote(tmp_path, text)
    first, second = manner(f"{file}:First,share=0.9"), manner(f"{file}:Second,share=0.9")
    laid = table(1, 10)
    assert same(played(laid, first, second), played(laid, second, first))


def test_a_file_that_was_mended_is_read_anew(tmp_path: Path) -> None:
    file = wrote(tmp_path, "class Mine:\n    pass\n")
    with pytest.raises(BadInput, match="no method 'offer'"):
        manner(f"{file}:Mine")
    assert manner(f"{wrote(tmp_path, TWIN)}:Twin").name == f"{file}:Twin"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (None, "{file}:Mine", "No such file or directory"),
        ("x = 1\n", "{file}", "a file without a class; allowed: name it as"),
        ("x = 1\n", "{file}:", "no class; allowed: name it as"),
        ("class Other: pass\n", "{file}:Mine", "no class 'Mine' in .*; allowed: Other"),
        (
            "class Mine: pass\n",
            "{file}:Mine",
            r"no method 'accepts'; allowed: def accepts\(self, seat, package\)",
        ),
        ("class Mine\n", "{file}:Mine", "line 1 of .*: expected ':'"),
        ("x = 1\ny = 1 / 0\n", "{file}:Mine", "ZeroDivisionError in line 2: division by zero"),
        ("import nothing_of_that_name\n", "{file}:Mine", "no module 'nothing_of_that_name'"),
        (None, "nothing_of_that_name.part:Mine", "no module 'nothing_of_that_name'"),
        (None, "json:JSONDecoder", "no method 'offer'"),
        (None, "..:Mine", "got"),
    ],
)
def test_a_name_that_stands_for_no_strategy(tmp_path: Path, text: str | None, name: str, said: str) -> None:
    file = tmp_path / "mine.py"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        manner(name.format(file=file))


GOOD = {"init": "pass", "offer": "return 3", "accepts": "return False"}


@pytest.mark.parametrize(
    ("where", "text", "said"),
    [
        (
            "offer",
            "return 24",
            r"Mine.offer answered 24 in play 0, round 1, as a; allowed: a package, from 0 to 23",
        ),
        ("offer", "return -1", "answered -1"),
        ("offer", "return 1.0", r"answered 1\.0"),
        ("offer", "return True", "answered True"),
        ("offer", "return {}[0]", "Mine.offer raised KeyError in line 7 in play 0, round 1, as a: 0"),
        ("offer", "return seat.worth(-1)", "raised IndexError"),
        ("offer", "raise SystemExit(3)", "raised SystemExit"),
        (
            "offer",
            "return seat.cheapest(float('nan'))",
            "raised ValueError in line 7 in play 0, round 1, as a: the level asked for is not",
        ),
        ("offer", "return seat.cheapest('high')", "raised TypeError in line 7"),
        ("accepts", "return None", r"answered None in play 0, round 2, as a; allowed: True or False"),
        ("accepts", "return 1", "answered 1 in play 0, round 2"),
        ("accepts", "return package.no", "Mine.accepts raised AttributeError in line 10"),
        (
            "init",
            "raise ValueError('no')",
            "Mine.__init__ raised ValueError in line 4 in play 0, round 1, as a: no",
        ),
    ],
)
def test_what_goes_wrong_at_play_is_told_with_its_place(
    tmp_path: Path, where: str, text: str, said: str
) -> None:
    parts = {key: indent(value, " " * 16) for key, value in (GOOD | {where: text}).items()}
    file = wrote(
        tmp_path,
        f"""
        class Mine:
            def __init__(self):
{parts["init"]}

            def offer(self, seat):
{parts["offer"]}

            def accepts(self, seat, package):
{parts["accepts"]}
        """,
    )
    with pytest.raises(NotPossible, match=said) as told:
        played(table(1, 3), manner(f"{file}:Mine"), manner("holdout"))
    assert str(told.value).startswith(f"{file}: ")
    assert "Mend it there" in str(told.value)


@pytest.mark.parametrize(
    ("method", "text", "said"),
    [
        ("offer", "[1, 2]", r"answered an array of int64, shape \(2,\) in round 1; allowed: 3 whole numbers"),
        ("offer", "seat.favourite() + 99", "allowed: 3 whole numbers from -1"),
        ("offer", "1 / 0", "raised ZeroDivisionError"),
        ("accepts", "[1, 0, 1]", "answered an array of int64"),
        ("accepts", "seat.no", "raised AttributeError"),
    ],
)
def test_arrays_that_are_no_answer(tmp_path: Path, method: str, text: str, said: str) -> None:
    answers = {"offer": "seat.favourite()", "accepts": "offered < 0"} | {method: text}
    file = wrote(
        tmp_path,
        f"""
        class Mine:
            many_at_once = True

            def offer(self, seat):
                return {answers["offer"]}

            def accepts(self, seat, offered):
                return {answers["accepts"]}
        """,
    )
    with pytest.raises(NotPossible, match=said):
        played(table(1, 3), manner(f"{file}:Mine"), manner("holdout"))
