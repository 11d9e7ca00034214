"""Writes the reference pages from the code: the command line, the case file, lenses, rehearsal, catalogue, exit codes.

`python docs/generate.py` renews them. What stands below the marker of a page is written by hand and kept.
`tests/docs/test_docs.py` fails where a page is not what the code would write today.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

import entaku
from entaku import cli
from entaku.app.about import catalog, lenses
from entaku.app.cases import catalogue
from entaku.casefile.form import (
    Anything,
    Choice,
    Either,
    Form,
    Leaf,
    Made,
    Many,
    Named,
    Pair,
    Record,
    allowed,
    case_form,
)
from entaku.casefile.load import read
from entaku.model import errors
from entaku.model.card import Card
from entaku.model.case import Case
from entaku.model.statement import VERBS, Statement
from entaku.model.text import Text
from entaku.rehearsal import models, strategies
from entaku.rehearsal.accepting import RULES
from entaku.rehearsal.cards import Parameter, StrategyCard

REFERENCE = Path(__file__).with_name("reference")
KEYS = REFERENCE / "keys.yaml"
MARK = "<!-- Written by docs/generate.py up to here, by hand from here on. -->"
WIDTH = 100
CASE_FILE = """\
A case is one YAML file in UTF-8. Keys marked ● must be there. What is not listed here is refused, with its line.
`entaku schema` prints the same form as JSON Schema.
"""
CATALOGUE = """\
The cases that come with entaku. The path of a published one is its citation. `entaku catalog` lists them; every
command takes the name or its last part.
"""
REHEARSAL = """\
What a rehearsal does, exactly. First strategies, rules of acceptance and models of the others, as they say it of
themselves; then protocols, beliefs, yardsticks, and where other programs differ.
"""


def pages() -> dict[Path, str]:
    """Give what the code says on each reference page, above the marker."""
    found = {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "exit-codes.md": exit_page(),
        REFERENCE / "case-file.md": case_page(),
        REFERENCE / "catalogue.md": catalogue_page(),
        REFERENCE / "rehearsal.md": rehearsal_page(),
    }
    for card in lenses():
        found[REFERENCE / "lenses" / f"{card.name}.md"] = lens_page(card)
    return {file: f"{text.rstrip()}\n\n{MARK}\n" for file, text in found.items()}


def by_hand(file: Path) -> str:
    """Give what stands below the marker of a page; nothing where there is no page yet."""
    return file.read_text(encoding="utf-8").partition(f"{MARK}\n")[2] if file.exists() else ""


def cli_page() -> str:
    """Give the help of every command."""
    group = click.Context(
        cli.group,
        info_name="entaku",
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        **cli.group.context_settings,
    )
    parts = ["# Command line\n", _help(group)]
    for verb in sorted(cli.VERBS):
        command = import_module(f"entaku.cli.{cli.module_of(verb)}").command
        parts += [f"## entaku {verb}\n", _help(click.Context(command, parent=group, info_name=verb))]
    return "\n".join(parts)


def _help(context: click.Context) -> str:
    return f"```text\n{context.get_help().rstrip()}\n```\n"


def exit_page() -> str:
    """Give the exit codes and the errors behind them, as their docstrings have them."""
    said = re.search(r"Exit codes: (.*?)\.$", cli.__doc__ or "", re.MULTILINE)
    codes = re.findall(r"(\d+) ([^,]+)", said[1] if said else "")
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in codes)
    tree = (errors.__doc__ or "").partition("\n\n")[2].strip()
    return (
        "# Exit codes and errors\n\n| code | meaning |\n|---|---|\n"
        f"{rows}\n\nErrors in Python, as in `entaku.model.errors`:\n\n```text\n{tree}\n```\n"
    )


def case_page() -> str:
    """Give every record of a case file, key by key, and every verb."""
    records = list(_records(case_form()))
    words = _words(records)
    parts = [
        "# The case file\n",
        CASE_FILE,
    ]
    for record in records:
        if record.kind in VERBS.values():
            continue
        parts.append(f"## {record.kind.__name__}\n\n{_prose(record.kind)}\n\n{_keys(record, words)}")
        if record.kind is Statement:
            parts += ["### Verbs\n", "A statement has exactly one of these keys.\n"]
            parts += [_verb(verb, form, words) for verb, form in record.verbs.items()]
    return "\n".join(parts)


def _words(records: list[Record]) -> dict[tuple[str, str], str]:
    """Give the words on each key of each record. Raises SystemExit where words and keys do not match."""
    written: dict[str, dict[str, str]] = YAML(typ="safe").load(KEYS.read_text(encoding="utf-8"))
    keys = [(record.kind.__name__, key) for record in records for key in record.fields]
    found = {(kind, key): written.get(kind, {}).get(key) or written["any"].get(key, "") for kind, key in keys}
    faults = [f"{kind}.{key} has no words" for (kind, key), said in found.items() if not said]
    known = {*keys, *(("any", key) for _, key in keys)}
    faults += [
        f"{kind}.{key} is not there"
        for kind, said in written.items()
        for key in said
        if (kind, key) not in known
    ]
    if faults:
        raise SystemExit(f"{KEYS.name}: {'; '.join(faults)}")
    return found


def _keys(record: Record, words: Mapping[tuple[str, str], str]) -> str:
    rows = ["| key | | what it is | allowed |", "|---|---|---|---|"]
    for key, each in record.fields.items():
        said = words[record.kind.__name__, key]
        rows.append(f"| `{key}` | {'●' if each.required else ''} | {said} | {_shape(each.form)} |")
    return "\n".join(rows) + "\n"


def _verb(verb: str, form: Form, words: Mapping[tuple[str, str], str]) -> str:
    head = f"#### {verb}\n\n{_prose(VERBS[verb])}"
    if isinstance(form, Record):
        return f"{head}\n\n{_keys(form, words)}"
    return f"{head} Written directly: {_shape(form)}.\n"


def _prose(kind: Any) -> str:
    return " ".join((kind.__doc__ or "").partition("Examples\n")[0].split())


def _shape(form: Form) -> str:
    """Say what a form allows, with links to the records it leads to."""
    match form:
        case Record(kind, _, _):
            said = f"[{kind.__name__}](#{kind.__name__.lower()})"
        case Choice(choices):
            said = ", ".join(f"`{word}`" for word in choices)
        case Many(of):
            said = f"list of {_shape(of)}"
        case Named(of):
            said = f"mapping of names to {_shape(of)}"
        case Made(of, _, _):
            said = _shape(of)
        case Either(short, long, _):
            said = f"{_shape(short)}, or {_shape(long)}"
        case Pair():
            said = "range `[low, high]`"
        case Leaf() | Anything():
            said = allowed(form)
    return said


def _records(form: Form, seen: set[type] | None = None) -> Iterator[Record]:
    seen = set() if seen is None else seen
    match form:
        case Record(kind, fields, verbs) if kind not in seen:
            seen.add(kind)
            yield form
            for inner in (*(each.form for each in fields.values()), *verbs.values()):
                yield from _records(inner, seen)
        case Many(of) | Named(of) | Made(of, _, _):
            yield from _records(of, seen)
        case Either(short, long, _):
            yield from _records(short, seen)
            yield from _records(long, seen)


def lens_page(card: Card) -> str:
    """Give a lens's card in both languages."""
    rows = {
        "Question": card.question,
        "Needs": card.needs,
        "Assumes": card.assumes,
        "When to doubt it": card.doubt,
    }
    lines = [f"# {card.name}: {card.title.en} ({card.title.ja})\n"]
    for label, text in rows.items():
        lines.append(f"**{label}.** {_sentence(text.en)}\n\n{_sentence(text.ja, '。')}\n")
    lines.append("**Sources.**\n")
    lines += [f"- {source}" for source in card.sources]
    return "\n".join(lines)


