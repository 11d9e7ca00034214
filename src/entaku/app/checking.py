"""Is a case usable, what contradicts what, and what does it not say?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from entaku.app.cases import whole
from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.model.errors import BadInput, Fault
from entaku.model.gaps import Unsaid, gaps
from entaku.model.text import Text, both, listed, say
from entaku.model.wording import option_name, stated_in_words
from entaku.space.conflicts import Conflict, Levelled, conflicts, levelled


@dataclass(frozen=True, slots=True)
class Checked:
    """A case without faults, its contradictions in words, and what it does not say."""

    case: Case
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Unsaid, ...]
    levelled: tuple[Levelled, ...] = ()

    @property
    def ok(self) -> bool:
        """Can the case be computed with?"""
        return not any(conflict.firm for conflict in self.conflicts)

    def contradictions(self) -> tuple[Text, ...]:
        """Say each contradiction: which statements cannot hold together, and the cheapest repair."""
        return tuple(_said(self.case, conflict) for conflict in self.conflicts)

    def circles(self) -> tuple[Text, ...]:
        """Say which orders run in a circle: they leave two options no difference, which may not be meant."""
        return tuple(
            _CIRCLE.filled(
                statements=[both(name) for name in circle.statements],
                one=option_name(self.case, circle.issue, circle.options[0]),
                two=option_name(self.case, circle.issue, circle.options[1]),
                party=self.case.party(circle.party).name,
            )
            for circle in self.levelled
        )


_CIRCLE = Text(
    "{statements} run in a circle: together they leave {party} no difference between “{one}” and “{two}”. If that is "
    "meant, say so with same; if not, mend one of them.",
    "{statements}は循環しており、{party}にとって「{one}」と「{two}」の差がなくなる。それが意図であれば same で述べ、"
    "そうでなければいずれかを直すこと。",
)


def check(case: str | Path | Case) -> Checked:
    """What is wrong with a case, what contradicts what, and what does it leave open?

    Everything is looked at, whatever compartment it lies in.

    Raises
    ------
    NotFound
        No such file or catalogue name.
    BadInput
        The file has faults; the error carries all of them with line and column.

    Examples
    --------
    >>> check("bill_and_jack").ok
    True
    """
    every = whole(case)
    return Checked(every, conflicts(every), gaps(every), levelled(every))


def consistent(case: Case) -> Case:
    """Give the case back, or refuse it with its contradictions named.

    Raises
    ------
    BadInput
    """
    clashing = [conflict for conflict in conflicts(case) if conflict.firm]
    if not clashing:
        return case
    raise BadInput(
        tuple(
            Fault(
                ("preferences", conflict.party),
                f"statements that cannot hold together: {', '.join(conflict.statements)}",
                "statements that some values satisfy",
                f"Any proper part of them can hold; the cheapest repair is in {conflict.repair}.",
            )
            for conflict in clashing
        )
    )


def _said(case: Case, conflict: Conflict) -> Text:
    by_id = {statement.id: statement for statement in case.preferences}
    parts = [
        say(
            "{id} ({words}; {because})",
            "{id}（{words}。根拠：{because}）",
            id=name,
            words=stated_in_words(case, by_id[name]),
            because=_grounds(by_id[name].because),
        )
        for name in conflict.statements
    ]
    template = _CLASH if conflict.firm else _SOFT_CLASH
    return template.filled(
        parts=listed(parts),
        amount=f"{conflict.relaxation:.3g}",
        repair=conflict.repair,
    )


def _grounds(because: Sequence[str]) -> Text:
    said = ["分析者" if name == ANALYST else name for name in because]
    return Text(", ".join(because), "、".join(said))


_CLASH = Text(
    "These cannot hold together: {parts}. Leave any one out and the rest can. The cheapest repair gives way by "
    "{amount} of the range in {repair}.",
    "次の判断は同時には成り立たない：{parts}。どれか一つを除けば、残りは成り立つ。最小の手直しは、"
    "{repair}を価値の幅の{amount}だけ緩めることである。",
)
_SOFT_CLASH = Text(
    "These cannot all hold at once, though not all of them hold in every draw: {parts}. Draws in which they do are "
    "thrown again. The cheapest repair gives way by {amount} of the range in {repair}.",
    "次の判断がすべて同時に成り立つことはない（ただし、すべてがそろう標本ばかりではない）：{parts}。"
    "そろった標本は抽出し直される。最小の手直しは、{repair}を価値の幅の{amount}だけ緩めることである。",
)
