"""Decisions follow their words into another text, and stay where the rules cut it otherwise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entaku.model.document import Suggestion
from entaku.reading.anchors import selector
from entaku.reading.carrying import Carried, carried, covered, likeness, overlap
from entaku.reading.reader import Reading, read
from entaku.reading.review import Act, item, replay

TEXT = "The ferry sails today.\n\nThe ferry reportedly sails tomorrow. The pilot will stay ashore."


def reading(text: str) -> Reading:
    return read("a.txt", text.encode())


def act(found: Reading, one: Suggestion, op: str = "accept") -> Act:
    text = found.document.text
    place = selector(text, one.start, one.end)
    return Act(op=op, item=item(one), who="ann", when="", selector=place, text=found.document.sha256)  # type: ignore[arg-type]


def followed(acts: list[Act], text: str) -> tuple[Carried, Reading]:
    now = reading(text)
    return carried(acts, now.document, now.suggestions), now


def test_on_the_same_text_nothing_moves() -> None:
    was = reading(TEXT)
    found, _ = followed([act(was, one) for one in was.suggestions], TEXT)
    assert found.moved == ()
    assert [one.item for one in found.acts] == [item(one) for one in was.suggestions]
    assert {place.how for place in found.places.values()} == {"position"}


@given(st.sampled_from(["Late news.\n\n", "A long first paragraph stands here now.\n\n", "\n\n"]))
def test_what_is_put_in_front_moves_every_decision_onto_its_suggestion(front: str) -> None:
    was = reading(TEXT)
    found, now = followed([act(was, one) for one in was.suggestions], front + TEXT)
    assert [one.item for one in found.acts] == [
        item(one) for one in now.suggestions if one.start >= len(front.strip())
    ]


def test_what_is_gone_is_lost_and_matches_nothing() -> None:
    was = reading(TEXT)
    pilot = was.suggestions[-1]
    found, now = followed([act(was, pilot)], "The bank raised its rates on Monday.")
    (name,) = found.moved
    assert found.places[name].how == "lost"
    assert found.span(name) == (-1, -1)
    assert name.startswith(f"lost:{was.document.sha256[:8]}:")
    assert not any(replay(found.acts).decided(item(one)) for one in now.suggestions)


def test_an_undo_follows_what_it_takes_back() -> None:
    was = reading(TEXT)
    one = was.suggestions[0]
    found, _ = followed([act(was, one), act(was, one, "undo")], "News.\n\n" + TEXT)
    assert not replay(found.acts).taken


def test_two_decisions_on_one_text_never_become_one() -> None:
    was = reading("The ferry sails and is late.")
    assert len(was.suggestions) == 2
    acts = [act(was, was.suggestions[0]), act(was, was.suggestions[1], "reject")]
    now = reading("The ferry sails and is late.\n\nMore.")
    whole = replace(was.suggestions[0], end=was.suggestions[1].end)
    found = carried(acts, now.document, [whole])
    assert len({one.item for one in found.acts}) == 2
    state = replay(found.acts)
    assert (len(state.taken), len(state.rejected)) == (1, 1)


def test_of_two_that_lead_to_one_place_the_second_is_lost() -> None:
    was = reading(TEXT)
    first, second = act(was, was.suggestions[0]), act(was, was.suggestions[1], "reject")
    found = carried(
        [first, replace(second, selector=first.selector)], reading("News.\n\n" + TEXT).document, []
    )
    assert [found.places[name].how for name in found.moved] == ["quote", "lost"]
    assert len(replay(found.acts).taken) == len(replay(found.acts).rejected) == 1


def test_what_was_decided_in_another_form_is_not_asked_again() -> None:
    was = reading(TEXT)
    first, *rest = was.suggestions
    state = replay([act(was, first)])
    shorter = replace(first, end=first.end - 3)
    known = carried([act(was, first)], was.document, [shorter, *rest])
    assert covered([shorter, *rest], state, known) == {item(shorter)}
    assert covered(was.suggestions, state, known) == frozenset()


@given(*[st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda p: (p[0], sum(p))) for _ in range(2)])
def test_overlap_and_likeness_by_counting_signs(one: tuple[int, int], other: tuple[int, int]) -> None:
    mine, theirs = set(range(*one)), set(range(*other))
    shared = len(mine & theirs)
    assert overlap(one, other) == (shared > 0 and shared * 2 >= min(len(mine), len(theirs)))
    hull = max(one[1], other[1]) - min(one[0], other[0])
    assert likeness(one, other) == shared / hull
    assert likeness(one, other) == likeness(other, one)


def test_places_beyond_the_text_are_lost() -> None:
    was = reading(TEXT)
    one = act(was, was.suggestions[0])
    assert one.selector is not None
    wrong = replace(
        one, selector=replace(one.selector, end=10**9, exact="nowhere in this text at all, by no likeness")
    )
    old = Act(op="accept", item="P1.s1:3-999999", who="ann", when="")
    found, _ = followed([wrong, old], TEXT)
    assert found.span(wrong.item) == found.span(old.item) == (-1, -1)
