"""How far coders of one document agree, field by field and on which words, and where they do not."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final, Literal

from entaku.app.reviewing import Review, opened
from entaku.briefing.plain import clean
from entaku.model.errors import NotPossible
from entaku.model.source import AUTHOR
from entaku.reading.agreement import Level, alpha, alpha_of_spans
from entaku.reading.carrying import Span, likeness, overlap

FIRM: Final = 0.80
TENTATIVE: Final = 0.667
LADDER: Final = {"unlikely": 1, "possible": 2, "likely": 3, "asserted": 4}
"""Modalities that are steps of one ladder, by how probable the text makes it; the others stand on none."""
TAKEN: Final = "taken"
REJECTED: Final = "rejected"

Verdict = Literal["firm", "tentative", "weak", "same", "few"]
"""What an alpha is worth: at least .80, at least .667, less; or it tells nothing, because there is only one value, or
fewer than two units that two coders gave a value."""
FIELDS: Final[Mapping[str, Level]] = {
    "decision": "nominal",
    "modality": "nominal",
    "firmness": "ordinal",
    "holder": "nominal",
    "polarity": "nominal",
    "public": "nominal",
    "presupposed": "nominal",
}
_COMPARED: Final = ("modality", "holder", "polarity", "public", "presupposed")
_SIGNS_MOST: Final = 200_000


@dataclass(frozen=True, slots=True)
class Coded:
    """What one coder decided on one place: taken, with its coding, or rejected."""

    span: Span
    decision: str
    coding: Mapping[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> Hashable | None:
        """Give the value of a field, None where the coder gave none."""
        if name == "decision":
            return self.decision
        if self.decision != TAKEN:
            return None
        if name == "firmness":
            return LADDER.get(str(self.coding.get("modality")))
        if name == "holder":
            return str((self.coding.get("holders") or (AUTHOR,))[-1])
        value = self.coding.get(name)
        return value if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Unit:
    """A place that coders decided on, with what each did, by coder; who has not decided is not in it."""

    id: str
    span: Span
    by: Mapping[str, Coded]


@dataclass(frozen=True, slots=True)
class Measured:
    """An alpha, over how many units that at least two coders gave a value, and what it is worth."""

    name: str
    level: Level
    alpha: float | None
    units: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where coders differ, in which field, and what each gave."""

    id: str
    span: Span
    field: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What coders of one text have in common.

    `units` are the places that every coder decided, `open` those that somebody has not; the measures rest on the
    first alone. F1 is the mean over pairs of coders, None where nobody took anything.
    """

    document: str
    text: str
    sha256: str
    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    open: tuple[Unit, ...]
    fields: tuple[Measured, ...]
    spans: Measured
    signs: Measured
    exact: float | None
    overlapping: float | None
    disagreements: tuple[Disagreement, ...]

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return {
            "form": 1,
            "name": self.document,
            "sha256": self.sha256,
            "coders": list(self.coders),
            "units": len(self.units),
            "open": [one.id for one in self.open],
            "fields": [_measured(one) for one in self.fields],
            "spans": {
                "alpha": _measured(self.spans),
                "alpha_of_characters": _measured(self.signs),
                "f1_exact": self.exact,
                "f1_overlapping": self.overlapping,
            },
            "disagreements": [
                {
                    "id": one.id,
                    "start": one.span[0],
                    "end": one.span[1],
                    "text": self.text[one.span[0] : one.span[1]],
                    "field": one.field,
                    "values": dict(one.values),
                }
                for one in self.disagreements
            ],
        }


def _measured(one: Measured) -> dict[str, Any]:
    return {
        "name": one.name,
        "level": one.level,
        "alpha": one.alpha,
        "units": one.units,
        "verdict": one.verdict,
    }


def agree(path: str | Path, logs: Sequence[str | Path], case: str | Path | None = None) -> Agreement:
    """How far do the coders whose logs these are agree on a document?

    Parameters
    ----------
    path
        The document. Decisions on an earlier text of it are found again by their words.
    logs
        The log of each coder, as `entaku review` writes it; each coder worked without seeing the others.
    case
        The case that the coders worked with.

    Raises
    ------
    NotFound, BadInput
        The document, the case or a log cannot be read.
    NotPossible
        Fewer than two logs, one log twice, or no place that all coders decided.
    """
    if len({Path(log).resolve() for log in logs}) < max(2, len(logs)):
        raise NotPossible("agreement needs at least two logs, each of them once")
    if absent := [str(log) for log in logs if not Path(log).exists()]:
        raise NotPossible(f"there is no log {clean(absent[0])}; `entaku review` writes one")
    reviews = [opened(path, case, log) for log in logs]
    coders = _coders(reviews)
    told = {coder: _decided(review) for coder, review in zip(coders, reviews, strict=True)}
    every = _units(told)
    units = tuple(one for one in every if len(one.by) == len(coders))
    if not units:
        raise NotPossible("there is no place that all coders decided, so that nothing can be compared")
    document = reviews[0].reading.document
    exact, overlapping = _f1(units, coders)
    return Agreement(
        document=document.name,
        text=document.text,
        sha256=document.sha256,
        coders=coders,
        units=units,
        open=tuple(one for one in every if len(one.by) < len(coders)),
        fields=tuple(_field(name, level, units, coders) for name, level in FIELDS.items()),
        spans=_spans(units, coders, len(document.text)),
        signs=_signs(units, coders, document.read_to or len(document.text)),
        exact=exact,
        overlapping=overlapping,
        disagreements=tuple(_disagreements(units)),
    )


def _coders(reviews: Sequence[Review]) -> tuple[str, ...]:
    """Name each coder by who worked in the log; where that is not one name, or one twice, by the log."""
    names = [{act.who for act in review.acts if act.who} for review in reviews]
    told = [next(iter(one)) if len(one) == 1 else "" for one in names]
    return tuple(
        name if name and told.count(name) == 1 else clean(str(review.log))
        for name, review in zip(told, reviews, strict=True)
    )


def _decided(review: Review) -> list[tuple[str, Coded]]:
    state = review.state
    taken = [(name, Coded(review.known.span(name), TAKEN, review.coding(name))) for name in state.taken]
    rejected = [(name, Coded(review.known.span(name), REJECTED)) for name in state.rejected]
    placed = [(name, one) for name, one in (*taken, *rejected) if 0 <= one.span[0] < one.span[1]]
    return sorted(placed, key=lambda pair: (pair[1].span, pair[0]))


def _units(told: Mapping[str, Sequence[tuple[str, Coded]]]) -> list[Unit]:
    """Put together what coders decided on one place: of the same name, or sharing half of the shorter span."""
    found: dict[str, dict[str, Coded]] = {}
    spans: dict[str, Span] = {}
    for coder, decided in told.items():
        loose = []
        for name, one in decided:
            if name in found:
                found[name][coder] = one
            else:
                loose.append((name, one))
        for name, one in loose:
            near = [
                (likeness(spans[other], one.span), other)
                for other, by in found.items()
                if coder not in by and overlap(spans[other], one.span)
            ]
            best = max(near, default=(0.0, name))[1]
            found.setdefault(best, {})[coder] = one
            spans.setdefault(best, one.span)
    return sorted(
        (Unit(name, spans[name], by) for name, by in found.items()), key=lambda one: (one.span, one.id)
    )


def _field(name: str, level: Level, units: Sequence[Unit], coders: Sequence[str]) -> Measured:
    values = [[one.by[coder].value(name) for coder in coders] for one in units]
    return _weighed(name, level, values)


def _weighed(name: str, level: Level, units: Sequence[Sequence[Hashable | None]]) -> Measured:
    """Take the alpha of units, each with one value a coder."""
    paired = [unit for unit in units if sum(value is not None for value in unit) > 1]
    if len(paired) < 2:  # noqa: PLR2004 - one unit tells nothing of chance
        return Measured(name, level, None, len(paired), "few")
    if len({value for unit in paired for value in unit if value is not None}) == 1:
        return Measured(name, level, None, len(paired), "same")
    found = alpha(list(zip(*paired, strict=True)), level)
    return Measured(name, level, found, len(paired), verdict(found))


def verdict(value: float) -> Verdict:
    """What is an alpha worth, by the customary limits (Krippendorff 2004)?

    Examples
    --------
    >>> [verdict(value) for value in (0.8, 0.7, 0.5)]
    ['firm', 'tentative', 'weak']
    """
    return "firm" if value >= FIRM else "tentative" if value >= TENTATIVE else "weak"


def _taken(units: Sequence[Unit], coder: str) -> list[Span]:
    return sorted({one.by[coder].span for one in units if one.by[coder].decision == TAKEN})


def _spans(units: Sequence[Unit], coders: Sequence[str], length: int) -> Measured:
    marked = [_apart(_taken(units, coder)) for coder in coders]
    count = sum(map(len, marked))
    if not count:
        return Measured("spans", "interval", None, 0, "few")
    found = alpha_of_spans(marked, length)
    return Measured("spans", "interval", found, count, verdict(found))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Cut spans so that none overlaps the one before."""
    cut: list[Span] = []
    for low, high in spans:
        start = max(low, cut[-1][1]) if cut else low
        if start < high:
            cut.append((start, high))
    return cut


