"""Domains of GENIUS (a folder of XML: one template, one utility file a party): read as a case, written from one.

The worth of a package is the sum over issues of weight times evaluation, the evaluation divided by the largest of its
issue, the weights by their sum (GENIUS 10.4 itself takes them as written). Integer issues: slope times the distance
from the lower bound, plus offset, cut to 0 and 1. The reservation value is on the scale of the whole, 0 where there
is none. Discount factors are not carried; spaces that are not additive are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from html import escape
from os import PathLike
from pathlib import Path as FilePath
from typing import Final

from entaku.exchange import Exported, Imported
from entaku.exchange.document import raw
from entaku.exchange.domain_case import as_case, as_domain
from entaku.exchange.domain_files import Wrong, folder_of
from entaku.exchange.domain_form import Domain, Matter, decimal, fits
from entaku.exchange.domain_joint import joined
from entaku.exchange.domain_write import (
    PLACES,
    ROUNDED,
    Share,
    file_names,
    line_through,
    percents,
    proportions,
    shares,
    spoken,
    stem,
    steps,
)
from entaku.exchange.domain_xml import document
from entaku.exchange.genius_form import profile, template
from entaku.model.case import Case
from entaku.model.errors import Fault
from entaku.model.text import Text, both, say

__all__ = ["exported", "imported"]

PROGRAM: Final = "GENIUS"
WHAT: Final = "a GENIUS file"
POINTS: Final = "pareto.xml"
_ROOTS: Final = ("negotiation_template", "utility_space")
_DIGITS: Final = 60
_POINTS: Final = Text(
    "pareto.xml is not read: it lists points others found, no party's values",
    "pareto.xmlは読んでいない。他者が求めた点の一覧であり、当事者の価値ではない",
)


def imported(path: str | PathLike[str], as_of: date | None = None) -> Imported:
    """Which case does a folder of GENIUS hold, and what of it does the case not hold?

    `path` is the folder or, where it holds several templates, one of them; profiles are taken in the order of the
    names of their files.

    Raises
    ------
    NotFound
        There is no such folder.
    BadInput
        With every fault of every file, with its line.
    """
    folder, files = folder_of(path, {".xml"})
    wrong, listed = Wrong(), [file for file in files if file.name.lower() != POINTS]
    roots = wrong.read(listed, lambda file: document(raw(file, WHAT), str(file)))
    for file, root in roots.items():
        if root.tag not in _ROOTS:
            fault = Fault((root.tag,), "an unknown element", " or ".join(_ROOTS), "", root.line, root.column)
            wrong.note((fault,), file)
    templates = [file for file, root in roots.items() if root.tag == _ROOTS[0]]
    if len(templates) > 1:
        templates = [file for file in templates if file.name == FilePath(path).name]
    profiles = [file for file, root in roots.items() if root.tag == _ROOTS[1]]
    if not wrong and len(templates) != 1:
        got = "no template" if all(root.tag != _ROOTS[0] for root in roots.values()) else "several templates"
        remedy = "Name the file of the template." if got.startswith("s") else ""
        wrong.note((Fault((), got, "one file with negotiation_template", remedy),), folder)
    wrong.done(folder)
    frame = template(roots[templates[0]])
    wrong.note(frame.faults, templates[0])
    found = [
        (file, profile(roots[file], frame, name))
        for file, name in zip(profiles, spoken([file.stem for file in profiles]), strict=True)
    ]
    for file, one in found:
        wrong.note(one.faults, file)
    wrong.parties(profiles, folder, "utility_space files")
    wrong.done(folder)
    remarks = [_POINTS] if len(listed) < len(files) else []
    said = [*remarks, *frame.remarks, *(remark for _, one in found for remark in one.remarks)]
    sides = tuple(one.side for _, one in found)
    domain = Domain(templates[0].stem, frame.matters, sides, tuple(said))
    return as_case(joined(domain, [one.terms for _, one in found], folder), PROGRAM, folder, as_of)


def exported(case: Case) -> Exported:
    """Which files of GENIUS hold the issues and values of a case, and what of it do they not hold?

    The best option of each issue has the evaluation 100 wherever the others are short decimals then, else all are
    whole numbers in the same proportions; so nothing is rounded that the reader could tell.

    Raises
    ------
    NotPossible
        A party whose agreement a deal needs has no exact values.
    """
    domain = as_domain(case)
    lined = _lined(domain)
    made, scaled = shares(domain, lined, common=False)
    if not all(line_through(domain.matters[n].at, share.worths[n]) for share in made for n in lined):
        made, scaled = shares(domain, common=False)
    lists = [matter for place, matter in enumerate(domain.matters) if matter.at and place not in lined]
    remarks = [*domain.remarks, *scaled]
    if lists:
        remarks.append(
            say(
                "{issues} are written as lists of options: their values lie on no line from number to number",
                "{issues}は選択肢の一覧として書き出した。価値が数値に対して直線状でない",
                issues=[both(matter.name) for matter in lists],
            )
        )
    head = f"{stem(domain.name, 'domain')}.xml"
    names = file_names([share.name for share in made], ".xml", head)
    files = {head: _template(domain, lined)}
    inexact = []
    for name, share in zip(names, made, strict=True):
        files[name], exact = _profile(domain, share, lined)
        if not exact:
            inexact.append(share.said)
    if inexact:
        remarks.append(ROUNDED.filled(who=inexact))
    return Exported(files, tuple(remarks))


def _lined(domain: Domain) -> list[int]:
    """Give the places of issues of whole numbers whose values lie on a line for every party."""
    found = []
    for place, matter in enumerate(domain.matters):
        if not matter.at or steps(matter.at) != 1 or matter.at[0].denominator != 1:
            continue
        if all(_line(matter, side.worths[place]) for side in domain.sides):
            found.append(place)
    return found


def _line(matter: Matter, worth: Sequence[Fraction]) -> tuple[Fraction, Fraction] | tuple[()]:
    """Give the line of values that may be on any scale: it is that of their shares of the largest."""
    low = min(Fraction(0), *worth)
    top = max(worth) - low
    return line_through(matter.at, [(value - low) / top if top else Fraction(0) for value in worth])


def _template(domain: Domain, lined: Sequence[int]) -> str:
    lines = [
        "<negotiation_template>",
        f'<utility_space number_of_issues="{len(domain.matters)}">',
        _objective(domain.name),
    ]
    for place, matter in enumerate(domain.matters):
        lines.append(_issue(place, matter, place in lined))
        if place not in lined:
            lines += [
                f'<item index="{number}" value={_quoted(option)}/>'
                for number, option in enumerate(matter.options, 1)
            ]
        lines.append("</issue>")
    return "\n".join([*lines, "</objective>", "</utility_space>", "</negotiation_template>", ""])


def _profile(domain: Domain, share: Share, lined: Sequence[int]) -> tuple[str, bool]:
    """Write a party's file, and tell whether its numbers are those of the case."""
    lines, exact = ["<utility_space>", _objective(domain.name)], True
    for place, (matter, worth) in enumerate(zip(domain.matters, share.worths, strict=True)):
        lines.append(_issue(place, matter, place in lined))
        if place in lined:
            slope, start = line_through(matter.at, worth) or (Fraction(0), Fraction(0))
            lines.append(
                f'<evaluator ftype="linear" slope="{decimal(slope, PLACES)}" offset="{decimal(start, PLACES)}"/>'
            )
        else:
            given = percents(worth)
            top, best = max(worth), max(given)
            exact = exact and all(
                value * best == number * top for value, number in zip(worth, given, strict=True)
            )
            lines += [
                f'<item index="{number}" value={_quoted(option)} evaluation="{decimal(value, PLACES)}"/>'
                for number, (option, value) in enumerate(zip(matter.options, given, strict=True), 1)
            ]
        lines.append("</issue>")
    weights = proportions(share.weights)
    total = sum(weights)
    exact = exact and all(
        weight / total == given for weight, given in zip(weights, share.weights, strict=True)
    )
    lines += [
        f'<weight index="{number}" value="{decimal(weight, _DIGITS)}"/>'
        for number, weight in enumerate(weights, 1)
    ]
    deal = share.no_deal
    if not fits(deal, PLACES):  # downward, so that a package as good as no deal stays so
        deal, exact = Fraction(deal * 10**PLACES // 1, 10**PLACES), False
    lines += ["</objective>", f'<reservation value="{decimal(deal, PLACES)}"/>', "</utility_space>", ""]
    return "\n".join(lines), exact


def _objective(name: str) -> str:
    return f'<objective index="0" etype="objective" type="objective" description="" name={_quoted(name)}>'


def _issue(place: int, matter: Matter, is_line: object) -> str:
    kind = "integer" if is_line else "discrete"
    kinds = f'etype="{kind}" type="{kind}" vtype="{kind}"'
    bounds = f' lowerbound="{matter.at[0]}" upperbound="{matter.at[-1]}"' if is_line else ""
    return f'<issue index="{place + 1}" {kinds} name={_quoted(matter.name)}{bounds}>'


def _quoted(words: str) -> str:
    return f'"{escape(words)}"'
