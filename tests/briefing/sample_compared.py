"""The fictional briefing with three lenses that conclude something, set side by side, and one that is idle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entaku.briefing.compare import compared, disagreement, headline
from entaku.briefing.page import Idle, Section
from entaku.model.case import Case, KeyQuestion
from entaku.model.finding import Conclusion, Firmness, Strength, Topic
from entaku.model.party import Party
from entaku.model.text import Text
from tests.briefing.sample import AT_TABLE, BRIEFING, ROOM

SHARED = Strength(firmness=Firmness.SHARE, share=0.73, margin=0.02, draws=1850.2)
PROVED = Strength(firmness=Firmness.PROVED)

CASE = Case(
    entaku=1,
    id="sel-valley",
    title=BRIEFING.title,
    as_of=date(2031, 5, 12),
    question=KeyQuestion(text=Text("Is there a deal?", "合意はあるか。"), lenses=("seats",)),
    parties=(
        Party(id="brennick", name=Text("Brennick", "ブレニック"), kind="state"),
        Party(id="aldmoor", name=Text("Aldmoor", "アルドムーア"), kind="state"),
    ),
    issues=(),
)


def says(topic: Topic, answer: str, words: str, about: str = "", strength: Strength = SHARED) -> Conclusion:
    """Give a conclusion; its Japanese words are the English ones after a sign."""
    return Conclusion(
        topic=topic,
        answer=answer,
        text=Text(words, f"文：{words}"),
        strength=strength,
        assumes=Text(f"it takes {words} for granted.", f"{words}とする。"),
        finding="",
        about=about,
    )


def lens(name: str, ja: str, *conclusions: Conclusion) -> Section:
    """Give a section that concludes this."""
    return replace(ROOM, lens=name, title=Text(name, ja), conclusions=conclusions)


ROOMY = replace(
    ROOM,
    conclusions=(
        says(Topic.DEAL, "yes", "keys are shared"),
        says(Topic.PACKAGE, "sluice=joint;tolls=low", "[joint sluice; low tolls]"),
        says(Topic.WAITING, "no", "summer comes", "aldmoor"),
    ),
)
STIFF = lens(
    "standoff",
    "対峙",
    says(Topic.DEAL, "no", "nobody moves first", strength=PROVED),
    says(Topic.PACKAGE, "tolls=low", "[low tolls]"),
)
SLOW = lens("clock", "時計", says(Topic.WAITING, "no", "water is low", "aldmoor"))
SECTIONS = (ROOMY, AT_TABLE, STIFF, SLOW)
FOUND = compared(CASE, SECTIONS)
COMPARED = replace(
    BRIEFING,
    first=replace(BRIEFING.first, lenses=headline(FOUND)),
    sections=(*disagreement(FOUND), *SECTIONS[:2]),
    compared=FOUND,
    idle=(
        Idle(
            lens="pull",
            title=Text("Pull", "引力"),
            missing=(Text("Nobody stands anywhere.", "誰の立場もない。"),),
        ),
    ),
)
