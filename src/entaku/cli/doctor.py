"""`entaku doctor`: what this installation can do."""

from __future__ import annotations

import click

from entaku.app.about import doctor


@click.command("doctor")
def command() -> None:
    """Tell the version, the parts installed and what is missing; exit 1 where something needed is missing."""
    lines, healthy = doctor()
    for line in lines:
        click.echo(line)
    if not healthy:
        raise click.exceptions.Exit(1)
