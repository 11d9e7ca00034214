"""What the parts of this lens share: how a sentence becomes a finding, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Literal

from entaku.lenses.seats.words import CARD, MEMBERS, RULE
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.text import Text, listed
from entaku.space.study import Study
from entaku.space.verdicts import Game

TOLERANCE = 0.01
"""How far a party must be from no deal, in its own range, to count as better or worse off."""
MANY = 5
"""Up to how many parties are named in one list of a sentence; of more their number is told."""
CODED = Strength(firmness=Firmness.CODED)


def finding(name: str, text: Text, strong: Strength, because: Sequence[str], rule: Text = RULE) -> Finding:
    """Wrap a sentence of this lens; `verdict` is the answer to the lens's question."""
    page: Literal["", "also"] = "also" if name.startswith(("absence", "unknown")) else ""
    return Finding(
        id=f"seats-{name}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=rule,
        because=tuple(dict.fromkeys(because)),
        headline=name == "verdict",
        page=page,
    )


def strong(study: Study, held: float, *, firm: bool) -> Strength:
    """How firmly does a verdict hold? By the coding alone, unless performers are read or draws differ."""
    draws = study.ensemble.effective
    if held == 1.0:
        return Strength(firmness=Firmness.CODED if firm else Firmness.NOT_STATED, draws=draws)
    margin = 2.0 * sqrt(held * (1.0 - held) / draws)
    return Strength(firmness=Firmness.SHARE, share=held, margin=margin, draws=draws)


def options(game: Game) -> tuple[str, ...]:
    """Name the options that a draft asks for."""
    return tuple(f"{clause.issue.id}.{clause.option.id}" for clause in game.clauses)


def rounds(study: Study) -> tuple[str, ...]:
    """Name the rounds of the case."""
    return tuple(round_.id for round_ in study.case.rounds)


def names(study: Study, parties: Sequence[str]) -> list[Text]:
    """Give the names of parties."""
    return [study.case.party(party).name for party in parties]


def joined(sentences: Sequence[Text]) -> Text:
    """Put whole sentences one after the other."""
    return Text(" ".join(each.en for each in sentences), "".join(each.ja for each in sentences))


def few(study: Study, places: Sequence[int]) -> Text:
    """Name the parties at these places of the case, or say how many they are."""
    if len(places) > MANY:
        return MEMBERS.filled(n=len(places))
    return listed([study.case.parties[place].name for place in places])
