"""`entaku import`: another program's files as a case file."""

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
    help="The day the case speaks of; the day the files were last written by default.",
)
@options.output
@options.language
def command(*, form: str, path: str, as_of: datetime | None, output: Path | None, language: Language) -> None:
    """Write a case file from PATH, a file or folder of another program.

    FORMAT is gmcr, a file of GMCR+, or a folder with a negotiation domain: genius (XML, template and profiles),
    geniusweb or negolog (JSON), negmas (YAML or JSON). What the files hold and a case cannot is said on stderr and in
    the summary of the case; faults of the files are listed all at once (exit 3).
    """
    found = bring(form, path, as_of.date() if as_of else None)
    options.write(found.yaml(), output)
    for remark in found.remarks:
        click.echo(one_line(remark.said(language)), err=True)
