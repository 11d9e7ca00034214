"""At the table or on the menu: whose consent is needed, who can be bypassed, what absence costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import Verdict, dummies, minimal_blocking, minimal_sets, veto_players
from entaku.kernels.power import banzhaf_raw, deegan_packel, johnston, public_good_index, shapley_shubik
from entaku.lenses.seats.words import (
    ABSENCE,
    CARD,
    CONSENT,
    HEADLINES,
    NOBODY,
    RULE,
    SERVED,
    VERDICT_IN,
    VERDICTS,
)
from entaku.model.finding import Column, Figure, Finding, Firmness, Strength, column
from entaku.model.text import Text, say
from entaku.model.wording import option_in_full
from entaku.space.closing import LISTED, closing
from entaku.space.consent import clause_winning, members, stated
from entaku.space.drafts import Clause
from entaku.space.evidence import percent, share, strength
from entaku.space.seating import tables
from entaku.space.study import Study
from entaku.space.verdicts import NAMES, Game, Seating, deal_stated, games, main_verdict, seating

CHARTED = frozenset({"latest", "process"})
"""Which readings of the table are drawn; all of them are in the data."""
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
        seated = (self._verdict_figure(), self._draft_figure()) if self.seatings else ()
        return (*seated, self._consent_figure())

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
            clause.option.id: clause
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
        absent = groups[Verdict.NEEDED] + groups[Verdict.NEEDED_ONE_OF]
        text = HEADLINES[bool(absent), bool(groups[Verdict.ON_THE_MENU])].filled(
            draft=seating.game.draft.title,
            table=seating.table.name,
            seated=[self.study.case.party(name).name for name in seating.table.parties],
            absent=absent,
            menu=groups[Verdict.ON_THE_MENU],
        )
        least = min(main_verdict(shares)[1] for shares in seating.verdicts)
        kind = Firmness.CODED if least == 1.0 else Firmness.SHARE
        because = (seating.game.draft.id, *_options(seating.game), *_rounds(self.study))
        strong = Strength(firmness=kind, share=least, draws=self.study.ensemble.effective)
        return _finding("verdict", text, strong, because, headline=True)

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
        firm = Firmness.CODED if held == 1.0 and seating.firm[place] else Firmness.SHARE
        because = (seating.game.draft.id, *(s.id for s in self.study.case.of(party.id)))
        strong = Strength(firmness=firm, share=held, draws=self.study.ensemble.effective)
        return _finding(f"verdict-{party.id}", text, strong, because)

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

    def _verdict_figure(self) -> Figure:
        rows = tuple(
            (party.name, seating.table.name, VERDICTS[verdict], seating.verdicts[place][NAMES[verdict]])
            for seating in self.seatings
            if seating.game == self.seatings[0].game and seating.table.id in CHARTED
            for place, party in enumerate(self.study.case.parties)
            for verdict in VERDICTS
            if NAMES[verdict] in seating.verdicts[place]
        )
        return Figure(
            id="seats-verdicts",
            lens=CARD.name,
            title=say("Who is at the table: {d}", "誰が席に居るか：{d}", d=self.seatings[0].game.draft.title),
            kind="stacked",
            columns=(
                Column(id="party", title=Text("party", "当事者"), role="label"),
                Column(id="table", title=Text("table", "席の読み方"), role="series"),
                Column(id="verdict", title=Text("verdict", "判定"), role="mark"),
                Column(id="share", title=Text("share of draws", "標本の割合"), role="x", form="share"),
            ),
            rows=rows,
            caption=Text(
                "Each bar is one party at one reading of the table; its parts are verdicts by share of draws.",
                "棒は席の読み方ごとの各当事者を表し、その内訳は各判定の標本の割合である。",
            ),
            rule=RULE,
        )

    def _draft_figure(self) -> Figure:
        """Show draft by party how each is served against no deal, and in which share of the draws."""
        first = {seating.game.draft.id: seating for seating in reversed(self.seatings)}
        rows = []
        for game in self.games:
            for place, party in enumerate(self.study.case.parties):
                served, held = max(first[game.draft.id].served[place].items(), key=lambda item: item[1])
                template = Text("{s}", "{s}") if held == 1.0 else Text("{s} ({h})", "{s}（{h}）")
                rows.append(
                    (game.draft.title, party.name, template.filled(s=SERVED[served], h=percent(held)))
                )
        return Figure(
            id="seats-drafts",
            lens=CARD.name,
            title=Text("Each draft against no deal", "草案ごとの決裂との比較"),
            kind="matrix",
            columns=(
                column("draft", Text("draft", "草案"), "y"),
                column("party", Text("party", "当事者"), "x"),
                column("served", Text("served", "得失"), "mark"),
            ),
            rows=tuple(rows),
            caption=Text(
                "The most frequent answer for each party, with its share of the draws. What a draft leaves open is "
                "completed at the party's worst and at its best.",
                "当事者ごとに最も多い答えと、それが成り立つ標本の割合。草案が未決のまま残す点は、"
                "その当事者にとって最悪の場合と最良の場合の両方で補う。",
            ),
            rule=RULE,
        )

    def _consent_figure(self) -> Figure:
        case = self.study.case
        rows = tuple(
            (party.name, option_in_full(case, clause.issue, clause.option), _role(self.study, clause, place))
            for game in self.games
            for clause in game.clauses
            for place, party in enumerate(case.parties)
        )
        return Figure(
            id="seats-consent",
            lens=CARD.name,
            title=Text("Whose consent each clause needs", "条項ごとに誰の同意が要るか"),
            kind="matrix",
            columns=(
                Column(id="party", title=Text("party", "当事者"), role="y"),
                Column(id="clause", title=Text("clause", "条項"), role="x"),
                Column(id="role", title=Text("consent", "同意"), role="mark"),
            ),
            rows=tuple(dict.fromkeys(rows)),
            caption=Text(
                "“Needed”: nobody can carry the clause out without this party. “Replaceable”: others can.",
                "「必要」は、その当事者なしには誰も条項を実施できないことを、「代替可」は、"
                "他の者でも実施できることを示す。",
            ),
            rule=RULE,
        )


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


def _role(study: Study, clause: Clause, place: int) -> Text:
    if not stated(clause.option):
        return Text("not stated", "記載なし")
    winning = clause_winning(study.case, clause.option, "lenient")
    if not winning.any():
        return Text("nobody can", "誰も実施できない")
    if veto_players(winning) >> place & 1:
        return Text("needed", "必要")
    return (
        Text("not involved", "関与なし") if dummies(winning) >> place & 1 else Text("replaceable", "代替可")
    )


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
        page="also" if name.startswith("absence") else "",
    )
