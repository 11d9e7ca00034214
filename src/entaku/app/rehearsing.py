"""From a case to a rehearsal of its talks, and what it shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from entaku.app.asking import PLAIN, Asked
from entaku.app.briefs import Brief, audience_of, laid_out, run_of
from entaku.app.tables import Tables
from entaku.app.wishes import NOBODY, Talks, known, refuse
from entaku.briefing.compose import compose
from entaku.briefing.page import Briefing, Section
from entaku.model.case import Case, KeyQuestion
from entaku.model.errors import NotPossible
from entaku.model.text import Language, Text, listed, say
from entaku.rehearsal import own
from entaku.rehearsal.accepting import RULES
from entaku.rehearsal.arranging import PROTOCOLS, Arrangement
from entaku.rehearsal.changing import changes
from entaku.rehearsal.manner import Manner, manner
from entaku.rehearsal.rehearsed import Asked as Played
from entaku.rehearsal.rehearsed import Rehearsal, rehearse
from entaku.rehearsal.starting import begins_with, text_of
from entaku.rehearsal.strategies import cards
from entaku.rehearsal.telling import words
from entaku.rehearsal.telling.assumed import assumptions
from entaku.rehearsal.telling.figures import figures
from entaku.rehearsal.telling.findings import findings
from entaku.space.silence import wishes_unstated
from entaku.space.study import Study

__all__ = ["PROTOCOLS", "Rehearsed", "Talks", "play_out"]

ROUNDS: Mapping[str, int] = {"offers": 20, "text": 60, "shuttle": 12}
"""How many rounds, proposals or visits where nobody says."""
LISTENERS = frozenset({"informed"})
"""Strategies to which it matters what they are told of the others' answers."""
SHUTTLED = 500
"""On how many plays, at most, a shuttle is played: its mediator weighs many draws at every visit."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal that shows itself and gives its tables."""

    made: Rehearsal
    missing: tuple[Text, ...]
    audience: tuple[str, ...] = ()

    def briefing(self) -> Briefing:
        """Give the page: the answer first, then what it rests on and what is assumed."""
        study = self.made.study
        told = assumptions(study, self.made.arrangement)
        section = Section(
            lens=words.CARD.name,
            title=words.CARD.title,
            question=words.CARD.question,
            findings=findings(self.made),
            figures=figures(self.made),
            missing=self.missing,
            assumes=_in_a_row((words.CARD.assumes, *told, words.CARD.doubt)),
            sources=words.CARD.sources,
        )
        asked = replace(study.case, question=KeyQuestion(text=words.CARD.question, lenses=(words.CARD.name,)))
        return compose(asked, [section], run_of(study), self.audience)

    def text(self, language: Language = "en") -> str:
        """Give what the terminal shows, without colours."""
        return Brief(self.briefing()).text(language)

    def html(self, language: Language = "en") -> str:
        """Give one self-contained page."""
        return Brief(self.briefing()).html(language)

    def markdown(self, language: Language = "en") -> str:
        """Give the page as Markdown."""
        return Brief(self.briefing()).markdown(language)

    def show(self, language: Language = "en") -> None:
        """Print it to the terminal."""
        Brief(self.briefing()).show(language)

    def tables(self) -> Tables:
        """Give all figures as tables."""
        return Tables(figures(self.made))

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        made = self.made
        parties = made.study.parties
        return {
            "protocol": made.arrangement.protocol,
            "parties": list(made.arrangement.parties),
            "rounds": made.arrangement.rounds,
            "months": made.arrangement.months,
            "mediator": made.arrangement.mediator,
            "itinerary": list(made.arrangement.itinerary),
            "plays": made.plays,
            "seed": made.study.ensemble.seed,
            "room": made.room,
            "ways": [
                {
                    "way": one.named.name.en,
                    "strategies": {
                        party: each.said
                        for party, each in zip(made.arrangement.bargaining, one.named.way, strict=True)
                    },
                    "deals": one.share,
                    "ends": _counted(one.ends.how.tolist()),
                    "gain": dict(zip(parties, one.gains.mean(axis=0).tolist(), strict=True)),
                }
                for one in made.outcomes
            ],
            "changes": [
                {
                    "change": one.name.en,
                    "before": one.before,
                    "after": one.after,
                    "margin": one.margin,
                    "gain": dict(zip(parties, one.gained.tolist(), strict=True)),
                    "gain_margin": dict(zip(parties, one.margins.tolist(), strict=True)),
                }
                for one in made.changes
            ],
            "assumptions": [
                {"en": one.en, "ja": one.ja} for one in assumptions(made.study, made.arrangement)
            ],
        }

    def json(self) -> str:
        """Give the data as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"


def play_out(case: str | Path | Case, talks: Talks, asked: Asked = PLAIN) -> Rehearsed:
    """How do the talks of a case go when they are played out, thousands of times over its draws?

    Raises
    ------
    NotFound, BadInput
        The case, or a name in `talks`, is not there or has faults.
    NotPossible
        The talks cannot be held so; the message says why.

    Examples
    --------
    >>> made = play_out("bill_and_jack", Talks(rounds=10, compared=False), Asked(draws=20))
    >>> made.data()["ways"][0]["deals"]
    1.0
    """
    plays = min(asked.draws, SHUTTLED) if talks.protocol == "shuttle" else asked.draws
    study = laid_out(case, replace(asked, draws=plays))
    arrangement = arranged(study, talks)
    lacking = wishes_unstated(study)
    if lacking:
        raise NotPossible("nothing is stated of what the parties want, so there is nothing to play for")
    manners = _manners(study.case, talks.strategies)
    listens = any(one.name in LISTENERS or own.elsewhere(one.name) for one in manners.values())
    compared = changes(study, arrangement, listens=listens) if talks.compared else ()
    made = rehearse(study, arrangement, Played(plays, manners, compared), asked.tell)
    return Rehearsed(made, _missing(study.case, arrangement), audience_of(asked))


def arranged(study: Study, talks: Talks) -> Arrangement:
    """Which arrangement do a person's wishes and the case give?"""
    case = study.case
    parties, rounds = _parties(case, talks), talks.rounds or ROUNDS[talks.protocol]
    refuse(case, talks, parties, rounds)
    mediator = talks.mediator or _mediating(case, talks.protocol, parties)
    most = float(study.ensemble.no_deal.shape[2] - 1)
    itinerary = talks.itinerary
    if talks.protocol == "shuttle" and not itinerary and talks.next == "coded":
        itinerary = _journey(case, parties, mediator)
    return Arrangement(
        protocol=talks.protocol,
        parties=parties,
        rounds=rounds,
        months=most if talks.months < 0 else talks.months,
        joins=talks.joins,
        leaves=talks.leaves,
        consent=talks.consent,
        clock=talks.clock,
        last=talks.last,
        mediator="" if mediator == NOBODY else mediator,
        start=0
        if talks.protocol == "offers"
        else text_of(study, talks.start or begins_with(study, mediator)),
        interest=talks.interest,
        adopt=talks.adopt,
        voice=talks.voice,
        itinerary=itinerary,
        next="least" if talks.next == "least" else "binding",
        carries=talks.carries,
    )


