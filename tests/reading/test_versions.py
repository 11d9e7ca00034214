"""Two versions of a text: their sentences meet, what a translator changed is found, and little else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.app.versions import versions
from entaku.reading.reader import read
from entaku.reading.versions import Pair, Unit, aligned, body, compared, units
from entaku.reading.versions_hedges import Hedge, turns
from entaku.reading.versions_numbers import numbers
from tests.conftest import ROOT
from tests.reading.scoring import gold

if TYPE_CHECKING:
    from entaku.reading.reader import Reading
    from entaku.reading.versions import Compared, Difference

FOLDER = ROOT.parent / "shared" / "sources" / "fictional-a"


@cache
def reading(language: str) -> Reading:
    return read(language, (FOLDER / f"article.{language}.txt").read_bytes())


@cache
def as_it_is() -> Compared:
    return compared(reading("ja"), reading("en"))


def told(one: Difference) -> tuple[str, str, str]:
    return one.topic, one.change, "+".join(each.id for each in one.first.sentences)


# The three planted pairs


def test_the_planted_pairs_are_found_and_at_most_two_others(shared: Path) -> None:
    coding = gold("fictional-a")
    claims = {claim["id"]: claim["s"] for claim in coding["documents"]["ja"]["claims"]}
    wanted = {claims[one["claim"]]: one["effect"] for one in coding["language_differences"]}
    found = {told(one)[2]: one.change for one in as_it_is().differences if one.topic == "hedge"}
    assert (shared / "sources").is_dir()
    assert len(wanted) == 3
    assert set(found) == set(wanted)
    assert {place for place, effect in wanted.items() if "weakened" in effect} == {
        place for place, change in found.items() if change == "weakened"
    }
    assert [found[place] for place, effect in wanted.items() if "hedge lost" in effect] == ["lost", "lost"]
    others = [told(one) for one in as_it_is().differences if one.topic != "hedge"]
    assert others == [("number", "added", "P6.s3")]  # the depth of water stands in the English text only


def test_each_difference_names_both_places_and_both_cues(shared: Path) -> None:
    assert (shared / "sources").is_dir()
    found = versions(FOLDER / "article.ja.txt", FOLDER / "article.en.txt").data()
    lost, number, weaker, firmer = found["differences"]
    assert (lost["first"]["line"], lost["second"]["line"]) == (25, 14)
    assert [cue["text"] for cue in lost["first"]["cues"]] == ["という"]
    assert (lost["second"]["says"], lost["second"]["cues"]) == ("asserted", [])
    assert [cue["text"] for cue in number["second"]["cues"]] == ["2.4"]
    assert (weaker["first"]["says"], weaker["second"]["says"]) == ("likely", "possible")
    assert "may" in [cue["text"] for cue in weaker["second"]["cues"]]
    assert [cue["text"] for cue in firmer["first"]["cues"]] == ["だろう"]
    assert len(found["pairs"]) == 46
    assert all(pair["first"] == pair["second"] for pair in found["pairs"])


PLANTED = [
    ("reportedly wrote", "wrote", ("hedge", "lost", "P2.s2")),
    ("is due to meet", "meets", ("hedge", "lost", "P2.s1")),
    ("is believed to have grown", "has grown", ("hedge", "lost", "P3.s4")),
    ("two pages said to be from", "two pages from", ("hedge", "lost", "P4.s2")),
    ("officials reportedly told", "officials told", ("hedge", "changed", "P5.s2")),
    ("If that is true, a mediator", "A mediator", ("hedge", "lost", "P5.s3")),
    ("Reportedly, late", "Late", ("hedge", "lost", "P6.s3")),
    ("According to a Valkesh foreign ministry spokesman, a", "A", ("hedge", "lost", "P7.s2")),
    ("is seen as a test", "is a test", ("hedge", "lost", "P7.s4")),
    ("Sollin maintains that warning", "warning", ("hedge", "lost", "P7.s6")),
    ("might soon mention", "will soon mention", ("hedge", "lost", "P8.s5")),
    ("might soon mention", "will probably soon mention", ("hedge", "strengthened", "P8.s5")),
    ("warned that the League would", "and the League will", ("hedge", "lost", "P9.s4")),
    ("Hallen, the mediating state, handed", "Hallen reportedly handed", ("hedge", "added", "P1.s1")),
    ("within 90 days", "within 60 days", ("date", "changed", "P3.s3")),
    ("120 days", "130 days", ("date", "changed", "P3.s4")),
    ("past 72 hours", "past 48 hours", ("date", "changed", "P7.s5")),
    ("of 1978", "of 1987", ("date", "changed", "P5.s1")),
    ("until April", "until May", ("date", "changed", "P8.s3")),
    ("November last year", "October last year", ("date", "changed", "P3.s1")),
    ("60 per cent", "40 per cent", ("number", "changed", "P9.s3")),
    ("takes two thirds", "takes three quarters", ("number", "changed", "P8.s4")),
    ("three supply ships", "four supply ships", ("number", "changed", "P7.s5")),
    ("eleven points, three", "twelve points, three", ("number", "changed", "P1.s2")),
]


@pytest.mark.parametrize(("old", "new", "wanted"), PLANTED)
def test_one_more_change_is_one_more_difference(
    shared: Path, old: str, new: str, wanted: tuple[str, str, str]
) -> None:
    assert (shared / "sources").is_dir()
    text = reading("en").document.text
    assert text.count(old) == 1
    found = compared(reading("ja"), read("en", text.replace(old, new).encode()))
    before = {told(one) for one in as_it_is().differences}
    assert {told(one) for one in found.differences} - before == {wanted}


def test_the_other_way_round_what_was_lost_is_added(shared: Path) -> None:
    assert (shared / "sources").is_dir()
    turned = {"lost": "added", "added": "lost", "weakened": "strengthened"}
    back = compared(reading("en"), reading("ja"))
    assert [told(one) for one in back.differences] == [
        (topic, turned[change], place) for topic, change, place in map(told, as_it_is().differences)
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_text_does_not_differ_from_itself(shared: Path, language: str) -> None:
    assert (shared / "sources").is_dir()
    found = compared(reading(language), reading(language))
    assert found.differences == ()
    assert all(pair.first == pair.second for pair in found.pairs)


# A second text, made for this test

JAPANESE = """港をめぐる協議、三日目に

