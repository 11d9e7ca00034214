"""What stands in the template and in a utility file of GENIUS, element by element, with every fault and its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from entaku.exchange import genius_words as words
from entaku.exchange.document import Noted
from entaku.exchange.domain_form import (
    MOST_OPTIONS,
    Matter,
    Side,
    fraction,
    grid,
    label,
    numeric,
    short,
)
from entaku.exchange.domain_xml import Element
from entaku.model.errors import Fault, Path
from entaku.model.names import did_you_mean, shown
from entaku.model.text import Text

KINDS: Final = ("discrete", "integer", "real")
OFF: Final = Fraction(1, 100)
"""By how much the sum of weights may differ from 1 before it must be a mistake."""
DUST: Final = Fraction(1, 10**9)
NOTHING: Final = Fraction(1, 10**5)
"""Where the largest evaluation of an issue is smaller, the issue counts nothing."""
MEANT: Final = {
    "utility_space": ("objective", "reservation", "discount_factor"),
    "objective": ("objective", "issue", "weight"),
    "issue": ("item", "range", "evaluator"),
}
ASIDE: Final = ("comparisons", "errors", "elicitation_cost", "fixed_seed", "experimental", "cost", "agent")
"""Elements that a case has no place for."""
CURVED: Final = ("utility", "ufun", "hyperRectangle", "hyperrectangle", "constraint")


@dataclass(frozen=True, slots=True)
class Template:
    """The issues of a domain, and what is wrong with or left of their file."""

    matters: tuple[Matter, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A party's values, and what is wrong with or left of its file."""

    side: Side
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...]


@dataclass(slots=True)
class _Look:
    """Looks through a file: notes faults where they are, remarks once each."""

    noted: Noted = field(default_factory=Noted)
    remarks: dict[Text, None] = field(default_factory=dict)

    def at(self, element: Element) -> Noted:
        """Note what follows at this element."""
        self.noted.line, self.noted.column = element.line, element.column
        return self.noted

    def remark(self, said: Text) -> None:
        """Say something once."""
        self.remarks[said] = None

    def number(self, element: Element, attribute: str, path: Path) -> Fraction:
        """Give the number that an attribute has."""
        return fraction(self.at(element), (*path, attribute), element.attributes.get(attribute))

    def known(self, element: Element, path: Path) -> None:
        """Note every element that is none of those that belong here, at any depth."""
        meant = MEANT.get(element.tag, ())
        for child in element.children:
            if child.tag in meant:
                self.known(child, (*path, child.tag))
            elif child.tag in ASIDE:
                self.remark(words.aside(child.tag))
            elif child.tag not in CURVED:
                got = f"the unknown element {shown(child.tag)}"
                remedy = did_you_mean(child.tag, meant)
                self.at(child).fault((*path, child.tag), got, ", ".join(meant) or "no element", remedy)


def template(root: Element) -> Template:
    """Which issues does a template have, in the order of the file?"""
    look = _Look()
    spaces = [child for child in root.children if child.tag == "utility_space"]
    for child in root.children:
        if child.tag not in ("utility_space", "objective"):
            look.remark(words.aside(child.tag))
    for space in spaces or [root]:
        look.known(space, ("utility_space",)) if spaces else None
    matters = []
    for path, issue in _issues(root, look):
        matters.append(_matter(look, path, issue))
    if not matters:
        look.at(root).fault(("utility_space",), "no issue", "an objective with issues")
    return Template(tuple(matters), tuple(look.noted.faults), tuple(look.remarks))


def _issues(root: Element, look: _Look) -> list[tuple[Path, Element]]:
    """Give the issues with their places, each name once."""
    found: dict[str, tuple[Path, Element]] = {}
    for issue in root.under("issue"):
        name = label(look.at(issue), ("issue", "name"), issue.attributes.get("name"))
        if name in found:
            first = f"The first stands in line {found[name][1].line}."
            look.at(issue).fault(
                (f"issue {name}",), f"the issue {shown(name)} a second time", "each once", first
            )
        elif name:
            found[name] = ((f"issue {name}",), issue)
    return list(found.values())


def _kind(look: _Look, path: Path, issue: Element) -> str:
    said = [issue.attributes[name] for name in ("type", "vtype", "etype") if name in issue.attributes]
    kind = said[0] if said else KINDS[0]
    if kind not in KINDS:
        look.at(issue).fault((*path, "type"), shown(kind), ", ".join(KINDS), did_you_mean(kind, KINDS))
        return KINDS[0]
    return kind


def _matter(look: _Look, path: Path, issue: Element) -> Matter:
    name, kind = str(path[0]).removeprefix("issue "), _kind(look, path, issue)
    if kind == "discrete":
        return Matter(name, tuple(_items(look, path, issue)))
    low, high = _bounds(look, path, issue)
    if kind == "real":
        look.remark(words.cut(name, low, high))
        return numeric(name, _places(look, path, issue, (low, high)))
    if low.denominator != 1 or high.denominator != 1 or not 0 < high - low < MOST_OPTIONS:
        got, allowed = f"{short(low)} to {short(high)}", f"whole numbers, 2 to {MOST_OPTIONS:,} of them"
        look.at(issue).fault((*path, "upperbound"), got, allowed)
        return Matter(name, ())
    return numeric(name, [Fraction(number) for number in range(int(low), int(high) + 1)])


