"""A domain on the scale that files of other programs have: weights that add to 1, worths of options from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from entaku.exchange.domain_form import MOST_DIGITS, Domain, Side, fits, labels, short, whole
from entaku.model.basics import NotStated
from entaku.model.text import Text, say

PLACES: Final = 15
"""How many decimals are written: so many every float holds."""
_LONGEST: Final = 40
_ZERO: Final = Fraction(0)
ROUNDED: Final = Text(
    "some numbers of {who} are rounded to 15 decimals: in full they have no end",
    "{who}の数値の一部は小数15桁に丸めた。丸めなければ割り切れない",
)


@dataclass(frozen=True, slots=True)
class Share:
    """A party on that scale: the weight of each issue, the worth of each option within it, and no deal."""

    name: str
    weights: tuple[Fraction, ...]
    worths: tuple[tuple[Fraction, ...], ...]
    no_deal: Fraction
    said: Text


def lifted(side: Side) -> Side:
    """Move a party's values, issue by issue, so that none is below 0; no deal moves by the sum."""
    lows = [min(_ZERO, *worth) for worth in side.worths]
    worths = tuple(
        tuple(value - low for value in worth) for worth, low in zip(side.worths, lows, strict=True)
    )
    return replace(side, worths=worths, no_deal=deal_of(side) - sum(lows, _ZERO))


def deal_of(side: Side) -> Fraction:
    """What is no deal worth? As much as the worst package where it is not stated."""
    return side.worst if isinstance(side.no_deal, NotStated) else side.no_deal


def shares(domain: Domain, spare: Sequence[int] = (), *, common: bool) -> tuple[list[Share], list[Text]]:
    """Put all parties on the scale, and say by how much their values were moved and divided.

    `common` asks for one divisor for all parties, which keeps comparisons between them; else each has its own, unless
    what is wanting to 1 fits into the weight of an issue that moves the party by nothing or is one of `spare`.
    """
    sides = [lifted(side) for side in domain.sides]
    most = max((side.best for side in sides), default=_ZERO) or Fraction(1)
    made: list[Share] = []
    scales: dict[tuple[Fraction, Fraction], list[Text]] = {}
    for before, side in zip(domain.sides, sides, strict=True):
        tops = [max(worth) for worth in side.worths]
        idle = [place for place, top in enumerate(tops) if not top] + list(spare)
        own = most if common or idle else side.best or most
        weights = [top / own for top in tops]
        if not common and idle:
            weights[idle[0]] += 1 - sum(weights)
        worths = tuple(
            tuple(value / own / weight if weight else _ZERO for value in worth)
            for worth, weight in zip(side.worths, weights, strict=True)
        )
        made.append(Share(side.name, tuple(weights), worths, deal_of(side) / own, side.said))
        moved = deal_of(side) - deal_of(before)
        if moved or own != 1:
            scales.setdefault((moved, own), []).append(side.said)
    return made, [_scaled(who, moved, own) for (moved, own), who in scales.items()]


def _scaled(who: Sequence[Text], moved: Fraction, own: Fraction) -> Text:
    if not moved:
        return say(
            "all values of {who} are divided by {own}, no deal likewise, to fit the files' scale",
            "{who}の価値はすべて、決裂時の価値を含め、ファイルの尺度に合わせて{own}で割った",
            who=who,
            own=short(own),
        )
    return say(
        "values of {who} are moved up by {moved} in all and divided by {own}, no deal likewise, for the files' scale",
        "{who}の価値は、決裂時の価値を含め、ファイルの尺度に合わせて合計{moved}を加え、{own}で割った",
        who=who,
        moved=short(moved),
        own=short(own),
    )


def finite(numbers: Sequence[Fraction]) -> bool:
    """Tell whether 15 decimals hold all of these numbers."""
    return all(fits(number, PLACES) for number in numbers)


def proportions(weights: Sequence[Fraction]) -> list[Fraction]:
    """Give decimals in exactly these proportions that add to 1 or, to 10 digits, nearly so.

    Weights such as 1/3 and 2/3 have no end as decimals; .3333333333 and .6666666666 have the same proportion.
    """
    total = sum(weights, _ZERO)
    if not total or (total == 1 and finite(weights)):
        return list(weights)
    parts = whole(weights)
    places = len(str(sum(parts))) + 10
    if places > _LONGEST:
        return apportioned(weights)
    times = round(Fraction(10**places, sum(parts)))
    return [Fraction(times * part, 10**places) for part in parts]


