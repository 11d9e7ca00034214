"""From suggestion to claim: a person decides each one, and every act stays on record.

The log is append-only, one JSON object a line. Replaying it gives the state; nothing is ever overwritten. What was
taken is kept with its whole coding, so that other cue tables change no claim.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, get_args

from entaku.model.document import Suggestion
from entaku.model.errors import BadInput, Fault
from entaku.model.source import Modality, Polarity
from entaku.reading.anchors import Selector

LEXICON: Final = 1
"""The version of the cue tables."""
ENOUGH: Final = 10
"""Acceptances of a rule, one by one and without a rejection, before the rest of it may be taken at once."""

Op = Literal["accept", "edit", "reject", "skip", "undo", "open"]
_OPS: Final = get_args(Op)
MODALITIES: Final[tuple[str, ...]] = get_args(Modality)
SCALES: Final = ("icd203", "ipcc", "none")
MODEL: Final = "llm:"
"""How the rule of a suggestion begins that a language model made."""
EDITABLE: Final = (
    "holders",
    "modality",
    "likelihood",
    "scale",
    "polarity",
    "public",
    "framed",
    "presupposed",
    "about",
    "issue",
    "text_en",
    "text_ja",
)
"""What a person may set on a suggestion before taking it."""
_ONE_A_LINE: Final = "one act a line, as `review` writes it"
_MEND: Final = "Mend or remove that line; nothing else was touched."
_NAMES: Final = ("holders", "about")
_SWITCHES: Final = ("public", "framed", "presupposed")
_CHOICES: Final = {"modality": MODALITIES, "polarity": get_args(Polarity), "scale": SCALES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One decision: on which suggestion, what was changed, by whom, when, with which cue tables, and why.

    `suggested` is the coding that was decided on, `selector` and `text` (a hash) say where, `batch` is the rule
    whose suggestions were taken at once. `open` begins the work on a text with what was suggested then.
    """

    op: Op
    item: str
    who: str
    when: str
    changes: dict[str, Any] = field(default_factory=dict)
    lexicon: int = LEXICON
    reason: str = ""
    selector: Selector | None = None
    text: str = ""
    suggested: dict[str, Any] = field(default_factory=dict)
    batch: str = ""

    def line(self) -> str:
        """Write the act as one line of the log."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        told["selector"] = asdict(self.selector) if self.selector else None
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class State:
    """What has been decided: by item the changes of what was taken, what was rejected, what was put off.

    `standing` are the acts that no undo has taken back, oldest first.
    """

    taken: dict[str, dict[str, Any]]
    rejected: frozenset[str]
    skipped: tuple[str, ...]
    standing: tuple[Act, ...] = ()

    def decided(self, item: str) -> bool:
        """Tell whether a person has taken or rejected an item."""
        return item in self.taken or item in self.rejected


def item(one: Suggestion) -> str:
    """Name a suggestion by where it stands, so that the same text gives the same names.

    Examples
    --------
    >>> item(
    ...     Suggestion(
    ...         start=3, end=9, sentence="P1.s1", holders=("author",), modality="asserted", rule="plain"
    ...     )
    ... )
    'P1.s1:3-9'

    What a language model suggests on the same words has a name of its own.
    """
    by = f"~{one.rule}" if one.rule.startswith(MODEL) else ""
    return f"{one.sentence}{by}:{one.start}-{one.end}"


def coding(one: Suggestion) -> dict[str, Any]:
    """Give all axes of a suggestion as plain values, as an act keeps them.

    Examples
    --------
    >>> one = Suggestion(
    ...     start=0, end=4, sentence="P1.s1", holders=("author",), modality="planned", rule="en.will"
    ... )
    >>> coding(one)["modality"], coding(one)["likelihood"]
    ('planned', '')
    """
    return {
        "holders": list(one.holders),
        "modality": one.modality,
        "likelihood": one.likelihood.word if one.likelihood else "",
        "scale": one.likelihood.scale if one.likelihood else "none",
        "polarity": one.polarity,
        "public": one.public,
        "framed": False,
        "presupposed": one.presupposed,
        "about": list(one.about),
        "issue": "",
        "text_en": "",
        "text_ja": "",
        "rule": one.rule,
        "cues": [list(cue) for cue in one.cues],
        "late": one.late,
        "check": one.check,
    }


def digest(one: Suggestion) -> str:
    """Give eight signs that differ where a suggestion is coded differently."""
    told = json.dumps([one.start, one.end, coding(one)], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def replay(acts: Iterable[Act]) -> State:
    """Say what has been decided, act by act; an undo takes back the last act on its item.

    Examples
    --------
    >>> took = Act(op="accept", item="P1.s1:3-9", who="ann", when="2026-03-12T09:00:00+00:00")
    >>> back = Act(op="undo", item="P1.s1:3-9", who="ann", when="2026-03-12T09:01:00+00:00")
    >>> replay([took]).decided("P1.s1:3-9"), replay([took, back]).decided("P1.s1:3-9")
    (True, False)
    """
    standing: list[Act] = []
    for act in acts:
        if act.op == "undo":
            places = (at for at in reversed(range(len(standing))) if standing[at].item == act.item)
            if (last_place := next(places, -1)) >= 0:
                del standing[last_place]
        elif act.op != "open":
            standing.append(act)
    last: dict[str, Act] = {}
    merged: dict[str, dict[str, Any]] = {}
    for act in standing:
        last.pop(act.item, None)
        last[act.item] = act  # in the order of the last act, so that what is put off again waits behind
        merged[act.item] = merged.get(act.item, {}) | act.changes
    return State(
        taken={name: merged[name] for name, act in last.items() if act.op in ("accept", "edit")},
        rejected=frozenset(name for name, act in last.items() if act.op == "reject"),
        skipped=tuple(name for name, act in last.items() if act.op == "skip"),
        standing=tuple(standing),
    )


def queue(suggested: Sequence[Suggestion], state: State) -> tuple[Suggestion, ...]:
    """Give what waits for a decision, in the order of the text; what was put off comes last, longest ago first."""
    put_off = {name: place for place, name in enumerate(state.skipped)}
    waiting = [one for one in suggested if not state.decided(item(one))]
    return (
        *(one for one in waiting if item(one) not in put_off),
        *sorted((one for one in waiting if item(one) in put_off), key=lambda one: put_off[item(one)]),
    )


def batch(suggested: Sequence[Suggestion], state: State, rule: str) -> tuple[Suggestion, ...]:
    """Which suggestions of a rule may be taken at once? None before ten acceptances without a rejection.

    Acceptances after an edit and in a batch do not count. What a rule itself marks for a look is left out. A language
    model is no rule.
    """
    ops = [(act.op, act.batch) for act in _last(state) if act.suggested.get("rule") == rule]
    earned = ops.count(("accept", "")) >= ENOUGH and all(op != "reject" for op, _ in ops)
    if not earned or rule.startswith("llm:"):
        return ()
    return tuple(one for one in queue(suggested, state) if one.rule == rule and not one.check)


def _last(state: State) -> Iterable[Act]:
    return {act.item: act for act in state.standing}.values()


def read_log(path: Path) -> tuple[Act, ...]:
    """Give the acts of a log, or none where there is no file yet.

    Raises
    ------
    BadInput
        If it cannot be read, or a line is no act; every such line is named and nothing is lost.
    """
    try:
        data = _bytes(path)
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        fault = Fault(("the log",), wrong.strerror or "nothing", "a file that can be read", "", 1, 1)
        raise BadInput((fault,), str(path)) from None
    acts: list[Act] = []
    faults: list[Fault] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            try:
                acts.append(_act(json.loads(line.decode("utf-8"))))
            except (ValueError, TypeError, RecursionError) as wrong:
                why = "not in UTF-8" if isinstance(wrong, UnicodeDecodeError) else str(wrong)
                got = f"a line that is no act ({why})"
                faults.append(Fault(("the log",), got, _ONE_A_LINE, _MEND, number, 1))
    if faults:
        raise BadInput(tuple(faults), str(path))
    return tuple(acts)


def _bytes(path: Path) -> bytes:
    """Read a file that ends."""
    if path.exists() and not path.is_file():
        raise OSError(0, "a folder or a device")
    return path.read_bytes()


def _act(found: Any) -> Act:
    if not isinstance(found, dict) or found.get("op") not in _OPS:
        raise ValueError("no operation")
    known = {each.name for each in fields(Act)}
    if unknown := sorted(set(found) - known):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    for name in ("item", "who", "when", "reason", "text", "batch"):
        if not isinstance(found.get(name, "" if name in ("reason", "text", "batch") else None), str):
            raise TypeError(f"{name} is no text")
    if type(found.get("lexicon", LEXICON)) is not int:
        raise TypeError("lexicon is no version")
    for name in ("changes", "suggested"):
        if not isinstance(found.get(name, {}), dict):
            raise TypeError(f"{name} is no mapping")
    for part in ("changes", *(["suggested"] if found["op"] != "open" else [])):
        for name, value in found.get(part, {}).items():
            if part == "changes" or name in EDITABLE:
                checked(name, value)
    return Act(**(found | {"selector": _selector(found.get("selector"))}))


def _selector(found: Any) -> Selector | None:
    if found is None:
        return None
    kinds = {each.name: int if each.name in ("start", "end") else str for each in fields(Selector)}
    if not isinstance(found, dict) or {name: type(value) for name, value in found.items()} != kinds:
        raise TypeError("selector is no place")
    if not 0 <= found["start"] <= found["end"]:
        raise ValueError("selector ends before it starts")
    return Selector(**found)


def checked(name: str, value: Any) -> Any:
    """Give back a value that a person may set on an axis.

    Raises
    ------
    ValueError
        No such axis, or a value that it does not take; the message says what it takes.

    Examples
    --------
    >>> checked("modality", "planned")
    'planned'
    """
    if name not in EDITABLE:
        raise ValueError(f"{name} cannot be set; there are: {', '.join(EDITABLE)}")
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}")
    elif name in _SWITCHES:
        if not isinstance(value, bool):
            raise ValueError(f"{name} is yes or no")
    elif name in _NAMES:
        told = isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
        if not told or (name == "holders" and not value):
            raise ValueError(f"{name} is a list of names")
    elif not isinstance(value, str):
        raise ValueError(f"{name} is a text")
    return value


def append(path: Path, act: Act) -> None:
    """Add one act to a log, on a line of its own even where the last line was torn off; on disk when this returns."""
    with path.open("a+b") as log:
        if log.seek(0, os.SEEK_END):
            log.seek(-1, os.SEEK_END)
            if log.read(1) != b"\n":
                log.write(b"\n")
        log.write(act.line().encode("utf-8", "replace") + b"\n")
        log.flush()
        os.fsync(log.fileno())


def precision(suggested: Sequence[Suggestion], state: State) -> Iterator[tuple[str, int, int]]:
    """Say of each rule how many of its suggestions were taken, and how many decided: the only honest figures."""
    by_rule: dict[str, list[bool]] = {}
    for one in suggested:
        if state.decided(item(one)):
            by_rule.setdefault(one.rule, []).append(item(one) in state.taken)
    yield from ((rule, sum(told), len(told)) for rule, told in sorted(by_rule.items()))
