"""How a briefing reads as Markdown: what rests on what stands in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from entaku.briefing.amounts import firm, firm_in_full, number
from entaku.briefing.cells import laid_out
from entaku.briefing.grounds import Ground, grounds
from entaku.briefing.page import Basis, Briefing, FirstPage, Line, Section
from entaku.briefing.plain import clean, said
from entaku.briefing.words import aside, day, quoted, sign, word
from entaku.model.finding import Figure, Finding
from entaku.model.text import Language, Text

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Signs that mean something to one Markdown or another wherever they stand, and templates' braces.
_SIGNS = re.compile(r"[\\`*_{}\[\]|~$^&<>@]")
# Addresses become links by themselves unless broken up; so do these before their dots and colons.
_ADDRESSES = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*)(:)(?=\S)|(\bwww)(\.)")
# What makes a list, a heading, a rule or a number of an otherwise harmless line.
_OPENINGS = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+\-=:!])")


def escaped(words: str) -> str:
    r"""Give words that Markdown shows as they are, without markup, links, templates or table breaks.

    Examples
    --------
    >>> escaped("a | [b](javascript:x) <i>")
    'a \\| \\[b\\](javascript\\:x) &lt;i&gt;'
    """
    said_so = _SIGNS.sub(lambda found: _ENTITIES.get(found.group(), "\\" + found.group()), clean(words))
    said_so = _ADDRESSES.sub(lambda found: "".join(_broken(found)), said_so)
    return _OPENINGS.sub(lambda found: "".join(_broken(found)), said_so)


def _broken(found: re.Match[str]) -> Iterable[str]:
    """Put a backslash before the sign that ends a match."""
    groups = [group for group in found.groups() if group]
    return (*groups[:-1], "\\", groups[-1])


def page(briefing: Briefing, language: Language) -> str:
    """Give a briefing as Markdown with tables and footnotes."""
    notes = _notes(briefing)
    when = word("as_of", language, day=day(briefing.as_of, language))
    parts = [
        f"# {_in(briefing.title, language)}",
        word("separator", language).join((word("briefing", language), when)),
        _in(briefing.summary, language),
        *_first(briefing.first, notes, language),
    ]
    at = 1
    for section in briefing.sections:
        parts += _section(section, at, notes, language)
        at += len(section.figures)
    parts += _under("watch", _list(_lines(briefing.watch, notes, language)), language)
    parts += _under("sources", _list(_in(source, language) for source in briefing.sources), language)
    parts += _under("run", _list(_run(briefing, language)), language)
    parts += _footnotes(briefing, notes, language)
    return "\n\n".join(part for part in parts if part) + "\n"


def _in(text: Text, language: Language) -> str:
    return escaped(said(text, language))


def _notes(briefing: Briefing) -> dict[str, str]:
    """Number the footnotes of findings and figures by their section and place, whatever their ids are."""
    out = {}
    for number_of, section in enumerate(briefing.sections, start=1):
        held = [f"f:{one.id}" for one in section.findings] + [f"g:{one.id}" for one in section.figures]
        for at, name in enumerate(held, start=1):
            out[name] = f"[^{number_of}-{at}]"
    return out


def _first(first: FirstPage, notes: Mapping[str, str], language: Language) -> list[str]:
    parts = [f"## {word('in_brief', language)}"]
    for key, text in (("question", first.question), ("answer", first.answer), ("firmness", first.firmness)):
        parts.append(f"**{word(key, language)}** {_in(text, language)}")
    lists = {
        "rests_on": list(_lines(first.rests_on, notes, language)),
        "also": list(_lines(first.also, notes, language)),
        "not_stated": [_in(text, language) for text in first.not_stated],
        "slant": [_in(text, language) for text in first.slant],
    }
    for key, lines in lists.items():
        if lines:
            parts += [f"### {word(key, language)}", _list(lines)]
    return parts


def _lines(lines: Iterable[Line], notes: Mapping[str, str], language: Language) -> Iterable[str]:
    for line in lines:
        yield _in(line.text, language) + notes.get(f"f:{line.finding}", "")


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _under(key: str, words: str, language: Language) -> list[str]:
    return [f"## {word(key, language)}", words] if words else []


def _section(section: Section, at: int, notes: Mapping[str, str], language: Language) -> list[str]:
    found = sorted(section.findings, key=lambda one: not one.headline)
    parts = [
        f"## {_in(section.title, language)}",
        _in(section.question, language),
        _list(_finding(one, notes, language) for one in found),
    ]
    for number_of, figure in enumerate(section.figures, start=at):
        parts += _figure(figure, number_of, notes, language)
    lists = {
        "missing": [_in(text, language) for text in section.missing],
        "assumes": [_in(section.assumes, language)] if section.assumes else [],
        "methods": [escaped(source) for source in section.sources],
    }
    for key, lines in lists.items():
        if lines:
            parts += [f"### {word(key, language)}", _list(lines)]
    return parts


def _finding(one: Finding, notes: Mapping[str, str], language: Language) -> str:
    text = _in(one.text, language)
    stressed = f"**{text}**" if one.headline and text else text
    how = f"{sign(one.strength.firmness)} {escaped(firm(one.strength, language))}"
    return stressed + aside(how, language) + notes[f"f:{one.id}"]


def _figure(figure: Figure, at: int, notes: Mapping[str, str], language: Language) -> list[str]:
    name = word("told", language, title=word("figure", language, n=at), words=_in(figure.title, language))
    heads, rows = laid_out(figure, language)
    sides = [_side(figure, at_column) for at_column in range(len(heads))]
    lines = [_row(heads), "|" + "|".join(sides) + "|", *(_row(row) for row in rows)]
    caption = _in(figure.caption, language) + notes[f"g:{figure.id}"]
    return [f"### {name}", "\n".join(lines), caption]


def _side(figure: Figure, at: int) -> str:
    column = figure.columns[min(at, len(figure.columns) - 1)]
    return " ---: " if column.form in ("number", "share") else " --- "


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _run(briefing: Briefing, language: Language) -> Iterable[str]:
    run = briefing.run
    facts = {
        "case": escaped(briefing.case),
        "version": escaped(run.version),
        "seed": str(run.seed),
        "draws": number(run.draws, language),
        "effective": number(run.effective, language),
        "measure": _in(run.measure, language),
    }
    for key, words in facts.items():
        if words:
            yield word("told", language, title=word(key, language), words=words)
    yield from (_in(note, language) for note in run.notes)


def _footnotes(briefing: Briefing, notes: Mapping[str, str], language: Language) -> Iterable[str]:
    """Give for every finding and figure its rule, its bases, and below each the claims as written."""
    for section in briefing.sections:
        for one in section.findings:
            how = firm_in_full(one.strength, language)
            rests = grounds(one.because, briefing.bases)
            yield _footnote(notes[f"f:{one.id}"], one.rule, how, rests, language)
        for figure in section.figures:
            rests = grounds(figure.because, briefing.bases)
            yield _footnote(notes[f"g:{figure.id}"], figure.rule, "", rests, language)


def _footnote(mark: str, rule: Text, how: str, rests: Sequence[Ground], language: Language) -> str:
    named = (("rule", _in(rule, language)), ("firmness", escaped(how)))
    said_so = [
        word("told", language, title=word(key, language), words=words) for key, words in named if words
    ]
    lines = [f"{mark}: {word('separator', language).join(said_so)}"]
    for one in rests:
        lines.append("    - " + _ground(one, language))
        lines += ["        - " + _claim(claim, language) for claim in one.claims]
    return "\n".join(lines)


def _ground(one: Ground, language: Language) -> str:
    kind = word(f"kind_{one.basis.kind}", language)
    words = word("told", language, title=kind, words=_in(one.basis.text, language))
    if not one.word:
        return words
    return words + aside(word("on_the_word", language, who=_in(one.word, language)), language)


def _claim(claim: Basis, language: Language) -> str:
    quote = escaped(quoted(claim.quote, language)) if claim.quote else _in(claim.text, language)
    named = (("holder", claim.holder), ("hedge", claim.hedge), ("source", claim.source))
    facts = [
        word("told", language, title=word(key, language), words=_in(text, language))
        for key, text in named
        if text
    ]
    if claim.place:
        facts.append(word("told", language, title=word("place", language), words=escaped(claim.place)))
    facts += [word("framed", language)] if claim.framed else []
    return word("separator", language).join((quote, *facts))
