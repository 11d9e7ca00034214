"""Options that several verbs share, and how they become what the app is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from entaku.app.asking import PLAIN, Asked
from entaku.model.text import Language, Text

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

language: Decorator = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "ja"]),
    default="en",
    show_default=True,
    help="Language of what is shown.",
)
output: Decorator = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal.",
)
as_json: Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants something computed and shown: what the app is asked, and the language."""

    asked: Asked
    language: Language


def wish(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how to compute and in which language, and pass them on as one `wish`."""

    @wraps(command)
    def collect(
        *, draws: int, seed: int, compartments: tuple[str, ...], language: Language, **others: Any
    ) -> None:
        asked = Asked(draws, seed, frozenset(compartments), _teller(language))
        command(wish=Wish(asked, language), **others)

    decorated: Callable[..., Any] = collect
    for option in (_compartments, _seed, _draws, language):
        decorated = option(decorated)
    return decorated


_draws: Decorator = click.option(
    "--draws",
    type=click.IntRange(1, 100_000),
    default=PLAIN.draws,
    show_default=True,
    help="How many admissible sets of preferences are drawn.",
)
_seed: Decorator = click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=PLAIN.seed,
    show_default=True,
    help="Same seed, same case: same bytes.",
)
_compartments: Decorator = click.option(
    "--compartment",
    "compartments",
    multiple=True,
    metavar="NAME",
    help="Also use what is coded in this compartment (repeatable). Only `public` is used by default.",
)


def _teller(language: Language) -> Callable[[Text], None]:
    def tell(what: Text) -> None:
        if _watched():
            click.echo(f"\r\033[2K{what.said(language)} ...", err=True, nl=False)

    return tell


def _watched() -> bool:
    """Tell whether somebody sees what is written to stderr; there may be no stderr at all."""
    return sys.stderr is not None and sys.stderr.isatty()


def counted(finished: int, total: int) -> None:
    """Show how many of so many tasks are finished."""
    if _watched():
        click.echo(f"\r\033[2K{finished} / {total} ...", err=True, nl=False)


def done() -> None:
    """Clear the line of progress."""
    if _watched():
        click.echo("\r\033[2K", err=True, nl=False)


def write(text: str, output: Path | None) -> None:
    """Print a result, or write it whole to a file."""
    done()
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise click.FileError(str(output), hint=wrong.strerror) from wrong
    click.echo(f"written: {output}", err=True)
