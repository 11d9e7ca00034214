"""The findings on one standoff: what stands, why, what would hold instead, who could upset it, what it turns on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.stability import Concept
from entaku.kernels.stability import Strength as Firm
from entaku.kernels.stability_doubt import Extension
from entaku.lenses.standoff import words as w
from entaku.lenses.standoff.seen import Seen, Step
from entaku.model.finding import Finding, Firmness
from entaku.model.finding import Strength as Held
from entaku.model.text import Text, listed
from entaku.space.evidence import bound, percent, strength
from entaku.space.graph_model import NOT_SAID
from entaku.space.graph_reasons import MOST_PROFILES, Reason
from entaku.space.graph_verdicts import Candidate, coalition_name, in_all

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
NAMED = 2
"""How many equilibria beside what stands get a sentence."""


def headline(seen: Seen) -> list[Finding]:
    """Say whether what stands holds; where it is not stated what stands, which state holds first."""
    if not seen.stands:
        return [_first(seen)]
    shares, now = seen.found.shares, seen.graph.now
    holding = [concept for concept in w.FORESIGHT if shares[concept, now] == 1.0]
    if holding and all(shares[concept, now] in {0.0, 1.0} for concept in w.FORESIGHT):
        text = w.NOW_FIRM.filled(state=seen.name(now), foresight=w.FORESIGHT[holding[0]])
        holds = seen.found.equilibria[:, holding[0], now]
    elif shares[Concept.GMR, now] == 0.0:
        text, holds = _fallen(seen), seen.found.equilibria[:, Concept.GMR, now]
    else:
        text = w.NOW_OPEN.filled(
            state=seen.name(now),
            r=percent(shares[Concept.R, now]),
            seq=percent(shares[Concept.SEQ, now]),
            gmr=percent(shares[Concept.GMR, now]),
        )
        holds = seen.found.equilibria[:, Concept.SEQ, now]
    return [_finding(seen, "now", text, _held(seen, holds))]


def _fallen(seen: Seen) -> Text:
    """Say who leaves a state that falls in every draw under every foresight."""
    reasons = seen.falling
    if not reasons:
        return w.NOW_ALL.filled(state=seen.name(seen.graph.now))
    return w.NOW_FALLS.filled(
        state=seen.name(seen.graph.now), party=seen.party(reasons[0].mover), to=seen.name(reasons[0].to)
    )


def _first(seen: Seen) -> Finding:
    if not seen.found.candidates:
        return _finding(seen, "now", w.NOTHING_HOLDS, Held(firmness=Firmness.CODED))
    best = seen.found.candidates[0]
    holds = seen.found.equilibria[:, best.concept, best.state]
    if seen.all_hold:
        text = w.ALL_HOLD.filled(n=f"{len(seen.graph.states):,}")
        return _finding(seen, "now", text, _held(seen, holds))
    text = w.NO_NOW.filled(state=seen.name(best.state), foresight=w.FORESIGHT[best.concept])
    return _finding(seen, "now", text, _held(seen, holds))


def why(seen: Seen) -> list[Finding]:
    """Say which answer keeps a party at what stands, or which move from it nobody blocks."""
    found = []
    if seen.stands and seen.found.shares[Concept.SEQ, seen.graph.now] < 1.0 and seen.falling:
        found.append(_leaves(seen, seen.falling[0]))
    if seen.about != NOT_SAID and seen.staying:
        found.append(_stays(seen, seen.about, seen.staying[0]))
    return found


def _leaves(seen: Seen, reason: Reason) -> Finding:
    party = seen.party(reason.mover)
    rest = _still_better(seen, reason) if reason.answer else w.NOBODY_ANSWERS
    holds = seen.found.equilibria[:, Concept.SEQ, seen.graph.now]
    text = (w.LEAVES if seen.graph.single else w.LEAVES_IN).filled(
        party=party,
        state=seen.name(seen.graph.now),
        to=seen.name(reason.to),
        part=percent(reason.part),
        rest=rest,
    )
    return _finding(seen, "leaves", text, _held(seen, ~holds))


def _still_better(seen: Seen, reason: Reason) -> Text:
    return (w.STILL_BETTER if len(reason.answer) > 1 else w.STILL_BETTER_ONE).filled(
        answer=_answer(seen, reason),
        mover=seen.party(reason.answer[0][0]),
        end=seen.name(reason.end),
        party=seen.party(reason.mover),
    )


def _stays(seen: Seen, state: int, reason: Reason) -> Finding:
    costly = [mover for (mover, _), good in zip(reason.answer, reason.credible, strict=True) if not good]
    movers = [seen.party(mover) for mover in dict.fromkeys(costly)]
    text = (w.STAYS if len(reason.answer) > 1 else w.STAYS_ONE).filled(
        party=seen.party(reason.mover),
        mover=seen.party(reason.answer[0][0]),
        state=seen.name(state),
        to=seen.name(reason.to),
        answer=_answer(seen, reason),
        end=seen.name(reason.end),
        kind=w.COSTLY.filled(movers=movers) if costly else w.CREDIBLE,
    )
    if not seen.graph.single:
        text = w.STAYS_IN.filled(state=seen.name(state), part=percent(reason.part), stays=text)
    elif seen.stands and not seen.found.equilibria[0, Concept.SEQ, state]:
        text = w.STAYS_FEARING.filled(state=seen.name(state), stays=text)
    return _finding(seen, "stays", text, _part(seen, reason.part, _kept(seen, state)))


def _answer(seen: Seen, reason: Reason) -> Text:
    steps = [w.STEP.filled(mover=seen.party(mover), state=seen.name(state)) for mover, state in reason.answer]
    return _in_turn(steps)


def _in_turn(steps: Sequence[Text]) -> Text:
    return Text(w.THEN.en.join(one.en for one in steps), w.THEN.ja.join(one.ja for one in steps))


def would_hold(seen: Seen) -> list[Finding]:
    """Say which other states would hold, under which foresight, and how one comes there."""
    return [_equilibrium(seen, one, number) for number, one in enumerate(seen.others[:NAMED], 1)]


def _equilibrium(seen: Seen, one: Candidate, number: int) -> Finding:
    sure = one.share == 1.0
    text = (w.HOLDS if sure else w.HOLDS_IN).filled(
        state=seen.name(one.state),
        foresight=w.FORESIGHT[one.concept],
        held=percent(one.share),
        reach=w.REACH[one.reached].filled(path=_path(seen, seen.path(one.state))),
    )
    holds = seen.found.equilibria[:, one.concept, one.state]
    return _finding(seen, f"holds-{number}", text, _held(seen, holds))


def _path(seen: Seen, steps: Sequence[Step]) -> Text:
    said = []
    for one in steps:
        step = w.STEP.filled(mover=listed(seen.parties(one.movers)), state=seen.name(one.state))
        said.append(step if one.liked else w.DISLIKED.filled(step=step))
    return _in_turn(said)


def together(seen: Seen) -> list[Finding]:
    """Say who could leave an equilibrium together, or that nobody could."""
    state = seen.steady
    if state == NOT_SAID or len(seen.graph.parties) == 1 or not len(seen.found.together.weights):
        return []
    leaving = seen.leaving(state)
    if not leaving:
        text = w.NOT_TOGETHER.filled(state=seen.name(state))
        return [_finding(seen, "together", text, _part(seen, 1.0, _asked_together(seen)))]
    mask, end, part = leaving[0]
    text = w.TOGETHER.filled(
        who=seen.parties(coalition_name(seen.graph, mask)),
        state=seen.name(state),
        end=seen.name(end),
        held=Text() if part == 1.0 else w.IN_DRAWS.filled(part=percent(part)),
    )
    return [_finding(seen, "together", text, _part(seen, part, _asked_together(seen)))]


def turns(seen: Seen) -> list[Finding]:
    """Say what would have to be otherwise: what draws differ in, or how little of one ranking."""
    if seen.turn:
        turn, slots = seen.turn[0], {"state": seen.name(seen.about)}
        sides = {"when": percent(turn.when), "when_not": percent(turn.when_not)}
        if turn.switch:
            text = w.TURNS_ON_SWITCH.filled(what=turn.switch[0].what, **slots, **sides)
        else:
            dm, end, _ = turn.pair
            text = w.TURNS_ON_PAIR.filled(party=seen.party(dm), end=seen.name(end), **slots, **sides)
        grounds = turn.switch[0].because if turn.switch else ()
        strong = Held(firmness=Firmness.AVERAGE, draws=seen.graph.draws.effective)
        return [_finding(seen, "turns", text, strong, grounds=grounds)]
    if not seen.margin:
        return []
    least, state = seen.margin[0], seen.name(seen.weighed)
    if least.swaps == 0:
        text = w.NO_SWAP.filled(state=state)
    elif least.swaps == 1:
        better, worse = least.pair[1], least.pair[0]
        text = w.ONE_SWAP.filled(
            state=state,
            party=seen.party(least.party),
            better=seen.name(better),
            worse=seen.name(worse),
        )
    else:
        text = w.SWAPS.filled(state=state, n=least.swaps, party=seen.party(least.party))
    return [_finding(seen, "turns", text, Held(firmness=Firmness.EXACT))]


def further(seen: Seen) -> list[Finding]:
    """Say what looking further ahead, or moving at once, changes."""
    found = []
    marks = {name: in_all(stable) for name, stable in seen.further.items()}
    if "NM" in marks:
        alike = bool((marks["NM"] == marks["L2"]).all())
        text = (w.AHEAD_ALIKE if alike else w.AHEAD).filled(
            states=_states(seen, marks["NM"]), two=_states(seen, marks["L2"])
        )
        found.append(_finding(seen, "ahead", text, Held(firmness=Firmness.EXACT)))
    if "TABLEAU" in marks and (extra := marks["TABLEAU"] & ~seen.found.equilibria[0, Concept.SEQ]).any():
        text = w.AT_ONCE.filled(states=_states(seen, extra))
        found.append(_finding(seen, "at-once", text, Held(firmness=Firmness.EXACT)))
    return found


def _states(seen: Seen, marks: Bools) -> Text:
    names = [seen.name(state) for state in np.flatnonzero(marks).tolist()]
    return listed(names) if names else w.NOWHERE


def doubt(seen: Seen) -> list[Finding]:
    """Say what attitudes to the unknown change, and how firmly a party is kept."""
    state = seen.graph.now if seen.stands else seen.about
    if state == NOT_SAID:
        return []
    found = []
    for dm, party in enumerate(seen.graph.parties):
        if party in seen.graph.doubtful and seen.graph.moves.reach(dm, state).size:
            held = [one for one in Extension if seen.attitudes[one, Concept.SEQ, dm, state]]
            text = w.UNKNOWN.filled(
                party=seen.party(dm),
                state=seen.name(state),
                attitudes=listed([w.ATTITUDES[one] for one in held]) if held else w.NO_ATTITUDE,
            )
            found.append(_finding(seen, f"unknown-{party}", text, Held(firmness=Firmness.CODED)))
        if party in seen.graph.degrees and seen.firmness.shape[2] and seen.graph.moves.reach(dm, state).size:
            kept = {
                name: w.FIRMNESS[Firm(int(seen.firmness[Concept[name.upper()], dm, state]))]
                for name in ("gmr", "smr", "seq")
            }
            text = w.DEGREES.filled(party=seen.party(dm), state=seen.name(state), **kept)
            found.append(_finding(seen, f"firm-{party}", text, Held(firmness=Firmness.CODED)))
    return found


def _held(seen: Seen, holds: Bools) -> Held:
    """Say how firmly it holds, as the draws looked at can tell; `holds` (K,) by profile."""
    return strength(seen.graph.draws, holds[seen.graph.which])


def _part(seen: Seen, part: float, looked: Ints) -> Held:
    """Say how firmly a share of the draws that were looked at holds: those with these profiles."""
    if seen.graph.draws.exact:
        return Held(firmness=Firmness.EXACT, share=part, draws=1.0)
    held = min(part, 1.0)
    effective = max(1.0, seen.graph.draws.effective * float(seen.graph.weights[looked].sum()))
    margin = 2.0 * sqrt(held * (1.0 - held) / effective) or bound(effective)
    return Held(firmness=Firmness.SHARE, share=held, margin=margin, draws=effective)


def _kept(seen: Seen, state: int) -> Ints:
    """Give the profiles in which it was asked why a state holds."""
    holds = seen.found.equilibria[:, seen.found.concept_of(state), state]
    return np.flatnonzero(holds)[:MOST_PROFILES]


def _asked_together(seen: Seen) -> Ints:
    """Give the profiles in which joint steps were looked at."""
    return np.arange(len(seen.found.together.weights))


FIRST_PAGE: Mapping[str, Literal["", "rests", "also"]] = {
    "leaves": "also",
    "stays": "rests",
    "holds-1": "also",
    "turns": "rests",
}
"""Which findings on the first standoff the first page carries beside the answer, and as what."""


def _finding(seen: Seen, ident: str, text: Text, strong: Held, grounds: tuple[str, ...] = ()) -> Finding:
    return Finding(
        id=f"standoff-{ident}-{seen.graph.id}",
        lens=w.CARD.name,
        text=text,
        strength=strong,
        rule=w.RULE,
        because=tuple(dict.fromkeys((*grounds, *seen.graph.grounds))),
        headline=ident == "now" and seen.leading,
        page=FIRST_PAGE.get(ident, "") if seen.leading else "",
    )
