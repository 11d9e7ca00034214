"""What is said of each draft: who is needed, who sits, who is bypassed or disposed of, what absence costs."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.kernels.coalitions import Verdict, dummies, minimal_sets, veto_players
from entaku.lenses.seats.parts import CODED, TOLERANCE, few, finding, joined, names, options, rounds, strong
from entaku.lenses.seats.words import (
    ABSENCE,
    CONSENT,
    ELSEWHERE,
    EXPOSED,
    HEADLINES,
    LACKING_WORTH,
    NOBODY,
    SERVED,
    UNKNOWN,
    VERDICT_IN,
    VERDICTS,
)
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.text import Text
from entaku.space.consent import members
from entaku.space.evidence import Bools, percent, share, strength
from entaku.space.study import Study
from entaku.space.verdicts import Game, Seating, main_verdict


def headline(study: Study, seating: Seating) -> Finding:
    """Say what the draft needs, and who of those is absent."""
    groups: dict[Verdict, list[Text]] = {verdict: [] for verdict in VERDICTS}
    for place, party in enumerate(study.case.parties):
        groups[main_verdict(seating.verdicts[place])[0]].append(party.name)
    known = {party.id: party.name for party in study.case.parties}
    ways = [
        Text.filled(Text("{n}", "{n}"), n=[known[party] for party in some])
        for some in seating.lacking
        if some
    ]
    template = HEADLINES[bool(ways), bool(groups[Verdict.ON_THE_MENU])]
    text = (template if seating.game.winning.any() else NOBODY).filled(
        draft=seating.game.draft.title,
        table=seating.table.name,
        seated=names(study, seating.table.parties),
        absent=Text(" or ".join(way.en for way in ways), "または".join(way.ja for way in ways)),
        menu=groups[Verdict.ON_THE_MENU],
    )
    least = min(main_verdict(shares)[1] for shares in seating.verdicts)
    because = (seating.game.draft.id, *options(seating.game), *rounds(study))
    return finding("verdict", text, strong(study, least, firm=all(seating.firm)), because)


def unknown(study: Study, seating: Seating) -> list[Finding]:
    """Name the absent of whom it cannot be told whether they are on the menu."""
    who = [party.name for place, party in enumerate(study.case.parties) if _unknown(seating, place)]
    if not who:
        return []
    text = UNKNOWN.filled(who=who, draft=seating.game.draft.title)
    return [finding("unknown", text, Strength(firmness=Firmness.NOT_STATED), (seating.game.draft.id,))]


def verdicts(study: Study, seating: Seating) -> list[Finding]:
    """Say of each party where it stands and how it is served, unless neither tells anything."""
    places = range(len(study.parties))
    return [_verdict(study, seating, place) for place in places if not _idle(seating, place)]


def unserved(study: Study, seating: Seating) -> list[Text]:
    """Name the seated of whom it is not stated how the draft serves them."""
    who = [
        place for place in range(len(study.parties)) if _idle(seating, place) and not _unknown(seating, place)
    ]
    return [LACKING_WORTH.filled(draft=seating.game.draft.title, who=few(study, who))] if who else []


def _idle(seating: Seating, place: int) -> bool:
    """Tell whether a verdict would say nothing: not known, or seated and not known how it is served."""
    seated = main_verdict(seating.verdicts[place])[0] == Verdict.AT_THE_TABLE
    return _unknown(seating, place) or (seated and "not stated" in seating.served[place])


def _unknown(seating: Seating, place: int) -> bool:
    return main_verdict(seating.verdicts[place])[0] == Verdict.NOT_STATED


def _verdict(study: Study, seating: Seating, place: int) -> Finding:
    party = study.case.parties[place]
    verdict, held = main_verdict(seating.verdicts[place])
    served, served_held = max(seating.served[place].items(), key=lambda item: item[1])
    text = VERDICT_IN[held == 1.0, served_held == 1.0].filled(
        party=party.name,
        verdict=VERDICTS[verdict],
        held=percent(held),
        served=SERVED[served],
        served_held=percent(served_held),
    )
    because = (seating.game.draft.id, *(s.id for s in study.case.of(party.id)))
    return finding(f"verdict-{party.id}", text, strong(study, held, firm=seating.firm[place]), because)


def consent(study: Study, game: Game) -> Finding:
    """Say who can block a draft alone, and who is part of no smallest coalition that can carry it out."""
    case = study.case
    blocking, idle = members(case, veto_players(game.winning)), members(case, dummies(game.winning))
    text = CONSENT[bool(blocking), bool(idle)].filled(
        draft=game.draft.title,
        veto=names(study, blocking),
        idle=names(study, idle),
        n=len(minimal_sets(game.winning)),
    )
    if not game.winning.any():
        text = NOBODY.filled(draft=game.draft.title)
    return finding(f"consent-{game.draft.id}", text, CODED, (game.draft.id, *options(game)))


def elsewhere(study: Study, seatings: Sequence[Seating]) -> list[Finding]:
    """Name the parties whose verdict on the first draft depends on which table is meant."""
    first = seatings[0]
    told = []
    for place, party in enumerate(study.case.parties):
        here = main_verdict(first.verdicts[place])[0]
        for other in seatings:
            there = main_verdict(other.verdicts[place])[0]
            if other.game is first.game and there != here:
                told.append(
                    ELSEWHERE.filled(
                        party=party.name, here=VERDICTS[here], there=VERDICTS[there], one=first.table.name,
                        two=other.table.name,
                    )
                )  # fmt: skip
                break
    return [finding("table", joined(told), CODED, rounds(study))] if told else []


def exposure(study: Study, name: str, held: Bools) -> Finding:
    """Say in which share of the draws the others could close what leaves a party worse off."""
    text = EXPOSED.filled(held=percent(share(study.ensemble, held)), party=study.case.party(name).name)
    because = tuple(statement.id for statement in study.case.of(name))
    return finding(f"exposure-{name}", text, strength(study.ensemble, held), because)


def absence(study: Study, name: str, gain: float) -> Finding:
    """Say what an empty seat costs a party on average."""
    text = ABSENCE[(gain > TOLERANCE) - (gain < -TOLERANCE)].filled(
        party=study.case.party(name).name, gain=f"{abs(gain):.2f}"
    )
    because = tuple(statement.id for statement in study.case.of(name))
    measured = Strength(firmness=Firmness.AVERAGE, draws=study.ensemble.effective)
    return finding(f"absence-{name}", text, measured, because)
