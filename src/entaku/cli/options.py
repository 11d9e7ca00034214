"""Options that several verbs share, and how they become what the app is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from entaku.app.asking import PLAIN, Asked
from entaku.model.text import Language, Text

if TYPE_CHECKING:
    from entaku.app.tables import Tables

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
form: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "html", "markdown", "json"]),
    help="Default: by the ending of --output, else terminal.",
)
table: Decorator = click.option(
    "--table", metavar="FIGURE", help="Print or write one figure as a table (.csv or .parquet)."
)

ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".txt": "terminal"}
"""Which form a file is written in, where `--format` does not say."""


class Page(Protocol):
    """What the app gives that can be shown in any form."""

    def show(self, language: Language) -> None:
        """Print it on the terminal."""

    def text(self, language: Language) -> str:
        """Give it as text."""

    def html(self, language: Language) -> str:
        """Give it as a page of its own."""

    def markdown(self, language: Language) -> str:
        """Give it as Markdown."""

    def json(self) -> str:
        """Give everything it holds, in no language."""


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


def show(page: Page, form: str | None, output: Path | None, language: Language) -> None:
    """Show a page on the terminal, or print or write it in the form asked for or the file's ending names."""
    chosen = form or ENDINGS.get(output.suffix.lower() if output else "", "terminal")
    if chosen == "terminal" and output is None:
        done()
        page.show(language)
    elif chosen == "json":
        write(page.json(), output)
    else:
        render = {"html": page.html, "markdown": page.markdown, "terminal": page.text}[chosen]
        write(render(language), output)


def write_table(tables: Tables, figure: str, output: Path | None, language: Language) -> None:
    """Print one figure as a table, or write it to a file."""
    if output is None:
        write(tables.csv(figure, language), None)
    else:
        click.echo(f"written: {tables.save(figure, output, language)}", err=True)
