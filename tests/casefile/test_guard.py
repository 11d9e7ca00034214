"""The guard: bombs, wrong encodings and doubled keys are refused before anything is made of them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from entaku.casefile.guard import MAX_BYTES, MAX_DEPTH, decoded, grown
from entaku.casefile.tree import Entries, Items, Scalar, data, place
from entaku.model.errors import BadInput, Fault

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def refused(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as error:
        grown(decoded(text, "x.yaml") if isinstance(text, bytes) else text, "x.yaml")
    assert error.value.file == "x.yaml"
    return error.value.faults


def test_nodes_know_their_place_and_words_stay_words() -> None:
    text = "a: [1, b, 2025-12-02]\nc:\n  - d: NO\n    e: 12:30\n  - on\n'3': \"x\"\nf:\ng: {h: [i]}\n"
    root = grown(text)
    assert data(root) == {
        "a": [1, "b", "2025-12-02"],
        "c": [{"d": "NO", "e": "12:30"}, "on"],
        "3": "x",
        "f": None,
        "g": {"h": ["i"]},
    }
    expected = {
        ("a",): (1, 4),
        ("a", 2): (1, 11),
        ("c",): (2, 1),  # a block begins at its key
        ("c", 0): (3, 5),
        ("c", 0, "e"): (4, 8),
        ("c", 1): (5, 5),
        ("3",): (6, 6),
        ("f",): (7, 1),  # nothing is found at the key it is missing from
        ("g", "h", 0): (8, 9),
        ("g", "no", "such"): (8, 4),
    }
    assert {path: place(root, path) for path in expected} == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-1", -1),
        ("+.5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("~", None),
        ("Null", None),
        ("True", True),
        ("tRue", "tRue"),
        ("<<", "<<"),
        ("=", "="),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        ("9" * 5_000, float("inf")),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    told = Scalar(text, bare=True, line=1, column=1).value
    assert told == value
    assert type(told) is type(value)
    assert Scalar(text, bare=False, line=1, column=1).value == text


@pytest.mark.parametrize(
    ("text", "line", "column", "got"),
    [
        ("a: &x 1\n", 1, 4, "the anchor '&x'"),
        ("b:\n  - &x [1]\n", 2, 5, "the anchor '&x'"),
        ("a: 1\nb: *a\n", 2, 4, "the alias '*a'"),
        ("a: !!python/object 1\n", 1, 4, "the tag"),
        ("a: !t {b: 1}\n", 1, 4, "the tag '!t'"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' a second time"),
        ("x: {a: 1, 'a': 2}\n", 1, 11, "the key 'a' a second time"),
        ("? [a]\n: 1\n", 1, 3, "a list or mapping as a key"),
        ("? {a: 1}\n: 1\n", 1, 3, "a list or mapping as a key"),
        ("a: 1\n---\nb: 1\n", 2, 1, "a second document"),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "a directive"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", 1, 1, "a directive"),
        ("a: 'b\n", 2, 1, "text that is not YAML"),
        ("a: b: c\n", 1, 5, "text that is not YAML"),
        ("a: [1, 2\n", 2, 1, "text that is not YAML"),
        ("\ta: 1\n", 1, 1, "text that is not YAML"),
        ('a: "\\U7FFFFFFF"\n', 1, 7, "text that is not YAML"),
        ('a: "x\\ud800b"\n', 1, 8, "text that is not YAML"),
        ("", 1, 1, "an empty file"),
        ("# nothing\n", 1, 1, "an empty file"),
        ("---\n", 1, 1, "an empty file"),
        ("a: x\u202ey\n", 1, 5, "the character U+202E (right-to-left override)"),
        ("# \u200b\n", 1, 3, "the character U+200B (zero width space)"),
        ("a: 1\r\nb: \x07\r\n", 2, 4, "the character U+0007"),
        ("a: \ud800\n", 1, 4, "the character U+D800"),
        ("a: \ufeff\n", 1, 4, "the character U+FEFF"),
    ],
)
def test_what_must_not_be_there_is_refused_at_its_place(text: str, line: int, column: int, got: str) -> None:
    faults = refused(text)
    assert [(fault.line, fault.column) for fault in faults] == [(line, column)]
    assert got in faults[0].got


def test_paths_lead_to_what_is_refused() -> None:
    faults = refused("a:\n  - {b: &x 1, b: 2}\n  - [c, !t d]\ne: *x\n")
    assert [fault.path for fault in faults] == [("a", 0, "b"), ("a", 0, "b"), ("a", 1, 1), ("e",)]


def test_remedies_say_what_to_do() -> None:
    assert "line 1" in refused("a: 1\na: 2\n")[0].remedy
    assert "spaces" in refused("\ta: 1\n")[0].remedy
    assert "quotes" in refused("a: b: c\n")[0].remedy
    assert "quotes" in refused("a: @b\n")[0].remedy
    assert "begins in line 1" in refused("a: {b: 1\n\nc\n")[0].remedy


@pytest.mark.parametrize(
    ("raw", "got", "remedy"),
    [
        ("a: あ\n".encode("utf-16"), "UTF-16", "UTF-8"),
        ("a: あ\n".encode("utf-16-le"), "a zero byte", "UTF-16"),
        ("a: あ\n".encode("utf-32"), "UTF-16 or UTF-32", "UTF-8"),
        ("a: あいう\n".encode("shift_jis"), "the byte 0x82", "Shift-JIS"),
        ("a: あ\n".encode("euc_jp"), "the byte 0xA4", "UTF-8"),
        (b"a: \x00\n", "a zero byte", "no text"),
        (b"a: \xed\xa0\x80\n", "the byte 0xED", "UTF-8"),
        (b"a: \xff\n", "the byte 0xFF", "UTF-8"),
    ],
)
def test_other_encodings_are_refused(raw: bytes, got: str, remedy: str) -> None:
    (fault,) = refused(raw)
    assert got in fault.got
    assert remedy in fault.remedy


def test_a_wrong_byte_is_found_at_its_line_and_column() -> None:
    (fault,) = refused("あ: 1\r\nい: ".encode() + b"\x82")
    assert (fault.line, fault.column) == (2, 4)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    text = decoded(b"\xef\xbb\xbfa: 1\r\nb: [2]\r\n")
    assert data(grown(text)) == {"a": 1, "b": [2]}
    assert place(grown(text), ("b", 0)) == (2, 5)


@pytest.mark.parametrize(
    ("bomb", "got"),
    [
        (LAUGHS, "the anchor '&a'"),
        ("[" * 5_000, "more than 32 levels"),
        ("- " * 5_000, "more than 32 levels"),
        ("? " * 5_000, "a list or mapping as a key"),
        ("{a: " * 5_000, "more than 32 levels"),
        ("a" * (MAX_BYTES + 1), "more than 1 MiB"),
        ("あ" * (MAX_BYTES // 3 + 1), "more than 1 MiB"),
    ],
    ids=["laughs", "brackets", "dashes", "questions", "braces", "long", "long in bytes"],
)
def test_bombs_are_refused(bomb: str, got: str) -> None:
    assert got in refused(bomb)[0].got


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entaku.casefile.guard.MAX_NODES", 100)
    assert "over" in refused("- a\n" * 100)[0].got
    assert isinstance(grown("- a\n" * 99), Items)


def test_depth_is_allowed_up_to_its_limit() -> None:
    assert isinstance(grown("[" * MAX_DEPTH + "]" * MAX_DEPTH), Items)
    assert "levels" in refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].got


def test_no_flood_of_messages() -> None:
    assert len(refused("a: 1\n" * 5_000)) <= 200
    assert len(refused("\u200b" * 5_000)) <= 200


def test_bytes_too_many_are_refused_before_they_are_decoded() -> None:
    assert "1 MiB" in refused(b"\xff" * (MAX_BYTES + 1))[0].got


@settings(max_examples=300)
@given(st.binary(max_size=64) | st.text(max_size=64).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe")
@example(b"!<\x00")
@example(b"a: |99\n x")
def test_no_bytes_raise_anything_but_bad_input(raw: bytes) -> None:
    with suppress(BadInput):
        assert isinstance(grown(decoded(raw)), (Scalar, Items, Entries))


@settings(max_examples=400)
@given(
    st.lists(
        st.sampled_from([*"abc:-?[]{},&*!|>'\"%@`#~ \n\t<=.0", ": ", "- ", "\n  ", "---\n", "...\n", "\\"]),
        max_size=24,
    ).map("".join)
)
def test_no_text_of_yaml_signs_raises_anything_but_bad_input(text: str) -> None:
    with suppress(BadInput):
        assert isinstance(grown(text), (Scalar, Items, Entries))
