"""What the lens says, in both languages: its card, its rule, its sentences."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.card import Card
from entaku.model.text import Text

CARD = Card(
    name="drafts",
    title=Text("Drafts", "草案"),
    question=Text(
        "How does each draft fare with each party, and which smallest change would make it acceptable?",
        "各草案は各当事者にどう受け止められるか。どこを変えれば、最小の変更で受け入れられるようになるか。",
    ),
    needs=Text(
        "drafts with terms, preference statements, and what no deal is worth to each",
        "条項のある草案、選好の判断、各当事者の決裂時の価値",
    ),
    assumes=Text(
        "A draft is worth to a party the sum of what its options are worth; what it leaves open or silent "
        "is completed at the party's worst and at its best. A change counts as enough if the party then "
        "accepts in half of the draws.",
        "草案の価値は、含まれる選択肢の価値の和とする。草案が未決のまま残したり触れずに残したりした争点は、当事者に"
        "とって最悪の場合と最良の場合の両方で補う。変更後に標本の半分以上で受け入れられれば、それで足りるとみなす。",
    ),
    doubt=Text(
        "Do not read a clause of an unpublished draft as its text: how much of a draft is known stands "
        "with it. A change that wins one party may lose another; it says what would have to change, not "
        "who should give way.",
        "公表されていない草案の条項を、本文そのものとして読んではならない。草案がどこまで知られているかを併せて見る"
        "こと。ある当事者の受諾を得る変更が、別の当事者の受諾を失わせることもある。示すのは何が変わる必要があるかで"
        "あり、誰が譲るべきかではない。",
    ),
    sources=(
        "Raiffa 1982, The Art and Science of Negotiation",
        "Fisher & Ury 1981, Getting to Yes (the one-text procedure)",
        "Greco, Mousseau & Slowinski 2008, European Journal of Operational Research 191:416-436",
        "Nash 1950, Econometrica 18:155-162",
    ),
)
RULE = Text(
    "A draft is acceptable to a party if it is worth at least no deal and crosses none of its red lines: "
    "however it is completed, or with some completion. A change settles issues otherwise than the draft "
    "does, as few as will do.",
    "当事者が草案を受け入れられるのは、その価値が決裂時の価値を下回らず、自らの譲れない一線を一つも越えないときであ"
    "る。未決の点をどう補ってもそうなる場合と、補い方によってはそうなる場合とを分ける。変更とは、争点を草案と異なる"
    "形で定めることであり、変える争点は必要最小限の数にとどめる。",
)

FARES = Text(
    "{draft}: some completion of what it leaves open is acceptable to all of {who} in {some} of the draws, "
    "every completion in {sure}. It fails most often with {party}: some completion is acceptable in {one} "
    "of the draws, every one in {every}.",
    "「{draft}」について、{who}がそろって受け入れられる補い方のある標本は{some}、どう補ってもそろって受け"
    "入れられる標本は{sure}である。最も通りにくい相手は{party}で、受け入れられる補い方のある標本は{one}、"
    "どう補っても受け入れられる標本は{every}である。",
)
FARES_WHOLE = Text(
    "{draft} is acceptable to all of {who} in {sure} of the draws. It fails most often with {party}: "
    "acceptable in {every}.",
    "「{draft}」を{who}がそろって受け入れられる標本は{sure}である。最も通りにくい相手は{party}で、受け入れ"
    "られる標本は{every}である。",
)
FARES_ALWAYS = Text(
    "{draft} is acceptable to all of {who} in every draw, however it is completed.",
    "{who}は、すべての標本で、「{draft}」をどう補っても受け入れられる。",
)
EXACT_PARTS: Mapping[str, Text] = {
    "sure": Text("acceptable to {who}", "{who}は受け入れられる"),
    "open": Text("for {who} it depends on what is left open", "{who}にとっては未決の点の補い方による"),
    "never": Text("not acceptable to {who}", "{who}は受け入れられない"),
}
GAINS_EXACT = Text("gains against no deal: {gains}", "決裂時と比べた利得は、{gains}である")

CHANGE = Text(
    "{party}{roles}: {draft} becomes acceptable{how} if {change}{held}. {cost}",
    "{party}{roles}：{change}にすれば、「{draft}」は{how}受け入れられるものになる{held}。{cost}",
)
MOST = Text(
    "{party}{roles}: no change makes {draft} acceptable{how} in half of the draws; most is done if "
    "{change}{held}. {cost}",
    "{party}{roles}：どう変えても、「{draft}」が{how}受け入れられる標本は半分に届かない。最も効くのは、{change}にす"
    "ることである{held}。{cost}",
)
NOTHING = Text(
    "{party}{roles}: no change of {draft} makes it more acceptable.",
    "{party}{roles}：「{draft}」は、どう変えても今より受け入れやすくはならない。",
)
NO_NEED = Text(
    "{party}{roles}: {draft} is acceptable as it stands{held}, however it is completed.",
    "{party}{roles}：「{draft}」は、どう補うにせよ、そのままで受け入れられる{held}。",
)
HELD = Text(
    ", in {after} of the draws instead of {before}",
    "（受け入れられる標本は{before}から{after}に増える）",
)
HELD_NOW = Text(" in {after} of the draws", "（標本の{after}）")
ROLES = Text(" ({roles})", "（{roles}）")
ROLE: Mapping[str, Text] = {
    "worst": Text("with whom it fails most often", "最も通りにくい相手"),
    "weakest": Text("who gains least by it", "利得の最も小さい当事者"),
    "away": Text("absent from the latest round", "直近の会合に不在"),
}
HOW: Mapping[str, Text] = {
    "sure": Text(" however the rest is settled", "残りをどう補っても"),
    "some": Text(" with some completion of the rest", "残りの補い方によっては"),
    "whole": Text("", ""),
}
REPLACED = Text("“{new}” takes the place of “{old}”", "「{old}」を「{new}」")
SETTLED = Text("{issue} is settled as “{new}”", "{issue}については「{new}」")
COST = Text(
    "{loser} could accept it in {after} of the draws instead of {before}.",
    "{loser}が受け入れうる標本は{before}から{after}に減る。",
)
COST_EXACT = Text("{loser} would then refuse it.", "ただし、{loser}は受け入れられなくなる。")
NO_COST_EXACT = Text(
    "Nobody else whose agreement is needed would then refuse it.",
    "同意を要する他の当事者のうち、それによって受け入れられなくなる者はいない。",
)
NO_COST = Text(
    "Nobody else whose agreement is needed could accept it less often.",
    "同意を要する他の当事者が受け入れうる標本は減らない。",
)
UNKNOWN = Text(
    "What would make {draft} acceptable to {who}, absent from the latest round, cannot be told: what no "
    "deal is worth to them, or what they want, is not stated.",
    "直近の会合に不在の{who}にとって、どう変えれば「{draft}」が受け入れられるものになるかは判じられない。"
    "決裂時の価値または望みが述べられていないためである。",
)
PREFERRED: Mapping[tuple[bool, bool], Text] = {
    (True, True): Text(
        "Whatever is admissible, {one} is at least as good as {two} for {first}, and {two} at least as "
        "good as {one} for {second}.",
        "許容されるどの選好でも、「{one}」は{first}にとって「{two}」と同等かそれ以上であり、「{two}」は"
        "{second}にとって「{one}」と同等かそれ以上である。",
    ),
    (True, False): Text(
        "Whatever is admissible, {one} is at least as good as {two} for {first}.",
        "許容されるどの選好でも、「{one}」は{first}にとって「{two}」と同等かそれ以上である。",
    ),
    (False, True): Text(
        "Whatever is admissible, {two} is at least as good as {one} for {second}.",
        "許容されるどの選好でも、「{two}」は{second}にとって「{one}」と同等かそれ以上である。",
    ),
}
DEALS: Mapping[str, Text] = {
    "yes": Text(
        "{draft} is acceptable to all whose agreement is needed, however it is completed.",
        "「{draft}」は、どう補っても、同意を要する当事者がそろって受け入れられる。",
    ),
    "open": Text(
        "Whether a draft on the table is acceptable to all whose agreement is needed depends on how it is "
        "completed.",
        "同意を要する当事者が卓上の草案をそろって受け入れられるかは、未決の点の補い方による。",
    ),
    "no": Text(
        "No draft on the table is acceptable to all whose agreement is needed, however it is completed.",
        "卓上のどの草案も、どう補っても、同意を要する当事者がそろって受け入れられるものではない。",
    ),
}
DEALS_DRAWN: Mapping[str, Text] = {
    "yes": Text(
        "In {held} of the draws {draft} is acceptable to all whose agreement is needed, however it is completed.",
        "標本の{held}で、同意を要する当事者は、どう補っても「{draft}」をそろって受け入れられる。",
    ),
    "open": Text(
        "In {held} of the draws some completion of {draft} is acceptable to all whose agreement is needed; no other "
        "draft on the table has one in more.",
        "補い方によっては同意を要する当事者が「{draft}」をそろって受け入れられる標本は{held}で、卓上の草案のうち最も"
        "多い。",
    ),
    "no": Text(
        "No draft on the table has a completion that is acceptable to all whose agreement is needed in more than "
        "{held} of the draws.",
        "同意を要する当事者がそろって受け入れられる補い方のある標本は、卓上のどの草案でも、多くて{held}である。",
    ),
}
DEAL_ASSUMES = Text(
    "Only drafts on the table count, not packages that nobody has put into a text.",
    "卓上の草案だけを数え、誰も文書にしていない合意案は数えない。",
)

NO_DRAFTS = Text(
    "No draft has terms: state under drafts, in terms, what a draft says on each issue.",
    "条項のある草案がない。draftsのtermsに、草案が各争点で何を定めるかを記すこと。",
)
ACCEPTED = (
    Text("Who accepts which draft", "誰がどの草案を受け入れるか"),
    Text(
        "Share of the draws in which the party accepts the draft: however it is completed, and with some "
        "completion.",
        "当事者が草案を受け入れる標本の割合。未決の点をどう補っても受け入れる場合から、補い方によっては受け入れる場"
        "合までの幅で示す。",
    ),
)
GAINS = (
    Text("What each draft is worth against no deal", "決裂時と比べた各草案の価値"),
    Text(
        "Gain over no deal in shares of the party's own range, median and 90% of the draws, with the draft "
        "completed at the party's worst and at its best. Gains of two parties are on no common scale.",
        "決裂時と比べた利得を、各当事者の価値の幅に対する割合で示す（中央値と、標本の90%が入る幅）。草案の未決の点は"
        "、当事者にとって最悪の場合と最良の場合で補う。当事者どうしの利得は、同じ尺度では測れない。",
    ),
)
