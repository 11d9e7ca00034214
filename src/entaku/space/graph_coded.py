"""The graph model that a coded standoff describes: levers or moves, rankings by state, by wish or by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.kernels.graph_moves import (
    Direction,
    Moves,
    feasible_vectors,
    graph_moves,
    merge_states,
    named_vectors,
    option_moves,
    patterns,
)
from entaku.kernels.orderings import (
    ranks_of_groups,
    ranks_of_truths,
    scores_of_truths,
    state_truths,
    truths,
)
from entaku.model.basics import PUBLIC, Range
from entaku.model.standoff import Priority, Ranking, Standoff
from entaku.model.text import Text, both, say
from entaku.space.graph_model import (
    MOST_IN_PAIRS,
    MOST_STATES,
    NOT_SAID,
    Graph,
    Lack,
    Switch,
    distinct,
    looked_at,
    taken,
)
from entaku.space.graph_orders import Known, completed, known
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
WAYS = {"both": Direction.BOTH, "fwd": Direction.FORWARD, "back": Direction.BACK}
OPEN = Range(0.0, 1.0)


class Layout(NamedTuple):
    """The states of a standoff and what stands behind them: vectors (v,), the state of each, who moves where."""

    states: tuple[str, ...]
    patterns: tuple[str, ...]
    vectors: Ints
    state_of: NDArray[np.int32]
    owner: Ints
    moves: Moves


class _Refused(Exception):  # noqa: N818 - it leaves this module as a lack
    def __init__(self, lack: Lack) -> None:
        self.lack = lack
        super().__init__(lack.kind)


def coded(study: Study, standoff: Standoff) -> tuple[tuple[Graph, ...], tuple[Lack, ...]]:
    """Which graph model does a standoff describe, and what does it lack?"""
    by_party = {ranking.party: ranking for ranking in standoff.rankings}
    unranked = [party for party in standoff.parties if party not in by_party]
    named = [study.case.party(party).name for party in unranked]
    if not by_party:
        return (), (Lack("no ranking", {"standoff": standoff.title, "who": named}),)
    try:
        layout = _laid_out(standoff)
        graph = _graph(study, standoff, layout, by_party)
    except _Refused as refused:
        return (), (refused.lack,)
    lacks = [Lack("no ranking of", {"standoff": standoff.title, "party": name}) for name in named]
    if graph.now == NOT_SAID:
        lacks.append(Lack("no now", {"standoff": standoff.title}))
    return (graph,), tuple(lacks)


def _refused(standoff: Standoff, kind: str, **slots: Text | str) -> _Refused:
    return _Refused(Lack(kind, {"standoff": standoff.title, **slots}))


def _laid_out(standoff: Standoff) -> Layout:
    if not standoff.levers:
        return _by_moves(standoff)
    width, place = len(standoff.levers), standoff.parties.index
    owner = np.array([place(lever.party) for lever in standoff.levers], dtype=np.int64)
    try:
        removed = patterns(list(standoff.impossible))
        if standoff.states:
            vectors, state_of = named_vectors(width, patterns([state.pattern for state in standoff.states]))
            open_ = np.ones(vectors.size, dtype=np.bool_)
            for mask, value in removed:
                open_ &= vectors & mask != value
            vectors, state_of = vectors[open_], state_of[open_]
        else:
            vectors = feasible_vectors(width, removed)
            state_of = np.arange(vectors.size, dtype=np.int32)
    except ValueError as wrong:
        raise _refused(standoff, "states overlap", why=str(wrong)) from None
    if not vectors.size:
        raise _refused(standoff, "no state")
    count = len(standoff.states) or vectors.size
    if count > MOST_STATES:
        raise _refused(standoff, "too many states", n=f"{count:,}", most=f"{MOST_STATES:,}")
    states, texts = _states(standoff, vectors)
    if empty := [states[number] for number in sorted(set(range(len(states))) - set(state_of.tolist()))]:
        raise _refused(standoff, "impossible state", state=empty[0])
    ways = [WAYS[lever.direction] for lever in standoff.levers]
    moves = option_moves(vectors, owner, ways, len(standoff.parties))
    if standoff.states:
        moves = merge_states(moves, state_of, len(states))
    return Layout(states, texts, vectors, state_of, owner, moves)


def _states(standoff: Standoff, vectors: Ints) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the states; without names they are numbered from 1 by increasing vector."""
    if standoff.states:
        return tuple(s.id for s in standoff.states), tuple(s.pattern for s in standoff.states)
    width = len(standoff.levers)
    texts = tuple("".join("NY"[vector >> bit & 1] for bit in range(width)) for vector in vectors.tolist())
    return tuple(str(number) for number in range(1, len(texts) + 1)), texts


