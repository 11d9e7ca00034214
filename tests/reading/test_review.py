"""Every decision is on record, and replaying the record gives the state."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.document import Suggestion
from entaku.model.errors import BadInput
from entaku.model.source import Likelihood
from entaku.reading.anchors import Selector
from entaku.reading.review import (
    EDITABLE,
    ENOUGH,
    Act,
    append,
    batch,
    checked,
    coding,
    digest,
    item,
    precision,
    queue,
    read_log,
    replay,
)

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


def test_what_is_put_off_again_waits_behind_what_was_put_off_before() -> None:
    acts = [act("skip"), act("skip", TWO)]
    assert queue([ONE, TWO], replay(acts)) == (ONE, TWO)
    assert queue([ONE, TWO], replay([*acts, act("skip")])) == (TWO, ONE)


@given(
    st.text(max_size=20),
    st.builds(
        Selector,
        start=st.integers(0, 9),
        end=st.integers(9, 20),
        exact=st.text(),
        prefix=st.text(),
        suffix=st.text(),
    ),
)
def test_an_act_reads_as_it_was_written(reason: str, place: Selector) -> None:
    one = replace(
        act("edit", modality="likely"), reason=reason, selector=place, suggested=coding(ONE), text="ab"
    )
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log.jsonl"
        append(log, one)
        append(log, act("undo"))
        assert read_log(log) == (one, act("undo"))


def test_a_line_that_was_torn_off_is_named_and_what_follows_is_whole(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    append(log, act("accept"))
    log.write_bytes(log.read_bytes() + act("reject", TWO).line()[:40].encode())
    append(log, act("accept", TWO))
    with pytest.raises(BadInput) as told:
        read_log(log)
    assert [fault.line for fault in told.value.faults] == [2]
    whole = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([whole[0], *whole[2:]]))
    assert read_log(log) == (act("accept"), act("accept", TWO))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"\xff\xfe", "not in UTF-8"),
        (b"[]", "no operation"),
        (b'{"op": "accept"}', "item is no text"),
        (b'{"op": "accept", "item": "a", "who": "b", "when": 5}', "when is no text"),
        (b'{"op": "accept", "item": "a", "who": "b", "when": "", "lexicon": true}', "no version"),
        (b'{"op": "accept", "item": "a", "who": "b", "when": "", "more": 1}', "unknown: more"),
        (b'{"op": "accept", "item": "a", "who": "b", "when": "", "selector": {"start": 0}}', "no place"),
        (b'{"op": "edit", "item": "a", "who": "b", "when": "", "changes": {"modality": "sure"}}', "one of"),
        (b'{"op": "edit", "item": "a", "who": "b", "when": "", "changes": {"rule": "x"}}', "cannot be set"),
        (
            b'{"op": "accept", "item": "a", "who": "b", "when": "", "suggested": {"holders": 3}}',
            "list of names",
        ),
        (b"[" * 100_000, "no act"),
    ],
)
def test_what_is_no_act_is_told_with_its_line(line: bytes, why: str, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_bytes(act("accept").line().encode() + b"\n\n" + line + b"\n")
    with pytest.raises(BadInput, match=f":3:1: .*{why}"):
        read_log(log)


def test_a_folder_or_a_device_is_no_log(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(BadInput, match="a folder or a device"):
            read_log(path)


def test_a_log_of_the_first_form_is_still_read(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    old = {
        "op": "accept",
        "item": item(ONE),
        "who": "ann",
        "when": "",
        "changes": {},
        "lexicon": 1,
        "reason": "",
    }
    log.write_text(json.dumps(old), encoding="utf-8")
    assert replay(read_log(log)).taken == {item(ONE): {}}


MANY = [
    Suggestion(
        start=n * 10, end=n * 10 + 5, sentence="P1.s1", holders=("author",), modality="asserted", rule="plain"
    )
    for n in range(ENOUGH + 3)
]


def decided(op: str, one: Suggestion, rule: str = "") -> Act:
    return replace(act(op, one), suggested=coding(one), batch=rule)


def test_a_rule_earns_a_batch_by_ten_acceptances_one_by_one_without_a_rejection() -> None:
    took = [decided("accept", one) for one in MANY[:ENOUGH]]
    rest = tuple(MANY[ENOUGH:])
    assert batch(MANY, replay(took), "plain") == rest
    assert batch(MANY, replay(took[1:]), "plain") == ()
    assert batch(MANY, replay([*took, decided("reject", rest[0])]), "plain") == ()
    assert batch(MANY, replay([*took[1:], decided("edit", MANY[0])]), "plain") == ()
    assert batch(MANY, replay([*took[1:], decided("accept", MANY[0], "plain")]), "plain") == ()
    assert batch(MANY, replay(took), "other") == ()


def test_a_batch_leaves_what_the_rule_marks_for_a_look_and_takes_no_model_at_its_word() -> None:
    took = [decided("accept", one) for one in MANY[:ENOUGH]]
    marked = [*MANY[:-1], replace(MANY[-1], check=True)]
    assert batch(marked, replay(took), "plain") == tuple(MANY[ENOUGH:-1])
    told = [replace(one, rule="llm:small") for one in MANY]
    assert batch(told, replay([decided("accept", one) for one in told[:ENOUGH]]), "llm:small") == ()


def test_a_digest_tells_codings_apart() -> None:
    others = [
        replace(ONE, modality="likely"),
        replace(ONE, holders=("author", "UA")),
        replace(ONE, likelihood=Likelihood(word="probably")),
        replace(ONE, end=ONE.end + 1),
    ]
    assert len({digest(one) for one in [ONE, *others]}) == 5
    assert digest(ONE) == digest(replace(ONE))


def test_every_axis_that_can_be_set_is_coded_and_takes_what_was_suggested() -> None:
    told = coding(replace(ONE, likelihood=Likelihood(word="probably", scale="ipcc")))
    assert set(EDITABLE) <= set(told)
    assert all(checked(name, told[name]) == told[name] for name in EDITABLE)
