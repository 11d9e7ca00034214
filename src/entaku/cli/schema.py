"""`entaku schema`: the form of case files."""

from __future__ import annotations

import click

from entaku.app.about import schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of case files, for editors that complete and check while one writes."""
    click.echo(schema(), nl=False)
