"""Choosing by a model among packages as good to oneself, and nice tit for tat, which goes by one throughout."""

from __future__ import annotations

import numpy as np
import pytest

from entaku.model.errors import BadInput
from entaku.rehearsal.judging import listened
from entaku.rehearsal.manner import manner
from entaku.rehearsal.models import names
from tests.rehearsal.tables import ROUNDS, known, plays, table


@pytest.mark.parametrize(
    ("text", "said_"),
    [
        ("concede,model=guess", "none or ensemble or frequency or orders"),
        ("concede,band=0.1", "no model to choose by"),
        ("concede,model=none,band=0.1", "no model to choose by"),
        ("until,model=frequency,band=2", "from 0 to 1"),
        ("holdout,model=frequency", "a setting 'model'"),
        ("nice,model=none", "ensemble or frequency or orders"),
    ],
)
def test_settings_that_make_no_sense(text: str, said_: str) -> None:
    with pytest.raises(BadInput, match=said_):
        manner(text)


def test_nice_tit_for_tat_takes_a_band_without_a_model_being_named() -> None:
    laid = table(20, 20)
    plain, wide = (plays(laid, text, "concede,beta=0.6") for text in ("nice", "nice,band=0.2"))
    assert not np.array_equal(plain.log, wide.log)


def test_which_model_a_manner_goes_by() -> None:
    told = [
        "concede",
        "concede,model=frequency",
        "answer,model=ensemble",
        "nice",
        "nice,model=ensemble",
        "micro",
    ]
    assert [manner(text).model for text in told] == ["", "frequency", "ensemble", "frequency", "ensemble", ""]


@pytest.mark.parametrize("strategy", ["concede,beta=0.5", "until,until=0.3", "answer"])
def test_without_a_band_the_choice_is_among_equals(strategy: str) -> None:
    laid = table(15, 40)
    plain, chosen = (plays(laid, text, "concede") for text in (strategy, f"{strategy},model=frequency"))
    for row in range(40):
        worth = laid.values[row, 0]
        mine = [
            [worth[package] for _, who, package, what in one.moves(row) if (who, what) == (0, "offer")]
            for one in (plain, chosen)
        ]
        shorter = min(map(len, mine))
        assert strategy == "answer" or mine[0][:shorter] == mine[1][:shorter]


@pytest.mark.parametrize("name", names())
def test_it_offers_what_it_thinks_best_for_the_other_inside_the_band(name: str) -> None:
    laid = known(table(16, 12))
    band = 0.1
    played = plays(laid, f"concede,beta=0.5,model={name},band={band}", "concede,beta=0.3")
    for turn in range(0, played.log.shape[1], 2):
        now = int(played.rounds[turn])
        _, thinks = listened(laid, played, 0, name, now - 1)
        for row in np.flatnonzero(played.log[:, turn] >= 0).tolist():
            worth, offered = laid.values[row, 0], int(played.log[row, turn])
            floor = laid.floors[row, 0, 0]
            wanted = floor + (worth.max() - floor) * (1 - (now / (ROUNDS + 1)) ** 2)
            least = worth[worth >= wanted].min()
            width = worth.max() - min(worth.min(), floor)
            some = np.flatnonzero((worth >= least) & (worth <= least + band * width))
            thought = thinks.worth(np.array([row]), some[None])[0]
            assert offered in some
            assert thought[some.tolist().index(offered)] == thought.max()


def test_a_range_for_the_band_is_drawn_in_every_play() -> None:
    laid = table(17, 30)
    found = plays(laid, "concede,beta=0.5,model=frequency,band=0..0.3", "concede,beta=0.3")
    assert not np.array_equal(found.log, plays(laid, "concede,beta=0.5", "concede,beta=0.3").log)


@pytest.mark.parametrize("name", names())
def test_nice_tit_for_tat_asks_for_what_its_formula_says(name: str) -> None:
    laid = known(table(18, 10))
    played = plays(laid, f"nice,model={name}", "concede,beta=0.6")
    for turn in range(0, played.log.shape[1], 2):
        now = int(played.rounds[turn])
        _, thinks = listened(laid, played, 0, name, now - 1)
        for row in np.flatnonzero(played.log[:, turn] >= 0).tolist():
            worth, floor = laid.values[row, 0], laid.floors[row, 0, 0]
            heard = [
                worth[package]
                for when, who, package, what in played.moves(row)
                if (who, what) == (1, "offer") and when < now
            ]
            other = thinks.worth(np.array([row]), np.arange(24)[None])[0] - thinks.deal(np.array([row]))[0]
            gains = np.maximum(worth - floor, 0) * np.maximum(other, 0)
            fair = worth[gains.argmax()] if gains.max() > 0 else floor
            come = 0.0
            if heard:
                come = 1.0
                if fair > min(heard):
                    come = min(1.0, (max(heard) - min(heard)) / (fair - min(heard)))
            wanted = worth.max() - come * (worth.max() - fair)
            least = worth[worth >= max(wanted, floor) - 1e-6].min()
            assert worth[played.log[row, turn]] == least
