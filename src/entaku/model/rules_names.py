"""Rules on references: every name stands for something, and nothing public rests on what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Final

from entaku.model.basics import ANALYST, NO_DEAL, PUBLIC
from entaku.model.case import Agreement, Case
from entaku.model.closed import ClosedForm, Ripeness, Sequence
from entaku.model.errors import Fault
from entaku.model.game import Game
from entaku.model.home import TwoLevel, Voice
from entaku.model.issue import Impossible, Issue, Option, Vote
from entaku.model.names import did_you_mean, shown
from entaku.model.party import Delegation, HomeConstraint, Party, Pressure, Ratifier
from entaku.model.process import Draft, Path, Seat, Term, WatchPoint
from entaku.model.pull import Pull
from entaku.model.source import UNNAMED, Claim, Framing
from entaku.model.standoff import Standoff
from entaku.model.statement import (
    Best,
    Better,
    Heavier,
    NoConcern,
    OptionValue,
    Order,
    Package,
    RedLine,
    Same,
    Silent,
    Statement,
    Step,
    Times,
    Values,
    Weight,
    Worst,
)
from entaku.model.walk import Met

_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a case stand for, by kind."""

    known: Mapping[str, frozenset[str]]
    options: Mapping[str, frozenset[str]]
    delegations: Mapping[str, frozenset[str]]
    compartments: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, case: Case) -> Names:
        """Collect the names of a case."""
        options = {issue.id: frozenset(option.id for option in issue.options) for issue in case.issues}
        delegations = {party.id: frozenset(each.id for each in party.delegations) for party in case.parties}
        parties, issues = frozenset(delegations), frozenset(options)
        drafts = frozenset(draft.id for draft in case.drafts)
        factors = case.outlook.factors if case.outlook is not None else ()
        persons = frozenset(_persons(case))
        known = {
            "party": parties,
            "issue": issues,
            "source": frozenset(source.id for source in case.sources),
            "claim": frozenset(claim.id for claim in case.claims) | {ANALYST},
            "draft": drafts,
            "draft or no deal": drafts | {NO_DEAL},
            "person": persons,
            "factor": frozenset(factor.id for factor in factors),
            "party, delegation or person": parties.union(persons, {UNNAMED}, *delegations.values()),
            "draft, issue or option": drafts.union(issues, {NO_DEAL}, *options.values()),
        }
        compartments = {("claim", claim.id): claim.compartment for claim in case.claims}
        compartments |= {("draft", draft.id): draft.compartment for draft in case.drafts}
        return cls(known, options, delegations, compartments)


def _persons(case: Case) -> Iterator[str]:
    yield from (person.id for person in case.speakers)
    for party in case.parties:
        if party.principal is not None:
            yield party.principal.id
        for delegation in party.delegations:
            yield from (person.id for person in delegation.members)


REFERENCES: Final[Mapping[type, Mapping[str, str]]] = {
    Agreement: {"parties": "party"},
    ClosedForm: {"sides": "party"},
    Game: {"players": "party"},
    Claim: {"source": "source", "issue": "issue"},
    Delegation: {"lead": "person"},
    Draft: {"authors": "party, delegation or person", "based_on": "draft"},
    Framing: {"source": "source"},
    Heavier: {"issues": "issue"},
    HomeConstraint: {"party": "party"},
    Issue: {"parent": "issue"},
    NoConcern: {"issue": "issue"},
    Option: {"performs": "party", "stops": "party", "subjects": "party"},
    Party: {"member_of": "party"},
    Path: {"party": "party", "moves": "factor"},
    Pull: {"issue": "issue"},
    Ripeness: {"party": "party"},
    Sequence: {"completed": "party"},
    Standoff: {"parties": "party"},
    TwoLevel: {"issue": "issue", "quota": "party"},
    Voice: {"side": "party"},
    Pressure: {
        "by": "party, delegation or person",
        "on": "party, delegation or person",
        "toward": "draft, issue or option",
    },
    Ratifier: {"of": "party", "approves": "issue"},
    Seat: {"party": "party"},
    Silent: {"issue": "issue"},
    Statement: {"party": "party"},
    Times: {"issue": "issue", "than": "issue"},
    Vote: {"weights": "party"},
    WatchPoint: {"issues": "issue"},
    Weight: {"issue": "issue"},
}
"""Which field of what names something of which kind."""

OPTIONS: Final[Mapping[type, frozenset[str]]] = {
    Best: frozenset({"option"}),
    Better: frozenset({"option", "than"}),
    OptionValue: frozenset({"option"}),
    Order: frozenset({"worst_to_best"}),
    RedLine: frozenset({"option"}),
    Same: frozenset({"options"}),
    Step: frozenset({"start", "end"}),
    Term: frozenset({"option", "bracketed"}),
    Worst: frozenset({"option"}),
}
"""Which fields name options of the issue that stands beside them."""


