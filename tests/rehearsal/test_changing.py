"""Which other arrangements a rehearsal compares: each differs, each can be played, each is named once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import entaku
from entaku.app.rehearsing import Talks, arranged
from entaku.rehearsal.arranging import PROTOCOLS, Arrangement, check, ends
from entaku.rehearsal.changing import changes
from entaku.rehearsal.manner import manner
from entaku.rehearsal.starting import text_of
from entaku.space.study import Study, lay_out


@pytest.fixture(scope="module")
def study() -> Study:
    return lay_out(entaku.case("moscow-2025-12-02"), draws=210)


HELD: dict[str, Talks] = {
    **{protocol: Talks(protocol=protocol) for protocol in PROTOCOLS},
    "seats": Talks(also=("EU",), joins={"EU": 5}, leaves={"RU": 9}),
    "one round": Talks(rounds=1),
    "no mediator": Talks(protocol="text", mediator="none"),
    "interested": Talks(protocol="shuttle", interest=0.5, months=0.0),
    "own journey": Talks(protocol="shuttle", itinerary=("RU", "UA"), start="eu_proposal"),
    "binding": Talks(protocol="shuttle", next="binding", carries="answers"),
    "annealed": Talks(protocol="text", adopt="annealed", without=("RU",)),
}


@pytest.mark.parametrize("held", HELD)
def test_every_change_differs_can_be_played_and_has_a_name_of_its_own(study: Study, held: str) -> None:
    arrangement = arranged(study, HELD[held])
    found = changes(study, arrangement)
    assert len({name.en for name, _ in found}) == len({name.ja for name, _ in found}) == len(found) > 3
    for name, changed in found:
        assert changed != arrangement, name.en
        assert "{" not in name.en + name.ja
        check(study, changed)
        way = tuple(manner("concede") for _ in changed.bargaining)
        assert len(ends(study, changed, way, range(2)).package) == 2


def named(study: Study, arrangement: Arrangement) -> dict[str, Arrangement]:
    return {name.en: changed for name, changed in changes(study, arrangement)}


def test_alternating_offers_may_be_opened_by_another_end_sooner_or_seat_others(study: Study) -> None:
    base = arranged(study, Talks(rounds=20))
    found = named(study, base)
    assert found["Russia opens"] == replace(base, parties=("RU", "UA", "US"))
    assert found["Ukraine opens"] == replace(base, parties=("UA", "US", "RU"))
    assert found["half as long: 10 rounds"] == replace(base, rounds=10, months=3.0)
    assert found["as long, with twice as many rounds: 40"] == replace(base, rounds=40)
    assert found["nothing moves outside meanwhile"] == replace(base, months=0.0)
    assert [one.parties for name, one in found.items() if name.endswith("too must accept")] == [
        ("US", "RU", "UA", "EU"),
        ("US", "RU", "UA", "WEU"),
    ]
    assert [one.parties for name, one in found.items() if "is left out" in name] == [
        ("RU", "UA"),
        ("US", "UA"),
        ("US", "RU"),
    ]


def test_a_journey_follows_the_rounds_of_the_case_and_may_go_back(study: Study) -> None:
    base = arranged(study, Talks(protocol="shuttle"))
    assert base.mediator == "US"
    assert base.itinerary == ("UA", "UA", "RU"), "twice with Ukraine, then Moscow"
    assert base.start == text_of(study, "us_revised")
    found = named(study, base)
    (back,) = [name for name in found if "opposite order" in name]
    assert back.endswith("Russia first")
    assert found[back].itinerary == ("RU", "UA", "UA")
    assert found["each visit to the party thought furthest from yes"].itinerary == ()
    table = found["all at one table, with 12 rounds of alternating offers"]
    assert (table.protocol, set(table.parties), table.mediator) == ("offers", {"US", "RU", "UA"}, "")
    assert "answers are carried along with the text" not in found, "nobody listens"
    told = {name.en: changed for name, changed in changes(study, base, listens=True)}
    assert told["answers are carried along with the text"] == replace(base, carries="answers")
    texts = {one.start for name, one in found.items() if name.startswith("the first text is")}
    assert base.start not in texts
    assert text_of(study, "status_quo") in texts


def test_a_deadline_is_not_halved_below_what_a_journey_needs(study: Study) -> None:
    base = arranged(study, Talks(protocol="shuttle", rounds=5))
    assert not any(name.startswith("half") for name in named(study, base))
    assert not any(name.startswith("half") for name in named(study, arranged(study, Talks(rounds=3))))
    assert any(name.startswith("half") for name in named(study, arranged(study, Talks(rounds=4))))


@pytest.mark.parametrize(
    ("case", "talks", "absent"),
    [
        ("three_packages", Talks(protocol="shuttle"), lambda name: "one table" in name),
        ("bill_and_jack", Talks(), lambda name: "left out" in name or "meanwhile" in name),
        ("bill_and_jack", Talks(protocol="text"), lambda name: "mediator" in name),
    ],
)
def test_what_a_case_does_not_have_is_not_changed(
    case: str, talks: Talks, absent: Callable[[str], bool]
) -> None:
    study = lay_out(entaku.case(case), draws=210)
    assert not [name for name in named(study, arranged(study, talks)) if absent(name)]
