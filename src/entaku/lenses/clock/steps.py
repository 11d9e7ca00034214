"""Does each step hold: the clauses of a draft over the draws, and sequences coded by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.clock.parts import finding, middle, names, size, statements
from entaku.lenses.clock.words import (
    CARD,
    GUARANTEE,
    MENDED,
    NOBODY_KNOWN,
    ORDER,
    SEQUENCE,
    SEQUENCE_RULE,
    STEPS,
    STEPS_RULE,
    THEN,
    TWO,
    UNCLEAR,
)
from entaku.model.finding import Cell, Figure, Finding, Firmness, Strength, column
from entaku.model.text import Slot, Text, both
from entaku.model.wording import option_in_full
from entaku.space.evidence import averaged, percent, quantile, share, strength
from entaku.space.parameters import Parameters
from entaku.space.sequencing import MOST_ORDERED, Carried, Checked, HalfStated
from entaku.space.study import Study

HALF = 0.5
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


# The clauses of a draft


def draft_findings(study: Study, found: Carried) -> tuple[Finding, ...]:
    """Say how often the steps hold and what breaks them, then which order or guarantee would help."""
    if _mostly_unclear(study, found):
        draft = found.game.draft
        text = STEPS["unknown"].filled(draft=draft.title, who=names(study, found.unknown))
        return (finding("steps", text, Strength(firmness=Firmness.NOT_STATED), STEPS_RULE, (draft.id,)),)
    return (_holds(study, found), _mended(study, found))


def _mostly_unclear(study: Study, found: Carried) -> bool:
    return share(study.ensemble, found.unclear) > HALF


def _grounds(study: Study, found: Carried) -> list[str]:
    blamed: Bools = np.asarray(found.account.any(axis=(0, 1)))
    who = [party for party, one in zip(study.parties, blamed, strict=True) if one]
    options = [f"{clause.issue.id}.{clause.option.id}" for clause in found.game.clauses]
    return [found.game.draft.id, *options, *statements(study, who)]


def _holds(study: Study, found: Carried) -> Finding:
    draws, held = study.ensemble, strength(study.ensemble, found.holds)
    if found.holds.all():
        text = STEPS["always"].filled(draft=found.game.draft.title)
    else:
        step = _weakest(study, found)
        blamed = [share(draws, (found.cause == step) & one) for one in found.account[:, step].T]
        most = max(blamed)
        who = [p.name for p, part in zip(study.case.parties, blamed, strict=True) if part and part == most]
        text = STEPS["sometimes" if held.share else "never"].filled(
            draft=found.game.draft.title,
            held=percent(held.share),
            step=_step(study, found, step),
            who=who or [NOBODY_KNOWN],
            part=percent(most or share(draws, found.cause == step)),
        )
    if found.unclear.any():
        part = percent(share(draws, found.unclear))
        text = TWO.filled(one=text, two=UNCLEAR.filled(part=part, who=names(study, found.unknown)))
    return finding("steps", text, held, STEPS_RULE, _grounds(study, found))


def _weakest(study: Study, found: Carried) -> int:
    """Which step is the first to lack something by itself, in most of the draws that break?"""
    steps = range(len(found.game.clauses))
    return max(steps, key=lambda step: share(study.ensemble, found.cause == step))


def _step(study: Study, found: Carried, step: int) -> Text:
    clause = found.game.clauses[step]
    return option_in_full(study.case, clause.issue, clause.option)


def _mended(study: Study, found: Carried) -> Finding:
    """Say whether another order does better, and which guarantee the listed order would need."""
    draws, steps = study.ensemble, len(found.game.clauses)
    better = found.best != tuple(range(steps))
    key = "single" if steps == 1 else "many" if steps > MOST_ORDERED else "better" if better else "none"
    order = ORDER[key].filled(
        draft=found.game.draft.title,
        order=_chain([_step(study, found, step) for step in found.best]),
        held=percent(share(draws, found.best_holds)),
        most=MOST_ORDERED,
    )
    penalty = quantile(draws, found.penalty, HALF)
    key = "held" if share(draws, found.holds) >= HALF else "none" if np.isinf(penalty) else "some"
    barred = percent(share(draws, found.barred))
    guarantee = GUARANTEE[key].filled(size=size(penalty) if key == "some" else "", barred=barred)
    text = TWO.filled(one=order, two=guarantee)
    return finding("guarantee", text, averaged(draws), STEPS_RULE, _grounds(study, found))


def _chain(steps: Sequence[Text]) -> Text:
    return Text(THEN.en.join(step.en for step in steps), THEN.ja.join(step.ja for step in steps))


def draft_figure(study: Study, found: Carried) -> Figure:
    """Show in which share of the draws each step is carried out when its turn comes."""
    numbered = [
        Text(f"{k + 1}. {step.en}", f"{k + 1}．{step.ja}")
        for k, step in enumerate(_step(study, found, k) for k in range(len(found.game.clauses)))
    ]
    reached = found.stops_at < 0
    parts = [
        share(study.ensemble, reached | (found.stops_at > step)) for step in range(len(found.game.clauses))
    ]
    return Figure(
        id="clock-steps",
        lens=CARD.name,
        title=Text("How far the steps of {d} carry", "「{d}」の条項はどこまで実施されるか").filled(
            d=found.game.draft.title
        ),
        kind="bars",
        columns=(
            column("step", Text("step", "条項"), "label"),
            column("share", Text("share of draws that get past it", "そこを越える標本の割合"), "x", "share"),
        ),
        rows=tuple(zip(numbered, parts, strict=True)),
        caption=Text(
            "In the order as listed: in which share of the draws this step and all before it are carried out.",
            "記された順に進めて、その条項までがすべて実施される標本の割合を示す。",
        ),
        rule=STEPS_RULE,
        because=(found.game.draft.id,),
    )


def draft_data(study: Study, found: Carried) -> dict[str, Any]:
    """Give the check of a draft's clauses as plain JSON values."""
    draws, steps = study.ensemble, range(len(found.game.clauses))
    clauses = [f"{clause.issue.id}.{clause.option.id}" for clause in found.game.clauses]
    penalty = quantile(draws, found.penalty, HALF)
    return {
        "draft": found.game.draft.id,
        "steps": clauses,
        "holds": share(draws, found.holds),
        "unclear": share(draws, found.unclear),
        "unknown": list(found.unknown),
        "performed": [share(draws, found.performed[:, step]) for step in steps],
        "stops_at": [share(draws, found.stops_at == step) for step in steps],
        "cause": [
            {
                "share": share(draws, found.cause == step),
                "account": {
                    party: share(draws, (found.cause == step) & found.account[:, step, place])
                    for place, party in enumerate(study.parties)
                },
            }
            for step in steps
        ],
        "best_order": [clauses[step] for step in found.best],
        "best_holds": share(draws, found.best_holds),
        "barred": share(draws, found.barred),
        "penalty_for_half": None if np.isinf(penalty) else penalty,
    }


