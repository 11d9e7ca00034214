"""At the table or on the menu: whose consent is needed, who can be bypassed, what absence costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import Verdict, dummies, minimal_blocking, minimal_sets, veto_players
from entaku.kernels.power import banzhaf_raw, deegan_packel, johnston, public_good_index, shapley_shubik
from entaku.lenses.seats.figures import consent_figure, draft_figure, verdict_figure
from entaku.lenses.seats.words import (
    ABSENCE,
    CARD,
    CONSENT,
    HEADLINES,
    NOBODY,
    RULE,
    SERVED,
    UNKNOWN,
    VERDICT_IN,
    VERDICTS,
)
from entaku.model.finding import Figure, Finding, Firmness, Strength
from entaku.model.text import Text, listed, say
from entaku.space.closing import LISTED, closing
from entaku.space.consent import members, stated
from entaku.space.evidence import percent, share, strength
from entaku.space.seating import tables
from entaku.space.study import Study
from entaku.space.verdicts import Game, Seating, deal_stated, games, main_verdict, seating

TOLERANCE = 0.01
"""How far a party must be from no deal, in its own range, to count as better or worse off."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seats:
    """Who is needed, seated, bypassed or disposed of, draft by draft and table by table."""

    study: Study
    games: tuple[Game, ...]
    seatings: tuple[Seating, ...]
    exposed: Mapping[str, Bools]
    absence: Mapping[str, float]

    def findings(self) -> tuple[Finding, ...]:
        """Give the latest draft's verdicts first, then exposure and the price of an empty seat."""
        if not self.seatings:
            return tuple(self._consent(game, headline=game is self.games[0]) for game in self.games)
        seating = self.seatings[0]
        names = self.study.parties
        everybody = len(seating.table.parties) == len(self.study.parties)
        parts = [self._consent(seating.game, headline=True) if everybody else self._headline(seating)]
        parts += self._unknown(seating)
        parts += [self._verdict(seating, place) for place in range(len(names))]
        parts += [self._consent(game) for game in self.games[1 if everybody else 0 :]]
        parts += [self._elsewhere(place) for place in range(len(names)) if self._moves(place)]
        absent = [name for name in names if name not in seating.table.parties]
        parts += [
            self._exposure(name) for name in absent if name in self.exposed and self.exposed[name].any()
        ]
        parts += [self._absence(name) for name in self.absence]
        return tuple(parts)

    def figures(self) -> tuple[Figure, ...]:
        """Give the verdicts by table, and who is needed for which clause."""
        if not self.games:
            return ()
        seated = (
            (verdict_figure(self.study, self.seatings), draft_figure(self.study, self.games, self.seatings))
            if self.seatings
            else ()
        )
        return (*seated, consent_figure(self.study, self.games))

    def missing(self) -> tuple[Text, ...]:
        """Name what the case lacks: drafts, rounds, or who carries a clause out."""
        lacking = []
        if not self.games:
            lacking.append(
                say(
                    "No draft asks for anything to be carried out: state drafts with terms.",
                    "実行を要する条項のある草案がない。termsのある草案をdraftsに記すこと。",
                )
            )
        if not self.study.case.rounds:
            lacking.append(
                say(
                    "No round says who sat at the table: state rounds with seats.",
                    "誰が席に着いたかを示す会合がない。seatsのある会合をroundsに記すこと。",
                )
            )
        unstated = {
            (clause.issue.id, clause.option.id): clause
            for game in self.games
            for clause in game.clauses
            if not stated(clause.option)
        }
        lacking.extend(
            say(
                "Who can carry out “{option}” ({issue}) is not stated: state performs for it.",
                "「{option}」（{issue}）を誰が実施できるかは述べられていない。performsを記すこと。",
                option=clause.option.name,
                issue=clause.issue.name,
            )
            for clause in unstated.values()
        )
        return tuple(lacking)

    def data(self) -> dict[str, Any]:
        """Give games, verdicts, exposure and the price of absence as plain JSON values."""
        draws = self.study.ensemble
        return {
            "parties": list(self.study.parties),
            "draws": draws.size,
            "seed": draws.seed,
            "drafts": {game.draft.id: self._game_data(game) for game in self.games},
            "verdicts": [
                {
                    "draft": seating.game.draft.id,
                    "table": seating.table.id,
                    "seated": list(seating.table.parties),
                    "verdicts": dict(zip(self.study.parties, map(dict, seating.verdicts), strict=True)),
                    "served": dict(zip(self.study.parties, map(dict, seating.served), strict=True)),
                    "lacking": [list(some) for some in seating.lacking],
                    "expendable": list(seating.expendable),
                }
                for seating in self.seatings
            ],
            "exposure": {name: share(draws, held) for name, held in self.exposed.items()},
            "cost_of_absence": dict(self.absence),
        }

    def _game_data(self, game: Game) -> dict[str, Any]:
        case, winning = self.study.case, game.winning
        indices = (shapley_shubik, johnston, deegan_packel, public_good_index)
        return {
            "clauses": {clause.issue.id: clause.option.id for clause in game.clauses},
            "winning_coalitions": int(winning.sum()),
            "minimal_winning": [list(members(case, some)) for some in minimal_sets(winning)],
            "minimal_blocking": [list(members(case, some)) for some in minimal_blocking(winning)],
            "veto_players": list(members(case, veto_players(winning))),
            "dummies": list(members(case, dummies(winning))),
            "banzhaf_raw": dict(zip(self.study.parties, banzhaf_raw(winning), strict=True)),
            **{
                index.__name__: dict(zip(self.study.parties, map(str, index(winning)), strict=True))
                for index in indices
            },
        }

    def _headline(self, seating: Seating) -> Finding:
        groups: dict[Verdict, list[Text]] = {verdict: [] for verdict in VERDICTS}
        for place, party in enumerate(self.study.case.parties):
            groups[main_verdict(seating.verdicts[place])[0]].append(party.name)
        names = {party.id: party.name for party in self.study.case.parties}
        ways = [listed([names[party] for party in some]) for some in seating.lacking if some]
        template = HEADLINES[bool(ways), bool(groups[Verdict.ON_THE_MENU])]
        text = (template if seating.game.winning.any() else NOBODY).filled(
            draft=seating.game.draft.title,
            table=seating.table.name,
            seated=[self.study.case.party(name).name for name in seating.table.parties],
            absent=Text(" or ".join(way.en for way in ways), "または".join(way.ja for way in ways)),
            menu=groups[Verdict.ON_THE_MENU],
        )
        least = min(main_verdict(shares)[1] for shares in seating.verdicts)
        because = (seating.game.draft.id, *_options(seating.game), *_rounds(self.study))
        strong = self._strong(least, firm=all(seating.firm))
        return _finding("verdict", text, strong, because, headline=True)

    def _unknown(self, seating: Seating) -> list[Finding]:
        """Name the absent of whom it cannot be told whether they are on the menu."""
        who = [
            party.name
            for place, party in enumerate(self.study.case.parties)
            if main_verdict(seating.verdicts[place])[0] == Verdict.NOT_STATED
        ]
        if not who:
            return []
        text = UNKNOWN.filled(who=who, draft=seating.game.draft.title)
        return [_finding("unknown", text, Strength(firmness=Firmness.NOT_STATED), (seating.game.draft.id,))]

    def _verdict(self, seating: Seating, place: int) -> Finding:
        party = self.study.case.parties[place]
        verdict, held = main_verdict(seating.verdicts[place])
        served, served_held = max(seating.served[place].items(), key=lambda item: item[1])
        text = VERDICT_IN[held == 1.0, served_held == 1.0].filled(
            party=party.name,
            verdict=VERDICTS[verdict],
            held=percent(held),
            served=SERVED[served],
            served_held=percent(served_held),
        )
        because = (seating.game.draft.id, *(s.id for s in self.study.case.of(party.id)))
        strong = self._strong(held, firm=seating.firm[place])
        return _finding(f"verdict-{party.id}", text, strong, because)

    def _strong(self, held: float, *, firm: bool) -> Strength:
        """Say how firmly a verdict holds: by the coding alone, unless performers are read or draws differ."""
        draws = self.study.ensemble.effective
        if held == 1.0:
            return Strength(firmness=Firmness.CODED if firm else Firmness.NOT_STATED, draws=draws)
        margin = 2.0 * sqrt(held * (1.0 - held) / draws)
        return Strength(firmness=Firmness.SHARE, share=held, margin=margin, draws=draws)

    def _consent(self, game: Game, *, headline: bool = False) -> Finding:
        """Say who can block a draft alone, and who is part of no smallest coalition that can carry it out."""
        case = self.study.case
        blocking, idle = members(case, veto_players(game.winning)), members(case, dummies(game.winning))
        text = CONSENT[bool(blocking), bool(idle)].filled(
            draft=game.draft.title,
            veto=[case.party(name).name for name in blocking],
            idle=[case.party(name).name for name in idle],
            n=len(minimal_sets(game.winning)),
        )
        if not game.winning.any():
            text = NOBODY.filled(draft=game.draft.title)
        because = (game.draft.id, *_options(game))
        strong = Strength(firmness=Firmness.CODED)
        return _finding(f"consent-{game.draft.id}", text, strong, because, headline=headline)

    def _moves(self, place: int) -> bool:
        """Tell whether a party's verdict on the first draft changes with the reading of the table."""
        draft = self.seatings[0].game.draft.id
        return (
            len({main_verdict(s.verdicts[place])[0] for s in self.seatings if s.game.draft.id == draft}) > 1
        )

    def _elsewhere(self, place: int) -> Finding:
        first = self.seatings[0]
        here, _ = main_verdict(first.verdicts[place])
        other = next(
            s for s in self.seatings if s.game == first.game and main_verdict(s.verdicts[place])[0] != here
        )
        text = say(
            "The verdict on {party} depends on which table is meant: {here} for {one}, {there} for {two}.",
            "{party}の判定は席の読み方で変わる。「{one}」なら「{here}」、「{two}」なら「{there}」である。",
            party=self.study.case.parties[place].name,
            here=VERDICTS[here],
            one=first.table.name,
            there=VERDICTS[main_verdict(other.verdicts[place])[0]],
            two=other.table.name,
        )
        party = self.study.parties[place]
        return _finding(f"table-{party}", text, Strength(firmness=Firmness.CODED), _rounds(self.study))

    def _exposure(self, name: str) -> Finding:
        held = self.exposed[name]
        text = say(
            "In {held} of the draws the others at the table could close and carry out some package that "
            "leaves {party} worse off than no deal, without {party}.",
            "標本の{held}では、席に居る他の当事者が、{party}にとって決裂より悪い合意案を{party}抜きで"
            "まとめ、実施できる。",
            held=percent(share(self.study.ensemble, held)),
            party=self.study.case.party(name).name,
        )
        because = tuple(statement.id for statement in self.study.case.of(name))
        return _finding(f"exposure-{name}", text, strength(self.study.ensemble, held), because)

    def _absence(self, name: str) -> Finding:
        gain = self.absence[name]
        text = ABSENCE[(gain > TOLERANCE) - (gain < -TOLERANCE)].filled(
            party=self.study.case.party(name).name, gain=f"{abs(gain):.2f}"
        )
        because = tuple(statement.id for statement in self.study.case.of(name))
        strong = Strength(firmness=Firmness.AVERAGE, draws=self.study.ensemble.effective)
        return _finding(f"absence-{name}", text, strong, because)


