"""`entaku read`: what documents say, sentence by sentence, and on whose word."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

import click

from entaku.app.reading import Read, read
from entaku.cli import options
from entaku.model.text import Language, Text

_SEND = Text("Send this? [y/N] ", "送ってよいか。[y/N] ")
_KEPT = Text("nothing was sent; --yes sends without asking", "何も送っていない。--yesを付けると尋ねずに送る")
_YES = {"y", "yes", "はい"}


@dataclass(frozen=True, slots=True)
class ModelWish:
    """Whether a language model is to be asked as well, which one, where, and whether sending is agreed to."""

    wanted: bool
    model: str
    address: str
    insecure: bool
    agreed: bool


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for a language model, and pass them on as one `wish`."""

    @wraps(command)
    def collect(*, ask: bool, model: str, address: str, insecure: bool, agreed: bool, **others: Any) -> None:
        wanted = ask or bool(model or address)
        if not wanted and (insecure or agreed):
            raise click.UsageError("--insecure and --yes go with --ask, --model or --endpoint")
        command(wish=ModelWish(wanted, model, address, insecure, agreed), **others)

    decorated: Callable[..., Any] = collect
    for option in (_yes, _insecure, _endpoint, _model, _ask):
        decorated = option(decorated)
    return decorated


_ask = click.option("--ask", is_flag=True, help="Also ask the language model that you have configured.")
_model = click.option("--model", default="", metavar="NAME", help="Also ask this language model.")
_endpoint = click.option(
    "--endpoint", "address", default="", metavar="URL", help="Where the model is asked, as https://host/v1."
)
_insecure = click.option("--insecure", is_flag=True, help="Allow http to another machine, in the clear.")
_yes = click.option("--yes", "agreed", is_flag=True, help="Send without being asked first; for scripts.")


@click.command("read")
@click.argument("files", nargs=-1, required=True)
@click.option("--case", "case", help="A case whose parties and persons are looked for.")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Against which day `today` is read, where the page does not settle it.",
)
@_asking
@options.as_json
@options.language
def command(
    *,
    files: tuple[str, ...],
    case: str | None,
    day: datetime | None,
    wish: ModelWish,
    as_json: bool,
    language: Language,
) -> None:
    """Read FILES (text, HTML, PDF, DOCX) and suggest claims; nothing is decided and nothing is written.

    With --json one object a line where there are several files. With --ask, --model or --endpoint a language model
    suggests claims as well; what goes where is said before anything is sent, and answers are kept to be used again.
    """
    found = (read(name, case, day.date() if day else None) for name in files)
    whole = True
    for number, one in enumerate(_advised(list(found), wish, language) if wish.wanted else found):
        whole &= _counted(one, language) if one.advised else True
        if as_json:
            click.echo(json.dumps(one.data(), ensure_ascii=False, indent=2 if len(files) == 1 else None))
        else:
            click.echo(("\n" if number else "") + one.text(language))
    if not whole:
        raise click.exceptions.Exit(1)


def _advised(found: list[Read], wish: ModelWish, language: Language) -> Iterator[Read]:
    """Ask a model about each document, once it is clear that the texts may be sent."""
    from entaku.app.reading_model import advised, announced, named, trusted

    desk = named(wish.model, wish.address, insecure=wish.insecure)
    lines = announced(found, desk)
    for line in lines:
        click.echo(line.said(language), err=True)
    if lines and not (trusted(desk) or wish.agreed or _agrees(language)):
        click.echo(_KEPT.said(language), err=True)
        yield from found
    else:
        yield from (advised(one, desk) for one in found)


def _agrees(language: Language) -> bool:
    """Ask for a yes; an end of input is none."""
    click.echo(_SEND.said(language), err=True, nl=False)
    return sys.stdin is not None and sys.stdin.readline().strip().lower() in _YES


def _counted(one: Read, language: Language) -> bool:
    """Say what came of asking, and tell whether it was answered whole."""
    from entaku.app.reading_model import counted, failed

    for line in counted(one):
        click.echo(line.said(language), err=True)
    return not failed(one)
