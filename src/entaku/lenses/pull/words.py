"""What the lens says, in both languages: its card, its rule, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="pull",
    title=Text("Pull", "引力"),
    question=Text(
        "Where do position, weight and salience pull the outcome?",
        "立場、影響力、関心の強さは、結果をどこへ引き寄せるか。",
    ),
    needs=Text(
        "pulls: a scale, and who stands where on it, with how much capability and salience where that is stated",
        "引力（pulls）、すなわち尺度と、そこでの各行為者の立場、および（述べられていれば）影響力と関心の強さ",
    ),
    assumes=Text(
        "An actor weighs its capability times its salience, and everybody votes for what is nearer. What is not "
        "stated of capability and salience is drawn from 0 to 1; a position never is. The challenge model is "
        "played in 24 of its 384 readings and at most 20 draws.",
        "行為者の重みは影響力と関心の強さの積とし、誰もが自らに近いほうを支持するとみる。影響力と関心の強さは、述べられて"
        "いなければ0から1の間で抽出するが、立場を補うことはない。対決モデルは、384通りある読み方のうち24通り、標本は20個"
        "までについて計算する。",
    ),
    doubt=Text(
        "Do not read a point as a forecast: on decisions of the European Union the best of these measures missed by "
        "about 24 points of 100, and peacemaking is not legislation. An election's chance is a weight of votes, "
        "no probability of the outcome.",
        "一点の値を予測として読んではならない。欧州連合の決定では、ここで用いる最も良い測り方でも100点中およそ24点外"
        "しており、しかも和平交渉は立法とは違う。選挙での勝率は票の重みであって、その結果になる確率ではない。",
    ),
    sources=(
        "Black 1948, Journal of Political Economy 56:23-34",
        "Van den Bos 1991, Dutch EC Decision Making (the compromise mean)",
        "Bueno de Mesquita 1994, in European Community Decision Making, Yale University Press",
        "Scholz, Calbert & Smith 2011, Journal of Theoretical Politics 23:510-531",
        "Arregui & Perarnaud 2021, DEU III data set, doi 10.34810/data53 (errors of such forecasts)",
        "KAPSARC Toolkit for Behavioral Analysis (KTAB), reference log of 30 May 2017 (election in several dimensions)",
    ),
)
RULE = Text(
    "Compromise mean: positions averaged by weight. Weighted median: half of the weight lies on either side. "
    "Election: every pair of positions is voted on in proportion to what each actor gains, and a position's chance is "
    "the product over its rivals. Weight is capability times salience.",
    "妥協平均は、重みをつけた立場の平均である。加重中央値では、その両側に重みが半分ずつある。選挙では、二つの立場を"
    "組ごとに比べ、各行為者が自らの得る分に応じて票を投じる。ある立場の勝率は、ほかのすべての立場に対する勝率の積と"
    "する。重みは影響力と関心の強さの積である。",
)
CHALLENGE_RULE = Text(
    "Each actor looks at each other: does it gain by demanding that the other come over? Who sees itself losing such a "
    "challenge moves, all at once (Bueno de Mesquita 1994, as reconstructed by Scholz, Calbert & Smith 2011). Points "
    "that print and programs resolve differently are drawn.",
    "行為者は互いに、相手に歩み寄りを迫れば得をするかを見極める。迫られて負けるとみた者は、一斉に動く（ブエノ・デ・"
    "メスキータ1994年、ショルツほか2011年の再構成による）。文献とプログラムで扱いの異なる点については、読み方を抽出"
    "する。",
)

NUMBER = Text("{n}", "{n}")
WITH_UNIT = Text("{n} {unit}", "{n}{unit}")
BETWEEN = Text("between {low} and {high}", "{low}から{high}の間")
OTHERS = Text("{n} others", "ほか{n}者")
MEAN: Mapping[str, Text] = {
    "exact": Text(
        "{title}: position, weight and salience pull to {mean}, the compromise mean, on a scale from {low} to {high}.",
        "{title}：立場、影響力、関心の強さは、結果を、{low}から{high}までの尺度で{mean}へと引き寄せる（妥協平均）。",
    ),
    "drawn": Text(
        "{title}: position, weight and salience pull to {mean} on average, in 90% of the draws to between {start} and "
        "{end} (compromise mean), on a scale from {low} to {high}.",
        "{title}：立場、影響力、関心の強さは、結果を、{low}から{high}までの尺度で平均{mean}へと引き寄せる（妥協平均"
        "）。標本の90%では{start}から{end}の間に入る。",
    ),
    "whatever": Text(
        "{title}: weights are not stated. Whatever they are, the compromise mean lies between {least} and {most} on a "
        "scale from {low} to {high}; drawn evenly, they put it between {start} and {end} in 90% of the draws.",
        "{title}：重みは述べられていない。どのような重みであれ、妥協平均は、{low}から{high}までの尺度で{least}から"
        "{most}の間にある。重みを一様に抽出すれば、標本の90%で{start}から{end}の間に入る。",
    ),
}
NEAREST: Mapping[bool, Text] = {
    True: Text(
        "Nearest coded option: “{option}”, {away} away.",
        "コード化された選択肢のうち最も近いのは「{option}」で、{away}離れている。",
    ),
    False: Text(
        "Nearest coded option in {held} of the draws: “{option}”, {away} away on average.",
        "コード化された選択肢のうち最も近いのは、標本の{held}で「{option}」であり、距離は平均{away}である。",
    ),
}
SEVERAL = Text(
    "{title}: position, weight and salience pull to {places} (compromise mean on each scale).",
    "{title}：立場、影響力、関心の強さは、結果を{places}へと引き寄せる（尺度ごとの妥協平均）。",
)
ON_SCALE: Mapping[bool, Text] = {
    True: Text("{mean} on {scale}", "「{scale}」の{mean}"),
    False: Text("{mean} ({start} to {end}) on {scale}", "「{scale}」の{mean}（{start}から{end}）"),
}
ERROR: Mapping[bool, Text] = {
    True: Text(
        "Read the mean as a band: such means missed outcomes in European Union legislation, which is not peacemaking, "
        "by about 24 points of 100 on average. On this scale the band is {start} to {end}.",
        "平均は、点ではなく幅として読むべきである。和平交渉とは異なる欧州連合の立法では、この種の平均は、実際の結果"
        "から100点中平均およそ24点外れていた。この尺度では{start}から{end}の幅に当たる。",
    ),
    False: Text(
        "Even where weights were known such means missed outcomes in European Union legislation, which is not "
        "peacemaking, by about 24 points of 100 on average.",
        "和平交渉とは異なる欧州連合の立法では、重みが分かっていても、この種の平均は、実際の結果から100点中平均およそ"
        "24点外れていた。",
    ),
}
MEDIAN: Mapping[str, Text] = {
    "exact": Text(
        "No other position beats {median}, the weighted median ({who}), in votes by weight; to move it, {lower} of all "
        "weight would have to cross to below it, or {higher} to above.",
        "重みに応じた採決では、加重中央値の{median}（{who}）に勝てる立場はない。これが動くには、全体の重みの{lower}"
        "が下側へ、または{higher}が上側へ移らなければならない。",
    ),
    "between": Text(
        "The weighted median is no single point: anything {between} has half of the weight on either side.",
        "加重中央値は一点に定まらない。{between}のどこでも、両側の重みは半分ずつである。",
    ),
    "drawn": Text(
        "The weighted median is most often the position of {who} ({held} of the draws); in 90% of the draws it lies "
        "between {start} and {end}. To move it, {lower} of all weight would have to cross to below it, or {higher} to "
        "above (on average).",
        "加重中央値となるのは{who}の立場が最も多く（標本の{held}）、標本の90%では{start}から{end}の間に入る。これが"
        "動くには、平均して全体の重みの{lower}が下側へ、または{higher}が上側へ移らなければならない。",
    ),
}
ELECTION: Mapping[bool, Text] = {
    True: Text(
        "In an election over all positions that of {who} ({at}) leads, with a chance of {chance}.",
        "すべての立場の間の選挙では、{who}の立場（{at}）が首位で、勝率は{chance}である。",
    ),
    False: Text(
        "In an election over all positions that of {who} ({at}) has the best chance, {chance} on average; it leads in "
        "{held} of the draws.",
        "すべての立場の間の選挙では、{who}の立場（{at}）の勝率が最も高く、平均{chance}である。標本の{held}で首位に立"
        "つ。",
    ),
}
APART: Mapping[bool, Text] = {
    True: Text(
        "The measures do not agree: compromise mean {mean}, weighted median {median}, election {leading}, more than a "
        "tenth of the scale apart. Averaging interests and counting votes lead to different places here.",
        "測り方によって答えが食い違う。妥協平均は{mean}、加重中央値は{median}、選挙の首位は{leading}で、差は尺度の1割を超え"
        "る。ここでは、利害を平均するか票を数えるかで行き着く先が異なる。",
    ),
    False: Text(
        "The measures do not agree: in {held} of the draws mean, median and election lie more than a tenth of the "
        "scale apart (on average {mean}, {median} and {leading}).",
        "測り方によって答えが食い違う。標本の{held}では、妥協平均、加重中央値、選挙の首位（平均してそれぞれ{mean}、{median}、"
        "{leading}）の差が尺度の1割を超える。",
    ),
}
ACTOR: Mapping[int, Text] = {
    1: Text(
        "{who} pulls hardest, with {part} of the weight: without it the mean would lie {shift} lower.",
        "最も強く引くのは、重みの{part}を占める{who}である。{who}を除けば、平均は{shift}低くなる。",
    ),
    -1: Text(
        "{who} pulls hardest, with {part} of the weight: without it the mean would lie {shift} higher.",
        "最も強く引くのは、重みの{part}を占める{who}である。{who}を除けば、平均は{shift}高くなる。",
    ),
}
CHALLENGE: Mapping[str, Text] = {
    "exact": Text(
        "Challenges, after {steps} steps: the mean lies from {start} to {end} by how the model is read alone (90% of "
        "{readings} readings); every input is exact.",
        "対決モデルを{steps}段階進めると、平均は、モデルの読み方の違いだけで{start}から{end}まで分かれる（{readings}"
        "通りの読み方の90%が入る幅）。入力はすべて確定した数値である。",
    ),
    "drawn": Text(
        "Challenges, after {steps} steps: the mean lies from {start} to {end} (90% over {readings} readings of the "
        "model and {draws} draws). Of the spread {of_readings} comes from how the model is read, {of_inputs} from what "
        "is drawn, the rest from both together.",
        "対決モデルを{steps}段階進めると、平均は{start}から{end}の間に入る（{readings}通りの読み方と{draws}個の標本"
        "の90%）。ばらつきのうち{of_readings}はモデルの読み方、{of_inputs}は抽出した値、残りは両者の組み合わせによる"
        "。",
    ),
    "still": Text(
        "Challenges lead to {start} after {steps} steps in every reading of the model that was looked at ({readings}).",
        "対決モデルを{steps}段階進めると、調べた{readings}通りの読み方のすべてで、平均は{start}となる。",
    ),
}
MOVES = Text(
    "Who would move whom: {mover} would most often make {moved} move ({held} of the readings looked at). In the first "
    "step {most} moves most often ({most_held}), {least} least ({least_held}).",
    "誰が誰を動かすかといえば、最も多いのは{mover}が{moved}を動かす場合である（調べた読み方の{held}）。最初の段階で"
    "最もよく動くのは{most}（{most_held}）、最も動かないのは{least}（{least_held}）である。",
)

NO_PULL = Text(
    "It is not coded who stands where: state pulls, each with scales and with stances (at, and capability and salience "
    "where the sources give them).",
    "誰がどこに立つかがコード化されていない。pullsに、尺度（scales）と各行為者の立場（stances。at、および情報源が述べてい"
    "ればcapabilityとsalience）を記すこと。",
)
CANDIDATES = Text(
    "Options on a line: {issues}. A pull needs at least two stated positions on one of them.",
    "選択肢が一列に並ぶ争点は、{issues}である。引力を見るには、このうち少なくとも一つの争点で、立場が二つ以上述べら"
    "れていなければならない。",
)
NO_CAPABILITY = Text(
    "{title}: the capability of {who} is not stated; as capability has no unit of its own, that of every actor was "
    "drawn from 0 to 1. State capability for all of them.",
    "{title}：{who}の影響力は述べられていない。影響力には固有の単位がないため、全員の影響力を0から1の間で抽出した。全員の"
    "capabilityを記すこと。",
)
NO_SALIENCE = Text(
    "{title}: how much {who} would care is not stated; salience was drawn from 0 to 1. State salience.",
    "{title}：{who}の関心の強さは述べられていないため、0から1の間で抽出した。salienceを記すこと。",
)
NO_POSITION = Text(
    "{title}: the position of {who} is not stated; it was not filled in. State it in stances if a source gives one.",
    "{title}：{who}の立場は述べられていないため、補わずに除いた。情報源にあればstancesに記すこと。",
)
NO_WEIGHT = Text(
    "{title}: nobody with a stated position has any weight, so nothing pulls. State stances with a capability and a "
    "salience above 0.",
    "{title}：立場が述べられた者の誰にも重みがないため、何も引き寄せられない。0を超えるcapabilityとsalienceをstancesに記す"
    "こと。",
)
WEIGHTLESS = Text(
    "{title}: in {held} of the draws nobody with a stated position has any weight; they were left out.",
    "{title}：標本の{held}では、立場が述べられた者の誰にも重みがないため、除いた。",
)
NO_PLACES = Text(
    "{title}: no option of “{issue}” has a place on the scale. State at for its options.",
    "{title}：「{issue}」の選択肢に、尺度上の位置がない。選択肢のatを記すこと。",
)
ONE_LINE = Text(
    "{title}: challenges are played on one scale only, so that {key} was passed over. State a pull on one scale.",
    "{title}：対決モデルは一つの尺度でしか計算できないため、{key}の指定は使わなかった。尺度が一つの引力を記すこと。",
)

PACKAGE = Text(
    "The mean lies nearest to “{option}”, and no other option lies within the usual error.",
    "平均に最も近いのは「{option}」で、通常の誤差の範囲にほかの選択肢はない。",
)
PACKAGE_ASSUMES = Text(
    "The outcome is the mean of positions by weight, not what each party prefers to no deal.",
    "結果は、各当事者が決裂より好むものではなく、重みをつけた立場の平均であるとみる。",
)
METHODS: Mapping[str, Text] = {
    "mean": Text("compromise mean", "妥協平均"),
    "median": Text("weighted median", "加重中央値"),
    "election": Text("leading in the election", "選挙の首位"),
    "plain": Text("plain mean, everybody alike", "重みなしの平均"),
    "challenge": Text("challenge model, last mean", "対決モデルの最後の平均"),
    "program": Text("as in the published charts", "公表された図と同じ読み方"),
    "printed": Text("by the printed formulas", "印刷された式どおりの読み方"),
    "readings": Text("all readings, median and 90%", "読み方全体の中央値と90%の幅"),
}
POSITIONS = (
    Text("{title}: who stands where", "{title}：各行為者の立場"),
    Text(
        "Each mark is an actor: across its position, up its share of the weight. The measures lie on the ground line.",
        "点は行為者で、横は立場、縦は全体に占める重みの割合を表す。測り方ごとの答えは底辺に示す。",
    ),
)
SHIFTS = (
    Text("{title}: what each actor does to the mean", "{title}：各行為者が平均を動かす幅"),
    Text(
        "The mean less the mean without the actor, averaged over the draws, with 90% of them.",
        "平均から、その行為者を除いた場合の平均を引いた値。標本全体の平均と、標本の90%が入る幅を示す。",
    ),
)
OUTCOMES = (
    Text("{title}: outcome by method", "{title}：方法ごとの答え"),
    Text(
        "Averages over the draws, with 90% of them. Such forecasts usually miss by a quarter of the scale.",
        "標本全体の平均と、標本の90%が入る幅。この種の予測は、ふつう尺度の4分の1ほど外れる。",
    ),
)
PATH = (
    Text("{title}: the mean as challenges go on", "{title}：対決が進むなかでの平均"),
    Text(
        "Compromise mean after each step of the challenge model. The path is the result, not its end: some readings "
        "never settle.",
        "対決モデルの各段階後の妥協平均。読み方によってはいつまでも落ち着かないため、終点ではなく経過を見るべきである。",
    ),
)
SPACE = (
    Text("{title}: who stands where, and whose position wins", "{title}：各行為者の立場と勝率"),
    Text(
        "Positions on each scale, averaged over the draws, and the chance of each position in the election.",
        "尺度ごとの立場（標本全体の平均）と、選挙での勝率。",
    ),
)
HEADS: Mapping[str, Text] = {
    "actor": Text("actor", "行為者"),
    "position": Text("position", "立場"),
    "part": Text("share of the weight", "重みの割合"),
    "shift": Text("shift of the mean", "平均の動き"),
    "low": Text("5% of the draws", "標本の5%点"),
    "high": Text("95% of the draws", "標本の95%点"),
    "measure": Text("measure", "測り方"),
    "method": Text("method", "方法"),
    "outcome": Text("outcome", "答え"),
    "nearest": Text("nearest option", "最も近い選択肢"),
    "step": Text("step", "段階"),
    "mean": Text("compromise mean", "妥協平均"),
    "reading": Text("reading", "読み方"),
    "chance": Text("chance in the election", "選挙での勝率"),
}
NOT_PLACED = Text("none coded", "コード化なし")
