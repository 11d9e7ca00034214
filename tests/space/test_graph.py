"""Graph models read off a case, against the definitions: who moves where, who likes what, what is stable."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.stability import Concept
from entaku.kernels.stability_coalitions import CoalitionConcept
from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.model.issue import Vote
from entaku.model.rules import faults
from entaku.model.standoff import Compared, Lever, Priority, Ranking, Standoff, State
from entaku.model.text import both
from entaku.space.graph import Graph, graphs
from entaku.space.graph_model import FEWEST, LOOKED, looked_at
from entaku.space.graph_orders import completed, known
from entaku.space.graph_reasons import deterring, left_together, margin, turns, unblocked
from entaku.space.graph_verdicts import Reached, Verdicts, verdicts
from entaku.space.parameters import Parameters
from entaku.space.study import Study, lay_out
from tests.kernels import reference_graph as ref
from tests.kernels.random_conflicts import OptionModel, any_ranks, in_graph_form, in_option_form
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
ISSUES = [b.issue("x", "k", "l")]
PEOPLE = "ABCD"
BETTER: list[Literal["better", "much better"]] = ["better", "much better"]


def coded(standoff: Standoff) -> Case:
    """Give a case with one standoff and nothing else to say."""
    made = b.case(ISSUES, {who: [] for who in standoff.parties})
    made = replace(made, standoffs=(standoff,))
    assert [str(fault) for fault in faults(made)] == []
    return made


def only(case: Case, draws: int = 60) -> Graph:
    (graph,), _ = graphs(lay_out(case, draws))
    return graph


def lacking(case: Case) -> list[str]:
    return [lack.kind for lack in graphs(lay_out(case, 10))[1]]


def groups(ranks: tuple[int, ...], states: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    levels = sorted(set(ranks))
    return tuple(tuple(s for s, rank in zip(states, ranks, strict=True) if rank == level) for level in levels)


def by_moves(conflict: ref.Conflict) -> Standoff:
    """Write a random conflict as a case file would have it, move by move."""
    people, states = tuple(PEOPLE[: len(conflict.ways)]), tuple(f"s{s}" for s in conflict.states)
    moves = {
        who: {states[s]: tuple(states[q] for q in sorted(ends)) for s, ends in enumerate(way) if ends}
        for who, way in zip(people, conflict.ways, strict=True)
    }
    moves = {who: table for who, table in moves.items() if table} or {people[0]: {states[0]: ()}}
    rankings = tuple(
        Ranking(party=who, best_to_worst=groups(ranks, states))
        for who, ranks in zip(people, conflict.ranks, strict=True)
    )
    named = tuple(State(id=state) for state in states)
    return Standoff(
        id="it", title=both("it"), parties=people, states=named, moves=moves, rankings=rankings, now="s0"
    )


def by_levers(model: OptionModel, ranks: list[tuple[int, ...]]) -> Standoff:
    people = tuple(PEOPLE[: model.dms])
    ways: list[Any] = [direction.name.lower() for direction in model.direction]
    words = {"both": "both", "forward": "fwd", "back": "back"}
    levers = tuple(
        Lever(id=f"o{o}", name=both(f"o{o}"), party=people[own], direction=words[way])  # type: ignore[arg-type]
        for o, (own, way) in enumerate(zip(model.owner, ways, strict=True))
    )
    numbers = tuple(str(n) for n in range(1, len(model.texts) + 1))
    rankings = tuple(
        Ranking(party=who, best_to_worst=groups(rank, numbers))
        for who, rank in zip(people, ranks, strict=True)
    )
    return Standoff(
        id="it", title=both("it"), parties=people, levers=levers, impossible=model.removed, rankings=rankings
    )


def assert_as_defined(found: Verdicts, profile: int, conflict: ref.Conflict) -> None:
    for dm in conflict.dms:
        stable = ref.stable(conflict, dm)
        for concept in Concept:
            marks = np.flatnonzero(found.stable[profile, concept, dm]).tolist()
            assert set(marks) == stable[concept.name], (concept, dm)


# A standoff as it is coded


@settings(max_examples=40)
@given(SEEDS, st.sampled_from([1, 2, 3]))
def test_a_standoff_by_moves_is_as_stable_as_defined(seed: int, dms: int) -> None:
    conflict = in_graph_form(random.Random(seed), dms, 5)
    graph = only(coded(by_moves(conflict)))
    assert graph.single
    assert graph.draws.exact
    assert_as_defined(verdicts(graph), 0, conflict)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from([2, 3]))
def test_a_standoff_by_levers_is_as_stable_as_defined(seed: int, dms: int) -> None:
    dice = random.Random(seed)
    model = in_option_form(dice, dms)
    conflict = ref.Conflict(model.ways(), tuple(any_ranks(dice, len(model.texts)) for _ in range(dms)))
    graph = only(coded(by_levers(model, list(conflict.ranks))))
    assert graph.patterns == model.texts
    assert_as_defined(verdicts(graph), 0, conflict)


@settings(max_examples=30)
@given(SEEDS)
def test_reasons_are_given_for_every_verdict(seed: int) -> None:
    conflict = in_graph_form(random.Random(seed), 3, 5)
    graph = only(coded(by_moves(conflict)))
    found = verdicts(graph)
    for state in conflict.states:
        for concept in (Concept.GMR, Concept.SEQ):
            holds = bool(found.equilibria[0, concept, state])
            gains = {(dm, q) for dm in conflict.dms for q in conflict.gains(dm)[state]}
            kept = {(one.mover, one.to) for one in deterring(found, state, concept)}
            free = {(one.mover, one.to) for one in unblocked(found, state, concept)}
            assert kept == (gains if holds else set())
            assert bool(free) is not holds
            assert free <= gains
        together = {
            (group, q)
            for group in ref.coalitions(list(conflict.dms))
            if len(group) > 1
            for q in ref.joint_gains(conflict, group)[state]
        }
        told = {
            (tuple(dm for dm in conflict.dms if mask >> dm & 1), q)
            for mask, q, _ in left_together(found, state)
        }
        assert told <= together
        assert {q for _, q in together} - {
            q for dm in conflict.dms for q in ref.joint_gains(conflict, [dm])[state]
        } <= {q for _, q in told}


@settings(max_examples=15)
@given(SEEDS)
def test_a_margin_is_the_fewest_swaps_that_change_the_verdict(seed: int) -> None:
    conflict = in_graph_form(random.Random(seed), 2, 4)
    graph = only(coded(by_moves(conflict)))
    found = verdicts(graph)
    state = 0
    least = margin(graph, state, Concept.SEQ)
    before = bool(found.equilibria[0, Concept.SEQ, state])
    assert least.swaps == fewest_swaps(conflict, state, before=before)


def fewest_swaps(conflict: ref.Conflict, state: int, *, before: bool) -> int:
    """Try every exchange of neighbouring groups, up to three in one ranking."""

    def holds(ranks: tuple[tuple[int, ...], ...]) -> bool:
        tried = ref.Conflict(conflict.ways, ranks)
        return all(state in ref.stable(tried, dm)["SEQ"] for dm in tried.dms)

    layers = [{ranks} for ranks in conflict.ranks]
    for swaps in (1, 2, 3):
        layers = [{other for ranks in layer for other in swapped(ranks)} for layer in layers]
        for dm, layer in enumerate(layers):
            for ranks in layer:
                tried = tuple(ranks if j == dm else conflict.ranks[j] for j in conflict.dms)
                if holds(tried) != before:
                    return swaps
    return 0


def swapped(ranks: tuple[int, ...]) -> set[tuple[int, ...]]:
    return {
        tuple(place + 1 if rank == place else place if rank == place + 1 else rank for rank in ranks)
        for place in range(max(ranks))
    }


# Wishes and comparisons that hold in some draws only


def one_lever(*wishes: Priority, other: str = "A") -> Standoff:
    return Standoff(
        id="it",
        title=both("it"),
        parties=("A",),
        levers=(Lever(id="go", name=both("go"), party=other),),
        rankings=(Ranking(party="A", priorities=wishes),),
        now="1",
    )


def test_a_doubtful_wish_holds_in_its_share_of_the_draws() -> None:
    go = Priority(any=("Y",), holds=Range(0.7, 0.7))
    case = coded(one_lever(go, Priority(any=("N",))))
    graph = only(case, 400)
    found = verdicts(graph)
    assert len(graph.draws.numbers) == LOOKED
    assert len(graph.profiles) == 2
    assert found.shares[Concept.R, 0] == pytest.approx(0.3, abs=0.1)
    (turn,) = [one for one in turns(found, 0, Concept.R) if one.switch]
    assert (turn.when, turn.when_not) == (0.0, 1.0)


def test_a_wish_that_surely_holds_is_no_switch() -> None:
    graph = only(coded(one_lever(Priority(any=("Y",), holds=Range(1.0, 1.0)))))
    assert graph.draws.exact
    assert (graph.switches, graph.scores) == ((), {"A": (0, 1)})


def test_more_draws_do_not_change_the_first() -> None:
    case = coded(one_lever(Priority(any=("Y",), holds=Range(0.2, 0.9)), Priority(any=("N",))))
    few, many = only(case, 40), only(case, 80)
    ranks = [graph.profiles[graph.which[:40]] for graph in (few, many) if len(graph.which) >= 40]
    assert len(ranks) == 2
    assert (ranks[0] == ranks[1]).all()


def pairs(*said: tuple[str, Any, str]) -> tuple[Compared, ...]:
    return tuple(Compared(state=one, against=other, relation=word) for one, word, other in said)


def test_comparisons_are_closed_and_the_rest_is_unknown() -> None:
    found = known(pairs(("a", "much better", "b"), ("b", "same", "c"), ("d", "worse", "c")), "abcde")
    above = {(s, q) for s in range(5) for q in range(5) if found.better[s, q]}
    assert above == {(1, 0), (2, 0), (3, 0), (3, 1), (3, 2)}
    assert {(s, q) for s in range(5) for q in range(5) if found.far[s, q]} == {(0, 1), (0, 2), (0, 3)}
    assert found.unknown.sum() == 8
    assert found.unknown[4, :4].all()
    assert not found.contradicts
    assert known(pairs(("a", "better", "b"), ("b", "same", "a")), "ab").contradicts


def test_every_completion_can_come_up_and_none_breaks_what_is_known() -> None:
    found = known(pairs(("a", "better", "b"), ("c", "same", "d")), "abcd")
    numbers = np.random.default_rng(3).random((300, 4))
    ranks = completed(found, numbers)
    assert {tuple(row) for row in ranks.tolist()} == {(0, 1, 2, 2), (0, 2, 1, 1), (1, 2, 0, 0)}


@given(SEEDS)
@settings(max_examples=25)
def test_completions_keep_what_is_known(seed: int) -> None:
    dice = random.Random(seed)
    order = dice.sample("abcdef", 6)
    said = [
        Compared(state=one, against=other, relation=BETTER[dice.randrange(2)])
        for place, one in enumerate(order)
        for other in order[place + 1 :]
        if dice.random() < 0.3
    ]
    found = known(said, "abcdef")
    ranks = completed(found, np.random.default_rng(seed).random((20, 6)))
    assert sorted(ranks[0].tolist()) == list(range(6))
    for row in ranks:
        assert (row[None, :] < row[:, None])[found.better].all()


def test_a_party_without_a_ranking_takes_every_order() -> None:
    conflict = ref.Conflict(((frozenset({1}), frozenset()), (frozenset(), frozenset())), ((0, 1), (0, 1)))
    standoff = by_moves(conflict)
    standoff = replace(standoff, rankings=standoff.rankings[1:])
    graph = only(coded(standoff), 200)
    assert lacking(coded(standoff)) == ["no ranking of"]
    assert graph.doubtful == ("A",)
    assert {tuple(row) for row in graph.profiles[:, 0].tolist()} == set(permutations(range(2)))


# A model read off the issues


def performed(seed: int) -> Case:
    """Give a case whose options some perform or stop alone, with a status quo now and then left out."""
    dice = random.Random(seed)
    who = "ABC"[: dice.choice((2, 3))]
    issues = []
    for name in "xyz"[: dice.choice((2, 3))]:
        options = []
        for letter in "klm"[: dice.choice((2, 3))]:
            sets = [tuple(dice.sample(who, dice.choice((1, 1, 2)))) for _ in range(dice.choice((0, 1, 2)))]
            stops = ((dice.choice(who),),) if dice.random() < 0.3 else ()
            options.append(b.option(letter, performs=tuple(sets), stops=stops, because=("analyst",)))
        issues.append(b.issue(name, *options, quo="k"))
    said: dict[str, list[Any]] = {p: [b.best("x", dice.choice("kl"))] for p in who}
    if dice.random() < 0.5:
        said["A"].append(b.holds(b.red_line("x", "l"), 0.5))
    more: dict[str, Any] = {}
    if dice.random() < 0.4:
        more["impossible"] = (b.impossible("i", x="l", y="l"),)
    return b.case(issues, said, **more)


def step_alone(case: Case, party: str, here: dict[str, str], there: dict[str, str]) -> bool:
    """Read the rule as it is written: each changed issue is performed alone, or stopped back to what stood."""
    changed = [issue for issue in case.issues if here[issue.id] != there[issue.id]]
    for issue in changed:
        before, after = (issue.options[issue.position(p[issue.id])] for p in (here, there))
        performs = after.performs if isinstance(after.performs, tuple) else ()
        back = (party,) in before.stops and after.id == issue.status_quo
        if (party,) not in performs and not back:
            return False
    return bool(changed)


def conflict_in(study: Study, graph: Graph, draw: int) -> ref.Conflict:
    """Write one draw of a case as a conflict, package by package."""
    packages = [study.outcomes.package(number) for number in range(study.outcomes.count)]
    ways, ranks = [], []
    for party in graph.parties:
        ways.append(
            tuple(
                frozenset(q for q, there in enumerate(packages) if step_alone(study.case, party, here, there))
                for here in packages
            )
        )
        column = study.parties.index(party)
        worth = []
        for package in packages:
            held = [study.outcomes.option(*choice) for choice in package.items()]
            barred = bool(study.ensemble.vetoed[draw, column, held].any())
            worth.append((not barred, sum(int(study.ensemble.values[draw, column, o]) for o in held)))
        order = sorted(set(worth), reverse=True)
        ranks.append(tuple(order.index(one) for one in worth))
    return ref.Conflict(tuple(ways), tuple(ranks))


@settings(max_examples=25)
@given(SEEDS)
def test_packages_move_and_rank_as_the_issues_say(seed: int) -> None:
    study = lay_out(performed(seed), 3)
    laid, lacks = graphs(study)
    if not laid:
        assert [lack.kind for lack in lacks] == ["nobody moves"]
        return
    graph = laid[0]
    found = verdicts(graph)
    assert list(graph.parties) == sorted(graph.parties)
    for draw in range(3):
        assert_as_defined(found, int(graph.which[draw]), conflict_in(study, graph, draw))
    quo = {issue.id: issue.status_quo for issue in study.case.issues}
    assert study.outcomes.package(graph.now) == quo


def test_a_vote_carried_by_one_is_a_move_of_one() -> None:
    carried = b.option("l", vote=Vote(quota=3, weights={"A": 3, "B": 2}), because=("analyst",))
    case = b.case([b.issue("x", "k", carried, quo="k")], {"A": [b.best("x", "l")], "B": [b.best("x", "k")]})
    graph = only(case)
    assert graph.parties == ("A",)
    assert graph.moves.reach(0, 0).tolist() == [1]


def test_what_a_case_lacks_is_said() -> None:
    plain = [b.issue("x", "k", "l", quo="k")]
    alone = [b.issue("x", "k", b.option("l", performs=(("A",),), because=("analyst",)), quo="k")]
    assert lacking(b.case(plain, {"A": [b.best("x", "l")]})) == ["nobody moves"]
    assert lacking(b.case(alone, {"A": [b.silent("x")]})) == ["nothing ranked"]
    assert lacking(b.case(alone, {"A": [b.best("x", "l")]})) == ["read off"]
    nowhere = [b.issue("x", "k", b.option("l", performs=(("A",),), because=("analyst",)))]
    assert lacking(b.case(nowhere, {"A": [b.best("x", "l")]})) == ["read off", "no status quo"]
    many = [
        b.issue(f"i{n}", "k", b.option("l", performs=(("A",),), because=("analyst",)), quo="k")
        for n in range(13)
    ]
    assert lacking(b.case(many, {"A": [b.best("i0", "l")]})) == ["too many"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"rankings": ()}, "no ranking"),
        ({"now": "9"}, "now is no state"),
        ({"now": ""}, "no now"),
        ({"impossible": ("-",)}, "no state"),
        ({"rankings": (Ranking(party="A", best_to_worst=(("1",),)),)}, "incomplete"),
        ({"rankings": (Ranking(party="A", compared=pairs(("1", "better", "5"))),)}, "no such state"),
        (
            {"rankings": (Ranking(party="A", compared=pairs(("1", "better", "2"), ("2", "better", "1"))),)},
            "circle",
        ),
        ({"states": (State(id="1", pattern="-"), State(id="2", pattern="Y"))}, "states overlap"),
        (
            {"states": (State(id="1", pattern="N"), State(id="2", pattern="Y")), "impossible": ("Y",)},
            "impossible state",
        ),
        ({"states": (State(id="1", pattern="-"),)}, "torn"),
    ],
)
def test_what_a_standoff_lacks_is_said(change: dict[str, Any], kind: str) -> None:
    whole = one_lever(Priority(any=("Y",)))
    assert lacking(coded(whole)) == []
    assert lacking(coded(replace(whole, **change))) == [kind]


# How one comes there from here


def test_a_state_is_reached_in_the_easiest_way_there_is() -> None:
    """A alone likes going to s1; from there A and B gain by s3 together; s2 A would have to dislike."""
    arcs = ({0: {1, 2}, 4: {3}}, {1: {4}})
    ways = tuple(tuple(frozenset(table.get(s, ())) for s in range(6)) for table in arcs)
    conflict = ref.Conflict(ways, ((2, 1, 3, 0, 4, 5), (0, 2, 3, 1, 4, 5)))
    found = verdicts(only(coded(by_moves(conflict))))
    assert found.reached == (
        Reached.HERE,
        Reached.WILLING,
        Reached.RELUCTANT,
        Reached.TOGETHER,
        Reached.RELUCTANT,
        Reached.NEVER,
    )
    assert found.moves_to.tolist() == [0, 1, 1, 3, 2, -1]
    assert found.together.lasting[0, CoalitionConcept.CR].tolist() == [False, False, True, True, False, True]
    first = found.candidates[0]
    assert (first.state, first.reached) != (5, Reached.NEVER)


def test_candidates_come_in_the_order_of_ease_then_of_fear() -> None:
    conflict = in_graph_form(random.Random(11), 3, 6)
    found = verdicts(only(coded(by_moves(conflict))))
    reached = [one.reached for one in found.candidates]
    assert reached == sorted(reached)
    assert {one.state for one in found.candidates} == set(np.flatnonzero(found.shares[Concept.GMR]).tolist())


def test_large_models_are_looked_at_in_fewer_draws() -> None:
    draws = Parameters(1, np.arange(1000), np.full(1000, 0.001), exact=False)
    assert [len(looked_at(draws, states).numbers) for states in (2, 1000, 5000, 100_000)] == [
        LOOKED,
        100,
        FEWEST,
        FEWEST,
    ]
    assert looked_at(draws, 5000).weights.sum() == pytest.approx(1.0)