def reference_faults(met: Several[Met], names: Names) -> Iterator[Fault]:
    """Find names that stand for nothing, and public items that rest on a claim or draft not public."""
    for each in met:
        if isinstance(each.value, Package):
            yield from _package_faults(each, names)
        elif isinstance(each.value, Impossible):
            path = (*each.path, "options")
            yield from _choice_faults(Met(path, each.value, each, "", each.compartments), names)
        elif isinstance(each.value, Values):
            yield from _table_faults(each, names)
        elif isinstance(each.value, str) and not _left_out(each):
            yield from _word_faults(each, names)


def _left_out(met: Met) -> bool:
    """Tell whether the value is the empty text of a field that need not say anything."""
    return not met.value and met.value == getattr(met.owner, met.name, None)


def _word_faults(met: Met, names: Names) -> Iterator[Fault]:
    kind = type(met.owner)
    if met.name == "because":
        yield from _unknown(met, met.value, "claim", names.known["claim"])
        yield from _hidden(met, "claim", met.value, names)
    elif met.name in REFERENCES.get(kind, ()):
        what = REFERENCES[kind][met.name]
        yield from _unknown(met, met.value, what, names.known[what])
        if what == "draft":
            yield from _hidden(met, what, met.value, names)
    elif kind in OPTIONS and met.name == "issue":
        yield from _unknown(met, met.value, "issue", names.known["issue"])
    elif kind in OPTIONS and met.name in OPTIONS[kind] and met.owner.issue in names.options:
        yield from _unknown(met, met.value, "option", names.options[met.owner.issue])
    elif kind is Issue and met.name == "status_quo":
        options = frozenset(option.id for option in met.owner.options)
        yield from _unknown(met, met.value, "option", options)
    elif kind is Seat and met.name == "delegation" and met.owner.party in names.delegations:
        yield from _unknown(met, met.value, "delegation", names.delegations[met.owner.party])


def _package_faults(met: Met, names: Names) -> Iterator[Fault]:
    package = met.value
    if package.draft:
        yield from _unknown(met, package.draft, "draft", names.known["draft or no deal"])
        yield from _hidden(met, "draft", package.draft, names)
    elif not package.options:
        yield Fault(met.path, "an empty package", "a draft, no_deal, or an option for at least one issue")
    if package.draft and package.options:
        yield Fault(met.path, "a draft and options at once", "a draft, no_deal, or options by issue")
    yield from _choice_faults(met, names)


def _choice_faults(met: Met, names: Names) -> Iterator[Fault]:
    """Check a mapping from issues to options."""
    for issue, option in met.value.options.items():
        at = Met((*met.path, issue), option, met.owner, "", met.compartments)
        yield from _unknown(at, issue, "issue", names.known["issue"])
        if issue in names.options:
            yield from _unknown(at, option, "option", names.options[issue])


def _table_faults(met: Met, names: Names) -> Iterator[Fault]:
    """Check that a table of values names every issue and option of the case, and nothing else."""
    table = met.value.table
    for issue, options in table.items():
        at = Met((*met.path, "table", issue), options, met.owner, "", met.compartments)
        yield from _unknown(at, issue, "issue", names.known["issue"])
        for option in options if issue in names.options else ():
            below = Met((*at.path, option), option, met.owner, "", met.compartments)
            yield from _unknown(below, option, "option", names.options[issue])
    for issue, known in names.options.items():
        given = table.get(issue, {})
        if missing := [option for option in sorted(known) if option not in given]:
            path = (*met.path, "table", issue) if issue in table else (*met.path, "table")
            got = f"no value for {_some(missing)} of {shown(issue)}"
            yield Fault(path, got, "a value for every option of every issue")


def _hidden(met: Met, kind: str, name: str, names: Names) -> Iterator[Fault]:
    """Refuse an item that rests on what some of its readers may not see."""
    compartment = names.compartments.get((kind, name), PUBLIC)
    if compartment != PUBLIC and compartment not in met.compartments:
        got = f"the {kind} {shown(name)}, which is in the compartment {shown(compartment)}"
        remedy = f"Put this item into the compartment {shown(compartment)} too, or leave the {kind} out."
        yield Fault(met.path, got, "what everybody who sees this item sees too", remedy)


def _unknown(met: Met, name: str, what: str, known: Collection[str]) -> Iterator[Fault]:
    if name not in known:
        got = f"the unknown {what} {shown(name)}"
        yield Fault(met.path, got, _some(sorted(known)), did_you_mean(name, known))


def _some(words: Several[str]) -> str:
    """List words, the first dozen of them."""
    if not words:
        return "none, for the case has none"
    more = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
    return ", ".join(words[:_LISTED]) + more
