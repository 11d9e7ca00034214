"""From a document to a first case file: everything the rules can propose, marked; everything else not stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from entaku.app import draft_words as words
from entaku.app.casting import Cast, cast, from_case, from_file, in_its_language
from entaku.app.draft_claims import SOURCE, Coded, coded, plain, taken
from entaku.app.draft_comments import comments
from entaku.app.draft_file import Comments, written
from entaku.app.draft_source import source_of, stated_days, title_of
from entaku.app.reading import document_bytes
from entaku.model.basics import ANALYST, NOT_STATED
from entaku.model.case import FORMAT, Case, KeyQuestion
from entaku.model.document import Document, Question, Suggestion
from entaku.model.errors import NotFound, NotPossible
from entaku.model.issue import Issue, Option
from entaku.model.names import RESERVED
from entaku.model.process import Outcome, Round, Seat, WatchKind, WatchPoint
from entaku.model.text import Text, say
from entaku.reading.carrying import carried
from entaku.reading.extracted import Extracted
from entaku.reading.joining import whole
from entaku.reading.names import names
from entaku.reading.proposals import (
    Asked,
    Left,
    Proposed,
    asked,
    indirect,
    issues,
    left_out,
    topics_in,
)
from entaku.reading.reader import Reading, extracted, looked_at, structured
from entaku.reading.review import read_log, replay

_KINDS: Final[dict[str, WatchKind]] = {
    "binary": "binary",
    "choice": "choice",
    "open": "open",
    "indirect": "open",
}
_GROUNDS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A case drafted from a document, with what led to it; `lost` counts accepted claims that stand nowhere here."""

    case: Case
    reading: Reading
    people: Cast
    found: tuple[Suggestion, ...]
    asked: tuple[Asked, ...]
    left: tuple[Left, ...]
    comments: Comments
    reviewed: bool
    lost: int = 0

    def yaml(self) -> str:
        """Give the text of the case file, with comments. Raises BadInput if what was drafted is no case."""
        state = words.REVIEWED_STATE if self.reviewed else words.UNREVIEWED_STATE
        head = words.HEAD.format(name=plain(Path(self.reading.document.name).name), state=state)
        return written(self.case, head, self.comments)

    def remarks(self) -> tuple[Text, ...]:
        """Say what a person should know before opening the file."""
        counted = say(
            "{claims} claims, {hedged} hedged or attributed; {parties} parties, {issues} issues, {watch} watch points",
            "言明{claims}件（うち留保または出所のあるもの{hedged}件）、当事者{parties}、"
            "争点{issues}、注目点{watch}",
            claims=len(self.case.claims),
            parties=len(self.case.parties),
            issues=len(self.case.issues),
            watch=len(self.case.watch_points),
            hedged=sum(claim.hedged for claim in self.case.claims),
        )
        lost = say(
            "{n} accepted claims of the log stand nowhere in this text and were left out",
            "記録で採用された言明のうち{n}件は、この文書に見当たらないため除いた",
            n=self.lost,
        )
        return (counted, *((lost,) if self.lost else ()))


def draft(
    path: str | Path,
    case: str | Path | None = None,
    people: str | Path | None = None,
    log: str | Path | None = None,
    day: date | None = None,
) -> Draft:
    """Which first case does a document give?

    Parameters
    ----------
    path
        A file: text, HTML, PDF or DOCX.
    case
        A case whose parties and persons are looked for.
    people
        A file of names instead; without either, who is named is proposed from the text.
    log
        A log of a review: only what was accepted becomes a claim.
    day
        The day the case speaks of, where the page does not settle it.

    Raises
    ------
    NotFound, BadInput
    NotPossible
        If nothing tells the day, or nobody is named.
    """
    reading, cast_ = _read(path, case, people, day)
    if not cast_.parties:
        raise NotPossible(
            f"nobody was recognised in {str(path)!r}; name who takes part: `entaku draft --names`"
        )
    reading = replace(reading, questions=_questions(reading))
    found, changes, lost = _found(reading, log)
    text = reading.document.text
    proposed = issues(text, found, reading.questions)
    made = coded(reading, found, changes, cast_, proposed)
    left = left_out(text, found, cast_.known, [party.id for party in cast_.parties])
    questions = tuple(asked(reading.document, reading.questions))
    return _drafted(path, reading, cast_, made, proposed, (left, questions, log is not None, lost))


def _drafted(
    path: str | Path,
    reading: Reading,
    people: Cast,
    made: Coded,
    proposed: tuple[Proposed, ...],
    rest: tuple[tuple[Left, ...], tuple[Asked, ...], bool, int],
) -> Draft:
    left, questions, reviewed, lost = rest
    document = reading.document
    watch = tuple(_watch(document, made, proposed, at, one) for at, one in enumerate(questions, start=1))
    summary = words.REVIEWED.filled(n=len(made.claims)) if reviewed else words.UNREVIEWED
    used = {holder for claim in made.claims for holder in claim.holders}
    counted = [one for one in people.speakers if one.id in used or people.counts.get(one.id)]
    case = Case(
        entaku=FORMAT,
        id=_ident(Path(path).stem),
        title=title_of(reading, Path(path).stem),
        as_of=_as_of(document),
        question=KeyQuestion(text=words.QUESTION, lenses=("room", "seats")),
        summary=summary,
        parties=people.parties,
        issues=tuple(_issue(made, one) for one in proposed),
        sources=(source_of(reading, SOURCE, Path(path).stem),),
        claims=made.claims,
        speakers=(*counted, *made.speakers),
        rounds=_rounds(made, left),
        watch_points=watch,
    )
    return Draft(
        case=case,
        reading=reading,
        people=people,
        found=made.found,
        asked=questions,
        left=left,
        comments=dict(comments(case, made, people, left, questions)),
        reviewed=reviewed,
        lost=lost,
    )