def _sentence(words: str, end: str = ".") -> str:
    """Begin with a capital and close with a stop, as a sentence does."""
    closed = words if words.endswith((end, "?", "か")) else words + end
    return closed[:1].upper() + closed[1:]


def rehearsal_page() -> str:
    """Give what strategies, rules of acceptance and models of the others say of themselves."""
    cards = strategies.cards()
    parts = ["# Rehearsal\n", REHEARSAL, "## Strategies\n"]
    parts += ["| strategy | | settings |\n|---|---|---|"]
    parts += [
        f"| [`{name}`](#strategy-{name}) | {_both(card.title)} | "
        f"{', '.join(f'`{key}`' for key in card.parameters)} |"
        for name, card in cards.items()
    ]
    parts += ["", *(_strategy(name, card) for name, card in cards.items())]
    parts += ["## Rules of acceptance\n", "| rule | accepts | |\n|---|---|---|"]
    parts += [f"| `accept={name}` | {rule.does.en} | {rule.does.ja} |" for name, rule in RULES.items()]
    parts += ["", "## Models of the others\n"]
    for name, card in models.cards().items():
        needs = " It needs draws of the other's values." if card.prior else ""
        parts.append(f"**`model={name}`**: {_both(card.title)}. {_sentence(card.does.en)}{needs}\n")
        parts.append(f"{_sentence(card.does.ja, '。')}\n\nSource: {_sentence(card.source)}\n")
    return "\n".join(parts)


