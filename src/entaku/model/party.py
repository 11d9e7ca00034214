"""Who takes part: parties, principals, delegations, and what binds them at home."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from entaku.model.basics import NOT_STATED, PUBLIC, Because, NotStated, Range
from entaku.model.text import Text

PartyKind = Literal["state", "bloc", "faction", "organisation", "ratifier", "person"]
Role = Literal["mediator", "author", "host", "backer", "guarantor", "observer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who a person is and in which office the sources show them."""

    id: str
    name: Text
    role: Text = field(default_factory=Text)
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Who speaks for a party at the talks; a statement on a principal is not one on its delegation."""

    id: str
    name: Text
    lead: str = ""
    members: tuple[Person, ...] = ()
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who has preferences, consent or a seat of its own."""

    id: str
    name: Text
    kind: PartyKind
    roles: tuple[Role, ...] = ()
    member_of: tuple[str, ...] = ()
    principal: Person | None = None
    delegations: tuple[Delegation, ...] = ()
    aliases: tuple[str, ...] = ()
    note: Text = field(default_factory=Text)
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratifier:
    """Who at home must approve what a party signs."""

    id: str
    of: str
    name: Text
    approves: tuple[str, ...] = ()
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeConstraint:
    """What domestic politics do to one party's room, as the sources put it.

    `floor` is the least gain over no deal, as a share of the party's own range, that home would let pass.
    """

    id: str
    party: str
    text: Text
    floor: Range | NotStated = NOT_STATED
    because: Because


PressureLevel = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """Who leans on whom, to accept what."""

    id: str
    by: str
    on: str
    text: Text
    toward: str = ""
    level: PressureLevel | NotStated = NOT_STATED
    because: Because
    compartment: str = PUBLIC
