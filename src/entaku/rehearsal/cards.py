"""What a strategy says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from entaku.model.basics import Range
from entaku.model.errors import Fault
from entaku.model.text import Text

Settings = Mapping[str, str | Range]
"""What a person has set: words, or numbers as ranges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number or word that a strategy is given: what it means, what it may be, and the default.

    A number lies from `low` to `high`, and is one whole number where `whole`; a word is one of `words`; where there
    are neither, any text will do.
    """

    does: Text
    default: float | str
    low: float = 0.0
    high: float = 0.0
    words: tuple[str, ...] = ()
    whole: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether it is a number, which may also be given as a range."""
        return not isinstance(self.default, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCard:
    """What a strategy says of itself: what it is called, what it does, its parameters, and who proposed it.

    `needs` names the parameters that have no default; `faults` tells what is wrong with settings beyond what each
    parameter allows by itself.
    """

    title: Text
    does: Text
    source: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    faults: Callable[[Settings], Iterable[Fault]] = lambda _settings: ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What a model of another party says of itself; `prior` tells whether it needs draws of the other's values."""

    title: Text
    does: Text
    source: str
    prior: bool = False
