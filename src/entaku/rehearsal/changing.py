"""Which other arrangements are worth comparing: another order, mediator, deadline, seat, or protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entaku.model.case import Case
from entaku.model.text import Text, say
from entaku.rehearsal.arranging import Arrangement, joined, without
from entaku.rehearsal.starting import STATUS_QUO, tabled, text_of
from entaku.rehearsal.telling.words import COUNT
from entaku.space.study import Study

FEWEST = 2
"""So many parties at least sit where offers alternate."""
SHORTEST = 2
"""A deadline is halved only where at least so many rounds remain."""


def changes(
    study: Study, arrangement: Arrangement, *, listens: bool = False
) -> tuple[tuple[Text, Arrangement], ...]:
    """Which changes does a rehearsal compare where nobody names any?

    That answers are carried along is compared only where some party `listens` to what it is told of others.
    """
    case = study.case
    found = [
        *_order(case, arrangement),
        *_deadline(arrangement),
        *_mediator(case, arrangement, listens=listens),
        *_text(study, arrangement),
        *_seats(case, arrangement),
    ]
    return tuple(found)


def _order(case: Case, arrangement: Arrangement) -> Iterator[tuple[Text, Arrangement]]:
    if arrangement.protocol == "offers":
        for place, party in enumerate(arrangement.parties[1:], 1):
            turned = (*arrangement.parties[place:], *arrangement.parties[:place])
            name = say("{who} opens", "{who}が最初に提案する", who=case.party(party).name)
            yield name, replace(arrangement, parties=turned)
    if arrangement.protocol == "shuttle":
        journey = arrangement.itinerary or arrangement.bargaining
        back = tuple(reversed(journey))
        if back != journey:
            who = case.party(back[0]).name
            yield (
                say(
                    "the same visits in the opposite order, {who} first",
                    "訪問順を逆にし、{who}から始める",
                    who=who,
                ),
                replace(arrangement, itinerary=back),
            )
        if arrangement.itinerary:
            yield (
                Text(
                    "each visit to the party thought furthest from yes",
                    "毎回、同意から最も遠いとみられる当事者を訪ねる",
                ),
                replace(arrangement, itinerary=(), next="binding"),
            )


def _deadline(arrangement: Arrangement) -> Iterator[tuple[Text, Arrangement]]:
    half, twice = arrangement.rounds // 2, 2 * arrangement.rounds
    if half >= max(SHORTEST, len(arrangement.itinerary)):
        yield (
            _long(Text("half as long: {n} {count}", "期間を半分にする（{n}{count}）"), half, arrangement),
            replace(arrangement, rounds=half, months=arrangement.months / 2),
        )
    yield (
        _long(
            Text("as long, with twice as many {count}: {n}", "期間はそのままで回数を倍にする（{n}{count}）"),
            twice,
            arrangement,
        ),
        replace(arrangement, rounds=twice),
    )
    if arrangement.months > 0:
        yield (
            Text("nothing moves outside meanwhile", "交渉中、外部の状況は動かない"),
            replace(arrangement, months=0.0),
        )


def _long(text: Text, rounds: int, arrangement: Arrangement) -> Text:
    return text.filled(n=rounds, count=COUNT[arrangement.protocol])


def _mediator(case: Case, arrangement: Arrangement, *, listens: bool) -> Iterator[tuple[Text, Arrangement]]:
    if arrangement.protocol == "offers":
        return
    if arrangement.mediator:
        who = case.party(arrangement.mediator).name
        if arrangement.interest < 1.0:
            yield (
                say(
                    "the mediator ({who}) goes by its own interest",
                    "仲介役（{who}）が自らの利益に従う",
                    who=who,
                ),
                replace(arrangement, interest=1.0),
            )
        if arrangement.interest > 0.0:
            yield (
                say(
                    "the mediator ({who}) has no interest of its own",
                    "仲介役（{who}）が自らの利益を考慮しない",
                    who=who,
                ),
                replace(arrangement, interest=0.0),
            )
    if arrangement.protocol == "shuttle" and arrangement.carries == "text" and listens:
        yield (
            Text("answers are carried along with the text", "案文とともに他者の回答も伝える"),
            replace(arrangement, carries="answers"),
        )
    if arrangement.protocol == "text" and arrangement.adopt == "veto":
        yield (
            Text("losses are sometimes taken on the way", "途中で損失を受け入れることもある"),
            replace(arrangement, adopt="annealed"),
        )


def _text(study: Study, arrangement: Arrangement) -> Iterator[tuple[Text, Arrangement]]:
    """Begin from another text: the status quo, or what somebody else has tabled."""
    if arrangement.protocol == "offers":
        return
    starts = {draft.title: text_of(study, draft.id) for draft in tabled(study)}
    starts |= {Text("the status quo", "現状"): text_of(study, STATUS_QUO)}
    for title, start in starts.items():
        if start != arrangement.start:
            yield (
                say("the first text is {title}", "最初の案文を{title}とする", title=title),
                replace(arrangement, start=start),
            )


def _seats(case: Case, arrangement: Arrangement) -> Iterator[tuple[Text, Arrangement]]:
    table = (*arrangement.bargaining, *([arrangement.mediator] if arrangement.mediator else []))
    if arrangement.protocol == "shuttle" and len(table) >= FEWEST:
        yield (
            say(
                "all at one table, with {n} rounds of alternating offers",
                "全員が一堂に会し、交互の提案を{n}回行う",
                n=arrangement.rounds,
            ),
            replace(arrangement, protocol="offers", parties=table, itinerary=(), mediator=""),
        )
    for party in case.parties:
        if party.id not in arrangement.parties and party.kind != "ratifier":
            yield (
                say("{who} too must accept", "{who}の同意も要する", who=party.name),
                joined(arrangement, party.id),
            )
    for one in arrangement.bargaining:
        left = without(arrangement, one)
        if len(left.bargaining) >= (FEWEST if arrangement.protocol == "offers" else 1):
            yield _left_out(case, one), left


def _left_out(case: Case, party: str) -> Text:
    """Without a party that a deal needs, only what the others can carry out alone can be agreed."""
    template = (
        Text(
            "{who} is left out, as far as the others can do without it",
            "{who}を外し、他の当事者だけでできる範囲に限る",
        )
        if party in case.needed
        else Text("{who} is left out", "{who}を外す")
    )
    return template.filled(who=case.party(party).name)
