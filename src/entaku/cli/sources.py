"""`entaku sources`: which findings stand without a source."""

from __future__ import annotations

from pathlib import Path

import click

from entaku.app.sources import sources
from entaku.cli import options


@click.command("sources")
@click.argument("case")
@click.option("--lens", "lenses", multiple=True, metavar="NAME", help="Only this lens (repeatable).")
@options.as_json
@options.output
@options.wish
def command(
    *, case: str, lenses: tuple[str, ...], as_json: bool, output: Path | None, wish: options.Wish
) -> None:
    """Say which findings of CASE stand without each source, and which claims carry the answer.

    Looks again without each source, and without what each outlet says in its own voice, over the same draws; then
    searches the smallest set of claims whose loss turns the answer whether there is a deal.
    """
    found = sources(case, lenses, wish.asked)
    if as_json:
        options.write(found.json(), output)
    elif output is None:
        options.done()
        found.show(wish.language)
    elif output.suffix.lower() in {".html", ".htm"}:
        options.write(found.html(wish.language), output)
    elif output.suffix.lower() == ".md":
        options.write(found.markdown(wish.language), output)
    else:
        options.write(found.text(wish.language), output)
