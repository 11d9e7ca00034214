"""How talks are arranged: who sits or is visited, by which protocol, for how long; and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.model.errors import NotPossible
from entaku.rehearsal import quick
from entaku.rehearsal.believing import known_to, priors
from entaku.rehearsal.laying import laid
from entaku.rehearsal.manner import Manner
from entaku.rehearsal.played import LEFT as SOMEBODY_LEFT
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols import offers, shuttle, text
from entaku.rehearsal.quick import Setting
from entaku.rehearsal.seat import NONE, Strategy
from entaku.rehearsal.table import Prior, Table
from entaku.space.study import Study

Ints = NDArray[np.int64]
Protocol_ = Literal["offers", "text", "shuttle"]
PROTOCOLS: Final[tuple[Protocol_, ...]] = ("offers", "text", "shuttle")

AGREED, DEADLINE, LEFT, STUCK, REFUSED = "agreed", "deadline", "left", "stuck", "refused"
ENDS: Final = (AGREED, DEADLINE, LEFT, STUCK, REFUSED)
"""How talks end: with a deal; out of time; somebody left; no change of the text passes; the last text refused."""

CELLS = 2**22
"""Values of packages, or moves, that are held at once: draws are played in chunks of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """One way to arrange the talks.

    Attributes
    ----------
    protocol
        Alternating offers, a single text, or a shuttle.
    parties
        Whose acceptance is needed, in the order of their turns; the first opens.
    rounds
        Turns of every party; changes of the text; or visits.
    months
        How long the talks last: no-deal values move along the outlook meanwhile.
    joins, leaves
        For alternating offers, from which round on a party sits, or sits no more; who is in neither sits throughout.
    consent, clock, last
        As `offers.Rules` has them.
    mediator
        Who carries or drafts the text; empty for nobody with a stake. In a shuttle it is not visited.
    start
        Number of the package the text starts from.
    interest, adopt, voice, stop
        As `text.Rules` has them; `interest` also for a shuttle.
    itinerary, next, carries
        As `shuttle.Rules` has them, by the names of the parties.
    """

    protocol: Protocol_
    parties: tuple[str, ...]
    rounds: int
    months: float = 0.0
    joins: Mapping[str, int] = field(default_factory=dict)
    leaves: Mapping[str, int] = field(default_factory=dict)
    consent: Literal["all", "carried"] = "all"
    clock: Literal["round", "turn"] = "round"
    last: Literal["unanswered", "answered"] = "unanswered"
    mediator: str = ""
    start: int = 0
    interest: float = 0.0
    adopt: Literal["veto", "carried", "annealed"] = "veto"
    voice: Literal["truthful", "asking"] = "truthful"
    stop: Literal["efficient", "acceptable"] = "efficient"
    itinerary: tuple[str, ...] = ()
    next: Literal["binding", "least"] = "binding"
    carries: Literal["text", "answers"] = "text"

    def place(self, party: str) -> int:
        """Give a party's place at the table, -1 where it has none."""
        return self.parties.index(party) if party in self.parties else NONE

    def seated(self, round_: int) -> int:
        """Give who sits in a round, as a bit mask over the parties."""
        return sum(
            1 << place
            for place, party in enumerate(self.parties)
            if self.joins.get(party, 1) <= round_ < self.leaves.get(party, round_ + 1)
        )

    @property
    def bargaining(self) -> tuple[str, ...]:
        """Whose strategy matters? In a shuttle the mediator does not bargain, it carries."""
        if self.protocol != "shuttle":
            return self.parties
        return tuple(party for party in self.parties if party != self.mediator)


@dataclass(frozen=True, slots=True)
class Ends:
    """How n plays ended: the package, -1 for none; the round; and how, by place in `ENDS`."""

    package: Ints
    round: Ints
    how: Ints

    @property
    def agreed(self) -> NDArray[np.bool_]:
        """In which plays was there a deal?"""
        return np.asarray(self.package != NONE)


Way = tuple[Manner, ...]
"""How each of the parties that bargain does so, in the order of the arrangement."""


def ends(study: Study, arrangement: Arrangement, way: Way, plays: range) -> Ends:
    """How does each of these plays end?"""
    if arrangement.protocol == "offers":
        check(study, arrangement)
        setting = Setting(study, arrangement.parties, way, _offer_rules(arrangement), arrangement.months)
        return _ended(arrangement, quick.ends(setting, plays))
    found = [_ended(arrangement, said) for _, said in _played(study, arrangement, way, plays)]
    return Ends(
        *(np.concatenate([getattr(each, name) for each in found]) for name in ("package", "round", "how"))
    )


def told(
    study: Study, arrangement: Arrangement, way: Way, plays: range
) -> tuple[Table, Played | text.Texts | shuttle.Shuttled]:
    """Give everything that is said in some plays, few enough to be held at once."""
    return next(_played(study, arrangement, way, plays))


