"""What is said of the parties before the latest draft: who refuses, what it lacks, until when, what is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from entaku.lenses.pressure.parts import gap, grounds, in_a_row, told, wrapped
from entaku.lenses.pressure.words import (
    EXACT_ACCEPTED,
    EXACT_OPEN,
    EXACT_PERHAPS,
    EXACT_REFUSED,
    GAP,
    GAP_ONE,
    HEADLINE,
    HEADLINE_CLOSED,
    ITEM,
    ITEM_ONE,
    MEDIAN,
    RED_LINE,
    TERM,
    TERM_EXACT,
    TERM_FEW,
    TERM_NONE,
    WHEN,
    WHEN_ONE,
)
from entaku.model.finding import Finding
from entaku.model.process import Draft
from entaku.model.statement import RedLine
from entaku.model.text import Text, listed
from entaku.model.wording import option_in_full
from entaku.space.evidence import averaged, percent, share, strength
from entaku.space.resisting import Filling, Stand
from entaku.space.statements import full_terms, term_values
from entaku.space.study import Study

FEW = 0.1
"""Below this share of refusals turned, no single clause is said to stand in the way."""


def headline(study: Study, stands: Sequence[Stand]) -> Finding:
    """Say who refuses the draft today, in which share of the draws."""
    somebody = np.any([stand.best.refuses for stand in stands], axis=0)
    because = [ground for stand in stands for ground in grounds(study, stand)]
    held = strength(study.ensemble, somebody)
    text = _exact(study, stands) if study.ensemble.exact else _drawn(study, stands, percent(held.share))
    return wrapped("draft", text, held, because)


def _drawn(study: Study, stands: Sequence[Stand], some: Text) -> Text:
    items, open_ = [], False
    for stand in stands:
        low, high = (share(study.ensemble, one.refuses) for one in (stand.best, stand.worst))
        open_ |= low != high
        items.append(
            (ITEM if low != high else ITEM_ONE).filled(
                party=study.case.party(stand.party).name, low=percent(low), high=percent(high)
            )
        )
    template = HEADLINE if open_ else HEADLINE_CLOSED
    return template.filled(items=in_a_row(items), draft=stands[0].draft.title, some=some)


def _exact(study: Study, stands: Sequence[Stand]) -> Text:
    names = {stand.party: study.case.party(stand.party).name for stand in stands}
    surely = [names[stand.party] for stand in stands if stand.best.refuses.any()]
    perhaps = [
        names[stand.party] for stand in stands if stand.worst.refuses.any() and not stand.best.refuses.any()
    ]
    draft = stands[0].draft.title
    if perhaps and not surely:
        return EXACT_PERHAPS.filled(draft=draft, who=perhaps)
    if perhaps:
        return EXACT_OPEN.filled(draft=draft, who=surely, more=perhaps)
    if surely:
        return EXACT_REFUSED.filled(draft=draft, who=surely)
    return EXACT_ACCEPTED.filled(draft=draft, who=list(names.values()))


def party_finding(study: Study, stand: Stand) -> Finding:
    """Say what a party lacks for the draft at its best and at its worst, and until when it refuses."""
    text = (GAP_ONE if stand.settled else GAP).filled(
        party=study.case.party(stand.party).name,
        draft=stand.draft.title,
        best=told(gap(study, stand.best)),
        worst=told(gap(study, stand.worst)),
        note=Text() if study.ensemble.exact else MEDIAN,
    )
    if study.case.outlook is not None:
        best, worst = _masses(study, stand.best), _masses(study, stand.worst)
        slots = dict(zip(("already", "later", "never"), best, strict=True))
        slots |= dict(zip(("already2", "later2", "never2"), worst, strict=True))
        when = (WHEN_ONE if stand.settled else WHEN).filled(n=study.case.outlook.months, **slots)
        text = Text(f"{text.en} {when.en}", f"{text.ja}{when.ja}")
    because = (*grounds(study, stand), *(["outlook"] if study.case.outlook else []))
    return wrapped(f"party-{stand.party}", text, averaged(study.ensemble), because)


def _masses(study: Study, filling: Filling) -> tuple[Text, Text, Text]:
    """Give the shares that accept already, later, and not by the end of the outlook."""
    already, never = filling.first <= 0.0, np.isinf(filling.first)
    return (
        percent(share(study.ensemble, already)),
        percent(share(study.ensemble, ~already & ~never)),
        percent(share(study.ensemble, never)),
    )


def red_line_finding(study: Study, stand: Stand) -> Finding:
    """Say in which draws no pressure on the no-deal value turns a party, and which options stand in the way."""
    case = study.case
    settled = set(_settled(study, stand.draft))
    lines = {
        statement.id: (statement.says.issue, statement.says.option)
        for statement in case.of(stand.party)
        if isinstance(statement.says, RedLine)
        and statement.says.force == "veto"
        and (statement.says.issue, statement.says.option) in settled
    }
    options = [
        option_in_full(case, issue, issue.options[issue.position(option)])
        for issue, option in ((case.issue(name), option) for name, option in dict.fromkeys(lines.values()))
    ]
    held = strength(study.ensemble, stand.best.barred)
    text = RED_LINE.filled(
        party=case.party(stand.party).name,
        draft=stand.draft.title,
        held=percent(held.share),
        options=listed(options),
    )
    return wrapped(f"red-line-{stand.party}", text, held, (stand.draft.id, *lines))


def _settled(study: Study, draft: Draft) -> Iterator[tuple[str, str]]:
    """Go through what a draft may settle, with the points a number lies between; silence is read as it states."""
    space = study.outcomes
    for issue, term in full_terms(study.case, draft).items():
        yield from ((issue, option) for option in (term.option, *term.bracketed) if option)
        if term.at is not None:
            taken = term_values(study.case, space, term)
            yield from (space.options[place] for place in np.flatnonzero(taken > 0.0))


def term_finding(study: Study, stand: Stand) -> Finding:
    """Say which one thing, left open again, would turn most of a party's refusals."""
    refused = stand.best.refuses
    part = share(study.ensemble, refused)
    turned = {
        issues: share(study.ensemble, refused & (freed <= 0.0)) / part
        for issues, freed in stand.freed.items()
    }
    most = max(turned, key=lambda issues: turned[issues])
    many = TERM_EXACT if study.ensemble.exact else TERM
    template = many if turned[most] >= FEW else TERM_FEW if turned[most] > 0.0 else TERM_NONE
    text = template.filled(
        party=study.case.party(stand.party).name,
        draft=stand.draft.title,
        issue=listed([study.case.issue(name).name for name in most]),
        held=percent(turned[most]),
    )
    return wrapped(f"term-{stand.party}", text, averaged(study.ensemble), grounds(study, stand))
