"""Everything a finding may rest on, by id: statements lead to claims, claims to their sentence and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from entaku.briefing.page import Basis
from entaku.model.basics import NotStated
from entaku.model.case import Case
from entaku.model.source import AUTHOR, UNNAMED, Claim
from entaku.model.text import Text, both, listed, say
from entaku.model.walk import walk
from entaku.model.wording import stated_in_words

MODALITIES: Mapping[str, Text] = {
    "asserted": Text("asserted", "断定"),
    "reported": Text("reported", "伝聞"),
    "inferred": Text("inferred", "推量"),
    "likely": Text("likely", "見込みが高いとする"),
    "unlikely": Text("unlikely", "見込みが低いとする"),
    "possible": Text("possible", "ありうるとする"),
    "planned": Text("planned", "予定"),
    "demanded": Text("demanded", "要求"),
    "conditional": Text("conditional", "条件付き"),
}


def bases(case: Case) -> Mapping[str, Basis]:
    """What may a finding of this case rest on?"""
    return {basis.id: basis for basis in _all(case)}


def _all(case: Case) -> Iterator[Basis]:
    for claim in case.claims:
        yield _claim(case, claim)
    for statement in case.preferences:
        words = stated_in_words(case, statement)
        text = words
        if statement.holds is not None:
            text = say(
                "{words} (held to be right with a chance of {low} to {high})",
                "{words}（{low}から{high}の確率で正しいとみる）",
                words=words,
                low=f"{statement.holds.low:g}",
                high=f"{statement.holds.high:g}",
            )
        yield Basis(id=statement.id, kind="statement", text=text, rests_on=statement.because)
    for draft in case.drafts:
        because = dict.fromkeys((*draft.because, *(name for term in draft.terms for name in term.because)))
        yield Basis(id=draft.id, kind="draft", text=draft.title, rests_on=tuple(because))
    for round_ in case.rounds:
        because = dict.fromkeys((*round_.because, *(name for seat in round_.seats for name in seat.because)))
        yield Basis(id=round_.id, kind="round", text=round_.title, rests_on=tuple(because))
    for issue in case.issues:
        for option in issue.options:
            text = say("{issue}: {option}", "{issue}＝{option}", issue=issue.name, option=option.name)
            ident = f"{issue.id}.{option.id}"
            yield Basis(
                id=ident, kind="option", text=_carried(case, text, option.performs), rests_on=option.because
            )
    yield from _for_lenses(case)
    if case.outlook is not None:
        grounds = [factor.because for factor in case.outlook.factors] + [
            path.because for path in case.outlook.paths
        ]
        because = dict.fromkeys(name for because in grounds for name in because)
        names = [factor.name for factor in case.outlook.factors]
        text = say("how no deal develops with {names}", "{names}に応じた決裂時の価値の推移", names=names)
        yield Basis(id="outlook", kind="outlook", text=text, rests_on=tuple(because))


def _for_lenses(case: Case) -> Iterator[Basis]:
    """Give what single lenses read: what constrains home, and what is coded as a model by itself."""
    for at_home in case.home:
        yield Basis(id=at_home.id, kind="home", text=at_home.text, rests_on=at_home.because)
    coded: tuple[Any, ...] = (
        *case.two_level,
        *case.standoffs,
        *case.pulls,
        *case.models,
        *case.sequences,
        *case.games,
    )
    for each in coded:
        because = dict.fromkeys(
            met.value for met in walk(each) if met.name == "because" and isinstance(met.value, str)
        )
        yield Basis(id=each.id, kind="model", text=each.title, rests_on=tuple(because))


def _carried(case: Case, text: Text, performs: object) -> Text:
    """Add who can carry an option out, where it is stated."""
    if isinstance(performs, NotStated) or not isinstance(performs, tuple) or not any(performs):
        return text
    ways = [listed([case.party(name).name for name in some]) for some in performs]
    joined = Text(
        "; or ".join(way.said("en") for way in ways), "、または".join(way.said("ja") for way in ways)
    )
    return say("{text} (carried out by {ways})", "{text}（実施者：{ways}）", text=text, ways=joined)


def _claim(case: Case, claim: Claim) -> Basis:
    source = case.source(claim.source)
    told = (
        Text("{outlet} ({owner})", "{outlet}（{owner}）")
        if source.ownership
        else Text("{outlet}", "{outlet}")
    )
    return Basis(
        id=claim.id,
        kind="claim",
        text=claim.text,
        quote=claim.quote,
        place=claim.at.sentence,
        source=told.filled(outlet=source.outlet, owner=source.ownership),
        holder=_holder(case, claim),
        hedge=MODALITIES[claim.modality],
        framed=claim.framed,
    )


def _holder(case: Case, claim: Claim) -> Text:
    """Say whose word a claim is: the outlet's own, somebody unnamed, or whom it reports."""
    outlet = case.source(claim.source).outlet
    last = claim.holders[-1] if claim.holders else AUTHOR
    if last == AUTHOR:
        return say("{outlet} in its own voice", "{outlet}自身の言葉", outlet=outlet)
    if last == UNNAMED:
        return say("unnamed, according to {outlet}", "{outlet}が伝える匿名の者", outlet=outlet)
    return say("{who}, according to {outlet}", "{outlet}が伝える{who}", who=_named(case, last), outlet=outlet)


def _named(case: Case, holder: str) -> Text:
    people = {party.id: party.name for party in case.parties}
    for party in case.parties:
        persons = [party.principal] if party.principal else []
        persons += [member for delegation in party.delegations for member in delegation.members]
        people |= {person.id: person.name for person in persons}
    people |= {speaker.id: speaker.name for speaker in case.speakers}
    return people.get(holder) or both(holder)
