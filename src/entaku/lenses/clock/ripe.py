"""Is the moment ripe, by how the parties whose agreement is needed see it?"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from entaku.kernels.ripeness import NO, UNKNOWN, YES, ripeness
from entaku.lenses.clock.parts import finding, names
from entaku.lenses.clock.words import CELL, FLAGS, RIPE, RIPE_RULE
from entaku.model.basics import NotStated
from entaku.model.closed import Ripeness
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.text import Text
from entaku.space.study import Study

SAID: Final = {YES: True, NO: False, UNKNOWN: "not stated"}


def stated(study: Study) -> bool:
    """Is anything coded on how a party whose agreement is needed sees its situation?"""
    return any(one.party in study.case.needed for one in study.case.ripeness)


def findings(study: Study) -> tuple[Finding, ...]:
    """Say whether the moment is ripe, or which flags would tell."""
    if not study.case.ripeness:
        return ()
    if not study.case.needed:
        text = RIPE["undefined"]
        return (finding("ripe", text, Strength(firmness=Firmness.CODED), RIPE_RULE, ()),)
    flags = _flags(study)
    found = ripeness(flags)
    key = {YES: "yes", NO: "no", UNKNOWN: "open"}[int(found.ripe)]
    cells = _cells(study, flags == NO if key == "no" else found.watch)
    text = RIPE[key].filled(who=names(study, study.case.needed), cells=cells)
    strong = Strength(firmness=Firmness.NOT_STATED if key == "open" else Firmness.CODED)
    because = [claim for one in study.case.ripeness for claim in one.because]
    return (finding("ripe", text, strong, RIPE_RULE, because),)


def _flags(study: Study) -> np.ndarray[Any, np.dtype[np.int8]]:
    """Give hurting, stalemate and way out (V, 3) of the needed parties: 1, 0, or -1 where nothing is coded."""
    coded = {one.party: one for one in study.case.ripeness}
    rows = [_row(coded.get(party, Ripeness(party=party))) for party in study.case.needed]
    return np.array(rows, np.int8).reshape(len(rows), len(FLAGS))


def _row(one: Ripeness) -> list[int]:
    flags = (one.hurting, one.stalemate, one.way_out)
    return [UNKNOWN if isinstance(flag, NotStated) else YES if flag else NO for flag in flags]


def _cells(study: Study, marked: Any) -> list[Text]:
    """Name what is marked, party by party."""
    cells = []
    for place, party in enumerate(study.case.needed):
        flags = [title for title, one in zip(FLAGS.values(), marked[place], strict=True) if one]
        if flags:
            cells.append(CELL.filled(flags=flags, party=study.case.party(party).name))
    return cells


def data(study: Study) -> dict[str, Any]:
    """Give the answer, the flags by party, and those that would tell, as plain JSON values."""
    needed = study.case.needed
    if not needed:
        return {"ripe": "undefined", "by_party": {}, "watch": {}}
    flags = _flags(study)
    found = ripeness(flags)
    return {
        "ripe": None if int(found.ripe) == UNKNOWN else bool(found.ripe),
        "by_party": {
            party: {name: SAID[int(flag)] for name, flag in zip(FLAGS, flags[place], strict=True)}
            | {"ripe": _alone(flags[place])}
            for place, party in enumerate(needed)
        },
        "watch": {
            party: [name for name, one in zip(FLAGS, found.watch[place], strict=True) if one]
            for place, party in enumerate(needed)
            if found.watch[place].any()
        },
    }


def _alone(flags: Any) -> bool | None:
    """Tell whether the moment is ripe for one party."""
    ripe = int(ripeness(flags[None, :]).ripe)
    return None if ripe == UNKNOWN else bool(ripe)
