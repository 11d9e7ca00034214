"""What the lens says, in both languages: its card, its rules, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="clock",
    title=Text("The clock", "時計"),
    question=Text(
        "Settle or wait? Does the range move, and is each step of a sequence still in each side's interest when its "
        "turn comes?",
        "今まとめるべきか、待つべきか。合意の余地は動くか。手順の各段は、その番が来たときにもなお、実施する側の利益"
        "にかなうか。",
    ),
    needs=Text(
        "an outlook of no-deal values; a draft with clauses and their performers; or models, sequences and ripeness "
        "coded by themselves",
        "決裂時の価値の見通し、条項とその実施者を記した草案、または個別にコード化したモデル、手順、機の熟し",
    ),
    assumes=Text(
        "The deal to be had in a month is the Nash package of that month. Nothing is discounted. If a draft "
        "is broken off, the clauses carried out so far stand, and otherwise there is no deal. Each model "
        "holds under the protocol that is told with it, and under no other.",
        "ある月に得られる合意は、その月のナッシュ解の合意案とする。将来の価値は割り引かない。草案の実施が途中で止ま"
        "れば、それまでに実施した条項は残り、あとは決裂と同じとする。どのモデルも、併せて示す手続きのもとでのみ成り"
        "立つ。",
    ),
    doubt=Text(
        "Waiting is valued over the draws, which mix what nobody knows yet with what only the analyst does not know. "
        "Foresight is a bound, never a value. Ripeness is necessary, not sufficient: it is no probability.",
        "待つことの価値は標本群で測るため、まだ誰にも分からないことと、分析者だけが知らないこととが混じる。先を見通"
        "せるとした場合の値は上限であって、実際に得られる価値ではない。機の熟しは必要条件であって十分条件ではなく、"
        "確率でもない。",
    ),
    sources=(
        "Rubinstein 1982, Econometrica 50:97-109",
        "Binmore, Rubinstein & Wolinsky 1986, RAND Journal of Economics 17:176-188",
        "Binmore, Shaked & Sutton 1989, Quarterly Journal of Economics 104:753-770",
        "Fearon 1995, International Organization 49:379-414",
        "Powell 2006, International Organization 60:169-203",
        "Smith & Stam 2004, Journal of Conflict Resolution 48:783-813",
        "DeGroot 1970, Optimal Statistical Decisions",
        "Longstaff & Schwartz 2001, Review of Financial Studies 14:113-147",
        "Zartman 2000, in Stern & Druckman (eds), International Conflict Resolution After the Cold War",
    ),
)

# Rules

TIME_RULE = Text(
    "Room month by month as no-deal values move along the outlook; the package is the one the Nash rule picks most "
    "often today.",
    "見通しに沿って動く決裂時の価値をもとに、月ごとに余地の有無をみる。合意案としては、現時点でナッシュ解が最も多く"
    "選ぶものをとる。",
)
WAIT_RULE = Text(
    "Settling for the Nash package of the day, now or in a later month; the rule sees the deal and the "
    "no-deal value of the day, not the draw's own future. Shares of the party's own range, averaged over "
    "the first {n} draws with a deal today.",
    "その日のナッシュ解の合意案で、今またはのちの月に合意をまとめる。待ち方の規則は、その日に得られる合意と決裂時の"
    "価値だけを見て、その標本でこの先どうなるかは見ない。値は当事者自身の価値の幅に対する割合で、今日合意をまとめら"
    "れる最初の{n}個の標本で平均した。",
)
STEPS_RULE = Text(
    "Backwards from the last clause: it is carried out if those who can do so do no worse than by breaking off. "
    "Broken off, each has no deal, changed by the clauses carried out so far.",
    "最後の条項からさかのぼって調べる。実施できる者にとって、打ち切るより悪くならなければ実施される。打ち切れば、そ"
    "れまでに実施した条項による変化だけが決裂の状態に加わって残る。",
)
SEQUENCE_RULE = Text(
    "Backwards from the last step: it is performed if going on is worth at least what breaking it leaves, to each "
    "performer (equality counts as performed). For another order or halves each step is taken to move what breaking "
    "leaves by the same amount.",
    "最後の段からさかのぼって調べる。続けることの価値が、手順を破った場合に残る価値を下回らなければ、実施者はその段"
    "を実施する（等しい場合も実施とみる）。別の順序や半分ずつの実施については、各段が、破った場合に残る価値を同じだ"
    "け動かすとみる。",
)
RIPE_RULE = Text(
    "Every party whose agreement is needed must hurt, be in a stalemate, and see a way out; any no decides, "
    "otherwise any silence leaves it open.",
    "同意を要する当事者のすべてが、痛みを抱え、行き詰まり、出口を見ていなければならない。一つでも「否」があれば熟し"
    "ていない。「否」がなくても、記載のない点があれば分からない。",
)
MODEL_RULE = Text(
    "A closed form under the protocol that the sentence states; its inputs are coded, or drawn within their ranges.",
    "文中に示した手続きのもとで、式によって求まる解である。入力はコード化した値か、その範囲から抽出した値である。",
)

# Over time

RANGE: Mapping[int, Text] = {
    1: Text(
        "The range widens with time: there is room in {first} of the draws now and in {last} {months} "
        "months on. {wait}",
        "時間とともに合意の余地は広がる。余地のある標本は現在{first}、{months}か月後には{last}である。{wait}",
    ),
    0: Text(
        "The range hardly moves: there is room in {first} of the draws now and in {last} after {months} "
        "months. {wait}",
        "合意の余地はほとんど動かない。余地のある標本は現在{first}、{months}か月後も{last}である。{wait}",
    ),
    -1: Text(
        "The range closes with time: there is room in {first} of the draws now and in {last} {months} "
        "months on. {wait}",
        "時間とともに合意の余地は狭まる。余地のある標本は現在{first}、{months}か月後には{last}である。{wait}",
    ),
}
PAYS: Mapping[str, Text] = {
    "some": Text(
        "On average waiting pays for {gain}, and not for {rest}.",
        "平均すれば、待って得をするのは{gain}で、{rest}に得はない。",
    ),
    "all": Text("Waiting seems to pay for all of {gain}.", "{gain}のいずれも、待てば得をするように見える。"),
    "nobody": Text("Waiting pays for none of {rest}.", "{rest}のいずれにも、待つ得はない。"),
    "closed": Text(
        "In no draw is there a deal to settle for today.",
        "今日合意をまとめられる標本は一つもない。",
    ),
    "many": Text(
        "For whom waiting pays was not worked out: there are too many packages.",
        "合意案が多すぎるため、誰が待って得をするかは求めていない。",
    ),
    "silence": Text(
        "For whom waiting pays is not stated: what no deal is worth, or what is wanted, is coded for none of {who}.",
        "誰が待って得をするかは分からない。{who}のいずれについても、決裂時の価値か選好が述べられていない。",
    ),
}
CLOSES: Mapping[bool, Text] = {
    True: Text(
        "Room that is there today closes at some point in {part} of the draws, first in month {month} (median).",
        "今ある余地がいずれ閉じる標本は{part}で、最初に閉じるのは{month}か月後（中央値）である。",
    ),
    False: Text(
        "Room that is there today closes in no draw within {months} months.",
        "今ある余地が{months}か月のうちに閉じる標本は一つもない。",
    ),
}
OPENS: Mapping[bool, Text] = {
    True: Text(
        "Where there is none today, it opens in {part} of the draws, first in month {month} (median).",
        "今ない余地がいずれ開く標本は{part}で、最初に開くのは{month}か月後（中央値）である。",
    ),
    False: Text("Where there is none today, it opens in none.", "今ない余地が開く標本は一つもない。"),
}
KEPT = Text(
    "The package that the Nash rule picks most often today, {package} ({picked} of the draws), is "
    "acceptable to all of {who} in {first} of the draws now and in {last} in {months} months; where it is "
    "today, it stays so through month {end} (median).",
    "現時点でナッシュ解が最も多く選ぶ合意案は、{package}である（標本の{picked}）。{who}がこれをそろって受け入れる標"
    "本は現在{first}、{months}か月後は{last}である。今日受け入れられる標本では、{end}か月後（中央値）までその状態が"
    "続く。",
)
WAITS: Mapping[str, Text] = {
    "yes": Text(
        "{party} gains by waiting where there is a deal today: over settling now the best rule brings it "
        "{rule} of its own range, a date fixed beforehand (month {month}) {fixed}; foresight, which bounds "
        "them, {foresight}. It ends better in {held} of those draws.",
        "今日合意をまとめられる標本では、{party}は待てば得をする。今まとめる場合を上回る分は、自らの価値の幅に対して"
        "、最良の待ち方で{rule}、あらかじめ決めた期日（{month}か月後）にまとめるなら{fixed}、先を見通せるとした場合"
        "（上限）で{foresight}である。待ったほうが結果が良くなるのは、そうした標本の{held}である。",
    ),
    "no": Text(
        "{party} gains nothing worth naming by waiting where there is a deal today: over settling now the "
        "best rule brings it {rule} of its own range; foresight, which bounds it, {foresight}. It ends "
        "better in {held} of those draws.",
        "今日合意をまとめられる標本でも、{party}は待つことでこれといった得をしない。今まとめる場合を上回る分は、自ら"
        "の価値の幅に対して、最良の待ち方で{rule}、先を見通せるとした場合（上限）で{foresight}である。待ったほうが結"
        "果が良くなるのは、そうした標本の{held}である。",
    ),
    "open": Text(
        "Whether {party} gains by waiting is not known: what it wants, or what no deal is worth to it, is "
        "not stated.",
        "{party}が待って得をするかどうかは分からない。選好または決裂時の価値が述べられていない。",
    ),
}
BELIEFS = Text(
    "More than one side seems to gain by waiting ({who}), mostly each in draws of its own: all sides gain "
    "together in {all} of the draws with a deal today. Sides that all count on gaining do not believe the "
    "same.",
    "待てば得をするとみられる当事者が複数ある（{who}）。ただし、得をする標本は多くの場合、当事者ごとに異なる。今日合"
    "意をまとめられる標本のうち、すべての当事者がそろって得をするのは{all}である。どの側も得を見込んでいるなら、同じ"
    "見通しを持ってはいないことになる。",
)
ASSUMES_WAIT = Text(
    "Nothing is discounted, the outlook is right, the deal of the day is the Nash package; {n} draws.",
    "{n}個の標本により、将来の価値は割り引かず、見通しは正しく、その日の合意はナッシュ解の合意案になるとする。",
)

# Steps of a draft

STEPS: Mapping[str, Text] = {
    "always": Text(
        "In the order as listed, every step of {draft} is carried out when its turn comes, in every draw.",
        "「{draft}」の条項は、記された順のまま、どの標本でも番が来れば一つ残らず実施される。",
    ),
    "sometimes": Text(
        "In the order as listed, the steps of {draft} hold in {held} of the draws. What breaks them is most often "
        "“{step}”, on account of {who} ({part} of the draws).",
        "「{draft}」の条項が、記された順に最後まで実施されるのは、標本の{held}である。途中で止まる原因になるのは「"
        "{step}」が最も多く、それは{who}が実施に応じないためである（標本の{part}）。",
    ),
    "never": Text(
        "In no draw do the steps of {draft} hold in the order as listed. What breaks them is most often “{step}”, on "
        "account of {who} ({part} of the draws).",
        "「{draft}」の条項が、記された順に最後まで実施される標本は一つもない。途中で止まる原因になるのは「{step}」が"
        "最も多く、それは{who}が実施に応じないためである（標本の{part}）。",
    ),
    "unknown": Text(
        "Whether the steps of {draft} hold is not known: what it or no deal is worth is not stated for {who}.",
        "「{draft}」の条項が実施されていくかどうかは分からない。{who}について、草案の価値か決裂時の価値が述べられて"
        "いない。",
    ),
}
ORDER: Mapping[str, Text] = {
    "better": Text(
        "The best order of the steps of {draft}, {order}, holds in {held} of the draws.",
        "「{draft}」の条項の最良の順序は、{order}で、この順なら標本の{held}で最後まで実施される。",
    ),
    "none": Text(
        "No other order of the steps of {draft} holds in more draws.",
        "「{draft}」の条項をどう並べ替えても、最後まで実施される標本は増えない。",
    ),
    "single": Text("{draft} asks for a single step.", "「{draft}」が実行を求める条項は一つだけである。"),
    "many": Text(
        "Other orders of the steps of {draft} were not tried: there are more than {most}.",
        "「{draft}」の条項は{most}件を超えるため、別の順序は試していない。",
    ),
}
GUARANTEE: Mapping[str, Text] = {
    "held": Text(
        "Without any guarantee the order as listed already holds in half of the draws or more.",
        "保証がなくても、記された順序は標本の半分以上で守られる。",
    ),
    "some": Text(
        "To make the order as listed hold in half of the draws, breaking it would have to cost a breaker "
        "{size} of its own range.",
        "記された順序が標本の半分で守られるには、破った者が自らの価値の幅の{size}を失う仕組みが要る。",
    ),
    "none": Text(
        "No penalty makes it hold in half of the draws: in {barred} a red line excludes the draft, whatever breaking "
        "it costs.",
        "どのような罰を設けても、標本の半分には届かない。標本の{barred}では、破る代償がどうであれ、譲れない一線が草案を排除している。",
    ),
}
UNCLEAR = Text(
    "In {part} of the draws the answer hangs on {who}, whose wishes are not stated.",
    "標本の{part}では、答えは{who}にかかっているが、その意向は述べられていない。",
)
TWO = Text("{one} {two}", "{one}{two}")

# Sequences coded by themselves

SEQUENCE: Mapping[str, Text] = {
    "holds": Text(
        "“{title}” holds: each of the {n} steps is worth performing when its turn comes.",
        "「{title}」は最後まで保たれる。{n}段のどれも、番が来れば実施する値打ちがある。",
    ),
    "breaks": Text(
        "“{title}” does not hold: it stops at step {stop}. The cause is step {cause}, where {who} lacks {short} to "
        "go on.",
        "「{title}」は保たれず、第{stop}段で止まる。原因は第{cause}段にあり、{who}が続けるには{short}足りない。",
    ),
    "share": Text(
        "“{title}” holds in {held} of the draws; where it does not, the cause is most often step {cause}, "
        "where {who} lacks {short} to go on (median).",
        "「{title}」が最後まで保たれるのは標本の{held}である。保たれない場合、原因は第{cause}段にあることが最も多く"
        "、{who}が続けるには{short}足りない（中央値）。",
    ),
    "yes": Text(
        "“{title}” holds, whatever the values that are not stated.",
        "述べられていない値がどうであれ、「{title}」は最後まで保たれる。",
    ),
    "no": Text(
        "“{title}” does not hold, whatever the values that are not stated.",
        "述べられていない値がどうであれ、「{title}」は保たれない。",
    ),
    "open": Text(
        "Whether “{title}” holds is not known: it hangs on values that are not stated.",
        "「{title}」が保たれるかどうかは、述べられていない値にかかっており、分からない。",
    ),
}
MENDED: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "A penalty of as much would mend it; so would the order {order}, and doing every step in halves.",
        "同じ大きさの罰があれば保たれる。{order}の順に改めても、各段を半分ずつ進めても保たれる。",
    ),
    (True, False): Text(
        "A penalty of as much would mend it; so would the order {order}, but, by the same values, not halves.",
        "同じ大きさの罰があれば保たれる。{order}の順に改めても保たれるが、同じ値で見るかぎり、各段を半分ずつ進めるの"
        "では保たれない。",
    ),
    (False, True): Text(
        "A penalty of as much would mend it, or doing every step in halves; by the same values no other order would.",
        "同じ大きさの罰があるか、各段を半分ずつ進めれば保たれる。同じ値で見るかぎり、順序を変えても保たれない。",
    ),
    (False, False): Text(
        "A penalty of as much would mend it; by the same values neither another order nor halves would.",
        "同じ大きさの罰があれば保たれる。同じ値で見るかぎり、順序を変えても、各段を半分ずつ進めても保たれない。",
    ),
}

# Ripeness

FLAGS: Mapping[str, Text] = {
    "hurting": Text("hurting", "痛み"),
    "stalemate": Text("a stalemate", "行き詰まり"),
    "way_out": Text("a way out", "出口"),
}
CELL = Text("{flags} for {party}", "{party}（{flags}）")
RIPE: Mapping[str, Text] = {
    "yes": Text(
        "The moment is ripe, by what is coded: each of {who} hurts, is in a stalemate and sees a way out. That is "
        "necessary for a deal, not sufficient.",
        "コード化のとおりなら機は熟している。{who}のいずれも痛みを抱え、行き詰まり、出口を見ている。これは合意の必要条件であって、"
        "十分条件ではない。",
    ),
    "no": Text(
        "The moment is not ripe; what is lacking: {cells}.",
        "機は熟していない。欠けているのは、{cells}である。",
    ),
    "open": Text(
        "Whether the moment is ripe is not known; not stated: {cells}.",
        "機が熟しているかどうかは分からない。述べられていないのは、{cells}である。",
    ),
    "undefined": Text(
        "Ripeness is not defined: nobody's agreement is needed.",
        "同意を要する当事者がいないため、機が熟しているかは問えない。",
    ),
}

# What is missing

NO_OUTLOOK = Text(
    "How no-deal values move is not stated, so that nothing is said of settling or waiting: state an outlook.",
    "決裂時の価値の動きが述べられていないため、今まとめるか待つかは答えない。outlookを記すこと。",
)
TOO_LARGE = Text(
    "The values are too large to be followed over time: state them in smaller whole numbers.",
    "値が大きすぎて、時間に沿って追えない。より小さい整数で記すこと。",
)
TOO_MANY = Text(
    "There are {n} packages, too many to list in every draw and month: for whom waiting pays was not worked out.",
    "合意案が{n}件あり、標本と月ごとに並べるには多すぎるため、誰が待って得をするかは求めていない。",
)
NO_RIPENESS = Text(
    "Whether the parties hurt, are in a stalemate and see a way out is not stated: state ripeness.",
    "当事者が痛みを抱え、行き詰まり、出口を見ているかは述べられていない。ripenessを記すこと。",
)
NO_STEPS = Text(
    "No draft asks for steps whose performers are stated, on issues whose status quo is: state drafts with terms, "
    "performs and status_quo.",
    "実施者の分かる条項を、現状の分かる争点について求める草案がない。terms、performs、status_quoを備えたdraftsを記すこと。",
)
UNSTATED = Text(
    "What the draft or no deal is worth to {party} is not stated: state its preferences and a no_deal range.",
    "{party}にとっての、草案の価値か決裂時の価値が述べられていない。preferencesとno_dealの範囲を記すこと。",
)
NO_MODELS = Text(
    "No protocol of bargaining or fighting and no sequence is coded: state models or sequences, if the case "
    "has them.",
    "交渉や戦闘の手続きも、実施の手順もコード化されていない。あればmodelsかsequencesを記すこと。",
)

SMALL = Text("under 0.01", "0.01未満")
THEN = Text("; then ", "、次いで")
NOBODY_KNOWN = Text("those of whom nothing is stated", "何も述べられていない当事者")
