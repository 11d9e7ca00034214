"""How a briefing reads in a terminal: one screen for the answer, then a section a lens."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text as Styled

from entaku.briefing.amounts import firm, number
from entaku.briefing.cells import Point, columns_of, laid_out, points
from entaku.briefing.grids import grid
from entaku.briefing.grounds import Ground, everything, grounds
from entaku.briefing.page import Basis, Briefing, Line, Section
from entaku.briefing.plain import clean, said
from entaku.briefing.widths import cut, width, wrapped
from entaku.briefing.words import aside, day, quoted, sign, word
from entaku.model.basics import ANALYST
from entaku.model.finding import Figure, Finding
from entaku.model.text import Language, Text

WIDTH = 100
"""Columns where nothing says how wide the output is."""
READABLE = 110
"""Columns that sentences use at most, however wide the window."""

_ROWS = 24
_NAME = 24
_BAR = 16
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NO_END = 1_000_000


def console(file: IO[str] | None = None) -> Console:
    """Give a console that takes every word as it is; `NO_COLOR` and `COLUMNS` are obeyed."""
    made = Console(file=file, markup=False, highlight=False, emoji=False)
    if not made.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        made = Console(file=file, markup=False, highlight=False, emoji=False, width=WIDTH)
    return made


def show(briefing: Briefing, language: Language, console: Console) -> None:
    """Write a briefing to a console: the first page, the sections, what to watch, grounds, run record."""
    _masthead(briefing, language, console)
    _first(briefing, language, console)
    at = 1
    for section in briefing.sections:
        _section(section, at, briefing, language, console)
        at += len(section.figures)
    if briefing.watch:
        _heading(word("watch", language), console)
        _items(_referred(briefing.watch, language), console)
    if briefing.sources:
        _heading(word("sources", language), console)
        _items((said(source, language) for source in briefing.sources), console)
    below = everything(briefing)
    if below:
        _heading(word("grounds", language), console)
        for basis in below:
            _basis(basis, language, console)
    _run(briefing, language, console)


def _masthead(briefing: Briefing, language: Language, console: Console) -> None:
    when = word("as_of", language, day=day(briefing.as_of, language))
    kicker = (word("name", language), word("briefing", language), when)
    _say(console, word("separator", language).join(kicker), style="dim")
    _say(console, said(briefing.title, language), style="bold")
    if briefing.summary:
        _say(console, said(briefing.summary, language))
    console.print()


def _first(briefing: Briefing, language: Language, console: Console) -> None:
    first = briefing.first
    blocks: list[tuple[str, list[str], str]] = [
        ("question", [said(first.question, language)], ""),
        ("answer", [said(first.answer, language)], "bold"),
        ("firmness", [said(first.firmness, language)], ""),
        ("rests_on", _bulleted(_referred(first.rests_on, language)), ""),
        ("also", _bulleted(_referred(first.also, language)), ""),
        ("not_stated", _bulleted(said(text, language) for text in first.not_stated), ""),
        ("slant", _bulleted(said(text, language) for text in first.slant), ""),
    ]
    margin = max(width(word(key, language)) for key, _, _ in blocks) + 2
    for key, texts, style in blocks:
        label = word(key, language)
        for text in texts:
            _say(console, text, style=style, label=label + " " * (margin - width(label)))
            label = ""


def _referred(lines: Iterable[Line], language: Language) -> Iterable[str]:
    """Give sentences with the id of the finding that each of them shortens."""
    for line in lines:
        mark = f" [{clean(line.finding)}]" if line.finding else ""
        yield said(line.text, language) + mark


def _section(section: Section, at: int, briefing: Briefing, language: Language, console: Console) -> None:
    _heading(said(section.title, language), console)
    _say(console, said(section.question, language), style="dim")
    for one in sorted(section.findings, key=lambda one: not one.headline):
        console.print()
        _finding(one, briefing, language, console)
    for number_at, figure in enumerate(section.figures, start=at):
        console.print()
        _figure(figure, number_at, language, console)
    notes = {
        "missing": [said(text, language) for text in section.missing],
        "assumes": [said(section.assumes, language)] if section.assumes else [],
        "methods": [clean(source) for source in section.sources],
    }
    for key, texts in notes.items():
        if texts:
            console.print()
            _say(console, word(key, language), style="dim")
            _items(texts, console)


def _finding(one: Finding, briefing: Briefing, language: Language, console: Console) -> None:
    text = said(one.text, language) + aside(firm(one.strength, language), language) + f" [{clean(one.id)}]"
    _say(console, text, style="bold" if one.headline else "", label=f"{sign(one.strength.firmness)} ")
    if one.rule:
        rule = word("told", language, title=word("rule", language), words=said(one.rule, language))
        _say(console, rule, style="dim", label="  ")
    rests = [_rested(ground, language) for ground in grounds(one.because, briefing.bases)]
    if rests:
        listed = word("list", language).join(rests)
        words = word("told", language, title=word("rests_on", language), words=listed)
        _say(console, words, style="dim", label="  ")


def _rested(ground: Ground, language: Language) -> str:
    if ground.basis.id == ANALYST:
        return word("analyst", language)
    whose = aside(said(ground.word, language), language) if ground.word else ""
    return clean(ground.basis.id) + whose


def _figure(figure: Figure, at: int, language: Language, console: Console) -> None:
    name = word("figure", language, n=at)
    _say(console, word("told", language, title=name, words=said(figure.title, language)), style="bold")
    if figure.caption:
        _say(console, said(figure.caption, language), style="dim")
    heads, rows = laid_out(figure, language)
    drawn = points(figure, language) if figure.kind in ("bars", "stacked") else ()
    bars = _glyphs(figure, drawn) if len(drawn) == len(rows) else []
    right = [bool(rows) and all(_is_amount(row[column]) for row in rows) for column in range(len(heads))]
    if bars:
        heads, right = (*heads, ""), [*right, False]
        rows = [(*row, bar) for row, bar in zip(rows, bars, strict=True)]
    for line in grid(heads, rows[:_ROWS], right, min(console.width, READABLE) - 2):
        console.print(Styled("  " + line), no_wrap=True, crop=False)
    if len(rows) > _ROWS:
        _say(console, word("more_rows", language, n=len(rows) - _ROWS), style="dim", label="  ")


def _glyphs(figure: Figure, drawn: Sequence[Point]) -> list[str]:
    """Draw each value as a bar beside its row, in eighths of a place."""
    values = [point.value if point.value > 0 else 0.0 for point in drawn]
    shares = columns_of(figure, "value")[0].form == "share" and all(value <= 1 for value in values)
    longest = 1.0 if shares else max([*values, 0.0]) or 1.0
    eighths = [round(8 * _BAR * value / longest) for value in values]
    return [("█" * (count // 8) + _EIGHTHS[count % 8]).rstrip() for count in eighths]


def _is_amount(words: str) -> bool:
    return words.strip("<>-%").replace(",", "").replace(".", "", 1).isdigit()


def _basis(basis: Basis, language: Language, console: Console) -> None:
    kind, text = word(f"kind_{basis.kind}", language), said(basis.text, language)
    _say(console, word("told", language, title=kind, words=text), label=f"{cut(clean(basis.id), _NAME)}  ")
    if basis.quote:
        _say(console, quoted(clean(basis.quote), language), label="    ")
    named: tuple[tuple[str, Text | str], ...] = (
        ("holder", basis.holder),
        ("hedge", basis.hedge),
        ("source", basis.source),
        ("place", basis.place),
    )
    facts = [
        word("told", language, title=word(key, language), words=words)
        for key, given in named
        if (words := said(given, language) if isinstance(given, Text) else clean(given))
    ]
    facts += [word("framed", language)] if basis.framed else []
    if facts:
        _say(console, word("separator", language).join(facts), style="dim", label="    ")


def _run(briefing: Briefing, language: Language, console: Console) -> None:
    run = briefing.run
    _heading(word("run", language), console)
    facts = {
        "case": clean(briefing.case),
        "version": clean(run.version),
        "seed": str(run.seed),
        "draws": number(run.draws, language),
        "effective": number(run.effective, language),
        "measure": said(run.measure, language),
    }
    named = (
        word("told", language, title=word(key, language), words=is_) for key, is_ in facts.items() if is_
    )
    _say(console, word("separator", language).join(named))
    _items((said(note, language) for note in run.notes), console)


def _heading(words: str, console: Console) -> None:
    console.print()
    _say(console, words, style="bold")
    console.print(Styled("─" * min(console.width, READABLE), style="dim"))


def _bulleted(texts: Iterable[str]) -> list[str]:
    return [f"• {text}" for text in texts]


def _items(texts: Iterable[str], console: Console) -> None:
    for text in texts:
        _say(console, text, label="• ")


def _say(console: Console, words: str, *, style: str = "", label: str = "") -> None:
    """Write words broken at the width, Japanese too, with a label before the first line."""
    margin = width(label)
    places = max(10, min(console.width, READABLE) - margin)
    for at, line in enumerate(wrapped(words, places, lines=_NO_END)):
        before = label if at == 0 else " " * margin
        console.print(Styled(before, style="dim") + Styled(line, style=style), no_wrap=True, crop=False)
