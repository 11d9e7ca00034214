"""What stands without a source: verdicts, searches, and what a page says of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

import entaku
from entaku.app.asking import Asked
from entaku.app.briefs import Brief
from entaku.app.sources import Sources, sources
from entaku.app.without import VERDICTS, droppable, judge, ranked
from entaku.model.case import Case
from entaku.model.errors import NotFound
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, Topic
from entaku.model.source import Claim, Source
from entaku.model.text import LANGUAGES, Language, Text, both
from tests.lenses import changed

FEW = Asked(draws=60)
LENSES = ("room", "seats")
MOSCOW = "moscow-2025-12-02"


@pytest.fixture(scope="module")
def moscow() -> Sources:
    return sources(MOSCOW, LENSES, FEW)


@pytest.fixture(scope="module")
def briefed() -> Brief:
    return entaku.brief(MOSCOW, asked=FEW)


@pytest.fixture
def unsearched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the search for the smallest set, which takes most of the time."""
    monkeypatch.setattr("entaku.app.sources.searches", lambda *_: {})


@dataclass(frozen=True)
class Said:
    """A result that has these findings and conclusions."""

    found: tuple[Finding, ...]
    concluded: tuple[Conclusion, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        return self.found

    def figures(self) -> tuple[Figure, ...]:
        return ()

    def missing(self) -> tuple[Text, ...]:
        return ()

    def conclusions(self) -> tuple[Conclusion, ...]:
        return self.concluded

    def data(self) -> dict[str, Any]:
        return {}


def share(part: float, margin: float = 0.03, firmness: Firmness = Firmness.SHARE) -> Strength:
    return Strength(firmness=firmness, share=part, margin=margin, draws=1000.0)


def finding(words: str, strength: Strength, *, headline: bool = False) -> Finding:
    return Finding(
        id="x", lens="room", text=both(words), strength=strength, rule=both("r"), headline=headline
    )


CODED = Strength(firmness=Firmness.CODED)
PROVED = Strength(firmness=Firmness.PROVED)
ALWAYS = share(1.0, 0.001, Firmness.EVERY_DRAW)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (finding("In 53%.", share(0.53)), finding("In 55%.", share(0.55)), "stands"),
        (finding("In 53%.", share(0.53)), finding("In 48%.", share(0.48)), "weakens"),
        (finding("In 53%.", share(0.53)), finding("In 60%.", share(0.60)), "strengthens"),
        (finding("Best is A, 53%.", share(0.53)), finding("Best is B, 54%.", share(0.54)), "reads otherwise"),
        (finding("Never.", PROVED), finding("Never.", ALWAYS), "weakens"),
        (finding("Always.", ALWAYS), finding("Always.", PROVED), "strengthens"),
        (finding("A is needed.", CODED), finding("A is needed.", CODED), "stands"),
        (finding("A is needed.", CODED), finding("B is needed.", CODED), "reads otherwise"),
        (finding("Costs .12.", CODED), finding("Costs .05.", CODED), "reads otherwise"),
    ],
)
def test_what_becomes_of_a_finding(old: Finding, new: Finding, verdict: str) -> None:
    (one,) = judge("room", Said((old,)), Said((new,)))
    assert one.verdict == verdict
    assert (one.before, one.after) == ((old,), (new,))


def test_a_headline_turns_with_its_answer_and_findings_come_and_go() -> None:
    def deal(answer: str) -> Conclusion:
        text = both("t")
        return Conclusion(
            topic=Topic.DEAL, answer=answer, text=text, strength=share(0.9), assumes=text, finding="x"
        )

    old, new = (
        finding("In 89%.", share(0.89), headline=True),
        finding("In 91%.", share(0.91), headline=True),
    )
    before, after = Said((old,), (deal("open"),)), Said((new,), (deal("yes"),))
    assert [one.verdict for one in judge("room", before, after)] == ["turns"]
    assert [one.verdict for one in judge("room", before, Said(()))] == ["falls"]
    assert [one.verdict for one in judge("room", Said(()), after)] == ["new"]
    named = replace(old, id="y", headline=False)
    mixed = judge("room", Said((named, old), (deal("open"),)), Said((new,), (deal("yes"),)))
    assert [one.finding.id for one in ranked(mixed)] == ["x", "y"]
    assert {one.verdict for one in mixed} <= set(VERDICTS)


def test_the_one_source_and_its_own_voice_are_dropped(moscow: Sources) -> None:
    source, own = moscow.dropped
    assert (source.kind, len(source.claims), own.kind, len(own.claims)) == ("source", 62, "own voice", 43)
    assert (source.loss.judgements, len(source.loss.lost), len(source.loss.leaning)) == (24, 8, 16)
    assert dict(source.loss.items)["drafts"] == ("us_revised", "eu_proposal")
    verdicts = {one.finding.id: one.verdict for one in source.judged}
    assert verdicts["seats-verdict"] == "falls"
    assert {one.verdict for one in own.judged if one.lens == "room"} == {"stands"}
    assert {one.lens for one in source.judged} == set(LENSES)


