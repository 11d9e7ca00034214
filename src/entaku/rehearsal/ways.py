"""The ways in which parties are made to bargain where nobody says how: late or early concessions, and yardsticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from entaku.model.basics import Range
from entaku.model.text import Text, both, listed, say
from entaku.rehearsal.arranging import Way
from entaku.rehearsal.manner import Manner, card, manner

LATE: Final = manner("concede,beta=0.2..0.5")
EARLY: Final = manner("concede,beta=2..5")
EITHER: Final = manner("concede,beta=0.2..5")
"""Any of the two or between: what the plays that compare arrangements are played by."""
YARDSTICKS: Final = ("answer", "micro")
FEW = 3
"""Up to so many parties, every mixture of late and early is played."""


@dataclass(frozen=True, slots=True)
class Named:
    """A way of bargaining and what it is called; a yardstick stands beside the others and is in no range."""

    name: Text
    way: Way
    yardstick: bool = False


def ways(
    parties: Mapping[str, Text], given: Mapping[str, Manner], *, tied: bool = False
) -> tuple[Named, ...]:
    """In which ways are these parties, by name, made to bargain? What is given for a party stays as it is.

    Nobody knows how they will: so late and early concessions are mixed in every way, or, for more than three
    parties, all alike and each alone. Where nothing is given, all answering each other and all playing MiCRO, which
    needs neither clock nor parameter, stand beside. Where packages are `tied`, worth exactly the same to a party, it
    offers the one that the others seem to like best.
    """
    late, early = (_picking(LATE), _picking(EARLY)) if tied else (LATE, EARLY)
    free = [party for party in parties if party not in given]
    mixtures: list[dict[str, Manner]]
    if len(free) <= FEW:
        mixtures = [dict(zip(free, some, strict=True)) for some in product((late, early), repeat=len(free))]
    else:
        mixtures = [dict.fromkeys(free, late), dict.fromkeys(free, early)]
        mixtures += [{**dict.fromkeys(free, late), party: early} for party in free]
        mixtures += [{**dict.fromkeys(free, early), party: late} for party in free]
    yardsticks = [] if given else [dict.fromkeys(free, manner(name)) for name in YARDSTICKS]
    return tuple(
        Named(_called(parties, way), tuple(way.values()), place >= len(mixtures))
        for place, mixture in enumerate([*mixtures, *yardsticks])
        for way in [{party: {**given, **mixture}[party] for party in parties}]
    )


def either(parties: Sequence[str], given: Mapping[str, Manner], *, tied: bool = False) -> Way:
    """Give the way that compares arrangements: what is given, else anything from late to early, drawn per play."""
    usual = _picking(EITHER) if tied else EITHER
    return tuple(given.get(party, usual) for party in parties)


def _picking(one: Manner) -> Manner:
    """Of packages worth exactly the same to itself, let it offer the one that the others seem to like best."""
    return manner(f"{one.said},model=frequency")


def called(one: Manner) -> Text:
    """What does a party do that bargains so?"""
    if one in (LATE, _picking(LATE)):
        return Text("gives way late", "終盤に譲る")
    if one in (EARLY, _picking(EARLY)):
        return Text("gives way early", "序盤から譲る")
    title = card(one.name).title
    settings = [f"{key} {_shown(value)}" for key, value in one.settings.items()]
    settings += [f"accept {':'.join(one.accept)}"] if one.accept else []
    if not settings:
        return title
    return say(
        "{title} ({settings})", "{title}（{settings}）", title=title, settings=both(", ".join(settings))
    )


def _shown(value: str | Range) -> str:
    if isinstance(value, str):
        return value
    return f"{value.low:g}" if value.exact else f"{value.low:g}..{value.high:g}"


def _called(parties: Mapping[str, Text], way: Mapping[str, Manner]) -> Text:
    """Say who bargains how, those who do the same together."""
    groups: dict[str, tuple[Text, list[Text]]] = {}
    for party, one in way.items():
        groups.setdefault(repr(one), (called(one), []))[1].append(parties[party])
    if len(groups) == 1 and len(parties) > 1:
        [(does, _)] = groups.values()
        return say("all: {does}", "全員：{does}", does=does)
    parts = [
        say("{who}: {does}", "{who}：{does}", who=listed(who), does=does) for does, who in groups.values()
    ]
    return Text("; ".join(part.en for part in parts), "／".join(part.ja for part in parts))
