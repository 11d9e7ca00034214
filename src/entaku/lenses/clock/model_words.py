"""What is said of each small model: the protocol first, then the number.

`{first}` and `{second}` are the sides; inputs stand by their name in the case file, with `_1` and `_2` where each
side has its own; results by the names of `entaku.space.closed_forms`, likewise.
"""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.text import Text

FIRST = Text("the first side", "第一の側")
SECOND = Text("the second side", "第二の側")

TOLD: Mapping[str, Text] = {
    "alternating_offers": Text(
        "Alternating offers, {first} first, patience {patience_1} and {patience_2} a period: {first} gets "
        "{x_1} of the pie, {second} {x_2}; had {second} the first word, {first} would get {x_other_first_1}.",
        "交互に提案し、{first}が先手で、1期の割引因子がそれぞれ{patience_1}、{patience_2}なら、{first}が全体の{x_1}、"
        "{second}が{x_2}を得る。{second}が先手なら、{first}は{x_other_first_1}となる。",
    ),
    "alternating_offers_short": Text(
        "Alternating offers in quick succession, discount rates {rate_1} for {first} and {rate_2} for "
        "{second}: {first} gets {eta_1} of the pie, {second} {eta_2}.",
        "間を置かず交互に提案し、割引率が{first}は{rate_1}、{second}は{rate_2}なら、{first}が全体の{eta_1}、{second}が"
        "{eta_2}を得る。",
    ),
    "alternating_offers_cost": Text(
        "Alternating offers at a fixed cost a period ({cost_1} and {cost_2}), {first} first: {first} gets "
        "{lo_1} of the pie, {second} {lo_2}.",
        "交互に提案し、1期ごとに一定の費用（{cost_1}と{cost_2}）がかかり、{first}が先手なら、{first}が全体の{lo_1}、{second}が"
        "{lo_2}を得る。",
    ),
    "alternating_offers_cost, any": Text(
        "Alternating offers at the same fixed cost a period ({cost_1}), {first} first: {first} may get anything from "
        "{lo_1} to {hi_1} of the pie.",
        "交互に提案し、1期ごとに同じ一定の費用（{cost_1}）がかかり、{first}が先手なら、{first}の取り分は全体の{lo_1}から"
        "{hi_1}までのどれにもなり得る。",
    ),
    "alternating_offers_deadline": Text(
        "Alternating offers, {first} first, that end for nothing after {periods} periods, patience "
        "{patience} for both: {first} gets {x} of the pie. Who speaks last is strong; a deadline that can "
        "be extended is none.",
        "交互に提案し、{first}が先手で、{periods}期で何も残さず終わり、双方の割引因子が{patience}なら、{first}は全体の{x}を得る。"
        "最後に提案する側が強い。延ばせる期限は期限ではない。",
    ),
    "outside_options": Text(
        "Alternating offers, {first} first, patience {patience_1} and {patience_2}, where whoever rejects "
        "may leave for {outside_1} or {outside_2}: {first} gets {x_1} of the pie, {second} {x_2}. Such a "
        "way out counts only if it is better than what bargaining gives.",
        "交互に提案し、{first}が先手で、1期の割引因子がそれぞれ{patience_1}、{patience_2}、拒んだ側は席を離れてそれ"
        "ぞれ{outside_1}、{outside_2}の外部選択肢を選べるなら、{first}が全体の{x_1}、{second}が{x_2}を得る。外部選択"
        "肢は、交渉で得るものを上回るときにだけ効く。",
    ),
    "outside_options_short": Text(
        "Offers in quick succession, power {power} of {first}, ways out worth {outside_1} and {outside_2}: "
        "{first} gets {deal_me_out_1} if they count only when better than bargaining, {split_1} if the "
        "difference over them is split. The protocol decides.",
        "間を置かず提案し合い、{first}の交渉力が{power}、外部選択肢の価値が{outside_1}と{outside_2}なら、{first}の取"
        "り分は、外部選択肢が交渉に勝るときだけ効くとすれば{deal_me_out_1}、外部選択肢を超える分を分け合うとすれば"
        "{split_1}である。どちらになるかは手続きで決まる。",
    ),
    "breakdown": Text(
        "Alternating offers, {first} first, where each rejection ends the talks with a chance of {breakdown}, at "
        "{after_1} and {after_2}: {first} gets {x_1} of the pie, {second} {x_2}.",
        "交互に提案し、{first}が先手で、拒むたびに{breakdown}の確率で交渉が終わり、その場合に残るのが{after_1}と{after_2}なら、"
        "{first}が全体の{x_1}、{second}が{x_2}を得る。",
    ),
    "inside_options": Text(
        "Offers in quick succession, discount rates {rate_1} and {rate_2}, flows of {flow_1} and {flow_2} "
        "while talks last: {first} gets {x_1} of the pie, {second} {x_2}.",
        "間を置かず提案し合い、割引率が{rate_1}と{rate_2}、交渉が続く間に得続けるものが{flow_1}と{flow_2}なら、"
        "{first}が全体の{x_1}、{second}が{x_2}を得る。",
    ),
    "nash_shares": Text(
        "A Nash split with power {power} of {first} and no-deal values {no_deal_1} and {no_deal_2}: {first} "
        "gets {x_1} of the pie, {second} {x_2}.",
        "{first}の交渉力が{power}、決裂時の価値が{no_deal_1}と{no_deal_2}のナッシュ解では、{first}が全体の{x_1}、{second}が"
        "{x_2}を得る。",
    ),
    "war_range": Text(
        "With fighting as the alternative, {first} winning all with a chance of {win} by one belief of "
        "both, at costs {cost_1} and {cost_2}: both prefer any share of {first} from {lo} to {hi} to "
        "fighting.",
        "合意しなければ戦うものとし、{first}がすべてを得る確率を双方が{win}とみて、戦う費用が{cost_1}と{cost_2}なら"
        "、{first}の取り分が{lo}から{hi}までの分け方は、どれも双方にとって戦うより望ましい。",
    ),
    "war_range_two_beliefs": Text(
        "With fighting as the alternative, {first} winning all with a chance of {win_1} by its own belief "
        "and {win_2} by that of {second}, at costs {cost_1} and {cost_2}: both prefer any share of {first} "
        "from {lo} to {hi} to fighting.",
        "合意しなければ戦うものとし、{first}がすべてを得る確率を{first}は{win_1}、{second}は{win_2}とみて、戦う費用"
        "が{cost_1}と{cost_2}なら、{first}の取り分が{lo}から{hi}までの分け方は、どれも双方にとって戦うより望ましい。",
    ),
    "war_range_two_beliefs, no": Text(
        "With fighting as the alternative, {first} winning all with a chance of {win_1} by its own belief "
        "and {win_2} by that of {second}, at costs {cost_1} and {cost_2}: no share is better than fighting "
        "for both, as their optimism exceeds what fighting costs.",
        "合意しなければ戦うものとし、{first}がすべてを得る確率を{first}は{win_1}、{second}は{win_2}とみて、戦う費用"
        "が{cost_1}と{cost_2}なら、双方の楽観が合わせて戦う費用を上回るため、双方が戦うより望ましいとみる分け方はな"
        "い。",
    ),
    "war_one_demand": Text(
        "One demand by {first}, its chance to win {win}, its cost {cost}, the other's known only to lie "
        "between 0 and {most_cost}: it demands {x} of the pie and risks war with a chance of {pr_war}.",
        "{first}が一度だけ要求し、戦って勝つ確率が{win}、自らの費用が{cost}で、相手の費用は0から{most_cost}の間とし"
        "か分からないなら、{first}は全体の{x}を求め、{pr_war}の確率で戦争になる。",
    ),
    "war_preventive": Text(
        "The rising side makes all offers and wins with a chance of {win_now} now and {win_later} later; the other's "
        "cost is {cost}, patience {patience}: the declining side fights now, worth {war_payoff} against {best_peace} "
        "by the best peace.",
        "台頭する側がすべての提案を行い、その勝つ確率が今は{win_now}、のちには{win_later}で、相手の費用が{cost}、割"
        "引因子が{patience}なら、衰える側は今戦う。衰える側が得るものは、戦えば{war_payoff}、最良の和平でも"
        "{best_peace}である。",
    ),
    "war_preventive, no": Text(
        "The rising side makes all offers and wins with a chance of {win_now} now and {win_later} later; the other's "
        "cost is {cost}, patience {patience}: the declining side does not fight, worth {war_payoff} against "
        "{best_peace} by the best peace.",
        "台頭する側がすべての提案を行い、その勝つ確率が今は{win_now}、のちには{win_later}で、相手の費用が{cost}、割"
        "引因子が{patience}なら、衰える側は戦わない。衰える側が得るものは、戦えば{war_payoff}、最良の和平なら"
        "{best_peace}である。",
    ),
    "shifting_power": Text(
        "Power shifts too fast for peace to pay for it: what the rising side can secure jumps by {jump}, "
        "more than the surplus of {surplus} that peace leaves. No peaceful and efficient path exists.",
        "力の移り変わりが速すぎ、和平の利益では埋め合わせられない。台頭する側が自力で確保できるものは{jump}増え、和"
        "平がもたらす余剰の{surplus}を上回る。平和的で効率的な道筋はない。",
    ),
    "shifting_power, no": Text(
        "The shift of power alone does not rule out peace: what the rising side can secure jumps by {jump}, "
        "no more than the surplus of {surplus} that peace leaves. The condition is sufficient for trouble, "
        "not necessary.",
        "力の移り変わりだけで和平が成り立たなくなるわけではない。台頭する側が自力で確保できるものの増え方は{jump}で"
        "、和平がもたらす余剰の{surplus}を上回らない。上回ることは破綻の十分条件であって、必要条件ではない。",
    ),
    "war_of_forts": Text(
        "A war of forts, {held} of {forts} held by {first}, each battle won with a chance of {win}: it "
        "takes all with a chance of {result_win}, and it is over after {battles} battles on average.",
        "{forts}か所の砦のうち{held}か所を{first}が押さえ、一戦ごとに{win}の確率で勝つ戦いでは、{first}がすべてを取"
        "る確率は{result_win}、終わるまでの戦闘は平均{battles}回である。",
    ),
    "battles": Text(
        "After {wins} battles won and {losses} lost, {first} puts its chance at {mean_1}, {second} at "
        "{mean_2}: at costs {cost_1} and {cost_2} they can settle.",
        "{first}の{wins}勝{losses}敗の時点で、{first}の勝つ確率を{first}は{mean_1}、{second}は{mean_2}とみる。費用が"
        "{cost_1}と{cost_2}なら、合意をまとめられる。",
    ),
    "battles, no": Text(
        "After {wins} battles won and {losses} lost, {first} puts its chance at {mean_1}, {second} at "
        "{mean_2}: at costs {cost_1} and {cost_2} they are still too far apart to settle.",
        "{first}の{wins}勝{losses}敗の時点で、{first}の勝つ確率を{first}は{mean_1}、{second}は{mean_2}とみる。費用が"
        "{cost_1}と{cost_2}では、まだ隔たりが大きく、合意をまとめられない。",
    ),
    "battles_needed": Text(
        "With prior beliefs of equal weight and costs {cost_1} and {cost_2}, {first} and {second} can settle after "
        "{battles_needed} battles, whatever their results.",
        "事前の見方の重みが等しく、費用が{cost_1}と{cost_2}なら、{first}と{second}は、勝敗がどうであれ、"
        "{battles_needed}回の戦闘のあとで合意をまとめられる。",
    ),
    "waiting": Text(
        "Settling at a fixed point ({point}) of the range, with {drift} a period moving towards {first}: "
        "its share is {x_now} now and {x_next} a period later; by waiting {first} gains {gain_1}, {second} "
        "{gain_2}. Under one belief at most one side gains.",
        "合意の余地の中の決まった位置（{point}）でまとめるものとし、余地が1期に{drift}ずつ{first}に有利に動くなら、"
        "{first}の取り分は今{x_now}、1期後{x_next}である。1期だけ待って得る分は、{first}が{gain_1}、{second}が"
        "{gain_2}となる。同じ見通しのもとで得をするのは、多くとも一方である。",
    ),
    "stopping_cost": Text(
        "Offers one at a time, even between 0 and 1, {cost} for each further one: accept from {xi} on.",
        "0から1までに一様に分布する申し出が一つずつ届き、次を待つたびに{cost}かかるなら、{xi}以上の申し出を受け入れ"
        "る。",
    ),
    "stopping_patience": Text(
        "Offers one at a time, even between 0 and 1, patience {patience} from one to the next: accept from {xi} on.",
        "0から1までに一様に分布する申し出が一つずつ届き、次までの割引因子が{patience}なら、{xi}以上の申し出を受け入"
        "れる。",
    ),
    "stopping_deadline": Text(
        "Offers one at a time, even between 0 and 1, {offers_left} left after this one, {no_deal} without "
        "any: accept from {v} on. The demand falls as the deadline nears.",
        "0から1までに一様に分布する申し出が一つずつ届き、今の申し出のあとに{offers_left}回が残り、どれも受けなければ"
        "{no_deal}なら、{v}以上の申し出を受け入れる。期限が近づくほど、求める水準は下がる。",
    ),
}
NOTHING = Text(
    "{title}: by these numbers no share is better for both than what they have without a deal.",
    "{title}：この数値では、合意がない場合より双方に望ましい分け方はない。",
)
PARTLY = Text(
    "{told} So in {held} of the draws; in the others the answer is the opposite, or there is none.",
    "{told}標本の{held}ではそうなり、残りでは逆になるか、答えがない。",
)
SPREAD = Text("{low} to {high}", "{low}から{high}")
NEVER = Text("endlessly many", "限りない数")
SURE = Text("Taking the inputs and the protocol as coded.", "入力と手続きをコード化のとおりとする。")
DEAL: Mapping[str, Text] = {
    "yes": Text("There is something both prefer to fighting.", "双方が戦うより望ましいとみるものがある。"),
    "no": Text(
        "Fighting, not a deal, follows from the model.", "モデルから導かれるのは、合意ではなく戦いである。"
    ),
    "open": Text("Whether fighting or a deal follows is open.", "戦いになるか合意になるかは定まらない。"),
}
DIFFER = Text("The models of the case answer differently.", "事例のモデルによって答えが分かれる。")
WAITING: Mapping[str, Text] = {
    "yes": Text("{party} gains by waiting a period.", "{party}は1期だけ待てば得をする。"),
    "no": Text(
        "{party} loses by waiting a period, or gains nothing.",
        "{party}は1期だけ待っても得をしないか、損をする。",
    ),
    "open": Text("Whether {party} gains by waiting is open.", "{party}が待って得をするかは定まらない。"),
}
DEAL_DRAWN = Text(
    "In {part} of the draws there is something both prefer to fighting.",
    "標本の{part}には、双方が戦うより望ましいとみるものがある。",
)
YES_NO: Mapping[bool, Text] = {True: Text("yes", "はい"), False: Text("no", "いいえ")}
OF_SIDE = Text("{what}, {side}", "{what}（{side}）")
RESULTS: Mapping[str, Text] = {
    "x": Text("share of the pie", "取り分"),
    "x_other_first": Text("share if the other side offers first", "相手が先手の場合の取り分"),
    "eta": Text("share of the pie", "取り分"),
    "lo": Text("share, lowest", "取り分の下限"),
    "hi": Text("share, highest", "取り分の上限"),
    "deal_me_out": Text(
        "share if a way out counts only when better", "外部選択肢が勝るときだけ効く場合の取り分"
    ),
    "split": Text("share if the difference is split", "外部選択肢を超える分を分け合う場合の取り分"),
    "agreement": Text("something both prefer to fighting", "双方が戦うより望ましいとみる分け方があるか"),
    "width": Text("width of the range", "余地の幅"),
    "pr_war": Text("chance of war", "戦争になる確率"),
    "war_payoff": Text("worth of fighting now", "今戦う価値"),
    "best_peace": Text("worth of the best peace", "最良の和平の価値"),
    "attacks": Text("the declining side fights", "衰える側は戦うか"),
    "jump": Text("jump of what the rising side can secure", "台頭する側が確保できるものの増え方"),
    "surplus": Text("surplus of peace", "和平の余剰"),
    "inefficient": Text("no peaceful and efficient path", "平和的で効率的な道筋がないか"),
    "win": Text("chance to take all", "すべてを取る確率"),
    "battles": Text("battles until it is over, on average", "終わるまでの戦闘の平均回数"),
    "mean": Text("what it thinks of the first side's chance", "第一の側が勝つとみる確率"),
    "settle": Text("they can settle", "合意をまとめられるか"),
    "battles_needed": Text("battles until they can settle", "合意をまとめられるまでの戦闘の回数"),
    "x_now": Text("share now", "今の取り分"),
    "x_next": Text("share a period later", "1期後の取り分"),
    "gain": Text("gain by waiting a period", "1期だけ待って得る分"),
    "xi": Text("accept from", "受け入れる水準"),
    "v": Text("accept from", "受け入れる水準"),
}
