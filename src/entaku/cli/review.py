"""`entaku review`: suggestions one by one, one key each, every act on record at once."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from entaku.app import reviewing_text as told
from entaku.app.reading_model import named
from entaku.app.reviewing import Decision, Review, name_of, opened, parsed
from entaku.app.reviewing_export import exported, lost
from entaku.cli import one_line, options
from entaku.cli.keys import Keys, keys
from entaku.model.errors import NotFound, NotPossible
from entaku.model.text import Language, Text, say

_OPS: Final[Mapping[str, Decision]] = {"a": "accept", "r": "reject", "s": "skip"}


@dataclass(frozen=True, slots=True)
class Sight:
    """With what a document is read: a case whose names are looked for, a model whose kept answers are added."""

    case: str | None
    desk: Any


def _sighted(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say with what to read, and pass them on as one `sight`."""

    @wraps(command)
    def collect(*, case: str | None, model: str, address: str, **others: Any) -> None:
        command(sight=Sight(case, named(model, address) if model or address else None), **others)

    decorated: Callable[..., Any] = collect
    for option in (_endpoint, _model, _case):
        decorated = option(decorated)
    return decorated


_case = click.option("--case", "case", help="A case whose parties and persons are looked for.")
_model = click.option(
    "--model", default="", metavar="NAME", help="Add what this model answered to `entaku read`."
)
_endpoint = click.option(
    "--endpoint", "address", default="", metavar="URL", help="Where that model was asked."
)


@click.command("review")
@click.argument("file")
@_sighted
@click.option(
    "--log", metavar="FILE.review.jsonl", help="Where every act is kept; beside FILE, so named, by default."
)
@click.option("--who", metavar="NAME", help="Who decides; the name of the account by default.")
@click.option(
    "--export",
    metavar="claims.json|claims.csv",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the accepted claims with all their axes, and ask nothing.",
)
@options.language
def command(
    *, file: str, sight: Sight, log: str | None, who: str | None, export: Path | None, language: Language
) -> None:
    """Decide on each claim that rules suggest in FILE: one key each, or one letter a line from a pipe.

    Keys: a accept, e edit, r reject, s skip, u undo, w why (the rule and its words), o open a decided one again,
    q quit; after ten acceptances of a rule without a rejection, b accepts what else it suggests. Every act is
    appended to the log at once, so that work goes on where it stopped. When FILE has changed, decisions are found
    again by their words, and what is lost is listed. With --model, what a language model answered before stands in
    the queue as well; nothing is sent, and what lost a hedge cannot be taken without an edit.
    """
    review = opened(file, sight.case, log, _who(who) if export is None else who or "", sight.desk)
    if export is not None:
        options.write(exported(review, export.suffix), export)
        for name in lost(review):
            click.echo(one_line(f"lost in {file}: {name}"), err=True)
        return
    pressed = keys()
    for line in told.head(review, language):
        click.echo(line)
    review.begin()
    try:
        _work(review, pressed, Screen(language))
    finally:
        click.echo()
        click.echo(told.standing(review, language))


def _who(given: str | None) -> str:
    """Say who decides: as given, or the account."""
    if given and given.strip():
        return given
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        raise click.UsageError("say with --who who decides") from None


class Screen:
    """Shows lines in a language, with colours where they can be seen."""

    def __init__(self, language: Language) -> None:
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
        self.language: Language = language
        self.paint = told.PLAIN if plain else told.COLOURED

    def lines(self, lines: Iterator[str]) -> None:
        """Show lines."""
        for line in lines:
            click.echo(line, color=True)

    def say(self, en: str, ja: str) -> None:
        """Show a sentence."""
        click.echo(Text(en, ja).said(self.language))


