"""The reference runs of published domains: every offer, the agreement, the number of rounds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from entaku.exchange import reader
from entaku.rehearsal.laying import laid
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.strategies.concede import Concede
from entaku.rehearsal.strategies.micro import Micro
from entaku.space.study import Study, lay_out
from tests.exchange.domains import DAY, numbers


class Domain:
    """A published domain, with the value of a package to a party as the file says."""

    def __init__(self, shared: Path, name: str, form: str) -> None:
        self.case = reader(form).imported(shared / "published" / "domains" / name, DAY).case
        self.study: Study = lay_out(self.case)
        self.tables = list(numbers(self.case).values())

    def worth(self, party: int, package: int) -> float:
        taken = self.study.outcomes.package(package)
        rows = self.tables[party][0]
        return float(
            sum(
                (
                    row[issue.position(taken[issue.id])]
                    for issue, row in zip(self.case.issues, rows, strict=True)
                ),
                Fraction(0),
            )
        )


@pytest.mark.parametrize(
    ("name", "form", "values", "rounds", "offers"),
    [
        ("Laptop", "genius", (0.8740, 0.8740), 4, 7),
        ("NiceOrDie", "genius", (0.299, 0.299), 2, 3),
        ("NegoLog-domain0", "negolog", (0.7353, 0.7353), 9, 17),
        ("Grocery", "genius", (0.84, 0.895), 20, 38),
        ("ItexvsCypress", "genius", (0.7144, 0.6257), 35, 69),
        ("Camera", "genius", (0.8154, 0.8808), 82, 163),
    ],
)
def test_micro_against_micro(
    shared: Path, name: str, form: str, values: tuple[float, float], rounds: int, offers: int
) -> None:
    domain = Domain(shared, name, form)
    table = laid(domain.study, domain.study.parties, 100, 0, range(1))
    found = play(table, [Micro(), Micro()], Rules(order=(0, 1), rounds=100))
    agreed = int(found.package[0])
    assert [domain.worth(party, agreed) for party in (0, 1)] == pytest.approx(values, abs=5e-5)
    assert found.round.tolist() == [rounds]
    assert sum(what == "offer" for *_, what in found.moves(0)) == offers


CYPRESS, ITEX = 0, 1


@pytest.mark.parametrize(
    ("rounds", "betas", "floor", "ends", "values"),
    [
        (10, (0.25, 4.0), "range", (5, ITEX, 9), (0.9707, 0.2115)),
        (20, (1.0, 1.0), "range", (10, CYPRESS, 18), (0.6946, 0.6146)),
        (20, (1.0, 1.0), "deal", (7, CYPRESS, 12), (0.6705, 0.7215)),
    ],
)
def test_giving_way_with_time(
    shared: Path,
    rounds: int,
    betas: tuple[float, float],
    floor: str,
    ends: tuple[int, int, int],
    values: tuple[float, float],
) -> None:
    domain = Domain(shared, "ItexvsCypress", "genius")
    table = laid(domain.study, domain.study.parties, rounds, 0, range(1))
    found = play(
        table,
        [Concede(beta=beta, floor="range" if floor == "range" else "deal") for beta in betas],
        Rules(order=(CYPRESS, ITEX), rounds=rounds),
    )
    moves = found.moves(0)
    offers = sum(what == "offer" for *_, what in moves)
    assert (int(found.round[0]), int(found.by[0]), offers) == ends
    agreed = int(found.package[0])
    assert [domain.worth(party, agreed) for party in (0, 1)] == pytest.approx(values, abs=5e-5)


def test_every_offer_of_a_run(shared: Path) -> None:
    domain = Domain(shared, "ItexvsCypress", "genius")
    table = laid(domain.study, domain.study.parties, 10, 0, range(1))
    moves = play(
        table,
        [Concede(beta=0.25, floor="range"), Concede(beta=4.0, floor="range")],
        Rules(order=(CYPRESS, ITEX), rounds=10),
    ).moves(0)
    offered = {
        party: [
            round(domain.worth(party, package), 4)
            for _, who, package, what in moves
            if (who, what) == (party, "offer")
        ]
        for party in (CYPRESS, ITEX)
    }
    assert offered == {CYPRESS: [1, 1, 1, 1, 0.9707], ITEX: [0.4792, 0.3828, 0.3065, 0.2572]}
    taken = domain.study.outcomes.package(moves[-1][2])
    named = [issue.options[issue.position(taken[issue.id])].name.en for issue in domain.case.issues]
    assert named == ["$3.47", "30 days", "Upon delivery", "Full price"]
