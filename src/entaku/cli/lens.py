"""`entaku lens`: one lens on a case."""

from __future__ import annotations

import json
from pathlib import Path

import click

from entaku.app.briefs import look
from entaku.cli import options
from entaku.model.text import Language


@click.command("lens")
@click.argument("name")
@click.argument("case")
@options.as_json
@click.option("--table", metavar="FIGURE", help="Print or write one figure as a table (.csv or .parquet).")
@options.output
@options.language
@options.draws
@options.seed
@options.compartments
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    case: str,
    as_json: bool,  # noqa: FBT001 - click calls by name
    table: str | None,
    output: Path | None,
    language: Language,
    draws: int,
    seed: int,
    compartments: tuple[str, ...],
) -> None:
    """Look at CASE through the lens NAME; `entaku lenses` lists them."""
    answer = look(name, case, options.asked(draws, seed, compartments, language))
    if table is not None:
        if output is None:
            options.write(answer.tables().csv(table, language), None)
        else:
            click.echo(f"written: {answer.tables().save(table, output, language)}", err=True)
    elif as_json:
        options.write(json.dumps(answer.data(), ensure_ascii=False, indent=2) + "\n", output)
    elif output is not None:
        options.write(answer.text(language), output)
    else:
        options.done()
        answer.show(language)
