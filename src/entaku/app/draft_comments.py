"""What a draft says to whoever finishes it: comments that lead to claims and sentences, and what is to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entaku.app import draft_words as words
from entaku.app.casting import Cast, persons_of
from entaku.app.draft_claims import Coded
from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.process import WatchPoint
from entaku.model.text import Text
from entaku.reading.proposals import Asked, Left

_GROUNDS: Final = 3


def comments(
    case: Case, made: Coded, people: Cast, left: Sequence[Left], questions: Sequence[Asked]
) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Give the lines that stand before each entry: on whose word, what to check, what lacks."""
    place = {claim.id: claim.at.sentence for claim in case.claims}
    members = {party.id: persons_of(party) for party in case.parties}
    for key, ident in [("parties", one.id) for one in case.parties] + [
        ("speakers", one.id) for one in case.speakers
    ]:
        held = [f"{one.id}, {place[one.id]}" for one in case.claims if ident in one.holders]
        found = [check for one in (ident, *members.get(ident, ())) for check in people.checks.get(one, ())]
        checks = [f"check: {both_said(check)}" for check in found]
        said = [f"speaks in {'; '.join(held[:_GROUNDS])}"] if held else []
        yield (key, ident), (*checks, *said)
    sets = "; ".join(" / ".join(some) for some in people.apart)
    apart = (f"kept apart, to be merged by nobody in silence: {sets}",) if sets else ()
    yield ("parties", ""), (*apart, *((words.FOUND,) if people.proposed else ()))
    if people.proposed:
        yield ("speakers", ""), (words.NO_PARTY,)
    for issue in case.issues:
        named = "; ".join(f"{one}, {place[one]}" for one in issue.because[:_GROUNDS])
        more = f"; and {len(issue.because) - _GROUNDS} more" if len(issue.because) > _GROUNDS else ""
        yield (
            ("issues", issue.id),
            (f"proposed from {named}{more}" if named else "nothing more definite is named",),
        )
    for one in case.claims:
        yield ("claims", one.id), made.remarks.get(one.id, ())
    if left:
        told = [
            f"check: {one.actor} absent? {made.claims[one.at].id}, {made.claims[one.at].at.sentence}"
            for one in left
        ]
        yield (
            ("rounds", "R1"),
            (*told, "level: drafts, consulted, informed or absent, once you have decided; add who else sat"),
        )
    for point, question in zip(case.watch_points, questions, strict=True):
        yield ("watch_points", point.id), tuple(_lacking(point, question))


def _lacking(point: WatchPoint, one: Asked) -> Iterator[str]:
    lacks = [words.LACKS[name].en for name in one.question.lacks if not (name == "horizon" and one.last)]
    yield (
        f"{one.question.sentence}: lacking before it can be resolved: {', '.join(lacks)}"
        if lacks
        else one.question.sentence
    )
    if one.last:
        yield "check: the day is the text's; the hour and the zone (UTC) are not"
    elif "horizon" not in one.question.lacks:
        yield "closes: the text ties it to an event or a day without saying by when"
    if point.because == (ANALYST,):
        yield "no claim stands beside this question"


def both_said(text: Text) -> str:
    """Give a text in both languages on one line."""
    return " / ".join(one for one in (text.en, text.ja) if one)