# Sequences coded by themselves


def sequence_finding(study: Study, found: Checked | HalfStated) -> Finding:
    """Say whether a coded sequence holds, and why not."""
    text, strong = _half_said(found) if isinstance(found, HalfStated) else _said(study, found)
    ident = f"sequence-{found.sequence.id}"
    return finding(ident, text, strong, SEQUENCE_RULE, (found.sequence.id,))


def _half_said(found: HalfStated) -> tuple[Text, Strength]:
    flags = found.found.holds
    key = "yes" if (flags == 1).all() else "no" if (flags == 0).all() else "open"
    strong = strength(found.parameters, flags == 1)
    if key == "open":
        strong = replace(strong, firmness=Firmness.NOT_STATED)
    return SEQUENCE[key].filled(title=found.sequence.title), strong


def _said(study: Study, found: Checked) -> tuple[Text, Strength]:
    drawn, check, sequence = found.parameters, found.found, found.sequence
    held = strength(drawn, check.holds)
    if check.holds.all():
        return SEQUENCE["holds"].filled(title=sequence.title, n=len(sequence.steps)), held
    causes = np.where(check.cause.any(axis=1), check.cause.argmax(axis=1), -1)
    step = max(range(len(sequence.steps)), key=lambda k: share(drawn, causes == k))
    short = check.shortfall[:, step]
    where = causes == step
    lacking = [side for place, side in enumerate(sequence.completed) if short[where, place].any()]
    who = names(study, lacking)
    lack = middle(drawn, short.max(axis=1), where)
    slots: dict[str, Slot] = {"cause": step + 1, "who": who, "short": f"{lack:.3g}"}
    slots["title"] = sequence.title
    if not drawn.exact:
        return SEQUENCE["share"].filled(**slots, held=percent(held.share)), held
    text = SEQUENCE["breaks"].filled(**slots, stop=int(check.stops_at[0]) + 1)
    mended = MENDED[bool(found.best_found.holds.all()), bool(found.halves.holds.all())]
    order = both("–".join(str(step + 1) for step in found.best))
    return TWO.filled(one=text, two=mended.filled(order=order)), held


