"""`entaku agree`: how far coders of one document agree."""

from __future__ import annotations

import json

import click

from entaku.app.agreeing import agree
from entaku.app.agreeing_text import lines
from entaku.cli import options
from entaku.model.text import Language


@click.command("agree")
@click.argument("logs", metavar="LOG LOG [LOG...]", nargs=-1, required=True)
@click.argument("file")
@click.option("--case", "case", help="The case that the coders worked with.")
@options.as_json
@options.language
def command(*, logs: tuple[str, ...], file: str, case: str | None, as_json: bool, language: Language) -> None:
    """Say how far coders agree on FILE, whose decisions stand in each LOG, and list where they do not.

    Krippendorff's alpha for each field, over spans and over characters, and F1 on exact and on overlapping spans.
    Firm from .80, tentative from .667. Only places that all coders decided are compared.
    """
    if len(logs) < 2:  # noqa: PLR2004 - agreement is between two
        raise click.UsageError("agreement needs at least two logs, then the file")
    found = agree(file, logs, case)
    if as_json:
        click.echo(json.dumps(found.data(), ensure_ascii=False, indent=2))
    else:
        for line in lines(found, language):
            click.echo(line)
