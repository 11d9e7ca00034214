"""From which text do the mediator's travels begin?"""

from __future__ import annotations

from datetime import date

from entaku.model.errors import NotFound, NotPossible
from entaku.model.process import Draft
from entaku.space.study import Study

STATUS_QUO = "status_quo"


def text_of(study: Study, named: str) -> int:
    """Which package is a draft, its silence read as the status quo, or the status quo itself?

    Raises
    ------
    NotFound
        No draft is called so.
    NotPossible
        The case calls its combination impossible.
    """
    case = study.case
    options = {
        issue.id: issue.status_quo if isinstance(issue.status_quo, str) else issue.options[0].id
        for issue in case.issues
    }
    if named != STATUS_QUO:
        drafts = {draft.id: draft for draft in case.drafts}
        if named not in drafts:
            raise NotFound(f"no draft is called {named!r}; there are: {', '.join([*drafts, STATUS_QUO])}")
        options |= {term.issue: term.option for term in drafts[named].terms if term.option}
    try:
        return study.outcomes.number(options)
    except KeyError:
        raise NotPossible(
            f"the text {named!r} cannot be: the case calls its combination impossible; name another with --start"
        ) from None


def begins_with(study: Study, mediator: str) -> str:
    """What does the mediator carry first: its own latest draft that says anything, or else the status quo?"""
    own = [draft for draft in tabled(study) if mediator in draft.authors]
    return max(own, key=_last).id if own else STATUS_QUO


def tabled(study: Study) -> tuple[Draft, ...]:
    """Which drafts settle anything?"""
    return tuple(draft for draft in study.case.drafts if any(term.option for term in draft.terms))


def _last(draft: Draft) -> date:
    return draft.date.last if draft.date is not None else date.min
