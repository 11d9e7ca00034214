"""What is negotiated: issues, options, who must carry an option out, and what cannot be combined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from entaku.model.basics import NOT_STATED, Because, NotStated
from entaku.model.text import Text

IssueKind = Literal["categorical", "ordered", "numeric"]
Sets = tuple[tuple[str, ...], ...]
"""Alternatives of parties acting jointly: `[[M, P], [D]]` is M with P, or D alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A weighted vote that carries an option: it passes iff the weights in favour reach the quota."""

    quota: int
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to settle an issue, and who it takes.

    `performs` are the smallest sets of parties that can carry it out (`[]`: nobody can, `[[]]`: it carries
    itself out); `stops` the smallest sets that can undo it though nobody needs them; `subjects` those whose
    status, territory, forces, money or people it disposes of. `vote` stands instead of `performs` where a
    weighted vote carries it. `at` places a numeric option.
    """

    id: str
    name: Text
    at: float | None = None
    performs: Sets | NotStated = NOT_STATED
    vote: Vote | None = None
    stops: Sets = ()
    subjects: tuple[str, ...] = ()
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One question that a package has to answer.

    `status_quo` is the option that stands if nothing is agreed; it is not operative, nobody has to act.
    """

    id: str
    name: Text
    options: tuple[Option, ...]
    kind: IssueKind = "categorical"
    status_quo: str | NotStated = NOT_STATED
    unit: Text = field(default_factory=Text)
    parent: str = ""
    note: Text = field(default_factory=Text)
    because: Because = ()

    def position(self, option: str) -> int:
        """Give the place of an option in this issue's list."""
        return next(place for place, known in enumerate(self.options) if known.id == option)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """Options that cannot stand together in one package."""

    id: str
    options: Mapping[str, str]
    because: Because
