"""The slow reference of the single text: worked examples and laws."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.rehearsal.reference_text import compare, negotiate_text

# Three parties, five packages.
VALUES = [[10, 20, 30, 30, 50], [40, 40, 50, 50, 10], [20, 30, 10, 30, 60]]


def test_a_text_goes_as_worked_out_by_hand() -> None:
    out = negotiate_text(VALUES, [[15] * 4, [40] * 4, [25] * 4], 0, [2, 1, 3, 4])
    # 0 to 2: 10 to 30 better, 40 to 50 better, 20 to 10 worse: party 2 objects
    # 0 to 1: 10 to 20 better, 40 to 40 same, 20 to 30 better: taken
    # 1 to 3: 20 to 30 better, 40 to 50 better, 30 to 30 same: taken
    # 3 to 4: 30 to 50 better, 50 to 10 worse, 30 to 60 better: party 1 objects
    assert out.path == [0, 0, 1, 3, 3]
    assert out.objectors == [{2}, set(), set(), {1}]
    # yes of all: 30 >= 15, 50 >= 40, 30 >= 25
    assert (out.text, set(out.accepted_by), out.agreed) == (3, {0, 1, 2}, True)


def test_a_text_that_is_good_enough_is_left_at_that() -> None:
    floors = [[15] * 4, [40] * 4, [25] * 4]
    out = negotiate_text(VALUES, floors, 0, [2, 1, 3, 4], stop_when_acceptable=True)
    # after round 1, text 0: 10 < 15; after round 2, text 1: 20 >= 15, 40 >= 40, 30 >= 25
    assert out.path == [0, 0, 1]
    assert (out.text, set(out.accepted_by), out.agreed) == (1, {0, 1, 2}, True)


def test_the_mediator_stops_at_the_floors_of_the_day() -> None:
    floors = [[30, 20, 15, 99], [40] * 4, [25] * 4]
    out = negotiate_text(VALUES, floors, 0, [2, 1, 3, 4], stop_when_acceptable=True)
    # after round 1, text 0: 10 < 30; after round 2, text 1: 20 >= 20, 40 >= 40, 30 >= 25; 99 never comes
    assert out.path == [0, 0, 1]
    assert (out.text, set(out.accepted_by), out.agreed) == (1, {0, 1, 2}, True)


def test_who_is_winning_may_depend_on_the_package() -> None:
    floors = [[15] * 2, [40] * 2, [5] * 2]
    out = negotiate_text(
        VALUES, floors, 0, [2, 4], rule="winning", winning=lambda x, who: len(who) > (1 if x == 2 else 2)
    )
    # 0 to 2: party 2 objects, two are enough for 2: taken
    # 2 to 4: party 1 objects, two are not enough for 4: not taken
    assert out.path == [0, 2, 2]
    assert out.agreed


def test_a_text_nobody_objects_to_may_still_be_refused() -> None:
    out = negotiate_text(VALUES, [[15] * 3, [40, 40, 60], [25] * 3], 0, [2, 1, 3])
    assert out.path == [0, 0, 1, 3]
    assert (out.text, set(out.accepted_by), out.agreed) == (3, {0, 2}, False)  # 50 < 60 by then


def test_two_of_three_are_enough_where_they_are_winning() -> None:
    floors = [[15] * 4, [40] * 4, [25] * 4]
    out = negotiate_text(VALUES, floors, 0, [2, 1, 3, 4], rule="winning", winning=lambda _, who: len(who) > 1)
    # 0 to 2: party 2 objects, two do not: taken
    # 2 to 1: 30 to 20 worse, 50 to 40 worse: not taken
    # 2 to 3: 30 to 30 same, 50 to 50 same, 10 to 30 better: taken
    # 3 to 4: party 1 objects, two do not: taken
    assert out.path == [0, 2, 2, 3, 4]
    assert out.objectors == [{2}, {0, 1}, set(), {1}]
    assert (out.text, set(out.accepted_by), out.agreed) == (4, {0, 2}, True)  # 50 >= 15, 10 < 40, 60 >= 25


def test_what_is_vetoed_is_worse_than_anything() -> None:
    assert [compare([None, 0, None, 1], there, here) for there, here in ((0, 1), (1, 0), (0, 2), (3, 1))] == [
        "worse", "better", "same", "better",
    ]  # fmt: skip
    out = negotiate_text([[0, 5], [0, None]], [[0], [0]], 0, [1])
    assert (out.path, out.objectors, out.agreed) == ([0, 0], [frozenset({1})], True)
    out = negotiate_text([[0, 5], [0, None]], [[0], [0]], 1, [])
    assert (out.path, set(out.accepted_by), out.agreed) == ([1], {0}, False)


def test_what_changes_nothing_for_anybody_is_not_taken() -> None:
    assert negotiate_text([[3, 3], [4, 4]], [[0], [0]], 0, [1]).path == [0, 0]
    everybody: dict[str, Any] = {"rule": "winning", "winning": lambda _, who: len(who) > 1}
    assert negotiate_text([[3, 3], [4, 4]], [[0], [0]], 0, [1], **everybody).path == [0, 0]


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[list[int | None]], list[list[int]], int, list[int]]:
    parties, packages = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    worth = st.one_of(*[st.integers(0, 9)] * 6, st.none())
    values = [draw(st.lists(worth, min_size=packages, max_size=packages)) for _ in range(parties)]
    proposals = draw(st.lists(st.integers(0, packages - 1), min_size=1, max_size=8))
    floors = [[draw(st.integers(0, 5))] * len(proposals) for _ in range(parties)]
    return values, floors, draw(st.integers(0, packages - 1)), proposals


@given(texts())
def test_under_a_veto_no_approval_is_ever_lost(given: Any) -> None:
    values, floors, start, proposals = given
    out = negotiate_text(values, floors, start, proposals)

    def approved(text: int) -> set[int]:
        return {p for p, own in enumerate(values) if own[text] is not None and own[text] >= floors[p][0]}

    for before, after, who, proposed in zip(out.path, out.path[1:], out.objectors, proposals, strict=False):
        assert approved(before) <= approved(after)
        for party, own in enumerate(values):
            level = -1 if own[before] is None else own[before]
            assert (party in who) == ((-1 if own[proposed] is None else own[proposed]) < level)
            assert (-1 if own[after] is None else own[after]) >= level
    assert out.accepted_by == approved(out.text)
    assert out.agreed == (len(out.accepted_by) == len(values))


@given(texts())
def test_where_all_must_be_content_winning_is_a_veto(given: Any) -> None:
    values, floors, start, proposals = given
    veto = negotiate_text(values, floors, start, proposals)
    everybody = frozenset(range(len(values)))
    assert veto == negotiate_text(
        values, floors, start, proposals, rule="winning", winning=lambda _, who: who == everybody
    )
