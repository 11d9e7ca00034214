"""What a case lacks for this lens, and how to state it."""

from __future__ import annotations

from collections.abc import Mapping

from entaku.model.text import Text
from entaku.space.graph import Lack

LACKS: Mapping[str, Text] = {
    "nobody moves": Text(
        "No standoff is stated, and no party can carry out or stop anything alone: state standoffs with levers and "
        "rankings, or performs and stops for the options.",
        "にらみ合いは述べられておらず、単独で何かを実施または阻止できる当事者もいない。standoffsにleversとrankingsを記"
        "すか、選択肢にperformsとstopsを記すこと。",
    ),
    "nothing ranked": Text(
        "It is not stated what {who}, who can move alone, would want: state preferences, or standoffs with rankings.",
        "単独で動ける{who}が何を望むかは述べられていない。preferencesを記すか、standoffsにrankingsを記すこと。",
    ),
    "read off": Text(
        "No standoff is stated: it was read off who performs and who stops what, and off the preferences. To say who "
        "can do what, and what cannot stand together, state standoffs.",
        "にらみ合いは述べられていないため、各選択肢の実施者と阻止者、および選好から読み取った。誰に何ができ、何が両立し"
        "ないかを示すには、standoffsを記すこと。",
    ),
    "not ranked": Text(
        "It is not stated what {party}, who can move alone, would want; its preferences were drawn over all that is "
        "possible. State preferences for it.",
        "単独で動ける{party}が何を望むかは述べられていないため、ありうる選好の全体から抽出した。preferencesを記すこと。",
    ),
    "no status quo": Text(
        "It is not stated, or cannot be, that all issues stay as they are ({issues}): state status_quo, so that paths "
        "from it can be followed.",
        "すべての争点が現状のままの状態は、述べられていないか、ありえない（{issues}）。そこからの道筋をたどるには、"
        "status_quoを記すこと。",
    ),
    "too many": Text(
        "There are too many packages or moves to look at one by one ({n} packages; at most {most}): state standoffs "
        "for the part that matters.",
        "合意案または手の数が多すぎて、一つずつ調べられない（合意案は{n}件、上限は{most}件）。肝心な部分をstandoffs"
        "に記すこと。",
    ),
    "no ranking": Text(
        "{standoff}: it is not stated which states {who} would like better: state rankings.",
        "{standoff}：{who}がどの状態を好むかは述べられていない。rankingsを記すこと。",
    ),
    "no ranking of": Text(
        "{standoff}: it is not stated which states {party} would like better; every order was drawn. State its ranking "
        "in rankings.",
        "{standoff}：{party}がどの状態を好むかは述べられていないため、あらゆる順位から抽出した。rankingsに記すこと。",
    ),
    "no now": Text(
        "{standoff}: it is not stated which state stands: state now, so that paths from it can be followed.",
        "{standoff}：どの状態が現状かは述べられていない。そこからの道筋をたどるには、nowを記すこと。",
    ),
    "states overlap": Text(
        "{standoff}: the patterns of states meet in one combination of levers; mend the patterns in states.",
        "{standoff}：複数の状態のパターンが、同じ手段の組み合わせに当てはまっている。statesのpatternを改めること。",
    ),
    "no state": Text(
        "{standoff}: no combination of levers is possible; mend the list impossible.",
        "{standoff}：ありうる手段の組み合わせがない。impossibleを改めること。",
    ),
    "impossible state": Text(
        "{standoff}: impossible rules out all of state {state}; mend impossible or states.",
        "{standoff}：impossibleが状態{state}をすべて除いている。impossibleかstatesを改めること。",
    ),
    "too many states": Text(
        "{standoff}: {n} states are too many (at most {most}): name the states that differ in states, or leave out "
        "levers.",
        "{standoff}：状態が{n}個あり、多すぎる（上限は{most}個）。区別すべき状態をstatesに挙げるか、leversを減らすこ"
        "と。",
    ),
    "too many pairs": Text(
        "{standoff}: {n} states are too many to compare pair by pair (at most {most}): state priorities or "
        "best_to_worst instead.",
        "{standoff}：状態が{n}個あり、二つずつ比べるには多すぎる（上限は{most}個）。prioritiesかbest_to_worstを記す"
        "こと。",
    ),
    "now is no state": Text(
        "{standoff}: what is said to stand in now, {state}, is not one of its states.",
        "{standoff}：nowに現状として挙げられた{state}は、状態の中にない。",
    ),
    "no such state": Text(
        "{standoff}: a comparison in compared names {state}, which is not one of its states.",
        "{standoff}：comparedの比較に挙げられた{state}は、状態の中にない。",
    ),
    "circle": Text(
        "{standoff}: what is compared for {party} runs in a circle, so that a state would be better than itself; mend "
        "compared.",
        "{standoff}：{party}についての比較が循環し、ある状態が自らに勝ることになる。comparedを改めること。",
    ),
    "incomplete": Text(
        "{standoff}: a list in best_to_worst does not name each of the {n} states once.",
        "{standoff}：best_to_worstの順位が、{n}個の状態を一度ずつ挙げていない。",
    ),
    "torn": Text(
        "{standoff}: number {n} of the priorities of {party} is true in one part of a named state and false in "
        "another: split the state in states.",
        "{standoff}：{party}のprioritiesの{n}番目は、一つの状態の中で成り立つ場合と成り立たない場合とがある。states"
        "でその状態を分けること。",
    ),
}


def said(lack: Lack) -> Text:
    """Say what is lacking."""
    return LACKS[lack.kind].filled(**lack.slots)
