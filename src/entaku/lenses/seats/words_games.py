"""What the lens says of cooperative games: who gets what by which rule, and what the core holds."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.text import Text

RULE = Text(
    "Shapley: what a player adds on average in a random order. Nucleolus: the division under which the coalition that "
    "lacks most lacks least, then the next. Core: divisions under which no coalition can do better by itself.",
    "シャプレー値は、無作為な順に一人ずつ加わるとしたときの、各自の貢献の平均を表す。仁は、最も不満の大きい連合の不"
    "満を最小にし、次に大きい不満を最小にするという手順で定まる。コアは、どの連合も自力ではそれ以上を得られない配分"
    "の集まりである。",
)
GRAPH_RULE = Text(
    "Myerson value: the Shapley value where only players linked to each other, directly or through others of their "
    "coalition, can act together.",
    "マイヤーソン値は、直接、または同じ連合の他の者を介して結ばれた者どうしだけが共に動けるとしたときの"
    "シャプレー値である。",
)
RULES: Mapping[str, Text] = {
    "shapley": Text("the Shapley value", "シャプレー値"),
    "nucleolus": Text("the nucleolus", "仁"),
    "prenucleolus": Text("the prenucleolus", "準仁"),
    "gately": Text("the Gately point", "ゲートリー点"),
    "banzhaf": Text("the Banzhaf value", "バンザフ値"),
}
SHARED: Mapping[str, Text] = {
    "worth": Text("{title}: of {total}, {rules}.", "{title}：総額{total}の配分は、{rules}となる。"),
    "cost": Text("{title}: of a cost of {total}, {rules}.", "{title}：費用{total}の負担は、{rules}となる。"),
}
BY_RULE = Text("by {rules} {parts}", "{rules}では{parts}")
PART: Mapping[str, Text] = {
    "worth": Text("{amount} for {player}", "{player}（{amount}）"),
    "cost": Text("{amount} for {player}", "{player}（{amount}）"),
}
CORE: Mapping[tuple[str, str], Text] = {
    ("worth", "held"): Text(
        "The core holds something: by some division every smaller coalition gets at least {slack} more than it could "
        "by itself.",
        "コアは空でない。全員でないどの連合にも、自力で得られる額を少なくとも{slack}上回って与える配分がある。",
    ),
    ("worth", "edge"): Text(
        "The core holds something, but only just: by every division some coalition gets no more than it could by "
        "itself.",
        "コアは空でないが、余裕はない。どのように分けても、自力で得られる額しか得ない連合が残る。",
    ),
    ("worth", "empty"): Text(
        "The core is empty: however it is divided, some coalition lacks at least {slack} of what it could get by "
        "itself.",
        "コアは空である。どのように分けても、自力で得られる額に少なくとも{slack}及ばない連合が残る。",
    ),
    ("cost", "held"): Text(
        "The core holds something: by some division every smaller coalition pays at least {slack} less than it would "
        "by itself.",
        "コアは空でない。全員でないどの連合の負担も、自力でかかる額を少なくとも{slack}下回る配分がある。",
    ),
    ("cost", "edge"): Text(
        "The core holds something, but only just: by every division some coalition pays no less than it would by "
        "itself.",
        "コアは空でないが、余裕はない。どのように分けても、自力でかかる額を負担する連合が残る。",
    ),
    ("cost", "empty"): Text(
        "The core is empty: however it is divided, some coalition pays at least {slack} more than it would by itself.",
        "コアは空である。どのように分けても、自力でかかる額を少なくとも{slack}上回って負担する連合が残る。",
    ),
}
TOO_MANY = Text(
    "Core and nucleolus are worked out for up to 10 players only.",
    "コアと仁を求めるのは、当事者が10者以下の場合に限る。",
)
UNPROTECTED = Text(
    "The prenucleolus, which lets a player get less than it could alone, gives {parts}.",
    "単独で得られる額を保障しない準仁によれば、{parts}となる。",
)
LINKED = Text(
    "{title}: what {player} gets hangs most on who talks to whom, from {least} where {few} to {most} where {many}.",
    "{title}：誰が誰と話せるかに最も左右されるのは{player}で、その取り分は、{few}ときの{least}から、{many}ときの"
    "{most}まで動く。",
)
UNMOVED = Text(
    "{title}: by none of the graphs does it matter to anybody's part who talks to whom.",
    "{title}：記されたどのつながり方でも、各自の取り分は変わらない。",
)
ONE_GRAPH = Text(
    "{title}: where {links}, the Myerson value gives {parts}.",
    "{title}：{links}ときのマイヤーソン値によれば、{parts}となる。",
)
TALK = Text("only these talk: {pairs}", "{pairs}だけで話せる")
PAIR = Text("{one} with {other}", "{one}と{other}の間")
NOBODY_TALKS = Text("nobody talks to anybody", "誰も話せない")
NOT_DEFINED = Text("not defined", "定義されない")
NOT_WORKED_OUT = Text("not worked out", "未計算")