def _strategy(name: str, card: StrategyCard) -> str:
    """Give a strategy's card in both languages, its formula and its settings."""
    lines = [
        f"### Strategy `{name}`\n",
        f"**{_sentence(card.title.en, '')}** ({card.title.ja}). {_sentence(card.does.en)}\n",
    ]
    lines += [f"{_sentence(card.does.ja, '。')}\n", f"> {_prose(strategies.strategy(name).MAKE)}\n"]
    if card.parameters:
        lines += ["| setting | allowed | default | | |\n|---|---|---|---|---|"]
        lines += [
            f"| `{key}` | {_span(one)} | {_default(one)} | {one.does.en} | {one.does.ja} |"
            for key, one in card.parameters.items()
        ]
        lines.append("")
    return "\n".join([*lines, f"Source: {_sentence(card.source)}\n"])


def _default(one: Parameter) -> str:
    return f"{one.default:g}" if not isinstance(one.default, str) else one.default and f"`{one.default}`"


def _span(one: Parameter) -> str:
    """Say what a setting may be."""
    if not one.numeric:
        return ", ".join(f"`{word}`" for word in one.words) or "text"
    return f"{'whole, ' if one.whole else ''}{one.low:g} to {one.high:g}"


def catalogue_page() -> str:
    """Give the cases that come with entaku, their citations and what must come out."""
    parts = [
        "# Catalogue\n",
        CATALOGUE,
    ]
    listed = {one.name: one for one in catalog()}
    for entry in catalogue():
        one, case = listed[entry.name], read(entry.path)
        parts.append(f"## {one.short}\n\n**{one.title.en}** ({one.title.ja}). `{one.name}`\n")
        if one.citation:
            doi = f", DOI {case.citation.doi}" if case.citation and case.citation.doi else ""
            parts.append(f"{one.citation}{doi}.\n")
        parts += [f"Question: {_both(case.question.text)}\n", _size(case), _expected(case)]
    return "\n".join(parts)


def _both(text: Text) -> str:
    return text.en if text.en == text.ja else f"{text.en} ({text.ja})"


def _size(case: Case) -> str:
    counted = {
        "parties": case.parties,
        "issues": case.issues,
        "claims": case.claims,
        "statements": case.preferences,
        "drafts": case.drafts,
        "rounds": case.rounds,
        "watch points": case.watch_points,
    }
    one = {"parties": "party"}
    said = ", ".join(
        f"{len(things)} {name if len(things) > 1 else one.get(name, name[:-1])}"
        for name, things in counted.items()
        if things
    )
    return f"It has {said}.\n"


def _expected(case: Case) -> str:
    if not case.expect:
        return ""
    rows = ["Must come out:\n", "| lens | at | value | |", "|---|---|---|---|"]
    rows += [f"| {e.lens} | `{e.at}` | {_plain(e.value)} | {e.printed} |" for e in case.expect]
    return "\n".join(rows) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, tuple):
        inner = [f"({_plain(one)})" if isinstance(one, tuple) else _plain(one) for one in value]
        return ", ".join(inner) or "none"
    return str(value)


def main() -> None:
    """Write all pages, and say which have changed."""
    for file, text in pages().items():
        whole = text + by_hand(file)
        if not file.exists() or file.read_text(encoding="utf-8") != whole:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(whole, encoding="utf-8")
            sys.stdout.write(f"{file.relative_to(REFERENCE.parent.parent)}\n")


if __name__ == "__main__":
    sys.stdout.write(f"entaku {entaku.__version__}\n")
    main()
