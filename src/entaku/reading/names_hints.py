"""One sign in a text of what a new name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal[
    "person",
    "state",
    "capital",
    "actor",
    "body",
    "group",
    "voices",
    "place",
    "government",
    "belongs",
    "office",
    "named",
]


@dataclass(frozen=True, slots=True)
class Hint:
    """A name at a place, and what its surroundings say of it.

    `actor` says or decides something as a government would; `government` stands for a person's own; `voices` are
    people who hold a view, as analysts do; `belongs` puts a person to `of`; `office` says that somebody in `role`
    belongs to `of`; `named` says nothing.
    """

    name: str
    sort: Sort
    start: int
    role: str = ""
    of: str = ""
