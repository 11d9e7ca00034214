"""What the page on sources says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.app.without import Verdict
from entaku.model.text import Text

TITLE = Text("What stands without its sources", "情報源を除いても残るもの")
QUESTION = Text(
    "Which findings stand without a source, and without what an outlet says in its own voice?",
    "情報源を除いても、また媒体自身の言葉を除いても成り立つ所見はどれか。",
)
RULE = Text(
    "Claims are taken out; what rests on them alone is dropped, what also rests on another claim or on the analyst "
    "stays. Parties, issues and options stay, but an option loses who carries it out. All lenses look again over the "
    "same draws, with the same random numbers. A share counts as moved beyond the margins of both runs.",
    "言明を取り除き、それだけに基づくものを落とす。ほかの言明や分析者にも基づくものは残す。当事者、争点、選択肢は残"
    "すが、選択肢を誰が実施するかの記述は失われる。そのうえで、同じ標本と同じ乱数を用い、すべての視点から見直す。割"
    "合は、双方の計算の誤差の幅を超えた場合に限り、動いたとみる。",
)
DOUBT = Text(
    "That a finding stands does not make it true: what is left may be the analyst's word alone.",
    "所見が残ることは、それが真であることを意味しない。残ったのは分析者の判断だけかもしれない。",
)
SEARCH_RULE = Text(
    "The answer is yes from 90 % of the draws with room on, no from 10 % down, else open; it turns if that word "
    "changes or the share crosses a half, by more than two standard errors of the difference over the same draws.",
    "余地のある標本が9割以上なら「はい」、1割以下なら「いいえ」、その間は「定まらない」とする。この語が変わるか、割"
    "合が半分をまたぎ、しかも変化が、同じ標本で比べた差の標準誤差の2倍を超えるとき、答えが変わったとみる。",
)
NO_CLAIMS = Text(
    "No claim is coded, so nothing can be left out: state sources and claims, and name the claims in because.",
    "言明がコード化されていないため、除くべきものがない。情報源（sources）と言明（claims）を記し、becauseに言明を挙"
    "げること。",
)
SHORT = Text(
    "Looked at in short: {draws} draws, through {lenses}; the command sources looks through all.",
    "ここでは、{draws}個の標本を、{lenses}の視点から見るにとどめた。すべての視点からの結果は、情報源を調べるコマンド"
    "（sources）で見ることができる。",
)
CITED = "Glasserman & Yao 1992, Management Science 38:884-908"

ONLY_SOURCE = Text(
    "Without {outlet}, the only source, no claim is left: {lost} of {all} judgements on preferences fall, {leaning} "
    "stand on the analyst's word alone.",
    "唯一の情報源である{outlet}を除くと、言明は一つも残らない。選好の判断{all}件のうち{lost}件が失われ、{leaning}件は"
    "分析者の判断だけで残る。",
)
SOURCE = Text(
    "Without {outlet} ({n} of {m} claims), {lost} of {all} judgements on preferences fall, {leaning} stand on the "
    "analyst's word alone.",
    "{outlet}（言明{m}件のうち{n}件）を除くと、選好の判断{all}件のうち{lost}件が失われ、{leaning}件は分析者の判断だけで"
    "残る。",
)
OWN_VOICE = Text(
    "Without what {outlet} says in its own voice, unhedged ({n} of {m} claims), {lost} of {all} judgements on "
    "preferences fall, {leaning} stand on the analyst's word alone.",
    "{outlet}が留保なしに自らの言葉で述べること（言明{m}件のうち{n}件）を除くと、選好の判断{all}件のうち{lost}件が失われ、"
    "{leaning}件は分析者の判断だけで残る。",
)
ALSO_GONE = Text("Also gone: {things}.", "あわせて失われるもの：{things}。")
GONE = Text("{n} of {all} {what}", "{what}（{all}件のうち{n}件）")
GONE_WHOLE = Text("{what}", "{what}")
COUNTS = Text(
    "Of {all} findings {stand} stand, {moved} weaken or strengthen, {other} read otherwise, and {fall} fall or turn.",
    "所見{all}件のうち、そのまま残るのは{stand}件、弱まるか強まるのは{moved}件、内容が変わるのは{other}件、"
    "失われるか答えが変わるのは{fall}件である。",
)
MOVED = Text(
    "{lens}: {after} of the draws instead of {before}.", "{lens}：標本の{before}ではなく{after}となる。"
)
TURNED = Text(
    "{lens}: the answer turns, from {before} to {after}.", "{lens}：答えが変わり、{before}から{after}になる。"
)
HEADS: Mapping[Verdict, Text] = {
    "stands": Text("The answer of {lenses} stands.", "{lenses}の答えは変わらない。"),
    "reads otherwise": Text("The answer of {lenses} reads otherwise.", "{lenses}の答えは内容が変わる。"),
    "falls": Text("Of {lenses} no answer is left.", "{lenses}の答えは残らない。"),
    "new": Text("{lenses} now has an answer.", "{lenses}には、それまでなかった答えが得られる。"),
}
VERDICTS: Mapping[Verdict, Text] = {
    "stands": Text("stands", "残る"),
    "weakens": Text("weakens", "弱まる"),
    "strengthens": Text("strengthens", "強まる"),
    "reads otherwise": Text("reads otherwise", "内容が変わる"),
    "turns": Text("turns", "答えが変わる"),
    "falls": Text("falls", "失われる"),
    "new": Text("new", "新たに現れる"),
}
FROM_TO = Text("{verdict}: {before} to {after}", "{verdict}（{before}→{after}）")

WORDS: Mapping[str, Text] = {
    "yes": Text("yes", "はい"),
    "no": Text("no", "いいえ"),
    "open": Text("open", "定まらない"),
}
TURNS = Text("turns the answer from “{old}” to “{new}”", "答えは「{old}」から「{new}」に変わる")
UNDER_HALF = Text("brings the draws with room under a half", "余地のある標本は半数を下回る")
OVER_HALF = Text("brings the draws with room over a half", "余地のある標本は半数を上回る")
ONE_CLAIM = Text(
    "Losing one claim {turns}: without {claims}, there is room in {after} of the draws instead of {before}.",
    "一つの言明を失うだけで、{turns}。{claims}を除くと、余地のある標本は{before}ではなく{after}となる。",
)
FEW_CLAIMS = Text(
    "Losing {n} claims together {turns}, and fewer do not: without {claims}, there is room in {after} of the draws "
    "instead of {before}.",
    "{n}件の言明をそろって失うと、{turns}。それより少なければ、そうはならない。{claims}を除くと、余地のある標本は"
    "{before}ではなく{after}となる。",
)
BOUND_CLAIMS = Text(
    "Losing {n} claims together {turns}: without {claims}, there is room in {after} of the draws instead of {before}.",
    "{n}件の言明をそろって失うと、{turns}。{claims}を除くと、余地のある標本は{before}ではなく{after}となる。",
)
NO_ANSWER = Text(
    "Without {claims} nothing is stated of what anybody needed wants, and no answer is left.",
    "{claims}を除くと、同意を要する当事者の望みが何も述べられていないことになり、答えは残らない。",
)
NONE = Text(
    "No claims that were tried turn the answer or bring the share across a half: with all of them there is room in "
    "{before} of the draws.",
    "試した範囲では、どの言明を失っても答えは変わらず、割合が半分をまたぐこともない。すべての言明がそろっているとき"
    "、余地のある標本は{before}である。",
)
OTHERS = Text(
    "So does, each by itself, losing {others}.",
    "それだけを失っても同じ結果になる言明は、ほかに{others}がある。",
)
OTHER_SETS = Text(
    "So does losing {n} other sets of that size.", "失えば同じ結果になる同じ大きさの組は、ほかに{n}組ある。"
)
SCOPE: Mapping[str, Text] = {
    "standing": Text(
        "What also rests on the analyst is left standing.",
        "分析者にも基づく判断は残すものとする。",
    ),
    "falling": Text(
        "What the analyst reads from a claim falls with it.",
        "言明から分析者が読み取った判断も、その言明とともに失われるものとする。",
    ),
}
TRIED: Mapping[str, Text] = {
    "pairs": Text(
        "Tried on {draws} draws: all {n} claims on which this rests, one by one, and all pairs.",
        "{draws}個の標本で、これを支える言明{n}件を一つずつ、また二つ一組にして、すべて試した。",
    ),
    "singles": Text(
        "Tried on {draws} draws: all {n} claims on which this rests, one by one.",
        "{draws}個の標本で、これを支える言明{n}件を一つずつ、すべて試した。",
    ),
    "bound": Text(
        "Smaller sets up to {size} were all tried, on {draws} draws; beyond that this is an upper bound.",
        "{size}件までの組は、{draws}個の標本ですべて試した。それを超える大きさについては、この件数は上限である。",
    ),
}
LEFT_OUT: Mapping[str, Text] = {
    "standing": Text("{claims}", "{claims}"),
    "falling": Text(
        "{claims} and what the analyst reads from that", "{claims}と、そこから分析者が読み取った判断"
    ),
}
QUOTED = Text("{id} (“{text}”)", "{id}（「{text}」）")

LISTS: Mapping[str, Text] = {
    "preferences": Text("statements", "選好の判断（記載なしを含む）"),
    "impossible": Text("impossible combinations", "両立しない組み合わせ"),
    "drafts": Text("drafts", "草案"),
    "rounds": Text("rounds", "会合"),
    "pressure": Text("pressures", "圧力"),
    "ratifiers": Text("ratifiers", "承認を要する相手"),
    "home": Text("constraints at home", "国内の制約"),
    "two_level": Text("two-level models", "二層モデル"),
    "standoffs": Text("standoffs", "にらみ合い"),
    "pulls": Text("pulls", "引力"),
    "models": Text("models", "モデル"),
    "sequences": Text("sequences", "手順"),
    "ripeness": Text("notes on ripeness", "機の熟しについての記載"),
    "games": Text("games", "ゲーム"),
    "watch_points": Text("watch points", "注目点"),
    "agreement": Text("whose agreement is needed (now everybody's)", "誰の同意を要するか（全員とみなす）"),
    "outlook": Text("how no-deal values develop", "決裂時の価値の見通し"),
}
"""What the lists of a case are called."""
