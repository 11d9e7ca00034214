"""The room of a case whose numbers are all exact: nothing drawn, nothing rounded, ties kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from entaku.lenses.room import size
from entaku.lenses.room.concluded import deal_exactly, package
from entaku.lenses.room.parts import asked, finding, who
from entaku.lenses.room.words import CARD, RULE, RULE_NAMES
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, column
from entaku.model.text import Text, listed, say
from entaku.space.deals import name
from entaku.space.foreign import foreign
from entaku.space.silence import deals_unstated
from entaku.space.solving import Exact
from entaku.space.study import Study

LISTED = 4
"""How many tied packages are named in a sentence."""
TIES = 1000
"""How many tied packages of a rule the data list."""
DRAWN = 300
"""How many efficient packages a picture shows."""

_POINT = Text("{rule}: {packages}.", "{rule}：{packages}。")
_POINT_OF_MANY = Text(
    "{rule}: {packages}, and {more} packages worth exactly the same.",
    "{rule}：{packages}。価値がまったく同じ案がほかに{more}案ある。",
)

_SHOWN = Text(
    "Packages acceptable to all that nothing acceptable improves on, in the parties' own units.",
    "全員が受け入れられ、受け入れられる案の中にそれを上回るもののない合意案。価値は各当事者自身の単位で示す。",
)
_SOME_SHOWN = Text(
    "Packages acceptable to all that nothing acceptable improves on, in the parties' own units: those that a rule "
    "picks and others spread evenly, {n} of {all}.",
    "全員が受け入れられ、受け入れられる案の中にそれを上回るもののない合意案。価値は各当事者自身の単位で示す。"
    "全{all}案のうち、規則が選ぶ案と、残りから均等に取った案の計{n}案を示す。",
)
_ALONE = Text(
    "If only {party} moved, giving up {size} in its own unit would open a deal, at {package}; or its no-deal value "
    "would have to fall by as much.",
    "{party}だけが動くなら、自らの単位で{size}を譲れば、{package}で合意への道が開く。譲歩の代わりに、"
    "決裂時の価値が同じだけ下がるのでもよい。",
)
_TOGETHER = Text(
    "If everybody moved as little as possible, nobody of {party} would have to give up more than {size} in its own "
    "unit, at {package}.",
    "全員が動きを最小限にとどめるなら、{party}のいずれも、自らの単位で{size}を超えて譲らずに済む。"
    "行き着く案は{package}である。",
)
_BARRED = Text(
    "Red lines alone exclude every package: no concession on values would open one.",
    "譲れない一線だけで合意案がすべて排除される。価値の面でいくら譲歩しても道は開かない。",
)


@dataclass(frozen=True, slots=True)
class ExactRoom:
    """The zone, the frontier and every rule's packages of an exact case."""

    study: Study
    solved: Exact

    def findings(self) -> tuple[Finding, ...]:
        """Give the zone first, then what each rule picks, ties included."""
        head = finding("zone", size.zone(self.study, self.solved), self._sure(), self._grounds())
        points = [self._point(rule) for rule in RULE_NAMES if self.solved.chosen[rule]]
        told = [finding("size", text, self._sure(), ()) for text in size.told(self.study, self.solved)]
        return (head, *points, *([] if self.solved.numbers else self._openings()), *told)

    def _openings(self) -> list[Finding]:
        """Say the smallest concession that would open a zone: of one party alone, and of all together."""
        opening, found = self.solved.opening, list[Finding]()
        if self.solved.zone == "open":
            return found
        for party, (by, number) in opening.alone.items():
            text = _ALONE.filled(
                party=self.study.case.party(party).name, size=f"{by:.4g}", package=name(self.study, number)
            )
            found.append(finding(f"alone-{party}", text, self._sure(), self._grounds()))
        for by, number in opening.together:
            text = _TOGETHER.filled(
                size=f"{by:.4g}", package=name(self.study, number), party=listed(who(self.study))
            )
            found.append(finding("together", text, self._sure(), self._grounds()))
        return found or [finding("barred", _BARRED, self._sure(), self._grounds())]

    def _sure(self) -> Strength:
        """Call nothing exact where packages had to be merged."""
        return Strength(firmness=Firmness.EXACT if self.solved.exact else Firmness.CODED)

    def figures(self) -> tuple[Figure, ...]:
        """Draw the frontier in the first two needed parties' values, and the points of each rule."""
        if not self.solved.numbers:
            return ()
        places = [self.study.parties.index(party) for party in self.study.case.needed]
        one, two = places[0], places[min(1, len(places) - 1)]
        return (self._frontier(one, two), self._points())

    def missing(self) -> tuple[Text, ...]:
        """Name nothing: an exact case states every number."""
        return deals_unstated(self.study)

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Is there a deal, and which package does Nash pick, where it is one?"""
        nash = [self.solved.numbers[place] for place in self.solved.chosen["nash"]]
        one = [package(self.study, number, self._sure(), "room-nash") for number in nash[:1]]
        return (
            *([] if self.solved.zone == "open" else [deal_exactly(self._sure(), acceptable=bool(nash))]),
            *(one if self.solved.ties("nash") == 1 else ()),
        )

    def data(self) -> dict[str, Any]:
        """Give zone, frontier and points as plain numbers in the parties' own units."""
        return {
            **asked(self.study),
            "exact": True,
            "zone": size.zone_data(self.solved),
            "size": size.data(self.solved),
            "frontier_size": self.solved.distinct,
            "frontier_packages": self.solved.packages,
            **self.solved.measures,
            "ideal": self._ideal(),
            "points": {rule: self._point_data(rule) for rule in RULE_NAMES},
            "opening": self._opening_data(),
            **self._elsewhere(),
        }

    def _ideal(self) -> dict[str, float]:
        """Give the best that each needed party can have among acceptable packages; nothing without a zone."""
        if not self.solved.numbers:
            return {}
        values = [self._values(place) for place in range(len(self.solved.numbers))]
        return {party: max(each[party] for each in values) for party in self.study.case.needed}

    def _elsewhere(self) -> dict[str, Any]:
        """Give what other programs' definitions pick and measure, where every efficient package is listed."""
        found, draws = foreign(self.study, self.solved), self.study.ensemble
        taken = self.study.block_values[0]

        def seen(number: int) -> dict[str, Any]:
            blocks = list(self.study.outcomes.choices(number))
            worth = zip(self.study.parties, taken[:, blocks].sum(axis=1), draws.scale, strict=True)
            utilities = {party: int(value) / scale for party, value, scale in worth}
            return {"package": self.study.outcomes.package(number), "utilities": utilities}

        picks = {name: [seen(number) for number in numbers] for name, numbers in found.picks.items()}
        points, packages = found.whole
        return {
            "frontier_of_all": {"points": points, "packages": packages},
            "other_programs": {**picks, **{name: list(each) for name, each in found.measures.items()}},
        }

    def _opening_data(self) -> dict[str, Any]:
        """Give the smallest concessions by party and together, each with its package; nothing with a zone."""
        opening, outcomes = self.solved.opening, self.study.outcomes
        found: dict[str, Any] = {}
        for by, number in opening.together:
            alone = {
                party: {"by": size, "package": outcomes.package(package)}
                for party, (size, package) in opening.alone.items()
            }
            found = {"alone": alone, "together": {"by": by, "package": outcomes.package(number)}}
        return found

    def _values(self, place: int) -> dict[str, float]:
        scale = self.study.ensemble.scale
        return {
            party: int(self.solved.points[place, p]) / scale[p] for p, party in enumerate(self.study.parties)
        }

    def _point_data(self, rule: str) -> dict[str, Any]:
        chosen = self.solved.chosen[rule]
        if not chosen:
            return {"package": None, "utilities": {}, "ties": [], "packages": 0}
        ties = [
            {
                "package": self.study.outcomes.package(self.solved.numbers[place]),
                "utilities": self._values(place),
            }
            for place in chosen[:TIES]
        ]
        return {**ties[0], "ties": ties, "packages": self.solved.ties(rule)}

    def _point(self, rule: str) -> Finding:
        chosen = self.solved.chosen[rule][:LISTED]
        more = self.solved.ties(rule) - len(chosen)
        text = (_POINT_OF_MANY if more else _POINT).filled(
            rule=RULE_NAMES[rule], packages=[self._worth(place) for place in chosen], more=f"{more:,}"
        )
        return finding(rule, text, self._sure(), self._grounds())

    def _worth(self, place: int) -> Text:
        """Name a package with what it is worth to each party in its own unit."""
        values = self._values(place)
        worth = [
            say("{p} {v}", "{p}{v}", p=party.name, v=f"{values[party.id]:g}")
            for party in self.study.case.parties
        ]
        package = name(self.study, self.solved.numbers[place])
        return say(
            "{package} ({worth})",
            "{package}（{worth}）",
            package=package,
            worth=Text(", ".join(one.en for one in worth), "、".join(one.ja for one in worth)),
        )

    def _grounds(self) -> tuple[str, ...]:
        return tuple(statement.id for statement in self.study.case.preferences)

    def _shown(self, one: int) -> list[int]:
        """Choose what a picture shows: what rules pick, and others spread evenly over one party's values."""
        every = len(self.solved.numbers)
        if every <= DRAWN:
            return list(range(every))
        order = np.argsort(self.solved.points[:, one], kind="stable")
        evenly = order[np.linspace(0, every - 1, DRAWN).round().astype(int)].tolist()
        picked = [place for places in self.solved.chosen.values() for place in places[:LISTED]]
        return sorted({*evenly, *picked})

    def _frontier(self, one: int, two: int) -> Figure:
        names, places = [party.name for party in self.study.case.parties], self._shown(one)
        by_rule: Mapping[int, Sequence[Text]] = {
            place: [RULE_NAMES[rule] for rule in RULE_NAMES if place in self.solved.chosen[rule]]
            for place in places
        }
        rows = tuple(
            (
                name(self.study, number),
                self._values(place)[self.study.parties[one]],
                self._values(place)[self.study.parties[two]],
                _picked(by_rule[place]),
            )
            for place, number in ((place, self.solved.numbers[place]) for place in places)
        )
        return Figure(
            id="room-frontier",
            lens=CARD.name,
            title=Text("Efficient packages", "効率的な合意案"),
            kind="scatter",
            columns=(
                column("package", Text("package", "合意案"), "label"),
                column("x", say("value to {p}", "{p}にとっての価値", p=names[one]), "x", "number"),
                column("y", say("value to {p}", "{p}にとっての価値", p=names[two]), "y", "number"),
                column("mark", Text("picked by", "この案を選ぶ規則"), "mark"),
            ),
            rows=rows,
            caption=(_SHOWN if len(rows) == len(self.solved.numbers) else _SOME_SHOWN).filled(
                n=f"{len(rows):,}", all=f"{len(self.solved.numbers):,}"
            ),
            rule=RULE,
        )

    def _points(self) -> Figure:
        rows = tuple(
            (RULE_NAMES[rule], party.name, self._values(self.solved.chosen[rule][0])[party.id])
            for rule in RULE_NAMES
            for party in self.study.case.parties
        )
        return Figure(
            id="room-points",
            lens=CARD.name,
            title=Text("What each rule gives whom", "規則ごとに誰が何を得るか"),
            kind="matrix",
            columns=(
                column("rule", Text("rule", "規則"), "y"),
                column("party", Text("party", "当事者"), "x"),
                column("value", Text("value, own unit", "価値（各自の単位）"), "value", "number"),
            ),
            rows=rows,
            caption=Text(
                "Values of two parties are not on one scale; read each column by itself.",
                "当事者どうしの価値は同じ尺度では測れない。列ごとに読むこと。",
            ),
            rule=RULE,
        )


def _picked(rules: Sequence[Text]) -> Text:
    """Say which rules pick a package, or that it is efficient and picked by none."""
    if not rules:
        return Text("efficient", "効率的")
    return Text(" / ".join(rule.en for rule in rules), "／".join(rule.ja for rule in rules))
