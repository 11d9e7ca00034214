"""Spaces of GENIUS that are no sum over issues: hyper-rectangles, each worth something where a package lies in it.

A package is worth the sum of what its rectangles give, divided by the largest there is (`maxutility`), at most 1, as
GENIUS 10.4 has it. A rectangle gives its utility where all its bounds hold (INCLUDES) or where one does not
(EXCLUDES). Other spaces are refused by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from entaku.exchange.domain_form import Matter, short
from entaku.exchange.domain_joint import MOST_JOINT, TOO_MANY, Term, most_tied
from entaku.exchange.domain_xml import Element
from entaku.exchange.genius_look import CURVED, Look
from entaku.model.errors import Path
from entaku.model.names import shown

_BOUNDS: Final = ("INCLUDES", "EXCLUDES")
_ONE: Final = Fraction(1)
_SUM: Final = (
    f"one ufun with aggregation sum and weight 1, of hyper-rectangles; at most {MOST_JOINT:,} packages"
)
_ADDITIVE: Final = "an additive one: an evaluation for each option and a weight for each issue"


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """Bounds by the place of an issue, whether they must hold, and what the rectangle gives."""

    bounds: tuple[tuple[int, Fraction, Fraction], ...]
    inside: bool
    gives: Fraction


def is_curved(root: Element) -> bool:
    """Tell whether a space is no sum over issues."""
    return root.attributes.get("type", "") not in ("", "linear") or any(_parts(root))


def _parts(root: Element) -> list[Element]:
    return [part for tag in CURVED for part in root.under(tag)]


def terms(
    look: Look, root: Element, matters: Sequence[Matter], places: Mapping[str, int]
) -> tuple[Term, ...]:
    """What does a party value in several issues at once? `places` are those of the issues by their index."""
    space, ufuns = list(root.under("utility")), list(root.under("ufun"))
    others = [part for part in _parts(root) if part.tag not in ("utility", "ufun", "hyperRectangle")]
    if others or len(space) != 1 or len(ufuns) != 1 or not _is_sum(look, ufuns[0]):
        _refuse(look, root)
        return ()
    most = look.number(space[0], "maxutility", ("utility",))
    if most <= 0:
        look.at(space[0]).fault(("utility", "maxutility"), short(most), "a number above 0")
        return ()
    rectangles = [
        _rectangle(look, ("hyperRectangle", number), each, matters, places)
        for number, each in enumerate(ufuns[0].under("hyperRectangle"), 1)
    ]
    if not rectangles:
        _refuse(look, root)
    if look.noted.faults:
        return ()
    made = _terms(rectangles, matters, most)
    count, _ = most_tied(made, matters)
    if count > MOST_JOINT:
        _refuse(look, root, f"{count:,} packages")
        return ()
    return made


def _is_sum(look: Look, ufun: Element) -> bool:
    weighs = look.number(ufun, "weight", ("ufun",)) if "weight" in ufun.attributes else _ONE
    return ufun.attributes.get("aggregation", "sum") == "sum" and weighs == 1


def _refuse(look: Look, root: Element, also: str = "") -> None:
    """Refuse a space by the name it has."""
    parts = _parts(root)
    rectangles = sum(part.tag.lower() == "hyperrectangle" for part in parts)
    what = f"{rectangles} hyper-rectangles" if rectangles else "no sum over issues"
    kind = shown(root.attributes.get("type") or (parts[0].tag if parts else "nonlinear"))
    got = f"a space of type {kind} ({', '.join(filter(None, (what, also)))})"
    look.at(parts[0] if parts else root).fault(("utility_space",), got, f"{_ADDITIVE}; or {_SUM}", TOO_MANY)


def _rectangle(
    look: Look, path: Path, element: Element, matters: Sequence[Matter], places: Mapping[str, int]
) -> _Rectangle:
    gives = look.number(element, "utility", path)
    if "weight" in element.attributes:
        gives *= look.number(element, "weight", path)
    kinds = {child.tag for child in element.children if child.tag in _BOUNDS}
    if len(kinds) > 1:
        look.at(element).fault(path, "bounds of both kinds", " or ".join(_BOUNDS))
    bounds = []
    for bound in element.children:
        index = bound.attributes.get("index", "").strip()
        place = places.get(index.lstrip("0"), -1)
        low, high = look.number(bound, "min", path), look.number(bound, "max", path)
        if place < 0 or not matters[place].at:
            look.at(bound).fault((*path, "index"), shown(index), "the index of an issue of whole numbers")
        elif low > high:
            look.at(bound).fault(path, f"{short(low)} to {short(high)}", "a range from low to high")
        bounds.append((place, low, high))
    return _Rectangle(tuple(bounds), "EXCLUDES" not in kinds, gives)


def _terms(rectangles: Sequence[_Rectangle], matters: Sequence[Matter], most: Fraction) -> tuple[Term, ...]:
    """Make a term of each rectangle, of all together where their sum could be more than 1 and is cut."""
    if sum((max(each.gives, Fraction(0)) for each in rectangles), Fraction(0)) <= most:
        return tuple(_one(each, matters, most) for each in rectangles)
    places = tuple(sorted({place for each in rectangles for place, _, _ in each.bounds})) or (0,)
    parts = [_one(each, matters, most) for each in rectangles]
    at = {place: number for number, place in enumerate(places)}

    def worth(choice: tuple[int, ...]) -> Fraction:
        total = sum(
            (part.worth(tuple(choice[at[place]] for place in part.places)) for part in parts), Fraction(0)
        )
        return min(total, _ONE)

    return (Term(places, worth),)


def _one(rectangle: _Rectangle, matters: Sequence[Matter], most: Fraction) -> Term:
    places = tuple(dict.fromkeys(place for place, _, _ in rectangle.bounds)) or (0,)
    gives = rectangle.gives / most

    def worth(choice: tuple[int, ...]) -> Fraction:
        taken = dict(zip(places, choice, strict=True))
        holds = all(low <= matters[place].at[taken[place]] <= high for place, low, high in rectangle.bounds)
        return gives if holds is rectangle.inside else Fraction(0)

    return Term(places, worth)
