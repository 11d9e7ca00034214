"""What is said beyond single verdicts: pairs that cannot both be left out, who met whom, who could spoil."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from entaku.kernels.coalitions import bypassable
from entaku.kernels.power import banzhaf_raw, shapley_shubik
from entaku.lenses.seats.indices import linked_parts, pairs
from entaku.lenses.seats.parts import CODED, few, finding, joined, names, options, rounds
from entaku.lenses.seats.words_ties import (
    BYPASS,
    BYPASS_ASSUMES,
    HUB,
    HUB_OF_MANY,
    JOINT,
    JOINT_RULE,
    LINKS_MOVE,
    LINKS_NONE,
    LINKS_RULE,
    LINKS_STAY,
    MOVE,
    POWER,
    POWER_RULE,
    POWER_SAME,
    SAT_WITH_NOBODY,
    SPOILER,
    SPOILER_RULE,
)
from entaku.model.finding import Conclusion, Finding, Firmness, Strength, Topic
from entaku.model.text import Text, listed
from entaku.model.wording import option_in_full
from entaku.space.consent import mask, members, package_winning
from entaku.space.evidence import percent, share, strength
from entaku.space.spoiling import Spoiler
from entaku.space.study import Study
from entaku.space.talking import Meeting, OnlyLink, alone, hubs, links
from entaku.space.verdicts import Game

FEW = 3
"""Up to how many pairs, hubs, moves and spoilers are told one by one; all are in the data."""
TWO = 2


def power(study: Study, game: Game) -> list[Finding]:
    """Say who has most and who has least power over a draft that a vote carries."""
    if not game.winning.any() or all(clause.option.vote is None for clause in game.clauses):
        return []
    shares, raw = shapley_shubik(game.winning), banzhaf_raw(game.winning)
    draft, high, low = game.draft.title, max(shares), min(shares)
    most, least = ([place for place, part in enumerate(shares) if part == edge] for edge in (high, low))
    text = (POWER if high > low else POWER_SAME).filled(
        draft=draft,
        most=few(study, most),
        least=few(study, least),
        part=_fine(high),
        small=_fine(low),
        swing=_fine(Fraction(raw[most[0]], game.winning.size // 2)),
        turn=_fine(Fraction(raw[least[0]], game.winning.size // 2)),
    )
    return [finding(f"power-{game.draft.id}", text, CODED, (game.draft.id, *options(game)), POWER_RULE)]


def _fine(part: Fraction) -> str:
    return f"{float(100 * part):.1f}%"


def joint(study: Study, game: Game) -> list[Finding]:
    """Name the pairs of whom each can be left out, but not both; none where there are many, as in a vote."""
    found = pairs(game.winning, together=False)
    if not 0 < len(found) <= FEW or not game.winning.any():
        return []
    said = []
    for pair in found:
        one, other = names(study, members(study.case, pair))
        said.append(JOINT.filled(one=one, other=other, draft=game.draft.title))
    because = (game.draft.id, *options(game))
    return [finding("joint", joined(said), CODED, because, JOINT_RULE)]


def met(study: Study, game: Game, meetings: Sequence[Meeting]) -> list[Finding]:
    """Say who is the only link between others, who sat with nobody, and what that does to power over a draft."""
    count = len(study.parties)
    apart = alone(study.case, tuple(meetings))
    between = hubs(study.case, tuple(meetings))
    if not meetings or len(meetings) == count * (count - 1) // 2:
        return []
    said = [_hub(study, each) for each in between[:FEW]]
    if apart:
        said.append(SAT_WITH_NOBODY.filled(who=names(study, apart)))
    if game.winning.any():
        said.append(_effect(study, game, meetings))
    return (
        []
        if not said
        else [finding("links", joined(said), CODED, (game.draft.id, *rounds(study)), LINKS_RULE)]
    )


def _hub(study: Study, hub: OnlyLink) -> Text:
    name = study.case.party(hub.party).name
    groups = [names(study, group) for group in hub.groups]
    if len(groups) == TWO:
        one, other = (
            Text(listed(group).en, "・".join(party.said("ja") for party in group)) for group in groups
        )
        return HUB.filled(hub=name, one=one, other=other)
    return HUB_OF_MANY.filled(hub=name, who=[party for group in groups for party in group], n=len(groups))


def _effect(study: Study, game: Game, meetings: Sequence[Meeting]) -> Text:
    before = shapley_shubik(game.winning)
    after = linked_parts(game.winning, links(study.case, tuple(meetings)))
    draft = game.draft.title
    if any(before) and not any(after):
        return LINKS_NONE.filled(draft=draft)
    places = [place for place in range(len(before)) if before[place] != after[place]]
    places.sort(key=lambda place: (-abs(after[place] - before[place]), place))
    moves = [
        MOVE.filled(
            party=study.case.parties[place].name, before=_part(before[place]), after=_part(after[place])
        )
        for place in sorted(places[:FEW])
    ]
    return LINKS_MOVE.filled(draft=draft, moves=moves) if moves else LINKS_STAY.filled(draft=draft)


def _part(part: Fraction) -> Text:
    return percent(float(part))


def spoilers(study: Study, game: Game, found: Sequence[Spoiler]) -> list[Finding]:
    """Say who can stop a draft that nobody needs it for, and in which share of the draws it would be worse off."""
    return [_spoiler(study, game, each) for each in found[:FEW]]


def _spoiler(study: Study, game: Game, found: Spoiler) -> Finding:
    kind = "unknown" if not found.stated else "some" if found.worse.any() else "never"
    text = SPOILER[kind].filled(
        who=names(study, found.parties),
        clauses=[option_in_full(study.case, clause.issue, clause.option) for clause in found.clauses],
        draft=game.draft.title,
        held=percent(share(study.ensemble, found.worse)),
    )
    held = strength(study.ensemble, found.worse) if found.stated else Strength(firmness=Firmness.NOT_STATED)
    stops = (f"{clause.issue.id}.{clause.option.id}" for clause in found.clauses)
    said = (statement.id for party in found.parties for statement in study.case.of(party))
    because = (game.draft.id, *stops, *said)
    return finding(f"spoiler-{'-'.join(found.parties)}", text, held, because, SPOILER_RULE)


def bypasses(study: Study, game: Game) -> tuple[Conclusion, ...]:
    """Can the others do without each party, as far as the draft goes?"""
    lenient, strict = game.winning, package_winning(study.case, game.clauses, "strict")
    readings = [bypassable(winning) for winning in (lenient, strict)]
    found = []
    for party in study.case.parties:
        free = {bool(reading & mask(study.case, [party.id])) for reading in readings}
        answer = "open" if len(free) > 1 or not lenient.any() else "yes" if True in free else "no"
        template = BYPASS["nobody" if not lenient.any() else answer]
        open_ = answer == "open" and lenient.any()
        found.append(
            Conclusion(
                topic=Topic.BYPASS,
                answer=answer,
                text=template.filled(draft=game.draft.title, party=party.name),
                strength=Strength(firmness=Firmness.NOT_STATED) if open_ else CODED,
                assumes=BYPASS_ASSUMES,
                finding=f"seats-consent-{game.draft.id}",
                about=party.id,
            )
        )
    return tuple(found)
