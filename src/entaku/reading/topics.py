"""What is usually negotiated, and by which words a text shows that it is: a table of issues in both languages.

Each has two options, as somebody asks for it and not, in words that name the thing itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from entaku.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An issue that texts name: its words, and how it may be settled."""

    id: str
    name: Text
    words: re.Pattern[str]
    done: Text
    not_done: Text


def _topic(
    name: str, title: tuple[str, str], words: str, done: tuple[str, str], not_done: tuple[str, str]
) -> Topic:
    return Topic(
        id=name,
        name=Text(*title),
        words=re.compile(words, re.IGNORECASE),
        done=Text(*done),
        not_done=Text(*not_done),
    )


TOPICS: Final = (
    _topic(
        "ceasefire",
        ("ceasefire", "停戦"),
        r"停戦(?!覚書)|休戦|戦闘停止|\bcease-?fire(?! memorandum)|\btruce\b|\barmistice\b",
        ("there is a ceasefire", "停戦する"),
        ("there is none", "停戦しない"),
    ),
    _topic(
        "withdrawal",
        ("withdrawal of forces", "部隊の撤収"),
        r"撤収|撤兵|撤退|守備隊"
        r"|\bwithdraw(?:al|als|s|ing)?\b(?!n)|\bpull(?:s|ed|ing)? back\b|\bgarrison\b[^.]{0,20}\bleave\b",
        ("forces withdraw", "撤収する"),
        ("forces stay", "撤収しない"),
    ),
    _topic(
        "recognition",
        ("formal recognition", "正式な承認"),
        r"(?<!議会の)(?:正式な|主権の|国家の|領土の)承認|承認された"
        r"|\b(?:formal(?:ly)? )?recogni[sz](?:e|ed|ing|ition)\b",
        ("recognised", "承認する"),
        ("not recognised", "承認しない"),
    ),
    _topic(
        "territory",
        ("territory", "領土"),
        r"領土(?!の正式な承認|における)|領有|国境線|割譲"
        r"|\bterritor(?:y|ies|ial)\b|\bborders?\b|\bcede[sd]?\b",
        ("conceded as demanded", "要求どおり譲歩する"),
        ("not conceded", "譲歩しない"),
    ),
    _topic(
        "status",
        ("status of the area", "地域の地位"),
        r"共同管理|自治権?(?!体)|租借|委任統治"
        r"|\bshared administration\b|\bautonom(?:y|ous)\b|\bsovereignty\b|主権|\blease\b",
        ("a status of its own", "特別の地位を設ける"),
        ("no such status", "設けない"),
    ),
    _topic(
        "nato_bid",
        ("NATO membership", "NATO加盟"),
        r"NATO(?:への)?加盟|NATOの(?:さらなる|東方)?拡大"
        r"|\bNATO(?: membership| bid| accession| expansion| enlargement)\b",
        ("given up", "断念する"),
        ("kept open", "断念しない"),
    ),
    _topic(
        "eu_accession",
        ("EU accession", "EU加盟"),
        r"EU(?:への)?加盟|\bEU (?:membership|accession)\b",
        ("goes ahead", "進める"),
        ("does not", "進めない"),
    ),
    _topic(
        "foreign_forces",
        ("foreign forces", "外国軍"),
        r"外国軍|外国部隊|駐留|多国籍部隊|\bforeign (?:troops|forces)\b|\bstationing\b",
        ("limited", "制限する"),
        ("not limited", "制限しない"),
    ),
    _topic(
        "demilitarisation",
        ("demilitarisation", "非軍事化"),
        r"非軍事化|武装解除|軍縮|\bdemilitari[sz]\w*|\bdisarm\w*",
        ("takes place", "実施する"),
        ("does not", "実施しない"),
    ),
    _topic(
        "force_limits",
        ("limits on where forces stand", "部隊の配備制限"),
        r"配備(?:を|の)?制限|軍事態勢(?:の)?制限|艦隊の配備"
        r"|\blimit(?:s|ing)?(?: on)? where[^.]{0,30}deployed|\bforce posture\b",
        ("limits are set", "制限を設ける"),
        ("no limits", "制限を設けない"),
    ),
    _topic(
        "security_guarantees",
        ("security guarantees", "安全の保証"),
        r"安全の?保証|\bsecurity (?:guarantees?|assurances?)\b",
        ("given as demanded", "求められた形で与える"),
        ("not given", "与えない"),
    ),
    _topic(
        "security_posture",
        ("security posture and concerns", "安全保障の在り方"),
        r"安全保障(?:上の懸念|態勢|体制)|\bsecurity (?:concerns|posture|arrangements?)\b",
        ("changed as asked", "求められたとおり改める"),
        ("left as it is", "現状のままとする"),
    ),
    _topic(
        "monitors",
        ("monitors", "監視団"),
        r"監視団|監視員|査察|平和維持(?:軍|部隊)"
        r"|\bmonitor(?:s|ing)\b|\binspect(?:ors?|ions?)\b|\bpeacekeep\w+|\bobservers\b",
        ("a mission works", "置く"),
        ("no mission", "置かない"),
    ),
    _topic(
        "sanctions",
        ("sanctions", "制裁"),
        r"制裁|禁輸|\bsanctions?\b|\bembargo\w*",
        ("lifted", "解除する"),
        ("kept", "維持する"),
    ),
    _topic(
        "assets",
        ("frozen assets", "凍結資産"),
        r"凍結資産|資産凍結|\bfrozen assets\b",
        ("released", "解放する"),
        ("stay frozen", "凍結を続ける"),
    ),
    _topic(
        "reparations",
        ("reparations", "賠償"),
        r"賠償|補償金|\breparations?\b|\bcompensation\b",
        ("paid", "支払う"),
        ("not paid", "支払わない"),
    ),
    _topic(
        "prisoners",
        ("prisoners and hostages", "捕虜と人質"),
        r"捕虜|人質|被拘束者|\bprisoners?\b|\bhostages?\b|\bdetainees?\b",
        ("released", "解放する"),
        ("not released", "解放しない"),
    ),
    _topic(
        "humanitarian_access",
        ("humanitarian access", "人道支援の受け入れ"),
        r"人道(?:支援|回廊|物資)|\bhumanitarian (?:access|aid|corridors?)\b|\baid convoys?\b",
        ("granted", "受け入れる"),
        ("not granted", "受け入れない"),
    ),
    _topic(
        "refugees",
        ("return of refugees", "難民の帰還"),
        r"難民|避難民|\brefugees?\b|\bdisplaced\b",
        ("they may return", "認める"),
        ("they may not", "認めない"),
    ),
    _topic(
        "enrichment",
        ("nuclear programme", "核計画"),
        r"濃縮|核(?:計画|開発|合意|兵器)|\benrich(?:ment|ed)\b|\bnuclear\b",
        ("limited", "制限する"),
        ("not limited", "制限しない"),
    ),
    _topic(
        "military_support",
        ("military support", "軍事的な支援"),
        r"武器供与|軍事支援|護衛艦の派遣"
        r"|\barms (?:supplies|deliveries|shipments)\b|\bmilitary aid\b|\bescort ships\b",
        ("continue", "続ける"),
        ("end", "打ち切る"),
    ),
    _topic(
        "transit",
        ("transit and its fees", "通航と通航料"),
        r"通航料|通航権|航行の自由|\btransit fees?\b|\bfreedom of navigation\b|\bright of passage\b",
        ("as proposed", "提案どおりとする"),
        ("not so", "提案どおりとしない"),
    ),
    _topic(
        "navigation_marks",
        ("lighthouses and sea marks", "灯台と航路標識"),
        r"灯台|航路標識|\blighthouses?\b|\bsea marks?\b",
        ("settled in the text", "取り決める"),
        ("left open", "取り決めない"),
    ),
    _topic(
        "water",
        ("water", "水の配分"),
        r"取水|放流|水利|ダム|\bwater (?:rights?|flows?|sharing|release)\b|\bdams?\b",
        ("shared as demanded", "求められた形で分ける"),
        ("not so", "そうしない"),
    ),
    _topic(
        "trade",
        ("trade and tariffs", "貿易と関税"),
        r"関税|貿易協定|輸出規制|\btariffs?\b|\btrade (?:deal|agreement)\b|\bexport controls?\b",
        ("eased", "緩和する"),
        ("not eased", "緩和しない"),
    ),
    _topic(
        "elections",
        ("elections", "選挙の実施"),
        r"選挙(?!戦)|\belections?\b",
        ("held", "実施する"),
        ("not held", "実施しない"),
    ),
    _topic(
        "power_sharing",
        ("power sharing", "権力分有"),
        r"権力分有|暫定政府|連立|\bpower[- ]sharing\b|\btransitional government\b|\binterim government\b",
        ("agreed", "合意する"),
        ("not agreed", "合意しない"),
    ),
    _topic(
        "publication",
        ("publication of the texts", "文書の公表"),
        r"全文は公表|文書の公表|\b(?:texts?|drafts?)[^.]{0,20}\bpublished in full\b",
        ("published", "公表する"),
        ("not published", "公表しない"),
    ),
)
"""In the order in which a case lists them where a text names them at one place."""

AGREEMENT: Final = _topic(
    "agreement",
    ("an agreement", "合意そのもの"),
    r"合意|協定|交渉|会談|協議|和平|調停"
    r"|\bagree(?:ment|d|s)?\b|\bdeal\b|\btalks\b|\bmeeting\b|\btreaty\b|\bnegotiat\w+",
    ("one is reached", "成立する"),
    ("none is reached", "成立しない"),
)
"""What is left to ask where a text names nothing that could be settled."""
