"""How a briefing reads in a terminal: one screen for the answer, then a section a lens."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from entaku.briefing.amounts import firm
from entaku.briefing.cells import Point, columns_of, laid_out, points
from entaku.briefing.grids import grid
from entaku.briefing.grounds import Ground, everything, grounds
from entaku.briefing.page import Briefing, Line, Section
from entaku.briefing.parts import (
    findings_in_order,
    gaps_and_slant,
    lines_of,
    lists_after,
    qualified,
    run_record,
    word_of,
)
from entaku.briefing.plain import clean, said
from entaku.briefing.widths import cut, width, wrapped
from entaku.briefing.words import aside, day, quoted, sign, word
from entaku.model.basics import ANALYST
from entaku.model.finding import Figure, Finding
from entaku.model.text import Language, Text

WIDTH = 100
"""Columns where nothing says how wide the output is."""
NARROW = 20
"""Columns below which nothing can be read; a smaller wish is not taken up."""
READABLE = 110
"""Columns that sentences use at most, however wide the window."""

_ROWS = 16
_NAME = 24
_BAR = 16
_DIGITS = 4
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NO_END = 1_000_000


_SGR = {"bold": "\x1b[1m", "dim": "\x1b[2m"}
_PLAIN = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Console:
    """Where lines go, how many columns there are, and whether styles may be shown."""

    file: IO[str]
    width: int
    styled: bool = False

    def line(self, *parts: tuple[str, str]) -> None:
        """Write a line of words, each with its style."""
        shown = (
            f"{_SGR[style]}{words}{_PLAIN}" if style and words and self.styled else words
            for words, style in parts
        )
        self.file.write("".join(shown) + "\n")


def console(file: IO[str] | None = None, width: int = 0) -> Console:
    """Give a console that is so wide, or as `COLUMNS` says, or as the terminal is."""
    out = file or sys.stdout
    asked = os.environ.get("COLUMNS", "")
    sensible = asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS and int(asked) >= NARROW
    if not width and sensible:
        width = int(asked)
    styled = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Console(out, width or _columns(out), styled)


def _columns(out: IO[str]) -> int:
    """Ask the terminal itself; shutil would take any COLUMNS at its word."""
    try:
        return max(NARROW, os.get_terminal_size(out.fileno()).columns) if out.isatty() else WIDTH
    except OSError:
        return WIDTH


def show(briefing: Briefing, language: Language, console: Console) -> None:
    """Write a briefing to a console: the first page, the sections, what to watch, grounds, run record."""
    _masthead(briefing, language, console)
    _first(briefing, language, console)
    at = 1
    for section in briefing.sections:
        _section(section, at, language, console)
        at += len(section.figures)
    if briefing.watch:
        _heading(word("watch", language), console)
        _items(_referred(briefing.watch, language), console)
    for key, texts in lists_after(briefing).items():
        _heading(word(key, language), console)
        _items((said(text, language) for text in texts), console)
    below = everything(briefing)
    if below:
        _heading(word("grounds", language), console)
        for ground in grounds((basis.id for basis in below), briefing.bases):
            _ground(ground, language, console)
    _run(briefing, language, console)


def _masthead(briefing: Briefing, language: Language, console: Console) -> None:
    when = word("as_of", language, day=day(briefing.as_of, language))
    kicker = (word("name", language), word("briefing", language), when)
    _say(console, word("separator", language).join(kicker), style="dim")
    _say(console, said(briefing.title, language), style="bold")
    if briefing.summary:
        _say(console, said(briefing.summary, language))
    console.line()


def _first(briefing: Briefing, language: Language, console: Console) -> None:
    first = briefing.first
    blocks: list[tuple[str, list[str], str]] = [
        ("question", [said(first.question, language)], ""),
        ("answer", [said(first.answer, language)], "bold"),
        ("firmness", [said(first.firmness, language)], ""),
    ]
    for key, lines in lines_of(first).items():
        blocks.append((key, _bulleted(_referred(lines, language)), ""))
    for key, listed in gaps_and_slant(first).items():
        blocks.append((key, _bulleted(said(text, language) for text in listed), ""))
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


def _section(section: Section, at: int, language: Language, console: Console) -> None:
    _heading(said(section.title, language), console)
    _say(console, said(section.question, language), style="dim")
    rule = ""
    for one in findings_in_order(section):
        console.line()
        _finding(one, language, console)
        # Findings of one rule follow one another; it is said once, under the first of them.
        if one.rule and (told := _fact("rule", one.rule, language)) != rule:
            rule = told
            _say(console, rule, style="dim", label="  ")
    for number_at, figure in enumerate(section.figures, start=at):
        console.line()
        show_figure(figure, number_at, language, console)
    for key, texts in qualified(section).items():
        console.line()
        _say(console, word(key, language), style="dim")
        _items((said(text, language) for text in texts), console)


def _finding(one: Finding, language: Language, console: Console) -> None:
    text = said(one.text, language) + aside(firm(one.strength, language), language) + f" [{clean(one.id)}]"
    _say(console, text, style="bold" if one.headline else "", label=f"{sign(one.strength.firmness)} ")
    names = [word("analyst", language) if name == ANALYST else clean(name) for name in one.because]
    if names:
        listed = word("list", language).join(names)
        rests = word("told", language, title=word("rests_on", language), words=listed)
        _say(console, rests, style="dim", label="  ")


def show_figure(figure: Figure, at: int, language: Language, console: Console) -> None:
    """Show a figure as a table, with bars where it has them."""
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
        console.line((f"  {line}", ""))
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


def _ground(ground: Ground, language: Language, console: Console) -> None:
    """Say by its id what a basis is, on whose word, and which claims it leads to."""
    basis = ground.basis
    text = said(basis.text, language)
    if ground.word and basis.kind != "claim":
        text += aside(word("on_the_word", language, who=said(ground.word, language)), language)
    told = word("told", language, title=word(f"kind_{basis.kind}", language), words=text)
    _say(console, told, label=f"{cut(clean(basis.id), _NAME)}  ")
    below = [clean(claim.id) for claim in ground.claims if claim.id != basis.id]
    if below:
        listed = word("list", language).join(below)
        rests = word("told", language, title=word("rests_on", language), words=listed)
        _say(console, rests, style="dim", label="    ")
    if basis.quote:
        _say(console, quoted(clean(basis.quote), language), label="    ")
    facts = [_fact(key, text, language) for key, text in word_of(basis).items()]
    if basis.kind == "claim" and facts:
        _say(console, word("separator", language).join(facts), style="dim", label="    ")


def _run(briefing: Briefing, language: Language, console: Console) -> None:
    _heading(word("run", language), console)
    facts = (_fact(key, text, language) for key, text in run_record(briefing).items())
    _say(console, word("separator", language).join(facts))
    _items((said(note, language) for note in briefing.run.notes), console)


def _fact(key: str, text: Text, language: Language) -> str:
    return word("told", language, title=word(key, language), words=said(text, language))


def _heading(words: str, console: Console) -> None:
    console.line()
    _say(console, words, style="bold")
    console.line(("─" * min(console.width, READABLE), "dim"))


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
        console.line((label if at == 0 else " " * margin, "dim"), (line, style))