def test_one_claim_carries_the_answer_with_what_is_read_from_it(moscow: Sources) -> None:
    falling = moscow.searches["falling"]
    assert ("C50",) in [flip.claims for flip in falling.flips]
    assert falling.complete == 1
    assert moscow.searches["standing"].complete == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_it_in_both_languages(moscow: Sources, language: Language) -> None:
    said = "".join(line.strip() for line in moscow.text(language).splitlines())
    assert Text("Without RT, the only source, no claim is left", "唯一の情報源であるRTを除くと").said(
        language
    ).replace(" ", "") in said.replace(" ", "")
    assert "C50" in said
    assert "[sources-rt-own-voice]" in said
    for page in (moscow.html(language), moscow.markdown(language)):
        assert Text("What becomes of the findings", "所見はどうなるか").said(language) in page


@pytest.mark.usefixtures("unsearched")
def test_the_data_are_plain_json_and_the_same_again(moscow: Sources) -> None:
    held = json.loads(moscow.json())
    again = json.loads(sources(MOSCOW, LENSES, FEW).json())
    assert held == {**again, "smallest": held["smallest"]}
    assert (held["draws"], held["lenses"]) == (60, list(LENSES))
    found = held["dropped"][0]["findings"]
    assert {"id", "lens", "verdict", "before", "after"} <= set(found[0])
    assert held["smallest"]["falling"]["complete_to_size"] == 1


def second_source(case: Case) -> Case:
    """Give the case with a second paper, which says one thing that only a statement more rests on."""
    paper = Source(id="paper", title=both("p"), outlet=both("Paper"), ownership=both("o"), language="en")
    said = Claim(id="P1", source="paper", text=both("It says so."), holders=("author",), modality="asserted")
    more = replace(case.preferences[0], id="P", because=("P1",), says=case.preferences[0].says)
    return replace(
        case,
        sources=(*case.sources, paper),
        claims=(*case.claims, said),
        preferences=(*case.preferences, more),
    )


@pytest.mark.usefixtures("unsearched")
def test_a_source_that_only_repeats_leaves_all_findings_standing() -> None:
    case = second_source(entaku.case(MOSCOW))
    assert [(kind, name, len(claims)) for kind, name, claims in droppable(case)] == [
        ("source", "rt", 62),
        ("own voice", "rt", 43),
        ("source", "paper", 1),
    ]
    found = sources(case, ("room",), FEW)
    paper = found.dropped[2]
    assert {one.verdict for one in paper.judged} == {"stands"}
    assert paper.loss.lost == ("P",)
    assert "Without Paper (1 of 63 claims), 1 of 25 judgements" in " ".join(found.text().split())


def test_a_case_without_claims_says_what_is_lacking() -> None:
    found = sources("bill_and_jack", ("room",), FEW)
    assert (found.dropped, found.searches) == ((), {})
    assert "No claim is coded" in found.text()
    assert "becauseに言明を挙げること" in found.text("ja").replace("\n", "").replace(" ", "")


@pytest.mark.usefixtures("unsearched")
def test_what_is_confidential_changes_nothing() -> None:
    case = entaku.case(MOSCOW)
    told = changed.with_confidences(case)
    assert sources(told, ("room",), FEW).json() == sources(case, ("room",), FEW).json()


def test_an_unknown_lens_is_refused() -> None:
    with pytest.raises(NotFound, match="no lens is called 'rooom'"):
        sources(MOSCOW, ("rooom",), FEW)


def test_the_verb_is_at_the_front_door() -> None:
    assert entaku.sources is sources


def test_a_briefing_of_all_lenses_says_it_in_short_and_one_of_some_does_not(briefed: Brief) -> None:
    made = briefed
    lenses = [section.lens for section in made.briefing.sections]
    assert lenses[-1] == "sources"
    short = made.briefing.sections[-1]
    assert (short.figures, len(short.findings)) == ((), 3)
    assert "60 draws" in short.findings[0].text.en
    assert any("C50" in line.en for line in made.briefing.first.slant)
    asked = [name for name in lenses if name in entaku.case(MOSCOW).question.lenses]
    assert asked == list(entaku.case(MOSCOW).question.lenses)
    only = entaku.brief(MOSCOW, ["room"], FEW)
    assert [section.lens for section in only.briefing.sections] == ["room"]
    assert entaku.brief("bill_and_jack").briefing.sections[-1].lens != "sources"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_of_the_type_case_stays_on_a_long_screen(briefed: Brief, language: Language) -> None:
    said = briefed.text(language)
    assert said[: said.index("─" * 9)].count("\n") <= 68
