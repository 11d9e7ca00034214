"""`entaku rehearse`: the talks of a case, played out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from entaku.app.rehearsing import PROTOCOLS, Talks, play_out
from entaku.cli import options


def _names(_context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(part.strip() for part in (value or "").split(",") if part.strip())
    if value is not None and not names:
        raise click.BadParameter(f"{value!r} names nobody; write {parameter.metavar}")
    return names


def _pairs(_context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in value:
        party, sign, said = each.partition("=")
        if not sign or not party or not said:
            raise click.BadParameter(f"{each!r} is not {parameter.metavar}")
        if party in found:
            raise click.BadParameter(f"{party!r} is named twice")
        found[party] = said
    return found


def _rounds(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> Mapping[str, int]:
    pairs = _pairs(context, parameter, value)
    try:
        return {party: int(said) for party, said in pairs.items()}
    except ValueError:
        raise click.BadParameter("a round is a whole number, as in EU=5") from None


_NAMES: dict[str, Any] = {"callback": _names, "metavar": "A,B,..."}
_HELD = (
    click.option("--no-changes", is_flag=True, help="Do not compare other arrangements."),
    click.option(
        "--leaves",
        multiple=True,
        callback=_rounds,
        metavar="PARTY=ROUND",
        help="Who sits no more from a round on.",
    ),
    click.option(
        "--joins",
        multiple=True,
        callback=_rounds,
        metavar="PARTY=ROUND",
        help="Who sits only from a round on.",
    ),
    click.option("--answer-last", is_flag=True, help="Offers: the last offer is answered once by each."),
    click.option(
        "--clock",
        type=click.Choice(["round", "turn"]),
        default="round",
        show_default=True,
        help="Offers: what moves the clock.",
    ),
    click.option(
        "--consent",
        type=click.Choice(["all", "carried"]),
        default="all",
        show_default=True,
        help="Offers: who must accept; all who sit, or enough to carry it out.",
    ),
    click.option(
        "--voice",
        type=click.Choice(["truthful", "asking"]),
        default="truthful",
        show_default=True,
        help="Text: what parties object to.",
    ),
    click.option(
        "--adopt",
        type=click.Choice(["veto", "carried", "annealed"]),
        default="veto",
        show_default=True,
        help="Text: when a change is taken.",
    ),
    click.option(
        "--carries",
        type=click.Choice(["text", "answers"]),
        default="text",
        show_default=True,
        help="Shuttle: what a party is told.",
    ),
    click.option(
        "--next",
        "next_",
        type=click.Choice(["coded", "binding", "least"]),
        default="coded",
        show_default=True,
        help="Shuttle: whom to visit next; coded: as the case's rounds say.",
    ),
    click.option("--itinerary", help="Shuttle: visits in this order, again and again.", **_NAMES),
    click.option(
        "--interest",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Weight of the mediator's own interest.",
    ),
    click.option(
        "--mediator",
        metavar="PARTY",
        default="",
        help="Who mediates; `none` for somebody without a stake.",
    ),
    click.option("--start", metavar="DRAFT", default="", help="The first text: a draft, or status_quo."),
    click.option(
        "--months",
        type=click.FloatRange(0),
        default=None,
        help="How long the talks last; default: the case's outlook.",
    ),
    click.option(
        "--rounds",
        type=click.IntRange(1, 10_000),
        default=None,
        help="The deadline: rounds, proposals or visits.",
    ),
    click.option(
        "--strategy",
        "strategies",
        multiple=True,
        callback=_pairs,
        metavar="PARTY=STRATEGY",
        help="How a party bargains, e.g. UA=concede,beta=0.2..5; `all=` for everybody.",
    ),
    click.option("--without", help="Leave these out.", **_NAMES),
    click.option("--also", help="These must accept too.", **_NAMES),
    click.option("--order", help="Who sits, in the order of turns.", **_NAMES),
    click.option(
        "--protocol",
        type=click.Choice(PROTOCOLS),
        default="offers",
        show_default=True,
        help="Who may speak when.",
    ),
)
"""The options that say how the talks are held, the last one shown first."""


def _talks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how the talks are held."""
    for option in _HELD:
        command = option(command)
    return command


@click.command("rehearse")
@click.argument("case")
@_talks
@options.form
@options.table
@options.output
@options.wish
def command(
    *, case: str, form: str | None, table: str | None, output: Path | None, wish: options.Wish, **held: Any
) -> None:
    """Play the talks of CASE out, thousands of times over its draws, and say what comes of it.

    How parties bargain is not coded: late and early concessions are mixed in every way unless --strategy says
    otherwise, and the page gives the range. `entaku strategies` lists how a party can bargain. Other arrangements are
    compared on the same draws: another order, mediator, deadline or seat.
    """
    made = play_out(case, _wanted(held), wish.asked)
    if table is not None:
        options.write_table(made.tables(), table, output, wish.language)
    else:
        options.show(made, form, output, wish.language)


def _wanted(held: dict[str, Any]) -> Talks:
    months, rounds, next_ = held.pop("months"), held.pop("rounds"), held.pop("next_")
    answered = held.pop("answer_last")
    return Talks(
        compared=not held.pop("no_changes"),
        months=-1.0 if months is None else months,
        rounds=rounds or 0,
        next=next_,
        last="answered" if answered else "unanswered",
        **held,
    )
