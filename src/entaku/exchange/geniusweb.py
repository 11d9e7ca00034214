"""Domains of GeniusWeb (a folder of JSON: a domain, a profile a party): read as a case, written from one.

A profile has utilities of options from 0 to 1 and weights that add to exactly 1. No deal is worth what the
reservation bid is worth; where there is none, any agreement is better than none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from os import PathLike
from typing import Any, Final

from entaku.exchange import Exported, Imported
from entaku.exchange.domain_case import as_case, as_domain
from entaku.exchange.domain_files import Wrong, folder_of, json_file
from entaku.exchange.domain_form import Domain, Matter, decimal, fits, short
from entaku.exchange.domain_write import (
    PLACES,
    ROUNDED,
    Share,
    apportioned,
    file_names,
    finite,
    line_through,
    shares,
    stem,
    steps,
)
from entaku.exchange.geniusweb_form import Read, issues, profile
from entaku.model.case import Case
from entaku.model.errors import Fault
from entaku.model.text import Text, both, say

__all__ = ["exported", "imported"]

PROGRAM: Final = "GeniusWeb"
WHAT: Final = "a GeniusWeb file"
EVEN: Final = 8
"""To how many decimals GeniusWeb rounds a utility between two numbers."""


def imported(path: str | PathLike[str], as_of: date | None = None) -> Imported:
    """Which case does a folder of GeniusWeb hold, and what of it does the case not hold?

    Raises
    ------
    NotFound
        There is no such folder.
    BadInput
        With every fault of every file.
    """
    folder, files = folder_of(path, {".json"})
    wrong = Wrong()
    documents = wrong.read(files, lambda file: json_file(file, WHAT))
    frames = [
        file for file, one in documents.items() if isinstance(one.data, dict) and "issuesValues" in one.data
    ]
    profiles = [file for file in documents if file not in frames]
    if not wrong and len(frames) > 1:
        wrong.note((Fault((), f"{len(frames)} domains", "one"),), folder)
    wrong.done(folder)
    name = ""
    matters: tuple[Matter, ...] = ()
    if frames:
        noted, name, matters = issues(documents[frames[0]].data, ())
        wrong.note(documents[frames[0]].placed(noted.faults), frames[0])
        wrong.done(folder)
    found: list[Read] = []
    for file in profiles:
        one = profile(documents[file].data, matters, file.stem)
        matters, name = matters or one.matters, name or one.domain
        wrong.note(documents[file].placed(one.faults), file)
        found.append(one)
    wrong.parties(profiles, folder, "profiles")
    wrong.done(folder)
    remarks = tuple(remark for one in found for remark in one.remarks)
    domain = Domain(name or folder.name, matters, tuple(one.side for one in found), remarks)
    return as_case(domain, PROGRAM, folder, as_of)


def exported(case: Case) -> Exported:
    """Which files of GeniusWeb hold the issues and values of a case, and what of it do they not hold?

    Raises
    ------
    NotPossible
        A party whose agreement a deal needs has no exact values.
    """
    domain = as_domain(case)
    made, scaled = shares(domain, common=True)
    spread = [_spread(share) for share in made]
    lined = [
        place
        for place, matter in enumerate(domain.matters)
        if matter.at and steps(matter.at) and all(_line(matter, worths[place]) for _, worths, _ in spread)
    ]
    remarks = [*domain.remarks, *scaled]
    lists = [both(each.name) for n, each in enumerate(domain.matters) if each.at and n not in lined]
    if lists:
        remarks.append(
            say(
                "{issues} are written as lists of options: their values lie on no line from number to number",
                "{issues}は選択肢の一覧として書き出した。価値が数値に対して直線状でない",
                issues=lists,
            )
        )
    remarks += _odd_names(domain, lined)
    frame = _frame(domain, lined)
    # a profile is known by the name in it, so its file is numbered where the order of names would be another
    head = f"{stem(domain.name, 'domain')}.json"
    names = file_names([share.name for share in made], ".json", head)
    files = {head: _text(frame)}
    inexact = []
    for name, share, (weights, worths, exact) in zip(names, made, spread, strict=True):
        bid, said = _bid(domain, share)
        remarks += said
        files[name] = _text(_profile(frame, domain, share.name, (weights, worths), bid, lined))
        if not exact:
            inexact.append(share.said)
    if inexact:
        remarks.append(ROUNDED.filled(who=inexact))
    return Exported(files, tuple(remarks))


def _odd_names(domain: Domain, lined: Sequence[int]) -> list[Text]:
    """Say which names hold other signs than GeniusWeb asks for: it takes them in most places, not in all."""
    names = [domain.name, *(side.name for side in domain.sides)]
    for place, matter in enumerate(domain.matters):
        names += [matter.name, *(() if place in lined else matter.options)]
    odd = [name for name in dict.fromkeys(names) if not name.isalnum()]
    if not odd:
        return []
    return [
        say(
            "GeniusWeb asks for names of letters and digits only; {count} are written as they are, such as {name}",
            "GeniusWebでは名前に文字と数字だけを使うことになっている。{name}など{count}個はそのまま書き出した",
            count=len(odd),
            name=both(odd[0]),
        )
    ]


def _line(matter: Matter, worth: Sequence[Fraction]) -> bool:
    """Tell whether worths rise or fall evenly, so that the ends say all."""
    if not line_through(matter.at, worth) or not all(fits(value, EVEN) for value in worth):
        return False
    rise = (worth[-1] - worth[0]) / (matter.at[-1] - matter.at[0])
    return all(
        value == worth[0] + rise * (at - matter.at[0]) for at, value in zip(matter.at, worth, strict=True)
    )


def _spread(share: Share) -> tuple[list[Fraction], list[tuple[Fraction, ...]], bool]:
    """Give weights that add to exactly 1, and utilities with 15 decimals; and tell whether nothing was rounded."""
    worths = [
        tuple(value * weight for value in worth)
        for worth, weight in zip(share.worths, share.weights, strict=True)
    ]
    spare = 1 - sum(share.weights, Fraction(0))
    for place in range(len(worths) if spare else 1):
        weights = list(share.weights)
        weights[place] += spare
        utilities = [
            tuple(value / weight if weight else value for value in worth)
            for worth, weight in zip(worths, weights, strict=True)
        ]
        if finite(weights) and all(map(finite, utilities)):
            return weights, utilities, True
    weights = list(share.weights)
    weights[weights.index(min(weights)) if spare else 0] += spare
    rounded = apportioned(weights)
    return (
        rounded,
        [
            tuple(
                Fraction(round(min(value / weight, Fraction(1)) * 10**PLACES), 10**PLACES)
                if weight
                else Fraction(0)
                for value in worth
            )
            for worth, weight in zip(worths, weights, strict=True)
        ],
        False,
    )


def _bid(domain: Domain, share: Share) -> tuple[dict[str, str], list[Text]]:
    """Give the package as good as no deal, or the next better one: the same packages are acceptable then."""
    values = [
        [weight * value for value in worth] for weight, worth in zip(share.weights, share.worths, strict=True)
    ]
    chosen, worth = _just_above(values, share.no_deal)
    bid = {matter.name: matter.options[place] for matter, place in zip(domain.matters, chosen, strict=True)}
    remarks = []
    if worth < share.no_deal:
        remarks.append(
            say(
                "no deal is better for {who} than any package, which no bid can say: its best one is written",
                "{who}にとって決裂はどの合意案にもまさるが、それを表す提案はない。最良の合意案を書き出した",
                who=share.said,
            )
        )
    elif worth > share.no_deal:
        remarks.append(
            say(
                "no deal, worth {deal} to {who}, is written as the next better package, worth {worth}: "
                "the same packages are acceptable, gains over no deal are not the same",
                "{who}の決裂時の価値{deal}は、次に良い合意案（{worth}）として書き出した。"
                "受け入れられる合意案は同じだが、決裂に対する利得は異なる",
                who=share.said, deal=short(share.no_deal), worth=short(worth),
            )
        )  # fmt: skip
    return bid, remarks


def _just_above(values: Sequence[Sequence[Fraction]], least: Fraction) -> tuple[list[int], Fraction]:
    """Find the package of the smallest value of at least `least`, the first one; the best where there is none."""
    half = len(values) // 2
    left, right = (sorted(_sums(part)) for part in (values[:half], values[half:]))
    best: tuple[Fraction, tuple[int, ...]] | None = None
    last = len(right) - 1
    for value, choice in left:
        while last > 0 and value + right[last - 1][0] >= least:
            last -= 1
        total = value + right[last][0]
        if total >= least and (best is None or (total, choice + right[last][1]) < best):
            best = (total, choice + right[last][1])
    if best is None:
        best = (left[-1][0] + right[-1][0], left[-1][1] + right[-1][1])
    return list(best[1]), best[0]


def _sums(values: Sequence[Sequence[Fraction]]) -> list[tuple[Fraction, tuple[int, ...]]]:
    """Give every sum over these issues once, with the first choice that has it."""
    found: dict[Fraction, tuple[int, ...]] = {Fraction(0): ()}
    for worth in values:
        grown: dict[Fraction, tuple[int, ...]] = {}
        for total, choice in found.items():
            for place, value in enumerate(worth):
                grown.setdefault(total + value, (*choice, place))
        found = grown
    return [(total, choice) for total, choice in found.items()]


def _frame(domain: Domain, lined: Sequence[int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, matter in enumerate(domain.matters):
        if place in lined:
            ends = {"low": matter.at[0], "high": matter.at[-1], "step": steps(matter.at)}
            values[matter.name] = {"range": {name: _plain(number) for name, number in ends.items()}}
        else:
            values[matter.name] = {"values": list(matter.options)}
    return {"name": domain.name, "issuesValues": values}


def _profile(
    frame: dict[str, Any],
    domain: Domain,
    name: str,
    numbers: tuple[Sequence[Fraction], Sequence[Sequence[Fraction]]],
    bid: dict[str, str],
    lined: Sequence[int],
) -> dict[str, Any]:
    weights, worths = numbers
    utilities: dict[str, Any] = {}
    for place, (matter, worth) in enumerate(zip(domain.matters, worths, strict=True)):
        if place in lined:
            ends = (matter.at[0], worth[0], matter.at[-1], worth[-1])
            keys = ("lowValue", "lowUtility", "highValue", "highUtility")
            utilities[matter.name] = {"numberutils": dict(zip(keys, map(_plain, ends), strict=True))}
        else:
            table = dict(zip(matter.options, map(_plain, worth), strict=True))
            utilities[matter.name] = {"discreteutils": {"valueUtilities": table}}
    at = {matter.name: matter for place, matter in enumerate(domain.matters) if place in lined}
    space = {
        "name": name,
        "domain": frame,
        "issueUtilities": utilities,
        "issueWeights": {
            matter.name: _plain(weight) for matter, weight in zip(domain.matters, weights, strict=True)
        },
        "reservationBid": {
            "issuevalues": {
                issue: _plain(at[issue].at[at[issue].options.index(option)]) if issue in at else option
                for issue, option in bid.items()
            }
        },
    }
    return {"LinearAdditiveUtilitySpace": space}


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(decimal(number, PLACES))


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
