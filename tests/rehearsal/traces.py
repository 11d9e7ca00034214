"""Small bargains worked out by hand from the definitions, every level, value and decision in a comment.

In each comment: the turn, who, t, the level a (a package passes from the next whole number on), what the standing
offer is worth to the one whose turn it is, and what follows. Parties and packages are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.rehearsal.reference_offers import Move
from tests.rehearsal.reference_strategies import Strategy, Worths

End = tuple[int | None, int, int, int | None, str]  # package, round, turn, by, how


@dataclass(frozen=True)
class Trace:
    """A bargain and how it goes."""

    name: str
    values: Sequence[Worths]
    floors: Sequence[Sequence[int]]
    strategies: Sequence[Strategy]
    rounds: int
    moves: list[Move]
    end: End
    options: dict[str, Any] = field(default_factory=dict)


LINEAR: Strategy = ("concede", {"beta": 1})
MICRO: Strategy = ("micro", {})
HOLDOUT: Strategy = ("holdout", {})


def flat(rounds: int, *floors: int) -> list[list[int]]:
    """Floors that do not move."""
    return [[floor] * rounds for floor in floors]


BOULWARE_CONCEDER = Trace(
    "holding out (beta 1/2) against giving way early (beta 2)",
    # t = 1/4, 1/2, 3/4. Party 0: phi = t^2 = 1/16, 1/4, 9/16, a = 20 + 80 (1 - phi) = 95, 80, 55.
    # Party 1: phi = t^(1/2) = .5, .7071, .8660, a = 10 + 90 (1 - phi) = 55, 36.4, 22.1.
    [[100, 80, 50, 20], [10, 40, 70, 100]],
    flat(3, 20, 10),
    [("concede", {"beta": 0.5}), ("concede", {"beta": 2})],
    3,
    [
        (1, 0, 0, "offer"),  # a = 95: only package 0 (100) passes
        (1, 1, 2, "offer"),  # a = 55: gets 10, refuses; 70 and 100 pass, the smaller is package 2
        (2, 0, 1, "offer"),  # a = 80: gets 50, refuses; 100 and 80 pass, the smaller is package 1
        (2, 1, 1, "accept"),  # a = 36.4: gets 40
    ],
    (1, 2, 4, 1, "agreed"),
)

FLOOR_KILLS = Trace(
    "the same with a floor of party 1 that rises from 10 to 60 to 120",
    # Party 1: round 2: a = 60 + 40 (1 - .7071) = 71.7; round 3: 120 is more than its best, 100.
    [[100, 80, 50, 20], [10, 40, 70, 100]],
    [[20, 20, 20], [10, 60, 120]],
    [("concede", {"beta": 0.5}), ("concede", {"beta": 2})],
    3,
    [
        (1, 0, 0, "offer"),  # as above
        (1, 1, 2, "offer"),  # as above
        (2, 0, 1, "offer"),  # as above
        (2, 1, 3, "offer"),  # a = 71.7: gets 40, which it took above; only package 3 (100) passes
        (3, 0, 1, "offer"),  # a = 55: gets 20; 100 and 80 pass, the smaller is package 1
        (3, 1, None, "leave"),  # nothing is worth 120
    ],
    (None, 3, 6, 1, "left"),
)

FLOOR_DELAYS = Trace(
    "the same with a floor of party 1 that rises to 60 and stays: no deal, though package 2 (50, 70) is above both",
    # Party 1, round 3: a = 60 + 40 (1 - .8660) = 65.4.
    [[100, 80, 50, 20], [10, 40, 70, 100]],
    [[20, 20, 20], [10, 60, 60]],
    [("concede", {"beta": 0.5}), ("concede", {"beta": 2})],
    3,
    [
        (1, 0, 0, "offer"),
        (1, 1, 2, "offer"),
        (2, 0, 1, "offer"),
        (2, 1, 3, "offer"),
        (3, 0, 1, "offer"),  # all five as above
        (3, 1, 2, "offer"),  # a = 65.4: gets 40; 70 and 100 pass; nobody answers
    ],
    (None, 3, 6, None, "deadline"),
)

MICRO_MICRO = Trace(
    "MiCRO against MiCRO",
    # Party 0 lists 0 (50), 1 (40), 2 (30), 3 (20); 4 (10) is below 15. Party 1 lists 4 (50), 2 (40), 3 (30), 1 (20).
    [[50, 40, 30, 20, 10], [10, 20, 40, 30, 50]],
    flat(5, 15, 15),
    [MICRO, MICRO],
    5,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 4, "offer"),  # k 0, q 1: next is 4 (50); gets 10
        (2, 0, 1, "offer"),  # k 1, q 1: next is 1 (40); gets 10
        (2, 1, 2, "offer"),  # k 1, q 2: next is 2 (40); gets 20
        (3, 0, 2, "accept"),  # k 2, q 2: next is 2 (30); gets 30
    ],
    (2, 3, 5, 0, "agreed"),
)

MICRO_VETO = Trace(
    "MiCRO against MiCRO, the package they met at vetoed by party 1",
    # Party 0 as above. Party 1 lists 4 (50), 3 (30), 1 (20).
    [[50, 40, 30, 20, 10], [10, 20, None, 30, 50]],
    flat(5, 15, 15),
    [MICRO, MICRO],
    5,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 4, "offer"),  # k 0, q 1: next is 4 (50); gets 10
        (2, 0, 1, "offer"),  # k 1, q 1: next is 1 (40); gets 10
        (2, 1, 3, "offer"),  # k 1, q 2: next is 3 (30); gets 20
        (3, 0, 2, "offer"),  # k 2, q 2: next is 2 (30); gets 20
        (3, 1, 1, "offer"),  # k 2, q 3: next is 1 (20); 2 is vetoed
        (4, 0, 1, "accept"),  # k 3, q 3: next is 3 (20); gets 40
    ],
    (1, 4, 7, 0, "agreed"),
)

MICRO_HOLDOUT = Trace(
    "MiCRO against one who never moves: it stops, too",
    # Party 0 lists 0 (30), 1 (20), 2 (10).
    [[30, 20, 10], [10, 20, 30]],
    flat(4, 0, 0),
    [MICRO, HOLDOUT],
    4,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 2, "offer"),  # gets 10, wants 30
        (2, 0, 1, "offer"),  # k 1, q 1: next is 1 (20); gets 10
        (2, 1, 2, "offer"),  # gets 20
        (3, 0, 0, "offer"),  # k 2, q 1: the best again; accepts from 20, its last new offer, on; gets 10
        (3, 1, 2, "offer"),  # gets 10
        (4, 0, 0, "offer"),  # k 2, q 1: the same; the repeated 0 was no new offer
        (4, 1, 2, "offer"),
    ],
    (None, 4, 8, None, "deadline"),
)

MICRO_EXHAUSTED = Trace(
    "MiCRO at the end of its list",
    # Party 0 lists 0 (30), 1 (20); the others are below 15. Party 1 lists 2 (50), 3 (40), 4 (30), 1 (12), 0 (10).
    [[30, 20, 1, 2, 3], [10, 12, 50, 40, 30]],
    flat(4, 15, 0),
    [MICRO, MICRO],
    4,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 2, "offer"),  # k 0, q 1: next is 2 (50); gets 10
        (2, 0, 1, "offer"),  # k 1, q 1: next is 1 (20); gets 1
        (2, 1, 3, "offer"),  # k 1, q 2: next is 3 (40); gets 12
        (3, 0, 0, "offer"),  # k 2, q 2, but there is no next: the best again; accepts from 20 on; gets 2
        (3, 1, 4, "offer"),  # k 2, q 2: next is 4 (30); gets 10
        (4, 0, 0, "offer"),  # k 2, q 3: the same; gets 3
        (4, 1, 2, "offer"),  # k 3, q 2: the best again; accepts from 30 on; gets 10
    ],
    (None, 4, 8, None, "deadline"),
)

MICRO_FLOOR = Trace(
    "MiCRO does not accept below a floor that has risen above its own last offer",
    # Party 0 lists 0 (30), 3 (22), 1 (20), 4 (6), 2 (5), but in round 4 only 0.
    # Party 1: t = .2, .4, .6, .8, so its level is 80, 60, 40, 20.
    [[30, 20, 5, 22, 6], [5, 10, 100, 45, 65]],
    [[0, 0, 0, 25], [0, 0, 0, 0]],
    [MICRO, LINEAR],
    4,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 2, "offer"),  # gets 5; only 2 (100) passes
        (2, 0, 3, "offer"),  # k 1, q 1: next is 3 (22); gets 5
        (2, 1, 4, "offer"),  # gets 45; 65 is the smallest that passes
        (3, 0, 1, "offer"),  # k 2, q 2: next is 1 (20); gets 6
        (3, 1, 3, "offer"),  # gets 10; 45 is the smallest that passes
        (
            4,
            0,
            0,
            "offer",
        ),  # k 3, q 3, no next: the best again; would accept from 20 on; gets 22, but needs 25
        (4, 1, 3, "offer"),  # gets 5; 45 is the smallest that passes
    ],
    (None, 4, 8, None, "deadline"),
)

# Party 1 of the next two gives way with t = 1/6, ..., 5/6: a = 41.7, 33.3, 25, 16.7, 8.3.
MICRO_GOES_ON = Trace(
    "MiCRO stops when shown nothing new, and goes on when shown something",
    # Party 0 lists 0 (30), 1 (20), 2 (10), 4 (3), 3 (2).
    [[30, 20, 10, 2, 3], [5, 12, 50, 45, 32]],
    flat(5, 0, 0),
    [MICRO, LINEAR],
    5,
    [
        (1, 0, 0, "offer"),  # k 0, q 0: next is 0
        (1, 1, 3, "offer"),  # gets 5; 45 is the smallest that passes
        (2, 0, 1, "offer"),  # k 1, q 1: next is 1 (20); gets 2
        (2, 1, 3, "offer"),  # gets 12; 45 is the smallest that passes
        (3, 0, 0, "offer"),  # k 2, q 1: the best again; accepts from 20 on; gets 2
        (3, 1, 4, "offer"),  # gets 5; 32 is the smallest that passes
        (4, 0, 2, "offer"),  # k 2 (0 was no new offer), q 2: next is 2 (10); gets 3
        (4, 1, 2, "accept"),  # gets 50
    ],
    (2, 4, 8, 1, "agreed"),
)

MICRO_LAST_NEW = Trace(
    "MiCRO at the end of its list accepts what is as good as its last new offer, not its last",
    # Party 0 lists 0 (30), 1 (20); the others are below 15.
    [[30, 20, 1, 2, 3], [5, 12, 50, 45, 32]],
    flat(5, 15, 0),
    [MICRO, LINEAR],
    5,
    [
        (1, 0, 0, "offer"),  # as above
        (1, 1, 3, "offer"),  # as above
        (2, 0, 1, "offer"),  # as above
        (2, 1, 3, "offer"),  # as above
        (3, 0, 0, "offer"),  # as above
        (3, 1, 4, "offer"),  # as above
        (4, 0, 0, "offer"),  # k 2, q 2, no next: the best again; accepts from 20 on; gets 3
        (4, 1, 4, "offer"),  # gets 5; 32 is the smallest that passes
        (5, 0, 0, "offer"),  # the same
        (5, 1, 1, "offer"),  # gets 5; 12 is the smallest that passes
        (5, 0, 1, "accept"),  # k 2, q 3, no next; accepts from 20, its last new offer, on; gets 20
    ],
    (1, 5, 11, 0, "agreed"),
    {"answer_last": True},
)

TIES = Trace(
    "of packages of equal value the first is offered",
    # t = 1/2: a = 50.
    [[60, 60, 20, 100], [10, 20, 100, 100]],
    flat(1, 0, 0),
    [LINEAR, LINEAR],
    1,
    [
        (1, 0, 0, "offer"),  # 60, 60 and 100 pass; the smallest are 0 and 1
        (1, 1, 2, "offer"),  # gets 10; 2 and 3 pass
    ],
    (None, 1, 2, None, "deadline"),
)

# Party 1 of the next ones gives way with t = .2, .4, .6, .8: a = 80, 60, 40, 20. While it is offered package 0 (15) it
# refuses and offers 3 (85), 2 (65), 1 (45), 1 (45). To party 0 these are worth 40, 50, 70, 70; its own best is 0 (100).
GIVING_WAY = [[100, 70, 50, 40, 20], [15, 45, 65, 85, 100]]

RELATIVE = Trace(
    "tit-for-tat, relative, against one who gives way",
    GIVING_WAY,
    flat(4, 10, 0),
    [("relative", {"lag": 1}), LINEAR],
    4,
    [
        (1, 0, 0, "offer"),  # nothing seen: a = 100
        (1, 1, 3, "offer"),
        (2, 0, 0, "offer"),  # seen 40, two are needed: a = 100; gets 40
        (2, 1, 2, "offer"),
        (3, 0, 0, "offer"),  # seen 40, 50: a = 100 * 40 / 50 = 80; gets 50; only 0 (100) passes
        (3, 1, 1, "offer"),
        (4, 0, 1, "accept"),  # seen 40, 50, 70: a = 80 * 50 / 70 = 57.1; gets 70
    ],
    (1, 4, 7, 0, "agreed"),
)

RELATIVE_LAG = Trace(
    "the same answering one step later: the last round is not enough",
    GIVING_WAY,
    flat(4, 10, 0),
    [("relative", {"lag": 2}), LINEAR],
    4,
    [
        (1, 0, 0, "offer"),
        (1, 1, 3, "offer"),
        (2, 0, 0, "offer"),  # seen 40: a = 100
        (2, 1, 2, "offer"),
        (3, 0, 0, "offer"),  # seen 40, 50, three are needed: a = 100
        (3, 1, 1, "offer"),
        (4, 0, 0, "offer"),  # seen 40, 50, 70: a = 100 * 40 / 50 = 80; gets 70
        (4, 1, 1, "offer"),  # a = 20: gets 15; 45 is the smallest that passes
    ],
    (None, 4, 8, None, "deadline"),
)

ABSOLUTE = Trace(
    "tit-for-tat, absolute: equal to the level is enough",
    GIVING_WAY,
    flat(4, 10, 0),
    [("absolute", {}), LINEAR],
    4,
    [
        (1, 0, 0, "offer"),
        (1, 1, 3, "offer"),
        (2, 0, 0, "offer"),  # seen 40: a = 100
        (2, 1, 2, "offer"),
        (3, 0, 0, "offer"),  # seen 40, 50: a = 100 - (50 - 40) = 90; gets 50
        (3, 1, 1, "offer"),
        (4, 0, 1, "accept"),  # seen 40, 50, 70: a = 90 - (70 - 50) = 70; gets 70
    ],
    (1, 4, 7, 0, "agreed"),
)

AVERAGED = Trace(
    "tit-for-tat, averaged over two steps",
    GIVING_WAY,
    flat(4, 10, 0),
    [("averaged", {"window": 2}), LINEAR],
    4,
    [
        (1, 0, 0, "offer"),
        (1, 1, 3, "offer"),
        (2, 0, 0, "offer"),  # seen 40: a = 100
        (2, 1, 2, "offer"),
        (3, 0, 0, "offer"),  # seen 40, 50, three are needed: a = 100
        (3, 1, 1, "offer"),
        (4, 0, 1, "accept"),  # seen 40, 50, 70: a = 100 * 40 / 70 = 57.1; gets 70
    ],
    (1, 4, 7, 0, "agreed"),
)

RELATIVE_OF_THREE = Trace(
    "tit-for-tat as the third: it answers to the row of all others' offers",
    # Party 0 gives way as above, party 1 holds out for package 2 (9). Party 2 begins at a = 100.
    [[15, 45, 65, 85, 100], [1, 2, 9, 3, 4], [100, 70, 50, 40, 20]],
    flat(4, 0, 0, 10),
    [LINEAR, HOLDOUT, ("relative", {})],
    4,
    [
        (1, 0, 3, "offer"),  # a = 80
        (1, 1, 2, "offer"),  # gets 3
        (1, 2, 0, "offer"),  # seen 40, 50: a = 100 * 40 / 50 = 80; gets 50
        (2, 0, 2, "offer"),  # a = 60: gets 15
        (2, 1, 2, "accept"),  # gets 9
        (2, 2, 0, "offer"),  # seen 40, 50, 50: a = 80 * 50 / 50 = 80; gets 50
        (3, 0, 1, "offer"),  # a = 40: gets 15
        (3, 1, 2, "offer"),  # gets 2
        (3, 2, 0, "offer"),  # seen ..., 70, 50: a = 80 * 70 / 50 = 112, cut to 100; gets 50
        (4, 0, 1, "offer"),  # a = 20: gets 15
        (4, 1, 2, "offer"),  # gets 2
        (4, 2, 0, "offer"),  # seen ..., 70, 50: a = 100 * 70 / 50 = 140, cut to 100; gets 50
    ],
    (None, 4, 12, None, "deadline"),
)


def _holding_out(accept: tuple[Any, ...], refused: int) -> list[Any]:
    """Party 0 holds out but for its acceptance rule; after so many refusals it accepts."""
    offers = [3, 2, 1]
    moves: list[Move] = [(1, 0, 0, "offer"), (1, 1, 3, "offer")]
    for r in range(2, 2 + refused):
        moves += [(r, 0, 0, "offer"), (r, 1, offers[r - 1], "offer")]
    last = offers[refused]
    moves.append((2 + refused, 0, last, "accept"))
    end = (last, 2 + refused, len(moves), 0, "agreed")
    return [GIVING_WAY, flat(4, 10, 0), [("holdout", {"accept": accept}), LINEAR], 4, moves, end]


# Party 0 is offered 40 at t = .4, 50 at t = .6, 70 at t = .8.
ACCEPTING = [
    # 10 + .5 * 90 = 55: 40 and 50 are not enough, 70 is
    Trace("accept at a constant level: a half", *_holding_out(("constant", 0.5), 2)),
    # 10 + .4 * 90 = 46: 40 is not enough, 50 is
    Trace("accept at a constant level: two fifths", *_holding_out(("constant", 0.4), 1)),
    # .4 is before .5, .6 after it
    Trace("accept after a time", *_holding_out(("time", 0.5), 1)),
    # 40 is the best it has ever been offered
    Trace("accept the best so far", *_holding_out(("best",), 0)),
    # .4 is after .3, but nothing was offered before the 40; then 50 >= 40
    Trace("accept what is as good as the last ones", *_holding_out(("combined", 0.3, "best", 2), 1)),
    # .6 is before .7; at .8 the last two before were 40 and 50, on average 45; 70 >= 45
    Trace("accept what is better than the last on average", *_holding_out(("combined", 0.7, "mean", 2), 2)),
]

ACCEPT_NEXT = Trace(
    "accept what is as good as the own next offer",
    # Party 0: a = 10 + 90 (1 - t) = 82, 64, 46, 28.
    GIVING_WAY,
    flat(4, 10, 0),
    [("concede", {"beta": 1, "accept": ("next",)}), LINEAR],
    4,
    [
        (1, 0, 0, "offer"),  # a = 82: 0 (100)
        (1, 1, 3, "offer"),  # a = 80: gets 15
        (2, 0, 1, "offer"),  # a = 64: would offer 1 (70); gets 40
        (2, 1, 2, "offer"),  # a = 60: gets 45
        (3, 0, 2, "accept"),  # a = 46: would offer 2 (50); gets 50
    ],
    (2, 3, 5, 0, "agreed"),
)

EXPONENTIAL = Trace(
    "the exponential form",
    # kappa = 1/16, beta = 1: phi = (1/16)^(1 - t) = 1/8, 1/4, 1/2 at t = 1/4, 1/2, 3/4; a = 100 (1 - phi).
    [[100, 90, 80, 60, 10], [5, 10, 20, 30, 100]],
    flat(3, 0, 0),
    [("concede", {"beta": 1, "kappa": 0.0625, "form": "exp"}), HOLDOUT],
    3,
    [
        (1, 0, 1, "offer"),  # a = 87.5: 100 and 90 pass
        (1, 1, 4, "offer"),
        (2, 0, 2, "offer"),  # a = 75: gets 10; 80 is the smallest that passes
        (2, 1, 4, "offer"),
        (3, 0, 3, "offer"),  # a = 50: gets 10; 60 is the smallest that passes
        (3, 1, 4, "offer"),
    ],
    (None, 3, 6, None, "deadline"),
)

PER_TURN = Trace(
    "time by turns: 1/4, 2/4, 3/4",
    [[100, 60, 20], [20, 60, 100]],
    flat(2, 0, 0),
    [LINEAR, LINEAR],
    2,
    [
        (1, 0, 0, "offer"),  # a = 75
        (1, 1, 1, "offer"),  # a = 50: gets 20; 60 is the smallest that passes
        (2, 0, 1, "accept"),  # a = 25: gets 60
    ],
    (1, 2, 3, 0, "agreed"),
    {"per_turn": True},
)

ANSWER_LAST = Trace(
    "the last offer is answered",
    # t = 1/3, 2/3: a = 90 * 2/3 = 60 and 90 / 3 = 30 for both.
    [[90, 70, 32, 5, 40], [10, 25, 20, 90, 45]],
    flat(2, 0, 0),
    [LINEAR, LINEAR],
    2,
    [
        (1, 0, 1, "offer"),  # a = 60: 90 and 70 pass
        (1, 1, 3, "offer"),  # a = 60: gets 25; only 3 (90) passes
        (2, 0, 2, "offer"),  # a = 30: gets 5; 32 is the smallest that passes
        (2, 1, 4, "offer"),  # a = 30: gets 20; 45 is the smallest that passes
        (2, 0, 4, "accept"),  # still a = 30: gets 40
    ],
    (4, 2, 5, 0, "agreed"),
    {"answer_last": True},
)

ANSWER_LAST_NO = Trace(
    "the last offer is answered, by a no",
    [[90, 70, 32, 5, 28], [10, 25, 20, 90, 45]],
    flat(2, 0, 0),
    [LINEAR, LINEAR],
    2,
    [
        (1, 0, 1, "offer"),
        (1, 1, 3, "offer"),
        (2, 0, 2, "offer"),
        (2, 1, 4, "offer"),  # all as above; then party 0, a = 30, gets 28
    ],
    (None, 2, 5, 0, "deadline"),
    {"answer_last": True},
)

# Three parties, all linear: t = 1/4, 1/2, 3/4, a = 75, 50, 25.
THREE = [[100, 80, 40, 20], [20, 60, 100, 30], [10, 45, 30, 100]]

STACKED = Trace(
    "three parties: one acceptance is not enough, and falls with the offer",
    THREE,
    flat(3, 0, 0, 0),
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),  # a = 75: 100 and 80 pass
        (1, 1, 2, "offer"),  # gets 60; only 2 (100) passes
        (1, 2, 3, "offer"),  # gets 30; only 3 (100) passes
        (2, 0, 1, "offer"),  # a = 50: gets 20; 80 is the smallest that passes
        (2, 1, 1, "accept"),  # gets 60
        (2, 2, 3, "offer"),  # gets 45; only 3 passes; party 1's acceptance is gone
        (3, 0, 2, "offer"),  # a = 25: gets 20; 40 is the smallest that passes
        (3, 1, 2, "accept"),  # gets 100
        (3, 2, 2, "accept"),  # gets 30
    ],
    (2, 3, 9, 2, "agreed"),
)

MIDDLE_ANSWERED = Trace(
    "three parties, one round: the last answers begin after the one who offered last, the second",
    # t = 1/2: a = 50. Party 0 would take anything from t = 1/2 on.
    [[100, 80, 40, 20], [20, 45, 100, 30], [10, 45, 90, 100]],
    flat(1, 0, 0, 0),
    [("concede", {"beta": 1, "accept": ("time", 0.5)}), LINEAR, LINEAR],
    1,
    [
        (1, 0, 1, "offer"),  # 80 is the smallest that passes
        (1, 1, 2, "offer"),  # gets 45; only 2 (100) passes
        (1, 2, 2, "accept"),  # gets 90
        (1, 0, 2, "accept"),  # gets 40, not less than 0; party 2 has accepted already
    ],
    (2, 1, 4, 0, "agreed"),
    {"answer_last": True},
)

LAST_REFUSED = Trace(
    "three parties, one round: the first no to the last offer ends it",
    THREE,
    flat(1, 0, 0, 0),
    [LINEAR] * 3,
    1,
    [
        (1, 0, 1, "offer"),  # a = 50: 80 is the smallest that passes
        (1, 1, 1, "accept"),  # gets 60
        (1, 2, 3, "offer"),  # gets 45; only 3 (100) passes; then party 0 gets 20 and says no
    ],
    (None, 1, 4, 0, "deadline"),
    {"answer_last": True},
)

MAJORITY = Trace(
    "the same where any two are enough",
    THREE,
    flat(3, 0, 0, 0),
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),
        (1, 1, 2, "offer"),
        (1, 2, 3, "offer"),
        (2, 0, 1, "offer"),
        (2, 1, 1, "accept"),  # all as above; 0 and 1 are two
    ],
    (1, 2, 5, 1, "agreed"),
    {"winning": lambda _, parties: len(parties) > 1},
)

LEAVER = Trace(
    "three parties, the first leaves in round 2 and the others go on with the offer of one of them",
    [THREE[2], THREE[0], THREE[1]],
    [[0, 200, 200], [0, 0, 0], [0, 0, 0]],
    [LINEAR] * 3,
    3,
    [
        (1, 0, 3, "offer"),  # a = 75: only 3 (100) passes
        (1, 1, 1, "offer"),  # gets 20; 80 is the smallest that passes
        (1, 2, 2, "offer"),  # gets 60; only 2 (100) passes
        (2, 0, None, "leave"),  # nothing is worth 200
        (2, 1, 1, "offer"),  # a = 50: the offer of party 2 stands: gets 40; 80 is the smallest that passes
        (2, 2, 1, "accept"),  # gets 60; the two who are left agree
    ],
    (1, 2, 6, 2, "agreed"),
)

LEAVER_COMPLETES = Trace(
    "three parties, the one leaves whose acceptance alone was missing",
    THREE,
    [[0, 0, 0], [0, 0, 0], [0, 200, 200]],
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),
        (1, 1, 2, "offer"),
        (1, 2, 3, "offer"),
        (2, 0, 1, "offer"),
        (2, 1, 1, "accept"),  # all as in the stacked one
        (2, 2, None, "leave"),  # nothing is worth 200; 0 and 1 have both accepted
    ],
    (1, 2, 6, 2, "agreed"),
)

LEAVER_ENDS = Trace(
    "the same where nothing is winning without the one who leaves",
    THREE,
    [[0, 0, 0], [0, 0, 0], [0, 200, 200]],
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),
        (1, 1, 2, "offer"),
        (1, 2, 3, "offer"),
        (2, 0, 1, "offer"),
        (2, 1, 1, "accept"),  # 0 and 1 are not winning
        (2, 2, None, "leave"),
    ],
    (None, 2, 6, 2, "left"),
    {"winning": lambda _, parties: 2 in parties and len(parties) > 1},
)

# Party 0 likes package 2 better than above.
SEATS = [[100, 80, 60, 20], [20, 60, 100, 30], [10, 45, 30, 100]]

SEAT_ADDED = Trace(
    "a third seat from round 2 on",
    SEATS,
    flat(3, 0, 0, 0),
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),  # a = 75: 80 is the smallest that passes
        (1, 1, 2, "offer"),  # gets 60; only 2 (100) passes
        (2, 0, 2, "accept"),  # a = 50: gets 60; with two seats this would be the agreement
        # turn 4: party 1 waits, its own offer stands
        (2, 2, 3, "offer"),  # turn 5: gets 30; only 3 (100) passes
        (3, 0, 2, "offer"),  # a = 25: gets 20; 60 is the smallest that passes
        (3, 1, 2, "accept"),  # gets 100
        (3, 2, 2, "accept"),  # gets 30
    ],
    (2, 3, 8, 2, "agreed"),
    {"roster": [{0, 1}, {0, 1, 2}, {0, 1, 2}]},
)

NO_SEAT_ADDED = Trace(
    "the same without the third",
    SEATS,
    flat(3, 0, 0, 0),
    [LINEAR] * 3,
    3,
    [(1, 0, 1, "offer"), (1, 1, 2, "offer"), (2, 0, 2, "accept")],
    (2, 2, 3, 0, "agreed"),
    {"roster": [{0, 1}] * 3},
)

SEAT_LOST = Trace(
    "the one whose acceptance is missing loses the seat between rounds",
    [[100, 80, 40, 20], [20, 60, 100, 30], [10, 45, 90, 100]],
    flat(3, 0, 0, 0),
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),  # a = 75
        (1, 1, 2, "offer"),  # gets 60
        (1, 2, 2, "accept"),  # gets 90; party 0 would have to answer in round 2
    ],
    (2, 2, 3, None, "agreed"),
    {"roster": [{0, 1, 2}, {1, 2}, {1, 2}]},
)

OFFER_WITHDRAWN = Trace(
    "a proposer leaves while the own offer stands",
    [SEATS[0], SEATS[1], [10, 45, 60, 100]],
    [[0, 0, 0], [0, 101, 101], [0, 0, 0]],
    [LINEAR] * 3,
    3,
    [
        (1, 0, 1, "offer"),
        (1, 1, 2, "offer"),
        (2, 0, 2, "accept"),  # all as when the seat is added
        (2, 1, None, "leave"),  # nothing is worth 101; its offer goes with it
        (2, 2, 2, "offer"),  # a = 50: there is nothing to answer; 60 is the smallest that passes
        (3, 0, 2, "accept"),  # a = 25: gets 60
    ],
    (2, 3, 6, 0, "agreed"),
    {"roster": [{0, 1}, {0, 1, 2}, {0, 1, 2}]},
)

CONSENT_WITHDRAWN = Trace(
    "who leaves takes the acceptance along: three of the four needed are not enough",
    # All hold out for package 0 (9), which needs four; package 1 would need two.
    [[9, 1]] * 4,
    [[0, 0, 0], [0, 10, 10], [0, 0, 0], [0, 0, 0]],
    [HOLDOUT] * 4,
    3,
    [
        (1, 0, 0, "offer"),
        (1, 1, 0, "accept"),
        (1, 2, 0, "accept"),
        # turn 4: party 0 waits
        (2, 1, None, "leave"),  # turn 5: nothing is worth 10; 0 and 2 could still take package 1
        # turns 6, 7 and 8: parties 2, 0 and 2 wait
        (3, 3, 0, "accept"),  # turn 9: of 0, 2 and 3 it is the third
    ],
    (None, 3, 9, None, "deadline"),
    {
        "roster": [{0, 1, 2}, {0, 1, 2}, {0, 1, 2, 3}],
        "winning": lambda package, parties: len(parties) >= (2 if package else 4),
    },
)

ALONE = Trace(
    "nobody agrees with oneself: a round with one seat is passed over",
    # Levels of both: 75, 50, 25.
    [[100, 60, 20], [20, 60, 100]],
    flat(3, 0, 0),
    [LINEAR, LINEAR],
    3,
    [
        (1, 0, 0, "offer"),  # only 0 (100) passes
        (1, 1, 2, "offer"),  # gets 20; only 2 (100) passes
        (3, 0, 1, "offer"),  # gets 20; 60 is the smallest that passes
        (3, 1, 1, "accept"),  # gets 60
    ],
    (1, 3, 4, 1, "agreed"),
    {"roster": [{0, 1}, {0}, {0, 1}]},
)

TRACES = [
    BOULWARE_CONCEDER, FLOOR_KILLS, FLOOR_DELAYS, MICRO_MICRO, MICRO_VETO, MICRO_HOLDOUT, MICRO_EXHAUSTED,
    MICRO_FLOOR, MICRO_GOES_ON, MICRO_LAST_NEW, TIES, RELATIVE, RELATIVE_LAG, ABSOLUTE, AVERAGED,
    RELATIVE_OF_THREE, *ACCEPTING, ACCEPT_NEXT, EXPONENTIAL, PER_TURN, ANSWER_LAST, ANSWER_LAST_NO, STACKED,
    MIDDLE_ANSWERED, LAST_REFUSED, MAJORITY, LEAVER, LEAVER_COMPLETES, LEAVER_ENDS, SEAT_ADDED, NO_SEAT_ADDED,
    SEAT_LOST, OFFER_WITHDRAWN, CONSENT_WITHDRAWN, ALONE,
]  # fmt: skip
