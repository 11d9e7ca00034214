"""What stands in the template and in a utility file of GENIUS, element by element, with every fault and its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from entaku.exchange import genius_words as words
from entaku.exchange.domain_form import (
    MOST_OPTIONS,
    Matter,
    Side,
    grid,
    label,
    numeric,
    short,
)
from entaku.exchange.domain_joint import Frame, Told
from entaku.exchange.domain_xml import Element
from entaku.exchange.genius_curved import is_curved, terms
from entaku.exchange.genius_look import Look, bounds, issues, sort
from entaku.model.errors import Path
from entaku.model.names import did_you_mean, shown

OFF: Final = Fraction(1, 100)
"""By how much the sum of weights may differ from 1 before it must be a mistake."""
DUST: Final = Fraction(1, 10**9)
NOTHING: Final = Fraction(1, 10**5)
"""Where the largest evaluation of an issue is smaller, the issue counts nothing."""


def template(root: Element) -> Frame:
    """Which issues does a template have, in the order of the file?"""
    look = Look()
    spaces = [child for child in root.children if child.tag == "utility_space"]
    for child in root.children:
        if child.tag not in ("utility_space", "objective"):
            look.remark(words.aside(child.tag))
    for space in spaces or [root]:
        look.known(space, ("utility_space",)) if spaces else None
    matters = []
    for path, issue in issues(root, look):
        matters.append(_matter(look, path, issue))
    if not matters:
        look.at(root).fault(("utility_space",), "no issue", "an objective with issues")
    return Frame("", tuple(matters), tuple(look.noted.faults), tuple(look.remarks))


def _matter(look: Look, path: Path, issue: Element) -> Matter:
    name, kind = str(path[0]).removeprefix("issue "), sort(look, path, issue)
    if kind == "discrete":
        return Matter(name, tuple(_items(look, path, issue)))
    low, high = bounds(look, path, issue)
    if kind == "real":
        look.remark(words.cut(name, low, high))
        return numeric(name, _places(look, path, issue, (low, high)))
    if low.denominator != 1 or high.denominator != 1 or not 0 < high - low < MOST_OPTIONS:
        got, allowed = f"{short(low)} to {short(high)}", f"whole numbers, 2 to {MOST_OPTIONS:,} of them"
        look.at(issue).fault((*path, "upperbound"), got, allowed)
        return Matter(name, ())
    return numeric(name, [Fraction(number) for number in range(int(low), int(high) + 1)])


def _places(
    look: Look, path: Path, issue: Element, bounds: tuple[Fraction, Fraction]
) -> tuple[Fraction, ...]:
    low, high = bounds
    if low >= high:
        look.at(issue).fault((*path, "range"), f"{short(low)} to {short(high)}", "a range from low to high")
        return ()
    return grid(low, high)


def _items(look: Look, path: Path, issue: Element) -> Mapping[str, Element]:
    """Give the items of an issue by their value; a repeated one counts where it first stood, as it last stood."""
    found: dict[str, Element] = {}
    for item in issue.children:
        if item.tag != "item":
            continue
        value = label(look.at(item), (*path, "item", "value"), item.attributes.get("value"))
        if value in found:
            look.remark(words.repeated(str(path[0]).removeprefix("issue "), value))
        if value:
            found[value] = item
        described = item.attributes.get("description", "").strip()
        if described not in ("", value):
            look.remark(words.DESCRIBED)
        if item.attributes.get("cost", "0").strip() not in ("", "0", "0.0"):
            look.remark(words.COSTS)
    if not found:
        look.at(issue).fault((*path, "item"), "no item", "at least two")
    return found


def profile(root: Element, frame: Frame, name: str) -> Told:
    """What are the options worth to the party of a utility file, what packages beyond them, and what no deal?"""
    look = Look()
    look.known(root, ("utility_space",))
    label(look.at(root), ("party",), name)
    found = {str(path[0]).removeprefix("issue "): issue for path, issue in issues(root, look)}
    wanted = {matter.name: matter for matter in frame.matters}
    for given, issue in found.items():
        if given not in wanted:
            remedy = did_you_mean(given, wanted) or "Both must have the same issues."
            look.at(issue).fault(
                (f"issue {given}",), "an issue that the template has not", "its issues", remedy
            )
    for matter in frame.matters:
        if matter.name not in found:
            look.at(root).fault((f"issue {matter.name}",), "nothing", "an evaluation of this issue")
    by_index = _indices(look, found)
    if is_curved(root):
        for matter in frame.matters:
            if matter.name in found:
                _same(look, matter, found[matter.name])
        order = [matter.name for matter in frame.matters]
        places = {index: order.index(owner) for index, owner in by_index.items() if owner in wanted}
        worths = [(Fraction(0),) * len(matter.options) for matter in frame.matters]
        beyond = terms(look, root, frame.matters, places)
    else:
        weights, beyond = _weights(look, root, found, by_index, name), ()
        worths = [
            tuple(
                weights.get(matter.name, Fraction(0)) * value
                for value in _worth(look, matter, found[matter.name])
            )
            for matter in frame.matters
            if matter.name in found
        ]
    deal = _no_deal(look, root, name)
    return Told(Side(name, tuple(worths), deal), tuple(look.noted.faults), tuple(look.remarks), beyond)


def _indices(look: Look, found: Mapping[str, Element]) -> Mapping[str, str]:
    """Give the name of the issue of each index."""
    by_index: dict[str, str] = {}
    for name, issue in found.items():
        index = issue.attributes.get("index", "").strip()
        if not index.isdecimal():
            look.at(issue).fault((f"issue {name}", "index"), shown(index), "a whole number")
        elif index.lstrip("0") in by_index:
            other = by_index[index.lstrip("0")]
            look.at(issue).fault(
                (f"issue {name}", "index"), f"{index}, as {shown(other)} has", "each index once"
            )
        by_index.setdefault(index.lstrip("0"), name)
    return by_index


def _weights(
    look: Look, root: Element, issues: Mapping[str, Element], by_index: Mapping[str, str], who: str
) -> Mapping[str, Fraction]:
    """Give the weight of each issue, found by its index, divided by their sum."""
    found: dict[str, Fraction] = {}
    for weight in root.under("weight"):
        index = weight.attributes.get("index", "").strip()
        owner = by_index.get(index.lstrip("0"), "")
        path: Path = (f"weight {index[:20]}",)
        value = look.number(weight, "value", path)
        if not owner or not index.isdecimal():
            allowed = ", ".join(sorted(issue.attributes.get("index", "") for issue in issues.values()))
            look.at(weight).fault((*path, "index"), "the index of no issue", allowed)
        elif owner in found:
            look.at(weight).fault(path, f"a second weight for {shown(owner)}", "one for each issue")
        elif value < 0:
            look.at(weight).fault((*path, "value"), short(value), "0 or more")
        else:
            found[owner] = value
    for name in issues:
        if name not in found and not any(fault.path[0] == f"issue {name}" for fault in look.noted.faults):
            look.at(issues[name]).fault((f"issue {name}", "weight"), "no weight", "a weight with its index")
    return _divided(look, root, found, who)


def _divided(look: Look, root: Element, found: Mapping[str, Fraction], who: str) -> Mapping[str, Fraction]:
    total = sum(found.values(), Fraction(0))
    if look.noted.faults or not found:
        return found
    if abs(total - 1) > OFF:
        remedy = "If they are meant so, divide each by their sum."
        look.at(root).fault(("weight",), f"weights that add to {short(total)}", "a sum of 1", remedy)
        return found
    if abs(total - 1) > DUST:
        look.remark(words.summed(who, total))
    return {name: value / total for name, value in found.items()}


def _same(look: Look, matter: Matter, issue: Element) -> str:
    """Give the kind of an issue, empty where it is another than in the template or the template's is unknown."""
    path: Path = (f"issue {matter.name}",)
    if not matter.options:
        return ""  # the template is at fault, which is told there
    kind = sort(look, path, issue)
    if bool(matter.at) == (kind == "discrete"):
        expected = "a number" if matter.at else "discrete"
        look.at(issue).fault((*path, "type"), kind, f"{expected}, as in the template")
        return ""
    if matter.at and bounds(look, path, issue) != (matter.at[0], matter.at[-1]):
        got = "other bounds than the template's"
        look.at(issue).fault(path, got, f"{short(matter.at[0])} to {short(matter.at[-1])}")
    return kind


