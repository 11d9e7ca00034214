"""`entaku check`: what is wrong with a case, and what it leaves open."""

from __future__ import annotations

import json

import click

from entaku.app.checking import check
from entaku.cli import one_line, options
from entaku.model.text import Language


@click.command("check")
@click.argument("case")
@options.as_json
@options.language
def command(*, case: str, as_json: bool, language: Language) -> None:
    """Find what is wrong with CASE, what contradicts what, and what it leaves open.

    Faults are printed all at once as file:line:column (exit 3); so are statements that cannot hold together,
    with a smallest set of them. What the case does not say is listed but is no fault.
    """
    found = check(case)
    contradictions = found.contradictions()
    gaps = [gap.text for gap in found.gaps]
    if as_json:
        told = {
            "case": found.case.id,
            "conflicts": [
                {"party": one.party, "statements": list(one.statements), "firm": one.firm}
                for one in found.conflicts
            ],
            "circles": [{"party": one.party, "statements": list(one.statements)} for one in found.levelled],
            "not_stated": [{"en": text.en, "ja": text.ja} for text in gaps],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for text in (*contradictions, *found.circles()):
            click.echo(one_line(text.said(language)), err=True)
        for text in gaps:
            click.echo(f"- {one_line(text.said(language))}")
        if not contradictions:
            told_ok = {"en": "no faults, no contradictions", "ja": "誤りも矛盾もない"}
            click.echo(f"{found.case.id}: {told_ok[language]}")
    if not found.ok:
        raise click.exceptions.Exit(3)
