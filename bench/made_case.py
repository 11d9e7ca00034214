"""A case made for a bench: parties `p0`, `p1`, ..., issues `i0`, ... of options `o0`, ..., and what each party says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entaku.model.case import Case, KeyQuestion
from entaku.model.issue import Issue, Option
from entaku.model.party import Party
from entaku.model.statement import Says, Statement
from entaku.model.text import both


def made_case(issues: int, options: int, says: Sequence[Sequence[Says]]) -> Case:
    """Give a case of so many issues of so many options each, and of as many parties as say something."""
    return Case(
        entaku=1,
        id="made",
        title=both("made"),
        as_of=date(2026, 1, 1),
        question=KeyQuestion(text=both("?")),
        parties=tuple(Party(id=f"p{p}", name=both(f"p{p}"), kind="state") for p in range(len(says))),
        issues=tuple(
            Issue(
                id=f"i{i}",
                name=both(f"i{i}"),
                options=tuple(Option(id=f"o{k}", name=both(f"o{k}")) for k in range(options)),
            )
            for i in range(issues)
        ),
        preferences=tuple(
            Statement(id=f"s{p}.{n}", party=f"p{p}", says=each, because=("analyst",))
            for p, said in enumerate(says)
            for n, each in enumerate(said)
        ),
    )
