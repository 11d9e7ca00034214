"""When is an offer good enough? Rules that can be put in the place of a strategy's own.

Baarslag, T., Hindriks, K., & Jonker, C. (2013). Acceptance conditions in automated negotiation. In Complex
Automated Negotiations, 95-111.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels import planning
from entaku.kernels.packages import REFUSED
from entaku.model.text import Text
from entaku.rehearsal.plans import Known, Plan, Planned
from entaku.rehearsal.seat import NONE, Seat, Strategy

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

LONGEST: Final = 1000
"""So many offers may a rule look back at."""


def following(seat: Seat, offered: Ints, own: Strategy) -> Bools:
    """Accept what is worth the offer it would make itself now, and no less than no deal."""
    standard = np.maximum(seat.own.worth(own.offer(seat)), seat.floor)
    return np.asarray(seat.own.worth(offered) >= standard)


def constant(seat: Seat, offered: Ints, share: float) -> Bools:
    """Accept what brings this share of the way from no deal to the best package."""
    standard = np.ceil(seat.floor + share * (seat.own.best - seat.floor)).astype(np.int64)
    return seat.own.worth(offered) >= np.maximum(np.minimum(standard, seat.own.best), seat.floor)


def timely(seat: Seat, offered: Ints, own: Strategy, after: float) -> Bools:
    """Accept by the strategy's own rule; after a time, anything no worse than no deal."""
    if seat.time < after:
        return own.accepts(seat, offered)
    return seat.own.worth(offered) >= seat.floor


def best(seat: Seat, offered: Ints) -> Bools:
    """Accept what is worth the best that was heard so far, and no less than no deal."""
    heard = seat.valued.packages
    known = np.where(
        heard == NONE, REFUSED, np.take_along_axis(seat.own.values, np.maximum(heard, 0), axis=1)
    )
    standard = np.maximum(known.max(axis=1, initial=REFUSED), seat.floor)
    return np.asarray(seat.own.worth(offered) >= standard)


def combined(seat: Seat, offered: Ints, own: Strategy, after: float, kind: str, window: int) -> Bools:
    """Accept by `following`; after a time also what is worth the best or the mean of a window before it."""
    now = following(seat, offered, own)
    if seat.time < after:
        return now
    worth = seat.own.worth(offered)
    most = max(1, min(window, seat.valued.packages.shape[1] - 1))  # so many were heard at most
    back = [seat.valued.back(step) for step in range(1, most + 1)]  # step 0 is what stands
    values, there = (
        np.stack([seat.own.worth(each) for each in back]),
        np.stack([each != NONE for each in back]),
    )
    if kind == "best":
        good = worth >= values.max(axis=0)
    else:  # whole numbers, so that a mean is reached exactly
        count = there.sum(axis=0)
        good = worth * count >= np.where(there, values, 0).sum(axis=0)
    return np.asarray(now | (good & there.any(axis=0) & (worth >= seat.floor)))


@dataclass(frozen=True, slots=True)
class Consent:
    """A rule with its settings, and which rule of `entaku.kernels.asking` does the same."""

    accepts: Callable[[Seat, Ints, Strategy], Bools]
    code: int
    share: float = 0.0
    window: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """What an acceptance rule is called and does; `made` reads its settings, given after colons.

    It raises ValueError where they are not what `does` says.
    """

    does: Text
    made: Callable[[list[str]], Consent]


def _combined(given: list[str]) -> Consent:
    time, kind, last = given
    after, window = _part(time), int(last)
    if kind not in {"best", "mean"} or not 1 <= window <= LONGEST:
        raise ValueError(given)
    return Consent(
        lambda seat, offered, own: combined(seat, offered, own, after, kind, window),
        planning.COMBINED_BEST if kind == "best" else planning.COMBINED_MEAN,
        after,
        window,
    )


def _constant(given: list[str]) -> Consent:
    (said,) = given
    share = _part(said)
    return Consent(lambda seat, offered, _own: constant(seat, offered, share), planning.CONSTANT, share)


def _timely(given: list[str]) -> Consent:
    (said,) = given
    after = _part(said)
    return Consent(lambda seat, offered, own: timely(seat, offered, own, after), planning.TIMELY, after)


def _following(given: list[str]) -> Consent:
    if given:
        raise ValueError(given)
    return Consent(following, planning.NEXT)


def _best(given: list[str]) -> Consent:
    if given:
        raise ValueError(given)
    return Consent(lambda seat, offered, _own: best(seat, offered), planning.BEST)


def _part(said: str) -> float:
    found = float(said)
    if not 0.0 <= found <= 1.0:
        raise ValueError(said)
    return found


RULES: Final = {
    "next": Rule(Text("what is worth its own next offer", "自らの次の提案に劣らないもの"), _following),
    "constant": Rule(
        Text(
            "constant:S, what brings the share S, from 0 to 1, of the way from no deal to its best package",
            "constant:S。決裂時から自らの最良の案までの幅のうち、割合S（0から1）以上をもたらすもの",
        ),
        _constant,
    ),
    "time": Rule(
        Text(
            "time:T, by its own rule; after the share T, from 0 to 1, of the talks anything no worse than no deal",
            "time:T。自らの基準による。期間の割合T（0から1）を過ぎた後は、決裂時を下回らないものすべて",
        ),
        _timely,
    ),
    "best": Rule(
        Text("what is worth the best it has heard so far", "これまでに聞いた最良の提案に劣らないもの"),
        _best,
    ),
    "combined": Rule(
        Text(
            "combined:T:best:W or combined:T:mean:W, as next; after T also what is worth the best or the mean of the W "
            "offers (1 to 1000) heard before it",
            "combined:T:best:Wまたはcombined:T:mean:W。nextに加え、Tを過ぎた後は、それまでに聞いた直近W回"
            "（1から1000）の提案の最良または平均に劣らないものも",
        ),
        _combined,
    ),
}


@dataclass
class Accepting:
    """A strategy that offers as before and accepts by another rule."""

    own: Strategy
    rule: Consent

    def offer(self, seat: Seat) -> Ints:
        """Offer as the strategy does."""
        return self.own.offer(seat)

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept by the rule."""
        return self.rule.accepts(seat, offered, self.own)

    def plan(self, known: Known) -> Plan | None:
        """Plan as the strategy does, where it has a plan, with the rule."""
        planned = self.own.plan(known) if isinstance(self.own, Planned) else None
        rule = self.rule
        return planned and replace(planned, accepts=rule.code, share=rule.share, window=rule.window)
