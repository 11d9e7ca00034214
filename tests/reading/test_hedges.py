"""No hedge is lost: against codings made by a person, and against linguists' pairs of sentences."""

from __future__ import annotations

from typing import Any

import pytest

from entaku.model.document import Sentence, Suggestion
from entaku.reading.actors import Actor, Gazetteer
from entaku.reading.claims import suggestions
from entaku.reading.lexicon_en import RULES as ENGLISH
from entaku.reading.lexicon_ja import RULES as JAPANESE
from tests.reading.scoring import JSEM, SOURCES, jsem, page, score

TEXTS = {name: (text, coding, language) for name, text, coding, language in SOURCES()}
CAST = Gazetteer(
    (
        Actor(id="PORT", names=("the port", "港湾局"), kind="party"),
        Actor(id="UNION", names=("the union", "組合"), kind="party"),
        Actor(id="reed", names=("Ms Reed", "リード氏"), kind="person", party="PORT"),
    )
)


@pytest.mark.skipif(not TEXTS, reason="the coded texts do not lie beside this folder")
@pytest.mark.parametrize("name", TEXTS)
def test_no_hedge_is_lost(name: str) -> None:
    found = score(*TEXTS[name])
    assert (found.lost, found.missed, found.invented) == (0, 0, 0), found.misses
    assert found.false_rate < 0.10, found.misses
    assert found.modality >= 0.95 * found.hedged, found.misses
    assert found.holder >= 0.90 * found.hedged, found.misses


@pytest.mark.skipif(not TEXTS, reason="the coded texts do not lie beside this folder")
@pytest.mark.parametrize("name", TEXTS)
def test_the_page_is_read_as_it_is_coded(name: str) -> None:
    text, coding, language = TEXTS[name]
    found = page(text, coding)
    assert found.sentences >= 0.99
    assert found.conflicts == (1 if language == "en" else 2)
    assert found.credits_named == 0
    assert found.watch_points == found.asked == found.questions


@pytest.mark.skipif(not JSEM.exists(), reason="JSeM does not lie beside this folder")
def test_final_hedges_fire_where_they_block_entailment() -> None:
    pairs = jsem()
    assert pairs.precision > 0.84, pairs.misses
    assert pairs.recall > 0.68, pairs.misses


def parts(text: str, language: str = "ja", before: str = "") -> tuple[Suggestion, ...]:
    whole = before + text
    units = [Sentence(id="P1.s2", start=len(before), end=len(whole), block=0)]
    if before:
        units.insert(0, Sentence(id="P1.s1", start=0, end=len(before), block=0))
    return suggestions(whole, units, [language] * len(units), CAST)


def told(text: str, language: str = "ja", before: str = "") -> list[tuple[tuple[str, ...], str]]:
    return [(one.holders, one.modality) for one in parts(text, language, before)]


PLAIN = (("author",), "asserted")
REPORTED = (("author", "unnamed"), "reported")
CASES: list[tuple[str, str, list[Any]]] = [
    # the topic acts in what is reported; it is not the source
    ("ja", "港湾局は、岸壁を閉鎖すると通告したと報じられている。", [PLAIN, REPORTED]),
    # a coordinated clause after the report is plain again
    ("ja", "リード氏は、覚書を書いたと報じられており、組合に同行する。", [PLAIN, REPORTED, PLAIN]),
    # volitional, not "takes the position that"
    ("ja", "港湾局は、組合の出方を確かめようとしている。", [PLAIN]),
    # a named holder, with and without a topic of its own
    ("ja", "港湾局は、賃上げは難しいと説明した。", [PLAIN, (("author", "PORT"), "reported")]),
    ("ja", "組合によると、交渉は続く。", [(("author", "UNION"), "reported")]),
    # each of two clauses has a holder of its own
    (
        "ja",
        "海軍は事故だと説明しているが、リード氏は威嚇だと主張している。",
        [PLAIN, (("author", "海軍"), "reported"), PLAIN, (("author", "reed"), "reported")],
    ),
    (
        "ja",
        "政府は制裁を続けると表明し、組合は応じると述べた。",
        [PLAIN, (("author", "政府"), "reported"), PLAIN, (("author", "UNION"), "reported")],
    ),
    # what is not settled is not asserted
    ("en", "It remains to be seen whether the port will reopen.", [(("author",), "possible")]),
    ("ja", "組合が応じるかどうかは不透明だ。", [(("author",), "possible")]),
    # an adverb and an ending are one judgement
    ("ja", "おそらく、組合は応じないだろう。", [(("author",), "likely")]),
    ("ja", "組合は、ストに入る可能性が高い。", [PLAIN, (("author",), "likely")]),
    ("ja", "組合は、ストに入るかもしれない。", [PLAIN, (("author",), "possible")]),
    # inside a question nothing is planned
    ("ja", "港湾局が応じる用意があるかどうかを組合は見ている。", [PLAIN]),
    ("en", "The port reportedly told the union that the quay would close.", [REPORTED]),
    ("en", "Ms Reed reportedly wrote the memo and is travelling with the union.", [REPORTED, PLAIN]),
    ("en", "The union says the port is bluffing.", [PLAIN, (("author", "UNION"), "reported")]),
    # a name in what is said is not the one who says it
    ("en", "A spokesman says that the port will close.", [PLAIN, (("author", "A spokesman"), "reported")]),
    ("en", "According to the union, talks go on.", [(("author", "UNION"), "reported")]),
    ("en", "The port will probably close the quay.", [(("author",), "likely")]),
    ("en", "A clause limiting where ships may be sent was dropped.", [PLAIN]),
    ("en", "Who is to run the cranes is not settled.", [PLAIN]),
    ("en", "The three states belong to the union.", [PLAIN]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_each_trap_is_read_rightly(language: str, text: str, expected: list[Any]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("ja", "港湾局は岸壁を閉鎖する可能性が高い。", "これは組合に共通する見立てである。"),
        ("en", "The port may close the quay.", "That is the reading of the union."),
    ],
)
def test_an_attribution_one_sentence_late_reaches_back(language: str, before: str, text: str) -> None:
    first = [one for one in parts(text, language, before) if one.sentence == "P1.s1"]
    assert {one.holders[-1] for one in first} == {"UNION"}
    assert {one.late for one in first} == {"P1.s2"}


def test_a_question_suggests_nothing() -> None:
    assert told("港湾局は応じるか？") == []
    assert told("Will the port give way?", "en") == []


def test_a_likelihood_word_is_kept_and_no_other_has_a_number() -> None:
    assert [one.likelihood.word for one in parts("組合は、ストに入る可能性が高い。") if one.likelihood] == [
        "可能性が高い"
    ]
    assert all(one.likelihood is None for one in parts("組合は、ストに入るようだ。"))


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for rule in (*JAPANESE, *ENGLISH)]
    assert len(set(names)) == len(names)


def test_a_sentence_without_end_still_keeps_its_hedges() -> None:
    long = "港湾局は岸壁を見ており、" * 20_000 + "組合は応じるかもしれない。"
    found = parts(long)
    assert found[-1].modality == "possible"
    assert {one.modality for one in found[:-1]} == {"asserted"}
