"""By which signs a Japanese text shows that a new name is a person, a state, a capital or a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entaku.reading.names_hints import Hint
from entaku.reading.scripts import words

_KANA: Final = r"[ァ-ヴー]{2,20}"
RUN: Final = re.compile(rf"(?<![ァ-ヴー・＝]){_KANA}(?:[・＝]{_KANA}){{0,3}}(?![ァ-ヴー])")
_TITLE: Final = re.compile(
    r"(?P<role>[一-龠]{0,8}(?:大統領|首相|外相|国防相|特使|長官|補佐官|顧問|事務総長|報道官|議長|国王|皇太子|議員"
    r"|司令官|将軍|大使|次官|交渉官|総裁|党首|知事|大臣|総長|参謀長|代表(?!団)))|(?:氏|さん)"
)
_GOVERNMENT: Final = re.compile(r"政権|陣営")
_STATE: Final = re.compile(
    r"(?:政府|海軍|空軍|陸軍|軍|外務省|国防省|議会|側(?!近)|代表団|艦隊|当局|国民|領(?!土問題)|大使館)"
    r"|の(?:首都|当局者?|外務省|国防省|政府|代表団|議会|外相|艦隊|特使|海軍)"
)
_BEFORE_STATE: Final = re.compile(r"(?:調停国|隣国|同盟国|当事国|仲介国|議長国|開催国|加盟国)$")
_PLACE: Final = re.compile(r"(?:島|諸島|海峡|海(?!軍)|川|河|湖|港|岬|半島|州|地方|市|県|郊外|高原|渓谷|ダム)")
_ACTS: Final = re.compile(
    r"(?:は|が|も)、?(?P<said>[^。]{0,120})|から「[^」]{1,40}」と(?:退け|一蹴|批判)|に対し"
)
_DOES: Final = re.compile(
    r"述べ|主張|歓迎|拒|回答|応じ|表明|発表|説明|求め|退け|警告|否定|認め|迫られ|提案|合意|受け入れ|示し|踏み切|決定"
    r"|目指|署名|提示|要求|抗議|反発"
)
_CAPITAL: Final = re.compile(rf"(?P<of>{_KANA})の首都、?(?P<name>{_KANA})")
_SIDE: Final = re.compile(
    rf"(?P<of>{_KANA}|[一-龠]{{2,4}})側は(?P<who>[^。、が]{{2,60}}(?:、[^。、が]{{2,40}})?)が"
)
_LEADS: Final = re.compile(
    rf"(?P<who>{_KANA}(?:[・＝]{_KANA}){{0,3}})氏?(?:が|の)?率いる(?P<of>{_KANA}|[一-龠]{{2,4}})"
)
_OF: Final = re.compile(rf"(?P<of>{_KANA}|[一-龠]{{2,4}})の(?:[一-龠]{{0,6}}の)?$")
_ROLE_OF: Final = re.compile(
    rf"(?P<of>{_KANA}|[一-龠]{{2,4}})の(?P<role>特使|大統領|首相|外相|首席交渉官)(?=[がはもと、])"
)
_ROLE_BEFORE: Final = re.compile(r"(?P<role>特使|大統領|首相|外相|首席交渉官|王女?|国王)の$")
_BODY: Final = re.compile(
    rf"(?P<name>(?:{_KANA}|[一-龠]{{2,6}})(?:連盟|同盟|連合|機構|評議会|戦線|解放軍|抵抗運動|公社))(?!国)"
)
_GROUP: Final = re.compile(r"(?P<name>[一-龠]{2,4}[二三四五六七八九十]か?国)")
_VOICES: Final = re.compile(
    r"(?P<name>(?:[ァ-ヴー一-龠]{1,10}[とのや]){0,3}[一-龠ァ-ヴー]{0,6}"
    r"(?:アナリスト|専門家|学者|研究者|外交官|評論家|観測筋|外交筋|法律家)(?:双方|ら|たち)?)"
)
_COMMON: Final = frozenset(
    words(
        "アナリスト メディア リーダー チーム グループ メンバー ミサイル ドローン ロケット エネルギー "
        "インフラ ガス データ サイト ニュース インタビュー メッセージ コメント プロセス ルート ライン "
        "レベル テーマ ポイント スタッフ テロ デモ クーデター シャトル メインステージ アプローチ "
        "スキャンダル トップ タイトル テーブル カード ボール バランス リスク コスト シナリオ プラン "
        "ジャーナリスト アドバイザー オブザーバー パートナー ライバル サミット ホスト ホテル ビル センター "
        "キャンペーン システム サービス ネットワーク プログラム プロジェクト マンデート イスラム アジア "
        "ヨーロッパ アフリカ アラブ"
    )
)


def hints(text: str) -> Iterator[Hint]:
    """Say of every new name in a Japanese text what speaks for which kind of thing it is.

    Examples
    --------
    >>> [(one.name, one.sort) for one in hints("ヴェラ政府はトム・アレン特使を退けた。")]
    [('ヴェラ', 'state'), ('トム・アレン', 'person')]
    """
    for found in RUN.finditer(text):
        if found[0] not in _COMMON:
            yield from _of_run(text, found)
    for found in _CAPITAL.finditer(text):
        yield Hint(found["name"], "capital", found.start("name"), of=found["of"])
    for found in _SIDE.finditer(text):
        for who in RUN.finditer(text, found.start("who"), found.end("who")):
            yield Hint(who[0], "belongs", who.start(), of=found["of"])
    for found in _LEADS.finditer(text):
        yield Hint(found["who"], "belongs", found.start(), of=found["of"])
    for found in _ROLE_OF.finditer(text):
        yield Hint(found["role"], "office", found.start(), role=found["role"], of=found["of"])
    for found in _BODY.finditer(text):
        yield Hint(found["name"], "body", found.start())
    for found in _VOICES.finditer(text):
        yield Hint(found["name"], "voices", found.start())
    for found in _GROUP.finditer(text):
        yield Hint(found["name"], "group", found.start())


def _of_run(text: str, found: re.Match[str]) -> Iterator[Hint]:
    name, start, end = found[0], found.start(), found.end()
    before = text[max(0, start - 16) : start]
    if _PLACE.match(text, end):
        yield Hint(name, "place", start)
    elif "・" not in name and (_STATE.match(text, end) or _BEFORE_STATE.search(before)):
        yield Hint(name, "state", start)
    elif _GOVERNMENT.match(text, end):
        yield Hint(name, "government", start)
    elif title := _TITLE.match(text, end):
        role = title["role"] or ""
        if not role and (told := _ROLE_BEFORE.search(before)):
            role = told["role"]
        of = _OF.search(before)
        yield Hint(name, "person", start, role=role, of=of["of"] if of else "")
    elif ("・" in name and text[end : end + 1] in "はがもの、と") or re.match(
        r"(?:が)?率いる", text[end : end + 4]
    ):
        yield Hint(name, "person", start)
    elif "・" not in name and (acts := _ACTS.match(text, end)):
        if acts["said"] is None or _DOES.search(acts["said"]):
            yield Hint(name, "actor", start)
        else:
            yield Hint(name, "named", start)
    else:
        yield Hint(name, "named", start)
