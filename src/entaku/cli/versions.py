"""`entaku versions`: a text and its translation, set side by side."""

from __future__ import annotations

import json

import click

from entaku.app.versions import versions
from entaku.cli import options
from entaku.model.text import Language


@click.command("versions")
@click.argument("first")
@click.argument("second")
@click.option("--case", "case", help="A case whose parties and persons are recognised in both.")
@options.as_json
@options.language
def command(*, first: str, second: str, case: str | None, as_json: bool, language: Language) -> None:
    """Say where SECOND, a translation of FIRST, commits more or less, and where numbers and days moved.

    Sentences are aligned by order, length, numbers and names; each difference shows both places and both cues. Either
    file is text, HTML, PDF or DOCX, in English or Japanese.
    """
    found = versions(first, second, case)
    if as_json:
        click.echo(json.dumps(found.data(), ensure_ascii=False, indent=2))
    else:
        click.echo(found.text(language))
