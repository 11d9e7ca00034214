"""Strategies against one another over cases, seats and draws: who fares best, and how clearly."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from math import ceil, isnan
from pathlib import Path
from typing import Any, Final

from entaku.app import tournament_plays as plays
from entaku.app.cases import opened
from entaku.app.checking import consistent
from entaku.casefile.dump import dump
from entaku.engines import Death, GivenUp, Job, Task, Workers
from entaku.engines.carrying import Outcome, carry_out
from entaku.model.basics import SEED
from entaku.model.case import Case
from entaku.model.errors import BadInput, Fault, NotPossible
from entaku.model.finding import Figure, column
from entaku.model.text import Language, Text, both, say
from entaku.rehearsal.bouts import (
    Match,
    Score,
    Standing,
    bouts,
    lead,
    played,
    records,
    score,
    standings,
    together,
)
from entaku.rehearsal.manner import manner
from entaku.rehearsal.models import model
from entaku.rehearsal.own import elsewhere, written
from entaku.rehearsal.strategies import names

SHORT, LONG, MANY = 250, 1000, 40
"""Draws a task, about: no fewer, no more, and as many tasks a case between the two.

All seatings of a case are played on them. Large tasks cost less a draw; but every worker needs some, and a death
costs one.
"""
SIDES: Final = 2
"""A tournament needs so many entrants, and cases with so many parties, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who plays, on what, how often, and where the work is done.

    `folder` keeps what is finished, so that a tournament that was stopped goes on where it was.
    """

    cases: tuple[str | Path | Case, ...]
    strategies: tuple[str, ...]
    plays: int = 500
    rounds: int = 100
    months: float = 0.0
    seed: int = SEED
    folder: Path | None = None
    engine: str = "pool"
    workers: Workers = 2
    tell: Callable[[int, int], None] = field(default=lambda _done, _total: None)


@dataclass(frozen=True, slots=True)
class Held:
    """A tournament that was held: who fares how, the single plays, and what was lost on the way."""

    entered: Entered
    matches: tuple[Match, ...]
    outcome: Outcome
    standings: tuple[Standing, ...]
    scores: tuple[Score, ...]

    @property
    def deaths(self) -> tuple[Death, ...]:
        """Name the workers that ended in mid-work; their tasks were done by others."""
        return self.outcome.deaths

    @property
    def given_up(self) -> tuple[GivenUp, ...]:
        """Name the tasks without a result."""
        return self.outcome.given_up

    def figure(self) -> Figure:
        """Give the ranking as a table."""
        return Figure(
            id="tournament",
            lens="tournament",
            title=Text("Ranking", "順位"),
            kind="table",
            columns=(
                column("rank", Text("rank", "順位"), "note", "number"),
                column("strategy", Text("strategy", "戦略"), "label"),
                column("gain", Text("mean gain", "平均の利得"), "value", "number"),
                column("low", Text("from", "下限"), "low", "number"),
                column("high", Text("to", "上限"), "high", "number"),
                column("deals", Text("with a deal", "合意の割合"), "value", "share"),
                column("others", Text("mean gain of the others", "相手の平均の利得"), "value", "number"),
                column("ahead", Text("ahead of the next", "次位との差"), "note"),
            ),
            rows=tuple(
                (
                    place,
                    both(self.entered.strategies[one.entrant]),
                    round(one.gain, 4),
                    round(one.low, 4),
                    round(one.high, 4),
                    one.deals,
                    round(one.others, 4),
                    self._ahead(place),
                )
                for place, one in enumerate(self.standings, 1)
            ),
            caption=self.caption(),
            rule=RULE,
        )

    def caption(self) -> Text:
        """Say what was played, and what the interval covers."""
        return say(
            "{plays} plays: {n} entrants in all seats of {cases}, {draws} each, at most {rounds} of "
            "alternating offers. Gains over no deal, 0 without a deal, in shares of a seat's own range; 95% "
            "intervals over the "
            "draws of these cases, saying nothing of other cases.",
            "試行は{plays}回。{n}通りの戦略を{cases}件の事例のすべての席に着け、各{draws}本の標本で、"
            "交互の提案を最大{rounds}回行う。利得は決裂に対するもの（合意がなければ0）で、"
            "席ごとの価値の幅に対する割合で示す。95%の区間はこれらの事例の標本についてのものであり、"
            "他の事例については何も示さない。",
            plays=both(f"{self.count:,}"),
            n=len(self.entered.strategies),
            cases=_so_many(len(self.matches), "case"),
            draws=_so_many(self.entered.plays, "draw"),
            rounds=_so_many(self.entered.rounds, "round"),
        )

    @property
    def count(self) -> int:
        """How many plays are there in all?"""
        seats = [len(match.case.needed) for match in self.matches]
        return sum(len(bouts(len(self.entered.strategies), each)) * self.entered.plays for each in seats)

    def _ahead(self, place: int) -> Text:
        """Say whether a place is ahead of the next one on the same draws."""
        if place == len(self.standings):
            return Text("–", "–")
        one, other = self.standings[place - 1].entrant, self.standings[place].entrant
        apart, half = lead(self.scores, one, other)
        return both(f"{apart:.4f} ± {half:.4f}") if apart > half else _LEVEL

    def rows(self) -> Iterator[dict[str, str | int | float | None]]:
        """Give the single plays, in the order of cases, draws and seatings."""
        return plays.rows(self._found(), self._seats)

    def csv(self) -> str:
        """Give the single plays as CSV."""
        return "".join(plays.csv_parts(self._found(), self._seats))

    def save(self, path: Path) -> Path:
        """Write the single plays as CSV or Parquet, by the ending of the path; the same bytes however it was run.

        In CSV a name that a spreadsheet would run as a formula is quoted with '.

        Raises
        ------
        NotPossible
            Another ending, pyarrow is not installed, or the file cannot be written.
        """
        return plays.save(self._found(), self._seats, path)

    @property
    def _seats(self) -> int:
        return max(len(match.case.needed) for match in self.matches)

    def _found(self) -> Iterator[plays.Stretch]:
        return _by_task(self.outcome, self.matches, self.entered)

    def data(self) -> dict[str, Any]:
        """Give the ranking as plain JSON values."""
        return {
            "strategies": list(self.entered.strategies),
            "cases": [match.case.id for match in self.matches],
            "plays": self.count,
            "draws": self.entered.plays,
            "rounds": self.entered.rounds,
            "months": self.entered.months,
            "seed": self.entered.seed,
            "run": self.outcome.digest,
            "ranking": [
                {
                    "strategy": self.entered.strategies[one.entrant],
                    "gain": one.gain,
                    "interval": None if isnan(one.low) else [one.low, one.high],
                    "deals": one.deals,
                    "gain_of_others": one.others,
                }
                for one in self.standings
            ],
            "workers_lost": [{"worker": each.worker, "at": list(each.keys)} for each in self.deaths],
        }

    def json(self) -> str:
        """Give the ranking as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"

    def text(self, language: Language = "en") -> str:
        """Give the ranking as a terminal shows it."""
        from entaku.briefing.terminal import WIDTH, console, show_figure

        out = io.StringIO()
        show_figure(self.figure(), 1, language, console(out, WIDTH))
        return out.getvalue()