def apportioned(weights: Sequence[Fraction]) -> list[Fraction]:
    """Round weights to 15 decimals that add to exactly 1: what is wanting goes to the largest rests."""
    total = sum(weights, _ZERO)
    if not total:
        return list(weights)
    exact = [weight / total * 10**PLACES for weight in weights]
    floors = [part.numerator // part.denominator for part in exact]
    rests = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in rests[: 10**PLACES - sum(floors)]:
        floors[place] += 1
    return [Fraction(part, 10**PLACES) for part in floors]


def percents(worth: Sequence[Fraction]) -> list[Fraction]:
    """Give evaluations in these proportions: of 100 where that is short, else whole numbers, else rounded."""
    top = max(worth)
    if not top:
        return list(worth)
    hundred = [value / top * 100 for value in worth]
    if all(fits(value, 6) for value in hundred):
        return hundred
    counts = whole(worth)
    digits = len(str(max(counts)))
    if digits <= _LONGEST - PLACES:
        unit = 10 ** max(0, digits - MOST_DIGITS)  # no more before the point than the reader takes
        return [Fraction(count, unit) for count in counts]
    return [Fraction(round(value * 10**PLACES), 10**PLACES) for value in hundred]


def as_written(share: Share) -> tuple[list[Fraction], list[tuple[Fraction, ...]], bool]:
    """Give weights and worths of 15 decimals whose products count as they are, and tell whether nothing is rounded.

    Where a weight or a worth has no end but their products have, the products are written with the weight 1.
    """
    weights, worths = list(share.weights), []
    if sum(weights) == 1 and not finite(weights):
        weights = apportioned(weights)
    exact = finite((share.no_deal,))
    for place, (weight, worth) in enumerate(zip(share.weights, share.worths, strict=True)):
        products = tuple(weight * value for value in worth)
        if finite((weight, *worth)):
            worths.append(worth)
        elif finite(products):
            weights[place] = Fraction(1)
            worths.append(products)
        else:
            worths.append(worth)
            exact = False
    return weights, worths, exact


def file_names(names: Sequence[str], ending: str, taken: str = "") -> list[str]:
    """Name a file for each party so that the order of the names is that of the parties.

    Where it would not be, the names begin with numbers; `spoken` takes those away again.

    Examples
    --------
    >>> file_names(["South", "North/East"], ".xml")
    ['1-South.xml', '2-North_East.xml']
    """
    stems = labels([stem(name, "party") for name in names])
    plain = sorted({f"{stem}{ending}" for stem in stems})
    if [f"{stem}{ending}" for stem in stems] == plain and taken not in plain and stems == spoken(stems):
        return plain
    width = len(str(len(stems)))
    return [f"{number:0{width}d}-{stem}{ending}" for number, stem in enumerate(stems, 1)]


def stem(name: str, otherwise: str) -> str:
    """Make the name of a file, without its ending, of any name.

    Examples
    --------
    >>> stem("A/B: c", "it"), stem("..", "it")
    ('A_B_ c', 'it')
    """
    clean = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "_", name).strip(" .").lstrip(" ._")[:80]
    return clean.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore").rstrip(" .") or otherwise


def spoken(stems: Sequence[str]) -> list[str]:
    """Give the names of parties from the names of their files, without numbers that only keep the order.

    Examples
    --------
    >>> spoken(["1-South", "2-North"]), spoken(["S-1", "S-2"])
    (['South', 'North'], ['S-1', 'S-2'])
    """
    width = len(str(len(stems)))
    cut = [stem.removeprefix(f"{number:0{width}d}-") for number, stem in enumerate(stems, 1)]
    numbered = all(short_ and short_ != stem for short_, stem in zip(cut, stems, strict=True))
    return cut if numbered else list(stems)


def line_through(at: Sequence[Fraction], worth: Sequence[Fraction]) -> tuple[Fraction, Fraction] | tuple[()]:
    """Give slope and start of the straight line, cut at 0 and 1, on which worths lie; nothing where there is none.

    The start is what the line has at the first place.
    """
    inner = [place for place, value in enumerate(worth) if 0 < value < 1]
    first, last = (inner[0], inner[-1]) if len(inner) > 1 else (0, len(at) - 1)
    for one, other in ((first, last), (max(first - 1, 0), last), (first, min(last + 1, len(at) - 1))):
        if one == other:
            continue
        slope = (worth[other] - worth[one]) / (at[other] - at[one])
        start = worth[one] - slope * (at[one] - at[0])
        drawn = [min(max(slope * (place - at[0]) + start, _ZERO), Fraction(1)) for place in at]
        if drawn == list(worth) and finite((slope, start)):
            return slope, start
    return ()


def steps(at: Sequence[Fraction]) -> Fraction:
    """By how much do places rise? 0 where the steps are not equal."""
    found = {after - before for before, after in pairwise(at)}
    return found.pop() if len(found) == 1 else _ZERO
