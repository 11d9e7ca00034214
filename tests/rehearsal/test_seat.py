"""A seat has room for all that can be said to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entaku.rehearsal.seat import NONE, Seat
from tests.rehearsal.tables import table


def test_a_party_that_is_alone_hears_a_mediator_in_every_round() -> None:
    two = table(1, 3)
    alone = replace(
        two, parties=two.parties[:1], values=two.values[:, :1], floors=two.floors[:, :1], span=two.span[:, :1]
    )
    seat = Seat(alone, 0, 4)
    for package in range(4):
        seat.hear(np.array([True, True, False]), np.full(3, package))
    assert seat.heard.packages.tolist() == [[0, 1, 2, 3], [0, 1, 2, 3], [NONE] * 4]
    assert seat.heard.count.tolist() == [4, 4, 0]