def _so_many(count: int, what: str) -> Text:
    """Count in English, where one is not several; in Japanese give the number alone."""
    return Text(f"{count:,} {what}{'' if count == 1 else 's'}", f"{count:,}")


_LEVEL = Text("not clearly", "明確な差なし")
RULE: Final = Text(
    "Every entrant in every seat with every entrant, itself included; with more than two seats, alone among "
    "others that all bargain alike. Each case counts alike. Intervals are 1.96 standard errors, over the draws, of "
    "the mean of all cases in a draw; one draw has none. Leads are compared on the same draws.",
    "すべての戦略をすべての席に着け、自分自身を含むすべての戦略と組ませる。"
    "席が三つ以上なら、他のすべての席が同じ戦略をとる中に一つだけ置く。どの事例も等しく数える。"
    "区間は、標本ごとに全事例を平均した値についての標準誤差の1.96倍であり、標本が1本なら区間はない。"
    "差は同じ標本で比べる。",
)


def standard() -> tuple[str, ...]:
    """Which strategies take part where nobody names any: all that come with entaku, concession late and early too."""
    return tuple(sorted({*names(), "concede,beta=0.2", "concede,beta=5"}))


def hold(entered: Entered) -> Held:
    """Who fares best?

    Raises
    ------
    NotFound, BadInput
        A case or strategy is not there or has faults; all of them at once.
    NotPossible
        Too few entrants or parties, or the folder holds another run.
    """
    entered = replace(entered, strategies=tuple(_tidy(said) for said in entered.strategies))
    matches = _matches(entered)
    tasks = tuple(task for match in matches for task in _tasks(match, entered.plays))
    parameters: dict[str, str | int | float] = {
        "strategies": " ".join(entered.strategies),
        "cases": " ".join(match.case.id for match in matches),
        "draws": entered.plays,
        "rounds": entered.rounds,
        "months": entered.months,
        "seed": entered.seed,
    }
    outcome = carry_out(
        Job(played, tasks, parameters),
        folder=entered.folder,
        engine_name=entered.engine,
        workers=entered.workers,
        tell=entered.tell,
    )
    if outcome.given_up:
        reasons = dict.fromkeys(each.reason.en.removeprefix("NotPossible: ") for each in outcome.given_up)
        raise NotPossible(
            f"{'; '.join(reasons)} ({len(outcome.given_up)} of {len(tasks)} parts of the tournament have no result)"
        )
    scores = tuple(_scores(outcome, matches, entered))
    return Held(entered, matches, outcome, standings(scores), scores)