def _work(review: Review, pressed: Keys, screen: Screen) -> None:
    """Ask until nothing more is answered."""
    shown = ""
    while True:
        waiting = review.waiting()
        one = waiting[0] if waiting else None
        name = name_of(one) if one else "-"
        if shown != name:
            click.echo()
            if one:
                screen.lines(told.card(review, one, screen.language, screen.paint))
            else:
                screen.say("Nothing waits for a decision.", "未決の提案はない。")
        shown = name
        click.echo(f"{told.keys(review, one, screen.language)} > ", nl=False)
        key = pressed.key()
        click.echo(key if key.isprintable() else "")
        if key in ("", "q"):
            return
        if _pressed(key, review, pressed, screen):
            shown = ""


def _pressed(key: str, review: Review, pressed: Keys, screen: Screen) -> bool:
    """Do what a key asks for; tell whether there is something new to show."""
    waiting = review.waiting()
    if key == "u":
        return _undo(review, screen)
    if key == "o":
        return _again(review, pressed, screen)
    if not waiting or key not in told.KEYS:
        screen.say("No such key here.", "このキーは使えない。")
        return False
    one = waiting[0]
    if key == "w":
        screen.lines(told.why(review, one, screen.language, screen.paint))
        return False
    if key == "b":
        return _batch(review, screen)
    if key == "e":
        return _edit(review, pressed, screen)
    return _decided(_OPS[key], review, screen, {})


def _decided(op: Decision, review: Review, screen: Screen, changes: dict[str, Any], reason: str = "") -> bool:
    one = review.waiting()[0]
    unset = review.lacking(one, changes) if op in ("accept", "edit") else ()
    if unset:
        first = say(
            "Set {axes} first (key e): as it stands it cannot be taken.",
            "先に{axes}を定めること（キーe）。このままでは採用できない。",
            axes=", ".join(unset),
        )
        click.echo(first.said(screen.language))
        return False
    review.decide(op, one, changes, reason)
    click.echo(told.done(op, name_of(one), screen.language, screen.paint), color=True)
    return True


def _undo(review: Review, screen: Screen) -> bool:
    names = review.undo()
    if not names:
        screen.say("Nothing to undo.", "取り消すものはない。")
    for name in names:
        click.echo(say("undone: {name}", "取り消した：{name}", name=one_line(name)).said(screen.language))
    return bool(names)


def _batch(review: Review, screen: Screen) -> bool:
    one = review.waiting()[0]
    count = review.take_all(one.rule)
    if not count:
        click.echo(told.not_yet(one, screen.language))
        return False
    taken = say(
        "{n} suggestions of {rule} accepted at once",
        "{rule}の提案{n}件を一括で採用した",
        n=count,
        rule=one_line(one.rule),
    )
    click.echo(taken.said(screen.language))
    return True


def _again(review: Review, pressed: Keys, screen: Screen) -> bool:
    screen.say("Which one, as P1.s1:10-42?", "どれを再び開くか（例：P1.s1:10-42）。")
    name = pressed.line().strip()
    try:
        review.open_again(name)
    except NotFound as wrong:
        click.echo(one_line(str(wrong)))
        return False
    return True


def _edit(review: Review, pressed: Keys, screen: Screen) -> bool:
    """Take lines of `axis=value` until an empty one; the claim is then taken as changed."""
    click.echo(told.fields(screen.language))
    changes: dict[str, Any] = {}
    reason = ""
    while words := pressed.line().strip():
        axis, apart, value = (part.strip() for part in words.partition("="))
        if words == ".":
            screen.say("Left as it was.", "変更しなかった。")
            return True
        if not apart:
            screen.say("One axis a line, as name=value.", "一行に一項目を「項目=値」と書く。")
        elif axis == "reason":
            reason = one_line(value)
        else:
            try:
                changes[axis] = parsed(axis, value)
            except NotPossible as wrong:
                click.echo(one_line(str(wrong)))
    if not changes:
        screen.say("Nothing was changed, so nothing was decided.", "変更がないため、何も決めなかった。")
        return True
    return _decided("edit", review, screen, changes, reason)
