"""`entaku annotations`: a document's claims in the forms of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from entaku.app.annotating import FORMS, brought, coded, suggested
from entaku.cli import one_line, options
from entaku.model.text import Language


@click.command("annotations")
@click.argument("file")
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice([*FORMS, "text"]),
    help="The form to write; text is the frozen text itself.",
)
@click.option(
    "--from",
    "origin",
    type=(click.Choice([*FORMS, "case"]), str),
    metavar="FORM IN",
    help="Take the annotations from this file instead of suggesting them; `case CASE` is what a case codes.",
)
@click.option("--case", "case", help="A case whose parties and persons are looked for.")
@options.output
@options.language
def command(
    *,
    file: str,
    form: str,
    origin: tuple[str, str] | None,
    case: str | None,
    output: Path | None,
    language: Language,
) -> None:
    """Write the claims suggested for FILE, or those of a file or case about it, in the form of another program.

    Places are code points of the frozen text. What is read must be about this very text and quote it word for word;
    faults are listed all at once (exit 3). What a form cannot hold is said on stderr, counted.
    """
    if origin is None:
        found = suggested(file, case)
    elif origin[0] == "case":
        found = coded(file, origin[1])
    else:
        found = brought(file, *origin)
    if form == "text":
        options.write(found.page.text, output)
        return
    if output is None:
        click.echo(found.written(form), nl=False)
    else:
        for name in found.save(form, output):
            click.echo(f"written: {name}", err=True)
    for remark in found.lost(form):
        click.echo(one_line(remark.said(language)), err=True)
