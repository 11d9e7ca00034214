"""What language models suggest, with what a person must set before a suggestion can be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from entaku.model.document import Suggestion
from entaku.model.errors import NotPossible
from entaku.reading.model_answer import Why
from entaku.reading.review import MODEL, Act, item

CHECK: Final = "check"
"""The holder of a suggestion whose holder only a person can tell."""

Mend = Literal["modality", "holders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A suggestion of a model, and in `mend` the axes that it may not keep as they are.

    `modality`: rules find a hedge or an attribution there that the model lost. `holders`: whom the model names, the
    document does not.
    """

    suggestion: Suggestion
    mend: tuple[Mend, ...] = ()

    @property
    def origin(self) -> str:
        """Say which model it comes from."""
        return self.suggestion.rule

    @property
    def hedge_lost(self) -> bool:
        """Tell whether rules find a distance that the model dropped."""
        return "modality" in self.mend

    def lacking(self, changes: Mapping[str, Any]) -> tuple[Mend, ...]:
        """Say which axes a person has still to set, after these changes."""
        unset = [name for name in self.mend if name not in changes]
        if CHECK in changes.get("holders", ()) and "holders" not in unset:
            unset.append("holders")
        return tuple(unset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What a model suggests of a document, how much of its answers was dropped, and what went wrong.

    `numbers` counts likelihoods that were taken away; `kept` the answers that were at hand from before.
    """

    model: str
    host: str
    advice: tuple[Advice, ...] = ()
    dropped: Mapping[Why, int]
    numbers: int = 0
    kept: int = 0
    failed: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Name the model as its suggestions do."""
        return MODEL + self.model


def allowed(act: Act, advice: Advice) -> Act:
    """Give back an act on a suggestion of a model, if it is one that a person may write.

    Raises
    ------
    NotPossible
        If it would take what must be edited first, or stands on another suggestion.

    Examples
    --------
    >>> told = Suggestion(
    ...     start=0, end=9, sentence="P1.s1", holders=("author",), modality="asserted", rule="llm:m"
    ... )
    >>> act = Act(op="accept", item="P1.s1~llm:m:0-9", who="ann", when="2031-05-04T09:00:00+00:00")
    >>> allowed(act, Advice(suggestion=told, mend=("modality",)))
    Traceback (most recent call last):
        ...
    entaku.model.errors.NotPossible: P1.s1~llm:m:0-9 cannot be taken as it stands: set modality first
    """
    name = item(advice.suggestion)
    if act.item != name:
        raise NotPossible(f"the act is on {act.item}, the suggestion is {name}")
    if act.op in ("accept", "edit") and (lacking := advice.lacking(act.changes)):
        raise NotPossible(f"{name} cannot be taken as it stands: set {', '.join(lacking)} first")
    return act
