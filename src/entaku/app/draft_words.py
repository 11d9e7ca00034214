"""What a draft says of itself, in both languages."""

from __future__ import annotations

from typing import Final

from entaku.model.text import Text

AS_WRITTEN: Final = Text("[as written] ", "〔原文〕")
"""Stands before the words of a document that wait for words of one's own."""
NOT_TOLD: Final = Text("ownership not stated", "所有関係の記載なし")
NO_OUTLET: Final = Text("the document", "この文書")
QUESTION: Final = Text(
    "Is there a deal to make, and whom does it take?", "まとまる合意はあるのか。それには誰が要るのか。"
)
UNREVIEWED: Final = Text(
    "UNREVIEWED: drafted by rules from one document; nobody has decided on any claim. Texts marked [as written] are "
    "the document's own words and wait to be put in yours.",
    "【未確認】一つの文書から規則で起こした下書きであり、どの言明もまだ誰も確認していない。〔原文〕とある文は"
    "文書の文言そのままで、自分の言葉に書き直す必要がある。",
)
REVIEWED: Final = Text(
    "Drafted from the {n} claims that were accepted in a review; who takes part, issues and watch points are proposed "
    "by rules and unreviewed.",
    "確認で採用された言明{n}件から起こした下書きである。当事者、争点、注目点は規則による提案で、未確認である。",
)
ROUND: Final = Text("the talks the text is about", "原文が扱う協議")
FOUND: Final = "found by a table and by rules: rename, join or drop; kind and roles are yours to set"
NO_PARTY: Final = "for whom they speak the text does not tell by rule"
OUTLET_TOLD: Final = Text("{original} through {page}", "{page}掲載（原文：{original}）")
TRANSLATION: Final = Text("a text in {tongue}, not seen", "{tongue}の原文（未見）")
TONGUES: Final = {
    "en": Text("English", "英語"),
    "ja": Text("Japanese", "日本語"),
    "ru": Text("Russian", "ロシア語"),
    "uk": Text("Ukrainian", "ウクライナ語"),
    "fr": Text("French", "フランス語"),
    "de": Text("German", "ドイツ語"),
    "": Text("another language", "別の言語"),
}
LACKS: Final = {
    "resolver": Text("who decides", "判定者"),
    "horizon": Text("by when", "期限"),
    "threshold": Text("from which point on", "判定の基準"),
}
FORMS: Final = {
    "binary": Text("yes or no", "是か非か"),
    "choice": Text("one of several", "択一"),
    "open": Text("open", "自由"),
    "indirect": Text("put indirectly", "間接の問い"),
}
YES: Final = Text("yes", "そのとおりになる")
NO: Final = Text("no", "そうならない")
HEAD: Final = """\
# A first case file, drafted by entaku from {name}. {state}
# To finish it:
# - put every text marked [as written] or 〔原文〕 in your own words, in both languages;
# - look at each line that says `check:`; a comment such as `# C07, P3.s1` leads to a claim and its sentence;
# - issues and their two options are proposals: rename, split or drop them;
# - what parties want, what no deal is worth, who carries an option out: not stated, until you state it.
# `entaku check` says what is still open.
"""
UNREVIEWED_STATE: Final = "Nobody has reviewed it."
REVIEWED_STATE: Final = "Its claims were accepted in a review; the rest nobody has reviewed."

TITLE: Final = Text("What the text says (unreviewed)", "原文の述べるところ（未確認）")
ASKS: Final = Text(
    "Who takes part in what, as this text has it, and how firmly is it said?",
    "この文書によれば、誰が何をめぐって関わり、それはどれほど確かに述べられているか。",
)
WHO: Final = Text(
    "UNREVIEWED. The text names {parties}. At issue, as far as rules can tell: {issues}.",
    "【未確認】原文に名の挙がる当事者は{parties}である。規則で拾えた争点は{issues}である。",
)
COUNTS: Final = Text(
    "{n} claims of one text: {plain} are its own plain word, {hedged} hedged or attributed ({kinds}).",
    "一つの文書の言明{n}件：留保のない地の文が{plain}件、留保または出所のあるものが{hedged}件（{kinds}）である。",
)
HOW_FIRM: Final = Text(
    "Unreviewed: suggested by rules, decided by nobody. A claim is what the text says, not what is so, and no claim is "
    "taken for a preference.",
    "未確認である。規則による提案であり、誰も判断していない。言明は原文の述べることであって事実とは限らず、"
    "選好とみなしたものは一つもない。",
)
SAID: Final = Text("{who}: “{words}” ({how}, {place})", "{who}「{words}」（{how}、{place}）")
PUBLICLY: Final = Text("{how}, in public", "{how}、公の発言")
ITSELF: Final = Text("the text itself", "地の文")
SOMEBODY: Final = Text("somebody unnamed", "名を伏せた者")
ELSE_SAID: Final = Text("Said of other things: {said}.", "争点以外の発言：{said}。")
ABSENT: Final = Text("Kept out, as the text has it: {who}.", "原文によれば外されている者：{who}。")
NOBODY_ABSENT: Final = Text(
    "Of nobody does the text say, by a word the rules know, that they are kept out.",
    "外されている者がいるとの記述は、規則の知る語では見当たらない。",
)
CHECKS: Final = Text("For a person to decide: {what}.", "人が判断すべきこと：{what}。")
APART: Final = Text("{names} are kept apart and may overlap", "{names}は別の集まりとして扱う（重なりうる）")
COMPLETE: Final = Text("nothing lacking by rule", "規則の上で欠けているものはない")
SHARE: Final = Text(
    "{outlet}: {own} of {all} claims of the body ({share}) are plain assertions in its own voice; {said} are put in "
    "others' mouths and {hedged} hedged in its own voice. {taken} take something for granted. Which words "
    "judge, nobody has marked.",
    "{outlet}：本文の言明{all}件のうち{own}件（{share}）が留保のない地の文での断定である。他者の言葉とするものが{said}件、"
    "地の文で留保を付すものが{hedged}件。{taken}件は何かを前提としている。評価を含む表現には、まだ誰も印を付けていない。",
)
RULE: Final = Text(
    "Suggested by rules from the words of the text; reviewed by nobody.",
    "原文の語句から規則で提案したもので、誰も確認していない。",
)
ASSUMES: Final = Text(
    "Rules see well what a sentence chiefly says, and less well what hangs below it. Issues come from a table of what "
    "is usually negotiated; what it does not name is not found. Make a case file of it, decide, and brief that.",
    "規則は文が主に述べる内容をよく捉えるが、従属する部分は捉え損ねることがある。"
    "争点は交渉でよく扱われる事項の表から拾うため、表にないものは見つからない。"
    "事例ファイルに起こし、判断を加えたうえで改めてブリーフィングを作ること。",
)
TABLE: Final = Text("Who says what, and how firmly", "誰が何を、どれほど確かに述べているか")
CAPTION: Final = Text(
    "Every hedged or attributed claim, in the order of the text; the rest is the text's own plain word.",
    "留保または出所のある言明のすべて（原文の順）。残りは留保のない地の文である。",
)
NO_DRAWS: Final = Text(
    "no preference is stated, so nothing that was drawn bears on this page",
    "選好が一つも述べられていないため、標本はこのページに影響しない",
)
NOTHING_CODED: Final = Text(
    "Nobody has decided on any claim yet: finish the case first.",
    "言明がまだ一つも確認されていない。事例を仕上げること。",
)