def look(study: Study) -> Seats:
    """Whose consent does each draft need, who sits at the table, and what does that make of the others?"""
    case = study.case
    played, seated = games(case), tables(case)
    seatings = tuple(seating(study, game, table, TOLERANCE) for game in played for table in seated)
    exposed: dict[str, Bools] = {}
    absence: dict[str, float] = {}
    about = [party for party in study.parties if seated and deal_stated(study, party)]
    if about and played and study.outcomes.count <= LISTED:
        found = closing(study, seated[0].parties, about, TOLERANCE)
        for party in about:
            place = study.parties.index(party)
            exposed[party] = found.exposed[:, place]
            if party not in seated[0].parties:
                change = found.with_seat[:, place] - found.without[:, place]
                absence[party] = float(study.ensemble.weights @ change)
    return Seats(study, played, seatings, exposed, absence)


def _options(game: Game) -> tuple[str, ...]:
    return tuple(f"{clause.issue.id}.{clause.option.id}" for clause in game.clauses)


def _rounds(study: Study) -> tuple[str, ...]:
    return tuple(round_.id for round_ in study.case.rounds)


def _finding(
    name: str, text: Text, strong: Strength, because: tuple[str, ...], *, headline: bool = False
) -> Finding:
    return Finding(
        id=f"seats-{name}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=RULE,
        because=tuple(dict.fromkeys(because)),
        headline=headline,
        page="also" if name.startswith(("absence", "unknown")) else "",
    )
