"""Cases changed in ways that must, or must not, change what a lens says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from entaku.model.basics import NO_DEAL, NOT_STATED, NotStated, Range, Span
from entaku.model.case import Case
from entaku.model.closed import ClosedForm
from entaku.model.game import Game
from entaku.model.issue import Issue
from entaku.model.party import Pressure
from entaku.model.process import Draft, Round, Seat, Term, WatchPoint
from entaku.model.pull import Pull, Scale, Stance
from entaku.model.source import Claim, Source
from entaku.model.standoff import Lever, Ranking, Standoff
from entaku.model.statement import Indifferent, Prefers, RedLine, Statement, Values
from entaku.model.text import both

ROOM_APART = "side_room"
WORDS = both("confidential")
ANALYST = ("analyst",)


def turned_round(case: Case) -> Case:
    """Give the case with its parties in the opposite order."""
    return replace(case, parties=tuple(reversed(case.parties)))


def rescaled(case: Case, party: str) -> Case:
    """Give the case with a party's exact values times 3, plus a constant for each issue; no deal likewise."""
    shifts = {issue.id: place + 1 for place, issue in enumerate(case.issues)}
    return replace(
        case,
        preferences=tuple(
            replace(statement, says=_rescaled(statement.says, shifts))
            if statement.party == party and isinstance(statement.says, Values)
            else statement
            for statement in case.preferences
        ),
    )


def _rescaled(says: Values, shifts: dict[str, int]) -> Values:
    def moved(value: float, shift: int) -> float:
        return float(3 * Fraction(repr(float(value))) + shift)

    table = {
        issue: {option: moved(value, shifts[issue]) for option, value in options.items()}
        for issue, options in says.table.items()
    }
    if isinstance(says.no_deal, NotStated):
        return replace(says, table=table)
    return replace(says, table=table, no_deal=moved(says.no_deal, sum(shifts.values())))


def without_preferences(case: Case) -> Case:
    """Give the case with nothing said of what anybody wants."""
    return replace(case, preferences=(), outlook=None)


def without_rounds(case: Case) -> Case:
    """Give the case with nothing said of who met."""
    return replace(case, rounds=())


def without_performers(case: Case) -> Case:
    """Give the case with nothing said of who carries anything out."""
    return replace(case, issues=tuple(_unperformed(issue) for issue in case.issues))


def _unperformed(issue: Issue) -> Issue:
    options = (replace(option, performs=NOT_STATED, vote=None, stops=()) for option in issue.options)
    return replace(issue, options=tuple(options))


def free_of_drafts(case: Case) -> Case:
    """Give the case with drafts, but nothing else that speaks of one."""
    return replace(case, pressure=(), preferences=tuple(s for s in case.preferences if not _names_a_draft(s)))


def without_drafts(case: Case) -> Case:
    """Give the case with no draft and nothing that speaks of one."""
    return replace(free_of_drafts(case), drafts=())


def _names_a_draft(statement: Statement) -> bool:
    match statement.says:
        case Prefers(package=one, to=other) | Indifferent(between=(one, other)):
            return any(package.draft not in {"", NO_DEAL} for package in (one, other))
        case _:
            return False


def bare(case: Case) -> Case:
    """Give the parties and the issues of a case and nothing else."""
    stripped = without_performers(without_drafts(without_rounds(without_preferences(case))))
    return replace(without_models(stripped), pressure=(), home=(), ratifiers=(), watch_points=(), expect=())


def without_models(case: Case) -> Case:
    """Give the case without what single lenses read."""
    return replace(case, two_level=(), standoffs=(), pulls=(), models=(), sequences=(), ripeness=(), games=())


def with_confidences(case: Case) -> Case:
    """Give the case with one confidential thing of every kind in front of what is public."""
    issue, party = case.issues[0], case.parties[0].id
    options = tuple(option.id for option in issue.options)
    source = case.sources or (Source(id="told", title=WORDS, outlet=WORDS, ownership=WORDS, language="en"),)
    day = Span(first=date(2099, 1, 1), last=date(2099, 1, 1))
    claim = Claim(
        id="told_apart", source=source[0].id, text=WORDS, holders=(party,), modality="asserted",
        compartment=ROOM_APART,
    )  # fmt: skip
    wishes = tuple(_wish(case, one.id, options[-1], place) for place, one in enumerate(case.parties))
    draft = Draft(
        id="draft_apart", title=WORDS, authors=(party,), known="full_text", status="tabled", date=day,
        terms=(Term(issue=issue.id, option=options[-1], because=("told_apart",)),), compartment=ROOM_APART,
    )  # fmt: skip
    seats = tuple(Seat(party=one.id, level="drafts", because=ANALYST) for one in case.parties)
    held = Round(
        id="round_apart", title=WORDS, date=day, status="held", seats=seats, because=ANALYST,
        compartment=ROOM_APART,
    )  # fmt: skip
    pressed = Pressure(
        id="pressure_apart", by=party, on=party, text=WORDS, because=ANALYST, compartment=ROOM_APART
    )
    pull = Pull(
        id="pull_apart", title=WORDS, scales=(Scale(name=WORDS, low=0.0, high=1.0),),
        stances=tuple(
            Stance(actor=one.id, at=(Range(place % 2, place % 2),), capability=Range(1.0, 1.0),
                   salience=(Range(1.0, 1.0),), because=ANALYST)
            for place, one in enumerate(case.parties)
        ),
        compartment=ROOM_APART,
    )  # fmt: skip
    standoff = Standoff(
        id="standoff_apart", title=WORDS, parties=(party,), levers=(Lever(id="go", name=WORDS, party=party),),
        rankings=(Ranking(party=party, best_to_worst=(("2",), ("1",))),), now="1", compartment=ROOM_APART,
    )  # fmt: skip
    waits = ClosedForm(
        id="clock_apart", title=WORDS, model="stopping_cost", once={"cost": Range(0.08, 0.08)},
        compartment=ROOM_APART,
    )  # fmt: skip
    yields = ClosedForm(
        id="pressure_model_apart", title=WORDS, model="yield_date",
        once={"no_deal": Range(0.4, 0.4), "offer": Range(0.25, 0.25), "fall": Range(0.03, 0.03)},
        compartment=ROOM_APART,
    )  # fmt: skip
    ratified = ClosedForm(
        id="home_model_apart", title=WORDS, model="ratification_risk",
        once={"low": Range(0.2, 0.2), "high": Range(0.6, 0.6), "no_deal": Range(0.1, 0.1)},
        compartment=ROOM_APART,
    )  # fmt: skip
    game = Game(id="game_apart", title=WORDS, players=(party,), worth={party: 1.0}, compartment=ROOM_APART)
    point = WatchPoint(id="watch_apart", text=WORDS, kind="open", because=ANALYST, compartment=ROOM_APART)
    return replace(
        case,
        sources=source,
        claims=(claim, *case.claims),
        preferences=(*wishes, *case.preferences),
        drafts=(draft, *case.drafts),
        rounds=(held, *case.rounds),
        pressure=(pressed, *case.pressure),
        pulls=(pull, *case.pulls),
        standoffs=(standoff, *case.standoffs),
        models=(waits, yields, ratified, *case.models),
        games=(game, *case.games),
        watch_points=(point, *case.watch_points),
    )


def _wish(case: Case, party: str, option: str, place: int) -> Statement:
    """Give a red line, the one thing that may be said beside exact values too."""
    says = RedLine(issue=case.issues[0].id, option=option)
    name = f"wish_apart_{place}"
    return Statement(id=name, party=party, says=says, because=("told_apart",), compartment=ROOM_APART)
