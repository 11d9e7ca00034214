"""`entaku read`: what documents say, sentence by sentence, and on whose word."""

from __future__ import annotations

import json
from datetime import datetime

import click

from entaku.app.reading import read
from entaku.cli import options
from entaku.model.text import Language


@click.command("read")
@click.argument("files", nargs=-1, required=True)
@click.option("--case", "case", help="A case whose parties and persons are looked for.")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Against which day `today` is read, where the page does not settle it.",
)
@options.as_json
@options.language
def command(
    *, files: tuple[str, ...], case: str | None, day: datetime | None, as_json: bool, language: Language
) -> None:
    """Read FILES (text, HTML, PDF, DOCX) and suggest claims; nothing is decided and nothing is written.

    With --json one object a line where there are several files.
    """
    for number, name in enumerate(files):
        found = read(name, case, day.date() if day else None)
        if as_json:
            click.echo(json.dumps(found.data(), ensure_ascii=False, indent=2 if len(files) == 1 else None))
        else:
            click.echo(("\n" if number else "") + found.text(language))
