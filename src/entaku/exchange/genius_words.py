"""What is said of GENIUS files: what of them a case does not hold, and how they are read."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from entaku.exchange.domain_form import BREAKS, short
from entaku.model.names import shown
from entaku.model.text import Text, both, say

DESCRIBED: Final = Text("descriptions of options are not carried", "選択肢の説明文は引き継いでいない")
COSTS: Final = Text("costs of options are not carried", "選択肢の費用（cost）は引き継いでいない")


def aside(tag: str) -> Text:
    """An element that a case has no place for."""
    return say("what stands under {tag} is not carried", "{tag}以下の内容は引き継いでいない", tag=shown(tag))


def cut(name: str, low: Fraction, high: Fraction) -> Text:
    """A continuous issue for which points stand."""
    return say(
        "{issue} runs from {low} to {high} without steps; {count} evenly spaced points stand for it",
        "{issue}は{low}から{high}までの連続量である。等間隔の{count}点で代表させた",
        issue=shown(name), low=short(low), high=short(high), count=BREAKS + 1,
    )  # fmt: skip


def repeated(issue: str, value: str) -> Text:
    """An option that stands twice."""
    return say(
        "{value} of {issue} stands twice; the last one counts",
        "{issue}の{value}は二度現れる。最後のものを採った",
        value=shown(value), issue=shown(issue),
    )  # fmt: skip


def summed(name: str, total: Fraction) -> Text:
    """Weights that do not add to 1."""
    return say(
        "the weights of {who} add to {total} and are divided by it; GENIUS takes them as they are",
        "{who}の重みの和は{total}であり、これで割った。GENIUSは重みをそのまま使う",
        who=both(name),
        total=f"{float(total):.9g}",
    )


def counts_nothing(issue: str) -> Text:
    """An issue of no worth."""
    return say(
        "no option of {issue} is worth anything to a party, whatever its weight",
        "{issue}のどの選択肢も、重みにかかわらず、ある当事者にとって価値がない",
        issue=shown(issue),
    )


def discounted(name: str, factor: Fraction) -> Text:
    """A discount factor."""
    return say(
        "the discount factor {factor} of {who} is not carried: values are those of the start",
        "{who}の割引因子{factor}は引き継いでいない。価値は開始時のものである",
        who=both(name), factor=short(factor),
    )  # fmt: skip


def unreserved(name: str) -> Text:
    """No reservation value."""
    return say(
        "the file states no reservation value for {who}; no deal is worth 0, as GENIUS takes it",
        "{who}の留保価値はファイルにない。GENIUSに従い、決裂時の価値を0とした",
        who=both(name),
    )
