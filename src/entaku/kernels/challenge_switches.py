"""Which reading of the expected-utility model is meant, where print and programs differ?

Bueno de Mesquita (1984, 1985, 1994, 1997) as reconstructed by Scholz, Calbert & Smith (2011), Journal of
Theoretical Politics 23:510-531. Every point that is resolved differently somewhere is one switch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Prob: TypeAlias = Literal["pair", "all_pairs", "pair_net"]
VoteRisk: TypeAlias = Literal["one", "own"]
SalienceJi: TypeAlias = Literal["target", "challenger"]
Extremes: TypeAlias = Literal["actors", "positions"]
Perspective: TypeAlias = Literal["viewer", "each"]
Capitulate: TypeAlias = Literal["on", "off"]
Choose: TypeAlias = Literal["least_change", "ordered", "lowest_weighted", "max_eu"]
Range: TypeAlias = Literal["initial", "current"]
MedianVoter: TypeAlias = Literal["condorcet", "mean"]
Losers: TypeAlias = Literal["full", "weighted", "random"]


@dataclass(frozen=True, kw_only=True)
class Switches:
    """One reading of the model.

    Attributes
    ----------
    prob
        What the votes won are divided by: the votes of the pair, as printed; those of all ordered pairs of
        actors; or the pair's, of which only a net majority counts.
    vote_risk
        Whether distances inside the votes are taken to the voter's own risk exponent.
    salience_ji
        Whose salience weighs the resistance to j's challenge: that of its target i, or of the challenger j, as
        misprinted.
    extremes
        Largest and smallest security: over the actors, or over the positions the actor could take.
    q, t
        Chance that the status quo lasts without a challenge, and that a change would be for the better; t is
        idle at q = 1.
    perspective
        Whose risk exponent shapes the other side's utilities.
    capitulate
        Whether an actor that is compelled gives in, or stays.
    choose
        Which of several offers an actor takes.
    range
        Whether distances stay in parts of the range at the start.
    median
        The median voter: the lower weighted median, or the compromise mean; idle at q = 1.
    losers
        How far the loser of a confrontation moves: all the way; that way times the other side's share of the
        pair's votes; or all the way with that share as chance.

    Raises
    ------
    ValueError
        A value that is none of these; all faults at once.

    Examples
    --------
    >>> PROGRAM.choose, PRINTED.choose
    ('lowest_weighted', 'least_change')
    """

    prob: Prob = "pair"
    vote_risk: VoteRisk = "one"
    salience_ji: SalienceJi = "target"
    extremes: Extremes = "actors"
    q: float = 1.0
    t: float = 1.0
    perspective: Perspective = "viewer"
    capitulate: Capitulate = "on"
    choose: Choose = "least_change"
    range: Range = "initial"
    median: MedianVoter = "condorcet"
    losers: Losers = "full"

    def __post_init__(self) -> None:
        """Refuse what is no reading."""
        faults = [
            f"{name} is {getattr(self, name)!r}, not one of {', '.join(allowed)}"
            for name, allowed in CHOICES.items()
            if getattr(self, name) not in allowed
        ]
        faults += [
            f"{name} is {getattr(self, name)}, not from 0 to 1"
            for name in ("q", "t")
            if not 0.0 <= getattr(self, name) <= 1.0
        ]
        if faults:
            raise ValueError("; ".join(faults))


CHOICES: dict[str, tuple[str, ...]] = {
    "prob": get_args(Prob),
    "vote_risk": get_args(VoteRisk),
    "salience_ji": get_args(SalienceJi),
    "extremes": get_args(Extremes),
    "perspective": get_args(Perspective),
    "capitulate": get_args(Capitulate),
    "choose": get_args(Choose),
    "range": get_args(Range),
    "median": get_args(MedianVoter),
    "losers": get_args(Losers),
}

# What the published charts and public replications come from, and what the printed formulas say.
PROGRAM = Switches(prob="all_pairs", vote_risk="own", capitulate="off", choose="lowest_weighted")
PRINTED = Switches()
