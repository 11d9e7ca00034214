"""What the lens says, in both languages: its card, its rules, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="home",
    title=Text("Home front", "国内事情"),
    question=Text(
        "What would home let pass, and does a narrow room at home help a party or hurt it?",
        "国内は何なら通すのか。国内の余地が狭いことは、当事者に有利に働くのか、不利に働くのか。",
    ),
    needs=Text(
        "what binds parties at home (home, ratifiers), preferences and no-deal values; or a two_level block, or a "
        "model of floors at home",
        "当事者を国内で縛るもの（home、ratifiers）、選好、決裂時の価値。または、two_levelの記述か、国内の下限を扱う"
        "モデル",
    ),
    assumes=Text(
        "Home lets pass what gains the party at least a floor over no deal, and the other side knows it. What is "
        "signed is the Nash package among what is left. One home is bound at a time.",
        "国内が通すのは、決裂に対する利得が一定の下限に届く合意案であり、相手もその下限を知っているとする。結ばれる"
        "のは、残った案のうちのナッシュ解とする。国内の縛りは、一度に一者についてのみ考える。",
    ),
    doubt=Text(
        "Do not read one column alone: a floor raises what a party gains in a deal and lowers the chance of one. "
        "Where no floor is stated, all of them are a thought experiment. A floor that a government makes itself, or "
        "that the other side does not believe, does not bind.",
        "一つの列だけを読んではならない。下限は、合意した場合の利得を増やす一方で、合意の見込みを減らす。下限が述べ"
        "られていなければ、すべては思考実験である。政府が自ら作り出した下限や、相手の信じない下限は、縛りにならない"
        "。",
    ),
    sources=(
        "Schelling 1960, The Strategy of Conflict, ch. 2",
        "Putnam 1988, International Organization 42:427-460",
        "Iida 1993, Journal of Conflict Resolution 37:403-426",
        "Tarar 2001, Journal of Conflict Resolution 45:320-340",
        "Tsebelis 2002, Veto Players",
    ),
)
RULE = Text(
    "In each draw, what all needed parties accept, their ratifying parties let pass and home's floor leaves; of "
    "this the Nash package. Chance: share of the draws in which something is left. Gain: the party's mean gain over "
    "no deal there, in its own range. Product: both together, no deal counting 0. A difference is called one where "
    "it exceeds twice its standard error.",
    "標本ごとに、同意を要する当事者がそろって受け入れ、批准を担う当事者が通し、国内の下限も満たす合意案のうちから、"
    "ナッシュ解をとる。「見込み」は、そうした案が残る標本の割合である。「利得」は、その場合に当事者が決裂と比べて得"
    "る分の平均で、自らの価値の幅に対する比で表す。「積」は両者を掛けたもので、決裂は0と数える。差とみなすのは、標準"
    "誤差の2倍を超える差だけである。",
)
LEVEL_RULE = Text(
    "A ratifier accepts what is no further from its ideal point than the status quo is. A side ratifies what enough "
    "of its ratifiers accept. The ratifier whose say binds is the one without which most would pass.",
    "批准者は、自らの理想点からの隔たりが現状での隔たりを超えないものを受け入れる。各側が批准するのは、受け入れる批"
    "准者が必要な数に達したものである。縛っている批准者とは、その同意を要しないとすれば、通るものが最も増える者をい"
    "う。",
)
MODEL_RULE = Text(
    "A model with a known answer; its inputs are those coded in models.",
    "答えの分かっているモデルによる。入力はmodelsに記されたものである。",
)

UNSTATED = Text(
    "If home let nothing pass that gains {party} less than {floor} of its range over no deal (how much it asks is not "
    "stated), {party} would gain {gain} instead of {gain0} in a deal, with a deal in {chance} of the draws instead of "
    "{chance0}. Of the gain {pressed} comes from being harder to press, the rest from poor deals falling away; chance "
    "and gain together make {product} against {product0}: {verdict}. {best}",
    "{party}の国内がどこまで求めるかは述べられていない。仮に、決裂に対する利得が自らの価値の幅の{floor}に満たない案"
    "を国内が通さないとすると、合意した場合の利得は{gain0}から{gain}に、合意のある標本は{chance0}から{chance}に変わ"
    "る。利得の変化のうち{pressed}は押されにくくなることによるもので、残りは不利な合意が消えることによる。標本の割合"
    "と利得の積は{product0}から{product}になり、{verdict}。{best}",
)
STATED = Text(
    "With the floor that home is said to set, {party} gains {gain} of its range instead of {gain0} in a deal "
    "({pressed} of it by being harder to press, the rest by poor deals falling away), with a deal in {chance} of the "
    "draws instead of {chance0}; both together {product} against {product0}: {verdict}.",
    "国内の下限が述べられたとおりなら、{party}が合意した場合の利得は自らの価値の幅の{gain0}から{gain}に、合意のある"
    "標本は{chance0}から{chance}に変わる。利得の変化のうち{pressed}は押されにくくなることによるもので、残りは不利な"
    "合意が消えることによる。標本の割合と利得の積は{product0}から{product}になり、{verdict}。",
)
VERDICTS: Mapping[int, Text] = {
    1: Text("a narrower home serves it", "国内の余地の狭さは有利に働く"),
    0: Text("no difference that the draws can tell", "標本からは有利とも不利ともいえない"),
    -1: Text("a narrower home costs it", "国内の余地の狭さは不利に働く"),
}
BEST = Text(
    "Of the floors tried the product is highest at {floor}, with {product}.",
    "試した下限のうち積が最も大きいのは{floor}のときで、{product}となる。",
)
BEST_NONE = Text(
    "No floor that was tried does clearly better than none.",
    "試した下限のうちに、下限のない場合を明らかに上回るものはない。",
)
EXACT_UNSTATED = Text(
    "How much home would have to be given is not stated for {party}. Without a floor it gains {gain0} of its range, "
    "under {package0}; most, {gain}, if home let nothing pass that gains it less than {floor}: {package}. {last}",
    "{party}の国内がどこまで求めるかは述べられていない。下限がなければ、案は{package0}となり、{party}の利得は自らの"
    "価値の幅の{gain0}である。利得が最も大きいのは、{floor}に満たない案を国内が通さない場合の{gain}で、案は{package}"
    "となる。{last}",
)
EXACT_LAST = Text(
    "From {floor} on no deal is left.",
    "下限が{floor}以上になると、合意の余地はなくなる。",
)
EXACT_ALWAYS = Text("A deal is left at every floor tried.", "試したどの下限でも合意の余地は残る。")
EXACT_STATED = Text(
    "With the floor that home is said to set ({floor} of its range over no deal), {party} gains {gain} instead of "
    "{gain0}: {package} instead of {package0}.",
    "国内の下限が述べられたとおり（決裂に対する利得が自らの価値の幅の{floor}）なら、{party}の利得は{gain0}から{gain}"
    "になる。案は{package0}ではなく{package}となる。",
)
EXACT_LOST = Text(
    "With the floor that home is said to set ({floor} of its range over no deal), no package is left that all accept: "
    "{party} loses a gain of {gain0}.",
    "国内の下限が述べられたとおり（決裂に対する利得が自らの価値の幅の{floor}）なら、皆が受け入れる合意案は残らず、"
    "{party}は{gain0}の利得を失う。",
)
NO_ROOM = Text(
    "Nothing is left to lose for {party}: no package is acceptable to all in any draw, floor or no floor.",
    "{party}には失うものがない。下限の有無にかかわらず、皆が受け入れる合意案はどの標本にもない。",
)
APPROVAL = Text(
    "What {who} must ratify is there in {bound} of the draws; if nobody had to ratify, in {free}. The say of {binding} "
    "binds most: without it, {spared}.",
    "{who}の批准を要するとき、余地のある標本は{bound}である。誰の批准も要しなければ{free}となる。最も強く縛るのは"
    "{binding}で、その同意を要しなければ{spared}となる。",
)
APPROVAL_IDLE = Text(
    "That {who} must ratify takes nothing away: there is room in {bound} of the draws either way.",
    "{who}の批准を要しても、失われるものはない。いずれにせよ、余地のある標本は{bound}である。",
)
LINE = Text(
    "{title}: what all sides would ratify runs from {low} to {high}. {binding}",
    "{title}：すべての側が批准する範囲は{low}から{high}までである。{binding}",
)
PLANE = Text(
    "{title}: what all sides would ratify covers an area of {size}. {binding}",
    "{title}：すべての側が批准する範囲の面積は{size}である。{binding}",
)
SHUT = Text(
    "{title}: nothing but the status quo would be ratified by all sides. {binding}",
    "{title}：すべての側が批准するのは現状だけである。{binding}",
)
SOMETIMES = Text(
    "{title}: in {held} of the draws something other than the status quo would be ratified by all sides. {binding}",
    "{title}：標本の{held}では、現状以外にもすべての側が批准するものがある。{binding}",
)
BINDING = Text(
    "The say of {voice} binds: without it, {grown} more would pass.",
    "縛っているのは{voice}で、その同意を要しないとすれば、通る範囲は{grown}だけ広がる。",
)
FREE = Text("No single ratifier binds.", "単独で縛っている批准者はいない。")
FLOORS = Text(
    "{title}: in alternating offers {one} gets {first} of what there is if it makes the first offer, {second} if "
    "{other} does.",
    "{title}：交互に提案するとき、{one}の取り分は、{one}が先に提案すれば{first}、{other}が先に提案すれば{second}とな"
    "る。",
)
FLOORS_SOME = Text(
    "{title}: in {held} of the draws the floors of {one} and {other} leave a deal; there {one} gets {first} of what "
    "there is if it makes the first offer, {second} if {other} does.",
    "{title}：標本の{held}では、{one}と{other}の下限のもとでも合意が成り立つ。その場合の{one}の取り分は、{one}が先に"
    "提案すれば{first}、{other}が先に提案すれば{second}となる。",
)
FLOORS_NONE = Text(
    "{title}: the floors of {one} and {other} add to more than there is, so that there is no deal.",
    "{title}：{one}と{other}の下限を足すと全体を超えるため、合意は成り立たない。",
)
SIGNS = Text(
    "{title}: with its floor {one} gets {share} in a deal instead of {share0}; there is a deal with a chance of "
    "{chance} instead of {chance0}; together it can expect {expected} instead of {expected0}: the floor {verdict}.",
    "{title}：下限があると、{one}が合意した場合の取り分は{share0}から{share}に、合意の見込みは{chance0}から{chance}"
    "に、期待できるものは{expected0}から{expected}になる。差し引きでは、下限は{verdict}。",
)
SIGNS_IDLE = Text(
    "{title}: the floor of {one} is idle: with or without it {one} can expect {expected}.",
    "{title}：{one}の下限は効いていない。下限があってもなくても、{one}が期待できるものは{expected}である。",
)
SIGNS_LOST = Text(
    "{title}: with its floor {one} never gets a deal; without it there is one with a chance of {chance0}, and {one} "
    "can expect {expected0} instead of {expected}: the floor {verdict}.",
    "{title}：下限があると、{one}は合意に至ることがない。下限がなければ合意の見込みは{chance0}であり、期待できるものは{expected}"
    "ではなく{expected0}となる。差し引きでは、下限は{verdict}。",
)
SIGN_VERDICTS: Mapping[int, Text] = {
    1: Text("helps", "有利に働く"),
    0: Text("makes no difference in all", "差を生まない"),
    -1: Text("hurts", "不利に働く"),
}
RISK = Text(
    "{title}: the best offer to home is {offer} of what there is; it passes with a chance of {chance} and is worth "
    "{value} to the negotiator. Some risk of failing at home is then no sign of bad faith.",
    "{title}：国内に示すのに最もよいのは全体の{offer}で、それが通る見込みは{chance}、交渉者にとっての価値は{value}と"
    "なる。国内で否決されるおそれがいくらか残るとしても、それは不誠実のしるしではない。",
)

NOTHING = Text(
    "What binds anybody at home is not stated: state home (with floor where a source gives it), ratifiers, or "
    "two_level.",
    "国内で誰が何に縛られているかは述べられていない。home（情報源にあればfloorも）、ratifiers、またはtwo_levelを記すこと。",
)
NO_FLOOR = Text(
    "How much home would have to be given is not stated for {who}: state floor in home. Until then floors are tried "
    "one after another.",
    "{who}の国内がどこまで求めるかは述べられていない。homeにfloorを記すこと。それまでは下限を順に試すにとどまる。",
)
SILENT = Text(
    "What binds {who} at home is not stated, which does not mean that nothing does: state home or ratifiers.",
    "{who}を国内で縛るものは述べられていないが、縛りがないという意味ではない。homeまたはratifiersを記すこと。",
)
NO_WISHES = Text(
    "What {who} would want, or what no deal is worth to it, is not stated, so that no floor can be tried: state "
    "preferences and a no_deal range.",
    "{who}が何を望むか、または{who}にとっての決裂時の価値が述べられていないため、下限を試すことができない。preferenc"
    "esに、選好とno_dealの範囲を記すこと。",
)
VOICELESS = Text(
    "What {name} would ratify is not stated: state it as a party of the kind ratifier with preferences, or as a floor "
    "in home.",
    "{name}が何を批准するかは述べられていない。{name}をkindがratifierの当事者としてpreferencesを記すか、homeにfloor"
    "を記すこと。",
)
MANY = Text(
    "There are {n} packages, too many to look at one by one: floors at home were not tried.",
    "合意案が{n}件あり、一つずつ調べるには多すぎるため、国内の下限は試していない。",
)

LADDER_FIGURE = (
    Text("A narrower home: both effects", "国内の余地が狭まると：二つの作用"),
    Text(
        "What happens to {party} as home asks for more: it gains more in a deal, and a deal is there less often.",
        "国内の求めが強まると{party}がどうなるかを示す。合意した場合の利得は増え、合意のある標本は減る。",
    ),
)
TABLE_FIGURE = (
    Text("Floors at home, one after another", "国内の下限を順に試した結果"),
    Text(
        "Gains are in the party's own range; the product counts no deal as 0. Floors that no source states are a "
        "thought experiment.",
        "利得は当事者自らの価値の幅に対する比で表し、積では決裂を0と数える。どの情報源も述べていない下限は、思考実験"
        "である。",
    ),
)
SETS_FIGURE = (
    Text("What each side would ratify", "各側が批准する範囲"),
    Text(
        "On a line its ends, in the plane its area; middle values where there are draws.",
        "線上では両端、平面では面積。標本群で計算した場合は中央値を示す。",
    ),
)
EVERYONE = Text("all sides", "すべての側")
NO_POINT = Text("nothing but the status quo", "現状のみ")
ENDS = Text("{low} to {high}", "{low}～{high}")
AREA = Text("an area of {size}", "面積{size}")
SERIES: Mapping[str, Text] = {
    "chance": Text("chance of a deal", "合意の見込み"),
    "gain": Text("gain in a deal", "合意した場合の利得"),
    "product": Text("product", "積"),
}
ASSUMES = Text(
    "Home binds as it is coded; everything else is as in the room for a deal.",
    "国内の縛りはコード化のとおりとし、その他は合意の余地と同じに扱う。",
)
DEAL = Text(
    "With what binds at home there is room in {held} of the draws.",
    "国内の縛りを加えると、余地のある標本は{held}となる。",
)
DEAL_EXACT: Mapping[str, Text] = {
    "yes": Text(
        "With what binds at home some package is left that all accept.",
        "国内の縛りを加えても、皆が受け入れる合意案が残る。",
    ),
    "no": Text(
        "With what binds at home no package is left that all accept.",
        "国内の縛りを加えると、皆が受け入れる合意案は残らない。",
    ),
}
