"""Values that do not add up over issues: issues that hang together become one, whose options are their packages.

A table of packages is an additive space of a single issue; issues that nobody values together with others stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path as FilePath
from typing import Final

from entaku.exchange.document import MAX_NAME
from entaku.exchange.domain_form import Domain, Matter, Side, labels, names
from entaku.model.errors import BadInput, Fault
from entaku.model.text import Text, say

MOST_JOINT: Final = 2_000
"""How many packages of issues that hang together a case may hold as options: a case file has at most 1 MiB."""
TOO_MANY: Final = "Write values that add up over issues instead, or leave out issues until so few are left."


@dataclass(frozen=True, slots=True)
class Term:
    """What a party values in some issues at once: their places, and the worth of a choice of an option in each."""

    places: tuple[int, ...]
    worth: Callable[[tuple[int, ...]], Fraction]


@dataclass(frozen=True, slots=True)
class Frame:
    """The issues of a domain, and what is wrong with or left of their file."""

    name: str
    matters: tuple[Matter, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A party's values, and what is wrong with or left of its file."""

    side: Side
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()


def tied(terms: Sequence[Term], count: int) -> list[list[int]]:
    """Group the places of so many issues: those that a term values together are one group, in their order.

    Examples
    --------
    >>> one = lambda choice: Fraction(1)
    >>> tied([Term((0, 2), one), Term((3,), one)], 4)
    [[0, 2], [1], [3]]
    """
    head = list(range(count))
    for term in terms:
        met = {head[place] for place in term.places}
        head = [min(met) if each in met else each for each in head]
    return [[place for place in range(count) if head[place] == first] for first in sorted(set(head))]


def most_tied(terms: Sequence[Term], matters: Sequence[Matter]) -> tuple[int, list[str]]:
    """How many packages has the largest group of issues that hang together, and what are these called?"""
    sizes = [
        (prod(len(matters[place].options) for place in group), [matters[place].name for place in group])
        for group in tied(terms, len(matters))
        if len(group) > 1
    ]
    return max(sizes, default=(0, []))


def joined(domain: Domain, terms: Sequence[Sequence[Term]], folder: FilePath) -> Domain:
    """Make one issue of each group of issues that hang together for a party; `terms` are those of each party.

    Raises
    ------
    BadInput
        So many packages hang together that a case cannot hold them as options.
    """
    everything = [term for own in terms for term in own]
    count, who = most_tied(everything, domain.matters)
    if count > MOST_JOINT:
        got = f"{count:,} packages of issues that hang together: {', '.join(who)[:200]}"
        raise BadInput((Fault((), got, f"at most {MOST_JOINT:,} of them", TOO_MANY),), str(folder))
    groups = tied(everything, len(domain.matters))
    matters = tuple(_joint([domain.matters[place] for place in group]) for group in groups)
    sides = tuple(
        replace(side, worths=tuple(_worth(domain.matters, side, own, group) for group in groups))
        for side, own in zip(domain.sides, terms, strict=True)
    )
    said = tuple(
        _said([domain.matters[place] for place in group], matter)
        for group, matter in zip(groups, matters, strict=True)
        if len(group) > 1
    )
    return Domain(domain.name, matters, sides, (*domain.remarks, *said))


def _joint(matters: Sequence[Matter]) -> Matter:
    if len(matters) == 1:
        return matters[0]
    packages = ["; ".join(choice)[:MAX_NAME] for choice in product(*(each.options for each in matters))]
    return Matter(" + ".join(each.name for each in matters)[:MAX_NAME], tuple(labels(packages)))


def _worth(
    matters: Sequence[Matter], side: Side, terms: Sequence[Term], group: Sequence[int]
) -> tuple[Fraction, ...]:
    """Give what each package of a group is worth: the sum of its options, and of the terms."""
    here = [
        (term, [group.index(place) for place in term.places])
        for term in terms
        if set(term.places) <= set(group)
    ]
    return tuple(
        sum((side.worths[place][at] for place, at in zip(group, choice, strict=True)), Fraction(0))
        + sum((term.worth(tuple(choice[at] for at in places)) for term, places in here), Fraction(0))
        for choice in product(*(range(len(matters[place].options)) for place in group))
    )


def _said(parts: Sequence[Matter], whole: Matter) -> Text:
    return say(
        "the values of {issues} do not add up, so they are one issue here, of {count} options: their combinations",
        "{issues}の価値は足し合わせられないため、ここでは一つの争点とした。選択肢はその組み合わせ{count}件である",
        issues=names([each.name for each in parts]),
        count=f"{len(whole.options):,}",
    )
