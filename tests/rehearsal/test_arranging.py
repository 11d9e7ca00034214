"""How talks are arranged, and what a change of the arrangement leaves as it is; on a case of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import entaku
from entaku.model.errors import NotPossible
from entaku.rehearsal import arranging
from entaku.rehearsal.arranging import (
    AGREED,
    ENDS,
    PROTOCOLS,
    Arrangement,
    Protocol_,
    Way,
    check,
    ends,
    joined,
    told,
    without,
)
from entaku.rehearsal.manner import manner
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.shuttle import Shuttled
from entaku.space.study import Study, lay_out

NEEDED = ("US", "RU", "UA")
PLAYS = range(60)
EITHER = manner("concede,beta=0.2..5")


@pytest.fixture(scope="module")
def study() -> Study:
    return lay_out(entaku.case("moscow-2025-12-02"), draws=260)


def talks(protocol: Protocol_ = "offers", parties: Sequence[str] = NEEDED, rounds: int = 12) -> Arrangement:
    shuttle = protocol == "shuttle"
    return Arrangement(
        protocol=protocol, parties=tuple(parties), rounds=rounds, mediator="US" if shuttle else ""
    )


def way(arrangement: Arrangement) -> Way:
    return tuple(EITHER for _ in arrangement.bargaining)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_told_ends_as_it_is_counted(study: Study, protocol: Protocol_) -> None:
    arrangement = talks(protocol)
    found = ends(study, arrangement, way(arrangement), PLAYS)
    _, said = told(study, arrangement, way(arrangement), PLAYS)
    assert np.array_equal(found.package, said.package)
    assert np.array_equal(found.agreed, found.how == ENDS.index(AGREED))
    assert (found.round <= arrangement.rounds).all()
    assert found.agreed.any()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_chunks_of_any_size_give_the_same(
    study: Study, protocol: Protocol_, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrangement = talks(protocol)
    whole = ends(study, arrangement, way(arrangement), PLAYS)
    cells = study.outcomes.count * 3 * 7
    monkeypatch.setattr(arranging, "CELLS", cells)
    monkeypatch.setattr("entaku.rehearsal.quick.CELLS", cells)
    monkeypatch.setattr("entaku.rehearsal.quick.AT_ONCE", 7)
    parts = ends(study, arrangement, way(arrangement), PLAYS)
    for name in ("package", "round", "how"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_nobody_agrees_to_what_is_worth_less_than_no_deal(study: Study, protocol: Protocol_) -> None:
    arrangement = replace(talks(protocol), months=6.0, interest=1.0 if protocol != "offers" else 0.0)
    table, said = told(study, arrangement, way(arrangement), PLAYS)
    assert (said.package >= 0).any()
    for play in np.flatnonzero(said.package >= 0):
        package = int(said.package[play])
        if isinstance(said, Played):
            last = {who: round_ for round_, who, what, _ in said.moves(int(play)) if what == package}
        elif isinstance(said, Shuttled):
            visits = range(int(said.round[play]))
            last = {int(said.party[play, v]): v + 1 for v in visits if said.text[play, v] == package}
        else:
            last = dict.fromkeys(range(3), int(min(said.round[play], arrangement.rounds)))
        assert last.keys() >= {table.parties.index(party) for party in arrangement.bargaining}
        for who, round_ in last.items():
            assert table.values[play, who, package] >= table.floors[play, who, max(round_, 1) - 1]


def test_a_party_speaks_only_in_rounds_in_which_it_sits(study: Study) -> None:
    arrangement = replace(joined(talks(), "EU"), joins={"EU": 5})
    _, said = told(study, arrangement, way(arrangement), PLAYS)
    assert isinstance(said, Played)
    rounds = {round_ for play in PLAYS for round_, who, _, _ in said.moves(play) if who == 3}
    assert min(rounds) == 5
    for play in np.flatnonzero((said.package >= 0) & (said.round >= 5)):
        last = [what for _, who, _, what in said.moves(int(play)) if who == 3]
        assert last, "who sits has had a word before a deal"


def test_a_party_that_loses_its_seat_is_waited_for_no_more(study: Study) -> None:
    arrangement = replace(talks(), leaves={"RU": 4})
    _, said = told(study, arrangement, way(arrangement), PLAYS)
    assert isinstance(said, Played)
    rounds = {round_ for play in PLAYS for round_, who, _, _ in said.moves(play) if who == 1}
    assert max(rounds) == 3
    early = ends(study, talks(), way(talks()), PLAYS)
    late = ends(study, arrangement, way(arrangement), PLAYS)
    before = early.agreed & (early.round <= 3)
    assert np.array_equal(early.package[before], late.package[before])


def test_where_all_sit_throughout_it_makes_no_difference_to_say_so(study: Study) -> None:
    plain, said = talks(), replace(talks(), joins=dict.fromkeys(NEEDED, 1), leaves=dict.fromkeys(NEEDED, 13))
    one, other = ends(study, plain, way(plain), PLAYS), ends(study, said, way(said), PLAYS)
    for name in ("package", "round", "how"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_one_more_sits_throughout_and_is_visited_last(study: Study) -> None:
    more = joined(replace(talks(parties=(*NEEDED, "WEU")), joins={"WEU": 4}), "EU")
    assert more.parties == (*NEEDED, "WEU", "EU")
    assert [bin(more.seated(r)) for r in (1, 3, 4)] == ["0b10111", "0b10111", "0b11111"]
    _, said = told(study, more, way(more), range(5))
    assert isinstance(said, Played)
    assert (said.log[:, (said.speaker == 4) & (said.rounds == 1)] != -1).any()
    trip = replace(talks("shuttle"), itinerary=("UA", "UA", "RU"))
    assert joined(trip, "EU").itinerary == ("UA", "UA", "RU", "EU")
    assert joined(talks("shuttle"), "EU").itinerary == ()


def test_one_less_leaves_the_table_the_journey_and_the_mediation() -> None:
    trip = replace(talks("shuttle"), itinerary=("UA", "UA", "RU"))
    left = without(trip, "UA")
    assert (left.parties, left.itinerary, left.mediator) == (("US", "RU"), ("RU",), "US")
    alone = without(trip, "US")
    assert (alone.parties, alone.mediator, alone.bargaining) == (("RU", "UA"), "", ("RU", "UA"))


def test_one_more_and_one_less_is_the_same_talk(study: Study) -> None:
    again = without(joined(talks(), "EU"), "EU")
    assert again == talks()
    one, other = (ends(study, each, way(each), PLAYS) for each in (again, talks()))
    assert np.array_equal(one.package, other.package)


def test_talks_that_last_longer_keep_those_who_sat_last(study: Study) -> None:
    arrangement = replace(joined(talks(), "EU"), joins={"EU": 5})
    longer = replace(arrangement, rounds=24)
    assert longer.seated(24) == longer.seated(5) == 0b1111
    assert longer.seated(4) == 0b111
    assert len(ends(study, longer, way(longer), range(10)).package) == 10


def test_another_order_is_another_talk_among_the_same(study: Study) -> None:
    first, last = talks(), talks(parties=("UA", "RU", "US"))
    one, other = (ends(study, each, way(each), PLAYS) for each in (first, last))
    assert not np.array_equal(one.package, other.package)
    _, said = told(study, last, way(last), range(3))
    assert isinstance(said, Played)
    assert said.moves(0)[0][1] == 0, "the first in the order opens"


@pytest.mark.parametrize(
    ("arrangement", "said"),
    [
        (talks(parties=("US",)), "at least two parties"),
        (talks("shuttle", parties=("US",)), "nobody is left"),
        (talks(parties=("US", "XX")), "'XX' is no party"),
        (replace(talks("shuttle"), itinerary=("UA", "US")), "'US' is on the journey"),
        (replace(talks("shuttle"), itinerary=("UA",)), "'RU' must accept but is never visited"),
        (replace(talks("shuttle", rounds=1), itinerary=("UA", "RU")), "'RU' must accept but is not reached"),
        (replace(talks(), months=7.0), "the outlook of the case has 6 months"),
    ],
)
def test_what_cannot_be_played_is_refused(study: Study, arrangement: Arrangement, said: str) -> None:
    with pytest.raises(NotPossible, match=said):
        ends(study, arrangement, way(arrangement), PLAYS)


def test_every_reason_is_given_at_once(study: Study) -> None:
    wrong = replace(talks("shuttle", parties=("US", "RU", "XX")), itinerary=("US", "YY"))
    with pytest.raises(NotPossible) as given:
        check(study, wrong)
    assert all(part in str(given.value) for part in ("'XX'", "'YY'", "'US'", "'RU'"))
