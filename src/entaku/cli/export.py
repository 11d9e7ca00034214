"""`entaku export`: a case as files of another program."""

from __future__ import annotations

from pathlib import Path

import click

from entaku.app.exchanging import formats, send
from entaku.cli import one_line, options
from entaku.model.basics import DRAWS
from entaku.model.text import Language


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(formats()))
@click.argument("case")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write; for formats of several files, a folder that is empty or yet to be made.",
)
@click.option(
    "--draws",
    type=click.IntRange(1, 100_000),
    default=DRAWS,
    show_default=True,
    help="Over how many draws the means of parties without exact values are taken.",
)
@options.language
def command(*, form: str, case: str, output: Path, draws: int, language: Language) -> None:
    """Write CASE as files of another program.

    FORMAT is genius, geniusweb, negolog or negmas, which hold issues, options, values and no deal; or gmcr, which
    holds a standoff. Only what is public is written; what the files cannot hold is said on stderr.
    """
    found = send(form, case, draws)
    for file in found.write(output):
        click.echo(f"written: {file}", err=True)
    for remark in found.remarks:
        click.echo(one_line(remark.said(language)), err=True)