def _by_moves(standoff: Standoff) -> Layout:
    states = tuple(state.id for state in standoff.states)
    place = {state: number for number, state in enumerate(states)}
    arcs = [
        [
            (place[start], place[end])
            for start, ends in standoff.moves.get(party, {}).items()
            for end in ends
            if end != start
        ]
        for party in standoff.parties
    ]
    if len(states) > MOST_STATES:
        raise _refused(standoff, "too many states", n=f"{len(states):,}", most=f"{MOST_STATES:,}")
    nothing = np.zeros(0, dtype=np.int64)
    moves = graph_moves(len(states), [np.array(arc, dtype=np.int64).reshape(-1, 2) for arc in arcs])
    return Layout(states, (), nothing, np.zeros(0, dtype=np.int32), nothing, moves)


def _graph(study: Study, standoff: Standoff, layout: Layout, by_party: Mapping[str, Ranking]) -> Graph:
    rankings = [by_party.get(party, Ranking(party=party)) for party in standoff.parties]
    compared = {one.party: _compared(study, standoff, layout, one) for one in rankings if _by_pair(one)}
    draws = looked_at(parameters(study, _spans(rankings, compared)), len(layout.states))
    found = [
        _by_pairs(standoff, layout, (one.party, compared[one.party]), draws)
        if _by_pair(one)
        else _listed(standoff, layout, one, draws)
        if one.best_to_worst
        else _wished(study, standoff, layout, (one.party, one), draws)
        for one in rankings
    ]
    profiles, which = distinct(np.stack([one.ranks for one in found], axis=1))
    one_each = layout.vectors.size == len(layout.states)
    return Graph(
        id=standoff.id,
        title=standoff.title,
        form="levers" if standoff.levers else "moves",
        parties=standoff.parties,
        states=layout.states,
        patterns=layout.patterns,
        moves=layout.moves,
        now=_now(standoff, layout),
        draws=draws,
        profiles=profiles,
        which=which,
        vectors=_in_order(layout) if one_each else layout.vectors[:0],
        owner=layout.owner,
        scores={party: one.scores for party, one in zip(standoff.parties, found, strict=True) if one.scores},
        switches=tuple(switch for one in found for switch in one.switches),
        known=tuple(one.known for one in found) if compared else (),
        degrees=tuple(
            party
            for party, one in zip(standoff.parties, found, strict=True)
            if party in by_party and by_party[party].compared and not one.known.unknown.any()
        ),
        grounds=(standoff.id,),
        name_of=lambda state: state_name(standoff, layout, state),
    )


def _in_order(layout: Layout) -> Ints:
    """Give the vector of each state, in the order of the states."""
    vectors = np.zeros(len(layout.states), dtype=np.int64)
    vectors[layout.state_of] = layout.vectors
    return vectors


def _now(standoff: Standoff, layout: Layout) -> int:
    if not standoff.now:
        return NOT_SAID
    if standoff.now not in layout.states:
        raise _refused(standoff, "now is no state", state=standoff.now)
    return layout.states.index(standoff.now)


def state_name(standoff: Standoff, layout: Layout, state: int) -> Text:
    """How is a state called: by its name, by what is done in it, or by its id?"""
    ident = layout.states[state]
    given = standoff.states[state].name if standoff.states else Text()
    if given:
        spoken = " " in given.said("en")  # words, not a label: where they end must be seen
        return say("“{name}”", "「{name}」", name=given) if spoken else given
    if not layout.patterns:
        return both(ident)
    on = taken([lever.name for lever in standoff.levers], layout.patterns[state])
    if not on:
        return say("{id} [nothing done]", "{id}［何もしない］", id=ident)
    done = Text("; ".join(one.said("en") for one in on), "、".join(one.said("ja") for one in on))
    return say("{id} [{done}]", "{id}［{done}］", id=ident, done=done)


class _Ranked(NamedTuple):
    """One party's ranks (N, n), what is known of its pairs, its scores, and what is drawn."""

    ranks: Ints
    known: Known
    scores: tuple[int, ...]
    switches: tuple[Switch, ...]


def _by_pair(ranking: Ranking) -> bool:
    """Is a ranking made of single comparisons, or of nothing?"""
    return not ranking.best_to_worst and not ranking.priorities


def _spans(rankings: Sequence[Ranking], compared: Mapping[str, Known]) -> list[Range]:
    """Give a range for everything that is drawn: wishes that may not hold, and pairs that nothing relates."""
    wishes = [
        OPEN
        for ranking in rankings
        for wish in ranking.priorities
        if wish.holds is not None and not (wish.holds.exact and wish.holds.low in (0.0, 1.0))
    ]
    return wishes + [OPEN for found in compared.values() if found.unknown.any()]


