"""From suggestion to claim: a person decides each one, and every act stays on record.

The log is append-only, one JSON object a line. Replaying it gives the state; nothing is ever overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

from entaku.model.document import Suggestion
from entaku.model.errors import BadInput, Fault

LEXICON: Final = 1
"""The version of the cue tables."""

Op = Literal["accept", "edit", "reject", "skip", "undo"]
_OPS: Final = ("accept", "edit", "reject", "skip", "undo")
EDITABLE: Final = (
    "holders",
    "modality",
    "polarity",
    "public",
    "presupposed",
    "about",
    "text_en",
    "text_ja",
    "issue",
)
"""What a person may set on a suggestion before taking it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One decision: on which suggestion, what was changed, by whom, when, with which cue tables, and why."""

    op: Op
    item: str
    who: str
    when: str
    changes: dict[str, Any] = field(default_factory=dict)
    lexicon: int = LEXICON
    reason: str = ""

    def line(self) -> str:
        """Write the act as one line of the log."""
        return json.dumps({each.name: getattr(self, each.name) for each in fields(self)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class State:
    """What has been decided: by item the changes of what was taken, what was rejected, what was put off."""

    taken: dict[str, dict[str, Any]]
    rejected: frozenset[str]
    skipped: tuple[str, ...]

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
    """
    return f"{one.sentence}:{one.start}-{one.end}"


def replay(acts: Iterable[Act]) -> State:
    """Say what has been decided, act by act; an undo takes back the last act on its item.

    Examples
    --------
    >>> took = Act(op="accept", item="P1.s1:3-9", who="ann", when="2026-03-12T09:00:00+00:00")
    >>> back = Act(op="undo", item="P1.s1:3-9", who="ann", when="2026-03-12T09:01:00+00:00")
    >>> replay([took]).decided("P1.s1:3-9"), replay([took, back]).decided("P1.s1:3-9")
    (True, False)
    """
    history: dict[str, list[Act]] = {}
    for act in acts:
        told = history.setdefault(act.item, [])
        if act.op == "undo":
            if told:
                told.pop()
        else:
            told.append(act)
    last = {name: told[-1] for name, told in history.items() if told}
    return State(
        taken={name: _changes(history[name]) for name, act in last.items() if act.op in ("accept", "edit")},
        rejected=frozenset(name for name, act in last.items() if act.op == "reject"),
        skipped=tuple(name for name, act in last.items() if act.op == "skip"),
    )


def _changes(acts: Sequence[Act]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for act in acts:
        merged |= act.changes
    return merged


def queue(suggested: Sequence[Suggestion], state: State) -> tuple[Suggestion, ...]:
    """Give what waits for a decision, in the order of the text; what was put off comes last."""
    waiting = [one for one in suggested if not state.decided(item(one))]
    return (
        *(one for one in waiting if item(one) not in state.skipped),
        *(one for one in waiting if item(one) in state.skipped),
    )


def read_log(path: Path) -> tuple[Act, ...]:
    """Give the acts of a log, or none where there is no file yet.

    Raises
    ------
    BadInput
        If a line is no act; the line is named and nothing is lost.
    """
    if not path.exists():
        return ()
    acts: list[Act] = []
    faults: list[Fault] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                acts.append(_act(json.loads(line)))
            except (ValueError, TypeError, KeyError) as wrong:
                got = f"a line that is no act ({wrong})"
                faults.append(
                    Fault(("the log",), got, "one act a line, as `review` writes it", "", number, 1)
                )
    if faults:
        raise BadInput(tuple(faults), str(path))
    return tuple(acts)


def _act(found: Any) -> Act:
    if not isinstance(found, dict) or found.get("op") not in _OPS:
        raise ValueError("no operation")
    known = {each.name for each in fields(Act)}
    if unknown := sorted(set(found) - known):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    if not isinstance(found.get("changes", {}), dict):
        raise TypeError("changes are no mapping")
    return Act(**found)


def append(path: Path, act: Act) -> None:
    """Add one act to a log."""
    with path.open("a", encoding="utf-8") as log:
        log.write(act.line() + "\n")


def precision(suggested: Sequence[Suggestion], state: State) -> Iterator[tuple[str, int, int]]:
    """Say of each rule how many of its suggestions were taken, and how many decided: the only honest figures."""
    by_rule: dict[str, list[bool]] = {}
    for one in suggested:
        if state.decided(item(one)):
            by_rule.setdefault(one.rule, []).append(item(one) in state.taken)
    yield from ((rule, sum(told), len(told)) for rule, told in sorted(by_rule.items()))
