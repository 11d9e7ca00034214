"""Every decision is on record, and replaying the record gives the state."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.document import Suggestion
from entaku.model.errors import BadInput
from entaku.reading.review import Act, append, item, precision, queue, read_log, replay

ONE, TWO = (
    Suggestion(
        start=start, end=start + 5, sentence="P1.s1", holders=("author",), modality="asserted", rule="plain"
    )
    for start in (0, 6)
)


def act(op: str, one: Suggestion = ONE, **changes: object) -> Act:
    return Act(op=op, item=item(one), who="ann", when="2031-05-04T09:00:00+00:00", changes=changes)  # type: ignore[arg-type]


def test_what_is_put_off_comes_last_and_comes_back() -> None:
    assert queue([ONE, TWO], replay([act("skip")])) == (TWO, ONE)


def test_an_undo_takes_back_one_act() -> None:
    state = replay([act("edit", modality="reported"), act("reject"), act("undo")])
    assert state.taken[item(ONE)] == {"modality": "reported"}


def test_rejected_suggestions_count_against_their_rule() -> None:
    state = replay([act("accept"), act("reject", TWO)])
    assert list(precision([ONE, TWO], state)) == [("plain", 1, 2)]


def test_the_log_is_only_ever_added_to(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    assert read_log(log) == ()
    acts = [act("accept"), act("undo"), act("reject")]
    for number, one in enumerate(acts, start=1):
        before = log.read_bytes() if log.exists() else b""
        append(log, one)
        assert log.read_bytes().startswith(before)
        assert read_log(log) == tuple(acts[:number])


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    append(log, act("accept"))
    with log.open("a", encoding="utf-8") as out:
        out.write('nonsense\n{"op": "fly"}\n')
    with pytest.raises(BadInput, match=r":2:1.*\n.*:3:1"):
        read_log(log)


@given(st.lists(st.sampled_from(["accept", "reject", "skip", "undo"]), max_size=12))
def test_an_item_is_in_at_most_one_place(ops: list[str]) -> None:
    state = replay([act(op) for op in ops])
    name = item(ONE)
    assert (name in state.taken) + (name in state.rejected) + (name in state.skipped) <= 1
