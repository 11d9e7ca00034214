"""How parties bargain: one strategy a file, registered by being here.

A strategy is a class with two methods, `offer` and `accepts`, that answer in many plays at once; its fields are
its parameters, and its module's `CARD` says what it does and who proposed it. A third, `plan`, may name the rule of
compiled code that is the same (see `plans`): how plays end is then worked out there, many times as fast.
`rehearsal.own` takes in strategies from elsewhere, which play one bargain at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from entaku.model.folder import module, modules
from entaku.rehearsal.cards import StrategyCard
from entaku.rehearsal.seat import Strategy


class Module(Protocol):
    """A module of this package."""

    CARD: StrategyCard
    MAKE: Callable[..., Strategy]


@cache
def names() -> tuple[str, ...]:
    """Which strategies come with entaku?"""
    return modules(__path__)


def strategy(name: str) -> Module:
    """Give the strategy of this name. Raises KeyError where there is none."""
    found: Module = module(__name__, name, names())
    return found


def cards() -> Mapping[str, StrategyCard]:
    """What does each strategy say of itself?"""
    return {name: strategy(name).CARD for name in names()}
