"""What is said of coded pressure: who leans on whom, how hard is stated or not, and how hard it would have to be."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from entaku.lenses.pressure.parts import gap, risk, told, wrapped
from entaku.lenses.pressure.words import LEANED, LEANED_BARRED, LEANED_IDLE, LEANED_ONE, LEVELS, MEDIAN
from entaku.model.basics import ANALYST, NotStated
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.party import Pressure
from entaku.model.text import Text, listed
from entaku.space.evidence import percent, share
from entaku.space.resisting import Stand, called, party_of
from entaku.space.study import Study

TINY = 1e-9


def leaned(study: Study, stands: Sequence[Stand]) -> list[Finding]:
    """Say of each party leaned on how large a threat would have to be, where its gap is known."""
    found = []
    case = study.case
    for party in dict.fromkeys(party_of(case, one.on) for one in case.pressure):
        given = [one for one in case.pressure if party_of(case, one.on) == party]
        toward = [one.toward for one in given if one.toward]
        mine = [stand for stand in stands if stand.party == party]
        aimed = [stand for stand in mine if stand.draft.id in toward] or mine
        if aimed:
            found.append(_leaned(study, aimed[0], given))
    return found


def _leaned(study: Study, stand: Stand, given: Sequence[Pressure]) -> Finding:
    case, draws = study.case, study.ensemble
    idle = not stand.worst.refuses.any()
    text = (LEANED_IDLE if idle else LEANED_ONE if stand.settled else LEANED).filled(
        by=[called(case, name) for name in dict.fromkeys(one.by for one in given)],
        party=case.party(stand.party).name,
        draft=stand.draft.title,
        level=_levels(given),
        best=told(gap(study, stand.best)),
        worst=told(gap(study, stand.worst)),
        note=Text() if draws.exact else MEDIAN,
        risk=_chance(risk(study, stand.best)),
        risk2=_chance(risk(study, stand.worst)),
    )
    if not idle and stand.worst.barred.any():
        lines = LEANED_BARRED.filled(
            barred=percent(share(draws, stand.best.barred)), barred2=percent(share(draws, stand.worst.barred))
        )
        text = Text(f"{text.en} {lines.en}", f"{text.ja}{lines.ja}")
    strong = Strength(firmness=Firmness.NOT_STATED, draws=draws.effective)
    claims = [ground for one in given for ground in one.because if ground != ANALYST]
    return wrapped(f"on-{stand.party}", text, strong, (*claims, stand.draft.id))


def _chance(found: dict[str, float]) -> Text:
    """Say the middle chance in whole per cent, rounded up: less than it is not enough."""
    return percent(ceil(100.0 * found["median"] - TINY) / 100.0) if found else percent(0.0)


def _levels(given: Sequence[Pressure]) -> Text:
    """Say the levels stated, or that none is."""
    stated = dict.fromkeys("" if isinstance(one.level, NotStated) else one.level for one in given)
    return listed([LEVELS[level] for level in stated])
