"""How a file of GENIUS is looked through: elements that are known, numbers, issues, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from entaku.exchange import genius_words as words
from entaku.exchange.document import Noted
from entaku.exchange.domain_form import fraction, label
from entaku.exchange.domain_xml import Element
from entaku.model.errors import Path
from entaku.model.names import did_you_mean, shown
from entaku.model.text import Text

KINDS: Final = ("discrete", "integer", "real")
MEANT: Final = {
    "utility_space": ("objective", "reservation", "discount_factor"),
    "objective": ("objective", "issue", "weight"),
    "issue": ("item", "range", "evaluator"),
    "utility": ("ufun",),
    "ufun": ("hyperRectangle",),
    "hyperRectangle": ("INCLUDES", "EXCLUDES"),
}
ASIDE: Final = ("comparisons", "errors", "elicitation_cost", "fixed_seed", "experimental", "cost", "agent")
"""Elements that a case has no place for."""
CURVED: Final = ("utility", "ufun", "hyperRectangle", "hyperrectangle", "constraint")
"""Elements of spaces that are no sum over issues."""


@dataclass(slots=True)
class Look:
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
            if child.tag in meant or child.tag in CURVED:
                self.known(child, (*path, child.tag))
            elif child.tag in ASIDE:
                self.remark(words.aside(child.tag))
            else:
                got, allowed = f"the unknown element {shown(child.tag)}", ", ".join(meant) or "no element"
                self.at(child).stranger((*path, child.tag), got, allowed, child.tag, meant)


def issues(root: Element, look: Look) -> list[tuple[Path, Element]]:
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


def sort(look: Look, path: Path, issue: Element) -> str:
    """Which of the kinds is an issue?"""
    said = [issue.attributes[name] for name in ("type", "vtype", "etype") if name in issue.attributes]
    kind = said[0] if said else KINDS[0]
    if kind not in KINDS:
        look.at(issue).fault((*path, "type"), shown(kind), ", ".join(KINDS), did_you_mean(kind, KINDS))
        return KINDS[0]
    return kind


def bounds(look: Look, path: Path, issue: Element) -> tuple[Fraction, Fraction]:
    """From where to where does an issue of numbers run?"""
    ranges = [child for child in issue.children if child.tag == "range"]
    owner = ranges[0] if ranges and "lowerbound" not in issue.attributes else issue
    return look.number(owner, "lowerbound", path), look.number(owner, "upperbound", path)
