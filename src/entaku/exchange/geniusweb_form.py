"""What stands in a domain and in a profile of GeniusWeb, key by key, with every fault and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from entaku.exchange.document import Noted, kind
from entaku.exchange.domain_form import MOST_OPTIONS, Matter, Side, fraction, label, numeric, short
from entaku.model.errors import Fault, Path
from entaku.model.names import did_you_mean, shown
from entaku.model.text import Text, both, say

SPACE: Final = "LinearAdditiveUtilitySpace"
LISTS: Final = ("discreteutils", "DiscreteValueSetUtilities")
NUMBERS: Final = ("numberutils", "NumberValueSetUtilities")
KEYS: Final = ("name", "domain", "issueUtilities", "issueWeights", "reservationBid")
ENDS: Final = ("lowValue", "lowUtility", "highValue", "highUtility")
_EXACT: Final = 10**8
_FEW: Final = 4


@dataclass(frozen=True, slots=True)
class Read:
    """A profile: its party, the domain it is for, and what is wrong with or left of it."""

    side: Side
    domain: str
    matters: tuple[Matter, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...]


def issues(document: Any, path: Path) -> tuple[Noted, str, tuple[Matter, ...]]:
    """Which issues does a domain have, in the order of the file?"""
    noted = Noted()
    given = noted.mapping(path, document, ("name", "issuesValues"))
    name = label(noted, (*path, "name"), given.get("name")) if given.get("name") else ""
    values = given.get("issuesValues")
    at: Path = (*path, "issuesValues")
    if not isinstance(values, dict) or not values:
        noted.fault(at, "an empty object" if values == {} else kind(values), "an object with the issues")
        return noted, name, ()
    matters: dict[str, Matter] = {}
    for key, held in values.items():
        called = label(noted, (*at, key), key)
        if called in matters:
            noted.fault((*at, key), f"the issue {shown(called)} a second time", "each once")
        matters[called] = _matter(noted, (*at, key), called, held)
    return noted, name, tuple(matters.values())


def _matter(noted: Noted, path: Path, name: str, held: Any) -> Matter:
    given = noted.mapping(path, held, ("values", "range"))
    if "range" in given and "values" not in given:
        return _range(noted, (*path, "range"), name, given["range"])
    options: dict[str, None] = {}
    for place, value in enumerate(noted.items((*path, "values"), given.get("values"))):
        option = label(noted, (*path, "values", place), value)
        if option in options:
            noted.fault((*path, "values", place), f"{shown(option)} a second time", "each option once")
        options[option] = None
    if not options:
        noted.fault((*path, "values"), "nothing", "at least two options")
    return Matter(name, tuple(options))


def _range(noted: Noted, path: Path, name: str, held: Any) -> Matter:
    given = noted.mapping(path, held, ("low", "high", "step"))
    low, high, step = (fraction(noted, (*path, key), given.get(key)) for key in ("low", "high", "step"))
    count = (high - low) / step if step else Fraction(0)
    if not 0 < count < MOST_OPTIONS:
        got = f"{short(low)} to {short(high)} by {short(step)}"
        noted.fault(path, got, f"a range of 2 to {MOST_OPTIONS:,} numbers")
        return Matter(name, ())
    return numeric(name, [low + step * number for number in range(int(count) + 1)])


def profile(document: Any, matters: tuple[Matter, ...], stem: str) -> Read:
    """What are the options worth to the party of a profile? `matters` are the domain's, none where no file has it."""
    noted = Noted()
    top = document if isinstance(document, dict) else {}
    if list(top) != [SPACE]:
        found = ", ".join(shown(key) for key in list(top)[:_FEW]) if top else kind(document)
        remedy = "" if len(top) != 1 else did_you_mean(next(iter(top)), (SPACE,))
        allowed = f"{SPACE}: other kinds give no value of each option"
        noted.fault(tuple(top)[:1], found, allowed, remedy)
        return Read(Side(stem, ()), "", matters, tuple(noted.faults), ())
    given = noted.mapping((SPACE,), top[SPACE], KEYS)
    own, domain, there = issues(given.get("domain"), (SPACE, "domain"))
    noted.faults += own.faults
    if (
        matters
        and there
        and not own.faults
        and {_set(one) for one in there} != {_set(one) for one in matters}
    ):
        noted.fault((SPACE, "domain"), "other issues or options than the domain has", "the same in all files")
    matters = matters or there
    name = label(noted, (SPACE, "name"), given["name"]) if given.get("name") else stem
    if own.faults or noted.faults:
        return Read(Side(name, ()), domain, matters, tuple(noted.faults), ())
    weights = _weights(noted, given.get("issueWeights"), matters)
    utilities = _by_issue(noted, (SPACE, "issueUtilities"), given.get("issueUtilities"), matters)
    worths = tuple(
        tuple(weight * value for value in _utilities(noted, matter, utilities.get(matter.name)))
        for matter, weight in zip(matters, weights, strict=True)
    )
    side, remarks = _reserved(noted, Side(name, worths), matters, given.get("reservationBid"))
    return Read(side, domain, matters, tuple(noted.faults), tuple(remarks))


def _set(matter: Matter) -> tuple[str, frozenset[str]]:
    return matter.name, frozenset(matter.options)


