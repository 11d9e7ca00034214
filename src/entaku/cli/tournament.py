"""`entaku tournament`: strategies against one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from entaku.app.tournament import Entered, hold, standard
from entaku.app.tournament_plays import ready
from entaku.cli import one_line, options
from entaku.model.basics import SEED
from entaku.model.text import Language

ENGINES = ("pool", "alone", "cluster")


@click.command("tournament")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option(
    "--strategy",
    "strategies",
    multiple=True,
    metavar="STRATEGY",
    help="Who takes part (repeatable); all that come with entaku, at their defaults, where none is named.",
)
@click.option(
    "--draws", type=click.IntRange(1, 1_000_000), default=500, show_default=True, help="Draws a case."
)
@click.option(
    "--rounds", type=click.IntRange(1, 10_000), default=100, show_default=True, help="The deadline."
)
@click.option(
    "--months", type=click.FloatRange(0), default=0.0, show_default=True, help="How long talks last."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=SEED,
    show_default=True,
    help="Same seed: same bytes.",
)
@click.option(
    "--run",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is finished in this folder; the same call goes on from there after a stop.",
)
@click.option(
    "--engine", type=click.Choice(ENGINES), default="pool", show_default=True, help="Where the work is done."
)
@click.option(
    "--workers", type=click.IntRange(1, 1024), default=2, show_default=True, help="How many processes."
)
@click.option("--scheduler", metavar="ADDRESS", help="Cluster: a Dask scheduler that runs already.")
@click.option(
    "--plays",
    "plays",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every play to this file (.csv or .parquet).",
)
@options.as_json
@options.output
@options.language
def command(
    *, plays: Path | None, as_json: bool, output: Path | None, language: Language, **entry: Any
) -> None:
    """Let strategies play one another in all seats of CASEs, over draws of their preferences, and rank them.

    Ranks come with 95% intervals. The same call gives the same bytes on any engine and any number of workers; with
    --run it can be stopped at any moment and goes on where it was.
    """
    if plays is not None:
        ready(plays)
    held = hold(_entered(**entry))
    for lost in held.deaths:
        click.echo(one_line(f"worker {lost.worker} ended at {', '.join(lost.keys)}; done again"), err=True)
    if plays is not None:
        click.echo(f"written: {held.save(plays)}", err=True)
    options.write(held.json() if as_json else held.text(language), output)


def _entered(
    *, strategies: tuple[str, ...], draws: int, workers: int, scheduler: str | None, **rest: Any
) -> Entered:
    return Entered(
        strategies=strategies or standard(),
        plays=draws,
        workers=scheduler or workers,
        tell=options.counted,
        **rest,
    )
