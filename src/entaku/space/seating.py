"""Who sits at the table: from the rounds of the case, by level and by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entaku.model.basics import NotStated
from entaku.model.case import Case
from entaku.model.process import Round
from entaku.model.text import Text, say

LEVELS = {"absent": 0, "informed": 1, "consulted": 2, "drafts": 3}
SEATED = LEVELS["consulted"]


@dataclass(frozen=True, slots=True)
class Table:
    """One way to say who is seated: a name for it and the parties."""

    id: str
    name: Text
    parties: tuple[str, ...]


def tables(case: Case) -> tuple[Table, ...]:
    """Which readings of the table does the case allow? The latest round first, then the whole process.

    A party is seated from the level `consulted` on. A level that is not stated is counted as absent, and as
    seated in a reading of its own. Empty where no round is coded.
    """
    if not case.rounds:
        return ()
    latest = max(case.rounds, key=_last)
    readings = [
        Table(
            "latest",
            (_PLANNED if latest.status == "planned" else _LATEST).filled(r=latest.title),
            _seated(case, [latest]),
        ),
        Table("process", say("all rounds together", "全会合"), _seated(case, case.rounds)),
        Table(
            "informed",
            say("all who were at least informed", "説明を受けただけの当事者も含む"),
            _seated(case, case.rounds, LEVELS["informed"]),
        ),
        Table(
            "drafts",
            say("only those who write the text", "案文を書く当事者のみ"),
            _seated(case, case.rounds, LEVELS["drafts"]),
        ),
    ]
    unclear = tuple(
        seat.party for round_ in case.rounds for seat in round_.seats if isinstance(seat.level, NotStated)
    )
    if unclear:
        whole = readings[1].parties
        joined = tuple(p.id for p in case.parties if p.id in whole or p.id in unclear)
        name = say("all rounds, unclear seats counted", "全会合（不明な席を含む）")
        readings.append(Table("unclear", name, joined))
    return tuple(readings)


_LATEST = Text("the latest round ({r})", "直近の会合（{r}）")
_PLANNED = Text("the latest round, a planned one ({r})", "直近の会合（予定、{r}）")


def _seated(case: Case, rounds: tuple[Round, ...] | list[Round], least: int = SEATED) -> tuple[str, ...]:
    seated = {
        seat.party
        for round_ in rounds
        for seat in round_.seats
        if not isinstance(seat.level, NotStated) and LEVELS[seat.level] >= least
    }
    return tuple(party.id for party in case.parties if party.id in seated)


def _last(round_: Round) -> date:
    return round_.date.last if round_.date is not None else date.min
