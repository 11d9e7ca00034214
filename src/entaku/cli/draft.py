"""`entaku draft`: from a document to a first case file to finish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from entaku.app.drafting import draft
from entaku.cli import one_line, options
from entaku.model.text import Language


@dataclass(frozen=True, slots=True)
class _Known:
    """From where the parties are known: a case, a file of names, or neither."""

    case: str | None
    names: str | None


def _known(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say who takes part, and pass them on as one `known`."""

    @wraps(command)
    def collect(*, case: str | None, names: str | None, **others: Any) -> None:
        if case and names:
            raise click.UsageError("either --case or --names, not both")
        command(known=_Known(case, names), **others)

    decorated: Callable[..., Any] = collect
    told = "A file of names instead: who takes part, under which names."
    decorated = click.option("--names", "names", metavar="NAMES.yaml", help=told)(decorated)
    return click.option("--case", "case", help="A case whose parties and persons are looked for.")(decorated)


@click.command("draft")
@click.argument("file")
@_known
@click.option(
    "--log", "log", metavar="REVIEW.jsonl", help="A log of a review: only what was accepted becomes a claim."
)
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the case speaks of, where the page does not settle it.",
)
@options.output
@options.language
def command(
    *,
    file: str,
    known: _Known,
    log: str | None,
    day: datetime | None,
    output: Path | None,
    language: Language,
) -> None:
    """Write a first case file from FILE (text, HTML, PDF, DOCX), for a person to finish.

    Who takes part, issues and watch points are proposed and marked; without --log every claim is a suggestion nobody
    has reviewed. What the text does not say stays "not stated".
    """
    made = draft(file, known.case, known.names, log, day.date() if day else None)
    options.write(made.yaml(), output)
    for remark in made.remarks():
        click.echo(one_line(remark.said(language)), err=True)
