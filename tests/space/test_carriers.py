"""Who can carry out which package: as clause by clause, in no more room than it takes."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

import entaku
from entaku.model.errors import NotPossible
from entaku.rehearsal import laying
from entaku.space.closing import carriers
from entaku.space.consent import clause_winning
from entaku.space.outcomes import outcomes
from entaku.space.study import lay_out


@pytest.mark.parametrize("name", ["moscow-2025-12-02", "at_the_table_small", "harbour"])
def test_who_can_carry_out_a_package_is_who_can_carry_out_each_clause(name: str) -> None:
    case = entaku.case(name)
    space = outcomes(case)
    winning = carriers(case, space)
    options = [(issue, option) for issue in case.issues for option in issue.options]
    for number, taken in enumerate(space.table().tolist()):
        asked = [option for issue, option in (options[k] for k in taken) if option.id != issue.status_quo]
        games = [clause_winning(case, option, "lenient") for option in asked]
        assert (
            winning[number].tolist() == (np.all(games, axis=0) if asked else winning[number] & False).tolist()
        )
    some = [3, 0, 1]
    assert np.array_equal(carriers(case, space, some), winning[:, some])


def test_only_the_sets_asked_for_take_room() -> None:
    """The packages times the sets asked for, and the options of each package: not all sets for every issue."""
    case = entaku.case("moscow-2025-12-02")
    case = replace(case, parties=(*case.parties, *(replace(case.parties[0], id=f"p{k}") for k in range(7))))
    space = outcomes(case)
    games = sum(len(issue.options) for issue in case.issues) * 2 ** len(case.parties)
    tracemalloc.start()
    every = carriers(case, space)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert every.shape == (space.count, 2 ** len(case.parties))
    assert most < 3 * every.nbytes + 3 * games  # seven issues at once would be 7 times


def test_a_table_of_too_many_sets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    study = lay_out(entaku.case("moscow-2025-12-02"), draws=2)
    sets = study.outcomes.count * 2**3
    monkeypatch.setattr(laying, "MOST_CARRIED", sets)
    table = laying.laid(study, ["US", "RU", "UA"], 3, 0, range(2))
    assert table.carried.shape == (study.outcomes.count, 2**3)
    monkeypatch.setattr(laying, "MOST_CARRIED", sets - 1)
    with pytest.raises(NotPossible, match="too much to keep for all sets of 3 parties"):
        laying.laid(study, ["US", "RU", "UA"], 3, 0, range(2))
