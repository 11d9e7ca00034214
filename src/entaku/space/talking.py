"""Who meets whom: from the rounds of the case, a graph of parties that sat together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from entaku.kernels.networks import only_links
from entaku.model.basics import NotStated
from entaku.model.case import Case
from entaku.model.process import Round
from entaku.space.consent import members
from entaku.space.seating import LEVELS, SEATED


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two parties that sat together, in the case's order, and in which rounds."""

    parties: tuple[str, str]
    rounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyLink:
    """A party without whom those in one group and those in the others have no link; the groups, without it."""

    party: str
    groups: tuple[tuple[str, ...], ...]


def meetings(case: Case) -> tuple[Meeting, ...]:
    """Which parties sat together in a round, held or planned?

    Both sit from the level `consulted` on; a level that is not stated links nobody. In a shuttle those that carry
    the text (mediators, else those who draft) meet each of the others, who do not meet one another.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for round_ in case.rounds:
        for pair in _pairs(case, round_):
            found.setdefault(pair, []).append(round_.id)
    order = [party.id for party in case.parties]
    ranked = sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return tuple(Meeting(pair, tuple(dict.fromkeys(found[pair]))) for pair in ranked)


def links(case: Case, met: tuple[Meeting, ...]) -> tuple[tuple[int, int], ...]:
    """Give the meetings as pairs of places in the order of the parties."""
    order = [party.id for party in case.parties]
    return tuple((order.index(one), order.index(other)) for one, other in (each.parties for each in met))


def hubs(case: Case, met: tuple[Meeting, ...]) -> tuple[OnlyLink, ...]:
    """Who is the only link between others, and between whom?"""
    between = members(case, only_links(len(case.parties), links(case, met)))
    return tuple(OnlyLink(party, _groups(case, met, party)) for party in between)


def alone(case: Case, met: tuple[Meeting, ...]) -> tuple[str, ...]:
    """Who sat with nobody?"""
    linked = {party for each in met for party in each.parties}
    return tuple(party.id for party in case.parties if party.id not in linked)


def _pairs(case: Case, round_: Round) -> list[tuple[str, str]]:
    levels = {seat.party: seat.level for seat in round_.seats if not isinstance(seat.level, NotStated)}
    sat = [party for party in case.parties if LEVELS[levels.get(party.id, "absent")] >= SEATED]
    pairs = [(one.id, other.id) for one, other in combinations(sat, 2)]
    if round_.form != "shuttle":
        return pairs
    carriers = {party.id for party in sat if "mediator" in party.roles}
    carriers = carriers or {party.id for party in sat if levels[party.id] == "drafts"}
    return [pair for pair in pairs if carriers & set(pair)]


def _groups(case: Case, met: tuple[Meeting, ...], without: str) -> tuple[tuple[str, ...], ...]:
    """Give the groups into which those linked with a party fall once it is gone, in the case's order."""
    left = [each.parties for each in met if without not in each.parties]
    near = [other for each in met if without in each.parties for other in each.parties if other != without]
    groups: list[set[str]] = []
    for start in near:
        group, grown = {start}, True
        while grown:
            wider = group | {party for pair in left if group & set(pair) for party in pair}
            grown, group = wider != group, wider
        if group not in groups:
            groups.append(group)
    order = [party.id for party in case.parties]
    return tuple(
        sorted((tuple(sorted(group, key=order.index)) for group in groups), key=lambda g: order.index(g[0]))
    )
