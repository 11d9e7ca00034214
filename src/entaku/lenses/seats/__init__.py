"""At the table or on the menu: whose consent is needed, who can be bypassed, what absence costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from entaku.lenses.seats.drafts import (
    absence,
    consent,
    elsewhere,
    exposure,
    headline,
    unknown,
    unserved,
    verdicts,
)
from entaku.lenses.seats.figures import consent_figure, draft_figure, verdict_figure
from entaku.lenses.seats.games import game_data, game_figure, game_findings
from entaku.lenses.seats.indices import among_linked, indices, stable
from entaku.lenses.seats.parts import TOLERANCE
from entaku.lenses.seats.ties import bypasses, joint, met, power, spoilers
from entaku.lenses.seats.words import CARD, LACKING_DRAFTS, LACKING_PERFORMERS, LACKING_ROUNDS, TOO_MANY
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.allocating import Solved, solved
from entaku.space.closing import LISTED, closing
from entaku.space.consent import stated
from entaku.space.evidence import Bools, share
from entaku.space.seating import tables
from entaku.space.spoiling import Spoiler
from entaku.space.spoiling import spoilers as spoilers_of
from entaku.space.study import Study
from entaku.space.talking import Meeting, links, meetings
from entaku.space.verdicts import Game, Seating, deal_stated, games, seating

__all__ = ["CARD", "Seats", "look"]


@dataclass(frozen=True, slots=True)
class Seats:
    """Who is needed, seated, bypassed or disposed of, draft by draft and table by table; and coded games solved."""

    study: Study
    games: tuple[Game, ...]
    seatings: tuple[Seating, ...]
    exposed: Mapping[str, Bools]
    absence: Mapping[str, float]
    meetings: tuple[Meeting, ...]
    spoilers: tuple[tuple[Spoiler, ...], ...]
    nucleoli: tuple[Mapping[str, str], ...]
    solved: tuple[Solved, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Give the latest draft's verdicts first, then exposure, the price of an empty seat, and coded games."""
        found = [*self._on_drafts(), *game_findings(self.study, self.solved)]
        if found and not any(one.headline for one in found):
            found[0] = replace(found[0], headline=True)
        return tuple(found)

    def _on_drafts(self) -> list[Finding]:
        consents = [consent(self.study, game) for game in self.games]
        if not self.seatings:
            return [*consents, *self._on_latest()]
        first, study = self.seatings[0], self.study
        everybody = len(first.table.parties) == len(study.parties)
        parts = consents[:1] if everybody else [headline(study, first)]
        parts += [*unknown(study, first), *verdicts(study, first), *consents[1 if everybody else 0 :]]
        parts += [*elsewhere(study, self.seatings), *self._on_latest()]
        absent = [name for name in study.parties if name not in first.table.parties]
        parts += [
            exposure(study, name, self.exposed[name])
            for name in absent
            if name in self.exposed and self.exposed[name].any()
        ]
        return parts + [absence(study, name, gain) for name, gain in self.absence.items()]

    def _on_latest(self) -> list[Finding]:
        """Say of the latest draft what goes beyond single verdicts."""
        if not self.games:
            return []
        game, study = self.games[0], self.study
        return [
            *power(study, game),
            *joint(study, game),
            *spoilers(study, game, self.spoilers[0]),
            *met(study, game, self.meetings),
        ]

    def figures(self) -> tuple[Figure, ...]:
        """Give the verdicts by table, who is needed for which clause, and what rules give in coded games."""
        found = []
        if self.seatings:
            found = [
                verdict_figure(self.study, self.seatings),
                draft_figure(self.study, self.games, self.seatings),
            ]
        if self.games:
            found.append(consent_figure(self.study, self.games))
        return (*found, *([game_figure(self.study, self.solved)] if self.solved else []))

    def missing(self) -> tuple[Text, ...]:
        """Name what the case lacks: drafts, rounds, or who carries a clause out."""
        lacking = [] if self.games else [LACKING_DRAFTS]
        lacking += [] if self.study.case.rounds else [LACKING_ROUNDS]
        unstated = {
            (clause.issue.id, clause.option.id): clause
            for game in self.games
            for clause in game.clauses
            if not stated(clause.option)
        }
        lacking += [
            LACKING_PERFORMERS.filled(option=clause.option.name, issue=clause.issue.name)
            for clause in unstated.values()
        ]
        if self.seatings and self.study.outcomes.count > LISTED:
            lacking.append(TOO_MANY.filled(n=f"{self.study.outcomes.count:,}"))
        return (*lacking, *(unserved(self.study, self.seatings[0]) if self.seatings else ()))

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Can the others do without each party, as far as the latest draft goes?"""
        return bypasses(self.study, self.games[0]) if self.games else ()

    def data(self) -> dict[str, Any]:
        """Give games, verdicts, exposure and the price of absence as plain JSON values."""
        draws = self.study.ensemble
        return {
            "parties": list(self.study.parties),
            "draws": draws.size,
            "seed": draws.seed,
            "drafts": {game.draft.id: self._draft_data(place, game) for place, game in enumerate(self.games)},
            "verdicts": [self._verdict_data(seating) for seating in self.seatings],
            "exposure": {name: share(draws, held) for name, held in self.exposed.items()},
            "cost_of_absence": dict(self.absence),
            "met": [{"parties": list(each.parties), "rounds": list(each.rounds)} for each in self.meetings],
            "games": {each.game.id: game_data(each) for each in self.solved},
        }

    def _draft_data(self, place: int, game: Game) -> dict[str, Any]:
        case = self.study.case
        linked = links(case, self.meetings)
        return {
            **indices(case, game),
            "nucleolus": dict(self.nucleoli[place]),
            **(among_linked(case, game.winning, linked) if case.rounds else {}),
            "spoilers": [
                {
                    "parties": list(one.parties),
                    "clauses": [f"{clause.issue.id}.{clause.option.id}" for clause in one.clauses],
                    "worse": share(self.study.ensemble, one.worse) if one.stated else "not stated",
                }
                for one in self.spoilers[place]
            ],
        }

    def _verdict_data(self, seating: Seating) -> dict[str, Any]:
        parties = self.study.parties
        return {
            "draft": seating.game.draft.id,
            "table": seating.table.id,
            "seated": list(seating.table.parties),
            "verdicts": dict(zip(parties, map(dict, seating.verdicts), strict=True)),
            "served": dict(zip(parties, map(dict, seating.served), strict=True)),
            "lacking": [list(some) for some in seating.lacking],
            "expendable": list(seating.expendable),
        }


def look(study: Study) -> Seats:
    """Whose consent does each draft need, who sits at the table, and what does that make of the others?"""
    case = study.case
    played, seated = games(case), tables(case)
    exposed: dict[str, Bools] = {}
    absent: dict[str, float] = {}
    about = [party for party in study.parties if seated and deal_stated(study, party)]
    if about and played and study.outcomes.count <= LISTED:
        found = closing(study, seated[0].parties, about, TOLERANCE)
        for party in about:
            place = study.parties.index(party)
            exposed[party] = found.exposed[:, place]
            if party not in seated[0].parties:
                change = found.with_seat[:, place] - found.without[:, place]
                absent[party] = float(study.ensemble.weights @ change)
    return Seats(
        study=study,
        games=played,
        seatings=tuple(seating(study, game, table, TOLERANCE) for game in played for table in seated),
        exposed=exposed,
        absence=absent,
        meetings=meetings(case),
        spoilers=tuple(spoilers_of(study, game, TOLERANCE) for game in played),
        nucleoli=tuple(stable(case, game.winning) for game in played),
        solved=tuple(solved(game) for game in case.games),
    )