def check(study: Study, arrangement: Arrangement) -> None:
    """Refuse an arrangement that cannot be played. Raises NotPossible with every reason."""
    wrong = []
    if len(arrangement.bargaining) < 2 and arrangement.protocol == "offers":  # noqa: PLR2004
        wrong.append("alternating offers need at least two parties")
    if not arrangement.bargaining:
        wrong.append("nobody is left to be asked: the only party is the mediator")
    wrong += [
        f"{party!r} is no party of the case; there are: {', '.join(study.parties)}"
        for party in (*arrangement.parties, *arrangement.itinerary)
        if party not in study.parties
    ]
    wrong += [
        f"{party!r} is on the journey but its acceptance is not sought"
        for party in dict.fromkeys(arrangement.itinerary)
        if party in study.parties and party not in arrangement.bargaining
    ]
    if arrangement.itinerary:
        wrong += [
            f"{party!r} must accept but is not reached by visit {arrangement.rounds}"
            if party in arrangement.itinerary
            else f"{party!r} must accept but is never visited"
            for party in arrangement.bargaining
            if party not in arrangement.itinerary[: arrangement.rounds]
        ]
    if wrong:
        raise NotPossible("; ".join(wrong))


def _played(
    study: Study, arrangement: Arrangement, way: Way, plays: range
) -> Iterator[tuple[Table, Played | text.Texts | shuttle.Shuttled]]:
    check(study, arrangement)
    cells = max(study.outcomes.count, arrangement.rounds) * len(arrangement.parties)
    step = max(1, CELLS // max(1, cells))
    known = cache(
        partial(known_to, arrangement.parties, study, arrangement.rounds, arrangement.months, way)
    )  # the same in every play
    for start in range(plays.start, plays.stop, step):
        some = range(start, min(start + step, plays.stop))
        table = laid(study, arrangement.parties, arrangement.rounds, arrangement.months, some)
        table = replace(table, priors=known())
        yield table, _play(study, table, arrangement, _strategies(table, arrangement, way))


def _strategies(table: Table, arrangement: Arrangement, way: Way) -> Sequence[Strategy]:
    """Make everybody's strategy; the mediator of a shuttle has one that is never asked."""
    by_name = dict(zip(arrangement.bargaining, way, strict=True))
    return [
        by_name.get(party, Manner("holdout")).made(party, table.draws, table.seed) for party in table.parties
    ]


def _play(
    study: Study, table: Table, arrangement: Arrangement, strategies: Sequence[Strategy]
) -> Played | text.Texts | shuttle.Shuttled:
    start = np.full(table.plays, arrangement.start, dtype=np.int64)
    if arrangement.protocol == "offers":
        return offers.play(table, strategies, _offer_rules(arrangement))
    mediator = arrangement.place(arrangement.mediator)
    if arrangement.protocol == "text":
        return text.play(
            table,
            strategies,
            text.Rules(
                order=tuple(range(len(table.parties))),
                rounds=arrangement.rounds,
                start=start,
                adopt=arrangement.adopt,
                voice=arrangement.voice,
                mediator=mediator,
                interest=arrangement.interest,
                stop=arrangement.stop,
            ),
        )
    visited = tuple(arrangement.place(party) for party in arrangement.bargaining)
    return shuttle.play(
        table,
        strategies,
        _priors(study, arrangement),
        shuttle.Rules(
            visited=visited,
            visits=arrangement.rounds,
            start=start,
            itinerary=tuple(arrangement.place(party) for party in arrangement.itinerary),
            next=arrangement.next,
            carries=arrangement.carries,
            mediator=mediator,
            interest=arrangement.interest,
        ),
    )


def _offer_rules(arrangement: Arrangement) -> offers.Rules:
    moving = arrangement.joins or arrangement.leaves
    seated = tuple(arrangement.seated(r) for r in range(1, arrangement.rounds + 1)) if moving else ()
    return offers.Rules(
        order=tuple(range(len(arrangement.parties))),
        rounds=arrangement.rounds,
        seated=seated,
        consent=arrangement.consent,
        clock=arrangement.clock,
        last=arrangement.last,
    )


def _priors(study: Study, arrangement: Arrangement) -> dict[int, Prior]:
    """What does the mediator think of whom before it leaves?"""
    known = priors(study, arrangement.parties, 1, 0.0)
    return {arrangement.place(party): known[arrangement.place(party)] for party in arrangement.bargaining}


def _ended(arrangement: Arrangement, played: Played | text.Texts | shuttle.Shuttled) -> Ends:
    if isinstance(played, text.Texts):
        stopped = np.where(played.stop == text.STUCK, ENDS.index(STUCK), ENDS.index(DEADLINE))
        stopped = np.where(played.stop == text.SETTLED, ENDS.index(REFUSED), stopped)
    elif isinstance(played, shuttle.Shuttled):
        stopped = np.full_like(played.end, ENDS.index(DEADLINE))
    else:
        stopped = np.where(played.end == SOMEBODY_LEFT, ENDS.index(LEFT), ENDS.index(DEADLINE))
    how = np.where(played.package != NONE, ENDS.index(AGREED), stopped)
    return Ends(played.package, np.minimum(played.round, arrangement.rounds), how)


def without(arrangement: Arrangement, party: str) -> Arrangement:
    """Give the same talks with a party left out."""
    return replace(
        arrangement,
        parties=tuple(each for each in arrangement.parties if each != party),
        itinerary=tuple(each for each in arrangement.itinerary if each != party),
        mediator="" if arrangement.mediator == party else arrangement.mediator,
    )


def joined(arrangement: Arrangement, party: str) -> Arrangement:
    """Give the same talks with a party more, last in the order; on a coded journey it is visited last.

    Where seats change on the way, it sits throughout.
    """
    journey = (*arrangement.itinerary, party) if arrangement.itinerary else ()
    return replace(arrangement, parties=(*arrangement.parties, party), itinerary=journey)
