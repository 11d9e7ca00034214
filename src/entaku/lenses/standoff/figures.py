"""The tables on one standoff: equilibria by foresight, moves from here, and what is done in which state."""

from __future__ import annotations

from entaku.lenses.standoff import words as w
from entaku.lenses.standoff.seen import Seen
from entaku.model.finding import Cell, Column, Figure, column
from entaku.model.text import Text, both
from entaku.space.graph_model import NOT_SAID
from entaku.space.graph_verdicts import STRONGEST

ROWS = 12
"""How many states or moves a table shows."""
SIDE_BY_SIDE = 5
"""How many states stand side by side in the table of levers."""
DONE: dict[str, Text] = {
    "Y": Text("done", "する"),
    "N": Text("not done", "しない"),
    "-": Text("either", "どちらでも"),
}


def equilibria_figure(seen: Seen) -> list[Figure]:
    """Show the states that hold, those easiest to reach and least in need of fear first."""
    found = seen.found
    rows: list[tuple[Cell, ...]] = [
        (
            seen.name(one.state),
            w.REACHED[one.reached],
            *(float(found.shares[concept, one.state]) for concept in STRONGEST),
        )
        for one in found.candidates[:ROWS]
    ]
    if not rows:
        return []
    columns = (
        column("state", Text("state", "状態"), "label"),
        column("reached", Text("from what stands", "現状から"), "note"),
        *(column(concept.name.lower(), w.CONCEPTS[concept], "value", "share") for concept in STRONGEST),
    )
    title = Text("Where it would hold", "安定する状態")
    caption = Text(
        "Share of the draws in which a state is stable for all: R with no fear of answers, SSEQ and SEQ with fear of "
        "answers in the answerer's own interest, SMR and GMR with fear of any.",
        "各状態が全員にとって安定する標本の割合。ナッシュ安定は対抗手を恐れない場合、対称逐次安定と逐次安定は打つ側"
        "の得となる対抗手を恐れる場合、対称メタ合理性と一般メタ合理性はあらゆる対抗手を恐れる場合。",
    )
    return [_table(seen, "equilibria", (title, caption), columns, rows)]


def moves_figure(seen: Seen) -> list[Figure]:
    """Show what each party can do from the state that stands, and whether it would."""
    graph, now = seen.graph, seen.graph.now
    if now == NOT_SAID:
        return []
    rows: list[tuple[Cell, ...]] = []
    for dm in range(len(graph.parties)):
        for end in graph.moves.reach(dm, now).tolist():
            likes = graph.profiles[:, dm, end] < graph.profiles[:, dm, now]
            rows.append((seen.party(dm), seen.name(end), graph.share(likes)))
    rows.sort(key=lambda row: -float(str(row[2])))
    if not rows:
        return []
    columns = (
        column("party", Text("party", "当事者"), "label"),
        column("to", Text("could go to", "移れる先"), "note"),
        column("likes", Text("likes it better", "そちらを好む"), "value", "share"),
    )
    title = Text("What each could do alone", "各当事者が単独でできること")
    caption = Text(
        "Moves from what stands, and the share of the draws in which the mover likes where they lead better.",
        "現状から打てる手と、動く当事者が現状より行き着く先を好む標本の割合。",
    )
    return [_table(seen, "moves", (title, caption), columns, rows[:ROWS])]


def levers_figure(seen: Seen) -> list[Figure]:
    """Show what is done in what stands and in the first equilibria, lever by lever."""
    graph = seen.graph
    if not graph.patterns:
        return []
    first = [graph.now] if graph.now != NOT_SAID else []
    shown = list(dict.fromkeys([*first, *(one.state for one in seen.found.candidates)]))[:SIDE_BY_SIDE]
    standoff = next(one for one in seen.study.case.standoffs if one.id == graph.id)
    rows: list[tuple[Cell, ...]] = [
        (
            lever.name,
            seen.study.case.party(lever.party).name,
            *(DONE[graph.patterns[state][number]] for state in shown),
        )
        for number, lever in enumerate(standoff.levers)
    ]
    columns = (
        column("lever", Text("lever", "手段"), "label"),
        column("party", Text("whose", "当事者"), "note"),
        *(column(f"state-{graph.states[state]}", both(graph.states[state]), "value") for state in shown),
    )
    title = Text("What is done in which state", "状態ごとに何をするか")
    caption = Text(
        "The state that stands first, where it is stated, then those that would hold.",
        "述べられていれば現状を先頭に、続いて安定する状態を示す。",
    )
    return [_table(seen, "levers", (title, caption), columns, rows)]


def _table(
    seen: Seen,
    ident: str,
    words: tuple[Text, Text],
    columns: tuple[Column, ...],
    rows: list[tuple[Cell, ...]],
) -> Figure:
    return Figure(
        id=f"standoff-{ident}-{seen.graph.id}",
        lens=w.CARD.name,
        title=words[0],
        kind="table",
        columns=columns,
        rows=tuple(rows),
        caption=words[1],
        rule=w.RULE,
        because=seen.graph.grounds,
    )
