"""What a case does not say is listed, each thing once, in both languages."""

from __future__ import annotations

from dataclasses import replace

from entaku.casefile.load import read
from entaku.model.basics import NOT_STATED, Range
from entaku.model.gaps import GapKind, Unsaid, gaps, issues_of
from entaku.model.statement import NoDealValue, Silent, Statement, Values
from entaku.model.text import Text
from tests.casefile.planted import EXAMPLE

CASE = read(EXAMPLE)
FOUND = gaps(CASE)


def of(kind: GapKind, found: tuple[Unsaid, ...] = FOUND) -> list[Unsaid]:
    return [each for each in found if each.kind == kind]


def said(kind: GapKind, found: tuple[Unsaid, ...] = FOUND) -> list[tuple[str, str]]:
    return [(each.text.en, each.text.ja) for each in of(kind, found)]


def test_parties_without_a_no_deal_value() -> None:
    assert [each.about for each in of("no_deal")] == [("LO",), ("NO",), ("LEAGUE",)]
    assert said("no_deal")[0] == (
        "The no-deal value of Lowton is not stated.",
        "下町の決裂時の価値は記載されていない。",
    )
    known = Statement(id="S", party="LO", says=NoDealValue(range=Range(0, 1)), because=("analyst",))
    assert ("LO",) not in [each.about for each in of("no_deal", gaps(replace(CASE, preferences=(known,))))]


def test_values_without_no_deal_leave_it_open() -> None:
    judge = next(each for each in CASE.preferences if each.id == "S18")
    assert isinstance(judge.says, Values)
    open_ = replace(judge, says=replace(judge.says, no_deal=NOT_STATED))
    assert ("JUDGE",) in [each.about for each in of("no_deal", gaps(replace(CASE, preferences=(open_,))))]


def test_issues_on_which_a_party_says_nothing_are_listed_together() -> None:
    assert [each.about for each in of("preference")] == [("NO", "water", "alarm")]
    assert said("preference") == [
        (
            "No statement says what Norhill wants on water passed on in summer and flood alarm.",
            "夏の放流量と洪水警報について、北丘の選好を示す判断がない。",
        )
    ]
    nothing = gaps(replace(CASE, preferences=()))
    assert [len(each.about) for each in of("preference", nothing)] == [4, 4, 4, 4, 4]


def test_every_kind_of_statement_is_about_its_issues() -> None:
    about = {statement.verb: sorted(issues_of(CASE, statement.says)) for statement in CASE.preferences[:-1]}
    assert about == {
        "order": ["dam"],
        "better": ["dam"],
        "same": ["alarm"],
        "best": ["water"],
        "worst": ["water"],
        "value": ["water"],
        "weight": ["dam"],
        "heavier": ["dam", "water"],
        "times": ["dam", "water"],
        "matters_more": ["dam", "water"],
        "prefers": ["dam", "water"],
        "indifferent": ["dam"],
        "no_deal": [],
        "red_line": ["dam"],
        "no_concern": ["alarm"],
        "not_stated": ["dam"],
        "values": ["alarm", "dam", "water"],
    }


def test_what_the_sources_do_not_say_is_counted() -> None:
    (one,) = of("not_stated")
    assert (one.about, one.path) == (("NO", "dam"), ("preferences", 16))
    silent = tuple(
        Statement(id=issue.id, party="NO", says=Silent(issue=issue.id), because=()) for issue in CASE.issues
    )
    (all_,) = of("not_stated", gaps(replace(CASE, preferences=silent)))
    assert all_.text.en == (
        "The sources do not say what Norhill wants on height of the dam, water passed on in summer and flood alarm."
    )
    assert all_.places == (("preferences", 0), ("preferences", 1), ("preferences", 2))


def test_options_that_nobody_is_said_to_carry_out() -> None:
    (alarm,) = of("performs")
    assert alarm.about == ("alarm", "on", "off")
    assert alarm.places == (("issues", 2, "options", 0), ("issues", 2, "options", 1))
    assert said("performs") == [
        (
            "On the issue “flood alarm” it is not stated who would carry out “on” and “off”.",
            "争点「洪水警報」で、選択肢「あり」と「なし」を誰が実施するかは記載されていない。",
        )
    ]


def test_drafts_that_nobody_has_read() -> None:
    assert said("draft_text") == [
        (
            "It is known that the draft “the judge's paper” exists, but not what it says.",
            "草案「元判事案」は存在だけが知られ、内容は明らかでない。",
        )
    ]
    counted = replace(CASE, drafts=(replace(CASE.drafts[0], known="count_only"), CASE.drafts[1]))
    assert said("draft_text", gaps(counted))[0] == (
        "Of the draft “Upham's first paper” only the number of its points is known, not its text.",
        "草案「上町案その一」は項目数だけが知られ、本文は明らかでない。",
    )


def test_seats_of_unclear_level() -> None:
    (seat,) = of("seat_level")
    assert (seat.about, seat.places) == (("R1", "NO"), (("rounds", 0, "seats", 2, "level"),))
    assert seat.text.ja == "「水車小屋での会合」に北丘がどう関与したかは記載されていない。"


def test_parties_bound_by_nothing_at_home() -> None:
    assert [each.about for each in of("home")] == [("JUDGE",), ("NO",), ("LEAGUE",)]


def test_points_without_a_deadline() -> None:
    assert [each.about for each in of("deadline")] == [("W2",)]
    over = replace(CASE, watch_points=(replace(CASE.watch_points[1], status="annulled"),))
    assert of("deadline", gaps(over)) == []


def test_no_outlook() -> None:
    assert of("outlook") == []
    assert len(of("outlook", gaps(replace(CASE, outlook=None)))) == 1


def test_texts_in_one_language_are_counted_by_part() -> None:
    assert of("language") == []
    claims = (replace(CASE.claims[0], text=Text("only English")), *CASE.claims[1:])
    half = gaps(replace(CASE, title=Text("", "日本語だけ"), claims=claims))
    assert [(each.about, each.path, each.places) for each in of("language", half)] == [
        (("en",), ("title",), (("title",),)),
        (("ja",), ("claims",), (("claims", 0, "text"),)),
    ]
    assert said("language", half)[1] == (
        "Texts under “claims” without Japanese: 1.",
        "「claims」のうち日本語の文がないもの：1件。",
    )


def test_claims_on_which_nothing_rests_are_an_information() -> None:
    assert of("unused_claims") == []
    (idle,) = of("unused_claims", gaps(replace(CASE, preferences=())))
    assert idle.about == ("C4",)
    assert idle.information
    assert not any(each.information for each in FOUND)
    assert idle.text == Text(
        "Nothing rests on 1 of 4 claims: C4.", "言明4件のうち1件は、どの判断の根拠にもなっていない：C4。"
    )


def test_long_lists_are_cut() -> None:
    claims = tuple(replace(CASE.claims[0], id=f"X{number}") for number in range(40))
    (idle,) = of("unused_claims", gaps(replace(CASE, claims=claims)))
    assert idle.text.en.endswith("X9, X10 and 29 more.")
    assert idle.text.ja.endswith("X9、X10、ほか29件。")
    assert len(idle.about) == 40


def test_every_gap_is_said_in_both_languages_and_leads_somewhere() -> None:
    everything = (*FOUND, *gaps(replace(CASE, preferences=(), outlook=None)))
    for each in everything:
        assert each.text.en.endswith(".")
        assert each.text.ja.endswith("。")
        assert "〔" not in each.text.en + each.text.ja
        assert each.path
