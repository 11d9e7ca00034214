"""What the room concludes, in words that can be set beside other lenses: is there a deal, and which package."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.finding import Conclusion, Strength, Topic
from entaku.model.text import Text
from entaku.space.deals import name
from entaku.space.evidence import percent
from entaku.space.flips import deal_answer
from entaku.space.study import Study

_DEAL: Mapping[str, Text] = {
    "yes": Text("There is room in {held} of the draws.", "標本の{held}に余地がある。"),
    "open": Text(
        "There is room in {held} of the draws, not in the others.", "余地のある標本は{held}で、残りにはない。"
    ),
    "no": Text("There is room in {held} of the draws only.", "余地のある標本は{held}にすぎない。"),
}
_IMPOSSIBLE = Text("No package can be acceptable to all.", "全員が受け入れられる案はあり得ない。")
_EXACT: Mapping[bool, Text] = {
    True: Text("Some package is acceptable to all.", "全員が受け入れられる案がある。"),
    False: Text("No package is acceptable to all.", "全員が受け入れられる案はない。"),
}
_DEAL_ASSUMES = Text(
    "Any package counts that beats no deal for all and crosses no red line, however the talks would get there.",
    "全員にとって決裂より良く、譲れない一線も越えない案であれば、そこに至る道筋を問わず数える。",
)
_PACKAGE = Text("{package}, picked in {held} of the draws", "{package}（標本の{held}で選ばれる）")
_PACKAGE_EXACT = Text("{package}", "{package}")
_PACKAGE_ASSUMES = Text(
    "The even-handed package is agreed on: the largest product of gains over no deal (Nash).",
    "公平な案、すなわち決裂と比べた利得の積が最大の案（ナッシュ解）に落ち着くとみる。",
)


def deal(strong: Strength, *, proved: bool = False) -> Conclusion:
    """Is there a deal to make: yes from 90 % of the draws on, no down from 10 % or where proved, else open?"""
    answer = "no" if proved else deal_answer(strong.share)
    text = _IMPOSSIBLE if proved else _DEAL[answer].filled(held=percent(strong.share))
    return _concluded(Topic.DEAL, answer, text, strong)


def deal_exactly(strong: Strength, *, acceptable: bool) -> Conclusion:
    """Is there a deal to make, where every number is given?"""
    return _concluded(Topic.DEAL, "yes" if acceptable else "no", _EXACT[acceptable], strong)


def package(study: Study, number: int, strong: Strength, finding: str) -> Conclusion:
    """Which package is the even-handed one?"""
    chosen = study.outcomes.package(number)
    template = _PACKAGE_EXACT if study.ensemble.exact else _PACKAGE
    return Conclusion(
        topic=Topic.PACKAGE,
        answer=";".join(f"{issue.id}={chosen[issue.id]}" for issue in study.case.issues),
        text=template.filled(package=name(study, number), held=percent(strong.share)),
        strength=strong,
        assumes=_PACKAGE_ASSUMES,
        finding=finding,
    )


def _concluded(topic: Topic, answer: str, text: Text, strong: Strength) -> Conclusion:
    return Conclusion(
        topic=topic, answer=answer, text=text, strength=strong, assumes=_DEAL_ASSUMES, finding="room-zone"
    )