def _signs(units: Sequence[Unit], coders: Sequence[str], length: int) -> Measured:
    """Take the alpha over characters: each code point a unit, its value the modality, or none."""
    marks: list[list[str]] = []
    for coder in coders:
        row = ["none"] * min(length, _SIGNS_MOST)
        for one in units:
            coded = one.by[coder]
            if coded.decision == TAKEN:
                low, high = coded.span
                row[low:high] = [str(coded.value("modality"))] * (min(high, len(row)) - min(low, len(row)))
        marks.append(row)
    return _weighed("characters", "nominal", list(zip(*marks, strict=True)))


def _f1(units: Sequence[Unit], coders: Sequence[str]) -> tuple[float | None, float | None]:
    """Give the mean over pairs of coders of F1 on equal spans and on spans that share half of the shorter."""
    exact: list[float] = []
    loose: list[float] = []
    for one, other in combinations(coders, 2):
        mine, theirs = _taken(units, one), _taken(units, other)
        if mine or theirs:
            whole = len(mine) + len(theirs)
            exact.append(2 * len(set(mine) & set(theirs)) / whole)
            loose.append(2 * _matched(mine, theirs) / whole)
    return (sum(exact) / len(exact), sum(loose) / len(loose)) if exact else (None, None)


def _matched(mine: Sequence[Span], theirs: Sequence[Span]) -> int:
    """Count pairs of spans that share half of the shorter, each span once, the closest pairs first."""
    pairs = sorted(
        ((-likeness(one, other), one, other) for one in mine for other in theirs if overlap(one, other)),
    )
    used: set[tuple[int, Span]] = set()
    count = 0
    for _, one, other in pairs:
        if (0, one) not in used and (1, other) not in used:
            used |= {(0, one), (1, other)}
            count += 1
    return count


def _disagreements(units: Sequence[Unit]) -> list[Disagreement]:
    """List where coders differ, in the order of the text: whether to take it, its span, how to code it."""
    found = []
    for one in units:
        if len({coded.decision for coded in one.by.values()}) > 1:
            found.append(_differs(one, "decision", {who: coded.decision for who, coded in one.by.items()}))
        took = {who: coded for who, coded in one.by.items() if coded.decision == TAKEN}
        if any(first.span != second.span for first, second in pairwise(took.values())):
            places = {who: f"{coded.span[0]}-{coded.span[1]}" for who, coded in took.items()}
            found.append(_differs(one, "span", places))
        for name in _COMPARED:
            values = {who: _said(coded.value(name)) for who, coded in took.items()}
            if len(set(values.values())) > 1:
                found.append(_differs(one, name, values))
    return found


def _said(value: Hashable | None) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _differs(one: Unit, name: str, values: Mapping[str, str]) -> Disagreement:
    return Disagreement(one.id, one.span, name, dict(values))
