"""One play of a rehearsal from beginning to end, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from entaku.model.finding import Cell, Column, Figure, column
from entaku.model.text import Text, both, listed, say
from entaku.rehearsal.neighbours import Neighbours
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.shuttle import ACCEPTS, UNTOLD, Shuttled
from entaku.rehearsal.protocols.text import Texts
from entaku.rehearsal.rehearsed import Rehearsal
from entaku.rehearsal.seat import NONE
from entaku.rehearsal.telling.drawing import figure, signed
from entaku.rehearsal.yardsticks import gains
from entaku.space.deals import name

_ROUND = column("round", Text("round", "回"), "label", "number")
_WHO = column("who", Text("who", "当事者"), "note")
_WHAT = column("what", Text("does what", "行動"), "note")
_PACKAGE = column("package", Text("package", "合意案"), "note")
_WORTH = column("worth", Text("worth to it", "その当事者にとっての価値"), "note")
_MOVES = (_ROUND, _WHO, _WHAT, _PACKAGE, _WORTH)
_VISITS = (
    *_MOVES,
    column("told", Text("told of the others", "伝え聞いた他者の回答"), "note"),
    column("known", Text("who knows of it", "知っている者"), "note"),
)
_CHANGES = (
    _ROUND,
    column("taken", Text("taken or not", "採否"), "note"),
    column("objects", Text("who objects", "異を唱える者"), "note"),
    column("package", Text("text with the change", "変更後の案文"), "note"),
)

_DOES = {
    "offer": Text("offers", "提案する"),
    "accept": Text("accepts", "受け入れる"),
    "leave": Text("leaves", "席を立つ"),
}
_ACCEPTS, _REFUSES = Text("accepts what is brought", "示された案を受け入れる"), Text("refuses", "拒む")
_INSTEAD = Text("would offer instead", "代わりに望む案")
_NOBODY = Text("nobody", "なし")
_TAKEN, _TURNED = Text("taken", "採用"), Text("not taken", "不採用")
_NOTHING = both("–")


def play_figure(made: Rehearsal) -> list[Figure]:
    """Tell one play from beginning to end: the first with a deal, or the first of all."""
    said = made.sample.played
    play = int((said.package != NONE).argmax())
    columns, steps = _steps(made, said, play)
    if not steps:
        return []
    words = (
        Text("One play, move by move", "一つの試行の経過"),
        say(
            "Play {n}, an example and no more. What a package is worth: the gain over no deal today to whoever "
            "moves, in "
            "shares of its own range.",
            "{n}番目の試行であり、一例にすぎない。案の価値は、行動した当事者にとっての、"
            "現時点での決裂に対する利得（自らの価値の幅に対する割合）である。",
            n=play + 1,
        ),
    )
    return [figure(made, "play", "table", words, columns, steps)]


def _steps(
    made: Rehearsal, said: Played | Texts | Shuttled, play: int
) -> tuple[Sequence[Column], list[tuple[Cell, ...]]]:
    if isinstance(said, Played):
        moves = said.moves(play)
        return _MOVES, [_move(made, play, (r, p, x), _DOES[what]) for r, p, x, what in moves]
    if isinstance(said, Shuttled):
        return _VISITS, _visits(made, said, play)
    return _CHANGES, _changes(made, said, play)


def _move(made: Rehearsal, play: int, at: tuple[int, int, int], does: Text) -> tuple[Cell, ...]:
    """Tell a move: in which round, whose, about which package, what was done, and what the package is worth to it."""
    round_, party, package = at
    who = made.arrangement.parties[party]
    if package == NONE:
        return (round_, made.study.case.party(who).name, does, _NOTHING, _NOTHING)
    worth = gains(made.study, np.array([package]), range(play, play + 1))[0, made.study.parties.index(who)]
    return (round_, made.study.case.party(who).name, does, name(made.study, package), signed(worth))


def _visits(made: Rehearsal, said: Shuttled, play: int) -> list[tuple[Cell, ...]]:
    """Tell each visit: the answer, what would be offered instead, what was carried, and who knows of it."""
    case, parties = made.study.case, made.arrangement.parties
    rows: list[tuple[Cell, ...]] = []
    for visit in range(said.party.shape[1]):
        party = int(said.party[play, visit])
        if party == NONE:
            break
        known = _known(made, party)
        heard = [
            (_TOLD_YES if told == ACCEPTS else _TOLD_NO).filled(who=case.party(other).name)
            for other, told in zip(parties, said.told[play, visit].tolist(), strict=True)
            if told != UNTOLD
        ]
        accepted, instead = bool(said.accepted[play, visit]), int(said.instead[play, visit])
        at = (visit + 1, party, int(said.text[play, visit]))
        rows.append(
            (
                *_move(made, play, at, _ACCEPTS if accepted else _REFUSES),
                listed(heard) if heard else _NOTHING,
                known,
            )
        )
        if not accepted and instead != NONE:
            rows.append((*_move(made, play, (visit + 1, party, instead), _INSTEAD), _NOTHING, known))
    return rows


def _known(made: Rehearsal, party: int) -> Text:
    """Who knows what a party answers? Where answers are carried, whoever is visited next with the same text too."""
    who = made.study.case.party(made.arrangement.parties[party]).name
    if made.arrangement.carries == "text":
        return say("{who} and the mediator", "{who}と仲介役", who=who)
    return say(
        "{who}, the mediator, and whoever is next brought this text",
        "{who}と仲介役、および次にこの案文を受け取る当事者",
        who=who,
    )


_TOLD_YES, _TOLD_NO = Text("{who} accepts it", "{who}の受諾"), Text("{who} refuses it", "{who}の拒否")


def _changes(made: Rehearsal, said: Texts, play: int) -> list[tuple[Cell, ...]]:
    """Tell which changes of the text were proposed, and who objected."""
    case, steps = made.study.case, Neighbours(made.sample.table.options)
    rows: list[tuple[Cell, ...]] = []
    for round_ in range(said.proposed.shape[1]):
        if (change := int(said.proposed[play, round_])) == NONE:
            continue
        before, objected = said.path[play, round_ : round_ + 1], int(said.objected[play, round_])
        package = int(steps.changed(before, said.changes[change])[0])
        against = [
            case.party(party).name
            for place, party in enumerate(made.arrangement.parties)
            if objected >> place & 1
        ]
        taken = _TAKEN if package == said.path[play, round_ + 1] else _TURNED
        rows.append((round_ + 1, taken, listed(against) if against else _NOBODY, name(made.study, package)))
    return rows
