"""Models of the program GMCR+ (`.gmcr`, JSON): read as a case with a standoff, and written from one.

What the format holds: options of decision makers, which changes are permitted, patterns that are infeasible, and
for each decision maker statements by priority or a ranking of states. States are numbered from 1 by increasing
value, the first option as the lowest bit, after the options have been put in the order of the decision makers.
What a case has and the format has not: which state stands, names of states, comparisons pair by pair, how likely
a wish is held, on whose word. Derived parts of a file (`payoffs`, `coalitionsFull`) are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path as FilePath
from typing import Final

from entaku.exchange import Exported, Imported
from entaku.exchange.document import Noted, ids, opened
from entaku.exchange.gmcr_form import Literals, Model, check_states, content, text
from entaku.exchange.gmcr_write import write_gmcr
from entaku.model.basics import ANALYST, NOT_STATED
from entaku.model.case import FORMAT, Case, KeyQuestion
from entaku.model.errors import BadInput
from entaku.model.issue import Impossible, Issue, Option
from entaku.model.party import Party
from entaku.model.rules import faults
from entaku.model.standoff import Lever, Priority, Ranking, Standoff
from entaku.model.text import Text, both, say

__all__ = ["exported", "imported", "read_gmcr", "write_gmcr"]

WHAT: Final = "a .gmcr file"
MODEL: Final = "model"
TIED: Final = 12
"""Up to how many options that infeasible patterns tie are also ruled out as packages."""
STANDS: Final = Text(
    "the file does not say which state stands: state now in the standoff",
    "どの状態が現状かはファイルに示されていない。standoffsのnowに記すこと",
)
LEFT_OUT: Final = Text(
    "only the standoff is written, without the state that stands, names of states and on whose word",
    "書き出したのはstandoffsだけである。現状、状態の名前、根拠は含まない",
)


def read_gmcr(path: str | PathLike[str]) -> Case:
    """Which case does a .gmcr file hold? Its summary says what of the file the case does not hold.

    Raises
    ------
    NotFound
        There is no such file.
    BadInput
        With every fault of the file and its place, as keys and list positions.
    """
    return imported(path).case


def imported(path: str | PathLike[str], as_of: date | None = None) -> Imported:
    """Which case does a .gmcr file hold, and what of the file does it not hold?

    `as_of` is the day the case speaks of; the day the file was last written where it is left out.

    Raises
    ------
    NotFound, BadInput
        As `read_gmcr`.
    """
    file = FilePath(path)
    document = opened(file, WHAT)
    noted = Noted()
    model = content(noted, document)
    if not noted.faults:
        check_states(noted, model)
    if noted.faults:
        raise BadInput(tuple(noted.faults), str(file))
    written = as_of or datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
    remarks = tuple(_remarks(model))
    case = _case(model, file.stem, written, remarks)
    if wrong := faults(case):
        raise BadInput(wrong, str(file))
    return Imported(case, remarks)


def exported(case: Case) -> Exported:
    """Which file holds the standoff of a case, and what of the case does it not hold?

    Raises
    ------
    NotPossible
        As `write_gmcr`.
    """
    return Exported({f"{case.id}.gmcr": write_gmcr(case)}, (LEFT_OUT,))


def _remarks(model: Model) -> Iterator[Text]:
    """Say what the file holds and the case does not."""
    yield STANDS
    blind = [both(maker.name) for maker in model.makers if maker.blind]
    if blind:
        yield say(
            "the misperceptions of {who} are not taken over: all moves count as seen by all",
            "{who}の誤認（misperceptions）は引き継いでいない。どの手も全員に見えるものとする",
            who=blind,
        )
    blocs = [bloc for bloc in model.blocs if len(bloc) > 1]
    for bloc in blocs:
        yield say(
            "that {who} act as one is not taken over: every coalition is looked at instead",
            "{who}が一体で動くという指定は引き継いでいない。代わりにあらゆる連合を調べる",
            who=[both(model.makers[member].name) for member in bloc],
        )
    unused = [
        both(maker.name)
        for maker in model.makers
        if (maker.statements if model.by_ranking else maker.ranking)
    ]
    if unused:
        yield (
            say("the statements of {who} are not taken over, as the file ranks states by hand",
                "{who}の優先順位つきの条件は引き継いでいない。ファイルでは状態の順位が手で付けられている", who=unused)
            if model.by_ranking
            else say("the rankings by hand of {who} are not taken over, as the file goes by statements",
                     "{who}の手で付けた順位は引き継いでいない。ファイルは優先順位つきの条件によっている", who=unused)
        )  # fmt: skip


def _case(model: Model, stem: str, as_of: date, remarks: Sequence[Text]) -> Case:
    order = [index for maker in model.makers for index in maker.options]
    parties = ids([maker.name for maker in model.makers])
    levers = ids([model.options[index][0] for index in order])
    said = Text("; ".join(one.en for one in remarks), "。".join(one.ja for one in remarks))
    owner = {index: place for place, maker in enumerate(model.makers) for index in maker.options}
    made = tuple(
        Lever(
            id=ident,
            name=both(model.options[index][0]),
            party=parties[owner[index]],
            direction=model.options[index][1],
        )
        for ident, index in zip(levers, order, strict=True)
    )
    return Case(
        entaku=FORMAT,
        id=ids([stem])[0],
        title=both(stem[:200]),
        as_of=as_of,
        question=KeyQuestion(
            text=Text("Which states of affairs would hold?", "どの状態が安定するか。"), lenses=("standoff",)
        ),
        summary=say("Read from a .gmcr file: {said}.", "gmcrファイルから読み込んだ。{said}。", said=said),
        parties=tuple(
            Party(id=ident, name=both(maker.name), kind="organisation")
            for ident, maker in zip(parties, model.makers, strict=True)
        ),
        issues=tuple(_issue(lever) for lever in made),
        impossible=tuple(_impossible(model, order, levers)),
        standoffs=(_standoff(model, order, parties, made, stem),),
    )


def _standoff(
    model: Model, order: Sequence[int], parties: Sequence[str], levers: tuple[Lever, ...], stem: str
) -> Standoff:
    position = [order.index(index) for index in range(len(order))]

    def pattern(literals: Literals) -> str:
        return text(literals, position, len(order))

    rankings = []
    for ident, maker in zip(parties, model.makers, strict=True):
        if model.by_ranking and maker.ranking:
            groups = tuple(tuple(str(state) for state in group) for group in maker.ranking)
            rankings.append(Ranking(party=ident, best_to_worst=groups))
        elif not model.by_ranking and maker.statements:
            wishes = tuple(Priority(any=tuple(map(pattern, said))) for said in maker.statements)
            rankings.append(Ranking(party=ident, priorities=wishes))
    return Standoff(
        id=MODEL,
        title=both(stem[:200]),
        parties=tuple(parties),
        levers=levers,
        impossible=tuple(map(pattern, model.infeasible)),
        rankings=tuple(rankings),
        because=(ANALYST,),
    )


def _issue(lever: Lever) -> Issue:
    """Give an option of the file as an issue that its owner settles alone, as far as it may."""
    words = {"left": Text("not taken", "取らない"), "taken": Text("taken", "取る")}
    barred = {"fwd": "left", "back": "taken"}.get(lever.direction, "")
    options = tuple(
        Option(
            id=way,
            name=name,
            performs=NOT_STATED if way == barred else ((lever.party,),),
            because=(ANALYST,),
        )
        for way, name in words.items()
    )
    return Issue(id=lever.id, name=lever.name, options=options)


def _impossible(model: Model, order: Sequence[int], levers: Sequence[str]) -> Iterator[Impossible]:
    """Rule the infeasible patterns out as packages too, unless they tie too many options together."""
    names = dict(zip(order, levers, strict=True))
    patterns = [literals for literals in model.infeasible if len(literals) > 1]
    if len({index for literals in patterns for index, _ in literals}) > TIED:
        return
    for place, literals in enumerate(patterns, 1):
        options = {names[index]: "taken" if sign == "Y" else "left" for index, sign in literals}
        yield Impossible(id=f"infeasible_{place}", options=options, because=(ANALYST,))
