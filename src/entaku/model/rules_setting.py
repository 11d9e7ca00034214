"""Rules on what is negotiated, by whom, and where it is written: issues, parties, sources, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING
from functools import cache
from itertools import pairwise
from typing import Any, Final

from entaku.model.basics import NOT_STATED, Range
from entaku.model.case import Agreement
from entaku.model.errors import Fault, Path
from entaku.model.issue import Impossible, Issue, Option, Vote
from entaku.model.names import shown
from entaku.model.party import Party
from entaku.model.process import Draft, Seat
from entaku.model.source import Claim, Place, Source, Trust
from entaku.model.statement import Silent, Statement
from entaku.model.walk import Met

_GRADE: Final = re.compile(r"[A-F][1-6]")
_HASH: Final = re.compile(r"([0-9a-f]{64})?")
_FEWEST: Final = 2
_CIRCLES: Final = {Draft: "drafts", Party: "parties", Issue: "issues"}


def setting_faults(met: Sequence[Met]) -> Iterator[Fault]:
    """Find issues, parties, sources and claims that cannot be as they are coded."""
    for each in met:
        path, value = each.path, each.value
        match value:
            case Issue():
                yield from _issue_faults(path, value)
            case Option() if value.vote is not None:
                yield from _vote_faults(path, value, value.vote)
            case Impossible() if len(value.options) < _FEWEST:
                got = f"options of {len(value.options)} issues"
                yield Fault((*path, "options"), got, "options of at least two issues")
            case Agreement():
                yield from list_faults((*path, "parties"), value.parties, "party", 1)
            case Claim() if not value.holders:
                remedy = "Write [author] if the text says it in its own voice."
                yield Fault((*path, "holders"), "nobody", "at least one holder", remedy)
            case Place() if not 0 <= value.start <= value.end:
                got = f"{value.start} to {value.end}"
                yield Fault(path, got, "code points from start to end, end exclusive")
            case Source():
                yield from _source_faults(path, value)
            case Trust():
                yield from _trust_faults(path, value)
        yield from _ground_faults(path, value)
    yield from _ring_faults(met)


def _ground_faults(path: Path, value: Any) -> Iterator[Fault]:
    """Ask on whose word a judgement stands, unless it says that nothing is stated."""
    kind: type = type(value)
    if not _needs_ground(kind) or value.because:
        return
    silent = isinstance(value, Statement) and isinstance(value.says, Silent)
    if not silent and not (isinstance(value, Seat) and value.level is NOT_STATED):
        remedy = "Name the claims it rests on, or write 'because: analyst' for your own judgement."
        yield Fault((*path, "because"), "nothing", "ids of claims, or analyst", remedy)


@cache
def _needs_ground(kind: type) -> bool:
    """Tell whether a record of this kind must say on whose word it stands."""
    known = getattr(kind, "__dataclass_fields__", {})
    return kind is Statement or ("because" in known and known["because"].default is MISSING)


def _issue_faults(path: Path, issue: Issue) -> Iterator[Fault]:
    if len(issue.options) < _FEWEST:
        remedy = "Add what else could be agreed, or 'no change'."
        yield Fault((*path, "options"), f"{len(issue.options)} options", "at least two", remedy)
    if issue.kind != "numeric":
        for place, option in enumerate(issue.options):
            if option.at is not None:
                remedy = "Write 'kind: numeric' if its options are numbers."
                yield Fault(
                    (*path, "options", place, "at"), "a number", f"none in {issue.kind} issues", remedy
                )
        return
    for place, option in enumerate(issue.options):
        if option.at is None:
            yield Fault(
                (*path, "options", place, "at"), "nothing", "a number for each option of a numeric issue"
            )
    placed = [(place, option.at) for place, option in enumerate(issue.options) if option.at is not None]
    for (_, before), (place, at) in pairwise(placed):
        if not before < at:
            got = f"{at:g} after {before:g}"
            yield Fault((*path, "options", place, "at"), got, "options in rising order of 'at'")


def _vote_faults(path: Path, option: Option, vote: Vote) -> Iterator[Fault]:
    if option.performs is not NOT_STATED:
        yield Fault((*path, "vote"), "a vote beside 'performs'", "one of the two", "Remove one of them.")
    for party, weight in vote.weights.items():
        if weight < 0:
            yield Fault((*path, "vote", "weights", party), f"{weight}", "0 or more")
    most = sum(vote.weights.values())
    if not 1 <= vote.quota <= most:
        got = f"a quota of {vote.quota} with {most} votes in all"
        yield Fault((*path, "vote", "quota"), got, "1 to the sum of the weights")


def _source_faults(path: Path, source: Source) -> Iterator[Fault]:
    if not _GRADE.fullmatch(source.grade):
        remedy = "Write F6 if it cannot be judged."
        yield Fault((*path, "grade"), shown(source.grade), "a letter A-F and a digit 1-6, like C3", remedy)
    if not _HASH.fullmatch(source.sha256):
        yield Fault((*path, "sha256"), shown(source.sha256), "64 digits 0-9 and a-f")


def _trust_faults(path: Path, trust: Trust) -> Iterator[Fault]:
    for grade, range_ in trust.grades.items():
        if grade not in tuple("ABCDEF"):
            yield Fault((*path, "grades", grade), shown(grade), "a letter of the grade: A, B, C, D, E, F")
        yield from share_faults((*path, "grades", grade), range_)
    for word, range_ in trust.words.items():
        yield from share_faults((*path, "words", word), range_)


def share_faults(path: Path, range_: Range) -> Iterator[Fault]:
    """Find shares that are not between 0 and 1."""
    if range_.low < 0 or range_.high > 1:
        yield Fault(path, f"[{range_.low:g}, {range_.high:g}]", "a range within [0, 1]")


def list_faults(path: Path, names: Sequence[str], what: str, fewest: int) -> Iterator[Fault]:
    """Find lists of names that are too short or name something twice."""
    if len(names) < fewest:
        yield Fault(path, f"{len(names)} of {what}", f"at least {fewest}")
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            yield Fault((*path, place), f"the {what} {shown(name)} a second time", f"each {what} once")
        seen.add(name)


def _ring_faults(met: Sequence[Met]) -> Iterator[Fault]:
    """Find drafts based on themselves, blocs that are in themselves, issues below themselves."""
    above: dict[type, dict[str, tuple[Path, tuple[str, ...]]]] = {kind: {} for kind in _CIRCLES}
    for each in met:
        match each.value:
            case Draft():
                above[Draft][each.value.id] = (*each.path, "based_on"), each.value.based_on
            case Party():
                above[Party][each.value.id] = (*each.path, "member_of"), each.value.member_of
            case Issue() if each.value.parent:
                above[Issue][each.value.id] = (*each.path, "parent"), (each.value.parent,)
    for kind, links in above.items():
        if ring := ring_of({name: onward for name, (_, onward) in links.items()}):
            path = links[ring[0]][0]
            remedy = f"Remove one of these links: {' → '.join((*ring, ring[0]))}."
            yield Fault(path, f"a circle of {_CIRCLES[kind]}", "none that leads back to itself", remedy)


def ring_of(links: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give a circle in a set of links; empty if there is none.

    Examples
    --------
    >>> ring_of({"a": ["b"], "b": ["c", "d"], "d": ["b"]})
    ('b', 'd')
    """
    done: set[str] = set()
    for start in links:
        trail: dict[str, Iterator[str]] = {}
        at = start
        while at in links and at not in done:
            if at not in trail:
                trail[at] = iter(links[at])
            onward = next(trail[at], None)
            if onward is None:
                done.add(at)
                del trail[at]
                at = next(reversed(trail), start)
            elif onward in trail:
                walked = list(trail)
                return tuple(walked[walked.index(onward) :])
            elif onward in links and onward not in done:
                at = onward
    return ()
