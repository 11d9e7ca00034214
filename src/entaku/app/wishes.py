"""How a person wants the talks held, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isnan
from typing import Final, Literal

from entaku.model.case import Case
from entaku.model.errors import NotFound, NotPossible


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """How a person wants the talks held; what is left empty follows from the case.

    `order` names who sits, in the order of turns; `also` and `without` add to the parties needed, or take from them.
    `strategies` says how parties bargain, by party, in the words of `manner`. `joins` and `leaves` give the round from
    which a party sits, or sits no more.
    """

    protocol: Literal["offers", "text", "shuttle"] = "offers"
    order: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    strategies: Mapping[str, str] = field(default_factory=dict)
    rounds: int = 0
    months: float = -1.0
    mediator: str = ""
    start: str = ""
    interest: float = 0.0
    itinerary: tuple[str, ...] = ()
    next: Literal["coded", "binding", "least"] = "coded"
    carries: Literal["text", "answers"] = "text"
    adopt: Literal["veto", "carried", "annealed"] = "veto"
    voice: Literal["truthful", "asking"] = "truthful"
    consent: Literal["all", "carried"] = "all"
    clock: Literal["round", "turn"] = "round"
    last: Literal["unanswered", "answered"] = "unanswered"
    joins: Mapping[str, int] = field(default_factory=dict)
    leaves: Mapping[str, int] = field(default_factory=dict)
    compared: bool = True


NOBODY: Final = "none"
"""In place of a mediator: somebody without a stake."""

_ONLY: Final[Mapping[str, tuple[str, ...]]] = {
    "consent": ("offers",),
    "clock": ("offers",),
    "last": ("offers",),
    "joins": ("offers",),
    "leaves": ("offers",),
    "mediator": ("text", "shuttle"),
    "start": ("text", "shuttle"),
    "interest": ("text", "shuttle"),
    "adopt": ("text",),
    "voice": ("text",),
    "itinerary": ("shuttle",),
    "next": ("shuttle",),
    "carries": ("shuttle",),
}
"""By which protocols what is asked for can be held; the rest goes with all."""


def known(case: Case, names: tuple[str, ...]) -> None:
    """Refuse names that no party has. Raises NotFound with all of them."""
    there = [party.id for party in case.parties]
    strange = [name for name in dict.fromkeys(names) if name not in there]
    if strange:
        raise NotFound(f"no party is called {', '.join(map(repr, strange))}; there are: {', '.join(there)}")


def refuse(case: Case, talks: Talks, parties: tuple[str, ...], rounds: int) -> None:
    """Refuse talks that cannot be held among these parties, in so many rounds.

    Raises
    ------
    NotFound
        With every name that no party has.
    NotPossible
        With every reason.
    """
    mediator = (talks.mediator,) if talks.mediator not in ("", NOBODY) else ()
    known(case, (*talks.order, *talks.also, *talks.without, *talks.itinerary, *mediator))
    known(case, (*talks.joins, *talks.leaves))
    wrong = [*_misplaced(talks), *_twice(talks), *_seats(talks, parties, rounds)]
    wrong += [
        f"{party!r} cannot mediate without a seat: its acceptance is not sought; name it in `also`, or let "
        f"{NOBODY!r} mediate"
        for party in mediator
        if party not in parties and talks.protocol != "offers"
    ]
    wrong += [f"`{name}` is not a number" for name in ("months", "interest") if isnan(getattr(talks, name))]
    if wrong:
        raise NotPossible("; ".join(wrong))


def _misplaced(talks: Talks) -> Iterator[str]:
    plain = Talks()
    for name, protocols in _ONLY.items():
        if talks.protocol not in protocols and getattr(talks, name) != getattr(plain, name):
            yield f"`{name}` goes with the protocol {' or '.join(protocols)}, not with {talks.protocol}"


def _twice(talks: Talks) -> Iterator[str]:
    for name in ("order", "also", "without"):
        said = getattr(talks, name)
        for party in dict.fromkeys(party for party in said if said.count(party) > 1):
            yield f"{party!r} stands twice in `{name}`"


def _seats(talks: Talks, parties: tuple[str, ...], rounds: int) -> Iterator[str]:
    for party in dict.fromkeys((*talks.joins, *talks.leaves)):
        joins, leaves = talks.joins.get(party, 1), talks.leaves.get(party, rounds + 1)
        if party not in parties:
            yield f"{party!r} has no seat to take or to leave; name it in `also`"
        elif not 1 <= joins <= rounds:
            yield f"{party!r} cannot join in round {joins}: rounds go from 1 to {rounds}"
        elif leaves <= joins:
            yield f"{party!r} would leave in round {leaves}, before it has sat in any; name it in `without`"
        elif party in talks.leaves and leaves > rounds:
            yield f"{party!r} cannot leave in round {leaves}: rounds go from 1 to {rounds}"
