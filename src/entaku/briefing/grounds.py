"""On what a finding rests, one step down and two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entaku.briefing.page import Basis, Briefing
from entaku.briefing.words import WORDS
from entaku.model.basics import ANALYST
from entaku.model.text import Text, listed, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One basis of a finding, on whose word it stands, and the claims it leads down to."""

    basis: Basis
    word: Text
    claims: tuple[Basis, ...]


def grounds(because: Iterable[str], bases: Mapping[str, Basis]) -> tuple[Ground, ...]:
    """Look up what a finding names in `because`: each basis with the claims at the bottom of it."""
    return tuple(_ground(name, bases) for name in dict.fromkeys(because))


def everything(briefing: Briefing) -> tuple[Basis, ...]:
    """Give all that findings and figures rest on, each once, claims last; of the analyst there is no more."""
    named = [name for section in briefing.sections for one in section.findings for name in one.because]
    named += [name for section in briefing.sections for one in section.figures for name in one.because]
    first = [one.basis for one in grounds(named, briefing.bases)]
    below = [one for basis in first for one in _reached(basis, briefing.bases)]
    once = {one.id: one for one in below if one.id != ANALYST}
    return tuple(sorted(once.values(), key=lambda one: one.kind == "claim"))


def _ground(name: str, bases: Mapping[str, Basis]) -> Ground:
    basis = bases.get(name) or _unrecorded(name)
    reached = _reached(basis, bases)
    claims = tuple(one for one in reached if one.quote or one.kind == "claim")
    if basis.kind == "analyst":
        return Ground(basis=basis, word=Text(), claims=claims)
    holders = [one.holder for one in (claims or (basis,)) if one.holder]
    if any(one.kind == "analyst" or ANALYST in (one.id, *one.rests_on) for one in reached):
        holders.append(WORDS["analyst"])
    word = basis.holder or (listed(list(dict.fromkeys(holders))) if holders else Text())
    return Ground(basis=basis, word=word, claims=claims)


def _reached(basis: Basis, bases: Mapping[str, Basis]) -> tuple[Basis, ...]:
    """Give a basis and everything it rests on, each once, also where they rest on one another."""
    seen = {basis.id: basis}
    waiting = [basis]
    while waiting:
        for name in waiting.pop(0).rests_on:
            if name not in seen and name in bases:
                seen[name] = bases[name]
                waiting.append(bases[name])
    return tuple(seen.values())


def _unrecorded(name: str) -> Basis:
    if name == ANALYST:
        return Basis(id=name, kind="analyst", text=WORDS["analyst_judgement"])
    unknown = WORDS["unknown"]
    return Basis(id=name, kind="statement", text=say(unknown.en, unknown.ja, id=name))
