"""What rules propose for a case: joined claims, issues, who is left out, and questions with their day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.model.document import Suggestion
from entaku.model.source import AUTHOR, UNNAMED
from entaku.reading.actors import Actor, Gazetteer
from entaku.reading.document import read_text
from entaku.reading.extracted import Extracted
from entaku.reading.joining import whole
from entaku.reading.proposals import MOST_ISSUES, asked, indirect, issues, left_out
from entaku.reading.questions import questions
from entaku.reading.reader import looked_at, structured
from entaku.reading.topics import AGREEMENT, TOPICS

PEOPLE = Gazetteer(
    (
        Actor(id="OSK", names=("Osk", "オスク"), kind="party"),
        Actor(id="LEAGUE", names=("the League", "連盟"), kind="party"),
        Actor(id="VERRA", names=("Verra", "ヴェラ"), kind="party"),
    )
)
DAY = date(2026, 3, 5)


def suggested(text: str) -> tuple[str, tuple[Suggestion, ...]]:
    taken = Extracted(text=text)
    found = looked_at(structured("page", taken, DAY), taken, PEOPLE)
    language = "ja" if "。" in text else "en"
    return found.document.text, whole(
        found.document.text, found.suggestions, [language] * len(found.suggestions)
    )


def parts(text: str) -> list[tuple[str, str, str]]:
    whole_text, found = suggested(text)
    return [(whole_text[one.start : one.end], one.holders[-1], one.modality) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osk says that it agrees.", [("Osk says that it agrees", "OSK", "reported")]),
        ("オスクは応じると述べた。", [("オスクは応じると述べた", "OSK", "reported")]),
        (
            "オスクは、正式な承認(一部は猶予の可能性がある)を求める可能性が高い。",
            [
                ("オスクは、正式な承認(一部は猶予の可能性がある)を求める可能性が高い", AUTHOR, "likely"),
                ("一部は猶予の可能性がある", AUTHOR, "possible"),
            ],
        ),
        (
            "疑惑は、政権が持たないとの見方を強めている。",
            [("疑惑は", AUTHOR, "asserted"), ("政権が持たないとの見方を強めている", UNNAMED, "inferred")],
        ),
    ],
)
def test_what_says_nothing_alone_joins_what_it_belongs_to(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    got = parts(text)
    assert [one for one in got if one[0] in {each[0] for each in expected}] == expected


def test_a_clause_of_its_own_is_not_hedged_with_its_neighbour() -> None:
    got = parts("事実上連盟を排除したオスクは、ヴェラだけと話そうとしているようだ。")
    assert ("事実上連盟を排除したオスクは", AUTHOR, "asserted") in got
    assert any(modality == "inferred" for _, _, modality in got)


MODALITIES = ("asserted", "reported", "inferred", "likely", "possible", "conditional")


@given(
    st.lists(
        st.tuples(
            st.integers(1, 40),
            st.sampled_from(MODALITIES),
            st.booleans(),
            st.booleans(),
            st.sampled_from("は、)がたく"),
        ),
        max_size=8,
    ),
    st.sampled_from(("ja", "en")),
)
def test_joining_loses_no_hedge_and_no_place(
    drawn: list[tuple[int, str, bool, bool, str]], language: str
) -> None:
    text, at, found = "", 0, []
    for length, modality, attributed, presupposed, sign in drawn:
        words = "甲" * length + sign if language == "ja" else "word " * (length // 5 + 1) + sign
        holders = (AUTHOR, UNNAMED) if attributed else (AUTHOR,)
        found.append(
            Suggestion(
                start=at,
                end=at + len(words),
                sentence="P1.s1",
                holders=holders,
                modality=modality,  # type: ignore[arg-type]
                rule="x",
                presupposed=presupposed,
            )
        )
        text, at = text + words, at + len(words)
    joined = whole(text, found, [language] * len(found))
    for one in found:
        over = [each for each in joined if each.start < one.end and one.start < each.end]
        assert over
        if one.modality != "asserted" or len(one.holders) > 1:
            assert any(each.modality != "asserted" or len(each.holders) > 1 for each in over)


def test_issues_are_those_the_text_names_in_its_order() -> None:
    text, found = suggested(
        "Osk wants sanctions lifted. Verra rejects a ceasefire. Osk wants sanctions gone."
    )
    assert [(one.topic.id, one.at) for one in issues(text, found, ())] == [
        ("sanctions", (0, 2)),
        ("ceasefire", (1,)),
    ]


def test_where_nothing_is_named_the_agreement_itself_is_at_issue() -> None:
    text, found = suggested("Osk met Verra. The talks went on.")
    assert [one.topic for one in issues(text, found, ())] == [AGREEMENT]


def test_no_more_issues_are_proposed_than_a_case_can_bear() -> None:
    said = ". ".join(
        f"Osk spoke of {name}"
        for name in (
            "a ceasefire",
            "sanctions",
            "prisoners",
            "refugees",
            "reparations",
            "elections",
            "tariffs",
            "lighthouses",
            "the frozen assets",
            "water rights",
            "monitors",
        )
    )
    text, found = suggested(f"{said}.")
    assert len(issues(text, found, ())) == MOST_ISSUES


def test_every_issue_has_a_name_and_two_options_in_both_languages() -> None:
    ids = [one.id for one in TOPICS]
    assert len(ids) == len(set(ids))
    for one in (*TOPICS, AGREEMENT):
        assert all((text.en and text.ja) for text in (one.name, one.done, one.not_done))
        assert one.done != one.not_done


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The League has not been invited by Osk.", ["LEAGUE"]),
        ("Osk moved on, sidelining the League.", ["LEAGUE"]),
        ("連盟は協議に招かれていない。", ["LEAGUE"]),
        ("オスクは連盟を排除した。", ["LEAGUE"]),
        ("Osk invited the League.", []),
    ],
)
def test_who_is_kept_out_is_who_the_text_says(text: str, who: list[str]) -> None:
    words, found = suggested(text)
    assert [one.actor for one in left_out(words, found, PEOPLE, ("OSK", "LEAGUE", "VERRA"))] == who


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("Will Osk answer by 20 March?", date(2026, 3, 20)),
        ("Will Osk answer before 20 March?", date(2026, 3, 19)),
        ("Will Osk answer before Friday?", date(2026, 3, 5)),
        ("Will Osk answer today?", DAY),
        ("Will today's talks end it?", None),
        ("Will Osk answer within 10 days?", date(2026, 3, 15)),
        ("Does the 120-day deadline survive?", None),
        ("オスクは3月20日までに回答するか。", date(2026, 3, 20)),
        ("本日の協議は続くか。", None),
        ("オスクは10日以内に回答するか。", date(2026, 3, 15)),
    ],
)
def test_the_last_day_of_a_question_is_the_texts_or_none(question: str, last: date | None) -> None:
    before = "両者は会った。" if "。" in question else "Osk met Verra in the hall by the lake."
    document = read_text("page", f"The page\n\n5 March 2026, 9:00\n\n{before} {question}\n", DAY)
    found = questions(document.text, document.blocks, document.sentences)
    assert [one.last for one in asked(document, found)] == [last]


def test_a_choice_gives_its_two_answers() -> None:
    document = read_text(
        "page", "Will Osk sign, or ask for more? オスクは署名するか、それとも延期を求めるか。", DAY
    )
    found = questions(document.text, document.blocks, document.sentences)
    assert [one.answers for one in asked(document, found)] == [
        ("Will Osk sign", "ask for more"),
        ("オスクは署名する", "延期を求める"),
    ]


def test_what_remains_to_be_seen_is_asked() -> None:
    document = read_text("page", "It remains to be seen whether Osk signs. Osk met Verra.", DAY)
    assert [(one.sentence, one.form) for one in indirect(document, ())] == [("P1.s1", "indirect")]
