"""Win-sets of coded two-level blocks: what the ratifiers of each side would let pass, on a line or in the plane.

Every ratifier accepts what is no further from its ideal point than the status quo is. All such sets meet in the
status quo, so in the plane a win-set is told by how far it reaches from there in each direction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import weighted_game
from entaku.kernels.ratifying import (
    Zone,
    accepted,
    agreement_exists,
    binding_on_line,
    intersection,
    width,
    win_set,
)
from entaku.model.home import TwoLevel
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

DIRECTIONS = 1440
"""In how many directions a win-set in the plane is measured."""
CELLS = 4_000_000
"""Draws times ratifiers times directions measured in one go."""
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Level:
    """One two-level block over its draws (n,).

    Attributes
    ----------
    sizes
        Width on a line, area in the plane, of what each side ratifies, by side; on a line possibly inf.
    ends
        On a line, lowest and highest point each side ratifies, by side; empty in the plane.
    low, high, size
        What all sides ratify: its ends on a line (NaN in the plane), and its width or area.
    core
        On a line where all must agree: from the lowest to the highest ideal point, from which no proposal can
        move; empty otherwise.
    exists
        Something other than the status quo passes.
    grown
        By how much what passes would grow without the say of each ratifier.
    asked
        Which of the points asked about pass.
    """

    block: TwoLevel
    drawn: Parameters
    sizes: Mapping[str, Floats]
    ends: Mapping[str, tuple[Floats, Floats]]
    low: Floats
    high: Floats
    size: Floats
    core: tuple[Floats, ...]
    exists: Bools
    grown: Mapping[str, Floats]
    asked: Mapping[str, Bools]


@dataclass(frozen=True, slots=True)
class _Side:
    """The ratifiers of one side, how many must agree, and their ideal points (n, k, 1 or 2)."""

    voices: tuple[str, ...]
    quota: int
    ideals: Floats


def level(study: Study, block: TwoLevel) -> Level:
    """What do the ratifiers of all sides let pass, and whose say binds?"""
    spans = [*block.status_quo, *(part for voice in block.voices for part in voice.at)]
    drawn = parameters(study, spans)
    start = np.stack(
        [drawn.between(span, "two_level", block.id, "status_quo", str(axis))
         for axis, span in enumerate(block.status_quo)],
        axis=-1,
    )  # fmt: skip
    sides = _sides(drawn, block)
    return (
        _on_line(drawn, block, sides, start[:, 0])
        if start.shape[1] == 1
        else _in_plane(drawn, block, sides, start)
    )


def _sides(drawn: Parameters, block: TwoLevel) -> dict[str, _Side]:
    found = {}
    for side in dict.fromkeys(voice.side for voice in block.voices):
        voices = [voice for voice in block.voices if voice.side == side]
        ideals = np.stack(
            [
                np.stack(
                    [drawn.between(span, "two_level", block.id, voice.id, str(axis))
                     for axis, span in enumerate(voice.at)],
                    axis=-1,
                )
                for voice in voices
            ],
            axis=1,
        )  # fmt: skip
        quota = block.quota.get(side, len(voices))
        found[side] = _Side(tuple(voice.id for voice in voices), quota, ideals)
    return found


def _on_line(drawn: Parameters, block: TwoLevel, sides: Mapping[str, _Side], start: Floats) -> Level:
    games = {name: weighted_game(side.quota, [1] * len(side.voices)) for name, side in sides.items()}
    passed = {name: win_set(side.ideals[..., 0], start, games[name]) for name, side in sides.items()}
    everyone = np.concatenate([side.ideals[..., 0] for side in sides.values()], axis=1)
    reach = accepted(everyone, start[:, None])
    hull = Zone(reach.low.min(axis=1), reach.high.max(axis=1))
    grown: dict[str, Floats] = {}
    for name, side in sides.items():
        others = intersection(hull, *(zone for other, zone in passed.items() if other != name))
        by_voice = binding_on_line(side.ideals[..., 0], start, games[name], others)
        grown |= {voice: by_voice[:, place] for place, voice in enumerate(side.voices)}
    zone = intersection(*passed.values())
    unanimous = all(side.quota == len(side.voices) for side in sides.values())
    return Level(
        block,
        drawn,
        {name: width(zone) for name, zone in passed.items()},
        {name: (zone.low, zone.high) for name, zone in passed.items()},
        zone.low,
        zone.high,
        width(zone),
        (everyone.min(axis=1), everyone.max(axis=1)) if unanimous else (),
        agreement_exists(zone, start),
        grown,
        {
            name: np.asarray((zone.low - TOLERANCE <= at) & (at <= zone.high + TOLERANCE))
            for name, at in block.asked.items()
        },
    )


def _in_plane(drawn: Parameters, block: TwoLevel, sides: Mapping[str, _Side], start: Floats) -> Level:
    voices = [voice for side in sides.values() for voice in side.voices]
    count = len(start)
    areas = {name: np.zeros(count) for name in sides}
    size = np.zeros(count)
    grown = {voice: np.zeros(count) for voice in voices}
    step = max(1, CELLS // (DIRECTIONS * len(voices)))
    for first in range(0, count, step):
        chunk = slice(first, first + step)
        reach = {name: _reach(side.ideals[chunk], start[chunk]) for name, side in sides.items()}
        hull = np.max([part.max(axis=1) for part in reach.values()], axis=0)
        passed = {name: _quota(reach[name], side.quota, hull) for name, side in sides.items()}
        size[chunk] = _area(np.minimum.reduce(list(passed.values())))
        for name, side in sides.items():
            areas[name][chunk] = _area(passed[name])
            others = [part for other, part in passed.items() if other != name]
            for place, voice in enumerate(side.voices):
                left = _quota(np.delete(reach[name], place, axis=1), side.quota - 1, hull)
                grown[voice][chunk] = _area(np.minimum.reduce([left, *others])) - size[chunk]
    blank = np.full(count, np.nan)
    return Level(block, drawn, areas, {}, blank, blank, size, (), size > TOLERANCE, grown, {})


def _reach(ideals: Floats, start: Floats) -> Floats:
    """How far from the status quo, in each direction (n, k, D), does a ratifier accept?

    The disc around its ideal point through the status quo ends at twice the ideal point's distance along the
    direction, and has no points where that is negative.
    """
    angles = 2.0 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    away = ideals - start[:, None]
    return np.asarray(np.maximum(2.0 * away @ np.stack([np.cos(angles), np.sin(angles)]), 0.0))


def _quota(reach: Floats, quota: int, hull: Floats) -> Floats:
    """How far do at least so many of them accept (n, D)? As far as anybody does where nobody is needed."""
    if quota == 0:
        return hull
    ordered: Floats = np.sort(reach, axis=1)
    return ordered[:, -quota]


def _area(reach: Floats) -> Floats:
    """Give the area (n,) of what reaches so far in each direction: half the integral of its square."""
    return np.asarray(0.5 * np.square(reach).sum(axis=-1) * 2.0 * np.pi / DIRECTIONS)
