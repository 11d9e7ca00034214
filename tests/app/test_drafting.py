"""From a document to a first case file, and to a first page, without a typed number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import entaku
from entaku.app.asking import Asked
from entaku.app.briefs import Brief, brief
from entaku.app.checking import check
from entaku.app.drafting import Draft, draft
from entaku.briefing.schema import schema
from entaku.casefile.load import reads
from entaku.lenses import names as lens_names
from entaku.model.basics import ANALYST, NOT_STATED
from entaku.model.errors import BadInput, NotFound, NotPossible
from entaku.model.source import AUTHOR
from entaku.model.text import LANGUAGES
from entaku.reading.review import Act, append, item
from tests.conftest import ROOT, absent
from tests.reading import scoring

SOURCES = ROOT.parent / "shared" / "sources"
PAGES = {
    "moscow": "moscow-2025-12-02/article.txt",
    "fictional ja": "fictional-a/article.ja.txt",
    "fictional en": "fictional-a/article.en.txt",
}
FEW = Asked(draws=20)
DISPATCH = """\
The dam at Varn

5 March 2026, 9:00

The Verra government reportedly wrote to the donors and is sending a delegation. Verra's spokesman says that inspectors
are not on the agenda. Verra will probably ask for another month. The Tolm government has not been invited.

What to watch

- Will Tolm answer by 20 March?
"""
KAWARA = """\
堰の行方

2026年3月5日 9:00

ヴェラ政府は援助国に書簡を送ったと報じられており、使節を派遣する。ヴェラは査察には応じないと述べた。トルム政府は協議に招かれていない。

■注目点

