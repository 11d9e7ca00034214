"""What stands in an outcome space and in a utility function of NegMAS, key by key, with every fault and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from entaku.exchange.document import Noted, kind
from entaku.exchange.domain_files import Document
from entaku.exchange.domain_form import (
    BREAKS,
    MOST_OPTIONS,
    Matter,
    Side,
    fraction,
    grid,
    label,
    numeric,
    short,
)
from entaku.exchange.domain_joint import Frame, Told
from entaku.exchange.negmas_mapping import KEYS, MAPPING, mapped
from entaku.model.basics import NOT_STATED
from entaku.model.errors import Path
from entaku.model.names import did_you_mean, shown
from entaku.model.text import Text, both, say

SPACES: Final = ("DiscreteCartesianOutcomeSpace", "CartesianOutcomeSpace")
LISTED: Final = ("CategoricalIssue", "OrdinalIssue", "DiscreteOrdinalIssue", "DiscreteCardinalIssue")
ISSUES: Final = (*LISTED, "ContiguousIssue", "ContinuousIssue")
ADDITIVE: Final = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
DISCOUNTED: Final = ("ExpDiscountedUFun", "LinDiscountedUFun")
FUNCTIONS: Final = ("TableFun", "AffineFun", "LinearFun", "IdentityFun", "ConstFun")
ENDLESS: Final = frozenset({"-.inf", "-.Inf", "-.INF", "-inf", "-Infinity"})


def _kind(noted: Noted, path: Path, value: Any, known: Sequence[str]) -> str:
    """Give a type's name without the packages before it; empty where it is none of those known."""
    if not isinstance(value, str) or (name := value.rpartition(".")[2]) not in known:
        remedy = did_you_mean(value, known) if isinstance(value, str) else ""
        noted.fault(path, kind(value), ", ".join(known), remedy)
        return ""
    return name


