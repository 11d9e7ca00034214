"""One play of a rehearsal from beginning to end, as a table."""

from __future__ import annotations

import numpy as np

from entaku.model.finding import Cell, Figure, column
from entaku.model.text import Text, say
from entaku.rehearsal.neighbours import Neighbours
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.shuttle import Shuttled
from entaku.rehearsal.protocols.text import Texts
from entaku.rehearsal.rehearsed import Rehearsal
from entaku.rehearsal.seat import NONE
from entaku.rehearsal.telling.drawing import figure
from entaku.rehearsal.yardsticks import gains
from entaku.space.deals import name


def play_figure(made: Rehearsal) -> list[Figure]:
    """Tell one play from beginning to end: the first with a deal, or the first of all."""
    said = made.sample.played
    play = int((said.package != NONE).argmax())
    steps = _steps(made, said, play)
    if not steps:
        return []
    return [
        figure(
            made,
            "play",
            "table",
            (
                Text("One play, move by move", "一つの試行の経過"),
                say(
                    "Play {n}, an example and no more; values are gains over no deal today to whoever moves, in "
                    "shares of its own "
                    "range.",
                    "第{n}試行。一例にすぎない。値は動いた当事者にとっての、現時点の決裂に対する利得（自らの価値の幅に対する割合）。",
                    n=play + 1,
                ),
            ),
            (
                column("round", Text("round", "回"), "label", "number"),
                column("who", Text("who", "誰が"), "note"),
                column("what", Text("does what", "何を"), "note"),
                column("package", Text("package", "合意案"), "note"),
                column("gain", Text("worth to it", "当事者にとっての価値"), "value", "number"),
            ),
            steps,
        )
    ]


_DOES = {
    "offer": Text("offers", "提案する"),
    "accept": Text("accepts", "受け入れる"),
    "leave": Text("leaves", "席を立つ"),
}
_ACCEPTS, _REFUSES = Text("accepts what is brought", "示された案を受け入れる"), Text("refuses", "拒む")
_INSTEAD = Text("would offer instead", "代わりに望む案")


def _steps(made: Rehearsal, said: Played | Texts | Shuttled, play: int) -> list[tuple[Cell, ...]]:
    case, parties = made.study.case, made.arrangement.parties

    def told(round_: int, party: int, what: Text, package: int) -> tuple[Cell, ...]:
        who = case.party(parties[party])
        place = made.study.parties.index(parties[party])
        packages = np.full(play + 1, package)
        worth = gains(made.study, packages, range(play + 1))[play, place] if package != NONE else float("nan")
        return (
            round_,
            who.name,
            what,
            name(made.study, package) if package != NONE else Text("–", "–"),
            float(worth),
        )

    if isinstance(said, Played):
        return [
            told(round_, party, _DOES[what], package) for round_, party, package, what in said.moves(play)
        ]
    if isinstance(said, Shuttled):
        steps = []
        for visit in range(said.party.shape[1]):
            party = int(said.party[play, visit])
            if party == NONE:
                break
            accepted, instead = bool(said.accepted[play, visit]), int(said.instead[play, visit])
            steps.append(
                told(visit + 1, party, _ACCEPTS if accepted else _REFUSES, int(said.text[play, visit]))
            )
            if not accepted and instead != NONE:
                steps.append(told(visit + 1, party, _INSTEAD, instead))
        return steps
    return _text_steps(made, said, play)


def _text_steps(made: Rehearsal, said: Texts, play: int) -> list[tuple[Cell, ...]]:
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
        what = say("worse, say {who}", "悪くなるというのは{who}", who=against) if against else _NOBODY
        rows.append(
            (
                round_ + 1,
                _TAKEN if package == said.path[play, round_ + 1] else _TURNED,
                what,
                name(made.study, package),
                float("nan"),
            )
        )
    return rows


_NOBODY = Text("nobody objects", "異論なし")
_TAKEN, _TURNED = Text("taken", "採用"), Text("not taken", "不採用")