• トルムは3月20日までに回答するか？
"""


@pytest.fixture
def dispatch(tmp_path: Path) -> Path:
    file = tmp_path / "dispatch.txt"
    file.write_text(DISPATCH, encoding="utf-8")
    return file


@pytest.fixture
def kawara(tmp_path: Path) -> Path:
    file = tmp_path / "kawara.txt"
    file.write_text(KAWARA, encoding="utf-8")
    return file


def coded(name: str) -> Path:
    file = SOURCES / PAGES[name]
    if not file.is_file():
        absent("shared", "the coded articles are not beside this checkout (../shared/sources)")
    return file


@pytest.fixture(params=["dispatch", "kawara", *PAGES])
def document(request: pytest.FixtureRequest) -> Path:
    if request.param in PAGES:
        return coded(request.param)
    found: Path = request.getfixturevalue(request.param)
    return found


def test_a_draft_is_a_case_that_reads_back_checks_and_is_stable(document: Path, tmp_path: Path) -> None:
    made = draft(document)
    text = made.yaml()
    assert reads(text) == made.case
    assert draft(document).yaml() == text
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    found = check(file)
    assert found.ok
    assert not found.contradictions()


def test_nothing_is_filled_in(document: Path) -> None:
    case = draft(document).case
    assert case.preferences == ()
    assert case.outlook is None
    assert case.sources[0].grade == "F6"
    assert all(option.performs is NOT_STATED for issue in case.issues for option in issue.options)
    assert all(issue.status_quo is NOT_STATED for issue in case.issues)
    assert all(seat.level is NOT_STATED for held in case.rounds for seat in held.seats)
    assert all(point.status == "draft" and not point.resolver for point in case.watch_points)
    assert all(claim.likelihood is None or claim.likelihood.scale == "none" for claim in case.claims)


def test_a_quote_is_the_words_of_cues_and_a_text_is_marked(document: Path) -> None:
    made = draft(document)
    for claim in made.case.claims:
        assert len(claim.quote) <= 80
        assert claim.text.en.startswith("[as written] ") or claim.text.ja.startswith("〔原文〕")
        assert not (claim.text.en and claim.text.ja)
        assert claim.at.start < claim.at.end
    places = {claim.id: claim.at.sentence for claim in made.case.claims}
    for line in made.yaml().splitlines():
        if line.lstrip().startswith("# proposed from"):
            ident, sentence = line.split("from ")[1].split(";")[0].split(", ")
            assert places[ident] == sentence


@pytest.mark.parametrize("name", PAGES)
def test_no_hedge_of_a_coded_page_is_lost(name: str) -> None:
    made = draft(coded(name))
    language = "en" if name.endswith("en") else "ja"
    whole = scoring.gold("moscow-2025-12-02" if name == "moscow" else "fictional-a")
    coding = whole if name == "moscow" else whole["documents"][language]
    lost, false = [], []
    for claim in coding["claims"]:
        hedged = claim["modality"] != "asserted" or claim["holders"] != ["author"]
        best = scoring.matched(claim, made.found)
        assert best is not None, claim["id"]
        firm = best.modality == "asserted" and best.holders == (AUTHOR,)
        lost += [claim["id"]] if hedged and firm else []
        false += [claim["id"]] if not hedged and not firm else []
    assert lost == []
    assert false == []


def test_a_document_that_opens_with_a_photo_line_names_nobody_of_it() -> None:
    text = draft(coded("fictional en")).yaml()
    assert "Odell" not in text
    assert "Basque" not in text


def test_the_page_of_two_languages_gives_both_titles_and_its_conflicts() -> None:
    source = draft(coded("fictional ja")).case.sources[0]
    assert source.title.en
    assert source.title.ja
    assert set(source.shown_dates) == {"series_line", "translation_date", "dateline"}
    assert source.date_note.en
    assert source.date_note.ja
    assert source.published == date(2026, 3, 12)
    assert source.language == "ja"


def test_holders_modality_and_polarity_are_those_of_the_text(dispatch: Path) -> None:
    case = draft(dispatch).case
    told = [(claim.text.en, claim.holders[-1], claim.modality, claim.polarity) for claim in case.claims]
    mark = "[as written] "
    assert told == [
        (f"{mark}The Verra government reportedly wrote to the donors", "unnamed", "reported", "positive"),
        (f"{mark}is sending a delegation", "author", "asserted", "positive"),
        (
            f"{mark}Verra's spokesman says that inspectors are not on the agenda",
            "verra",
            "reported",
            "negative",
        ),
        (f"{mark}Verra will probably ask for another month", "author", "likely", "positive"),
        (f"{mark}The Tolm government has not been invited", "author", "asserted", "negative"),
    ]
    assert [(held.id, [seat.party for seat in held.seats]) for held in case.rounds] == [("R1", ["tolm"])]
    (point,) = case.watch_points
    assert (point.kind, [one.id for one in point.outcomes]) == ("binary", ["yes_", "no_"])
    assert point.closes is not None
    assert point.closes.date() == date(2026, 3, 20)
    assert [issue.id for issue in case.issues] == ["monitors"]


def test_whoever_is_named_only_in_what_is_said_does_not_hold_it(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(
        "The Verra government waits. The Tolm navy waits. A clerk says that Tolm will sign.", encoding="utf-8"
    )
    made = draft(file, day=date(2026, 3, 5))
    (said,) = [claim for claim in made.case.claims if claim.modality == "reported"]
    assert said.holders == ("author", "clerk")
    assert "check" in made.yaml()


def test_whoever_is_named_behind_according_to_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The Verra government waits. According to a Verra spokesman, it rains.", encoding="utf-8")
    claims = draft(file, day=date(2026, 3, 5)).case.claims
    assert [claim.holders[-1] for claim in claims] == ["author", "verra"]


def test_only_what_was_accepted_becomes_a_claim(dispatch: Path, tmp_path: Path) -> None:
    log = tmp_path / "review.jsonl"
    suggested = draft(dispatch).reading.suggestions
    when = "2026-03-05T10:00:00+00:00"
    changes = {"text_en": "Verra writes to donors.", "text_ja": "ヴェラは援助国に書簡を送った。"}
    append(log, Act(op="edit", item=item(suggested[0]), who="ann", when=when, changes=changes))
    append(log, Act(op="accept", item=item(suggested[1]), who="ann", when=when))
    append(log, Act(op="reject", item=item(suggested[2]), who="ann", when=when))
    append(log, Act(op="accept", item="P9.s9:1-2", who="ann", when=when))
    made = draft(dispatch, log=log)
    assert [claim.id for claim in made.case.claims] == ["C01", "C02"]
    assert made.case.claims[0].text.ja == changes["text_ja"]
    assert made.case.claims[0].holders == ("author", "unnamed")
    assert "UNREVIEWED" not in made.case.summary.en
    assert made.lost == 1
    assert len(made.remarks()) == 2
    assert reads(made.yaml()) == made.case
    append(log, Act(op="edit", item=item(suggested[1]), who="ann", when=when, changes={"colour": "red"}))
    with pytest.raises(BadInput):
        draft(dispatch, log=log)
    with pytest.raises(NotFound):
        draft(dispatch, log=tmp_path / "none.jsonl")


def test_names_may_come_from_a_file(dispatch: Path, tmp_path: Path) -> None:
    file = tmp_path / "names.yaml"
    file.write_text(
        "actors:\n"
        "  - {id: V, name: {en: Verra, ja: ヴェラ}, kind: state, aliases: [Varn]}\n"
        "  - {id: T, name: Tolm, kind: state}\n"
        "  - {id: ann, name: Ann Odd, kind: person, of: T, role: envoy}\n"
        "apart: [[V, T]]\n",
        encoding="utf-8",
    )
    made = draft(dispatch, people=file)
    assert [(party.id, party.name.ja) for party in made.case.parties] == [("V", "ヴェラ"), ("T", "Tolm")]
    assert made.case.party("T").delegations[0].members[0].id == "ann"
    assert "kept apart" in made.yaml()
    assert reads(made.yaml()) == made.case


@pytest.mark.parametrize(
    "wrong",
    [
        "actors: []\n",
        "people: [a]\n",
        "actors: [{id: V, name: Verra, kind: country}]\n",
        "actors: [{id: 'V V', name: Verra, kind: state}]\n",
        "actors: [{id: V, name: Verra, kind: state, colour: red}]\n",
        "actors: [{id: V, name: Verra, kind: state}, {id: V, name: Varn, kind: state}]\n",
        "actors: [{id: V, name: Verra, kind: state}]\napart: [[V, T]]\n",
        "actors: [{id: ann, name: Ann, kind: person, of: T}]\n",
        "actors: [just a name]\n",
    ],
)
def test_a_file_of_names_is_refused_with_its_fault(dispatch: Path, tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "names.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(BadInput) as said:
        draft(dispatch, people=file)
    assert "actors" in str(said.value) or "people" in str(said.value)


def test_parties_may_come_from_a_case(dispatch: Path, tmp_path: Path) -> None:
    first = tmp_path / "case.yaml"
    first.write_text(draft(dispatch).yaml(), encoding="utf-8")
    made = draft(dispatch, case=first)
    assert {party.id for party in made.case.parties} == {"verra", "tolm"}
    assert reads(made.yaml()) == made.case
    other = draft(dispatch, case="moscow-2025-12-02")
    assert {party.id for party in other.case.parties} == {"US", "RU", "UA", "EU", "WEU"} & {
        party.id for party in entaku.case("moscow-2025-12-02").parties
    }
    assert reads(other.yaml()) == other.case


def test_without_a_day_or_anybody_named_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The Verra government waits for the Tolm navy.", encoding="utf-8")
    with pytest.raises(NotPossible, match="--day"):
        draft(file)
    file.write_text("Nothing but rain on the hills.", encoding="utf-8")
    with pytest.raises(NotPossible, match="--names"):
        draft(file, day=date(2026, 3, 5))
    with pytest.raises(NotFound):
        draft(tmp_path / "none.txt")


def test_a_web_page_gives_its_own_day_where_its_data_agree(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    body = "<p>The Verra government waits. The Tolm navy waits. Verra says that it agrees.</p>"
    meta = '<meta property="article:published_time" content="2026-02-03T10:00:00Z">'
    file.write_text(
        f"<html><head><title>A page</title>{meta}</head><body>{body}</body></html>", encoding="utf-8"
    )
    made = draft(file)
    assert made.case.as_of == date(2026, 2, 3)
    assert made.case.title.en == "A page"
    assert made.case.sources[0].shown_dates == {"meta article:published_time": date(2026, 2, 3)}
    other = '<meta name="date" content="2026-02-09">'
    file.write_text(f"<html><head>{meta}{other}</head><body>{body}</body></html>", encoding="utf-8")
    with pytest.raises(NotPossible):
        draft(file)


def test_what_a_text_hides_does_not_break_the_file(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    odd = 'The Verra government said "yes: #1"\u200b \U0001f6a2. The Tolm navy reportedly left \u202eback\u202c: - {a}.'
    file.write_text(odd, encoding="utf-8")
    made = draft(file, day=date(2026, 3, 5))
    assert reads(made.yaml()) == made.case


@pytest.fixture(scope="module")
def first_page(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    file = tmp_path_factory.mktemp("text") / "dispatch.txt"
    file.write_text(DISPATCH, encoding="utf-8")
    return brief(file, asked=FEW)


def test_a_first_page_comes_from_text_alone_and_is_marked(first_page: Brief) -> None:
    page = first_page.briefing
    assert "UNREVIEWED" in page.first.answer.en
    assert "未確認" in page.first.answer.ja
    assert "Verra and Tolm" in page.first.answer.en
    lines = " ".join(line.text.en for line in page.first.also)
    assert (
        "Monitors: Verra: “Verra's spokesman says that inspectors are not on the agenda” (reported, P1.s2)"
        in lines
    )
    assert "Kept out, as the text has it: Tolm" in lines
    assert "Will Tolm answer by 20 March? (yes or no; by 20 March 2026; lacking: who decides)" in lines
    assert "2 of 5 claims of the body (40%)" in page.first.slant[0].en
    assert [one.lens for one in page.idle] != []
    assert {one.lens for one in page.idle} == set(lens_names())
    assert all(one.missing for one in page.idle)
    assert [section.lens for section in page.sections] == ["text"]


def test_every_word_of_the_first_page_is_there_in_both_languages(document: Path) -> None:
    page = brief(document, asked=FEW).briefing
    texts = [
        page.first.question,
        page.first.answer,
        page.first.firmness,
        *page.first.slant,
        *page.first.not_stated,
    ]
    texts += [line.text for line in (*page.first.rests_on, *page.first.also, *page.watch)]
    texts += [finding.text for section in page.sections for finding in section.findings]
    assert all(text.en and text.ja for text in texts)
    known = set(page.bases)
    assert all(set(f.because) <= known | {ANALYST} for s in page.sections for f in s.findings)


def test_the_first_page_is_a_briefing_like_any_other(first_page: Brief) -> None:
    held = json.loads(first_page.json())
    jsonschema.validate(held, schema())
    for language in LANGUAGES:
        mark = "UNREVIEWED" if language == "en" else "未確認"
        assert mark in first_page.text(language)
        assert mark in first_page.markdown(language)
        assert mark in first_page.html(language)
    assert "text-said" in first_page.tables()


def test_a_file_that_is_no_yaml_is_a_document_and_a_name_of_the_catalogue_is_a_case(
    dispatch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = dispatch.with_suffix(".yaml")
    case.write_text(draft(dispatch).yaml(), encoding="utf-8")
    assert brief(case, asked=FEW).briefing.sections[0].lens != "text"
    monkeypatch.chdir(dispatch.parent)
    Path("notes").write_text(DISPATCH, encoding="utf-8")
    assert brief("notes", asked=FEW).briefing.case == "notes"
    assert brief("bill_and_jack", asked=FEW).briefing.case == "bill_and_jack"
    with pytest.raises(NotPossible, match="entaku draft"):
        brief(dispatch, ["room"])


def test_a_draft_knows_how_it_was_made(dispatch: Path) -> None:
    made = draft(dispatch)
    assert isinstance(made, Draft)
    assert made.remarks()[0].en.startswith("5 claims, 3 hedged or attributed")
