"""`entaku strategies`: how a party can be made to bargain."""

from __future__ import annotations

import json
from pathlib import Path

import click

from entaku.app.rehearsing import strategies_data, strategies_text
from entaku.cli import options
from entaku.model.text import Language


@click.command("strategies")
@options.as_json
@options.output
@options.language
def command(*, as_json: bool, output: Path | None, language: Language) -> None:
    """List the strategies a party can play in `rehearse` and `tournament`, their settings, and who proposed them.

    A strategy is named with its settings, as in concede,beta=0.2..5,accept=next: a range is drawn anew in every play.
    """
    if as_json:
        options.write(json.dumps(strategies_data(), ensure_ascii=False, indent=2) + "\n", output)
    else:
        options.write(strategies_text(language), output)
