"""`entaku import`: another program's file as a case file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from entaku.app.exchanging import bring, formats
from entaku.cli import one_line, options
from entaku.model.text import Language


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(formats()))
@click.argument("path")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the case speaks of; the day the file was last written by default.",
)
@options.output
@options.language
def command(*, form: str, path: str, as_of: datetime | None, output: Path | None, language: Language) -> None:
    """Write a case file from PATH, a file of another program.

    FORMAT is gmcr, the files of GMCR+. What the file holds and a case cannot is said on stderr and in the summary of
    the case; faults of the file are listed all at once (exit 3).
    """
    found = bring(form, path, as_of.date() if as_of else None)
    options.write(found.yaml(), output)
    for remark in found.remarks:
        click.echo(one_line(remark.said(language)), err=True)
