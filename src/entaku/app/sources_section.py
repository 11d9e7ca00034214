"""What stands without its sources, as a section of a briefing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from entaku.app import sources_words as words
from entaku.app.without import Dropped, Judged, Reading, ranked
from entaku.briefing.compose import SOURCES
from entaku.briefing.page import Section
from entaku.lenses import lens
from entaku.model.case import Case
from entaku.model.finding import Cell, Column, Figure, Finding, Firmness, Strength, column
from entaku.model.text import Text, both
from entaku.space.evidence import percent
from entaku.space.flips import NO_ANSWER, Flip, Search, deal_answer

LISTED = 12
"""How many findings of one lens the table of changes shows at most."""
_OTHERS = 4
_SHARES = frozenset({Firmness.EXACT, Firmness.PROVED, Firmness.EVERY_DRAW, Firmness.SHARE})


def short(case: Case, dropped: Sequence[Dropped], found: Mapping[Reading, Search], draws: int) -> Section:
    """Say it in short for a whole briefing, and on how many draws and through which lenses it was looked."""
    whole = section(case, dropped, found, draws)
    through = dict.fromkeys(judged.lens for one in dropped for judged in one.judged)
    scope = words.SHORT.filled(draws=draws, lenses=[lens(name).CARD.title for name in through])
    findings = [replace(one, text=_in_a_row([one.text, scope])) for one in whole.findings[:1]]
    return replace(whole, findings=(*findings, *whole.findings[1:]), figures=())


def section(case: Case, dropped: Sequence[Dropped], found: Mapping[Reading, Search], draws: int) -> Section:
    """Say what stands without each source, and which claims carry the answer."""
    findings = [_dropped(case, one, draws) for one in dropped]
    findings += [_smallest(case, name, search) for name, search in found.items() if search.candidates]
    figures = [*_changes(case, dropped), *_losses(case, dropped)] if dropped else []
    return Section(
        lens=SOURCES,
        title=words.TITLE,
        question=words.QUESTION,
        findings=tuple(findings),
        figures=tuple(figures),
        missing=() if dropped else (words.NO_CLAIMS,),
        assumes=_in_a_row([words.RULE, words.DOUBT]),
        sources=(words.CITED,),
    )


def _in_a_row(sentences: Sequence[Text]) -> Text:
    return Text(" ".join(one.en for one in sentences), "".join(one.ja for one in sentences))


def _dropped(case: Case, one: Dropped, draws: int) -> Finding:
    outlet, gone = case.source(one.source).outlet, one.loss
    every = sum(claim.source == one.source for claim in case.claims)
    only = len(one.claims) == len(case.claims)
    own = one.kind == "own voice"
    template = words.OWN_VOICE if own else words.ONLY_SOURCE if only else words.SOURCE
    first = template.filled(
        outlet=outlet,
        n=len(one.claims),
        m=every if own else len(case.claims),
        all=gone.judgements,
        lost=len(gone.lost),
        leaning=len(gone.leaning),
    )
    counts = words.COUNTS.filled(
        all=sum(bool(judged.before) for judged in one.judged),
        stand=one.count("stands"),
        moved=one.count("weakens", "strengthens"),
        other=one.count("reads otherwise"),
        fall=one.count("falls", "turns"),
    )
    heads = _heads([judged for judged in one.judged if judged.finding.headline])
    return Finding(
        id=f"sources-{one.source}{'-own-voice' if own else ''}",
        lens=SOURCES,
        text=_in_a_row([first, *_also_gone(case, one), *heads, counts]),
        strength=Strength(firmness=Firmness.AVERAGE, draws=float(draws)),
        rule=words.RULE,
        because=gone.lost,
    )


def _also_gone(case: Case, one: Dropped) -> list[Text]:
    things = [
        words.GONE.filled(n=n, all=every, what=what) if every > 1 else words.GONE_WHOLE.filled(what=what)
        for what, n, every in _gone(case, one)
    ]
    return [words.ALSO_GONE.filled(things=things)] if things else []


def _gone(case: Case, one: Dropped) -> Iterator[tuple[Text, int, int]]:
    """Give what else a case lost: what it is called, how many, of how many."""
    for name, ids in one.loss.items:
        if name != "preferences":
            held = getattr(case, name)
            yield words.LISTS[name], len(ids), len(held) if isinstance(held, tuple) else 1


def _heads(judged: Sequence[Judged]) -> list[Text]:
    """Say what becomes of the answers: one by one where a share moves, else the lenses together."""
    found = [
        (words.TURNED if one.verdict == "turns" else words.MOVED).filled(lens=_title(one), **_from_to(one))
        for one in judged
        if one.verdict not in words.HEADS
    ]
    for verdict, template in words.HEADS.items():
        lenses = [_title(one) for one in judged if one.verdict == verdict]
        found += [template.filled(lenses=lenses)] if lenses else []
    return found


def _title(judged: Judged) -> Text:
    return lens(judged.lens).CARD.title


def _from_to(judged: Judged) -> dict[str, Text]:
    """Give the shares before and after, a dash where there is none."""
    shares = {
        name: percent(found[0].strength.share)
        for name, found in (("before", judged.before), ("after", judged.after))
        if found and found[0].strength.firmness in _SHARES
    }
    return {"before": both("–"), "after": both("–"), **shares}


def _smallest(case: Case, name: Reading, search: Search) -> Finding:
    first, others = search.flips[:1], search.flips[1:]
    parts = [_flip(case, name, search, flip) for flip in first] or [
        words.NONE.filled(before=percent(search.share))
    ]
    if others and len(first[0].claims) == 1:
        named = [both(flip.claims[0]) for flip in others[:_OTHERS]]
        parts.append(words.OTHERS.filled(others=named))
    elif others:
        parts.append(words.OTHER_SETS.filled(n=len(others)))
    bound = bool(first) and len(first[0].claims) > search.complete
    tried = "bound" if bound else "pairs" if search.complete > 1 else "singles"
    scope = words.TRIED[tried].filled(draws=search.draws, n=len(search.candidates), size=search.complete)
    return Finding(
        id=f"sources-smallest-{name}",
        lens=SOURCES,
        text=_in_a_row(parts),
        strength=Strength(firmness=Firmness.AVERAGE, draws=float(search.draws)),
        rule=_in_a_row([words.SEARCH_RULE, words.SCOPE[name], scope]),
        because=first[0].claims if first else (),
        page="rests" if first and len(first[0].claims) == 1 else "",
    )


def _flip(case: Case, name: Reading, search: Search, flip: Flip) -> Text:
    quoted = [words.QUOTED.filled(id=claim, text=_stopless(case.claim(claim).text)) for claim in flip.claims]
    named = words.LEFT_OUT[name].filled(claims=quoted)
    if flip.share == NO_ANSWER:
        return words.NO_ANSWER.filled(claims=named)
    size = len(flip.claims)
    few = words.FEW_CLAIMS if size <= search.complete + 1 else words.BOUND_CLAIMS
    return (words.ONE_CLAIM if size == 1 else few).filled(
        n=size,
        claims=named,
        turns=_turning(search.share, flip.share),
        before=percent(search.share),
        after=percent(flip.share),
    )


def _turning(before: float, after: float) -> Text:
    """Say what a flip does: to the answer in a word, or else to the half."""
    old, new = deal_answer(before), deal_answer(after)
    if old != new:
        return words.TURNS.filled(old=words.WORDS[old], new=words.WORDS[new])
    return words.OVER_HALF if after > before else words.UNDER_HALF


def _stopless(text: Text) -> Text:
    return Text(text.en.rstrip("."), text.ja.rstrip("。"))


def _changes(case: Case, dropped: Sequence[Dropped]) -> list[Figure]:
    """Show every finding that does not stand in some run, and the answers of the lenses whether they stand or not."""
    by_id: dict[str, list[Judged | None]] = {}
    for place, one in enumerate(dropped):
        for judged in one.judged:
            row: list[Judged | None] = by_id.setdefault(judged.finding.id, [None] * len(dropped))
            row[place] = judged
    rows = [([judged for judged in row if judged], row) for row in by_id.values()]
    told = [
        (met, row)
        for met, row in rows
        if met[0].finding.headline or any(one.verdict != "stands" for one in met)
    ]
    order = {id(one): place for place, one in enumerate(ranked([met[0] for met, _ in told]))}
    told.sort(key=lambda pair: order[id(pair[0][0])])
    shown: dict[str, int] = {}
    kept = []
    for met, row in told:
        shown[met[0].lens] = shown.get(met[0].lens, 0) + 1
        if shown[met[0].lens] <= LISTED:
            kept.append((met, row))
    if not kept:
        return []
    columns = (
        column("finding", Text("finding", "所見"), "label"),
        column("lens", Text("lens", "視点"), "series"),
        *_run_columns(case, dropped, "text"),
    )
    cells = tuple((met[0].finding.text, _title(met[0]), *(_become(one) for one in row)) for met, row in kept)
    title = Text("What becomes of the findings", "所見はどうなるか")
    caption = Text(
        "Answers of the lenses, and the findings that do not stand everywhere; the others stand.",
        "各視点の答えと、いずれかの場合に残らない所見。ここにない所見は残る。",
    )
    return [_figure("changes", title, columns, cells, caption)]


def _become(one: Judged | None) -> Cell:
    if one is None:
        return both("–")
    verdict = words.VERDICTS[one.verdict]
    if one.verdict not in {"weakens", "strengthens", "turns"}:
        return verdict
    return words.FROM_TO.filled(verdict=verdict, **_from_to(one))


def _losses(case: Case, dropped: Sequence[Dropped]) -> list[Figure]:
    """Count what each run takes out of the case."""
    names = dict.fromkeys(name for one in dropped for name, _ in one.loss.items)
    lost = [{name: len(ids) for name, ids in one.loss.items} for one in dropped]
    rows: list[tuple[Cell, ...]] = [
        (Text("claims", "言明"), len(case.claims), *(len(one.claims) for one in dropped))
    ]
    for name in names:
        held = getattr(case, name)
        every = len(held) if isinstance(held, tuple) else 1
        rows.append((words.LISTS[name], every, *(gone.get(name, 0) for gone in lost)))
    rows.append(
        (
            Text("judgements left on the analyst's word alone", "分析者の判断だけで残る選好の判断"),
            dropped[0].loss.judgements,
            *(len(one.loss.leaning) for one in dropped),
        )
    )
    columns = (
        column("what", Text("what is lost", "失われるもの"), "label"),
        column("all", Text("in the case", "事例にある数"), "value", "number"),
        *_run_columns(case, dropped, "number"),
    )
    title = Text("What goes with the claims", "言明とともに失われるもの")
    caption = Text(
        "How many of each are dropped; the last row counts what stays.",
        "それぞれ何件が落ちるか。最後の行だけは残る数を示す。",
    )
    return [_figure("losses", title, columns, tuple(rows), caption)]


def _run_columns(case: Case, dropped: Sequence[Dropped], form: str) -> tuple[Column, ...]:
    titles = {
        "source": Text("without {outlet}", "{outlet}を除く"),
        "own voice": Text("without {outlet}'s own voice", "{outlet}自身の言葉を除く"),
    }
    return tuple(
        column(
            f"{one.source}-{one.kind.replace(' ', '-')}",
            titles[one.kind].filled(outlet=case.source(one.source).outlet),
            "value",
            "number" if form == "number" else "text",
        )
        for one in dropped
    )


def _figure(
    name: str, title: Text, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], caption: Text
) -> Figure:
    return Figure(
        id=f"sources-{name}",
        lens=SOURCES,
        title=title,
        kind="table",
        columns=columns,
        rows=rows,
        caption=caption,
        rule=words.RULE,
    )
