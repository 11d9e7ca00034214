"""What the lens says, in both languages: its card, its rule, its verdicts and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.kernels.coalitions import Verdict
from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="seats",
    title=Text("Seats", "席"),
    question=Text(
        "At the table or on the menu: whose consent is needed, and who can be bypassed?",
        "交渉の席に居るのか、俎上に載せられているのか。誰の同意が要り、誰なら迂回できるのか。",
    ),
    needs=Text(
        "drafts with terms, who can carry out each operative option (performs), and rounds with seats; or "
        "cooperative games (games)",
        "条項のある草案、実行を要する各選択肢の実施者（performs）、席を記した会合。または協力ゲーム（games）",
    ),
    assumes=Text(
        "Who can carry out a clause, and who could stop it, is as coded. Need of consent is read from that "
        "capability; being seated, and who met whom, is read from the rounds. Neither implies the other.",
        "条項を実施できる者と阻止できる者は、コード化のとおりとする。同意の要否はその能力から読み取り、席の有無と、"
        "誰が誰と会ったかは会合の記録から読み取る。一方から他方を導くことはできない。",
    ),
    doubt=Text(
        "Do not lean on a verdict whose clause rests on the analyst's reading of who can carry it out. "
        "Indices of power describe who can carry a text out; they forecast no shares.",
        "条項を誰が実施できるかが分析者の読みによる場合、その判定に頼ってはならない。投票力指数は、誰が文書を実施で"
        "きるかを表すもので、取り分の予測ではない。",
    ),
    sources=(
        "Shapley & Shubik 1954, American Political Science Review 48:787-792",
        "Banzhaf 1965, Rutgers Law Review 19:317-343",
        "Johnston 1978, Environment and Planning A 10:907-914",
        "Deegan & Packel 1978, International Journal of Game Theory 7:113-123",
        "Holler 1982, Political Studies 30:262-271",
        "Taylor & Zwicker 1999, Simple Games (products of simple games)",
        "Tsebelis 2002, Veto Players",
        "Coleman 1971, in Lieberman (ed.), Social Choice, 269-300",
        "Myerson 1977, Mathematics of Operations Research 2:225-229",
        "Shapley 1953, Contributions to the Theory of Games II, 307-317",
        "Schmeidler 1969, SIAM Journal on Applied Mathematics 17:1163-1170",
        "Gately 1974, International Economic Review 15:195-208",
        "Stedman 1997, International Security 22(2):5-53",
    ),
)

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.UNDETERMINED: Text("undetermined", "判定できない"),
    Verdict.AT_THE_TABLE: Text("at the table", "席に居る"),
    Verdict.NEEDED: Text("needed but absent", "必要だが不在"),
    Verdict.NEEDED_ONE_OF: Text("needed but absent (one of)", "必要だが不在（いずれか一者）"),
    Verdict.ON_THE_MENU: Text("on the menu", "俎上に載せられている"),
    Verdict.BYSTANDER: Text("bystander", "傍観者"),
    Verdict.NOT_STATED: Text(
        "bystander or on the menu, not stated", "傍観者か俎上に載せられているかは記載なし"
    ),
}
SERVED: Mapping[str, Text] = {
    "better": Text("better off than with no deal", "決裂より良い"),
    "even": Text("as well off as with no deal", "決裂と同じ"),
    "worse": Text("worse off than with no deal", "決裂より悪い"),
    "open": Text("depends on what is left open", "未決の点による"),
    "not stated": Text("not stated", "記載なし"),
}

RULE = Text(
    "A coalition carries a clause if it contains a set that can perform it and nobody outside can stop it; a "
    "draft needs every operative clause carried. Absent and in every completion of the table: needed. Absent, "
    "not needed, and disposed of or worse off: on the menu.",
    "連合が条項を実施できるのは、実施能力のある組を含み、外にいる誰にも阻止されないときである。草案の実施には、実行"
    "を要する条項すべての実施が要る。不在の当事者のうち、席の顔ぶれをどう補って実施を可能にしても必ず含まれる者は「"
    "必要」、必要ではないが処分の対象となるか決裂より悪くなる者は「俎上に載せられている」と判定する。",
)
VERDICT_IN: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "{party}: {verdict}. Under this draft: {served}.", "{party}：{verdict}。この草案での得失：{served}。"
    ),
    (True, False): Text(
        "{party}: {verdict}. Under this draft: {served} (in {served_held} of the draws).",
        "{party}：{verdict}。この草案での得失：{served}（標本の{served_held}）。",
    ),
    (False, True): Text(
        "{party}: {verdict} (in {held} of the draws). Under this draft: {served}.",
        "{party}：{verdict}（標本の{held}）。この草案での得失：{served}。",
    ),
    (False, False): Text(
        "{party}: {verdict} (in {held} of the draws). Under this draft: {served} (in {served_held}).",
        "{party}：{verdict}（標本の{held}）。この草案での得失：{served}（標本の{served_held}）。",
    ),
}
CONSENT: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "Nobody can carry out {draft} without {veto}; of the smallest coalitions that can ({n} in all) none needs "
        "{idle}.",
        "「{draft}」は、{veto}が加わらなければ実施できない。実施できる最小の連合は{n}通りで、{idle}は"
        "そこに含まれない。",
    ),
    (True, False): Text(
        "Nobody can carry out {draft} without {veto}; smallest coalitions that can: {n}.",
        "「{draft}」は、{veto}が加わらなければ実施できない。実施できる最小の連合は{n}通りである。",
    ),
    (False, True): Text(
        "Nobody alone can block {draft}; of the smallest coalitions that can carry it out ({n} in all) none needs "
        "{idle}.",
        "「{draft}」を単独で阻止できる者はいない。実施できる最小の連合は{n}通りで、{idle}はそこに含ま"
        "れない。",
    ),
    (False, False): Text(
        "Nobody alone can block {draft}; smallest coalitions that can carry it out: {n}.",
        "「{draft}」を単独で阻止できる者はいない。実施できる最小の連合は{n}通りである。",
    ),
}
UNKNOWN = Text(
    "{who}: absent and not needed for {draft}; whether bystander or on the menu cannot be told, for what it is worth "
    "to them is not stated.",
    "{who}は不在で、「{draft}」の実施に必要でもない。傍観者なのか俎上に載せられているのかは、その得失が述べられてい"
    "ないため判定できない。",
)
NOBODY = Text(
    "Nobody coded can carry out {draft}.", "コード化された当事者の誰にも「{draft}」は実施できない。"
)
HEADLINES: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "{draft} cannot be carried out without {absent}, absent from {table}, which seats {seated}; {menu}: "
        "on the menu.",
        "「{draft}」は{absent}なしには実施できないが、{seated}が席に着く{table}に{absent}はいない。"
        "{menu}は俎上に載せられている。",
    ),
    (True, False): Text(
        "{draft} cannot be carried out without {absent}, absent from {table}, which seats {seated}.",
        "「{draft}」は{absent}なしには実施できないが、{seated}が席に着く{table}に{absent}はいない。",
    ),
    (False, True): Text(
        "{seated}, in {table}, can carry out {draft} by themselves; {menu}: on the menu.",
        "{table}で席に着く{seated}だけで「{draft}」を実施できる。{menu}は俎上に載せられている。",
    ),
    (False, False): Text(
        "{seated}, in {table}, can carry out {draft} by themselves; nobody absent is disposed of.",
        "{table}で席に着く{seated}だけで「{draft}」を実施できる。不在の者のうち、"
        "処分の対象となる者はいない。",
    ),
}
ABSENCE: Mapping[int, Text] = {
    1: Text(
        "An empty seat costs {party} {gain} of its range on average: with {party} seated the table would "
        "pick a package better for it.",
        "席に居ないことで、{party}は平均して自らの価値の幅の{gain}を失っている。席に着けば、{party}に"
        "とってより良い合意案が選ばれる。",
    ),
    0: Text(
        "On average a seat would change nothing for {party}.",
        "席に着いても、平均すれば{party}にとって何も変わらない。",
    ),
    -1: Text(
        "A seat would cost {party} {gain} of its range on average: its own consent would then be needed, "
        "and fewer packages could be closed.",
        "席に着けば、{party}は平均して自らの価値の幅の{gain}を失う。{party}の同意も要るようになり、"
        "まとまる合意案が減るためである。",
    ),
}
ELSEWHERE = Text(
    "The verdict on {party} depends on which table is meant: {here} for {one}, {there} for {two}.",
    "{party}の判定は席の読み方で変わる。「{one}」なら「{here}」、「{two}」なら「{there}」である。",
)
EXPOSED = Text(
    "In {held} of the draws the others at the table could close and carry out some package that "
    "leaves {party} worse off than no deal, without {party}.",
    "標本の{held}では、席に居る他の当事者が、{party}にとって決裂より悪い合意案を{party}抜きで"
    "まとめ、実施できる。",
)
LACKING_DRAFTS = Text(
    "No draft asks for anything to be carried out: state drafts with terms.",
    "実行を要する条項のある草案がない。termsのある草案をdraftsに記すこと。",
)
LACKING_ROUNDS = Text(
    "No round says who sat at the table: state rounds with seats.",
    "誰が席に着いたかを示す会合がない。seatsのある会合をroundsに記すこと。",
)
TOO_MANY = Text(
    "There are {n} packages, too many to look at one by one: what the table could close without a party, and what an "
    "empty seat costs, was not worked out.",
    "合意案が{n}件あり、一つずつ調べるには多すぎるため、ある当事者抜きで何が決められるか、席の不在が何をもたらすかは"
    "求めていない。",
)
LACKING_PERFORMERS = Text(
    "Who can carry out “{option}” ({issue}) is not stated: state performs for it.",
    "「{option}」（{issue}）を誰が実施できるかは述べられていない。performsを記すこと。",
)
LACKING_WORTH = Text(
    "How {draft} serves {who}, who are seated, against no deal is not stated: state their preferences and no_deal.",
    "席に着く{who}にとって「{draft}」が決裂より良いかどうかは述べられていない。preferencesとno_dealを記すこと。",
)
MEMBERS = Text("{n} parties", "当事者{n}者")
