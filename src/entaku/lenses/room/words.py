"""What the lens says, in both languages: its card, its rule, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="room",
    title=Text("Room for a deal", "合意の余地"),
    question=Text(
        "Is there a package that every needed party prefers to no deal, and which ones are even-handed?",
        "同意を要する当事者のすべてが決裂より望ましいとみる合意案はあるか。公平な案はどれか。",
    ),
    needs=Text(
        "parties, issues with options, preference statements, and what no deal is worth to each",
        "当事者、選択肢のある争点、選好の判断、各当事者の決裂時の価値",
    ),
    assumes=Text(
        "A package is worth to a party the sum of what its options are worth. Where nothing is stated, every "
        "admissible value counts alike; shares hang on that convention, proofs do not.",
        "合意案の価値は、含まれる選択肢の価値の和とする。述べられていない点については、"
        "許容される値をすべて同等に数える。割合はこの取り決めに左右されるが、証明は左右されない。",
    ),
    doubt=Text(
        "Do not read a share as the probability of an agreement: it is the part of the admissible preferences "
        "under which one could be made. Values of two parties are never on one scale.",
        "割合を合意成立の確率と読んではならない。割合が示すのは、許容される選好のうち合意がありうる部"
        "分の大きさである。当事者どうしの価値は、決して同じ尺度では測れない。",
    ),
    sources=(
        "Nash 1950, Econometrica 18:155-162",
        "Kalai & Smorodinsky 1975, Econometrica 43:513-518",
        "Kalai 1977, Econometrica 45:1623-1630",
        "Raiffa 1982, The Art and Science of Negotiation",
        "Greco, Mousseau & Slowinski 2008, European Journal of Operational Research 191:416-436",
    ),
)

HEADLINES: Mapping[str, Text] = {
    "always": Text(
        "In every one of {n} draws some package is acceptable to all of {who}, though not always the same one.",
        "{n}個の標本のすべてに、{who}がそろって受け入れられる合意案がある。ただし、"
        "いつも同じ案とは限らない。",
    ),
    "one": Text(
        "{package} is acceptable to all of {who} in every one of {n} draws.",
        "{n}本の標本のすべてで、{who}がそろって{package}を受け入れられる。",
    ),
    "sometimes": Text(
        "Open: in {held} of the draws some package is acceptable to all of {who}; in {rest} there is none.",
        "答えは定まらない。標本の{held}には{who}がそろって受け入れられる合意案があるが、残る{rest}にはない。",
    ),
    "never": Text(
        "In none of {n} draws is there a package acceptable to all of {who}.",
        "{n}個の標本のいずれにも、{who}がそろって受け入れられる合意案はない。",
    ),
    "impossible": Text(
        "No package can be acceptable to all of {who}, whatever their preferences within what is coded.",
        "コード化された範囲で選好がどうであれ、{who}がそろって受け入れられる合意案はあり得ない。",
    ),
}
RED_LINES = Text(
    "Taken at their word, the red lines of {who} leave no package at all: what room there is lies in draws where one "
    "of them is not final.",
    "{who}の譲れない一線を額面どおりに受け取れば、合意案は一つも残らない。余地があるのは、そのいずれかが最後までは"
    "貫かれない標本に限られる。",
)
RED_LINES_ONLY = Text(
    "Taken at their word, the red lines of {who} leave no package at all.",
    "{who}の譲れない一線を額面どおりに受け取れば、合意案は一つも残らない。",
)
SILENCE = Text(
    "That package leans on silence: the sources do not say what is wanted by {cells}.",
    "この案は沈黙の上に成り立っている。情報源が当事者の意向を述べていないのは、{cells}である。",
)
EVEN_BOTH = Text(
    "Even-handed by Nash and by Kalai-Smorodinsky alike, more often than any other: {package} (in {held} and "
    "{other_held} of the draws).",
    "公平な案として最も多く選ばれるのは、ナッシュ解でもカライ＝スモロディンスキー解でも{package}であ"
    "る（それぞれ標本の{held}、{other_held}）。",
)
EVEN_NONE = Text(
    "No package is the even-handed one: which package Nash or Kalai-Smorodinsky picks changes from draw to draw, and "
    "none is picked in more than {held}.",
    "公平な案は一つに定まらない。ナッシュ解やカライ＝スモロディンスキー解が選ぶ案は標本ごとに変わり、最も多いものでも"
    "標本の{held}にとどまる。",
)
EVEN_TWO = Text(
    "Even-handedness points two ways: Nash most often picks {package} ({held} of the draws), "
    "Kalai-Smorodinsky {other} ({other_held}).",
    "公平の尺度によって答えは分かれる。最も多く選ばれるのは、ナッシュ解では{package}（標本の{held}）、"
    "カライ＝スモロディンスキー解では{other}（同{other_held}）である。",
)
ALONE = Text(
    "Where there is no room, {party} alone could open it in {part} of those draws by giving up {size} of its "
    "range (median), most often at {package}; or its no-deal value would have to fall by as much.",
    "余地のない標本の{part}では、{party}だけの譲歩で道が開く。要る譲歩は自らの価値の幅の{size}（中央"
    "値）で、行き着く案は{package}が最も多い。譲歩の代わりに、決裂時の価値が同じだけ下がるのでもよい。",
)
BARRED = Text(
    "In {part} of the draws red lines alone exclude every package: no concession on values would open one.",
    "標本の{part}では、譲れない一線だけで合意案がすべて排除される。価値の面でいくら譲歩しても道は開かない。",
)
JOINING = Text(
    "If {party} had to agree as well, there would be room in {held} of the draws instead of {here}.",
    "{party}の同意も要るとすれば、余地のある標本は{here}ではなく{held}となる。",
)
LEAVING = Text(
    "Without the agreement of {party} there would be room in {held} of the draws instead of {here}.",
    "{party}の同意を要しないとすれば、余地のある標本は{here}ではなく{held}となる。",
)
LATER: Mapping[int, Text] = {
    1: Text(
        "Time widens the room: from {first} of the draws now to {last} in {months} months, as no-deal values move.",
        "時間とともに余地は広がる。決裂時の価値の動きにより、余地のある標本は現在の{first}から"
        "{months}か月後には{last}に増える。",
    ),
    0: Text(
        "Time hardly moves the room: {first} of the draws now, {last} in {months} months.",
        "時間がたっても余地はほとんど変わらない。余地のある標本は現在が{first}、{months}か月後が"
        "{last}である。",
    ),
    -1: Text(
        "Time narrows the room: from {first} of the draws now to {last} in {months} months, as no-deal values "
        "move.",
        "時間とともに余地は狭まる。決裂時の価値の動きにより、余地のある標本は現在の{first}から"
        "{months}か月後には{last}に減る。",
    ),
}
TURNS_ON_STATEMENT = Text(
    "The answer turns most on whether this holds: {what}. Room in {when} of the draws if it does, {when_not} if "
    "it does not.",
    "答えを最も左右するのは、{what}という判断が成り立つか否かである。余地のある標本は、"
    "成り立てば{when}、成り立たなければ{when_not}となる。",
)
TURNS_ON_DEAL = Text(
    "The answer turns most on this: {what}. Room in {when} of the draws where it is high, {when_not} where it "
    "is low.",
    "答えを最も左右するのは{what}である。余地のある標本は、それが高い場合は{when}、"
    "低い場合は{when_not}となる。",
)
EFFICIENT = Text("efficient in most draws in which all accept it", "全員が受け入れる標本の多くで効率的")
OTHER = Text("other", "その他")
SCATTER = (
    Text("Packages by who accepts them", "どの当事者が受け入れるかでみた合意案"),
    Text(
        "Each mark is a package: further right and up, accepted in more draws. Marked as efficient: nothing "
        "acceptable to all is better for everybody.",
        "点は合意案で、右上ほど多くの標本で受け入れられる。効率的とは、全員が受け入れられる案の中に、全員にとって"
        "より良い案がないことをいう。",
    ),
)
COMPARISON = (
    Text("Packages compared", "合意案の比較"),
    Text(
        "Share of draws in which each party accepts the package.", "各当事者がその案を受け入れる標本の割合。"
    ),
)
SETS = (
    Text("Room by who must agree", "誰の同意を要するかでみた余地"),
    Text(
        "Share of draws in which some package is acceptable to all of the parties named.",
        "挙げた当事者がそろって受け入れられる合意案のある標本の割合。",
    ),
)
MONTHS = (
    Text("Room over time", "余地の推移"),
    Text(
        "Share of draws with room as no-deal values move; preferences stay as they are.",
        "決裂時の価値が動いた場合の、余地のある標本の割合。選好は変わらないものとする。",
    ),
)
TURNS = (
    Text("What the room turns on", "余地を左右する点"),
    Text(
        "Share of draws with room when the judgement holds (or the no-deal value is above its median), less "
        "the share when not.",
        "判断が成り立つ（または決裂時の価値が中央値を上回る）場合の余地のある標本の割合から、"
        "そうでない場合の割合を引いた値。",
    ),
)

RULE_NAMES: Mapping[str, Text] = {
    "nash": Text("Nash: largest product of gains", "ナッシュ解（利得の積が最大）"),
    "kalai": Text("egalitarian (Kalai): largest smallest gain", "カライの平等解（最小の利得が最大）"),
    "kalai_smorodinsky": Text(
        "Kalai-Smorodinsky: largest smallest part of the ideal gain",
        "カライ＝スモロディンスキー解（理想の利得に対する比の最小が最大）",
    ),
    "max_welfare": Text("largest sum (adds across parties)", "総和最大（当事者間で加算する）"),
    "best_for_worst_off": Text("best for the worst-off", "最も不利な当事者に最良"),
}
RULE = Text(
    "A package is acceptable to a party if it is worth at least no deal to it and crosses none of its red "
    "lines; there is room if one package is acceptable to every needed party. Each draw is one admissible set "
    "of preferences.",
    "当事者が合意案を受け入れられるのは、その価値が決裂時の価値を下回らず、自らの譲れない一線を一つも"
    "越えないときである。同意を要する当事者がそろって受け入れられる合意案が一つでもあれば、余地がある。"
    "標本の一つ一つは、許容される選好の一組である。",
)
