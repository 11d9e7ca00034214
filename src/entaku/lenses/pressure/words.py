"""What the lens says, in both languages: its card, its rules, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="pressure",
    title=Text("Pressure", "圧力"),
    question=Text(
        "How much pressure, and until when, turns a party's answer to each draft?",
        "各草案に対する当事者の答えは、どれほどの圧力で、いつまでに変わるのか。",
    ),
    needs=Text(
        "drafts with terms, preferences and what no deal is worth; an outlook for dates; who leans on whom (pressure); "
        "or a model of yielding or holding out",
        "条項のある草案、選好、決裂時の価値。時期を知るには今後の見通し（outlook）、圧力をみるには誰が誰に迫るか（pr"
        "essure）も要る。または、屈する時期や持ちこたえる期間のモデル",
    ),
    assumes=Text(
        "A party accepts what is worth at least no deal to it and crosses none of its red lines. Only what falls on "
        "refusing counts as pressure. No-deal values move as the outlook says; preferences stay as they are.",
        "当事者は、決裂時の価値を下回らず、自らの譲れない一線を一つも越えないものを受け入れる。圧力に数えるのは、"
        "拒んだときにだけ降りかかるものに限る。決裂時の価値は見通しのとおりに動き、選好は変わらないとする。",
    ),
    doubt=Text(
        "Do not read a date as a forecast: most draws give way at once or never, and never is no late date. A threat "
        "that is not believed, and a pain that goes on after acceptance, close nothing. That others would still agree "
        "once a draft is changed is not looked at here.",
        "時期を予測として読んではならない。多くの標本では、ただちに受け入れるか、最後まで拒むかのいずれかであり、最"
        "後まで拒むことは、屈する時期が遅いという意味ではない。信じられない脅しや、受け入れた後も続く痛みは、隔たり"
        "を少しも埋めない。草案を改めた後も他の当事者が同意するかどうかは、ここでは調べない。",
    ),
    sources=(
        "Zeuthen 1930, Problems of Monopoly and Economic Warfare",
        "Ellsberg 1959, The Theory and Practice of Blackmail (RAND P-3883, 1968)",
        "Schelling 1960, The Strategy of Conflict",
        "Dixit & Skeath 1999, Games of Strategy (brinkmanship)",
    ),
)
RULE = Text(
    "The gap is what no deal is worth over the draft, as a share of the party's own range, draw by draw; at the best: "
    "filled in as the party likes best among what crosses none of its red lines; at the worst: filled in against it. "
    "Above 0 the party refuses. A threat carried out with some chance on refusal closes the gap if chance times harm "
    "reaches it.",
    "隔たりとは、決裂時の価値から草案の価値を引いたもので、標本ごとに、自らの価値の幅に対する比で表す。「最良」は、"
    "未決の点を、自らの譲れない一線を越えない範囲で最も望ましい形に補った場合、「最悪」は、最も不利な形に補った場合"
    "をいう。隔たりが0を超えれば拒む。拒めばある確率で実行される脅しは、確率と損害の積が隔たりに届けば、それを埋める"
    "。",
)
MODEL_RULE = Text(
    "A model with a known answer; its inputs are those coded in models.",
    "答えの分かっているモデルによる。入力はmodelsに記されたものである。",
)

HEADLINE = Text(
    "As it stands today, {draft} is refused by {items} of the draws: the less where what it leaves open is filled in "
    "as the party likes best, the more where it is filled in against it. In {some} at least one of them refuses even "
    "at its best.",
    "現状で「{draft}」を拒む標本の割合は、{items}である。小さいほうは、未決の点をその当事者にとって最も望ましい形に"
    "補った場合、大きいほうは、最も不利な形に補った場合を指す。最も望ましい形に補っても、少なくとも一者が拒む標本は"
    "{some}である。",
)
HEADLINE_CLOSED = Text(
    "As it stands today, {draft} is refused by {items} of the draws, in {some} by at least one of them.",
    "現状で「{draft}」を拒む標本の割合は、{items}である。少なくとも一者が拒む標本は{some}である。",
)
ITEM = Text("{party} in {low} to {high}", "{party}が{low}～{high}")
ITEM_ONE = Text("{party} in {low}", "{party}が{low}")
EXACT_REFUSED = Text(
    "As it stands today, {draft} is refused by {who}.",
    "現状では、{who}が「{draft}」を拒む。",
)
EXACT_OPEN = Text(
    "As it stands today, {draft} is refused by {who}, and by {more} unless what it leaves open is filled in well.",
    "現状では、{who}が「{draft}」を拒み、未決の点の補い方によっては{more}も拒む。",
)
EXACT_PERHAPS = Text(
    "As it stands today, {draft} is refused by {who} unless what it leaves open is filled in well.",
    "現状では、未決の点の補い方によっては、{who}が「{draft}」を拒む。",
)
EXACT_ACCEPTED = Text(
    "As it stands today, {draft} is refused by none of {who}.",
    "現状では、{who}のうちに「{draft}」を拒む者はいない。",
)
GAP = Text(
    "Red lines aside, what {party} lacks for {draft} is {best} of its range at the best and {worst} at the worst "
    "(medians of the draws in which it refuses): by so much no deal would have to become worse for it, or the draft "
    "better.",
    "譲れない一線に触れる場合を除けば、{party}が「{draft}」を受け入れるまでの隔たりは、自らの価値の幅に対して、最良"
    "で{best}、最悪で{worst}である（拒む標本での中央値と、その90%が入る幅）。決裂がそれだけ悪くなるか、草案がそれだ"
    "け良くなる必要がある。",
)
GAP_ONE = Text(
    "Red lines aside, what {party} lacks for {draft} is {best} of its range{note}: by so much no deal would have to "
    "become worse for it, or the draft better.",
    "譲れない一線に触れる場合を除けば、{party}が「{draft}」を受け入れるまでの隔たりは、自らの価値の幅の{best}である{note}。"
    "決裂がそれだけ悪くなるか、草案がそれだけ良くなる必要がある。",
)
MEDIAN = Text(" (median of the draws in which it refuses)", "（拒む標本での中央値と、その90%が入る幅）")
NO_GAP = Text("nothing", "なし")
WHEN = Text(
    "In the {n} months of the outlook it accepts already in {already} of the draws at the best and {already2} at the "
    "worst, gives way later in {later} and {later2}, and does not once accept in {never} and {never2}.",
    "見通しの{n}か月についてみると、すでに受け入れている標本は最良で{already}、最悪で{already2}、のちに受け入れる標"
    "本はそれぞれ{later}と{later2}、一度も受け入れない標本はそれぞれ{never}と{never2}である。",
)
WHEN_ONE = Text(
    "In the {n} months of the outlook it accepts already in {already} of the draws, gives way later in {later}, and "
    "does not once accept in {never}.",
    "見通しの{n}か月についてみると、すでに受け入れている標本は{already}、のちに受け入れる標本は{later}、一度も受け入"
    "れない標本は{never}である。",
)
RED_LINE = Text(
    "No pressure on its no-deal value turns {party} on {draft} in {held} of the draws: there a red line of its own is "
    "crossed however the draft is filled in ({options}). Only dropping the clause does.",
    "標本の{held}では、決裂時の価値をどれほど下げる圧力をかけても、「{draft}」に対する{party}の答えは変わらない。草"
    "案をどう補っても、自らの譲れない一線（{options}）を越えるからである。答えを変えられるのは、その条項を落とすこと"
    "だけである。",
)
TERM = Text(
    "The one thing that would turn most of {party}'s refusals of {draft} is leaving {issue} open: {held} of them, at "
    "the best.",
    "「{draft}」に対する{party}の拒否を一点だけで最も多く覆すのは、{issue}を未決に戻すことである。最良の場合、拒否の"
    "{held}が覆る。",
)
TERM_EXACT = Text(
    "The one thing that would turn {party}'s refusal of {draft} is leaving {issue} open.",
    "「{draft}」に対する{party}の拒否を一点だけで覆すのは、{issue}を未決に戻すことである。",
)
TERM_FEW = Text(
    "More than one clause of {draft} stands in {party}'s way: leaving {issue} open, which does most, would turn only "
    "{held} of its refusals, at the best.",
    "「{draft}」で{party}の妨げになっている条項は一つではない。{issue}を未決に戻すのが最も効くが、それでも覆る拒否は"
    "、最良の場合で{held}にとどまる。",
)
TERM_NONE = Text(
    "No single thing left open would turn any of {party}'s refusals of {draft}: more than one clause stands in the "
    "way.",
    "一点だけを未決に戻しても、「{draft}」に対する{party}の拒否は覆らない。妨げになっている条項は一つではない。",
)
TIME = Text(
    "In the {n} months of the outlook time works {items}.",
    "見通しの{n}か月の間、時間の経過は、{items}働く。",
)
GAIN = Text(
    ", against a gain of {gain} from {draft} at the best",
    "、これに対し「{draft}」から得る利得は最良で{gain}",
)
TIME_ITEMS: Mapping[int, Text] = {
    1: Text(
        "for {party}, whose no-deal value rises in {held} of the draws (by {size} of its range, median{gain})",
        "{party}には有利に（決裂時の価値が上がる標本は{held}、変化の中央値は自らの価値の幅の{size}{gain}）",
    ),
    0: Text(
        "neither for nor against {party}, whose no-deal value rises in {held} of the draws and falls in {rest} (by "
        "{size} of its range, median{gain})",
        "{party}には有利にも不利にもならずに（決裂時の価値が上がる標本は{held}、下がる標本は{rest}、変化の中央値は自"
        "らの価値の幅の{size}{gain}）",
    ),
    -1: Text(
        "against {party}, whose no-deal value falls in {rest} of the draws (by {size} of its range, median{gain})",
        "{party}には不利に（決裂時の価値が下がる標本は{rest}、変化の中央値は自らの価値の幅の{size}{gain}）",
    ),
}
LEANED = Text(
    "Pressure on {party} comes from {by}; how hard it is, is {level}. To turn the refusals of {draft}, what falls on "
    "refusing alone would have to cost {party} {best} of its range at the best and {worst} at the worst (medians), "
    "or its worst package be threatened with a chance of at least {risk} and {risk2}.",
    "{party}には{by}から圧力がかかっている（強さ：{level}）。「{draft}」の拒否を覆すには、拒んだときにだけ降りかかる"
    "損害が、{party}の価値の幅に対して、最良で{best}、最悪で{worst}に達する必要がある（拒む標本での中央値と、その90%"
    "が入る幅）。{party}にとって最も悪い合意案になると脅すのであれば、その実行の見込みは、最良で{risk}以上、最悪で"
    "{risk2}以上でなければならない。",
)
LEANED_ONE = Text(
    "Pressure on {party} comes from {by}; how hard it is, is {level}. To turn the refusal of {draft}, what falls on "
    "refusing alone would have to cost {party} {best} of its range{note}, or its worst package be threatened with a "
    "chance of at least {risk}.",
    "{party}には{by}から圧力がかかっている（強さ：{level}）。「{draft}」の拒否を覆すには、拒んだときにだけ降りかかる"
    "損害が、{party}の価値の幅の{best}に達する必要がある{note}。{party}にとって最も悪い合意案になると脅すのであれば"
    "、その実行の見込みは{risk}以上でなければならない。",
)
LEANED_BARRED = Text(
    "No size of threat turns the {barred} of the draws at the best and {barred2} at the worst in which a red line is "
    "crossed.",
    "譲れない一線を越えるために拒む標本（最良で{barred}、最悪で{barred2}）では、脅しがどれほど大きくても、拒否は覆ら"
    "ない。",
)
LEANED_IDLE = Text(
    "Pressure on {party} comes from {by}; how hard it is, is {level}. On {draft} there is nothing to turn: {party} "
    "accepts it in every draw, however it is filled in.",
    "{party}には{by}から圧力がかかっている（強さ：{level}）。「{draft}」については、覆すべき拒否がない。どう補っても"
    "、{party}はすべての標本でこれを受け入れる。",
)
LEVELS: Mapping[str, Text] = {
    "": Text("not stated", "記載なし"),
    "low": Text("stated as low", "弱い"),
    "medium": Text("stated as medium", "中程度"),
    "high": Text("stated as high", "強い"),
}
YIELD_AT = Text(
    "{title}: no deal falls to what the offer is worth after {date}, counted in the unit in which the fall is coded.",
    "{title}：決裂時の価値が申し出の価値まで下がるのは、{date}が過ぎた後である（単位は、下落を記した時間の単位）。",
)
YIELD_NOW = Text(
    "{title}: no deal is worth no more than the offer already.",
    "{title}：決裂時の価値は、すでに申し出の価値以下である。",
)
YIELD_NEVER = Text(
    "{title}: no deal never falls to what the offer is worth.",
    "{title}：決裂時の価値が申し出の価値まで下がることはない。",
)
YIELD_DRAWS = Text(
    "{title}: it gives way already in {now} of the draws, never in {never}; in the rest after {date}, counted in the "
    "unit in which the fall is coded.",
    "{title}：すでに応じる標本は{now}、決して応じない標本は{never}である。残りは、{date}が過ぎた後に応じる（単位は、"
    "下落を記した時間の単位）。",
)
HOLD_UNTIL = Text(
    "{title}: holding out for the better offer pays if it comes sooner than {date}, counted in the unit in which the "
    "rate is coded.",
    "{title}：より良い申し出を待つことが見合うのは、それが{date}より早く届く場合である（単位は、割引率を記した時間の"
    "単位）。",
)
HOLD_NOT = Text(
    "{title}: nothing better is in sight; taking the offer now pays.",
    "{title}：より良い申し出は見込めず、今の申し出を受けるほうがよい。",
)
HOLD_EVER = Text(
    "{title}: what is borne meanwhile is itself worth as much as the offer; holding out pays for ever.",
    "{title}：待つ間に得られるものだけで申し出に見合うため、いつまでも待つほうがよい。",
)
HOLD_DRAWS = Text(
    "{title}: holding out does not pay at all in {now} of the draws and pays for ever in {never}; in the rest it pays "
    "if the better offer comes sooner than {date}, counted in the unit in which the rate is coded.",
    "{title}：待つことがまったく見合わない標本は{now}、いつまでも見合う標本は{never}である。残りでは、より良い申し出"
    "が{date}より早く届けば見合う（単位は、割引率を記した時間の単位）。",
)
MODELS: Mapping[str, tuple[Text, Text, Text, Text]] = {
    "yield_date": (YIELD_AT, YIELD_NOW, YIELD_NEVER, YIELD_DRAWS),
    "hold_out": (HOLD_UNTIL, HOLD_NOT, HOLD_EVER, HOLD_DRAWS),
}
"""What is said of a date, of one of 0, of one that never comes, and of dates over the draws."""

NO_DRAFT = Text(
    "No draft settles anything that a party could be pressed to accept: state drafts with terms.",
    "当事者に受諾を迫る対象となる草案がない。termsのある草案をdraftsに記すこと。",
)
UNKNOWN = Text(
    "What {who} would make of {draft}, or what no deal is worth to it, is not stated: state preferences on what it "
    "settles and a no_deal range.",
    "{who}が「{draft}」をどうみるか、または{who}にとっての決裂時の価値が述べられていない。preferencesに、草案の定め"
    "る点についての選好と、no_dealの範囲を記すこと。",
)
NO_OUTLOOK = Text(
    "How no-deal values move is not stated, so that there are no dates, only gaps: state an outlook with months and "
    "paths.",
    "決裂時の価値がどう動くかは述べられていないため、隔たりは示せても時期は示せない。outlookにmonthsとpathsを記すこと。",
)
NO_PATH = Text(
    "How the no-deal value of {who} moves is not stated; it was kept as it is. State a path in outlook.",
    "{who}の決裂時の価値がどう動くかは述べられていないため、動かないものとした。outlookのpathsに記すこと。",
)
NO_LEVEL = Text(
    "How hard {party} is pressed by {by} is not stated: state level in pressure.",
    "{party}が{by}からどれほど強く迫られているかは述べられていない。pressureにlevelを記すこと。",
)

CURVES = (
    Text("How long each party refuses", "各当事者はいつまで拒むか"),
    Text(
        "Share of draws in which {draft} is still refused, month by month, filled in at the party's best and at its "
        "worst.",
        "「{draft}」をなお拒む標本の割合。当事者にとって最良と最悪の補い方について、月ごとに示す。",
    ),
)
ANYHOW = Text("{party}", "{party}")
AT_BEST = Text("{party}, at the best", "{party}（最良）")
AT_WORST = Text("{party}, at the worst", "{party}（最悪）")
GAPS = (
    Text("What each party lacks for each draft", "各草案までの当事者の隔たり"),
    Text(
        "Share of draws in which it refuses, at its best and at its worst, and the median gap at the best as a share "
        "of its own range.",
        "拒む標本の割合（最良から最悪まで）と、最良の場合の隔たりの中央値（自らの価値の幅に対する比）。",
    ),
)
CELL = Text("refuses in {low} to {high}; lacks {gap}", "拒否{low}～{high}、隔たり{gap}")
CELL_ONE = Text("refuses in {low}; lacks {gap}", "拒否{low}、隔たり{gap}")
CELL_BARRED = Text("refuses in {low} to {high}; red line", "拒否{low}～{high}、譲れない一線")
CELL_BARRED_ONE = Text("refuses in {low}; red line", "拒否{low}、譲れない一線")
CELL_ACCEPTS = Text("refuses in {low} to {high}", "拒否{low}～{high}")
CELL_ACCEPTS_ONE = Text("refuses in {low}", "拒否{low}")
CELLS: Mapping[tuple[str, bool], Text] = {
    ("gap", True): CELL,
    ("gap", False): CELL_ONE,
    ("red line", True): CELL_BARRED,
    ("red line", False): CELL_BARRED_ONE,
    ("none", True): CELL_ACCEPTS,
    ("none", False): CELL_ACCEPTS_ONE,
}
"""What a cell says: by what is lacking, and whether the filling matters."""
WAITING: Mapping[int, Text] = {
    1: Text(
        "{party} gains by waiting as far as its no-deal value goes, which rises in {held} of the draws.",
        "{party}の決裂時の価値は標本の{held}で上がり、その点だけをみれば待つほうが得である。",
    ),
    0: Text(
        "Whether {party} gains by waiting stays open: its no-deal value rises in {held} of the draws.",
        "{party}が待って得をするかは定まらない。決裂時の価値が上がる標本は{held}である。",
    ),
    -1: Text(
        "{party} loses by waiting as far as its no-deal value goes, which rises in only {held} of the draws.",
        "{party}の決裂時の価値が上がる標本は{held}にとどまり、その点だけをみれば待つほうが損である。",
    ),
}
WAITING_ASSUMES = Text(
    "Only what no deal is worth is looked at, not whether better terms come; time works for whom it "
    "rises in half of the draws or more.",
    "決裂時の価値だけをみて、待てばより良い条件が出てくるかどうかはみない。標本の半分以上で上がる者に、時間が味方する"
    "とみる。",
)