def _compared(study: Study, standoff: Standoff, layout: Layout, ranking: Ranking) -> Known:
    count = len(layout.states)
    if count > MOST_IN_PAIRS:
        raise _refused(standoff, "too many pairs", n=f"{count:,}", most=f"{MOST_IN_PAIRS:,}")
    unknown = [s for pair in ranking.compared for s in (pair.state, pair.against) if s not in layout.states]
    if unknown:
        raise _refused(standoff, "no such state", state=unknown[0])
    found = known(ranking.compared, layout.states)
    if found.contradicts:
        raise _refused(standoff, "circle", party=study.case.party(ranking.party).name)
    return found


def _by_pairs(standoff: Standoff, layout: Layout, whose: tuple[str, Known], draws: Parameters) -> _Ranked:
    """Complete what comparisons leave open, once a draw."""
    party, found = whose
    keys = np.stack(
        [
            uniform(draws.seed, PUBLIC, draws.numbers, "standoff", standoff.id, party, state)
            for state in layout.states
        ],
        axis=1,
    )
    return _Ranked(completed(found, keys), found, (), ())


def _listed(standoff: Standoff, layout: Layout, ranking: Ranking, draws: Parameters) -> _Ranked:
    """Take a ranking as it is listed; it must name every state once."""
    place = {state: number for number, state in enumerate(layout.states)}
    groups = [[place.get(state, -1) for state in group] for group in ranking.best_to_worst]
    try:
        ranks = ranks_of_groups(groups, len(layout.states))
    except ValueError:
        raise _refused(standoff, "incomplete", n=f"{len(layout.states):,}") from None
    return _Ranked(np.tile(ranks, (len(draws.numbers), 1)), _of_ranks(ranks[None]), (), ())


def _of_ranks(ranks: Ints) -> Known:
    """Say what complete orders (N, n) without degrees make known: what is so in all draws, else unknown.

    Empty where there are too many states to compare pair by pair.
    """
    if ranks.shape[1] > MOST_IN_PAIRS:
        ranks = ranks[:, :0]
    better = np.asarray((ranks[:, None, :] < ranks[:, :, None]).all(axis=0))
    same = np.asarray((ranks[:, None, :] == ranks[:, :, None]).all(axis=0))
    return Known(better, np.zeros_like(better), ~(better | better.T | same))


def _wished(
    study: Study, standoff: Standoff, layout: Layout, whose: tuple[str, Ranking], draws: Parameters
) -> _Ranked:
    """Rank by wishes: in each draw by those that hold in it, the most important first."""
    party, ranking = whose
    table = _truths(study, standoff, layout, whose)
    on = np.stack(
        [
            draws.happens(wish.holds, "standoff", standoff.id, party, str(number))
            for number, wish in enumerate(ranking.priorities)
        ],
        axis=1,
    )
    seen: dict[bytes, Ints] = {}
    ranks = np.stack(
        [seen.setdefault(row.tobytes(), ranks_of_truths(table[row])) for row in on]  # each set of wishes once
    )
    switches = tuple(
        Switch(_in_words(study, standoff, party, wish), (standoff.id,), on[:, number])
        for number, wish in enumerate(ranking.priorities)
        if on[:, number].any() and not on[:, number].all()
    )
    firm = bool(on.all())
    return _Ranked(
        ranks, _of_ranks(np.unique(ranks, axis=0)), scores_of_truths(table) if firm else (), switches
    )


def _truths(study: Study, standoff: Standoff, layout: Layout, whose: tuple[str, Ranking]) -> Bools:
    """Tell which wish (p, n) is true in which state; a named state must agree with itself."""
    party, ranking = whose
    table = truths(layout.vectors, [patterns(list(wish.any)) for wish in ranking.priorities])
    for number, wish in enumerate(table):
        try:
            state_truths(wish[None], layout.state_of, len(layout.states))
        except ValueError:
            raise _refused(standoff, "torn", n=str(number + 1), party=study.case.party(party).name) from None
    return state_truths(table, layout.state_of, len(layout.states))


def _in_words(study: Study, standoff: Standoff, party: str, wish: Priority) -> Text:
    """Say a wish: in each of its patterns what is to be done and what not."""
    ways = []
    for pattern in wish.any:
        signs = list(zip(standoff.levers, pattern, strict=True))
        parts = [
            say("“{lever}” done", "「{lever}」をする", lever=lever.name)
            if sign == "Y"
            else say("“{lever}” not done", "「{lever}」をしない", lever=lever.name)
            for lever, sign in signs
            if sign != "-"
        ]
        ways.append(
            Text(
                " and ".join(part.said("en") for part in parts),
                "、かつ".join(part.said("ja") for part in parts),
            )
            if parts
            else Text("anything", "何でもよい")
        )
    wanted = Text(" or ".join(way.en for way in ways), "、または".join(way.ja for way in ways))
    name = study.case.party(party).name
    return say("{party} wants: {wanted}", "{party}は「{wanted}」を望む", party=name, wanted=wanted)
