"""What is left of the findings without a source, without an outlet's own voice, without single claims?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import hypot
from typing import Literal

import numpy as np

from entaku.lenses import Result, lens
from entaku.model.case import Case
from entaku.model.finding import Finding, Firmness, Strength
from entaku.space.ablation import Loss, loss, without, without_readings
from entaku.space.flips import Bools, Claims, Search, candidates, smallest
from entaku.space.relaid import Relaid, first, standing_still, with_room
from entaku.space.study import Study

SEARCHED = 400
"""On how many draws the smallest set of claims is searched."""
PAIRS = 400
"""How many pairs of claims are tried at most."""

Verdict = Literal["stands", "weakens", "strengthens", "reads otherwise", "turns", "falls", "new"]
VERDICTS: tuple[Verdict, ...] = (
    "turns",
    "falls",
    "weakens",
    "strengthens",
    "reads otherwise",
    "new",
    "stands",
)
Kind = Literal["source", "own voice"]
Reading = Literal["standing", "falling"]
READINGS: tuple[Reading, ...] = ("standing", "falling")
Leave = Callable[[Case, AbstractSet[str]], Case]

_FIRMER = {Firmness.EXACT: 2, Firmness.PROVED: 2, Firmness.EVERY_DRAW: 1, Firmness.SHARE: 0}
_NUMBER = re.compile(r"[0-9][0-9.,]*")


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding before and after: what becomes of it; `before` or `after` is empty where it is new or gone."""

    verdict: Verdict
    lens: str
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """Give the finding as it was, or as it is where it is new."""
        return (*self.before, *self.after)[0]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was left out: a source or its own voice, which claims, what that took along, what findings become."""

    kind: Kind
    source: str
    claims: tuple[str, ...]
    loss: Loss
    judged: tuple[Judged, ...]

    def count(self, *verdicts: Verdict) -> int:
        """How many findings come out so?"""
        return sum(one.verdict in verdicts for one in self.judged)


def dropped(study: Study, draws: int, looked: dict[str, Result]) -> Iterator[Dropped]:
    """Look again without each source, and without each outlet's own voice, over the same draws.

    `looked` are the results of the lenses on the whole case.
    """
    case, remade = study.case, Relaid(study, draws)
    for kind, source, claims in droppable(case):
        left = without(case, claims)
        again = remade.study(left)
        judged = tuple(
            one for name, old in looked.items() for one in judge(name, old, lens(name).look(again))
        )
        gone = tuple(claim.id for claim in case.claims if claim.id in claims)
        yield Dropped(kind, source, gone, loss(case, left), judged)


def droppable(case: Case) -> Iterator[tuple[Kind, str, Claims]]:
    """What can be left out of a case: each source, and what each outlet says itself, without a hedge."""
    for source in case.sources:
        every = frozenset(claim.id for claim in case.claims if claim.source == source.id)
        own = frozenset(claim.id for claim in case.claims if claim.id in every and not claim.hedged)
        if every:
            yield "source", source.id, every
        if own and own != every:
            yield "own voice", source.id, own


def judge(name: str, old: Result, new: Result) -> tuple[Judged, ...]:
    """What becomes of each finding of a lens? By id, in the order of the findings before, new ones last."""
    after = {one.id: one for one in new.findings()}
    turned = _turned(old, new)
    found = []
    for one in old.findings():
        left = after.pop(one.id, None)
        verdict: Verdict = "falls" if left is None else _verdict(one, left, turned)
        found.append(Judged(verdict, name, (one,), () if left is None else (left,)))
    found += [Judged("new", name, (), (one,)) for one in after.values()]
    return tuple(found)


def _turned(old: Result, new: Result) -> frozenset[str]:
    """Name the findings whose answer in a word is another one."""
    answers = [{(one.topic, one.about): one for one in result.conclusions()} for result in (old, new)]
    return frozenset(
        one.finding
        for key, one in answers[0].items()
        if key in answers[1] and answers[1][key].answer != one.answer
    )


def _verdict(old: Finding, new: Finding, turned: AbstractSet[str]) -> Verdict:
    if old.headline and old.id in turned:
        return "turns"
    if old.strength.firmness in _FIRMER and new.strength.firmness in _FIRMER:
        moved = _moved(old.strength, new.strength)
        if moved:
            return "strengthens" if moved > 0 else "weakens"
        return "stands" if _masked(old) == _masked(new) else "reads otherwise"
    return "stands" if old.text == new.text else "reads otherwise"


def _moved(old: Strength, new: Strength) -> int:
    """Tell whether a share moved beyond the margins of both, or is proved no more: 1 up, -1 down, 0 not."""
    change = new.share - old.share
    if abs(change) > hypot(old.margin, new.margin):
        return 1 if change > 0 else -1
    firmer = _FIRMER[new.firmness] - _FIRMER[old.firmness]
    return (firmer > 0) - (firmer < 0)


def _masked(finding: Finding) -> str:
    """Give a sentence with its numbers blanked, to tell whether it says the same of the same."""
    return _NUMBER.sub("#", finding.text.en)


def searches(
    study: Study, draws: int, pairs: int = PAIRS, readings: Sequence[Reading] = READINGS
) -> dict[Reading, Search]:
    """Search the smallest sets of claims whose loss turns the answer whether there is a deal.

    `readings` says what becomes of the analyst's readings of lost claims: they stand, or they fall too. `draws` are
    those asked for, of which at most `SEARCHED` are used. Empty where there is no such answer.
    """
    few = min(draws, SEARCHED)
    start = standing_still(first(study, few))
    if not start.case.claims or not len(with_room(start)):
        return {}
    made = Relaid(start, few)
    found = {}
    for reading in readings:
        falls = reading == "falling"
        left: Leave = without_readings if falls else without
        found[reading] = _search(made, left, candidates(start.case, readings=falls), pairs)
    return found


def _search(made: Relaid, left: Leave, among: Sequence[str], pairs: int) -> Search:
    def room(claims: Claims) -> Bools:
        there = with_room(made.study(left(made.base.case, claims)) if claims else made.base)
        return np.broadcast_to(there, (made.draws,)) if len(there) == 1 else there

    return smallest(room, among, pairs)


def looked_through(study: Study, lenses: Iterable[str]) -> dict[str, Result]:
    """Give what these lenses find."""
    return {name: lens(name).look(study) for name in lenses}


def ranked(judged: Sequence[Judged]) -> list[Judged]:
    """Put findings whose answer is lost or turned first, headlines before others."""
    return sorted(judged, key=lambda one: (not one.finding.headline, VERDICTS.index(one.verdict)))
