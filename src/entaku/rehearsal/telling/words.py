"""What a rehearsal says, in both languages: its card, its rules, its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entaku.model.card import Card
from entaku.model.text import Text

CARD: Final = Card(
    name="rehearsal",
    title=Text("Rehearsal", "予行"),
    question=Text(
        "How does the bargaining go when it is played out, and what would another order, mediator, deadline or seat "
        "change?",
        "交渉を試行するとどう進み、順序、仲介役、期限、席を変えると何が変わるのか。",
    ),
    needs=Text(
        "preferences and what no deal is worth; rounds for who is visited in which order; an outlook for what moves "
        "meanwhile",
        "選好と決裂時の価値。誰をどの順に訪ねるかには会合（rounds）、その間の動きには今後の見通し（outlook）",
    ),
    assumes=Text(
        "Each play takes one draw for what everybody wants; how they bargain is assumed, not coded, and therefore "
        "varied.",
        "試行のたびに、全員の選好として標本を1本用いる。交渉の仕方はコード化したものではなく仮定であるため、"
        "さまざまに変えて試す。",
    ),
    doubt=Text(
        "A share of plays is no probability of an agreement. Read the differences between ways of bargaining and "
        "between arrangements, not a single figure; a rehearsal prepares, it predicts nothing and bids for nobody.",
        "試行の割合は合意の確率ではない。読むべきは一つの数字ではなく、交渉の仕方や段取りによる違いである。"
        "予行は準備のためのものであり、何かを予測するものでも、誰かに代わって提案するものでもない。",
    ),
    sources=(
        "Faratin, Sierra & Jennings 1998, Negotiation decision functions for autonomous agents",
        "Aydogan, Festen, Hindriks & Jonker 2017, Alternating offers protocols for multilateral negotiation",
        "de Jonge 2022, An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy",
        "Raiffa 1982, The Art and Science of Negotiation",
        "Rubin 1981, Dynamics of Third Party Intervention",
    ),
)
PROTOCOLS: Final[Mapping[str, Text]] = {
    "offers": Text("alternating offers", "交互の提案"),
    "text": Text("a single negotiating text", "単一の交渉文書"),
    "shuttle": Text("a shuttle", "往復外交"),
}
PLAYED_RULES: Final[Mapping[str, Text]] = {
    "offers": Text(
        "Stacked alternating offers: a turn accepts what stands, replaces it, or leaves; a deal needs all who "
        "sit. The last "
        "offer of the last round is not answered unless that is asked for.",
        "積み上げ式の交互提案。手番の当事者は、示されている案を受け入れるか、別の案に替えるか、"
        "席を立つ。合意には席に居る全員の同意が要る。最終回の最後の提案には、特に指定しない限り、"
        "誰も答えない。",
    ),
    "text": Text(
        "A mediator proposes one change of one clause at a time; it is taken when nobody says worse and somebody "
        "says "
        "better. The last text is put to a yes or no against no deal.",
        "仲介役が一度に一つの条項の変更を提案し、悪くなるという者がおらず、良くなるという者がいれば"
        "採用する。最後の案文については、決裂と比べて諾否を問う。",
    ),
    "shuttle": Text(
        "A visit is to one party, which answers the mediator alone: it accepts the text, or refuses and says "
        "what it would "
        "offer. The mediator reweighs the draws of that party's preferences by the answer and chooses the next "
        "text by them.",
        "1回の訪問では一つの当事者を訪ね、その当事者は仲介役にだけ答える。案文を受け入れるか、"
        "拒んで自らの望む案を述べる。仲介役はその答えに応じて当該当事者の選好の標本の重みを改め、"
        "それに基づいて次の案文を選ぶ。",
    ),
}

TALKS: Final[Mapping[str, Text]] = {
    "offers": Text("alternating offers among {parties}", "交互の提案による{parties}の交渉"),
    "text": Text("a single negotiating text among {parties}", "単一の交渉文書を用いた{parties}の交渉"),
    "shuttle": Text("a shuttle between {parties}", "{parties}の間の往復外交"),
    "carried": Text(
        "a shuttle of {mediator} between {parties}", "{mediator}が{parties}の間を行き来する往復外交"
    ),
}
"""What is played, among whom; `carried` is a shuttle of a mediator with a stake of its own."""
ALONE: Final[Mapping[str, Text]] = {
    "text": Text("a single negotiating text with {parties}", "単一の交渉文書を用いた{parties}との交渉"),
    "shuttle": Text("a shuttle to {parties}", "{parties}への往復外交"),
    "carried": Text("a shuttle of {mediator} to {parties}", "{mediator}による{parties}への往復外交"),
}
"""The same where one party alone is asked."""
COUNT: Final[Mapping[str, Text]] = {
    "offers": Text("rounds", "回"),
    "text": Text("proposals", "件の提案"),
    "shuttle": Text("visits", "回の訪問"),
}
"""What a deadline is counted in."""
NTH: Final[Mapping[str, Text]] = {
    "offers": Text("round", "回目"),
    "text": Text("proposal", "件目"),
    "shuttle": Text("visit", "回目"),
}
EACH: Final[Mapping[str, Text]] = {
    "offers": Text("round", "回"),
    "text": Text("proposal", "提案"),
    "shuttle": Text("visit", "訪問"),
}
"""What the course of a play is told by."""

HEADLINE: Final = Text(
    "In {talks}, played out {plays} in each of {ways} ways of bargaining, a deal is reached in {share} of the plays: "
    "least often with “{worst}”, most often with “{best}”. Some package is acceptable to all of them today in "
    "{room} of "
    "the plays.",
    "{talks}を{ways}通りの交渉の仕方で各{plays}回試行すると、合意に至るのは試行の{share}である。"
    "合意が最も少ないのは「{worst}」、最も多いのは「{best}」の場合である。現時点で全員が"
    "受け入れられる合意案があるのは、試行の{room}である。",
)
HEADLINE_ALIKE: Final = Text(
    "In {talks}, played out {plays} in each of {ways} ways of bargaining, a deal is reached in {share} of the plays, "
    "however they bargain. Some package is acceptable to all of them today in {room} of the plays.",
    "{talks}を{ways}通りの交渉の仕方で各{plays}回試行すると、どの仕方でも試行の{share}で合意に至る。"
    "現時点で全員が受け入れられる合意案があるのは、試行の{room}である。",
)
HEADLINE_ONE: Final = Text(
    "In {talks}, played out {plays}, a deal is reached in {share} of the plays ({best}). Some package is "
    "acceptable to "
    "all of them today in {room}.",
    "{talks}を{plays}回試行すると、試行の{share}で合意に至る（「{best}」の場合）。"
    "現時点で全員が受け入れられる合意案があるのは、試行の{room}である。",
)
MISSED: Final = Text(
    "Where there is room for a deal today, {share} of the plays miss it, depending on how they bargain.",
    "現時点で合意の余地がある試行のうち、交渉の仕方により{share}がその余地を生かせない。",
)
MISSED_ONE: Final = Text(
    "Where there is room for a deal today, {share} of the plays miss it.",
    "現時点で合意の余地がある試行のうち、{share}がその余地を生かせない。",
)
WHEN: Final = Text(
    "A deal, where there is one, comes in {nth} {low} to {high} of {rounds} (medians of the ways of bargaining).",
    "合意に至る場合、その時期は全{rounds}{count}のうち{low}{nth}から{high}{nth}である"
    "（交渉の仕方ごとの中央値）。",
)
WHEN_ALIKE: Final = Text(
    "A deal, where there is one, comes in {nth} {low} of {rounds} (median).",
    "合意に至る場合、その時期は全{rounds}{count}のうち{low}{nth}である（中央値）。",
)
FEW: Final = Text(
    "Ways of bargaining with fewer than {n} deals are in no range of deals: {list}.",
    "合意が{n}件に満たない交渉の仕方は、合意に関する値の範囲に一切含めていない（{list}）。",
)
WHAT: Final = Text(
    "What is agreed most often is {package}, with {share} of the deals.",
    "最も多く合意されるのは{package}で、合意の{share}を占める。",
)
WHAT_NONE: Final = Text(
    "No single package is agreed often: the most frequent, {package}, makes up {share} of the deals.",
    "際立って多く合意される案はない。最も多い{package}でも、合意の{share}にとどまる。",
)
BESIDE: Final = Text(
    "Beside these, as yardsticks that go by what they hear and by no clock: {list}. Where packages are many, "
    "{rounds} may "
    "be too few for them.",
    "比較のため、時間によらず相手の出方に応じて動く場合の合意の割合を挙げると、"
    "{list}である。合意案が多いと、期限の{rounds}では足りないことがある。",
)
YARDSTICK: Final = Text("deals in {share} with “{name}”", "{share}（「{name}」）")
EFFICIENT: Final = Text(
    "{share} of the deals leave nothing on the table: no package would be better for one and worse for nobody who "
    "sits. Of the rules compared, what comes out lies nearest to {rule}.",
    "合意の{share}には取りこぼしがない。つまり、席に居る誰も損をせずに誰かが得をする案はほかにない。"
    "比べた基準のうち、結果に最も近いのは{rule}である。",
)
LEAST: Final = Text(
    "{who} most often gets the smallest part of what it could have gained: in {share} of the deals.",
    "得られたはずの利得に対する取り分が最も小さくなる当事者は{who}であることが最も多く、"
    "合意の{share}でそうなる。",
)
ABSENT: Final = Text(
    "{who}, not asked, would be worse off than without a deal in {share} of the deals, red lines aside.",
    "同意を問われない{who}は、譲れない一線を別にしても、合意の{share}で決裂した場合よりも不利になる。",
)
ABSENT_UNSTATED: Final = Text(
    "{who}, not asked, would be worse off than without a deal in {share} of the deals, red lines aside; what no "
    "deal is "
    "worth to it is not stated, so that this says little.",
    "同意を問われない{who}は、譲れない一線を別にしても、合意の{share}で決裂した場合よりも不利になる。"
    "ただし決裂時の価値は述べられていないため、ここから分かることは少ない。",
)
CHANGED: Final = Text(
    "Compared on {plays} of the same plays{styles}: {list}. Margins are three standard errors.",
    "同じ試行のうち{plays}回で{styles}比べると、合意の割合は次のように変わる。"
    "{list}。±は標準誤差の3倍である。",
)
STYLES: Final = Text(
    ", each party bargaining anywhere between late and early",
    "、各当事者が譲る時期を序盤から終盤までさまざまに変えて",
)
CHANGE: Final = Text(
    "with “{name}” deals come in {after} instead of {before} (give or take {margin})",
    "「{name}」では{before}から{after}へ（±{margin}）",
)
UNCHANGED: Final = Text(
    "In how often there is a deal, no difference that so many plays could show comes with: {list}.",
    "合意の割合に、この試行数で見分けられるほどの違いが出ないのは、{list}である。",
)
MOVED: Final = Text(
    "With “{name}”, what parties gain on average over all plays changes, in shares of their own ranges: {list}.",
    "「{name}」では、各当事者の全試行の平均の利得が、自らの価値の幅に対する割合で次のように変わる。{list}。",
)
MOVE: Final = Text("{who} {size} (give or take {margin})", "{who}{size}（±{margin}）")
LEARNT: Final = Text(
    "By the end the answers of {who} have told the mediator {bits} bits about its preferences, of at most {most}.",
    "終了までに、仲介役は{who}の回答からその選好について{bits}ビットの情報を得る（最大{most}ビット）。",
)
STUCK: Final = Text(
    "Of the plays in which no change of one clause passes any more, in {share} the text could still be bettered "
    "for some "
    "and worsened for nobody by trading two clauses at once; most often by {trade}. To see it, the mediator "
    "would have "
    "had to know what each side cares for more.",
    "一つの条項だけの変更がもはや通らなくなった試行のうち{share}では、二つの条項を同時に取引すれば、"
    "誰も損をせずに誰かが得をする形で案文をなお改善できる。最も多いのは{trade}の取引である。"
    "これに気づくには、仲介役は各側がどちらをより重んじるかを知っていなければならなかった。",
)
RULE_NAMES: Final[Mapping[str, Text]] = {
    "nash": Text("the Nash package", "ナッシュ解の案"),
    "kalai": Text("the egalitarian package", "平等主義解の案"),
    "kalai_smorodinsky": Text("the Kalai-Smorodinsky package", "カライ・スモロディンスキー解の案"),
    "max_welfare": Text("the package of the largest sum", "総和が最大の案"),
    "best_for_worst_off": Text("the package best for the worst-off", "最も不利な者に最善の案"),
}
ROLES: Final[Mapping[str, Text]] = {
    "mediator": Text("mediator", "仲介役"),
    "author": Text("author of a text", "案の起草者"),
    "host": Text("host", "開催国"),
    "backer": Text("backer of a side", "一方の支援者"),
    "guarantor": Text("guarantor", "保証国"),
    "observer": Text("observer", "オブザーバー"),
}
