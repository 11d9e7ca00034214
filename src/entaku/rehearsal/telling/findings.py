"""What can be said of a rehearsal: ranges over the ways of bargaining, never one mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from entaku.kernels.solutions import RULES
from entaku.model.basics import ANALYST
from entaku.model.finding import Finding
from entaku.model.statement import NoDealValue, Values
from entaku.model.text import Text, both, listed, say
from entaku.model.wording import option_in_full
from entaku.rehearsal.beliefs import LEFT
from entaku.rehearsal.neighbours import Change as Step
from entaku.rehearsal.protocols.shuttle import Shuttled
from entaku.rehearsal.protocols.text import STUCK, Texts, improvable
from entaku.rehearsal.rehearsed import Outcome, Rehearsal
from entaku.rehearsal.seat import NONE
from entaku.rehearsal.telling import words
from entaku.rehearsal.telling.drawing import signed
from entaku.space.deals import name
from entaku.space.evidence import percent

ENOUGH = 20
"""From how many deals on what is said of the deals of a way of bargaining means something."""
OFTEN = 0.25
"""From which share of the deals on a package is agreed often."""
WORTH_NAMING = 0.01
"""From which share of its own range on a mean gain is worth a sentence."""

NAMED = 6
"""Of how many changes it is told who gains and who loses by them; the figure has all."""
ALSO = frozenset({"missed", "what", "changed", "moved", "least"})
"""Findings that belong on the first page beside the answer."""


def findings(made: Rehearsal) -> tuple[Finding, ...]:
    """What came out, most important first?"""
    some = _dealing(made)
    parts = [_headline(made), *_missed(made)]
    if some:
        parts += [*_what(made, some), *_when(made, some), *_efficient(made, some), *_least(made, some)]
        parts += _absent(made, some)
    parts += [*_yardsticks(made), *_changed(made), *_mediated(made)]
    return tuple(parts)


def _dealing(made: Rehearsal) -> list[Outcome]:
    """Give the ways with enough deals to say something of their deals; all with any where none has enough."""
    enough = [one for one in made.usual if one.ends.agreed.sum() >= ENOUGH]
    return enough or [one for one in made.usual if one.ends.agreed.any()]


def found(made: Rehearsal, ident: str, text: Text, *, headline: bool = False, plays: int = 0) -> Finding:
    """Wrap a sentence on a rehearsal, said over so many plays, all where no number is given."""
    case = made.study.case
    parties = made.arrangement.parties
    grounds = [s.id for s in case.preferences if s.party in parties and s.verb != "not_stated"]
    grounds += [each.id for each in case.rounds] if made.arrangement.itinerary else []
    grounds += ["outlook"] if made.arrangement.months > 0 and case.outlook is not None else []
    return Finding(
        id=f"rehearsal-{ident}",
        lens=words.CARD.name,
        text=text,
        strength=made.strength(plays),
        rule=words.PLAYED_RULES[made.arrangement.protocol],
        because=tuple(dict.fromkeys(each for each in grounds if each != ANALYST)),
        headline=headline,
        page="also" if ident.partition("-")[0] in ALSO else "",
    )


def _headline(made: Rehearsal) -> Finding:
    shares = [one.share for one in made.usual]
    alike = percent(min(shares)) == percent(max(shares))
    template = words.HEADLINE_ALIKE if alike else words.HEADLINE
    text = (template if len(shares) > 1 else words.HEADLINE_ONE).filled(
        plays=Text(f"{made.plays:,} times" if made.plays > 1 else "once", f"{made.plays:,}"),
        ways=len(shares),
        talks=_talks(made),
        share=_span(shares),
        worst=made.usual[int(np.argmin(shares))].named.name,
        best=made.usual[int(np.argmax(shares))].named.name,
        room=percent(made.room),
    )
    return found(made, "deals", text, headline=True)


def _missed(made: Rehearsal) -> Iterator[Finding]:
    missed = [made.missed(one) for one in made.usual]
    if not np.isnan(missed).any():
        alike = percent(min(missed)) == percent(max(missed))
        template = words.MISSED_ONE if alike else words.MISSED
        yield found(made, "missed", template.filled(share=_span(missed)))


def _what(made: Rehearsal, some: Sequence[Outcome]) -> Iterator[Finding]:
    """Name the package with the largest share of the deals, on the average of the ways; say so where it is small."""
    counted = [Counter(one.ends.package[one.ends.agreed].tolist()) for one in some]
    shares = {
        package: [count[package] / sum(count.values()) for count in counted]
        for package in set().union(*counted)
    }
    most = max(shares, key=lambda package: (sum(shares[package]), -package))
    template = words.WHAT if max(shares[most]) >= OFTEN else words.WHAT_NONE
    text = template.filled(package=name(made.study, most), share=_span(shares[most]))
    yield found(made, "what", text)


def _when(made: Rehearsal, some: Sequence[Outcome]) -> Iterator[Finding]:
    medians = [int(np.median(one.ends.round[one.ends.agreed])) for one in some]
    template = words.WHEN if min(medians) < max(medians) else words.WHEN_ALIKE
    text = template.filled(
        low=min(medians),
        high=max(medians),
        rounds=made.arrangement.rounds,
        nth=words.NTH[made.arrangement.protocol],
        count=words.COUNT[made.arrangement.protocol],
    )
    yield found(made, "when", text)
    left = [_quoted(one.named.name) for one in made.usual if one.ends.agreed.any() and one not in some]
    if left:
        yield found(made, "few", words.FEW.filled(n=ENOUGH, list=listed(left)))


def _efficient(made: Rehearsal, some: Sequence[Outcome]) -> Iterator[Finding]:
    whole = [one for one in some if (one.ends.agreed & made.could.room).any()]
    if not whole:
        return
    shares = [float(one.deals.efficient[one.ends.agreed].mean()) for one in whole]
    off = np.mean([np.nanmean(one.deals.off, axis=0) for one in whole], axis=0)
    text = words.EFFICIENT.filled(share=_span(shares), rule=words.RULE_NAMES[RULES[int(off.argmin())]])
    yield found(made, "efficient", text)


def _least(made: Rehearsal, some: Sequence[Outcome]) -> Iterator[Finding]:
    parties = made.arrangement.parties
    told = [one.deals.least[one.deals.least != NONE] for one in some]
    told = [least for least in told if len(least)]
    if not told:
        return
    shares = np.array([[(least == place).mean() for place in range(len(parties))] for least in told])
    worst = int(shares.mean(axis=0).argmax())
    text = words.LEAST.filled(
        who=made.study.case.party(parties[worst]).name, share=_span(shares[:, worst].tolist())
    )
    yield found(made, "least", text)


def _absent(made: Rehearsal, some: Sequence[Outcome]) -> Iterator[Finding]:
    for place, party in enumerate(made.study.case.parties):
        if party.id in made.arrangement.parties or party.kind == "ratifier":
            continue
        shares = [float((one.gains[one.ends.agreed, place] < 0.0).mean()) for one in some]
        stated = any(isinstance(one.says, NoDealValue | Values) for one in made.study.case.of(party.id))
        template = words.ABSENT if stated else words.ABSENT_UNSTATED
        text = template.filled(who=party.name, share=_span(shares))
        yield found(made, f"absent-{party.id}", text)


def _yardsticks(made: Rehearsal) -> Iterator[Finding]:
    if made.yardsticks:
        told = [
            words.YARDSTICK.filled(name=one.named.name, share=percent(one.share)) for one in made.yardsticks
        ]
        text = words.BESIDE.filled(list=listed(told), rounds=_deadline(made))
        yield found(made, "beside", text)


def _changed(made: Rehearsal) -> Iterator[Finding]:
    if not made.changes:
        return
    moved = [one for one in made.changes if abs(one.after - one.before) > one.margin]
    if moved:
        told = [
            words.CHANGE.filled(
                name=one.name,
                before=percent(one.before),
                after=percent(one.after),
                margin=percent(one.margin),
            )
            for one in sorted(moved, key=lambda one: -abs(one.after - one.before))
        ]
        listing = Text("; ".join(each.en for each in told), "、".join(each.ja for each in told))
        text = words.CHANGED.filled(plays=made.compared, list=listing, styles=styles(made))
        yield found(made, "changed", text, plays=made.compared)
    yield from _moved(made)
    still = [_quoted(one.name) for one in made.changes if one not in moved]
    if still:
        text = words.UNCHANGED.filled(list=listed(still))
        yield found(made, "unchanged", text, plays=made.compared)


def _moved(made: Rehearsal) -> Iterator[Finding]:
    """Say who gains or loses by each change, where it is more than so many plays leave in doubt; largest first."""
    told = []
    for one in made.changes:
        clear = np.abs(one.gained) > np.maximum(one.margins, WORTH_NAMING)
        if clear.any():
            told.append((float(np.abs(one.gained[clear]).max()), one, np.flatnonzero(clear)))
    told.sort(key=lambda each: -each[0])
    for count, (_, one, places) in enumerate(told[:NAMED], 1):
        moves = [
            words.MOVE.filled(
                who=made.study.case.parties[place].name,
                size=signed(one.gained[place]),
                margin=both(f"{one.margins[place]:.2f}"),
            )
            for place in sorted(places, key=lambda place: -one.gained[place])
        ]
        listing = Text(", ".join(each.en for each in moves), "、".join(each.ja for each in moves))
        yield found(
            made, f"moved-{count}", words.MOVED.filled(name=one.name, list=listing), plays=made.compared
        )


def _span(shares: Sequence[float]) -> Text:
    """Say from which share to which, or the one share where they read alike."""
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else say("{low} to {high}", "{low}から{high}", low=low, high=high)


def _quoted(text: Text) -> Text:
    return Text(f"“{text.en}”", f"「{text.ja}」")


def _talks(made: Rehearsal) -> Text:
    """Say what is played, among whom."""
    held = made.arrangement
    carried = held.protocol == "shuttle" and held.mediator
    asked = held.bargaining if carried else held.parties
    talks = words.TALKS if len(asked) > 1 else words.ALONE
    return talks["carried" if carried else held.protocol].filled(
        mediator=made.study.case.party(held.mediator).name if carried else Text(), parties=_names(made, asked)
    )


def _deadline(made: Rehearsal) -> Text:
    held = made.arrangement
    count = words.COUNT[held.protocol]
    unit = words.NTH[held.protocol].en if held.rounds == 1 else count.en
    return Text(f"{held.rounds} {unit}", f"{held.rounds}{count.ja}")


def styles(made: Rehearsal) -> Text:
    """Say how parties bargain where arrangements are compared; nothing where they only compare texts."""
    truthful = made.arrangement.protocol == "text" and made.arrangement.voice == "truthful"
    return Text() if truthful else words.STYLES


def _names(made: Rehearsal, parties: Sequence[str]) -> Text:
    return listed([made.study.case.party(party).name for party in parties])


def _mediated(made: Rehearsal) -> Iterator[Finding]:
    """Say what the mediator learnt, or what one clause at a time does not find."""
    said = made.sample.played
    if isinstance(said, Shuttled):
        for party in made.arrangement.bargaining:
            bits = float(said.bits[:, made.arrangement.place(party)].mean())
            text = words.LEARNT.filled(
                who=made.study.case.party(party).name,
                bits=both(f"{bits:.1f}"),
                most=both(f"{-np.log2(LEFT):.1f}"),
            )
            yield found(made, f"learnt-{party}", text)
    if isinstance(said, Texts):
        places = tuple(range(len(made.arrangement.parties)))
        changes, passes = improvable(made.sample.table, places, said.last)
        passes = passes[said.stop == STUCK]
        if passes.any():
            most = changes[int(passes.sum(axis=0).argmax())]
            text = words.STUCK.filled(
                share=percent(float(passes.any(axis=1).mean())), trade=_trade(made, most)
            )
            yield found(made, "trades", text)


def _trade(made: Rehearsal, change: Step) -> Text:
    case = made.study.case
    options = [
        option_in_full(case, case.issues[issue], case.issues[issue].options[option])
        for issue, option in change
    ]
    return say("“{a}” with “{b}”", "「{a}」と「{b}」", a=options[0], b=options[1])
