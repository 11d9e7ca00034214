"""How something is to be computed: what every question to entaku may add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entaku.model.basics import DRAWS, SEED
from entaku.model.text import Text

Progress = Callable[[Text], None]
"""Told what is being done, before it is done."""


def quiet(_: Text) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How something is to be computed: how many draws, from which seed, for whom, and whom to tell."""

    draws: int = DRAWS
    seed: int = SEED
    compartments: frozenset[str] = frozenset()
    tell: Progress = quiet


PLAIN = Asked()