def _by_issue(noted: Noted, path: Path, held: Any, matters: Sequence[Matter]) -> Mapping[str, Any]:
    """Give what stands under each issue; one that is lacking or unknown is a fault."""
    given = noted.mapping(path, held, {matter.name for matter in matters})
    if isinstance(held, dict):
        for matter in matters:
            if matter.name not in given:
                noted.fault((*path, matter.name), "nothing", "a value for each issue")
    return given


def _weights(noted: Noted, held: Any, matters: Sequence[Matter]) -> list[Fraction]:
    path: Path = (SPACE, "issueWeights")
    before = len(noted.faults)
    given = _by_issue(noted, path, held, matters)
    weights = [
        fraction(noted, (*path, matter.name), given[matter.name]) if matter.name in given else Fraction(0)
        for matter in matters
    ]
    for matter, weight in zip(matters, weights, strict=True):
        if weight < 0:
            noted.fault((*path, matter.name), short(weight), "0 or more")
    if len(noted.faults) == before and sum(weights) != 1:
        noted.fault(path, f"weights that add to {short(sum(weights, Fraction(0)))}", "a sum of exactly 1")
    return weights


def _utilities(noted: Noted, matter: Matter, held: Any) -> list[Fraction]:
    """Give the utilities of an issue's options; what is lacking was noted before."""
    path: Path = (SPACE, "issueUtilities", matter.name)
    nothing = [Fraction(0)] * len(matter.options)
    if held is None:
        return nothing
    given = noted.mapping(path, held, (*LISTS, *NUMBERS))
    wanted = NUMBERS if matter.at else LISTS
    names = [name for name in wanted if name in given]
    if len(given) != 1 or not names:
        if isinstance(held, dict):
            noted.fault(path, f"{', '.join(map(shown, given)) or 'nothing'}", " or ".join(wanted))
        return nothing
    if matter.at:
        return list(_on_line(noted, (*path, names[0]), matter, given[names[0]]))
    at: Path = (*path, names[0], "valueUtilities")
    table = noted.mapping((*path, names[0]), given[names[0]], ("valueUtilities",)).get("valueUtilities")
    values = noted.mapping(at, table, set(matter.options))
    found = []
    for option in matter.options:
        if option not in values and isinstance(table, dict):
            noted.fault((*at, option), "nothing", "a utility for each option")
        found.append(fraction(noted, (*at, option), values[option]) if option in values else Fraction(0))
        if not 0 <= found[-1] <= 1:
            noted.fault((*at, option), short(found[-1]), "0 to 1")
    return found


def _on_line(noted: Noted, path: Path, matter: Matter, held: Any) -> Iterator[Fraction]:
    """Give utilities on the line between two numbers, 0 outside, rounded to 8 decimals, half up."""
    given = noted.mapping(path, held, ENDS)
    low, bottom, high, top = (fraction(noted, (*path, key), given.get(key)) for key in ENDS)
    if not low < high or not (0 <= bottom <= 1 and 0 <= top <= 1):
        noted.fault(path, f"{short(low)} to {short(high)}", "a rising range with utilities from 0 to 1")
        high = low + 1
    for at in matter.at:
        exact = bottom + (at - low) * (top - bottom) / (high - low) if low <= at <= high else Fraction(0)
        yield Fraction((exact * _EXACT + Fraction(1, 2)) // 1, _EXACT)


def _reserved(noted: Noted, side: Side, matters: Sequence[Matter], held: Any) -> tuple[Side, list[Text]]:
    """Give the party with the worth of its reservation bid as that of no deal."""
    if held is None:
        if noted.faults:
            return side, []
        said = say(
            "{who} has no reservation bid: any agreement is better than none, so no deal is worth the worst package",
            "{who}には留保提案がない。どの合意も決裂にまさるため、決裂時の価値を最悪の合意案と等しくした",
            who=both(side.name),
        )
        return Side(side.name, side.worths, side.worst), [said]
    path: Path = (SPACE, "reservationBid")
    bid = noted.mapping(path, held, ("issuevalues",)).get("issuevalues")
    given = noted.mapping((*path, "issuevalues"), bid, {matter.name for matter in matters})
    total = Fraction(0)
    for matter, worth in zip(matters, side.worths, strict=True):
        if matter.name not in given:
            continue
        at: Path = (*path, "issuevalues", matter.name)
        place = _place(noted, at, matter, given[matter.name])
        total += worth[place] if place >= 0 else 0
    remarks = []
    if len(given) < len(matters):
        remarks.append(
            say(
                "the reservation bid of {who} leaves issues open: they count 0",
                "{who}の留保提案には決めていない争点がある。その価値は0とした",
                who=both(side.name),
            )
        )
    return Side(side.name, side.worths, total), remarks


def _place(noted: Noted, path: Path, matter: Matter, value: Any) -> int:
    """Give the place of an option, -1 where it is none."""
    if matter.at:
        number = fraction(noted, path, value)
        if number in matter.at:
            return matter.at.index(number)
    elif (option := label(noted, path, value)) in matter.options:
        return matter.options.index(option)
    known = matter.options
    remedy = did_you_mean(value, known) if isinstance(value, str) else ""
    noted.fault(path, kind(value), ", ".join(known[:12]), remedy)
    return -1
