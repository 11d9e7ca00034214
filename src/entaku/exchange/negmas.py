"""Scenarios of NegMAS (a folder of YAML or JSON: an outcome space, a utility function a party): read and written.

Weights and values go by position in the list of issues and are used as they are; the scale is the party's own. A
reserved value of minus infinity, or none, means that any agreement is better than none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from os import PathLike
from pathlib import Path as FilePath
from typing import Final

from entaku.exchange import Exported, Imported
from entaku.exchange.document import decoded, raw
from entaku.exchange.domain_case import as_case, as_domain
from entaku.exchange.domain_files import Document, Wrong, folder_of, json_file
from entaku.exchange.domain_form import Domain, Matter, Side, decimal
from entaku.exchange.domain_joint import joined
from entaku.exchange.domain_write import (
    PLACES,
    ROUNDED,
    Share,
    as_written,
    deal_of,
    file_names,
    finite,
    shares,
    spoken,
    stem,
    steps,
)
from entaku.exchange.negmas_form import scale, space, utility
from entaku.exchange.negmas_yaml import document
from entaku.model.case import Case
from entaku.model.errors import Fault
from entaku.model.text import Text, both, say

__all__ = ["exported", "imported"]

PROGRAM: Final = "NegMAS"
WHAT: Final = "a NegMAS file"
MOST: Final = 10**12


def imported(path: str | PathLike[str], as_of: date | None = None) -> Imported:
    """Which case does a folder of NegMAS hold, and what of it does the case not hold?

    Parties are taken in the order of the names of their files; a file whose name begins with `_` is left aside.

    Raises
    ------
    NotFound
        There is no such folder.
    BadInput
        With every fault of every file.
    """
    folder, files = folder_of(path, {".yaml", ".yml", ".json"})
    wrong = Wrong()
    documents = wrong.read([file for file in files if not file.name.startswith("_")], _opened)
    spaces = [file for file, one in documents.items() if isinstance(one.data, dict) and "issues" in one.data]
    if not wrong and len(spaces) != 1:
        got = f"{len(spaces)} outcome spaces" if spaces else "no outcome space"
        wrong.note((Fault((), got, "one file with issues"),), folder)
    utilities = [file for file in documents if file not in spaces]
    wrong.done(folder)
    frame = space(documents[spaces[0]], spaces[0].stem)
    wrong.note(frame.faults, spaces[0])
    wrong.done(folder)
    found = []
    for file, name in zip(utilities, spoken([file.stem for file in utilities]), strict=True):
        found.append(utility(documents[file], frame.matters, name))
        wrong.note(found[-1].faults, file)
    wrong.parties(utilities, folder, "utility functions")
    wrong.done(folder)
    remarks = [*frame.remarks, *_aside(files), *(remark for one in found for remark in one.remarks)]
    domain = Domain(frame.name, frame.matters, tuple(one.side for one in found), tuple(remarks))
    domain = joined(domain, [one.terms for one in found], folder)
    sides = tuple(replace(side, no_deal=deal_of(side)) for side in domain.sides)
    said = (*domain.remarks, *(one for side in sides for one in scale(side)))
    return as_case(replace(domain, sides=sides, remarks=said), PROGRAM, folder, as_of)


def _opened(file: FilePath) -> Document:
    if file.suffix.lower() == ".json":
        return json_file(file, WHAT)
    data, places = document(decoded(raw(file, WHAT), WHAT, str(file)), str(file))
    return Document(data, lambda: places)


def _aside(files: Sequence[FilePath]) -> list[Text]:
    names = [both(file.name) for file in files if file.name.startswith("_")]
    if not names:
        return []
    return [
        say(
            "{files} are not read: what they hold is derived",
            "{files}は読んでいない。派生した内容である",
            files=names,
        )
    ]


def exported(case: Case) -> Exported:
    """Which files of NegMAS hold the issues and values of a case, and what of it do they not hold?

    Raises
    ------
    NotPossible
        A party whose agreement a deal needs has no exact values.
    """
    domain = as_domain(case)
    made, remarks = shares(domain, common=True)
    numbers = [number for side in domain.sides for worth in side.worths for number in worth]
    if remarks and finite(numbers) and max(map(abs, numbers)) < MOST:
        # the format has no scale of its own: what is short as it is needs no division
        made, remarks = [_as_is(side, share) for side, share in zip(domain.sides, made, strict=True)], []
    lists = [both(each.name) for each in domain.matters if each.at and not _contiguous(each)]
    said = [*domain.remarks, *remarks]
    if lists:
        said.append(
            say(
                "{issues} are written as lists of options: their numbers are not whole and one after another",
                "{issues}は選択肢の一覧として書き出した。連続した整数ではない",
                issues=lists,
            )
        )
    head = f"{stem(domain.name, 'domain')}.yaml"
    names = file_names([share.name for share in made], ".yaml", head)
    files = {head: _space(domain)}
    inexact = []
    for name, share in zip(names, made, strict=True):
        files[name], exact = _utility(domain.matters, share)
        if not exact:
            inexact.append(share.said)
    if inexact:
        said.append(ROUNDED.filled(who=inexact))
    return Exported(files, tuple(said))


def _as_is(side: Side, share: Share) -> Share:
    return Share(share.name, (Fraction(1),) * len(side.worths), side.worths, deal_of(side), share.said)


def _contiguous(matter: Matter) -> bool:
    return bool(matter.at) and steps(matter.at) == 1 and matter.at[0].denominator == 1


def _space(domain: Domain) -> str:
    lines = [f"name: {_quoted(domain.name)}", "type: DiscreteCartesianOutcomeSpace", "issues:"]
    for matter in domain.matters:
        if _contiguous(matter):
            kind, values = "ContiguousIssue", f"[{matter.at[0]}, {matter.at[-1]}]"
        else:
            kind, values = "CategoricalIssue", f"[{', '.join(map(_quoted, matter.options))}]"
        lines.append(f"- {{name: {_quoted(matter.name)}, type: {kind}, values: {values}}}")
    return "\n".join([*lines, ""])


def _utility(matters: Sequence[Matter], share: Share) -> tuple[str, bool]:
    """Write a utility function, and tell whether nothing is rounded."""
    weights, worths, exact = as_written(share)
    lines = [
        f"name: {_quoted(share.name)}",
        "type: LinearAdditiveUtilityFunction",
        f"reserved_value: {decimal(share.no_deal, PLACES)}",
        f"weights: [{', '.join(decimal(weight, PLACES) for weight in weights)}]",
        "values:",
    ]
    for matter, worth in zip(matters, worths, strict=True):
        keys = [option if _contiguous(matter) else _quoted(option) for option in matter.options]
        table = ", ".join(f"{key}: {decimal(value, PLACES)}" for key, value in zip(keys, worth, strict=True))
        lines.append(f"- {{type: TableFun, mapping: {{{table}}}}}")
    return "\n".join([*lines, ""]), exact


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