def _places(
    look: _Look, path: Path, issue: Element, bounds: tuple[Fraction, Fraction]
) -> tuple[Fraction, ...]:
    low, high = bounds
    if low >= high:
        look.at(issue).fault((*path, "range"), f"{short(low)} to {short(high)}", "a range from low to high")
        return ()
    return grid(low, high)


def _bounds(look: _Look, path: Path, issue: Element) -> tuple[Fraction, Fraction]:
    ranges = [child for child in issue.children if child.tag == "range"]
    owner = ranges[0] if ranges and "lowerbound" not in issue.attributes else issue
    return look.number(owner, "lowerbound", path), look.number(owner, "upperbound", path)


def _items(look: _Look, path: Path, issue: Element) -> Mapping[str, Element]:
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


def profile(root: Element, frame: Template, name: str) -> Profile:
    """What are the options worth to the party of a utility file, and what no deal?"""
    look = _Look()
    if _curved(look, root):
        return Profile(Side(name, ()), tuple(look.noted.faults), tuple(look.remarks))
    look.known(root, ("utility_space",))
    label(look.at(root), ("party",), name)
    issues = dict(_issues_by_name(look, root))
    wanted = {matter.name: matter for matter in frame.matters}
    for given, issue in issues.items():
        if given not in wanted:
            remedy = did_you_mean(given, wanted) or "Both must have the same issues."
            look.at(issue).fault(
                (f"issue {given}",), "an issue that the template has not", "its issues", remedy
            )
    weights = _weights(look, root, issues, name)
    worths = []
    for matter in frame.matters:
        if matter.name not in issues:
            look.at(root).fault((f"issue {matter.name}",), "nothing", "an evaluation of this issue")
            continue
        worth = _worth(look, matter, issues[matter.name])
        worths.append(tuple(weights.get(matter.name, Fraction(0)) * value for value in worth))
    deal = _no_deal(look, root, name)
    return Profile(Side(name, tuple(worths), deal), tuple(look.noted.faults), tuple(look.remarks))


def _curved(look: _Look, root: Element) -> bool:
    """Refuse a space that is no sum over issues, by the name it has."""
    said = root.attributes.get("type", "")
    parts = [part for tag in CURVED for part in root.under(tag)]
    if said in ("", "linear") and not parts:
        return False
    rectangles = [part for part in parts if part.tag.lower() == "hyperrectangle"]
    what = f"{len(rectangles)} hyper-rectangles" if rectangles else "no sum over issues"
    got = f"a space of type {shown(said or parts[0].tag)} ({what})"
    allowed = "an additive one: an evaluation for each option and a weight for each issue"
    remedy = "A case holds values of options; what packages are worth beyond them has no place in it."
    look.at(parts[0] if parts else root).fault(("utility_space",), got, allowed, remedy)
    return True


def _issues_by_name(look: _Look, root: Element) -> Sequence[tuple[str, Element]]:
    return [(str(path[0]).removeprefix("issue "), issue) for path, issue in _issues(root, look)]


def _weights(look: _Look, root: Element, issues: Mapping[str, Element], who: str) -> Mapping[str, Fraction]:
    """Give the weight of each issue, found by its index, divided by their sum."""
    by_index: dict[str, str] = {}
    for name, issue in issues.items():
        index = issue.attributes.get("index", "").strip()
        if not index.isdecimal():
            look.at(issue).fault((f"issue {name}", "index"), shown(index), "a whole number")
        elif index.lstrip("0") in by_index:
            other = by_index[index.lstrip("0")]
            look.at(issue).fault(
                (f"issue {name}", "index"), f"{index}, as {shown(other)} has", "each index once"
            )
        by_index.setdefault(index.lstrip("0"), name)
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


def _divided(look: _Look, root: Element, found: Mapping[str, Fraction], who: str) -> Mapping[str, Fraction]:
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


def _worth(look: _Look, matter: Matter, issue: Element) -> Sequence[Fraction]:
    """Give what each option is worth within its issue, 0 to 1."""
    path: Path = (f"issue {matter.name}",)
    kind = _kind(look, path, issue)
    if matter.at or kind != "discrete":
        expected = "a number" if matter.at else "discrete"
        if bool(matter.at) == (kind == "discrete"):
            look.at(issue).fault((*path, "type"), kind, f"{expected}, as in the template")
            return [Fraction(0)] * len(matter.options)
        if _bounds(look, path, issue) != (matter.at[0], matter.at[-1]):
            got = "other bounds than the template's"
            look.at(issue).fault(path, got, f"{short(matter.at[0])} to {short(matter.at[-1])}")
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
            remedy = did_you_mean(option, matter.options)
            look.at(item).fault(
                (*path, f"item {option}"), "an option that the template has not", "its options", remedy
            )
    top = max(worth, default=Fraction(0))
    if top < NOTHING:
        look.remark(words.counts_nothing(matter.name))
        return [Fraction(0)] * len(worth)
    return [value / top for value in worth]


def _along(look: _Look, matter: Matter, issue: Element, kind: str) -> Sequence[Fraction]:
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


def _no_deal(look: _Look, root: Element, name: str) -> Fraction:
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