2026年4月7日 9:00

両国の代表団は7日、港の使用料をめぐる三度目の協議を開いた。参加者は1万2000人の港湾労働者を代表している。会談は午後8時まで続く見通しだ。

政府によると、使用料は3割下がる。組合はこの数字に同意していない。組合の幹部は、半数の組合員が署名に反対していると語った。

協定が結ばれる可能性がある。もし失敗すれば、港は5月1日に閉鎖される。首相はおそらく来週辞任する。

港は1978年に開かれた。以来、二度閉鎖された。十分な資金があるとは言えない。費用は2億5000万ドルに上るとみられる。四つの案のうち一つだけが残っている。
"""
ENGLISH = """Talks over the port enter a third day

7 April 2026, 9:00

Delegations of both countries opened a third round of talks on port fees on the 7th. Those taking part speak for 12,000 dock workers.
The meeting is expected to last until 8 p.m.

According to the government, fees will fall by 30 per cent. The union does not accept this figure.
A union leader said that half of its members oppose signing.

An agreement may be reached. If it fails, the port closes on 1 May. The prime minister will probably resign next week.

The port was opened in 1978. It has been closed twice since then. There is hardly enough money.
The costs are believed to reach $250 million. Of four proposals only one is left.
"""  # noqa: E501


def test_a_faithful_translation_has_no_difference() -> None:
    found = compared(read("ja", JAPANESE.encode()), read("en", ENGLISH.encode()))
    assert [told(one) for one in found.differences] == []
    assert len(found.pairs) == 14


def test_a_sentence_that_is_left_out_or_put_in_is_told() -> None:
    short = ENGLISH.replace(" Those taking part speak for 12,000 dock workers.", "")
    found = compared(read("ja", JAPANESE.encode()), read("en", short.encode()))
    assert [told(one) for one in found.differences] == [("sentence", "lost", "P1.s2")]
    back = compared(read("en", short.encode()), read("ja", JAPANESE.encode()))
    assert [(one.topic, one.change) for one in back.differences] == [("sentence", "added")]
    assert [each.id for each in back.differences[0].second.sentences] == ["P1.s2"]


def test_two_sentences_made_into_one_are_one_pair() -> None:
    joined = ENGLISH.replace("1978. It has been closed twice", "1978 and has been closed twice")
    found = compared(read("ja", JAPANESE.encode()), read("en", joined.encode()))
    assert found.differences == ()
    assert [len(pair.first) for pair in found.pairs if len(pair.second) == 1].count(2) == 1


def test_sentences_of_the_real_article_are_found_when_one_is_cut(shared: Path) -> None:
    assert (shared / "sources").is_dir()
    ones, others = list(units(reading("ja"))), list(units(reading("en")))
    right = 0
    for place in range(0, len(others), 5):
        pairs = aligned(ones, [*others[:place], *others[place + 1 :]])
        right += [pair for pair in pairs if not pair.second] == [Pair((place,), ())]
    assert right >= 9  # of 10


# Parts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("六割、三分の二、1万2000人、二億五千万ドル、第三次", ["60", "2/3", "12000", "250000000", "3"]),
        ("十分な資金、一部、四つの案、半数、２．５倍", ["4", "1/2", "5/2"]),
        (
            "1,200 ships, 2.4 metres, 250 million, two hundred, the 12th",
            ["1200", "12/5", "250000000", "200", "12"],
        ),
        ("a third of it, a third round, twice, half, twenty-four", ["1/3", "3", "2", "1/2", "24"]),
    ],
)
def test_numbers_are_read_in_both_languages(text: str, wanted: list[str]) -> None:
    assert [str(value) for _, _, value in numbers(text, 0, len(text)) if value != 1] == wanted


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_numbers_of_any_text_stand_where_they_are_said_to(text: str) -> None:
    for start, end, value in numbers(text, 0, len(text)):
        assert 0 <= start < end <= len(text)
        assert value >= 0


def test_what_turns_into_what() -> None:
    likely, may = Hedge("likely", 0, 9, ((3, 6),)), Hedge("possible", 0, 9, ((2, 5),))
    said, told_by = Hedge("reported", 0, 9, (), "Ann"), Hedge("reported", 0, 9, (), "unnamed")
    plan = Hedge("planned", 0, 9, ())
    assert [one.change for one in turns([likely, may], [may, may])] == ["weakened"]
    assert [one.change for one in turns([may], [likely])] == ["strengthened"]
    assert [one.change for one in turns([said], [told_by])] == ["changed"]
    assert [one.change for one in turns([said, plan], [plan])] == ["lost"]
    assert [one.change for one in turns([], [plan, said])] == ["added", "added"]
    assert turns([said, likely], [likely, said]) == ()


UNITS = st.builds(
    Unit,
    length=st.integers(1, 300),
    names=st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=3),
    opens=st.booleans(),
    terms=st.frozensets(st.sampled_from(["x", "y", "z"]), max_size=3),
)


@settings(max_examples=60)
@given(st.lists(UNITS, max_size=9), st.lists(UNITS, max_size=9))
def test_every_sentence_is_in_one_pair_and_in_its_order(first: list[Unit], second: list[Unit]) -> None:
    pairs = aligned(first, second)
    assert [place for pair in pairs for place in pair.first] == list(range(len(first)))
    assert [place for pair in pairs for place in pair.second] == list(range(len(second)))
    assert {(len(pair.first), len(pair.second)) for pair in pairs} <= {(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)}


def test_a_long_text_with_a_large_gap_is_aligned() -> None:
    long = [Unit(20 + place * 7 % 90, frozenset({f"number {place}"}), place % 4 == 0) for place in range(90)]
    gap = [*long[:40], *long[60:]]
    pairs = aligned(long, gap)
    assert sum(len(pair.first) == len(pair.second) == 1 for pair in pairs) >= 66
    assert [pair for pair in pairs if pair.second == (69,)] == [Pair((89,), (69,))]


def test_an_empty_body_is_all_left_out() -> None:
    found = compared(read("a", b"The ferry sails. It is late.\n"), read("b", b"Title\n"))
    assert {one.topic for one in found.differences} <= {"sentence"}
    assert len(body(read("a", b"The ferry sails. It is late.\n"))) == 2