def _read(
    path: str | Path, case: str | Path | None, people: str | Path | None, day: date | None
) -> tuple[Reading, Cast]:
    """Read the file, find out who takes part, and look for them in it."""
    name = str(path)
    taken = extracted(name, document_bytes(path))
    document = structured(name, taken, day)
    if document.anchor is None and (told := _stated_day(taken)):
        document = structured(name, taken, told)
    if case is not None:
        who = from_case(case, document.text)
    elif people is not None:
        who = from_file(people)
    else:
        who = replace(cast(names(document)), proposed=True)
    return looked_at(document, taken, who.known), who


def _questions(reading: Reading) -> tuple[Question, ...]:
    every = (*reading.questions, *indirect(reading.document, reading.questions))
    return tuple(sorted(every, key=lambda one: one.start))


def _found(
    reading: Reading, log: str | Path | None
) -> tuple[tuple[Suggestion, ...], tuple[dict[str, object], ...], int]:
    """Give what becomes claims: all that rules suggest, or what a person took."""
    if log is not None:
        if not Path(log).is_file():
            raise NotFound(f"there is no file {str(log)!r}")
        state = replay(carried(read_log(Path(log)), reading.document, reading.suggestions).acts)
        kept, changes = taken(reading, state)
        return kept, changes, len(state.taken) - len(kept)
    document = reading.document
    language = {one.id: document.blocks[one.block].language for one in document.sentences}
    open_ = {one.sentence for one in indirect(document, ())}  # what is asked is never claimed
    body = [language[one.sentence] for one in reading.suggestions if one.sentence[0] == "P"]
    main = "en" if body.count("en") > body.count("ja") else "ja"
    # a lead that repeats itself in the other language would count twice
    once = [
        one
        for one in reading.suggestions
        if one.sentence not in open_ and (one.sentence[0] == "P" or language[one.sentence] in (main, ""))
    ]
    kept = whole(document.text, once, [language[one.sentence] for one in once])
    return kept, tuple({} for _ in kept), 0


def _as_of(document: Document) -> date:
    if document.anchor is None:
        raise NotPossible(
            "nothing in the document settles of which day it speaks; name it with --day 2026-03-12"
        )
    return document.anchor


def _stated_day(taken: Extracted) -> date | None:
    """Give the day that a page's own data state, if they agree on one."""
    found = {day for _, day in stated_days(taken.stated)}
    return next(iter(found)) if len(found) == 1 else None


def _ident(stem: str) -> str:
    ident = re.sub(r"[^\w.\-]+", "-", stem).strip("-.")[:64] or "draft"
    return f"{ident}-draft"[:64] if ident in RESERVED else ident


def _issue(made: Coded, one: Proposed) -> Issue:
    because = tuple(made.claims[place].id for place in one.at)
    return Issue(
        id=one.topic.id,
        name=one.topic.name,
        options=(Option(id="as_asked", name=one.topic.done), Option(id="not", name=one.topic.not_done)),
        because=because,
    )


def _rounds(made: Coded, left: Sequence[Left]) -> tuple[Round, ...]:
    """Give the talks as one round in which it is not stated how those took part who are said to be kept out."""
    if not left:
        return ()
    actors = dict.fromkeys(one.actor for one in left)
    seats = tuple(
        Seat(
            party=actor,
            level=NOT_STATED,
            because=tuple(made.claims[one.at].id for one in left if one.actor == actor),
        )
        for actor in actors
    )
    because = tuple(dict.fromkeys(made.claims[one.at].id for one in left))
    return (Round(id="R1", title=words.ROUND, date=None, status="reported", seats=seats, because=because),)


def _watch(
    document: Document, made: Coded, proposed: Sequence[Proposed], number: int, one: Asked
) -> WatchPoint:
    question = one.question
    kind = _KINDS[question.form]
    if kind == "choice" and not one.answers:
        kind = "open"
    outcomes: tuple[Outcome, ...] = ()
    if kind == "binary":
        outcomes = (Outcome(id="yes_", text=words.YES), Outcome(id="no_", text=words.NO))
    elif kind == "choice":
        outcomes = tuple(
            Outcome(id=f"answer_{at}", text=in_its_language(plain(told)))
            for at, told in enumerate(one.answers, start=1)
        )
    about = topics_in(document.text, question.start, question.end, proposed)
    return WatchPoint(
        id=f"W{number}",
        text=in_its_language(plain(document.text[question.start : question.end]).lstrip("•・- ")),
        kind=kind,
        outcomes=outcomes,
        closes=datetime.combine(one.last, time(23, 59), UTC) if one.last else None,
        issues=about,
        because=_grounds(made, question, about),
        status="draft",
    )


def _grounds(made: Coded, question: Question, about: Sequence[str]) -> tuple[str, ...]:
    """Give the claims a question stands beside, or those on what it asks; else it is the coder's own."""
    block = question.sentence.split(".")[0]
    beside = [claim.id for claim in made.claims if claim.at.sentence.split(".")[0] == block]
    on_it = [claim.id for claim in made.claims if claim.issue and claim.issue in about]
    return tuple((beside or on_it)[:_GROUNDS]) or (ANALYST,)
