"""`entaku brief`: the whole briefing of a case, or a first page straight from a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from entaku.app.briefs import Brief
from entaku.app.briefs import brief as briefed
from entaku.cli import options
from entaku.model.text import Language

ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".txt": "terminal"}


@click.command("brief")
@click.argument("case")
@click.option("--lens", "lenses", multiple=True, metavar="NAME", help="Only this lens (repeatable).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "html", "markdown", "json"]),
    help="Default: by the ending of --output, else terminal.",
)
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
    chosen = form or ENDINGS.get(output.suffix.lower() if output else "", "terminal")
    made = briefed(case, lenses, wish.asked, day.date() if day else None)
    if chosen == "terminal" and output is None:
        options.done()
        made.show(wish.language)
    else:
        options.write(_rendered(made, chosen, wish.language), output)


def _rendered(made: Brief, form: str, language: Language) -> str:
    if form == "html":
        return made.html(language)
    if form == "markdown":
        return made.markdown(language)
    return made.json() if form == "json" else made.text(language)