def _worth(look: Look, matter: Matter, issue: Element) -> Sequence[Fraction]:
    """Give what each option is worth within its issue, 0 to 1."""
    path: Path = (f"issue {matter.name}",)
    kind = _same(look, matter, issue)
    if not kind:
        return [Fraction(0)] * len(matter.options)
    if kind != "discrete":
        return _along(look, matter, issue, kind)
    items = _items(look, path, issue)
    worth = []
    for option in matter.options:
        if option not in items:
            look.at(issue).fault((*path, f"item {option}"), "nothing", "an evaluation of this option")
            continue
        value = look.number(items[option], "evaluation", (*path, f"item {option}"))
        if value < 0:
            look.at(items[option]).fault((*path, f"item {option}", "evaluation"), short(value), "0 or more")
        worth.append(value)
    for option, item in items.items():
        if option not in matter.options:
            got, at = "an option that the template has not", (*path, f"item {option}")
            look.at(item).stranger(at, got, "its options", option, matter.options)
    top = max(worth, default=Fraction(0))
    if top < NOTHING:
        look.remark(words.counts_nothing(matter.name))
        return [Fraction(0)] * len(worth)
    return [value / top for value in worth]


def _along(look: Look, matter: Matter, issue: Element, kind: str) -> Sequence[Fraction]:
    """Give what each number is worth by the evaluator of its issue, cut to 0 and 1."""
    path: Path = (f"issue {matter.name}", "evaluator")
    evaluators = [child for child in issue.children if child.tag == "evaluator"]
    nothing = [Fraction(0)] * len(matter.at)
    if len(evaluators) != 1:
        look.at(issue).fault(path, f"{len(evaluators) or 'no'} evaluators", "one")
        return nothing
    shape = evaluators[0].attributes.get("ftype", "linear")
    shapes = ("linear",) if kind == "integer" else ("linear", "constant", "triangular")
    if shape not in shapes:
        look.at(evaluators[0]).fault((*path, "ftype"), shown(shape), ", ".join(shapes))
        return nothing

    def given(attribute: str) -> Fraction:
        return look.number(evaluators[0], attribute, path)

    curve: Callable[[Fraction], Fraction]
    if kind == "integer":
        slope, offset = given("slope"), given("offset")
        curve = lambda at: slope * (at - matter.at[0]) + offset  # noqa: E731 - three of a kind
    elif shape == "constant":
        level = given("parameter0")
        curve = lambda _: level  # noqa: E731
    elif shape == "linear":
        offset, slope = given("parameter0"), given("parameter1")
        curve = lambda at: slope * at + offset  # noqa: E731
    else:
        low, high, top = given("parameter0"), given("parameter1"), given("parameter2")
        if not low <= top <= high:
            look.at(evaluators[0]).fault(
                path, "a top outside its triangle", "low, high and, between them, top"
            )
            return nothing
        curve = lambda at: _triangle(at, low, high, top)  # noqa: E731
    return [min(max(curve(at), Fraction(0)), Fraction(1)) for at in matter.at]


def _triangle(at: Fraction, low: Fraction, high: Fraction, top: Fraction) -> Fraction:
    if at == top:
        return Fraction(1)
    if not low < at < high:
        return Fraction(0)
    return (at - low) / (top - low) if at < top else (high - at) / (high - top)


def _no_deal(look: Look, root: Element, name: str) -> Fraction:
    for each in root.under("discount_factor"):
        factor = look.number(each, "value", ("discount_factor",))
        if 0 < factor < 1:
            look.remark(words.discounted(name, factor))
    found = list(root.under("reservation"))
    if not found:
        look.remark(words.unreserved(name))
        return Fraction(0)
    if len(found) > 1:
        look.at(found[1]).fault(("reservation",), "a second one", "one")
    return look.number(found[0], "value", ("reservation",))
