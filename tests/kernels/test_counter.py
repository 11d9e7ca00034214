"""The counter gives the published vectors, alone or in bulk, interpreted or compiled."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.kernels import counter
from entaku.kernels.counter_compiled import fold, mix_word, unit_word

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.integers(0, 2**64 - 1)


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(shared / "published/ensemble/counter.yaml")
    return loaded


def plain_mix(x: int) -> int:
    x = (x + 0x9E3779B97F4A7C15) % 2**64
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    x = (x ^ x >> 27) * 0x94D049BB133111EB % 2**64
    return x ^ x >> 31


def test_published_words(published: dict[str, Any]) -> None:
    for row in published["mix"]:
        assert counter.mix(row["x"]) == int(row["mix"], 16)
    for row in published["text"]:
        assert counter.field(row["text"]) == int(row["field"], 16)


def test_published_uniforms(published: dict[str, Any]) -> None:
    for row in published["uniform"]:
        key = counter.key(row["seed"], *row["fields"])
        assert key == int(row["hash"], 16)
        assert counter.uniform(row["seed"], *row["fields"]) == row["u"]
        assert unit_word(np.uint64(int(key))) == row["u"]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_mix_agrees_with_plain_integers_and_with_the_compiled_one(words: list[int]) -> None:
    expected = [plain_mix(word) for word in words]
    assert counter.mix(np.array(words, dtype=np.uint64)).tolist() == expected
    assert [int(mix_word(np.uint64(word))) for word in words] == expected


@given(WORDS, st.lists(st.integers(-(2**63), 2**64 - 1), max_size=4))
def test_key_folds_fields_one_after_another(seed: int, fields: list[int]) -> None:
    expected = plain_mix(seed)
    compiled = np.uint64(expected)
    for value in fields:
        expected = plain_mix(expected ^ value % 2**64)
        compiled = np.uint64(fold(compiled, np.uint64(value % 2**64)))
    assert counter.key(seed, *fields) == expected
    assert int(compiled) == expected
    assert counter.unit(counter.key(seed, *fields)) == unit_word(compiled)


def test_bulk_is_the_same_as_one_at_a_time() -> None:
    draws, steps = np.arange(50)[:, None], np.arange(4)
    for function in (counter.uniform, counter.normal, counter.exponential):
        bulk = function(7, draws, "no_deal", "RU", steps)
        assert bulk.shape == (50, 4)
        for draw, step in ((0, 0), (1, 3), (31, 2), (49, 1)):
            assert bulk[draw, step] == function(7, draw, "no_deal", "RU", step)


def test_a_negative_integer_counts_modulo_two_to_the_64th() -> None:
    assert counter.key(1, -1) == counter.key(1, 2**64 - 1)
    assert counter.key(1, np.array([-1])) == counter.key(1, 2**64 - 1)


def test_two_spellings_of_one_text_are_one_field() -> None:
    assert counter.field("ド") == counter.field("ド")
    assert counter.field("UA") != counter.field("ua")


def test_the_ends_of_the_scale_stay_open() -> None:
    ends = np.array([0, 2**64 - 1], dtype=np.uint64)
    low, high = counter.unit(ends)
    assert low == 2.0**-54
    assert high == 1.0 - 2.0**-53
    assert [unit_word(end) for end in ends] == [low, high]


def test_numbers_follow_their_distributions() -> None:
    u = np.sort(counter.uniform(11, np.arange(40_000), "shape"))
    # Kolmogorov and Smirnov's distance; 1.95 / sqrt(n) is exceeded once in a thousand times
    assert np.abs(u - (np.arange(40_000) + 0.5) / 40_000).max() < 1.95 / 200
    assert np.array_equal(np.sort(counter.exponential(11, np.arange(40_000), "shape")), -np.log(u[::-1]))
    below = NormalDist()
    for number in counter.normal(11, np.arange(200), "shape"), counter.normal(12, np.arange(200)):
        assert abs(number.mean()) < 4 / math.sqrt(200)
    some = counter.uniform(11, np.arange(200), "shape")
    expected = [below.inv_cdf(value) for value in some]
    np.testing.assert_allclose(counter.normal(11, np.arange(200), "shape"), expected, atol=1e-9)


def test_neighbouring_keys_are_unrelated() -> None:
    u = counter.uniform(5, np.arange(20_000)[:, None], "claim", np.arange(3))
    related = np.corrcoef(np.column_stack((u[:-1], u[1:])).T) - np.eye(6)
    assert np.abs(related).max() < 4.5 / math.sqrt(20_000)


@pytest.mark.parametrize("wrong", [1.5, True, None, [1, 2], np.array([0.5]), np.array([True])])
def test_a_field_of_another_kind_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a field of a key is"):
        counter.key(1, wrong)
