"""What the lens says, in both languages: its card, its rule, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="sensitivity",
    title=Text("Sensitivity", "感度"),
    question=Text(
        "Which of the things that are not known move the answer most?",
        "知られていないことのうち、答えを最も左右するのは何か。",
    ),
    needs=Text(
        "preference statements that leave something open: ranges, doubtful statements, claims that may not "
        "hold",
        "何かを未定のまま残す選好の判断（値に幅がある、または、判断や言明が成り立たないかもしれない）",
    ),
    assumes=Text(
        "The answer is whether some package is acceptable to all needed parties. One thing at a time is "
        "drawn anew within what is coded, all else as it was, in the first 600 draws (fewer where packages "
        "are very many).",
        "ここでいう答えとは、同意を要する当事者がそろって受け入れられる合意案があるか否かである。コード化された範囲"
        "で一つの点だけを引き直し、他はそのままとする。引き直すのは、最初の600個の標本（合意案が非常に多いときはより"
        "少数）である。",
    ),
    doubt=Text(
        "What is coded as certain cannot move anything here, however doubtful it is. Weights and values of "
        "one party hang together: what one of them explains may be due to another. Values nobody states "
        "vary by convention.",
        "確かなこととしてコード化した点は、実際にはどれほど疑わしくても、ここでは何も動かさない。同じ当事者の重みと"
        "価値は互いに結びついており、ある点の効果が別の点に由来することもある。誰も述べていない値の動く幅は、取り決"
        "めによる。",
    ),
    sources=(
        "Sobol' 1993, Mathematical Modelling and Computational Experiments 1:407-414",
        "Homma & Saltelli 1996, Reliability Engineering and System Safety 52:1-17",
        "Jansen 1999, Computer Physics Communications 117:35-43",
        "Banzhaf 1965, Rutgers Law Review 19:317-343",
    ),
)
RULE = Text(
    "Total index of an input: the part of the variance of the answer that is left when everything but this "
    "input is known. First-order index: the part that knowing this input alone removes.",
    "ある要因の総合効果指数とは、その要因のほかすべてが分かったときに残る、答えの分散の割合である。一次効"
    "果指数とは、その要因だけが分かったときに減る割合である。",
)

SWITCH = Text(
    "{rank}: whether this holds: {what}. Room for all of {who} in {one} of the draws if it does, {other} "
    "if it does not; total index {total} ± {margin}.",
    "{rank}、{what}という点が成り立つか否かである。{who}がそろって受け入れられる合意案のある標本は、成り立てば{one}"
    "、成り立たなければ{other}である（総合効果指数{total}、誤差±{margin}）。",
)
GROUP = Text(
    "{rank}: whether these hold, together or not at all: {what}. Room for all of {who} in {one} of the "
    "draws if they do, {other} if they do not; total index {total} ± {margin}.",
    "{rank}、次の点が一括して成り立つか否かである：{what}。{who}がそろって受け入れられる合意案のある標本は、成り立て"
    "ば{one}、成り立たなければ{other}である（総合効果指数{total}、誤差±{margin}）。",
)
DEAL = Text(
    "{rank}: what no deal is worth to {party}. Room for all of {who} in {one} of the draws in its lower "
    "third, {other} in its upper third; total index {total} ± {margin}.",
    "{rank}、{party}の決裂時の価値である。{who}がそろって受け入れられる合意案のある標本は、値の低い3分の1では{one}、"
    "高い3分の1では{other}である（総合効果指数{total}、誤差±{margin}）。",
)
WEIGHT = Text(
    "{rank}: how heavily {issue} weighs with {party}. Room for all of {who} in {one} of the draws in the "
    "lower third, {other} in the upper third; total index {total} ± {margin}.",
    "{rank}、{party}が{issue}をどれだけ重くみるかである。{who}がそろって受け入れられる合意案のある標本は、重みの軽い"
    "3分の1では{one}、重い3分の1では{other}である（総合効果指数{total}、誤差±{margin}）。",
)
LEANING = Text(
    "{rank}: what {party} wants on {issue}. Room for all of {who} in {one} of the draws where it leans to "
    "“{first}”, {other} where to “{second}”; total index {total} ± {margin}.",
    "{rank}、{issue}について{party}が何を望むかである。{who}がそろって受け入れられる合意案のある標本は、「"
    "{first}」寄りなら{one}、「{second}」寄りなら{other}である（総合効果指数{total}、誤差±{margin}）。",
)
TOGETHER = Text(
    " By itself it moves the share by no more than chance would: it matters only together with others.",
    "単独では偶然の範囲を超えて割合を動かさず、他の点と組み合わさってはじめて効く。",
)
RANKS: Mapping[str, Text] = {
    "most": Text("What moves the answer most", "答えを最も左右するのは"),
    "second": Text("Next", "次に効くのは"),
    "third": Text("Third", "三番目に効くのは"),
}
SPLIT = Text(
    "Knowing which of the doubtful statements hold would settle {known} of what varies in the answer (± "
    "{margin}); the other {rest} hangs on values that the statements leave open. Taken one by one the "
    "doubtful statements settle {alone}: the remaining {between} lies in how they come together.",
    "不確かな判断のうちどれが成り立つかが分かれば、答えの変動の{known}は説明がつく（誤差±{margin}）。残る{rest}は、"
    "判断が定めていない値による。不確かな判断を一つずつ見た場合に説明がつくのは{alone}で、差の{between}はその組み合"
    "わせによる。",
)
PLAIN = Text(
    "Knowing which of the doubtful statements hold would settle {known} of what varies in the answer (± "
    "{margin}); the other {rest} hangs on values that the statements leave open.",
    "不確かな判断のうちどれが成り立つかが分かれば、答えの変動の{known}は説明がつく（誤差±{margin}）。残る{rest}は、"
    "判断が定めていない値による。",
)
IDLE = Text(
    "Hardly any difference is made by doubt about {what}: drawn anew, each of these leaves the answer as "
    "it is in at least {kept} of the draws.",
    "{what}についての不確かさは、答えをほとんど左右しない。それぞれを引き直しても答えが変わらない標本は、最も少ない"
    "ものでも{kept}である。",
)
ALWAYS = Text(
    "Nothing that is left open moves the answer: in every one of {n} draws some package is acceptable to "
    "all of {who}.",
    "未定の点はどれも答えを動かさない。{n}個の標本のすべてに、{who}がそろって受け入れられる合意案がある。",
)
NEVER = Text(
    "Nothing that is left open moves the answer: in none of {n} draws is there a package acceptable to all "
    "of {who}.",
    "未定の点はどれも答えを動かさない。{n}個の標本のいずれにも、{who}がそろって受け入れられる合意案はない。",
)

EXACT = Text(
    "Every number is given, so nothing is uncertain. Where one is a judgement, state a range, or the "
    "chance with which a statement holds (holds).",
    "すべての数値が与えられており、不確かな点がない。判断による数値があれば、その幅か、判断の成り立つ確か"
    "らしさ（holds）を記すこと。",
)
DEAL_UNSTATED = Text(
    "What no deal is worth to {party} is not stated; it was drawn over the whole range, and its index "
    "hangs on that. State a no_deal range or a preference against no_deal.",
    "{party}の決裂時の価値は述べられていないため全範囲から抽出しており、その指数もこれに左右される。"
    "no_dealの範囲か、no_dealと比べた選好を記すこと。",
)
TORNADO = (
    Text("The answer at either end", "両端での答え"),
    Text(
        "Share of the draws with room: if a doubtful statement holds and if not; in the upper and in the "
        "lower third of a value; where a party leans one way or the other.",
        "余地のある標本の割合。不確かな判断は成り立つ場合と成り立たない場合、値は高い3分の1と低い3分の1、望みの定ま"
        "らない争点はどちらに傾くかで分けて示す。",
    ),
)
INDICES = (
    Text("What the answer hangs on", "答えを左右するもの"),
    Text(
        "Total index: the part of the variance of the answer left when everything but this is known; "
        "marked is two standard errors either way.",
        "総合効果指数、すなわちその要因のほかすべてが分かったときに残る、答えの分散の割合。印の幅は、前後に標準誤差"
        "の2倍を示す。",
    ),
)
