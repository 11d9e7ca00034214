"""What moves the answer: by how much the room for a deal hangs on each thing that is not known.

The answer is, draw by draw, whether some package is acceptable to all needed parties. Inputs are what falls
either way (doubtful statements, claims, sources), parts of each party's preferences, and each party's
preferences as a whole. An input is moved with everything else in the draw left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.effects import binned_first, switch_total
from entaku.space.bench import Bench, bench
from entaku.space.ensemble import Table, party_table
from entaku.space.events import Event, events
from entaku.space.evidence import quantile, share
from entaku.space.redrawing import Part, redrawn, switched
from entaku.space.study import Study
from entaku.space.switches import thrown

DRAWS = 600
"""In how many of the draws an input is moved."""
FEWEST, CELLS = 100, 2_000_000
"""Fewer draws where packages are many: about so many packages in all are looked at for each input."""
BINS, THIRDS = 10, 3

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Index:
    """How much of the variance of the answer an input explains by itself, and is left when only it is open.

    `first` counts only above `noise`, the level that an input without any effect passes once in a thousand
    times; `margin` is two standard errors of `total`.
    """

    first: float
    noise: float
    total: float
    margin: float


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that holds or not: its index, and the share of draws with room when it does and when not."""

    event: Event
    index: Index
    when: float
    when_not: float


@dataclass(frozen=True, slots=True)
class Aspect:
    """A part of a party's preferences: what no deal is worth (no `issue`), or how much an issue moves it.

    `low` and `high` are the shares of draws with room in the lower and in the upper third; for an issue whose
    best option is not settled, those with one option best and with another, named by `ends`.
    """

    party: str
    issue: str
    index: Index
    low: float
    high: float
    ends: tuple[str, ...]
    stuck: float


@dataclass(frozen=True, slots=True)
class Driving:
    """What the room hangs on: its share, in how many draws inputs were moved, and each input's index.

    `parties` are the total effects of each party's preferences as a whole given which statements count, and
    `preferences` of all of them at once; the pairs are value and margin.
    """

    share: float
    moved: int
    switches: tuple[Switch, ...]
    aspects: tuple[Aspect, ...]
    parties: tuple[tuple[str, float, float], ...]
    preferences: tuple[float, float]

    @property
    def variance(self) -> float:
        """How much does the answer vary from draw to draw?"""
        return self.share * (1.0 - self.share)


