"""What the lens says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.kernels.stability import Concept, Strength
from entaku.kernels.stability_doubt import Extension
from entaku.model.card import Card
from entaku.model.text import Text
from entaku.space.graph_verdicts import Reached

CARD = Card(
    name="standoff",
    title=Text("Standoff", "にらみ合い"),
    question=Text(
        "Which states of affairs are stable, for whom, under which foresight, and by which counter-move?",
        "どの状態が、誰にとって、どこまで先を読めば安定するか。それを支える対抗手は何か。",
    ),
    needs=Text(
        "a standoff: who can change what alone, and who likes which state better; or issues with who performs and wh"
        "o stops, and preferences",
        "誰が単独で何を変えられ、誰がどの状態を好むかを示すにらみ合い。なければ、実施者と阻止者を記した争点、および"
        "選好",
    ),
    assumes=Text(
        "A party moves alone, and only if it likes the state it arrives at better. What needs two together cannot be "
        "moved to by one: joint steps are looked at only as sequences of single moves. Where the model is read off the "
        "issues, a state is a package, and walking away is none. The first 200 draws are looked at (fewer in large "
        "models), and joint steps in up to 25 of them.",
        "当事者は単独で、行き着く先の状態をより好む場合にだけ動く。二者の協力を要する状態に一者だけで移ることはでき"
        "ず、共同の歩みも単独の手の連なりとしてのみ扱う。争点から読み取ったモデルでは、合意案の一つ一つを状態とし、"
        "決裂は状態に含めない。調べるのは最初の200個の標本（大きなモデルではより少数）で、共同の歩みについてはそのう"
        "ち25個までとする。",
    ),
    doubt=Text(
        "With many parties almost everything is stable under some foresight: the order of states and the reasons "
        "count, not their number. What holds says nothing of how likely it is to come about.",
        "当事者が多ければ、先の読み方しだいでほとんどの状態が安定する。安定な状態の数ではなく、順位と理由を見るべき"
        "である。また、安定であることは、そこに至る見込みの高さを意味しない。",
    ),
    sources=(
        "Fang, Hipel & Kilgour 1993, Interactive Decision Making, Wiley",
        "Kilgour, Hipel & Fang 1987, Automatica 23:41-55",
        "Howard 1971, Paradoxes of Rationality, MIT Press",
        "Fraser & Hipel 1984, Conflict Analysis, North-Holland",
        "Rêgo & Vieira 2017, Group Decision and Negotiation, doi 10.1007/s10726-016-9520-8",
        "Kilgour, Hipel, Fang & Peng 2001, Group Decision and Negotiation 10:159-175",
        "Li, Hipel, Kilgour & Fang 2004, IEEE Transactions on Systems, Man, and Cybernetics A 34:507-520",
        "Hamouda, Kilgour & Hipel 2004, Group Decision and Negotiation 13:449-462",
    ),
)
RULE = Text(
    "A state holds if no party has an improvement that it is not kept from: by nothing (Nash, R), by any answer of the "
    "others that leaves it no better off (GMR; SMR if it then cannot escape), or only by answers each step of which "
    "its mover likes (SEQ; SSEQ if there is no escape).",
    "どの当事者も、改善となる手をもたないか、対抗手を恐れて思いとどまるとき、その状態は安定しているという。改善とな"
    "る手が一つもなければナッシュ安定、他者の何らかの対抗手で得が消えるなら一般メタ合理性（そこから逃れられなければ"
    "対称メタ合理性）、打つ側の得にもなる対抗手で得が消えるなら逐次安定（逃れられなければ対称逐次安定）である。",
)

CONCEPTS: Mapping[Concept, Text] = {
    Concept.R: Text("R", "ナッシュ安定"),
    Concept.SSEQ: Text("SSEQ", "対称逐次安定"),
    Concept.SEQ: Text("SEQ", "逐次安定"),
    Concept.SMR: Text("SMR", "対称メタ合理性"),
    Concept.GMR: Text("GMR", "一般メタ合理性"),
}
FORESIGHT: Mapping[Concept, Text] = {
    Concept.R: Text("even if nobody fears an answer (R)", "誰も対抗手を恐れなくても安定する（ナッシュ安定）"),
    Concept.SSEQ: Text(
        "if parties fear answers that serve whoever gives them and cannot be escaped (SSEQ)",
        "打つ側の得となり逃れられもしない対抗手を恐れるなら安定する（対称逐次安定）",
    ),
    Concept.SEQ: Text(
        "if parties fear answers that serve whoever gives them (SEQ)",
        "打つ側の得となる対抗手を恐れるなら安定する（逐次安定）",
    ),
    Concept.SMR: Text(
        "only if parties fear even answers that cost whoever gives them, but not those they can escape (SMR)",
        "打つ側の損となる対抗手でも、逃れられないものであれば恐れる場合に限り安定する（対称メタ合理性）",
    ),
    Concept.GMR: Text(
        "only if parties fear any answer, however costly to whoever gives it (GMR)",
        "打つ側にとってどれほど損な対抗手であっても恐れる場合に限り安定する（一般メタ合理性）",
    ),
}
NOW_FIRM = Text(
    "What stands, {state}, holds {foresight}.",
    "現状の{state}は、{foresight}。",
)
NOW_OPEN = Text(
    "What stands, {state}, holds in {r} of the draws even if nobody fears an answer (R), in {seq} if parties fear "
    "answers that serve whoever gives them (SEQ), in {gmr} if they fear any answer (GMR).",
    "現状の{state}が安定する標本の割合は、誰も対抗手を恐れない場合は{r}（ナッシュ安定）、打つ側の得となる対抗手を恐"
    "れる場合は{seq}（逐次安定）、あらゆる対抗手を恐れる場合は{gmr}（一般メタ合理性）である。",
)
NOW_FALLS = Text(
    "What stands, {state}, does not hold under any foresight: {party} gains by going to {to}, and no answer takes "
    "that away.",
    "現状の{state}は、どこまで先を読んでも安定しない。{party}は{to}に移れば得をし、その得を奪う対抗手はない。",
)
NOW_ALL = Text(
    "What stands, {state}, is stable for each party by itself, though not for all at once under one foresight.",
    "現状の{state}は、当事者ごとにみれば安定しうるが、同じ先の読み方で全員についてそろって安定することはない。",
)
NO_NOW = Text(
    "It is not stated which state stands. First of those that would hold is {state}, {foresight}.",
    "どの状態が現状かは述べられていない。安定する状態のうち筆頭は{state}で、{foresight}。",
)
ALL_HOLD = Text(
    "Nobody gains by moving alone, from whichever of the {n} states stands.",
    "{n}個の状態のどれが現状であっても、単独で動いて得をする当事者はいない。",
)
NOTHING_HOLDS = Text(
    "No state holds under any foresight looked at.", "調べたどの先の読み方でも、安定する状態はない。"
)
STAYS = Text(
    "{party} does not leave {state} for {to}: {answer} would follow, and {party} likes {end} no better than {state}; "
    "{kind}.",
    "{party}は{state}から{to}に移らない。移れば、{answer}という順に対抗手が続き、行き着く{end}は{party}にとって"
    "{state}に勝らないからである。{kind}。",
)
STAYS_FEARING = Text(
    "If any answer is feared, {state} is kept. {stays}",
    "あらゆる対抗手を恐れるなら、{state}は保たれる。{stays}",
)
STAYS_ONE = Text(
    "{party} does not leave {state} for {to}: {mover} can answer with {end}, which {party} likes no better than "
    "{state}; {kind}.",
    "{party}は{state}から{to}に移らない。移れば、{mover}が{end}で応じることができ、それは{party}にとって{state}に勝"
    "らないからである。{kind}。",
)
STAYS_IN = Text(
    "Where {state} holds, in {part} of those draws: {stays}",
    "{state}が安定する標本のうち{part}では、その理由は次のとおりである。{stays}",
)
CREDIBLE = Text("every step of that answer serves its mover", "その手は打つ側自身の得にもなる")
COSTLY = Text("but that answer costs {movers} something", "ただし、その手は{movers}自身の損となる")
LEAVES = Text(
    "{party} gains by going from {state} to {to}, and no answer in the others' own interest takes that away: {rest}.",
    "{party}は{state}から{to}に移れば得をし、他者が自らの得となる手で応じてもその得は奪われない。{rest}。",
)
LEAVES_IN = Text(
    "Where {state} falls, it is most often because {party} gains by going to {to} ({part} of those draws), and no "
    "answer in the others' own interest takes that away: {rest}.",
    "{state}が崩れる標本で最も多いのは、{party}が{to}に移って得をし（崩れる標本の{part}）、他者が自らの得となる手で"
    "応じてもその得を奪えない場合である。{rest}。",
)
NOBODY_ANSWERS = Text("nobody has one", "そもそも、そうした手をもつ者がいない")
STILL_BETTER = Text(
    "the hardest, {answer}, leads to {end}, which {party} still likes better",
    "最も厳しいのは{answer}という手だが、行き着く{end}でも{party}にとってはなお望ましい",
)
STILL_BETTER_ONE = Text(
    "the hardest leads {mover} to {end}, which {party} still likes better",
    "最も厳しい手は{mover}が{end}に移ることだが、それでも{party}にとってはなお望ましい",
)
STEP = Text("{mover} to {state}", "{mover}が{state}へ")
THEN = Text(", then ", "、次いで")
HOLDS = Text(
    "Of the other states, {state} would hold {foresight}; {reach}.",
    "ほかの状態では、{state}が、{foresight}。{reach}。",
)
HOLDS_IN = Text(
    "Of the other states, {state} would hold {foresight}, in {held} of the draws; {reach}.",
    "ほかの状態では、{state}が、標本の{held}で、{foresight}。{reach}。",
)
NOW_IN_PASSING = Text("it is what stands", "これは現状である")
REACH: Mapping[Reached, Text] = {
    Reached.HERE: NOW_IN_PASSING,
    Reached.WILLING: Text(
        "from what stands one comes there by moves that each mover likes ({path})",
        "現状からは、動く者がいずれも望む手だけで行き着ける：{path}",
    ),
    Reached.TOGETHER: Text(
        "from what stands one comes there only if some act together ({path})",
        "現状からは、一部の当事者が共同で動く場合に限り行き着ける：{path}",
    ),
    Reached.RELUCTANT: Text(
        "from what stands one comes there only if somebody takes a step it dislikes ({path})",
        "現状からは、誰かが望まない手を打つ場合に限り行き着ける：{path}",
    ),
    Reached.NEVER: Text("no moves lead there from what stands", "現状からそこに至る手順はない"),
    Reached.UNKNOWN: Text(
        "whether it is reached cannot be told, as what stands is not stated",
        "現状が述べられていないため、そこに至れるかは分からない",
    ),
}
REACHED: Mapping[Reached, Text] = {
    Reached.HERE: Text("stands", "現状"),
    Reached.WILLING: Text("by moves all like", "望む手のみ"),
    Reached.TOGETHER: Text("by a joint step", "共同の歩み"),
    Reached.RELUCTANT: Text("by a disliked step", "望まない手"),
    Reached.NEVER: Text("not reached", "到達不能"),
    Reached.UNKNOWN: Text("not stated", "記載なし"),
}
DISLIKED = Text("{step}, disliked", "{step}（望まない手）")
TOGETHER = Text(
    "Acting together, {who} could leave {state} for {end}, to the gain of each{held}.",
    "{who}が共同で動けば、{state}を離れて{end}に移り、いずれも得をする{held}。",
)
IN_DRAWS = Text(" (in {part} of the draws)", "（標本の{part}）")
NOT_TOGETHER = Text(
    "No parties could leave {state} together to the gain of each.",
    "共同で{state}を離れ、いずれも得をするような当事者の組はない。",
)
TURNS_ON_PAIR = Text(
    "Whether {state} holds turns most on whether {party} likes {end} better: it holds in {when} of the draws where it "
    "does, in {when_not} where it does not.",
    "{state}が安定するかを最も左右するのは、{party}が{end}のほうを好むか否かである。安定する標本の割合は、好む場合は"
    "{when}、好まない場合は{when_not}である。",
)
TURNS_ON_SWITCH = Text(
    "Whether {state} holds turns most on whether this is so: {what}. It holds in {when} of the draws where it is, in "
    "{when_not} where it is not.",
    "{state}が安定するかを最も左右するのは、{what}という判断が成り立つか否かである。安定する標本の割合は、成り立てば"
    "{when}、成り立たなければ{when_not}である。",
)
ONE_SWAP = Text(
    "One thing would undo {state}: if {party} liked {better} better than {worse}, it would no longer hold.",
    "{state}の安定は、好みが一つ入れ替わるだけで失われる。{party}が{worse}より{better}を好むなら、もはや安定しない。",
)
SWAPS = Text(
    "To undo {state} takes {n} swaps of neighbours in one ranking, {party}'s.",
    "{state}の安定が失われるのは、{party}の順位で隣どうしを{n}回入れ替えたときである。",
)
NO_SWAP = Text(
    "No three swaps of neighbours in one party's ranking would undo {state}.",
    "どの当事者の順位で隣どうしを3回まで入れ替えても、{state}の安定は失われない。",
)
AHEAD = Text(
    "Two that look ahead as far as it takes (non-myopic) would stay at {states}; with two moves ahead at {two}.",
    "どこまでも先を読む二者がとどまる状態：{states}（非近視眼的安定）。二手先まで読む二者の場合：{two}。",
)
AHEAD_ALIKE = Text(
    "Two that look two moves ahead, or as far as it takes (non-myopic), would stay at {states}.",
    "二手先まで読む二者と、どこまでも先を読む二者（非近視眼的安定）がともにとどまる状態：{states}。",
)
AT_ONCE = Text(
    "Only because several might move at once (tableau), {states} would hold too.",
    "{states}が安定するのは、複数の当事者が同時に動きうる場合に限られる（タブロー法）。",
)
NOWHERE = Text("no state", "なし")
ATTITUDES: Mapping[Extension, Text] = {
    Extension.A: Text("a (leaves for the unknown, fears sure harm)", "「未知へも動き、確かな損のみ恐れる」"),
    Extension.B: Text(
        "b (leaves for sure gain, fears sure harm)", "「確かな得へのみ動き、確かな損のみ恐れる」"
    ),
    Extension.C: Text("c (leaves for the unknown, fears it too)", "「未知へも動き、未知をも恐れる」"),
    Extension.D: Text(
        "d (leaves for sure gain, fears the unknown)", "「確かな得へのみ動き、未知をも恐れる」"
    ),
}
UNKNOWN = Text(
    "How {party} compares all states is not stated. Fearing answers that serve whoever gives them (SEQ), it stays at "
    "{state} under these attitudes to the unknown: {attitudes}.",
    "{party}がすべての状態をどう比べるかは述べられていない。打つ側の得となる対抗手を恐れるとき（逐次安定）、{state}"
    "にとどまるような未知への態度は、次のとおりである：{attitudes}。",
)
NO_ATTITUDE = Text("none of four", "四つのうち該当なし")
FIRMNESS: Mapping[Strength, Text] = {
    Strength.UNSTABLE: Text("is not kept", "とどまらない"),
    Strength.WEAK: Text("is kept weakly", "弱くとどまる"),
    Strength.STRONG: Text("is kept strongly", "強くとどまる"),
}
DEGREES = Text(
    "At {state}, {party} {gmr} if it fears any answer (GMR), {smr} if only what it cannot escape (SMR), {seq} if only "
    "answers that serve whoever gives them (SEQ); strongly means that what it fears is much worse.",
    "{state}で、{party}は、あらゆる対抗手を恐れるなら{gmr}（一般メタ合理性）、逃れられないものだけを恐れるなら{smr}"
    "（対称メタ合理性）、打つ側の得となるものだけを恐れるなら{seq}（逐次安定）。「強く」とは、恐れる結果がはるかに悪"
    "いことをいう。",
)
