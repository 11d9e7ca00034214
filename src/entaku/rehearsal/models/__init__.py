"""What does a party think that packages are worth to another? One model a file, registered by being here.

A model is made for a seat (`MAKE`) and listens offer by offer, in many plays at once. It knows its own party's values,
what was said and, where its `CARD` says so, draws of the other's values that the table lays open (`Prior`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from entaku.model.folder import module, modules
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.seat import Seat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Model(Protocol):
    """What one party thinks of another."""

    def listen(self, seat: Seat) -> None:
        """Take in what was said since."""

    def worth(self, rows: Ints, packages: Ints) -> Floats:
        """What are packages (r, W) thought worth to the other in these plays (r,)? From 0 to 1."""

    def deal(self, rows: Ints) -> Floats:
        """What is no deal thought worth to the other (r,)? On the same scale."""


class Module(Protocol):
    """A module of this package."""

    CARD: ModelCard
    MAKE: Callable[[Seat], Model]


@cache
def names() -> tuple[str, ...]:
    """Which models come with entaku?"""
    return modules(__path__)


def model(name: str) -> Module:
    """Give the model of this name. Raises KeyError where there is none."""
    found: Module = module(__name__, name, names())
    return found


def cards() -> Mapping[str, ModelCard]:
    """What does each model say of itself?"""
    return {name: model(name).CARD for name in names()}
