"""`entaku brief`: the whole briefing of a case, or a first page straight from a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from entaku.app.briefs import brief as briefed
from entaku.cli import options


@click.command("brief")
@click.argument("case")
@click.option("--lens", "lenses", multiple=True, metavar="NAME", help="Only this lens (repeatable).")
@options.form
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day a document speaks of, where its page does not settle it.",
)
@options.output
@options.wish
def command(
    *,
    case: str,
    lenses: tuple[str, ...],
    form: str | None,
    day: datetime | None,
    output: Path | None,
    wish: options.Wish,
) -> None:
    """Say what can be concluded from CASE, and how firmly.

    First a page: the question, the answer and how firm it is, what it rests on, what is not stated, where the
    sources' slant enters. Then one section a lens.

    CASE may also be a document (text, HTML, PDF, DOCX): any file that is not .yaml. Its first page comes from its words
    alone, marked unreviewed; no number is typed.
    """
    made = briefed(case, lenses, wish.asked, day.date() if day else None)
    options.show(made, form, output, wish.language)
