"""Rules on statements of preference: that they can be so at all, and that exact values stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entaku.model.case import Case
from entaku.model.errors import Fault, Path
from entaku.model.names import shown
from entaku.model.rules_setting import list_faults, share_faults
from entaku.model.statement import (
    Better,
    Heavier,
    Indifferent,
    MattersMore,
    OptionValue,
    Order,
    RedLine,
    Same,
    Says,
    Silent,
    Statement,
    Times,
    Values,
    Weight,
)

_PAIR: Final = 2


def statement_faults(case: Case) -> Iterator[Fault]:
    """Find statements that cannot hold whatever the numbers."""
    exact = _with_values(case)
    for place, statement in enumerate(case.preferences):
        path: Path = ("preferences", place)
        yield from _says_faults((*path, statement.verb), statement.says)
        if statement.holds is not None:
            yield from share_faults((*path, "holds"), statement.holds)
            if isinstance(statement.says, Values):
                remedy = "Say what is doubtful in statements of their own, or leave holds out."
                yield Fault((*path, "holds"), "holds on exact values", "holds on other statements", remedy)
        yield from _beside_values(path, statement, exact)


def _says_faults(path: Path, says: Says) -> Iterator[Fault]:
    match says:
        case Order(worst_to_best=options):
            yield from list_faults((*path, "worst_to_best"), options, "option", _PAIR)
        case Same(options=options):
            yield from list_faults((*path, "options"), options, "option", _PAIR)
        case Heavier(issues=issues):
            yield from list_faults((*path, "issues"), issues, "issue", _PAIR)
        case Values(parts=parts) if parts <= 0:
            yield Fault((*path, "parts"), "a number not above 0", "a number above 0")
        case Weight() | OptionValue():
            yield from share_faults((*path, "range"), says.range)
        case Indifferent(between=packages) if len(packages) != _PAIR:
            yield Fault(path, f"{len(packages)} packages", "two packages")
        case Better() | Times() | MattersMore():
            yield from _comparison_faults(path, says)
        case _:
            pass


def _comparison_faults(path: Path, says: Better | Times | MattersMore) -> Iterator[Fault]:
    match says:
        case Better(option=option, than=than, by=by):
            if option == than:
                yield Fault((*path, "than"), f"{shown(than)} on both sides", "two different options")
            if not 0 <= by <= 1:
                yield Fault((*path, "by"), f"{by:g}", "a share of the issue's weight, 0 to 1")
        case Times(issue=issue, at_least=times, than=than):
            if issue == than:
                yield Fault((*path, "than"), f"{shown(than)} on both sides", "two different issues")
            if times <= 0:
                yield Fault((*path, "at_least"), f"{times:g}", "more than 0")
        case MattersMore(step=step, than=than_step):
            for name, each in (("step", step), ("than", than_step)):
                if each.start == each.end:
                    yield Fault((*path, name, "to"), f"{shown(each.end)} at both ends", "another option")


def _with_values(case: Case) -> dict[str, str]:
    """Give the parties with exact values, and the id of the first statement that has them."""
    exact: dict[str, str] = {}
    for statement in case.preferences:
        if isinstance(statement.says, Values):
            exact.setdefault(statement.party, statement.id)
    return exact


def _beside_values(path: Path, statement: Statement, exact: dict[str, str]) -> Iterator[Fault]:
    """Refuse what would say a second time, and perhaps otherwise, what exact values say."""
    first = exact.get(statement.party)
    if first is None or first == statement.id or isinstance(statement.says, (RedLine, Silent)):
        return
    got = f"{statement.verb} for {shown(statement.party)}, whose exact values stand in {shown(first)}"
    remedy = f"Remove this statement or {shown(first)}."
    yield Fault((*path, statement.verb), got, "red_line or not_stated beside values", remedy)
