"""Pictures and tables of a rehearsal, as data: deals by way of bargaining, offers over time, changes, one play."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from entaku.model.finding import Cell, Figure, column
from entaku.model.text import Text, both, say
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.shuttle import Shuttled
from entaku.rehearsal.protocols.text import Texts
from entaku.rehearsal.rehearsed import Outcome, Rehearsal
from entaku.rehearsal.seat import NONE
from entaku.rehearsal.telling import words
from entaku.rehearsal.telling.drawing import figure, short, signed
from entaku.rehearsal.telling.findings import styles
from entaku.rehearsal.telling.moves import play_figure
from entaku.rehearsal.yardsticks import gains
from entaku.space.deals import name

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHOWN = 8
"""How many packages the picture of what is agreed names."""
BAND = (0.1, 0.9)

_SHARE = Text("share of the plays", "試行の割合")
_GAIN = Text("gain over no deal, share of own range", "決裂に対する利得（自らの価値の幅に対する割合）")


def figures(made: Rehearsal) -> tuple[Figure, ...]:
    """What is there to see?"""
    found = [_by_way(made), _ways(made)]
    if any(one.ends.agreed.any() for one in made.outcomes):
        found += [_gains(made), _packages(made)]
    found.append(_over_time(made))
    if made.changes:
        found += _changes(made)
    found += play_figure(made)
    return tuple(found)


def _by_way(made: Rehearsal) -> Figure:
    return figure(
        made,
        "deals",
        "bars",
        (
            Text("How often a deal is reached, by way of bargaining", "交渉の仕方別にみた合意の割合"),
            say(
                "Of {n} plays each. For comparison: some package is acceptable to all in {room} of them.",
                "各{n}回の試行に占める割合。なお、全員が受け入れられる合意案があるのは試行の{room}である。",
                n=both(f"{made.plays:,}"),
                room=both(f"{100 * made.room:.0f}%"),
            ),
        ),
        (
            column("way", Text("way of bargaining", "交渉の仕方"), "label"),
            column("share", _SHARE, "value", "share"),
        ),
        [(one.named.name, one.share) for one in made.outcomes],
    )


def _ways(made: Rehearsal) -> Figure:
    columns = (
        column("way", Text("way of bargaining", "交渉の仕方"), "label"),
        column("missed", Text("missed where there is room", "余地を生かせない割合"), "value", "share"),
        column("round", Text("round of the deal (median)", "合意の回（中央値）"), "value", "number"),
        column("efficient", Text("deals that leave nothing", "取りこぼしのない合意"), "value", "share"),
        column(
            "wasted", Text("mean distance to the frontier", "効率的な案までの平均距離"), "value", "number"
        ),
    )
    return figure(
        made,
        "ways",
        "table",
        (
            Text("How good the deals of each way of bargaining are", "交渉の仕方別にみた合意の質"),
            Text(
                "Distances in shares of ranges, to the nearest package that nobody who sits could better for one "
                "without "
                "worsening it for another.",
                "距離は、席に居る誰かが損をしない限り誰も得をしない案のうち最も近いものまでとし、"
                "価値の幅に対する割合で示す。",
            ),
        ),
        columns,
        [(one.named.name, *_quality(made, one)) for one in made.outcomes],
    )


def _quality(made: Rehearsal, one: Outcome) -> tuple[float, ...]:
    agreed = one.ends.agreed
    inside = agreed & made.could.room
    nothing = float("nan")
    return (
        made.missed(one),
        float(np.median(one.ends.round[agreed])) if agreed.any() else nothing,
        float(one.deals.efficient[inside].mean()) if inside.any() else nothing,
        short(np.nanmean(one.deals.wasted[inside])) if inside.any() else nothing,
    )


def _gains(made: Rehearsal) -> Figure:
    """Show what the deals of every way bring everybody, at the table or not."""
    parties = made.study.case.parties
    some = [one for one in made.outcomes if one.ends.agreed.any()]
    return figure(
        made,
        "gains",
        "matrix",
        (
            Text("What a deal brings whom", "合意が誰に何をもたらすか"),
            Text(
                "Mean gain over no deal today, of the plays with a deal, in shares of each party's own range; of "
                "those who are "
                "not asked as well.",
                "合意に至った試行における、現時点での決裂に対する平均の利得を、各当事者の価値の幅に対する"
                "割合で示す。同意を問われない当事者も含む。",
            ),
        ),
        (
            column("way", Text("way of bargaining", "交渉の仕方"), "y"),
            column("party", Text("party", "当事者"), "x"),
            column("gain", _GAIN, "mark"),
        ),
        [
            (one.named.name, party.name, signed(one.gains[one.ends.agreed, place].mean()))
            for one in some
            for place, party in enumerate(parties)
        ],
    )


def _packages(made: Rehearsal) -> Figure:
    """Show the packages agreed most often; their shares range over the ways of bargaining with deals."""
    some = [one for one in made.outcomes if one.ends.agreed.any()]
    counted = [Counter(one.ends.package[one.ends.agreed].tolist()) for one in some]
    total = sum(counted, Counter[int]())
    top = sorted(total, key=lambda package: (-total[package], package))[:SHOWN]
    rows: list[tuple[Cell, ...]] = []
    for package in top:
        shares = [count[package] / sum(count.values()) for count in counted]
        rows.append((name(made.study, package), max(shares), min(shares)))
    return figure(
        made,
        "packages",
        "table",
        (
            Text("What is agreed", "何が合意されるか"),
            Text(
                "Share of the deals, in the way of bargaining with most and with fewest of them.",
                "合意に占める割合。各案が最も多い交渉の仕方と最も少ない交渉の仕方での値を示す。",
            ),
        ),
        (
            column("package", Text("package", "合意案"), "label"),
            column("most", Text("at most", "最大"), "value", "share"),
            column("fewest", Text("at least", "最小"), "value", "share"),
        ),
        rows,
    )


def _over_time(made: Rehearsal) -> Figure:
    """Show, by round, what the offers or texts are worth to each party: the mean and the middle eight tenths."""
    said = made.sample.played
    rows: list[tuple[Cell, ...]] = []
    for party in made.arrangement.parties:
        place, called = made.study.parties.index(party), made.study.case.party(party).name
        for round_, packages in _by_round(made, said, party):
            worth = _gained(made, packages, place)
            if len(worth):
                low, high = np.quantile(worth, BAND)
                rows.append((round_, short(worth.mean()), called, short(low), short(high)))
    offers = isinstance(said, Played)
    title = (
        Text("What each asks for over time", "各当事者の要求の推移")
        if offers
        else Text("What the text is worth to each over time", "各当事者にとっての案文の価値の推移")
    )
    caption = Text(
        "Own offers" if offers else "The text in hand",
        "各自の提案" if offers else "手元の案文",
    )
    return figure(
        made,
        "offers",
        "line",
        (
            title,
            say(
                "{what} by {each}, over those of {n} plays that still go on{styles}: the mean, and the band that "
                "holds eight plays "
                "in ten.",
                "{n}回の試行で{styles}得た{what}の価値を、その時点で継続中の試行について{each}ごとに示す。"
                "線は平均、帯は試行の8割が収まる範囲である。",
                n=made.sample.table.plays,
                each=words.EACH[made.arrangement.protocol],
                styles=styles(made),
                what=caption,
            ),
        ),
        (
            column("round", Text(words.NTH[made.arrangement.protocol].en, "回"), "x", "number"),
            column("gain", _GAIN, "y", "number"),
            column("party", Text("party", "当事者"), "series"),
            column("low", Text("a tenth below", "下位1割"), "low", "number"),
            column("high", Text("a tenth above", "上位1割"), "high", "number"),
        ),
        rows,
    )


def _by_round(made: Rehearsal, said: Played | Texts | Shuttled, party: str) -> list[tuple[int, Ints]]:
    """Which packages were in hand in each round, one a play; -1 in plays that were over, or where it made none?"""
    if isinstance(said, Played):
        mine = said.speaker == made.arrangement.place(party)
        return [
            (int(round_), np.where(log >= 0, log, NONE))
            for round_, log in zip(said.rounds[mine], said.log.T[mine], strict=True)
        ]
    if isinstance(said, Texts):
        going = [
            np.where(said.round >= round_, said.path[:, round_], NONE) for round_ in range(said.path.shape[1])
        ]
        return list(enumerate(going))
    return [
        (visit + 1, np.where(said.party[:, visit] == NONE, NONE, said.text[:, visit]))
        for visit in range(said.text.shape[1])
    ]


def _gained(made: Rehearsal, packages: Ints, place: int) -> Floats:
    there = packages != NONE
    return np.asarray(gains(made.study, packages, range(len(packages)))[there, place])


def _changes(made: Rehearsal) -> tuple[Figure, Figure]:
    change = Text("change", "変更")
    told = say(
        "On the same {n} plays{styles}. Margins are three standard errors.",
        "同じ{n}回の試行で{styles}比べたもの。±は標準誤差の3倍である。",
        n=made.compared,
        styles=styles(made),
    )
    gained = say(
        "{told} Changes of the mean over all plays, no deal counting as 0, in shares of each party's own range.",
        "{told}値は全試行の平均の変化で、決裂を0とし、各当事者の価値の幅に対する割合で示す。",
        told=told,
    )
    often = figure(
        made,
        "changes",
        "table",
        (Text("How often there is a deal under another arrangement", "段取りを変えたときの合意の割合"), told),
        (
            column("change", change, "label"),
            column("before", Text("deals before", "変更前の合意"), "value", "share"),
            column("after", Text("deals after", "変更後の合意"), "value", "share"),
            column("margin", Text("give or take", "±"), "value", "share"),
        ),
        [(one.name, one.before, one.after, one.margin) for one in made.changes],
    )
    whom = figure(
        made,
        "moved",
        "matrix",
        (Text("Who gains by another arrangement", "段取りの変更で誰が得をするか"), gained),
        (
            column("change", change, "y"),
            column("party", Text("party", "当事者"), "x"),
            column("gain", Text("change of the mean gain", "平均の利得の変化"), "mark"),
        ),
        [
            (one.name, party.name, signed(one.gained[place]))
            for one in made.changes
            for place, party in enumerate(made.study.case.parties)
        ],
    )
    return often, whom
