"""Rules on what single lenses read: standoffs, pulls, closed forms, sequences, two levels, games."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from entaku.model.basics import NotStated
from entaku.model.case import Case
from entaku.model.closed import MODELS, ClosedForm
from entaku.model.closed import Sequence as Steps
from entaku.model.errors import Fault, Path
from entaku.model.game import Game
from entaku.model.home import TwoLevel
from entaku.model.names import did_you_mean, shown
from entaku.model.pull import Pull, Stance
from entaku.model.rules_setting import list_faults, share_faults
from entaku.model.standoff import Ranking, Standoff

MAX_LEVERS: Final = 20
MAX_PLAYERS: Final = 15
PLAIN_STATES: Final = re.compile("[1-9][0-9]*")
_PATTERN: Final = re.compile("[YN-]+")
_SIDES: Final = 2
_PLANE: Final = 2


def lens_faults(case: Case) -> Iterator[Fault]:
    """Find what a lens could not read as it is coded."""
    for place, standoff in enumerate(case.standoffs):
        yield from _standoff_faults(("standoffs", place), standoff)
    for place, pull in enumerate(case.pulls):
        yield from _pull_faults(("pulls", place), pull)
    for place, closed in enumerate(case.models):
        yield from _closed_faults(("models", place), closed)
    for place, steps in enumerate(case.sequences):
        yield from _sequence_faults(("sequences", place), steps)
    for place, level in enumerate(case.two_level):
        yield from _level_faults(("two_level", place), level)
    for place, game in enumerate(case.games):
        yield from _game_faults(("games", place), game)
    yield from list_faults(("ripeness",), [one.party for one in case.ripeness], "party", 0)


def _standoff_faults(path: Path, standoff: Standoff) -> Iterator[Fault]:
    yield from list_faults((*path, "parties"), standoff.parties, "party", 0)
    if not standoff.parties:
        yield Fault((*path, "parties"), "no party", "the parties that can move or care, in order")
    if bool(standoff.levers) == bool(standoff.moves):
        got = "levers and moves at once" if standoff.levers else "neither levers nor moves"
        yield Fault(path, got, "levers (option form) or moves (graph form)")
    if len(standoff.levers) > MAX_LEVERS:
        yield Fault((*path, "levers"), f"{len(standoff.levers)} levers", f"at most {MAX_LEVERS}")
    known = tuple(state.id for state in standoff.states)
    yield from _lever_faults(path, standoff)
    yield from _move_faults(path, standoff, known)
    if standoff.now:
        yield from _state_faults((*path, "now"), standoff.now, known)
    yield from list_faults((*path, "rankings"), [one.party for one in standoff.rankings], "party", 0)
    for place, ranking in enumerate(standoff.rankings):
        yield from _ranking_faults((*path, "rankings", place), ranking, standoff, known)


def _lever_faults(path: Path, standoff: Standoff) -> Iterator[Fault]:
    width = len(standoff.levers)
    if width > MAX_LEVERS:
        yield Fault((*path, "levers"), f"{width} levers", f"at most {MAX_LEVERS}")
    for place, lever in enumerate(standoff.levers):
        yield from _one_of((*path, "levers", place, "party"), lever.party, standoff.parties, "party")
    for place, pattern in enumerate(standoff.impossible):
        yield from _pattern_faults((*path, "impossible", place), pattern, width)
    for place, state in enumerate(standoff.states if standoff.levers else ()):
        yield from _pattern_faults((*path, "states", place, "pattern"), state.pattern, width)


def _move_faults(path: Path, standoff: Standoff, known: Sequence[str]) -> Iterator[Fault]:
    if standoff.moves and not known:
        yield Fault((*path, "states"), "no state", "the states, by name, where moves are listed")
    for mover, table in standoff.moves.items():
        at: Path = (*path, "moves", mover)
        yield from _one_of(at, mover, standoff.parties, "party")
        for start, ends in table.items():
            for name in (start, *ends):
                yield from _state_faults((*at, start), name, known)


def _ranking_faults(
    path: Path, ranking: Ranking, standoff: Standoff, known: Sequence[str]
) -> Iterator[Fault]:
    yield from _one_of((*path, "party"), ranking.party, standoff.parties, "party")
    said = [name for name in ("best_to_worst", "priorities", "compared") if getattr(ranking, name)]
    if len(said) != 1:
        got = " and ".join(said) or "none of them"
        yield Fault(path, got, "exactly one of best_to_worst, priorities, compared")
    named = [name for group in ranking.best_to_worst for name in group]
    yield from list_faults((*path, "best_to_worst"), named, "state", 0)
    named += [name for pair in ranking.compared for name in (pair.state, pair.against)]
    for name in named:
        yield from _state_faults(path, name, known)
    if ranking.best_to_worst and (missing := [name for name in known if name not in named]):
        yield Fault((*path, "best_to_worst"), f"no place for {', '.join(missing[:8])}", "every state once")
    for place, priority in enumerate(ranking.priorities):
        at: Path = (*path, "priorities", place)
        if not standoff.levers:
            yield Fault(at, "a wish by pattern", "a ranking, where there are no levers")
        for number, pattern in enumerate(priority.any):
            yield from _pattern_faults((*at, "any", number), pattern, len(standoff.levers))
        if priority.holds is not None:
            yield from share_faults((*at, "holds"), priority.holds)


def _pattern_faults(path: Path, pattern: str, width: int) -> Iterator[Fault]:
    if not _PATTERN.fullmatch(pattern) or len(pattern) != width:
        yield Fault(path, shown(pattern), f"{width} signs of Y, N and -, one for each lever in their order")


def _state_faults(path: Path, name: str, known: Sequence[str]) -> Iterator[Fault]:
    if known:
        yield from _one_of(path, name, known, "state")
    elif not PLAIN_STATES.fullmatch(name):
        yield Fault(path, shown(name), "the number of a state, as no states are named")


def _pull_faults(path: Path, pull: Pull) -> Iterator[Fault]:
    if not pull.scales:
        yield Fault((*path, "scales"), "no scale", "at least one")
    for place, scale in enumerate(pull.scales):
        if not scale.low < scale.high:
            yield Fault((*path, "scales", place), f"{scale.low:g} to {scale.high:g}", "low below high")
    yield from list_faults((*path, "stances"), [stance.actor for stance in pull.stances], "actor", 0)
    for place, stance in enumerate(pull.stances):
        yield from _stance_faults((*path, "stances", place), stance, pull)
    if pull.rounds < 0:
        yield Fault((*path, "rounds"), str(pull.rounds), "0 or more")


def _stance_faults(path: Path, stance: Stance, pull: Pull) -> Iterator[Fault]:
    wanted = f"one for each of {len(pull.scales)} scales"
    if len(stance.at) != len(pull.scales):
        yield Fault((*path, "at"), f"{len(stance.at)} positions", wanted)
    if len(stance.salience) not in (0, len(pull.scales)):
        yield Fault((*path, "salience"), f"{len(stance.salience)} ranges", f"{wanted}, or none")
    for place, (at, scale) in enumerate(zip(stance.at, pull.scales, strict=False)):
        if not scale.low <= at.low <= at.high <= scale.high:
            got = f"{at.low:g} to {at.high:g}"
            yield Fault((*path, "at", place), got, f"within {scale.low:g} to {scale.high:g}")
    for place, part in enumerate(stance.salience):
        yield from share_faults((*path, "salience", place), part)
    if not isinstance(stance.capability, NotStated) and stance.capability.low < 0:
        yield Fault((*path, "capability"), f"{stance.capability.low:g}", "0 or more")


def _closed_faults(path: Path, closed: ClosedForm) -> Iterator[Fault]:
    if closed.model not in MODELS:
        remedy = did_you_mean(closed.model, MODELS)
        yield Fault((*path, "model"), f"the unknown model {shown(closed.model)}", ", ".join(MODELS), remedy)
        return
    inputs = MODELS[closed.model]
    yield from _exactly((*path, "once"), closed.once, inputs.once)
    yield from _exactly((*path, "each"), closed.each, inputs.each)
    if inputs.each and len(set(closed.sides)) != _SIDES:
        yield Fault((*path, "sides"), f"{len(closed.sides)} sides", "two sides, the first proposing first")
    for name, given in closed.each.items():
        yield from _exactly((*path, "each", name), given, closed.sides)


def _sequence_faults(path: Path, steps: Steps) -> Iterator[Fault]:
    if not steps.steps:
        yield Fault((*path, "steps"), "no step", "at least one")
    sides = tuple(steps.completed)
    for place, step in enumerate(steps.steps):
        at: Path = (*path, "steps", place)
        yield from _exactly((*at, "if_broken"), step.if_broken, sides)
        for name in (*step.performers, *step.cost):
            yield from _one_of(at, name, sides, "party of `completed`")
        if not step.performers:
            yield Fault((*at, "performers"), "nobody", "at least one performer")
    if not 0 < steps.patience.low <= steps.patience.high <= 1:
        got = f"{steps.patience.low:g} to {steps.patience.high:g}"
        yield Fault((*path, "patience"), got, "above 0, at most 1")


def _level_faults(path: Path, level: TwoLevel) -> Iterator[Fault]:
    width = len(level.status_quo)
    if not 1 <= width <= _PLANE:
        yield Fault((*path, "status_quo"), f"{width} numbers", "one on a line, two in the plane")
    sides = [voice.side for voice in level.voices]
    for place, voice in enumerate(level.voices):
        if len(voice.at) != width:
            yield Fault((*path, "voices", place, "at"), f"{len(voice.at)} numbers", f"{width}")
    for side, quota in level.quota.items():
        if not 1 <= quota <= sides.count(side):
            yield Fault((*path, "quota", side), str(quota), f"1 to {sides.count(side)}, its voices")


def _game_faults(path: Path, game: Game) -> Iterator[Fault]:
    yield from list_faults((*path, "players"), game.players, "player", 0)
    if not 1 <= len(game.players) <= MAX_PLAYERS:
        yield Fault((*path, "players"), f"{len(game.players)} players", f"1 to {MAX_PLAYERS}")
    seen: list[frozenset[str]] = []
    for key in game.worth:
        names = key.split("+")
        for name in names:
            yield from _one_of((*path, "worth", key), name, game.players, "player")
        if frozenset(names) in seen or len(set(names)) < len(names):
            yield Fault((*path, "worth", key), f"{shown(key)} a second time", "each set once, as a+b")
        seen.append(frozenset(names))
    for name, links in game.graphs.items():
        for place, pair in enumerate(links):
            at: Path = (*path, "graphs", name, place)
            if len(set(pair)) != _SIDES or len(pair) != _SIDES:
                yield Fault(at, ", ".join(pair), "two different players")
            for player in pair:
                yield from _one_of(at, player, game.players, "player")


def _exactly(path: Path, given: Mapping[str, object], wanted: Sequence[str]) -> Iterator[Fault]:
    """Ask for these keys and no others."""
    missing = [name for name in wanted if name not in given]
    if missing:
        yield Fault(path, f"nothing for {', '.join(missing)}", f"a value for each of {', '.join(wanted)}")
    for name in given:
        yield from _one_of((*path, name), name, wanted, "key")


def _one_of(path: Path, name: str, known: Sequence[str], what: str) -> Iterator[Fault]:
    if name not in known:
        allowed = ", ".join(known[:12]) or "none"
        yield Fault(path, f"the unknown {what} {shown(name)}", allowed, did_you_mean(name, known))