def driving(study: Study) -> Driving:
    """By how much does the room for a deal hang on each thing that is not known?"""
    count = min(study.ensemble.size, DRAWS, max(FEWEST, CELLS // study.outcomes.count))
    on = bench(study, count)
    held = share(study.ensemble, on.everywhere > 0.0)
    if held in {0.0, 1.0}:
        return Driving(held, count, (), (), (), (0.0, 0.0))
    return Driving(
        held,
        count,
        tuple(one for event in events(study.case) for one in _switch(on, event)),
        tuple(one for column in range(len(on.needed)) for one in _aspects(on, column)),
        *_sides(on),
    )


def _sides(bench: Bench) -> tuple[tuple[tuple[str, float, float], ...], tuple[float, float]]:
    """Draw each party's preferences anew under the same statements, one at a time and all at once."""
    values, no_deal = bench.values.copy(), bench.no_deal.copy()
    found = []
    for column in range(len(bench.needed)):
        table = _anew(bench, column)
        values[:, column], no_deal[:, column] = table.values, _deals(bench, column, table)
        moved = bench.with_party(column, values[:, column], no_deal[:, column])
        found.append((bench.spec(column).party, *bench.total(moved)))
    return tuple(found), bench.total(bench.room(values, no_deal, bench.vetoed))


def _anew(bench: Bench, column: int) -> Table:
    own = bench.on[:, bench.owned(column)]
    return party_table(bench.study.outcomes, bench.spec(column), bench.seed, bench.draws, own)


def _deals(bench: Bench, column: int, table: Table) -> Ints:
    """Give no-deal values drawn anew in the units of the ensemble."""
    unit = bench.study.ensemble.scale[bench.needed[column]]
    return np.rint(table.no_deal * (unit / table.scale)).astype(np.int64)


def _switch(bench: Bench, event: Event) -> Iterator[Switch]:
    """Put an event into each of its states, all else as drawn; nothing where no draw has one of its ends."""
    case, draws = bench.study.case, bench.study.ensemble
    state, last = event.fallen(draws.seed, draws.numbers), len(event.chances) - 1
    if not (state == 0).any() or not (state == last).any():
        return
    first, noise = binned_first(bench.everywhere, state, draws.weights, bench.variance)
    answers, known = [], bench.usual
    for one in range(len(event.chances)):
        answer, found = _under(bench, thrown(case, draws.seed, bench.draws, 0, event.forced(one))[1])
        known = known & found
        answers.append(answer)
    weights = np.where(known, bench.weights, 0.0)
    if not weights.any():
        return
    index = switch_total(np.array(answers), event.chances, weights / weights.sum(), bench.variance)
    yield Switch(
        event,
        Index(first, noise, float(index.value), 2.0 * float(index.error)),
        _mean(bench, state == 0),
        _mean(bench, state == last),
    )


def _under(bench: Bench, on: Bools) -> tuple[Floats, Bools]:
    """Give the answers (n,) if other statements are on, and the draws in which that could be told."""
    values, no_deal, vetoed = bench.values.copy(), bench.no_deal.copy(), bench.vetoed.copy()
    known = np.ones(len(on), dtype=np.bool_)
    for column in range(len(bench.needed)):
        spec, own = bench.spec(column), bench.owned(column)
        before, after = bench.on[:, own], on[:, own]
        if (before == after).all():
            continue
        vetoed[:, column] = (after.astype(np.int64) @ spec.vetoes.astype(np.int64)) > 0
        if len(spec.rows) and not bench.given(column):
            made, found = switched(bench.party(column), bench.draws, before, after, bench.points(column))
            values[:, column], no_deal[:, column] = bench.integers(made)
            known &= found
    return bench.room(values, no_deal, vetoed), known


def _aspects(bench: Bench, column: int) -> Iterator[Aspect]:
    """Move what no deal is worth to a party, and each issue that can move it, all else as drawn."""
    place, spec, names = bench.needed[column], bench.spec(column), bench.study.outcomes.issues
    deals = bench.study.ensemble.no_deal[:, place, 0].astype(np.float64)
    if bench.given(column):
        if deals.min() < deals.max():
            moved = bench.with_party(
                column, bench.values[:, column], _deals(bench, column, _anew(bench, column))
            )
            yield _aspect(bench, Scale(spec.party, "", deals), bench.total(moved), 0.0)
        return
    scales = [Scale(spec.party, "", deals)]
    scales += [_scale(bench, column, int(issue)) for issue in np.flatnonzero(spec.moved)]
    whose, given, on = bench.party(column), bench.points(column), bench.on[:, bench.owned(column)]
    for scale in scales:
        if scale.at.min() == scale.at.max():
            continue
        part = Part((names.index(scale.issue),)) if scale.issue else Part((), no_deal=True)
        made, found = redrawn(whose, bench.draws, on, given, part)
        moved = bench.with_party(column, *bench.integers(made))
        yield _aspect(bench, scale, bench.total(moved), float(bench.weights[~found].sum()))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each draw (N,) lies on one input; `ends` names two options where the scale leads from one to another.

    With `kinds` the places are kinds, in no even steps.
    """

    party: str
    issue: str
    at: Floats
    ends: tuple[str, ...] = ()
    kinds: bool = False


def _scale(bench: Bench, column: int, issue: int) -> Scale:
    """Tell how heavy an issue is where its best and worst option are settled, else which option is liked, how much."""
    space, spec = bench.study.outcomes, bench.spec(column)
    start, end = int(space.starts[issue]), int(space.starts[issue + 1])
    name, options = space.issues[issue], [option for _, option in space.options[start:end]]
    z = bench.study.ensemble.values[:, bench.needed[column], start:end].astype(np.float64)
    above = spec.above[start:end, start:end]
    if above.all(axis=0).any() and above.all(axis=1).any():
        return Scale(spec.party, name, z.max(axis=1))
    if len(options) == 2:  # noqa: PLR2004  # from one to the other
        return Scale(spec.party, name, z[:, 1] - z[:, 0], tuple(options))
    best = z.argmax(axis=1)
    liked = sorted(set(best.tolist()), key=lambda option: (_mean(bench, best == option), option))
    rank = np.array([liked.index(option) if option in liked else 0 for option in range(len(options))])
    return Scale(
        spec.party, name, rank[best].astype(np.float64), (options[liked[0]], options[liked[-1]]), kinds=True
    )


def _aspect(bench: Bench, scale: Scale, total: tuple[float, float], stuck: float) -> Aspect:
    cells, thirds = (
        (scale.at.astype(np.int64),) * 2
        if scale.kinds
        else (_cells(bench, scale.at, BINS), _cells(bench, scale.at, THIRDS))
    )
    first, noise = binned_first(bench.everywhere, cells, bench.study.ensemble.weights, bench.variance)
    low, high = (_mean(bench, thirds == end) for end in (thirds.min(), thirds.max()))
    return Aspect(scale.party, scale.issue, Index(first, noise, *total), low, high, scale.ends, stuck)


def _mean(bench: Bench, some: Bools) -> float:
    """Give the share of draws with room among some (N,): exactly 1 or 0 where all or none have it."""
    weights, there = bench.study.ensemble.weights[some], bench.everywhere[some]
    return float(there[0]) if there.min() == there.max() else float(weights @ there / weights.sum())


def _cells(bench: Bench, at: Floats, count: int) -> Ints:
    """Sort draws (N,) into so many cells of about equal weight along a scale."""
    draws = bench.study.ensemble
    edges = sorted({quantile(draws, at, part / count) for part in range(1, count)})
    return np.searchsorted(np.array(edges), at, side="left").astype(np.int64)
