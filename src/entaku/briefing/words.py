"""Which words the renderers themselves say, in both languages; none stand elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from entaku.model.finding import Firmness
from entaku.model.text import Language, Text

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "also": Text("Also", "あわせて"),
        "analyst": Text("the analyst", "分析者"),
        "analyst_judgement": Text("A judgement of the analyst's own", "分析者自身の判断"),
        "axis_day": Text("%-d %b %Y", "%Y年%-m月%-d日"),
        "answer": Text("Answer", "答え"),
        "as_of": Text("as of {day}", "{day}現在"),
        "aside": Text(" ({words})", "（{words}）"),
        "assumes": Text("Assumes", "前提"),
        "briefing": Text("Briefing", "ブリーフィング"),
        "case": Text("Case", "事例"),
        "chart_of": Text(
            "Chart: {title}. Its data are in the table that follows.", "図：{title}。データは続く表にある。"
        ),
        "chart_needs_scripts": Text(
            "Without scripts this chart is not drawn; its data are in the table.",
            "スクリプトが無効なため図は描かれない。データは表にある。",
        ),
        "as_written": Text("As written in the source", "情報源の原文"),
        "as_written_many": Text("As written in the sources: {n} claims", "情報源の原文（言明{n}件）"),
        "contents": Text("On this page", "目次"),
        "data": Text("The data of this figure", "この図のデータ"),
        "day": Text("{day} {month} {year}", "{year}年{month}月{day}日"),
        "draws": Text("Draws", "標本数"),
        "effective": Text("Effective draws", "有効標本数"),
        "figure": Text("Figure {n}", "図{n}"),
        "figures": Text("Figures", "図表"),
        "findings": Text("Findings", "所見"),
        "firmness": Text("How firmly", "確かさ"),
        "firmness_exact": Text("exact", "厳密"),
        "firmness_proved": Text("proved", "証明済み"),
        "firmness_every": Text("in every draw", "すべての標本で成立"),
        "firmness_average": Text("measured over the draws", "標本全体で測った値"),
        "firmness_share": Text("in {share} of the draws", "標本の{share}で成立"),
        "firmness_coded": Text("as coded", "コード化のとおり"),
        "firmness_not_stated": Text("not stated", "記載なし"),
        "framed": Text("worded with the source's own judgement", "情報源自身の評価を含む表現"),
        "grounds": Text("Grounds", "根拠"),
        "hedge": Text("Hedge", "留保表現"),
        "holder": Text("Whose word", "誰の言明か"),
        "in_brief": Text("In brief", "要点"),
        "kind_analyst": Text("Analyst", "分析者"),
        "kind_claim": Text("Claim", "言明"),
        "kind_draft": Text("Draft", "草案"),
        "kind_home": Text("Home front", "国内事情"),
        "kind_issue": Text("Issue", "争点"),
        "kind_model": Text("Model", "モデル"),
        "kind_option": Text("Option", "選択肢"),
        "kind_outlook": Text("Outlook", "見通し"),
        "kind_party": Text("Party", "当事者"),
        "kind_pressure": Text("Pressure", "圧力"),
        "kind_round": Text("Round", "会合"),
        "kind_statement": Text("Statement", "選好の判断"),
        "idle": Text("Lenses that had nothing to go on", "手がかりのなかった視点"),
        "lenses": Text("Lenses", "視点"),
        "list": Text(", ", "、"),
        "margin": Text("margin {margin}", "誤差の幅{margin}"),
        "measure": Text("Weighting of the draws", "標本の重みづけ"),
        "methods": Text("Methods cited", "方法の出典"),
        "missing": Text("The case lacks", "足りないもの"),
        "more_rows": Text("and {n} more rows", "ほか{n}行"),
        "name": Text("entaku", "円卓"),
        "no_value": Text("–", "–"),
        "not_stated": Text("Not stated", "記載なし"),
        "not_stated_in_full": Text("All that is not stated", "記載のない事項の一覧"),
        "note": Text("Note", "注記"),
        "of_effective": Text("{n} effective draws", "有効標本数{n}"),
        "on_the_word": Text("on the word of {who}", "{who}による"),
        "other": Text("other", "その他"),
        "place": Text("Place", "箇所"),
        "question": Text("Question", "問い"),
        "quoted": Text("“{words}”", "「{words}」"),
        "rests_on": Text("Rests on", "よりどころ"),
        "rule": Text("Rule", "規則"),
        "run": Text("Run record", "計算の記録"),
        "seed": Text("Seed", "乱数の種"),
        "separator": Text(" · ", " / "),
        "share_all_but": Text(">99%", "99%超"),
        "share_hardly": Text("<1%", "1%未満"),
        "skip": Text("Skip to the answer", "答えへ移動"),
        "slant": Text("Slant of the sources", "情報源の偏り"),
        "slant_in_full": Text("The slant of the sources in full", "情報源の偏りの詳細"),
        "source": Text("Source", "情報源"),
        "sources": Text("Sources", "情報源"),
        "table_of": Text("Table: {title}", "表：{title}"),
        "told": Text("{title}: {words}", "{title}：{words}"),
        "unit": Text("{title} ({unit})", "{title}（{unit}）"),
        "unknown": Text("{id}: not recorded in this briefing", "{id}：このブリーフィングに記録なし"),
        "version": Text("Version", "版"),
        "watch": Text("What to watch", "注目点"),
        "why": Text("Why: the rule and its grounds", "理由：規則と根拠"),
    }
)
"""Words by key; a name in braces is a slot."""

MONTHS: tuple[Text, ...] = (
    Text("January", "1"),
    Text("February", "2"),
    Text("March", "3"),
    Text("April", "4"),
    Text("May", "5"),
    Text("June", "6"),
    Text("July", "7"),
    Text("August", "8"),
    Text("September", "9"),
    Text("October", "10"),
    Text("November", "11"),
    Text("December", "12"),
)
"""Names of the months, from January."""

_FIRMNESS: Mapping[Firmness, tuple[str, str]] = MappingProxyType(
    {
        Firmness.EXACT: ("firmness_exact", "◆"),
        Firmness.PROVED: ("firmness_proved", "●"),
        Firmness.EVERY_DRAW: ("firmness_every", "◎"),
        Firmness.SHARE: ("firmness_share", "◇"),
        Firmness.AVERAGE: ("firmness_average", "△"),
        Firmness.CODED: ("firmness_coded", "□"),
        Firmness.NOT_STATED: ("firmness_not_stated", "○"),
    }
)


_OPENING_QUOTES = ("“", "”", "„", "‘", "«", "‹", '"', "'", "「", "『")


def word(key: str, language: Language, **slots: str | int) -> str:
    """Say the interface's words under a key, with its slots filled.

    Examples
    --------
    >>> word("draws", "ja"), word("figure", "en", n=2)
    ('標本数', 'Figure 2')
    """
    said = WORDS[key].said(language)
    return said.format_map(slots) if slots else said


def firmness(kind: Firmness, language: Language, *, share: str) -> str:
    """Say how firmly a finding holds; `share` is the share of the draws, already in words.

    Examples
    --------
    >>> firmness(Firmness.SHARE, "en", share="73%")
    'in 73% of the draws'
    """
    return word(_FIRMNESS[kind][0], language, share=share)


def sign(kind: Firmness) -> str:
    """Give the sign that stands before the words of a firmness, so that it can be told without colour."""
    return _FIRMNESS[kind][1]


def aside(words: str, language: Language) -> str:
    """Put words in brackets after others, with the space that the language asks for."""
    return word("aside", language, words=words)


def quoted(words: str, language: Language) -> str:
    """Put quotation marks about words that do not open with their own.

    Examples
    --------
    >>> quoted("Only money.", "en"), quoted("「金だけだ」と参事", "ja")
    ('“Only money.”', '「金だけだ」と参事')
    """
    return words if words[:1] in _OPENING_QUOTES else word("quoted", language, words=words)


def day(when: date, language: Language) -> str:
    """Say a date.

    Examples
    --------
    >>> day(date(2025, 12, 2), "en"), day(date(2025, 12, 2), "ja")
    ('2 December 2025', '2025年12月2日')
    """
    month = MONTHS[when.month - 1].said(language)
    return word("day", language, day=when.day, month=month, year=when.year)
