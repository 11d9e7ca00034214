"""Agreement between coders as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entaku.app.agreeing import REJECTED, TAKEN, Agreement, Disagreement, Measured
from entaku.app.reviewing_text import WHO, inline
from entaku.briefing.bases import MODALITIES
from entaku.briefing.grids import grid
from entaku.briefing.plain import clean
from entaku.model.text import Language, Text, both, listed, say

PLACES: Final = 100
_NAMES: Final = {
    "decision": Text("taken or rejected", "採否"),
    "modality": Text("modality", "留保の種類"),
    "firmness": Text("firmness (unlikely to asserted)", "確からしさ（見込み低～断定）"),
    "holder": Text("holder", "出所"),
    "polarity": Text("polarity", "肯否"),
    "public": Text("public", "公言"),
    "presupposed": Text("presupposed", "前提"),
    "span": Text("from where to where", "範囲"),
    "spans": Text("spans", "範囲"),
    "characters": Text("characters, by modality", "文字（留保の種類別）"),
}
_LEVELS: Final = {
    "nominal": Text("nominal", "名義"),
    "ordinal": Text("ordinal", "順序"),
    "interval": Text("by distance", "距離"),
}
_VERDICTS: Final = {
    "firm": Text("firm", "確か"),
    "tentative": Text("tentative", "暫定"),
    "weak": Text("not to be relied on", "頼れない"),
    "same": Text("one value only: tells nothing", "値が一つのみ：何も言えない"),
    "few": Text("too few", "少なすぎる"),
}
_VALUES: Final = {
    TAKEN: Text("taken", "採用"),
    REJECTED: Text("rejected", "却下"),
    "positive": Text("positive", "肯定"),
    "negative": Text("negative", "否定"),
    "yes": Text("yes", "はい"),
    "no": Text("no", "いいえ"),
}


def lines(found: Agreement, language: Language) -> Iterator[str]:
    """Say how far the coders agree, then list where they do not."""
    yield say(
        "{name}: {n} coders ({who}); {units} places that all decided, {open} that somebody has not",
        "{name}：コーダー{n}人（{who}）。全員が決めた箇所{units}件、未決の者がいる箇所{open}件",
        name=both(clean(found.document)),
        n=len(found.coders),
        who=listed([both(clean(one)) for one in found.coders]),
        units=len(found.units),
        open=len(found.open),
    ).said(language)
    yield ""
    heads = [
        Text("Krippendorff's alpha", "クリッペンドルフのα"),
        Text("measure", "尺度"),
        Text("units", "単位"),
        Text("alpha", "α"),
        Text("worth", "判定"),
    ]
    rows = [_row(one, language) for one in (*found.fields, found.spans, found.signs)]
    yield from grid([one.said(language) for one in heads], rows, [False, False, True, True, False], PLACES)
    yield Text(
        "Firm from .80, tentative from .667, below that not to be relied on.",
        "αは.80以上で確か、.667以上で暫定、それ未満は頼れない。",
    ).said(language)
    yield say(
        "F1 of spans: {exact} exact, {loose} overlapping.",
        "範囲のF1：完全一致{exact}、重なり{loose}。",
        exact=_figure(found.exact),
        loose=_figure(found.overlapping),
    ).said(language)
    yield ""
    yield say("Where they differ ({n})", "食い違う箇所（{n}件）", n=len(found.disagreements)).said(language)
    place = ""
    for one in found.disagreements:
        if one.id != place:
            words = inline(found.text[one.span[0] : one.span[1]]).strip()
            yield f"  {clean(one.id)} “{words}”"
        place = one.id
        yield f"    {_differs(one, language)}"


def _row(one: Measured, language: Language) -> list[str]:
    return [
        _NAMES[one.name].said(language),
        _LEVELS[one.level].said(language),
        str(one.units),
        _figure(one.alpha),
        _VERDICTS[one.verdict].said(language),
    ]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def _differs(one: Disagreement, language: Language) -> str:
    """Say in which field coders differ, and who says what."""
    told = (
        Text("; ", "、")
        .said(language)
        .join(
            say(
                "{who}: {value}", "{who}：{value}", who=both(clean(who)), value=_value(one.field, value)
            ).said(language)
            for who, value in one.values.items()
        )
    )
    return f"{_NAMES[one.field].said(language)} - {told}"


def _value(name: str, value: str) -> Text:
    if name == "modality" and value in MODALITIES:
        return MODALITIES[value]
    if name == "holder":
        return WHO.get(value, both(clean(value)))
    return _VALUES.get(value, both(clean(value)))
