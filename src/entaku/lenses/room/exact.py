"""The room of a case whose numbers are all exact: nothing drawn, nothing rounded, ties kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entaku.lenses.room.concluded import deal_exactly, package
from entaku.lenses.room.parts import asked, finding, who
from entaku.lenses.room.words import CARD, RULE, RULE_NAMES
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, column
from entaku.model.text import Text, listed, say
from entaku.space.deals import Exact, name
from entaku.space.foreign import foreign
from entaku.space.silence import deals_unstated
from entaku.space.study import Study

LISTED = 4
"""How many tied packages are named in a sentence."""

_ZONE = Text(
    "{k} of {all} packages are acceptable to all of {who}, {f} of which efficient.",
    "{who}がそろって受け入れられるのは{all}案のうち{k}案で、そのうち{f}案が効率的である。",
)
_NO_ZONE = Text(
    "None of the {all} packages is acceptable to all of {who}.",
    "{who}がそろって受け入れられる案は、{all}案のうち一つもない。",
)
_POINT = Text("{rule}: {packages}.", "{rule}：{packages}。")

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
    "譲れない一線だけで合意案がすべて排除される。価値の面でいくら譲っても道は開かない。",
)


@dataclass(frozen=True, slots=True)
class ExactRoom:
    """The zone, the frontier and every rule's packages of an exact case."""

    study: Study
    solved: Exact

    def findings(self) -> tuple[Finding, ...]:
        """Give the zone first, then what each rule picks, ties included."""
        template = _ZONE if self.solved.acceptable else _NO_ZONE
        text = template.filled(
            k=f"{self.solved.acceptable:,}",
            all=f"{self.study.outcomes.count:,}",
            f=f"{len(self.solved.numbers):,}",
            who=who(self.study),
        )
        head = finding("zone", text, Strength(firmness=Firmness.EXACT), self._grounds())
        points = [self._point(rule) for rule in RULE_NAMES if self.solved.chosen[rule]]
        return (head, *points, *([] if self.solved.acceptable else self._openings()))

    def _openings(self) -> list[Finding]:
        """Say the smallest concession that would open a zone: of one party alone, and of all together."""
        opening, found = self.solved.opening, []
        for place, party in enumerate(self.study.case.parties):
            if opening.alone[0, place] > 0.0:
                text = _ALONE.filled(
                    party=party.name,
                    size=f"{opening.alone[0, place]:.4g}",
                    package=name(self.study, int(opening.alone_package[0, place])),
                )
                found.append(finding(f"alone-{party.id}", text, self._sure(), self._grounds()))
        if opening.together[0] > 0.0:
            text = _TOGETHER.filled(
                size=f"{opening.together[0]:.4g}",
                package=name(self.study, int(opening.together_package[0])),
                party=listed(who(self.study)),
            )
            found.append(finding("together", text, self._sure(), self._grounds()))
        if opening.together[0] < 0.0:
            found.append(finding("barred", _BARRED, self._sure(), self._grounds()))
        return found

    def _sure(self) -> Strength:
        return Strength(firmness=Firmness.EXACT)

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
            deal_exactly(self._sure(), acceptable=bool(self.solved.acceptable)),
            *(one if len(nash) == 1 else ()),
        )

    def data(self) -> dict[str, Any]:
        """Give zone, frontier and points as plain numbers in the parties' own units."""
        return {
            **asked(self.study),
            "exact": True,
            "zone": {
                "packages": self.solved.acceptable,
                "strictly": self.solved.strictly,
                "share": float(bool(self.solved.acceptable)),
            },
            "frontier_size": self.solved.distinct,
            "frontier_packages": len(self.solved.numbers),
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
        """Give the distance to everybody's best, and what other programs' definitions pick and measure."""
        found, draws = foreign(self.study, self.solved), self.study.ensemble
        taken = self.study.outcomes.by_block(draws.values[0])

        def seen(number: int) -> dict[str, Any]:
            blocks = list(self.study.outcomes.choices(number))
            worth = zip(self.study.parties, taken[:, blocks].sum(axis=1), draws.scale, strict=True)
            utilities = {party: int(value) / scale for party, value, scale in worth}
            return {"package": self.study.outcomes.package(number), "utilities": utilities}

        picks = {name: [seen(number) for number in numbers] for name, numbers in found.picks.items()}
        points, packages = found.whole
        return {
            "opposition": found.opposition[0] if found.opposition else None,
            "frontier_of_all": {"points": points, "packages": packages},
            "other_programs": {**picks, **{name: list(each) for name, each in found.measures.items()}},
        }

    def _opening_data(self) -> dict[str, Any]:
        """Give the smallest concessions by party and together, each with its package; nothing with a zone."""
        opening, outcomes = self.solved.opening, self.study.outcomes
        if self.solved.acceptable or opening.together[0] < 0.0:
            return {}
        alone = {
            party: {
                "by": float(opening.alone[0, p]),
                "package": outcomes.package(int(opening.alone_package[0, p])),
            }
            for p, party in enumerate(self.study.parties)
            if opening.alone[0, p] > 0.0
        }
        together = {
            "by": float(opening.together[0]),
            "package": outcomes.package(int(opening.together_package[0])),
        }
        return {"alone": alone, "together": together}

    def _values(self, place: int) -> dict[str, float]:
        scale = self.study.ensemble.scale
        return {
            party: int(self.solved.points[place, p]) / scale[p] for p, party in enumerate(self.study.parties)
        }

    def _point_data(self, rule: str) -> dict[str, Any]:
        chosen = self.solved.chosen[rule]
        if not chosen:
            return {"package": None, "utilities": {}, "ties": []}
        ties = [
            {
                "package": self.study.outcomes.package(self.solved.numbers[place]),
                "utilities": self._values(place),
            }
            for place in chosen
        ]
        return {**ties[0], "ties": ties}

    def _point(self, rule: str) -> Finding:
        chosen = self.solved.chosen[rule][:LISTED]
        text = _POINT.filled(rule=RULE_NAMES[rule], packages=[self._worth(place) for place in chosen])
        return finding(rule, text, Strength(firmness=Firmness.EXACT), self._grounds())

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

    def _frontier(self, one: int, two: int) -> Figure:
        names = [party.name for party in self.study.case.parties]
        by_rule: Mapping[int, Sequence[Text]] = {
            place: [RULE_NAMES[rule] for rule in RULE_NAMES if place in self.solved.chosen[rule]]
            for place in range(len(self.solved.numbers))
        }
        rows = tuple(
            (
                name(self.study, number),
                self._values(place)[self.study.parties[one]],
                self._values(place)[self.study.parties[two]],
                _picked(by_rule[place]),
            )
            for place, number in enumerate(self.solved.numbers)
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
            caption=Text(
                "Packages acceptable to all that nothing acceptable improves on, in the parties' own units.",
                "全員が受け入れられ、受け入れられる案の中にそれを上回るもののない合意案。"
                "価値は各当事者自身の単位で示す。",
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
