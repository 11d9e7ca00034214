"""What the lens says of joint bypass, of who met whom, of spoilers, and of doing without a party."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.text import Text

JOINT_RULE = Text(
    "A party can be left out if all the others together carry every operative clause; two can be left out at once if "
    "those who remain still do.",
    "残る全員で実行を要する条項をすべて実施できるなら、その当事者は迂回できる。二者を同時に迂回できるのは、"
    "二者を除いた全員でなお実施できるときである。",
)
JOINT = Text(
    "{one} and {other} can each be left out of {draft}, but not both at once.",
    "「{draft}」は、{one}と{other}のどちらか一方なら迂回できるが、両者を同時に迂回することはできない。",
)
LINKS_RULE = Text(
    "Two parties are linked if both sat in one round, held or planned, from the level consulted on; in a shuttle the "
    "one that carries the text is linked with each of the others. Power among those who met is the Myerson value: "
    "Shapley-Shubik, with only linked parties able to act together.",
    "同じ会合（予定を含む）に協議を受ける立場以上で着席した二者は結ばれているとみる。往復外交では、案文を運ぶ"
    "者が他の各当事者と結ばれる。会った者どうしだけが共に動けるとしたときの力は、シャプレー・シュービック"
    "指数をその条件で求めたマイヤーソン値で表す。",
)
HUB = Text(
    "Of those who met, only {hub} links {one} with {other}.",
    "会った者のうち、{one}と{other}とを結んでいるのは{hub}だけである。",
)
HUB_OF_MANY = Text(
    "Those who met, {who}, fall into {n} groups that only {hub} links.",
    "会った者（{who}）は、{hub}だけが結ぶ{n}組に分かれる。",
)
SAT_WITH_NOBODY = Text(
    "No round brings {who} together with anybody.", "{who}は、どの会合でも誰とも同席していない。"
)
LINKS_MOVE = Text(
    "If only those who met can act together, shares of the power over {draft} move: {moves}.",
    "会った者どうしだけが共に動けるとすると、「{draft}」に対する力の割合が変わる：{moves}。",
)
MOVE = Text("{party} from {before} to {after}", "{party}（{before}から{after}へ）")
LINKS_STAY = Text(
    "If only those who met can act together, nobody's share of the power over {draft} changes.",
    "会った者どうしだけが共に動けるとしても、「{draft}」に対する力の配分は変わらない。",
)
LINKS_NONE = Text(
    "No set of parties that could carry out {draft} is linked by meetings.",
    "「{draft}」を実施できるどの当事者の組も、会合によって結ばれてはいない。",
)
POWER_RULE = Text(
    "Shapley-Shubik: in which share of all orders of arrival a party turns losing into winning. Absolute Banzhaf: in "
    "which share of the ways in which the others may vote its vote decides.",
    "シャプレー・シュービック指数は、あらゆる加入の順のうち、その当事者が加わったときに否決から可決に転じる順の割合"
    "を表す。絶対バンザフ指数は、他の者のあらゆる投票の組み合わせのうち、その当事者の一票で決まるものの割合を表す。",
)
POWER = Text(
    "By Shapley-Shubik, power over {draft} runs from {part} ({most}) down to {small} ({least}); one vote decides in "
    "{swing} down to {turn} of the ways in which the others may vote (Banzhaf).",
    "シャプレー・シュービック指数でみると、「{draft}」に対する力は{part}（{most}）から{small}（{least}）まで開きがあ"
    "る。他の者のあらゆる投票の組み合わせのうち、自らの一票で決まるものの割合は、{swing}から{turn}である（バンザフ指"
    "数）。",
)
POWER_SAME = Text(
    "All have the same power over {draft}: {part} each (Shapley-Shubik).",
    "「{draft}」に対する力は全員等しく、各{part}である（シャプレー・シュービック指数）。",
)
SPOILER_RULE = Text(
    "A spoiler can stop a clause though the others could carry the draft out. It has a reason to where the draft, "
    "whatever it leaves open, is worth less to it than no deal.",
    "他の当事者だけで草案を実施できるにもかかわらず、条項を阻止できる者を妨害者と呼ぶ。未決のまま残された点がどうな"
    "ろうと草案が決裂より悪いとき、妨害する理由があるとみる。",
)
SPOILER: Mapping[str, Text] = {
    "some": Text(
        "{who} can stop {clauses} though the others could carry out {draft}; in {held} of the draws the draft leaves "
        "{who} worse off than no deal, whatever is left open.",
        "「{draft}」は他の当事者だけで実施できるが、{who}は、そのうち{clauses}を阻止できる。標本の{held}では、未決の"
        "点がどうなろうと、この草案は{who}にとって決裂より悪い。",
    ),
    "never": Text(
        "{who} can stop {clauses} though the others could carry out {draft}, but in no draw is sure to be worse off "
        "under it than with no deal.",
        "「{draft}」は他の当事者だけで実施できるが、{who}は、そのうち{clauses}を阻止できる。ただし、この草案が{who}"
        "にとって必ず決裂より悪くなる標本はない。",
    ),
    "unknown": Text(
        "{who} can stop {clauses} though the others could carry out {draft}; whether {who} would want to is not "
        "stated.",
        "「{draft}」は他の当事者だけで実施できるが、{who}は、そのうち{clauses}を阻止できる。阻止を望むかどうかは述べ"
        "られていない。",
    ),
}
BYPASS: Mapping[str, Text] = {
    "yes": Text(
        "The others can carry out {draft} without {party}.",
        "「{draft}」は、{party}抜きでも他の当事者が実施できる。",
    ),
    "no": Text(
        "Nobody can carry out {draft} without {party}.", "「{draft}」は、{party}抜きでは誰も実施できない。"
    ),
    "open": Text(
        "Whether {draft} can be carried out without {party} turns on who performs the clauses for which that is not "
        "stated.",
        "「{draft}」を{party}抜きで実施できるかどうかは、実施者が述べられていない条項を誰が実施するかによる。",
    ),
    "nobody": Text(
        "Nobody coded can carry out {draft}, with {party} or without.",
        "「{draft}」は、{party}が加わっても加わらなくても、コード化された当事者には実施できない。",
    ),
}
BYPASS_ASSUMES = Text(
    "Needed is only who is coded as carrying a clause out or as able to stop it; wishes, seats and the meaning of an "
    "absent signature do not count.",
    "条項を実施できる者、または阻止できる者としてコード化された当事者だけを必要とみなす。望みや席の有無、"
    "署名を欠くことの意味は考えない。",
)
