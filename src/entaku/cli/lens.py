"""`entaku lens`: one lens on a case."""

from __future__ import annotations

import json
from pathlib import Path

import click

from entaku.app.briefs import look
from entaku.cli import options


@click.command("lens")
@click.argument("name")
@click.argument("case")
@options.as_json
@click.option("--table", metavar="FIGURE", help="Print or write one figure as a table (.csv or .parquet).")
@options.output
@options.wish
def command(
    *, name: str, case: str, as_json: bool, table: str | None, output: Path | None, wish: options.Wish
) -> None:
    """Look at CASE through the lens NAME; `entaku lenses` lists them."""
    answer = look(name, case, wish.asked)
    if table is not None:
        if output is None:
            options.write(answer.tables().csv(table, wish.language), None)
        else:
            click.echo(f"written: {answer.tables().save(table, output, wish.language)}", err=True)
    elif as_json:
        options.write(json.dumps(answer.data(), ensure_ascii=False, indent=2) + "\n", output)
    elif output is not None:
        options.write(answer.text(wish.language), output)
    else:
        options.done()
        answer.show(wish.language)