def _matches(entered: Entered) -> tuple[Match, ...]:
    """Read the cases and the strategies, and refuse what cannot be played, all at once."""
    faults: list[Fault] = []
    for said in entered.strategies:
        try:
            manner(said)
        except BadInput as wrong:
            faults += wrong.faults
    if faults:
        raise BadInput(tuple(faults))
    if len(set(entered.strategies)) < max(SIDES, len(entered.strategies)):
        raise NotPossible("a tournament needs at least two strategies, each named once")
    cases = [consistent(opened(case)) for case in entered.cases]
    if small := [case.id for case in cases if len(case.needed) < SIDES]:
        raise NotPossible(
            f"nobody to bargain with in {', '.join(small)}: a case needs two parties whose agreement counts"
        )
    if silent := [case.id for case in cases if case.wishless]:
        raise NotPossible(
            f"nothing is stated of what the parties want in {', '.join(silent)}, so there is nothing to play for"
        )
    if isnan(entered.months):
        raise NotPossible("`months` is not a number")
    if len({case.id for case in cases}) < len(cases):
        raise NotPossible("a case is named twice")
    for case in cases:
        _fits(case, entered)
    return tuple(
        Match(case, entered.strategies, entered.rounds, entered.months, entered.seed) for case in cases
    )


def _fits(case: Case, entered: Entered) -> None:
    """Refuse what the case cannot give: as many months, or what a model of the others needs to know."""
    most = case.outlook.months if case.outlook else 0
    if not 0 <= entered.months <= most:
        raise NotPossible(
            f"the outlook of the case has {most} months; the talks cannot last {entered.months:g} ({case.id})"
        )
    among_two = [said for said in entered.strategies if (by := manner(said).model) and model(by).CARD.prior]
    if among_two and len(case.needed) > SIDES:
        raise NotPossible(
            f"{', '.join(among_two)}: this model of the other needs two parties at the table, and {case.id} seats "
            f"{len(case.needed)}; take `model=frequency`"
        )


def _tidy(said: str) -> str:
    """Write a strategy without spaces, so that the same one reads the same."""
    return ",".join(part.strip() for part in said.split(","))


def _stretches(draws: int) -> list[range]:
    """Cut the draws into stretches of nearly one length: how chains mix is judged in each, which a few cannot show."""
    count = ceil(draws / min(max(draws // MANY, SHORT), LONG))
    return [range(draws * n // count, draws * (n + 1) // count) for n in range(count)]


def _tasks(match: Match, draws: int) -> Iterator[Task]:
    """Lay out the tasks of a case, each named by what it works on: a strategy of one's own may be rewritten."""
    own = [each for each in (manner(said).name for said in match.entrants) if elsewhere(each)]
    about = [dump(match.case), *match.entrants, str(match.rounds), repr(match.months), str(match.seed)]
    name = sha256(b"\n".join([*(part.encode() for part in about), *map(written, own)])).hexdigest()[:16]
    for each in _stretches(draws):
        yield Task(f"{name}-{each.start}-{each.stop}", (match, each.start, each.stop))


def _by_task(outcome: Outcome, matches: Sequence[Match], entered: Entered) -> Iterator[plays.Stretch]:
    order = [match for match in matches for _ in _stretches(entered.plays)]
    for match, result in zip(order, outcome.results(), strict=True):
        yield match, records(result.content, len(match.case.needed))


def _scores(outcome: Outcome, matches: Sequence[Match], entered: Entered) -> Iterator[Score]:
    """Score case by case, reading one task at a time."""
    found = _by_task(outcome, matches, entered)
    for match in matches:
        yield together(
            [
                score(next(found)[1], len(match.entrants), len(match.case.needed), stretch)
                for stretch in _stretches(entered.plays)
            ]
        )
