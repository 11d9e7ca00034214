"""How numbers, shares and firmness read."""

from __future__ import annotations

import math

from entaku.briefing.words import firmness, word
from entaku.model.finding import Strength
from entaku.model.text import Language

SIGNIFICANT = 3
"""How many digits of a number are shown; the JSON form keeps all of them."""
_ONE_PER_CENT = 0.01


def number(value: float, language: Language) -> str:
    """Give a number in words, to three significant digits.

    Examples
    --------
    >>> number(0.04837, "en"), number(12, "en"), number(1234.5, "ja")
    ('0.0484', '12', '1,234')
    """
    if not math.isfinite(value):
        return word("no_value", language)
    if value == int(value):
        return f"{int(value):,}"
    places = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}"


def share(value: float, language: Language) -> str:
    """Give a share in per cent; never 100 for less than all, never 0 for more than none.

    Examples
    --------
    >>> share(0.73, "en"), share(0.9996, "en"), share(0.001, "ja"), share(1.0, "ja")
    ('73%', '>99%', '1%未満', '100%')
    """
    if not math.isfinite(value):
        return word("no_value", language)
    if 0 < value < _ONE_PER_CENT:
        return word("share_hardly", language)
    if 1 - _ONE_PER_CENT < value < 1:
        return word("share_all_but", language)
    return f"{value:.0%}"


def firm(strength: Strength, language: Language) -> str:
    """Say how firmly a finding holds, in a few words.

    Examples
    --------
    >>> from entaku.model.finding import Firmness
    >>> firm(Strength(firmness=Firmness.SHARE, share=0.73), "ja")
    '標本の73%で成立'
    """
    return firmness(strength.firmness, language, share=share(strength.share, language))


def firm_in_full(strength: Strength, language: Language) -> str:
    """Say how firmly a finding holds, with its margin and the draws behind it where there are any.

    Examples
    --------
    >>> from entaku.model.finding import Firmness
    >>> firm_in_full(Strength(firmness=Firmness.SHARE, share=0.73, margin=0.021, draws=1850), "en")
    'in 73% of the draws · margin 2% · 1,850 effective draws'
    """
    parts = [firm(strength, language)]
    if strength.margin:
        parts.append(word("margin", language, margin=share(strength.margin, language)))
    if strength.draws:
        parts.append(word("of_effective", language, n=number(round(strength.draws), language)))
    return word("separator", language).join(parts)
