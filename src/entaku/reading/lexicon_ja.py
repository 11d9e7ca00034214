"""Cues of Japanese, by what they say of the holder and of firmness. Version 1."""

from __future__ import annotations

from typing import Final

from entaku.reading.cues import Rule, rule

_MID: Final = r"[^、。「」『』—と]{0,8}?"
_ON: Final = r"(?:て(?:い(?:る|た|ます|ました)|おり|います|きた|いて)|てい|る|た|ます|ました|ながら|つつ)"
_SAY: Final = (
    r"(?:述べ|語っ|語り|話し|主張し|主張する|強調し|指摘し|表明し|発言し|説明し|警告し|批判し|反論し|非難し|示唆し|発表し|"
    r"明かし|明らかにし|訴え|投稿し|答え|繰り返し|付け加え|認め|否定し|通告し|断言し|言っ|宣言し|伝え(?!られ))"
)
_END: Final = r"(?=[。！!」』）)]|\s*$)"
_IS: Final = r"(?:だ|である|です|で(?=、)|であり)"
_NOUNS: Final = r"(?:見方|認識|観測|懸念|指摘|声|見通し|見解|印象|疑念|受け止め)"

RULES: Final[tuple[Rule, ...]] = (
    # somebody says so
    rule(
        "ja.report_passive", rf"と{_MID}(?:報じられ|伝えられ|報道され){_ON}", "reported", "unnamed", "before"
    ),
    rule(
        "ja.report_front",
        r"(?:伝えられるところで(?:は)?|報じられるところでは|報道によ(?:ると|れば)|(?:一部|複数の)報道(?:では|によ(?:ると|れば)))",
        "reported",
        "unnamed",
        "after",
    ),
    rule(
        "ja.hearsay_end", rf"(?<=[だるたいうくす])という(?:こと{_IS})?{_END}", "reported", "unnamed", "final"
    ),
    rule("ja.hearsay_koto", rf"との(?:こと|話){_IS}{_END}", "reported", "unnamed", "final"),
    rule("ja.said", rf"と{_MID}言われ{_ON}", "reported", "unnamed", "before"),
    rule(
        "ja.hearsay_sou",
        rf"(?<=[るただいうくすぬむぶぐつ])そう(?:だ|である|です){_END}",
        "reported",
        "unnamed",
        "final",
    ),
    rule("ja.held_to_be", r"とされ(?:る|て(?:いる|おり))", "reported", "unnamed", "near"),
    # somebody thinks so
    rule(
        "ja.belief_passive",
        rf"と{_MID}(?:考えられ|思われ|見なされ|みなされ|目され|受け止められ|受けとめられ|見られ|みられ){_ON}",
        "inferred",
        "unnamed",
        "before",
    ),
    rule("ja.sees", r"とみて(?:いる|おり)", "inferred", "subject", "before"),
    rule(
        "ja.view_noun",
        rf"との{_NOUNS}(?:を(?:示|強め|抱|深め|広げ)|が(?:広が|強ま|ある|あり|出|浮上|支配|根強))",
        "inferred",
        "unnamed",
        "before",
    ),
    # a named holder
    rule("ja.speech", rf"と{_MID}{_SAY}{_ON}?", "reported", "subject", "before"),
    rule(
        "ja.position",
        r"(?<![うよ])(?<!目的)(?<!もの)と(?:している|しており|した上で)",
        "reported",
        "subject",
        "before",
    ),
    rule(
        "ja.according",
        r"(?P<who>[^、。「」]{1,40}?)(?P<cue>(?:によると|によれば|の発表では|の話では|の推計では))",
        "reported",
        "named",
        "after",
    ),
    rule(
        "ja.rejected",
        r"(?P<who>[^、。（）()]{1,20}?)から(?P<cue>「[^」]{1,40}」と(?:一蹴|退け|批判|拒否|非難|切り捨て))",
        "reported",
        "named",
        "here",
    ),
    rule(
        "ja.self_view",
        r"[^、。は]{1,12}を?(?:自任|自認|自負)して(?:いる|おり)",
        "reported",
        "subject",
        "before",
    ),
    rule(
        "ja.late_view",
        rf"^(?P<cue>(?:これ|それ|こうした見方|この見方|同様の見方)は(?P<who>[^、。]{{1,40}}?)(?:に共通する|の)?(?:見解|見方|見立て|認識){_IS})",
        "reported",
        "named",
        "previous",
    ),
    rule(
        "ja.late_say",
        rf"^(?P<cue>そう(?P<who>[^、。]{{1,30}}?)は?(?:説明|主張|指摘)して{_ON})",
        "reported",
        "named",
        "previous",
    ),
    # the text itself, with a likelihood word
    rule("ja.perhaps", r"(?:おそらく|恐らく|たぶん|多分)", "likely", "author", "after", "likely"),
    rule(
        "ja.very_likely",
        r"(?:可能性が(?:極めて|非常に|きわめて)高い|ほぼ確実(?:だ|である|視))",
        "likely",
        "author",
        "final",
        "very_likely",
    ),
    rule(
        "ja.likely",
        rf"(?:可能性が高(?:い|く|まって)|公算が大き(?:い|く)|公算大|見込み{_IS}|見通し{_IS})",
        "likely",
        "author",
        "final",
        "likely",
    ),
    rule("ja.darou", r"(?:だろう|であろう|でしょう|であろ?う)(?!か)", "likely", "author", "final"),
    rule(
        "ja.unlikely",
        r"(?:可能性[はが](?:極めて|非常に)?低(?:い|く)|とは考えにくい|見込みは薄い)",
        "unlikely",
        "author",
        "final",
        "unlikely",
    ),
    rule(
        "ja.unsettled",
        r"かどうか(?:は|も)?(?:なお|まだ)?(?:不透明|不明|分から|わから|見通せ|定か)",
        "possible",
        "author",
        "final",
    ),
    rule("ja.hardly", r"そう[にも]ない", "unlikely", "author", "final"),
    rule(
        "ja.mai",
        rf"(?<=[るくすつぬむぶぐうえけせてねべめれいきしちにみり])まい{_END}",
        "unlikely",
        "author",
        "final",
    ),
    # the text itself, without a number
    rule(
        "ja.possible",
        r"(?:かも(?:(?:しれ|知れ)(?:ない|ません|ず)|(?=[。！]|\s*$))|可能性[がも](?:ある|あり|残)|(?:あり|有り)(?:得る|うる|得ます)|"
        r"[恐お]それが(?:ある|あり)|かねない|可能性[はも](?:排除できない|否定できない|否めない|捨てきれない))",
        "possible",
        "author",
        "final",
    ),
    rule(
        "ja.seems",
        rf"(?:よう(?:だ|である|です)|ように(?:思|見え|みえ|聞こえ|感じ)|模様(?:だ|である|です)|みたい(?:だった|でした|だ|である|です)?{_END}|と(?:みえ|見え)る|どうやら)",
        "inferred",
        "author",
        "final",
    ),
    rule("ja.rashii", rf"(?<![男女春夏秋冬])らしい{_END}", "inferred", "author", "final"),
    rule(
        "ja.looks",
        rf"(?<=[きしちにみりぎじびえけせてねめれげぜべさ一-鿿])そう(?:だ|である|です){_END}",
        "inferred",
        "author",
        "final",
    ),
    rule("ja.ppoi", rf"っぽい{_END}", "inferred", "author", "final"),
    rule(
        "ja.must_be",
        r"(?:に(?:違い|ちがい|相違)(?:ない|ありません)|(?:間違い|まちがい|疑い)(?:ない|はない)|はず(?:だ(?!った)|である|です)|じゃない(?:か(?![らも])|の?[？?]))",
        "inferred",
        "author",
        "final",
    ),
    # what is to come, what is wanted, what hangs on an if
    rule(
        "ja.planned",
        rf"(?:予定{_IS}|予定{_END}|方針(?:だ|である|です)|構え(?:だ|である|です)|意向(?:だ|である|です|を示)|計画(?:だ|である|です)|用意がある{_END}|方向で調整して)",
        "planned",
        "author",
        "final",
    ),
    rule(
        "ja.demanded",
        r"よう(?:に)?(?:求め|要求し|要請し|促し)(?:て(?:いる|おり|きた)|る|た)",
        "demanded",
        "subject",
        "before",
    ),
    rule("ja.purpose", r"(?<=[るいくすつぬむぶぐう])ように(?=、|し)", "planned", "author", "near"),
    rule(
        "ja.if",
        r"(?:^|(?<=、))(?:もし|仮に|万一)|(?:事実|そう|本当)(?:であれ|なれ|なら)ば?(?=、)",
        "conditional",
        "author",
        "after",
    ),
)
