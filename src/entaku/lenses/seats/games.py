"""What is said of coded cooperative games, and their numbers as a table and as data."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from entaku.kernels.allocations import Parts
from entaku.lenses.seats.parts import finding, joined
from entaku.lenses.seats.words import CARD
from entaku.lenses.seats.words_games import (
    BY_RULE,
    CORE,
    GRAPH_RULE,
    LINKED,
    NOBODY_TALKS,
    NOT_DEFINED,
    NOT_WORKED_OUT,
    ONE_GRAPH,
    PAIR,
    PART,
    RULE,
    RULES,
    SHARED,
    TALK,
    TOO_MANY,
    UNMOVED,
    UNPROTECTED,
)
from entaku.model.finding import Cell, Column, Figure, Finding, Firmness, Strength
from entaku.model.game import Links
from entaku.model.text import Text, listed
from entaku.space.allocating import Solved
from entaku.space.study import Study

EXACT = Strength(firmness=Firmness.EXACT, draws=1.0)
TOLD = ("shapley", "nucleolus", "gately")
"""Rules of which the sentence on a game tells; all are in the table."""


def game_findings(study: Study, solved: Sequence[Solved]) -> list[Finding]:
    """Say of each game who gets what, whether the core holds anything, and what its graphs do."""
    return [found for each in solved for found in (_shared(study, each), *_graphs(study, each))]


def _shared(study: Study, each: Solved) -> Finding:
    rules = [
        BY_RULE.filled(rules=[RULES[name] for name in some], parts=_parts(study, each, parts))
        for parts, some in _same(each).items()
    ]
    amounts = Text("; ".join(rule.en for rule in rules), "、".join(rule.ja for rule in rules))
    template = SHARED[each.game.kind]
    said = [template.filled(title=each.game.title, total=amount(each.total), rules=amounts), _core(each)]
    if each.rules.get("nucleolus", ()) != each.rules.get("prenucleolus", ()):
        said.append(UNPROTECTED.filled(parts=_parts(study, each, each.rules["prenucleolus"])))
    return finding(
        f"game-{each.game.id}", joined([text for text in said if text]), EXACT, (each.game.id,), RULE
    )


def _same(each: Solved) -> dict[Parts, list[str]]:
    """Put rules that divide alike together."""
    found: dict[Parts, list[str]] = {}
    for name in TOLD:
        if name in each.rules:
            found.setdefault(each.rules[name], []).append(name)
    return found


def _core(each: Solved) -> Text:
    if not each.lacks:
        return TOO_MANY if len(each.game.players) > 1 else Text()
    lacks = each.lacks[0]
    kind = "edge" if lacks == 0 else "held" if lacks < 0 else "empty"
    return CORE[each.game.kind, kind].filled(slack=amount(abs(lacks)))


def _graphs(study: Study, each: Solved) -> list[Finding]:
    if not each.graphs:
        return []
    title, because = each.game.title, (each.game.id,)
    names = [*each.graphs]
    if len(names) == 1:
        text = ONE_GRAPH.filled(
            title=title,
            links=_links(study, each.game.graphs[names[0]]),
            parts=_parts(study, each, each.graphs[names[0]]),
        )
        return [finding(f"graphs-{each.game.id}", text, EXACT, because, GRAPH_RULE)]
    spread = [max(parts) - min(parts) for parts in zip(*each.graphs.values(), strict=True)]
    place = spread.index(max(spread))
    if not spread[place]:
        return [finding(f"graphs-{each.game.id}", UNMOVED.filled(title=title), EXACT, because, GRAPH_RULE)]
    few = min(names, key=lambda name: each.graphs[name][place])
    many = max(names, key=lambda name: each.graphs[name][place])
    text = LINKED.filled(
        title=title,
        player=study.case.party(each.game.players[place]).name,
        least=amount(each.graphs[few][place]),
        most=amount(each.graphs[many][place]),
        few=_links(study, each.game.graphs[few]),
        many=_links(study, each.game.graphs[many]),
    )
    return [finding(f"graphs-{each.game.id}", text, EXACT, because, GRAPH_RULE)]


def _links(study: Study, links: Links) -> Text:
    if not links:
        return NOBODY_TALKS
    pairs = [
        PAIR.filled(one=study.case.party(one).name, other=study.case.party(other).name)
        for one, other in links
    ]
    return TALK.filled(pairs=Text(listed(pairs).en, "、".join(pair.ja for pair in pairs)))


def _parts(study: Study, each: Solved, parts: Parts) -> Text:
    template = PART[each.game.kind]
    told = [
        template.filled(player=study.case.party(player).name, amount=amount(part))
        for player, part in zip(each.game.players, parts, strict=True)
    ]
    return listed(told)


def game_figure(study: Study, solved: Sequence[Solved]) -> Figure:
    """Show what each rule gives whom, game by game."""
    rows: list[tuple[Cell, ...]] = [
        (each.game.title, study.case.party(player).name, *(_cell(each, rule, place) for rule in RULES))
        for each in solved
        for place, player in enumerate(each.game.players)
    ]
    return Figure(
        id="seats-games",
        lens=CARD.name,
        title=Text("What each rule gives whom", "規則ごとの配分"),
        kind="table",
        columns=(
            Column(id="game", title=Text("game", "ゲーム"), role="label"),
            Column(id="player", title=Text("player", "当事者"), role="label"),
            *(Column(id=name, title=title) for name, title in RULES.items()),
        ),
        rows=tuple(rows),
        caption=Text(
            "In the game's own unit; in a game of costs, what each pays. Banzhaf's numbers need not add to the whole.",
            "単位はゲームのもの。費用のゲームでは各自の負担額を示す。バンザフ値の和は総額に一致しないことがある。",
        ),
        rule=RULE,
        because=tuple(each.game.id for each in solved),
    )


def _cell(each: Solved, rule: str, place: int) -> Cell:
    if rule in each.rules:
        return amount(each.rules[rule][place])
    return NOT_DEFINED if each.lacks or rule == "gately" else NOT_WORKED_OUT


def game_data(each: Solved) -> dict[str, Any]:
    """Give a game's numbers, exact ones as fractions in text."""

    def by_player(parts: Parts) -> dict[str, str]:
        return {player: str(part) for player, part in zip(each.game.players, parts, strict=True)}

    core = {"core_nonempty": each.core, "least_core_epsilon": str(each.lacks[0])} if each.lacks else {}
    return {
        "kind": each.game.kind,
        "total": str(each.total),
        **{rule: by_player(parts) for rule, parts in each.rules.items()},
        **core,
        "by_graph": {name: by_player(parts) for name, parts in each.graphs.items()},
    }


def amount(number: Fraction) -> str:
    """Write a number with at most two decimals.

    Examples
    --------
    >>> amount(Fraction(1530)), amount(Fraction(100, 3)), amount(Fraction(-13, 4))
    ('1,530', '33.33', '-3.25')
    """
    return f"{float(number):,.2f}".rstrip("0").rstrip(".") if number.denominator > 1 else f"{int(number):,}"
