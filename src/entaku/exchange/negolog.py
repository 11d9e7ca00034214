"""Domains of NegoLog (a folder with profileA.json and profileB.json): read as a case, written from one.

Numbers are taken as written: weight times value, no division and no check of the sum. `specs.json`, where there is
one, is compared with what the profiles give.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from os import PathLike
from typing import Any, Final

from entaku.exchange import Exported, Imported
from entaku.exchange.document import Noted, kind
from entaku.exchange.domain_case import as_case, as_domain
from entaku.exchange.domain_files import Wrong, folder_of, json_file
from entaku.exchange.domain_form import Domain, Matter, Side, decimal, fraction, label
from entaku.exchange.domain_write import PLACES, ROUNDED, Share, as_written, shares
from entaku.exchange.negolog_specs import SPECS, compared
from entaku.model.case import Case
from entaku.model.errors import Fault, NotPossible, Path
from entaku.model.names import did_you_mean, shown
from entaku.model.text import Text, say

__all__ = ["exported", "imported"]

PROGRAM: Final = "NegoLog"
WHAT: Final = "a NegoLog file"
PROFILES: Final = ("profileA", "profileB")
KEYS: Final = ("reservationValue", "issueWeights", "issues")


def imported(path: str | PathLike[str], as_of: date | None = None) -> Imported:
    """Which case does a folder of NegoLog hold, and what of it does the case not hold?

    Raises
    ------
    NotFound
        There is no such folder.
    BadInput
        With every fault of both profiles.
    """
    folder, files = folder_of(path, {".json"})
    wrong, named = Wrong(), [f"{name}.json" for name in PROFILES]
    for file in files:
        if file.name not in (*named, SPECS):
            remedy = did_you_mean(file.name, named)
            allowed = "profileA.json, profileB.json and specs.json"
            wrong.note((Fault((), "a file of another name", allowed, remedy),), file)
    known = [file for file in files if file.name in (*named, SPECS)]
    documents = {
        file.stem: one for file, one in wrong.read(known, lambda file: json_file(file, WHAT)).items()
    }
    if not wrong and (lacking := [name for name in PROFILES if name not in documents]):
        wrong.note((Fault((), f"no {' and no '.join(lacking)}", "profileA.json and profileB.json"),), folder)
    wrong.done(folder)
    matters: tuple[Matter, ...] = ()
    sides = []
    for name in PROFILES:
        noted = Noted()
        matters, side = _profile(noted, documents[name].data, matters, name.removeprefix("profile"))
        wrong.note(documents[name].placed(noted.faults), folder / f"{name}.json")
        sides.append(side)
    wrong.done(folder)
    domain = Domain(folder.resolve().name or "domain", matters, tuple(sides))
    found = as_case(domain, PROGRAM, folder, as_of)
    if "specs" not in documents:
        return found
    remarks = tuple(compared(domain, found.case, documents["specs"].data))
    return as_case(replace(domain, remarks=remarks), PROGRAM, folder, as_of)


def _profile(
    noted: Noted, document: Any, matters: tuple[Matter, ...], name: str
) -> tuple[tuple[Matter, ...], Side]:
    """Read a profile; the first one says which issues and options there are, in the order of its weights."""
    given = noted.mapping((), document, KEYS)
    deal = fraction(noted, ("reservationValue",), given.get("reservationValue"))
    weights, tables = (_object(noted, (key,), given.get(key)) for key in ("issueWeights", "issues"))
    for key in tables:
        if key not in weights:
            noted.stranger(("issueWeights", key), "nothing", "a weight for each issue", key, weights)
    known = {matter.name: matter for matter in matters}
    found: dict[str, Matter] = {}
    worths: dict[str, tuple[Fraction, ...]] = {}
    for key in weights:
        issue = label(noted, ("issueWeights", key), key)
        weight = fraction(noted, ("issueWeights", key), weights[key])
        if key not in tables:
            noted.stranger(("issues", key), "nothing", "the values of each issue", key, tables)
            continue
        if issue in found or (known and issue not in known):
            got = "an issue a second time" if issue in found else "an issue that profileA has not"
            noted.stranger(("issueWeights", key), got, "the same issues, each once", key, known)
            continue
        found[issue], worths[issue] = _options(noted, key, tables[key], known.get(issue), weight)
    for issue in known:
        if issue not in found:
            noted.fault(("issues", issue), "nothing", "the issues of profileA")
    order = known or found
    return tuple(order.values()), Side(name, tuple(worths.get(issue, ()) for issue in order), deal)


def _options(
    noted: Noted, key: str, held: Any, matter: Matter | None, weight: Fraction
) -> tuple[Matter, tuple[Fraction, ...]]:
    """Give the options of an issue with weight times value, in the order of the first profile."""
    path: Path = ("issues", key)
    worth: dict[str, Fraction] = {}
    for word, value in _object(noted, path, held).items():
        option = label(noted, (*path, word), word)
        if option in worth:
            noted.fault((*path, word), f"{shown(option)} a second time", "each option once")
        if matter is not None and option not in matter.options:
            got = "an option that profileA has not"
            noted.stranger((*path, word), got, "the same options", option, matter.options)
        worth[option] = weight * fraction(noted, (*path, word), value)
    options = matter.options if matter else tuple(worth)
    for option in options:
        if option not in worth:
            noted.fault((*path, option), "nothing", "a value for each option")
    made = matter or Matter(label(noted, path, key), options)
    return made, tuple(worth.get(option, Fraction(0)) for option in options)


def _object(noted: Noted, path: Path, held: Any) -> Mapping[str, Any]:
    if not isinstance(held, dict) or not held:
        noted.fault(path, "an empty object" if held == {} else kind(held), "an object")
        return {}
    return held


def exported(case: Case) -> Exported:
    """Which two files of NegoLog hold the issues and values of a case, and what of it do they not hold?

    Raises
    ------
    NotPossible
        A party whose agreement a deal needs has no exact values, or there are not two of them.
    """
    domain = as_domain(case)
    if len(domain.sides) != len(PROFILES):
        raise NotPossible(
            f"NegoLog has two parties, and a deal of {case.id!r} needs the agreement of {len(domain.sides)}"
        )
    made, scaled = shares(domain, common=True)
    remarks = [*domain.remarks, *scaled]
    if any(matter.at for matter in domain.matters):
        remarks.append(
            Text(
                "numbers of numeric issues are written as names of options",
                "数値の争点の値は、選択肢の名前として書き出した",
            )
        )
    if [share.name for share in made] != ["A", "B"]:
        remarks.append(
            say(
                "names of parties have no place: {one} is profileA, {other} is profileB",
                "当事者の名前を書く場所がない。{one}をprofileA、{other}をprofileBとした",
                one=made[0].said,
                other=made[1].said,
            )
        )
    files, inexact = {}, []
    for name, share in zip(PROFILES, made, strict=True):
        document, exact = _written(domain.matters, share)
        files[f"{name}.json"] = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        if not exact:
            inexact.append(share.said)
    if inexact:
        remarks.append(ROUNDED.filled(who=inexact))
    return Exported(files, tuple(remarks))


def _written(matters: Sequence[Matter], share: Share) -> tuple[dict[str, Any], bool]:
    """Give a profile, and tell whether nothing is rounded."""
    weights, worths, exact = as_written(share)
    document = {
        "reservationValue": _plain(share.no_deal),
        "issueWeights": {
            matter.name: _plain(weight) for matter, weight in zip(matters, weights, strict=True)
        },
        "issues": {
            matter.name: dict(zip(matter.options, map(_plain, worth), strict=True))
            for matter, worth in zip(matters, worths, strict=True)
        },
    }
    return document, exact


def _plain(number: Fraction) -> float:
    return float(decimal(number, PLACES))