def _object(noted: Noted, path: Path, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        noted.fault(path, kind(value), "keys with values")
        return {}
    return value


def _others(given: Mapping[str, Any], known: Sequence[str]) -> list[Text]:
    names = [both(shown(key)) for key in given if key not in known]
    if not names:
        return []
    return [say("{keys} are not carried", "{keys}は引き継いでいない", keys=names)]


def space(document: Document, stem: str) -> Frame:
    """Which issues does an outcome space have, in the order of the file?"""
    noted = Noted()
    given = _object(noted, (), document.data)
    name = label(noted, ("name",), given["name"]) if given.get("name") else stem
    if given.get("type") is not None:
        _kind(noted, ("type",), given["type"], SPACES)
    remarks = _others(given, ("name", "type", "issues"))
    matters: dict[str, Matter] = {}
    listed = noted.items(("issues",), given.get("issues"))
    for place, held in enumerate(listed):
        path: Path = ("issues", place)
        issue = _object(noted, path, held)
        called = label(noted, (*path, "name"), issue.get("name"))
        if called in matters:
            noted.fault((*path, "name"), f"the issue {shown(called)} a second time", "each once")
        sort = _kind(noted, (*path, "type"), issue.get("type"), ISSUES)
        matters[called] = _matter(noted, path, called, sort, issue.get("values"))
        if sort == "ContinuousIssue":
            remarks.append(_cut(called))
    if not listed:
        noted.fault(("issues",), "no issue", "a list of them")
    return Frame(name, tuple(matters.values()), document.placed(noted.faults), tuple(remarks))


def _matter(noted: Noted, path: Path, name: str, sort: str, held: Any) -> Matter:
    at: Path = (*path, "values")
    values = noted.items(at, held)
    if sort in LISTED or not sort:
        options: dict[str, None] = {}
        for place, value in enumerate(values):
            option = label(noted, (*at, place), value)
            if option in options:
                noted.fault((*at, place), f"{shown(option)} a second time", "each option once")
            options[option] = None
        if not options and (held is None or isinstance(held, list)):
            noted.fault(at, "no option", "at least two")
        return Matter(name, tuple(options))
    if len(values) != 2:  # noqa: PLR2004 - the lowest and the highest
        noted.fault(at, f"{len(values)} numbers", "the lowest and the highest")
        return Matter(name, ())
    low, high = (fraction(noted, (*at, place), value) for place, value in enumerate(values))
    if sort == "ContinuousIssue" and low < high:
        return numeric(name, grid(low, high))
    if low.denominator != 1 or high.denominator != 1 or not 0 < high - low < MOST_OPTIONS:
        allowed = f"a rising range; of whole numbers, 2 to {MOST_OPTIONS:,}"
        noted.fault(at, f"{short(low)} to {short(high)}", allowed)
        return Matter(name, ())
    return numeric(name, [Fraction(number) for number in range(int(low), int(high) + 1)])


def utility(document: Document, matters: Sequence[Matter], stem: str) -> Told:
    """What are the options worth to the party of a utility function, and what no deal?"""
    noted = Noted()
    given = _object(noted, (), document.data)
    path: Path = ()
    name = label(noted, ("name",), given["name"]) if given.get("name") else stem
    remarks: list[Text] = []
    sort = _kind(noted, ("type",), given.get("type"), (*ADDITIVE, MAPPING, *DISCOUNTED))
    if sort in DISCOUNTED:
        remarks += [_discounted(name), *_others(given, ("name", "type", "ufun", "discount", "factor",
                                                        "dynamic_reservation", "reserved_value"))]  # fmt: skip
        path = ("ufun",)
        given = _object(noted, path, given.get("ufun"))
        sort = _kind(noted, (*path, "type"), given.get("type"), (*ADDITIVE, MAPPING))
    if not sort:
        return Told(Side(name, ()), document.placed(noted.faults))
    remarks += _others(
        given,
        ("name", "type", "reserved_value", *(KEYS if sort == MAPPING else ("weights", "values", "bias"))),
    )
    deal = given.get("reserved_value")
    endless = deal is None or (isinstance(deal, str) and deal in ENDLESS)
    stated = NOT_STATED if endless else fraction(noted, (*path, "reserved_value"), deal)
    if sort == MAPPING:
        terms = mapped(noted, path, given, matters)
        worths = tuple((Fraction(0),) * len(matter.options) for matter in matters)
    else:
        terms, worths = (), _worths(noted, path, given, matters)
    side = Side(name, worths, stated)
    if not noted.faults and endless:
        remarks.append(_unreserved(name))
    return Told(side, document.placed(noted.faults), tuple(remarks), terms)


def _worths(
    noted: Noted, path: Path, given: Mapping[str, Any], matters: Sequence[Matter]
) -> tuple[tuple[Fraction, ...], ...]:
    """Give weight times value of every option."""
    weights = [
        fraction(noted, (*path, "weights", place), value)
        for place, value in enumerate(noted.items((*path, "weights"), given.get("weights")))
    ]
    values = noted.items((*path, "values"), given.get("values"))
    for key, found in (("weights", weights), ("values", values)):
        if len(found) != len(matters) and not (key == "weights" and given.get("weights") is None):
            got, allowed = f"{len(found)} of them", f"{len(matters)}, one for each issue in its order"
            noted.fault((*path, key), got, allowed)
    if given.get("weights") is None:
        noted.fault((*path, "weights"), "nothing", f"{len(matters)} weights")
    if len(weights) != len(matters) or len(values) != len(matters):
        return ()
    bias = fraction(noted, (*path, "bias"), given["bias"]) if given.get("bias") is not None else Fraction(0)
    worths = [
        tuple(weight * value for value in _function(noted, (*path, "values", place), matter, held))
        for place, (matter, weight, held) in enumerate(zip(matters, weights, values, strict=True))
    ]
    if bias and worths:  # what is added to every package is added to each option of the first issue
        worths[0] = tuple(value + bias for value in worths[0])
    return tuple(worths)


def _function(noted: Noted, path: Path, matter: Matter, held: Any) -> list[Fraction]:
    """Give what a value function makes of each option."""
    given = _object(noted, path, held)
    sort = _kind(noted, (*path, "type"), given.get("type"), FUNCTIONS) if given else ""
    nothing = [Fraction(0)] * len(matter.options)
    if not sort:
        return nothing
    if sort == "TableFun":
        return _table(noted, (*path, "mapping"), matter, given.get("mapping"))
    if sort != "ConstFun" and not matter.at:
        noted.fault((*path, "type"), sort, f"TableFun or ConstFun, for {shown(matter.name)} has no numbers")
        return nothing

    def number(key: str) -> Fraction:
        return fraction(noted, (*path, key), given.get(key))

    curve: Callable[[Fraction], Fraction]
    if sort == "ConstFun":
        return [number("bias" if "bias" in given else "value")] * len(matter.options)
    if sort == "IdentityFun":
        return list(matter.at)
    slope = number("slope")
    bias = number("bias") if sort == "AffineFun" else Fraction(0)
    curve = lambda at: slope * at + bias  # noqa: E731 - the one curve there is
    return [curve(at) for at in matter.at]


def _table(noted: Noted, path: Path, matter: Matter, held: Any) -> list[Fraction]:
    table: dict[str, Fraction] = {}
    for key, value in _object(noted, path, held).items():
        option = label(noted, (*path, key), key)
        if option in table:
            noted.fault((*path, key), f"{shown(option)} a second time", "each option once")
        if option not in matter.options:
            got = "an option that the issue has not"
            noted.stranger((*path, key), got, "its options", option, matter.options)
        table[option] = fraction(noted, (*path, key), value)
    for option in matter.options:
        if option not in table and isinstance(held, dict):
            noted.fault((*path, option), "nothing", "a value for each option")
    return [table.get(option, Fraction(0)) for option in matter.options]


def _cut(name: str) -> Text:
    return say(
        "{issue} runs without steps; {count} evenly spaced points stand for it",
        "{issue}は連続量である。等間隔の{count}点で代表させた",
        issue=shown(name),
        count=BREAKS + 1,
    )


def _discounted(name: str) -> Text:
    return say(
        "the discounting of {who} is not carried: values are those of the start",
        "{who}の割引は引き継いでいない。価値は開始時のものである",
        who=both(name),
    )


def _unreserved(name: str) -> Text:
    return say(
        "{who} has no reserved value: any agreement is better than none, so no deal is worth the worst package",
        "{who}には留保価値がない。どの合意も決裂にまさるため、決裂時の価値を最悪の合意案と等しくした",
        who=both(name),
    )


def scale(side: Side) -> list[Text]:
    """Say from where to where values run, where that is not within 0 and 1."""
    if side.worst >= 0 and side.best <= 1:
        return []
    return [
        say(
            "packages are worth {low} to {high} to {who}, on its own scale",
            "{who}にとって合意案の価値は、独自の尺度で{low}から{high}までである",
            who=both(side.name),
            low=short(side.worst),
            high=short(side.best),
        )
    ]
