"""`entaku lenses`: which questions can be asked."""

from __future__ import annotations

import json

import click

from entaku.app.about import lenses
from entaku.cli import options
from entaku.model.text import Language


@click.command("lenses")
@options.as_json
@options.language
def command(*, as_json: bool, language: Language) -> None:
    """List the lenses: the question each answers, what it needs of a case, and on what it rests."""
    found = lenses()
    if as_json:
        listed = [
            {
                "name": card.name,
                "question": {"en": card.question.en, "ja": card.question.ja},
                "needs": {"en": card.needs.en, "ja": card.needs.ja},
                "sources": list(card.sources),
            }
            for card in found
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for card in found:
        click.echo(f"{card.name}\n  {card.question.said(language)}\n  {card.needs.said(language)}")
        for source in card.sources:
            click.echo(f"    {source}")