def _parties(case: Case, talks: Talks) -> tuple[str, ...]:
    chosen = [*(talks.order or case.needed)]
    chosen += [party for party in talks.also if party not in chosen]
    return tuple(party for party in chosen if party not in talks.without)


def _mediating(case: Case, protocol: str, parties: tuple[str, ...]) -> str:
    """Who mediates where nobody says: the party that the case calls a mediator, if it sits at the table."""
    if protocol == "offers":
        return ""
    return next((p.id for p in case.parties if "mediator" in p.roles and p.id in parties), "")


def _journey(case: Case, parties: tuple[str, ...], mediator: str) -> tuple[str, ...]:
    """In which order does the case say that the mediator met the parties? Each is visited at least once."""
    asked = [party for party in parties if party != mediator]
    held = sorted(case.rounds, key=lambda one: one.date.first.toordinal() if one.date else 0)
    met = [
        seat.party
        for one in held
        for seat in one.seats
        if seat.level in ("consulted", "drafts") and seat.party in asked
    ]
    return (*met, *(party for party in asked if party not in met)) if met else ()


def _manners(case: Case, strategies: Mapping[str, str]) -> dict[str, Manner]:
    known(case, tuple(party for party in strategies if party != "all"))
    named = {party.id: strategies["all"] for party in case.parties} if "all" in strategies else {}
    named |= {party: said for party, said in strategies.items() if party != "all"}
    return {party: manner(said) for party, said in named.items()}


