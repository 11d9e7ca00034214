"""How a briefing reads as Markdown: what rests on what stands in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from entaku.briefing.amounts import firm, firm_in_full
from entaku.briefing.cells import laid_out
from entaku.briefing.grounds import Ground, grounds
from entaku.briefing.page import Basis, Briefing, FirstPage, Line, Section
from entaku.briefing.parts import (
    Named,
    findings_in_order,
    gaps_and_slant,
    lines_of,
    lists_after,
    qualified,
    run_record,
    word_of,
)
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
    for key, texts in lists_after(briefing).items():
        parts += _under(key, _list(_in(text, language) for text in texts), language)
    parts += _under("run", _list(_run(briefing, language)), language)
    parts += _footnotes(briefing, notes, language)
    return "\n\n".join(part for part in parts if part) + "\n"


def _in(text: Text, language: Language) -> str:
    return escaped(said(text, language))


def _notes(briefing: Briefing) -> dict[str, str]:
    """Number the footnotes of findings, figures and grounds by their place, whatever their ids are."""
    out = {}
    for number_of, section in enumerate(briefing.sections, start=1):
        held = [f"f:{one.id}" for one in section.findings] + [f"g:{one.id}" for one in section.figures]
        for at, name in enumerate(held, start=1):
            out[name] = f"[^{number_of}-{at}]"
    for at, one in enumerate(_grounds(briefing), start=1):
        out[f"b:{one.basis.id}"] = f"[^0-{at}]"
    return out


def _grounds(briefing: Briefing) -> list[Ground]:
    """Give what findings and figures rest on directly and leads to claims."""
    named = [name for section in briefing.sections for one in section.findings for name in one.because]
    named += [name for section in briefing.sections for one in section.figures for name in one.because]
    return [one for one in grounds(named, briefing.bases) if one.claims]


def _first(first: FirstPage, notes: Mapping[str, str], language: Language) -> list[str]:
    parts = [f"## {word('in_brief', language)}"]
    for key, text in (("question", first.question), ("answer", first.answer), ("firmness", first.firmness)):
        parts.append(f"**{word(key, language)}** {_in(text, language)}")
    lists = {key: list(_lines(lines, notes, language)) for key, lines in lines_of(first).items()}
    lists |= _listed(gaps_and_slant(first), language)
    for key, lines in lists.items():
        if lines:
            parts += [f"### {word(key, language)}", _list(lines)]
    return parts


def _lines(lines: Iterable[Line], notes: Mapping[str, str], language: Language) -> Iterable[str]:
    for line in lines:
        yield _in(line.text, language) + notes.get(f"f:{line.finding}", "")


def _listed(named: Named, language: Language) -> dict[str, list[str]]:
    return {key: [_in(text, language) for text in texts] for key, texts in named.items()}


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _under(key: str, words: str, language: Language) -> list[str]:
    return [f"## {word(key, language)}", words] if words else []


def _section(section: Section, at: int, notes: Mapping[str, str], language: Language) -> list[str]:
    parts = [
        f"## {_in(section.title, language)}",
        _in(section.question, language),
        _list(_finding(one, notes, language) for one in findings_in_order(section)),
    ]
    for number_of, figure in enumerate(section.figures, start=at):
        parts += _figure(figure, number_of, notes, language)
    for key, lines in _listed(qualified(section), language).items():
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
    for key, text in run_record(briefing).items():
        yield word("told", language, title=word(key, language), words=_in(text, language))
    yield from (_in(note, language) for note in briefing.run.notes)


def _footnotes(briefing: Briefing, notes: Mapping[str, str], language: Language) -> Iterable[str]:
    """Give for every finding and figure its rule and its bases, then for every basis the claims as written."""
    for section in briefing.sections:
        for one in section.findings:
            facts = {"rule": _in(one.rule, language), "firmness": firm_in_full(one.strength, language)}
            rests = grounds(one.because, briefing.bases)
            yield _footnote(
                notes[f"f:{one.id}"], facts, [_ground(it, notes, language) for it in rests], language
            )
        for figure in section.figures:
            rests = grounds(figure.because, briefing.bases)
            rule = {"rule": _in(figure.rule, language)}
            yield _footnote(
                notes[f"g:{figure.id}"], rule, [_ground(it, notes, language) for it in rests], language
            )
    for ground in _grounds(briefing):
        kind = {f"kind_{ground.basis.kind}": _in(ground.basis.text, language)}
        claims = [_claim(claim, language) for claim in ground.claims]
        yield _footnote(notes[f"b:{ground.basis.id}"], kind, claims, language)


def _footnote(mark: str, facts: Mapping[str, str], below: Iterable[str], language: Language) -> str:
    told = (
        word("told", language, title=word(key, language), words=words)
        for key, words in facts.items()
        if words
    )
    first = f"{mark}: {word('separator', language).join(told)}"
    return "\n".join((first, *(f"    - {line}" for line in below)))


def _ground(one: Ground, notes: Mapping[str, str], language: Language) -> str:
    kind = word(f"kind_{one.basis.kind}", language)
    words = word("told", language, title=kind, words=_in(one.basis.text, language))
    whose = word("on_the_word", language, who=_in(one.word, language)) if one.word else ""
    return words + (aside(whose, language) if whose else "") + notes.get(f"b:{one.basis.id}", "")


def _claim(claim: Basis, language: Language) -> str:
    quote = escaped(quoted(claim.quote, language)) if claim.quote else _in(claim.text, language)
    facts = [
        word("told", language, title=word(key, language), words=_in(text, language))
        for key, text in word_of(claim).items()
    ]
    return word("separator", language).join((quote, *facts))
