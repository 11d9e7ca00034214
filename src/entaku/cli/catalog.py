"""`entaku catalog`: the cases that come with entaku."""

from __future__ import annotations

import json

import click

from entaku.app.about import catalog
from entaku.cli import options
from entaku.model.text import Language


@click.command("catalog")
@options.as_json
@options.language
def command(*, as_json: bool, language: Language) -> None:
    """List the cases that come with entaku; the path of a published one is its citation."""
    found = catalog()
    if as_json:
        listed = [
            {
                "name": one.name,
                "short": one.short,
                "title": {"en": one.title.en, "ja": one.title.ja},
                "citation": one.citation,
            }
            for one in found
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.name}\n  {one.title.said(language)}")
        if one.citation:
            click.echo(f"  {one.citation}")
