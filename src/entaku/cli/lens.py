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
@options.table
@options.output
@options.wish
def command(
    *, name: str, case: str, as_json: bool, table: str | None, output: Path | None, wish: options.Wish
) -> None:
    """Look at CASE through the lens NAME; `entaku lenses` lists them."""
    answer = look(name, case, wish.asked)
    if table is not None:
        options.write_table(answer.tables(), table, output, wish.language)
    elif as_json:
        options.write(json.dumps(answer.data(), ensure_ascii=False, indent=2) + "\n", output)
    elif output is not None:
        options.write(answer.text(wish.language), output)
    else:
        options.done()
        answer.show(wish.language)