def _missing(case: Case, arrangement: Arrangement) -> tuple[Text, ...]:
    """Name what the case does not say and the rehearsal therefore had to fill with every possibility."""
    unsaid = [
        case.party(party).name
        for party in arrangement.parties
        if not any(one.wish for one in case.preferences if one.party == party)
    ]
    lacking = []
    if unsaid:
        lacking.append(
            say(
                "What {who} want is not stated: every possibility is drawn alike, and what comes out for them "
                "says little.",
                "{who}が何を望むかは述べられていない。あらゆる可能性を等しく抽出したため、"
                "それについての結果から分かることは少ない。",
                who=listed(unsaid),
            )
        )
    if arrangement.protocol == "shuttle" and not case.rounds:
        lacking.append(
            Text(
                "In which order the mediator visits whom is not coded (rounds).",
                "仲介役が誰をどの順に訪ねるかは、会合（rounds）としてコード化されていない。",
            )
        )
    return tuple(lacking)


def _counted(codes: list[int]) -> dict[str, int]:
    from entaku.rehearsal.arranging import ENDS

    return {name: codes.count(place) for place, name in enumerate(ENDS) if place in codes}


def _in_a_row(sentences: tuple[Text, ...]) -> Text:
    return Text(" ".join(one.en for one in sentences), "".join(one.ja for one in sentences))


def strategies_data() -> dict[str, Any]:
    """Give what is known of strategies and rules of acceptance as plain JSON values."""
    return {
        "strategies": {
            name: {
                "title": _both(card.title),
                "does": _both(card.does),
                "source": card.source,
                "settings": {
                    key: {
                        "does": _both(one.does),
                        "default": one.default,
                        "allowed": list(one.words) if not one.numeric else [one.low, one.high],
                    }
                    for key, one in card.parameters.items()
                },
            }
            for name, card in cards().items()
        },
        "accept": {name: _both(rule.does) for name, rule in RULES.items()},
    }


def strategies_text(language: Language) -> str:
    """Give the same for a terminal."""
    lines = []
    for name, card in cards().items():
        lines += [f"{name}  {card.title.said(language)}", f"    {card.does.said(language)}"]
        for key, one in card.parameters.items():
            allowed = " | ".join(one.words) if not one.numeric else f"{one.low:g}..{one.high:g}"
            given = f"{one.default:g}" if isinstance(one.default, (int, float)) else one.default
            span = f" [{allowed}]" if allowed else ""
            lines.append(f"    {key}={given}{span}  {one.does.said(language)}")
        lines += [f"    {card.source}", ""]
    lines.append(ACCEPTING.said(language))
    lines += [f"    accept={name}  {rule.does.said(language)}" for name, rule in RULES.items()]
    return "\n".join(lines) + "\n"


ACCEPTING = Text(
    "Any of them may accept by another rule than its own:",
    "どの戦略も、自らの基準に代えて次の基準で受け入れることができる。",
)


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "ja": text.ja}
