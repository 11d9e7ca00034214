"""Reviewing a document: suggestions in a queue, one decision each, and every act on record at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from entaku.app.reading import read
from entaku.app.reading_model import kept
from entaku.briefing.plain import clean
from entaku.model.document import Suggestion
from entaku.model.errors import NotFound, NotPossible
from entaku.model.source import AUTHOR, Likelihood
from entaku.reading.advice import Advice, allowed
from entaku.reading.anchors import selector
from entaku.reading.asking_model import Desk
from entaku.reading.carrying import Carried, carried, covered
from entaku.reading.reader import Reading
from entaku.reading.review import (
    LEXICON,
    Act,
    State,
    append,
    batch,
    checked,
    coding,
    digest,
    item,
    queue,
    read_log,
    replay,
)

_SWITCHES: Final = ("public", "framed", "presupposed")
_YES: Final = {"yes", "y", "true", "1", "はい"}
_NO: Final = {"no", "n", "false", "0", "いいえ"}


Decision = Literal["accept", "edit", "reject", "skip"]
"""What a person can do with a suggestion."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What other rules, another case or another version of the cue tables changed since the last time.

    `suggestions` are new, gone or coded differently; `claims` are accepted claims with another coding than before;
    `differ` are accepted claims of which the rules would say something else today.
    """

    lexicon: int
    suggestions: int
    claims: int
    differ: int

    @property
    def anything(self) -> bool:
        """Tell whether there is something to report."""
        return self.suggestions > 0 or self.lexicon != LEXICON


@dataclass(slots=True, kw_only=True)
class Review:
    """A document with what rules suggest, the log of what was decided, and who decides."""

    reading: Reading
    log: Path
    who: str
    known: Carried
    acts: list[Act]
    written: list[Act] = field(default_factory=list)
    advice: Mapping[str, Advice] = field(default_factory=dict)
    state: State = field(init=False)
    again: str = ""

    def __post_init__(self) -> None:
        """Replay the log."""
        self.state = replay(self.acts)

    @property
    def suggested(self) -> tuple[Suggestion, ...]:
        """Give all suggestions of today, but those that stand where a decision on another form of them stays."""
        hidden = covered(self.reading.suggestions, self.state, self.known)
        return tuple(one for one in self.reading.suggestions if item(one) not in hidden)

    def waiting(self) -> tuple[Suggestion, ...]:
        """Give what waits for a decision; what was opened again comes first."""
        rest = queue(self.suggested, self.state)
        return (self.suggestion(self.again), *rest) if self.again else rest

    def suggestion(self, name: str) -> Suggestion:
        """Give a suggestion by its name, or a claim that was taken from one that is no longer suggested.

        Raises
        ------
        NotFound
            If nothing of that name stands in the text.
        """
        for one in self.reading.suggestions:
            if item(one) == name:
                return one
        start, end = self.known.span(name)
        if name in self.state.taken and 0 <= start < end <= len(self.reading.document.text):
            return _rebuilt(name, (start, end), self.coding(name))
        raise NotFound(f"no suggestion is called {clean(name)!r}; it is written as P1.s1:10-42")

    def open_again(self, name: str) -> None:
        """Put an item first, whatever was decided on it.

        Raises
        ------
        NotFound
            If nothing of that name stands in the text.
        """
        self.suggestion(name)
        self.again = name

    def coding(self, name: str) -> dict[str, Any]:
        """Give all axes of an item as they stand: as suggested, or as taken and changed by a person."""
        kept = next((act.suggested for act in reversed(self.state.standing) if act.item == name), {})
        if name in self.state.taken and kept:
            return kept | self.state.taken[name]
        today = next((coding(one) for one in self.reading.suggestions if item(one) == name), {})
        return today | self.state.taken.get(name, {})

    def begin(self) -> None:
        """Write who begins on which text, unless the log already ends up there.

        Raises
        ------
        NotPossible
            If the log cannot be written; then nothing has been asked yet.
        """
        digests = {item(one): digest(one) for one in self.reading.suggestions}
        last = next((act for act in reversed(self.acts) if act.op == "open"), None)
        here = self.reading.document.sha256
        if last is None or (last.text, last.lexicon, last.suggested) != (here, LEXICON, digests):
            act = Act(op="open", item="", who=self.who, when=_now(), text=here, suggested=digests)
            self._append(replace(act, lexicon=LEXICON))

    def decide(
        self, op: Decision, one: Suggestion, changes: Mapping[str, Any] | None = None, reason: str = ""
    ) -> None:
        """Write a decision on a suggestion: accept, edit, reject or skip.

        Raises
        ------
        NotPossible
            If the log cannot be written; what was decided before is kept. If a model's suggestion would be taken
            without what a person must set first.
        """
        act = Act(
            op=op, item=item(one), who=self.who, when=_now(), changes=dict(changes or {}), reason=reason
        )
        told = self.advice.get(act.item)
        self._decide(act if told is None else allowed(act, told))
        self.again = ""

    def lacking(self, one: Suggestion, changes: Mapping[str, Any]) -> tuple[str, ...]:
        """Which axes must a person set before a model's suggestion can be taken? None of a rule's."""
        told = self.advice.get(item(one))
        return told.lacking(changes) if told is not None else ()

    def batch(self, rule: str) -> tuple[Suggestion, ...]:
        """Which suggestions of a rule may be taken at once? See `reading.review.batch`."""
        return batch(self.suggested, self.state, rule)

    def take_all(self, rule: str) -> int:
        """Accept every waiting suggestion of a rule that has earned it, and say how many those were."""
        taken = self.batch(rule)
        when = _now()
        for one in taken:
            self._decide(Act(op="accept", item=item(one), who=self.who, when=when, batch=rule))
        self.again = ""
        return len(taken)

    def undo(self) -> tuple[str, ...]:
        """Take back the last act that stands, of a batch all of it; give the names of what waits again."""
        standing = list(self.state.standing)
        if not standing:
            return ()
        last = standing[-1]
        together = [last]
        while last.batch and len(standing) > len(together):
            before = standing[-len(together) - 1]
            if (before.batch, before.when, before.who) != (last.batch, last.when, last.who):
                break
            together.append(before)
        for act in together:
            first = self.written[next(at for at, one in enumerate(self.acts) if one is act)]
            # an undo names what it takes back as the log does, so that both go the same way into another text
            self._append(
                Act(
                    op="undo",
                    item=first.item,
                    who=self.who,
                    when=_now(),
                    text=first.text,
                    selector=first.selector,
                ),
                name=act.item,
            )
        self.again = ""
        return tuple(act.item for act in reversed(together))

    def changed(self) -> Changed:
        """What do the rules say otherwise than when this text was last worked on?"""
        here = self.reading.document.sha256
        last = next((act for act in reversed(self.acts) if act.op == "open" and act.text == here), None)
        if last is None:
            return Changed(lexicon=LEXICON, suggestions=0, claims=0, differ=0)
        now = {item(one): digest(one) for one in self.reading.suggestions}
        other = {name for name in {*now, *last.suggested} if now.get(name) != last.suggested.get(name)}
        kept = {act.item for act in self.state.standing if act.suggested}
        return Changed(
            lexicon=last.lexicon,
            suggestions=len(other),
            claims=len([name for name in self.state.taken if name in other and name not in kept]),
            differ=len([name for name in self.state.taken if name in other]),
        )

    def _decide(self, act: Act) -> None:
        document = self.reading.document
        one = self.suggestion(act.item)
        told = coding(one)
        if act.item in self.state.taken:
            told = {name: value for name, value in self.coding(act.item).items() if name in told}
        place = selector(document.text, one.start, one.end)
        self._append(replace(act, selector=place, text=document.sha256, suggested=told))

    def _append(self, act: Act, name: str = "") -> None:
        try:
            append(self.log, act)
        except OSError as wrong:
            raise NotPossible(
                f"cannot write the log {clean(str(self.log))}: {wrong.strerror}; this act is not recorded, all before "
                "it are; --log names another file"
            ) from None
        self.written.append(act)
        self.acts.append(replace(act, item=name) if name else act)
        self.state = replay(self.acts)


def _rebuilt(name: str, span: tuple[int, int], told: Mapping[str, Any]) -> Suggestion:
    """Make a suggestion of what a person took, where the rules no longer make it."""
    word = told.get("likelihood", "")
    return Suggestion(
        start=span[0],
        end=span[1],
        sentence=name.rpartition(":")[0].partition("~")[0],
        holders=tuple(told.get("holders", (AUTHOR,))),
        modality=told.get("modality", "asserted"),
        rule=str(told.get("rule", "plain")),
        cues=(),
        likelihood=Likelihood(word=word, scale=told.get("scale", "none")) if word else None,
        polarity=told.get("polarity", "positive"),
        public=told.get("public", False),
        presupposed=told.get("presupposed", False),
        about=tuple(told.get("about", ())),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def opened(
    path: str | Path,
    case: str | Path | None = None,
    log: str | Path | None = None,
    who: str = "",
    desk: Desk | None = None,
) -> Review:
    """Which suggestions of a document wait for a decision, and which were decided?

    Parameters
    ----------
    path
        The document, as for `entaku read`.
    case
        A case whose parties and persons are looked for.
    log
        Where decisions are kept; beside the document, with `.review.jsonl` after its name, by default.
    who
        Who decides.
    desk
        A language model whose earlier answers stand in the queue beside the rules; nothing is sent.

    Raises
    ------
    NotFound, BadInput
        The document, the case or the log cannot be read.
    NotPossible
        The model has not been asked about this text.
    """
    found = read(path, case)
    advice = kept(found, desk).advised[-1].advice if desk is not None else ()
    every = (*found.reading.suggestions, *(one.suggestion for one in advice))
    reading = replace(found.reading, suggestions=tuple(sorted(every, key=lambda one: one.start)))
    file = Path(log) if log is not None else Path(f"{path}.review.jsonl")
    written = read_log(file)
    known = carried(written, reading.document, reading.suggestions)
    return Review(
        reading=reading,
        log=file,
        who=clean(who),
        known=known,
        acts=list(known.acts),
        written=list(written),
        advice={item(one.suggestion): one for one in advice},
    )


def name_of(one: Suggestion) -> str:
    """What is a suggestion called?"""
    return item(one)


def parsed(name: str, words: str) -> Any:
    """Which value does a person mean who types these words for an axis?

    Names are parted by commas, holders also by `>`, from the voice of the text inwards.

    Raises
    ------
    NotPossible
        No such axis, or not a value of it.

    Examples
    --------
    >>> parsed("holders", "spokesman"), parsed("public", "yes"), parsed("about", "UA, RU")
    (['author', 'spokesman'], True, ['UA', 'RU'])
    """
    words = clean(words)
    value: Any = words
    if name in ("holders", "about"):
        value = [one.strip() for one in words.replace(">", ",").replace("、", ",").split(",") if one.strip()]
    if name == "holders" and value and value[0] != AUTHOR:
        value = [AUTHOR, *value]
    if name in _SWITCHES:
        value = True if words.lower() in _YES else False if words.lower() in _NO else words
    try:
        return checked(name, value)
    except ValueError as wrong:
        raise NotPossible(str(wrong)) from None
