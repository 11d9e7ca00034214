"""Rules on what happens around the table: drafts, rounds, the outlook, watch points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from entaku.model.case import Case, Expectation
from entaku.model.errors import Fault, Path
from entaku.model.issue import Issue
from entaku.model.names import shown
from entaku.model.process import Draft, Factor, Outlook, Round, Term, WatchPoint

_BINARY: Final = 2
_ZONE: Final = "Write the zone behind the time, as 2025-12-02T18:00:00+09:00."


def process_faults(case: Case) -> Iterator[Fault]:
    """Find drafts, rounds, outlooks and watch points that cannot be as they are coded."""
    issues = {issue.id: issue for issue in case.issues}
    for place, draft in enumerate(case.drafts):
        yield from _draft_faults(("drafts", place), draft, issues)
    for place, each in enumerate(case.rounds):
        yield from _round_faults(("rounds", place), each)
    if case.outlook is not None:
        yield from _outlook_faults(("outlook",), case.outlook)
    for place, point in enumerate(case.watch_points):
        yield from _watch_faults(("watch_points", place), point)
    for place, expected in enumerate(case.expect):
        yield from _expect_faults(("expect", place), expected)


def _draft_faults(path: Path, draft: Draft, issues: dict[str, Issue]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for place, term in enumerate(draft.terms):
        at: Path = (*path, "terms", place)
        if (term.issue, term.compartment) in seen:
            yield Fault((*at, "issue"), f"the issue {shown(term.issue)} a second time", "one term an issue")
        seen.add((term.issue, term.compartment))
        yield from _term_faults(at, term, issues.get(term.issue))


def _term_faults(path: Path, term: Term, issue: Issue | None) -> Iterator[Fault]:
    said = {
        "option": bool(term.option),
        "at": term.at is not None,
        "bracketed": bool(term.bracketed),
        "open": term.open,
    }
    used = [key for key, there in said.items() if there]
    if len(used) != 1:
        got = " and ".join(used) or "none of them"
        yield Fault(path, got, f"exactly one of {', '.join(said)}", "Write 'open: true' for a blank.")
    if term.at is None or issue is None:
        return
    places = [option.at for option in issue.options if option.at is not None]
    if issue.kind != "numeric" or not places:
        remedy = "Name an option instead."
        yield Fault((*path, "at"), f"a number for the {issue.kind} issue {shown(issue.id)}", "none", remedy)
    elif not min(places) <= term.at <= max(places):
        yield Fault((*path, "at"), f"{term.at:g}", f"{min(places):g} to {max(places):g}, as the options span")


def _round_faults(path: Path, held: Round) -> Iterator[Fault]:
    if not held.seats:
        yield Fault((*path, "seats"), "no seat", "at least one")
    seen: set[tuple[str, str]] = set()
    for place, seat in enumerate(held.seats):
        if (seat.party, seat.delegation) in seen:
            got = f"the party {shown(seat.party)} a second time"
            yield Fault((*path, "seats", place, "party"), got, "one seat a party or delegation")
        seen.add((seat.party, seat.delegation))


def _outlook_faults(path: Path, outlook: Outlook) -> Iterator[Fault]:
    if outlook.months < 1:
        yield Fault((*path, "months"), f"{outlook.months} months", "at least 1")
    for place, factor in enumerate(outlook.factors):
        yield from _factor_faults((*path, "factors", place), factor)
    seen: set[str] = set()
    for place, each in enumerate(outlook.paths):
        if each.party in seen:
            got = f"the party {shown(each.party)} a second time"
            yield Fault((*path, "paths", place, "party"), got, "one path a party")
        seen.add(each.party)


def _factor_faults(path: Path, factor: Factor) -> Iterator[Fault]:
    if factor.volatility.low < 0:
        yield Fault((*path, "volatility"), f"{factor.volatility.low:g}", "a range from 0 upwards")


def _watch_faults(path: Path, point: WatchPoint) -> Iterator[Fault]:
    yield from _time_faults(path, point)
    if point.kind == "open" or point.status == "draft":
        return
    remedy = "Write 'kind: open' or 'status: draft' as long as it cannot be resolved."
    if len(point.outcomes) < _BINARY:
        yield Fault((*path, "outcomes"), f"{len(point.outcomes)} outcomes", "at least two", remedy)
    if point.kind == "binary" and len(point.outcomes) > _BINARY:
        got = f"{len(point.outcomes)} outcomes of a binary question"
        yield Fault((*path, "outcomes"), got, "two", "Write 'kind: choice'.")
    for key, said in (("resolver", point.resolver), ("rule", point.rule)):
        if not said:
            yield Fault((*path, key), "nothing", "who can tell, and by which rule", remedy)


def _time_faults(path: Path, point: WatchPoint) -> Iterator[Fault]:
    for key, moment in (("opens", point.opens), ("closes", point.closes)):
        if moment is not None and not _zoned(moment):
            yield Fault((*path, key), "a time without a zone", "a time with its zone", _ZONE)
    opens, closes, by = point.opens, point.closes, point.resolve_by
    if closes is None:
        return
    if opens is not None and _zoned(opens) and _zoned(closes) and not opens < closes:
        yield Fault(
            (*path, "opens"), f"{opens.isoformat()}", f"a time before it closes, {closes.isoformat()}"
        )
    if by is not None and closes.date() > by:
        got = f"{by.isoformat()}, before it closes"
        yield Fault((*path, "resolve_by"), got, f"{closes.date().isoformat()} or later")


def _zoned(moment: datetime) -> bool:
    return moment.utcoffset() is not None


def _expect_faults(path: Path, expected: Expectation) -> Iterator[Fault]:
    if expected.within < 0:
        yield Fault((*path, "within"), f"{expected.within:g}", "0 or more")
