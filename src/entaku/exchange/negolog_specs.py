"""What specs.json says of a domain of NegoLog, held against the profiles by NegoLog's own definitions.

Its Nash point has the largest product of values, no deal counting nothing; what it calls Kalai has the largest sum;
opposition is that one's distance to 1 for both; balance is the mean value of A less that of B. Where several packages
tie it may have any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from entaku.exchange.document import Noted, kind
from entaku.exchange.domain_form import Domain, fraction, label, short
from entaku.model.case import Case
from entaku.model.names import shown
from entaku.model.text import Text, both, say
from entaku.space.foreign import foreign
from entaku.space.solving import exact
from entaku.space.study import lay_out

SPECS: Final = "specs.json"
_NEAR: Final = Fraction(1, 10**6)
_SIDES: Final = ("A", "B")


def compared(domain: Domain, case: Case, specs: Any) -> Iterator[Text]:
    """Where does specs.json have other numbers or packages than the profiles?"""
    if not isinstance(specs, dict):
        yield say("specs.json is {got}, not an object, and is not compared",
                  "specs.jsonはオブジェクトではなく{got}であり、照合していない", got=both(kind(specs)))  # fmt: skip
        return
    numbers, bids = _ours(domain, case)
    for key, values in numbers.items():
        if key not in specs:
            continue
        noted = Noted()
        stated = fraction(noted, (key,), specs[key])
        if noted.faults or all(abs(stated - value) > _NEAR for value in values):
            told = kind(specs[key]) if noted.faults else short(stated)
            yield _other(key, told, " / ".join(short(value) for value in values))
    for key, packages in bids.items():
        if key in specs and _named(specs[key]) not in packages:
            yield _other(key, _bid(_named(specs[key])), " / ".join(_bid(package) for package in packages[:4]))
    counts = [len(matter.options) for matter in domain.matters]
    if "IssueValues" in specs and specs["IssueValues"] != counts:
        yield _other("IssueValues", str(specs["IssueValues"])[:80], str(counts))


def _other(key: str, stated: str, value: str) -> Text:
    return say(
        "specs.json has {stated} for {key}; the profiles give {value}",
        "specs.jsonの{key}は{stated}だが、プロファイルからは{value}になる",
        key=shown(key),
        stated=both(stated),
        value=both(value),
    )


def _ours(
    domain: Domain, case: Case
) -> tuple[Mapping[str, list[Fraction]], Mapping[str, list[dict[str, str]]]]:
    """Give each number by NegoLog's definition, several where packages tie, and the packages of its two points."""
    study = lay_out(case)
    found = foreign(study, exact(study))
    numbers: dict[str, list[Fraction]] = {
        "NumberOfBids": [Fraction(study.outcomes.count)],
        "NumberOfIssues": [Fraction(len(domain.matters))],
        "MinUtility": [min(side.worst for side in domain.sides)],
        "MaxUtility": [max(side.best for side in domain.sides)],
    }
    for name, side in zip(_SIDES, domain.sides, strict=True):
        numbers[f"ReservationValueProfile{name}"] = [Fraction(side.no_deal)]  # type: ignore[arg-type]
    for key, name in (("Opposition", "opposition"), ("BalanceScore", "balance")):
        if values := found.measures.get(f"{name} (NegoLog)"):
            numbers[key] = [Fraction(value) for value in values]
    bids: dict[str, list[dict[str, str]]] = {}
    for point in ("Nash", "Kalai"):
        places = [study.outcomes.choices(n) for n in found.picks.get(f"{point.lower()} (NegoLog)", ())]
        if not places:
            continue
        chosen = [
            [p - int(s) for p, s in zip(place, study.outcomes.block_starts, strict=False)] for place in places
        ]
        bids[f"{point}Bid"] = [
            {matter.name: matter.options[at] for matter, at in zip(domain.matters, choice, strict=True)}
            for choice in chosen
        ]
        worth = [
            [
                sum((row[at] for row, at in zip(side.worths, choice, strict=True)), Fraction(0))
                for side in domain.sides
            ]
            for choice in chosen
        ]
        for place, name in enumerate(_SIDES):
            numbers[f"{point}_{name}"] = [each[place] for each in worth]
        one, other = worth[0]
        numbers.update(
            {"Nash Product": [one * other]} if point == "Nash" else {"Social Welfare": [one + other]}
        )
    return numbers, bids


def _named(bid: Any) -> Any:
    """Give a bid with names as they are read elsewhere; what is no bid stays as it is."""
    if not isinstance(bid, dict):
        return bid
    return {label(Noted(), (), issue): label(Noted(), (), option) for issue, option in bid.items()}


def _bid(bid: Any) -> str:
    return ", ".join(map(str, bid.values()))[:200] if isinstance(bid, dict) else kind(bid)