def sequence_figure(study: Study, found: Sequence[Checked | HalfStated]) -> Figure:
    """Table the steps of all coded sequences."""
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        flags = one.found.performed
        for k, step in enumerate(one.sequence.steps):
            done = flags[:, k] == 1
            if isinstance(one, HalfStated) and (flags[:, k] < 0).any():
                said = Text("not known", "分からない")
            elif one.parameters.exact:
                said = Text("yes", "される") if done.all() else Text("no", "されない")
            else:
                said = percent(share(one.parameters, done))
            who = Text("{w}", "{w}").filled(w=names(study, step.performers))
            rows.append(
                (
                    one.sequence.title,
                    Text(f"{k + 1}. {step.title.en}", f"{k + 1}．{step.title.ja}"),
                    who,
                    said,
                )
            )
    return Figure(
        id="clock-sequences",
        lens=CARD.name,
        title=Text("Steps of each sequence", "手順の各段"),
        kind="table",
        columns=(
            column("sequence", Text("sequence", "手順"), "label"),
            column("step", Text("step", "段"), "label"),
            column("who", Text("performed by", "実施者"), "note"),
            column("done", Text("performed when its turn comes", "番が来れば実施されるか"), "value"),
        ),
        rows=tuple(rows),
        caption=Text(
            "A step that fails only because a later one does is not performed either.",
            "後の段が実施されないために実施されない段も、「されない」に含む。",
        ),
        rule=SEQUENCE_RULE,
        because=tuple(one.sequence.id for one in found),
    )


def sequence_data(found: Checked | HalfStated) -> dict[str, Any]:
    """Give the check of a coded sequence as plain JSON values; steps are numbered from 1."""
    drawn, sides = found.parameters, tuple(found.sequence.completed)
    if isinstance(found, HalfStated):
        flags = np.concatenate([found.found.holds[:, None], found.found.performed], axis=1)
        holds, *steps = (_open(drawn, column) for column in flags.T)
        return {"holds": holds, "step_ok": steps}
    check = found.found
    return {
        "holds": _held(drawn, check.holds),
        "step_ok": [_held(drawn, done) for done in check.performed.T],
        "stops_at": _stops(drawn, check.stops_at, len(found.sequence.steps)),
        "own_shortfall": [
            {
                side: float(drawn.weights @ check.shortfall[:, k, place])
                for place, side in enumerate(sides)
                if side in step.performers
            }
            for k, step in enumerate(found.sequence.steps)
        ],
        "value_at_start": {side: float(drawn.weights @ check.value[:, k]) for k, side in enumerate(sides)},
        "best_order": [step + 1 for step in found.best],
        "best_order_holds": _held(drawn, found.best_found.holds),
        "halves_hold": _held(drawn, found.halves.holds),
    }


def _held(drawn: Parameters, where: Bools) -> bool | float:
    return bool(where[0]) if drawn.exact else share(drawn, where)


def _open(drawn: Parameters, flags: NDArray[np.int8]) -> Any:
    if drawn.exact:
        return {1: True, 0: False, -1: "not known"}[int(flags[0])]
    return {"yes": share(drawn, flags == 1), "no": share(drawn, flags == 0)}


def _stops(drawn: Parameters, stops: NDArray[np.int64], steps: int) -> Any:
    if drawn.exact:
        return None if stops[0] < 0 else int(stops[0]) + 1
    return {str(step + 1): share(drawn, stops == step) for step in range(steps)}
