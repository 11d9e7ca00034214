"""The smallest set of claims that turns the answer, against trying every set."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.space.flips import NO_ANSWER, Bools, Claims, candidates, deal_answer, smallest, turns
from tests.space.test_ablation import coded, statement

NAMES = ("a", "b", "c", "d", "e")
N = 200


def with_share(share: float) -> Bools:
    return np.arange(N) < round(share * N)


def every_set() -> list[Claims]:
    sizes = (combinations(NAMES, size) for size in range(1, len(NAMES) + 1))
    return [frozenset(some) for some in chain.from_iterable(sizes)]


def carried_by(*groups: set[str]) -> Callable[[Claims], Bools]:
    """Half the draws have room until all claims of some group are gone; then all have."""
    return lambda lost: with_share(0.95 if any(group <= lost for group in groups) else 0.4)


def test_a_word_for_the_share() -> None:
    shares = (0.0, 0.1, 0.11, 0.5, 0.89, 0.9, 1.0)
    assert [deal_answer(share) for share in shares] == ["no", "no", "open", "open", "open", "yes", "yes"]


def test_a_change_within_the_error_turns_nothing() -> None:
    assert not turns(with_share(0.5), with_share(0.505))
    assert turns(with_share(0.5), with_share(0.6))
    assert not turns(with_share(0.6), with_share(0.8))
    assert turns(with_share(0.6), with_share(0.95))
    assert turns(with_share(0.6), np.zeros(0, np.bool_))


@pytest.mark.parametrize(
    ("groups", "size"), [([{"b"}, {"c", "d"}], 1), ([{"a", "e"}, {"c", "d"}], 2), ([{"a", "b", "d"}], 3)]
)
def test_the_smallest_sets_are_found(groups: list[set[str]], size: int) -> None:
    room = carried_by(*groups)
    found = smallest(room, NAMES, 100)
    least = [some for some in every_set() if len(some) == size and turns(room(frozenset()), room(some))]
    assert {frozenset(flip.claims) for flip in found.flips} == set(least)
    assert found.complete == min(size, 2)
    assert all(flip.share == 0.95 for flip in found.flips)


@given(st.dictionaries(st.sampled_from(NAMES), st.floats(-0.4, 0.4), min_size=1))
@settings(max_examples=60)
def test_what_is_found_turns_the_answer_and_no_smaller_set_does_where_all_were_tried(
    moves: dict[str, float],
) -> None:
    def room(lost: Claims) -> Bools:
        return with_share(min(1.0, max(0.0, 0.45 + sum(moves.get(name, 0.0) for name in lost))))

    found = smallest(room, NAMES, 100)
    before = room(frozenset())
    sizes = [len(some) for some in every_set() if turns(before, room(some))]
    if not found.flips:
        assert not [size for size in sizes if size <= found.complete]
        return
    size = len(found.flips[0].claims)
    assert size >= min(sizes)
    assert size == min(sizes) or min(sizes) > found.complete
    for flip in found.flips:
        assert turns(before, room(frozenset(flip.claims)))


def test_a_plateau_is_crossed_from_above() -> None:
    room = carried_by({"a", "b", "c", "d"})
    found = smallest(room, NAMES, 0)
    assert (found.flips, found.complete) == ((), 1)
    assert [flip.claims for flip in smallest(room, NAMES, 100).flips] == [("a", "b", "c", "d")]


def test_an_answer_that_is_lost_is_told_apart() -> None:
    def room(lost: Claims) -> Bools:
        return np.zeros(0, np.bool_) if "a" in lost else with_share(0.5)

    (flip,) = smallest(room, ("a", "b"), 10).flips
    assert (flip.claims, flip.share) == (("a",), NO_ANSWER)


def test_few_pairs_are_tried_where_only_few_may_be() -> None:
    found = smallest(carried_by({"a", "e"}), NAMES, 3)
    assert found.complete == 1
    assert [flip.claims for flip in found.flips] == [("a", "e")]


def test_what_also_rests_on_the_analyst_is_no_candidate_unless_readings_fall() -> None:
    case = coded(preferences=(statement("s", "c1"), statement("t", "c2", "analyst")))
    assert candidates(case, readings=False) == ("c1",)
    assert candidates(case, readings=True) == ("c1", "c2")
