"""A review goes on where it stopped, follows a changed text, and no rule touches what a person decided."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from entaku.app import reviewing
from entaku.app import reviewing_text as told
from entaku.app.reading import read
from entaku.app.reviewing import Review, name_of, opened, parsed
from entaku.app.reviewing_export import COLUMNS, claims, exported, lost
from entaku.model.document import Suggestion
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.reading.review import EDITABLE, ENOUGH, coding, read_log

TEXT = """\
The ferry at Varn

5 March 2026, 9:00

The ferry reportedly sails today and is late. The pilot will probably stay ashore. A clerk said that the pier is shut.
"""
PLAIN = "\n\n".join(f"The boat number {n} lies at the pier." for n in range(ENOUGH + 4))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def begun(page: Path, who: str = "ann") -> Review:
    review = opened(page, who=who)
    review.begin()
    return review


def take(review: Review, count: int) -> list[str]:
    names = []
    for _ in range(count):
        names.append(name_of(review.waiting()[0]))
        review.decide("accept", review.waiting()[0])
    return names


def head(review: Review) -> str:
    return "\n".join(told.head(review, "en"))


def test_every_act_is_on_record_at_once_with_who_and_when(page: Path) -> None:
    review = begun(page)
    for number, op in enumerate(("accept", "reject", "skip"), start=2):
        one = review.waiting()[0]
        review.decide(op, one)  # type: ignore[arg-type]
        acts = read_log(review.log)
        assert len(acts) == number
        assert (acts[-1].op, acts[-1].item, acts[-1].who) == (op, name_of(one), "ann")
        assert acts[-1].when.endswith("+00:00")
        assert acts[-1].text == review.reading.document.sha256
        assert acts[-1].selector is not None
        assert acts[-1].selector.exact == review.reading.document.text[one.start : one.end]


def test_it_goes_on_where_it_stopped(page: Path) -> None:
    first = begun(page)
    take(first, 2)
    first.decide("skip", first.waiting()[0])
    again = begun(page)
    assert again.waiting() == first.waiting()
    assert [act.op for act in read_log(again.log)].count("open") == 1


def test_an_undo_brings_back_the_last_one_until_nothing_is_left(page: Path) -> None:
    review = begun(page)
    names = take(review, 2)
    assert [review.undo(), review.undo(), review.undo()] == [(names[1],), (names[0],), ()]
    assert opened(page).waiting() == review.waiting()


def test_a_batch_is_logged_as_such_and_undone_as_one(tmp_path: Path) -> None:
    page = tmp_path / "boats.txt"
    page.write_text(PLAIN, encoding="utf-8")
    review = begun(page)
    assert review.take_all("plain") == 0
    take(review, ENOUGH)
    waiting = review.waiting()
    assert review.take_all("plain") == len(waiting) == 4
    assert [act.batch for act in read_log(review.log)[-4:]] == ["plain"] * 4
    assert [one["batch"] for one in claims(review)] == [None] * ENOUGH + ["plain"] * 4
    assert review.undo() == tuple(map(name_of, waiting))
    assert opened(page).waiting() == waiting


def test_editing_what_was_taken_is_a_new_act(page: Path) -> None:
    review = begun(page)
    (name,) = take(review, 1)
    review.open_again(name)
    assert name_of(review.waiting()[0]) == name
    review.decide("edit", review.waiting()[0], {"modality": "planned"}, "it says will")
    assert name not in map(name_of, review.waiting())
    (claim,) = claims(review)
    assert (claim["modality"], claim["status"], claim["reason"]) == ("planned", "edited", "it says will")
    assert [act.op for act in read_log(review.log)] == ["open", "accept", "edit"]
    with pytest.raises(NotFound):
        review.open_again("P9.s9:1-2")


def test_decisions_follow_a_changed_text_and_what_is_lost_is_listed(page: Path) -> None:
    review = begun(page)
    take(review, 3)
    review.decide("reject", review.waiting()[0])
    text = TEXT.replace(
        "The ferry reportedly", "Late on Tuesday, the harbour office wrote. The ferry reportedly"
    )
    page.write_text(text.replace("The pilot will probably stay ashore. ", ""), encoding="utf-8")
    later = begun(page)
    assert "The text has changed since 4 decisions were made" in head(later)
    found = {one["text"]: one["found"] for one in claims(later)}
    assert found["The ferry reportedly sails today and"] == "quote"
    assert found["The pilot will probably stay ashore"] == "lost"
    (name,) = lost(later)
    assert name.startswith("lost:")
    assert "lost: P1.s2:" in head(later)
    assert "The pilot will probably stay ashore" in head(later)
    for one in claims(later):
        if one["start"] is not None:
            assert later.reading.document.text[one["start"] : one["end"]] == one["text"]
    assert {later.reading.document.text[one.start : one.end] for one in later.waiting()} == {
        "Late on Tuesday, the harbour office wrote",
        "said that the pier is shut",
    }


def test_an_undo_after_the_text_changed_holds_when_it_changes_back(page: Path) -> None:
    take(begun(page), 1)
    page.write_text("News of the harbour.\n\n" + TEXT, encoding="utf-8")
    assert begun(page).undo()
    assert not opened(page).state.taken
    page.write_text(TEXT, encoding="utf-8")
    assert not opened(page).state.taken


def other_rules(one: Suggestion) -> Suggestion:
    return replace(one, modality="inferred", rule="en.other")


def test_other_cue_tables_change_suggestions_and_no_claim(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = begun(page)
    take(review, 2)
    before, log = claims(review), review.log.read_bytes()

    def otherwise(*given: object) -> object:
        found = read(*given)  # type: ignore[arg-type]
        now = tuple(map(other_rules, found.reading.suggestions))
        return replace(found, reading=replace(found.reading, suggestions=now))

    monkeypatch.setattr("entaku.app.reviewing.read", otherwise)
    monkeypatch.setattr(reviewing, "LEXICON", 2)
    monkeypatch.setattr(told, "LEXICON", 2)
    later = opened(page, who="ann")
    count = len(later.reading.suggestions)
    assert f"version 2, last time 1; changes {count} suggestions, 0 accepted claims" in head(later)
    assert "Of 2 accepted claims the rules would say something else" in head(later)
    assert claims(later) == before
    later.begin()
    assert later.log.read_bytes().startswith(log)
    assert claims(opened(page)) == before
    assert "Cue tables" not in head(opened(page, who="ann"))


def test_rules_that_cut_otherwise_ask_nothing_again(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = begun(page)
    (name,) = take(review, 1)

    def shorter(*given: object) -> object:
        found = read(*given)  # type: ignore[arg-type]
        now = tuple(replace(one, end=one.end - 1) for one in found.reading.suggestions)
        return replace(found, reading=replace(found.reading, suggestions=now))

    monkeypatch.setattr("entaku.app.reviewing.read", shorter)
    later = opened(page, who="ann")
    assert len(later.waiting()) == len(later.reading.suggestions) - 1
    assert [one["id"] for one in claims(later)] == [name]
    later.open_again(name)
    later.decide("edit", later.waiting()[0], {"polarity": "negative"})
    assert [(one["id"], one["polarity"]) for one in claims(later)] == [(name, "negative")]


def test_claims_are_exported_with_all_axes(page: Path) -> None:
    review = begun(page)
    take(review, 2)
    changes = {"text_en": "=HYPERLINK(1)", "holders": ["author", "@clerk"], "about": ["UA"], "framed": True}
    review.decide("edit", review.waiting()[0], changes)
    review.decide("reject", review.waiting()[0])
    found = json.loads(exported(review, ".json"))
    assert found["sha256"] == review.reading.document.sha256
    assert len(found["claims"]) == 3
    assert set(EDITABLE) <= set(found["claims"][0])
    by_hand = coding(review.reading.suggestions[0])
    assert {axis: found["claims"][0][axis] for axis in EDITABLE} == {axis: by_hand[axis] for axis in EDITABLE}
    rows = list(csv.DictReader(io.StringIO(exported(review, ".CSV"))))
    assert set(COLUMNS) < set(rows[0])
    last = rows[-1]
    assert (last["text_en"], last["holder"], last["framed"]) == ("'=HYPERLINK(1)", "'@clerk", "yes")
    assert (last["holders"], last["about"]) == ("author > @clerk", "UA")
    with pytest.raises(NotPossible, match=r"\.json or \.csv"):
        exported(review, ".xlsx")


def test_a_log_that_cannot_be_written_is_told_and_loses_nothing(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotPossible, match="cannot write the log"):
        opened(page, log=tmp_path / "no" / "such.jsonl", who="ann").begin()
    review = begun(page)
    take(review, 1)
    before = review.log.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reviewing, "append", full)
    with pytest.raises(NotPossible, match="No space left"):
        review.decide("accept", review.waiting()[0])
    assert review.log.read_bytes() == before
    assert len(review.state.taken) == 1


def test_a_broken_log_is_refused(page: Path) -> None:
    log = Path(f"{page}.review.jsonl")
    log.write_bytes(b"\xff\n")
    with pytest.raises(BadInput, match="not in UTF-8"):
        opened(page)
    assert log.read_bytes() == b"\xff\n"


def test_what_is_typed_becomes_a_value_of_its_axis() -> None:
    assert parsed("holders", "author > UA、spokesman") == ["author", "UA", "spokesman"]
    assert parsed("presupposed", "いいえ") is False
    assert parsed("likelihood", "probably") == "probably"
    for name, words in (("public", "perhaps"), ("holders", " "), ("polarity", "so"), ("rule", "x")):
        with pytest.raises(NotPossible):
            parsed(name, words)


def test_state_shows_by_shape_in_both_languages(page: Path) -> None:
    review = begun(page)
    signs = [sign for sign, _ in told.STATES.values()]
    assert len(set(signs)) == len(signs)
    one = review.waiting()[0]
    for language, word in (("en", "suggested by a rule"), ("ja", "規則による提案")):
        first, second, *_ = told.card(review, one, language)  # type: ignore[arg-type]
        assert f"□ {word} (en.reportedly" in first
        assert second.startswith("  ⟦The ferry reportedly sails today and⟧ is late.")
    assert "\x1b[" in "".join(told.card(review, one, "en", told.COLOURED))
    assert "«reportedly»" in "\n".join(told.why(review, one, "en"))


def test_a_page_cannot_steer_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The \x1b[31mferry\u202e reportedly sails today.", encoding="utf-8")
    review = begun(page)
    shown = "".join(
        [*told.card(review, review.waiting()[0], "en"), *told.why(review, review.waiting()[0], "en")]
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_what_a_model_answered_stands_in_the_queue_and_no_lost_hedge_is_taken(tmp_path: Path) -> None:
    from entaku.app.reading import read
    from entaku.reading.advice import Advice
    from entaku.reading.review import item

    file = tmp_path / "note.txt"
    file.write_text("The port reportedly closed the quay.", encoding="utf-8")
    (rule,) = read(file).reading.suggestions
    told = replace(rule, holders=("author",), modality="asserted", rule="llm:m")
    review = opened(file, log=tmp_path / "log.jsonl", who="ann")
    review.reading = replace(review.reading, suggestions=(rule, told))
    review.advice = {item(told): Advice(suggestion=told, mend=("modality",))}
    assert item(told) != item(rule)
    with pytest.raises(NotPossible, match="set modality first"):
        review.decide("accept", told)
    review.decide("edit", told, {"modality": "reported"})
    assert review.state.taken[item(told)] == {"modality": "reported"}
    assert review.lacking(rule, {}) == ()
